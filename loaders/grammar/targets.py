"""Targets: numbers to be reached, with what is measured, operator, unit and year (domain.md § 7.4).

A number is a target where the words set it as one: a goal ("phấn đấu", "mục tiêu", "chỉ tiêu", "đến năm Y"), an order
with a bound ("lựa chọn khoảng 70 tập thể", "hoàn thành 100% …"), or a section headed "Mục tiêu". Results, conditions of
rights and statistics are none; in doubt a number is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.text import UPPER
from loaders.grammar.measures import Measures, year_of
from loaders.grammar.quantities import Op, Quantity, find_quantities


@dataclass(frozen=True, slots=True)
class TargetMatch:
    """``text[start:end]`` (code points, end exclusive) sets the target.

    ``values``: one number, two for ``range``, none for ``duy trì``. ``unit`` as written, "% (điểm)" for a share that
    rises or falls by points. ``year`` is 0 where the text gives none.
    """

    start: int
    end: int
    indicator: str
    op: Op
    values: tuple[float, ...]
    unit: str
    year: int


@dataclass(frozen=True, slots=True)
class _Setting:
    """What headings above a sentence say: it stands in a section of goals, for ``year`` (0: none), or of ``results``."""

    goals: bool = False
    year: int = 0
    results: bool = False


def find_targets(
    text: str, start: int, end: int, *, year: int | None, paragraphs: Sequence[tuple[int, int]] | None = None
) -> list[TargetMatch]:
    """Targets of ``text[start:end]``: a sentence, a paragraph or a whole canonical text, in order.

    ``paragraphs`` are the places (start, end exclusive) of its paragraphs, where the layout is known; without them
    blocks are told by blank lines, marks and full stops.

    ``year`` is that of the document, event or page. It tells goals from results ("đến năm 2020" in a text of 2023 is no
    goal), and is the year of a target only where the words point to it ("trong năm", "tại Hội nghị").
    """
    targets: list[TargetMatch] = []
    setting = _Setting()
    for first, last in _blocks(text, start, end) if paragraphs is None else _joined(text, paragraphs):
        setting = _next_setting(setting, text[first:last])
        for sentence in _sentences(text, first, last) if _DIGIT.search(text, first, last) else ():
            targets.extend(_targets_of_sentence(text, *sentence, setting, year))
    return targets


_DIGIT = re.compile(r"\d")  # a paragraph without one sets no target

# --- blocks and headings --------------------------------------------------------------------------------------------

_MARK = r"(?:\\?[-+•*–]\s|\d{1,2}\\?[.)-]\s|[a-zđ]\)\s|[IVX]{1,5}\\?[.)-]\s)"
# A new block: a blank line, a list mark, a line after one that ended; lines of a wrapped paragraph stay together.
# It begins with white space, which is what the engine looks for; what stands before that is asked only there.
_BLOCK_END = re.compile(rf"\s(?:(?<=\n)(?:\s*\n|(?=\s*\**{_MARK})|(?<=[.:!?”\"]\n))|(?<=[.:!?”\"]\s)\s*\n)")
_HEADING = re.compile(rf"^\s*\**(?P<mark>{_MARK})?\s*(?P<words>[^\n]{{3,100}}?)\**\s*:?\s*$")
_LONGEST_HEADING = 140  # characters with its mark and what stands around it; its words are at most 100
_GOALS = re.compile(r"^(?:các\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)\b(?!\s+quốc\s+gia)", re.IGNORECASE)
# "1. Những kết quả nổi bật", "Kết quả đạt được", "Thực trạng": what was
_RESULTS = re.compile(
    r"^(?:những\s+|một\s+số\s+|các\s+)?(?:kết\s+quả|thành\s+tựu|thực\s+trạng|tình\s+hình)\b", re.IGNORECASE
)
# "a) Đến năm 2030", "Giai đoạn 2026 - 2030", "Tầm nhìn đến năm 2045"
_TIME_HEADING = re.compile(
    r"(?:(?:đến|hết|cuối|trong|năm|giai|đoạn|tầm|nhìn|định|hướng|thời|kỳ|và|từ|[IVX]+|\d{1,4})(?!\w)[\s,:()–-]*)+",
    re.IGNORECASE,
)
# a part of its own behind the goals: "Phụ lục II", "DANH MỤC NHIỆM VỤ"
_OTHER_PART = re.compile(r"^(?:phụ\s+lục|danh\s+mục|bảng|biểu)\b", re.IGNORECASE)
_OPEN_END = re.compile(r"[^\s.:;!?”\"…]\s*\Z")
_YEAR_IN_HEADING = re.compile(
    r"(?:đến(?:\s+hết|\s+cuối)?|năm|giai\s+đoạn[^\n]*?-)\s*(?:năm\s+)?(20\d\d)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(rf"\s(?<=[.!?…]\s)(?:\s*(?=[\"“(]?[{UPPER}])|(?<!…\s)(?:\s*\n|(?<=\n)))")
_CLAUSE_END = re.compile(r";\s|…")


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for found in _BLOCK_END.finditer(text, start, end):
        if text[at : found.start()].strip():
            yield at, found.start()
        at = found.end()
    if text[at:end].strip():
        yield at, end


def _joined(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Paragraphs as blocks; one that a page break cut ("… dịch vụ công / nghệ số …") is whole again."""
    first = last = -1
    for start, end in paragraphs:
        if (
            first >= 0
            and text[start : start + 1].islower()
            and _OPEN_END.search(text, max(first, last - 40), last)
            and text[start + 1] != ")"
        ):
            last = end
            continue
        if first >= 0:
            yield first, last
        first, last = start, end
    if first >= 0:
        yield first, last


def _next_setting(setting: _Setting, block: str) -> _Setting:
    """The setting behind a heading: "II. MỤC TIÊU" opens goals, "a) Đến năm 2030" dates them, "III. …" ends them."""
    words = block.strip()
    closed = len(words) > _LONGEST_HEADING or words[-1:] in (".", ";", ",")
    found = None if closed else _HEADING.match(block)
    if not found:
        return setting
    year = _YEAR_IN_HEADING.search(found["words"])
    mark = (found["mark"] or "").strip("\\.)- ")
    if _RESULTS.match(found["words"]):
        return _Setting(results=True)
    if mark and not mark.islower():
        setting = replace(setting, results=False)
    if _GOALS.match(found["words"]):
        return _Setting(True, int(year[1]) if year else 0)
    if mark.isupper() or _OTHER_PART.match(found["words"]):
        return _Setting()
    dated = year and setting.goals and _TIME_HEADING.fullmatch(found["words"])
    return replace(setting, year=int(year[1])) if year and dated else setting


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for found in _SENTENCE_END.finditer(text, start, end):
        yield at, found.start()
        at = found.end()
    yield at, end


# --- is it a target? ------------------------------------------------------------------------------------------------

_GOAL = re.compile(
    r"\b(?:phấn\s+đấu|(?<!chương\strình\s)mục\s+tiêu(?!\s+quốc\s+gia)|chỉ\s+tiêu|hướng\s+(?:tới|đến)|quyết\s+tâm"
    r"|thúc\s+đẩy\s+tăng\s+trưởng)\b",
    re.IGNORECASE,
)
_BY_YEAR = re.compile(r"\b(?:đến(?:\s+hết|\s+cuối)?|vào|trước)\s+(?:năm\s+)?(?P<year>20\d\d)\b", re.IGNORECASE)
# Verbs of an order that a bounded number, or 100 %, makes a target: at the head of a clause or behind what orders.
_ORDER = re.compile(
    r"(?:\A|[,:–-]\s*|\b(?:cần|phải|đó|yêu\s+cầu|đề\s+nghị|và|bảo\s+đảm|đảm\s+bảo|tiếp\s+tục|thành)\s+)"
    r"(?:hoàn\s+thành|bảo\s+đảm|đảm\s+bảo|bố\s+trí|thu\s+hút|tiết\s+kiệm|cắt\s+giảm|giảm|nâng|lựa\s+chọn|chọn|đào\s+tạo"
    r"|bồi\s+dưỡng|xây\s+dựng|hình\s+thành|tuyển(?:\s+dụng)?|giới\s+thiệu|biểu\s+dương|tôn\s+vinh|trồng|giải\s+ngân"
    r"|thực\s+hiện|tối\s+thiểu|ít\s+nhất|quy\s+mô)(?:\s+|,)[^;]{0,120}\Z",
    re.IGNORECASE,
)
# "mục tiêu đào tạo được 7.500 nhân lực", "phấn đấu trồng 10 ha": the verb right before a bare count.
_VERB = re.compile(
    r"\b(?:đào\s+tạo|xây\s+dựng|thực\s+hiện|hoàn\s+thành|hình\s+thành|thu\s+hút|trồng|tạo|hỗ\s+trợ)(?:\s+thành\s+công)?\s*\Z",
    re.IGNORECASE,
)
# What was or is: told, not set.
_FACT_NEAR = re.compile(
    r"\b(?:đã|ước|(?<!thực\s)(?<!thể\s)hiện|mới\s+chỉ|đến\s+nay|lũy\s+kế|tính\s+chung)\b[^,]{0,60}\Z", re.IGNORECASE
)
_FACT_BEHIND = re.compile(r"[^;.]{0,40}?\bcùng\s+kỳ\b", re.IGNORECASE)
# What holds for somebody's right, or counts an occasion.
_RULE = re.compile(
    r"\b(?:trường\s+hợp|nếu|mức\s+(?:hỗ\s+trợ|đóng|chi|lương|phạt|hưởng|vay)|được\s+hưởng|điều\s+kiện|tiêu\s+chuẩn"
    r"|vốn\s+điều\s+lệ|suy\s+giảm|kỷ\s+niệm|kết\s+nối|điểm\s+cầu|đại\s+biểu|dân\s+số|diện\s+tích|hiện\s+nay|đã|kết\s+quả"
    r"|thời\s+gian\s+qua|hỗ\s+trợ|người\s+sử\s+dụng\s+lao\s+động|quy\s+định\s+tại|cùng\s+kỳ)\b",
    re.IGNORECASE,
)
_CRITERION = re.compile(
    r"\btheo\s+(?:các\s+|những\s+)?(?:nguyên\s+tắc|tiêu\s+chí|điều\s+kiện)\b|\bvới\s+(?:tỷ|tỉ)\s+lệ\s[^,;]{0,20}\Z",
    re.IGNORECASE,
)
#: How many earlier targets of a sentence a level ("cấp huyện") is looked for in.
_EARLIER = 20
#: How far before a number the words that set it are looked for, in characters.
_SIGHT = 600
_AT_LEAST = re.compile(r"tối\s+thiểu|ít\s+nhất", re.IGNORECASE)


def _is_target(quantity: Quantity, text: str, sentence: int, clause: int, setting: _Setting, year: int | None) -> bool:
    """Whether the words around a number set it as a goal; asked of the first number of a clause only."""
    before = text[max(clause, quantity.start - _SIGHT) : quantity.start]
    sentence = max(sentence, quantity.start - 2 * _SIGHT)
    if _FACT_NEAR.search(before) or _FACT_BEHIND.match(text, quantity.end):
        return False
    if setting.results or _is_criterion(text, sentence, quantity.at):
        return False
    if not quantity.share and not quantity.words:
        return _GOAL.search(before[-60:]) is not None and _VERB.search(before) is not None
    if _GOAL.search(text, sentence, quantity.start):
        return True
    by = [int(m["year"]) for m in _BY_YEAR.finditer(before)]
    if by:
        return max(by) >= (year or 0) and not _RULE.search(before)
    if setting.goals:
        return bool(quantity.words) or quantity.values == (100.0,)
    return _is_ordered(quantity, before) and not _RULE.search(text, sentence, quantity.start)


def _is_criterion(text: str, start: int, at: int) -> bool:
    """Whether a number measures who is chosen, not what is reached: "theo tiêu chí: …; có 30% vốn", "với tỷ lệ 2%"."""
    found = _CRITERION.search(text, start, at)
    return found is not None and _GOAL.search(text, found.end(), at) is None


def _is_ordered(quantity: Quantity, before: str) -> bool:
    """ "lựa chọn khoảng 70 tập thể", "hoàn thành 100% nhiệm vụ"; not "giải ngân đạt khoảng 144 nghìn tỷ đồng"."""
    reached = "đạt" in quantity.words.lower() and not _AT_LEAST.search(quantity.words)
    set_out = quantity.bounded or quantity.values == (100.0,) or "cắt giảm" in quantity.words.lower()
    return not reached and set_out and _ORDER.search(before + quantity.words) is not None


# --- the targets of a sentence --------------------------------------------------------------------------------------

_THIS_YEAR = re.compile(
    r"\b(?:trong\s+năm(?!\s+\d)|năm\s+nay|cả\s+năm|tại\s+(?:Hội\s+nghị|Đại\s+hội|Lễ))\b", re.IGNORECASE
)
_KEEP = re.compile(r"\bduy\s+trì\s+(?P<what>(?:tỷ\s+lệ|tỉ\s+lệ|chỉ\s+tiêu|mức)\s+[^,;.\d]{3,60})", re.IGNORECASE)
_RATE = re.compile(r"\b(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tỉ\s+trọng|chỉ\s+tiêu)\b", re.IGNORECASE)


def _targets_of_sentence(text: str, start: int, end: int, setting: _Setting, year: int | None) -> list[TargetMatch]:
    found: list[TargetMatch] = []
    hinted: int | None = None
    for clause, stop in _clauses(text, start, end):
        if not _DIGIT.search(text, clause, stop):
            continue
        measures = Measures(text, clause)
        quantities = list(find_quantities(text, clause, stop))
        for i, quantity in enumerate(quantities):
            goes_on = measures.begun and (quantity.words or quantity.share)
            if not goes_on and (measures.begun or not _is_target(quantity, text, start, clause, setting, year)):
                continue
            following = quantities[i + 1].start if i + 1 < len(quantities) else stop
            when = year_of(text, clause, quantity, following) or setting.year
            if not when:
                if hinted is None:  # asked once, and only where something hangs on it
                    hinted = year if year and _THIS_YEAR.search(text, start, end) else 0
                when = hinted
            first = measures.at
            indicators = measures.take(quantity, following, [t.indicator for t in found[-_EARLIER:]])
            if found and measures.counting and goes_on and indicators[0].startswith(f"{found[-1].indicator} "):
                # "10% cán bộ và … 15% cán bộ diện Tỉnh ủy quản lý": the first is of the same as the second.
                found[-1] = replace(found[-1], indicator=indicators[0])
            found.extend(_target(text, first, quantity, indicator, when) for indicator in indicators if indicator)
        if found and measures.begun:
            found.extend(_kept(text, measures, stop, found))
    return found


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for found in _CLAUSE_END.finditer(text, start, end):
        yield at, found.start()
        at = found.end()
    yield at, end


def _target(text: str, at: int, quantity: Quantity, indicator: str, year: int) -> TargetMatch:
    points = quantity.op in ("+", "-") and quantity.unit == "%" and _RATE.search(indicator)
    words = text[at : quantity.end]
    first = at + len(words) - len(words.lstrip(" ,\n"))
    unit = "% (điểm)" if points else quantity.unit
    return TargetMatch(first, quantity.end, indicator, quantity.op, quantity.values, unit, year)


def _kept(text: str, measures: Measures, end: int, earlier: list[TargetMatch]) -> Iterator[TargetMatch]:
    """ "duy trì tỷ lệ cấp xã": a target set before is to stay."""
    for found in _KEEP.finditer(text, measures.at, end):
        indicator = measures.kept(found["what"], [t.indicator for t in earlier])
        unit = earlier[-1].unit.removesuffix(" (điểm)")
        yield TargetMatch(found.start(), found.end(), indicator, "duy trì", (), unit, earlier[-1].year)
