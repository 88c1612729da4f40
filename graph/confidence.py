"""Which claims are doubtful: those that are more likely wrong than right.

A claim's confidence is the share of what its rule told that was right (``loaders.precision``), or less where the words
themselves are doubtful. Doubtful claims are kept and shown as such; an edge that only doubtful claims state is left
out of answers unless it is asked for.
"""

from __future__ import annotations

from functools import lru_cache

#: Confidence below which a claim is doubtful. Half: who follows such a claim is misled more often than helped.
THRESHOLD = 0.5


def claim_rank(confidence: float, claim_id: str) -> str:
    """Orders the claims behind an edge: the least is the one of highest confidence, then of least id."""
    return f"{1 - confidence:.6f}{claim_id}"


def confidence_of(rank: str) -> float:
    """The confidence that a rank was made of, to six digits."""
    return _confidence(rank[:8])


@lru_cache(maxsize=4096)
def _confidence(doubt: str) -> float:
    return round(1 - float(doubt), 6)


_STEP = 0.000001  # of a confidence in a rank
#: Greater than the rank of every claim that is not doubtful, whatever its id, and not greater than any other.
SURE = claim_rank(THRESHOLD - _STEP, "")
#: Greater than every rank.
ANY = claim_rank(-_STEP, "")


def below(*, doubtful: bool) -> str:
    """What the rank of an edge's surest claim is to be less than, with doubtful edges or without."""
    return ANY if doubtful else SURE


def is_doubtful(confidence: float) -> bool:
    """Whether a claim, or an edge whose surest claim it is, is doubtful."""
    return claim_rank(confidence, "") >= SURE
