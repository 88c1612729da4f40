"""Who must do what: subjects, roles, coordinators, recipients (domain.md § 7.1, § 7.2).

A point's subject is looked for in its own words, then in the sentence before, then in the headings it hangs under. What it must
do are the clauses of its predicate. Most sentences assign nothing: a predicate counts only where an order, a modal word or a verb
of duty follows the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph.claims import Body, Role
from loaders.grammar.duty_words import (
    ABOUT,
    ANYONE,
    ASKS,
    COMPLETION,
    DELIVERABLE,
    DELIVERED_BY,
    DUTIES_OF,
    ENDS_IN_NOUN,
    ENDS_IN_ROLE,
    EXECUTES,
    GENERIC_WHO,
    HELD_TO,
    HOLDS_MEETING,
    INFORMS,
    LATER_LEAD,
    LEAD_IN,
    LONG_LEAD,
    NEW_ANNEX,
    NEW_PART,
    NO_LIST,
    NOT_AN_ORDER,
    NOT_LISTED,
    ONLY_OPENS,
    OPENS_DUTIES,
    OPENS_POINTS,
    ORDER,
    ORDERED,
    OWN_ACT,
    PASSED_ON,
    POWERS_OF,
    PURPOSE,
    PURPOSES,
    SPEAKER,
    SPLIT,
    TASK_ANYWHERE,
    TELLS_POINTS,
    TOLD_ORDER,
    TOWARD,
    WHICH_OF_THEM,
)
from loaders.grammar.groups import Bodies, BodyLists
from loaders.grammar.predicates import Predicates
from loaders.grammar.relation_words import OPENERS
from loaders.grammar.sentences import clauses
from loaders.layout import Layout, Paragraph


@dataclass(frozen=True, slots=True)
class Duty:
    """An assignment in the flow text: ``start``–``end`` are its words, ``subject`` where its subject stands (outside it when inherited)."""

    organizations: tuple[Body, ...]
    roles: tuple[Role, ...]
    start: int
    end: int
    subject: tuple[int, int]
    inherited: bool
    coordinators: tuple[Body, ...]
    recipients: tuple[Body, ...]
    via: tuple[Body, ...]
    deliverable: str
    rule: str
    deadline_area: tuple[int, int]
    frequency_area: tuple[int, int] | None = None  # where a frequency said before a comma stands


# (gửi Bộ X để tổng hợp), báo cáo Thủ tướng Chính phủ, và trình, báo cáo Ban Bí thư
_COLLECTORS = re.compile(r"(?:\s*,?\s*(?:và\s+)?(?:báo\s+cáo|trình)(?!\w)[^,;.]{0,90})+")
# Khi gửi báo cáo …, | Khi gửi báo cáo … thì đồng thời | gửi Bộ …
_THEN = re.compile(r"(?:,\s+(?:thì\s+)?|\s+thì\s+)(?:đồng\s+thời\s+)?")


@dataclass(frozen=True, slots=True)
class _Subject:
    bodies: Bodies
    rule: str
    ordered: bool = False  # by "giao", "yêu cầu": RESPONSIBLE is said
    leads: bool = False  # what opens its points says that it leads them all, with those ``beside`` it
    beside: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class _Opener:
    """A paragraph without points of its own whose subject the points behind it have; None: they tell what was done.

    ``under`` is the paragraph all of them hang under, ``nearest`` says that it goes before the subject of that.
    """

    subject: _Subject | None
    under: int
    at: int
    nearest: bool = False


_FEW_WORDS = 200  # characters that four words do not fill
_COMMA = re.compile(r"[,:]\s+(?:thì\s+)?")
_COMMA_ONLY = re.compile(r",\s+")
_OF = re.compile(r"\s(?:của|với|từ)\s+")
_JOINT = re.compile(r"[\s,]*(?:(?:và|đồng\s+thời)\s+)?")


class DutyReader:
    """Reads the duties of one text."""

    def __init__(self, layout: Layout, lists: BodyLists, *, official: bool) -> None:
        self.layout, self.lists, self.official = layout, lists, official
        self.text = layout.flow.text
        self.predicates = Predicates(self.text, lists, official=official)
        self._first = 0

    def read(self, paragraphs: Sequence[int]) -> Iterator[Duty]:
        """The duties stated in the given paragraphs (indexes, in order)."""
        self._first = paragraphs[0] if paragraphs else 0  # an annex inherits nothing from the body before it
        subjects: dict[int, _Subject | None] = {}
        powers: set[int] = set()  # points under "Quyền hạn": what a body may do is no duty
        opener: _Opener | None = None  # "… các nhiệm vụ sau đây:"
        asked: _Subject | None = None  # in news, whom the speech of the paragraph before asks
        for index in paragraphs:
            paragraph = self.layout.paragraphs[index]
            if paragraph.marker == "article" or NEW_PART.match(self.text, paragraph.body):
                opener = None
            if NEW_ANNEX.match(self.text, paragraph.start):
                self._first, opener = index, None
            if self.text[paragraph.start : paragraph.end].isupper():
                if DUTIES_OF.match(self.text, paragraph.body) and (capitals := self._heading(index)) is not None:
                    subjects[index] = capitals
                continue
            inherited, ancestor = self._inherited(paragraph, subjects)
            if opener is not None and paragraph.marker and self._under(paragraph, opener.under):
                if inherited is None and opener.subject is None:
                    continue
                if inherited is None or (opener.nearest and opener.at > ancestor):
                    inherited = opener.subject
            if (heading := self._heading(index)) is not None:
                subjects[index] = heading
                if not paragraph.marker and self.layout.words(paragraph).rstrip().endswith(":"):
                    opener = _Opener(heading, paragraph.parent, index, nearest=True)
                continue
            if POWERS_OF.match(self.text, paragraph.body) or paragraph.parent in powers:
                powers.add(index)
                continue
            if self._is_own_act(paragraph) or self._is_headline(index) or self._is_purpose(paragraph):
                continue
            if (inherited is not None and self._is_topic(index)) or ABOUT.fullmatch(self.layout.words(paragraph)):
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

    # --- subjects ---------------------------------------------------------------------------------------------------

    def _inherited(self, paragraph: Paragraph, subjects: dict[int, _Subject | None]) -> tuple[_Subject | None, int]:
        """The subject of the nearest paragraph above that has one, and the index of that; -1 without one."""
        parent = paragraph.parent
        while parent >= self._first:
            if parent in subjects:
                return subjects[parent], parent
            parent = self.layout.paragraphs[parent].parent
        return None, -1

    def _opened(self, index: int, last: _Subject | None) -> _Opener | None:
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

    def _is_topic(self, index: int) -> bool:
        """A point that only titles the points under it: "2. Đẩy mạnh cải cách thủ tục hành chính" without a stop behind it."""
        paragraphs = self.layout.paragraphs
        paragraph = paragraphs[index]
        if index + 1 >= len(paragraphs) or paragraphs[index + 1].parent != index or not paragraph.marker:
            return False
        words = self.text[paragraph.body : paragraph.end].rstrip()
        return bool(words) and words[-1] not in ".;:,!?" and self.lists.at(paragraph.body, paragraph.end) is None

    def _is_own_act(self, paragraph: Paragraph) -> bool:
        """Before the first point, what an official text says of its own making: no duty of its issuer."""
        return (
            self.official
            and not paragraph.marker
            and paragraph.parent < 0
            and OWN_ACT.search(self.text, paragraph.start, paragraph.end) is not None
        )

    def _is_purpose(self, paragraph: Paragraph) -> bool:
        """Whether a point of an official text stands under "MỤC ĐÍCH, YÊU CẦU", "QUAN ĐIỂM": wishes, unless one is held
        to it in words."""
        at = paragraph.parent if self.official else -1
        while at >= 0:
            parent = self.layout.paragraphs[at]
            if PURPOSES.match(self.text, parent.body):
                return HELD_TO.search(self.text, paragraph.start, paragraph.end) is None
            at = parent.parent
        return False

    def _is_headline(self, index: int) -> bool:
        """Whether a paragraph of news stands before its first sentence: a headline says in short what the text says in
        full."""
        return not self.official and index < self._text_begins

    @cached_property
    def _text_begins(self) -> int:
        words = (self.layout.words(paragraph).rstrip() for paragraph in self.layout.paragraphs)
        return next((index for index, line in enumerate(words) if line[-1:] in (".", ":", ";", "/", "…", '"')), 0)

    def _under(self, paragraph: Paragraph, parent: int) -> bool:
        """Whether a point hangs, near or far, under the same paragraph as the opener before it."""
        at = paragraph.parent
        while at >= 0 and at != parent:
            at = self.layout.paragraphs[at].parent
        return at == parent

    def _heading(self, index: int) -> _Subject | None:
        """A point that is nothing but bodies ("5. Bộ Nội vụ"), or "Nhiệm vụ của Ban Chỉ đạo:"."""
        paragraph = self.layout.paragraphs[index]
        if not paragraph.marker and paragraph.parent < 0:
            return None
        start, end = paragraph.body, paragraph.end
        if toward := TOWARD.match(self.text, start, end):
            start = toward.end()
        if of := DUTIES_OF.match(self.text, start, end):
            bodies = self.lists.at(of.end(), end)
            rest = self.text[bodies.end : end].strip(" :.") if bodies else "x"
            if bodies and (not rest or rest.startswith(("trong", "về"))) and "." not in rest:
                return _Subject(bodies, "duties-of")
            return _Subject(whole, "duties-of") if (whole := self._set_with_points(bodies, of.end(), index)) else None
        order = ORDER.match(self.text, start, end)  # 1. Giao Chính phủ:
        bodies = self.lists.at(order.end() if order else start, end)
        if bodies is None:
            return None
        rest = self.text[bodies.end : end].strip(" :.;")
        if order and rest and not self.text[start:end].rstrip().endswith(":"):
            return None
        if not rest or OPENS_DUTIES.fullmatch(rest):
            return _Subject(bodies, "heading")
        if not order and (whole := self._set_with_points(bodies, start, index)) is not None:
            return _Subject(whole, "heading")
        if rest and bodies.items and self.text[start:end].rstrip().endswith(":") and not NOT_LISTED.search(rest):
            listed = self.lists.listed(order.end() if order else start, start + len(self.text[start:end].rstrip(" :")))
            return _Subject(listed, "heading") if listed is not None else None
        return None

    def _set_with_points(self, bodies: Bodies | None, start: int, index: int) -> Bodies | None:
        """The set that a point names in full, where points of its own say what is to be done: "4. Các cơ quan, đơn vị |
        quản lý, sử dụng tài sản công"."""
        words = self.text[start : self.layout.paragraphs[index].end].rstrip(" :")
        if bodies is None or not all(body.group for body in bodies.items) or not self.layout.children.get(index):
            return None
        if not WHICH_OF_THEM.fullmatch(words, bodies.end - start + 1):
            return None
        return self.lists.named(start, start + len(words), group=True)

    def _paragraph(self, index: int, inherited: _Subject | None) -> Iterator[Duty | _Subject]:
        current = inherited
        for start, end in self.layout.sentences[index]:
            found = self._subject(start, end, current) or self._later_subject(start, end)
            if found is None:
                continue
            subject, predicate, is_inherited = found
            opens_list = self.text[start:end].rstrip().endswith(":")
            yield from self._duties(subject, predicate, end, is_inherited, start)
            if EXECUTES.search(self.text, predicate, end):
                current = None
                continue
            current = replace(subject, ordered=False)
            if opens_list and (said := self.predicates.roles(predicate, end, ordered=False)).opens:
                current = replace(current, leads=True, beside=tuple(said.coordinators))
            if opens_list or not is_inherited:
                yield current

    def _later_subject(self, start: int, end: int) -> tuple[_Subject, int, bool] | None:
        """The subject of a later clause where the first has none: "Trên đây là Kế hoạch …; nếu có vướng mắc, các đơn vị
        phản ánh về …"."""
        for begin, stop in list(clauses(self.text, start, end))[1:]:
            if LATER_LEAD.match(self.text, begin, stop) and (found := self._clause_subject(begin, stop)) is not None:
                return found
        return None

    def _clause_subject(self, start: int, end: int) -> tuple[_Subject, int, bool] | None:
        """A body behind the circumstance that opens a clause: "trong quá trình thực hiện, nếu có vướng mắc, | các đơn vị
        báo cáo …"."""
        for comma in _COMMA_ONLY.finditer(self.text, start, end):
            bodies = self.lists.at(comma.end(), end)
            predicate = self.predicates.predicate_at(bodies.end, end) if bodies is not None else None
            if bodies is not None and predicate is not None:
                return _Subject(bodies, "subject"), predicate, False
        return None

    def _subject(self, start: int, end: int, current: _Subject | None) -> tuple[_Subject, int, bool] | None:
        """The subject of a sentence, where its predicate begins, and whether the subject is inherited."""
        at = self._after_lead_in(start, end)
        mine = current is not None and self.predicates.begins_with_verb(at, end) and not ORDER.match(self.text, at, end)
        if current is not None and self._asks_others(start, at, end, current):
            return current, at, True
        if not mine and (ordered := self._ordered(start, end)):
            return ordered[0], ordered[1], False
        if (of_list := self._behind_of_list(start, end)) is not None:
            return of_list
        if (of := DUTIES_OF.match(self.text, at, end)) and not LONG_LEAD.match(self.text, start, end):
            at = of.end()
        for place in dict.fromkeys((at, start)):
            bodies = self.lists.at(place, end)
            if bodies is not None and self._narrated(bodies):
                return None
            if bodies is not None:
                predicate = self.predicates.predicate_at(bodies.end, end)
                return (
                    (_Subject(bodies, "subject"), predicate, False) if predicate is not None else self._held_to(at, end)
                )
        if LONG_LEAD.match(self.text, start, end):
            beside = re.search(r"(?:[Bb]ên\s+cạnh|[Nn]goài)\s", self.text[start : at + 10])
            stop = self.text.find(";", start, end) if not beside else -1
            covered = start
            for comma in _COMMA.finditer(self.text, start, stop if stop > 0 else end):
                if (
                    comma.end() < covered
                    or self._inside_list(start, comma)
                    or any(m.end == comma.start() for m in self.lists.index.between(start, comma.start()))
                ):
                    continue
                bodies = self.lists.at(comma.end(), end)
                covered = bodies.end if bodies is not None else covered
                predicate = self.predicates.predicate_at(bodies.end, end) if bodies is not None else None
                if bodies is not None and predicate is not None:
                    return _Subject(bodies, "subject"), predicate, False
        if (anyone := self._anyone(at, end) or self._held_to(at, end)) is not None:
            return anyone
        if current is None:
            return None
        if self.predicates.begins_with_verb(at, end):
            return current, at, True
        if LONG_LEAD.match(self.text, start, end):
            purpose = PURPOSE.search(self.text, at, end)
            stop = purpose.start() if purpose else end
            for comma in _THEN.finditer(self.text, start, min(stop, start + 420)):
                if self.predicates.begins_with_verb(comma.end(), end):
                    return current, comma.end(), True
        return None

    def _asks_others(self, start: int, at: int, end: int, current: _Subject) -> bool:
        """Under a heading that is a body, what a point of it asks of others is that body's own task: "2. Sở X / - Yêu cầu
        các doanh nghiệp …", "… Đồng thời yêu cầu các đơn vị …"."""
        if current.rule not in ("heading", "duties-of"):
            return False
        found = ASKS.match(self.text, at, end)
        line = self.text.rfind("\n", 0, start) + 1
        return found is not None and (found["also"] is not None or not self.text[line:start].strip(" -+•*.)0123456789"))

    def _behind_of_list(self, start: int, end: int) -> tuple[_Subject, int, bool] | None:
        """Trên cơ sở đề xuất của các bộ, địa phương, Bộ Tài chính tổng hợp …: the last of what reads as one list is the subject."""
        if not LONG_LEAD.match(self.text, start, end):
            return None
        for of in _OF.finditer(self.text, start, min(end, start + 420)):
            whole = self.lists.at(of.end(), end)
            if whole is None or len(whole.items) < 2 or self.text[whole.end : whole.end + 1] == ",":
                continue
            predicate = self.predicates.predicate_at(whole.end, end)
            if predicate is None:
                continue
            for comma in _COMMA_ONLY.finditer(self.text, of.end(), whole.end):
                tail = self.lists.at(comma.end(), end)
                if (
                    tail is not None
                    and tail.end == whole.end
                    and len(tail.items) < len(whole.items)
                    and len({b.group for b in tail.items}) == 1
                    and tail.items[-len(whole.items) :] == whole.items[-len(tail.items) :]
                ):
                    return _Subject(tail, "subject"), predicate, False
        return None

    def _inside_list(self, start: int, comma: re.Match[str]) -> bool:
        """Whether a comma parts the nouns of one set ("bộ, cơ quan, địa phương"): a body or "các …" behind it begins anew."""
        if not ENDS_IN_NOUN.search(self.text, max(start, comma.start() - 24), comma.start()):
            return False
        return (
            self.lists.index.at(comma.end()) is None
            and re.match(r"(?:các|những|từng)\s", self.text[comma.end() : comma.end() + 7]) is None
        )

    def _anyone(self, at: int, end: int) -> tuple[_Subject, int, bool] | None:
        """A stated subject that no list of bodies knows: "Giám đốc Quỹ có trách nhiệm …"."""
        if not self.official or self.text.find("trách", at, end) < 0:
            return None
        found = ANYONE.match(self.text, at, end)
        if found is None:
            return None
        predicate = self.predicates.predicate_at(found.end("who"), end)
        if predicate is None:
            return None
        bodies = self.lists.named(
            found.start("who"), found.end("who"), group=GENERIC_WHO.match(found["who"]) is not None
        )
        return _Subject(bodies, "stated"), predicate, False

    def _held_to(self, at: int, end: int) -> tuple[_Subject, int, bool] | None:
        """A list that holds members nobody knows: "Cục trưởng …, Giám thị các trại giam chịu trách nhiệm thi hành …"."""
        held = HELD_TO.search(self.text, at, min(end, at + 900)) if self.official else None
        if held is None or NO_LIST.search(self.text, at, held.start()):
            return None
        bodies = self.lists.listed(at, held.start())
        if bodies is None and EXECUTES.search(self.text, held.end(), end):
            bodies = self.lists.at(
                at, end
            )  # … và tổ chức liên quan đến việc … | chịu trách nhiệm thi hành Quyết định này
        predicate = self.predicates.predicate_at(held.start(), end) if bodies is not None else None
        return (_Subject(bodies, "stated"), predicate, False) if bodies and predicate is not None else None

    def _narrated(self, bodies: Bodies) -> bool:
        """What news tells of and orders nobody: "Sở Nội vụ tổ chức hội nghị …", "Chủ tịch UBND tỉnh Phạm Anh Tuấn trình bày …"."""
        if self.official:
            return False
        return HOLDS_MEETING.match(self.text, bodies.end) is not None or (
            len(bodies.items) == 1
            and bool(bodies.items[0].head)
            and self.text[bodies.start : bodies.end].rstrip().split()[-1][0].isupper()
            and bodies.named
        )

    def _after_lead_in(self, at: int, end: int) -> int:
        if not self.official and (speaker := SPEAKER.match(self.text, at, end)):
            return speaker.end()
        for _ in range(3):
            found = LEAD_IN.match(self.text, at, end)
            if not found:
                break
            at = found.end()
        return at

    def _ordered(self, start: int, end: int) -> tuple[_Subject, int] | None:
        """Giao/yêu cầu/đề nghị <bodies> <verb>."""
        for found in ORDER.finditer(self.text, start, end):
            no_order = NOT_AN_ORDER.search(self.text, max(start, found.start() - 22), found.start())
            if no_order and not (no_order.group().strip() == "và" and found["order"].startswith("giao")):
                continue
            bodies = self.lists.at(found.end(), end, bare=True) or self._ordered_by_name(found, start, end)
            if bodies is None:
                continue
            predicate = self.predicates.predicate_at(bodies.end, end, ordered=True)
            if predicate is not None:
                order = found["order"].lower()
                return _Subject(bodies, "order", ordered=not order.startswith("đề") or self.official), predicate
        return None if self.official else self._told_order(start, end)

    def _told_order(self, start: int, end: int) -> tuple[_Subject, int] | None:
        """In news: "UBND thành phố đã chỉ đạo Sở Y tế hướng dẫn …"."""
        for found in TOLD_ORDER.finditer(self.text, start, end):
            bodies = self.lists.at(found.end(), end, bare=True)
            predicate = self.predicates.predicate_at(bodies.end, end, ordered=True) if bodies else None
            if bodies is not None and predicate is not None:
                return _Subject(bodies, "order", ordered=True), predicate
        return None

    def _ordered_by_name(self, order: re.Match[str], start: int, end: int) -> Bodies | None:
        """Whom a sentence that begins with "Giao" names, where nobody knows the name."""
        if not self.official or order.start() > start or order["order"] != "Giao":
            return None
        found = ORDERED.match(self.text, order.end(), end)
        return self.lists.named(found.start("who"), found.end("who"), group=False) if found else None

    # --- predicates -------------------------------------------------------------------------------------------------

    def _duties(self, subject: _Subject, start: int, end: int, inherited: bool, sentence: int) -> Iterator[Duty]:
        pieces = [p for clause in clauses(self.text, start, end) for p in self._split(*clause)]
        pending: list[Duty] = []
        first = True
        for begin, stop in pieces:
            begin = self._skip_joint(begin, stop)
            if begin >= stop:
                continue
            if not first and COMPLETION.match(self.text, begin, stop):
                pending = [replace(d, deadline_area=(begin, stop)) for d in pending]
                continue
            mine, own = subject, None
            if not first:
                asks = subject.rule in ("heading", "duties-of") and ASKS.match(self.text, begin, stop) is not None
                ordered = self._ordered(begin, stop) if not asks and ORDER.match(self.text, begin, stop) else None
                own = ordered[0].bodies if ordered else self.lists.at(begin, stop)
                predicate = self.predicates.predicate_at(own.end, stop) if own else None
                if own and predicate is not None:
                    yield from pending
                    pending = []
                    mine = subject = ordered[0] if ordered else _Subject(own, "subject")
                    begin_predicate = predicate
                elif asks:
                    begin_predicate = begin
                elif own or (verb := self._later_verb(begin, stop)) is None:
                    if pending and not own:  # a further object of the task before: "…; cơ chế, chính sách trọng dụng …"
                        pending[-1] = replace(pending[-1], end=stop, deadline_area=(pending[-1].deadline_area[0], stop))
                    continue
                else:
                    begin_predicate = verb
            else:
                begin_predicate = begin
            duty = self._duty(
                mine,
                begin_predicate,
                self._first_start(mine, begin, inherited, sentence) if first else begin,
                stop,
                own is None and (inherited or not first),
            )
            if duty is not None and first and sentence < duty.start:
                duty = replace(duty, deadline_area=(sentence, duty.end))
            first = False
            subject = replace(subject, ordered=False)
            if duty is not None:
                pending.append(self._carried(duty, pending, begin))
        yield from pending

    def _later_verb(self, begin: int, stop: int) -> int | None:
        """Where the verb of a later clause begins: at its head, or behind a circumstance ("…; trong quá trình thực hiện,
        nếu có vướng mắc, | kịp thời báo cáo"). None where it has none."""
        if self.predicates.begins_with_verb(begin, stop):
            return begin
        if LATER_LEAD.match(self.text, begin, stop):
            for comma in _THEN.finditer(self.text, begin, min(stop, begin + 420)):
                if self.predicates.begins_with_verb(comma.end(), stop):
                    return comma.end()
        return None

    def _carried(self, duty: Duty, before: Sequence[Duty], begin: int) -> Duty:
        """A report goes to whom the report before it went, a proposal to whom the sentence advises; split off by a comma it keeps the frequency said before it."""
        if "PROPOSE" in duty.roles and not duty.recipients:
            advised = next((d for d in reversed(before) if "ADVISE" in d.roles and d.recipients), None)
            return replace(duty, recipients=advised.recipients) if advised else duty
        if "REPORT" not in duty.roles:
            return duty
        if not duty.recipients:
            earlier = next((d for d in reversed(before) if "REPORT" in d.roles and d.recipients), None)
            duty = replace(duty, recipients=earlier.recipients) if earlier else duty
        if before and self.text[before[-1].end : begin].strip() == ",":
            duty = replace(duty, frequency_area=(before[-1].start, begin))
        return duty

    def _first_start(self, subject: _Subject, begin: int, inherited: bool, sentence: int) -> int:
        """A duty whose subject its own sentence names begins with the sentence: "Đối với …, giao Sở Y tế …"; behind what
        a recital says it carries out, with the order: "Thực hiện Kết luận số 34-KL/TW …, | Thủ tướng yêu cầu …"."""
        if subject.rule == "order" and any(opener.match(self.text, sentence) for opener, _, _ in OPENERS):
            comma = self.text.rfind(", ", sentence, subject.bodies.start)
            sentence = comma + 2 if comma >= 0 else sentence
        return (
            sentence
            if not inherited and sentence <= subject.bodies.start < begin + 1 and begin - sentence < 420
            else begin
        )

    def _skip_joint(self, at: int, end: int) -> int:
        found = _JOINT.match(self.text, at, end)
        return found.end() if found else at

    def _split(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = counted = start
        depth = 0  # of the brackets opened since ``at``
        passed_on = self._passed_on(start, end)
        for stop, after in self._joints(start, end):
            depth += self.text.count("(", counted, stop) - self.text.count(")", counted, stop)
            counted = stop
            if passed_on[0] < stop < passed_on[1]:
                continue
            few = len(self.text[at : min(stop, at + _FEW_WORDS)].split()) <= 4
            short = few and re.match(r"(?:đề|báo|tham)", self.text[after : after + 4])
            if stop - at < 12 or short or ENDS_IN_ROLE.search(self.text, max(at, stop - 40), stop) or depth > 0:
                continue
            yield at, stop
            at = counted = after
            depth = 0
        yield at, end

    def _joints(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where a predicate may go on with a further task, or with another body and its own: "Sở X hướng dẫn …, | Sở Y
        cân đối kinh phí"."""
        joints = [(found.start(), found.end()) for found in SPLIT.finditer(self.text, start, end)]
        for comma in _COMMA_ONLY.finditer(self.text, start + 12, end):
            body = self.lists.index.at(comma.end())
            if body is None or self.predicates.predicate_at(body.end, end) is None:
                continue
            before = self.lists.index.between(start, comma.start())
            since = before[-1].end if before else start
            if TASK_ANYWHERE.search(self.text, since, comma.start()) and "," not in self.text[since : comma.start()]:
                joints.append((comma.start(), comma.end()))
        return sorted(set(joints))

    def _passed_on(self, start: int, end: int) -> tuple[int, int]:
        """Where "… gửi Bộ X để tổng hợp, báo cáo Thủ tướng, và trình, báo cáo Ban Bí thư" stands: what follows is the collector's, not the reporter's."""
        found = PASSED_ON.search(self.text, start, end)
        if found is None:
            return start, start
        tail = _COLLECTORS.match(self.text, found.end(), end)
        return found.start(), tail.end() if tail else found.end()

    def _duty(self, subject: _Subject, predicate: int, start: int, end: int, inherited: bool) -> Duty | None:
        while end > start and self.text[end - 1] in " .;:,/":
            end -= 1
        if (
            end - predicate < 8
            or ONLY_OPENS.fullmatch(self.text, predicate, end)
            or INFORMS.match(self.text, predicate, end)
        ):
            return None
        said = self.predicates.roles(predicate, end, ordered=subject.ordered)
        if not said.roles:
            return None
        if subject.leads:
            said.roles[:] = ["LEAD", *(role for role in said.roles if role not in ("LEAD", "RESPONSIBLE"))]
            said.coordinators[:] = list(dict.fromkeys((*subject.beside, *said.coordinators)))
        deliverable = DELIVERABLE.search(self.text, predicate, end)
        return Duty(
            subject.bodies.items, tuple(dict.fromkeys(said.roles)), start, end, (subject.bodies.start, subject.bodies.end), inherited,
            tuple(said.coordinators), tuple(said.recipients), tuple(said.via),
            re.sub(r"\s+", " ", DELIVERED_BY.split(deliverable["what"])[0]).strip() if deliverable else "", f"{subject.rule}{'-inherited' if inherited else ''}", (start, end),
        )  # fmt: skip
