"""What a candidate for a document number says: one function for each form, the docstring being the rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from graph.number_codes import (
    ISSUERS,
    JOINT_TYPES,
    PARTNERS,
    is_code_like,
    is_issuer,
    is_known_issuer,
    is_letter_issuer,
    is_party_body,
    is_state_body,
    is_unit,
    issuer_of,
    type_of,
)

Form: TypeAlias = Literal["party", "state", "legal", "assembly", "letter", "old"]


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
        return _canonical(self)


@lru_cache(maxsize=4096)  # written again for each of many comparisons
def _canonical(number: DocumentNumber) -> str:
    issuers = "-".join(
        f"{i}{number.term}" if number.term is not None and i in ("QH", "UBTVQH") else i for i in number.issuers
    )
    unit = f"-{number.unit}" if number.unit else ""
    match number.form:
        case "party":
            suffix = f"/{number.suffix}" if number.suffix else ""
            return f"{number.num}-{number.type_code}/{issuers}{unit}{suffix}"
        case "state":
            return f"{number.num}/{number.type_code}-{issuers}{unit}"
        case "legal":
            return f"{number.num}/{number.year}/{number.type_code}-{issuers}{unit}"
        case "assembly":
            return f"{number.num}/{number.year}/{issuers}"
        case "letter":
            return f"{number.num}/{issuers}{unit}"
        case "old" if number.type_code == "SL":
            return f"{number.num}/SL"
        case "old":
            return f"{number.num}-{number.type_code}/{issuers}" if number.type_code else f"{number.num}-{issuers}"


class Part(NamedTuple):
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


class Candidate(NamedTuple):
    """What looks like a number. ``letter``: the noun before it is Công văn or Văn bản. ``strict``: nothing before it
    says that a number follows, so an unknown code must at least look like one."""

    num: str
    year: int | None
    parts: list[Part]
    letter: bool
    strict: bool


_Read: TypeAlias = "tuple[DocumentNumber, int] | None"


def read_candidate(candidate: Candidate) -> _Read:
    """The number and how many parts belong to it; the forms that cannot be mistaken come first."""
    for rule in (_assembly, _old, _typed, _fused, _untyped):
        read = rule(candidate)
        if read is not None:
            return read
    return None


def _assembly(c: Candidate) -> _Read:
    """``num "/" year "/" ("QH" | "UBTVQH") term``: 36/2005/QH11. The type is in the noun, not in the number."""
    body, term = issuer_of(c.parts[0].code)
    if c.year is None or term is None:
        return None
    return DocumentNumber("assembly", c.num, issuers=(body,), year=c.year, term=term), 1


def _old(c: Candidate) -> _Read:
    """``num "-" ("HĐBT" | "CP" | "TTg") | num "/SL" | num "-TT/LB"``: 66-HĐBT, also written 66/HĐBT."""
    first, *others = c.parts
    if c.year is not None or (c.strict and not is_code_like(first.code)):
        return None
    code, following = first.code.lower(), others[0] if others and others[0].tight else None
    if code == "tt" and following and following.code.lower() == "lb":
        return DocumentNumber("old", c.num, "TT", ("LB",)), 2
    if following or not first.tight:
        return None
    if code == "sl" and first.sign == "/":
        return DocumentNumber("old", c.num, "SL"), 1
    issuer = issuer_of(first.code)[0]
    return (DocumentNumber("old", c.num, issuers=(issuer,)), 1) if issuer in ("HĐBT", "CP", "TTg") else None


# Codes of documents that are also codes of bodies: "Công văn 1234/CT-TTHT" comes from a Cục Thuế.
_ALSO_BODIES = frozenset({"CT", "TC", "TT", "BC", "HD", "CĐ", "TTr", "TB", "QC"})


def _typed(c: Candidate) -> _Read:
    """A known type and its issuer, in either order of the signs: 26-NQ/TW, 15/KH-UBND, 31/QĐ-TW, 26 NQ/TW."""
    type_code = type_of(c.parts[0].code)
    if not type_code or len(c.parts) < 2:
        return None
    first, issuer = c.parts[0], c.parts[1]
    if c.letter and c.year is None and type_code in _ALSO_BODIES and not is_known_issuer(issuer.code):
        return None
    if not first.sign and not is_party_body(issuer.code):
        return None
    if "/" not in (first.sign, issuer.sign) and c.year is None and (c.strict or not is_known_issuer(issuer.code)):
        return None
    if not is_issuer(issuer.code, c.strict):
        return None
    return _with_issuers(c, type_code, 1)


def _fused(c: Candidate) -> _Read:
    """A lost hyphen: 08/KHBTNMT. Only a known type before a known issuer is cut."""
    first = c.parts[0]
    for length in (2, 3, 4):
        type_code, issuer = type_of(first.code[:length]), first.code[length:]
        if type_code and len(issuer) > 1 and issuer_of(issuer)[0] in ISSUERS and is_code_like(issuer):
            glued = [first._replace(code=first.code[:length]), Part("-", issuer, first.end), *c.parts[1:]]
            read = _with_issuers(c._replace(parts=glued), type_code, 1)
            return (read[0], read[1] - 1) if read else None
    return None


def _untyped(c: Candidate) -> _Read:
    """A letter (3954/UBND-VX), or a type the grammar does not know (12-ABC/TU, 12/2020/ABC-BNV)."""
    first, *others = c.parts
    if not (first.tight or not c.strict) or not first.sign or not is_letter_issuer(first.code, c.strict):
        return None
    typed = others and others[0].tight and is_issuer(others[0].code, c.strict)
    if first.sign == "/" and c.year is None:
        unit, used = _unit(c.parts, 1)
        if not unit and (type_of(first.code) or (c.strict and not is_state_body(first.code))):
            return None
        return DocumentNumber("letter", c.num, issuers=(issuer_of(first.code)[0],), unit=unit), used
    if typed and (c.year is not None or others[0].sign == "/"):
        return _with_issuers(c, first.code.upper(), 1)
    return None


def _with_issuers(c: Candidate, type_code: str, at: int) -> _Read:
    """Issuers from part ``at`` on, then the drafting unit; the form that signs, year and issuer make."""
    joint, codes, used = type_code in JOINT_TYPES, [c.parts[at].code], at + 1
    for part in c.parts[used:]:
        partners = part.code in PARTNERS and codes[0] in PARTNERS
        if part.sign != "-" or not part.tight or not (joint or partners) or not is_issuer(part.code, c.strict):
            break
        codes.append(part.code)
        used += 1
    unit, used = _unit(c.parts, used)
    suffix = ""
    if used < len(c.parts) and c.parts[used].sign == "/" and c.parts[used].code.lower() == "nb":
        suffix, used = "nb", used + 1
    read = [issuer_of(code) for code in codes]
    term = next((term for _, term in read if term is not None), None)
    issuers = tuple(code for code, _ in read)
    form = _form(c, issuers[0])
    suffix = suffix if form == "party" else ""
    return DocumentNumber(form, c.num, type_code, issuers, c.year, term, unit, suffix), used


def _form(c: Candidate, issuer: str) -> Form:
    """A year makes a legal number; else the issuer decides where it is known, the order of the signs where not."""
    if c.year is not None:
        return "legal"
    if is_party_body(issuer):
        return "party"
    if is_state_body(issuer):
        return "state"
    return "state" if c.parts[0].sign == "/" else "party"


def _unit(parts: list[Part], used: int) -> tuple[str, int]:
    """The drafting unit: the codes behind further hyphens, as long as they look like codes."""
    units: list[str] = []
    for part in parts[used:]:
        if part.sign != "-" or not part.tight or not is_unit(part.code, parts[0].code):
            break
        units.append(part.code)
    return "-".join(units), used + len(units)
