"""Keeps documents in step with what sources say: resolves the touched blocks whole, and tells which refs now lead
elsewhere.

Blocks are resolved by the same pure functions as in the memory store; here only what came out differently is written.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from graph.claims import Ref
from graph.documents import STATUSES, Document, document_of, joined
from graph.facts import Facts, facts_from_json
from graph.identity import TITLE_BLOCK
from graph.judgements import IdentityJudgement, Judgement
from graph.merging import kept_apart, merged_keys
from graph.profiles import Profile
from graph.resolution import Scope, bound, resolve_block, scope_of
from graph.serial import canonical
from graph.stores.sql_session import Session


@dataclass(slots=True)
class Settled:
    """What a change came to. ``documents``: node id → the document it is now, None where it is none any more.
    ``refs``: by locator, the refs that lead elsewhere than before. ``merged``: nodes whose merging changed, and those
    they were or are merged into."""

    documents: dict[int, Document | None] = field(default_factory=dict)
    refs: dict[str, set[Ref]] = field(default_factory=lambda: defaultdict(set))
    merged: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of ``document``."""

    node: int
    block: str
    final: int
    issuer: str
    status: str


class _Said(NamedTuple):
    """A profile with its number in the file and what it meant before."""

    n: int
    profile: Profile
    document: int | None
    scoped: str


class Keys:
    """Node ids of keys, made where they are missing; holds for one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[str, int] = {}
        self._keys: dict[int, str] = {}

    def ids(self, keys: Iterable[str]) -> Mapping[str, int]:
        """Ids of all keys asked for (and of others asked for before)."""
        missing = sorted({key for key in keys if key not in self._ids})
        if missing:
            self._session.many("put_key", ((key,) for key in missing))
            for key, node in self._session.each("ids_of_keys", missing, "keys"):
                self._ids[key], self._keys[node] = node, key
        return self._ids

    def keys(self, ids: Iterable[int]) -> Mapping[int, str]:
        """Keys of ids."""
        missing = sorted({node for node in ids if node not in self._keys})
        for node, key in self._session.each("keys_of_ids", missing, "ids"):
            self._ids[key], self._keys[node] = node, key
        return self._keys


class Documents:
    """The documents of one transaction."""

    def __init__(self, session: Session, keys: Keys, judgements: list[Judgement]) -> None:
        self._session, self._keys, self._judgements = session, keys, judgements
        self._apart = kept_apart(judgements)
        self._parts: dict[int, dict[str, Document]] = defaultdict(dict)  # node → block → document before merging
        self._dirty: set[int] = set()  # documents of which something else is said than before
        self._before: dict[tuple[int, str], _Row] = {}
        self._touched: set[int] = set()
        self._blocks: set[str] = set()
        self._bound_sources: set[str] = set()
        self._moved_profiles: set[int] = set()
        self._moved_locals: set[tuple[str, Ref]] = set()

    def settle(
        self, profiles: Mapping[int, int], locators: Iterable[str], rejudged: Iterable[IdentityJudgement]
    ) -> Settled:
        """Resolves all that is touched by a change of ``profiles`` (by how much each is said more often than before),
        of the sources ``locators`` and of judgements."""
        self._touched = set(profiles)
        judged = self._judged(rejudged)
        self._dirty |= judged
        blocks = self._unsteady_blocks(profiles) | self._blocks_of(judged)
        self._resolve(blocks, set(locators))
        merged_before = dict(self._session.rows("merged"))
        merged = self._merge(merged_before)
        return self._finish(merged_before, merged)

    def _unsteady_blocks(self, profiles: Mapping[int, int]) -> set[str]:
        """Blocks that must be resolved again: a profile is new there, or gone, or a key came out differently.

        In the others the same references stay; only what most of them say may have changed.
        """
        rows = list(self._session.each("profiles", profiles, "profiles"))
        blocks = {block for n, block, uses, _ in rows if uses <= 0 or uses - profiles[n] <= 0}
        steady = {document for _, block, _, document in rows if block not in blocks and document is not None}
        members: dict[int, list[tuple[str, Profile]]] = defaultdict(list)
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
                    self._parts[node][where.pop()] = document
                    self._dirty.add(node)
        return blocks

    def _judged(self, rejudged: Iterable[IdentityJudgement]) -> set[int]:
        """All documents the keys of changed judgements lead to."""
        keys = {key for j in rejudged for side in (j.left, j.right) for key in (side, side.partition("~")[0])}
        return {node for key in sorted(keys) for (node,) in self._session.rows("lead", key=key)}

    def _blocks_of(self, nodes: Iterable[int]) -> set[str]:
        """Blocks of documents; of those bound to a source, the blocks of all that source names."""
        blocks = {block for _, block in self._session.each("blocks_by_document", nodes, "ids")}
        bound_ = {block for block in blocks if block.startswith("~")}
        rows = self._session.each("locals_of_sources", (block[1:] for block in bound_), "locators")
        profiles = {row[4] for row in rows if row[4] is not None}
        return (blocks - bound_) | {
            block for (block,) in self._session.each("blocks_of_profiles", profiles, "profiles")
        }

    def _resolve(self, blocks: set[str], locators: set[str]) -> None:
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
            shared = list(self._session.each("blocks_by_document", self._dirty, "ids"))
            locators |= {block[1:] for _, block in shared if block[:1] == "~"}
            partly = {block for node, block in shared if block[:1] != "~" and block not in self._parts[node]}
            waiting = (waiting | partly | meant) - self._blocks
        self._bind(locators - self._bound_sources)
        self._remember()
        self._write_aliases()

    def _resolve_blocks(self, blocks: set[str]) -> tuple[set[str], set[str]]:
        """Resolves each block whole. Gives the sources of which something is now bound to them, or no more; and the
        blocks of titles in which a document of these blocks may be meant."""
        rows: dict[str, list[_Said]] = defaultdict(list)
        titles = set()
        for n, block, facts, uses, earliest, document, scoped, title in self._session.each(
            "profiles_of_blocks", blocks, "blocks"
        ):
            titles.add(title)
            if uses > 0:
                rows[block].append(_Said(n, profile_of_row(facts, uses, earliest), document, scoped))
            elif document is not None:
                self._dirty.add(document)
        guests = self._guests(rows)
        meant: dict[int, tuple[str, str]] = {}
        for block, stated in rows.items():
            numbers = {said.profile.facts: said.n for said in stated}
            resolution = resolve_block((said.profile for said in stated), self._apart, guests.get(block, ()))
            ids = self._keys.ids(document.key for document in resolution.documents)
            for document in resolution.documents:
                self._parts[ids[document.key]][block] = document
                meant |= {numbers[p.facts]: (document.key, "") for p in document.members}
            for document in resolution.scoped:
                scope = canonical(asdict(scope_of(document)))
                meant |= {numbers[p.facts]: ("", scope) for p in document.members}
        return self._mean([said for stated in rows.values() for said in stated], meant), titles - {""}

    def _guests(self, blocks: Iterable[str]) -> dict[str, list[Document]]:
        """The documents of other blocks that can be meant in blocks of titles, as these other blocks make them."""
        titles = [block for block in blocks if block.startswith(TITLE_BLOCK)]
        invited = list(self._session.each("guests", titles, "blocks"))
        members: dict[int, list[Profile]] = defaultdict(list)
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
        known = {node for node, _ in self._before}
        for row in self._session.each("documents", self._dirty - known, "ids"):
            self._before[row[0], row[1]] = _Row(*row)

    def _mean(self, rows: list[_Said], meant: Mapping[int, tuple[str, str]]) -> set[str]:
        """Writes what profiles mean where it changed; the sources in which something is bound, or was."""
        ids = self._keys.ids(key for key, _ in meant.values() if key)
        changed, rebound = [], set()
        for said in rows:
            key, scope = meant[said.n]
            now = (ids[key] if key else None, scope)
            moved = now != (said.document, said.scoped)
            if moved:
                changed.append((*now, said.n))
                self._moved_profiles.add(said.n)
                if scope or said.scoped:
                    rebound.add(said.n)
            if moved or said.n in self._touched:
                self._dirty |= {node for node in (now[0], said.document) if node is not None}
        self._session.many("mean_profile", changed)
        return {locator for locator, _ in self._session.each("locals_of_profiles", rebound, "profiles")}

    def _bind(self, locators: set[str]) -> None:
        """Makes the documents that are bound to each of these sources."""
        self._bound_sources |= locators
        bound_before = (f"~{locator}" for locator in locators)
        self._dirty |= {node for (node,) in self._session.each("documents_of_blocks", bound_before, "blocks")}
        alone: dict[tuple[str, str], list[tuple[Ref, int, str, int | None]]] = defaultdict(list)
        unbound: list[tuple[str, Ref, int]] = []
        for locator, ref, _, own, profile, facts, _, scoped in self._session.each(
            "locals_of_sources", locators, "locators"
        ):
            if profile is not None and scoped:
                alone[locator, scoped].append((ref, profile, facts, own))
            elif profile is not None and own is not None:
                unbound.append((locator, ref, own))
        by_key: dict[tuple[str, str], list[tuple[Ref, int, str, int | None]]] = defaultdict(list)
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
        bindings: list[tuple[int | None, str, Ref]] = [(None, locator, ref) for locator, ref, _ in unbound]
        self._moved_locals |= {(locator, ref) for locator, ref, _ in unbound}
        for (locator, _), (document, refs) in documents.items():
            node = ids[document.key]
            self._parts[node][f"~{locator}"] = document
            self._dirty.add(node)
            bindings += [(node, locator, ref) for ref, _, _, own in refs if own != node]
            self._moved_locals |= {(locator, ref) for ref, _, _, own in refs if own != node}
        self._session.many("bind_local", bindings)

    def _write_aliases(self) -> None:
        """Brings the aliases of the dirty documents in step."""
        known: dict[int, set[str]] = defaultdict(set)
        for node, alias in self._session.each("aliases_of_documents", self._dirty, "ids"):
            known[node].add(alias)
        names = self._keys.keys(self._dirty)
        old, new = [], []
        for node in self._dirty:
            wanted = {alias for document in self._parts[node].values() for alias in document.aliases} - {names[node]}
            old += [(alias, node) for alias in known[node] - wanted]
            new += [(alias, node) for alias in wanted - known[node]]
        self._session.many("remove_alias", old)
        self._session.many("put_alias", new)

    def _merge(self, before: Mapping[int, int]) -> dict[int, int]:
        """Node → the node it is merged into, by what people judged; resolves the blocks of all that are merged."""
        if not before and not any(isinstance(j, IdentityJudgement) and j.verdict == "same" for j in self._judgements):
            return {}
        self._write_statuses()
        merged = merged_keys(self._judgements, self._lead, self._rank)
        ids = self._keys.ids(key for pair in merged.items() for key in pair)
        now = {ids[key]: ids[kept] for key, kept in merged.items()}
        self._session.many("remove_merged", ((node,) for node in before if node not in now))
        self._session.many("put_merged", (pair for pair in now.items() if before.get(pair[0]) != pair[1]))
        return now

    def _write_statuses(self) -> None:
        """Documents are ranked by their rows, so these come before merging."""
        rows, gone = [], []
        for node in self._dirty:
            for block, document in self._parts[node].items():
                old = self._before.get((node, block))
                if old is None or old.status != document.status:
                    final, issuer = (old.final, old.issuer) if old else (node, "")
                    rows.append((node, block, final, issuer, document.status))
        for (node, block), _ in self._before.items():
            if block not in self._parts[node]:
                gone.append((node, block))
        self._session.many("put_document", rows)
        self._session.many("remove_document", gone)

    def _lead(self, key: str) -> str:
        nodes = {node for (node,) in self._session.rows("lead", key=key)}
        return self._keys.keys(nodes)[next(iter(nodes))] if len(nodes) == 1 else key

    def _rank(self, key: str) -> tuple[int, str]:
        node = self._keys.ids((key,))[key]
        statuses = [STATUSES.index(status) for _, status in self._session.each("statuses", (node,), "ids")]
        return 1000 * min(statuses, default=len(STATUSES)) + key.count("?"), key

    def _finish(self, merged_before: Mapping[int, int], merged: Mapping[int, int]) -> Settled:
        """Chooses what each final document says, writes the rows, and gathers the refs that moved."""
        settled = Settled()
        settled.merged = {node for node in {*merged, *merged_before} if merged.get(node) != merged_before.get(node)}
        settled.merged |= {
            kept for node in settled.merged for kept in (merged.get(node), merged_before.get(node)) if kept
        }
        self._load_partners(settled.merged, merged)
        finals: dict[int, list[Document]] = defaultdict(list)
        names = self._keys.keys(self._dirty)
        for node in self._dirty:
            parts = self._parts[node]
            settled.documents[node] = None
            settled.documents.setdefault(merged.get(node, node), None)
            if parts:
                whole = joined(names[node], [parts[block] for block in sorted(parts)])
                finals[merged.get(node, node)].append(whole)
        names = self._keys.keys(finals)
        for node, same in finals.items():
            settled.documents[node] = joined(names[node], sorted(same, key=lambda d: d.key))
        moved = self._write_documents(settled, merged)
        self._gather_moved(settled, moved)
        return settled

    def _load_partners(self, changed: set[int], merged: Mapping[int, int]) -> None:
        """Documents merged with a touched one are needed whole, and those that just came apart."""
        groups: dict[int, set[int]] = defaultdict(set)
        for node, kept in merged.items():
            groups[kept] |= {node, kept}
        wanted = {n for nodes in groups.values() if nodes & (self._dirty | changed) for n in nodes} | changed
        blocks = dict(self._session.each("blocks_by_document", wanted - self._dirty, "ids"))
        self._dirty |= blocks.keys()
        self._resolve({b for b in blocks.values() if b[:1] != "~"}, {b[1:] for b in blocks.values() if b[:1] == "~"})

    def _write_documents(self, settled: Settled, merged: Mapping[int, int]) -> set[int]:
        """Writes the rows; the documents that lead to another node than before, or whose issuer is another one."""
        rows, moved = [], set()
        for node in self._dirty:
            final = merged.get(node, node)
            whole = settled.documents.get(final)
            issuer = whole.facts.issuer if whole else ""
            for block, document in self._parts[node].items():
                old = self._before.get((node, block))
                row = _Row(node, block, final, issuer, document.status)
                if old != row:
                    rows.append((node, block, final, issuer, document.status))
                if old is None or (old.final, old.issuer) != (final, issuer):
                    moved.add(node)
        gone = [key for key in self._before if key[1] not in self._parts[key[0]]]
        self._session.many("put_document", rows)
        self._session.many("remove_document", gone)
        return moved

    def _gather_moved(self, settled: Settled, moved: set[int]) -> None:
        for locator, ref in self._moved_locals:
            settled.refs[locator].add(ref)
        profiles = set(self._moved_profiles)
        profiles |= {row[0] for row in self._session.each("profiles_of_documents", moved, "ids")}
        for locator, ref in self._session.each("locals_of_profiles", profiles, "profiles"):
            settled.refs[locator].add(ref)
        for locator, ref in self._session.each("locals_of_documents", moved, "ids"):
            settled.refs[locator].add(ref)


@lru_cache(maxsize=32768)
def facts_of_text(text: str) -> Facts:
    """The facts of a profile row."""
    return facts_from_json(json.loads(text))


@lru_cache(maxsize=32768)
def profile_of_row(text: str, uses: int, earliest: str) -> Profile:
    """The profile of a row: blocks are read again and again, and most of their rows are as they were."""
    return Profile(facts_of_text(text), uses, earliest)


def _members(locator: str, refs: list[tuple[Ref, int, str, int | None]]) -> list[Profile]:
    uses = Counter(facts for _, _, facts, _ in refs)
    return [Profile(facts_of_text(facts), count, locator) for facts, count in uses.items()]
