"""Which mentions of a text name one document: resolution inside the text (domain.md § 2.5).

What is stated decides; a mention that leaves something open joins a document only when exactly one fits.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice

from graph.claims import Body
from graph.dates import PartialDate
from graph.errors import NumberError
from graph.identity import title_core
from graph.numbers import DocumentNumber, number_key, parse_number
from graph.titles import titles_differ
from loaders.grammar.mentions import DocumentMention, title_key


@dataclass(slots=True, eq=False)
class LocalDocument:
    """A document of one text. ``mentions`` index the list of mentions; ``main`` is the one the text is, or is about."""

    ref: str
    noun: str
    mentions: list[int] = field(default_factory=list)
    subtype: str = ""
    symbol: str = ""
    bare: str = ""
    date: PartialDate | None = None
    date_resolved: bool = False
    issuer: Body | None = None
    title: str = ""
    term: str = ""
    main: bool = False
    carrier: LocalDocument | None = None
    amending: bool = False


def resolve(
    mentions: Sequence[DocumentMention], text: str, main: LocalDocument | None
) -> tuple[list[LocalDocument], dict[int, LocalDocument]]:
    """The documents of a text in order of first mention (``main`` first), and the document of each mention that has one."""
    table = _Table(mentions, text, main)
    ways = ("number", "law", "short", "title", "self", "back")
    for way in ways:
        for index, mention in enumerate(mentions):
            if mention.way == way:
                table.place(index, mention)
    documents = sorted(
        (d for d in table.documents if d.mentions or d.main), key=lambda d: (not d.main, min(d.mentions, default=-1))
    )
    for document in documents:
        document.mentions.sort()
    for number, document in enumerate(documents, 1):
        document.ref = f"d{number}"
        _settle(document, mentions, text)
    return documents, table.of


#: With how many documents of one key a mention is compared, the latest: more than any real text has.
_NEAR = 400
_BY_TITLE = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Điều lệ Đảng"})


class _Table:
    def __init__(self, mentions: Sequence[DocumentMention], text: str, main: LocalDocument | None) -> None:
        self.mentions, self.text, self.main = mentions, text, main
        self.documents: list[LocalDocument] = [main] if main is not None else []
        self.of: dict[int, LocalDocument] = {}
        self._filed: dict[tuple[str, str], dict[int, LocalDocument]] = {}  # key → id → document
        self._placed: dict[str, list[int]] = {}  # noun of the document → indexes of its mentions, ascending

    def place(self, index: int, mention: DocumentMention) -> None:
        keys = self._keys(mention)
        if mention.way == "self":
            document = self._self(mention)
        elif mention.way == "back":
            document = self._back(index, mention)
        else:
            fitting = [d for d in self._near(keys) if self._fits(d, mention)]
            document = fitting[0] if len(fitting) == 1 else self._best(fitting, mention) or self._new(mention)
        if document is not None:
            document.mentions.append(index)
            self.of[index] = document
            insort(self._placed.setdefault(document.noun, []), index)
            self._learn(document, mention)
            self._file(document, keys)

    def _keys(self, mention: DocumentMention) -> list[tuple[str, str]]:
        """What a mention can be found again by: its number, its type with its bare number, its type with its title's first words."""
        keys = [("type", mention.noun)] if mention.way == "title" else []
        if mention.number is not None:
            keys += [
                ("number", number_key(str(mention.number))),
                ("bare", f"{mention.noun} {mention.number.num.lstrip('0')}"),
            ]
        if mention.bare:
            keys.append(("bare", f"{mention.noun} {mention.bare.lstrip('0')}"))
        if mention.title is not None and mention.way in ("law", "number") and mention.noun in _BY_TITLE:
            keys.append(("title", f"{mention.noun} {title_key(self.text[mention.title[0] : mention.title[1]])}"))
        return keys

    def _file(self, document: LocalDocument, keys: Sequence[tuple[str, str]]) -> None:
        for key in (*keys, ("type", document.noun)):
            self._filed.setdefault(key, {})[id(document)] = document

    def _near(self, keys: Sequence[tuple[str, str]]) -> list[LocalDocument]:
        """The documents that share a key with a mention, the text's own first."""
        found: dict[int, LocalDocument] = {id(self.main): self.main} if self.main is not None else {}
        for key in keys:
            filed = self._filed.get(key, {})
            found.update(filed if len(filed) <= _NEAR else reversed(list(islice(reversed(filed.items()), _NEAR))))
        return list(found.values())

    def _learn(self, document: LocalDocument, mention: DocumentMention) -> None:
        if mention.number is not None and not document.symbol:
            document.symbol = str(mention.number)
        document.bare = document.bare or mention.bare
        document.amending = document.amending or mention.amending
        if (
            mention.date is not None
            and not mention.shared
            and (document.date is None or len(str(mention.date)) > len(str(document.date)))
        ):
            document.date = mention.date
        document.term = document.term or mention.term
        if mention.issuer is not None and document.issuer is None and not mention.shared:
            document.issuer = mention.issuer
        if mention.title is not None and not document.title:
            document.title = self.text[mention.title[0] : mention.title[1]]
        if mention.subtype and not document.subtype:
            document.subtype = mention.subtype

    def _new(self, mention: DocumentMention) -> LocalDocument:
        document = LocalDocument("", mention.noun)
        self.documents.append(document)
        return document

    def _fits(self, document: LocalDocument, mention: DocumentMention) -> bool:
        if mention.number is not None and mention.noun not in ("Luật", "Bộ luật", "Pháp lệnh"):
            same = bool(document.symbol) and number_key(document.symbol) == number_key(str(mention.number))
            return (same or _code_slips(document, mention)) and self._agree(document, mention)
        if mention.way == "short":
            return self._short_fits(document, mention)
        if mention.way == "title" and (document.symbol or document.bare):
            return self._named_again(document, mention)
        if (
            document.noun != mention.noun
            or (not document.title and not document.symbol)
            or (mention.amending != document.amending and mention.way == "law")
        ):
            return False
        if mention.way in ("law", "number"):
            return self._law_fits(document, mention)
        return (
            mention.title is not None
            and not document.symbol
            and _alike(document.title, self.text[mention.title[0] : mention.title[1]])
            and self._agree(document, mention)
        )

    def _short_fits(self, document: LocalDocument, mention: DocumentMention) -> bool:
        if document.noun != mention.noun or not self._agree(document, mention):
            return False
        bare = document.bare or document.symbol.replace("-", "/").split("/")[0]
        return bare.lstrip("0") == mention.bare.lstrip("0") and bool(bare)

    def _named_again(self, document: LocalDocument, mention: DocumentMention) -> bool:
        """A numbered document called by type, issuer and the gist of its title ("Đề án của Ban Thường vụ Tỉnh ủy về …")."""
        if (
            document.noun != mention.noun
            or mention.issuer is None
            or document.issuer is None
            or mention.title is None
            or not document.title
        ):
            return False
        gist = set(
            title_key(
                self.text[mention.issuer_place[1] if mention.issuer_place else mention.title[0] : mention.title[1]]
            ).split()
        )
        known = set(title_key(document.title).split())
        if titles_differ(document.title, self.text[mention.title[0] : mention.title[1]]):
            return False
        return bool(gist) and len(gist & known) / len(gist) >= 0.7 and _same_issuer(mention.issuer, document.issuer)

    def _law_fits(self, document: LocalDocument, mention: DocumentMention) -> bool:
        if mention.number is not None and document.symbol:
            return number_key(document.symbol) == number_key(str(mention.number))
        if mention.title is None:
            return False
        same = title_key(document.title) == title_key(self.text[mention.title[0] : mention.title[1]])
        return same and self._agree(document, mention)

    def _agree(self, document: LocalDocument, mention: DocumentMention) -> bool:
        """Nothing that both state differs. Dates shared by a list are no statement; a term may differ only by its spelling."""
        if (
            mention.date is not None
            and document.date is not None
            and not mention.shared
            and not mention.date_resolved
            and not document.date.fits(mention.date)
            and not (mention.number is not None and _one_digit_apart(document.date, mention.date))
        ):
            return False
        if mention.issuer is not None and document.issuer is not None and not mention.shared:
            return _same_issuer(mention.issuer, document.issuer)
        return True

    def _best(self, fitting: list[LocalDocument], mention: DocumentMention) -> LocalDocument | None:
        """Of several that fit, the one whose date is stated alike; else none where the mention states nothing of its own."""
        if mention.date is not None:
            dated = [d for d in fitting if d.date is not None]
            if len(dated) == 1:
                return dated[0]
        return (
            fitting[0]
            if fitting
            and mention.date is None
            and mention.issuer is None
            and mention.way in ("law", "number")
            and len({d.symbol for d in fitting}) == 1
            else None
        )

    def _self(self, mention: DocumentMention) -> LocalDocument | None:
        if self.main is not None and (self.main.noun == mention.noun or mention.noun == "Công văn"):
            return self.main
        near = self._carried.get(mention.noun, [])
        return near[0] if len(near) == 1 else None

    @cached_property
    def _carried(self) -> dict[str, list[LocalDocument]]:
        """The documents that others carry, by noun; asked for when all that are not called "this" have their place."""
        found: dict[str, list[LocalDocument]] = {}
        for document in self.documents:
            if document.carrier is not None:
                found.setdefault(document.noun, []).append(document)
        return found

    def _back(self, index: int, mention: DocumentMention) -> LocalDocument | None:
        placed = self._placed.get(mention.noun, [])
        before = bisect_left(placed, index) - 1
        return self.of[placed[before]] if before >= 0 else None


def _code_slips(document: LocalDocument, mention: DocumentMention) -> bool:
    """ "Chỉ thị số 49-NQ/TW" beside 49-CT/TW: the noun, the bare number and the issuing body agree, the code belies the noun."""
    if mention.number is None or not mention.noun or document.noun != mention.noun or not document.symbol:
        return False
    if mention.issuer is None or document.issuer is None:
        return False
    known, said = _number_of(document.symbol), mention.number
    return (
        known is not None
        and (known.num, known.issuers, known.form, known.year) == (said.num, said.issuers, said.form, said.year)
        and known.type_code != said.type_code
    )


@lru_cache(maxsize=1024)  # each symbol is compared with many
def _number_of(symbol: str) -> DocumentNumber | None:
    try:
        return parse_number(symbol)
    except NumberError:
        return None


def _one_digit_apart(left: PartialDate, right: PartialDate) -> bool:
    """A slip of one digit in a date does not make a second document of one number (domain.md § 2.3)."""
    a, b = str(left), str(right)
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


# "Kết luận số 18-KL/TW của Trung ương": whichever of the central Party bodies issued it
_SOME_CENTRAL = frozenset({"trung-uong-dang", "trung-uong"})
_CENTRAL = _SOME_CENTRAL | {"ban-chap-hanh-trung-uong-dang", "bo-chinh-tri", "ban-bi-thu-trung-uong-dang"}


def _same_issuer(left: Body, right: Body) -> bool:
    if left.key == right.key:
        return True
    if {left.key, right.key} <= _CENTRAL and {left.key, right.key} & _SOME_CENTRAL:
        return True
    short, long = sorted((left.key.split("@")[0], right.key.split("@")[0]), key=len)
    return long.endswith(short) or long.startswith(short)


def _alike(left: str, right: str) -> bool:
    """Much the same words; never with another document, congress, term or period in them ("… Nghị quyết số 26-NQ/TW", "… số 27-NQ/TW")."""
    if title_core("Nghị quyết", left) == title_core("Nghị quyết", right):
        return True
    if titles_differ(left, right):
        return False
    a, b = set(title_key(left).split()), set(title_key(right).split())
    return bool(a and b) and (len(a & b) / len(a | b) >= 0.7 or ((a <= b or b <= a) and min(len(a), len(b)) >= 6))


def _settle(document: LocalDocument, mentions: Sequence[DocumentMention], text: str) -> None:
    """Chooses date, issuer and title: what is stated for this document itself over what a list shares, then the majority."""
    if document.main and document.date is not None and document.issuer is not None:
        return
    own = [mentions[i] for i in document.mentions if not mentions[i].shared]
    shared = [mentions[i] for i in document.mentions if mentions[i].shared]
    for group in (own, shared):
        dates = Counter(str(m.date) for m in group if m.date is not None)
        if dates and (document.date is None or group is own):
            best = max(dates, key=lambda d: (len(d), dates[d]))
            if document.date is None or len(best) >= len(str(document.date)):
                document.date = PartialDate.parse(best)
                document.date_resolved = all(m.date_resolved for m in group if str(m.date) == best)
        issuers = Counter(m.issuer.key for m in group if m.issuer is not None)
        if issuers and (document.issuer is None or (group is own and not document.main)):
            best_key = max(issuers, key=lambda k: (k not in _SOME_CENTRAL, issuers[k], k))
            document.issuer = next(m.issuer for m in group if m.issuer is not None and m.issuer.key == best_key)
    if not document.title:
        for m in shared:
            if m.title is not None:
                document.title = text[m.title[0] : m.title[1]]
                break
