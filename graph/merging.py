"""What people decided, applied: which keys are one node, which are not, which edges are wrong.

Of several judgements on one pair or edge the latest counts, of those at one time the one with the greatest id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from graph.identity import unscoped
from graph.judgements import EdgeJudgement, IdentityJudgement, Judgement
from graph.resolution import Apart

EdgeEnds = tuple[str, str, str]


def latest_identities(judgements: Iterable[Judgement]) -> list[IdentityJudgement]:
    """The identity judgement that counts for each pair of keys, by pair."""
    counting: dict[tuple[str, ...], IdentityJudgement] = {}
    for judgement in sorted((j for j in judgements if isinstance(j, IdentityJudgement)), key=lambda j: (j.time, j.id)):
        counting[tuple(sorted((judgement.left, judgement.right)))] = judgement
    return [counting[pair] for pair in sorted(counting)]


def kept_apart(judgements: Iterable[Judgement]) -> Apart:
    """Pairs of keys judged different, as resolution compares them: of references, not of one source's reference."""
    different = (j for j in latest_identities(judgements) if j.verdict == "different")
    return {frozenset((unscoped(j.left), unscoped(j.right))) for j in different}


def wrong_edges(judgements: Iterable[Judgement]) -> set[EdgeEnds]:
    """(source, kind, target) of the edges judged wrong, in the keys of the judgements."""
    counting: dict[EdgeEnds, str] = {}
    for judgement in sorted((j for j in judgements if isinstance(j, EdgeJudgement)), key=lambda j: (j.time, j.id)):
        counting[judgement.source, judgement.kind, judgement.target] = judgement.verdict
    return {ends for ends, verdict in counting.items() if verdict == "wrong"}


def lead(aliases: Mapping[str, Collection[str]], key: str) -> str:
    """The one node ``key`` leads to; ``key`` itself where it is a node's own or leads to none or several."""
    nodes = aliases.get(key, ())
    return next(iter(nodes)) if len(nodes) == 1 else key


def label_of_key(key: str) -> str:
    """What a key is the key of, by its form."""
    if "#task:" in key:
        return "Task"
    if "#target:" in key:
        return "Target"
    first = key.partition("/")[0]
    return {"nguoi": "Person", "su-kien": "Event"}.get(first, "Document") if "/" in key else "Organization"


def merged_keys(
    judgements: Iterable[Judgement], lead: Callable[[str], str], rank: Callable[[str], tuple[int, str]]
) -> dict[str, str]:
    """Key → the key of the node it is merged into, for keys that are merged into another one.

    ``lead`` gives the node a judged key leads to before merging (itself where it leads nowhere), ``rank`` orders
    documents, the most complete first. Of other nodes the one is kept that is nobody's ``left``; then the least key.
    """
    groups = _Groups()
    lefts = set()
    for judgement in latest_identities(judgements):
        left, right = lead(judgement.left), lead(judgement.right)
        if judgement.verdict == "same" and left != right and label_of_key(left) == label_of_key(right):
            groups.unite(left, right)
            lefts.add(left)
    merged = {}
    for members in groups.all():
        document = label_of_key(members[0]) == "Document"
        kept = min(members, key=rank if document else lambda key: (int(key in lefts), key))
        merged.update({key: kept for key in members if key != kept})
    return merged


class _Groups:
    """Keys united pair by pair."""

    def __init__(self) -> None:
        self._lead: dict[str, str] = {}

    def _find(self, key: str) -> str:
        while self._lead.setdefault(key, key) != key:
            key = self._lead[key]
        return key

    def unite(self, left: str, right: str) -> None:
        first, second = sorted((self._find(left), self._find(right)))
        self._lead[second] = first

    def all(self) -> list[list[str]]:
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for key in sorted(self._lead):
            groups[self._find(key)].append(key)
        return list(groups.values())
