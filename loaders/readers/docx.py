"""Word documents (.docx): paragraphs, tables and notes in reading order, with the numbers Word writes by itself.

Left out are page headers and footers, hidden and deleted words, pictures. Words inserted in a revision are read. The
notes stand behind the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.errors import SourceError
from loaders.extracted import Extracted
from loaders.limits import Limits
from loaders.readers.docx_numbering import Numbering, W
from loaders.readers.package import Package
from loaders.readers.scribe import CellWords, Scribe, tidy

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: Elements whose words are not the document's: deleted in a revision, the code of a field, a picture's other form.
_SKIPPED = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr", f"{_MC}Fallback"}
)
_LETTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": "•"}
_DEEPEST = 400
_MAX_CELLS = 2_000_000


def extract_docx(data: bytes, limits: Limits) -> Extracted:
    """The words of a Word document. Raises SourceError for what is none, or is beyond the limits."""
    package = Package(data, limits)
    main = _main_part(package)
    folder = main.rpartition("/")[0]
    numbering = Numbering.of(_part(package, f"{folder}/numbering.xml"), _part(package, f"{folder}/styles.xml"))
    root = package.xml(main)
    body = root.find(f"{W}body")
    if body is None:
        raise SourceError("has no text body", remedy="save it again from a word processor")
    writer = _Writer(numbering)
    writer.blocks(body, 0)
    for kind in ("footnote", "endnote"):
        writer.notes(_part(package, f"{folder}/{kind}s.xml"), kind)
    writer.left_out(package)
    writer.scribe.left_out.extend(package.macros)
    return writer.scribe.extracted()


def _main_part(package: Package) -> str:
    """The part the package calls its document; "word/document.xml" in nearly all."""
    if package.has("word/document.xml"):
        return "word/document.xml"
    for relation in package.xml("_rels/.rels") if package.has("_rels/.rels") else ():
        target = str(relation.get("Target", "")).lstrip("/")
        if str(relation.get("Type", "")).endswith("/officeDocument") and package.has(target):
            return target
    raise SourceError("has no document part", remedy="save it again from a word processor")


def _part(package: Package, name: str) -> Any | None:
    return package.xml(name) if package.has(name) else None


class _Writer:
    """Writes blocks down as they come."""

    def __init__(self, numbering: Numbering) -> None:
        self.scribe = Scribe()
        self._numbering = numbering
        self._cells = 0

    def blocks(self, parent: Any, depth: int) -> None:
        """Paragraphs and tables of ``parent``; content controls and the like are looked into."""
        if depth > _DEEPEST:
            raise SourceError("nests deeper than any word processor writes", remedy="save it again from one")
        for child in parent:
            if child.tag == f"{W}p":
                words = self._paragraph(child)
                self.scribe.line(words)
            elif child.tag == f"{W}tbl":
                self.scribe.table(self._table(child, depth))
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                self.blocks(child, depth + 1)

    def notes(self, part: Any | None, kind: str) -> None:
        """Foot or end notes, each behind its number."""
        own = [] if part is None else [n for n in part.findall(f"{W}{kind}") if n.get(f"{W}type") is None]
        for number, note in enumerate(own, 1):
            words = tidy(self._words(note, 0)).replace("\n", " ")
            if words:
                self.scribe.line(f"{number} {words}")

    def left_out(self, package: Package) -> None:
        """Says which words of page headers and footers are not in the text."""
        for name in package.names:
            if "/header" in name or "/footer" in name:
                words = _text(package.xml(name)) if name.endswith(".xml") else ""
                if any(letter.isalpha() for letter in words):
                    self.scribe.left_out.append(f"page header or footer: {words[:80]}")

    def _table(self, table: Any, depth: int) -> list[CellWords]:
        cells: dict[tuple[int, int], CellWords] = {}
        open_cells: dict[int, tuple[int, int]] = {}  # column → place of the cell that is merged downwards there
        for row, line in enumerate(_within(table, f"{W}tr")):
            column = _grid_before(line)
            for item in _within(line, f"{W}tc"):
                properties = item.find(f"{W}tcPr")
                span = _span(properties)
                merge = properties.find(f"{W}vMerge") if properties is not None else None
                self._cells += 1
                if self._cells > _MAX_CELLS:
                    raise SourceError(f"holds more than {_MAX_CELLS:,} table cells", remedy="split the document")
                if merge is not None and merge.get(f"{W}val") != "restart" and column in open_cells:
                    place = open_cells[column]
                    above = cells[place]
                    cells[place] = CellWords(above.words, *place, row - place[0] + 1, above.columns)
                else:
                    cells[row, column] = CellWords(self._words(item, depth), row, column, 1, span)
                    open_cells.pop(column, None)
                    if merge is not None:
                        open_cells[column] = (row, column)
                column += span
        return list(cells.values())

    def _words(self, parent: Any, depth: int) -> str:
        """The words of what is in a cell or note, a line for each paragraph; a table inside by its cells."""
        if depth > _DEEPEST:
            raise SourceError("nests deeper than any word processor writes", remedy="save it again from one")
        lines: list[str] = []
        for child in parent:
            if child.tag == f"{W}p":
                lines.append(self._paragraph(child))
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                lines.append(self._words(child, depth + 1))
        return "\n".join(line for line in lines if line.strip())

    def _paragraph(self, paragraph: Any) -> str:
        """One paragraph with its number; text boxes anchored in it stand behind it."""
        boxes: list[Any] = []
        words = "".join(_runs(paragraph, boxes))
        label = self._numbering.label(paragraph.find(f"{W}pPr")) if words.strip() or not boxes else ""
        line = f"{label} {words.strip()}" if label else words
        if boxes:
            line = "\n".join([line, *(self._words(box, 1) for box in boxes)])
        return line


def _runs(paragraph: Any, boxes: list[Any]) -> Iterator[str]:
    """The pieces of a paragraph's words in order, without recursion; text boxes met are put into ``boxes``."""
    stack = list(reversed(paragraph))
    while stack:
        item = stack.pop()
        if item.tag in _SKIPPED or not isinstance(item.tag, str):
            continue
        if item.tag == f"{W}txbxContent":
            boxes.append(item)
        elif item.tag == f"{W}t":
            yield item.text or ""
        elif item.tag in _LETTERS:
            yield _LETTERS[item.tag]
        elif item.tag != f"{W}r" or not _is_hidden(item):
            stack.extend(reversed(item))


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") not in ("0", "false")


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, those in content controls too; not those of a table inside."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _within(child, tag)


def _grid_before(row: Any) -> int:
    before = row.find(f"{W}trPr/{W}gridBefore")
    value = "" if before is None else str(before.get(f"{W}val", ""))
    return min(int(value[:6]), 100) if value.isdecimal() else 0


def _span(properties: Any | None) -> int:
    span = properties.find(f"{W}gridSpan") if properties is not None else None
    value = "" if span is None else str(span.get(f"{W}val", ""))
    return min(max(int(value[:6]), 1), 1000) if value.isdecimal() else 1


def _text(part: Any) -> str:
    return " ".join("".join(text.text or "" for text in part.iter(f"{W}t")).split())
