"""Makes small PDFs in a test: words at places, grids, pictures of pages. Places are points from the upper left."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


def need(found: bool, what: str) -> None:
    """Leaves a test out where a tool is missing, and says so; fails it in CI."""
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what}: not on this machine, so not tested")


class PdfMaker:
    """Pages of words; ``data()`` ends the document."""

    def __init__(self, **options: object) -> None:
        need(_FONT.exists(), "a font with Vietnamese letters (Debian: fonts-dejavu-core)")
        if "Serif" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont("Serif", str(_FONT)))
        self._stream = io.BytesIO()
        self._canvas = Canvas(self._stream, pagesize=(WIDTH, HEIGHT), invariant=True, **options)

    def words(self, left: float, baseline: float, text: str, size: float = 12, spread: float = 0) -> PdfMaker:
        written = self._canvas.beginText(left, HEIGHT - baseline)
        written.setFont("Serif", size)
        written.setCharSpace(spread)
        written.textOut(text)
        self._canvas.drawText(written)
        return self

    def middle(self, baseline: float, text: str, size: float = 12) -> PdfMaker:
        wide = pdfmetrics.stringWidth(text, "Serif", size)
        return self.words((WIDTH - wide) / 2, baseline, text, size)

    def lines(self, left: float, first: float, texts: Sequence[str], pitch: float = 16) -> PdfMaker:
        for number, text in enumerate(texts):
            self.words(left, first + number * pitch, text)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> PdfMaker:
        self._canvas.setLineWidth(0.5)
        self._canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> PdfMaker:
        """Borders of all cells, each drawn by itself as office programs do."""
        for top, bottom in pairwise(ys):
            for x in xs:
                self.rule(x, top, x, bottom)
        for y in ys:
            for a, b in pairwise(xs):
                self.rule(a, y, b, y)
        return self

    def tilted(self, text: str) -> PdfMaker:
        self._canvas.saveState()
        self._canvas.translate(300, 400)
        self._canvas.rotate(45)
        self._canvas.setFont("Serif", 40)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()
        return self

    def picture(self, image: object) -> PdfMaker:
        """A picture over the whole page."""
        self._canvas.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)
        return self

    def page(self) -> PdfMaker:
        self._canvas.showPage()
        return self

    def data(self) -> bytes:
        self._canvas.save()
        return self._stream.getvalue()
