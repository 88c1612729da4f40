"""What derivation needs to know around the claims of sources, read from what a store keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.derivation import NameOf, Outcome, Surroundings
from graph.stores.records import Keys, NodeId, Statements


def surroundings(session: Statements, keys: Keys, name_of: NameOf, locators: Iterable[str]) -> dict[str, Surroundings]:
    """By locator: where refs of the source lead, keys that are merged, and whose office a signer holds."""
    asked = list(locators)
    merged: dict[NodeId, NodeId] = dict(session.rows("merged"))
    rows = list(session.each("outcomes", asked, "locators"))
    names = keys.keys({*merged, *merged.values(), *(merged.get(row[3], row[3]) for row in rows)})
    outcomes: dict[str, dict[str, Outcome]] = defaultdict(dict)
    offices: dict[str, dict[str, str]] = defaultdict(dict)
    for locator, ref, office, node, issuer in rows:
        outcomes[locator][ref] = Outcome(names[merged.get(node, node)], issuer or "")
        offices[locator][ref] = office
    by_key = {names[node]: names[kept] for node, kept in merged.items()}

    def final(key: str) -> str:
        return by_key.get(key, key)

    return {locator: Surroundings(outcomes[locator], final, name_of, offices[locator]) for locator in asked}
