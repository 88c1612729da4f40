"""What claims made, in the tables of the SQLite store: namings and statings by claim, wordings of nodes, nodes."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from graph.claims import Claim, Ref
from graph.derivation import Derived, Naming, node_of, once, refs_of
from graph.merging import EdgeEnds
from graph.nodes import Node
from graph.serial import canonical
from graph.stores.records import Said, number_of_text, said_of
from graph.stores.searching import Searchable, searchable
from graph.stores.sql_session import Session
from graph.stores.sqlite_keys import SqliteKeys
from graph.stores.sqlite_reading import Reading


class SqliteMade:
    """What claims made; see Made. A wording is what a claim says of a node that is no document; each is kept once with
    the number of claims that say it."""

    def __init__(self, session: Session, keys: SqliteKeys) -> None:
        self._session, self._keys = session, keys
        self._wordings: Counter[int] = Counter()
        self._wording_rows: dict[int, tuple[int, str]] = {}

    # -- claims -----------------------------------------------------------------------------------------------------

    def put_claims(self, texts: Mapping[str, Mapping[str, Claim]]) -> dict[str, list[Said]]:
        """See Made."""
        ids = self._source_ids(texts)
        last = self._session.rows("last_claim")[0][0]
        rows: list[tuple[object, ...]] = []
        new: dict[str, list[Said]] = {}
        for locator, claims in texts.items():
            new[locator] = [said_of(locator, *pair, claims[pair[0]]) for pair in _numbered(claims, last + len(rows))]
            rows += [(said.n, said.stored.id, ids[locator], said.text, "") for said in new[locator]]
        self._session.many("put_claim", rows)
        return new

    def _source_ids(self, locators: Iterable[str]) -> dict[str, int]:
        return dict(self._session.each("source_ids", locators, "locators"))

    def take_out(self, locators: Iterable[str]) -> None:
        """See Made."""
        sources = list(self._source_ids(locators).values())
        self._forget([n for (n,) in self._session.each("claim_numbers", sources, "ids")])
        self._session.run_listed("remove_claims", sources, "ids")

    def stale(self, refs: Mapping[str, Set[Ref]], nodes: Set[Any]) -> dict[str, list[Said]]:
        """See Made."""
        by_node: dict[str, set[int]] = defaultdict(set)
        for n, locator in self._session.each("claims_naming", nodes, "ids"):
            by_node[locator].add(n)
        locators = {source: locator for locator, source in self._source_ids({*refs, *by_node}).items()}
        stale: dict[str, list[Said]] = defaultdict(list)
        for n, source, text in self._session.each("claims_of_sources", locators, "ids"):
            said = said_of(locators[source], text, n)
            moved = refs.get(said.stored.source, frozenset())
            if n in by_node[said.stored.source] or not moved.isdisjoint(refs_of(said.stored.claim)):
                stale[said.stored.source].append(said)
        return stale

    def forget(self, said: Mapping[str, Sequence[Said]]) -> None:
        """See Made."""
        numbers = [each.n for claims in said.values() for each in claims]
        self._forget(numbers)
        self._session.run_listed("clear_kept_out", numbers, "claims")

    def _forget(self, claims: Sequence[int]) -> None:
        if not claims:
            return
        for n, count in self._session.each("variants_said", claims, "claims"):
            self._wordings[n] -= count
        self._session.run_listed("remove_namings", claims, "claims")
        self._session.run_listed("remove_statings", claims, "claims")

    # -- what they make ---------------------------------------------------------------------------------------------

    def put(self, derived: Sequence[tuple[Said, Derived]]) -> None:
        """See Made."""
        keys = {key for _, made in derived for key in made.documents}
        keys |= {naming.key for _, made in derived for naming in made.namings}
        keys |= {end for _, made in derived for edge, _ in made.edges for end in (edge.source, edge.target)}
        ids = self._keys.ids(keys)
        namings: set[tuple[int, int, int]] = set()
        statings: list[tuple[object, ...]] = []
        reasons: list[tuple[str, int]] = []
        for claim, made in derived:
            namings.update((claim.n, ids[key], 0) for key in made.documents)
            wordings = {self._wording(naming, ids) for naming in made.namings}
            namings.update((claim.n, self._wording_rows[n][0], n) for n in wordings)
            self._wordings.update(wordings)
            statings += _statings(claim, made, ids)
            if made.kept_out:
                reasons.append((made.kept_out, claim.n))
        self._session.many("put_naming", sorted(namings))
        self._session.many("put_stating", statings)
        self._session.many("set_kept_out", reasons)

    def _wording(self, naming: Naming, ids: Mapping[str, int]) -> int:
        text = canonical([naming.key, naming.label, naming.name, dict(naming.properties), naming.rank])
        n = number_of_text(text)
        self._wording_rows[n] = (ids[naming.key], text)
        return n

    # -- nodes ------------------------------------------------------------------------------------------------------

    def finish(self, documents: Mapping[Any, Node | None]) -> None:
        """See Made. Edges need nothing: they are read from the statings."""
        self._write_nodes({**self._renamed_nodes(), **documents})

    def _renamed_nodes(self) -> dict[int, Node | None]:
        """The nodes whose wordings are said more or less often; None where nothing is said any more."""
        session, changes, now = self._session, self._wordings, self._wording_rows
        session.many("count_variant", ((n, *row, changes[n]) for n, row in now.items()))
        session.many("recount_variant", ((count, n) for n, count in changes.items() if n not in now))
        touched = {node for (node,) in session.each("nodes_of_variants", changes, "variants")}
        session.run_listed("remove_unsaid_variants", changes, "variants")
        said: dict[int, list[tuple[Naming, int]]] = defaultdict(list)
        for node, text, uses in session.each("variants_of_nodes", touched, "ids"):
            said[node].append((Naming(*json.loads(text)), uses))
        return {node: node_of(said[node]) if said[node] else None for node in touched}

    def _write_nodes(self, nodes: Mapping[int, Node | None]) -> None:
        """Writes each node that is not as it was, with the words it is found by; forgets ids that lead nowhere."""
        rows, forgotten, found, idle = [], [], [], []
        for node, key, label, name, properties in self._session.each("node_rows", nodes, "ids"):
            now = nodes[node]
            old = Node(key, label, name, json.loads(properties)) if label else None
            if now is None:
                idle.append(node)
            if now == old:
                continue
            before = searchable(old) if old else None
            after = searchable(now) if now else None
            rows.append(_node_row(node, now, after))
            if before is None or after is None or before.marked != after.marked:
                forgotten += [(node, before.marked, before.folded)] if before else []
                found += [(node, after.marked, after.folded)] if after else []
        self._session.many("forget_words", forgotten)
        self._session.many("set_node", rows)
        self._session.many("put_words", found)
        self._session.run_listed("remove_idle_nodes", idle, "ids")

    # -- judgements -------------------------------------------------------------------------------------------------

    def judge(self, wrong: Set[EdgeEnds]) -> None:
        """See Made."""
        self._session.run("clear_wrong")
        if not wrong:
            return
        reading = Reading(self._session.connection)
        leads = reading.resolve_all({end for source, _, target in wrong for end in (source, target)})
        rows = [(leads[s], kind, leads[t]) for s, kind, t in wrong if s in leads and t in leads]
        self._session.many("put_wrong", rows)


def _numbered(texts: Iterable[str], last: int) -> list[tuple[str, int]]:
    return [(text, n) for n, text in enumerate(texts, last + 1)]


def _statings(claim: Said, made: Derived, ids: Mapping[str, int]) -> list[tuple[object, ...]]:
    rank = claim.stored.rank
    of_text = int(claim.stored.claim.evidence.origin == "text")
    return [
        (ids[e.source], e.kind, ids[e.target], e.qualifier, claim.n, rank, of_text, canonical(dict(properties)))
        for e, properties in once(made.edges)
    ]


def _node_row(node: int, now: Node | None, found: Searchable | None) -> tuple[object, ...]:
    if now is None or found is None:
        return (None, "", "{}", "", "", "", "", 0, node)
    known_from = str(now.properties.get("known_from") or "")
    status = str(now.properties.get("status") or "") if now.label == "Document" else ""
    properties = canonical(dict(now.properties))
    return (now.label, now.name, properties, known_from, status, found.number, found.bare, found.length, node)
