"""Documents named by type and number: "Nghị quyết số 26-NQ/TW ngày 19/5/2018 của …", "Đề án 08", "Kế hoạch này" (domain.md § 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from graph.numbers import find_numbers
from graph.registry import Context, Registry
from graph.text import any_phrase
from loaders.grammar.dates import DATE_TAIL, MONTH_TAIL, YEAR_TAIL, date_of
from loaders.grammar.mention_words import (
    ABBREVIATED,
    BACK,
    BARE,
    BETWEEN_NOUN_AND_NUMBER,
    NO_OBJECT,
    OF,
    PLENUM,
    PLURAL,
    SELF,
    SHORT_TYPES,
    SO,
    TERM,
    TITLE,
    TITLE_TAIL,
    TYPED,
)
from loaders.grammar.named import BodyIndex, DocumentMention, Place


@lru_cache(maxsize=4)
def _nouns(registry: Registry) -> re.Pattern[str]:
    """The noun before a number: any registered type or compound of one, first letter in either case."""
    names = {name for kind in registry.document_types for name in (kind.noun, *kind.compounds)}
    names |= {"Văn bản", "NQ", "QĐ", "KH", "CT", "KL", "NĐ", "TT", "CV"}
    names |= {name[0].lower() + name[1:] for name in names}
    return re.compile(rf"(?P<noun>{any_phrase(names)})(?!\w)")


def _same_type(left: str, right: str) -> bool:
    """Whether two nouns name one type, abbreviated or not."""
    full = [ABBREVIATED.get(noun, noun).casefold() for noun in (" ".join(left.split()), right)]
    return full[0] == full[1]


# what each of the short ways goes on with: "này", "nêu trên", a number; most nouns of types stand without
_SHORT_TAIL = re.compile(r"\s+(?:này|nêu|trên|nói|số|\d)")


_LONGEST_TAIL = 160  # characters of a title within which what a cut-off line leaves hanging stands


class Citations:
    """Documents named by type and number, and the tail that pins them: date, plenum, term, issuer, title."""

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
            yield self.with_tail(self._unlisted(mention, code))

    def _unlisted(self, mention: DocumentMention, code: str) -> DocumentMention:
        """In "các Tờ trình số …, số … và số 374/BC-BCT" and in "văn bản số 364/TTr-BNG" the code tells the type, not the noun."""
        generic = mention.noun == "Công văn" and mention.subtype.lower() == "văn bản"
        if code and (generic or (mention.plural and mention.noun == "Tờ trình")):
            kind = self.registry.type_of_code(code, "state")
            if kind is not None and kind.noun != mention.noun:
                return replace(mention, noun=kind.noun, subtype="")
        return mention

    def _noun_before(self, at: int) -> tuple[str, int, bool]:
        """The type noun before a number, where the mention begins, and whether the noun stands for a list."""
        window = max(0, at - 60)
        before = self.text[window:at]
        earlier: re.Match[str] | None = None
        last: re.Match[str] | None = None
        for found in self.nouns.finditer(before):
            earlier, last = last, found
        if last is not None and BETWEEN_NOUN_AND_NUMBER.match(before, last.end()):
            noun = " ".join(last["noun"].split())
            # "Thông tư số TT 07/2023/TT-BYT": the type written twice
            twice = earlier is not None and BETWEEN_NOUN_AND_NUMBER.match(before, earlier.end(), last.start())
            first = earlier if earlier is not None and twice and _same_type(earlier["noun"], noun) else last
            start = window + first.start()
            return (
                ABBREVIATED.get(noun, noun[0].upper() + noun[1:]),
                start,
                bool(PLURAL.search(self.text, max(0, start - 8), start)),
            )
        if so := SO.search(before):
            return "", window + so.start(), False
        return "", at, False

    def with_tail(self, mention: DocumentMention) -> DocumentMention:
        """Takes date, plenum, term and issuer behind a mention, in whichever order they stand."""
        at = mention.end
        fields: dict[str, object] = {}
        for _ in range(4):
            moved = (
                self._date(at, fields) or self._plenum(at, fields) or self._issuer(at, fields) or self._term(at, fields)
            )
            if not moved:
                break
            at = moved
        if mention.title is None and (title := self._title(at)):
            fields["title"] = title
        if not fields and at <= mention.end:
            return mention
        return replace(mention, end=max(mention.end, at), **fields)  # type: ignore[arg-type]  # fields are named by the helpers below

    def _title(self, at: int) -> Place | None:
        """The title behind a symbol and its tail, without what a cut-off line leaves hanging; None for "sửa đổi, bổ sung một số"."""
        found = TITLE.match(self.text, at)
        if found is None:
            return None
        words = found["title"].rstrip(" ,")
        if tail := TITLE_TAIL.search(words, max(0, len(words) - _LONGEST_TAIL)):
            words = words[: tail.start()]
        return None if NO_OBJECT.fullmatch(words) else (found.start("title"), found.start("title") + len(words))

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

    def typed(self) -> Iterator[DocumentMention]:
        """A number with its type and without its issuer, where its day follows: "Số 183/TB ngày 09/7/2014"."""
        for found in TYPED.finditer(self.text):
            noun, start, _ = self._noun_before(found.start("bare"))
            kind = self.registry.type_of_code(found["code"], "state")
            if kind is not None and (not noun or self.registry.type_of_noun(noun) is kind):
                mention = DocumentMention(start, found.end(), "short", kind.noun, bare=found["bare"])
                yield self.with_tail(mention)

    def shorts(self) -> Iterator[DocumentMention]:
        """A type with a bare number, with "này", or with "nêu trên"."""
        yield from self.typed()
        for found in self.nouns.finditer(self.text):
            if not _SHORT_TAIL.match(self.text, found.end()):
                continue
            noun = " ".join(found["noun"].split())
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
            yield self.with_tail(mention)
