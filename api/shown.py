"""Texts as people see them: document text is hostile, long and dated in parts.

What is shown is one line, without control characters and without marks that turn the direction of writing; what
escapes it for HTML is the template, what escapes it for JSON the encoder.
"""

from __future__ import annotations

import re
import unicodedata

_PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|-Q(?P<quarter>[1-4])|-H(?P<half>[12]))?")
#: Controls, surrogates, private use, unassigned, and what only steers layout (zero width, bidirectional, line ends).
_UNSHOWN = frozenset({"Cc", "Cs", "Co", "Cn", "Cf", "Zl", "Zp"})


def shown(text: str, length: int = 300) -> str:
    """``text`` in one line of at most ``length`` characters, an ellipsis where it is cut; harmless to look at."""
    whole = len(text) <= 4 * length
    line = " ".join(_visible(text[: 4 * length]).split())
    return line if whole and len(line) <= length else f"{line[: length - 1].rstrip()}…"


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if unicodedata.category(c) not in _UNSHOWN else " " if c in "\t\r\n\u2028\u2029" else "" for c in text
    )


def shown_date(date: str) -> str:
    """A partial ISO date the way it is written in Vietnamese: 19/05/2018, tháng 6/2025, quý II/2025, năm 2025."""
    match = _PARTIAL.fullmatch(date)
    if match is None:
        return shown(date, 40)
    year = match["year"]
    if match["quarter"]:
        return f"quý {('I', 'II', 'III', 'IV')[int(match['quarter']) - 1]}/{year}"
    if match["half"]:
        return f"{('nửa đầu', 'nửa cuối')[int(match['half']) - 1]} năm {year}"
    if match["day"]:
        return f"{match['day']}/{match['month']}/{year}"
    return f"tháng {int(match['month'])}/{year}" if match["month"] else f"năm {year}"
