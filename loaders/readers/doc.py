"""Old Word documents (.doc), by a converter on the machine: LibreOffice, antiword or catdoc, whichever is found first.

LibreOffice keeps all, antiword words and tables, catdoc the words. None of them is run through a shell, each in an
empty folder of its own and within the time that a file may take.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from loaders.extracted import Extracted
from loaders.limits import Limits
from loaders.readers.docx import extract_docx
from loaders.readers.docx_numbering import written
from loaders.readers.package import parsed
from loaders.readers.scribe import CellWords, Scribe, tidy

#: Programs that read old Word files, best first.
CONVERTERS = ("soffice", "libreoffice", "antiword", "catdoc")
_INSTALL = "install one of LibreOffice, antiword or catdoc (Debian: apt-get install antiword), or save it as .docx"
_MAX_OUTPUT = 200_000_000
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*>")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# 36.00pt
_WIDTH = re.compile(r"[\d.]+")
_NUMERATIONS = {
    "arabic": "decimal", "upperroman": "upperRoman", "lowerroman": "lowerRoman", "upperalpha": "upperLetter",
    "loweralpha": "lowerLetter",
}  # fmt: skip


def extract_doc(data: bytes, limits: Limits) -> Extracted:
    """The words of an old Word document. Raises SourceError where no converter is found or none can read it."""
    found = [(name, path) for name in CONVERTERS if (path := shutil.which(name))]
    if not found:
        raise SourceError("is an old Word document, and no program that reads it is installed", remedy=_INSTALL)
    problems = []
    for name, path in found:
        try:
            return _READERS[name](path, data, limits)
        except SourceError as error:
            problems.append(f"{name}: {error.what}")
    raise SourceError(f"cannot be read ({'; '.join(problems)})", remedy="open it and save it as .docx")


def _run(command: Sequence[str], folder: Path, limits: Limits) -> bytes:
    """What the converter writes. It gets no input, and no longer than the file may take."""
    environment = {"HOME": str(folder), "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program with fixed options and a file of our own naming
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
            timeout=limits.max_seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise SourceError(f"took longer than {limits.max_seconds:g} seconds") from None
    except OSError as fault:
        raise SourceError(f"cannot be started ({fault.strerror})") from fault
    if done.returncode:
        words = (done.stderr or done.stdout).decode("utf-8", "replace").replace(str(folder), "").split()
        raise SourceError(" ".join(words)[:200] or f"ended with {done.returncode}")
    if len(done.stdout) > _MAX_OUTPUT:
        raise SourceError(f"gave more than {_MAX_OUTPUT:,} bytes")
    return done.stdout


def _by_libreoffice(path: str, data: bytes, limits: Limits) -> Extracted:
    with tempfile.TemporaryDirectory(prefix="chidao-") as name:
        folder = Path(name)
        (folder / "file.doc").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        _run([path, profile, "--headless", "--norestore", "--convert-to", "docx", "file.doc"], folder, limits)
        result = folder / "file.docx"
        if not result.is_file():
            raise SourceError("gave nothing")
        return extract_docx(result.read_bytes(), limits)


def _by_antiword(path: str, data: bytes, limits: Limits) -> Extracted:
    with tempfile.TemporaryDirectory(prefix="chidao-") as name:
        folder = Path(name)
        (folder / "file.doc").write_bytes(data)
        words = _run([path, "-m", "UTF-8.txt", "-x", "db", "file.doc"], folder, limits)
    return docbook(words)


def _by_catdoc(path: str, data: bytes, limits: Limits) -> Extracted:
    with tempfile.TemporaryDirectory(prefix="chidao-") as name:
        folder = Path(name)
        (folder / "file.doc").write_bytes(data)
        words = _run([path, "-d", "utf-8", "-w", "file.doc"], folder, limits).decode("utf-8", "replace")
    if not words.strip():
        raise SourceError("gave no words")
    return Extracted(words, left_out=("tables are read as lines: catdoc does not tell their cells",))


_READERS: dict[str, Callable[[str, bytes, Limits], Extracted]] = {
    "soffice": _by_libreoffice, "libreoffice": _by_libreoffice, "antiword": _by_antiword, "catdoc": _by_catdoc,
}  # fmt: skip


# --- DocBook, as antiword writes it ---------------------------------------------------------------------------------


def docbook(data: bytes) -> Extracted:
    """The words of a DocBook text: paragraphs, lists with their numbers, tables."""
    root = parsed(_CONTROL.sub(b" ", _DOCTYPE.sub(b"", data, count=1)), "DocBook")
    scribe = Scribe()
    for chapter in root.iter("chapter"):
        _blocks(chapter, scribe)
    return scribe.extracted()


def _blocks(parent: Any, scribe: Scribe, label: str = "") -> None:
    for child in parent:
        match child.tag:
            case "informaltable" | "table":
                scribe.table(_cells(child))
            case "orderedlist" | "itemizedlist":
                form = _NUMERATIONS.get(str(child.get("numeration")), "decimal")
                for number, item in enumerate(child.findall("listitem"), 1):
                    _blocks(item, scribe, "- " if child.tag == "itemizedlist" else f"{written(number, form)}. ")
            case "para" if child.find(".//informaltable") is None:
                words = tidy(child.xpath("string()")).replace("\n", " ")
                scribe.line(f"{label}{words}" if words else "")
                label = ""
            case str():
                if child.tag in ("title", "para") and (child.text or "").strip():
                    scribe.line(tidy(child.text))
                _blocks(child, scribe, label)


def _cells(table: Any) -> Iterator[CellWords]:
    """The cells of a table whose rows have their own columns: edges that stand at one width are one edge."""
    groups = [(_edges(group), group.findall("tbody/row")) for group in table.findall("tgroup")]
    edges = sorted({edge for own, _ in groups for edge in own})
    row = 0
    for own, rows in groups:
        places = [edges.index(edge) for edge in own]
        for line in rows:
            for number, entry in enumerate(line.findall("entry")[: len(places) - 1]):
                left, right = places[number], places[number + 1]
                yield CellWords(tidy(entry.xpath("string()")), row, left, 1, max(right - left, 1))
            row += 1


def _edges(group: Any) -> list[int]:
    """Where the columns of a part of a table begin and end, in points, rounded: neighbours differ by less."""
    at, edges = 0.0, [0]
    for column in group.findall("colspec"):
        width = _WIDTH.search(str(column.get("colwidth", "")))
        at += float(width[0]) if width else 1.0
        edges.append(max(round(at / 3) * 3, edges[-1] + 1))
    return edges
