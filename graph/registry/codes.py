"""Issuer codes of document symbols → the body that writes them, completed by the context.

Party codes compose: ``BCSĐ`` (Party group) or ``ĐU`` (Party committee) and the code of a ministry, with or
without its B.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from graph.claims import Body
from graph.registry.model import Context, Entry
from graph.registry.naming import Namer
from graph.text import fold

_TERM_NUMBER = re.compile(r"(?<=\D)\d+$")
_GROUPS = {"bcsd": "ban-can-su-dang", "bcs": "ban-can-su-dang", "du": "dang-uy-bo"}


class Codes:
    """The table of issuer codes."""

    def __init__(self, rows: Iterable[dict[str, Any]], namer: Namer) -> None:
        self._namer = namer
        self._bodies: dict[tuple[str, str], str] = {(fold(row["code"]), row["regime"]): row["body"] for row in rows}

    def body(self, codes: tuple[str, ...], context: Context, form: str) -> Body | None:
        """The body that wrote a symbol with ``codes``; the first of several leads. None for an unknown code."""
        code = fold(_TERM_NUMBER.sub("", codes[0])) if codes else ""
        if not code:
            return None
        regimes = ("party", "state") if form == "party" else ("state", "party")
        for regime in regimes:
            entry = self._bodies.get((code, regime))
            if entry:
                return self._complete(self._namer.entries[entry], context)
        return self._group(code, context)

    def _group(self, code: str, context: Context) -> Body | None:
        for prefix, entry_id in _GROUPS.items():
            if not code.startswith(prefix):
                continue
            rest = code.removeprefix(prefix)
            ministry = self._bodies.get((rest, "state")) or self._bodies.get(("b" + rest, "state"))
            owner = self._namer.entries.get(ministry or "")
            if owner is not None and owner.kind in ("ministry", "agency"):
                return self._namer.internal(self._namer.entries[entry_id], owner.id)
            if not rest and context.ministry:
                return self._namer.internal(self._namer.entries[entry_id], context.ministry)
        return None

    def _complete(self, entry: Entry, context: Context) -> Body:
        if entry.slot != "place":
            return self._namer.central(entry)
        places = self._namer.places
        level = places.level_of(context.place) if context.place else ""
        place = context.place if level in entry.levels else ""
        if not place and context.place and "province" in entry.levels:
            place = places.province_of(context.place)
        return self._namer.local(entry, place, context.on, context.place_name if place == context.place else "")
