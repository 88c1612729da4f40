"""Documents named by type and title alone: "Chương trình hành động của Chính phủ thực hiện …", "Đề án \"…\"", "Nghị quyết Đại hội …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.numbers import find_numbers
from graph.registry import BodyMatch, Context, Registry
from loaders.grammar.mention_words import (
    ACTED_UPON,
    CONGRESS,
    DRAFT,
    IMPLEMENTING,
    ISSUED,
    ISSUED_WITH,
    ISSUING,
    NAMED_PROGRAMME,
    NO_TITLE,
    OWN_PERIOD,
    OWN_SUBJECT,
    PLURAL,
    PREDICATED,
    SCHEME_ACTED_UPON,
    TITLE_STOP,
    TITLED,
    TO_BE_MADE,
    TOLD_LETTER,
)
from loaders.grammar.named import BodyIndex, DocumentMention

#: What bears a name that ends in its period.
#: Types that a draft of is named by its title; types whose title stands in quotes.
_DRAFTED = frozenset({"Nghị định", "Nghị quyết", "Thông tư", "Quyết định"})
_QUOTED_NOUNS = frozenset({"Đề án", "Chương trình", "Kế hoạch", "Dự án", "Chiến lược"})
_PROGRAMMES = frozenset(
    {"Đề án", "Chương trình", "Chương trình mục tiêu quốc gia", "Chiến lược", "Quy hoạch", "Kế hoạch"}
)


_QUOTED = re.compile(r"\s*\"[^\"\n]{5,600}\"")
_CARRIED = re.compile(r"\s*,?\s*\(?(?:được\s+)?ban hành kèm theo\s")
_WORKING = re.compile(r"\s+làm\s+việc\s+của\s+")  # Quy chế | làm việc của | Chính phủ
_UP_TO_NUMBER = re.compile(r"\D*\d+")
# ban hành Kế hoạch | triển khai thực hiện | với các nội dung sau
_NO_SUBJECT = re.compile(r"(?:tổ chức\s+)?(?:triển khai|thực hiện|triển khai thực hiện)(?:\s+cụ thể)?")
_OF = re.compile(r"\s+(?:của|giữa)\s+(?P<field>ngành\s+)?")
# TN&MT · Giáo dục và Đào tạo | thực hiện …
_FIELD = re.compile(r"[A-ZĐ][A-ZĐ&\-]+|[A-ZĐ]\w+(?:\s+(?:và\s+)?\w+){1,6}?(?=\s+(?:thực|triển|về|năm|giai))")


class Titled:
    """Documents without a number, where the text issues, approves or carries them, or names their owner and subject."""

    def __init__(self, text: str, bodies: BodyIndex, registry: Registry, context: Context, *, told: bool) -> None:
        self.text, self.bodies, self.registry, self.context, self.told = text, bodies, registry, context, told
        self._said_before: dict[int, tuple[bool, bool]] = {}

    def find(self, fixed: Sequence[DocumentMention]) -> Iterator[DocumentMention]:
        """Documents without a number, named by type and title, where the text issues, approves or carries them."""
        starts = [m.start for m in fixed]
        yield from self._congresses()
        if self.told:
            yield from self._letters()
        for found in TITLED.finditer(self.text):
            draft = DRAFT.search(self.text, max(0, found.start() - 12), found.start())
            mention = self._titled(found, fixed, starts, draft is not None)
            if mention is not None:
                yield replace(mention, start=draft.start()) if draft else mention

    def _congresses(self) -> Iterator[DocumentMention]:
        """Resolutions of congresses and plenums, named by the meeting that passed them."""
        for found in CONGRESS.finditer(self.text):
            party = "Ban Chấp hành Trung ương Đảng" if re.match(r"Hội nghị|Trung ương", found["what"]) else ""
            issuer = self.registry.body_of_name(party) if party else None
            term = re.search(r"khóa\s+([IVXL\d]+)", found["what"])
            yield DocumentMention(
                found.start(),
                found.end(),
                "title",
                "Nghị quyết",
                issuer=issuer,
                title=(found.start(), found.end()),
                term=term[1] if term else "",
            )

    def _letters(self) -> Iterator[DocumentMention]:
        """Letters and telegrams that news tells of without their numbers: "vừa ký văn bản hỏa tốc … về việc …"."""
        for found in TOLD_LETTER.finditer(self.text):
            noun = "Công điện" if found["noun"].endswith("điện") else "Công văn"
            sender = next(
                (
                    m
                    for m in self.bodies.between(max(0, found.start() - 90), found.start())
                    if m.end > found.start() - 3
                ),
                None,
            )
            issuer = sender.body if sender is not None and not sender.body.head else None
            yield DocumentMention(
                found.start("noun"),
                found.end("noun"),
                "title",
                noun,
                issuer=issuer,
                title=found.span("title"),
            )

    def _titled(
        self, found: re.Match[str], fixed: Sequence[DocumentMention], starts: Sequence[int], draft: bool
    ) -> DocumentMention | None:
        noun = found["noun"]
        kind = self.registry.type_of_noun(noun)
        if kind is None or NO_TITLE.match(self.text, found.end()):
            return None
        inner = self._title_end(found.end(), fixed, starts)
        end, carried = inner
        if carried and PREDICATED.search(self.text, found.end(), end) and not ISSUED.match(self.text, end):
            carried = False
        in_quotes = self.text[found.end() : end].lstrip().startswith('"')
        if not carried and not in_quotes and (named := self._named_with_period(found, end)):
            end = named
        rules = _WORKING.match(self.text, found.end()) if noun == "Quy chế" else None
        working = self.bodies.at(rules.end()) if rules else None
        end = working.end if working is not None else end
        words = self.text[found.end() : end].strip()
        owner = self._owner(found.end(), end)
        implements = any(m.start < end for m in fixed[bisect_left(starts, found.end()) : bisect_left(starts, end)])
        accepted = carried or working is not None or self._is_named(found, words, owner, draft, implements)
        if re.search(r"\s(?:nói|nêu)\s+trên(?!\w)", words[:80]):
            return None  # Dự án hỗ trợ kỹ thuật nói trên: one that was named before
        if not accepted or (len(words) < 8 and not carried) or len(words) > 700:
            return None
        subtype = "draft" if draft else noun if noun != kind.noun else ""
        owner = owner or self._last_owner(found.end(), end)
        issuer, place = (owner.body, (owner.start, owner.end)) if owner is not None else (None, None)
        head = owner.end if owner is not None and owner.end < end else found.end()
        return DocumentMention(
            found.start(),
            head,
            "title",
            kind.noun,
            subtype,
            issuer=issuer,
            issuer_place=place,
            title=(found.start(), end),
        )

    def _is_named(
        self, found: re.Match[str], words: str, owner: BodyMatch | None, draft: bool, implements: bool
    ) -> bool:
        """Whether what surrounds a noun and the ``words`` behind it say that they are a document with its title.

        ``implements`` says that the words name another document, as a title does that carries one out.
        """
        noun, many = found["noun"], len(words.split())
        quoted = words.startswith('"')
        plural = bool(PLURAL.search(self.text, max(0, found.start() - 8), found.start()))
        if self._is_issued(found.start()):
            if implements and re.search(r"\b(?:thực hiện|triển khai|cụ thể hóa)\s", words):
                return True
            if not implements and (quoted or (many > 2 and not plural)) and not _NO_SUBJECT.fullmatch(words):
                return True
        if owner is not None and not plural and OWN_SUBJECT.match(self.text, owner.end):
            return True
        if draft and noun in _DRAFTED and many > 3:
            return True
        if quoted and noun in _QUOTED_NOUNS and words.count('"') > 1:
            return True
        return self._is_programme(found, words, plural)

    def _is_issued(self, at: int) -> bool:
        """Whether the words before ``at`` say that what follows was issued, not that it is to be made."""
        issuing = ISSUING.search(self.text, max(0, at - 110), at)
        return issuing is not None and not TO_BE_MADE.search(self.text, max(0, issuing.start() - 90), issuing.start())

    def _is_programme(self, found: re.Match[str], words: str, plural: bool) -> bool:
        """Whether it is one of those that are called by what they are about: strategies, schemes, appeals."""
        noun, at, many = found["noun"], found.start(), len(words.split())
        if noun in ("Chiến lược", "Quy hoạch") and owner_of_programme(words):
            return True
        if noun == "Lời kêu gọi" and many >= 3:
            return True
        of_a_period = noun in _PROGRAMMES and many > 3 and OWN_PERIOD.search(words) is not None
        if of_a_period and ACTED_UPON.search(self.text, max(0, at - 40), at):
            return True
        scheme = noun == "Đề án" and not plural and many > 4 and words[0].islower()
        return scheme and SCHEME_ACTED_UPON.search(self.text, max(0, at - 24), at) is not None

    def _title_end(self, at: int, fixed: Sequence[DocumentMention], starts: Sequence[int]) -> tuple[int, bool]:
        """Where a title ends, and whether "ban hành kèm theo <document>" follows it."""
        quote = _QUOTED.match(self.text, at)
        limit = quote.end() if quote else self._limit(at)
        for mention in fixed[bisect_left(starts, at) : bisect_left(starts, limit)]:
            if mention.way not in ("number", "short"):
                continue
            implemented, carries = self._before(mention.start)
            if implemented:
                limit = self._number_end(mention)
                break
            if mention.way == "number" and carries:
                break
        carried = bool(ISSUED_WITH.match(self.text, limit)) or bool(_CARRIED.match(self.text, limit))
        return limit, carried

    def _before(self, start: int) -> tuple[bool, bool]:
        """Whether the words before a mention say that it is implemented, and that another is issued with it; the same
        for each of the titles it may end."""
        if start not in self._said_before:
            window = self.text[max(0, start - 60) : start + 12]
            implemented = IMPLEMENTING.search(self.text, max(0, start - 30), start) is not None
            self._said_before[start] = implemented, ISSUED_WITH.search(window) is not None
        return self._said_before[start]

    def _named_with_period(self, found: re.Match[str], end: int) -> int | None:
        """The end of a programme's name that ends in its period, where more words follow inside the limit."""
        if found["noun"] not in _PROGRAMMES or re.match(r"\s*\"", self.text[found.end() : found.end() + 4]):
            return None
        period = OWN_PERIOD.search(self.text, found.end(), end)
        if period is None or re.match(r"\s+(?:của|và|cho|tại|trên|ban hành)\s", self.text[period.end() : end + 1]):
            return None
        return period.end()

    def _limit(self, at: int) -> int:
        stop = TITLE_STOP.search(self.text, at, at + 560)
        return min(stop.start() if stop else len(self.text), at + 500)

    def _number_end(self, mention: DocumentMention) -> int:
        if mention.way == "short":
            found = _UP_TO_NUMBER.match(self.text, mention.start)
            return found.end() if found else mention.end
        for match in find_numbers(self.text, mention.start, mention.end):
            return match.end
        return mention.end

    def _owner(self, at: int, end: int) -> BodyMatch | None:
        """The body in "của Chính phủ" straight behind a noun."""
        found = _OF.match(self.text, at)
        if found is None or found.end() >= end:
            return None
        if found["field"]:
            return self._field(found.end())
        return self.bodies.at(found.end())

    def _last_owner(self, at: int, end: int) -> BodyMatch | None:
        """The body in "… của Chính phủ" at the end of a title."""
        last = [
            m
            for m in self.bodies.between(at, end)
            if m.end >= end - 1 and self.text[at : m.start].rstrip().endswith("của")
        ]
        return last[-1] if last else None

    def _field(self, at: int) -> BodyMatch | None:
        """ "ngành TN&MT", "ngành Giáo dục" stands for the ministry of that field."""
        found = _FIELD.match(self.text, at)
        body = self.registry.body_of_name(f"Bộ {found.group()}", self.context) if found else None
        return BodyMatch(at, found.end(), body, "") if found and body is not None else None


def owner_of_programme(words: str) -> bool:
    """Whether a strategy or master plan is named by its own title: with its period or its issuer."""
    return len(words.split()) >= 4 and bool(NAMED_PROGRAMME.search(words)) and not words[0].isupper()
