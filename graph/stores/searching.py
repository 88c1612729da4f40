"""How words are found in nodes, the same in every store.

The words of a node are those of its name, title and symbol. A word that is asked for with marks is compared with
marks, one without is compared without; each as the beginning of a word. The best match is the node with the fewest
words.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.documents import STATUSES
from graph.identity import number_of
from graph.nodes import LABELS, Node
from graph.store import NodeFilter
from graph.text import fold, words

#: What ``Reader.counts`` counts of nodes.
COUNTED = (*LABELS, *(f"Document:{status}" for status in STATUSES))
_MAX_WORDS = 2000  # words of one node that can be found


@dataclass(frozen=True, slots=True)
class Searchable:
    """What a node is found by. ``marked`` and ``folded`` are its words joined by spaces, ``length`` their number;
    ``number`` and ``bare`` its symbol's comparison key and bare number."""

    marked: str
    folded: str
    length: int
    number: str
    bare: str


def searchable(node: Node) -> Searchable:
    """What ``node`` is found by."""
    properties = node.properties
    symbol = str(properties.get("symbol") or "")
    found = tokens(f"{node.name} {properties.get('title') or ''} {symbol}")[:_MAX_WORDS]
    number = number_of(symbol)
    marked = " ".join(found)
    return Searchable(marked, fold(marked), len(found), number.key if number else "", number.bare if number else "")


def tokens(text: str) -> list[str]:
    """The words of ``text``, lower case, with marks."""
    return words(text.replace("_", " "))


def asked_words(text: str) -> list[tuple[str, bool]]:
    """The words asked for, each with whether it has marks."""
    return [(word, fold(word) != word) for word in tokens(text)]


def asked_number(text: str) -> tuple[str, str]:
    """(comparison key, "") for a full number, ("", bare number) for a bare one, in any spelling."""
    number = number_of(text.strip())
    if number is None:
        return "", ""
    return (number.key, "") if number.key else ("", number.bare)


def matches(node: Node, found: Searchable, condition: NodeFilter) -> bool:
    """Whether all conditions hold."""
    return (
        (not condition.label or node.label == condition.label)
        and node.key.startswith(condition.key_prefix)
        and _number_matches(found, condition.number)
        and _properties_match(node, condition)
        and _day_matches(str(node.properties.get("known_from") or ""), condition)
        and _words_match(found, condition.words)
    )


def _number_matches(found: Searchable, asked: str) -> bool:
    if not asked:
        return True
    key, bare = asked_number(asked)
    return found.number == key if key else bool(bare) and found.bare == bare


def _words_match(found: Searchable, asked: str) -> bool:
    wanted = asked_words(asked)
    if not wanted:
        return not asked.strip()
    marked, folded = found.marked.split(), found.folded.split()
    return all(any(w.startswith(word) for w in (marked if has_marks else folded)) for word, has_marks in wanted)


def _properties_match(node: Node, condition: NodeFilter) -> bool:
    asked = condition.properties or {}
    return all(plain(node.properties.get(name)) == value for name, value in asked.items())


def plain(value: object) -> str | None:
    """A property value as text to compare with; None for a list or an absent one."""
    if isinstance(value, bool):
        return str(int(value))
    return None if value is None or isinstance(value, list) else str(value)


def _day_matches(known_from: str, condition: NodeFilter) -> bool:
    if not condition.date_from and not condition.date_to:
        return True
    return bool(known_from) and condition.date_from <= known_from and known_from <= (condition.date_to or "9999-12-31")
