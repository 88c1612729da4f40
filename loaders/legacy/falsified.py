"""Texts whose letters lie: marks changed on purpose against copying, letters lost on the way (domain.md § 8.6, 8.10).

Such a text is refused as a whole. Its symbols would still be right, but its bodies, dates in words and verbs would be
read wrongly with nothing to show for it, and a true copy of a directive is always to be had.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from graph.errors import SourceError
from loaders.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
# a word of its own: codes of numbers ("12/NQ-CP") are none
_ALONE = re.compile(r"(?<![\w/&-])[^\W\d_]+(?![\w/&-])")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_ENOUGH = 40  # words before anything is said of a text
_FALSIFIED = 0.10  # of the words with marks; real texts, names of minorities included, stay under 0.03
_LOST = 0.20  # of all words; real texts stay under 0.04
_KINDS = 10  # different ones: a table of measures repeats a few ("TT", "kg", "V")
_SHORT = 4  # letters of what is left of a word that lost its vowel
_LOOKED_AT = 3_000  # words, from the beginning


def check_letters(text: str) -> None:
    """Raises SourceError, without ``where``, for a text whose marks are falsified or whose letters are lost."""
    text = unicodedata.normalize("NFC", text)
    marked = [word for word in _words(_WORD, text) if not word.isascii()]
    false = [word for word in marked if not _can_be(word)]
    if len(marked) >= _ENOUGH and len(false) > _FALSIFIED * len(marked):
        what = f"has marks no Vietnamese word can have in {_share(false, marked)} of its words ({_some(false)})"
        raise SourceError(what, remedy="take the text from another place: its letters were changed against copying")
    alone = list(_words(_ALONE, text))
    bare = [w for w in alone if len(w) <= _SHORT and not _VOWEL.search(unicodedata.normalize("NFD", w))]
    if len(alone) >= _ENOUGH and len(bare) > _LOST * len(alone) and len({w.lower() for w in bare}) >= _KINDS:
        what = f"has lost letters: {_share(bare, alone)} of its words have no vowel ({_some(bare)})"
        raise SourceError(what, remedy="take the text from another place, or save its page anew as UTF-8")


def _words(pattern: re.Pattern[str], text: str) -> Iterable[str]:
    return islice((found.group() for found in pattern.finditer(text)), _LOOKED_AT)


def _can_be(word: str) -> bool:
    """A syllable, or an abbreviation in capitals ("BLĐTBXH")."""
    return is_syllable(word) or (word.isupper() and not _two_marks(word))


def _two_marks(word: str) -> bool:
    marks = [c for c in unicodedata.normalize("NFD", word) if unicodedata.combining(c)]
    return len(marks) > 1


def _share(some: list[str], all_: list[str]) -> str:
    return f"{round(100 * len(some) / len(all_))} %"


def _some(words: list[str]) -> str:
    return ", ".join(list(dict.fromkeys(words))[:4])
