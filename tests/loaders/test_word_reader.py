"""Word files: what Word writes by itself is written out, what is hidden stays out, what is hostile is refused."""

from __future__ import annotations

import io
import os
import shutil
import stat
import zipfile
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from printed_tables import W, as_docx, docx_of, paragraph

from graph.errors import SourceError
from loaders.extracted import Extracted
from loaders.limits import Limits
from loaders.readers import doc
from loaders.readers.doc import docbook, extract_doc
from loaders.readers.docx import extract_docx
from loaders.readers.docx_numbering import written

WORD = Path(__file__).parents[3] / "shared" / "corpus" / "word"


def read(body: str, parts: dict[str, str] | None = None) -> Extracted:
    return extract_docx(docx_of(body, parts), Limits())


NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
  <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
  <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
</w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="1"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="Article"><w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Later"><w:basedOn w:val="Article"/></w:style>
</w:styles>"""


def listed(words: str, level: int, number: int = 5) -> str:
    inside = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(words, f"<w:pPr>{inside}</w:pPr>")


def styled(words: str, style: str) -> str:
    return paragraph(words, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')


def test_numbers_word_writes_by_itself_are_written_out() -> None:
    body = "".join(
        [
            listed("MỤC TIÊU", 0), listed("Yêu cầu", 1), listed("Chung", 2), listed("Riêng", 2), listed("Điểm", 3),
            listed("Chấm", 4), listed("Mục đích", 1), listed("Sau", 2), listed("NHIỆM VỤ", 0), listed("Đầu", 1),
            styled("Phạm vi", "Article"), styled("Đối tượng", "Later"), listed("Hiệu lực", 0, 7),
            listed("Không số", 0, 0),
        ]
    )  # fmt: skip
    parts = {"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES}
    assert read(body, parts).text.splitlines() == [
        "I. MỤC TIÊU", "1. Yêu cầu", "1.1. Chung", "1.2. Riêng", "a) Điểm", "- Chấm", "2. Mục đích", "2.1. Sau",
        "II. NHIỆM VỤ", "1. Đầu", "Điều 1. Phạm vi", "Điều 2. Đối tượng", "Điều 9. Hiệu lực", "Không số",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "form", "words"),
    [
        (4, "upperRoman", "IV"),
        (14, "lowerRoman", "xiv"),
        (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"),
        (3, "decimalZero", "03"),
    ],
)
def test_forms_of_numbers(number: int, form: str, words: str) -> None:
    assert written(number, form) == words


def test_hidden_and_deleted_words_fields_and_second_forms_of_pictures_stay_out() -> None:
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<w:r><w:t>Sở</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
        "<w:del><w:r><w:delText>xóa</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t xml:space='preserve'> Y tế</w:t></w:r></w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:noBreakHyphen/><w:t>1</w:t></w:r>"
        "<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>khung</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>khung</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:p>"
    )
    assert read(body).text == "Sở Y tế-1\nkhung\n"


def test_notes_stand_behind_the_text_and_page_heads_are_told_of() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator">{paragraph("x")}</w:footnote>'
        f"<w:footnote>{paragraph('Nghị quyết số 66-NQ/TW')}</w:footnote></w:footnotes>"
    )
    parts = {
        "word/footnotes.xml": notes,
        "word/header1.xml": f'<w:hdr xmlns:w="{W}">{paragraph("DỰ THẢO LẦN 2")}</w:hdr>',
        "word/footer1.xml": f'<w:ftr xmlns:w="{W}">{paragraph("12")}</w:ftr>',
    }
    found = read(paragraph("Điều 1."), parts)
    assert found.text == "Điều 1.\n1 Nghị quyết số 66-NQ/TW\n"
    assert found.left_out == ("page header or footer: DỰ THẢO LẦN 2",)


def test_a_table_that_only_sets_the_head_of_a_paper_is_lines() -> None:
    found = as_docx(
        [["UBND TỈNH LẠNG SƠN\nSố: 45/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLạng Sơn, ngày 12/3/2025"]], ()
    )
    assert found.tables == ()
    assert found.text.splitlines()[:4] == [
        "UBND TỈNH LẠNG SƠN", "Số: 45/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Lạng Sơn, ngày 12/3/2025",
    ]  # fmt: skip


def test_cells_that_numbers_are_written_into_and_tables_inside_cells() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('trong')}</w:tc><w:tc>{paragraph('bảng')}</w:tc></w:tr></w:tbl>"
    rows = "".join(
        f"<w:tr><w:tc>{listed('', 1)}{paragraph('')}</w:tc><w:tc>{listed(words, 1)}{inner}</w:tc></w:tr>"
        for words in ("Một", "Hai")
    )
    found = read(f"<w:tbl>{rows}</w:tbl>", {"word/numbering.xml": NUMBERING})
    words = [found.text[c.start : c.end] for c in found.tables[0].cells]
    assert words == ["1.", "2. Một\ntrong\nbảng", "3.", "4. Hai\ntrong\nbảng"]


# --- hostile and broken ---------------------------------------------------------------------------------------------


def package(members: dict[str, bytes], *, flags: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    data = bytearray(out.getvalue())
    if flags:
        at = data.index(b"PK\x01\x02")
        data[at + 8] |= flags
        data[6] |= flags
    return bytes(data)


ENTITY = b"""<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="%s"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>""" % W.encode()
LAUGHS = b"""<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<w:document xmlns:w="%s"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>""" % W.encode()
DEEP = f'<w:document xmlns:w="{W}"><w:body>{"<w:sdt>" * 250}{"</w:sdt>" * 250}</w:body></w:document>'.encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 broken", "damaged Office file"),
        (package({"[Content_Types].xml": b"<Types/>"}), "no document part"),
        (package({"word/document.xml": ENTITY}), "document type"),
        (package({"word/document.xml": LAUGHS}), "document type"),
        (package({"word/document.xml": b"<w:document"}), "is no XML"),
        (package({"word/document.xml": f'<w:document xmlns:w="{W}"/>'.encode()}), "no text body"),
        (package({"word/document.xml": b" " * 60_000_000}), "would unpack"),
        (package({"word/document.xml": b"<a/>"}, flags=1), "locked"),
        (docx_of(paragraph("a"))[:-60], "damaged Office file"),
    ],
    ids=["no archive", "no document", "entity", "laughs", "cut", "no body", "bomb", "locked", "truncated"],
)
def test_what_is_hostile_or_broken_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        extract_docx(data, Limits())


def test_what_nests_without_end_does_not_exhaust_the_stack() -> None:
    assert extract_docx(package({"word/document.xml": DEEP}), Limits()).text == ""
    table = f"<w:tbl><w:tr><w:tc>{'<w:sdt>' * 200}{'</w:sdt>' * 200}</w:tc></w:tr></w:tbl>"
    assert read(table * 2).tables == ()


# --- old Word -------------------------------------------------------------------------------------------------------


def fake(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def only(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    found = {path.name: str(path) for path in paths}
    monkeypatch.setattr(doc.shutil, "which", found.get)


def test_without_a_converter_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch)
    with pytest.raises(SourceError, match="apt-get install antiword"):
        extract_doc(b"\xd0\xcf\x11\xe0", Limits())


def test_libreoffice_is_asked_first_and_the_next_where_it_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(docx_of(paragraph("Kế hoạch")))
    office = fake(tmp_path, "soffice", f"cp {made} file.docx")
    catdoc = fake(tmp_path, "catdoc", "echo 'Quyết định'")
    only(monkeypatch, office, catdoc)
    assert extract_doc(b"", Limits()).text == "Kế hoạch\n"
    fake(tmp_path, "soffice", "echo 'no such filter' >&2; exit 1")
    assert extract_doc(b"", Limits()).text == "Quyết định\n"
    fake(tmp_path, "catdoc", "exit 3")
    with pytest.raises(SourceError, match=r"soffice: no such filter; catdoc: ended with 3"):
        extract_doc(b"", Limits())


def test_a_converter_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    only(monkeypatch, fake(tmp_path, "antiword", "exec sleep 30"))
    with pytest.raises(SourceError, match=r"took longer than 0\.2 seconds"):
        extract_doc(b"", Limits(max_seconds=0.2))


def test_rows_of_docbook_with_columns_of_their_own_stand_in_one_grid() -> None:
    found = docbook(
        """<?xml version="1.0"?><!DOCTYPE book PUBLIC "x" "http://nowhere/docbookx.dtd"><book><chapter>
        <para>BẢNG</para><itemizedlist><listitem><para>gạch</para></listitem></itemizedlist>
        <orderedlist numeration="upperroman"><listitem><para>mục</para></listitem></orderedlist>
        <para><informaltable>
        <tgroup><colspec colwidth="30.00pt"/><colspec colwidth="60.00pt"/><colspec colwidth="60.00pt"/><tbody>
        <row><entry>STT</entry><entry>Nội dung</entry><entry>Chủ trì</entry></row></tbody></tgroup>
        <tgroup><colspec colwidth="90.00pt"/><colspec colwidth="60.00pt"/><tbody>
        <row><entry>PHÒNG NỘI VỤ</entry><entry></entry></row></tbody></tgroup>
        </informaltable></para></chapter></book>""".encode()
    )
    assert found.text.splitlines()[:3] == ["BẢNG", "- gạch", "I. mục"]
    grid = [(c.row, c.column, c.columns, found.text[c.start : c.end]) for c in found.tables[0].cells]
    assert grid == [
        (0, 0, 1, "STT"), (0, 1, 1, "Nội dung"), (0, 2, 1, "Chủ trì"), (1, 0, 2, "PHÒNG NỘI VỤ"), (1, 2, 1, ""),
    ]  # fmt: skip


def test_an_old_file_reads_as_the_new_one_of_the_same_words() -> None:
    if not (WORD / "Phuluc2.doc").exists():
        pytest.skip("the shared corpus is not here: there is no old Word file to read")
    if not shutil.which("antiword"):
        outcome = pytest.fail if os.environ.get("CI") else pytest.skip
        outcome("antiword is not installed: apt-get install antiword")
    old = extract_doc((WORD / "Phuluc2.doc").read_bytes(), Limits()).text.split()
    new = extract_docx((WORD / "Phuluc2.docx").read_bytes(), Limits()).text.split()
    assert SequenceMatcher(None, old, new, autojunk=False).ratio() > 0.97
