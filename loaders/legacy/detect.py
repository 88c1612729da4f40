"""Which lines of a text are in a font from before Unicode, and in which.

A word speaks for a font when it is no Vietnamese syllable as it stands ("Hµ", "caùc") and is one when the font's codes
are read ("Hà", "các"). A line with a letter that only Unicode has ("ế", "đ") is in none. A line whose words could be
both goes with the lines around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from loaders.legacy.tables import Table, tables
from loaders.syllables import is_syllable

# letters and marks that no table has: Vietnamese ones with two marks, Đ, Ơ, Ư, combining marks
_UNICODE = re.compile(
    r"[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300-\u036f]"
)
_SURE_WORDS = 2  # words that must speak for a font before a line is surely in it
_SELDOM = 10  # a font with less than one line to ten of the usual one is met seldom
_ABBREVIATION = 12  # letters of the longest


@dataclass(frozen=True, slots=True)
class Votes:
    """Words of a line for one font: ``speaking`` become syllables only by it, ``either`` are syllables both ways,
    ``odd`` neither way, ``against`` only as they stand."""

    speaking: int = 0
    either: int = 0
    odd: int = 0
    against: int = 0

    @property
    def weight(self) -> int:
        """How much the line says for the font, against what it says for others."""
        return self.speaking + self.either - self.odd - self.against

    @property
    def possible(self) -> bool:
        """Whether the line can be in the font at all; one slip in ten words is let pass."""
        return self.against * 10 <= self.speaking

    @property
    def sure(self) -> bool:
        """Whether the line is in the font, whatever stands around it."""
        return self.possible and self.speaking >= _SURE_WORDS and self.speaking > self.odd


def font_lines(lines: Sequence[str]) -> list[str]:
    """The font of each line: a name of ``tables()``, "" for Unicode."""
    ballots = {i: votes_of(line) for i, line in enumerate(lines) if not line.isascii() and not _UNICODE.search(line)}
    sure = {i: font for i, ballot in ballots.items() if (font := _winner(ballot))}
    if not sure:
        return [""] * len(lines)
    times = Counter(sure.values())
    usual = max(tables(), key=lambda name: sum(ballots[i][name].weight for i in sure))
    sure = {i: usual if _rather(ballots[i][usual], times[font], times[usual]) else font for i, font in sure.items()}
    found = [sure.get(i, "") for i in range(len(lines))]
    decided = [sure.get(i) or ("" if _UNICODE.search(line) else None) for i, line in enumerate(lines)]
    before, behind = _last_decided(decided, usual), _last_decided(decided[::-1], usual)[::-1]
    for i, ballot in ballots.items():
        votes = ballot[usual]
        if i not in sure and votes.possible and (votes.speaking or before[i] == behind[i] == usual):
            found[i] = usual
    return found


def _rather(votes: Votes, times: int, usual: int) -> bool:
    """Whether a line is in the usual font of its text and not in one met ``times``: a font met seldom may be chance."""
    return votes.sure or (votes.possible and votes.speaking > 0 and times * _SELDOM < usual)


def _last_decided(decided: Iterable[str | None], first: str) -> list[str]:
    """For each line the last decided one up to it, ``first`` before any."""
    found = []
    for font in decided:
        first = first if font is None else font
        found.append(first)
    return found


def votes_of(line: str) -> dict[str, Votes]:
    """How the words of a line speak for each font."""
    found = {}
    for name in tables():
        counts = Counter(_said_by(word, name) for word in _word(name).findall(line) if not word.isascii())
        found[name] = Votes(**{kind: n for kind, n in counts.items() if kind})
    return found


@lru_cache(maxsize=8)
def _word(name: str) -> re.Pattern[str]:
    """A run of ASCII letters, letters of Latin-1 and codes of the font."""
    codes = re.escape("".join(sorted({c for code in tables()[name] for c in code if not c.isascii() or c < " "})))
    return re.compile(rf"[A-Za-zÀ-ÖØ-öø-ÿ{codes}]+")


@lru_cache(maxsize=65536)
def _said_by(word: str, name: str) -> str:
    """What one word says of a font, a name of ``Votes``; "" where nothing: an abbreviation, a sign of its own."""
    table = tables()[name]
    letters = decoded(word, table)
    stands = is_syllable(normalize("NFC", word))
    if any(not c.isascii() for c in code_pattern(frozenset(table)).sub("", word)):
        return "against"  # a letter that is no code of the font
    if len(word) == 1:
        return ""
    if is_syllable(letters):
        return "either" if stands else "speaking"
    if stands:
        return "against"
    return "" if letters.isupper() and len(letters) <= _ABBREVIATION else "odd"


def _winner(ballot: Mapping[str, Votes]) -> str:
    """The font a line is surely in: of several the one with most words for it and fewest left over; "" for none."""
    sure = {name: votes for name, votes in ballot.items() if votes.sure}
    return max(sure, key=lambda name: sure[name].speaking + sure[name].either - sure[name].odd, default="")


def decoded(text: str, table: Table) -> str:
    """``text`` with the codes of ``table`` read as letters, the longer code first."""
    return code_pattern(frozenset(table)).sub(lambda found: table[found.group()], text)


@lru_cache(maxsize=8)
def code_pattern(codes: frozenset[str]) -> re.Pattern[str]:
    """Any of ``codes``, the longer first."""
    return re.compile("|".join(re.escape(code) for code in sorted(codes, key=lambda code: (-len(code), code))))
