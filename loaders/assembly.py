"""From what the grammar found to claims: each thing with the words that say it, as places in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.claims import (
    Assignment,
    Attribute,
    Body,
    Claim,
    Deadline,
    Event,
    Evidence,
    Mention,
    Position,
    Ref,
    Relation,
    Reporting,
    Span,
    Structure,
    Target,
)
from graph.facts import Facts
from graph.identity import identity_key
from graph.numbers import DocumentNumber
from graph.registry import Registry
from graph.text import single_spaced
from loaders.analysed import Analysis
from loaders.grammar.documents import LocalDocument
from loaders.grammar.duty_clauses import Duty
from loaders.grammar.mentions import DocumentMention
from loaders.grammar.signers import is_office_of
from loaders.precision import Statement, evidence_of
from loaders.table_claims import assignments_of_tables, targets_of_tables
from loaders.text import MappedText

#: Party bodies write the type code and these codes (domain.md § 3.1, 3.2); they complete a short reference that
#: names the body.
_PARTY_CODES = {
    "tinh-uy": "TU", "thanh-uy": "TU", "ban-thuong-vu-tinh-uy": "TU", "ban-thuong-vu-thanh-uy": "TU",
    "bo-chinh-tri": "TW",
    "ban-bi-thu-trung-uong-dang": "TW", "ban-chap-hanh-trung-uong-dang": "TW",
    "huyen-uy": "HU", "ban-thuong-vu-huyen-uy": "HU",
}  # fmt: skip
_LAWS = frozenset({"Luật", "Bộ luật", "Hiến pháp"})


class Assembler:
    """Turns one analysis into claims."""

    def __init__(self, analysis: Analysis, clean: MappedText, registry: Registry) -> None:
        self.a, self.clean, self.registry = analysis, clean, registry
        self._found: dict[tuple[int, int], tuple[Span, ...]] = {}
        self.events: dict[int, Ref] = {id(e): f"e{i}" for i, e in enumerate(analysis.events, 1)}

    def claims(self) -> tuple[Claim, ...]:
        """All claims of the text, documents first, then by place."""
        attributes = [claim for document in self.a.documents for claim in self._document(document)]
        found: list[Claim] = []
        for index, document in sorted(self.a.of.items()):
            mention = self.a.mentions[index]
            rule = f"mention-{mention.way}"
            found.append(
                Mention(document.ref, self._evidence("mention", rule, mention.start, mention.end, part="mention"))
            )
        found.extend(self._events())
        found.extend(self._relations())
        found.extend(self._duties())
        found.extend(assignments_of_tables(self.a, self._states))
        found.extend(self._positions())
        found.extend(self._targets())
        found.extend(targets_of_tables(self.a, self._states))
        found.extend(self._structures(found))
        return (*attributes, *dict.fromkeys(found))  # an attribute is stated once; the rest may be said twice

    # --- documents --------------------------------------------------------------------------------------------------

    def _document(self, document: LocalDocument) -> Iterator[Claim]:
        own = document.main
        mentions = [self.a.mentions[i] for i in document.mentions]
        for name, value, resolved in self._facts(document):
            yield Attribute(
                document.ref, name, value, own, resolved, self._attribute_evidence(document, name, mentions)
            )
        if own and self.a.header is not None:
            symbol = self.a.header.symbol
            spans = self.clean.spans(symbol.start, symbol.end, "mention")
            yield Mention(document.ref, evidence_of("mention", "head", spans))
        elif document.carrier is not None:
            known = {name: value for name, value, _ in self._facts(document.carrier)}
            carrier = identity_key(
                Facts(
                    type=known.get("type", ""),
                    number=known.get("number", ""),
                    title=known.get("title", ""),
                    date=known.get("date", ""),
                    issuer=known.get("issuer", ""),
                    term=known.get("term", ""),
                )
            )
            yield Attribute(
                document.ref, "carrier", carrier, False, True, self._attribute_evidence(document, "title", mentions)
            )

    def _facts(self, document: LocalDocument) -> Iterator[tuple[str, str, bool]]:
        """(attribute, value, resolved) of what is known of a document in this text."""
        if document.noun:
            yield "type", document.noun, False
        if document.subtype:
            yield "subtype", document.subtype, False
        symbol, completed = self._symbol(document)
        if symbol:
            yield "number", symbol, completed
        if document.title:
            yield "title", _unquoted(single_spaced(document.title)), False
        if document.date is not None:
            yield "date", str(document.date), document.date_resolved
        issuer, resolved = self.issuer(document)
        if issuer is not None:
            yield "issuer", issuer.key, resolved
            yield "issuer_name", issuer.name, resolved
        if document.term:
            yield "term", document.term, False
        on = self.a.setting.on
        if not document.main and on is not None and on.precision == "day" and document.subtype != "draft":
            yield "not_after", str(on), True

    def _symbol(self, document: LocalDocument) -> tuple[str, bool]:
        if document.symbol:
            numbered = [m for i in document.mentions if (m := self.a.mentions[i]).number is not None]
            return document.symbol, bool(numbered) and all(m.completed for m in numbered)
        if not document.bare:
            return "", False
        issuer = document.issuer
        code = _PARTY_CODES.get(issuer.key.split("@")[0], "") if issuer is not None else ""
        kind = self.registry.type_of_noun(document.noun)
        if code and kind is not None and kind.party_code:
            return str(DocumentNumber("party", document.bare.zfill(2), kind.party_code, (code,))), True
        return document.bare, False

    def issuer(self, document: LocalDocument) -> tuple[Body | None, bool]:
        """The issuer as stated, else by the code, the type, or the carrier (registry knowledge, so ``resolved``)."""
        if document.issuer is not None:
            return document.issuer, False
        if document.noun in _LAWS and document.subtype != "draft" and not document.symbol.count("UBTVQH"):
            return self.registry.body_of_name("Quốc hội"), True
        number = next(
            (self.a.mentions[i].number for i in document.mentions if self.a.mentions[i].number is not None), None
        )
        if number is not None:
            return self.registry.body_of_codes(number.issuers, self.a.setting.context, form=number.form), True
        if document.carrier is not None and document.carrier is not document:
            return self.issuer(document.carrier)[0], True
        return None, False

    def _attribute_evidence(self, document: LocalDocument, name: str, mentions: Sequence[DocumentMention]) -> Evidence:
        if document.main and self.a.header is not None:
            head = self.a.header
            field = {"type": head.type, "number": head.symbol, "title": head.title, "date": head.date}.get(
                name
            ) or head.symbol
            return evidence_of("attribute", "head", self.clean.spans(field.start, field.end, name))
        places: dict[tuple[int, int], None] = {}
        for mention in mentions:
            if (place := self._place(mention, name)) is not None:
                places[place] = None
        spans = tuple([span for place in places for span in self._spans(place, name)])
        if not spans:
            spans = tuple(s for m in mentions[:1] for s in self.a.flow.spans(m.start, m.end, "mention"))
        return evidence_of("attribute", f"mention-{name.replace('_', '-')}", spans)

    def _spans(self, place: tuple[int, int], part: str) -> list[Span]:
        """The spans of a place; most attributes of a document stand at the same places, looked up once."""
        found = self._found.get(place)
        if found is None:
            found = self._found[place] = self.a.flow.spans(*place, "")
        return [Span(span.start, span.end, part, span.quote) for span in found]

    def _place(self, mention: DocumentMention, name: str) -> tuple[int, int] | None:
        if name == "date":
            return mention.date_place
        if name in ("issuer", "issuer_name"):
            return mention.issuer_place or (mention.start, mention.end)
        if name == "title":
            return mention.title
        return mention.start, mention.end

    # --- events and relations ---------------------------------------------------------------------------------------

    def _events(self) -> Iterator[Claim]:
        for event in self.a.events:
            evidence = self._evidence("event", f"event-{event.kind}", event.start, event.end)
            yield Event(
                self.events[id(event)], event.kind, event.name, str(event.date or ""), evidence, event.organizer
            )

    def _relations(self) -> Iterator[Claim]:
        for r in self.a.relations:
            yield Relation(
                r.subject.ref, r.kind, r.object.ref, self._evidence("relation", r.rule, r.start, r.end), r.target_part
            )
        for event, document, start, end in self.a.spread:
            yield Relation(
                self.events[id(event)],
                "DISSEMINATES",
                document.ref,
                self._evidence("relation", "event-disseminates", start, end),
            )

    @property
    def _states(self) -> Ref:
        states = self.a.states
        if isinstance(states, LocalDocument):
            return states.ref
        return self.events[id(states)] if states is not None else ""

    # --- duties -----------------------------------------------------------------------------------------------------

    def _duties(self) -> Iterator[Claim]:
        for duty, deadline, place in self.a.duties:
            evidence = self._duty_evidence(duty, place)
            task = single_spaced(self.a.flow.text[duty.start : duty.end]).strip()
            yield Assignment(
                self._states,
                duty.organizations,
                duty.roles,
                task,
                evidence,
                duty.coordinators,
                duty.recipients,
                duty.via,
                duty.deliverable,
                deadline,
            )
            if "REPORT" in duty.roles and duty.recipients:
                yield from self._reporting(duty, deadline, task, evidence)

    def _duty_evidence(self, duty: Duty, deadline: tuple[int, int] | None) -> Evidence:
        spans: list[Span] = [*self.a.flow.spans(duty.start, duty.end, "quote")]
        if duty.subject[0] < duty.start or duty.subject[1] > duty.end:
            spans.extend(self.a.flow.spans(*duty.subject, "subject"))
        if deadline is not None:
            spans.extend(self.a.flow.spans(*deadline, "deadline"))
        return evidence_of("assignment", f"duty-{duty.rule}", tuple(spans))

    def _reporting(self, duty: Duty, deadline: Deadline | None, task: str, evidence: Evidence) -> Iterator[Claim]:
        evidence = evidence_of("reporting", evidence.rule, evidence.spans)
        subject = _reported(task, [b.written for b in duty.recipients], deadline.raw if deadline is not None else "")
        for reporter in duty.organizations:
            for recipient in duty.recipients:
                if reporter.key != recipient.key:
                    yield Reporting(self._states, reporter, recipient, subject, evidence, duty.via, deadline)

    # --- people, targets, structure ---------------------------------------------------------------------------------

    def _positions(self) -> Iterator[Claim]:
        found = list(self._offices_held())
        anchors: dict[str, str] = {}
        for claim in found:
            if isinstance(claim, Position) and claim.body is not None:
                known = anchors.get(claim.person)
                anchors[claim.person] = min(known or claim.body.key, claim.body.key, key=lambda k: (_standing(k), k))
        for claim in found:
            yield replace(claim, anchor=anchors.get(claim.person, "")) if isinstance(claim, Position) else claim

    def _offices_held(self) -> Iterator[Claim]:
        as_of = str(self.a.setting.on or "")
        for person in self.a.people:
            evidence = self._evidence("position", "person", person.start, person.end)
            for position in person.positions or ("",):
                if position:
                    yield Position(person.name, position, self._office(position), as_of, evidence)
        if self.a.signer is not None:
            signer, start, end = self.a.signer
            evidence = evidence_of("position", "signer", self.clean.spans(start, end, "quote"))
            if signer.position:
                body = self._office(signer.position) or self._signs_for(signer.position)
                yield Position(signer.name, signer.position, body, as_of, evidence)
            if self.a.main is not None:
                yield Attribute(self.a.main.ref, "signer", signer.name, True, False, evidence)

    def _signs_for(self, position: str) -> Body | None:
        """The issuer, where the position is that of its head or a deputy ("Thứ trưởng" under a ministry's decision)."""
        issuer = self.issuer(self.a.main)[0] if self.a.main is not None else None
        return issuer if issuer is not None and is_office_of(position, issuer.key) else None

    def _office(self, position: str) -> Body | None:
        """The body a position belongs to, as far as its words name one."""
        matches = self.registry.find_bodies(position, 0, len(position), self.a.setting.context)
        body = matches[-1].body if matches else None
        issuer = self.issuer(self.a.main)[0] if self.a.main is not None else None
        # "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH" under a plan of one: the committee that issues it
        return issuer if body is not None and issuer is not None and issuer.key.split("@")[0] == body.key else body

    def _targets(self) -> Iterator[Claim]:
        stated = self._states
        for t in self.a.targets:
            if stated:
                yield Target(
                    stated,
                    t.indicator,
                    t.op,
                    t.values,
                    t.unit,
                    t.year,
                    self._evidence("target", "target", t.start, t.end),
                )

    def _structures(self, claims: Sequence[Claim]) -> Iterator[Structure]:
        seen: set[str] = set()
        for claim in claims:
            for body in _bodies(claim):
                if body.key not in seen and not body.group:
                    seen.add(body.key)
                    yield from self.registry.structure(body, self.a.setting.context)

    def _evidence(self, statement: Statement, rule: str, start: int, end: int, *, part: str = "quote") -> Evidence:
        return evidence_of(statement, rule, self.a.flow.spans(start, end, part))


_REPORTED_ON = 4_000  # characters looked at for what is reported on
# what binds a recipient or a day to "báo cáo" and says nothing of the matter
_BINDS = re.compile(r"[\s,;:]*(?:(?:cho|về|với|gửi|và|lên|trình|định\s+kỳ|kịp\s+thời|bằng\s+văn\s+bản)(?!\w)[\s,]*)*")


def _reported(task: str, recipients: Sequence[str], day: str) -> str:
    """What is reported on: the words behind "báo cáo" without recipients and day; where nothing is left, the words
    before it.
    """
    before, _, behind = re.sub(r"báo\s+cáo", "\0", task, count=1, flags=re.IGNORECASE).partition("\0")
    known = sorted((single_spaced(words) for words in (*recipients, day) if words), key=len, reverse=True)
    at, moved = 0, True
    while moved:
        bound = _BINDS.match(behind, at)
        at, moved = bound.end() if bound else at, False
        for words in known:
            if behind.startswith(words, at):
                at, moved = at + len(words), True
                break
    behind = behind[at : at + _REPORTED_ON]
    for words in known:
        sent = re.search(rf"\s*,?\s*(?:(?:và\s+)?gửi\s+)?(?:về|cho|lên|gửi|với)\s+{re.escape(words)}", behind)
        behind = behind[: sent.start()] if sent else behind
    behind = re.sub(r"\s*\((?:thông\s+)?qua\s[^()]*\)", "", behind)
    matter = behind.strip(" ,;.:") or re.sub(r"\s+và\Z", "", before.replace(day, "").strip(" ,;.:")) or task
    return matter[:300]


def _unquoted(title: str) -> str:
    """A title without the quotation marks around it; those around a part of it stay."""
    words = title.strip()
    return words if words.count('"') % 2 == 0 and not words.startswith('"') else words.strip(' "')


def _standing(key: str) -> int:
    """How well a body tells one official from another: a State body first, then a local Party body, then central
    membership.
    """
    if key.startswith(("ban-chap-hanh-trung-uong", "bo-chinh-tri", "ban-bi-thu", "quoc-hoi")):
        return 2
    return int(
        key.startswith(
            (
                "tinh-uy",
                "thanh-uy",
                "huyen-uy",
                "dang-uy",
                "ban-can-su",
                "ban-thuong-vu",
                "ban-chap-hanh",
                "dang-bo",
                "hdnd",
                "doan-dai-bieu",
            )
        )
    )


def _bodies(claim: Claim) -> tuple[Body, ...]:
    if isinstance(claim, Assignment):
        return (*claim.organizations, *claim.coordinators, *claim.recipients, *claim.via)
    if isinstance(claim, Reporting):
        return (claim.reporter, claim.recipient, *claim.via)
    body = claim.body if isinstance(claim, Position) else claim.organizer if isinstance(claim, Event) else None
    return () if body is None else (body,)
