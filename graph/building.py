"""The whole graph from claims and judgements, in one go: what every store must come to.

Plain and never optimised; the memory store keeps nothing else. Stores that work piece by piece are compared with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import networkx as nx

from graph.claims import Ref
from graph.derivation import (
    Derived,
    NameOf,
    Naming,
    Outcome,
    Surroundings,
    bodies_of,
    derive,
    events_of,
    node_of,
    once,
    plain_key,
    refs_of,
)
from graph.documents import Document, document_node, joined, rank_of
from graph.facts import Facts, LocalDocument, local_documents
from graph.identity import TITLE_BLOCK, block_of, guest_block
from graph.judgements import Judgement
from graph.merging import kept_apart, lead, merged_keys, wrong_edges
from graph.nodes import Node, Value
from graph.profiles import Profile
from graph.resolution import bound, bound_alias, resolve_block, scope_of
from graph.serial import canonical
from graph.store import KeptOut, StoredClaim


@dataclass(frozen=True, slots=True)
class Stated:
    """One claim behind an edge. In order of ``rank``: the highest confidence, then the least claim id."""

    rank: str
    stored: StoredClaim
    properties: Mapping[str, Value]


@dataclass(slots=True)
class Graph:
    """Nodes, edges and all that is answered from them. The keys of ``edges`` are (kind, qualifier), each edge carries
    its ``claims`` (a list of Stated, best first). ``aliases`` leads from every key to nodes; ``wrong`` holds (source,
    kind, target)."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: nx.MultiDiGraph[str] = field(default_factory=nx.MultiDiGraph)
    aliases: dict[str, set[str]] = field(default_factory=dict)
    claims_at: dict[str, list[StoredClaim]] = field(default_factory=dict)
    claims: dict[str, list[StoredClaim]] = field(default_factory=dict)
    kept_out: list[KeptOut] = field(default_factory=list)
    wrong: set[tuple[str, str, str]] = field(default_factory=set)


def build(claims: Mapping[str, Sequence[StoredClaim]], judgements: Sequence[Judgement], name_of: NameOf) -> Graph:
    """The graph that ``claims`` (by locator) and ``judgements`` make."""
    graph = Graph()
    locals_ = {locator: local_documents(locator, (s.claim for s in claims[locator])) for locator in sorted(claims)}
    documents, leads = _resolved(locals_, judgements)
    merged = _lay_aliases(graph, documents, _bound_aliases(locals_, leads), judgements)
    chosen = _lay_documents(graph, documents, merged, name_of)
    namings: dict[str, Counter[str]] = defaultdict(Counter)
    variants: dict[str, Naming] = {}
    for locator, local in locals_.items():
        outcomes = {ref: chosen[merged.get(key, key)] for ref, key in leads[locator].items()}
        events = events_of(claims[locator])
        outcomes = {ref: Outcome(merged.get(key, key)) for ref, key in events.items()} | outcomes
        offices = {document.ref: document.office for document in local}
        around = Surroundings(outcomes, lambda key: merged.get(key, key), name_of, offices)
        graph.claims[locator] = []
        for stored in claims[locator]:
            _lay_claim(graph, stored, derive(stored.claim, around), around, namings, variants)
    for key, counted in namings.items():
        graph.nodes[key] = node_of([(variants[text], uses) for text, uses in counted.items()])
    _lay_judged(graph, judgements)
    return graph


def _resolved(
    locals_: Mapping[str, list[LocalDocument]], judgements: Sequence[Judgement]
) -> tuple[dict[str, Document], dict[str, dict[Ref, str]]]:
    """The documents before merging, by key, and the key each ref leads to, by locator."""
    stated: dict[Facts, list[str]] = defaultdict(list)
    for locator, local in locals_.items():
        for document in local:
            stated[document.facts].append(locator)
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for facts, locators in stated.items():
        blocks[block_of(facts)].append(Profile(facts, len(locators), min(locators)))
    apart = kept_apart(judgements)
    shared: dict[str, list[Document]] = defaultdict(list)
    meant: dict[Facts, Document] = {}
    scoped: set[Facts] = set()
    titles = {block for block in blocks if block.startswith(TITLE_BLOCK)}
    for now in (blocks.keys() - titles, titles):
        guests = _guests(shared) if now is titles else {}
        for block in sorted(now):
            resolution = resolve_block(blocks[block], apart, guests.get(block, ()))
            for found in resolution.documents:
                shared[found.key].append(found)
            for found in (*resolution.documents, *resolution.scoped):
                meant.update({profile.facts: found for profile in found.members})
            scoped.update(profile.facts for found in resolution.scoped for profile in found.members)
    documents = {key: joined(key, parts) for key, parts in shared.items()}
    leads: dict[str, dict[Ref, str]] = {}
    for locator, local in locals_.items():
        leads[locator] = {d.ref: meant[d.facts].key for d in local if d.facts not in scoped}
        alone = [d for d in local if d.facts in scoped]
        for whole, refs in _bound_documents(locator, alone, meant):
            documents[whole.key] = whole
            leads[locator] |= dict.fromkeys(refs, whole.key)
    return documents, leads


def _guests(shared: Mapping[str, list[Document]]) -> dict[str, list[Document]]:
    """The documents that can be meant in each block of titles."""
    guests: dict[str, list[Document]] = defaultdict(list)
    for key, parts in shared.items():
        document = joined(key, parts)
        for title in {guest_block(profile.facts) for profile in document.members} - {""}:
            guests[title].append(document)
    return guests


def _bound_documents(
    locator: str, local: Iterable[LocalDocument], meant: Mapping[Facts, Document]
) -> list[tuple[Document, list[Ref]]]:
    """The documents bound to one source, with the refs that lead to each."""
    by_key: dict[str, list[LocalDocument]] = defaultdict(list)
    for document in local:
        by_key[meant[document.facts].key].append(document)
    result = []
    for same in by_key.values():
        uses = Counter(document.facts for document in same)
        members = [Profile(facts, count, locator) for facts, count in uses.items()]
        result.append((bound(scope_of(meant[same[0].facts]), locator, members), [document.ref for document in same]))
    return result


def _bound_aliases(
    locals_: Mapping[str, list[LocalDocument]], leads: Mapping[str, Mapping[Ref, str]]
) -> dict[str, set[str]]:
    """The keys that references had while they were bound to their source."""
    found: dict[str, set[str]] = defaultdict(set)
    for locator, local in locals_.items():
        for document in local:
            alias = bound_alias(document.facts, locator)
            if alias:
                found[alias].add(leads[locator][document.ref])
    return found


def _lay_aliases(
    graph: Graph, documents: Mapping[str, Document], before: dict[str, set[str]], judgements: Sequence[Judgement]
) -> dict[str, str]:
    """Fills ``graph.aliases`` (``before``: those of references); the keys that are merged into others."""
    for key, document in documents.items():
        for alias in document.aliases | {key}:
            before[alias].add(key)

    def rank(key: str) -> tuple[int, str]:
        return rank_of(documents.get(key), key)

    merged = merged_keys(judgements, lambda key: lead(before, key), rank)
    for alias, keys in before.items():
        graph.aliases[alias] = {merged.get(key, key) for key in keys}
    for key, kept in merged.items():
        graph.aliases.setdefault(key, set()).add(kept)
    return merged


def _lay_documents(
    graph: Graph, documents: Mapping[str, Document], merged: Mapping[str, str], name_of: NameOf
) -> dict[str, Outcome]:
    """Adds the document nodes; what each node key means to a ref."""
    parts: dict[str, list[Document]] = defaultdict(list)
    for key, document in documents.items():
        parts[merged.get(key, key)].append(document)
    chosen = {}
    for key, same in parts.items():
        document = joined(key, same)
        graph.nodes[key] = document_node(document, name_of)
        chosen[key] = Outcome(key, document.facts.issuer)
    return chosen


def _lay_claim(
    graph: Graph,
    stored: StoredClaim,
    made: Derived,
    around: Surroundings,
    namings: dict[str, Counter[str]],
    variants: dict[str, Naming],
) -> None:
    """Adds what one claim makes."""
    stored = replace(stored, nodes=nodes_named(stored, around))
    graph.claims[stored.source].append(stored)
    texts = {canonical([n.key, n.label, n.name, dict(n.properties), n.rank]): n for n in made.namings}
    variants.update(texts)
    for text, naming in texts.items():
        namings[naming.key][text] += 1
    for key in sorted({*made.documents, *(naming.key for naming in made.namings)}):
        graph.claims_at.setdefault(key, []).append(stored)
    rank = stored.rank
    for edge, properties in once(made.edges):
        ends = (edge.source, edge.target, (edge.kind, edge.qualifier))
        if not graph.edges.has_edge(*ends):
            graph.edges.add_edge(*ends, claims=[])
        claims = graph.edges.edges[ends]["claims"]
        claims.append(Stated(rank, stored, properties))
        claims.sort(key=lambda stated: stated.rank)
    if made.kept_out:
        graph.kept_out.append(KeptOut(stored, made.kept_out))


def nodes_named(stored: StoredClaim, around: Surroundings) -> dict[str, str]:
    """The node keys the refs and bodies of a claim lead to, by ref and body key."""
    refs = {ref: around.outcomes[ref].key for ref in refs_of(stored.claim) if ref in around.outcomes}
    return refs | {body.key: around.final(plain_key(body.key)) for body in bodies_of(stored.claim)}


def _lay_judged(graph: Graph, judgements: Sequence[Judgement]) -> None:
    for source, kind, target in wrong_edges(judgements):
        graph.wrong.add((leads_to(graph, source) or source, kind, leads_to(graph, target) or target))


def leads_to(graph: Graph, key: str) -> str | None:
    """The key of the node that ``key`` leads to: its own, an alias of one node, or what begins with such a key."""
    if key in graph.nodes:
        return key
    nodes = graph.aliases.get(key, set())
    if len(nodes) == 1 and (only := next(iter(nodes))) in graph.nodes:
        return only
    stating, mark, rest = key.partition("#")
    if mark and (kept := leads_to(graph, stating)) and f"{kept}#{rest}" in graph.nodes:
        return f"{kept}#{rest}"
    return None
