"""Files that are no UTF-8: one byte a letter, in an old font or in the Vietnamese code page of Windows."""

from __future__ import annotations

import re
import unicodedata

from loaders.legacy.convert import converted
from loaders.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
# what no text holds; VISCII has letters at 02, 05, 06, 14, 19 and 1E
_CONTROL = re.compile(r"[\x00\x01\x03\x04\x07\x08\x0e-\x13\x15-\x18\x1a-\x1d\x1f\x7f]")
_ENOUGH = 8  # words with marks before the bytes are taken for Vietnamese at all
_VIETNAMESE = 0.9  # of these words must be syllables


def decode_bytes(data: bytes) -> tuple[str, str] | None:
    """The text of ``data`` in Unicode and how it was written ("tcvn3", "vni", "viscii", "vps", "cp1258").

    None where no way of reading makes Vietnamese of it: then it is some other encoding, and guessing would lie.
    """
    raw = data.decode("latin-1")
    if _CONTROL.search(raw):
        return None
    found = converted(raw)
    if found is not None and _is_vietnamese(found.text):
        return found.text, max(found.fonts, key=lambda font: font[1])[0].lower()
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    return (text, "cp1258") if _is_vietnamese(text) else None


def _is_vietnamese(text: str) -> bool:
    marked = [word for word in _WORD.findall(text) if not word.isascii() and not word.isupper()]
    right = sum(map(is_syllable, marked))
    return len(marked) >= _ENOUGH and right >= _VIETNAMESE * len(marked)
