"""From bytes to text: UTF-8 and UTF-16, strictly, and a clear word for everything else.

What is decoded is decoded as it is: ``text.encode(encoding)`` gives the bytes back, byte order mark included.
"""

from __future__ import annotations

import codecs
from types import MappingProxyType

from graph.errors import SourceError

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CONVERT = "export its words as plain text in UTF-8"
_OFFICE = "save it as plain text (UTF-8) from a word processor, or: soffice --convert-to 'txt:Text (encoded):UTF8' FILE"
_PDF = "convert it with: pdftotext -layout FILE.pdf FILE.txt (a scan needs text recognition first)"
_UNPACK = "unpack it and give the texts in it"
_RECOGNISE = "recognise its text first (for instance: tesseract FILE out -l vie)"

#: Suffix of a file that may hold a document, or hold files that do → (what it is, what to do).
_FORMATS = MappingProxyType(
    {
        ".pdf": ("a PDF document", _PDF),
        ".doc": ("a Word document", _OFFICE),
        ".docx": ("a Word document", _OFFICE),
        ".odt": ("an OpenDocument text", _OFFICE),
        ".rtf": ("an RTF document", _OFFICE),
        ".xls": ("a spreadsheet", _OFFICE),
        ".xlsx": ("a spreadsheet", _OFFICE),
        ".ods": ("a spreadsheet", _OFFICE),
        ".ppt": ("a presentation", _OFFICE),
        ".pptx": ("a presentation", _OFFICE),
        ".html": ("a web page", "save the words of the page as plain text in UTF-8"),
        ".htm": ("a web page", "save the words of the page as plain text in UTF-8"),
        ".epub": ("an e-book", _CONVERT),
        ".zip": ("an archive", _UNPACK),
        ".rar": ("an archive", _UNPACK),
        ".7z": ("an archive", _UNPACK),
        ".gz": ("an archive", _UNPACK),
        ".tar": ("an archive", _UNPACK),
        ".png": ("a picture", _RECOGNISE),
        ".jpg": ("a picture", _RECOGNISE),
        ".jpeg": ("a picture", _RECOGNISE),
        ".tif": ("a picture", _RECOGNISE),
        ".tiff": ("a picture", _RECOGNISE),
        ".gif": ("a picture", _RECOGNISE),
        ".bmp": ("a picture", _RECOGNISE),
        ".webp": ("a picture", _RECOGNISE),
    }
)

#: First bytes of a file → the suffix it should have had.
_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG\r\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
    (b"\x1f\x8b", ".gz"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"Rar!\x1a\x07", ".rar"),
)
_ZIP = b"PK\x03\x04"
_ZIP_MEMBERS = ((b"word/", ".docx"), (b"xl/", ".xlsx"), (b"ppt/", ".pptx"), (b"opendocument.text", ".odt"))
_PAGE_STARTS = (b"<!doctype html", b"<html")
_SAMPLE = 4096  # bytes looked at to tell what a file is


def medium_of(suffix: str) -> str:
    """The medium of a text file by its suffix."""
    return "text/markdown" if suffix.lower() in (".md", ".markdown") else "text/plain"


def check_suffix(suffix: str, *, where: str) -> None:
    """Raises SourceError where ``suffix`` is that of a format that is not read yet."""
    if suffix.lower() in _FORMATS:
        raise _not_read(suffix.lower(), where)


def decode(data: bytes, *, where: str) -> tuple[str, str]:
    """The text of ``data`` and its encoding (``utf-8``, ``utf-16-le``, ``utf-16-be``).

    Raises SourceError for nothing but blanks, for binary data, and at the first byte that is not of the encoding.
    """
    if suffix := _suffix_by_content(data):
        raise _not_read(suffix, where)
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise _undecodable(data, problem, where) from problem
    _check_text(text, where)
    return text, encoding


def _check_text(text: str, where: str) -> None:
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise SourceError("is empty", where=where, remedy="put the words of the document into it, or remove it")
    at = text.find("\0")
    if at >= 0:
        what = f"is binary: a zero stands at character {at}"
        raise SourceError(what, where=where, remedy="give a plain text in UTF-8")


def _not_read(suffix: str, where: str) -> SourceError:
    kind, remedy = _FORMATS[suffix]
    return SourceError(f"is {kind}, which is not read yet", where=where, remedy=remedy)


def _suffix_by_content(data: bytes) -> str:
    head = data[:_SAMPLE]
    for magic, suffix in _MAGIC:
        if head.startswith(magic):
            return suffix
    if head.startswith(_ZIP):
        return next((suffix for member, suffix in _ZIP_MEMBERS if member in data), ".zip")
    start = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return ".html" if start.startswith(_PAGE_STARTS) else ""


def _encoding(data: bytes) -> str:
    """By its mark; without one, UTF-16 is told by zeros that stand on one side of the pairs only: the high bytes of
    ASCII letters, blanks and signs, which no Vietnamese text does without."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE]
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > len(sample) / 10 and first == 0:
        return "utf-16-le"
    if first > len(sample) / 10 and second == 0:
        return "utf-16-be"
    return "utf-8"


def _undecodable(data: bytes, problem: UnicodeDecodeError, where: str) -> SourceError:
    name = problem.encoding.upper()
    what = f"is no {name}: byte 0x{data[problem.start]:02x} at offset {problem.start} ({problem.reason})"
    remedy = "save it as UTF-8; if it is in an older encoding (TCVN3, VNI, Windows-1258), convert it first"
    return SourceError(what, where=where, remedy=remedy)
