"""How the documents of a text act on each other: kinds by their phrases, ends by attachment (domain.md § 6.1, § 6.2).

A sentence is read left to right. The words between a mention and the one before it either say a verb (the one before acts on
it), or go on with a list (it has the same governor), or do neither (it stands on its own, and the text's document cites it).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from loaders.grammar.attachment import (
    Placed,
    breaks,
    carried,
    inside_title,
    sibling_of,
)
from loaders.grammar.documents import LocalDocument
from loaders.grammar.mentions import DocumentMention
from loaders.grammar.passives import Passive, passive_of
from loaders.grammar.relation_units import FoundRelation, Unit
from loaders.grammar.relation_words import (
    AMENDING_LAW,
    BARE_GAP,
    CARRYING,
    DIRECT,
    EXPIRES,
    FURTHER_ACT,
    LISTED_ITEM,
    OPENERS,
    OWN_PURPOSE,
    PART,
    PROPOSING,
    REPEALED_LIST,
    REPORTING,
    SELF_ACTS,
    SHORTEST_VERB,
    VERBS,
    WITH_THIS,
    Verb,
    verb_at_end,
)
from loaders.grammar.title_verbs import is_told, verb_of_title

# … hết hiệu lực | đến ngày …, do bị … bãi bỏ: another document ends it
_ENDED_BY_OTHERS = re.compile(r"\bđến\b|\bdo\s+(?:bị|được)\b")
_VERB_OF = {verb.kind: verb for verb in reversed(VERBS)}


def find_relations(
    text: str,
    units: Sequence[Unit],
    mentions: Sequence[DocumentMention],
    of: Mapping[int, LocalDocument],
    main: LocalDocument | None,
    *,
    official: bool,
) -> list[FoundRelation]:
    """The relations of a text, each once, at the first words that say it."""
    reader = _Reader(text, mentions, of, main, official)
    found: dict[tuple[str, str, str], FoundRelation] = {}
    cited: list[FoundRelation] = []
    for unit in units:
        for relation in reader.read(unit) if reader.names(unit) else ():
            if relation.kind == "CITES":
                cited.append(relation)
            else:
                found.setdefault((relation.subject.ref, relation.kind, relation.object.ref), relation)
    related = {(s, o) for s, _, o in found} | {(o, s) for s, k, o in found if k == "ISSUED_WITH"}
    for relation in cited:
        if (relation.subject.ref, relation.object.ref) not in related:
            found.setdefault((relation.subject.ref, relation.kind, relation.object.ref), relation)
    return [r for r in found.values() if r.subject.ref != r.object.ref and r.possible]


class _Reader:
    def __init__(
        self,
        text: str,
        mentions: Sequence[DocumentMention],
        of: Mapping[int, LocalDocument],
        main: LocalDocument | None,
        official: bool,
    ) -> None:
        self.text, self.mentions, self.of, self.main, self.official = text, mentions, of, main, official
        self.starts = [m.start for m in mentions]

    def names(self, unit: Unit) -> bool:
        """Whether a document is named in a sentence; most name none."""
        first = bisect_left(self.starts, unit.start)
        return first < len(self.starts) and self.starts[first] < unit.end

    def read(self, unit: Unit) -> Iterator[FoundRelation]:
        """The relations one sentence says."""
        low, high = bisect_left(self.starts, unit.start), bisect_left(self.starts, unit.end)
        placed = [Placed(self.mentions[i], self.of[i]) for i in range(low, high) if i in self.of]
        if not placed:
            return
        last = placed[-1].mention.start
        if (
            self.official
            and ":" in self.text[unit.start : last]
            and (opened := REPEALED_LIST.search(self.text, unit.start, last))
        ):
            unit = unit._replace(listed=opened.end())
        opener = self._opener(unit)
        actor = self._actor(placed, unit) if not self.official else None
        subject = self.main if self.official or actor is None else placed[actor].document
        for index in range(len(placed)):
            yield from self._attach(placed, index, unit, opener, subject, actor)

    def _opener(self, unit: Unit) -> tuple[str, str, int] | None:
        """Kind and rule of a recital's opening words, and where they end."""
        if unit.role not in ("recital", "news"):
            return None
        for pattern, kind, rule in OPENERS:
            if found := pattern.match(self.text, unit.start, unit.end):
                return kind, rule, found.end()
        return None

    def _further_opener(self, unit: Unit, item: Placed, gap: str) -> tuple[str, str, int] | None:
        """The opener of a later clause of a recital: "Thực hiện A; theo đề nghị của Sở Nội vụ tại | Tờ trình B"."""
        clause = gap.rfind("; ")
        if clause < 0:
            return None
        start = item.mention.start - len(gap) + clause + 2
        return self._opener(unit._replace(start=start))

    def _actor(self, placed: Sequence[Placed], unit: Unit) -> int | None:
        """In news, the document that the sentence says is issued: "… đã ký ban hành Kế hoạch 02/KH-BTNMT"."""
        for index, item in enumerate(placed):
            before = self.text[max(unit.start, item.mention.start - 60) : item.mention.start]
            if item.mention.way in ("number", "short") and re.search(
                r"(?:đã\s+|vừa\s+)?(?:ký\s+)?(?:thống nhất\s+)?ban\s+hành\s+\Z", before
            ):
                if index and self._governs(placed, index, unit) is not None:
                    continue
                return index
        return None

    def _governs(self, placed: Sequence[Placed], index: int, unit: Unit) -> int | None:
        """The mention before whose own title the words "ban hành" belong to."""
        before = placed[index - 1].mention
        gap = self.text[before.end : placed[index].mention.start]
        return index - 1 if len(gap) < 40 and "," not in gap and ";" not in gap else None

    def _attach(
        self,
        placed: list[Placed],
        index: int,
        unit: Unit,
        opener: tuple[str, str, int] | None,
        subject: LocalDocument | None,
        actor: int | None,
    ) -> Iterator[FoundRelation]:
        item = placed[index]
        if item.mention.way == "self":
            return
        before = placed[index - 1] if index else None
        gap_start = before.mention.end if before is not None else unit.start
        gap = self.text[gap_start : item.mention.start]
        if before is not None:
            if passive := passive_of(placed, index, gap):
                yield from self._swapped(placed, index, passive)
                return
            verb = (AMENDING_LAW, 0) if before.mention.amending and not gap.strip() else self._verb(gap)
            if verb is not None and before.mention.way == "self" and verb[0].kind not in SELF_ACTS:
                verb = None
            if self._issued_with_this(before, item, gap):
                verb = (_VERB_OF["PROMULGATES"], 0)
            onward = verb is not None and self._goes_on(placed, index, verb[0], gap[: verb[1]])
            if verb is not None and (onward or not breaks(gap, verb[1])):
                carrier_of = carried(placed, index) if verb[0].kind == "ISSUED_WITH" else index - 1
                carrier_of = before.governor if onward else carrier_of
                if carrier_of is None:
                    return
                subject_of = placed[carrier_of]
                relation = self._relation(subject_of.document, verb[0], item, subject_of.mention.start, verb[0].rule)
                item.governor, item.kind = carrier_of, verb[0].kind
                if relation is not None:
                    yield relation
                return
            sibling = sibling_of(placed, index, gap, official=self.official)
            if sibling is not None:
                yield from self._as_sibling(placed, index, sibling, unit, opener, subject, actor)
                return
            if inside_title(before, gap):
                item.governor, item.kind = index - 1, "TITLE"
                return
        yield from self._top(placed, index, unit, gap, opener, subject, actor)

    # --- the ways to attach -----------------------------------------------------------------------------------------

    def _verb(self, gap: str) -> tuple[Verb, int] | None:
        """The verb at the end of a gap, and where it begins there."""
        tail = gap[-260:]
        found = verb_at_end(tail) if len(tail) >= SHORTEST_VERB else None
        return (found[0], len(gap) - len(tail) + found[1]) if found else None

    def _issued_with_this(self, before: Placed, item: Placed, gap: str) -> bool:
        """Ban hành kèm theo Quyết định này | Quy chế …: what is issued stands behind its carrier."""
        words = self.text[max(0, before.mention.start - 24) : before.mention.start]
        issued = before.mention.way == "self" and item.mention.way == "title" and WITH_THIS.search(words) is not None
        return issued and BARE_GAP.fullmatch(gap) is not None

    def _goes_on(self, placed: Sequence[Placed], index: int, verb: Verb, lead: str) -> bool:
        """Whether a text's own acts go on: "Quyết định này thay thế A; bãi bỏ | B"."""
        before = placed[index - 1]
        own = before.governor >= 0 and placed[before.governor].mention.way == "self"
        return own and {verb.kind, before.kind} <= SELF_ACTS and FURTHER_ACT.fullmatch(lead) is not None

    def _swapped(self, placed: list[Placed], index: int, passive: Passive) -> Iterator[FoundRelation]:
        item, other = placed[index], placed[passive.target]
        item.governor, item.kind, item.acts = passive.target, "PASSIVE", passive.kinds
        start, end = other.mention.start, item.mention.end
        part = PART.search(self.text[max(0, start - 60) : start])
        for kind in passive.kinds:
            rule = f"passive-{kind.lower()}"
            yield FoundRelation(item.document, kind, other.document, start, end, rule, part["part"] if part else "")

    def _as_sibling(
        self,
        placed: list[Placed],
        index: int,
        sibling: int,
        unit: Unit,
        opener: tuple[str, str, int] | None,
        subject: LocalDocument | None,
        actor: int | None,
    ) -> Iterator[FoundRelation]:
        titled = placed[sibling].kind == "TITLE"
        while placed[sibling].kind == "TITLE" and placed[sibling].governor >= 0:
            sibling = placed[sibling].governor
        item, model = placed[index], placed[sibling]
        item.governor, item.kind = model.governor, model.kind
        if model.governor >= 0 and model.kind not in ("TITLE", "PASSIVE"):
            governor = placed[model.governor]
            verb = next((v for v in VERBS if v.kind == model.kind), None)
            if verb is not None:
                relation = self._relation(governor.document, verb, item, item.mention.start, f"{verb.rule}-list")
                if relation is not None:
                    yield relation
            return
        if model.governor < 0 and subject is not None and model.kind in SELF_ACTS and not titled:
            if item.document is not subject:
                yield from self._acted(subject, _VERB_OF[model.kind], item, item.mention.start, "act-list")
        elif model.governor < 0:
            kind = "" if titled and model.kind in SELF_ACTS else model.kind
            yield from self._top(placed, index, unit, "", opener, subject, actor, kind=kind)

    def _top(
        self,
        placed: list[Placed],
        index: int,
        unit: Unit,
        gap: str,
        opener: tuple[str, str, int] | None,
        subject: LocalDocument | None,
        actor: int | None,
        kind: str = "",
    ) -> Iterator[FoundRelation]:
        """A mention that hangs on no other: governed by the recital, by the title's or sentence's verb, or merely cited."""
        item = placed[index]
        if subject is None or item.document is subject:
            item.kind = "ACTOR" if item.document is subject else ""
            return
        verb = self._verb(gap) if gap else None
        if kind in {v.kind for v in VERBS} and not gap:
            verb = (next(v for v in VERBS if v.kind == kind), 0)
        before = placed[index - 1] if index else None
        if unit.role == "title":
            if verb is not None and is_told(gap, verb):
                return
            stretch = (unit.start, item.mention.start) if not index else None
            verb = verb_of_title(self.text, gap, verb, stretch, numbered=bool(subject.symbol))
            if verb is not None:
                reports = subject.noun == "Báo cáo" and verb[0].kind == "IMPLEMENTS"
                yield from self._acted(subject, REPORTING if reports else verb[0], item, unit.start, "title")
                return
        opener = self._further_opener(unit, item, gap) or opener if opener is not None else None
        if opener is not None and (self.official or (actor is not None and index < actor)):
            yield from self._opened(opener, item, unit, subject, first=not index)
        elif verb is not None and self._acts_itself(verb[0], before, unit, gap, verb[1], item):
            if unit.role == "purpose" and "thể" in self.text[unit.start : unit.start + 12]:
                verb = _VERB_OF["CONCRETIZES"], 0
            yield from self._acted(
                subject, verb[0], item, item.mention.start - len(gap) + verb[1] if gap else item.mention.start, "act"
            )
        else:
            yield from self._ended_or_cited(unit, item, subject)

    def _opened(
        self, opener: tuple[str, str, int], item: Placed, unit: Unit, subject: LocalDocument, *, first: bool
    ) -> Iterator[FoundRelation]:
        """What a recital's opener says of a document: "Thực hiện …", "Theo đề nghị của … tại Tờ trình …"."""
        kind, rule, at = opener
        mention = item.mention
        if kind == "PROPOSED_BY" and mention.noun not in PROPOSING:
            return
        if kind == "IMPLEMENTS":
            if first and not DIRECT.fullmatch(self.text, at, mention.start):
                yield FoundRelation(subject, "CITES", item.document, mention.start, mention.end, "cites")
                return
            if mention.way == "title" and not self.official:
                return
        item.kind = kind
        start = unit.start if first else mention.start
        yield FoundRelation(subject, kind, item.document, start, mention.end, rule)

    def _ended_or_cited(self, unit: Unit, item: Placed, subject: LocalDocument) -> Iterator[FoundRelation]:
        """A mention behind no verb: its validity ends ("… hết hiệu lực"), it stands in a list of such, or it is cited."""
        start, end = item.mention.start, item.mention.end
        behind = self.text[end : unit.end]
        expires = self.official and EXPIRES.match(behind) and not _ENDED_BY_OTHERS.search(behind[:200])
        part = self._part(unit, item)
        if expires:
            yield FoundRelation(subject, "REPEALS", item.document, start, unit.end, "expires", part)
        elif unit.role == "list" or self._is_listed(unit, item):
            item.kind = "REPEALS"
            yield FoundRelation(subject, "REPEALS", item.document, start, end, "repealed-list", part)
        elif subject is self.main and (self.official or item.mention.way != "title" or self._anchored(item)):
            yield FoundRelation(subject, "CITES", item.document, start, end, "cites", part)

    def _part(self, unit: Unit, item: Placed) -> str:
        """ "khoản 4 Điều 12" before a document; "" where the whole is meant."""
        part = PART.search(self.text[max(unit.start, item.mention.start - 60) : item.mention.start])
        return part["part"] if part else ""

    def _is_listed(self, unit: Unit, item: Placed) -> bool:
        """Whether the mention is an item of the list behind "… sau đây chấm dứt hiệu lực:"."""
        if unit.listed < 0 or item.mention.start < unit.listed:
            return False
        before = self.text[unit.listed - 1 : item.mention.start][-90:]
        return LISTED_ITEM.search(PART.sub("", before)) is not None

    def _anchored(self, item: Placed) -> bool:
        """Whether an unnumbered document is tied to a numbered one: carried by it, or implementing it by its title."""
        title = item.mention.title
        if title is not None and re.match(
            r"\s*,?\s*\(?(?:được\s+)?(?:ban\s+hành\s+)?kèm\s+theo\b", self.text[title[1] : title[1] + 40]
        ):
            return True
        return item.document.carrier is not None or (
            title is not None
            and any(
                m.way == "number"
                for m in self.mentions[bisect_left(self.starts, title[0] + 1) : bisect_left(self.starts, title[1])]
            )
        )

    def _acts_itself(self, verb: Verb, before: Placed | None, unit: Unit, gap: str, verb_at: int, item: Placed) -> bool:
        """Whether the text's own document does what the verb says: "Quyết định này … thay thế …", "Điều 1. Sửa đổi …"."""
        if before is not None and before.mention.way == "self":
            return verb.kind in SELF_ACTS
        if unit.role == "purpose" and before is None and verb.kind in ("CONCRETIZES", "IMPLEMENTS"):
            return OWN_PURPOSE.match(self.text, unit.start, item.mention.start) is not None
        if verb.kind not in ("REPLACES", "REPEALS", "AMENDS", "APPROVES", "PROMULGATES", "CORRECTS", "SUSPENDS"):
            return False
        if unit.role != "act":
            return False
        if before is not None:  # Điều 1. Bãi bỏ A; thay thế | B
            return before.governor < 0 and before.kind in SELF_ACTS and FURTHER_ACT.fullmatch(gap[:verb_at]) is not None
        head = self.text[unit.start : item.mention.start - len(gap) + verb_at].strip()
        return not head or bool(re.fullmatch(r"(?:\d+\.|[a-zđ]\)|-|Điều\s+\d+\.?|Nay)\s*", head))

    def _acted(self, subject: LocalDocument, verb: Verb, item: Placed, start: int, how: str) -> Iterator[FoundRelation]:
        relation = self._relation(subject, verb, item, start, f"{how}-{verb.rule}")
        item.kind = verb.kind
        if relation is not None:
            yield relation

    def _relation(
        self, subject: LocalDocument, verb: Verb, item: Placed, start: int, rule: str
    ) -> FoundRelation | None:
        if verb.kind == "PROMULGATES":
            if (
                subject.noun not in CARRYING
                or item.mention.way not in ("title", "law")
                or (item.mention.noun == subject.noun and item.document.symbol)
            ):
                return None
            item.document.carrier = item.document.carrier or subject
            return FoundRelation(item.document, "ISSUED_WITH", subject, start, item.mention.end, rule)
        if verb.kind == "ISSUED_WITH":
            if not subject.symbol and subject.carrier is None:
                subject.carrier = item.document
            return FoundRelation(subject, "ISSUED_WITH", item.document, start, item.mention.end, rule)
        if verb.kind == "APPROVES" and not item.document.symbol:
            item.document.carrier = item.document.carrier or subject
        part = PART.search(self.text[max(0, item.mention.start - 60) : item.mention.start])
        return FoundRelation(
            subject, verb.kind, item.document, start, item.mention.end, rule, part["part"] if part else ""
        )
