"""What a text says of itself at its head: an official document's number, date, issuer, type and title (domain.md §
5.1).

Works on lines, since naive extraction breaks the two-column head and puts number and date into lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.dates import PartialDate
from graph.errors import DateError
from graph.registry import Registry
from loaders.lines import Line
from loaders.points import marker_of

# Số: 113/NQ-CP · Số 26-NQ/TW · Nghị quyết số: 17/2022/UBTVQH15 · Luật số: 36/2005/QH11
_NUMBER = re.compile(
    r"(?:(?P<noun>[^\W\d_][^\d:]{1,30}?)\s+)?[Ss][Ốố]\s*:?\s*(?P<symbol>\d[^\s,;]*(?:\s*[-/]\s*[^\s,;]+)*)"
    r"(?:\s*$|\s+[A-ZĐ][^\d,;]{2,40},?\s+ngày\s.*$)"  # number and day of one line: Số 34-NQ/TU Lào Cai, ngày 27 …
)
# Số:       /KH-UBND: a number still to be written in
_OPEN_NUMBER = re.compile(r"[Ss][Ốố]\s*:?[\s.…_]*(?P<symbol>[-/]\s*[A-ZĐ][^\s,;]*(?:\s*[-/]\s*[^\s,;]+)*)\s*")
# Hà Nội, ngày 25 tháng 4 năm 2026 (a footnote's digit may stick to the year; *ngày 25 tháng* *4 năm 2026*)
_DATE = re.compile(r"ngày[\s*]+(?P<day>\d{1,2})[\s*]+tháng[\s*]+(?P<month>\d{1,2})[\s*]+năm[\s*]+(?P<year>\d{4})")
_NATIONAL = re.compile(
    r"CỘNG\s+H[ÒO][ÀA]?A?\s+XÃ\s+HỘI|Đ[AÁẢ]NG CỘNG SẢN VIỆT NAM|Độc lập\s*-\s*Tự do"
    r"|VĂN BẢN QUY PHẠM PHÁP LUẬT|Phần văn bản"
)
# Nghị quyết này được … thông qua ngày 23 tháng 3 năm 2022
_ADOPTED = re.compile(r"thông qua\s+ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})")
_OPENER = re.compile(
    r"-?\s*(?:Căn cứ|Thực hiện|Thi hành|Quán triệt|Theo đề nghị|Trên cơ sở|Kính gửi|Xét đề nghị|Xét Tờ trình|Sau khi)\b"
)
# what opens a recital and a summary alike: "KẾ HOẠCH / Thực hiện Nghị quyết số …"
_OPENS_TITLE = re.compile(r"(?:Thực hiện|Thi hành|Quán triệt)\b")
# V/v đẩy nhanh tiến độ …: what a letter is about, under its number (Nghị định 30/2020/NĐ-CP, Phụ lục I)
_SUBJECT = re.compile(r"V\s*/\s*v\s*:?\s+(?=\S)", re.IGNORECASE)
_HEAD_LINES = 60


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the head with the lines (indexes, end exclusive) and the place in the clean text that give it."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """``type`` is the noun as written; ``issuer_lines`` the capital lines above the number, ``last_line`` the index of
    the last line of the head, ``issued_by`` the body a Party document names behind its type ("CỦA BAN THƯỜNG VỤ TỈNH
    ỦY"), "" for none. ``symbol`` lacks its number where that was still to be written in (``is_open``)."""

    type: Field | None
    symbol: Field
    date: Field | None
    title: Field | None
    issuer_lines: tuple[Line, ...]
    last_line: int
    issued_by: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the paper has no number yet."""
        return not self.symbol.value[:1].isdigit()


# NGHỊ QUYẾT / CỦA BỘ CHÍNH TRỊ / về đột phá …: the issuer goes with the type, not with the summary
_OF_ISSUER = re.compile(r"CỦA\s")


# THỦ TƯỚNG CHÍNH PHỦ · BỘ TRƯỞNG BỘ XÂY DỰNG · ỦY BAN NHÂN DÂN TỈNH …: who decides, under the summary
_AUTHORITY = re.compile(
    r"(?:CHÍNH PHỦ|QUỐC HỘI|THỦ TƯỚNG|BỘ TRƯỞNG|THỐNG ĐỐC|TỔNG THANH TRA|CHÁNH ÁN|VIỆN TRƯỞNG"
    r"|(?:CHỦ TỊCH )?[ỦU][YỶ] BAN|(?:CHỦ TỊCH )?HỘI ĐỒNG|CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC"
    r"|CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|HIỆU TRƯỞNG|TRƯỞNG BAN)(?!\w)"
)


def find_header(lines: Sequence[Line], registry: Registry) -> Header | None:
    """The head of an official document, or None where the text has none (news, extracts).

    The words of the State or the Party stand over it, or what is left of it shows the number under its issuer and over
    its type.
    """
    head = lines[:_HEAD_LINES]
    numbered = _number_line(head)
    if numbered is None:
        return None
    index, found = numbered
    line = head[index]
    symbol = Field(found["symbol"], line.start + found.start("symbol"), line.start + found.end("symbol"))
    type_line = _type_line(head, index, registry)
    national = any(_NATIONAL.search(item.text) for item in head)
    if not national and (type_line is None or not any(item.text.isupper() for item in head[:index])):
        return None
    noun = found.groupdict().get("noun") or ""
    kind = (
        Field(noun, line.start + found.start("noun"), line.start + found.end("noun"))
        if noun and registry.type_of_noun(noun)
        else None
    )
    last, title = index, None
    if type_line is not None:
        kind = Field(head[type_line].text, head[type_line].start, head[type_line].end)
        title, last = _title(head, type_line)
    elif kind is None:
        title, last = _subject(head, index)
    issuers = tuple(issuer for item in head[:index] if (issuer := _issuer(item)) is not None)
    behind = head[type_line + 1].text if type_line is not None and type_line + 1 < len(head) else ""
    named = _OF_ISSUER.match(behind)
    issued_by = behind[named.end() :] if named and behind.isupper() else ""
    return Header(kind, symbol, _date(lines, head, type_line), title, issuers, last, issued_by)


def _issuer(line: Line) -> Line | None:
    """What of a line in capitals over the number names the issuer: all of it, or what stands before the words of State
    or Party ("TỈNH ỦY LÀO CAI ĐẢNG CỘNG SẢN VIỆT NAM", where two columns became one line)."""
    words = line.text.split("---")[0].rstrip()
    national = _NATIONAL.search(words)
    words = words[: national.start()].rstrip() if national else words
    return line._replace(end=line.start + len(words), text=words) if words.isupper() else None


def _number_line(head: Sequence[Line]) -> tuple[int, re.Match[str]] | None:
    """The line that holds the number and nothing else ("Số: 113/NQ-CP")."""
    for index, line in enumerate(head):
        found = _NUMBER.fullmatch(line.text) or _OPEN_NUMBER.fullmatch(line.text)
        if found and not _OPENER.match(line.text):
            return index, found
    return None


def _type_line(head: Sequence[Line], number: int, registry: Registry) -> int | None:
    """The line that is nothing but a type in capitals, after the number."""
    for index in range(number, len(head)):
        words = head[index].text
        if words.isupper() and len(words) < 60 and registry.type_of_noun(words) is not None:
            return index
        if _OPENER.match(words):
            return None
    return None


def _title(head: Sequence[Line], type_line: int) -> tuple[Field | None, int]:
    """The summary: the lines after the type up to a rule, the issuer's name, a recital or the first point."""
    taken: list[Line] = []
    for line in head[type_line + 1 :]:
        ended = taken and (line.rule or (line.gap and not _goes_on(taken[-1], line)))
        if (
            ended
            or (_OPENER.match(line.text) and (taken or not _OPENS_TITLE.match(line.text)))
            or marker_of(line.text)[0]
            or (taken and line.text.isupper() and not taken[-1].text.isupper())
            or (taken and _AUTHORITY.match(line.text) and line.text.isupper())
        ):
            break
        taken.append(line)
        if len(taken) >= 14:
            break
    if not taken or (_OPENS_TITLE.match(taken[0].text) and taken[-1].text.endswith((":", ";", ","))):
        return None, type_line  # no summary: the first recital follows the type
    last = type_line + len(taken)
    if len(taken) > 1 and _OF_ISSUER.match(taken[0].text) and taken[0].text.isupper() and not taken[1].text.isupper():
        taken = taken[1:]
    return Field(" ".join(line.text for line in taken), taken[0].start, taken[-1].end), last


def _subject(head: Sequence[Line], number: int) -> tuple[Field | None, int]:
    """The subject of a letter: the words behind "V/v", up to a rule, a gap or the addressees."""
    for index in range(number + 1, min(number + 6, len(head))):
        found = _SUBJECT.match(head[index].text)
        if found is None:
            continue
        taken = [head[index]]
        for line in head[index + 1 : index + 8]:
            if line.rule or line.gap or _OPENER.match(line.text) or line.column != taken[0].column:
                break
            taken.append(line)
        words = " ".join([taken[0].text[found.end() :], *(line.text for line in taken[1:])])
        return Field(words, taken[0].start + found.end(), taken[-1].end), index + len(taken) - 1
    return None, number


def _goes_on(before: Line, line: Line) -> bool:
    return line.text[0].islower() and not before.text.endswith((".", ":"))


def _date(lines: Sequence[Line], head: Sequence[Line], type_line: int | None) -> Field | None:
    for line in head[: type_line if type_line is not None else len(head)]:
        if (found := _DATE.search(line.text)) and not _OPENER.match(line.text) and (field := _as_date(line, found)):
            return field
    for line, following in zip(reversed(lines), [None, *reversed(lines)], strict=False):
        words = line.text if following is None else f"{line.text} {following.text}"
        if (found := _ADOPTED.search(words)) and found.start() < len(line.text):
            field = _as_date(line, found)
            if field is None or following is None or found.end() <= len(line.text):
                return field
            return Field(
                field.value, line.start + found.start("day"), following.start + found.end("year") - len(line.text) - 1
            )
    return None


def _as_date(line: Line, found: re.Match[str]) -> Field | None:
    """The date of a match; None where a slip of the pen makes a day that the calendar does not have."""
    try:
        value = PartialDate(int(found["year"]), int(found["month"]), int(found["day"]))
    except DateError:
        return None
    return Field(str(value), line.start + found.start("day"), line.start + found.end("year"))
