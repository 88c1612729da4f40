"""Capitals for summaries that a register holds in small letters (or in nothing but capitals): letter for letter.

The grammar tells names and types of documents by their capitals. Here they are given to what the registry knows:
bodies, places, abbreviations, types of documents where one is named. No letter is added or left out: places hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.registry import Context, Registry
from graph.text import any_phrase

_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATIONS = re.compile(r"\b(?:ubnd|hđnd|mttq|ubmttq|btv|bch|bcđ|tw|bhyt|bhxh|cchc)\b", re.IGNORECASE)
# a symbol: 07/2022/tt-btttt, 26-nq/tw, 3637/ubnd-vx
_SYMBOL = re.compile(r"\b\d{1,6}[a-zđ]?\s*(?:/\s*\d{4}\s*)?[/-]\s*[^\W\d_][\w&]*(?:\s*[-/]\s*[^\W\d_][\w&]*)*")
_SMALL = frozenset({"và", "của", "với", "các", "-"})
#: Types that are things of the world as well: "thực hiện dự án", "ban hành lệnh".
_THINGS = frozenset({"dự án", "lệnh", "hợp đồng", "phương án", "báo cáo", "thông báo", "điều lệ"})
_NAMED = r"(?=\s+(?:số\s|\d))"
_ACTS = (
    "ban hành", "phê duyệt", "thực hiện", "triển khai", "thi hành", "sửa đổi", "bổ sung", "thay thế", "bãi bỏ",
    "hủy bỏ", "thu hồi", "điều chỉnh", "đính chính", "hướng dẫn", "kèm theo", "của", "theo",
)  # fmt: skip
_ACTED = "|".join(f"(?<={act} )" for act in _ACTS)
_LAW = re.compile(rf"(?:{_ACTED})(?P<noun>bộ luật|luật|pháp lệnh)\s+(?P<first>[^\W\d_])")


def is_one_case(text: str) -> bool:
    """Whether capitals say nothing in a text: all its letters but those of numbers are small, or all are capitals."""
    letters = _SYMBOL.sub("", text)
    capitals = sum(map(str.isupper, letters))
    small = sum(map(str.islower, letters))
    return capitals * 25 <= small or small * 25 <= capitals


def with_capitals(text: str, registry: Registry, context: Context) -> str:
    """``text`` (canonical) in small letters with capitals where the registry knows a name; of the same length."""
    low = text.lower()
    if len(low) != len(text):
        return text
    letters = list(low)
    for start, name in _names(low, registry, context):
        letters[start : start + len(name)] = name
    for pattern in (_ABBREVIATIONS, _SYMBOL):
        for found in pattern.finditer(low):
            letters[found.start() : found.end()] = low[found.start() : found.end()].upper()
    for at in _types(low, registry):
        letters[at] = low[at].upper()
    cased = "".join(letters)
    return cased if len(cased) == len(text) else text


def _names(low: str, registry: Registry, context: Context) -> Iterator[tuple[int, str]]:
    """Where a body or place the registry knows begins, and its words with capitals. They are looked for as if every
    word were a name."""
    titled = _WORD.sub(lambda word: word[0][:1].upper() + word[0][1:], low)
    if len(titled) != len(low):
        return
    for match in registry.find_bodies(titled, 0, len(titled), context):
        if match.body.entry and (not match.body.scope or registry.body_of_key(match.body.key) is not None):
            yield match.start, _like(match.body.name, titled[match.start : match.end])
    for place in registry.find_places(titled, 0, len(titled), context.on):
        if registry.place(place.place_key) is not None:
            yield place.start, _like("", titled[place.start : place.end])


def _like(name: str, titled: str) -> str:
    """A name as the registry writes it, where it has the same letters; else each word but the joining ones capital."""
    if name.lower() == titled.lower():
        return name
    return _WORD.sub(lambda word: word[0].lower() if word[0].lower() in _SMALL else word[0], titled)


def _types(low: str, registry: Registry) -> Iterator[int]:
    """Where a type of document begins that is named by a number or acted upon; and a law's title."""
    for found in _type_pattern(registry).finditer(low):
        yield found.start()
    for found in _LAW.finditer(low):
        yield found.start("noun")
        yield found.start("first")


@lru_cache(maxsize=4)
def _type_pattern(registry: Registry) -> re.Pattern[str]:
    names = {name.lower() for kind in registry.document_types for name in (kind.noun, *kind.compounds)}
    acted = any_phrase(names - _THINGS)
    return re.compile(rf"{any_phrase(names)}(?!\w){_NAMED}|(?:{_ACTED}){acted}(?!\w)")
