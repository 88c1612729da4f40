"""Pages as pdfium gives them: letters put together into words, drawn lines, the share of pictures, and renderings.

Only this module knows pdfium. Its text positions count from the lower left corner of the unturned page; they are turned
here into points from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from graph.errors import SourceError
from loaders.readers.pdf.page import Page, Ruling, Word

#: A drawn thing no thicker than this is a line.
_THIN = 3.0
#: Letters further apart than this share of their size do not stand together, whatever the file says of spaces.
_APART = 0.55
_OFF_LINE = 0.2
_NESTING = 8
_OVERLAYS = frozenset({raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET})
_MOST_OVERLAYS = 1000
_PASSWORD = "remove its password (open it and print it into a new PDF)"  # noqa: S105  # words for people
_BROKEN = "get the file again from where it came; it may be cut short"


@contextmanager
def open_pdf(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """The document in ``data``. Raises SourceError for one that is encrypted or broken."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        if getattr(problem, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise SourceError("is a PDF locked by a password", remedy=_PASSWORD) from problem
        if getattr(problem, "err_code", None) == raw.FPDF_ERR_SECURITY:
            raise SourceError("is a PDF locked in a way that is not known", remedy=_PASSWORD) from problem
        raise SourceError("is a broken PDF", remedy=_BROKEN) from problem
    try:
        yield document
    finally:
        document.close()


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """Page ``index`` (from 0) of the document. Raises SourceError for one that cannot be opened."""
    try:
        page = document[index]
    except pdfium.PdfiumError as problem:
        raise SourceError(f"page {index + 1} is broken", remedy=_BROKEN) from problem
    try:
        frame = _Frame(page)
        letters = _letters(page, frame)
        rulings, pictured, density = _drawn(page, frame)
        return Page(
            index + 1, frame.width, frame.height, tuple(letters.words), tuple(rulings), pictured, density,
            letters.tilted, letters.unknown, _laid_over(page),
        )  # fmt: skip
    finally:
        page.close()


def render(document: pdfium.PdfDocument, index: int, density: int) -> Image.Image:
    """A grey picture of page ``index``, ``density`` pixels an inch, without the stamps that are laid over it."""
    page = document[index]
    try:
        bitmap = page.render(scale=density / 72, grayscale=True, draw_annots=False, may_draw_forms=False)
        image: Image.Image = bitmap.to_pil().convert("L")
        return image
    finally:
        page.close()


class _Frame:
    """Turns places of the file into places of the page as it is shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.width, self.height = page.get_size()
        self.turn = page.get_rotation() % 360
        self._left, self._low, self._right, self._high = page.get_bbox()

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place of the file as (from the left, from the top)."""
        if self.turn == 90:
            return y - self._low, x - self._left
        if self.turn == 180:
            return self._right - x, y - self._low
        if self.turn == 270:
            return self._high - y, self._right - x
        return x - self._left, self._high - y

    def box(self, left: float, low: float, right: float, high: float) -> tuple[float, float, float, float]:
        """A rectangle of the file as (left, top, right, bottom)."""
        (x0, y0), (x1, y1) = self.point(left, low), self.point(right, high)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


class _WordBuilder:
    """Puts letters that come one after the other together into words."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.tilted = self.unknown = 0
        self._letters: list[str] = []
        self._box = (0.0, 0.0, 0.0, 0.0)
        self._size = 0.0

    def add(self, letter: str, box: tuple[float, float, float, float], size: float) -> None:
        """A letter; ``box`` is (left, top, right, baseline)."""
        if self._letters and not unicodedata.combining(letter) and not self._goes_on(box, size):
            self.end()
        if not self._letters:
            self._box, self._size = box, size
        else:
            left, top, right, bottom = self._box
            self._box = (min(left, box[0]), min(top, box[1]), max(right, box[2]), bottom)
        self._letters.append(letter)

    def end(self) -> None:
        """The word ends here."""
        if self._letters:
            left, top, right, bottom = self._box
            self.words.append(Word("".join(self._letters), left, top, right, bottom, self._size))
            self._letters = []

    def _goes_on(self, box: tuple[float, float, float, float], size: float) -> bool:
        larger = max(size, self._size)
        return (
            abs(box[3] - self._box[3]) <= _OFF_LINE * larger
            and -_APART * larger < box[0] - self._box[2] < _APART * larger
            and box[0] > self._box[0] - 0.1 * larger
        )


def _letters(page: pdfium.PdfPage, frame: _Frame) -> _WordBuilder:
    """The words of the page in the order of the file, and how many letters are tilted or unknown."""
    text = page.get_textpage()
    rectangle, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    builder = _WordBuilder()
    straight = (frame.turn // 90 * 157) % 628  # hundredths of a radian
    try:
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            letter = _letter(code)
            if not letter or letter.isspace():
                builder.end()
                builder.unknown += not letter
                continue
            angle = raw.FPDFText_GetCharAngle(text, index)
            if angle >= 0 and abs((round(angle * 100) - straight + 314) % 628 - 314) > 5:
                builder.tilted += 1
                continue
            builder.unknown += 0xE000 <= code < 0xF000  # private letters; those of symbol fonts are above
            raw.FPDFText_GetLooseCharBox(text, index, rectangle)
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            left, top, right, _ = frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            baseline = frame.point(x.value, y.value)[1]
            size = raw.FPDFText_GetFontSize(text, index)
            builder.add(letter, (left, top, right, baseline), size if size > 1 else baseline - top)
        builder.end()
    finally:
        text.close()
    return builder


def _letter(code: int) -> str:
    """The letter of a code; "" for what is none. 0xFFFE is pdfium's sign for a hyphen at the end of a line."""
    if code == 0xFFFE or code == 2:
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    letter = chr(code)
    return letter if letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cn") else ""


def _drawn(page: pdfium.PdfPage, frame: _Frame) -> tuple[list[Ruling], float, float]:
    """The lines along the axes, the share of the page that its largest picture covers, and its pixels an inch."""
    rulings: list[Ruling] = []
    pictured = density = 0.0
    area = max(1.0, frame.width * frame.height)
    for thing, matrix in _things(page, pdfium.PdfMatrix(), 0):
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, top, right, bottom = _bounds(thing, matrix, frame)
            share = (right - left) * (bottom - top) / area
            if share > pictured:
                pictured, density = share, max(thing.get_px_size()) / max(1.0, right - left, bottom - top) * 72
        else:
            rulings.extend(_rulings(thing, matrix, frame))
    return rulings, min(1.0, pictured), density


def _laid_over(page: pdfium.PdfPage) -> int:
    """How many stamps, fields and notes lie over the page; their words are no part of its text."""
    count = 0
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_OVERLAYS)):
        overlay = raw.FPDFPage_GetAnnot(page, index)
        if overlay:
            count += raw.FPDFAnnot_GetSubtype(overlay) in _OVERLAYS
            raw.FPDFPage_CloseAnnot(overlay)
    return count


def _things(
    container: Any, matrix: pdfium.PdfMatrix, depth: int
) -> Iterator[tuple[pdfium.PdfObject, pdfium.PdfMatrix]]:
    """Paths and pictures of the page and of the forms in it, each with the matrix of where it stands."""
    for thing in container.get_objects(filter=_DRAWN, max_depth=1) if depth == 0 else _inside(container):
        if thing.type == raw.FPDF_PAGEOBJ_FORM:
            if depth < _NESTING:
                yield from _things(thing, thing.get_matrix().multiply(matrix), depth + 1)
        elif thing.type in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield thing, matrix


_DRAWN = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)


def _inside(form: pdfium.PdfObject) -> Iterator[pdfium.PdfObject]:
    for index in range(raw.FPDFFormObj_CountObjects(form)):
        yield pdfium.PdfObject(
            raw.FPDFFormObj_GetObject(form, index), page=form.page, pdf=form.pdf, level=form.level + 1
        )


def _bounds(thing: pdfium.PdfObject, matrix: pdfium.PdfMatrix, frame: _Frame) -> tuple[float, float, float, float]:
    left, low, right, high = thing.get_bounds()
    return frame.box(*matrix.on_rect(left, low, right, high))


def _rulings(path: pdfium.PdfObject, matrix: pdfium.PdfMatrix, frame: _Frame) -> Iterator[Ruling]:
    left, top, right, bottom = _bounds(path, matrix, frame)
    if min(right - left, bottom - top) <= _THIN:
        yield from _along(left, top, right, bottom)
        return
    stroked, fill = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroked)
    if not stroked.value:
        return
    own = path.get_matrix().multiply(matrix)
    before: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(path), 2000)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = frame.point(*own.on_point(x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO and before is not None:
            yield from _along(*before, *here)
        elif kind == raw.FPDF_SEGMENT_MOVETO:
            first = here
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield from _along(*here, *first)
        before = here


def _along(x0: float, y0: float, x1: float, y1: float) -> Iterator[Ruling]:
    """The line between two corners, where it runs along an axis and is longer than thick."""
    across, down = abs(x1 - x0), abs(y1 - y0)
    if down <= _THIN and across > down:
        yield Ruling(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    elif across <= _THIN and down > across:
        yield Ruling(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
