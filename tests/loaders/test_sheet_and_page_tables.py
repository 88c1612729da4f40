"""Sheets, tables of pages and of Markdown: cells as they show, spans, and hostile sizes."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import pytest
from lxml import html
from openpyxl import Workbook

from graph.errors import SourceError
from loaders.extracted import Extracted
from loaders.limits import Limits
from loaders.readers.html_tables import html_table
from loaders.readers.markdown import markdown
from loaders.readers.scribe import CellWords, Scribe, tidy
from loaders.readers.sheets import extract_xlsx, shown


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def grid(found: Extracted, table: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.rows, c.columns, found.text[c.start : c.end]) for c in found.tables[table].cells]


# --- sheets ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (datetime.datetime(2025, 6, 30), "dd/mm/yyyy", "30/06/2025"),
        (datetime.date(2025, 6, 1), "mm/yyyy", "06/2025"),
        (datetime.date(2025, 1, 1), "yyyy", "2025"),
        (datetime.time(7, 30), "hh:mm", "07:30"),
        (3, "General", "3"),
        (3.0, "General", "3"),
        (2.5, "General", "2,5"),
        (0.95, "0%", "95%"),
        (0.125, "0.0%", "12,5%"),
        (True, "General", "x"),
        (None, "General", ""),
        ("#REF!", "General", ""),
        ("  Sở \r\n  Y tế ", "General", "Sở\nY tế"),
    ],
)
def test_a_value_is_read_as_the_sheet_shows_it(value: Any, number_format: str, words: str) -> None:
    assert shown(value, number_format) == words


def test_title_rows_are_lines_cells_have_addresses_and_hidden_sheets_are_told_of() -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Phụ lục"
    sheet.append(["PHỤ LỤC I"])
    sheet.append(["STT", "Nội dung", "Chủ trì"])
    sheet.append([1, "Lập kế hoạch", "=A1"])
    sheet["A5"] = "Nhóm"
    sheet.merge_cells("A5:C6")
    hidden: Any = book.create_sheet("nháp")
    hidden.append(["bí mật"])
    hidden.sheet_state = "hidden"
    found = extract_xlsx(saved(book), Limits())
    assert found.text.startswith("PHỤ LỤC I\nSTT\tNội dung\tChủ trì\n1\tLập kế hoạch\n")
    assert [c.reference for c in found.tables[0].cells][:2] == ["Phụ lục!A2", "Phụ lục!B2"]
    assert grid(found)[-1] == (4, 0, 2, 3, "Nhóm")
    assert found.left_out == ("sheet nháp is hidden",)
    assert "bí mật" not in found.text


def with_part(data: bytes, name: str, words: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, words if entry.filename == name else old.read(entry))
    return out.getvalue()


def test_hostile_and_broken_workbooks_are_refused_with_the_reason() -> None:
    book = saved(Workbook())
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    for data, reason in [
        (with_part(book, "xl/workbook.xml", laughs), "document type"),
        (with_part(book, "xl/workbook.xml", b"<workbook"), "cannot be read as a workbook"),
        (with_part(book, "xl/styles.xml", b" " * 50_000_000), "would unpack"),
        (book[:300], "damaged Office file"),
    ]:
        with pytest.raises(SourceError, match=reason):
            extract_xlsx(data, Limits())
    with pytest.raises(SourceError, match="the limit is 0"):
        extract_xlsx(book, Limits(max_pages=0))


def test_a_cell_at_the_far_end_of_a_sheet_costs_nothing() -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet["XFD1048576"] = "xa"
    assert extract_xlsx(saved(book), Limits()).text == "xa\n\n"


# --- pages ----------------------------------------------------------------------------------------------------------


def page_table(words: str) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.rows, c.columns, c.words) for c in html_table(html.fromstring(words))]


def test_spans_blocks_comments_scripts_and_tables_inside() -> None:
    cells = page_table(
        "<table><thead><tr><th rowspan=2>STT</th><th colspan='2'>Phân công</th></tr>"
        "<tr><th>Chủ trì</th><th>Phối<br>hợp</th></tr></thead><!-- x --><tbody>"
        "<tr><td>1<script>alert(1)</script></td><td><p>Sở   Y tế</p><p>Sở <b>Nội vụ</b>, ban</p></td>"
        "<td><table><tr><td>a</td><td>b</td></tr></table></td></tr></tbody></table>"
    )
    assert cells == [
        (0, 0, 2, 1, "STT"), (0, 1, 1, 2, "Phân công"), (1, 1, 1, 1, "Chủ trì"), (1, 2, 1, 1, "Phối\nhợp"),
        (2, 0, 1, 1, "1"), (2, 1, 1, 1, "Sở Y tế\nSở Nội vụ, ban"), (2, 2, 1, 1, "a\nb"),
    ]  # fmt: skip


def test_spans_beyond_the_table_and_beyond_reason_end_with_it() -> None:
    cells = page_table("<table><tr><td rowspan='99999999'>a</td><td colspan='x'>b</td></tr><tr><td>c</td></tr></table>")
    assert cells == [(0, 0, 2, 1, "a"), (0, 1, 1, 1, "b"), (1, 1, 1, 1, "c")]


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    words = f"<table><tr><td>{'<div>' * 200}sâu{'</div>' * 200}</td></tr></table>"
    assert page_table(words) == [(0, 0, 1, 1, "sâu")]


# --- Markdown -------------------------------------------------------------------------------------------------------


def test_pipes_stay_where_they_are_and_escaped_ones_are_words() -> None:
    text = "Đầu\n\n| STT | Nội dung |\n|:--|--:|\n| 1 | a \\| b |\n|2|c|\n\nCuối | hết\n"
    found = markdown(text)
    assert found.text == text
    assert [row[4] for row in grid(found)] == ["STT", "Nội dung", "1", "a \\| b", "2", "c"]


def test_a_drawn_table_with_merged_cells() -> None:
    found = markdown(
        "+-----+---------+\n| STT | Chủ trì |\n+=====+=========+\n| I. Nhóm       |\n"
        "+-----+---------+\n| 1   | Sở Y    |\n|     | tế\\     |\n+-----+---------+\n"
    )
    assert grid(found) == [
        (0, 0, 1, 1, "STT"), (0, 1, 1, 1, "Chủ trì"), (1, 0, 1, 2, "I. Nhóm"), (2, 0, 1, 1, "1"),
        (2, 1, 1, 1, "Sở Y\ntế"),
    ]  # fmt: skip


def test_a_table_between_dashes_and_signs_of_a_converter() -> None:
    found = markdown(
        "  ----- --------\n  STT   Chủ trì\n  1     Sở Y tế\n  2     Sở A\n  ----- --------\n\n"
        "1\\. **Sở** *Y tế*\\\n(*) x\n"
    )
    assert [row[4] for row in grid(found)] == ["STT", "Chủ trì", "1", "Sở Y tế", "2", "Sở A"]
    assert found.text.endswith("\n1. Sở Y tế\n(*) x\n\n")


def test_a_break_in_a_cell_is_a_line_end() -> None:
    found = markdown("| a | b |\n|---|---|\n| Sở A<br>Sở B | x |\n")
    assert grid(found)[2][4] == "Sở A\nSở B"


# --- what writes them all -------------------------------------------------------------------------------------------


def test_what_a_scribe_writes_stands_where_it_says() -> None:
    scribe = Scribe()
    scribe.line("đầu")
    scribe.table([CellWords(" b\n\n c ", 0, 1), CellWords("a", 0, 0), CellWords("", 1, 0), CellWords("d", 1, 1)])
    found = scribe.extracted([("title", "x")])
    assert found.text == "đầu\na\tb\nc\n\td\n"
    assert [row[4] for row in grid(found)] == ["a", "b\nc", "", "d"]
    assert found.text[found.tables[0].start : found.tables[0].end] == "a\tb\nc\n\td"
    assert found.facts == (("title", "x"),)


def test_tidy_keeps_line_ends_alone() -> None:
    assert tidy(" a \t b \r\n\r\n c\rd ") == "a b\nc\nd"
