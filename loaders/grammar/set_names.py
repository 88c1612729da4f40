"""What a named set of bodies is called, and whose it is: one set for its usual wordings in a text."""

from __future__ import annotations

import re

from graph.claims import Body
from graph.registry import BodyMatch
from graph.text import slug
from loaders.grammar.group_words import HEAD, QUANTITY
from loaders.grammar.named import BodyIndex
from loaders.grammar.set_kinds import kind_of_set


class SetNames:
    """Names the sets of one text, which speaks for ``scope``, and remembers those it named in full."""

    def __init__(self, text: str, index: BodyIndex, scope: str) -> None:
        self.text, self.index, self.scope = text, index, scope
        self._known: dict[str, Body] = {}

    def of(self, start: int, end: int, base: str) -> Body:
        """The set that ``text[start:end]`` names; ``base`` is the kind of its members where they are of one kind."""
        words = re.sub(r"\s+", " ", self.text[start:end]).strip(" ,")
        head = HEAD.match(words)
        core = words[head.end() :] if head else words
        bare = QUANTITY.sub("", core, count=1) if QUANTITY.match(core) else core
        owner = self._owner(start, end)
        kind = kind_of_set(bare, base)
        scope = (
            owner.body.key
            if owner is not None and not base
            else ("cac-tinh" if base and re.search(r"tỉnh|TP|thành phố", bare) else self.scope)
        )
        name = words[0].lower() + words[1:] if QUANTITY.match(words) else words
        if owner is not None and not base:
            name = name.replace(re.sub(r"\s+", " ", self.text[owner.start : owner.end]), owner.body.name)
        body = Body(f"nhom:{kind}@{scope}", name, words, True, scope, head.group().strip() if head else "")
        return self._remembered(body, bare, plain=owner is None and not base)

    def _owner(self, start: int, end: int) -> BodyMatch | None:
        inside = self.index.between(start, end)
        return inside[-1] if inside and inside[-1].end >= end - 1 and inside[-1].start > start else None

    def _remembered(self, body: Body, bare: str, *, plain: bool) -> Body:
        """ "các đơn vị" after "các đơn vị trực thuộc Bộ" are those; "các Sở" after "các Sở TN&MT các tỉnh" are those."""
        noun = slug(bare).split("-truc-thuoc")[0].split("-thuoc-")[0]
        first = "-".join(noun.split("-")[:2]) if not noun.startswith("so") else "so"
        if plain and noun in ("don-vi", "so") and first in self._known:
            known = self._known[first]
            return Body(known.key, known.name, body.written, True, known.scope, body.head, known.entry)
        if not plain:
            self._known[first] = body
        return body
