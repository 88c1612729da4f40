"""Conferences, campaigns, interviews and announcements: what states duties in the news, and what spreads documents (domain.md § 1.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graph.claims import Body
from graph.dates import PartialDate
from loaders.grammar.dates import DATE, date_of
from loaders.grammar.groups import BodyLists
from loaders.grammar.sentences import sentences

# (Sáng 15/11, <bodies> tổ chức) hội nghị phổ biến, quán triệt và triển khai …
_CONFERENCE = re.compile(
    r"(?<!\w)(?P<noun>[Hh]ội nghị|[Hh]ội thảo|[Ll]ễ kỷ niệm|[Bb]uổi làm việc|[Đđ]ại hội)\s+(?P<what>(?:toàn quốc\s+|trực tuyến\s+|trực tiếp\s+)*(?:phổ biến|quán triệt|học tập|triển khai|sơ kết|tổng kết|sơ, tổng kết|công bố|thông tin|bàn|đánh giá|xúc tiến|đối thoại|với|Ban Chấp hành|gặp mặt|rút kinh nghiệm|cho ý kiến)\b[^.;\n]{0,260})"
)
# Chiều 12/5, Chủ tịch UBND tỉnh chủ trì | cuộc họp về … · Tối 30/3, Tỉnh ủy tổ chức | Lễ kỷ niệm 50 năm …
_MEETING = re.compile(
    r"(?:tổ chức|khai mạc|diễn ra|chủ trì|tham dự|dự|có|tại|phát biểu tại)\s+(?:long trọng\s+)?"
    r"(?P<noun>[Hh]ội nghị|[Hh]ội thảo|[Tt]ọa đàm|[Dd]iễn đàn|[Ll]ễ|[Bb]uổi (?:lễ|làm việc|họp|tiếp|gặp mặt|kiểm tra|giám sát)"
    r"|[Cc]uộc (?:họp|làm việc)|[Pp]hiên họp|[Kk]ỳ họp|[Đđ]ại hội|[Cc]huyến (?:thăm|công tác|kiểm tra))(?!\w)(?P<what>[^.;,\n]{0,160})"
)
_HELD = re.compile(r"(?:đã\s+)?(?:tổ chức|khai mạc|diễn ra|chủ trì)\s+(?:[Hh]ội nghị|[Hh]ội thảo|[Ll]ễ|[Bb]uổi)")
_HELD_LATER = re.compile(r"(?:dự kiến\s+)?(?:sẽ\s+)?(?:được\s+)?(?:diễn ra|tổ chức)\s+(?:vào\s+)?(?=ngày)")
# <body> phát động Phong trào thi đua … năm 2024 với chủ đề "…"
_CAMPAIGN = re.compile(
    r"(?:phát động|hưởng ứng)\s+(?P<name>(?:[Pp]hong trào\s+thi đua|[Cc]uộc vận động|[Pp]hong trào|[Đđ]ợt thi đua)\s[^.;\n]{5,260})"
)
_YEAR_OF_CAMPAIGN = re.compile(r"năm\s+(?P<year>(?:19|20)\d\d)")
_INTERVIEW = re.compile(r"có (?:cuộc|buổi) (?:trao đổi|phỏng vấn) (?:với|cùng)\s+(?P<who>[^.;\n]{5,160})")
_SPREADS = re.compile(
    r"(?:phổ biến|quán triệt|học tập|truyền đạt|tuyên truyền|triển khai)(?:\s*,?\s*(?:và\s+)?(?:phổ biến|quán triệt|học tập|triển khai(?: thực hiện)?|tuyên truyền|thực hiện|chuyên đề:?))*\s*(?:các\s+(?:nội dung\s+(?:của\s+)?)?|về\s+)?\Z"
)

# truyền đạt chuyên đề về: <topic>; | Chỉ thị số …; và | Kết luận số …: each document that begins an item
_SPREADS_LIST = re.compile(r"(?:phổ biến|quán triệt|học tập|truyền đạt|giới thiệu)\b[^.;:\n]{0,120}:\s")
_ITEM = re.compile(r"(?:[:;]|\bvà)\s+(?:và\s+)?(?:các\s+|nội dung\s+)?\Z")
#: A headline has more characters than the first and is cut at the second.
_HEADLINE_LEAST, _HEADLINE = 20, 200
#: How far behind its opener a list of what is spread may reach, in characters.
_LIST_REACH = 1_500


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event in the flow text. ``main`` marks the one the text reports, whose speakers give its orders."""

    kind: Literal["conference", "campaign", "interview", "announcement"]
    name: str
    start: int
    end: int
    date: PartialDate | None
    organizer: Body | None
    main: bool


def find_events(
    text: str, paragraphs: Sequence[tuple[int, int]], lists: BodyLists, year: int | None
) -> list[FoundEvent]:
    """The conference, campaign or interview a news text reports; at most one of each kind."""
    found: list[FoundEvent] = []
    for event in (
        _conference(text, paragraphs, lists, year),
        _campaign(text, paragraphs, lists),
        _interview(text, paragraphs),
    ):
        if event is not None:
            found.append(event)
    if not found and (meeting := _meeting(text, paragraphs, lists, year)) is not None:
        found.append(meeting)
    return found


def announcement(text: str, paragraphs: Sequence[tuple[int, int]]) -> FoundEvent | None:
    """The news itself, by its first words: what states the orders it tells of where it names nothing else that does."""
    for low, high in paragraphs:
        if high - low > _HEADLINE_LEAST:
            end = min(high, low + _HEADLINE)
            return FoundEvent("announcement", " ".join(text[low:end].split()), low, end, None, None, True)
    return None


def spreads(text: str, start: int, at: int) -> bool:
    """Whether the words before a document say that it is made known: "đã phổ biến, quán triệt, triển khai <document>",
    or it begins an item of a list so opened."""
    return bool(_SPREADS.search(text, max(start, at - 120), at)) or _in_list(text, max(start, at - _LIST_REACH), at)


def _in_list(text: str, start: int, at: int) -> bool:
    """Whether a document begins an item of "truyền đạt chuyên đề về: …; <document>; và <document>", in one sentence."""
    if _ITEM.search(text, max(start, at - 30), at) is None:
        return False
    openers = [found.end() for found in _SPREADS_LIST.finditer(text, start, at)]
    return bool(openers) and re.search(r"[.!?]\s", text[openers[-1] : at]) is None


def _conference(
    text: str, paragraphs: Sequence[tuple[int, int]], lists: BodyLists, year: int | None
) -> FoundEvent | None:
    best: tuple[re.Match[str], int, int] | None = None
    for start, end in paragraphs:
        for low, high in sentences(text, start, end):
            match = _CONFERENCE.search(text, low, high)
            if match is None:
                continue
            held = bool(_HELD.search(text, low, match.end("noun"))) or _HELD_LATER.search(text, match.end("noun"), high)
            if held:
                best = (match, low, high)
                break
            best = best or (match, low, high)
        if best is not None and _HELD.search(text, best[1], best[0].end("noun")):
            break
    if best is None:
        return None
    match, low, high = best
    name = re.split(r",?\s+(?:dưới sự chủ trì|kỷ niệm|dự kiến|với sự|do đồng chí|tại điểm)", match.group())[0].strip(
        ' ,"'
    )
    when = _date_near(text, low, high, match.start(), year)
    organizer = _organizer(text, low, match.start(), lists)
    return FoundEvent(
        "conference",
        re.sub(r"\s+", " ", name),
        match.start(),
        match.start() + len(name),
        when,
        organizer,
        bool(_HELD.search(text, low, match.end("noun"))),
    )


def _meeting(text: str, paragraphs: Sequence[tuple[int, int]], lists: BodyLists, year: int | None) -> FoundEvent | None:
    """A meeting or ceremony of any kind that the news says was held."""
    for start, end in paragraphs:
        for low, high in sentences(text, start, end):
            if match := _MEETING.search(text, low, high):
                at = match.start("noun")
                name = text[at : match.end()].strip()
                when, organizer = _date_near(text, low, high, at, year), _organizer(text, low, at, lists)
                return FoundEvent("conference", " ".join(name.split()), at, at + len(name), when, organizer, True)
    return None


def _date_near(text: str, low: int, high: int, at: int, year: int | None) -> PartialDate | None:
    later = _HELD_LATER.search(text, at, high)
    found = DATE.match(text, later.end(), high) if later else DATE.search(text, low, min(at, low + 80))
    return date_of(found, year)[0] if found else None


def _organizer(text: str, low: int, at: int, lists: BodyLists) -> Body | None:
    for place in (low, *(comma.end() for comma in re.compile(r",\s+").finditer(text, low, at))):
        bodies = lists.at(place, at)
        if bodies is not None and re.match(
            r"\s*(?:đã\s+)?(?:phối hợp[^,]*)?(?:tổ chức|khai mạc)", text[bodies.end : at]
        ):
            return bodies.items[0]
    return None


_PART_OF_SENTENCE = re.compile(r"(?:^|,\s+|;\s+)")


def _campaign(text: str, paragraphs: Sequence[tuple[int, int]], lists: BodyLists) -> FoundEvent | None:
    for start, end in paragraphs:
        for match in _CAMPAIGN.finditer(text, start, end):
            year = _YEAR_OF_CAMPAIGN.search(match["name"])
            before = text[max(start, match.start() - 120) : match.start()]
            launcher = None
            for found in _PART_OF_SENTENCE.finditer(before):
                bodies = lists.at(max(start, match.start() - 120) + found.end(), match.start())
                if bodies is not None and bodies.end >= match.start() - 12:
                    launcher = bodies.items[0]
            if launcher is None or not year:
                continue
            name = re.sub(r"\s+", " ", match["name"]).strip(" ,")
            return FoundEvent(
                "campaign",
                name,
                match.start("name"),
                match.start("name") + len(match["name"].rstrip(" ,")),
                PartialDate(int(year["year"])),
                launcher,
                True,
            )
    return None


def _interview(text: str, paragraphs: Sequence[tuple[int, int]]) -> FoundEvent | None:
    for start, end in paragraphs:
        if match := _INTERVIEW.search(text, start, end):
            name = re.sub(r"\s+", " ", text[match.start() : match.end()]).removeprefix("có ").strip(" ,")
            return FoundEvent("interview", name[0].upper() + name[1:], match.start(), match.end(), None, None, False)
    return None
