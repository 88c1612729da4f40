"""Questions asked as of a day: what was known, alive and in force by then (domain.md § 6.2, last point).

Days are compared as ISO text. A partial date is compared on the parts it has, so "2025" covers all of that year.
"""

from __future__ import annotations

import datetime

from graph.errors import QuestionError
from graph.nodes import Edge, Node
from queries.answers import text_of


def check_day(day: str, name: str = "as_of") -> str:
    """``day`` itself when it is "" or an ISO day; raises QuestionError otherwise."""
    if not day:
        return ""
    try:
        parsed = datetime.date.fromisoformat(day)
    except ValueError:
        parsed = None
    if parsed is None or parsed.isoformat() != day:
        raise QuestionError(f"{name} is no day: {day[:40]!r}", remedy="write it as 2025-03-01")
    return day


def begun(since: str, day: str) -> bool:
    """Whether what began at the partial date ``since`` had begun on ``day``; always where either is unknown."""
    return not since or not day or since <= day[: len(since)]


def over(until: str, day: str) -> bool:
    """Whether what lasted up to and including the partial date ``until`` was over on ``day``."""
    return bool(until) and bool(day) and until < day[: len(until)]


def known_by(node: Node, day: str) -> bool:
    """Whether the node was known on ``day``: its earliest possible day is not later."""
    return begun(text_of(node.properties, "known_from"), day)


def alive(since: str, until: str, day: str) -> bool | None:
    """Whether what lived from ``since`` to ``until`` existed on ``day``; None where no day is asked for."""
    return begun(since, day) and not over(until, day) if day else None


def holds_on(edge: Edge, day: str) -> bool:
    """Whether a dated edge of structure (membership, subordination) held on ``day``; undated ones always do."""
    return begun(text_of(edge.properties, "since"), day) and not over(text_of(edge.properties, "until"), day)
