"""Whether letters can be one Vietnamese syllable: onset, rime and tone, which leave few combinations open."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSET = r"(?:ngh?|nh|gh?|gi|kh?|ch?|ph|qu|th|tr?|b|d|đ|h|l|m|n|r|s|v|x)?"
#: Rimes by their vowels: what may close each.
_RIMES = {
    "a": "c ch i k m n ng nh o p t u y", "ă": "c k m n ng p t", "â": "c m n ng p t u y",
    "e": "c m n ng o p t", "ê": "c ch m n ng nh p t u", "i": "a ch m n nh p t u", "iê": "c m n ng p t u",
    "o": "c i m n ng p t", "oa": "c ch i m n ng nh o p t y", "oă": "c m n ng p t", "oe": "c m n ng o p t",
    "oo": "c n ng p", "ô": "c i k m n ng p t", "ơ": "i m n p t",
    "u": "a c i m n ng p t", "uâ": "c n ng t y", "uê": "ch n nh t u", "uô": "c i m n ng p t", "uơ": "",
    "uy": "a ch n nh p t u",
    "uyê": "n t", "uya": "",
    "ư": "a c i m n ng t u", "ươ": "c i m n ng p t u",
    "y": "a m n nh t", "yê": "m n ng t u", "êu": "",
}  # fmt: skip
_RIME = "|".join(
    f"{vowels}(?:{'|'.join(ends.split())})?" if ends else vowels
    for vowels, ends in sorted(_RIMES.items(), key=lambda rime: -len(rime[0]))
)
_SYLLABLE = re.compile(rf"{_ONSET}(?:{_RIME})")
# a tone stands on a vowel, behind its breve, circumflex or horn
_MISPLACED = re.compile(r"(?:\A|[^aeiouy\u0302\u0306\u031b])[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = re.compile(r"(?:ch?|p|t|k)\Z")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_RISING_OR_HEAVY = "\u0301\u0323"  # the only tones of a syllable that ends in a stop


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether ``word`` (letters in either case) is a syllable as Vietnamese writes them.

    "trường" and "nghiêng" are, "trưuờng", "té" + "t" without its tone and words with two tones are not. Whether a
    language uses it is not asked.
    """
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in letters if c in _TONES]
    if len(tones) > 1 or _MISPLACED.search(letters):
        return False
    plain = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    if _SYLLABLE.fullmatch(plain) is None:
        return False
    return not _STOPPED.search(plain) or (bool(tones) and tones[0] in _RISING_OR_HEAVY)
