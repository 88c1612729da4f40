"""When a cell says a task is due: one period, a stretch between two, several with what each is for, or a condition."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.claims import Deadline
from graph.dates import PartialDate, interval
from loaders.grammar.deadlines import find_deadlines, read_deadline
from loaders.grammar.periods import Period, period_at

# đã hoàn thành · đã xong: told by the table itself
_DONE = re.compile(r"(?:đã\s+(?:hoàn\s+thành|xong|thực\s+hiện\s+xong|ban\s+hành)|hoàn\s+thành\s+rồi)\W*", re.IGNORECASE)
# a line that begins anew, not one that a narrow column broke
_PIECES = re.compile(r"\s*;\s*|\s*\n\s*(?=[-+•A-ZĐ])|\s+-\s+(?=\D)")
# Đề án: | quý I/2026 · - Trình Chính phủ: | tháng 6
_LABEL = re.compile(r"[-+•\s]*[^:\d]{2,80}:\s*(?=\S)")
_FRAME = re.compile(
    r"(?:(?:trong|hoàn\s+thành|xong|vào|từ|giai\s+đoạn|thời\s+kỳ|thực\s+hiện|khoảng|dự\s+kiến|đầu|giữa|cuối|năm\s+học)\s+)*",
    re.IGNORECASE,
)
# T6/2025
_SHORT_MONTH = re.compile(r"\bT\.?\s?(?=\d{1,2}(?!\d))")
# quý I, II, III, IV năm 2025
_QUARTERS = re.compile(
    r"quý\s+(?P<first>IV|I{1,3}|[1-4])(?:\s*(?:,|-|và)\s*(?:quý\s+)?(?P<last>IV|I{1,3}|[1-4])(?!\d))+"
    r"(?:\s*(?:/|,)?\s*(?:năm\s+)?(?P<year>20\d\d))?\W*",
    re.IGNORECASE,
)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
# Năm 2025 | và thường xuyên
_THEN_ON = re.compile(r"\s*(?:và|,)\s*(?:thực\s+hiện\s+)?thường\s+xuyên\W*", re.IGNORECASE)
_TO = re.compile(r"\s*(?:-|đến(?:\s+hết)?|tới|,\s*và|,|và)\s*", re.IGNORECASE)
_YEARS_ON = re.compile(r"\s*(?:và|,|-)?\s*(?:những|các)\s+năm", re.IGNORECASE)
# 2026 | và hằng năm
_AND_EVERY_YEAR = re.compile(r"\s*(?:và|,)\s*(?:hằng|hàng|mỗi)\s+năm", re.IGNORECASE)
_EVERY_YEAR = re.compile(r"\s*(?:của\s+)?(?:hằng|hàng|mỗi)\s+năm", re.IGNORECASE)
_YEAR_WRITTEN = re.compile(r"(?:19|20)\d\d")
#: Characters of a cell that are read; more is no deadline.
_LONGEST = 1_000
_BLANK = re.compile(r"[-–\s./…]*")


def cell_deadline(words: str, *, anchor: PartialDate | None) -> Deadline | None:
    """What a cell under "Thời hạn" says; None for an empty one. ``words`` may hold line ends.

    Several dates give the stretch they cover, all words in ``raw``; words that name no time are ``unspecified``.
    """
    words = words[:_LONGEST]
    raw = " ".join(words.split())
    if _BLANK.fullmatch(raw):
        return None
    if _DONE.fullmatch(raw):
        return Deadline(raw, kind="completed")
    words, plain = (_SHORT_MONTH.sub("tháng ", w) for w in (words, raw))
    if stretch := _stretch(plain, anchor):
        return replace(stretch, raw=raw)
    whole = read_deadline(plain, anchor=anchor)
    pieces = [piece for piece in _PIECES.split(words) if piece.strip(" -+•.")]
    if len(pieces) > 1 or _LABEL.match(plain):
        found = [d for piece in pieces if (d := _piece(" ".join(piece.split()), anchor)) is not None]
        dated = [d for d in found if d.end or d.start]
        if len(dated) > 1:
            return _covering(raw, dated)
        if whole is None or (dated and not (whole.start or whole.end)):
            whole = next(iter(dated or found), None)
    elif whole is not None:
        whole = _all_told(raw, plain, whole, anchor)
    return replace(whole, raw=raw) if whole is not None else Deadline(raw, kind="unspecified")


def _all_told(raw: str, words: str, whole: Deadline, anchor: PartialDate | None) -> Deadline:
    """Hoàn thành trong quý II/2026, trình trong quý III/2026 · trước 30/6 và định kỳ hằng quý: all that one sentence
    says."""
    told = [match.deadline for match in find_deadlines(words, 0, len(words), anchor=anchor)]
    dated = [d for d in told if d.start or d.end]
    if len(dated) > 1:
        return _covering(raw, dated)
    frequency = tuple(dict.fromkeys(f for d in (whole, *told) for f in d.frequency))
    return replace(whole, frequency=frequency) if whole.start or whole.end else whole


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
    if quarters := _quarters(words, anchor):
        return quarters
    frame = _FRAME.match(words)
    at = frame.end() if frame else 0
    first = period_at(words, at, len(words), anchor)
    if first is None or _YEARS_ON.match(words, first.stop):
        return None
    if _EVERY_YEAR.match(words, first.stop) and first.precision != "year":
        return Deadline(words, frequency=("P1Y",))
    if _AND_EVERY_YEAR.match(words, first.stop) and first.start:
        return Deadline(words, first.start, "", "", first.precision, ("P1Y",))
    if _THEN_ON.fullmatch(words, first.stop) and first.start:
        return Deadline(words, first.start, "", "", first.precision, ("ongoing",))
    last, times = first, 1
    while joint := _TO.match(words, last.stop):
        following = period_at(words, joint.end(), len(words), anchor)
        if following is None:
            break
        last, times = following, times + 1
    if words[last.stop :].strip(" ."):
        return None
    if times == 1:
        framed = at > 0 and not words[:at].lower().startswith("từ")
        return Deadline(words, first.start, first.end, precision=first.precision) if framed and first.start else None
    first = _with_year_of(words, at, first, last)
    return Deadline(words, first.start, last.end, precision=last.precision) if first.start and last.end else None


def _quarters(words: str, anchor: PartialDate | None) -> Deadline | None:
    """Several quarters of one year; the year written, or that of the document."""
    found = _QUARTERS.fullmatch(words)
    year = (found["year"] if found else None) or (str(anchor.year) if anchor else "")
    if found is None or not year:
        return None
    first, last = (_ROMAN.get(found[name].upper(), found[name]) for name in ("first", "last"))
    return Deadline(words, f"{year}-Q{first}", f"{year}-Q{last}", precision="quarter") if first <= last else None


def _with_year_of(words: str, at: int, first: Period, last: Period) -> Period:
    """The first period in the year of the last, where only that one is written."""
    if _YEAR_WRITTEN.search(words, at, first.stop) or not last.start:
        return first
    moved = period_at(words, at, len(words), PartialDate(int(last.start[:4])))
    return moved or first
