"""From the files that lie there to the documents that are to be read: what each is, what lies inside it, and which are
the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from graph.errors import SourceError
from loaders.files import FileRef, open_file
from loaders.limits import Limits
from loaders.listing import Refusal
from loaders.readers.table import DOCUMENT_SUFFIXES, FORMATS, Format, is_apart
from loaders.work import Inside
from loaders.workers import Workers

#: How many files may lie in one another: a table in an archive that came by mail.
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be read. ``digest`` is the SHA-256 of its bytes as hex. ``copies`` are other files of the same bytes
    and format, by locator: what is read once is true of all."""

    file: FileRef
    digest: str
    format: Format
    copies: tuple[FileRef, ...] = ()

    @property
    def is_apart(self) -> bool:
        """Whether it is read in a process of its own."""
        return is_apart(self.format) or bool(self.file.inside)


@dataclass(frozen=True, slots=True)
class Intake:
    """``documents`` in order of locator; ``refused`` failures; ``skipped`` as (place, reason)."""

    documents: tuple[Document, ...]
    refused: tuple[Refusal, ...]
    skipped: tuple[tuple[str, str], ...]


def take_in(files: Iterable[FileRef], limits: Limits, workers: Workers) -> Intake:
    """Opens each of ``files`` and what lies inside."""
    taking = _Taking(limits, workers)
    for file in files:
        taking.add(file)
    return taking.intake()


def each_by_itself(documents: Iterable[Document]) -> Iterator[Document]:
    """Every document and every copy of it as one to be read."""
    for document in documents:
        for file in (document.file, *document.copies):
            yield Document(file, document.digest, document.format)


@dataclass(slots=True)
class _Taking:
    limits: Limits
    workers: Workers
    found: dict[tuple[str, str], list[FileRef]] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)

    def add(self, file: FileRef) -> None:
        try:
            content = open_file(file, self.limits)
        except SourceError as error:
            self.refused.append(Refusal(file.locator, error))
            return
        self._keep(file, content.digest, content.format, packed=False)

    def _keep(self, file: FileRef, digest: str, form: Format, *, packed: bool) -> None:
        if form.reader or not form.inside:
            self.found.setdefault((digest, form.name), []).append(file)
        if form.inside:
            self._open(file, packed=packed or form.name == "zip")

    def _open(self, file: FileRef, *, packed: bool) -> None:
        try:
            for inside in self.workers.look(file):
                self._take(file.member(inside.name), inside, packed=packed)
        except SourceError as error:
            self.refused.append(Refusal(file.locator, error))

    def _take(self, file: FileRef, inside: Inside, *, packed: bool) -> None:
        suffix = PurePosixPath(inside.name).suffix.lower()
        if inside.problem is not None:
            self.refused.append(Refusal(file.locator, inside.problem))
        elif inside.format == "text" and suffix not in DOCUMENT_SUFFIXES:
            self.skipped.append((file.place, f"no document by its suffix {suffix}; unpack it if it is one"))
        elif inside.format == "zip" and packed:
            self._refuse(file, "is an archive inside an archive")
        elif len(file.inside) > _DEPTH:
            self._refuse(file, f"lies more than {_DEPTH} files deep")
        else:
            self._keep(file, inside.digest, FORMATS[inside.format], packed=packed)

    def _refuse(self, file: FileRef, what: str) -> None:
        error = SourceError(what, where=file.place, remedy="unpack it and give the folder")
        self.refused.append(Refusal(file.locator, error))

    def intake(self) -> Intake:
        documents = []
        for (digest, form), files in self.found.items():
            first, *copies = sorted(files, key=lambda file: file.locator)
            documents.append(Document(first, digest, FORMATS[form], tuple(copies)))
        documents.sort(key=lambda document: document.file.locator)
        return Intake(tuple(documents), tuple(self.refused), tuple(sorted(self.skipped)))
