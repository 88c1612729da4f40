"""Codes of types and issuers, as far as the number grammar needs them (domain.md §§ 1, 3).

What the codes stand for is the registry's; here is only their canonical case and whether a body writes the Party form.
A code that is not here is taken as written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from graph.text import fold

#: Type codes in their canonical case (Nghị định 30/2020/NĐ-CP Phụ lục III; Party: Hướng dẫn 36-HD/VPTW, 05-HD/VPTW).
TYPE_CODES: tuple[str, ...] = (
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ",
    "BGN", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "SY", "TrS", "SL", "NĐ", "TT", "TTLT", "NQLT", "QĐLT", "L",
    "PL", "VBHN", "KL", "CL", "LKG", "CV", "QĐi", "KHPH", "KHLT", "CTPH", "CTLT", "QCPH", "HDLT", "TTLB", "ĐL", "QH",
)  # fmt: skip
#: Documents of several bodies: every code after the type is an issuer, none a drafting unit.
JOINT_TYPES = frozenset({"TTLT", "NQLT", "QĐLT", "KHPH", "KHLT", "CTPH", "CTLT", "QCPH", "HDLT", "TTLB"})

_MINISTRIES = (
    "BNV", "BQP", "BCA", "BNG", "BTP", "BTC", "BCT", "BXD", "BYT", "BGDĐT", "BKHCN", "BVHTTDL", "BNNMT", "BDTTG",
    "BTNMT", "BNNPTNT", "BGTVT", "BKHĐT", "BTTTT", "BLĐTBXH", "UBDT", "NHNN", "TTCP", "VPCP", "TANDTC", "VKSNDTC",
    "VKSTC", "KTNN",
)  # fmt: skip
_STATE_ISSUERS = ("UBND", "HĐND", "CP", "TTg", "CTN", "QH", "UBTVQH", "HĐBT", "UB", "TTHĐND", "VPUBND", *_MINISTRIES)
_PARTY_ISSUERS = ("TW", "TU", "HU", "QU", "ThU", "TXU", "ĐU", "ĐUK", "BCSĐ", "VPTW", "VPTU", "TWĐTN")
_OTHER_ISSUERS = ("MTTW", "TLĐ", "LĐLĐ", "ĐTN", "BCĐ", "ĐH", "ĐĐ", "ĐCT", "VPQH", "ĐĐBQH", "MTTQ", "ĐCTUBTWMTTQVN")
#: A second body after a hyphen that is an issuer also outside joint types: "47/CTr-BCA-BGDĐT".
PARTNERS = frozenset({*_MINISTRIES, "CP", "ĐCTUBTWMTTQVN", "UBND", "HĐND"})


def _by_key(codes: Sequence[str]) -> dict[str, str]:
    """Lower-case and folded key → canonical code; a key with its marks wins over a folded one (HĐ, HD)."""
    return {fold(code): code for code in reversed(codes)} | {code.lower(): code for code in codes}


_TYPE_BY_KEY = _by_key(TYPE_CODES) | {"tr": "TTr", "qđi": "QĐi"}
#: Issuer codes the grammar knows, in canonical case.
ISSUERS = frozenset({*_STATE_ISSUERS, *_PARTY_ISSUERS, *_OTHER_ISSUERS})
_ISSUER_BY_KEY = _by_key((*_STATE_ISSUERS, *_PARTY_ISSUERS, *_OTHER_ISSUERS))

# Bodies that write the Party form whatever the order of the signs in front of us: committees (TW, TU, HU …), what
# belongs to them (VPTU, BTCTW, UBKTHU), party delegations and caucuses (BCSĐ…, ĐĐ…), Party committees (ĐU…), the
# centre of the Youth Union.
_PARTY_BODY = re.compile(
    r"(?:vp|btc|btg|bdv|btgdv|ubkt|bnc|bkt|bdn|bxdd|bccd|bcscl|ttct|bvcssk)?(?:tw|tu|hu|qu|thu|txu|du)"
    r"|bcsd\w*|dd(?:hdnd|qh|mttq\w*)|duk\w*|du[a-z]+|qutw|hdlltw|twdtn"
)
_STATE_BODIES = frozenset(fold(code) for code in _STATE_ISSUERS)


_BASE_LETTERS = re.compile(r"[A-Za-zĐđƯư]+\d{0,2}")


def is_code_like(code: str) -> bool:
    """Two letters at least, most of them capitals, none with a mark other than those of Đ and Ư."""
    letters = code.rstrip("0123456789 ").replace(".", "").replace("&", "")
    return (
        len(letters) > 1
        and _BASE_LETTERS.fullmatch(letters) is not None
        and 2 * sum(map(str.isupper, letters)) > len(letters)
    )


def is_unit(code: str, first: str) -> bool:
    """Whether ``code`` can be a drafting unit in a number whose first code is ``first``."""
    if first.islower():
        return code.islower() and len(code) <= 6 and code.isascii()
    capitals = sum(map(str.isupper, code))
    return code[0].isupper() and _BASE_LETTERS.fullmatch(code) is not None and 2 * capitals >= len(code)


def is_issuer(code: str, strict: bool) -> bool:
    """Whether ``code`` can stand behind a type; where not ``strict``, also unknown letters in lower case."""
    return is_code_like(code) or is_known_issuer(code) or (not strict and len(code) > 1 and _plain_lower(code))


def is_letter_issuer(code: str, strict: bool) -> bool:
    """Whether ``code`` can stand alone as the issuer of a letter, or as an unknown type."""
    return is_code_like(code) or (not strict and code.islower() and is_known_issuer(code))


def _plain_lower(code: str) -> bool:
    return code.islower() and len(code) < 9 and _BASE_LETTERS.fullmatch(code) is not None


@lru_cache(maxsize=4096)
def is_known_issuer(code: str) -> bool:
    """In the table, a Party body by its composition, or made like the code of a ministry, a department (S…)."""
    base = issuer_of(code)[0]
    made = re.fullmatch(r"[BS][A-ZĐ]{2,}", base) is not None and code.isupper()
    return made or base in ISSUERS or is_party_body(base)


def type_of(code: str) -> str:
    """Canonical type code, "" for an unknown one."""
    return _TYPE_BY_KEY.get(code.lower()) or _TYPE_BY_KEY.get(fold(code), "")


@lru_cache(maxsize=4096)
def issuer_of(code: str) -> tuple[str, int | None]:
    """Canonical issuer code and the term behind QH or UBTVQH. "BNN&PTNT" is "BNNPTNT": the sign comes and goes."""
    code = code.replace(".", "").replace("&", "").replace("\u00d0", "Đ")
    body = re.fullmatch(r"(QH|UBTVQH)\s?(\d{1,2})", code, re.IGNORECASE)
    if body:
        return body[1].upper(), int(body[2])
    if "Ư" in code.upper():
        return code.upper(), None
    known = _ISSUER_BY_KEY.get(code.lower()) or _ISSUER_BY_KEY.get(fold(code))
    return known or (code.upper() if code.islower() else code), None


def is_party_body(code: str) -> bool:
    """Whether the body writes the Party form: a committee, its advisory bodies, a delegation, a Party committee."""
    return _PARTY_BODY.fullmatch(fold(code)) is not None


def is_state_body(code: str) -> bool:
    """Whether the body is known to write the State form."""
    return fold(code) in _STATE_BODIES
