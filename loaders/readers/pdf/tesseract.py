"""Words in a picture, by Tesseract: a program of its own that is given nothing but pixels, and so much time."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from PIL import Image

from graph.errors import SourceError

LANGUAGE = "vie"
INSTALL = "install text recognition: apt-get install tesseract-ocr tesseract-ocr-vie"
_PROGRAM = "tesseract"
#: Modes of Tesseract: with its own layout, which reads letters best and loses lines that a seal touches; and words
#: wherever they are.
LAID_OUT, SCATTERED = "3", "11"
_COLUMNS = 12
_WORD = "5"
# letters, signs and tones that hang below the line, and by what share of the height of letters
_HANGS = re.compile("[gjpqyQ,;()\u0323]")
_HANGING = 0.22


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word in pixels. ``base`` is the baseline of its line and ``size`` the height of its letters; ``confidence`` is
    from 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    base: float
    size: float
    confidence: float


@lru_cache(maxsize=1)
def is_there() -> bool:
    """Whether Tesseract with its Vietnamese data is on this machine."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return False
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in (told.stdout + told.stderr).decode("utf-8", "replace").split()


def see(image: Image.Image, dpi: int, seconds: float, mode: str = LAID_OUT) -> list[SeenWord]:
    """The words of a grey picture, in the order Tesseract reads them. One core.

    Raises SourceError where it fails or takes longer than ``seconds``.
    """
    stream = io.BytesIO()
    image.save(stream, "PPM")
    command = [_PROGRAM, "stdin", "stdout", "-l", LANGUAGE, "--psm", mode, "--dpi", str(dpi), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603  # no word of the document is in the command
            command,
            input=stream.getvalue(),
            capture_output=True,
            timeout=max(1.0, seconds),
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as problem:
        raise SourceError("its text recognition took too long", remedy="raise the limit (--max-seconds)") from problem
    except (OSError, subprocess.CalledProcessError) as problem:
        raise SourceError(
            "its text could not be recognised", remedy=f"check that tesseract runs; {INSTALL}"
        ) from problem
    return list(_words(done.stdout.decode("utf-8", "replace")))


def _words(table: str) -> Iterator[SeenWord]:
    """Words line by line: the words of a line share a baseline, whatever hangs below it."""
    line: list[list[str]] = []
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD or not cells[11].strip():
            continue
        if line and cells[1:5] != line[0][1:5]:
            yield from _line(line)
            line = []
        line.append(cells)
    yield from _line(line)


def _line(rows: list[list[str]]) -> Iterator[SeenWord]:
    """``rows`` are (level, page, block, paragraph, line, word, left, top, width, height, confidence, text)."""
    boxes = [tuple(float(cell) for cell in row[6:10]) for row in rows]
    if not boxes:
        return
    size = median(box[3] for box in boxes)
    bottoms = [top + height - _HANGING * size * (_HANGS.search(unicodedata.normalize("NFD", row[11])) is not None)
               for (_, top, _, height), row in zip(boxes, rows, strict=True)]  # fmt: skip
    base = median(bottoms)
    for (left, top, width, _), row in zip(boxes, rows, strict=True):
        confidence = max(0.0, float(row[10])) / 100
        yield SeenWord(row[11].strip(), left, top, left + width, base, size, confidence)
