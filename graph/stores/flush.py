"""What follows from the writes of one transaction, the same over every database.

The order of the work: claims of changed sources out and in, documents of the touched blocks resolved, claims whose refs
lead elsewhere derived anew, nodes and edges of which something else is said put together again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from graph.claims import Claim, Source
from graph.derivation import Derived, NameOf, Outcome, Surroundings, derive, events_of
from graph.documents import document_node
from graph.facts import facts_to_json, local_documents
from graph.identity import block_of, guest_block
from graph.judgements import IdentityJudgement, Judgement
from graph.merging import wrong_edges
from graph.resolution import bound_alias
from graph.serial import canonical, claim_to_json
from graph.stores.records import Keys, Made, NodeId, Said, Statements, number_of_text
from graph.stores.settling import Documents, Settled

#: What is put, by locator; None where the source is removed.
Puts = Mapping[str, "tuple[Source, Sequence[Claim]] | None"]


class Flush:
    """What follows from a transaction's writes, step by step."""

    def __init__(
        self, session: Statements, keys: Keys, made: Made, name_of: NameOf, judgements: Sequence[Judgement]
    ) -> None:
        self._session, self._keys, self._made = session, keys, made
        self._name_of, self._judgements = name_of, list(judgements)
        self._profiles: Counter[int] = Counter()
        self._new: dict[str, list[Said]] = {}
        self._settled = Settled()

    def run(self, puts: Puts, rejudged: Iterable[IdentityJudgement]) -> None:
        """Brings everything in step with what was put, removed and judged."""
        self._replace(puts)
        self._settle(puts, rejudged)
        self._derive()
        changed = self._settled.documents
        self._made.finish({n: document_node(d, self._name_of) if d else None for n, d in changed.items()})
        self._made.judge(wrong_edges(self._judgements))

    # -- claims out and in ------------------------------------------------------------------------------------------

    def _replace(self, puts: Puts) -> None:
        """Takes out what changed sources said and puts in what they say now."""
        session = self._session
        known = [locator for (locator,) in session.each("known_sources", puts, "locators")]
        self._take_out(known)
        session.run_listed("remove_sources", [locator for locator in known if puts[locator] is None], "locators")
        said = [put for put in puts.values() if put is not None]
        session.many(
            "put_source",
            ((s.locator, s.content_hash, s.grammar, s.registry, s.medium, s.encoding, s.reader) for s, _ in said),
        )
        texts = {s.locator: {canonical(claim_to_json(claim)): claim for claim in claims} for s, claims in said}
        self._new = self._made.put_claims(texts)
        self._put_locals()

    def _take_out(self, known: Sequence[str]) -> None:
        if not known:
            return
        session = self._session
        self._made.take_out(known)
        lost: Counter[int] = Counter()
        for n, count in session.each("profiles_said", known, "locators"):
            lost[n] += count
        session.many("uncount_profile", ((count, n) for n, count in lost.items()))
        self._profiles.subtract(lost)
        session.run_listed("remove_locals", known, "locators")

    def _put_locals(self) -> None:
        """Keeps what the new claims say of documents and events, each wording of a document once."""
        stated: dict[int, tuple[str, str, str]] = {}
        uses: Counter[int] = Counter()
        documents: list[tuple[object, ...]] = []
        events: list[tuple[str, str, str]] = []
        for locator, claims in self._new.items():
            refs = set()
            for local in local_documents(locator, (said.stored.claim for said in claims)):
                text = canonical(facts_to_json(local.facts))
                n = number_of_text(text)
                stated[n] = (block_of(local.facts), guest_block(local.facts), text)
                uses[n] += 1
                refs.add(local.ref)
                documents.append((locator, local.ref, n, local.office, bound_alias(local.facts, locator)))
            named = events_of(said.stored for said in claims)
            events += [(locator, ref, key) for ref, key in named.items() if ref not in refs]
        self._session.many("count_profile", ((n, *stated[n], uses[n]) for n in stated))
        self._session.many("put_local", documents)
        ids = self._keys.ids(key for _, _, key in events)
        self._session.many("put_event", ((locator, ref, ids[key]) for locator, ref, key in events))
        self._profiles.update(uses)

    # -- documents --------------------------------------------------------------------------------------------------

    def _settle(self, locators: Iterable[str], rejudged: Iterable[IdentityJudgement]) -> None:
        """Resolves the touched documents."""
        documents = Documents(self._session, self._keys, self._judgements, self._profiles)
        self._settled = documents.settle(locators, rejudged)
        self._session.run_listed("remove_unsaid_profiles", self._profiles, "profiles")

    # -- claims derived ---------------------------------------------------------------------------------------------

    def _derive(self) -> None:
        """Derives the new claims, and those others whose refs or bodies lead elsewhere than before."""
        moved = {locator: refs for locator, refs in self._settled.refs.items() if locator not in self._new}
        stale = self._made.stale(moved, self._settled.merged)
        stale = {locator: said for locator, said in stale.items() if locator not in self._new}
        self._made.forget(stale)
        work = {**stale, **self._new}
        final, outcomes, offices = self._leading(work)
        derived: list[tuple[Said, Derived]] = []
        for locator, claims in work.items():
            around = Surroundings(outcomes[locator], final, self._name_of, offices[locator])
            derived += [(said, derive(said.stored.claim, around)) for said in claims]
        self._made.put(derived)

    def _leading(
        self, locators: Iterable[str]
    ) -> tuple[Callable[[str], str], dict[str, dict[str, Outcome]], dict[str, dict[str, str]]]:
        """Where keys are merged into, where refs lead, and whose office a signer holds; the latter two by locator."""
        merged: dict[NodeId, NodeId] = dict(self._session.rows("merged"))
        rows = list(self._session.each("outcomes", locators, "locators"))
        nodes = {merged.get(row[3], row[3]) for row in rows}
        names = self._keys.keys({*merged, *merged.values(), *nodes})
        outcomes: dict[str, dict[str, Outcome]] = defaultdict(dict)
        offices: dict[str, dict[str, str]] = defaultdict(dict)
        for locator, ref, office, node, issuer in rows:
            outcomes[locator][ref] = Outcome(names[merged.get(node, node)], issuer or "")
            offices[locator][ref] = office
        by_key = {names[node]: names[kept] for node, kept in merged.items()}
        return lambda key: by_key.get(key, key), outcomes, offices
