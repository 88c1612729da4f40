"""Slips in the code of an issuer: a letter too many or too few, unit and issuer the wrong way round."""

from __future__ import annotations

from dataclasses import replace

from graph.number_codes import ISSUERS, is_known_issuer
from graph.numbers import DocumentNumber

_SHORTEST = 4  # letters of a code that a slip can be told from


def near_issuer(code: str) -> str:
    """The one known code that a single slip makes of ``code``; "" for none or several."""
    if len(code) < _SHORTEST or is_known_issuer(code):
        return ""
    near = [known for known in sorted(ISSUERS) if len(known) >= _SHORTEST and _one_slip(code, known)]
    return near[0] if len(near) == 1 else ""


def _one_slip(left: str, right: str) -> bool:
    """Whether one letter was put in or left out, or two neighbours changed places."""
    short, long = sorted((left, right), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(long) == len(short):
        return short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :] and left != right
    return len(long) - len(short) == 1 and short[at:] == long[at + 1 :]


def swapped(number: DocumentNumber) -> str:
    """The number with unit and issuer in their places, where only the unit is a body: 296/KT-UBND → 296/UBND-KT."""
    issuer = number.issuers[0] if number.issuers else ""
    if number.form != "letter" or number.unit not in ISSUERS or is_known_issuer(issuer):
        return ""
    return str(replace(number, issuers=(number.unit,), unit=issuer))
