"""What the rules of mentions pass on: a document named in a text, and the bodies of the text by place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from graph.claims import Body
from graph.dates import PartialDate
from graph.numbers import DocumentNumber
from graph.registry import BodyMatch
from graph.text import fold

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A document named at ``start``–``end`` (noun, number, and what pins it: date, issuer). ``title`` is where its title stands.

    ``way``: ``number`` (full symbol), ``short`` (type and bare number), ``law`` (by its title), ``title`` (unnumbered, named by type
    and title), ``self`` ("Kế hoạch này"), ``back`` ("Nghị quyết nêu trên"). ``shared`` is True where date and issuer come
    from the list the mention stands in.
    """

    start: int
    end: int
    way: Literal["number", "short", "law", "title", "self", "back"]
    noun: str = ""
    subtype: str = ""
    number: DocumentNumber | None = None
    bare: str = ""
    date: PartialDate | None = None
    date_place: Place | None = None
    date_resolved: bool = False
    issuer: Body | None = None
    issuer_place: Place | None = None
    title: Place | None = None
    term: str = ""
    shared: bool = False
    plural: bool = False
    amending: bool = False
    listed: bool = False  # a further law of the list an amending law amends


class BodyIndex:
    """The bodies of a text by place."""

    def __init__(self, matches: Sequence[BodyMatch]) -> None:
        self.matches = sorted(matches, key=lambda m: m.start)
        self._starts = [m.start for m in self.matches]
        self._by_start = {m.start: m for m in reversed(self.matches)}

    def at(self, start: int) -> BodyMatch | None:
        """The body named from ``start`` on."""
        return self._by_start.get(start)

    def between(self, start: int, end: int) -> list[BodyMatch]:
        """The bodies named wholly inside ``start``–``end``."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self.matches[low:high] if m.end <= end]


@lru_cache(maxsize=2048)  # one title is compared with many
def title_key(words: str) -> str:
    """What two spellings of one title have in common: folded, without "về", "việc" and punctuation."""
    return " ".join(w for w in re.findall(r"[a-z0-9]+", fold(words)) if w not in ("ve", "viec"))
