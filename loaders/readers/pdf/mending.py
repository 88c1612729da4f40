"""Syllables whose letters a file sets apart ("h ội", "Q U Y Ế T"): put together again, and said so."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from loaders.readers.pdf.page import Word
from loaders.syllables import is_syllable

REPAIR = "letters that were set apart are put together"
#: Parts no further apart than this share of their size may be one syllable: spaces between words are wider.
_NEAR = 0.2
#: Letters of a line set wide: so many single ones, and how much wider than between letters the gap between words is.
_FEWEST_LETTERS = 4
_WIDER = 1.6
_WIDEST = 0.8
_MOST_PARTS = 4
# điểm b ở khoản 2: a letter that names a point
_NAMES_A_LETTER = frozenset({"điểm", "mục", "nhóm", "loại", "hạng", "bảng", "tiết", "khu", "lô"})


def mended(words: Sequence[Word]) -> list[Word]:
    """``words`` in the order of the file, parts of one syllable put together."""
    result: list[Word] = []
    at = 0
    while at < len(words):
        run = _wide_run(words, at)
        if run:
            result.extend(_by_gaps(run))
            at += len(run)
            continue
        count = next((n for n in range(_MOST_PARTS, 1, -1) if _is_one(words, at, n)), 1)
        result.append(_joined(words[at : at + count]) if count > 1 else words[at])
        at += count
    return result


def _is_one(words: Sequence[Word], at: int, count: int) -> bool:
    parts = words[at : at + count]
    if len(parts) < count or not all(part.text.isalpha() for part in parts):
        return False
    if at and words[at - 1].text.lower() in _NAMES_A_LETTER:
        return False
    near = all(_gap(a, b) < _NEAR * a.size for a, b in pairwise(parts))
    return near and not all(is_syllable(part.text) for part in parts) and is_syllable("".join(p.text for p in parts))


def _gap(before: Word, word: Word) -> float:
    """How far ``word`` stands behind the one before on the same line; endless where it does not."""
    beside = abs(before.bottom - word.bottom) < 0.2 * before.size and word.left > before.left
    return word.left - before.right if beside else float("inf")


def _wide_run(words: Sequence[Word], start: int) -> list[Word]:
    """Single letters one behind the other from ``start`` on; [] where they are few."""
    run: list[Word] = []
    for word in words[start:]:
        if len(word.text) != 1 or not word.text.isalpha() or (run and _gap(run[-1], word) > _WIDEST * 3 * word.size):
            break
        run.append(word)
    return run if len(run) >= _FEWEST_LETTERS else []


def _by_gaps(run: Sequence[Word]) -> list[Word]:
    """Letters set wide as words: between words the gap is wider than between letters. What makes no syllable stays."""
    gaps = [_gap(a, b) for a, b in pairwise(run)]
    limit = _WIDER * min(gaps)
    words: list[list[Word]] = [[run[0]]]
    for gap, letter in zip(gaps, run[1:], strict=True):
        if gap <= max(limit, 0.0):
            words[-1].append(letter)
        else:
            words.append([letter])
    if not all(is_syllable("".join(letter.text for letter in word)) for word in words):
        return list(run)
    return [_joined(word) if len(word) > 1 else word[0] for word in words]


def _joined(parts: Sequence[Word]) -> Word:
    first = parts[0]
    return Word(
        "".join(part.text for part in parts), first.left, min(part.top for part in parts), parts[-1].right,
        first.bottom, first.size, min(part.confidence for part in parts), REPAIR,
    )  # fmt: skip
