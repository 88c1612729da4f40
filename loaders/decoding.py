"""From bytes to text: UTF-8 and UTF-16, strictly; Vietnamese of one byte a letter; a clear word for everything else.

What is UTF-8 or UTF-16 is decoded as it is: ``text.encode(encoding)`` gives the bytes back, byte order mark included.
"""

from __future__ import annotations

import codecs

from graph.errors import SourceError
from loaders.legacy.bytes import decode_bytes

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SAMPLE = 4096  # bytes looked at to tell the encoding


def decode(data: bytes, *, where: str) -> tuple[str, str]:
    """The text of ``data`` and its encoding (``utf-8``, ``utf-16-le``, ``utf-16-be``, or one of ``decode_bytes``).

    Raises SourceError for nothing but blanks, for binary data, and at the first byte that is not of the encoding.
    """
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        found = decode_bytes(data) if encoding == "utf-8" and b"\0" not in data else None
        if found is None:
            raise _undecodable(data, problem, where) from problem
        text, encoding = found
    _check_text(text, where)
    return text, encoding


def _check_text(text: str, where: str) -> None:
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise SourceError("is empty", where=where, remedy="put the words of the document into it, or remove it")
    at = text.find("\0")
    if at >= 0:
        what = f"is binary: a zero stands at character {at}"
        raise SourceError(what, where=where, remedy="give a plain text in UTF-8")


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
