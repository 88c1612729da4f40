"""What a file is, is judged by what lies in it; the name tells texts apart and nothing else."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.readers.detect import format_of, has_signature
from loaders.readers.table import FORMATS, is_read, reader_name, reader_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ZIP = b"PK\x03\x04" + bytes(26)
MAIL = b"Received: from a by b;\r\n\tMon, 6 Jan 2025\r\nFrom: a@example.vn\r\nSubject: x\r\n\r\nwords"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\n%PDF-1.4\n", "pdf"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (OLE, "ole"),
        (ZIP + b"word/document.xml", "docx"),
        (ZIP + b"xl/workbook.xml", "xlsx"),
        (ZIP + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods"),
        (ZIP + b"photo.jpg", "zip"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\n<!DOCTYPE html><html>", "html"),
        (codecs.BOM_UTF8 + b"<HTML lang=vi>", "html"),
        (codecs.BOM_UTF16_LE + "<html><body>".encode("utf-16-le"), "html"),
        (b"<!-- saved from url=(0022)http://x/ --><html>", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', "html"),
        (MAIL, "eml"),
        ("Số: 15/KH-UBND".encode(), "text"),
        ("Kính gửi: Bộ Nội vụ\nV/v: báo cáo\nNơi nhận: x\n".encode(), "text"),
        (b"", "text"),
    ],
)
@pytest.mark.parametrize("suffix", ["", ".txt", ".pdf", ".doc", ".zip"])
def test_by_content_whatever_the_suffix(data: bytes, name: str, suffix: str) -> None:
    assert format_of(data, suffix).name == name


@pytest.mark.parametrize(("suffix", "name"), [(".md", "markdown"), (".csv", "csv"), (".txt", "text"), (".x", "text")])
def test_texts_are_told_apart_by_their_suffix(suffix: str, name: str) -> None:
    assert format_of(b"a;b", suffix).name == name


@given(st.binary(max_size=300))
def test_any_bytes_have_a_format(data: bytes) -> None:
    form = format_of(data)
    assert FORMATS[form.name] is form
    assert has_signature(data) is (is_read(form) and form.name != "text")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_read_or_says_what_to_do(name: str) -> None:
    form = FORMATS[name]
    assert form.remedy or is_read(form)
    assert reader_name(form).split(" (")[0] == name
    if form.reader:
        assert callable(reader_of(form))
