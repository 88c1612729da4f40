"""What a document is: its identity key, and the parts of it that are compared.

A number is not an identity (domain.md § 0): a document is type, symbol, issuing body and date, year or term. The own
key of a mention is a function of what the mention says, readable, ``?`` for what it leaves open::

    nghi-quyet/26-nq-tw/ban-chap-hanh-trung-uong-dang/2018-05-19      numbered
    nghi-quyet/26-nq-tw/?/khoa-xii                                    date unknown, Party term known
    ke-hoach/80/ban-thuong-vu-tinh-uy@lang-son/2023-11-24             symbol unknown
    luat/to-chuc-chinh-phu/2025-02-18                                 unnumbered; the issuer stands before the date
    where known chuong-trinh/hanh-dong-.../@nghi-quyet/132-nq-cp/chinh-phu/2018-10-24   annex, behind @ its carrier

``~`` and eight hex digits behind a key bind it to one source: what nobody can tell apart from others of its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.dates import PartialDate
from graph.errors import DateError, NumberError
from graph.facts import Facts
from graph.issuers import is_vague, needs_place
from graph.numbers import number_key, parse_number
from graph.serial import short_hash
from graph.text import fold, slug
from graph.titles import first_number

_NOT_IN_KEY = re.compile(r"[^a-z0-9.]+")
_NOT_IN_BODY = re.compile(r"[^a-z0-9@.-]+")
_NOT_IN_CARRIER = re.compile(r"[^a-z0-9@./?~-]+")
_LONG_TITLE = 56  # code points of a title slug; longer ones end in a hash of the whole
_LEADING = re.compile(r"^(?:du (?:an|thao) )?(?:ve viec |ve )?")
# Nghị quyết Đại hội XIV của Đảng · Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV: one congress, many ways to name
# it
_CONGRESS = re.compile(
    r"(?:cua )?dai hoi (?:dai bieu )?(?:toan quoc )?(?:(?:cua )?dang )?(?:lan thu )?(?P<number>[ivx]+)"
    r"(?: (?:cua )?dang)?(?: cong san viet nam)?"
)
_BARE = re.compile(r"\d{1,6}(?:\.\d{1,2})?[a-z]?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is compared. ``key`` is "" for a bare one; ``bare`` has no leading zeros; ``code`` is the
    issuer's."""

    key: str
    bare: str
    type_code: str
    code: str
    year: int | None
    joint: bool = False  # of several bodies, each of which may be called its issuer


@lru_cache(maxsize=65536)
def number_of(value: str) -> Number | None:
    """The number in an attribute's value; None where there is none."""
    if not value:
        return None
    try:
        number = parse_number(value)
    except NumberError:
        bare = _BARE.match(fold(value).lstrip("0 ") or "0")
        return Number("", bare[0] if bare else _NOT_IN_KEY.sub("-", fold(value)), "", "", None)
    bare_number = fold(number.num).lstrip("0") or "0"
    code = number.issuers[0] if number.issuers else ""
    return Number(number_key(value), bare_number, number.type_code, code, number.year, len(number.issuers) > 1)


@lru_cache(maxsize=65536)
def date_of(value: str) -> PartialDate | None:
    """A partial ISO date; None for "" and for what is no date."""
    try:
        return PartialDate.parse(value) if value else None
    except DateError:
        return None


def date_stated(facts: Facts) -> PartialDate | None:
    """The date, or the year that stands in the symbol (30/2020/NĐ-CP)."""
    date, number = date_of(facts.date), number_of(facts.number)
    if date is None and number and number.year:
        return PartialDate(number.year)
    return date


@lru_cache(maxsize=4096)
def type_slug(noun: str) -> str:
    """A type noun as it stands in keys."""
    return slug(noun)


@lru_cache(maxsize=65536)
def title_core(type_: str, title: str) -> str:
    """The words of a title that name: folded, without its type noun and the "về" before it."""
    core = " ".join(slug(title).split("-"))
    noun = " ".join(type_slug(type_).split("-"))
    core = _LEADING.sub("", core, count=1)
    if noun and core.startswith(noun + " "):
        core = _LEADING.sub("", core[len(noun) + 1 :], count=1)
    congress = _CONGRESS.fullmatch(core)
    return f"dai hoi dang lan thu {congress['number']}" if congress else core


def is_draft(facts: Facts) -> bool:
    """A draft is another document than what it becomes (domain.md § 1.5)."""
    return facts.subtype == "draft"


def identity_key(facts: Facts) -> str:
    """The own key of a mention."""
    kind = ("du-thao-" if is_draft(facts) else "") + (type_slug(facts.type) or "?")
    if facts.nameless:
        return f"{kind}/?/{_issuer(facts)}/{_when(facts)}~{facts.nameless}"
    if facts.number:
        return f"{kind}/{symbol_slug(facts)}/{_issuer(facts)}/{_when(facts)}"
    title = _title_slug(facts)
    if facts.carrier:
        return f"{kind}/{title}/@{_NOT_IN_CARRIER.sub('-', facts.carrier)}"
    issuer = f"{_issuer(facts)}/" if facts.issuer else ""
    return f"{kind}/{title}/{issuer}{_when(facts)}"


def symbol_slug(facts: Facts) -> str:
    """Folded symbol, or the bare number, as it stands in a key: "26-nq-tw", "66.18-2026-nq-cp", "116"."""
    number = number_of(facts.number)
    return _NOT_IN_KEY.sub("-", number.key or number.bare).strip("-") or "?" if number else "?"


def _title_slug(facts: Facts) -> str:
    whole = title_core(facts.type, facts.title).replace(" ", "-")
    if len(whole) <= _LONG_TITLE:
        return whole or "?"
    return whole[:_LONG_TITLE].rpartition("-")[0] + "-" + short_hash(whole)[:8]


def _issuer(facts: Facts) -> str:
    return _NOT_IN_BODY.sub("-", facts.issuer) or "?"


def _when(facts: Facts) -> str:
    date = date_stated(facts)
    if date is not None:
        return str(date)
    return f"khoa-{slug(facts.term)}" if facts.term else "?"


def scoped(key: str, locator: str) -> str:
    """``key`` bound to one source."""
    return f"{key}~{short_hash(locator)[:8]}"


def unscoped(key: str) -> str:
    """``key`` without what binds it to a source."""
    return key.partition("~")[0]


def day_of(key: str) -> str:
    """The full ISO day at the end of a key (of an annex: its carrier's), "" where there is none."""
    last = unscoped(key).rpartition("/")[2]
    return last if re.fullmatch(r"\d{4}-\d\d-\d\d", last) else ""


def block_of(facts: Facts) -> str:
    """The block whose documents can be meant by each other's references: a bare number with the code of its type; for
    an annex its type with its carrier's bare number; else a block of titles."""
    kind = ("draft " if is_draft(facts) else "") + type_slug(facts.type)
    if facts.nameless:
        return f"?{facts.nameless}"
    number = number_of(facts.number)
    if number:
        return f"{number.bare}|{_type_family(number, facts.type)}"
    if facts.carrier:
        symbol = unscoped(facts.carrier).split("/")[1:2]
        bare = _BARE.match(symbol[0]) if symbol else None
        return f"@{bare[0] if bare else facts.carrier}|{kind}"
    return _title_block(facts)


def _title_block(facts: Facts) -> str:
    kind = ("draft " if is_draft(facts) else "") + type_slug(facts.type)
    # by the number a title names, where it does: titles that go on differently behind it meet
    return f"{TITLE_BLOCK}{first_number(facts.title) or title_core(facts.type, facts.title)}|{kind}"


def guest_block(facts: Facts) -> str:
    """The block of titles in which a document may be meant by its title alone, without number and carrier; "" for none.

    Annexes are named so ("Chương trình hành động của Chính phủ thực hiện …"), and laws ("Luật Khiếu nại"), whose title
    is their name; other documents have a number where they have one.
    """
    titled = facts.carrier or (facts.number and type_slug(facts.type) in _NAMED_BY_TITLE)
    return _title_block(facts) if titled and facts.title and not facts.nameless else ""


#: Blocks of titles begin with this; they are resolved after the others, whose documents may be meant in them.
TITLE_BLOCK = "="
_NAMED_BY_TITLE = frozenset({"luat", "bo-luat", "phap-lenh"})

# A code and the initials of its noun meet in one family, so that "Nghị quyết 26" and 26-NQ/TW share a block; Quyết
# định and Party Quy định share QĐ (domain.md § 0 rule 4). A family may be too wide, never too narrow.
_SAME_FAMILY = {"ctr": "ct", "ttr": "tt", "qyd": "qd", "qdi": "qd", "bl": "l", "vb": "cv"}


def _type_family(number: Number, noun: str) -> str:
    family = fold(number.type_code) or "".join(word[:1] for word in type_slug(noun).split("-"))
    return _SAME_FAMILY.get(family, family or ("cv" if number.code else "?"))


def is_identified(facts: Facts) -> bool:
    """Whether the facts say which document is meant: symbol, issuer and date, year or term; or carrier and title; or
    title and date."""
    return not open_points(facts)


def open_points(facts: Facts) -> tuple[str, ...]:
    """What the facts leave open, in words; () for an identified document."""
    if facts.nameless:
        return ("neither number nor title is said",)
    number, points = number_of(facts.number), []
    if number is None:
        return () if facts.carrier or date_stated(facts) else ("no number and no date is said",)
    if not number.key:
        points.append("only the bare number is said")
    elif (not facts.issuer or is_vague(facts.issuer)) and needs_place(number.code):
        points.append(f"whose {number.code} it is is not said")
    if date_stated(facts) is None and not facts.term:
        points.append("neither date nor term is said")
    return tuple(points)


def is_shared(facts: Facts) -> bool:
    """Whether equal facts in two sources mean one document although nothing more complete is known."""
    if facts.nameless:
        return False
    known_issuer = bool(facts.issuer) and not is_vague(facts.issuer)
    return not facts.number or known_issuer or is_identified(facts)
