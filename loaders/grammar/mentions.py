"""Where a text names a document: one rule a way of naming (domain.md § 2).

Find first, resolve later: a mention keeps its words even when nobody knows what it refers to. All places are offsets into
the flow text (``loaders.layout``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from graph.claims import Body
from graph.dates import PartialDate
from graph.numbers import DocumentNumber, find_numbers
from graph.registry import BodyMatch, Context, Registry
from graph.text import fold
from loaders.grammar.dates import DATE_TAIL, MONTH_TAIL, YEAR_TAIL, date_of
from loaders.grammar.mention_words import (
    ABBREVIATED,
    AMENDING,
    BACK,
    BARE,
    BETWEEN_NOUN_AND_NUMBER,
    CONGRESS,
    DRAFT,
    IMPLEMENTING,
    ISSUED_WITH,
    ISSUING,
    LAW,
    LAW_STOP,
    NAMED_PROGRAMME,
    NO_TITLE,
    OF,
    OWN_SUBJECT,
    PLENUM,
    PLURAL,
    SELF,
    SHORT_TYPES,
    SO,
    TERM,
    TITLE,
    TITLE_STOP,
    TITLED,
)

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A document named at ``start``–``end`` (noun, number, and what pins it: date, issuer). ``title`` is where its title stands.

    ``way``: ``number`` (full symbol), ``short`` (type and bare number), ``law`` (by its title), ``title`` (unnumbered, named by type
    and title), ``self`` ("Kế hoạch này"), ``back`` ("Nghị quyết nêu trên"). ``shared`` is True where date and issuer come
    from the list the mention stands in.
    """

    start: int
    end: int
    way: Literal["number", "short", "law", "title", "self", "back"]
    noun: str = ""
    subtype: str = ""
    number: DocumentNumber | None = None
    bare: str = ""
    date: PartialDate | None = None
    date_place: Place | None = None
    date_resolved: bool = False
    issuer: Body | None = None
    issuer_place: Place | None = None
    title: Place | None = None
    term: str = ""
    shared: bool = False
    plural: bool = False
    amending: bool = False
    listed: bool = False  # a further law of the list an amending law amends


class BodyIndex:
    """The bodies of a text by place."""

    def __init__(self, matches: Sequence[BodyMatch]) -> None:
        self.matches = sorted(matches, key=lambda m: m.start)
        self._starts = [m.start for m in self.matches]

    def at(self, start: int) -> BodyMatch | None:
        """The body named from ``start`` on."""
        index = bisect_left(self._starts, start)
        return self.matches[index] if index < len(self.matches) and self._starts[index] == start else None

    def between(self, start: int, end: int) -> list[BodyMatch]:
        """The bodies named wholly inside ``start``–``end``."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self.matches[low:high] if m.end <= end]


@lru_cache(maxsize=4)
def _nouns(registry: Registry) -> re.Pattern[str]:
    """The noun before a number: any registered type or compound of one, first letter in either case."""
    names = {name for kind in registry.document_types for name in (kind.noun, *kind.compounds)}
    names |= {"Văn bản", "NQ", "QĐ", "KH", "CT", "KL", "NĐ", "TT", "CV"}
    body = "|".join(_either_case(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?P<noun>{body})(?!\w)")


def _either_case(name: str) -> str:
    first = name[0]
    return f"[{first}{first.lower()}]" + re.escape(name[1:]).replace(r"\ ", r"\s+")


@lru_cache(maxsize=1)
def _law_titles() -> re.Pattern[str]:
    lines = files("loaders.grammar").joinpath("data/law_titles.txt").read_text("utf-8").splitlines()
    titles = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    return re.compile("|".join(re.escape(t).replace(r"\ ", r"\s+") for t in titles) + r"(?!\w)", re.IGNORECASE)


def find_mentions(
    text: str, bodies: BodyIndex, registry: Registry, context: Context, year: int | None
) -> list[DocumentMention]:
    """Every document named in ``text``, by place; titled ones may hold others inside their titles. ``year`` completes dates without one."""
    finder = _Finder(text, bodies, registry, context, year)
    numbered = list(finder.numbered())
    taken = _Cover(numbered)
    laws = [m for m in finder.laws(taken)]
    numbered = [m for m in numbered if not any(law.number is m.number for law in laws if law.number is not None)]
    taken = _Cover([*numbered, *laws])
    shorts = [m for m in finder.shorts() if taken.free(m)]
    taken = _Cover([*numbered, *laws, *shorts])
    fixed = sorted([*numbered, *laws, *shorts], key=lambda m: m.start)
    titled = [m for m in finder.titled(fixed) if taken.free(m)]
    found = sorted([*fixed, *titled], key=lambda m: (m.start, -m.end))
    return _shared(text, found)


class _Cover:
    """Which stretches of the text are taken."""

    def __init__(self, mentions: Sequence[DocumentMention]) -> None:
        self._places = sorted((m.start, m.end) for m in mentions)
        self._starts = [p[0] for p in self._places]

    def free(self, mention: DocumentMention) -> bool:
        index = bisect_left(self._starts, mention.end)
        return not any(end > mention.start for _, end in self._places[max(0, index - 3) : index])

    def at(self, start: int) -> bool:
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] == start


class _Finder:
    """The rules, with what they all need."""

    def __init__(self, text: str, bodies: BodyIndex, registry: Registry, context: Context, year: int | None) -> None:
        self.text, self.bodies, self.registry, self.context, self.year = text, bodies, registry, context, year
        self.nouns = _nouns(registry)

    # --- Nghị quyết số 26-NQ/TW ngày 19/5/2018 của … --------------------------------------------------------------

    def numbered(self) -> Iterator[DocumentMention]:
        """Full symbols, with the noun before them and the tail behind."""
        for match in find_numbers(self.text):
            noun, start, plural = self._noun_before(match.start)
            kind = self.registry.type_of_noun(noun) if noun else None
            code = match.number.type_code
            if kind is None and code:
                kind = self.registry.type_of_code(code, "party" if match.number.form == "party" else "state")
            if kind is None and match.number.form == "letter":
                kind = self.registry.type_of_noun("Công văn")
            mention = DocumentMention(
                start, match.end, "number", kind.noun if kind else "", noun if noun and kind and noun.lower() != kind.noun.lower() else "",
                match.number, plural=plural,
            )  # fmt: skip
            yield self._with_tail(self._unlisted(mention, code))

    def _unlisted(self, mention: DocumentMention, code: str) -> DocumentMention:
        """In "các Tờ trình số …, số … và số 374/BC-BCT" the code tells the type, not the noun of the list."""
        if mention.plural and code:
            kind = self.registry.type_of_code(code, "state")
            if kind is not None and kind.noun != mention.noun and mention.noun == "Tờ trình":
                return replace(mention, noun=kind.noun, subtype="")
        return mention

    def _noun_before(self, at: int) -> tuple[str, int, bool]:
        """The type noun before a number, where the mention begins, and whether the noun stands for a list."""
        window = max(0, at - 60)
        before = self.text[window:at]
        last = None
        for found in self.nouns.finditer(before):
            last = found
        if last is not None and BETWEEN_NOUN_AND_NUMBER.match(before, last.end()):
            start = window + last.start()
            noun = re.sub(r"\s+", " ", last["noun"])
            return (
                ABBREVIATED.get(noun, noun[0].upper() + noun[1:]),
                start,
                bool(PLURAL.search(self.text, max(0, start - 8), start)),
            )
        if found := SO.search(before):
            return "", window + found.start(), False
        return "", at, False

    def _with_tail(self, mention: DocumentMention) -> DocumentMention:
        """Takes date, plenum, term and issuer behind a mention, in whichever order they stand."""
        at, fields = mention.end, {}
        for _ in range(4):
            moved = (
                self._date(at, fields) or self._plenum(at, fields) or self._issuer(at, fields) or self._term(at, fields)
            )
            if not moved:
                break
            at = moved
        if mention.title is None and (title := TITLE.match(self.text, at)):
            fields["title"] = (title.start("title"), title.start("title") + len(title["title"].rstrip(" ,")))
        return replace(mention, end=max(mention.end, at), **fields)  # type: ignore[arg-type]  # fields are named by the helpers below

    def _date(self, at: int, fields: dict[str, object]) -> int:
        if "date" in fields:
            return 0
        for pattern in (DATE_TAIL, MONTH_TAIL, YEAR_TAIL):
            found = pattern.match(self.text, at)
            if not found:
                continue
            if pattern is YEAR_TAIL and re.match(
                r"\s*(?:-|,\s*(?:năm\s+)?\d{4})", self.text[found.end() : found.end() + 12]
            ):
                continue
            date, guessed = date_of(found, self.year)
            if date is not None:
                end = found.end()
                if self.text[end - 1 : end] == ")" and "(" not in self.text[at:end]:
                    end -= 1
                fields.update(date=date, date_place=(found.start(), end), date_resolved=guessed)
                return end
        return 0

    def _plenum(self, at: int, fields: dict[str, object]) -> int:
        found = PLENUM.match(self.text, at)
        if (
            not found
            or "issuer" in fields
            or not (found["body"] or "rung ương" in found["plenum"] or "HNTW" in found["plenum"])
        ):
            return 0
        body = self.registry.body_of_name("Ban Chấp hành Trung ương Đảng")
        place = (
            (found.start("body"), found.end("body")) if found["body"] else (found.start("plenum"), found.end("plenum"))
        )
        fields.update(issuer=body, issuer_place=place)
        return found.end()

    def _term(self, at: int, fields: dict[str, object]) -> int:
        found = TERM.match(self.text, at)
        if not found or "term" in fields:
            return 0
        fields["term"] = found["term"]
        return found.end()

    def _issuer(self, at: int, fields: dict[str, object]) -> int:
        found = OF.match(self.text, at)
        if not found or "issuer" in fields:
            return 0
        match = self.bodies.at(found.end())
        if match is None:
            return 0
        fields.update(issuer=match.body, issuer_place=(match.start, match.end))
        return match.end

    # --- Nghị quyết 57 · Đề án 08 · Kế hoạch này --------------------------------------------------------------------

    def shorts(self) -> Iterator[DocumentMention]:
        """A type with a bare number, with "này", or with "nêu trên"."""
        for found in self.nouns.finditer(self.text):
            noun = re.sub(r"\s+", " ", found["noun"])
            abbreviated = noun in ABBREVIATED
            kind = self.registry.type_of_noun(ABBREVIATED.get(noun, noun))
            if kind is None:
                continue
            if (own := SELF.match(self.text, found.end())) and noun[0].isupper():
                yield DocumentMention(found.start(), own.end(), "self", kind.noun)
                continue
            if (back := BACK.match(self.text, found.end())) and noun[0].isupper():
                yield DocumentMention(found.start(), back.end(), "back", kind.noun)
                continue
            bare = BARE.match(self.text, found.end())
            if (
                bare is None
                or kind.noun not in SHORT_TYPES
                or not (bare["so"] or (noun[0].isupper() and len(bare["bare"].rstrip("abcđ")) > 1))
            ):
                continue
            if abbreviated and not noun.isupper():
                continue
            subtype = noun if noun.lower() != kind.noun.lower() and not abbreviated else ""
            mention = DocumentMention(found.start(), bare.end(), "short", kind.noun, subtype, bare=bare["bare"])
            yield self._with_tail(mention)

    # --- Luật Bảo hiểm y tế ngày 14 tháng 11 năm 2008 ---------------------------------------------------------------

    def laws(self, numbered: _Cover) -> list[DocumentMention]:
        """Laws by their titles, amending laws with the laws they amend."""
        found: list[DocumentMention] = []
        at = 0
        while match := LAW.search(self.text, at):
            at = match.end()
            for mention in self._law(match):
                found.append(mention)
                at = max(at, mention.end)
        return found

    def _law(self, match: re.Match[str]) -> list[DocumentMention]:
        noun = match["noun"]
        draft = DRAFT.search(self.text, max(0, match.start() - 12), match.start())
        amending = AMENDING.match(self.text, match.end())
        if amending and LAW.match(self.text, amending.end()):
            return self._amending_law(match, amending, draft is not None)
        end = self._law_title_end(noun, match.end())
        if end is None:
            return []
        start = draft.start() if draft else match.start()
        mention = DocumentMention(start, end, "law", noun, "draft" if draft else "", title=(match.start(), end))
        return [self._law_tail(mention)]

    def _amending_law(self, match: re.Match[str], amending: re.Match[str], draft: bool) -> list[DocumentMention]:
        """Luật sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C ngày …: date and number are the amending law's."""
        inner: list[DocumentMention] = []
        at = amending.end()
        while target := LAW.match(self.text, at):
            end = self._law_title_end(target["noun"], target.end())
            if end is None:
                break
            inner.append(
                DocumentMention(
                    target.start(), end, "law", target["noun"], title=(target.start(), end), listed=bool(inner)
                )
            )
            joint = re.compile(r"\s*(?:,|,?\s+và)\s+(?=(?:Bộ luật|Luật|Pháp lệnh)\s)(?!Luật\s+(?:số|sửa đổi))").match(
                self.text, end
            )
            if joint is None:
                at = end
                break
            at = joint.end()
        if not inner:
            return []
        outer = DocumentMention(
            match.start(),
            amending.end(),
            "law",
            match["noun"],
            "draft" if draft else "",
            title=(match.start(), inner[-1].end),
            amending=True,
        )
        tail = self._law_tail(replace(outer, end=inner[-1].end))
        return [replace(tail, end=amending.end()), *inner[:-1], replace(inner[-1], end=inner[-1].end)]

    def _law_title_end(self, noun: str, at: int) -> int | None:
        if noun in ("Hiến pháp", "Điều lệ Đảng"):
            known = re.compile(r"\s+nước Cộng hòa xã hội chủ nghĩa Việt Nam|").match(self.text, at)
            return known.end() if known else at
        space = re.compile(r"\s+").match(self.text, at)
        if space is None:
            return None
        if known := _law_titles().match(self.text, space.end()):
            end = known.end()
            extra = re.compile(r"\s*\((?:sửa đổi)(?:, bổ sung)?\)").match(self.text, end)
            return extra.end() if extra else end
        first = self.text[space.end() : space.end() + 1]
        if not first.isupper():
            return None
        stop = LAW_STOP.search(self.text, space.end())
        end = min(stop.start() if stop else len(self.text), space.end() + 90)
        words = self.text[space.end() : end].rstrip()
        extra = re.compile(r"\s*\((?:sửa đổi)(?:, bổ sung)?\)").match(self.text, space.end() + len(words))
        return (extra.end() if extra else space.end() + len(words)) if len(words) > 1 else None

    def _law_tail(self, mention: DocumentMention) -> DocumentMention:
        """số 64/2025/QH15, ngày 19 tháng 02 năm 2025 behind a law's title."""
        so = re.compile(r"\s*,?\s*(?:số\s*)?(?=\d+/\d{4}/)").match(self.text, mention.end)
        if so:
            for match in find_numbers(self.text, so.end(), min(len(self.text), so.end() + 40)):
                if match.start == so.end():
                    mention = replace(mention, end=match.end, number=match.number, way="number")
                break
        return self._with_tail(mention)

    # --- Chương trình hành động của Chính phủ thực hiện … · Đề án "…" ------------------------------------------------

    def titled(self, fixed: Sequence[DocumentMention]) -> Iterator[DocumentMention]:
        """Documents without a number, named by type and title, where the text issues, approves or carries them."""
        starts = [m.start for m in fixed]
        yield from self._congresses()
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

    def _titled(
        self, found: re.Match[str], fixed: Sequence[DocumentMention], starts: Sequence[int], draft: bool
    ) -> DocumentMention | None:
        noun = found["noun"]
        kind = self.registry.type_of_noun(noun)
        if kind is None or NO_TITLE.match(self.text, found.end()):
            return None
        inner = self._title_end(found.end(), fixed, starts)
        end, carried = inner
        words = self.text[found.end() : end].strip()
        issued = bool(ISSUING.search(self.text, max(0, found.start() - 110), found.start()))
        owner = self._owner(found.end(), end)
        implements = any(m.start < end for m in fixed[bisect_left(starts, found.end()) : bisect_left(starts, end)])
        quoted = words.startswith('"')
        plural = bool(PLURAL.search(self.text, max(0, found.start() - 8), found.start()))
        accepted = (
            carried
            or (issued and (quoted or len(words.split()) > 2) and not implements)
            or (owner is not None and not plural and bool(OWN_SUBJECT.match(self.text, owner.end)))
            or (issued and implements and bool(re.search(r"\b(?:thực hiện|triển khai|cụ thể hóa)\s", words)))
            or (noun in ("Chiến lược", "Quy hoạch") and owner_of_programme(words))
            or (noun == "Lời kêu gọi" and len(words.split()) >= 3)
            or (draft and noun in ("Nghị định", "Nghị quyết", "Thông tư", "Quyết định") and len(words.split()) > 3)
            or (
                quoted and noun in ("Đề án", "Chương trình", "Kế hoạch", "Dự án", "Chiến lược") and words.count('"') > 1
            )
        )
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

    def _title_end(self, at: int, fixed: Sequence[DocumentMention], starts: Sequence[int]) -> tuple[int, bool]:
        """Where a title ends, and whether "ban hành kèm theo <document>" follows it."""
        quote = re.compile(r"\s*\"[^\"\n]{5,600}\"").match(self.text, at)
        limit = quote.end() if quote else self._limit(at)
        for mention in fixed[bisect_left(starts, at) : bisect_left(starts, limit)]:
            if mention.way in ("number", "short") and IMPLEMENTING.search(
                self.text, max(0, mention.start - 30), mention.start
            ):
                limit = self._number_end(mention)
                break
            if mention.way == "number" and ISSUED_WITH.search(
                self.text[max(0, mention.start - 60) : mention.start] + self.text[mention.start : mention.start + 12]
            ):
                break
        carried = bool(ISSUED_WITH.match(self.text, limit)) or bool(
            re.compile(r"\s*,?\s*\(?(?:được\s+)?ban hành kèm theo\s").match(self.text, limit)
        )
        return limit, carried

    def _limit(self, at: int) -> int:
        stop = TITLE_STOP.search(self.text, at)
        return min(stop.start() if stop else len(self.text), at + 500)

    def _number_end(self, mention: DocumentMention) -> int:
        if mention.way == "short":
            found = re.compile(r"\D*\d+").match(self.text, mention.start)
            return found.end() if found else mention.end
        for match in find_numbers(self.text, mention.start, mention.end):
            return match.end
        return mention.end

    def _owner(self, at: int, end: int) -> BodyMatch | None:
        """The body in "của Chính phủ" straight behind a noun."""
        found = re.compile(r"\s+(?:của|giữa)\s+(?P<field>ngành\s+)?").match(self.text, at)
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
        found = re.compile(
            r"[A-ZĐ][A-ZĐ&\-]+|[A-ZĐ]\w+(?:\s+(?:và\s+)?\w+){1,6}?(?=\s+(?:thực|triển|về|năm|giai))"
        ).match(self.text, at)
        body = self.registry.body_of_name(f"Bộ {found.group()}", self.context) if found else None
        return BodyMatch(at, found.end(), body, "") if found and body is not None else None


def owner_of_programme(words: str) -> bool:
    """Whether a strategy or master plan is named by its own title: with its period or its issuer."""
    return len(words.split()) >= 4 and bool(NAMED_PROGRAMME.search(words)) and not words[0].isupper()


def _shared(text: str, mentions: list[DocumentMention]) -> list[DocumentMention]:
    """Date, issuer and noun that a list shares ("Nghị quyết số 116 và Đề án 08 ngày 4/7/2023 của …", "các Tờ trình số …, số …")."""
    result = list(mentions)
    for i in range(len(result) - 2, -1, -1):
        first, second = result[i], result[i + 1]
        if (
            first.way not in ("number", "short")
            or second.way not in ("number", "short")
            or first.noun in ("Luật", "Bộ luật")
        ):
            continue
        gap = text[first.end : second.start]
        if not re.fullmatch(r"\s*(?:,|và|,\s*và|;)?\s*(?:số\s*)?", gap) or not gap.strip():
            continue
        if (
            first.date is not None
            and first.issuer is None
            and second.issuer is not None
            and first.number is not None
            and second.number is not None
        ):
            if first.number.form == "party" and first.number.issuers == second.number.issuers:
                result[i] = replace(first, issuer=second.issuer, issuer_place=second.issuer_place)
        elif first.date is None and first.issuer is None and (second.date is not None or second.issuer is not None):
            year = first.number.year if first.number else None
            if (
                year is None
                and (first.way == "short" or second.issuer is not None or first.plural)
                and (first.number is None or first.number.form == "party" or first.plural)
            ):
                result[i] = replace(first, date=second.date, date_place=second.date_place, date_resolved=second.date_resolved,
                                    issuer=second.issuer, issuer_place=second.issuer_place, term=first.term or second.term,
                                    title=second.title, shared=True)  # fmt: skip
    for i in range(1, len(result)):
        first, second = result[i - 1], result[i]
        if not second.noun and first.noun and re.fullmatch(r"\s*(?:,|;|và|,\s*và)\s*", text[first.end : second.start]):
            result[i] = replace(second, noun=first.noun)
        elif (
            second.noun
            and second.way == "number"
            and first.plural
            and re.fullmatch(r"\s*(?:,|và|,\s*và)\s*", text[first.end : second.start])
        ):
            result[i] = replace(second, plural=True)
    return result


def title_key(words: str) -> str:
    """What two spellings of one title have in common: folded, without "về", "việc" and punctuation."""
    return " ".join(w for w in re.findall(r"[a-z0-9]+", fold(words)) if w not in ("ve", "viec"))
