"""What a file is, by its content. The name is asked only where the content is text of no certain kind."""

from __future__ import annotations

import codecs
import re
from types import MappingProxyType

from loaders.readers.table import FORMATS, TEXT_SUFFIXES, Format, is_read

#: Bytes at the head that are looked at.
SAMPLE = 4096

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
#: Name of a member that only this format has → the format.
_ZIP_MEMBERS = (
    (b"word/document", "docx"),
    (b"xl/workbook", "xlsx"),
    (b"ppt/presentation", "pptx"),
    (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet", "ods"),
    (b"opendocument.presentation", "odp"),
    (b"application/epub+zip", "epub"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Name of a stream in the directory of an OLE file → the format; the first that is there decides.
_OLE_STREAMS = MappingProxyType(
    {
        "EncryptedPackage": "locked",
        "WordDocument": "doc",
        "Workbook": "xls",
        "Book": "xls",
        "PowerPoint Document": "ppt",
        "__properties_version1.0": "msg",
    }
)
# <!DOCTYPE html> · <html xmlns:v="…"> · <!-- saved from url=… --> <html> · <?xml version="1.0"?> <!DOCTYPE html
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
# From: … / Subject: … at the very head, three lines of it at the least
_FIELD = re.compile(rb"(?:>?From [^\n]*\n)?(?P<fields>(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){3,})")
_MAIL_FIELD = re.compile(
    rb"^(?:Received|Return-Path|Message-ID|MIME-Version|From|Date|Delivered-To|Subject|Content-Type):",
    re.IGNORECASE | re.MULTILINE,
)


def format_of(data: bytes, suffix: str = "") -> Format:
    """The format of ``data``; ``suffix`` (".md") tells texts apart, whose content says no more than that it is text."""
    head = data[:SAMPLE]
    if head.startswith(_ZIP):
        return FORMATS[next((name for member, name in _ZIP_MEMBERS if member in data), "zip")]
    if head.startswith(_OLE):
        return FORMATS[_ole(data)]
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return FORMATS[name]
    if b"%PDF-" in head[:1024] and b"\0" not in head[:8]:
        return FORMATS["pdf"]  # readers allow for some bytes before the mark, and so do those who write it
    return FORMATS[_text(head, suffix)]


def has_signature(head: bytes) -> bool:
    """Whether ``head``, the first ``SAMPLE`` bytes, shows a format that is read, whatever the file is called."""
    form = format_of(head)
    return is_read(form) and form.name != "text"


def _ole(data: bytes) -> str:
    return next((form for name, form in _OLE_STREAMS.items() if name.encode("utf-16-le") in data), "ole")


def _text(head: bytes, suffix: str) -> str:
    plain = _as_ascii(head)
    if _PAGE.match(plain):
        return "html"
    found = _FIELD.match(plain.replace(b"\r\n", b"\n"))
    if found and len({field.lower() for field in _MAIL_FIELD.findall(found["fields"])}) >= 2:
        return "eml"
    return TEXT_SUFFIXES.get(suffix.lower(), "text")


def _as_ascii(head: bytes) -> bytes:
    """The head without a byte order mark, two-byte letters made one."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace").encode("utf-8", "replace")
    return head.removeprefix(codecs.BOM_UTF8)
