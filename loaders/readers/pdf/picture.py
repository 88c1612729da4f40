"""A page as a picture: which way it was laid on the glass, and the lines drawn on it.

A scan lies a little askew, and its tables are lines of dark points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFilter

from loaders.readers.pdf.page import Ruling, Turn

_WHITE = 255
#: Pixels to either side of the middle of a line that are painted over with it.
_BROAD = 4
#: Points as dark as this are ink.
_INK = 128
#: Degrees looked through, and the least that is worth turning a page for.
_MOST_SKEW = 3.0
_LEAST_SKEW = 0.3
_PROBE_WIDTH = 700
#: Inches of dark points in a row that are a line and no letter.
_LINE = 0.4


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey picture of a page, ``scale`` points a pixel, and how it was ``turned`` to lie straight."""

    image: Image.Image
    scale: float
    turn: Turn


def picture_of(image: Image.Image, width: float) -> Picture:
    """The picture of a page ``width`` points wide, as it is shown."""
    scale = width / image.width
    height = image.height * scale
    return Picture(image, scale, Turn(0.0, width, height, width, height))


def straightened(picture: Picture) -> Picture:
    """The picture with its lines of text level, where they were askew by a third of a degree or more."""
    angle = _skew(picture.image)
    return turned(picture, angle) if abs(angle) >= _LEAST_SKEW else picture


def turned(picture: Picture, angle: float) -> Picture:
    """The picture turned by ``angle`` degrees against the clock; by a quarter, its sides change places."""
    quarter = angle % 90 == 0
    image = picture.image.rotate(angle, Image.Resampling.BICUBIC, expand=quarter, fillcolor=_WHITE)
    turn = picture.turn
    width, height = image.width * picture.scale, image.height * picture.scale
    return Picture(image, picture.scale, Turn(turn.angle + angle, width, height, turn.own_width, turn.own_height))


def _skew(image: Image.Image) -> float:
    """The turn, in degrees, that makes rows of pixels most unlike: lines of text full, the space between them empty."""
    small = image.resize((_PROBE_WIDTH, max(1, image.height * _PROBE_WIDTH // image.width)))
    coarse = max(_steps(-_MOST_SKEW, _MOST_SKEW, 0.5), key=lambda angle: _contrast(small, angle))
    return max(_steps(coarse - 0.4, coarse + 0.4, 0.1), key=lambda angle: (_contrast(small, angle), -abs(angle)))


def _steps(first: float, last: float, step: float) -> list[float]:
    return [round(first + step * i, 2) for i in range(round((last - first) / step) + 1)]


def _contrast(image: Image.Image, angle: float) -> int:
    turned = image.rotate(angle, fillcolor=_WHITE) if angle else image
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((a - b) ** 2 for a, b in pairwise(rows))


def drawn_lines(picture: Picture) -> list[Ruling]:
    """The long lines on the straightened picture, in its points; strokes of a signature or seal may be among them."""
    ink = picture.image.point([0 if grey < _INK else _WHITE for grey in range(256)]).filter(ImageFilter.MinFilter(3))
    least, scale = round(_LINE * 72 / picture.scale), picture.scale
    return [
        Ruling(upright, (first + last) / 2 * scale, start * scale, end * scale)
        for upright in (False, True)
        for first, last, start, end in _runs(ink.transpose(Image.Transpose.TRANSPOSE) if upright else ink, least)
    ]


def without_lines(picture: Picture, lines: Iterable[Ruling]) -> Image.Image:
    """The picture with lines painted over: letters that touch the border of a cell are read better."""
    clean = picture.image.copy()
    draw = ImageDraw.Draw(clean)
    for line in lines:
        at, start, end = (round(place / picture.scale) for place in (line.at, line.start, line.end))
        across = (at - _BROAD, at + _BROAD)
        box = (across[0], start, across[1], end) if line.upright else (start, across[0], end, across[1])
        draw.rectangle(box, fill=_WHITE)
    return clean


def _runs(ink: Image.Image, least: int) -> list[tuple[int, int, int, int]]:
    """Thin runs of at least ``least`` dark pixels, as (first row, last row, start, end).

    Runs of neighbouring rows are one. What is dark over many rows is a seal or a shadow at the edge and no line.
    """
    data, width = ink.tobytes(), ink.width
    dark = re.compile(rb"\x00{%d,}" % least)
    found: list[list[int]] = []  # first row, last row, start, end
    open_runs: list[list[int]] = []
    for row in range(ink.height):
        still: list[list[int]] = []
        for run in dark.finditer(data, row * width, (row + 1) * width):
            start, end = run.start() - row * width, run.end() - row * width
            home = next((r for r in open_runs if r[2] < end and start < r[3]), None)
            if home is None:
                home = [row, row, start, end]
                found.append(home)
            home[1:] = [row, min(home[2], start), max(home[3], end)]
            if home not in still:
                still.append(home)
        open_runs = still
    thickest = max(4, least // 4)
    return [(a, b, start, end) for a, b, start, end in found if b - a <= thickest]
