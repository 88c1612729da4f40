"""The SQLite store keeps the contract; and what only a file can do."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import document, put, source
from conformance import PLAN, RESOLUTION, StoreContract, plan, relation, resolution

from graph.errors import StoreAddressError, StoreBusyError, StoreError, StoreFormatError
from graph.store import Store
from graph.stores import open_store, sqlite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "graph.db"


class TestSqliteStore(StoreContract):
    @pytest.fixture
    def store(self, path: Path) -> Iterator[Store]:
        opened = open_store(f"sqlite://{path}")
        yield opened
        opened.close()

    def test_a_graph_is_there_again_when_the_file_is_opened_again(self, store: Store, path: Path) -> None:
        put(store, "a.txt", document("d1", **resolution), document("d2", **plan), relation("d2", "IMPLEMENTS", "d1"))
        before = list(store.export())
        store.close()
        again = open_store(f"sqlite://{path}")
        assert list(again.export()) == before
        assert again.address == f"sqlite://{path}"
        again.close()

    def test_nothing_is_left_over_when_everything_is_removed(self, store: Store, path: Path) -> None:
        for number in range(3):
            put(
                store,
                f"{number}.txt",
                document("d1", **resolution),
                document("d2", **plan),
                relation("d2", "CITES", "d1"),
            )
        with store.writing() as writer:
            for number in range(3):
                writer.remove_source(f"{number}.txt")
        store.close()
        with sqlite3.connect(path) as file:
            tables = [name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            ours = [name for name in tables if not name.startswith(("word_", "sqlite_"))]
            assert "claim" in ours
            counts = {name: file.execute(f"SELECT count(*) FROM {name}").fetchone() for name in ours}  # noqa: S608  # own names
            assert counts == dict.fromkeys(ours, (0,))


def test_a_second_writer_is_told_that_the_first_is_not_done(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_BUSY_SECONDS", 0.05)
    first, second = open_store(f"sqlite://{path}"), open_store(f"sqlite://{path}")
    with first.writing() as writer:
        writer.put_source(source("a.txt"), document("d1", **plan))
        with pytest.raises(StoreBusyError, match="another process is writing"), second.writing():
            pass
        with pytest.raises(StoreBusyError, match="end its block first"), first.writing():
            pass
        assert second.resolve(PLAN) is None
    assert second.resolve(PLAN) == PLAN
    first.close()
    second.close()


def test_a_file_that_is_no_store_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Kính gửi: các sở, ban, ngành\n" * 200, encoding="utf-8")
    before = text.read_bytes()
    with pytest.raises(StoreFormatError, match=r"notes\.txt.*name another file"):
        open_store(f"sqlite://{text}")
    assert text.read_bytes() == before


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as file:
        file.execute("CREATE TABLE address (name TEXT)")
    with pytest.raises(StoreFormatError, match="not a graph of chidao"):
        open_store(f"sqlite://{other}")


@pytest.mark.parametrize(("format_", "words"), [(sqlite.FORMAT + 1, "newer than"), (sqlite.FORMAT - 1, "older than")])
def test_a_file_of_another_format_is_refused_with_what_to_do(path: Path, format_: int, words: str) -> None:
    open_store(f"sqlite://{path}").close()
    with sqlite3.connect(path) as file:
        file.execute(f"PRAGMA user_version = {format_}")
    with pytest.raises(StoreFormatError, match=words):
        open_store(f"sqlite://{path}")


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="folder that can be written"):
        open_store(f"sqlite://{tmp_path}/file/graph.db")


def test_a_closed_store_says_so(path: Path) -> None:
    store = open_store(f"sqlite://{path}")
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.resolve(RESOLUTION)


def test_a_new_file_may_be_opened_by_many_at_once(path: Path) -> None:
    failures: list[BaseException] = []

    def begin(number: int) -> None:
        try:
            store = open_store(f"sqlite://{path}")
            put(store, f"{number}.txt", document("d1", **resolution))
            store.close()
        except BaseException as error:  # what a thread raises would be lost
            failures.append(error)

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    store = open_store(f"sqlite://{path}")
    assert store.counts()["sources"] == 6
    store.close()


@pytest.mark.parametrize("address", ["", "graph.db", "sqlite:", "sqlite://host/graph.db", "mysql://a/b", "memory:x"])
def test_an_address_of_no_known_form_names_the_forms_there_are(address: str) -> None:
    with pytest.raises(StoreAddressError, match=r"sqlite:///folder/graph\.db"):
        open_store(address)


def test_a_relative_address_lies_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite:graph.db")
    assert store.address == f"sqlite://{tmp_path}/graph.db"
    store.close()
    assert (tmp_path / "graph.db").exists()
