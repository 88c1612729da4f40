"""What is known of a body without any text: what it is under, who guides it, and who took over from it.

Reporting is not made from this: a line of structure is no report (domain.md § 4.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from graph.claims import Body, Evidence, Structure
from graph.registry.model import Context, Entry, Successor
from graph.registry.naming import Namer, body_key, split_key


class Structures:
    """Structure edges of explicit bodies and of patterns."""

    def __init__(self, namer: Namer) -> None:
        self._namer = namer

    def of(self, body: Body, context: Context) -> tuple[Structure, ...]:
        """All structure claims of ``body``; of its successors only who took over from them."""
        entry_id, scope = split_key(body.key)
        entry = self._namer.entries.get(entry_id)
        plain = self._plain(body.key, context) or body
        claims: list[Structure] = []
        if entry is not None:
            claims = [*self._above(entry, scope, plain, context), *self._guides(entry, scope, plain, context)]
        seen, waiting = {body.key}, [body.key]
        while waiting:
            for claim in self._succession(waiting.pop(0), context):
                claims.append(claim)
                if claim.other.key not in seen:
                    seen.add(claim.other.key)
                    waiting.append(claim.other.key)
        return tuple(claims)

    def lifetime(self, key: str) -> tuple[str, str]:
        """First and last day of a body as partial ISO, "" = open: its entry's, cut to that of its place or ministry."""
        entry_id, scope = split_key(key)
        entry = self._namer.entries.get(entry_id)
        owner = self._namer.entries.get(scope)
        spans = [(entry.since, entry.until)] if entry else []
        spans.append((owner.since, owner.until) if owner else self._namer.places.lifetime(scope or key))
        return max(since for since, _ in spans), min((until for _, until in spans if until), default="")

    def successors(self, key: str) -> tuple[Successor, ...]:
        """Who took over from the body ``key``, one step on.

        A pattern passes to its successor in the same place while that place lives, and with its place to the unit that
        took the place over.
        """
        entry_id, scope = split_key(key)
        entry = self._namer.entries.get(entry_id)
        if entry is None:
            territory = self._namer.places.get(key)
            return territory.successors if territory else ()
        if entry.successors and not (scope and entry.slot == "ministry"):
            return tuple(Successor(self._fill(s.to, scope), s.scope, s.since, s.act) for s in entry.successors)
        if not scope:
            return ()
        if entry.slot == "ministry":
            return self._with_ministry(entry, scope)
        place = self._namer.places.get(scope)
        steps = place.successors if place and place.level == "province" else ()
        return tuple(Successor(body_key(entry.id, s.to), s.scope, s.since, s.act) for s in steps)

    def _with_ministry(self, entry: Entry, ministry: str) -> tuple[Successor, ...]:
        owner = self._namer.entries.get(ministry)
        if owner is None or (entry.until and owner.until and entry.until <= owner.until):
            return ()
        return tuple(
            Successor(body_key(entry.id, s.to), s.scope, s.since, s.act) for s in owner.successors if not s.scope
        )

    def _fill(self, entry_id: str, scope: str) -> str:
        target = self._namer.entries[entry_id]
        return body_key(entry_id, scope) if target.slot else entry_id

    def _plain(self, key: str, context: Context) -> Body | None:
        return self._namer.of_key(key, context.on)

    def _claim(
        self,
        body: Body,
        kind: Literal["SUBORDINATE_TO", "GUIDED_BY", "SUCCEEDED_BY"],
        other: str,
        act: str,
        context: Context,
        since: str = "",
        until: str = "",
        scope: str = "",
    ) -> Iterator[Structure]:
        target = self._plain(other, context)
        if target is not None and target.key != body.key:
            evidence = Evidence((), split_key(body.key)[0], origin="registry", act=act)
            yield Structure(body, kind, target, evidence, since, until, scope)

    def _above(self, entry: Entry, scope: str, body: Body, context: Context) -> Iterator[Structure]:
        if entry.slot == "ministry":
            if scope and entry.parent_act:
                yield from self._claim(
                    body, "SUBORDINATE_TO", scope, entry.parent_act, context, *self.lifetime(body.key)
                )
            return
        for key in self._parents(entry, scope):
            yield from self._claim(body, "SUBORDINATE_TO", key, entry.parent_act, context, *self.lifetime(body.key))

    def _parents(self, entry: Entry, scope: str) -> Iterator[str]:
        """The body above: of the same place, of the next larger place, or of the centre."""
        if not entry.parent:
            return
        parent = self._namer.entries[entry.parent]
        if not entry.slot:
            yield parent.id
        elif scope:
            level = self._namer.places.level_of(scope)
            above = self._namer.places.province_of(scope)
            if parent.slot:
                place = scope if level in parent.levels else above
                if place:
                    yield body_key(parent.id, place)
            elif level == "province":
                yield parent.id
            elif above and "province" in entry.levels:
                yield body_key(entry.id, above)

    def _guides(self, entry: Entry, scope: str, body: Body, context: Context) -> Iterator[Structure]:
        for guide in entry.guided_by:
            target = self._namer.entries[guide.to]
            place = self._namer.places.province_of(scope) if scope else ""
            if target.slot and not place:
                continue
            key = body_key(target.id, place) if target.slot else target.id
            yield from self._claim(body, "GUIDED_BY", key, guide.act, context, *self.lifetime(body.key))

    def _succession(self, key: str, context: Context) -> Iterator[Structure]:
        body = self._plain(key, context)
        if body is None:
            return
        for step in self.successors(key):
            yield from self._claim(body, "SUCCEEDED_BY", step.to, step.act, context, since=step.since, scope=step.scope)
