"""Numbers in words: of points ("Hai là"), of weekdays ("thứ sáu"), of months ("sáu tháng")."""

from __future__ import annotations

from graph.text import any_phrase

#: One to ten; "tư" is four behind "thứ".
NUMERALS = ("một", "hai", "ba", "bốn", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
NUMERAL = any_phrase(NUMERALS)
#: As the first word of a point.
CAPITAL_NUMERAL = any_phrase([word.capitalize() for word in NUMERALS])
#: thứ nhất · thứ hai
ORDINAL = rf"[Tt]hứ\s+(?:nhất|nhì|{NUMERAL})"
