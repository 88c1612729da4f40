"""Which references mean which document: resolution of one block.

A reference joins a document only when exactly one fits that is more complete than it is (design: Identity). The block is
gone through from the most complete references to the least, level by level, and what is decided for one level does not depend
on the order inside it: the outcome is a function of the set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import combinations, groupby

from graph.documents import Document, document_of
from graph.facts import Facts
from graph.identity import is_shared, scoped
from graph.issuers import is_vague, series
from graph.matching import Profile, fits, one_document, same_annex

#: Pairs of keys a person found to be different documents.
Apart = Collection[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The documents of a block. A profile in ``scoped`` has a document of its own in each source that states it."""

    documents: tuple[Document, ...]
    scoped: tuple[Document, ...] = ()


@dataclass(eq=False, slots=True)
class _Cluster:
    """References taken for one document so far. ``joining`` wait for the end of their level."""

    members: list[Profile]
    joining: list[Profile] = field(default_factory=list)


def resolve_block(profiles: Iterable[Profile], apart: Apart = ()) -> Resolution:
    """Resolves all references of one block. ``apart``: pairs of keys that must not be one."""
    clusters, own, ambiguous = _Clusters(apart), list[Profile](), list[tuple[Profile, list[_Cluster]]]()
    ordered = sorted(profiles, key=lambda p: p.parts.level, reverse=True)
    for _, level in groupby(ordered, key=lambda p: p.parts.level):
        fresh: list[Profile] = []
        for profile in level:
            candidates = clusters.fitting(profile)
            if not candidates:
                (fresh if is_shared(profile.facts) else own).append(profile)
            elif len(candidates) == 1:
                candidates[0].joining.append(profile)
            else:
                ambiguous.append((profile, candidates))
        clusters.settle(fresh)
    documents = {id(c): document_of(c.members) for c in clusters.all}
    alone = [document_of([p]) for p in own]
    for profile, candidates in ambiguous:
        keys = sorted(documents[id(c)].key for c in candidates)
        alone.append(document_of([profile], keys, f"{len(keys)} documents fit and nothing stated tells which is meant"))
    return Resolution(_told_apart(list(documents.values())), _together(alone))


class _Clusters:
    """The documents found so far, by symbol, so that a full number is compared with its like only."""

    def __init__(self, apart: Apart) -> None:
        self.all: list[_Cluster] = []
        self._by_symbol: defaultdict[str, list[_Cluster]] = defaultdict(list)
        self._apart = apart

    def fitting(self, profile: Profile) -> list[_Cluster]:
        where = self._by_symbol[profile.parts.symbol] + self._by_symbol[""] if profile.parts.symbol else self.all
        return [c for c in where if fits(profile, c.members) and not self._kept_apart([profile], c.members)]

    def settle(self, fresh: list[Profile]) -> None:
        """Ends a level: takes in what joined, and what fits nothing as documents of their own."""
        for cluster in self.all:
            cluster.members += cluster.joining
            cluster.joining = []
        for members in self._grouped(fresh):
            cluster = _Cluster(members)
            self.all.append(cluster)
            for symbol in sorted({p.parts.symbol for p in members}):
                self._by_symbol[symbol].append(cluster)

    def _grouped(self, fresh: list[Profile]) -> list[list[Profile]]:
        """Equal identities are one document; so are two with a wrong date between them, and annexes much alike."""
        groups: defaultdict[tuple[str, ...], list[Profile]] = defaultdict(list)
        for profile in fresh:
            groups[profile.parts.identity].append(profile)
        near: defaultdict[tuple[str, ...], list[list[Profile]]] = defaultdict(list)
        for members in groups.values():
            near[_neighbourhood(members[0])].append(members)
        return [whole for neighbours in near.values() for whole in self._united(neighbours)]

    def _united(self, groups: list[list[Profile]]) -> list[list[Profile]]:
        lead = list(range(len(groups)))
        for i, j in combinations(range(len(groups)), 2):
            if _alike(groups[i], groups[j]) and not self._kept_apart(groups[i], groups[j]):
                old, new = sorted((lead[i], lead[j]), reverse=True)
                lead = [new if x == old else x for x in lead]
        united: defaultdict[int, list[Profile]] = defaultdict(list)
        for at, members in enumerate(groups):
            united[lead[at]] += members
        return list(united.values())

    def _kept_apart(self, left: list[Profile], right: list[Profile]) -> bool:
        if not self._apart:
            return False
        return any(frozenset((a.key, b.key)) in self._apart for a in left for b in right if a.key != b.key) or any(
            frozenset((a.key, document_of(right).key)) in self._apart for a in left
        )


def _neighbourhood(profile: Profile) -> tuple[str, ...]:
    """Only references of one neighbourhood can be alike; keeps the comparison of pairs small."""
    if profile.facts.carrier:
        return ("annex",)
    return (profile.parts.symbol or profile.key, *series(profile.facts.issuer))


def _alike(left: list[Profile], right: list[Profile]) -> bool:
    same = same_annex if left[0].facts.carrier else one_document
    return any(same(a, b) for a in left for b in right)


def _told_apart(documents: list[Document]) -> tuple[Document, ...]:
    """Two documents whose chosen facts read alike get keys that differ, by what their references say."""
    by_key: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_key[document.key].append(document)
    result = []
    for key, same in by_key.items():
        if len(same) == 1:
            result += same
            continue
        for document in same:
            told = scoped(key, " ".join(sorted(p.key + repr(p.facts) for p in document.members)))
            result.append(replace(document, key=told, aliases=document.aliases | {told}))
    return tuple(sorted(result, key=lambda d: d.key))


def _together(alone: list[Document]) -> tuple[Document, ...]:
    """Documents bound to their source: those of one own key are one in each source, whatever else they say."""
    by_key: defaultdict[str, list[Document]] = defaultdict(list)
    for document in alone:
        by_key[document.key].append(document)
    return tuple(_joined(by_key[key]) for key in sorted(by_key))


def _joined(same: list[Document]) -> Document:
    if len(same) == 1:
        return same[0]
    members = [p for d in same for p in d.members]
    candidates = sorted({c for d in same for c in d.candidates})
    reason = max((d.reason for d in same if d.candidates), default="")
    return document_of(members, candidates, reason)


def bound_alias(facts: Facts, locator: str) -> str:
    """The key a reference had, or would have, where nothing but its source tells what it means; "" for one so complete that
    it is never open to doubt."""
    profile = Profile(facts)
    complete = (
        profile.parts.full_date
        and not is_vague(facts.issuer)
        and facts.issuer
        and (profile.parts.symbol or not facts.number)
    )
    return "" if complete or facts.nameless else scoped(profile.key, locator)


@dataclass(frozen=True, slots=True)
class Scope:
    """What equal references mean in each source alone: the key they share, and what they might mean if more were known."""

    key: str
    candidates: tuple[str, ...] = ()
    reason: str = ""


def scope_of(document: Document) -> Scope:
    """The scope of references that ``document`` gathers over all sources."""
    return Scope(document.key, document.candidates, document.reason if document.candidates else "")


def bound(scope: Scope, locator: str, members: list[Profile]) -> Document:
    """The document of scoped references in one source, made of what that source says."""
    whole = document_of(members, scope.candidates, scope.reason)
    if any(profile.facts.nameless for profile in members):
        return whole
    key = scoped(scope.key, locator)
    return replace(whole, key=key, aliases=frozenset({key, scope.key}))
