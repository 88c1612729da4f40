"""Keys of Vietnamese text: one orthography, words, and accent-insensitive keys (domain.md § 8).

Vietnamese has two ways to place the tone of an open syllable in ``oa``, ``oe``, ``uy`` ("hoà" and "hòa"); both are
right and one text mixes them. ``canonical`` chooses the modern one. ``canonical`` and ``fold`` give one character for
each character of NFC text, so that offsets into the one are offsets into the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

#: Letters of a character class; the range from À to Ỹ holds both cases.
UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
LOWER = "a-z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.islower())

_TONE_ROWS = {
    "a": "àáảãạ", "e": "èéẻẽẹ", "i": "ìíỉĩị", "o": "òóỏõọ", "u": "ùúủũụ", "y": "ỳýỷỹỵ",
}  # fmt: skip
_TONE_OF = {c: (plain, i) for plain, row in _TONE_ROWS.items() for i, c in enumerate(row)}

# "hoà", "khoẻ", "uỷ", "thuỷ": tone on the last letter of an open syllable. Not "hoàn", "ngoài" (a letter follows);
# not "quý" (the "u" belongs to the onset).
# Both cases are spelled out, and each pattern begins with the few letters it can begin with: the engine then skips all
# others, where IGNORECASE or a look behind would have it try every place of the text.
_LATE_TONE = re.compile(
    r"[oOuU](?: (?<=[oO])[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ] | (?<=[uU])(?<![qQ].)[ỳýỷỹỵỲÝỶỸỴ])(?![^\W\d_])", re.VERBOSE
)
# "qúy", "gía": tone on the onset "qu-", "gi-", where it never stands.
_ONSET_TONE = re.compile(
    r"[ùúủũụÙÚỦŨỤìíỉĩịÌÍỈĨỊ](?: (?<=[qQ][ùúủũụÙÚỦŨỤ])[ayAY] | (?<=[gG][ìíỉĩịÌÍỈĨỊ])[aouAOU])", re.VERBOSE
)

_WORD = re.compile(r"\w+")
_ENDS_IN_WORD = re.compile(r"\w+\Z")
_WIDE_SPACE = re.compile(r"[^\S ]\s*|\s{2,}")  # all white space but single spaces, which stay as they are
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_D_LOOKALIKES = frozenset("đĐðÐɖƉ")


def canonical(text: str) -> str:
    """``text`` in NFC with tone marks in the modern place: "Uỷ ban" → "Ủy ban". NFC text keeps its length."""
    text = text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    return modern_tones(text)


def modern_tones(text: str) -> str:
    """NFC ``text`` with tone marks in the modern place."""
    if text.isascii():
        return text
    return _ONSET_TONE.sub(_to_second, _LATE_TONE.sub(_to_first, text))


def _to_first(match: re.Match[str]) -> str:
    first, second = match[0][0], match[0][1]
    plain, tone = _TONE_OF[second.lower()]
    return _like(first, _TONE_ROWS[first.lower()][tone]) + _like(second, plain)


def _to_second(match: re.Match[str]) -> str:
    first, second = match[0][0], match[0][1]
    plain, tone = _TONE_OF[first.lower()]
    return _like(first, plain) + _like(second, _TONE_ROWS[second.lower()][tone])


def _like(model: str, char: str) -> str:
    return char.upper() if model.isupper() else char


class _Folding(dict[int, str]):
    """Code point → its folded character, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


def _fold_char(char: str) -> str:
    if char in _D_LOOKALIKES:
        return "d"
    lower = char.lower()
    lower = lower if len(lower) == 1 else char
    base = [c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c)]
    return base[0] if len(base) == 1 else lower


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case, Đ → d, marks stripped: "Đảng ủy" → "dang uy". One character out for each one in."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def any_phrase(
    phrases: Iterable[str], *, before: str = r"\w", gap: str = r"\s+", behind: Mapping[str, str] | None = None
) -> str:
    """Source of a pattern that takes any of ``phrases``, the longest that fits, not straight behind ``before``.

    ``gap`` stands for the spaces of a phrase, ``behind`` holds what else must match behind a phrase. Branches begin
    with their letters, what may not stand before is asked behind the letter: so the engine leaves most places of a text
    at their first character.
    """
    rests: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda p: (-len(p), p)):
        words_of_it = gap.join(re.escape(word) for word in phrase[1:].split(" "))
        rests.setdefault(phrase[0], []).append(words_of_it + (behind or {}).get(phrase, ""))
    branches = (rf"{re.escape(c)}(?<!{before}{re.escape(c)})(?:{'|'.join(rest)})" for c, rest in sorted(rests.items()))
    return f"(?:{'|'.join(branches)})"


def last_word(text: str, low: int, high: int) -> str:
    """The word at the end of ``text[low:high]`` behind which nothing but white space stands; "" without such space."""
    window = text[low:high]
    words = window.rstrip()
    if len(words) == len(window):
        return ""
    word = words[words.rfind(" ") + 1 :]
    if word.isalnum():
        return word
    found = _ENDS_IN_WORD.search(word)
    return found.group() if found else ""


def phrase_tree(phrases: Iterable[str], *, gap: str = r"\s+") -> str:
    """Source of a pattern that takes the longest of ``phrases`` at a place, word by word.

    What two phrases begin with is tried once, so the cost grows with the number of first words, not of phrases.
    """
    tree: dict[str, Any] = {}
    for phrase in phrases:
        branch = tree
        for word in phrase.split(" "):
            branch = branch.setdefault(word, {})
        branch[""] = {}
    return _branches(tree, gap)


def _branches(tree: Mapping[str, Any], gap: str) -> str:
    rest = []
    for word, below in sorted(tree.items(), reverse=True):
        if word:
            ends, further = "" in below, {w: b for w, b in below.items() if w}
            tail = f"(?:{gap}{_branches(further, gap)}){'?' if ends else ''}" if further else ""
            rest.append(re.escape(word) + r"(?!\w)" * (not word.endswith(",")) + tail)
    return f"(?:{'|'.join(rest)})"


def words(text: str) -> list[str]:
    """The words of ``text`` in order, lower case, canonical, with their marks: "Số 26-NQ/TW" → số, 26, nq, tw."""
    return _WORD.findall(canonical(text).lower())


def single_spaced(text: str) -> str:
    """``text`` with one plain space wherever white space stands."""
    return _WIDE_SPACE.sub(" ", text)


def search_key(text: str) -> str:
    """Key for accent-insensitive comparison: folded, single spaces. Never an identity ("Hà Nam" is not "Hà Năm")."""
    return " ".join(fold(canonical(text)).split())


def slug(text: str) -> str:
    """Part of a node key: folded letters and digits with single hyphens between. "" where nothing of that is left."""
    return _NOT_SLUG.sub("-", fold(canonical(text))).strip("-")
