"""Why a document is, or is not, named at a place: one look for each way of naming."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.numbers import find_numbers
from graph.registry import Registry
from loaders.explain.model import Look, Step, asked, short
from loaders.explain.place import ENACTING, HEAD, Place

_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Điều lệ Đảng", "Điều lệ")
_SELF = r"\s+này(?!\w)"
_BACK = r"\s+(?:số\s+\S+\s+)?(?:nêu\s+trên|nói\s+trên|trên)(?!\w)"
_SHORT = r"\s+(?:số\s*:?\s*)?\d+(?![\d/.-])"
_TITLE = r"\s+(?!(?:số|này|nêu|nói|trên|theo|và|của\s+(?:các|cơ|đơn))(?!\w))[\"\w](?<!\d)"


def looks(place: Place, registry: Registry) -> Iterator[Look]:
    """The ways of naming a document, each with its conditions."""
    named = {noun for kind in registry.document_types for noun in (kind.noun, *kind.compounds)}
    nouns = "|".join(re.escape(noun) for noun in sorted(named, key=lambda noun: (-len(noun), noun)))
    ways = {
        "short": ("a number alone stands behind the type (Nghị quyết 57)", nouns, _SHORT),
        "law": ("a title stands behind it", "|".join(_LAWS), r"(?:(?<=pháp)|(?<=Đảng)|\s+[A-ZĐ]|\s+sửa\s)"),
        "title": ("a title or an owner stands behind the type", nouns, _TITLE),
        "self": ("“này” stands behind the type", nouns, _SELF),
        "back": ("“nêu trên”, “nói trên” or “trên” stands behind the type", nouns, _BACK),
    }
    yield Look("documents", "mention-number", False, asked(_number(place)))
    for way, (condition, noun, behind) in ways.items():
        enacted = way == "title" and place.region == ENACTING
        steps = (*_typed(place, condition, noun, behind), Step("it is not what the clause enacts", not enacted))
        yield Look("documents", f"mention-{way}", False, asked(steps))


def _number(place: Place) -> Iterator[Step]:
    found = list(find_numbers(place.words))
    yield Step("a number with its symbol stands there (57-NQ/TW)", bool(found), short(place.words) if not found else "")
    yield _is_cited(place)


def _typed(place: Place, condition: str, noun: str, behind: str) -> Iterator[Step]:
    named = re.search(rf"(?<!\w)(?:{noun})(?!\w)", place.words)
    yield Step("a type of document is named", named is not None, "" if named else short(place.words))
    followed = re.search(rf"(?<!\w)(?:{noun}){behind}", place.words)
    after = place.words[named.end() : named.end() + 30] if named else ""
    yield Step(condition, followed is not None, "" if followed else short(after))
    if noun.startswith(_LAWS[0]):
        numbered = any(m.noun in _LAWS and m.way == "number" for m in place.mentions)
        yield Step("no number stands behind its title", not numbered)
    yield _is_cited(place)


def _is_cited(place: Place) -> Step:
    """In a head stands what the document is, not what it cites."""
    return Step("it stands in no head", place.region != HEAD, place.region)
