"""Document numbers: what "26-NQ/TW" and "15/KH-UBND" say, how they are written, and where they stand in a text.

Forms (domain.md § 2.1; Nghị định 30/2020/NĐ-CP, Phụ lục III for the State, Hướng dẫn 36-HD/VPTW for the Party):

    party    = num "-" TYPE "/" ISSUER [ "-" UNIT ] [ "/nb" ]              26-NQ/TW  317-QĐ/TWĐTN-TNTH  5053-CV/VPTW/nb
    state    = num "/" TYPE "-" ISSUER { "-" ISSUER } [ "-" UNIT ]         15/KH-UBND  237/NQ-UBTVQH16
    legal    = num "/" year "/" TYPE "-" ISSUER { "-" ISSUER } [ "-" UNIT ]  30/2020/NĐ-CP
    assembly = num "/" year "/" ( "QH" | "UBTVQH" ) term                   36/2005/QH11
    letter   = num "/" ISSUER [ "-" UNIT ]                                 3954/UBND-VX
    old      = num "-" ( "HĐBT" | "CP" | "TTg" ) | num "/SL" | num "-TT/LB"  66-HĐBT  63/SL
    num      = digit{1..6} [ "." digit{1..2} ] [ lower-case letter ]       26  08  30c  66.19

A code the grammar does not know is taken as written. The code "TƯ" stands for TW or TU; only the context can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from graph.errors import NumberError
from graph.text import fold

Form: TypeAlias = Literal["party", "state", "legal", "assembly", "letter", "old"]

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
_PARTNERS = frozenset({*_MINISTRIES, "CP", "ĐCTUBTWMTTQVN", "UBND", "HĐND"})


def _by_key(codes: Sequence[str]) -> dict[str, str]:
    """Lower-case and folded key → canonical code; a key with its marks wins over a folded one (HĐ, HD)."""
    return {fold(code): code for code in reversed(codes)} | {code.lower(): code for code in codes}


_TYPE_BY_KEY = _by_key(TYPE_CODES) | {"tr": "TTr", "qđi": "QĐi"}
_ISSUER_BY_KEY = _by_key((*_STATE_ISSUERS, *_PARTY_ISSUERS, *_OTHER_ISSUERS))

# Bodies that write the Party form whatever the order of the signs in front of us: committees (TW, TU, HU …), what
# belongs to them (VPTU, BTCTW, UBKTHU), party delegations and caucuses (BCSĐ…, ĐĐ…), Party committees (ĐU…), the
# centre of the Youth Union.
_PARTY_BODY = re.compile(
    r"(?:vp|btc|btg|bdv|btgdv|ubkt|bnc|bkt|bdn|bxdd|bccd|bcscl|ttct|bvcssk)?(?:tw|tu|hu|qu|thu|txu|du)"
    r"|bcsd\w*|dd(?:hdnd|qh|mttq\w*)|duk\w*|du[a-z]+|qutw|hdlltw|twdtn"
)
_STATE_BODIES = frozenset(fold(code) for code in _STATE_ISSUERS)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number as the grammar reads it; all codes in canonical case.

    ``num`` keeps leading zeros, dotted part and letter as written ("08", "66.18", "30c"). ``type_code`` is "" for
    assembly, letter and most old numbers. ``issuers`` has more than one code for joint documents only. ``term`` is the
    legislature behind QH or UBTVQH. ``unit`` is the drafting unit, ``suffix`` "nb" for internal Party letters: neither
    is part of identity.
    """

    form: Form
    num: str
    type_code: str = ""
    issuers: tuple[str, ...] = ()
    year: int | None = None
    term: int | None = None
    unit: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        return format_number(self)


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number in running text: ``text[start:end]`` (code points, end exclusive) says ``number``."""

    start: int
    end: int
    number: DocumentNumber


class _Part(NamedTuple):
    """One code of a candidate with the separator before it, white space kept: (" - ", "NQ")."""

    separator: str
    code: str
    end: int

    @property
    def sign(self) -> str:
        """``/``, ``-`` or, where the sign is lost, ""."""
        return "/" if "/" in self.separator else self.separator.strip()[:1] and "-"

    @property
    def tight(self) -> bool:
        """No white space beside the sign, or only what a line break or a slip leaves on one side of it."""
        return not (self.separator[0].isspace() and self.separator[-1].isspace())


class _Candidate(NamedTuple):
    """What looks like a number. ``letter``: the noun before it is Công văn or Văn bản. ``strict``: nothing before it
    says that a number follows, so an unknown code must at least look like one."""

    num: str
    year: int | None
    parts: list[_Part]
    letter: bool
    strict: bool


_SIGN = r"\s{0,6}[-/\u2010-\u2015\u2212]\s{0,3}"
_CODE = r"(?:(?:QH|UBTVQH|qh|ubtvqh)\s?\d{1,2}|[Tt]\.[ƯUWưuw]|[^\W\d_]{1,25}+\d{0,2})(?!\w)"

# "26-NQ/TW", "30/2020/NĐ-CP", "84 QĐ/TWĐTN", glued "số31-QĐ/TW". The first digit is what the engine looks for; what may
# not stand before it (a word, a slash, "2.", "10-", "14:") is asked only then.
_CANDIDATE = re.compile(
    rf"""
    (?P<num>
        \d (?: (?<![\w/]\d) (?<!\d[.,:-]\d) | (?<=[sS]ố\d) )
        \d{{0,5}}+ (?:\.\d{{1,2}}+)? (?:[a-zđ](?!\w))?
    )
    (?!\w)
    (?: \s{{0,6}}/\s{{0,3}} (?P<year>(?:19|20)\d\d) (?=\s*[-/]) )?
    (?P<codes> (?: {_SIGN} | [ ](?={_CODE}/) ) {_CODE} (?:{_SIGN}{_CODE}){{0,6}} )
    """,
    re.VERBOSE,
)
_NEXT_CODE = re.compile(rf"(?P<separator>{_SIGN}|\s)(?P<code>{_CODE})")

# "132/NQ-CP2": the mark of a footnote on a body that has no terms.
_FOOTNOTE = re.compile(r"(?<!\d)(?<![Qq][Hh])\d{1,2}\Z")

_LETTER_NOUN = re.compile(r"(?:công văn|văn bản|\bcv)\s*(?:số)?[\s:]*\Z", re.IGNORECASE)
_NUMBER_WORD = re.compile(r"(?:\bsố|công văn|văn bản)[\s:]*\Z", re.IGNORECASE)
# "Mẫu số 01/PLI", "Biểu số 02/TNDN": forms are numbered like letters.
_FORM_WORD = re.compile(r"(?:mẫu|biểu|bảng|phụ lục|tờ khai)\s*(?:số)?[\s:]*\Z", re.IGNORECASE)
_PREFIX = re.compile(r"(?:[^\W\d]+[\s:.]+){0,8}?(?:số)?\s*:?\s*(?=\d)", re.IGNORECASE)
# "NQ/TW 26", "NQTW 26": the number behind its code.
_NUMBER_LAST = re.compile(r"(NQ|QĐ|CT|KL|HD|KH|TB)[-/ ]?(TW|TƯ|TU|HU|ĐU)\s+(\d{1,4})", re.IGNORECASE)
# "119.TDKT-HĐTV": file names cannot hold a slash.
_FILE_NAME = re.compile(r"(\d{1,6})[._](?=[^\W\d_]+[-_])")
_NUM_ALONE = re.compile(r"\d{1,6}(?:\.\d{1,2})?[a-zđ]?")


def parse_number(raw: str, *, letter: bool = False) -> DocumentNumber:
    """Reads one number, clean or as it lies about ("Số 26 – NQ/TW", "nq 26-nq/tw", "31/QĐ-TW").

    ``letter`` says that the noun before it is Công văn or Văn bản: then a code that could be type or issuer
    ("1234/CT-TTHT") is the issuer. Raises NumberError, whose message marks the place.
    """
    text = raw.strip().replace("\u00d0", "Đ").replace("_", "-")
    text = _NUMBER_LAST.sub(r"\3-\1/\2", text)
    text = _FILE_NAME.sub(r"\1/", text, count=1)
    prefix = _PREFIX.match(text)
    start = prefix.end() if prefix else 0
    found = _CANDIDATE.match(text, start)
    if not found:
        digits = _NUM_ALONE.match(text, start)
        raise _no_number(raw, text, digits.end() if digits else start)
    candidate = _candidate(found, letter=letter, strict=False)
    read = _read(candidate)
    if read is None:
        raise _no_number(raw, text, found.end("num"))
    number, used = read
    end = candidate.parts[used - 1].end
    if number.form == "letter" and not number.unit and re.fullmatch(r" [A-ZĐƯ]{1,8}", text[end:]):
        return replace(number, unit=text[end + 1 :])  # "4977/BVHTTDL VP": a lost hyphen
    if text[end:].strip():
        raise _no_number(raw, text, end)
    return number


def _no_number(raw: str, text: str, at: int) -> NumberError:
    return NumberError(
        f"{raw!r} is no document number\n    {text}\n    {' ' * at}^ no code of a number here",
        remedy="write number, type and issuer as in 26-NQ/TW, 15/KH-UBND or 30/2020/NĐ-CP",
    )


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[NumberMatch]:
    """Full numbers in ``text[start:end]``, in order, without overlap; white space around their signs belongs to them.

    Dates, fractions, periods and shares are none; short references ("Nghị quyết 57") are not looked for. One pass.
    """
    for found in _CANDIDATE.finditer(text, start, len(text) if end is None else end):
        before = text[max(0, found.start() - 24) : found.start()]
        candidate = _candidate(found, letter=bool(_LETTER_NOUN.search(before)), strict=not _NUMBER_WORD.search(before))
        read = _read(candidate)
        if read is not None:
            number, used = read
            yield NumberMatch(found.start(), candidate.parts[used - 1].end, number)


def _candidate(found: re.Match[str], *, letter: bool, strict: bool) -> _Candidate:
    start, end = found.span("codes")
    parts: list[_Part] = []
    for m in _NEXT_CODE.finditer(found.string, start, end):
        code = _FOOTNOTE.sub("", m["code"]) if _known_issuer(m["code"].rstrip("0123456789")) else m["code"]
        parts.append(_Part(m["separator"], code, m.start("code") + len(code)))
        if code != m["code"]:
            break
    year = int(found["year"]) if found["year"] else None
    return _Candidate(found["num"], year, parts, letter, strict)


_Read: TypeAlias = "tuple[DocumentNumber, int] | None"


def _read(candidate: _Candidate) -> _Read:
    """The number and how many parts belong to it; the forms that cannot be mistaken come first."""
    for rule in (_assembly, _old, _typed, _fused, _untyped):
        read = rule(candidate)
        if read is not None:
            return read
    return None


def _assembly(c: _Candidate) -> _Read:
    """``num "/" year "/" ("QH" | "UBTVQH") term``: 36/2005/QH11. The type is in the noun, not in the number."""
    body, term = _issuer(c.parts[0].code)
    if c.year is None or term is None:
        return None
    return DocumentNumber("assembly", c.num, issuers=(body,), year=c.year, term=term), 1


def _old(c: _Candidate) -> _Read:
    """``num "-" ("HĐBT" | "CP" | "TTg") | num "/SL" | num "-TT/LB"``: 66-HĐBT, also written 66/HĐBT."""
    first, *others = c.parts
    if c.year is not None or (c.strict and not _code_like(first.code)):
        return None
    code, following = first.code.lower(), others[0] if others and others[0].tight else None
    if code == "tt" and following and following.code.lower() == "lb":
        return DocumentNumber("old", c.num, "TT", ("LB",)), 2
    if following or not first.tight:
        return None
    if code == "sl" and first.sign == "/":
        return DocumentNumber("old", c.num, "SL"), 1
    issuer = _issuer(first.code)[0]
    return (DocumentNumber("old", c.num, issuers=(issuer,)), 1) if issuer in ("HĐBT", "CP", "TTg") else None


# Codes of documents that are also codes of bodies: "Công văn 1234/CT-TTHT" comes from a Cục Thuế.
_ALSO_BODIES = frozenset({"CT", "TC", "TT", "BC", "HD", "CĐ", "TTr", "TB", "QC"})


def _typed(c: _Candidate) -> _Read:
    """A known type and its issuer, in either order of the signs: 26-NQ/TW, 15/KH-UBND, 31/QĐ-TW, 26 NQ/TW."""
    type_code = _type(c.parts[0].code)
    if not type_code or len(c.parts) < 2:
        return None
    first, issuer = c.parts[0], c.parts[1]
    if c.letter and c.year is None and type_code in _ALSO_BODIES and not _known_issuer(issuer.code):
        return None
    if not first.sign and not _PARTY_BODY.fullmatch(fold(issuer.code)):
        return None
    if "/" not in (first.sign, issuer.sign) and c.year is None and (c.strict or not _known_issuer(issuer.code)):
        return None
    if not _is_issuer(issuer.code, c.strict):
        return None
    return _with_issuers(c, type_code, 1)


def _fused(c: _Candidate) -> _Read:
    """A lost hyphen: 08/KHBTNMT. Only a known type before a known issuer is cut."""
    first = c.parts[0]
    for length in (2, 3, 4):
        type_code, issuer = _type(first.code[:length]), first.code[length:]
        if type_code and len(issuer) > 1 and issuer.lower() in _ISSUER_BY_KEY and _code_like(issuer):
            glued = [first._replace(code=first.code[:length]), _Part("-", issuer, first.end), *c.parts[1:]]
            read = _with_issuers(c._replace(parts=glued), type_code, 1)
            return (read[0], read[1] - 1) if read else None
    return None


def _untyped(c: _Candidate) -> _Read:
    """A letter (3954/UBND-VX), or a type the grammar does not know (12-ABC/TU, 12/2020/ABC-BNV)."""
    first, *others = c.parts
    if not (first.tight or not c.strict) or not first.sign or not _is_body_code(first.code, c.strict):
        return None
    typed = others and others[0].tight and _is_issuer(others[0].code, c.strict)
    if first.sign == "/" and c.year is None:
        unit, used = _unit(c.parts, 1)
        if not unit and (_type(first.code) or (c.strict and fold(first.code) not in _STATE_BODIES)):
            return None
        return DocumentNumber("letter", c.num, issuers=(_issuer(first.code)[0],), unit=unit), used
    if typed and (c.year is not None or others[0].sign == "/"):
        return _with_issuers(c, first.code.upper(), 1)
    return None


def _with_issuers(c: _Candidate, type_code: str, at: int) -> _Read:
    """Issuers from part ``at`` on, then the drafting unit; the form that signs, year and issuer make."""
    joint, codes, used = type_code in JOINT_TYPES, [c.parts[at].code], at + 1
    for part in c.parts[used:]:
        partners = part.code in _PARTNERS and codes[0] in _PARTNERS
        if part.sign != "-" or not part.tight or not (joint or partners) or not _is_issuer(part.code, c.strict):
            break
        codes.append(part.code)
        used += 1
    unit, used = _unit(c.parts, used)
    suffix = ""
    if used < len(c.parts) and c.parts[used].sign == "/" and c.parts[used].code.lower() == "nb":
        suffix, used = "nb", used + 1
    read = [_issuer(code) for code in codes]
    term = next((term for _, term in read if term is not None), None)
    issuers = tuple(code for code, _ in read)
    form = _form(c, issuers[0])
    suffix = suffix if form == "party" else ""
    return DocumentNumber(form, c.num, type_code, issuers, c.year, term, unit, suffix), used


def _form(c: _Candidate, issuer: str) -> Form:
    """A year makes a legal number; else the issuer decides where it is known, the order of the signs where not."""
    if c.year is not None:
        return "legal"
    if _PARTY_BODY.fullmatch(fold(issuer)):
        return "party"
    if fold(issuer) in _STATE_BODIES:
        return "state"
    return "state" if c.parts[0].sign == "/" else "party"


def _unit(parts: list[_Part], used: int) -> tuple[str, int]:
    """The drafting unit: the codes behind further hyphens, as long as they look like codes."""
    units: list[str] = []
    for part in parts[used:]:
        if part.sign != "-" or not part.tight or not _is_unit(part.code, parts[0].code):
            break
        units.append(part.code)
    return "-".join(units), used + len(units)


_BASE_LETTERS = re.compile(r"[A-Za-zĐđƯư]+\d{0,2}")


def _code_like(code: str) -> bool:
    """Two letters at least, most of them capitals, none with a mark other than those of Đ and Ư."""
    letters = code.rstrip("0123456789 ").replace(".", "")
    return (
        len(letters) > 1
        and _BASE_LETTERS.fullmatch(letters) is not None
        and 2 * sum(map(str.isupper, letters)) > len(letters)
    )


def _is_unit(code: str, first: str) -> bool:
    if first.islower():
        return code.islower() and len(code) <= 6 and code.isascii()
    capitals = sum(map(str.isupper, code))
    return code[0].isupper() and _BASE_LETTERS.fullmatch(code) is not None and 2 * capitals >= len(code)


def _is_issuer(code: str, strict: bool) -> bool:
    return _code_like(code) or _known_issuer(code) or (not strict and len(code) > 1 and _plain_lower(code))


def _is_body_code(code: str, strict: bool) -> bool:
    return _code_like(code) or (not strict and code.islower() and _known_issuer(code))


def _plain_lower(code: str) -> bool:
    return code.islower() and len(code) < 9 and _BASE_LETTERS.fullmatch(code) is not None


def _known_issuer(code: str) -> bool:
    """In the table, a Party body by its composition, or made like the code of a ministry, a department (S…)."""
    base = _issuer(code)[0]
    made = re.fullmatch(r"[BS][A-ZĐ]{2,}", base) is not None and code.isupper()
    return made or base in _ISSUER_BY_KEY.values() or _PARTY_BODY.fullmatch(fold(base)) is not None


def _type(code: str) -> str:
    """Canonical type code, "" for an unknown one."""
    return _TYPE_BY_KEY.get(code.lower()) or _TYPE_BY_KEY.get(fold(code), "")


@lru_cache(maxsize=4096)
def _issuer(code: str) -> tuple[str, int | None]:
    """Canonical issuer code and the term behind QH or UBTVQH."""
    code = code.replace(".", "").replace("\u00d0", "Đ")
    body = re.fullmatch(r"(QH|UBTVQH)\s?(\d{1,2})", code, re.IGNORECASE)
    if body:
        return body[1].upper(), int(body[2])
    if "Ư" in code.upper():
        return code.upper(), None
    known = _ISSUER_BY_KEY.get(code.lower()) or _ISSUER_BY_KEY.get(fold(code))
    return known or (code.upper() if code.islower() else code), None


def format_number(number: DocumentNumber) -> str:
    """The canonical writing: 26-NQ/TW, 15/KH-UBND, 30/2020/NĐ-CP, 36/2005/QH11, 3954/UBND-VX, 66-HĐBT."""
    n = number
    issuers = "-".join(f"{i}{n.term}" if n.term is not None and i in ("QH", "UBTVQH") else i for i in n.issuers)
    unit = f"-{n.unit}" if n.unit else ""
    match n.form:
        case "party":
            return f"{n.num}-{n.type_code}/{issuers}{unit}" + (f"/{n.suffix}" if n.suffix else "")
        case "state":
            return f"{n.num}/{n.type_code}-{issuers}{unit}"
        case "legal":
            return f"{n.num}/{n.year}/{n.type_code}-{issuers}{unit}"
        case "assembly":
            return f"{n.num}/{n.year}/{issuers}"
        case "letter":
            return f"{n.num}/{issuers}{unit}"
        case "old" if n.type_code == "SL":
            return f"{n.num}/SL"
        case "old":
            return f"{n.num}-{n.type_code}/{issuers}" if n.type_code else f"{n.num}-{issuers}"


@lru_cache(maxsize=65536)
def number_key(symbol: str) -> str:
    """Key under which the writings of one number are equal: folded, without leading zeros and unit.

    "08-QĐi/TW" → "8-qdi/tw", "31/QĐ-TW" → "31-qd/tw", "3954/UBND-VX" → "3954/ubnd".

    What is no full number ("57", "116-NQ") keeps its folded characters without white space and leading zeros.
    """
    try:
        number = parse_number(symbol)
    except NumberError:
        return "".join(fold(symbol).split()).lstrip("0")
    return fold(format_number(replace(number, num=number.num.lstrip("0") or "0", unit="", suffix="")))
