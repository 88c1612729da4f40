"""Who is to act in a sentence: named before its verb, ordered by another, named in a list of whoever (domain.md § 7.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.claims import Body
from loaders.grammar.duty_words import (
    ANYONE,
    ASKS,
    COMMA,
    DUTIES_OF,
    ENDS_IN_NOUN,
    EXECUTES,
    GENERIC_WHO,
    HELD_TO,
    HOLDS_MEETING,
    LATER_LEAD,
    LEAD_IN,
    LONG_LEAD,
    NO_LIST,
    NOT_AN_ORDER,
    ORDER,
    ORDERED,
    PURPOSE,
    SPEAKER,
    THEN,
    TOLD_ORDER,
)
from loaders.grammar.groups import Bodies, BodyLists
from loaders.grammar.predicates import Predicates
from loaders.grammar.sentences import clauses


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is to act: ``rule`` says how it was found."""

    bodies: Bodies
    rule: str
    ordered: bool = False  # by "giao", "yêu cầu": RESPONSIBLE is said
    leads: bool = False  # what opens its points says that it leads them all, with those ``beside`` it
    beside: tuple[Body, ...] = ()


_COMMA = re.compile(r"[,:]\s+(?:thì\s+)?")
_OF = re.compile(r"\s(?:của|với|từ)\s+")


class Subjects:
    """Finds the subjects of the sentences of one text."""

    def __init__(self, text: str, lists: BodyLists, predicates: Predicates, *, official: bool) -> None:
        self.text, self.lists, self.predicates, self.official = text, lists, predicates, official

    def of(self, start: int, end: int, current: Subject | None) -> tuple[Subject, int, bool] | None:
        """The subject of a sentence, where its predicate begins, and whether the subject is inherited."""
        at = self._after_lead_in(start, end)
        mine = current is not None and self.predicates.begins_with_verb(at, end) and not ORDER.match(self.text, at, end)
        if current is not None and self._asks_others(start, at, end, current):
            return current, at, True
        if not mine and (ordered := self.ordered(start, end)):
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
                    (Subject(bodies, "subject"), predicate, False) if predicate is not None else self._held_to(at, end)
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
                    return Subject(bodies, "subject"), predicate, False
        if (anyone := self._anyone(at, end) or self._held_to(at, end)) is not None:
            return anyone
        if current is None:
            return None
        if self.predicates.begins_with_verb(at, end):
            return current, at, True
        if LONG_LEAD.match(self.text, start, end):
            purpose = PURPOSE.search(self.text, at, end)
            stop = purpose.start() if purpose else end
            for comma in THEN.finditer(self.text, start, min(stop, start + 420)):
                if self.predicates.begins_with_verb(comma.end(), end):
                    return current, comma.end(), True
        return None

    def of_later_clause(self, start: int, end: int) -> tuple[Subject, int, bool] | None:
        """The subject of a later clause where the first has none: "Trên đây là Kế hoạch …; nếu có vướng mắc, các đơn vị
        phản ánh về …"."""
        for begin, stop in list(clauses(self.text, start, end))[1:]:
            if LATER_LEAD.match(self.text, begin, stop) and (found := self._clause_subject(begin, stop)) is not None:
                return found
        return None

    def _clause_subject(self, start: int, end: int) -> tuple[Subject, int, bool] | None:
        """A body behind the circumstance that opens a clause: "trong quá trình thực hiện, nếu có vướng mắc, | các đơn vị
        báo cáo …"."""
        for comma in COMMA.finditer(self.text, start, end):
            bodies = self.lists.at(comma.end(), end)
            predicate = self.predicates.predicate_at(bodies.end, end) if bodies is not None else None
            if bodies is not None and predicate is not None:
                return Subject(bodies, "subject"), predicate, False
        return None

    def _asks_others(self, start: int, at: int, end: int, current: Subject) -> bool:
        """Under a heading that is a body, what a point of it asks of others is that body's own task: "2. Sở X / - Yêu cầu
        các doanh nghiệp …", "… Đồng thời yêu cầu các đơn vị …"."""
        if current.rule not in ("heading", "duties-of"):
            return False
        found = ASKS.match(self.text, at, end)
        line = self.text.rfind("\n", 0, start) + 1
        return found is not None and (found["also"] is not None or not self.text[line:start].strip(" -+•*.)0123456789"))

    def _behind_of_list(self, start: int, end: int) -> tuple[Subject, int, bool] | None:
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
            for comma in COMMA.finditer(self.text, of.end(), whole.end):
                tail = self.lists.at(comma.end(), end)
                if (
                    tail is not None
                    and tail.end == whole.end
                    and len(tail.items) < len(whole.items)
                    and len({b.group for b in tail.items}) == 1
                    and tail.items[-len(whole.items) :] == whole.items[-len(tail.items) :]
                ):
                    return Subject(tail, "subject"), predicate, False
        return None

    def _inside_list(self, start: int, comma: re.Match[str]) -> bool:
        """Whether a comma parts the nouns of one set ("bộ, cơ quan, địa phương"): a body or "các …" behind it begins anew."""
        if not ENDS_IN_NOUN.search(self.text, max(start, comma.start() - 24), comma.start()):
            return False
        return (
            self.lists.index.at(comma.end()) is None
            and re.match(r"(?:các|những|từng)\s", self.text[comma.end() : comma.end() + 7]) is None
        )

    def _anyone(self, at: int, end: int) -> tuple[Subject, int, bool] | None:
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
        return Subject(bodies, "stated"), predicate, False

    def _held_to(self, at: int, end: int) -> tuple[Subject, int, bool] | None:
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
        return (Subject(bodies, "stated"), predicate, False) if bodies and predicate is not None else None

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

    def ordered(self, start: int, end: int) -> tuple[Subject, int] | None:
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
                return Subject(bodies, "order", ordered=not order.startswith("đề") or self.official), predicate
        return None if self.official else self._told_order(start, end)

    def _told_order(self, start: int, end: int) -> tuple[Subject, int] | None:
        """In news: "UBND thành phố đã chỉ đạo Sở Y tế hướng dẫn …"."""
        for found in TOLD_ORDER.finditer(self.text, start, end):
            bodies = self.lists.at(found.end(), end, bare=True)
            predicate = self.predicates.predicate_at(bodies.end, end, ordered=True) if bodies else None
            if bodies is not None and predicate is not None:
                return Subject(bodies, "order", ordered=True), predicate
        return None

    def _ordered_by_name(self, order: re.Match[str], start: int, end: int) -> Bodies | None:
        """Whom a sentence that begins with "Giao" names, where nobody knows the name."""
        if not self.official or order.start() > start or order["order"] != "Giao":
            return None
        found = ORDERED.match(self.text, order.end(), end)
        return self.lists.named(found.start("who"), found.end("who"), group=False) if found else None
