"""Where a place of the source lies in what the grammar reads: its sentence, and what that is to the text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from graph.errors import QuestionError
from loaders.analysed import Analysis
from loaders.grammar.mentions import DocumentMention
from loaders.regions import Regions

HEAD, ADDRESS, TITLE, RECITAL, ENACTING, BODY, ANNEX, FOOT, CELL = (
    "head", "address", "title", "recital", "enacting clause", "body", "annex", "foot", "cell of a table",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence of the flow text: ``start``–``end`` there, ``paragraph`` the index of its paragraph."""

    analysis: Analysis
    regions: Regions
    paragraph: int
    start: int
    end: int
    region: str

    @property
    def flow(self) -> str:
        """The whole flow text."""
        return self.analysis.flow.text

    @property
    def words(self) -> str:
        """The words of the sentence."""
        return self.flow[self.start : self.end]

    @property
    def mentions(self) -> list[DocumentMention]:
        """The documents named in it, by place."""
        return [m for m in self.analysis.mentions if self.start <= m.start < self.end]

    @property
    def span(self) -> tuple[int, int]:
        """The sentence in the source, from its first letter to its last."""
        spans = self.analysis.flow.spans(self.start, self.end, "quote")
        return (spans[0].start, spans[-1].end) if spans else (0, 0)


def place_of(analysis: Analysis, source: str, at: int, name: str) -> Place:
    """The sentence around ``source[at]``. Raises QuestionError for a place outside the text and for one that is no part
    of what is read."""
    if not 0 <= at < len(source):
        what = f"has {len(source):,} characters, and {at:,} is not among them"
        raise QuestionError(
            what, where=name, remedy=f"give a place from 0 to {len(source) - 1:,}, as readings count it"
        )
    flow = analysis.flow
    letter = _next_letter(source, at)
    here = bisect_right(flow.starts, letter) - 1
    if here < 0 or not flow.starts[here] <= letter < flow.ends[here]:
        what = f"at {at:,} stands {_line_of(source, at)!r}, which is no part of the text"
        remedy = "running heads, page numbers, stamps, rules and menus are left out before anything is read"
        raise QuestionError(what, where=name, remedy=remedy)
    paragraph = max(analysis.layout.paragraph_at(here), 0)
    region = _region(analysis, paragraph)
    start, end = _title(analysis) if region == TITLE else _sentence(analysis, paragraph, here)
    return Place(analysis, analysis.regions, paragraph, start, end, region)


def _next_letter(source: str, at: int) -> int:
    """The place itself, or where it is white space the first letter behind it, or else before it."""
    behind = at
    while behind < len(source) and source[behind].isspace():
        behind += 1
    if behind < len(source):
        return behind
    while at > 0 and source[at].isspace():
        at -= 1
    return at


def _line_of(source: str, at: int) -> str:
    low, high = source.rfind("\n", 0, at) + 1, source.find("\n", at)
    return source[low : high if high >= 0 else len(source)].strip()[:60]


def _sentence(analysis: Analysis, paragraph: int, here: int) -> tuple[int, int]:
    if paragraph >= len(analysis.layout.paragraphs):
        return 0, len(analysis.flow.text)
    whole = analysis.layout.paragraphs[paragraph]
    for start, end in analysis.layout.sentences[paragraph]:
        if here < end:
            return start, end
    return whole.start, whole.end


def _title(analysis: Analysis) -> tuple[int, int]:
    """A title is read as one, over all its lines."""
    paragraphs, indexes = analysis.layout.paragraphs, analysis.regions.title
    return paragraphs[indexes[0]].start, paragraphs[indexes[-1]].end


def _region(analysis: Analysis, paragraph: int) -> str:
    regions, layout = analysis.regions, analysis.layout
    named = ((TITLE, regions.title), (RECITAL, regions.recitals), (ENACTING, regions.enacting), (ANNEX, regions.annex))
    if paragraph in layout.cells:
        return CELL
    for name, indexes in named:
        if paragraph in indexes:
            return name
    if paragraph in regions.body:
        return BODY
    behind = paragraph < len(layout.paragraphs) and layout.paragraphs[paragraph].first_line >= regions.signature
    if behind:
        return FOOT
    return HEAD if paragraph < regions.first else ADDRESS
