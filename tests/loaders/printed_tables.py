"""One table printed to every form an office keeps it in, and read back: what the tests of tables share.

A table is a list of rows of cells; a cell is words, or words with the rows and columns it covers. What a merged cell
covers is ``None``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from lxml import html
from openpyxl import Workbook

from loaders.extracted import Extracted
from loaders.limits import Limits
from loaders.readers.docx import extract_docx
from loaders.readers.html_tables import html_table
from loaders.readers.markdown import markdown
from loaders.readers.scribe import Scribe
from loaders.readers.sheets import extract_xlsx
from loaders.reading import read
from loaders.text import SourceText

Cell = str | tuple[str, int, int] | None
Rows = Sequence[Sequence[Cell]]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: The heading of an annex that stands by itself.
ANNEX = (
    "PHỤ LỤC",
    "PHÂN CÔNG NHIỆM VỤ",
    "(Kèm theo Kế hoạch số 45/KH-UBND ngày 12 tháng 3 năm 2025 của Ủy ban nhân dân tỉnh Lạng Sơn)",
)


def words_of(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell[0] if cell else ""


def span_of(cell: Cell) -> tuple[int, int]:
    return (cell[1], cell[2]) if isinstance(cell, tuple) else (1, 1)


def docx_of(body: str, parts: dict[str, str] | None = None) -> bytes:
    """A Word file with this XML inside ``w:body``, and further parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, words in (parts or {}).items():
            package.writestr(name, words)
    return out.getvalue()


def paragraph(words: str, properties: str = "") -> str:
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n"))
    return f"<w:p>{properties}<w:r>{runs}</w:r></w:p>"


def as_docx(rows: Rows, heading: Sequence[str] = ANNEX) -> Extracted:
    """Merged downwards as Word does it: each covered cell is there and says so."""
    above: dict[int, int] = {}
    lines = []
    for row in rows:
        cells, column = [], 0
        for cell in row:
            if cell is None:
                if column in above and above[column] > 0:
                    above[column] -= 1
                    cells.append("<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>")
                column += 1
                continue
            down, across = span_of(cell)
            above[column] = down - 1
            properties = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
            properties += '<w:vMerge w:val="restart"/>' if down > 1 else ""
            paragraphs = "".join(paragraph(line) for line in words_of(cell).split("\n"))
            cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>")
            column += 1
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    body = "".join(paragraph(line) for line in heading) + f"<w:tbl>{''.join(lines)}</w:tbl>"
    return extract_docx(docx_of(body), Limits())


def as_html(rows: Rows, heading: Sequence[str] = ANNEX) -> Extracted:
    lines = []
    for row in rows:
        cells = []
        for cell in (c for c in row if c is not None):
            down, across = span_of(cell)
            words = "".join(f"<p>{escape(line)}</p>" for line in words_of(cell).split("\n"))
            cells.append(f'<td rowspan="{down}" colspan="{across}">{words}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    scribe = Scribe()
    for line in heading:
        scribe.line(line)
    scribe.table(html_table(html.fromstring(f"<table><tbody>{''.join(lines)}</tbody></table>")))
    return scribe.extracted()


def as_xlsx(rows: Rows, heading: Sequence[str] = ANNEX) -> Extracted:
    book = Workbook()
    sheet: Any = book.active
    for line in heading:
        sheet.append([line])
    first = len(heading) + 1
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is None:
                continue
            sheet.cell(first + r, c + 1).value = words_of(cell) or None
            down, across = span_of(cell)
            if (down, across) != (1, 1):
                sheet.merge_cells(
                    start_row=first + r, end_row=first + r + down - 1, start_column=c + 1, end_column=c + across
                )
    out = io.BytesIO()
    book.save(out)
    return extract_xlsx(out.getvalue(), Limits())


def as_markdown(rows: Rows, heading: Sequence[str] = ANNEX) -> Extracted:
    """Pipes know no merged cells: what one covers stays empty."""
    lines = ["| " + " | ".join(words_of(cell).replace("\n", " ") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return markdown("\n\n".join(heading) + "\n\n" + "\n".join(lines) + "\n")


FORMS: dict[str, Callable[..., Extracted]] = {
    "docx": as_docx, "html": as_html, "xlsx": as_xlsx, "markdown": as_markdown,
}  # fmt: skip


def reading_of(found: Extracted, name: str = "annex") -> dict[str, Any]:
    """The reading of an extracted text; each quote and place is checked against the text on the way."""
    source = SourceText(name, name, found.text, "", "0" * 64, "text/plain", name, found.tables)
    result = read(source)
    for claim in result.claims:
        for span in claim.evidence.spans:
            assert found.text[span.start : span.end] == span.quote
    return result.to_json()


def tasks_of(found: Extracted) -> list[dict[str, Any]]:
    """The task rows of an extracted text."""
    return [a for a in reading_of(found)["assignments"] if "row" in a]
