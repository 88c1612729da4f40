"""What tells two titles of one wording apart: the documents, congresses, terms and years they name.

"Kế hoạch thực hiện Nghị quyết số 26-NQ/TW" and "… số 27-NQ/TW" differ in one word of eight and are two documents; so
are "Đề án … giai đoạn 2021-2025" and "… giai đoạn 2026-2030" (domain.md § 0: the same work is planned anew each term).
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.text import fold

# day and year of a document named inside: they belong to it, not to the title
_DAY = re.compile(
    r"(?:ngay )?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|(?:ngay \d{1,2} )?thang \d{1,2}(?: nam |/)\d{4}"
)
# nghi quyet so 26-nq/tw · quyet dinh 1719/qd-ttg · nghi dinh so 30/2020/nd-cp · chi thi 45 · de an 06
_NOUN = "nghi quyet|nq|quyet dinh|chi thi|ket luan|ke hoach|de an|chuong trinh|thong tu|nghi dinh|quy dinh|cong van"
_DIGITS = r"\d{1,6}(?:\.\d{1,2})?[a-z]?"
_NUMBER = re.compile(
    rf"\b(?:so:?|(?:{_NOUN})(?: so)?) (?P<named>{_DIGITS})\b(?! nam\b)"
    rf"|(?<![\w/])(?P<symbol>{_DIGITS})(?=(?:/\d{{4}})?[-/][a-z])"
)
# dai hoi … lan thu xiii · dai hoi xiv · khoa xii · hoi nghi lan thu sau · trung uong 4
_MEETING = re.compile(
    r"\b(?P<what>lan thu|khoa|dai hoi|trung uong) "
    r"(?P<which>[ivx]{1,6}|\d{1,2}|nhat|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi)\b"
)
_ORDINALS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
_WORDS = {word: number for number, word in enumerate(_ORDINALS, 1)} | {"bon": 4}
_ROMAN = {"i": 1, "v": 5, "x": 10}
# giai doan 2021-2025 · nhiem ky 2020 - 2025 · den nam 2030 · nam 2024
_YEAR = re.compile(r"(?<![\d/.-])(?P<first>(?:19|20)\d\d)(?:\s*[-–]\s*(?P<last>(?:19|20)\d\d))?(?![\d/])")


@lru_cache(maxsize=65536)
def _marks(title: str) -> tuple[frozenset[str], ...]:
    """(numbers, congresses and terms, years) that a title names, each set possibly empty."""
    words = _DAY.sub(" ", " ".join(fold(title).split()))
    numbers = frozenset((m["named"] or m["symbol"]).lstrip("0") for m in _NUMBER.finditer(words))
    meetings = frozenset(
        f"{'term' if m['what'] == 'khoa' else 'meeting'} {_ordinal(m['which'])}" for m in _MEETING.finditer(words)
    )
    years = frozenset(y for m in _YEAR.finditer(_NUMBER.sub(" ", words)) for y in m.groups() if y)
    return numbers, meetings, years


@lru_cache(maxsize=65536)
def first_number(title: str) -> str:
    """The bare number of the first document a title names: "57" of "… thực hiện Nghị quyết số 57-NQ/TW"; else ""."""
    found = _NUMBER.search(_DAY.sub(" ", " ".join(fold(title).split())))
    return (found["named"] or found["symbol"]).lstrip("0") if found else ""


def _ordinal(which: str) -> int:
    """xiii, 13, sau: what "lần thứ" counts."""
    if which.isdigit() or which in _WORDS:
        return _WORDS.get(which) or int(which)
    values = [_ROMAN[letter] for letter in which]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def titles_differ(left: str, right: str) -> bool:
    """Whether two titles name different documents, congresses, terms or years, however alike their other words are.

    A title that names fewer of them than the other says less, not something else.
    """
    return any(not (a <= b or b <= a) for a, b in zip(_marks(left), _marks(right), strict=True))
