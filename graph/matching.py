"""Whether a reference can mean a document: nothing that is stated may contradict.

``Profile`` is one set of facts with how often it is said; equal facts of many sources are compared once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True)
class Profile:
    """Facts with the number of local documents that state just these (``uses``) and the first source of them."""

    facts: Facts
    uses: int = 1
    earliest: str = ""

    @cached_property
    def key(self) -> str:
        """Its own identity key."""
        return identity_key(self.facts)

    @cached_property
    def number(self) -> Number | None:
        """The number as compared."""
        return number_of(self.facts.number)

    @cached_property
    def symbol(self) -> str:
        """Comparison key of a full number, "" for a bare one or none."""
        return self.number.key if self.number else ""

    @cached_property
    def date(self) -> PartialDate | None:
        """The date, or the year in the symbol."""
        return date_stated(self.facts)

    @cached_property
    def full_date(self) -> bool:
        """Known to the day."""
        return self.date is not None and self.date.day is not None

    @cached_property
    def words(self) -> frozenset[str]:
        """The telling words of the title, folded."""
        core = title_core(self.facts.type, self.facts.title)
        return frozenset(core.split()) - _EMPTY_WORDS or frozenset(core.split())

    @cached_property
    def level(self) -> tuple[int, ...]:
        """How complete it is; a reference joins only what is more complete. Parts in order of weight."""
        date = 0 if self.date is None else 1 + (self.date.month is not None) + (self.date.day is not None)
        issuer = 0 if not self.facts.issuer else 1 if is_vague(self.facts.issuer) else 2
        known = -self.facts.carrier.count("?") if self.facts.carrier else -9
        return (bool(self.symbol), known, date, issuer, bool(self.facts.term) and date < 3)

    @cached_property
    def identity(self) -> tuple[str, ...]:
        """Equal for references of one level that mean one document when nothing more complete fits either."""
        f = self.facts
        number = self.number
        family, place = series(f.issuer)
        named = self.symbol or (number.bare if number else title_core(f.type, f.title))
        kind = "" if self.symbol and self.full_date else slug(f.type)
        return (
            named,
            str(self.date or ""),
            family,
            place,
            "" if self.full_date else f.term.lower(),
            kind,
            f.carrier,
            f.nameless,
        )


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
    if reference.symbol and reference.full_date:
        return True  # symbol and day outweigh the noun: Party QĐ is often called by the other one
    types = {slug(p.facts.type) for p in known if p.facts.type}
    return not reference.facts.type or not types or slug(reference.facts.type) in types


def _number_fits(reference: Profile, known: list[Profile]) -> bool:
    symbols = {p.symbol for p in known if p.symbol}
    return not reference.symbol or not symbols or reference.symbol in symbols


def _issuer_fits(reference: Profile, known: list[Profile]) -> bool:
    issuers = {p.facts.issuer for p in known if p.facts.issuer}
    issuer = reference.facts.issuer
    if issuers and not any(compatible(issuer, other) for other in issuers):
        return False
    codes = {p.number.code for p in known if p.number and p.number.code}
    return all(writes(issuer, code) for code in codes) and (
        not reference.symbol or not reference.number or all(writes(other, reference.number.code) for other in issuers)
    )


def _date_fits(reference: Profile, known: list[Profile]) -> bool:
    dates = {p.date for p in known if p.date}
    if reference.date is None or not dates or any(reference.date.fits(date) for date in dates):
        return True
    return any(one_document(reference, other) for other in known)


def one_document(left: Profile, right: Profile) -> bool:
    """Whether two full numbers with different days are one document whose date one source has wrong (domain.md § 2.3).

    Number, issuer, series (year; for central Party documents the term) and title must agree. Without a title on one side
    the days may differ in one place only. An issuer that many places have must be stated on both sides.
    """
    if not (
        left.symbol and left.symbol == right.symbol and left.full_date and right.full_date and left.date and right.date
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
    if not named and left.number and needs_place(left.number.code):
        return False
    if left.words and right.words:
        return similarity(left.words, right.words) >= _MUCH_THE_SAME
    return bool(named) and _differing_parts(left.date, right.date) == 1


def _same_series(left: Profile, right: Profile) -> bool:
    if left.date is None or right.date is None or left.number is None:
        return False
    if is_central_party(left.facts.issuer or right.facts.issuer, left.number.code):
        return bool(terms_of(left.date) & terms_of(right.date))
    return left.date.year == right.date.year


def _differing_parts(left: PartialDate, right: PartialDate) -> int:
    return (left.year != right.year) + (left.month != right.month) + (left.day != right.day)


def _term_fits(reference: Profile, known: list[Profile]) -> bool:
    terms = {p.facts.term.lower() for p in known if p.facts.term}
    term = reference.facts.term.lower()
    if term and terms and term not in terms:
        return False
    return all(_term_fits_date(term, p) for p in known) and (
        not reference.date or all(_term_fits_date(stated, reference) for stated in terms)
    )


def _term_fits_date(term: str, dated: Profile) -> bool:
    if not term or term not in _TERMS or dated.date is None:
        return True
    code = dated.number.code if dated.number else ""
    return not is_central_party(dated.facts.issuer, code) or term in terms_of(dated.date)


def _not_later(reference: Profile, known: list[Profile]) -> bool:
    limit = date_of(reference.facts.not_after)
    dates = {p.date for p in known if p.date}
    return limit is None or not dates or any(date.earliest() <= limit.latest() for date in dates)


def _title_fits(reference: Profile, known: list[Profile]) -> bool:
    titles = [p.words for p in known if p.words]
    if not reference.words or not titles or (reference.symbol and reference.full_date):
        return True
    alike = max(similarity(reference.words, title) for title in titles)
    annex = bool(reference.facts.carrier)
    return alike >= (_MUCH_THE_SAME if annex else _NOTHING_ALIKE) or (not annex and len(reference.words) < 3)


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
        and (not left.words or not right.words or similarity(left.words, right.words) >= _MUCH_THE_SAME)
    )
