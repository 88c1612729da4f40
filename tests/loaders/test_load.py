"""Loading: each text once, whole or not at all, in any order, and one that fails never stops the rest."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.claims import Attribute, Claim, Evidence, Mention, Span
from graph.store import Store
from graph.stores import open_store
from loaders import load as module
from loaders.extract import extract
from loaders.load import load
from loaders.reading import Reading
from loaders.report import LoadReport, Outcome
from loaders.text import SourceText

ROOT = Path(__file__).parents[2]


class Reader:
    """A grammar of one rule, so that these tests need no other: each line is the number of a document."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, source: SourceText) -> Reading:
        self.read.append(source.locator)
        if "broken grammar" in source.text:
            raise RecursionError("too deep")
        claims: list[Claim] = []
        for number, line in enumerate(source.text.splitlines()):
            at = source.text.index(line)
            evidence = Evidence((Span(at, at + len(line), "quote", line),), "test.line")
            claims.append(Mention(f"d{number}", evidence))
            claims.append(Attribute(f"d{number}", "number", line, number == 0, False, evidence))
        return Reading(source, tuple(claims))


@pytest.fixture(autouse=True)
def grammar(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    monkeypatch.setattr(module, "read", reader)
    return reader


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    yield opened
    opened.close()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(f"{n}/KH-UBND\n26-NQ/TW\n", encoding="utf-8")
    return folder


def export(store: Store) -> list[str]:
    return list(store.export())


def figures(report: LoadReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, len(report.failed)


class TestLoadingTwiceChangesNothing:
    def test_and_reads_nothing_again(self, store: Store, texts: Path, grammar: Reader) -> None:
        assert figures(load(store, [texts])) == (3, 0, 0, 0)
        before = export(store)
        grammar.read.clear()
        assert figures(load(store, [texts])) == (0, 0, 3, 0)
        assert grammar.read == []
        assert export(store) == before

    def test_but_what_changed_is_read_again(self, store: Store, texts: Path, grammar: Reader) -> None:
        load(store, [texts])
        grammar.read.clear()
        (texts / "1.txt").write_text("9/KH-UBND\n", encoding="utf-8")
        assert figures(load(store, [texts])) == (0, 1, 2, 0)
        assert grammar.read == ["texts/1.txt"]
        assert len(store.claims_of_source("texts/1.txt")) == 2

    def test_and_a_new_grammar_reads_everything_again(
        self, store: Store, texts: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        load(store, [texts])
        monkeypatch.setattr(module, "grammar_version", lambda: "another")
        assert figures(load(store, [texts])) == (0, 3, 0, 0)

    def test_and_a_new_registry_reads_everything_again(
        self, store: Store, texts: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Registry:
            version = "another"

        load(store, [texts])
        monkeypatch.setattr(module, "load_registry", Registry)
        assert figures(load(store, [texts])) == (0, 3, 0, 0)


class TestOrderAndPlaceMakeNoDifference:
    def test_of_paths(self, texts: Path) -> None:
        paths = sorted(texts.iterdir())
        assert loaded(paths, root=texts) == loaded(paths[::-1], root=texts)

    def test_of_batches(self, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = loaded([texts])
        monkeypatch.setattr(module, "_BATCH_SOURCES", 1)
        assert loaded([texts]) == whole

    def test_of_folders_of_the_machine(self, texts: Path, tmp_path: Path) -> None:
        before = loaded([texts])
        (tmp_path / "elsewhere").mkdir()
        moved = texts.rename(tmp_path / "elsewhere" / "texts")
        assert loaded([moved]) == before


def loaded(paths: list[Path], root: Path | None = None) -> list[str]:
    store = open_store("memory:")
    load(store, paths, root=root)
    assert store.sources()
    return export(store)


class TestAFailureIsOneLineAndStopsNothing:
    @pytest.mark.parametrize(
        ("name", "data", "told"),
        [
            ("empty.txt", b"", "is empty"),
            ("binary.txt", b"a\0b\0\0\0c", "is binary"),
            ("latin.txt", b"\xe0\xe1", "is no UTF-8: byte 0xe0 at offset 0"),
            ("plan.rtf", b"{\\rtf1", "is an RTF document, which is not read"),
            ("large.txt", b"x" * 2_000, "has 2,000 bytes, and the limit is 1,000"),
            ("deep.txt", b"broken grammar", "the grammar broke on it (RecursionError: too deep)"),
        ],
    )
    def test_for_every_kind_of_broken_file(self, store: Store, texts: Path, name: str, data: bytes, told: str) -> None:
        (texts / name).write_bytes(data)
        report = load(store, [texts], limits=module.Limits(max_bytes=1_000))
        assert figures(report) == (3, 0, 0, 1)
        assert told in report.failed[0].reason
        assert name in report.failed[0].reason
        assert "\n" not in report.failed[0].reason
        assert len(store.sources()) == 3

    def test_and_keeps_what_the_source_said_before(self, store: Store, texts: Path) -> None:
        load(store, [texts])
        before = export(store)
        (texts / "1.txt").write_bytes(b"")
        assert figures(load(store, [texts])) == (0, 0, 2, 1)
        assert export(store) == before

    def test_and_every_outcome_is_told_as_it_comes(self, store: Store, texts: Path) -> None:
        (texts / "empty.txt").write_bytes(b"")
        seen: list[tuple[Outcome, int]] = []
        load(store, [texts], progress=lambda outcome, total: seen.append((outcome, total)))
        assert sorted(outcome.state for outcome, _ in seen) == ["failed", "new", "new", "new"]
        assert {total for _, total in seen} == {4}

    def test_a_batch_that_is_not_kept_does_not_count(
        self, store: Store, texts: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[Outcome] = []
        monkeypatch.setattr(module, "_BATCH_SOURCES", 2)
        monkeypatch.setattr(module, "read", _failing_after(2, module.read))
        with pytest.raises(KeyboardInterrupt):
            load(store, [texts], progress=lambda outcome, _: seen.append(outcome))
        assert [outcome.place for outcome in seen] == [source.locator for source in store.sources()]
        assert len(seen) == 2


def _failing_after(count: int, read: Callable[[SourceText], Reading]) -> Callable[[SourceText], Reading]:
    left = iter(range(count))

    def limited(source: SourceText) -> Reading:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return read(source)

    return limited


class TestExtract:
    def test_writes_one_reading_per_text(self, texts: Path, tmp_path: Path) -> None:
        report = extract([texts], tmp_path / "out")
        assert [path.name for _, path in report.written] == ["0.json", "1.json", "2.json"]
        for _, path in report.written:
            assert isinstance(json.loads(path.read_text(encoding="utf-8")), dict)

    def test_twice_gives_the_same_bytes(self, texts: Path, tmp_path: Path) -> None:
        for name in ("one", "two"):
            extract([texts], tmp_path / name)
        for path in (tmp_path / "one").iterdir():
            assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()

    def test_keeps_vietnamese_letters(self, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Reading, "to_json", lambda _: {"title": "Kế hoạch"})
        extract([texts / "0.txt"], tmp_path)
        assert '"Kế hoạch"' in (tmp_path / "0.json").read_text(encoding="utf-8")

    def test_tells_texts_of_one_name_apart(self, texts: Path, tmp_path: Path) -> None:
        (texts / "more").mkdir()
        for name in ("0.md", "more/0.txt", "more/A.txt", "a.txt"):
            (texts / name).write_text("1/KH-UBND", encoding="utf-8")
        out = tmp_path / "out"
        report = extract([texts], out)
        names = {path.relative_to(out).as_posix() for _, path in report.written}
        assert len(names) == len(report.written) == 7
        assert {"texts/0.md.json", "texts/0.txt.json", "texts/more/0.txt.json", "1.json"} <= names

    def test_a_failure_stops_nothing(self, texts: Path, tmp_path: Path) -> None:
        (texts / "1.txt").write_bytes(b"")
        report = extract([texts], tmp_path / "out")
        assert [path.name for _, path in report.written] == ["0.json", "2.json"]
        assert "is empty" in report.failed[0].reason

    def test_leaves_no_half_written_file(self, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        extract([texts], tmp_path / "out")
        before = (tmp_path / "out" / "0.json").read_bytes()
        monkeypatch.setattr(Reading, "to_json", lambda _: {"title": "\ud800"})
        with pytest.raises(UnicodeEncodeError):
            extract([texts], tmp_path / "out")
        assert (tmp_path / "out" / "0.json").read_bytes() == before
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["0.json", "1.json", "2.json"]


def test_a_load_that_is_killed_and_begun_again_gives_the_same_graph() -> None:
    command = [sys.executable, "benchmarks/crash.py", "--rounds", "3", "--texts", "150"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 rounds" in done.stdout
    assert "0 exports differ" in done.stdout
