"""Profiles: equal facts of any number of sources, with the parts of them that are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from graph.dates import PartialDate
from graph.facts import Facts
from graph.identity import Number, date_stated, identity_key, number_of, title_core, type_slug
from graph.issuers import is_vague, series

#: First and last month of the Party's central terms (domain.md § 2.2): numbers restart with each.
CENTRAL_TERMS = {
    "viii": ("1996-06", "2001-04"), "ix": ("2001-04", "2006-04"), "x": ("2006-04", "2011-01"),
    "xi": ("2011-01", "2016-01"),
    "xii": ("2016-01", "2021-02"),
    "xiii": ("2021-01", "2026-01"), "xiv": ("2026-01", "2031-02"),
}  # fmt: skip
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

    ``key`` is the own identity key; ``symbol`` the comparison key of a full number ("" for a bare one or none);
    ``date`` the date, or the year in the symbol; ``words`` the telling words of the title. ``level`` says how
    complete the facts are, parts in order of weight: a reference joins only what is more complete. ``identity`` is
    equal for references of one level that mean one document when nothing more complete fits either.
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
    family, place = ("", "") if number and number.joint else series(facts.issuer)
    named = (number.key or number.bare) if number else title_core(facts.type, facts.title)
    kind = "" if number and number.key and full_date else type_slug(facts.type)
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
    return frozenset(term for term, (start, end) in CENTRAL_TERMS.items() if first <= end and start <= last)


def similarity(left: frozenset[str], right: frozenset[str]) -> float:
    """Share of the shorter title's words that the longer one has; 0 where a title is missing."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0
