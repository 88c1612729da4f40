"""Why a duty is, or is not, read at a place: its subject, verb and roles, its deadline, what is reported to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.claims import Assignment
from loaders.explain.model import Look, Step, asked, gives_way, short
from loaders.explain.place import ANNEX, BODY, RECITAL, Place
from loaders.grammar.deadlines import find_deadlines
from loaders.grammar.duty_words import (
    ABOUT,
    DUTIES_OF,
    HELD_TO,
    INFORMS,
    LEAD_IN,
    LONG_LEAD,
    NO_LIST,
    NOT_A_DUTY,
    NOT_AN_ORDER,
    ONLY_OPENS,
    ORDER,
    ORDERED,
    OWN_ACT,
    POWERS_OF,
    PURPOSES,
    ROLE_WORDS,
    TASK_ANYWHERE,
    TELLS_POINTS,
    TOLD_ORDER,
    TOWARD,
)
from loaders.grammar.groups import Bodies, BodyLists
from loaders.grammar.labels import labelled_duties
from loaders.grammar.predicates import Predicates
from loaders.points import Paragraph

_COMMA = re.compile(r",\s+")
_JOINT = re.compile(r"[,;]\s+(?:(?:và|đồng\s+thời)\s+)?|\s+và\s+")
_FAR = 40  # paragraphs that an opener may stand before its last point
_SHORTEST_TASK = 8  # characters
_RHYTHM = re.compile(r"(?<!\w)(?:định\s+kỳ|hằng|hàng|mỗi|thường\s+xuyên|\d+\s+tháng)(?!\w)", re.IGNORECASE)
_TIME = re.compile(
    r"(?<!\w)(?:ngày|tháng|quý|năm|tuần|giờ|ngay|khẩn\s+trương|thường\s+xuyên)(?!\w)|\d{1,2}/\d", re.IGNORECASE
)


class DutyLooks:
    """The rules of duties at one place, given the ``assignments`` that were read there."""

    def __init__(self, place: Place, assignments: Sequence[Assignment]) -> None:
        self.place, self.assignments = place, assignments
        self.lists: BodyLists = place.analysis.lists
        self.official = place.analysis.setting.official
        self.predicates = Predicates(place.flow, self.lists, official=self.official)

    def looks(self) -> Iterator[Look]:
        """One look for each way to find a subject, then for roles, deadlines, frequencies and reports."""
        ways = {
            "duty-subject": self._subject(),
            "duty-order": self._order(),
            "duty-stated": self._stated(),
            "duty-inherited": self._inherited(),
            "duty-heading": self._heading(),
            "duty-label": self._label(),
        }
        for rule, steps in ways.items():
            yield Look("assignments", rule, False, asked((*self._area(), *self._point(), *steps)))
        yield Look("subjects", "subject", False, asked(self._named()))
        for words, role in ROLE_WORDS:
            yield Look("roles", role, False, asked(self._role(words, role)))
        yield Look("deadlines", "deadline", False, asked(self._deadline()))
        yield Look("frequencies", "frequency", False, asked(self._frequency()))
        yield Look("reporting", "reporting", False, asked(self._reporting()))

    # --- where duties are looked for --------------------------------------------------------------------------------

    def _area(self) -> Iterator[Step]:
        place = self.place
        states = place.analysis.states is not None
        yield Step("the text has a head, or tells of a document, a meeting or an order that states duties", states)
        read = place.region in (BODY, ANNEX) or (
            place.region == RECITAL and TASK_ANYWHERE.search(place.words) is not None
        )
        yield Step("the place is of the body or an annex", read, place.region)

    def _point(self) -> Iterator[Step]:
        """What a point must not be."""
        place, text = self.place, self.place.flow
        paragraphs = place.analysis.layout.paragraphs
        paragraph = paragraphs[place.paragraph]
        capitals = text[paragraph.start : paragraph.end].isupper()
        yield Step("it is no heading in capitals", not capitals, short(place.words) if capitals else "")
        power = next((p for p in self._above() if POWERS_OF.match(text, p.body)), None)
        yield Step("it stands under no “Quyền hạn”: what a body may do is no duty", power is None, self._told(power))
        about = ABOUT.fullmatch(place.analysis.layout.words(paragraph)) is not None
        yield Step("it does more than name what the next paragraph is about", not about)
        own = self.official and not paragraph.marker and paragraph.parent < 0
        act = OWN_ACT.search(text, paragraph.start, paragraph.end) if own else None
        yield Step("it does more than say that the document is issued", act is None, short(act[0]) if act else "")
        aims = self._aims()
        yield Step("it stands under no heading of aims, or holds somebody to it", not aims, aims)

    def _above(self) -> Iterator[Paragraph]:
        """The paragraph itself and those it hangs under."""
        paragraphs, at = self.place.analysis.layout.paragraphs, self.place.paragraph
        while at >= 0:
            yield paragraphs[at]
            at = paragraphs[at].parent

    def _told(self, paragraph: Paragraph | None) -> str:
        return short(self.place.analysis.layout.words(paragraph)) if paragraph is not None else ""

    def _aims(self) -> str:
        paragraph = self.place.analysis.layout.paragraphs[self.place.paragraph]
        if not self.official or HELD_TO.search(self.place.flow, paragraph.start, paragraph.end):
            return ""
        above = [p for p in self._above() if p is not paragraph and PURPOSES.match(self.place.flow, p.body)]
        return self._told(above[0]) if above else ""

    # --- subjects and what they are to do -----------------------------------------------------------------------------

    def _begin(self) -> int:
        """Where a subject may stand: behind the opener of the sentence."""
        at, end = self.place.start, self.place.end
        for _ in range(3):
            if found := LEAD_IN.match(self.place.flow, at, end):
                at = found.end()
        return at

    def _at_head(self) -> Bodies | None:
        at, end = self._begin(), self.place.end
        if of := DUTIES_OF.match(self.place.flow, at, end):
            at = of.end()
        return self.lists.at(at, end) or self.lists.at(self.place.start, end)

    def _behind_lead(self) -> Bodies | None:
        """The first body behind a circumstance that opens the sentence and is followed by a predicate."""
        start, end = self.place.start, self.place.end
        if not LONG_LEAD.match(self.place.flow, start, end):
            return None
        for comma in _COMMA.finditer(self.place.flow, start, end):
            bodies = self.lists.at(comma.end(), end)
            if bodies is not None and self.predicates.predicate_at(bodies.end, end) is not None:
                return bodies
        return None

    def _subject(self) -> Iterator[Step]:
        bodies = self._behind_lead() or self._at_head()
        yield Step(
            "a body stands at the head of the sentence or behind its circumstance",
            bodies is not None,
            self._words_at(self._begin(), bodies),
        )
        yield from self._does(bodies.end if bodies else self.place.start, ordered=False)

    def _order(self) -> Iterator[Step]:
        text, (start, end) = self.place.flow, (self.place.start, self.place.end)
        found = list(ORDER.finditer(text, start, end))
        if not self.official:
            found += list(TOLD_ORDER.finditer(text, start, end))
        yield Step("a word of order stands there (giao, yêu cầu, đề nghị, phân công)", bool(found))
        before = {f: NOT_AN_ORDER.search(text, max(start, f.start() - 22), f.start()) for f in found}
        orders = [f for f in found if before[f] is None]
        noun = next((f"{b[0]}{f[0]}" for f, b in before.items() if b), "")
        yield Step("it is an order, no noun and nothing told (theo yêu cầu, được giao)", bool(orders), short(noun))
        told = [(f, self.lists.at(f.end(), end, bare=True) or self._by_name(f)) for f in orders]
        named = [(f, bodies) for f, bodies in told if bodies is not None]
        behind = text[orders[0].end() : orders[0].end() + 40] if orders else ""
        yield Step("a body follows it", bool(named), "" if named else short(behind, 40))
        at = named[0][1].end if named else end
        yield from self._does(at, ordered=True)

    def _by_name(self, order: re.Match[str]) -> Bodies | None:
        """Whom a sentence that begins with "Giao" names, known to the registry or not."""
        found = ORDERED.match(self.place.flow, order.end(), self.place.end) if self.official else None
        return self.lists.named(found.start("who"), found.end("who"), group=False) if found else None

    def _stated(self) -> Iterator[Step]:
        text, (start, end) = self.place.flow, (self.place.start, self.place.end)
        yield Step("the text is an official one", self.official)
        known = self._at_head()
        other = known is None or self.predicates.predicate_at(known.end, end) is None
        yield Step(
            "no known body stands before its predicate", other, short(text[known.start : known.end]) if known else ""
        )
        held = HELD_TO.search(text, start, end)
        yield Step("“có trách nhiệm” or “chịu trách nhiệm” is said", held is not None)
        more = NO_LIST.search(text, start, held.start()) if held else None
        yield Step(
            "what stands before is nothing but a list of those held", more is None, short(more[0]) if more else ""
        )
        yield from self._does(held.start() if held else end, ordered=False)

    def _inherited(self) -> Iterator[Step]:
        at, end = self._begin(), self.place.end
        behind = [found.end() for found in _JOINT.finditer(self.place.flow, at, end)] if self.assignments else []
        verbs = [place for place in (at, *behind) if self.predicates.begins_with_verb(place, end)]
        yield Step(
            "it begins with a verb of duty, or goes on with one behind a duty of its own",
            bool(verbs),
            self._first_words(at),
        )
        order = ORDER.match(self.place.flow, at, end)
        verbs = [place for place in verbs if not order or place > at] or verbs
        own = not verbs or verbs[0] == at
        yield Step("no order gives it a subject of its own", not (own and order), short(order[0]) if order else "")
        above = any(self._bodies_of(paragraph) is not None for paragraph in self._above())
        named = self._at_head() or self._behind_lead() or ORDER.search(self.place.flow, at, end)
        before = self._sentence_before() or self._opened_before()
        yield Step(
            "a heading, the sentence before or the clause before names a body",
            bool(above or before or (named and not own)),
        )
        yield from self._task(verbs[0] if verbs else at)

    def _first_words(self, at: int) -> str:
        return short(self.place.flow[at : self.place.end], 40)

    def _opened_before(self) -> bool:
        """Whether a paragraph not far before it names a body and ends in a colon: it opens these points."""
        paragraphs, index = self.place.analysis.layout.paragraphs, self.place.paragraph
        before = paragraphs[max(0, index - _FAR) : index]
        opening = [p for p in before if self.place.flow[p.start : p.end].rstrip().endswith(":")]
        return any(self._bodies_of(paragraph) is not None for paragraph in opening)

    def _bodies_of(self, paragraph: Paragraph) -> Bodies | None:
        text, start, end = self.place.flow, paragraph.body, paragraph.end
        if opener := TOWARD.match(text, start, end) or DUTIES_OF.match(text, start, end):
            start = opener.end()
        elif order := ORDER.search(text, start, end):
            start = order.end()
        inside = start <= self.place.start < end
        return None if inside else self.lists.at(start, end)

    def _sentence_before(self) -> bool:
        before = [s for s in self.place.analysis.layout.sentences[self.place.paragraph] if s[1] <= self.place.start]
        return bool(before) and self.lists.at(*before[-1]) is not None

    def _heading(self) -> Iterator[Step]:
        paragraph = self.place.analysis.layout.paragraphs[self.place.paragraph]
        yield Step(
            "the point has a number or mark, or hangs under one that has",
            bool(paragraph.marker) or paragraph.parent >= 0,
        )
        bodies = self._at_head()
        yield Step("a body stands at its head", bodies is not None, self._words_at(self._begin(), bodies))
        rest = self.place.flow[bodies.end : paragraph.end].strip(" :.;") if bodies else ""
        yield Step("nothing but bodies stands in it", not rest, short(rest))
        children = self.place.analysis.layout.children.get(self.place.paragraph, [])
        yield Step("points hang under it", bool(children))
        yield gives_way("it is no duty itself: its points inherit it")

    def _label(self) -> Iterator[Step]:
        yield Step("the text is an official one", self.official)
        layout = self.place.analysis.layout
        yield Step("a colon stands in the point", ":" in layout.words(layout.paragraphs[self.place.paragraph]))
        found = list(labelled_duties(layout, self.lists, [self.place.paragraph]))
        yield Step("a label says who does it (Cơ quan chủ trì: …, Đơn vị thực hiện: …)", bool(found))

    def _does(self, at: int, *, ordered: bool) -> Iterator[Step]:
        """What must stand behind a subject."""
        text, end = self.place.flow, self.place.end
        predicate = self.predicates.predicate_at(at, end, ordered=ordered)
        state = NOT_A_DUTY.match(text, at, end) if predicate is None else None
        told = short(state[0]) if state else ""
        yield Step("no word of past, state or right follows (đã, là, có quyền, không)", state is None, told)
        behind = "" if predicate is not None else short(text[at:end], 40)
        yield Step("a verb of duty, a role or a modal word follows", predicate is not None, behind)
        yield from self._task(predicate if predicate is not None else end)

    def _task(self, at: int) -> Iterator[Step]:
        text, end = self.place.flow, self.place.end
        enough = end - at >= _SHORTEST_TASK and ONLY_OPENS.fullmatch(text[at:end].rstrip(" .;:,/")) is None
        yield Step(
            "its words say what is to be done, not only that points follow",
            enough,
            "" if enough else short(text[at:end]),
        )
        told = TELLS_POINTS.search(text[max(at, end - 220) : end])
        yield Step(
            "it is no notice, and no account of what was done", INFORMS.match(text, at, end) is None and told is None
        )
        yield Step("a role can be told from them", bool(self.predicates.roles(at, end, ordered=False).roles))

    def _words_at(self, at: int, bodies: Bodies | None) -> str:
        return "" if bodies is not None else short(self.place.flow[at : self.place.end], 40)

    # --- what hangs on a duty -----------------------------------------------------------------------------------------

    def _is_read(self) -> Step:
        return Step("a duty is read there", bool(self.assignments))

    def _named(self) -> Iterator[Step]:
        named = self.place.analysis.bodies.between(self.place.start, self.place.end)
        stated = bool(named) or self._at_head() is not None
        above = any(self._bodies_of(paragraph) is not None for paragraph in self._above())
        above = above or self._opened_before() or bool(self.assignments)
        yield Step(
            "a body is named in the sentence, in a heading above it or in what opens its points", stated or above
        )
        yield self._is_read()

    def _role(self, words: str, role: str) -> Iterator[Step]:
        found = re.search(rf"(?<!\w)(?:{words})(?!\w)", self.place.words, re.IGNORECASE)
        yield Step("a word of the role stands there", found is not None)
        yield self._is_read()
        yield gives_way("it is what the subject is to do, not what the task is about", short(found[0]) if found else "")

    def _deadline(self) -> Iterator[Step]:
        anchor = self.place.analysis.setting.on
        framed = find_deadlines(self.place.flow, self.place.start, self.place.end, anchor=anchor)
        found = _TIME.search(self.place.words)
        yield Step("a day, month, period or haste is said", bool(framed or found))
        words = short(self.place.words[found.start() :], 40) if found else ""
        yield Step("a word sets it as the time of what is done (trước, trong, đến, chậm nhất)", bool(framed), words)
        yield self._is_read()

    def _frequency(self) -> Iterator[Step]:
        yield Step("a rhythm is said (hằng tháng, định kỳ, 6 tháng)", _RHYTHM.search(self.place.words) is not None)
        anchor = self.place.analysis.setting.on
        found = find_deadlines(self.place.flow, self.place.start, self.place.end, anchor=anchor)
        yield Step("it sets how often something is done", any(match.deadline.frequency for match in found))
        yield self._is_read()

    def _reporting(self) -> Iterator[Step]:
        yield self._is_read()
        reports = [a for a in self.assignments if "REPORT" in a.roles]
        yield Step("one of its roles is to report", bool(reports))
        to = [a for a in reports if a.recipients]
        yield Step("the body reported to is named", bool(to))
        keys = [{b.key for b in a.organizations} - {r.key for r in a.recipients} for a in to]
        yield Step("it is another body than the one that reports", any(keys))
