"""The regions of an official text: title, recitals, body, annexes, signature; and the stretches relations are read
in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from loaders.grammar.mentions import DocumentMention
from loaders.grammar.relation_units import Unit
from loaders.grammar.relation_words import OPENERS
from loaders.header import Header
from loaders.layout import Layout
from loaders.lines import Line
from loaders.points import Paragraph

_SIGNS = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|TUN|Q)\s*\.?\s+[A-ZĐ].*|N[ơo]i nh[ậâạ]n\s*:.*")
# the first line of a foot that has no list of recipients above it
_CAPACITY = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|TUN)\s*\.?\s+[^\W\da-z][^\da-z]{3,80}")
_FOOT_LINES = 40
_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục|DANH MỤC|CHƯƠNG TRÌNH|KẾ HOẠCH|ĐỀ ÁN|QUY CHẾ|QUY ĐỊNH)\b")
_REPEALED_LIST = re.compile(
    r"(?:[Bb]ãi bỏ|(?:[Hh]ết|[Cc]hấm dứt) hiệu lực|thay thế)[^.;]{0,120}(?:sau đây|sau)\s*:?\s*$"
    r"|(?:sau đây|sau)\s+(?:hết|chấm dứt) hiệu lực[^:]{0,80}:\s*$"
)
_OPENS_LIST = (":", "sau", "sau đây")
# QUYẾT NGHỊ: · QUYẾT ĐỊNH: the words that end the recitals
_ENACTS = re.compile(r"(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|NGHỊ ĐỊNH|CHỈ THỊ)\s*:?")
_POINTS = frozenset({"part", "chapter", "article", "roman", "decimal", "letter"})
# Kính gửi: - Các sở, ban, ngành; …: to whom a letter goes, no heading of points
_ADDRESSEE = re.compile(r"(?:Kính gửi|Kính trình)\s*:")


@dataclass(frozen=True)
class Regions:
    """Paragraph indexes by what they are to the text."""

    title: tuple[int, ...]
    recitals: tuple[int, ...]
    body: tuple[int, ...]
    annex: tuple[int, ...]
    enacting: tuple[int, ...]
    signature: int  # index of the first line of the signature, or the number of lines

    @cached_property
    def first(self) -> int:
        """The first paragraph behind the head; 0 where there is none."""
        return min((*self.title, *self.recitals, *self.body, *self.annex), default=0)

    @cached_property
    def opening(self) -> frozenset[int]:
        """The recitals and the first two paragraphs of the body: where a text names itself."""
        return frozenset((*self.recitals, *self.body[:2]))


def regions_of(layout: Layout, header: Header | None) -> Regions:
    """The regions of a text; of one without a head everything is body, but for the signature of a passage."""
    lines, paragraphs = layout.lines, layout.paragraphs
    if header is None:
        signed = _capacity_line(lines)
        within = (i for i, paragraph in enumerate(paragraphs) if paragraph.first_line < signed)
        return Regions((), (), tuple(within), (), (), signed)
    signature = next((i for i, line in enumerate(lines) if i > header.last_line and _SIGNS.fullmatch(line.text)), None)
    if signature is None:
        signature = _bare_signature(layout, header)
    title: list[int] = []
    recitals: list[int] = []
    body: list[int] = []
    annex: list[int] = []
    clauses: list[int] = []
    enacting = addressed = False
    for index, paragraph in enumerate(paragraphs):
        if header.title is not None and paragraph.first_line <= header.last_line:
            if _overlaps_title(layout, paragraph, header):
                title.append(index)
        elif paragraph.first_line < signature:
            if _ADDRESSEE.match(layout.words(paragraph)) or (addressed and paragraph.marker == "dash"):
                addressed = True
                continue
            addressed = False
            enacting = (
                enacting
                or paragraph.marker in _POINTS
                or _ENACTS.fullmatch(layout.words(paragraph).strip()) is not None
            )
            if not enacting and header.type is not None and _enacts(layout, paragraph, header.type.value):
                clauses.append(index)
            else:
                (recitals if not enacting and _is_recital(layout, paragraph) else body).append(index)
        else:
            annex.append(index)
    return Regions(
        tuple(title), tuple(recitals), tuple(body), tuple(_after_signature(layout, annex)), tuple(clauses), signature
    )


def _capacity_line(lines: Sequence[Line]) -> int:
    """The line near the end of a passage that says for whom it is signed ("T/M TỈNH ỦY"); the number of lines if none
    does."""
    last = range(max(0, len(lines) - _FOOT_LINES), len(lines))
    return next((i for i in last if _CAPACITY.fullmatch(lines[i].text)), len(lines))


def _bare_signature(layout: Layout, header: Header) -> int:
    """A signature without "TM." or "KT.": a position in capitals with a name a few lines below it, after the last
    point.
    """
    lines = layout.lines
    # the same words may stand above the recitals: a foot comes after what is enacted
    enacted = next(
        (i for i, line in enumerate(lines) if i > header.last_line and _ENACTS.fullmatch(line.text)), header.last_line
    )
    for index in range(len(lines) - 1, max(enacted, len(lines) - _FOOT_LINES), -1):
        words = lines[index].text
        if (
            words.isupper()
            and len(words) < 60
            and re.match(
                r"(?:THỦ TƯỚNG|BỘ TRƯỞNG|CHỦ TỊCH|PHÓ|GIÁM ĐỐC|BÍ THƯ|TỔNG|CHÁNH|CỤC TRƯỞNG|TRƯỞNG|THỨ TRƯỞNG"
                r"|VIỆN TRƯỞNG|HIỆU TRƯỞNG)",
                words,
            )
        ):
            return index
    return len(lines)


def _after_signature(layout: Layout, indexes: Sequence[int]) -> list[int]:
    """Annexes behind the signature, from their heading on."""
    for place, index in enumerate(indexes):
        if _ANNEX.match(layout.words(layout.paragraphs[index])) and place > 0:
            return list(indexes[place:])
    return []


def _overlaps_title(layout: Layout, paragraph: Paragraph, header: Header) -> bool:
    if header.title is None:
        return False
    start, end = layout.lines[paragraph.first_line].start, layout.lines[paragraph.first_line].end
    return start < header.title.end and end > header.title.start


def _is_recital(layout: Layout, paragraph: Paragraph) -> bool:
    return not paragraph.marker.startswith(("article", "roman")) and any(
        p.match(layout.flow.text, paragraph.start) for p, _, _ in OPENERS
    )


def _enacts(layout: Layout, paragraph: Paragraph, noun: str) -> bool:
    """The clause that ends the recitals: "Bộ trưởng Bộ Nội vụ ban hành Thông tư quy định …"."""
    words = layout.words(paragraph)
    return re.match(rf"[^,;.]{{4,90}}?\s+ban hành\s+{re.escape(noun.capitalize())}\s", words) is not None


def is_enacted(mention: DocumentMention, layout: Layout, regions: Regions, noun: str) -> bool:
    """Whether the mention is the text's own document, named by the enacting clause."""
    if mention.way != "title":
        return False
    paragraph = layout.paragraph_at(mention.start)
    if paragraph in regions.enacting:
        return True
    issued = re.search(r"ban hành\s+\Z", layout.flow.text[max(0, mention.start - 12) : mention.start]) is not None
    return (
        issued
        and paragraph in regions.opening
        and mention.noun == noun
        and re.search(
            r"như sau|sau đây|nội dung\s+(?:\w+\s+){0,3}sau|cụ thể sau",
            layout.flow.text[mention.start : mention.start + 420].split("\n")[0],
        )
        is not None
    )


def is_in_head(mention: DocumentMention, layout: Layout, header: Header | None, regions: Regions) -> bool:
    """Whether a mention is the head's own number line, not a reference."""
    if header is None:
        return False
    return bool(layout.paragraphs) and mention.start < layout.paragraphs[regions.first].start


# Để …, thực hiện Công điện …, Chủ tịch UBND tỉnh yêu cầu: a sentence of the opening that says by what it orders
_ORDERS = re.compile(
    r"(?:Để|Nhằm|Thực hiện|Thi hành|Triển khai|Căn cứ|Về (?:việc )?(?:đề|kiến) nghị|Xét đề nghị)"
    r"\s[^.]*\s(?:yêu cầu|đề nghị|chỉ đạo|giao|ban hành|thông báo|có ý kiến)"
    r"(?:\s[^.]*)?:\s*\Z"
)


def units_of(layout: Layout, regions: Regions, official: bool) -> list[Unit]:
    """The stretches relations are read in: the title as one, recitals and the rest sentence by sentence."""
    flow = layout.flow.text
    units: list[Unit] = []
    if regions.title:
        units.append(Unit(layout.paragraphs[regions.title[0]].start, layout.paragraphs[regions.title[-1]].end, "title"))
    for index in regions.recitals:
        units.append(Unit(layout.paragraphs[index].start, layout.paragraphs[index].end, "recital"))
    repealed: set[int] = set()
    body = frozenset(regions.body)
    for index in (*regions.body, *regions.annex):
        paragraph = layout.paragraphs[index]
        if flow.endswith(_OPENS_LIST, paragraph.start, paragraph.end) and _REPEALED_LIST.search(
            flow, paragraph.start, paragraph.end
        ):
            repealed.add(index)
        listed = paragraph.parent in repealed
        acts = official and index in body and (paragraph.marker == "article" or _amending_point(layout, paragraph))
        for number, (start, end) in enumerate(layout.sentences[index]):
            role = "list" if listed else "act" if acts and number < 2 else "body" if official else "news"
            if role == "body" and paragraph.parent < 0 and not paragraph.marker and _ORDERS.match(flow, start, end):
                role = "recital"
            elif role == "body" and not number and paragraph.marker and _is_purpose(layout, paragraph):
                role = "purpose"
            units.append(Unit(start, end, role))
    return units


# MỤC ĐÍCH, YÊU CẦU · 1. Quan điểm chỉ đạo: what stands under it says what the document is for
_PURPOSE = re.compile(r"(?:MỤC ĐÍCH|Mục đích|QUAN Đ|Quan điểm)")


def _is_purpose(layout: Layout, paragraph: Paragraph) -> bool:
    """Whether a point stands straight under a heading of purposes or under one inside it."""
    at = paragraph.parent
    while at >= 0:
        parent = layout.paragraphs[at]
        if _PURPOSE.match(layout.words(parent)):
            return True
        at = parent.parent
    return False


def _amending_point(layout: Layout, paragraph: Paragraph) -> bool:
    """Whether a point hangs under an article that itself amends or repeals: "Điều 1. Sửa đổi, bổ sung …"."""
    if not paragraph.marker or paragraph.parent < 0:
        return False
    parent = layout.paragraphs[paragraph.parent]
    return (
        parent.marker == "article"
        and re.match(
            r"(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Hiệu lực|Điều khoản thi hành|Tổ chức thực hiện)", layout.words(parent)
        )
        is not None
    )
