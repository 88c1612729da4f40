"""The points of a text: which marker each paragraph has ("Điều 2.", "a)", "-"), and which it hangs under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from loaders.lines import Line

#: Markers of points, from wide to narrow; which one stands above which is learnt from the text's own order.
_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(r"(?:PHẦN|Phần)\s+(?:thứ\s+\w+|[IVXLC]+|\d+)\b[.:]?\s*")),  # Phần I
    ("chapter", re.compile(r"(?:CHƯƠNG|Chương)\s+(?:[IVXLC]+|\d+)\b[.:]?\s*")),  # Chương II
    ("article", re.compile(r"Điều\s+\d+[a-z]?\s*[.:]\s*")),  # Điều 2.
    ("roman", re.compile(r"[IVXL]{1,5}\s?(?:[.\-)]|/(?![vV]\b))\s*(?=\S)")),  # II. / II- / II/, but not "V/v"
    ("decimal3", re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}[.)]?\s+(?=\S)")),  # 1.1.2.
    ("decimal2", re.compile(r"\d{1,2}\.\d{1,2}[.)]?\s+(?=\S)")),  # 1.1.
    ("decimal", re.compile(r"\d{1,2}(?:\s?[.)]\s*|-\s+)(?=[^\d\s])")),  # 1. / 1) / 1- (Party papers)
    ("letter", re.compile(r"[a-zđ]\s?[.)]\s+(?=\S)")),  # a) / đ)
    ("bracketed", re.compile(r"\(\d{1,2}\)\s*(?=[^\W\d_])")),  # (1) …
    (
        "ordinal",
        re.compile(r"(?:Thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám)|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám)\s+là)\s*[,:]\s*"),
    ),  # Thứ nhất, …
    ("plus", re.compile(r"\+\s*(?=\S)")),
    ("dash", re.compile(r"[-•*]\s*(?=[^\s\-])")),
)
_RANKS = {name: rank for rank, (name, _) in enumerate(_MARKERS)}
#: First characters of the markers; one first character leaves at most three of them to try.
_MARKER_STARTS = {
    "part": "P", "chapter": "C", "article": "Đ", "roman": "IVXL", "decimal3": "0123456789", "decimal2": "0123456789",
    "decimal": "0123456789", "letter": "abcdefghijklmnopqrstuvwxyzđ", "bracketed": "(", "ordinal": "TMHBNS",
    "plus": "+", "dash": "-•*",
}  # fmt: skip
_MARKERS_BY_START = {
    start: tuple((name, pattern) for name, pattern in _MARKERS if start in _MARKER_STARTS[name])
    for start in sorted({start for starts in _MARKER_STARTS.values() for start in starts})
}


class Paragraph(NamedTuple):
    """``start``/``end`` in the flow text; ``body`` is where its words begin after the marker. ``parent`` is the index
    of the
    paragraph it hangs under, -1 at the top; ``marker`` is "" for a plain paragraph."""

    start: int
    end: int
    body: int
    marker: str
    parent: int
    first_line: int


def marker_of(words: str) -> tuple[str, int]:
    """Class and length of the marker at the head of a line; ("", 0) without one."""
    for name, pattern in _MARKERS_BY_START.get(words[:1], ()):
        if found := pattern.match(words):
            return name, found.end()
    return "", 0


_WIDE_MARKERS = frozenset({"part", "chapter", "article", "roman"})
#: What is counted hangs under a bullet only where that opens a list: the addressees of a letter ("Kính gửi:
#: - Các sở, …") come before its points.
_BULLETS = frozenset({"dash", "plus"})
_COUNTED = frozenset({"decimal", "decimal2", "decimal3", "letter", "bracketed"})


def _opens_list(flow: str, paragraphs: Sequence[Paragraph], open_points: Sequence[tuple[str, int]]) -> bool:
    last = paragraphs[open_points[-1][1]]
    return flow[last.start : last.end].rstrip().endswith(":")


def hang(flow: str, bounds: list[tuple[int, int]], groups: list[list[int]], lines: Sequence[Line]) -> list[Paragraph]:
    """Each paragraph under the nearest one before it with a wider marker; a plain one under the point it follows.

    Cells hang under nothing: what they say of each other, the table says.
    """
    paragraphs: list[Paragraph] = []
    open_points: list[tuple[str, int]] = []
    lead = -1  # the last paragraph that is no "Thứ nhất, …": those are points of it
    for (start, end), group in zip(bounds, groups, strict=True):
        if lines[group[0]].cell >= 0:
            paragraphs.append(Paragraph(start, end, start, "", -1, group[0]))
            continue
        marker, length = marker_of(flow[start:end])
        if marker:
            names = [name for name, _ in open_points]
            if marker in names:
                del open_points[names.index(marker) :]
            elif marker in _WIDE_MARKERS:
                while open_points and _RANKS[open_points[-1][0]] > _RANKS[marker]:
                    open_points.pop()
            elif marker in _COUNTED:
                while open_points and open_points[-1][0] in _BULLETS and not _opens_list(flow, paragraphs, open_points):
                    open_points.pop()
        parent = open_points[-1][1] if open_points else -1
        if marker == "ordinal" and parent < 0:
            parent = lead
        elif marker != "ordinal":
            lead = len(paragraphs)
        if marker and marker != "ordinal":
            open_points.append((marker, len(paragraphs)))
        paragraphs.append(Paragraph(start, end, start + length, marker, parent, group[0]))
    return paragraphs
