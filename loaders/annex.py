"""A text that is an annex alone: "PHỤ LỤC II … (Kèm theo Kế hoạch số 15/KH-UBND ngày … của …)" without the paper.

What it says is said by the instrument it came with, at that instrument's date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.dates import PartialDate
from graph.registry import Registry
from loaders.grammar.dates import DATE, date_of
from loaders.grammar.mentions import BodyIndex, DocumentMention
from loaders.layout import Layout

#: Paragraphs at the head of a text among which the bracket stands.
_HEAD = 14
_HEADING = re.compile(r"(?:PHỤ LỤC|Phụ lục|DANH MỤC|BẢNG|BIỂU|Biểu|NHIỆM VỤ|PHÂN CÔNG|KẾ HOẠCH|LỘ TRÌNH|TỔNG HỢP)\b")
# (Kèm theo Kế hoạch số …) · (Ban hành kèm theo …)
_BRACKET = re.compile(r"\(?\s*(?:ban\s+hành\s+)?kèm\s+theo\s+(?P<what>[^()]{8,600})\)?", re.IGNORECASE)
# Nghị quyết số     /NQ-CP ngày …: the number was still to be written in
_OPEN_NUMBER = re.compile(r"(?P<noun>[A-ZĐ]\w+(?:\s+\w+){0,2}?)\s+số\s*:?\s*[.…_\s]*/")


@dataclass(frozen=True, slots=True)
class Annex:
    """Where the words stand that name the instrument, in the flow text, and its date."""

    start: int
    end: int
    date: PartialDate | None


def find_annex(layout: Layout) -> Annex | None:
    """The bracket below the heading of an annex; None for any other text."""
    flow = layout.flow.text
    headed = False
    for paragraph in layout.paragraphs[:_HEAD]:
        if layout.lines[paragraph.first_line].cell >= 0:
            break
        headed = headed or _HEADING.match(flow, paragraph.start, paragraph.end) is not None
        bracket = _BRACKET.match(flow, paragraph.start, paragraph.end)
        if headed and bracket:
            days = list(DATE.finditer(flow, bracket.start("what"), bracket.end("what")))
            date = date_of(days[-1], None)[0] if days else None
            return Annex(bracket.start("what"), bracket.end("what"), date)
    return None


def open_mention(annex: Annex, flow: str, bodies: BodyIndex, registry: Registry) -> DocumentMention | None:
    """The instrument where its number was left open; None where the bracket names none so."""
    found = _OPEN_NUMBER.search(flow, annex.start, annex.end)
    kind = registry.type_of_noun(found["noun"]) if found else None
    if found is None or kind is None:
        return None
    issuers = [m.body for m in bodies.between(found.end(), annex.end)]
    issuer = issuers[-1] if issuers else None
    return DocumentMention(found.start(), annex.end, "title", kind.noun, date=annex.date, issuer=issuer)
