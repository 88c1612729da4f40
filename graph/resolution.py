"""Which references mean which document: resolution of one block.

A reference joins a document only when exactly one fits that is more complete than it is (design: Identity). The block
is gone through from the most complete references to the least, level by level, and what is decided for one level does
not depend on the order inside it: the outcome is a function of the set.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, groupby

from graph.documents import Document, document_of
from graph.facts import Facts
from graph.identity import is_shared, scoped
from graph.issuers import is_central_party, is_vague, series
from graph.matching import Known, fits, known_of, one_document, same_annex
from graph.profiles import Profile

#: Pairs of keys a person found to be different documents.
Apart = Collection[frozenset[str]]
_MOST_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Resolution:
    """The documents of a block. A profile in ``scoped`` has a document of its own in each source that states it."""

    documents: tuple[Document, ...]
    scoped: tuple[Document, ...] = ()


def resolve_block(profiles: Iterable[Profile], apart: Apart = (), guests: Iterable[Document] = ()) -> Resolution:
    """Resolves all references of one block. ``apart``: pairs of keys that must not be one.

    ``guests`` are documents of other blocks that can be meant here by their title. Of a guest the resolution holds only
    what joined it here, under its key.
    """
    clusters = _Clusters(apart, guests)
    own: list[Profile] = []
    ambiguous: list[tuple[Profile, list[_Cluster]]] = []
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
    found = [cluster for cluster in clusters.all if cluster.guest is None]
    documents = _told_apart([document_of(cluster.members) for cluster in found])
    keys = {cluster.order: document.key for cluster, document in zip(found, documents, strict=True)}
    for cluster in clusters.all:
        if cluster.guest:
            keys[cluster.order] = cluster.guest.key
            documents += _joined_guest(cluster.guest, cluster.members)
    alone = [document_of([profile]) for profile in own]
    alone += [_ambiguous(profile, [keys[c.order] for c in candidates]) for profile, candidates in ambiguous]
    return Resolution(tuple(documents), _together(alone))


def _joined_guest(guest: Document, members: list[Profile]) -> list[Document]:
    """What joined a guest, as a part of it; nothing where nothing did."""
    joining = members[len(guest.members) :]
    return [replace(document_of(joining), key=guest.key)] if joining else []


def _ambiguous(profile: Profile, candidates: list[str]) -> Document:
    few = candidates[:_MOST_CANDIDATES]
    count = str(len(few)) if len(few) == len(candidates) else f"more than {len(few)}"
    return document_of([profile], few, f"{count} documents fit and nothing stated tells which is meant")


@dataclass(eq=False, slots=True)
class _Cluster:
    """References taken for one document so far. ``joining`` wait for the end of their level; ``order`` is its place."""

    members: list[Profile]
    known: Known
    order: int
    guest: Document | None = None
    joining: list[Profile] = field(default_factory=list)


class _Clusters:
    """The documents found so far, looked up by what cannot differ: the symbol, the issuer or the year."""

    def __init__(self, apart: Apart, guests: Iterable[Document]) -> None:
        self.all: list[_Cluster] = []
        self._at: defaultdict[object, dict[int, _Cluster]] = defaultdict(dict)
        self._apart = apart
        for guest in sorted(guests, key=lambda document: document.key):
            members = list(guest.members)
            self._add(_Cluster(members, known_of(members), len(self.all), guest))

    def fitting(self, profile: Profile) -> list[_Cluster]:
        """The documents ``profile`` can mean, in order; not more than are needed to know that there are too many."""
        found: list[_Cluster] = []
        for cluster in self._near(profile):
            if fits(profile, cluster.known) and not self._kept_apart([profile], cluster.members):
                found.append(cluster)
                if len(found) > _MOST_CANDIDATES:
                    break
        return found

    def _near(self, profile: Profile) -> Iterable[_Cluster]:
        """All documents that ``profile`` could fit, and few others."""
        parts = profile.parts
        family, place = series(profile.facts.issuer)
        if place:
            places: list[tuple[object, ...]] = [("issuer", family, place), ("issuer", family, ""), ("issuer",)]
        elif parts.symbol:
            places = [("symbol", parts.symbol), ("symbol",)]
        elif parts.date:
            places = [("year", parts.date.year), ("year",)]
        else:
            return self.all
        near = {order: cluster for where in places for order, cluster in self._at[where].items()}
        return [near[order] for order in sorted(near)]

    def settle(self, fresh: list[Profile]) -> None:
        """Ends a level: takes in what joined, and what fits nothing as documents of their own."""
        for cluster in self.all:
            if cluster.joining:
                cluster.members += cluster.joining
                cluster.known = known_of(cluster.members)
                cluster.joining = []
                self._place(cluster)
        groups = self._grouped(fresh)
        for members in sorted(groups, key=lambda members: min(p.parts.identity for p in members)):
            self._add(_Cluster(members, known_of(members), len(self.all)))

    def _add(self, cluster: _Cluster) -> None:
        self.all.append(cluster)
        self._place(cluster)

    def _place(self, cluster: _Cluster) -> None:
        known = cluster.known
        stated: list[tuple[str, list[tuple[object, ...]]]] = [
            ("symbol", [(symbol,) for symbol in known.symbols]),
            ("issuer", [series(issuer) for issuer in known.issuers]),
            ("year", [(date.year,) for date in known.dates]),
        ]
        for name, values in stated:
            for value in values or [()]:
                self._at[name, *value][cluster.order] = cluster

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
                old, new = lead[j], lead[i]
                lead = [new if x == old else x for x in lead]
        united: defaultdict[int, list[Profile]] = defaultdict(list)
        for at, members in enumerate(groups):
            united[lead[at]] += members
        return list(united.values())

    def _kept_apart(self, left: Iterable[Profile], right: Sequence[Profile]) -> bool:
        if not self._apart:
            return False
        keys = {profile.key for profile in right} | {document_of(right).key}
        return any(frozenset((p.key, key)) in self._apart for p in left for key in keys if p.key != key)


def _neighbourhood(profile: Profile) -> tuple[str, ...]:
    """Only references of one neighbourhood can be alike; keeps the comparison of pairs small."""
    if profile.facts.carrier:
        return ("annex",)
    parts, issuer = profile.parts, profile.facts.issuer
    code = parts.number.code if parts.number else ""
    year = "" if parts.date is None or is_central_party(issuer, code) else str(parts.date.year)
    return (parts.symbol or profile.key, year, *parts.identity[2:4])


def _alike(left: list[Profile], right: list[Profile]) -> bool:
    same = same_annex if left[0].facts.carrier else one_document
    return any(same(a.facts, b.facts) for a in left for b in right)


def _told_apart(documents: list[Document]) -> list[Document]:
    """Two documents whose chosen facts read alike get keys that differ, by what their references say."""
    times = Counter(document.key for document in documents)
    return [document if times[document.key] == 1 else _with_hash(document) for document in documents]


def _with_hash(document: Document) -> Document:
    told = scoped(document.key, " ".join(sorted(p.key + repr(p.facts) for p in document.members)))
    return replace(document, key=told, aliases=document.aliases | {told})


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
    """The key a reference had, or would have, where nothing but its source tells what it means; "" for one so
    complete that it is never open to doubt."""
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
    """What equal references mean in each source alone: the key they share, and what they might mean if more were
    known."""

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
