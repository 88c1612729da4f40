"""The demonstration prints the same on every store, down to the last character."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.cli import run
from neo4j_server import Connection
from neo4j_stores import environment_of, wiped


def demonstration(address: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["demo", "--no-serve", "--store", address]) == 0
    return capsys.readouterr().out


def test_the_server_shows_what_the_file_shows(
    shared_neo4j: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for name, value in environment_of(shared_neo4j).items():
        monkeypatch.setenv(name, value)
    wiped(shared_neo4j)
    of_file = demonstration(f"sqlite://{tmp_path}/demo.sqlite", capsys)
    assert "$ chidao lineage" in of_file
    assert "$ chidao duties" in of_file
    assert demonstration(shared_neo4j.address, capsys) == of_file
    wiped(shared_neo4j)
    assert demonstration(shared_neo4j.address.replace("bolt://", "neo4j://"), capsys) == of_file
