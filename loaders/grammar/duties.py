"""Who must do what: subjects, roles, coordinators, recipients (domain.md § 7.1, § 7.2).

A point's subject is looked for in its own words, then in the sentence before, then in the headings it hangs under. What it must
do are the clauses of its predicate. Most sentences assign nothing: a predicate counts only where an order, a modal word or a verb
of duty follows the subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.grammar.duty_clauses import Duty, DutyClauses
from loaders.grammar.duty_words import (
    ABOUT,
    DUTIES_OF,
    EXECUTES,
    NEW_ANNEX,
    NEW_PART,
    OPENS_POINTS,
    POWERS_OF,
    TELLS_POINTS,
)
from loaders.grammar.groups import BodyLists
from loaders.grammar.headings import Headings
from loaders.grammar.predicates import Predicates
from loaders.grammar.subjects import Subject, Subjects
from loaders.layout import Layout
from loaders.points import Paragraph


@dataclass(frozen=True, slots=True)
class _Opener:
    """A paragraph without points of its own whose subject the points behind it have; None: they tell what was done.

    ``under`` is the paragraph all of them hang under, ``nearest`` says that it goes before the subject of that.
    """

    subject: Subject | None
    under: int
    at: int
    nearest: bool = False


class DutyReader:
    """Reads the duties of one text."""

    def __init__(self, layout: Layout, lists: BodyLists, *, official: bool) -> None:
        self.layout, self.official = layout, official
        self.text = layout.flow.text
        self.predicates = Predicates(self.text, lists, official=official)
        self.headings = Headings(layout, lists, official=official)
        self.subjects = Subjects(self.text, lists, self.predicates, official=official)
        self.clauses = DutyClauses(self.text, lists, self.predicates, self.subjects)
        self._first = 0

    def read(self, paragraphs: Sequence[int]) -> Iterator[Duty]:
        """The duties stated in the given paragraphs (indexes, in order)."""
        self._first = paragraphs[0] if paragraphs else 0  # an annex inherits nothing from the body before it
        subjects: dict[int, Subject | None] = {}
        powers: set[int] = set()  # points under "Quyền hạn": what a body may do is no duty
        opener: _Opener | None = None  # "… các nhiệm vụ sau đây:"
        asked: Subject | None = None  # in news, whom the speech of the paragraph before asks
        for index in paragraphs:
            paragraph = self.layout.paragraphs[index]
            if paragraph.marker == "article" or NEW_PART.match(self.text, paragraph.body):
                opener = None
            if NEW_ANNEX.match(self.text, paragraph.start):
                self._first, opener = index, None
            if self.text[paragraph.start : paragraph.end].isupper():
                heads = DUTIES_OF.match(self.text, paragraph.body)
                if heads and (capitals := self.headings.subject(index)) is not None:
                    subjects[index] = capitals
                continue
            inherited, ancestor = self._inherited(paragraph, subjects)
            if opener is not None and paragraph.marker and self._under(paragraph, opener.under):
                if inherited is None and opener.subject is None:
                    continue
                if inherited is None or (opener.nearest and opener.at > ancestor):
                    inherited = opener.subject
            if (heading := self.headings.subject(index)) is not None:
                subjects[index] = heading
                if not paragraph.marker and self.layout.words(paragraph).rstrip().endswith(":"):
                    opener = _Opener(heading, paragraph.parent, index, nearest=True)
                continue
            if POWERS_OF.match(self.text, paragraph.body) or paragraph.parent in powers:
                powers.add(index)
                continue
            if self._orders_nobody(index, inherited):
                continue
            last, ordering = None, False
            for duty_or_subject in self._paragraph(index, inherited or asked):
                if isinstance(duty_or_subject, Duty):
                    ordering = duty_or_subject.rule.startswith("order") or (ordering or asked is not None)
                    yield duty_or_subject
                else:
                    last = duty_or_subject
            if not self.official:
                asked = (last or asked) if ordering else None
            if last is not None:
                subjects[index] = last
            opener = self._opened(index, last) or opener

    def _orders_nobody(self, index: int, inherited: Subject | None) -> bool:
        """Whether a paragraph says what the text itself is or is for, or only titles the points under it."""
        paragraph, headings = self.layout.paragraphs[index], self.headings
        if headings.is_own_act(paragraph) or headings.is_headline(index) or headings.is_purpose(paragraph):
            return True
        if inherited is not None and headings.is_topic(index):
            return True
        return ABOUT.fullmatch(self.layout.words(paragraph)) is not None

    def _inherited(self, paragraph: Paragraph, subjects: dict[int, Subject | None]) -> tuple[Subject | None, int]:
        """The subject of the nearest paragraph above that has one, and the index of that; -1 without one."""
        parent = paragraph.parent
        while parent >= self._first:
            if parent in subjects:
                return subjects[parent], parent
            parent = self.layout.paragraphs[parent].parent
        return None, -1

    def _opened(self, index: int, last: Subject | None) -> _Opener | None:
        """Whether a paragraph hands its subject to the points behind it, or tells that they are done (no subject then)."""
        paragraph = self.layout.paragraphs[index]
        tail = self.text[max(paragraph.body, paragraph.end - 220) : paragraph.end].rstrip()
        if not tail.endswith(":"):
            return None
        if TELLS_POINTS.search(tail):
            return _Opener(None, paragraph.parent, index)
        has_points = index + 1 < len(self.layout.paragraphs) and self.layout.paragraphs[index + 1].parent == index
        if last is None or has_points or not OPENS_POINTS.search(tail):
            return None  # points of its own have it from their parent
        return _Opener(last, paragraph.parent, index)

    def _under(self, paragraph: Paragraph, parent: int) -> bool:
        """Whether a point hangs, near or far, under the same paragraph as the opener before it."""
        at = paragraph.parent
        while at >= 0 and at != parent:
            at = self.layout.paragraphs[at].parent
        return at == parent

    def _paragraph(self, index: int, inherited: Subject | None) -> Iterator[Duty | Subject]:
        current = inherited
        for start, end in self.layout.sentences[index]:
            found = self.subjects.of(start, end, current) or self.subjects.of_later_clause(start, end)
            if found is None:
                continue
            subject, predicate, is_inherited = found
            opens_list = self.text[start:end].rstrip().endswith(":")
            yield from self.clauses.read(subject, predicate, end, is_inherited, start)
            if EXECUTES.search(self.text, predicate, end):
                current = None
                continue
            current = replace(subject, ordered=False)
            if opens_list and (said := self.predicates.roles(predicate, end, ordered=False)).opens:
                current = replace(current, leads=True, beside=tuple(said.coordinators))
            if opens_list or not is_inherited:
                yield current
