"""What a page holds, whoever found it: pdfium in a text layer, or text recognition in a picture.

All places are points (1/72 inch) from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that stand together. ``bottom`` is the baseline, ``top`` where capitals reach; ``size`` of the font.

    ``confidence`` is 1 for what a text layer states. ``repair`` says what a reader did to the letters, "" for nothing.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    confidence: float = 1.0
    repair: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A drawn line along one axis: ``at`` is its place across, ``start`` and ``end`` along."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page that was scanned askew or on its side was turned to lie straight: by ``angle`` degrees against the
    clock around its middle. ``width`` and ``height`` are of the straight page, ``own_…`` of the page as it is shown.
    """

    angle: float
    width: float
    height: float
    own_width: float
    own_height: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the straight page lies on the page as it is shown."""
        turn = math.radians(self.angle)
        dx, dy = x - self.width / 2, y - self.height / 2
        return (
            dx * math.cos(turn) - dy * math.sin(turn) + self.own_width / 2,
            dx * math.sin(turn) + dy * math.cos(turn) + self.own_height / 2,
        )

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """The smallest upright box around a box of the straight page."""
        corners = [self.place(x, y) for x in (left, right) for y in (top, bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class Page:
    """``number`` counts from 1. ``words`` in the order of the file; ``pictured`` is the share of the page that its
    largest picture covers and ``density`` how many pixels an inch that has. ``tilted`` letters stand at an angle and
    are left out, ``unknown`` ones have no meaning in the file, ``laid_over`` stamps and fields lie over the page, and
    ``unlikely`` lines of a picture are hardly words. Words and rulings of a page with a ``turn`` are placed
    on the page laid straight.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...]
    pictured: float = 0.0
    density: float = 0.0
    tilted: int = 0
    unknown: int = 0
    laid_over: int = 0
    unlikely: int = 0
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words of one line from left to right; never empty."""

    page: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        """Where the highest word begins."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The baseline of most of its words."""
        baselines = sorted(word.bottom for word in self.words)
        return baselines[len(baselines) // 2]

    @property
    def size(self) -> float:
        """The size of its largest letters."""
        return max(word.size for word in self.words)


def lines_of(words: Iterable[Word], page: int) -> list[TextLine]:
    """Words set on lines, from above to below. Raised figures of footnotes stay on the line they are raised from."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.bottom, w.left)):
        home = next((line for line in reversed(lines[-3:]) if _same_line(line, word)), None)
        if home is None:
            lines.append([word])
        else:
            home.append(word)
    ordered = [TextLine(page, tuple(sorted(line, key=lambda w: w.left))) for line in lines]
    return sorted(ordered, key=lambda line: (line.bottom, line.left))


def _same_line(line: list[Word], word: Word) -> bool:
    base = max(line, key=lambda w: w.size)
    return abs(base.bottom - word.bottom) <= 0.4 * max(base.size, word.size)
