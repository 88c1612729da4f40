"""What follows from the writes of one transaction of the SQLite store.

The order of the work: claims of changed sources out and in, documents of the touched blocks resolved, claims whose refs
lead elsewhere derived anew, nodes named by what changed put together again.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.claims import Claim, Source
from graph.derivation import (
    Derived,
    NameOf,
    Naming,
    Outcome,
    Surroundings,
    derive,
    events_of,
    once,
    rank_of_claim,
    refs_of,
)
from graph.documents import document_node
from graph.facts import facts_to_json, local_documents
from graph.identity import block_of, guest_block
from graph.judgements import IdentityJudgement, Judgement
from graph.merging import wrong_edges
from graph.resolution import bound_alias
from graph.serial import (
    canonical,
    claim_from_json,
    claim_id,
    claim_to_json,
    short_hash,
)
from graph.store import StoredClaim
from graph.stores.sql_session import Session
from graph.stores.sqlite_documents import Documents, Settled
from graph.stores.sqlite_nodes import renamed_nodes, write_nodes
from graph.stores.sqlite_reading import Reading
from graph.stores.sqlite_rows import Keys


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A claim with its number in the file."""

    n: int
    stored: StoredClaim


class Flush:
    """What follows from a transaction's writes, step by step."""

    def __init__(self, session: Session, name_of: NameOf, judgements: list[Judgement]) -> None:
        self._session, self._name_of, self._all_judgements = session, name_of, judgements
        self._keys = Keys(session)
        self._profiles: Counter[int] = Counter()
        self._variants: Counter[int] = Counter()
        self._variant_rows: dict[int, tuple[int, str]] = {}
        self._new: dict[str, list[_Numbered]] = {}
        self._settled = Settled()
        self._touched: set[int] = set()

    # -- claims out and in ------------------------------------------------------------------------------------------

    def replace(self, puts: Mapping[str, tuple[Source, Sequence[Claim]] | None]) -> None:
        """Takes out what changed sources said and puts in what they say now."""
        session = self._session
        known = dict(session.each("source_ids", puts, "locators"))
        self._take_out(known)
        session.run_listed("remove_sources", [locator for locator, put in puts.items() if put is None], "locators")
        sources = [put[0] for put in puts.values() if put is not None]
        session.many(
            "put_source",
            ((s.locator, s.content_hash, s.grammar, s.registry, s.medium, s.encoding, s.reader) for s in sources),
        )
        ids = dict(session.each("source_ids", (s.locator for s in sources), "locators"))
        last = session.rows("last_claim")[0][0]
        rows: list[tuple[object, ...]] = []
        locals_: list[tuple[object, ...]] = []
        stated: dict[int, tuple[str, str, str]] = {}
        uses: Counter[int] = Counter()
        for put in puts.values():
            if put is None:
                continue
            locator, claims = put[0].locator, put[1]
            texts = {canonical(claim_to_json(claim)): claim for claim in claims}
            numbered = []
            for text, claim in texts.items():
                last += 1
                stored = StoredClaim(claim_id(locator, text), locator, claim)
                numbered.append(_Numbered(last, stored))
                rows.append((last, stored.id, ids[locator], text, ""))
            self._new[locator] = numbered
            locals_ += self._local_rows(locator, [claim.stored for claim in numbered], stated, uses)
        session.many("put_claim", rows)
        session.many("count_profile", ((n, *stated[n], uses[n]) for n in stated))
        session.many("put_local", locals_)
        self._profiles.update(uses)

    def _take_out(self, known: Mapping[str, int]) -> None:
        session = self._session
        claims = [n for (n,) in session.each("claim_numbers", known.values(), "ids")]
        self._forget_derived(claims)
        lost: Counter[int] = Counter()
        for n, count in session.each("profiles_said", known, "locators"):
            lost[n] += count
        session.many("uncount_profile", ((count, n) for n, count in lost.items()))
        self._profiles.subtract(lost)
        session.run_listed("remove_locals", known, "locators")
        session.run_listed("remove_claims", known.values(), "ids")

    def _local_rows(
        self, locator: str, claims: Sequence[StoredClaim], stated: dict[int, tuple[str, str, str]], uses: Counter[int]
    ) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        for local in local_documents(locator, (stored.claim for stored in claims)):
            text = canonical(facts_to_json(local.facts))
            n = number_of_text(text)
            stated[n] = (block_of(local.facts), guest_block(local.facts), text)
            uses[n] += 1
            rows.append((locator, local.ref, n, local.office, None, bound_alias(local.facts, locator)))
        documents = {row[1] for row in rows}
        events = {ref: key for ref, key in events_of(claims).items() if ref not in documents}
        ids = self._keys.ids(events.values())
        return rows + [(locator, ref, None, "", ids[key], "") for ref, key in events.items()]

    # -- documents --------------------------------------------------------------------------------------------------

    def settle(self, locators: Iterable[str], rejudged: Iterable[IdentityJudgement]) -> None:
        """Resolves the touched documents."""
        documents = Documents(self._session, self._keys, self._all_judgements, self._profiles)
        self._settled = documents.settle(locators, rejudged)
        self._session.run_listed("remove_unsaid_profiles", self._profiles, "profiles")

    # -- claims derived ---------------------------------------------------------------------------------------------

    def derive_all(self) -> None:
        """Derives the new claims, and those others whose refs or bodies lead elsewhere than before."""
        stale = self._stale()
        old = [claim.n for claims in stale.values() for claim in claims]
        self._forget_derived(old)
        self._session.run_listed("clear_kept_out", old, "claims")
        work = {**stale, **self._new}
        final = self._final()
        outcomes, offices = self._outcomes(work)
        derived: list[tuple[_Numbered, Derived]] = []
        for locator, claims in work.items():
            around = Surroundings(outcomes[locator], final, self._name_of, offices[locator])
            derived += [(claim, derive(claim.stored.claim, around)) for claim in claims]
        self._put_derived(derived)

    def _stale(self) -> dict[str, list[_Numbered]]:
        """Kept claims that name a moved ref, or a body whose merging changed."""
        named = self._session.each("claims_naming", self._settled.merged, "ids")
        by_body: dict[str, set[int]] = defaultdict(set)
        for n, locator in named:
            by_body[locator].add(n)
        refs = {locator: r for locator, r in self._settled.refs.items() if locator not in self._new}
        locators = {*refs, *by_body} - self._new.keys()
        ids = {source: locator for locator, source in self._session.each("source_ids", locators, "locators")}
        stale: dict[str, list[_Numbered]] = defaultdict(list)
        for n, source, id_, text in self._session.each("claims_of_sources", ids, "ids"):
            locator = ids[source]
            claim = claim_from_json(json.loads(text))
            if n in by_body[locator] or not refs.get(locator, set()).isdisjoint(refs_of(claim)):
                stale[locator].append(_Numbered(n, StoredClaim(id_, locator, claim)))
        return stale

    def _final(self) -> Callable[[str], str]:
        merged = dict(self._session.rows("merged"))
        if not merged:
            return _same
        names = self._keys.keys({*merged, *merged.values()})
        by_key = {names[node]: names[kept] for node, kept in merged.items()}
        return lambda key: by_key.get(key, key)

    def _outcomes(self, locators: Iterable[str]) -> tuple[dict[str, dict[str, Outcome]], dict[str, dict[str, str]]]:
        outcomes: dict[str, dict[str, Outcome]] = defaultdict(dict)
        offices: dict[str, dict[str, str]] = defaultdict(dict)
        for locator, ref, office, key, issuer in self._session.each("outcomes", locators, "locators"):
            outcomes[locator][ref] = Outcome(key, issuer or "")
            offices[locator][ref] = office
        return outcomes, offices

    def _put_derived(self, derived: Sequence[tuple[_Numbered, Derived]]) -> None:
        keys = {key for _, made in derived for key in made.documents}
        keys |= {naming.key for _, made in derived for naming in made.namings}
        keys |= {end for _, made in derived for edge, _ in made.edges for end in (edge.source, edge.target)}
        ids = self._keys.ids(keys)
        namings: set[tuple[int, int, int]] = set()
        statings: list[tuple[object, ...]] = []
        reasons: list[tuple[str, int]] = []
        for claim, made in derived:
            namings.update((claim.n, ids[key], 0) for key in made.documents)
            variants = {self._variant(naming, ids) for naming in made.namings}
            namings.update((claim.n, self._variant_rows[n][0], n) for n in variants)
            self._variants.update(variants)
            rank = rank_of_claim(claim.stored)
            of_text = int(claim.stored.claim.evidence.origin == "text")
            for edge, said in once(made.edges):
                ends = (ids[edge.source], edge.kind, ids[edge.target], edge.qualifier)
                statings.append((*ends, claim.n, rank, of_text, canonical(dict(said))))
            if made.kept_out:
                reasons.append((made.kept_out, claim.n))
        self._session.many("put_naming", sorted(namings))
        self._session.many("put_stating", statings)
        self._session.many("set_kept_out", reasons)

    def _variant(self, naming: Naming, ids: Mapping[str, int]) -> int:
        text = canonical([naming.key, naming.label, naming.name, dict(naming.properties), naming.rank])
        n = number_of_text(text)
        self._variant_rows[n] = (ids[naming.key], text)
        return n

    def _forget_derived(self, claims: Sequence[int]) -> None:
        """Takes back what claims made."""
        if not claims:
            return
        for n, count in self._session.each("variants_said", claims, "claims"):
            self._variants[n] -= count
        self._session.run_listed("remove_namings", claims, "claims")
        self._session.run_listed("remove_statings", claims, "claims")

    # -- nodes ------------------------------------------------------------------------------------------------------

    def put_nodes(self) -> None:
        """Puts together again the nodes of which something else is said than before."""
        nodes = renamed_nodes(self._session, self._variants, self._variant_rows)
        for node, document in self._settled.documents.items():
            nodes[node] = document_node(document, self._name_of) if document else None
        write_nodes(self._session, nodes)

    # -- judgements -------------------------------------------------------------------------------------------------

    def judge_edges(self) -> None:
        """Marks the edges judged wrong, at the nodes their keys lead to now."""
        edges = wrong_edges(self._all_judgements)
        self._session.run("clear_wrong")
        if not edges:
            return
        reading = Reading(self._session.connection)
        leads = reading.resolve_all({end for source, _, target in edges for end in (source, target)})
        rows = [(leads[s], kind, leads[t]) for s, kind, t in edges if s in leads and t in leads]
        self._session.many("put_wrong", rows)


def _same(key: str) -> str:
    return key


def number_of_text(text: str) -> int:
    """A number for a text, equal for equal texts: 63 bits of its hash."""
    return int(short_hash(text), 16) >> 1
