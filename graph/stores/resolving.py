"""Resolves touched blocks by the same pure functions as the memory store, and writes what their references mean."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace

from graph.claims import Ref
from graph.documents import Document, document_of
from graph.identity import TITLE_BLOCK
from graph.profiles import Profile
from graph.resolution import Apart, Scope, bound, resolve_block, scope_of
from graph.serial import canonical
from graph.stores.records import (
    DocumentRow,
    Keys,
    NodeId,
    ProfileRow,
    Statements,
    facts_of_text,
    profile_of_row,
)


class Resolving:
    """The documents of one transaction before merging.

    ``parts``: node id → block → the document as this block makes it. ``dirty``: the documents of which something else
    is said than before, ``before`` their rows. ``moved_profiles`` and ``moved_locals`` (locator, ref) mean another one.
    """

    def __init__(self, session: Statements, keys: Keys, apart: Apart, touched: Iterable[int]) -> None:
        self._session, self._keys, self._apart, self._touched = session, keys, apart, set(touched)
        self.parts: dict[NodeId, dict[str, Document]] = defaultdict(dict)
        self.dirty: set[NodeId] = set()
        self.before: dict[tuple[NodeId, str], DocumentRow] = {}
        self.moved_profiles: set[int] = set()
        self.moved_locals: set[tuple[str, Ref]] = set()
        self._blocks: set[str] = set()
        self._bound_sources: set[str] = set()

    def resolve(self, blocks: set[str], locators: set[str]) -> None:
        """Resolves ``blocks``, the blocks that share a document's key with them, and what is bound to a source by them.

        Blocks of titles come when no other one is waiting: documents of the others can be meant in them.
        """
        waiting = blocks - self._blocks
        while waiting:
            titles = {block for block in waiting if block.startswith(TITLE_BLOCK)}
            now = waiting - titles or titles
            self._blocks |= now
            rebound, meant = self._resolve_blocks(now)
            locators |= rebound
            shared = list(self._session.each("blocks_by_document", self.dirty, "ids"))
            locators |= {block[1:] for _, block in shared if block[:1] == "~"}
            partly = {block for node, block in shared if block[:1] != "~" and block not in self.parts[node]}
            waiting = (waiting | partly | meant) - self._blocks
        self._bind(locators - self._bound_sources)
        self._remember()
        self._write_aliases()

    def _resolve_blocks(self, blocks: set[str]) -> tuple[set[str], set[str]]:
        """Resolves each block whole. Gives the sources of which something is now bound to them, or no more; and the
        blocks of titles in which a document of these blocks may be meant."""
        rows: dict[str, list[ProfileRow]] = defaultdict(list)
        titles = set()
        for n, block, facts, uses, earliest, document, scoped, title in self._session.each(
            "profiles_of_blocks", blocks, "blocks"
        ):
            titles.add(title)
            if uses > 0:
                rows[block].append(ProfileRow(n, profile_of_row(facts, uses, earliest), document, scoped))
            elif document is not None:
                self.dirty.add(document)
        guests = self._guests(rows)
        meant: dict[int, tuple[str, str]] = {}
        for block, stated in rows.items():
            numbers = {said.profile.facts: said.n for said in stated}
            resolution = resolve_block((said.profile for said in stated), self._apart, guests.get(block, ()))
            ids = self._keys.ids(document.key for document in resolution.documents)
            for document in resolution.documents:
                self.parts[ids[document.key]][block] = document
                meant |= {numbers[p.facts]: (document.key, "") for p in document.members}
            for document in resolution.scoped:
                scope = canonical(asdict(scope_of(document)))
                meant |= {numbers[p.facts]: ("", scope) for p in document.members}
        return self._mean([said for stated in rows.values() for said in stated], meant), titles - {""}

    def _guests(self, blocks: Iterable[str]) -> dict[str, list[Document]]:
        """The documents of other blocks that can be meant in blocks of titles, as these other blocks make them."""
        titles = [block for block in blocks if block.startswith(TITLE_BLOCK)]
        invited = list(self._session.each("guests", titles, "blocks"))
        members: dict[NodeId, list[Profile]] = defaultdict(list)
        nodes = {node for _, node in invited}
        for _, block, facts, uses, earliest, node in self._session.each("profiles_of_documents", nodes, "ids"):
            if not block.startswith(TITLE_BLOCK) and uses > 0:
                members[node].append(profile_of_row(facts, uses, earliest))
        names = self._keys.keys(nodes)
        guests: dict[str, list[Document]] = defaultdict(list)
        for title, node in invited:
            if members[node]:
                guests[title].append(replace(document_of(members[node]), key=names[node]))
        return guests

    def _remember(self) -> None:
        """Reads what the dirty documents were before."""
        known = {node for node, _ in self.before}
        for row in self._session.each("documents", self.dirty - known, "ids"):
            self.before[row[0], row[1]] = DocumentRow(*row)

    def _mean(self, rows: list[ProfileRow], meant: Mapping[int, tuple[str, str]]) -> set[str]:
        """Writes what profiles mean where it changed; the sources in which something is bound, or was."""
        ids = self._keys.ids(key for key, _ in meant.values() if key)
        changed, rebound = [], set()
        for said in rows:
            key, scope = meant[said.n]
            now = (ids[key] if key else None, scope)
            moved = now != (said.document, said.scoped)
            if moved:
                changed.append((*now, said.n))
                self.moved_profiles.add(said.n)
                if scope or said.scoped:
                    rebound.add(said.n)
            if moved or said.n in self._touched:
                self.dirty |= {node for node in (now[0], said.document) if node is not None}
        self._session.many("mean_profile", changed)
        return {locator for locator, _ in self._session.each("locals_of_profiles", rebound, "profiles")}

    def _bind(self, locators: set[str]) -> None:
        """Makes the documents that are bound to each of these sources."""
        self._bound_sources |= locators
        bound_before = (f"~{locator}" for locator in locators)
        self.dirty |= {node for (node,) in self._session.each("documents_of_blocks", bound_before, "blocks")}
        alone: dict[tuple[str, str], list[tuple[Ref, int, str, NodeId | None]]] = defaultdict(list)
        unbound: list[tuple[str, Ref, NodeId]] = []
        for locator, ref, _, own, profile, facts, _, scoped in self._session.each(
            "locals_of_sources", locators, "locators"
        ):
            if profile is not None and scoped:
                alone[locator, scoped].append((ref, profile, facts, own))
            elif profile is not None and own is not None:
                unbound.append((locator, ref, own))
        by_key: dict[tuple[str, str], list[tuple[Ref, int, str, NodeId | None]]] = defaultdict(list)
        scopes: dict[tuple[str, str], Scope] = {}
        for (locator, text), refs in alone.items():
            said = json.loads(text)
            scope = Scope(said["key"], tuple(said["candidates"]), said["reason"])
            scopes[locator, scope.key] = scope
            by_key[locator, scope.key] += refs
        documents = {
            where: (bound(scopes[where], where[0], _members(where[0], refs)), refs) for where, refs in by_key.items()
        }
        ids = self._keys.ids(document.key for document, _ in documents.values())
        bindings: list[tuple[NodeId | None, str, Ref]] = [(None, locator, ref) for locator, ref, _ in unbound]
        self.moved_locals |= {(locator, ref) for locator, ref, _ in unbound}
        for (locator, _), (document, refs) in documents.items():
            node = ids[document.key]
            self.parts[node][f"~{locator}"] = document
            self.dirty.add(node)
            bindings += [(node, locator, ref) for ref, _, _, own in refs if own != node]
            self.moved_locals |= {(locator, ref) for ref, _, _, own in refs if own != node}
        self._session.many("bind_local", bindings)

    def _write_aliases(self) -> None:
        """Brings the aliases of the dirty documents in step."""
        known: dict[NodeId, set[str]] = defaultdict(set)
        for node, alias in self._session.each("aliases_of_documents", self.dirty, "ids"):
            known[node].add(alias)
        names = self._keys.keys(self.dirty)
        old, new = [], []
        for node in self.dirty:
            wanted = {alias for document in self.parts[node].values() for alias in document.aliases} - {names[node]}
            old += [(alias, node) for alias in known[node] - wanted]
            new += [(alias, node) for alias in wanted - known[node]]
        self._session.many("remove_alias", old)
        self._session.many("put_alias", new)

    def blocks_of(self, nodes: Iterable[NodeId]) -> set[str]:
        """Blocks of documents; of those bound to a source, the blocks of all that source names."""
        blocks = {block for _, block in self._session.each("blocks_by_document", nodes, "ids")}
        bound_ = {block for block in blocks if block.startswith("~")}
        rows = self._session.each("locals_of_sources", (block[1:] for block in bound_), "locators")
        profiles = {row[4] for row in rows if row[4] is not None}
        return (blocks - bound_) | {
            block for (block,) in self._session.each("blocks_of_profiles", profiles, "profiles")
        }

    def unsteady_blocks(self, profiles: Mapping[int, int]) -> set[str]:
        """Blocks that must be resolved again: a profile is new there, or gone, or a key came out differently.

        In the others the same references stay; only what most of them say may have changed.
        """
        rows = list(self._session.each("profiles", profiles, "profiles"))
        blocks = {block for n, block, uses, _ in rows if uses <= 0 or uses - profiles[n] <= 0}
        steady = {document for _, block, _, document in rows if block not in blocks and document is not None}
        members: dict[NodeId, list[tuple[str, Profile]]] = defaultdict(list)
        for _, block, facts, uses, earliest, document in self._session.each("profiles_of_documents", steady, "ids"):
            members[document].append((block, profile_of_row(facts, uses, earliest)))
        names = self._keys.keys(members)
        for node, said in members.items():
            where = {block for block, _ in said}
            if len(said) > 1 and where.isdisjoint(blocks):
                document = document_of(profile for _, profile in said)
                if len(where) > 1 or document.key != names[node]:
                    blocks |= where
                else:
                    self.parts[node][where.pop()] = document
                    self.dirty.add(node)
        return blocks


def _members(locator: str, refs: list[tuple[Ref, int, str, NodeId | None]]) -> list[Profile]:
    uses = Counter(facts for _, _, facts, _ in refs)
    return [Profile(facts_of_text(facts), count, locator) for facts, count in uses.items()]
