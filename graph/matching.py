"""Whether a reference can mean a document: nothing that is stated may contradict.

``Profile`` is one set of facts with how often it is said; equal facts of many sources are compared once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from graph.dates import PartialDate
from graph.facts import Facts
from graph.identity import Number, date_of, date_stated, identity_key, is_draft, number_of, title_core, unscoped
from graph.issuers import compatible, is_central_party, is_vague, needs_place, series, writes
from graph.text import slug

#: First and last month of the Party's central terms (domain.md § 2.2): numbers restart with each.
_TERMS = {
    "viii": ("1996-06", "2001-04"), "ix": ("2001-04", "2006-04"), "x": ("2006-04", "2011-01"), "xi": ("2011-01", "2016-01"),
    "xii": ("2016-01", "2021-02"), "xiii": ("2021-01", "2026-01"), "xiv": ("2026-01", "2031-02"),
}  # fmt: skip
_MUCH_THE_SAME = 0.7  # share of the shorter title's words that the other has
_NOTHING_ALIKE = 0.3
# Words of titles that say nothing of the subject.
_EMPTY_WORDS = frozenset(
    [
        "ve",
        "viec",
        "va",
        "cua",
        "cac",
        "cho",
        "trong",
        "den",
        "nam",
        "voi",
        "theo",
        "tai",
        "la",
        "duoc",
        "mot",
        "so",
        "nhung",
        "nhiem",
        "ky",
        "giai",
        "doan",
        "thuc",
        "hien",
        "trien",
        "khai",
        "ban",
        "hanh",
    ]
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What of some facts is compared, worked out once.

    ``key`` is the own identity key; ``symbol`` the comparison key of a full number ("" for a bare one or none); ``date`` the date, or
    the year in the symbol; ``words`` the telling words of the title. ``level`` says how complete the facts are, parts in order of
    weight: a reference joins only what is more complete. ``identity`` is equal for references of one level that mean one document
    when nothing more complete fits either.
    """

    key: str
    number: Number | None
    symbol: str
    date: PartialDate | None
    full_date: bool
    words: frozenset[str]
    level: tuple[int, ...]
    identity: tuple[str, ...]


@lru_cache(maxsize=32768)
def parts_of(facts: Facts) -> Parts:
    """The parts of ``facts``."""
    number, date = number_of(facts.number), date_stated(facts)
    symbol = number.key if number else ""
    full = date is not None and date.day is not None
    words = frozenset(title_core(facts.type, facts.title).split())
    identity = _identity(facts, number, str(date or ""), full)
    key = identity_key(facts)
    return Parts(key, number, symbol, date, full, words - _EMPTY_WORDS or words, _level(facts, symbol, date), identity)


def _level(facts: Facts, symbol: str, date: PartialDate | None) -> tuple[int, ...]:
    precision = 0 if date is None else 1 + (date.month is not None) + (date.day is not None)
    issuer = 0 if not facts.issuer else 1 if is_vague(facts.issuer) else 2
    carrier = -facts.carrier.count("?") if facts.carrier else -9
    return (bool(symbol), carrier, precision, issuer, bool(facts.term) and precision < 3)


def _identity(facts: Facts, number: Number | None, date: str, full_date: bool) -> tuple[str, ...]:
    family, place = series(facts.issuer)
    named = (number.key or number.bare) if number else title_core(facts.type, facts.title)
    kind = "" if number and number.key and full_date else slug(facts.type)
    term = "" if full_date else facts.term.lower()
    return (named, date, family, place, term, kind, facts.carrier, facts.nameless)


@dataclass(frozen=True, slots=True)
class Profile:
    """Facts with the number of local documents that state just these (``uses``) and the first source of them."""

    facts: Facts
    uses: int = 1
    earliest: str = ""
    parts: Parts = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", parts_of(self.facts))

    @property
    def key(self) -> str:
        """Its own identity key."""
        return self.parts.key


def terms_of(day: PartialDate) -> frozenset[str]:
    """Central Party terms a date can lie in; two around a congress."""
    first, last = day.earliest().isoformat()[:7], day.latest().isoformat()[:7]
    return frozenset(term for term, (start, end) in _TERMS.items() if first <= end and start <= last)


def similarity(left: frozenset[str], right: frozenset[str]) -> float:
    """Share of the shorter title's words that the longer one has; 0 where a title is missing."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def fits(reference: Profile, members: Iterable[Profile]) -> bool:
    """Whether ``reference`` can mean the document ``members`` describe."""
    known = list(members)
    return (
        _type_fits(reference, known)
        and _number_fits(reference, known)
        and _carrier_fits(reference, known)
        and _issuer_fits(reference, known)
        and _date_fits(reference, known)
        and _term_fits(reference, known)
        and _not_later(reference, known)
        and _title_fits(reference, known)
    )


def _type_fits(reference: Profile, known: list[Profile]) -> bool:
    if reference.parts.symbol and reference.parts.full_date:
        return True  # symbol and day outweigh the noun: Party QĐ is often called by the other one
    types = {slug(p.facts.type) for p in known if p.facts.type}
    return not reference.facts.type or not types or slug(reference.facts.type) in types


def _number_fits(reference: Profile, known: list[Profile]) -> bool:
    symbols = {p.parts.symbol for p in known if p.parts.symbol}
    return not reference.parts.symbol or not symbols or reference.parts.symbol in symbols


def _issuer_fits(reference: Profile, known: list[Profile]) -> bool:
    issuers = {p.facts.issuer for p in known if p.facts.issuer}
    issuer = reference.facts.issuer
    if issuers and not any(compatible(issuer, other) for other in issuers):
        return False
    codes = {p.parts.number.code for p in known if p.parts.number and p.parts.number.code}
    return all(writes(issuer, code) for code in codes) and (
        not reference.parts.symbol
        or not reference.parts.number
        or all(writes(other, reference.parts.number.code) for other in issuers)
    )


def _date_fits(reference: Profile, known: list[Profile]) -> bool:
    dates = {p.parts.date for p in known if p.parts.date}
    if reference.parts.date is None or not dates or any(reference.parts.date.fits(date) for date in dates):
        return True
    return any(one_document(reference, other) for other in known)


def one_document(left: Profile, right: Profile) -> bool:
    """Whether two full numbers with different days are one document whose date one source has wrong (domain.md § 2.3).

    Number, issuer, series (year; for central Party documents the term) and title must agree. Without a title on one side
    the days may differ in one place only. An issuer that many places have must be stated on both sides.
    """
    if not (
        left.parts.symbol
        and left.parts.symbol == right.parts.symbol
        and left.parts.full_date
        and right.parts.full_date
        and left.parts.date
        and right.parts.date
    ):
        return False
    if not compatible(left.facts.issuer, right.facts.issuer) or not _same_series(left, right):
        return False
    named = (
        left.facts.issuer
        and right.facts.issuer
        and not is_vague(left.facts.issuer)
        and not is_vague(right.facts.issuer)
    )
    if not named and left.parts.number and needs_place(left.parts.number.code):
        return False
    if left.parts.words and right.parts.words:
        return similarity(left.parts.words, right.parts.words) >= _MUCH_THE_SAME
    return bool(named) and _differing_parts(left.parts.date, right.parts.date) == 1


def _same_series(left: Profile, right: Profile) -> bool:
    if left.parts.date is None or right.parts.date is None or left.parts.number is None:
        return False
    if is_central_party(left.facts.issuer or right.facts.issuer, left.parts.number.code):
        return bool(terms_of(left.parts.date) & terms_of(right.parts.date))
    return left.parts.date.year == right.parts.date.year


def _differing_parts(left: PartialDate, right: PartialDate) -> int:
    return (left.year != right.year) + (left.month != right.month) + (left.day != right.day)


def _term_fits(reference: Profile, known: list[Profile]) -> bool:
    terms = {p.facts.term.lower() for p in known if p.facts.term}
    term = reference.facts.term.lower()
    if term and terms and term not in terms:
        return False
    return all(_term_fits_date(term, p) for p in known) and (
        not reference.parts.date or all(_term_fits_date(stated, reference) for stated in terms)
    )


def _term_fits_date(term: str, dated: Profile) -> bool:
    if not term or term not in _TERMS or dated.parts.date is None:
        return True
    code = dated.parts.number.code if dated.parts.number else ""
    return not is_central_party(dated.facts.issuer, code) or term in terms_of(dated.parts.date)


def _not_later(reference: Profile, known: list[Profile]) -> bool:
    limit = date_of(reference.facts.not_after)
    dates = {p.parts.date for p in known if p.parts.date}
    return limit is None or not dates or any(date.earliest() <= limit.latest() for date in dates)


def _title_fits(reference: Profile, known: list[Profile]) -> bool:
    titles = [p.parts.words for p in known if p.parts.words]
    if not reference.parts.words or not titles or (reference.parts.symbol and reference.parts.full_date):
        return True
    alike = max(similarity(reference.parts.words, title) for title in titles)
    annex = bool(reference.facts.carrier)
    return alike >= (_MUCH_THE_SAME if annex else _NOTHING_ALIKE) or (not annex and len(reference.parts.words) < 3)


def _carrier_fits(reference: Profile, known: list[Profile]) -> bool:
    carriers = {p.facts.carrier for p in known if p.facts.carrier}
    carrier = reference.facts.carrier
    return not carrier or not carriers or any(carriers_fit(carrier, other) for other in carriers)


def carriers_fit(left: str, right: str) -> bool:
    """Whether two carrier identities can be of one instrument, part by part; ``?`` fits everything."""
    a, b = unscoped(left).split("/"), unscoped(right).split("/")
    if a == b or len(a) != len(b) or len(a) != 4:
        return a == b
    (kind, symbol, issuer, when), (kind2, symbol2, issuer2, when2) = a, b
    return (
        (kind == kind2 or "?" in (kind, kind2))
        and (symbol == symbol2 or symbol.startswith(symbol2 + "-") or symbol2.startswith(symbol + "-"))
        and compatible(issuer.strip("?"), issuer2.strip("?"))
        and _whens_fit(when, when2)
    )


def _whens_fit(left: str, right: str) -> bool:
    a, b = date_of(left), date_of(right)
    return left == right or a is None or b is None or a.fits(b)


def same_annex(left: Profile, right: Profile) -> bool:
    """Two unnumbered annexes of one type are one when their carriers fit and their titles are much the same."""
    return (
        bool(left.facts.carrier and right.facts.carrier)
        and is_draft(left.facts) == is_draft(right.facts)
        and carriers_fit(left.facts.carrier, right.facts.carrier)
        and (
            not left.parts.words
            or not right.parts.words
            or similarity(left.parts.words, right.parts.words) >= _MUCH_THE_SAME
        )
    )
