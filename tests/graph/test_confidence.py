"""What is doubtful is told alike of a claim's confidence and of the rank it has behind an edge."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.confidence import ANY, SURE, THRESHOLD, below, claim_rank, confidence_of, is_doubtful

CONFIDENCES = st.floats(0, 1, exclude_min=True)
IDS = st.text("0123456789abcdef", min_size=1)


@given(CONFIDENCES, IDS)
def test_a_rank_says_whether_its_claim_is_doubtful(confidence: float, claim: str) -> None:
    rank = claim_rank(confidence, claim)
    assert (rank < SURE) is not is_doubtful(confidence)
    assert rank < ANY
    assert is_doubtful(confidence_of(rank)) is is_doubtful(confidence)


@given(CONFIDENCES, CONFIDENCES, IDS)
def test_the_surer_claim_has_the_lesser_rank(one: float, other: float, claim: str) -> None:
    if one - other > 0.000_002:
        assert claim_rank(one, claim) < claim_rank(other, claim)


def test_the_threshold_itself_is_not_doubtful() -> None:
    assert not is_doubtful(THRESHOLD)
    assert is_doubtful(THRESHOLD - 0.00001)
    assert below(doubtful=False) == SURE < below(doubtful=True)
