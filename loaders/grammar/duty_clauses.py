"""The duties that the predicate of a sentence states: one for each of its clauses, with roles and areas of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.claims import Body, Role
from loaders.grammar.duty_words import (
    ASKS,
    COMMA,
    COMPLETION,
    DELIVERABLE,
    DELIVERED_BY,
    ENDS_IN_ROLE,
    INFORMS,
    LATER_LEAD,
    ONLY_OPENS,
    OPENS_LIST_OF,
    ORDER,
    PASSED_ON,
    SPLIT,
    TASK_ANYWHERE,
    THEN,
)
from loaders.grammar.groups import BodyLists
from loaders.grammar.predicates import Predicates
from loaders.grammar.relation_words import OPENERS
from loaders.grammar.sentences import clauses
from loaders.grammar.subjects import Subject, Subjects


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
_FEW_WORDS = 200  # characters that four words do not fill
_JOINT = re.compile(r"[\s,]*(?:(?:và|đồng\s+thời)\s+)?")


class DutyClauses:
    """Reads the clauses of predicates in one text."""

    def __init__(self, text: str, lists: BodyLists, predicates: Predicates, subjects: Subjects) -> None:
        self.text, self.lists, self.predicates, self.subjects = text, lists, predicates, subjects

    def read(self, subject: Subject, start: int, end: int, inherited: bool, sentence: int) -> Iterator[Duty]:
        """The duties of ``subject`` whose predicate is ``text[start:end]``, of the sentence that begins at ``sentence``;
        ``inherited`` says that the sentence does not name it."""
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
                ordered = (
                    self.subjects.ordered(begin, stop) if not asks and ORDER.match(self.text, begin, stop) else None
                )
                own = ordered[0].bodies if ordered else self.lists.at(begin, stop)
                predicate = self.predicates.predicate_at(own.end, stop) if own else None
                if own and predicate is not None:
                    yield from pending
                    pending = []
                    mine = subject = ordered[0] if ordered else Subject(own, "subject")
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
            for comma in THEN.finditer(self.text, begin, min(stop, begin + 420)):
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

    def _first_start(self, subject: Subject, begin: int, inherited: bool, sentence: int) -> int:
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
        for comma in COMMA.finditer(self.text, start + 12, end):
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

    def _duty(self, subject: Subject, predicate: int, start: int, end: int, inherited: bool) -> Duty | None:
        while end > start and self.text[end - 1] in " .;:,/":
            end -= 1
        if (
            end - predicate < 8
            or ONLY_OPENS.fullmatch(self.text, predicate, end)
            or INFORMS.match(self.text, predicate, end)
            or OPENS_LIST_OF.search(self.text, max(predicate, end - 12), end)
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
