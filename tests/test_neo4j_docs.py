"""The questions of ``docs/neo4j.md``, pasted into a real server that holds the samples."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from neo4j import GraphDatabase

from graph.store import Store
from graph.stores import open_store
from loaders.load import load
from neo4j_server import Connection
from neo4j_stores import environment_of, wiped
from queries.documents import pick_document, pick_organization
from queries.lineage import lineage
from queries.responsibilities import duties

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```cypher\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def samples() -> Store:
    """The samples in memory, to compare with."""
    store = open_store("memory:")
    load(store, [ROOT / "examples" / "documents"])
    return store


@pytest.fixture(scope="module")
def answers(shared_neo4j: Connection, samples: Store) -> list[list[dict[str, Any]]]:
    """The rows of each question, in the order of the page."""
    wiped(shared_neo4j)
    store = open_store(shared_neo4j.address, environment_of(shared_neo4j))
    with store.writing() as writer:
        for source in samples.sources():
            writer.put_source(source, [stored.claim for stored in samples.claims_of_source(source.locator)])
    store.close()
    options: dict[str, Any] = {"auth": shared_neo4j.auth, "notifications_min_severity": "OFF"}
    with GraphDatabase.driver(shared_neo4j.address, **options) as driver, driver.session() as session:
        return [session.run(question).data() for question in QUESTIONS]


def column(rows: list[dict[str, Any]], name: str) -> set[Any]:
    return {row[name] for row in rows}


def test_there_are_ten_and_each_has_an_answer(answers: list[list[dict[str, Any]]]) -> None:
    assert len(QUESTIONS) == 10
    assert [question for question, rows in zip(QUESTIONS, answers, strict=True) if not rows] == []


def test_the_chains_are_those_that_chidao_finds(answers: list[list[dict[str, Any]]], samples: Store) -> None:
    down = lineage(samples, pick_document(samples, "57-NQ/TW").key, direction="down")
    up = lineage(samples, pick_document(samples, "27/KH-UBND").key, direction="up")
    assert column(answers[0], "document") == {node.name for node in samples.nodes(down.descendants).values()}
    assert column(answers[1], "document") == {node.name for node in samples.nodes(up.ancestors).values()}


def test_the_duties_are_those_that_chidao_finds(answers: list[list[dict[str, Any]]], samples: Store) -> None:
    found = duties(samples, pick_organization(samples, "Sở Tư pháp Hà Nội").key)
    names = {node.name for node in samples.nodes(duty.task for duty in found.own).values()}
    assert column(answers[2], "task") == names


def test_the_other_answers_are_of_the_samples(answers: list[list[dict[str, Any]]], samples: Store) -> None:
    counts = samples.counts()
    assert max(column(answers[3], "due")) < "2025-09-30"
    assert all(row["lead"] != row["with"] and row["tasks"] >= 1 for row in answers[4])
    assert {"Bộ Tư pháp", "Bộ Khoa học và Công nghệ"} <= column(answers[4], "lead")
    assert "UBND phường Hoàn Kiếm" in column(answers[5], "recipient")
    assert answers[6][0]["cited"] == 4
    assert len(answers[7]) == counts["Document:ambiguous"] + counts["Document:unresolved"]
    assert {len(row["candidates"]) for row in answers[7] if row["status"] == "ambiguous"} == {2}
    assert ("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ") in {
        (row["before"], row["after"]) for row in answers[8]
    }


def test_the_words_are_those_of_the_files(answers: list[list[dict[str, Any]]]) -> None:
    for row in answers[9]:
        text = (ROOT / "examples" / row["source"]).read_text(encoding="utf-8")
        for claim in map(json.loads, row["claims"]):
            for span in claim["evidence"]["spans"]:
                assert text[span["start"] : span["end"]] == span["quote"]
