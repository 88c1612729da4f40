"""When a task is due: dates, periods, frequencies, and words that name no date (domain.md § 7.3).

Each rule is a frame ("trước", "chậm nhất", "trong", "định kỳ" …) with the period or unit behind it. A date without a
frame is no deadline: it dates a document or an event. So are the years in names of plans, campaigns and budgets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from graph.claims import Deadline
from graph.dates import PartialDate
from loaders.grammar import frequencies
from loaders.grammar.frequencies import iso_period
from loaders.grammar.periods import DeadlineMatch, Period, Stretch, period_at

__all__ = ["DeadlineMatch", "find_deadlines", "main_deadline", "read_deadline"]


def find_deadlines(text: str, start: int, end: int, *, anchor: PartialDate | None) -> list[DeadlineMatch]:
    """Deadlines of ``text[start:end]``, one clause of canonical text, in order, without overlap.

    ``anchor`` is the date of the document or page; it gives the year to "trước ngày 30/6" and "trong quý I". Without it
    such a deadline keeps its words and has kind ``unspecified``. Frequencies side by side are one deadline.
    """
    stretch = Stretch.of(text, start, end, anchor)
    found = [match for rule in _RULES for match in rule(stretch)]
    chosen: list[DeadlineMatch] = []
    for match in sorted(found, key=lambda m: (m.start, -m.end)):
        if not chosen or match.start >= chosen[-1].end:
            chosen.append(match)
        elif _weight(match) < _weight(chosen[-1]):
            chosen[-1] = match
    return _joined(stretch, chosen)


def main_deadline(matches: list[DeadlineMatch]) -> DeadlineMatch | None:
    """The one that binds a task that states several: a date before a frequency before an event before mere haste."""
    best = min(matches, key=_weight, default=None)
    rhythm = next((m for m in matches if _RHYTHM.match(m.deadline.raw)), None)
    # định kỳ 6 tháng … trước ngày 15 tháng 6 và trước ngày 01 tháng 12: days without a year belong to the rhythm
    if best is not None and rhythm is not None and best.deadline.end and not _YEAR.search(best.deadline.raw):
        return rhythm
    return best


def read_deadline(text: str, *, anchor: PartialDate | None) -> Deadline | None:
    """What a table cell under "Thời hạn" says ("Quý II/2026", "12/2025", "Thường xuyên"); None where it says nothing.

    Here a bare period is a deadline, and "2025 và những năm tiếp theo" starts with 2025.
    """
    words = " ".join(text.split())
    found = find_deadlines(words, 0, len(words), anchor=anchor)
    bare = re.match(r"(?:(?:trong|hoàn thành|xong|vào|từ)\s+)*", words, re.IGNORECASE)
    period = period_at(words, bare.end() if bare else 0, len(words), anchor)
    if period and period.start and (not found or not (found[0].deadline.start or found[0].deadline.end)):
        open_end = re.match(r"\s*(?:và|-)\s*(?:những|các)\s+năm", words[period.stop :]) or words.lower().startswith(
            "từ"
        )
        frequency = tuple(f for m in found for f in _frequencies(m.deadline))
        return Deadline(words, period.start, "" if open_end else period.end, "", period.precision, frequency)
    if re.match(r"(?:nhiệm vụ\s+)?thường xuyên", words, re.IGNORECASE) and not found:
        return Deadline(words, kind="ongoing")
    best = main_deadline(found)
    return replace(best.deadline, raw=words) if best else None


_RHYTHM = re.compile(r"(?:định\s+kỳ|hằng|hàng|mỗi)\s", re.IGNORECASE)
_YEAR = re.compile(r"20\d\d")


def _weight(match: DeadlineMatch) -> int:
    d = match.deadline
    if d.end or d.start:
        return 0
    if d.frequency:
        return 1
    return {"ongoing": 2, "immediate": 4, "unspecified": 5}.get(d.kind, 3)


def _frequencies(deadline: Deadline) -> tuple[str, ...]:
    return deadline.frequency or (("ongoing",) if deadline.kind == "ongoing" else ())


_AND = re.compile(r"\s*(?:,|;|và|hoặc|,\s*và)?\s*(?:(?:triển khai|thực hiện)\s+)?", re.IGNORECASE)


def _joined(stretch: Stretch, matches: list[DeadlineMatch]) -> list[DeadlineMatch]:
    """Frequencies that stand side by side, or behind "từ quý II", say one thing: "thường xuyên và định kỳ 6 tháng"."""
    joined: list[DeadlineMatch] = []
    for match in matches:
        last = joined[-1] if joined else None
        if last and _AND.fullmatch(stretch.text, last.end, match.start):
            open_start = bool(last.deadline.start and not last.deadline.end)
            frequency = _frequencies(last.deadline) + _frequencies(match.deadline)
            if _frequencies(match.deadline) and (_frequencies(last.deadline) or open_start):
                deadline = replace(last.deadline, frequency=tuple(dict.fromkeys(frequency)), kind="")
                joined[-1] = DeadlineMatch(last.start, match.end, deadline)
                continue
        joined.append(match)
    # the words are taken once all is joined: a long list would take them anew with each of its members
    return [stretch.match(m.start, m.end, m.deadline) for m in joined] if len(joined) < len(matches) else joined


_DONE = r"(?:(?:cơ\s+bản\s+)?(?:hoàn\s+thành|hoàn\s+tất|kết\s+thúc|để\s+ban\s+hành|xong)\s+(?:xong\s+)?)?"

# hoàn thành trước ngày 10 tháng 6 năm 2026 · xong trước 30/6 · trước năm 2030
_BEFORE = re.compile(rf"\b{_DONE}(?:định\s+kỳ\s+)?trước\s+", re.IGNORECASE)
# chậm nhất đến hết ngày 15/8 · không muộn hơn tháng 6 · đến hết năm 2026 · hoàn thành vào ngày 30/6 · thời hạn: quý II
_BY = re.compile(
    rf"""\b{_DONE}(?:
      (?:chậm\s+nhất|muộn\s+nhất|không\s+(?:muộn|chậm)\s+(?:hơn|quá)|hạn\s+(?:cuối|chót))
          (?:\s*(?::|là|vào|đến|trong|hết|cuối))*\s+
    | (?:đến|tới)\s+(?:hết|cuối)\s+
    | (?<=hoàn\sthành\s)(?:vào|đến)\s+(?=ngày) | (?<=xong\s)(?:vào|đến)\s+(?=ngày)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# ngay trong Quý IV/2018 · hoàn thành trong năm 2025 · trong tháng 6 · hoàn thành Quý II/2026 · Thời hạn: 2026
_IN = re.compile(
    rf"""\b(?:
      {_DONE}(?:thực\s+hiện\s+)?(?:ngay\s+)?(?:trong|vào)\s+
    | (?:hoàn\s+thành|hoàn\s+tất|xong)\s+(?=năm\s|quý\s|tháng\s|ngày\s|\d)
    | (?:thời\s+(?:gian|hạn)|tiến\s+độ)(?:\s+(?:hoàn\s+thành|thực\s+hiện|triển\s+khai|báo\s+cáo))*\s*:\s*
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# đến năm 2025 · phấn đấu đến 2030 · đến ngày 31/12/2026
_TO = re.compile(r"\b(?:phấn\s+đấu\s+)?đến\s+", re.IGNORECASE)
# thực hiện từ năm 2019 · từ quý III/2026 đến quý III/2030
_FROM = re.compile(
    r"(?:\b(?P<verb>(?:thực\s+hiện|triển\s+khai|áp\s+dụng|bắt\s+đầu|vận\s+hành|hoạt\s+động))\s+|(?P<head>\A|:\s*))"
    r"(?:kể\s+)?từ\s+(?!ngày\s+ký)",
    re.IGNORECASE,
)

# A fact, not a task: "đã nộp hồ sơ trước ngày …", "được ký kết trước ngày …"; a forecast: "dự kiến … ngày …".
_FACT = re.compile(
    r"\b(?:đã|(?<!thiết\s)(?<!chuẩn\s)(?<!trang\s)bị|được|đang|dự\s+kiến|phát\s+sinh|xảy\s+ra|hiệu\s+lực)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:hoàn\s+thành|hoàn\s+tất|xong|báo\s+cáo|gửi|trình|nộp|ban\s+hành|tổ\s+chức|thực\s+hiện|triển\s+khai|giải\s+quyết)\b",
    re.IGNORECASE,
)
# Names that carry years: "Chiến lược … đến năm 2030", "nhiệm vụ năm 2024", "chi phí năm 2023".
_NAME = re.compile(
    r"\b(?:chiến\s+lược|quy\s+hoạch|đề\s+án|kế\s+hoạch|chương\s+trình|định\s+hướng|tầm\s+nhìn|nghị\s+quyết|kết\s+luận"
    r"|phong\s+trào|dự\s+toán|ngân\s+sách|biên\s+chế|mục\s+tiêu|chỉ\s+tiêu|giai\s+đoạn|kết\s+quả|chi\s+phí)\b",
    re.IGNORECASE,
)
_VISION = re.compile(r"\s*,?\s*(?:tầm\s+nhìn|định\s+hướng)", re.IGNORECASE)
_EVERY = re.compile(r"\s*(?:của\s+)?(?:hằng|hàng|mỗi)\s+(?P<unit>tháng|quý|năm)\b", re.IGNORECASE)


# định kỳ hằng năm | trước ngày 15 tháng 12
_EVERY_BEFORE = re.compile(r"(?:hằng|hàng|mỗi)\s+(?P<unit>tháng|quý|năm)\s*,?\s*\Z", re.IGNORECASE)
_STATE_OF_THINGS = re.compile(r"\s*,?\s*(?:mà\s+)?(?:chưa|đã|vẫn|còn)\b", re.IGNORECASE)


# "…, hoàn thành trước ngày …" orders by itself, whatever was told before the comma
_DONE_FRAME = re.compile(r"(?:hoàn\s+thành|hoàn\s+tất|xong)\b", re.IGNORECASE)


def _is_fact(stretch: Stretch, at: int, stop: int) -> bool:
    """Whether the words around a period tell what was, or is foreseen, and order nothing after that."""
    before = stretch.before(at, 60)
    if _DONE_FRAME.match(stretch.text, at, stretch.end) and not re.search(r"(?:đã|được|cơ bản)\s*\Z", before):
        return False
    facts = list(_FACT.finditer(before))
    told = bool(facts) and not _ORDER.search(before, _behind_verb(before, facts[-1]))
    return told or _STATE_OF_THINGS.match(stretch.text, stop, stretch.end) is not None


def _behind_verb(before: str, fact: re.Match[str]) -> int:
    """Where orders can stand again: the verb right behind "đã" is what was done ("đã nộp"), behind "được" an order."""
    if fact.group().lower() not in ("đã", "bị", "đang"):
        return fact.end()
    verb = re.compile(r"\s*\S+").match(before, fact.end())
    return verb.end() if verb else fact.end()


def _until(period: Period, bound: Literal["before", "by"]) -> Deadline:
    return Deadline("", end=period.end, bound=bound, precision=period.precision)


def _dated(stretch: Stretch, start: int, period: Period, deadline: Deadline) -> DeadlineMatch:
    """The match of a frame and its period. "… hằng năm" behind it makes a day rule of the date."""
    every = _EVERY.match(stretch.text, period.stop, stretch.end) or _EVERY_BEFORE.search(stretch.before(start, 24))
    if every:
        return stretch.match(
            start,
            max(period.stop, every.end() if every.re is _EVERY else 0),
            Deadline("", frequency=(iso_period(1, every["unit"]),)),
        )
    if not (period.start or period.end):
        return stretch.match(start, period.stop, Deadline("", bound=deadline.bound, kind="unspecified"))
    return stretch.match(start, period.stop, deadline)


def _before(stretch: Stretch) -> Iterator[DeadlineMatch]:
    for frame in stretch.find(_BEFORE, "trước"):
        period = stretch.period(frame.end())
        bare_year = stretch.text[frame.end() : frame.end() + 4].isdigit() and period and period.precision == "year"
        if period and not bare_year and not _is_fact(stretch, frame.start(), period.stop):
            yield _dated(stretch, frame.start(), period, _until(period, "before"))


def _by(stretch: Stretch) -> Iterator[DeadlineMatch]:
    for frame in stretch.find(_BY, "chậm", "muộn", "hạn", "hết", "cuối", "ngày"):
        period = stretch.period(frame.end())
        if period and not _is_fact(stretch, frame.start(), period.stop):
            yield _dated(stretch, frame.start(), period, _until(period, "by"))


def _in(stretch: Stretch) -> Iterator[DeadlineMatch]:
    for frame in stretch.find(_IN, "trong", "vào", "hoàn", "xong", "thời", "tiến"):
        done = frame.group().lower()
        period = stretch.period(frame.end())
        loose = done.startswith(("trong", "vào", "thực", "ngay"))
        if not period or (loose and (period.precision == "day" or _is_fact(stretch, frame.start(), period.stop))):
            continue
        if loose and period.precision == "year" and _NAME.search(stretch.before(frame.start(), 30)):
            continue
        deadline = Deadline("", period.start, period.end, precision=period.precision)
        if period.precision == "day":
            deadline = Deadline("", end=period.end, bound="by", precision="day")
        yield _dated(stretch, frame.start(), period, deadline)


def _to(stretch: Stretch) -> Iterator[DeadlineMatch]:
    """ "đến năm 2030" inside the name of a strategy is part of the name."""
    for frame in stretch.find(_TO, "đến"):
        period = stretch.period(frame.end())
        before = stretch.before(frame.start(), 120)
        if not period or _NAME.search(before) or re.search(r"\btừ\b[^,;]{0,40}\Z", before, re.IGNORECASE):
            continue
        vision = _VISION.match(stretch.text, period.stop, stretch.end)
        if not vision and not _is_fact(stretch, frame.start(), period.stop):
            yield _dated(stretch, frame.start(), period, _until(period, "by"))


_UP_TO = re.compile(r"\s*(?:-|đến)\s*(?:hết\s+)?")


def _from(stretch: Stretch) -> Iterator[DeadlineMatch]:
    for frame in stretch.find(_FROM, "từ"):
        first = stretch.period(frame.end())
        if not first or (frame["head"] is not None and frame.start() != stretch.start and not frame["head"]):
            continue
        to = _UP_TO.match(stretch.text, first.stop, stretch.end)
        last = stretch.period(to.end()) if to else None
        start = frame.start("verb") if frame["verb"] else frame.end("head")
        period = replace(first, stop=last.stop) if last else first
        deadline = Deadline("", first.start, last.end if last else "", precision=(last or first).precision)
        yield _dated(stretch, start, period, deadline)


# thực hiện trong nhiệm kỳ 2016 - 2021 · hoàn thành trong giai đoạn 2026 - 2030
_TERM = re.compile(
    r"\b(?:(?P<done>thực\s+hiện|hoàn\s+thành|triển\s+khai)\s+)?trong\s+(?P<noun>nhiệm\s+kỳ|giai\s+đoạn)\s+"
    r"(?P<start>20\d\d)\s*-\s*(?P<end>20\d\d)",
    re.IGNORECASE,
)


def _term(stretch: Stretch) -> Iterator[DeadlineMatch]:
    for found in stretch.find(_TERM, "nhiệm", "giai"):
        term = found["noun"].lower().startswith("nhiệm")
        if found["done"] or term:
            deadline = Deadline("", found["start"], found["end"], precision="term" if term else "year")
            yield stretch.match(found.start(), found.end(), deadline)


_RULES = (_before, _by, _in, _to, _from, _term, *frequencies.RULES)
