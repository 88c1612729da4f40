"""When two namings of an issuing body can be of one body, and what the code in a number says of it.

The code gives the family, the words give the issuer (domain.md § 0 rule 5): ``TW`` is written by the Central Committee,
the Political Bureau and the Secretariat, ``TU`` by every provincial committee and its standing committee, ``UBND`` by
every people's committee. Body keys are those of the registry: a name, then ``@`` and the place where it needs one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.text import fold

#: Bodies that share the code TW. They are three: one said to be the Political Bureau's is not the Secretariat's.
CENTRAL_PARTY = frozenset({"ban-chap-hanh-trung-uong-dang", "bo-chinh-tri", "ban-bi-thu-trung-uong-dang"})
#: Names for the centre that do not say which of the three is meant.
_VAGUE_CENTRE = frozenset({"trung-uong", "dang-cong-san-viet-nam"})

# Committee and standing committee sign documents of one series (Hướng dẫn 36-HD/VPTW, § 3.2 of the code table).
_STANDING = re.compile(r"^(?:ban-thuong-vu|thuong-truc)-")
_COMMITTEE_OF = re.compile(r"^ban-chap-hanh-dang-bo-(tinh|thanh-pho|huyen|quan|thi-xa|xa|phuong|dac-khu)$")
_COMMITTEE = {
    "tinh": "tinh-uy", "thanh-pho": "tinh-uy", "huyen": "huyen-uy", "quan": "quan-uy", "thi-xa": "thi-uy",
    "xa": "dang-uy-xa", "phuong": "dang-uy-phuong", "dac-khu": "dang-uy-dac-khu",
}  # fmt: skip
# News often gives the Prime Minister's acts to the Government; the symbol (TTg, CP) tells them apart anyway.
_ONE_SERIES = {
    "thu-tuong-chinh-phu": "chinh-phu",
    "thanh-uy": "tinh-uy",
    "uy-ban-nhan-dan": "ubnd",
    "hoi-dong-nhan-dan": "hdnd",
}

#: Codes written by one body only, whatever the words say.
_SINGLE = frozenset(
    [
        "cp",
        "ttg",
        "ctn",
        "qh",
        "ubtvqh",
        "hdbt",
        "nhnn",
        "ttcp",
        "vpcp",
        "ktnn",
        "vptw",
        "btctw",
        "ubkttw",
        "btgdvtw",
        "bnctw",
        "tandtc",
        "vksndtc",
        "vkstc",
        "hdtp",
    ]
)
_MINISTRY = re.compile(r"b(?!ch|cd|ql|tc[tqh]|tg[tqh]|dv[tqh]|tgdv|nct|dt$|hxh)[a-z]{2,9}")
_LOCAL = re.compile(
    r"(?:.*(?:tu|hu|qu|thu|txu))|(?:.*du[a-z]*)|(?:(?:tt|vp)?(?:ubnd|hdnd|ub))|s[a-z]{2,}|cb|dh|bcd[a-z]*|bcsd(?:ubnd)?|ddhdnd|ddbqh"
    r"|cat|bch[a-z]*|dtn|ldld|mt|mttq|hpn|hnd|ccb|vp|p[a-z]{2,}|ct|btv"
)

#: Code → the families whose bodies write it. A stated issuer of none of them contradicts the code.
_FAMILIES: dict[str, frozenset[str]] = {
    "tw": CENTRAL_PARTY | _VAGUE_CENTRE,
    "cp": frozenset({"chinh-phu"}),
    "ttg": frozenset({"chinh-phu"}),
    "tu": frozenset({"tinh-uy"}),
    "hu": frozenset({"huyen-uy"}),
    "ubnd": frozenset({"ubnd"}),
    "hdnd": frozenset({"hdnd"}),
    "qh": frozenset({"quoc-hoi"}),
    "ubtvqh": frozenset({"uy-ban-thuong-vu-quoc-hoi"}),
    "ctn": frozenset({"chu-tich-nuoc"}),
}
_CODES_OF: dict[str, frozenset[str]] = {
    family: frozenset(code for code, families in _FAMILIES.items() if family in families)
    for family in frozenset().union(*_FAMILIES.values())
}


@lru_cache(maxsize=65536)
def series(body: str) -> tuple[str, str]:
    """(family, place) of a body key: bodies of one family and place write one series of documents.

    >>> series("ban-thuong-vu-tinh-uy@lang-son")
    ('tinh-uy', 'lang-son')
    """
    base, _, place = body.partition("@")
    base = _STANDING.sub("", base) if base not in CENTRAL_PARTY else base
    committee = _COMMITTEE_OF.match(base)
    base = _COMMITTEE[committee[1]] if committee else base
    base = re.sub(r"^(ubnd|hdnd)-(?:tinh|thanh-pho|huyen|quan|thi-xa|xa|phuong)$", r"\1", base)
    return _ONE_SERIES.get(base, base), place


def compatible(left: str, right: str) -> bool:
    """Whether two body keys can be of one issuer; an unknown one ("") fits every body."""
    if not left or not right or left == right:
        return True
    (family, place), (other, elsewhere) = series(left), series(right)
    if place and elsewhere and place != elsewhere:
        return False
    return family == other or _vague(family, other) or _vague(other, family)


def _vague(family: str, other: str) -> bool:
    return family in _VAGUE_CENTRE and other in CENTRAL_PARTY | _VAGUE_CENTRE


def writes(body: str, code: str) -> bool:
    """Whether ``body`` can have written a number with the issuer code ``code`` (folded); unknown ones can."""
    family, code = series(body)[0], fold(code)
    if not body or not code or (family not in _CODES_OF and code not in _FAMILIES):
        return True
    return code in _CODES_OF.get(family, frozenset()) or family in _FAMILIES.get(code, frozenset())


def is_vague(body: str) -> bool:
    """A name that stands for several bodies: the centre, or a local body without its place."""
    family, place = series(body)
    return family in _VAGUE_CENTRE or (not place and family in {"tinh-uy", "huyen-uy", "quan-uy", "ubnd", "hdnd"})


def needs_place(code: str) -> bool:
    """Whether many places have a body that writes ``code``: TU, UBND, SNV … An unknown code needs none."""
    folded = fold(code)
    return folded not in _SINGLE and folded != "tw" and _LOCAL.fullmatch(folded) is not None


def is_single(code: str) -> bool:
    """Whether one body alone writes ``code``: CP, TTg, BNV …"""
    folded = fold(code)
    return folded in _SINGLE or (not needs_place(folded) and _MINISTRY.fullmatch(folded) is not None)


def is_central_party(body: str, code: str) -> bool:
    """Whether a number's term counts from the congresses of the whole Party."""
    return fold(code) == "tw" or series(body)[0] in CENTRAL_PARTY | _VAGUE_CENTRE
