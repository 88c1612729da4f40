"""From paths to files: which there are, and what each is called.

A file's *locator*, its key in a store, begins at the last name of the path that was given: ``corpus/text`` gives
``text/a.txt``, ``corpus/text/a.txt`` gives ``a.txt``. Nothing of the machine's own folders is in it, so the same corpus
in two places gives the same graph. With a ``root`` it is the path below that folder instead.

In a folder everything is taken that is a document by its suffix or by its first bytes. Files that are plainly none are
left out with a note; hidden files and the folder's own README are passed over.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import SourceError
from loaders.files import FileRef, os_error
from loaders.readers.detect import SAMPLE, has_signature
from loaders.readers.table import DOCUMENT_SUFFIXES


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or folder that is not read, by the path as given, and why."""

    place: str
    error: SourceError


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies under the paths given. ``files`` are in order of locator, each real file once, ``refused`` failures,
    ``skipped`` files left out with good reason, as (place, reason); both are sorted by place."""

    files: tuple[FileRef, ...]
    refused: tuple[Refusal, ...]
    skipped: tuple[tuple[str, str], ...]


def list_files(paths: Iterable[Path], *, root: Path | None = None) -> Listing:
    """The files under ``paths``, the same whatever the order of ``paths``."""
    lister = _Lister(root)
    for path in paths:
        lister.add(path)
    return lister.listing()


class _Lister:
    """Collects files, then settles which locator each real file has and which locators clash."""

    def __init__(self, root: Path | None) -> None:
        self._root = None if root is None else Path(os.path.abspath(root))
        self._files: dict[str, FileRef] = {}  # real path → its best reference
        self._refused: dict[str, SourceError] = {}
        self._skipped: dict[str, str] = {}

    def add(self, given: Path) -> None:
        base = self._base(given)
        if base is None:
            return
        try:
            is_folder = stat.S_ISDIR(given.stat().st_mode)
        except OSError as problem:
            self._refused[str(given)] = os_error(problem, str(given))
            return
        before = len(self._refused)
        paths = list(self._walk(given)) if is_folder else [given]
        if not paths and len(self._refused) == before:
            error = SourceError("holds no document", where=str(given), remedy="check the path")
            self._refused[str(given)] = error
        for path in paths:
            self._keep(path, base)

    def listing(self) -> Listing:
        files = tuple(sorted(self._unclashing(), key=lambda file: file.locator))
        refused = tuple(Refusal(place, error) for place, error in sorted(self._refused.items()))
        return Listing(files, refused, tuple(sorted(self._skipped.items())))

    def _base(self, given: Path) -> Path | None:
        """The folder that locators are relative to; None, with a refusal, for a path outside of the root."""
        absolute = Path(os.path.abspath(given))
        if self._root is None:
            return absolute if given.name in ("", "..") else absolute.parent
        if absolute.is_relative_to(self._root):
            return self._root
        remedy = "give a root that holds all paths"
        self._refused[str(given)] = SourceError(f"does not lie under {self._root}", where=str(given), remedy=remedy)
        return None

    def _walk(self, folder: Path) -> Iterator[Path]:
        """Texts below ``folder``; links to folders are not followed, so no walk can turn in a circle."""

        def refuse(problem: OSError) -> None:
            place = str(problem.filename or folder)
            self._refused[place] = os_error(problem, place)

        for here, folders, names in os.walk(folder, onerror=refuse):
            for name in folders:
                if Path(here, name).is_symlink() and not name.startswith("."):
                    self._skipped[str(Path(here, name))] = "a link to a folder; give the folder itself if it is wanted"
            for name in folders:
                if _belongs_to_page(name, names):
                    self._skipped[str(Path(here, name))] = "what a browser saved beside a page; give it by itself"
            folders[:] = sorted(n for n in folders if not n.startswith(".") and not _belongs_to_page(n, names))
            yield from (Path(here, name) for name in sorted(names) if self._wanted(Path(here, name)))

    def _wanted(self, path: Path) -> bool:
        if path.name.startswith(".") or path.stem.upper() == "README":
            return False
        if path.suffix.lower() in DOCUMENT_SUFFIXES or _is_document(path):
            return True
        self._skipped[str(path)] = f"no document by its suffix {path.suffix}; give the file itself if it is one"
        return False

    def _keep(self, path: Path, base: Path) -> None:
        locator = unicodedata.normalize("NFC", Path(os.path.abspath(path)).relative_to(base).as_posix())
        if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in locator):
            remedy = "rename it with letters that print"
            place = str(path).encode("utf-8", "backslashreplace").decode()
            self._refused[place] = SourceError("has a name that is not plain UTF-8", where=place, remedy=remedy)
            return
        real = os.path.realpath(path)
        known = self._files.get(real)
        if known is None or _rank(locator) < _rank(known.locator):
            self._files[real] = FileRef(path, locator)

    def _unclashing(self) -> Iterator[FileRef]:
        """Files whose locator is theirs alone. Of those that share one none is read: which one would be chance."""
        by_locator: dict[str, list[FileRef]] = {}
        for file in self._files.values():
            by_locator.setdefault(file.locator, []).append(file)
        for locator, files in by_locator.items():
            if len(files) == 1:
                yield files[0]
                continue
            places = sorted(str(file.path) for file in files)
            for place in places:
                others = ", ".join(other for other in places if other != place)
                what = f"would be the same source '{locator}' as {others}"
                remedy = "give a folder above them all as root (--root), or rename one"
                self._refused[place] = SourceError(what, where=place, remedy=remedy)


def _rank(locator: str) -> tuple[int, str]:
    """Of two locators of one file the one with more folders is kept: it says more."""
    return (-locator.count("/"), locator)


def _is_document(path: Path) -> bool:
    """Whether the first bytes are those of a document, whatever the file is called."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as stream:
            return has_signature(stream.read(SAMPLE))
    except OSError:
        return False


def _belongs_to_page(folder: str, files: list[str]) -> bool:
    """Whether a folder holds the pictures and scripts of a saved page: "page_files" beside "page.html"."""
    page = folder.removesuffix("_files")
    return page != folder and any(f"{page}{suffix}" in files for suffix in (".html", ".htm", ".xhtml"))
