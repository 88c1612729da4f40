"""Makes ``registry.json`` from the YAML beside it: checked once here, read fast afterwards.

``python -m graph.registry.compile`` writes the file; a test says when it no longer fits the YAML. The examples stay in
the YAML: they are for people and tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import RegistryError

Row = dict[str, Any]

DATA = Path(__file__).parent / "data"
FILES = ("document_types", "issuer_codes", "bodies", "local_bodies", "ministry_bodies", "provinces", "districts")
_BODY_FILES = ("bodies", "local_bodies", "ministry_bodies")
_REQUIRED = {
    "document_types": {"id", "noun", "state_code", "party_code", "regimes", "since", "until", "source", "examples"},
    "issuer_codes": {"id", "code", "regime", "body", "since", "until", "source", "examples"},
    "bodies": {"id", "name", "class", "since", "until", "source", "examples"},
    "local_bodies": {"id", "name", "levels", "tail", "form", "since", "until", "source", "examples"},
    "ministry_bodies": {"id", "name", "tail", "since", "until", "source", "examples"},
    "provinces": {"id", "name", "level", "kinds", "since", "until", "source", "examples"},
    "districts": {"id", "source", "until", "kinds"},
}
_OPTIONAL = {
    "document_types": {"compounds", "older_codes", "normative"},
    "bodies": {"aliases", "parent", "parent_act", "guided_by", "successors", "not_before", "not_after", "capital"},
    "local_bodies": {
        "aliases",
        "parent",
        "parent_act",
        "guided_by",
        "successors",
        "not_before",
        "not_after",
        "capital",
    },
    "ministry_bodies": {"aliases", "parent_act"},
    "provinces": {"variants", "successors"},
}


def read_yaml() -> dict[str, list[Row]]:
    """The registry's YAML files by name. Raises RegistryError where one breaks a rule of the data."""
    import yaml  # a build-time need: running code reads the JSON

    tables = {}
    for name in FILES:
        with (DATA / f"{name}.yaml").open(encoding="utf-8") as file:
            tables[name] = yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe loaders
    check(tables)
    return tables


def check(tables: dict[str, list[Row]]) -> None:
    """Raises RegistryError for the first row that breaks the schema, the order, or refers to what is not there."""
    for name, rows in tables.items():
        _check_rows(name, rows)
    bodies = {row["id"] for name in _BODY_FILES for row in tables[name]}
    places = {row["id"] for row in tables["provinces"]}
    for name, row_id, target in _references(tables):
        known = places if name in ("provinces", "districts") else bodies
        if target not in known:
            raise RegistryError(f"{row_id} refers to {target}, which is not there", where=f"{name}.yaml")


def _check_rows(name: str, rows: list[Row]) -> None:
    required, allowed = _REQUIRED[name], _REQUIRED[name] | _OPTIONAL.get(name, set())
    ids = [row.get("id", "") for row in rows]
    if ids != sorted(set(ids)):
        raise RegistryError(
            "ids are not sorted, or one stands twice", where=f"{name}.yaml", remedy="sort the rows by id"
        )
    for row in rows:
        if not required <= set(row) <= allowed:
            wrong = sorted(required ^ (set(row) & required)) + sorted(set(row) - allowed)
            raise RegistryError(f"{row['id']}: missing or unknown fields {wrong}", where=f"{name}.yaml")
        if not row["source"]:
            raise RegistryError(f"{row['id']} names no source", where=f"{name}.yaml")


def _references(tables: dict[str, list[Row]]) -> Iterator[tuple[str, str, str]]:
    """(file, row id, id referred to) for every reference in the data."""
    for name in (*_BODY_FILES, "provinces"):
        for row in tables[name]:
            targets = [row["parent"]] if row.get("parent") else []
            targets += [link["to"] for field in ("guided_by", "successors") for link in row.get(field, ())]
            yield from ((name, row["id"], target) for target in targets)
    yield from (("issuer_codes", row["id"], row["body"]) for row in tables["issuer_codes"])
    yield from (("districts", row["id"], row["id"]) for row in tables["districts"])


def compiled(tables: dict[str, list[Row]]) -> str:
    """The JSON text of the tables, without examples; equal tables give equal text."""
    slim = {name: [{k: v for k, v in row.items() if k != "examples"} for row in rows] for name, rows in tables.items()}
    return json.dumps(slim, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def main() -> None:
    """Writes ``registry.json``."""
    (DATA / "registry.json").write_text(compiled(read_yaml()), encoding="utf-8")


if __name__ == "__main__":
    main()
