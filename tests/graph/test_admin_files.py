"""Files for ``neo4j-admin``: what they are imported into is a store like any other, and goes on as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from builders import document, put, same, wrong

from generated.claims import judgements, source_at, sources
from generated.documents import Documents
from graph.claims import Body, Deadline, Position, Reporting, Source
from graph.errors import StoreBusyError, StoreError
from graph.store import Store
from graph.stores import migrate_store, open_store
from graph.stores.admin_columns import EDGES, ENTITIES
from graph.stores.admin_files import ARGUMENTS, write_admin_files
from neo4j_server import Neo4jServer
from neo4j_stores import environment_of
from sample import OLD_26, PROGRAMME, RESOLUTION, TEXTS, Text

DOCUMENTS = Documents(120)
HOSTILE = "a\x00\x01\x1e\x1f;,\"'`]--\\ \r\n\u2028 MATCH (n) DETACH DELETE n // \U0001f600"


def hostile() -> Text:
    text = Text('hostile"`\x1e,;\n.txt')
    text.document(
        "d1", own=True, type="Kế hoạch", number="9/KH-UBND", date="2025-01-01", title=HOSTILE + "x" * 1_000_000
    )
    text.document("d2", own=True, type="Kế hoạch", number=f"10/{HOSTILE}", date="2025-01-01", issuer=f"x{HOSTILE}")
    text.document("d3", type="Kế hoạch", number="y" * 20_000, date="2025-02-01")
    text.relation("d1", "IMPLEMENTS", "d2", HOSTILE)
    text.relation("d1", "CITES", "d3", HOSTILE)
    body = Body("`x'\x1e\x1f" + "k" * 2000, HOSTILE, head=HOSTILE, scope=HOSTILE)
    due = Deadline(HOSTILE, end="2025-06", frequency=(HOSTILE, "P6M"), kind=HOSTILE)
    text.task(HOSTILE, body, roles=("LEAD", "REPORT"), deliverable=HOSTILE, deadline=due)
    text.claims.append(Reporting("d1", body, Body("b", "B"), HOSTILE, text.evidence(HOSTILE), deadline=due))
    text.claims.append(Position(HOSTILE, HOSTILE, body, "2025", text.evidence(HOSTILE)))
    text.claims.append(Position(HOSTILE, "Giám đốc", body, "2025", text.evidence("x")))
    return text


def fill(store: Store) -> None:
    """The sample, a made-up graph, hostile texts, a source that says nothing; judgements of every kind."""
    for text in (*TEXTS, hostile):
        text().put(store)
    with store.writing() as writer:
        for source, claims in sources(DOCUMENTS):
            writer.put_source(source, claims)
        writer.put_source(Source("nothing.txt", "1", "1", "1"), [])
        for judgement in judgements(DOCUMENTS):
            writer.judge(judgement)
        writer.judge(wrong((PROGRAMME, "IMPLEMENTS", RESOLUTION), "w1"))
        writer.judge(same(OLD_26, RESOLUTION, "same" + "j" * 2000))


def go_on(store: Store) -> None:
    """What comes later: a source changed, one removed, one new, judgements withdrawn."""
    put(store, "later.txt", document("d1", own=True, type="Nghị quyết", number="26-NQ/TW", date="2018-05-19"))
    with store.writing() as writer:
        source, claims = source_at(DOCUMENTS, 40)
        writer.put_source(source, claims[:-20])
        writer.remove_source("kh15.txt")
        writer.withdraw("w1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite://{tmp_path}/graph.db")
    fill(opened)
    yield opened
    opened.close()


@contextmanager
def imported(files: Path, server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(files)
    server.admin("database", "import", "full", "neo4j", f"@{ARGUMENTS}")
    server.start()
    environment = environment_of(server.connection)
    assert migrate_store(server.connection.address, environment)[0] == 0
    opened = open_store(server.connection.address, environment)
    yield opened
    opened.close()


def test_the_imported_database_is_the_same_store_and_goes_on_as_one(
    store: Store, tmp_path: Path, own_neo4j: Callable[[], Neo4jServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = write_admin_files(store, tmp_path / "files")
    assert files.claims == store.counts()["claims"] > 2000
    with imported(files.folder, own_neo4j(), monkeypatch) as there:
        assert list(there.export()) == list(store.export())
        assert there.counts() == store.counts()
        assert there.judgements() == store.judgements()
        locator = hostile().locator
        assert there.claims_of_source(locator) == store.claims_of_source(locator)
        for each in (store, there):
            go_on(each)
        assert list(there.export()) == list(store.export())


def test_every_store_gives_the_same_files(store: Store, tmp_path: Path) -> None:
    memory = open_store("memory:")
    fill(memory)
    copied = open_store(f"sqlite://{tmp_path}/copied.db")
    with copied.writing() as writer:
        for source in store.sources():
            writer.put_source(source, [stored.claim for stored in store.claims_of_source(source.locator)])
    with copied.writing() as writer:
        for judgement in store.judgements():
            writer.judge(judgement)
    of_memory, of_file = (write_admin_files(s, tmp_path / name).folder for s, name in ((memory, "a"), (copied, "b")))
    names = sorted(path.name for path in of_file.iterdir())
    assert len(names) == 18
    assert sorted(path.name for path in of_memory.iterdir()) == names
    assert [name for name in names if (of_memory / name).read_bytes() != (of_file / name).read_bytes()] == []
    copied.close()


def test_every_property_of_a_made_up_graph_has_a_column_of_its_own(tmp_path: Path) -> None:
    """Only what Neo4j cannot hold is kept as JSON, so that people find the rest where they look for it."""
    store = open_store("memory:")
    with store.writing() as writer:
        for source, claims in sources(DOCUMENTS):
            writer.put_source(source, claims)
    folder = write_admin_files(store, tmp_path / "files").folder
    for name, columns in {**ENTITIES, "edges": EDGES}.items():
        header, *rows = (folder / f"{name}.csv").read_text(encoding="utf-8").rstrip("\n").split("\n")
        place = header.split(",").index("exact:string")
        assert rows, name
        assert [row for row in rows if _cells(row)[place]] == [], columns


def _cells(row: str) -> list[str]:
    """The cells of a row in which no text holds a quote."""
    parts = row.split("\x1e")
    return "".join(p if n % 2 == 0 else p.replace(",", " ") for n, p in enumerate(parts)).split(",")


def test_a_folder_that_holds_something_is_left_alone(store: Store, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("x")
    with pytest.raises(StoreError, match="not empty"):
        write_admin_files(store, tmp_path / "full")


def test_files_are_of_one_state_of_the_store(store: Store, tmp_path: Path) -> None:
    """Nobody writes meanwhile; where somebody already does, nothing is begun."""
    import sqlite3

    other = sqlite3.connect(tmp_path / "graph.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusyError):
        write_admin_files(store, tmp_path / "files")
    other.close()
    assert list((tmp_path / "files").iterdir()) == []
