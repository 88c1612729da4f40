"""Sentences and clauses of a paragraph, by their punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.text import UPPER

# A full stop ends a sentence before a capital; not after the short forms "TP.", "TS.", "v.v." or between digits.
_SENTENCE_END = re.compile(rf"[.!?…](?:\"|\))?\s+(?=[\"(]?[{UPPER}]|\(\d{{1,2}}\)\s)")
_SHORT_FORM = re.compile(r"(?:\b(?:TP|Tp|TX|TS|GS|ThS|PGS|Q|P|TM|KT|TL|St|BS)|/)\Z")
_CLAUSE_END = re.compile(r";\s+")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Places of the sentences of ``text[start:end]``, without the white space between them."""
    yield from _pieces(_SENTENCE_END, text, start, end)


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Places of what semicolons part in ``text[start:end]``; those in brackets part nothing."""
    at = counted = start
    depth = 0
    for found in _CLAUSE_END.finditer(text, start, end):
        depth += text.count("(", counted, found.start()) - text.count(")", counted, found.start())
        counted = found.start()
        if depth > 0:
            continue
        yield at, found.start()
        at = counted = found.end()
        depth = 0
    if at < end:
        yield at, end


def _pieces(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for found in pattern.finditer(text, start, end):
        if pattern is _SENTENCE_END and _SHORT_FORM.search(text, max(at, found.start() - 5), found.start()):
            continue
        if found.end() - at > 1 and text[at : found.end()].strip():
            yield at, found.end() - (len(found.group()) - len(found.group().rstrip()))
        at = found.end()
    if text[at:end].strip():
        yield at, end
