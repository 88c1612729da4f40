"""When a cell says a task is due: one period, a stretch between two, several with what each is for, or a condition."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.claims import Deadline
from graph.dates import PartialDate, interval
from loaders.grammar.deadlines import read_deadline
from loaders.grammar.periods import Period, period_at

# đã hoàn thành · đã xong: told by the table itself
_DONE = re.compile(r"(?:đã\s+(?:hoàn\s+thành|xong|thực\s+hiện\s+xong|ban\s+hành)|hoàn\s+thành\s+rồi)\W*", re.IGNORECASE)
# a line that begins anew, not one that a narrow column broke
_PIECES = re.compile(r"\s*;\s*|\s*\n\s*(?=[-+•A-ZĐ])|\s+-\s+(?=\D)")
# Đề án: | quý I/2026 · - Trình Chính phủ: | tháng 6
_LABEL = re.compile(r"[-+•\s]*[^:\d]{2,80}:\s*(?=\S)")
_FRAME = re.compile(
    r"(?:(?:trong|hoàn\s+thành|xong|vào|từ|giai\s+đoạn|thời\s+kỳ|thực\s+hiện|khoảng|dự\s+kiến)\s+)*", re.IGNORECASE
)
_TO = re.compile(r"\s*(?:-|đến(?:\s+hết)?|tới|,|và)\s*", re.IGNORECASE)
_YEARS_ON = re.compile(r"\s*(?:và|,|-)?\s*(?:những|các)\s+năm", re.IGNORECASE)
# 2026 | và hằng năm
_AND_EVERY_YEAR = re.compile(r"\s*(?:và|,)\s*(?:hằng|hàng|mỗi)\s+năm", re.IGNORECASE)
_EVERY_YEAR = re.compile(r"\s*(?:của\s+)?(?:hằng|hàng|mỗi)\s+năm", re.IGNORECASE)
_YEAR_WRITTEN = re.compile(r"(?:19|20)\d\d")
_BLANK = re.compile(r"[-–\s./…]*")


def cell_deadline(words: str, *, anchor: PartialDate | None) -> Deadline | None:
    """What a cell under "Thời hạn" says; None for an empty one. ``words`` may hold line ends.

    Several dates give the stretch they cover, all words in ``raw``; words that name no time are ``unspecified``.
    """
    raw = " ".join(words.split())
    if _BLANK.fullmatch(raw):
        return None
    if _DONE.fullmatch(raw):
        return Deadline(raw, kind="completed")
    if stretch := _stretch(raw, anchor):
        return stretch
    whole = read_deadline(raw, anchor=anchor)
    pieces = [piece for piece in _PIECES.split(words) if piece.strip(" -+•.")]
    if len(pieces) > 1 or _LABEL.match(raw):
        found = [d for piece in pieces if (d := _piece(" ".join(piece.split()), anchor)) is not None]
        dated = [d for d in found if d.end or d.start]
        if len(dated) > 1:
            return _covering(raw, dated)
        if whole is None or (dated and not (whole.start or whole.end)):
            whole = next(iter(dated or found), None)
    return replace(whole, raw=raw) if whole is not None else Deadline(raw, kind="unspecified")


def _piece(words: str, anchor: PartialDate | None) -> Deadline | None:
    label = _LABEL.match(words)
    rest = words[label.end() :] if label else words.lstrip("-+• ")
    return _stretch(rest, anchor) or read_deadline(rest, anchor=anchor)


def _covering(raw: str, dated: list[Deadline]) -> Deadline:
    """From the first of several to the last of them."""
    first = min(dated, key=lambda d: interval(d.start or d.end)[0])
    last = max(dated, key=lambda d: interval(d.end or d.start)[1])
    frequency = tuple(dict.fromkeys(f for d in dated for f in d.frequency))
    return Deadline(raw, first.start or first.end, last.end, last.bound, last.precision, frequency)


def _stretch(words: str, anchor: PartialDate | None) -> Deadline | None:
    """Tháng 5 - tháng 9/2026 · năm 2026, 2027 · giai đoạn 2026-2030 · 15/12 hằng năm; None for anything else."""
    frame = _FRAME.match(words)
    at = frame.end() if frame else 0
    first = period_at(words, at, len(words), anchor)
    if first is None:
        return None
    if _EVERY_YEAR.match(words, first.stop) and first.precision in ("day", "month"):
        return Deadline(words, frequency=("P1Y",))
    if _AND_EVERY_YEAR.match(words, first.stop) and first.start:
        return Deadline(words, first.start, "", "", first.precision, ("P1Y",))
    if _YEARS_ON.match(words, first.stop):
        return None
    joint = _TO.match(words, first.stop)
    last = period_at(words, joint.end(), len(words), anchor) if joint else None
    if last is None or words[last.stop :].strip(" ."):
        alone = at and not words[first.stop :].strip(" .") and "giai" in words[:at].lower()
        return Deadline(words, first.start, first.end, precision=first.precision) if alone else None
    first = _with_year_of(words, at, first, last)
    if not (first.start and last.end):
        return None
    return Deadline(words, first.start, last.end, precision=last.precision)


def _with_year_of(words: str, at: int, first: Period, last: Period) -> Period:
    """The first period in the year of the last, where only that one is written."""
    if _YEAR_WRITTEN.search(words, at, first.stop) or not last.start:
        return first
    moved = period_at(words, at, len(words), PartialDate(int(last.start[:4])))
    return moved or first
