"""Notes at the foot of a page: they would stand in the middle of a sentence that goes on over the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from loaders.readers.pdf.page import Page, TextLine

# 1 Nghị quyết số 66-NQ/TW … · [1] … · (1) … · * …
_MARK = re.compile(r"(?:\[?\(?\d{1,3}\)?\]?|\*{1,3})\s*\S")
_LONGEST_RULE = 0.45
_SMALLER = 0.9


def notes_of(lines: Sequence[TextLine], page: Page) -> list[TextLine]:
    """Those of ``lines`` below the short rule that parts notes from the text; none where nothing says so.

    The first of them has a mark, and all have smaller letters than most words of the page.
    """
    if not lines:
        return []
    usual = median(word.size for word in page.words)
    width = max(word.right for word in page.words) - min(word.left for word in page.words)
    for rule in sorted((r for r in page.rulings if not r.upright), key=lambda r: r.at):
        below = [line for line in lines if line.top >= rule.at - 2]
        if not below or rule.end - rule.start > _LONGEST_RULE * width:
            continue
        small = all(line.size <= _SMALLER * usual for line in below)
        if small and _MARK.match(below[0].text) and rule.start <= below[0].left + 2 * usual:
            return below
    return []
