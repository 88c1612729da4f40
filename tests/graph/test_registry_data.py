"""The registry's data as data: schema, order, references, and that every example means what its row says."""

from __future__ import annotations

import copy

import pytest

from graph.errors import RegistryError
from graph.numbers import parse_number
from graph.registry import Context, Entry, Registry, load_registry
from graph.registry.compile import DATA, FILES, Row, check, compiled, read_yaml
from graph.text import canonical

HERE = Context(place="lang-son", ministry="bo-noi-vu")


@pytest.fixture(scope="module")
def tables() -> dict[str, list[Row]]:
    return read_yaml()


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def test_every_file_is_listed_and_none_is_empty(tables: dict[str, list[Row]]) -> None:
    assert {path.stem for path in DATA.glob("*.yaml")} == set(FILES)
    assert all(len(rows) > 10 for rows in tables.values())


def test_the_compiled_file_says_what_the_yaml_says(tables: dict[str, list[Row]]) -> None:
    stale = "run python -m graph.registry.compile"
    assert (DATA / "registry.json").read_text(encoding="utf-8") == compiled(tables), stale


def test_the_version_changes_with_the_data_and_only_with_them(tables: dict[str, list[Row]]) -> None:
    changed = copy.deepcopy(tables)
    assert Registry(compiled(changed)).version == load_registry().version
    changed["bodies"][0]["until"] = "2030-01-01"
    assert Registry(compiled(changed)).version != load_registry().version


def test_all_text_is_in_one_orthography(tables: dict[str, list[Row]]) -> None:
    for name in FILES:
        written = (DATA / f"{name}.yaml").read_text(encoding="utf-8")
        assert canonical(written) == written, name


@pytest.mark.parametrize("change", ["order", "field", "missing", "parent", "successor", "source"])
def test_data_that_break_a_rule_are_refused(tables: dict[str, list[Row]], change: str) -> None:
    broken = copy.deepcopy(tables)
    row = next(r for r in broken["bodies"] if r.get("successors"))
    if change == "order":
        broken["bodies"].reverse()
    elif change == "field":
        row["colour"] = "red"
    elif change == "missing":
        del row["until"]
    elif change == "parent":
        row["parent"] = "bo-khong-co"
    elif change == "successor":
        row["successors"][0]["to"] = "bo-khong-co"
    else:
        row["source"] = ""
    with pytest.raises(RegistryError, match="yaml"):
        check(broken)


def test_every_example_of_a_body_names_that_body(tables: dict[str, list[Row]], registry: Registry) -> None:
    wrong = []
    for name in ("bodies", "local_bodies", "ministry_bodies"):
        for row in tables[name]:
            assert row["examples"], row["id"]
            for example in row["examples"]:
                words = f"do {example} của" if row.get("class") != "family" else f"của {example}"
                found = registry.find_bodies(words, 0, len(words), HERE)
                if row["id"] not in [m.body.entry for m in found]:
                    wrong.append((row["id"], example, [m.body.key for m in found]))
    assert wrong == []


def test_every_name_and_alias_of_a_body_of_the_centre_leads_to_it(
    registry: Registry, tables: dict[str, list[Row]]
) -> None:
    wrong = []
    for row in tables["bodies"]:
        if row["class"] == "family":
            continue
        for name in (row["name"], *row.get("aliases", ())):
            body = registry.body_of_name(canonical(name))
            if body is None or body.key != row["id"]:
                wrong.append((row["id"], name, body))
    assert wrong == []


def test_every_example_of_a_type_and_a_code_is_read(tables: dict[str, list[Row]], registry: Registry) -> None:
    read = 0
    for row in tables["document_types"]:
        for example in row["examples"]:
            noun = example.split(" số ")[0]
            if registry.type_of_noun(noun):
                assert registry.type_of_noun(noun).id == row["id"], example  # type: ignore[union-attr]
                read += 1
    for row in tables["issuer_codes"]:
        for example in row["examples"]:
            number = parse_number(example)
            body = registry.body_of_codes(number.issuers, HERE, form=number.form)
            assert body is not None, example
            assert body.entry == row["body"], example
            read += 1
    assert read > 40


def test_every_example_of_a_place_is_found(tables: dict[str, list[Row]], registry: Registry) -> None:
    for row in tables["provinces"]:
        for example in row["examples"]:
            keys = registry.place_of(example)
            assert row["id"] in keys, (row["id"], example, keys)


def test_the_units_add_up(registry: Registry, tables: dict[str, list[Row]]) -> None:
    alive_before = [r for r in tables["provinces"] if not r["since"] and r["until"] != "2008-07-31"]
    alive_after = [r for r in tables["provinces"] if not r["until"]]
    districts = sum(len(names) for row in tables["districts"] for names in row["kinds"].values())
    assert (len(alive_before), len(alive_after), districts) == (63, 34, 696)


def test_successors_begin_when_their_predecessors_end(tables: dict[str, list[Row]], registry: Registry) -> None:
    for row in (*tables["bodies"], *tables["local_bodies"], *tables["provinces"]):
        for step in row.get("successors", ()):
            assert row["until"] < step["from"], (row["id"], step)
            since = registry.entry(step["to"]).since if registry.entry(step["to"]) else ""  # type: ignore[union-attr]
            assert since <= step["from"], (row["id"], step)


def test_an_entry_keeps_what_its_row_says(registry: Registry) -> None:
    entry = registry.entry("so-noi-vu@lang-son")
    assert isinstance(entry, Entry)
    assert (entry.name, entry.parent, entry.guided_by[0].to) == ("Sở Nội vụ", "ubnd", "bo-noi-vu")
