"""Named office-holders with their positions, in running text and in signature blocks.

A person is a family name with its further syllables *and* a position beside it: "Đồng chí Nguyễn Quốc Đoàn, Ủy viên
Trung ương Đảng, Bí thư Tỉnh ủy", "Bộ trưởng Bộ TN&MT Trần Hồng Hà". A name alone is a byline, a street or a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.text import LOWER
from loaders.grammar.names import NAME, SYLLABLE, person_span
from loaders.grammar.offices import HEAD, VERB
from loaders.grammar.signers import SignerMatch, find_signer

__all__ = ["PersonMatch", "SignerMatch", "find_people", "find_signer"]


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """``text[start:end]`` (code points, end exclusive) names ``name`` with ``positions``, as written, at least one."""

    start: int
    end: int
    name: str
    positions: tuple[str, ...]


_OFFICE = re.compile(rf"(?<!\w){HEAD}(?!\w)", re.IGNORECASE)
_STOP = re.compile(rf"[;:.()\[\]\"“”/]|\n\s*\n|\s[-–]\s|(?<!\w){VERB}(?!\w)")
_WORDS = rf"{SYLLABLE}(?:\s+[{LOWER}]+)*"
# What follows an office and still belongs to it over a comma: "Bộ Văn hóa, Thể thao và Du lịch".
_LIST_IN_NAME = re.compile(
    rf"\s*,\s*{_WORDS}(?:\s*[,-]\s*{_WORDS})?\s+và\s+{SYLLABLE}(?:\s+(?!các|những)[{LOWER}]+){{0,3}}"
)
# "1. Trưởng ban Chỉ đạo Trung ương: Phó Thủ tướng Chính phủ <name>": a seat and who takes it.
_SEAT = re.compile(r"(?:\A|[\n.])\s*(?:\d{1,2}\.\s*|[-–+]\s*)?(?P<seat>[^\n:;,.]{6,60}?)\s*:\s*\Z")
_COMMA = re.compile(r"\s*,\s*(?:kiêm\s+)?")
_NAME_TO_OFFICE = re.compile(r"\s*(?:[,(]|\s[-–]\s|-\s|là\s)\s*(?:nguyên\s+)?")


#: How far from a name its positions are looked for, in characters.
_REACH = 300


def find_people(text: str, start: int, end: int) -> list[PersonMatch]:
    """Office-holders named in ``text[start:end]``, in order; the same person named twice gives two matches."""
    return list(_people(text, start, end))


def _people(text: str, start: int, end: int) -> Iterator[PersonMatch]:
    taken = start
    for found in NAME.finditer(text, start, end):
        span = person_span(text, found)
        if span is None or span[0] < taken:
            continue
        first, last = span
        name = " ".join(text[first:last].split())
        before, begins = _offices_before(text, taken, first)
        after, ends = _offices_after(text, last, end)
        if before or after:
            yield PersonMatch(begins if before else first, ends if after else last, name, tuple(before + after))
            taken = ends if after else last


def _offices_before(text: str, start: int, end: int) -> tuple[list[str], int]:
    """Positions whose last word stands right before ``end``: "Bí thư Ban Cán sự Đảng, Bộ trưởng Bộ TN&MT <name>"."""
    begin = max(start, end - _REACH)
    stops = [m.end() for m in _STOP.finditer(text, begin, end) if m.end() < end]
    begin = max(stops, default=begin)
    if begin == end or not text[begin:end].strip():
        return [], end
    heads = [m.start() for m in _OFFICE.finditer(text, begin, end) if not m.group().isupper()]
    if not heads or "," in _behind_last_head(text, heads[-1], end):
        return [], end
    first = heads[-1]
    offices = [text[first:end]]
    for head, following in zip(reversed(heads[:-1]), reversed(heads[1:]), strict=True):
        between = text[head:following]
        if between.rstrip().endswith(","):
            offices.insert(0, between)
            first = head
        elif following == first:
            offices[0] = text[head:following] + offices[0]
            first = head
        else:
            break
    seat = _SEAT.search(text, max(start, first - 80), first)
    if seat and _OFFICE.match(text, seat.start("seat")):
        offices.insert(0, seat["seat"])
        first = seat.start("seat")
    return [_clean(office) for office in offices], first


def _behind_last_head(text: str, head: int, end: int) -> str:
    """The words of the last office without a list inside its body's name."""
    words = text[head:end]
    listed = _LIST_IN_NAME.search(words)
    return words[: listed.start()] + words[listed.end() :] if listed else words


def _offices_after(text: str, start: int, end: int) -> tuple[list[str], int]:
    """Positions after a name and a comma, dash or bracket, each begun by its head."""
    offices: list[str] = []
    end = min(end, start + _REACH)
    at, link = start, _NAME_TO_OFFICE.match(text, start, end)
    while link:
        head = _OFFICE.match(text, link.end(), end)
        if not head or head.group().isupper():
            break
        stop = _STOP.search(text, head.end(), end)
        comma = text.find(",", head.end(), end)
        last = min(stop.start() if stop else end, comma if comma >= 0 else end)
        listed = _LIST_IN_NAME.match(text, last, end) if last == comma else None
        if listed and not _OFFICE.match(text, last + 1 + (text[last + 1] == " "), end):
            last = listed.end()
        if NAME.search(text, head.end(), last):
            break
        offices.append(_clean(text[head.start() : last]))
        at, link = last, _COMMA.match(text, last, end)
    return offices, at


def _clean(office: str) -> str:
    words = " ".join(office.split()).strip(" ,")
    return words[:1].upper() + words[1:]
