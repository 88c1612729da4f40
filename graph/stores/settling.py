"""Keeps documents in step with what sources say and people judge, and tells which refs now lead elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.claims import Ref
from graph.documents import STATUSES, Document, joined
from graph.judgements import IdentityJudgement, Judgement
from graph.merging import kept_apart, latest_identities, merged_keys
from graph.stores.records import DocumentRow, Keys, NodeId, Statements
from graph.stores.resolving import Resolving


@dataclass(slots=True)
class Settled:
    """What a change came to. ``documents``: node id → the document it is now, None where it is none any more.
    ``refs``: by locator, the refs that lead elsewhere than before. ``merged``: nodes whose merging changed, and those
    they were or are merged into."""

    documents: dict[NodeId, Document | None] = field(default_factory=dict)
    refs: dict[str, set[Ref]] = field(default_factory=lambda: defaultdict(set))
    merged: set[NodeId] = field(default_factory=set)


class Documents:
    """The documents of one transaction. ``touched``: profile → by how much it is said more often than before."""

    def __init__(
        self, session: Statements, keys: Keys, judgements: list[Judgement], touched: Mapping[int, int]
    ) -> None:
        self._session, self._keys, self._judgements, self._touched = session, keys, judgements, touched
        self._work = Resolving(session, keys, kept_apart(judgements), touched)

    def settle(self, locators: Iterable[str], rejudged: Iterable[IdentityJudgement]) -> Settled:
        """Resolves all that is touched by the change of profiles, of the sources ``locators`` and of judgements."""
        judged = self._judged(rejudged)
        self._work.dirty |= judged
        blocks = self._work.unsteady_blocks(self._touched) | self._work.blocks_of(judged)
        self._work.resolve(blocks, set(locators))
        merged_before = dict(self._session.rows("merged"))
        merged = self._merge(merged_before)
        return self._finish(merged_before, merged)

    def _judged(self, rejudged: Iterable[IdentityJudgement]) -> set[NodeId]:
        """All documents the keys of changed judgements lead to."""
        keys = {key for j in rejudged for side in (j.left, j.right) for key in (side, side.partition("~")[0])}
        return {node for nodes in self._leads(keys).values() for node in nodes}

    def _leads(self, keys: Iterable[str]) -> dict[str, set[NodeId]]:
        """The documents each key leads to before merging."""
        leads: dict[str, set[NodeId]] = defaultdict(set)
        for key, node in self._session.each("leads", sorted(keys), "keys"):
            leads[key].add(node)
        return leads

    def _merge(self, before: Mapping[NodeId, NodeId]) -> dict[NodeId, NodeId]:
        """Node → the node it is merged into, by what people judged; resolves the blocks of all that are merged."""
        same = [j for j in latest_identities(self._judgements) if j.verdict == "same"]
        if not before and not same:
            return {}
        self._write_statuses()
        merged = self._merged_keys({key for j in same for key in (j.left, j.right)})
        ids = self._keys.ids(key for pair in merged.items() for key in pair)
        now = {ids[key]: ids[kept] for key, kept in merged.items()}
        self._session.many("remove_merged", ((node,) for node in before if node not in now))
        self._session.many("put_merged", (pair for pair in now.items() if before.get(pair[0]) != pair[1]))
        return now

    def _write_statuses(self) -> None:
        """Documents are ranked by their rows, so these come before merging."""
        rows, gone = [], []
        for node in self._work.dirty:
            for block, document in self._work.parts[node].items():
                old = self._work.before.get((node, block))
                if old is None or old.status != document.status:
                    final, issuer = (old.final, old.issuer) if old else (node, "")
                    rows.append((node, block, final, issuer, document.status))
        for (node, block), _ in self._work.before.items():
            if block not in self._work.parts[node]:
                gone.append((node, block))
        self._session.many("put_document", rows)
        self._session.many("remove_document", gone)

    def _merged_keys(self, judged: set[str]) -> dict[str, str]:
        """Key → the key it is merged into, for the keys that people ``judged`` the same."""
        leads = {key: next(iter(nodes)) for key, nodes in self._leads(judged).items() if len(nodes) == 1}
        names = self._keys.keys(leads.values())
        lead = {key: names[leads[key]] if key in leads else key for key in judged}
        ids = self._keys.ids(lead.values())
        nodes = {ids[key]: key for key in lead.values()}
        best: dict[str, int] = {}
        for node, status in self._session.each("statuses", nodes, "ids"):
            key, place = nodes[node], STATUSES.index(status)
            best[key] = min(place, best.get(key, place))

        def rank(key: str) -> tuple[int, str]:
            return 1000 * best.get(key, len(STATUSES)) + key.count("?"), key

        return merged_keys(self._judgements, lambda key: lead.get(key, key), rank)

    def _finish(self, merged_before: Mapping[NodeId, NodeId], merged: Mapping[NodeId, NodeId]) -> Settled:
        """Chooses what each final document says, writes the rows, and gathers the refs that moved."""
        settled = Settled()
        settled.merged = {node for node in {*merged, *merged_before} if merged.get(node) != merged_before.get(node)}
        settled.merged |= {
            kept for node in settled.merged for kept in (merged.get(node), merged_before.get(node)) if kept
        }
        self._load_partners(settled.merged, merged)
        finals: dict[NodeId, list[Document]] = defaultdict(list)
        names = self._keys.keys(self._work.dirty)
        for node in self._work.dirty:
            parts = self._work.parts[node]
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

    def _load_partners(self, changed: set[NodeId], merged: Mapping[NodeId, NodeId]) -> None:
        """Documents merged with a touched one are needed whole, and those that just came apart."""
        groups: dict[NodeId, set[NodeId]] = defaultdict(set)
        for node, kept in merged.items():
            groups[kept] |= {node, kept}
        wanted = {n for nodes in groups.values() if nodes & (self._work.dirty | changed) for n in nodes} | changed
        blocks = dict(self._session.each("blocks_by_document", wanted - self._work.dirty, "ids"))
        self._work.dirty |= blocks.keys()
        bound = {block for block in blocks.values() if block.startswith("~")}
        self._work.resolve(set(blocks.values()) - bound, {block[1:] for block in bound})

    def _write_documents(self, settled: Settled, merged: Mapping[NodeId, NodeId]) -> set[NodeId]:
        """Writes the rows; the documents that lead to another node than before, or whose issuer is another one."""
        rows, moved = [], set()
        for node in self._work.dirty:
            final = merged.get(node, node)
            whole = settled.documents.get(final)
            issuer = whole.facts.issuer if whole else ""
            for block, document in self._work.parts[node].items():
                old = self._work.before.get((node, block))
                row = DocumentRow(node, block, final, issuer, document.status)
                if old != row:
                    rows.append((node, block, final, issuer, document.status))
                if old is None or (old.final, old.issuer) != (final, issuer):
                    moved.add(node)
        gone = [key for key in self._work.before if key[1] not in self._work.parts[key[0]]]
        self._session.many("put_document", rows)
        self._session.many("remove_document", gone)
        return moved

    def _gather_moved(self, settled: Settled, moved: set[NodeId]) -> None:
        for locator, ref in self._work.moved_locals:
            settled.refs[locator].add(ref)
        profiles = set(self._work.moved_profiles)
        profiles |= {row[0] for row in self._session.each("profiles_of_documents", moved, "ids")}
        for locator, ref in self._session.each("locals_of_profiles", profiles, "profiles"):
            settled.refs[locator].add(ref)
        for locator, ref in self._session.each("locals_of_documents", moved, "ids"):
            settled.refs[locator].add(ref)
