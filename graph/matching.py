"""Whether a reference can mean a document: nothing that is stated may contradict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.dates import PartialDate
from graph.identity import date_of, is_draft, unscoped
from graph.issuers import compatible, is_central_party, is_vague, needs_place, writes
from graph.profiles import CENTRAL_TERMS, Profile, similarity, terms_of
from graph.text import slug

_MUCH_THE_SAME = 0.7  # share of the shorter title's words that the other has
_NOTHING_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Known:
    """What the references to one document state together; each set without the unstated."""

    members: tuple[Profile, ...]
    types: frozenset[str]
    symbols: frozenset[str]
    codes: frozenset[str]
    issuers: frozenset[str]
    dates: frozenset[PartialDate]
    terms: frozenset[str]
    carriers: frozenset[str]
    titles: frozenset[frozenset[str]]


def known_of(members: Iterable[Profile]) -> Known:
    """What ``members`` state together."""
    said = tuple(members)
    numbers = [p.parts.number for p in said if p.parts.number]
    return Known(
        said,
        frozenset(slug(p.facts.type) for p in said if p.facts.type),
        frozenset(p.parts.symbol for p in said if p.parts.symbol),
        frozenset(number.code for number in numbers if number.code),
        frozenset(p.facts.issuer for p in said if p.facts.issuer),
        frozenset(p.parts.date for p in said if p.parts.date),
        frozenset(p.facts.term.lower() for p in said if p.facts.term),
        frozenset(p.facts.carrier for p in said if p.facts.carrier),
        frozenset(p.parts.words for p in said if p.parts.words),
    )


def fits(reference: Profile, known: Known) -> bool:
    """Whether ``reference`` can mean the document of which ``known`` is stated."""
    return (
        _number_fits(reference, known)
        and _issuer_fits(reference, known)
        and _date_fits(reference, known)
        and _type_fits(reference, known)
        and _carrier_fits(reference, known)
        and _term_fits(reference, known)
        and _not_later(reference, known)
        and _title_fits(reference, known)
    )


def _number_fits(reference: Profile, known: Known) -> bool:
    symbol = reference.parts.symbol
    return not symbol or not known.symbols or symbol in known.symbols


def _issuer_fits(reference: Profile, known: Known) -> bool:
    issuer, number = reference.facts.issuer, reference.parts.number
    if issuer and known.issuers and not any(compatible(issuer, other) for other in known.issuers):
        return False
    return all(writes(issuer, code) for code in known.codes) and (
        not number or not number.code or all(writes(other, number.code) for other in known.issuers)
    )


def _date_fits(reference: Profile, known: Known) -> bool:
    date = reference.parts.date
    if date is None or not known.dates or any(date.fits(other) for other in known.dates):
        return True
    return any(one_document(reference, other) for other in known.members)


def _type_fits(reference: Profile, known: Known) -> bool:
    if not reference.facts.type or not known.types or (reference.parts.symbol and reference.parts.full_date):
        return True  # symbol and day outweigh the noun: Party QĐ is often called by the other one
    return slug(reference.facts.type) in known.types


def _carrier_fits(reference: Profile, known: Known) -> bool:
    carrier = reference.facts.carrier
    return not carrier or not known.carriers or any(carriers_fit(carrier, other) for other in known.carriers)


def _term_fits(reference: Profile, known: Known) -> bool:
    term = reference.facts.term.lower()
    if term and known.terms and term not in known.terms:
        return False
    return (not term or all(_term_fits_date(term, p) for p in known.members)) and all(
        _term_fits_date(stated, reference) for stated in known.terms
    )


def _term_fits_date(term: str, dated: Profile) -> bool:
    if term not in CENTRAL_TERMS or dated.parts.date is None:
        return True
    code = dated.parts.number.code if dated.parts.number else ""
    return not is_central_party(dated.facts.issuer, code) or term in terms_of(dated.parts.date)


def _not_later(reference: Profile, known: Known) -> bool:
    limit = date_of(reference.facts.not_after)
    return limit is None or not known.dates or any(date.earliest() <= limit.latest() for date in known.dates)


def _title_fits(reference: Profile, known: Known) -> bool:
    words = reference.parts.words
    if not words or not known.titles or (reference.parts.symbol and reference.parts.full_date):
        return True
    alike = max(similarity(words, title) for title in known.titles)
    annex = bool(reference.facts.carrier)
    return alike >= (_MUCH_THE_SAME if annex else _NOTHING_ALIKE) or (not annex and len(words) < 3)


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
