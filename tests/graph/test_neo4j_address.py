"""Addresses of Neo4j databases, credentials beside them, and statements; no server is asked."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from graph.errors import StoreAddressError, StoreError
from graph.stores import neo4j_schema, open_store
from graph.stores.neo4j_address import Access, access_from, parse_address
from graph.stores.statements import cypher


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("neo4j://graph.example:7687", "neo4j://graph.example:7687"),
        ("bolt+s://graph.example", "bolt+s://graph.example"),
        ("neo4j+s://graph.example:7687/VanBan", "neo4j+s://graph.example:7687/vanban"),
        ("bolt://[::1]:7687/neo4j", "bolt://[::1]:7687/neo4j"),
        ("bolt://127.0.0.1:7687/", "bolt://127.0.0.1:7687"),
    ],
)
def test_an_address_names_a_server_and_maybe_a_database(address: str, shown: str) -> None:
    assert str(parse_address(address)) == shown


@pytest.mark.parametrize(
    "address",
    [
        "neo4j://",
        "neo4j://a b",
        "bolt://host:port",
        "bolt://host/a/b",
        "bolt://host/x",
        "neo4j://host?x=1",
        "bolt:host",
    ],
)
def test_an_address_of_another_form_names_the_forms_there_are(address: str) -> None:
    with pytest.raises(StoreAddressError, match=r"neo4j://host:7687/database"):
        open_store(address, {})


@pytest.mark.parametrize(
    "address", ["neo4j://reader:geheim@host:7687", "bolt://geheim@host", "bolt+s://a:gehe@im@host/x"]
)
def test_credentials_in_an_address_are_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(StoreAddressError, match="CHIDAO_NEO4J_PASSWORD_FILE") as refused:
        open_store(address, {})
    assert "gehe" not in f"{refused.value!r} {refused.value}"


def test_credentials_come_from_the_environment_or_a_file_and_are_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("geheim\n", encoding="utf-8")
    from_file = access_from({"CHIDAO_NEO4J_PASSWORD_FILE": str(file), "CHIDAO_NEO4J_SECONDS": "5"})
    assert from_file == Access("neo4j", "geheim", 5.0)
    named = access_from({"CHIDAO_NEO4J_USER": "reader", "CHIDAO_NEO4J_PASSWORD": "geheim"})
    assert named == Access("reader", "geheim", 30.0)
    assert access_from({}) == Access()
    assert "geheim" not in repr(named)


@pytest.mark.parametrize("said", ["", "x", "0", "-1", "nan", "inf"])
def test_what_is_no_number_of_seconds_is_refused(said: str) -> None:
    if said:
        with pytest.raises(StoreError, match="CHIDAO_NEO4J_SECONDS"):
            access_from({"CHIDAO_NEO4J_SECONDS": said})
    else:
        assert access_from({"CHIDAO_NEO4J_SECONDS": said}).seconds == 30.0


def test_a_password_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nothing-here"):
        access_from({"CHIDAO_NEO4J_PASSWORD_FILE": str(tmp_path / "nothing-here")})


def test_without_the_driver_only_its_store_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "neo4j" else found(name, *rest)
    )
    with pytest.raises(StoreError, match=r"pip install 'chidao\[neo4j\]'"):
        open_store("neo4j://host:7687", {})
    open_store("memory:").close()


def test_no_other_store_loads_the_driver() -> None:
    opened = "from graph.stores import open_store; import api.cli; open_store('memory:')"
    code = f"import sys; {opened}; print('neo4j' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


FILES = sorted(
    path.name.removesuffix(".cypher")
    for path in resources.files("graph.stores").joinpath("cypher").iterdir()
    if path.name.endswith(".cypher")
)
STATEMENTS = [(file, name) for file in FILES for name in cypher(file)]


def test_there_are_statements() -> None:
    assert {"schema", "store", "write", "read", "find", "walk"} <= set(FILES)
    assert len(STATEMENTS) > 80


@pytest.mark.parametrize(("file", "name"), STATEMENTS)
def test_the_head_of_a_statement_names_the_parameters_it_uses(file: str, name: str) -> None:
    whole = cypher(file)[name].splitlines()
    head = " ".join(line for line in whole if line.startswith("//"))
    used = " ".join(line for line in whole if not line.startswith("//"))
    assert set(re.findall(r"\$(\w+)", used)) == set(re.findall(r"\$(\w+)", head))


def test_the_steps_of_the_schema_lead_to_the_format() -> None:
    steps = [int(name.split()[0]) for name in cypher("schema")]
    assert steps == sorted(steps, key=lambda step: step)
    assert set(steps) == set(range(1, neo4j_schema.FORMAT + 1))
    assert all("IF NOT EXISTS" in statement for statement in cypher("schema").values())
