"""The one document or body a person means by a few words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import AmbiguousError, NotFoundError, NumberError
from graph.nodes import Node
from graph.numbers import find_numbers, parse_number
from graph.store import NodeFilter, Reader
from graph.text import canonical, search_key
from queries.answers import text_of

#: How many candidates are looked at, and how many a message names.
LOOKED_AT, NAMED = 200, 20

_DATE = re.compile(
    r"\b(?:(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}))\b"
)
_BARE_NUMBER = re.compile(r"(?<![\w/.-])\d{1,6}(?:\.\d{1,2})?[a-zđ]?(?![\w/.-])")
_WORD = re.compile(r"\w+")
#: Words that stand beside a number and say nothing of which document is meant.
_IDLE = frozenset({"so", "ngay", "cua", "thang", "nam", "ve", "va"})
_SETTLED = ("loaded", "stub")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the words say: a number in any spelling, ISO dates, and the folded words left over."""

    number: str
    dates: tuple[str, ...]
    words: tuple[str, ...]


def pick_document(reader: Reader, text: str) -> Node:
    """The one document ``text`` means: a key, a former key, a number in any spelling, or a number or title with words
    that say which one (issuer, type, date, year).

    References that lead to no one document are picked only where nothing else fits. Raises NotFoundError with hints
    when nothing fits and AmbiguousError with the candidates when several do.
    """
    node = reader.nodes([text]).get(text) if text else None
    if node is not None and node.label == "Document":
        return node
    asked = _asked(text)
    if not asked.number and not asked.words and not asked.dates:
        raise NotFoundError("no words to search by", remedy="give a key, a number such as 26-NQ/TW, or a title")
    found = _candidates(reader, text, asked)
    fitting = [node for node in found if _fits(node, asked)]
    if not fitting:
        raise NotFoundError(f"no document fits {text[:200]!r}", remedy=_hint(found))
    return _only(_exact(fitting, text) or fitting, f"several documents fit {text[:200]!r}")


def pick_organization(reader: Reader, text: str) -> Node:
    """The one body ``text`` means: a key, a name or an abbreviation, with or without marks.

    Raises NotFoundError when nothing fits and AmbiguousError with the candidates when several do.
    """
    node = reader.nodes([text]).get(text) if text else None
    if node is not None and node.label == "Organization":
        return node
    if not search_key(text):
        raise NotFoundError("no words to search by", remedy="give a body's name, such as Bộ Nội vụ")
    found = list(reader.find(NodeFilter(label="Organization", words=text), limit=LOOKED_AT).items)
    exact = [node for node in found if search_key(node.name) == search_key(text)]
    known = [] if exact else _by_registry(reader, text)
    fitting = exact or known or found
    if not fitting:
        raise NotFoundError(f"no body fits {text[:200]!r}", remedy="search for a part of its name")
    return _only(fitting, f"several bodies fit {text[:200]!r}")


def _asked(text: str) -> _Asked:
    number, rest = _take_number(canonical(text))
    dates = tuple(_iso(match) for match in _DATE.finditer(rest))
    rest = _DATE.sub(" ", rest)
    if not number:
        bare = _BARE_NUMBER.search(rest)
        if bare is not None and not _is_year(bare[0], rest):
            number, rest = bare[0], f"{rest[: bare.start()]} {rest[bare.end() :]}"
    words = tuple(word for word in _WORD.findall(search_key(rest)) if word not in _IDLE)
    return _Asked(number, dates, words)


def number_in(text: str) -> str:
    """The document number in ``text`` as it stands there, "" where there is none: "Nghị quyết số 57-NQ/TW"."""
    return _take_number(canonical(text))[0]


def _take_number(text: str) -> tuple[str, str]:
    """The full number in ``text`` and what stands around it; ("", text) where there is none."""
    match = next(find_numbers(text), None)
    if match is not None:
        return text[match.start : match.end], f"{text[: match.start]} {text[match.end :]}"
    try:
        parse_number(text)
    except NumberError:
        return "", text
    return text, ""


def _iso(match: re.Match[str]) -> str:
    year, month, day = match["year"] or match["y"], match["month"] or match["m"], match["day"] or match["d"]
    return f"{year}-{int(month):02}-{int(day):02}"


def _is_year(number: str, text: str) -> bool:
    """Whether a bare "2025" is rather a year: other words or a type go before it."""
    return bool(re.fullmatch(r"(19|20)\d\d", number)) and text.strip() != number


def _candidates(reader: Reader, text: str, asked: _Asked) -> list[Node]:
    if asked.number:
        condition = NodeFilter(label="Document", number=asked.number)
        return list(reader.find(condition, limit=LOOKED_AT).items)
    found = list(reader.find(NodeFilter(label="Document", words=text), limit=LOOKED_AT).items)
    if not found and asked.words:
        found = list(reader.find(NodeFilter(label="Document", words=" ".join(asked.words)), limit=LOOKED_AT).items)
    return found


def _fits(node: Node, asked: _Asked) -> bool:
    """Whether everything said of the document is found at it, and no date contradicts."""
    properties = node.properties
    date = text_of(properties, "date")
    if any(not date or not stated.startswith(date) for stated in asked.dates):
        return False
    said = [
        node.name,
        *(text_of(properties, name) for name in ("type", "subtype", "symbol", "title", "issuer_name", "term")),
    ]
    there = {word for part in said for word in _WORD.findall(search_key(part))} | {date[:4]}
    there |= set(_WORD.findall(search_key(text_of(properties, "issuer"))))
    there.add("".join(word[:1] for word in _WORD.findall(search_key(text_of(properties, "type")))))  # NQ, KH, CT
    return all(any(own.startswith(word) for own in there) for word in asked.words)


def _exact(nodes: Sequence[Node], text: str) -> list[Node]:
    key = search_key(text)
    names = ("title", "symbol")
    return [n for n in nodes if key in {search_key(n.name), *(search_key(text_of(n.properties, p)) for p in names)}]


def _only(nodes: Sequence[Node], what: str) -> Node:
    settled = [node for node in nodes if text_of(node.properties, "status") in _SETTLED] or list(nodes)
    if len(settled) == 1:
        return settled[0]
    raise AmbiguousError(
        what, [node.key for node in settled[:NAMED]], remedy="add its issuer, date or place, or give one of the keys"
    )


def _hint(found: Sequence[Node]) -> str:
    if not found:
        return "search for words of its title, or see which documents were only cited"
    return f"with that number there is {'; '.join(_told(node) for node in found[:3])}"


def _told(node: Node) -> str:
    said = (text_of(node.properties, name) for name in ("date", "issuer_name", "status"))
    return f"{node.name[:120]} ({', '.join(fact for fact in said if fact)})"


def _by_registry(reader: Reader, text: str) -> list[Node]:
    """Bodies that the registry knows by an abbreviation of the name ("Bộ TN&MT", "UBND TP Hà Nội")."""
    from graph.registry import Context, load_registry  # needed for few questions, and slow to load

    words = canonical(text).strip()
    matches = load_registry().find_bodies(words, 0, len(words), Context())
    keys = [match.body.key for match in matches if match.end - match.start == len(words)]
    return list(reader.nodes(keys).values())
