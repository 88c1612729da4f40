"""Whether a reference can mean a document: nothing that is stated may contradict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.dates import PartialDate
from graph.facts import Facts
from graph.identity import Number, date_of, is_draft, type_slug, unscoped
from graph.issuers import compatible, is_central_party, is_vague, needs_place, writes
from graph.profiles import CENTRAL_TERMS, Profile, parts_of, similarity, terms_of
from graph.titles import titles_differ

_MUCH_THE_SAME = 0.7  # share of the shorter title's words that the other has
_NOTHING_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Known:
    """What the references to one document state together; each set without the unstated."""

    members: tuple[Facts, ...]
    types: frozenset[str]
    symbols: frozenset[str]
    codes: frozenset[str]
    issuers: frozenset[str]
    dates: frozenset[PartialDate]
    terms: frozenset[str]
    carriers: frozenset[str]
    titles: frozenset[frozenset[str]]


def known_of(members: Sequence[Profile]) -> Known:
    """What ``members`` state together."""
    return _known_of(tuple(profile.facts for profile in members))


@lru_cache(maxsize=32768)
def _known_of(members: tuple[Facts, ...]) -> Known:
    parts = [parts_of(facts) for facts in members]
    return Known(
        members,
        frozenset(type_slug(facts.type) for facts in members if facts.type),
        frozenset(part.symbol for part in parts if part.symbol),
        frozenset(part.number.code for part in parts if part.number and part.number.code),
        frozenset(facts.issuer for facts in members if facts.issuer),
        frozenset(part.date for part in parts if part.date) or _carrier_dates(members),
        frozenset(facts.term.lower() for facts in members if facts.term),
        frozenset(facts.carrier for facts in members if facts.carrier),
        frozenset(part.words for part in parts if part.words),
    )


def _carrier_dates(members: tuple[Facts, ...]) -> frozenset[PartialDate]:
    """An annex has no date of its own; it cannot be of another day than its carrier."""
    days = (date_of(unscoped(facts.carrier).rpartition("/")[2]) for facts in members if facts.carrier)
    return frozenset(day for day in days if day)


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
    if number and number.joint and number.key in known.symbols:
        return True
    if issuer and known.issuers and not any(compatible(issuer, other) for other in known.issuers):
        return False
    return all(writes(issuer, code) for code in known.codes) and (
        not number or not number.code or all(writes(other, number.code) for other in known.issuers)
    )


def _date_fits(reference: Profile, known: Known) -> bool:
    date = reference.parts.date
    if date is None or not known.dates or any(date.fits(other) for other in known.dates):
        return True
    return any(one_document(reference.facts, other) for other in known.members)


def _type_fits(reference: Profile, known: Known) -> bool:
    if not reference.facts.type or not known.types or (reference.parts.symbol and reference.parts.full_date):
        return True  # symbol and day outweigh the noun: Party QĐ is often called by the other one
    return type_slug(reference.facts.type) in known.types


def _carrier_fits(reference: Profile, known: Known) -> bool:
    carrier = reference.facts.carrier
    if not carrier and known.carriers:  # "Chương trình hành động của Chính phủ thực hiện …": whose it is must be said
        return bool(reference.facts.number or (reference.facts.issuer and known.issuers))
    return not carrier or not known.carriers or any(carriers_fit(carrier, other) for other in known.carriers)


def _term_fits(reference: Profile, known: Known) -> bool:
    term = reference.facts.term.lower()
    if term and known.terms and term not in known.terms:
        return False
    return (not term or all(_term_fits_date(term, facts) for facts in known.members)) and all(
        _term_fits_date(stated, reference.facts) for stated in known.terms
    )


def _term_fits_date(term: str, dated: Facts) -> bool:
    parts = parts_of(dated)
    if term not in CENTRAL_TERMS or parts.date is None:
        return True
    code = parts.number.code if parts.number else ""
    return not is_central_party(dated.issuer, code) or term in terms_of(parts.date)


def _not_later(reference: Profile, known: Known) -> bool:
    limit = date_of(reference.facts.not_after)
    return limit is None or not known.dates or any(date.earliest() <= limit.latest() for date in known.dates)


def _title_fits(reference: Profile, known: Known) -> bool:
    words = reference.parts.words
    if not words or not known.titles or (reference.parts.symbol and reference.parts.full_date):
        return True
    alike = max(similarity(words, title) for title in known.titles)
    annex = bool(reference.facts.carrier) or (bool(known.carriers) and not reference.facts.number)
    if not reference.facts.number and all(
        titles_differ(reference.facts.title, facts.title) for facts in known.members if facts.title
    ):
        return False
    return alike >= (_MUCH_THE_SAME if annex else _NOTHING_ALIKE) or (not annex and len(words) < 3)


def one_document(left: Facts, right: Facts) -> bool:
    """Whether two full numbers with different days are one document whose date one source has wrong (domain.md § 2.3).

    Number, issuer, series (year; for central Party documents the term) and title must agree. Without a title on one
    side the days may differ in one place only. An issuer that many places have must be stated on both sides.
    """
    a, b = parts_of(left), parts_of(right)
    if not a.symbol or a.symbol != b.symbol or not (a.full_date and b.full_date and a.date and b.date and a.number):
        return False
    if not (a.number.joint or compatible(left.issuer, right.issuer)) or not _same_series(
        left.issuer or right.issuer, a.number, a.date, b.date
    ):
        return False
    named = bool(left.issuer and right.issuer) and not is_vague(left.issuer) and not is_vague(right.issuer)
    if not named and needs_place(a.number.code):
        return False
    if a.words and b.words:
        return similarity(a.words, b.words) >= _MUCH_THE_SAME
    return named and _differing_parts(a.date, b.date) == 1


def _same_series(issuer: str, number: Number, left: PartialDate, right: PartialDate) -> bool:
    if is_central_party(issuer, number.code):
        return bool(terms_of(left) & terms_of(right))
    return left.year == right.year


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


def same_annex(left: Facts, right: Facts) -> bool:
    """Two unnumbered annexes of one type are one when their carriers fit and their titles are much the same."""
    words, others = parts_of(left).words, parts_of(right).words
    return (
        bool(left.carrier and right.carrier)
        and is_draft(left) == is_draft(right)
        and carriers_fit(left.carrier, right.carrier)
        and (not words or not others or similarity(words, others) >= _MUCH_THE_SAME)
        and not titles_differ(left.title, right.title)
    )
