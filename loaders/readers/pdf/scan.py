"""Pages that are pictures: whether one is, and its words as a text layer would give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from PIL import Image, ImageDraw

from loaders.readers.pdf.grid import Grid, grids_of
from loaders.readers.pdf.page import Page, Ruling, TextLine, Word, lines_of
from loaders.readers.pdf.picture import Picture, drawn_lines, straightened, turned, without_lines
from loaders.readers.pdf.tesseract import SCATTERED, SeenWord, see
from loaders.syllables import is_syllable

#: A page that a picture covers by this share, with fewer letters than that beside it, is a scan.
_COVERED = 0.5
_FEW_LETTERS = 200
#: Letters without a meaning in the file, by share, from which on the page is rather looked at.
_UNKNOWN = 0.2
#: Below this mean confidence the page may stand on its head or side.
_UNREADABLE = 0.55
_TURNS = (180.0, 90.0, 270.0)
#: Signs without letters or figures that are less sure than this are dirt.
_SURE_SIGN = 0.7
_SURE_REST = 0.6
_LIKELY = 0.5
#: Points between a line and the border of a grid it is part of.
_NEAR = 3.0


def is_scan(page: Page) -> bool:
    """Whether the words of a page are in its picture and not in its text layer, stamps aside."""
    letters = sum(len(word.text) for word in page.words)
    return (page.pictured >= _COVERED and letters < _FEW_LETTERS) or page.unknown > _UNKNOWN * (page.unknown + letters)


def recognised(page: Page, picture: Picture, seconds: float) -> Page:
    """The page with the words and lines of its picture; words that its text layer has as well are kept from there."""
    looked = _looked_at(straightened(picture), seconds)
    if looked.confidence < _UNREADABLE:
        looked = max(
            looked, *(_looked_at(straightened(turned(picture, angle)), seconds) for angle in _TURNS), key=_sure
        )
    turn = looked.picture.turn
    layer = page.words if page.unknown == 0 and turn.angle == 0 else ()
    seen = [_word(item, looked.picture.scale) for item in looked.words if not _is_speck(item)]
    lines = lines_of(seen, page.number)
    words = [word for line in lines if not _is_scribble(line) for word in line.words]
    kept = [word for word in words if not any(_overlaps(word, other) for other in layer)]
    return replace(
        page, width=turn.width, height=turn.height, words=(*layer, *kept), rulings=looked.rulings,
        unlikely=sum(map(_is_scribble, lines)), turn=turn if turn.angle else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was seen in a picture."""

    picture: Picture
    words: tuple[SeenWord, ...]
    rulings: tuple[Ruling, ...]

    @property
    def confidence(self) -> float:
        """The mean of all words; 0 where there are none."""
        return fmean(word.confidence for word in self.words) if self.words else 0.0


def _looked_at(picture: Picture, seconds: float) -> _Looked:
    """Two looks: the second at what the first left over, of which only sure words are taken."""
    rulings = drawn_lines(picture)
    grids = grids_of(rulings)
    clean = without_lines(picture, (line for line in rulings if any(_borders(line, grid) for grid in grids)))
    density = round(72 / picture.scale)
    words = see(clean, density, seconds)
    rest = see(_without(clean, words), density, seconds, SCATTERED)
    return _Looked(picture, (*words, *(word for word in rest if _is_sure(word))), tuple(rulings))


def _borders(line: Ruling, grid: Grid) -> bool:
    places = grid.xs if line.upright else grid.ys
    low, high = (grid.ys[0], grid.ys[-1]) if line.upright else (grid.xs[0], grid.xs[-1])
    return any(abs(line.at - place) < _NEAR for place in places) and line.start < high and line.end > low


def _without(image: Image.Image, words: Sequence[SeenWord]) -> Image.Image:
    """The picture with the words painted over."""
    rest = image.copy()
    draw = ImageDraw.Draw(rest)
    for word in words:
        hanging = max(word.top, word.base) + 0.25 * word.size
        draw.rectangle((word.left - 2, word.top - 2, word.right + 2, hanging), fill=255)
    return rest


def _is_sure(word: SeenWord) -> bool:
    letters = "".join(char for char in word.text if char.isalnum())
    return word.confidence >= _SURE_REST and len(letters) > 1 and (is_syllable(letters) or letters.isdigit())


def _sure(looked: _Looked) -> float:
    return looked.confidence * len(looked.words)


def _is_speck(item: SeenWord) -> bool:
    """Dirt and rules that were taken for signs: nothing of a letter or figure in it, and not sure."""
    return item.confidence < _SURE_SIGN and not any(char.isalnum() for char in item.text)


def _is_scribble(line: TextLine) -> bool:
    """Handwriting, a seal or dirt: a line of its own in which no word is likely, or hardly anything stands."""
    letters = sum(char.isalnum() for char in line.text)
    return max(word.confidence for word in line.words) < _LIKELY or (letters < 2 and not line.text.isdigit())


def _word(item: SeenWord, scale: float) -> Word:
    return Word(
        item.text, item.left * scale, item.top * scale, item.right * scale, item.base * scale, item.size * scale,
        item.confidence,
    )  # fmt: skip


def _overlaps(word: Word, other: Word) -> bool:
    wide = min(word.right, other.right) - max(word.left, other.left)
    high = min(word.bottom, other.bottom) - max(word.top, other.top)
    return wide > 0 and high > 0 and 2 * wide * high > (word.right - word.left) * (word.bottom - word.top)
