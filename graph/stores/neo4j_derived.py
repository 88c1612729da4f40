"""What claims made, in a Neo4j database.

A source keeps its claims as a list and leads to each node they name (NAMES) and to the target of each edge they state
(STATES), with the numbers of those claims. An edge is one relationship of its kind, with the number of claims behind it
and what the best of them says; a node that is no document keeps in ``wordings`` what claims say of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from graph.claims import Claim, Ref
from graph.derivation import Derived, Naming, once
from graph.merging import EdgeEnds
from graph.nodes import Node
from graph.serial import canonical
from graph.stores.neo4j_edges import Edges, Ends, Stating, edge_number
from graph.stores.neo4j_entities import Entities
from graph.stores.neo4j_keys import Neo4jKeys, resolve_all
from graph.stores.neo4j_session import Neo4jSession
from graph.stores.records import Said, said_of


class Neo4jMade:
    """What claims made; see Made. Claims of one source are taken back and derived again all together."""

    def __init__(self, session: Neo4jSession, reading: Neo4jSession, keys: Neo4jKeys) -> None:
        self._session, self._reading, self._keys = session, reading, keys
        self._entities = Entities(session, keys)
        self._edges = Edges(session)
        self._namings: dict[str, dict[str, tuple[set[int], list[str]]]] = {}
        self._statings: dict[str, dict[Ends, Stating]] = {}

    # -- claims -----------------------------------------------------------------------------------------------------

    def put_claims(self, texts: Mapping[str, Mapping[str, Claim]]) -> dict[str, list[Said]]:
        """See Made."""
        self._session.many("put_said", ((locator, list(claims)) for locator, claims in texts.items()))
        return {
            locator: [said_of(locator, text, n, claim) for n, (text, claim) in enumerate(claims.items())]
            for locator, claims in texts.items()
        }

    def take_out(self, locators: Iterable[str]) -> None:
        """See Made."""
        self._forget(list(locators))

    def stale(self, refs: Mapping[str, Set[Ref]], nodes: Set[Any]) -> dict[str, list[Said]]:
        """See Made."""
        named = {locator for (locator,) in self._session.each("sources_naming", nodes, "ids")}
        rows = self._session.each("said", sorted({*refs, *named}), "locators")
        return {locator: [said_of(locator, text, n) for n, text in enumerate(said)] for locator, said in rows}

    def forget(self, said: Mapping[str, Sequence[Said]]) -> None:
        """See Made."""
        self._forget(list(said))

    def _forget(self, locators: Sequence[str]) -> None:
        session = self._session
        for node, wordings in session.each("take_namings", locators, "locators"):
            self._entities.said(node, wordings or (), -1)
        for source, kind, target, qualifier, *stating in session.each("take_statings", locators, "locators"):
            self._edges.less((source, kind, target, qualifier), *stating)
        session.run_listed("clear_refused", locators, "locators")

    # -- what they make ---------------------------------------------------------------------------------------------

    def put(self, derived: Sequence[tuple[Said, Derived]]) -> None:
        """See Made. Written by ``finish``, when all nodes are there."""
        ids = self._keys.ids(_keys_of(derived))
        refused: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for said, made in derived:
            locator = said.stored.source
            self._name(self._namings.setdefault(locator, {}), said.n, made, ids)
            self._state(self._statings.setdefault(locator, {}), said, made, ids)
            if made.kept_out:
                refused[locator].append((said.n, made.kept_out))
        rows = ((locator, [n for n, _ in pairs], [why for _, why in pairs]) for locator, pairs in refused.items())
        self._session.many("set_refused", rows)

    def _name(
        self, named: dict[str, tuple[set[int], list[str]]], n: int, made: Derived, ids: Mapping[str, str]
    ) -> None:
        for key in made.documents:
            named.setdefault(ids[key], (set(), []))[0].add(n)
        for wording in {_wording(naming): naming for naming in made.namings}.items():
            node = ids[wording[1].key]
            claims, wordings = named.setdefault(node, (set(), []))
            claims.add(n)
            wordings.append(self._entities.wording(node, *wording))

    @staticmethod
    def _state(stated: dict[Ends, Stating], said: Said, made: Derived, ids: Mapping[str, str]) -> None:
        rank = said.stored.rank
        of_text = said.stored.claim.evidence.origin == "text"
        for edge, properties in once(made.edges):
            ends = (ids[edge.source], edge.kind, ids[edge.target], edge.qualifier)
            stated.setdefault(ends, Stating()).add(said.n, rank, of_text, properties)

    # -- nodes and edges --------------------------------------------------------------------------------------------

    def finish(self, documents: Mapping[Any, Node | None]) -> None:
        """See Made."""
        for named in self._namings.values():
            for node, (_, wordings) in named.items():
                self._entities.said(node, wordings, 1)
        for stated in self._statings.values():
            for ends, stating in stated.items():
                self._edges.more(ends, stating)
        made, gone = self._entities.write(documents)
        self._edges.look(made)
        self._session.many("put_namings", filter(None, map(_namings_row, self._namings.items())))
        self._session.many("put_statings", filter(None, map(_statings_row, self._statings.items())))
        self._edges.write()
        self._session.run_listed("remove_entities", gone, "ids")

    def judge(self, wrong: Set[EdgeEnds]) -> None:
        """See Made."""
        leads = resolve_all(self._reading, {end for source, _, target in wrong for end in (source, target)})
        self._edges.judge({(leads[s], kind, leads[t]) for s, kind, t in wrong if s in leads and t in leads})


def _keys_of(derived: Iterable[tuple[Said, Derived]]) -> set[str]:
    keys: set[str] = set()
    for _, made in derived:
        keys.update(made.documents)
        keys.update(naming.key for naming in made.namings)
        keys.update(end for edge, _ in made.edges for end in (edge.source, edge.target))
    return keys


def _wording(naming: Naming) -> str:
    return canonical([naming.label, naming.name, dict(naming.properties), naming.rank])


def _namings_row(item: tuple[str, dict[str, tuple[set[int], list[str]]]]) -> tuple[str, list[Any]] | None:
    locator, named = item
    return (locator, [(node, sorted(said), words or None) for node, (said, words) in named.items()]) if named else None


def _statings_row(item: tuple[str, dict[Ends, Stating]]) -> tuple[str, list[Any]] | None:
    locator, stated = item
    rows = [
        (*ends, edge_number(ends), s.claims, s.texts, s.rank, canonical(dict(s.properties)) if s.properties else None)
        for ends, s in stated.items()
    ]
    return (locator, rows) if rows else None
