"""What claims made, in a Neo4j database.

A source keeps its claims as a list and what they made beside it (``neo4j_made``). An edge is one relationship of its
kind, with the number of claims behind it and what the best of them says; a node that is no document keeps what claims
say of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from graph.claims import Claim, Ref
from graph.derivation import Derived, NameOf, derive, once, rank_of_claim
from graph.merging import EdgeEnds
from graph.nodes import Node, Value
from graph.stores.neo4j_edges import Edges
from graph.stores.neo4j_entities import Entities
from graph.stores.neo4j_keys import Neo4jKeys, resolve_all
from graph.stores.neo4j_made import Ends, SourceMade, Stated, naming_all, naming_any, unpacked
from graph.stores.neo4j_session import Neo4jSession, bounded
from graph.stores.records import Said, said_of
from graph.stores.surroundings import surroundings


class Neo4jMade:
    """What claims made; see Made. Claims of one source are taken back and derived again all together."""

    def __init__(self, session: Neo4jSession, reading: Neo4jSession, keys: Neo4jKeys, name_of: NameOf) -> None:
        self._session, self._reading, self._keys, self._name_of = session, reading, keys, name_of
        self._entities = Entities(session, keys)
        self._edges = Edges(session, self._stating)
        self._made: dict[str, SourceMade] = {}

    # -- claims -----------------------------------------------------------------------------------------------------

    def put_claims(self, texts: Mapping[str, Mapping[str, Claim]]) -> dict[str, list[Said]]:
        """See Made."""
        self._session.many("put_said", ((locator, list(claims)) for locator, claims in texts.items()))
        self._made.update((locator, SourceMade()) for locator in texts)
        return {
            locator: [said_of(locator, text, n, claim) for n, (text, claim) in enumerate(claims.items())]
            for locator, claims in texts.items()
        }

    def take_out(self, locators: Iterable[str]) -> None:
        """See Made."""
        asked = list(locators)
        self.forget(self._said(asked))

    def stale(self, refs: Mapping[str, Set[Ref]], nodes: Set[Any]) -> dict[str, list[Said]]:
        """See Made."""
        named = {locator for (locator,) in self._session.each("sources_naming", naming_any(nodes), "questions")}
        return self._said(sorted({*refs, *named}))

    def _said(self, locators: Iterable[str]) -> dict[str, list[Said]]:
        rows = self._session.each("said", locators, "locators")
        return {locator: [said_of(locator, text, n) for n, text in enumerate(said)] for locator, said in rows}

    def forget(self, said: Mapping[str, Sequence[Said]]) -> None:
        """See Made."""
        session = self._session
        for locator, names, packed in session.each("made", said, "locators"):
            made, claims = unpacked(names, packed), said[locator]
            for node, (_, wordings) in made.named.items():
                self._entities.said(node, wordings, -1)
            for ends, claim in made.stated:
                self._edges.less(ends, rank_of_claim(claims[claim].stored), _is_of_text(claims[claim]))
            self._made[locator] = SourceMade()
        session.run_listed("clear_refused", said, "locators")

    # -- what they make ---------------------------------------------------------------------------------------------

    def put(self, derived: Sequence[tuple[Said, Derived]]) -> None:
        """See Made. Written by ``finish``, when all nodes are there."""
        ids = self._keys.ids(_keys_of(derived))
        refused: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for said, made in derived:
            self._name(self._made[said.stored.source], said.n, made, ids)
            if made.edges:
                self._state(self._made[said.stored.source], said, made, ids)
            if made.kept_out:
                refused[said.stored.source].append((said.n, made.kept_out))
        rows = ((locator, [n for n, _ in pairs], [why for _, why in pairs]) for locator, pairs in refused.items())
        self._session.many("set_refused", rows)

    def _name(self, kept: SourceMade, n: int, made: Derived, ids: Mapping[str, str]) -> None:
        for key in made.documents:
            kept.name(ids[key], n)
        for node, wording in dict.fromkeys(self._entities.wording(ids[naming.key], naming) for naming in made.namings):
            kept.name(node, n, wording)
            self._entities.said(node, (wording,), 1)

    def _state(self, kept: SourceMade, said: Said, made: Derived, ids: Mapping[str, str]) -> None:
        rank, of_text = rank_of_claim(said.stored), _is_of_text(said)
        for edge, properties in once(made.edges):
            ends = (ids[edge.source], edge.kind, ids[edge.target], edge.qualifier)
            kept.stated.append(Stated(ends, said.n))
            self._edges.more(ends, rank, of_text, properties)

    # -- nodes and edges --------------------------------------------------------------------------------------------

    def finish(self, documents: Mapping[Any, Node | None]) -> None:
        """See Made."""
        made, gone = self._entities.write(documents)
        self._session.many("put_made", ((locator, *kept.packed()) for locator, kept in self._made.items()))
        self._edges.write(made)
        self._session.run_listed("remove_entities", gone, "ids")

    def _stating(self, ends: Ends) -> Iterator[tuple[str, Mapping[str, Value]]]:
        """Rank and properties of each claim that states an edge, once it is written what sources made."""
        found: list[Said] = []
        for locator, names, made, said in self._session.rows("naming_both", question=naming_all(ends[0], ends[2])):
            places = [stated.claim for stated in unpacked(names, made).stated if stated.ends == ends]
            found += [said_of(locator, said[place], place) for place in places]
        around = surroundings(self._session, self._keys, self._name_of, {said.stored.source for said in found})
        for said in found:
            for edge, properties in once(derive(said.stored.claim, around[said.stored.source]).edges):
                if (bounded(edge.source), edge.kind, bounded(edge.target), edge.qualifier) == ends:
                    yield rank_of_claim(said.stored), properties

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


def _is_of_text(said: Said) -> bool:
    return said.stored.claim.evidence.origin == "text"
