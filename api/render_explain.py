"""Tables of what the rules said of a place: those that fired, then what kept the others from it."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from api.output import clean, short
from loaders.explain.model import Explanation, Look


def explanation_tables(explanation: Explanation) -> list[Table | Text]:
    """Rules that fired with what they say; the others with the condition that failed, like ones in one row."""
    fired = [look for look in explanation.looks if look.fired]
    parts: list[Table | Text] = [_fired(fired)] if fired else [Text("no rule fired here")]
    return [*parts, Text(""), _failed([look for look in explanation.looks if not look.fired])]


def _fired(looks: list[Look]) -> Table:
    table = _table("fired", "rule", "place", "says", "confidence")
    for look in looks:
        place, sure = f"{look.start}–{look.end}", f"{look.confidence:g}"
        table.add_row(*map(Text, (look.construction, look.rule, place, short(clean(look.says)), sure)))
    return table


def _failed(looks: list[Look]) -> Table:
    table = _table("did not fire", "rule", "held", "first that failed")
    same: dict[tuple[str, int, str], list[str]] = {}
    for look in looks:
        same.setdefault((look.construction, look.held, look.why), []).append(look.rule)
    for (construction, held, why), rules in same.items():
        table.add_row(*map(Text, (construction, ", ".join(rules), str(held), short(clean(why), 160))))
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", vertical="top")
    return table
