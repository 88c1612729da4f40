"""Registers made on the spot: workbooks of Excel and OpenDocument, tables as text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

from loaders.files import FileRef, read_file
from loaders.text import SourceText

HEAD = ["STT", "Số, ký hiệu", "Ngày ban hành", "Trích yếu nội dung"]
ROWS = [
    HEAD,
    [
        "1",
        "15/KH-UBND",
        "20/07/2022",
        "V/v triển khai thực hiện Nghị quyết số 39-NQ/TW ngày 15/01/2019 của Bộ Chính trị",
    ],
    ["2", "16/QĐ-UBND", "21/07/2022", "bãi bỏ quyết định số 9/qđ-ubnd ngày 01/02/2020 của ủy ban nhân dân tỉnh"],
]


def csv_file(folder: Path, rows: Sequence[Sequence[str]], *, name: str = "so.csv", sign: str = ",") -> Path:
    def cell(words: str) -> str:
        return '"' + words.replace('"', '""') + '"' if any(c in words for c in f'{sign}"\n') else words

    path = folder / name
    path.write_text("\n".join(sign.join(map(cell, row)) for row in rows), encoding="utf-8")
    return path


def xlsx_file(folder: Path, rows: Sequence[Sequence[Any]], *, name: str = "so.xlsx", sheet: str = "Sổ đi") -> Path:
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    path = folder / name
    book.save(path)
    return path


def ods_file(folder: Path, body: str, *, styles: str = "") -> Path:
    spaces = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    }
    names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in spaces.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    path = folder / "so.ods"
    path.write_bytes(out.getvalue())
    return path


def ods_rows(rows: Sequence[Sequence[str]]) -> str:
    def cell(words: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{escape(words)}</text:p></table:table-cell>'

    return "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)


def source(path: Path) -> SourceText:
    return read_file(FileRef(path, path.name))
