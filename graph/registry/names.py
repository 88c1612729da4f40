"""Finding names in running text: a trie over words, whose edges know which separators a name allows.

Inside names of ministries "và", "&", "-" and "," alternate freely, and one of them may be left out ("Văn hóa - Thể thao
và Du lịch", "TN&MT"); between words that a name joins by a plain space only space and one line break may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from graph.text import any_phrase

_WORD = re.compile(r"\w+")
_SPACE = r"[^\S\n]*+\n?+[^\S\n]*+"  # with one line break; possessive, so that long runs of it cost nothing
# what may stand between two words of a name, and the second word
_STEP = re.compile(rf"({_SPACE}(?:[,&./–-]{_SPACE})?+(?:và\b{_SPACE})?+)(\w+)")
_SOFT = re.compile(r"[,&./–-]|và")
_INITIALS = re.compile(r"[A-ZĐƯ]{1,8}(?:(?:\s?[&,–/-]\s?|\s+và\s+)[A-ZĐƯ]{1,8}\b){0,5}")
_LETTERS = re.compile(r"[A-ZĐƯ]+")

_END = ""  # key under which a node keeps what ends there
_SOFT_MARK = "&"  # prefix of an edge crossed after a soft separator
_SHORT_MARK = "#"  # prefix of an edge that stands for initials ("#TNMT")
_HAS_INITIALS = "#"  # key in a node that has such edges


class NameTrie:
    """Names, each with a payload; ``longest`` reads the names that stand at a place, longest first."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}
        self.first_words: set[str] = set()

    def add(self, name: str, payload: str, *, initials_after: int = 0) -> None:
        """Adds ``name``. With ``initials_after`` = n the words after the n-th may stand as initials ("Bộ TN&MT")."""
        steps = list(_steps(name))
        self.first_words.add(steps[0][0])
        nodes = [self._root]
        for index, (word, soft) in enumerate(steps):
            if initials_after and index == initials_after:
                short = _SHORT_MARK + "".join(step[0][0] for step in steps[initials_after:]).upper()
                for node in nodes:
                    node[_HAS_INITIALS] = True
                    _keep(node.setdefault(short, {}), payload)
            edges = [word, _SOFT_MARK + word] if soft else [word]
            nodes = [node.setdefault(edge, {}) for node in nodes for edge in edges]
        for node in nodes:
            _keep(node, payload)

    def second_words(self, first: str) -> frozenset[str]:
        """The words that may stand behind ``first`` in a name; none where it may stand alone or before initials."""
        node = self._root.get(first, {})
        if _END in node or _HAS_INITIALS in node:
            return frozenset()
        return frozenset(edge.removeprefix(_SOFT_MARK) for edge in node)

    def longest(self, text: str, low: str, start: int) -> list[tuple[int, tuple[str, ...]]]:
        """(end, payloads) of each name that starts at ``start``, longest first. ``low`` is ``text`` in lower case."""
        first = _WORD.match(low, start)
        return self.going_on(first[0], text, low, first.end()) if first else []

    def going_on(self, first: str, text: str, low: str, at: int) -> list[tuple[int, tuple[str, ...]]]:
        """The same of the names whose first word is ``first``, which ends at ``at``."""
        node: dict[str, Any] | None = self._root.get(first)
        found: dict[int, tuple[str, ...]] = {}
        while node is not None:
            if _END in node:
                found[at] = found.get(at, ()) + node[_END]
            step = _STEP.match(low, at)
            if step is None or not step[1]:
                break
            gap, word = step.groups()
            begin = step.start(2)
            if _HAS_INITIALS in node and text[begin].isupper():
                for end, short in _initials(text, begin):
                    if short in node:
                        found[end] = found.get(end, ()) + node[short][_END]
            soft = gap != " " and _SOFT.search(gap)
            node, at = node.get(_SOFT_MARK + word if soft else word), step.end()
        return sorted(found.items(), reverse=True) if found else []


def lower(text: str) -> str:
    """Lower case, one character out for each one in."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def word_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of ``words`` as a whole word."""
    return re.compile(rf"{any_phrase(words)}\b")


def _steps(name: str) -> Iterator[tuple[str, bool]]:
    """(word in lower case, whether a soft separator stands before it) of each word but "và"."""
    low, soft, end = name.lower(), False, 0
    for word in _WORD.finditer(low):
        soft = soft or bool(_SOFT.search(low, end, word.start()))
        end = word.end()
        if word[0] == "và":
            soft = True
            continue
        yield word[0], soft
        soft = False


def _keep(node: dict[str, Any], payload: str) -> None:
    kept = node.get(_END, ())
    if payload not in kept:
        node[_END] = (*kept, payload)


def _initials(text: str, start: int) -> Iterable[tuple[int, str]]:
    """(end, edge) of each run of initials that starts at ``start``: "KH&CN, TN&MT" gives KHCNTNMT, KHCNTN, KHCN, KH."""
    run = _INITIALS.match(text, start)
    if not run:
        return
    parts = list(_LETTERS.finditer(text, start, run.end()))
    for count in range(len(parts), 0, -1):
        end = parts[count - 1].end()
        if not text[end : end + 1].isalnum():
            yield end, _SHORT_MARK + "".join(part[0] for part in parts[:count])
