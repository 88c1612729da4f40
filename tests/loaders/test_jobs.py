"""The number of processes changes how long a load takes and nothing else."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from packing import PLAN, docx, message, packed, page, pdf, write, xlsx

from graph.stores import open_store
from loaders.extract import extract
from loaders.load import load
from loaders.report import LoadReport, Outcome


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of many kinds, short and long, some of them the same and some broken."""
    for n in range(12):
        plan = PLAN.replace("112/KH", f"{n}/KH")
        write(tmp_path / "in" / f"{n:02}.txt", plan + "2. Sở Y tế báo cáo UBND tỉnh.\n" * (12 - n) * 20)
    write(tmp_path / "in" / "page.html", page("".join(f"<p>{line}</p>" for line in PLAN.splitlines())))
    write(tmp_path / "in" / "word.docx", docx("Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"))
    write(tmp_path / "in" / "book.xlsx", xlsx(5))
    write(tmp_path / "in" / "mail.eml", message(PLAN, {"a.txt": PLAN.encode(), "b.pdf": pdf()}))
    write(tmp_path / "in" / "more.zip", packed({"x/a.txt": PLAN, "y.docx": docx("Kế hoạch số 9/KH-UBND")}))
    write(tmp_path / "in" / "broken.pdf", pdf()[:300])
    write(tmp_path / "in" / "empty.txt", "")
    return tmp_path / "in"


def timeless(outcomes: tuple[Outcome, ...]) -> list[Outcome]:
    return [dataclasses.replace(outcome, seconds=0.0) for outcome in outcomes]


def loaded(folder: Path, jobs: int) -> tuple[list[str], LoadReport, list[str]]:
    seen: list[str] = []
    store = open_store("memory:")
    report = load(store, [folder], jobs=jobs, progress=lambda outcome, _: seen.append(outcome.place))
    return list(store.export()), report, seen


def test_a_load_gives_the_same_graph_ids_and_report_in_any_number_of_processes(folder: Path) -> None:
    export, report, seen = loaded(folder, 1)
    assert (report.new, len(report.failed)) == (20, 2)
    for jobs in (2, 5):
        other, its_report, its_seen = loaded(folder, jobs)
        assert other == export
        assert its_seen == seen
        assert timeless(its_report.read) == timeless(report.read)
        assert its_report.failed == report.failed


def test_sqlite_gives_the_same_file_content(folder: Path, tmp_path: Path) -> None:
    rows = []
    for jobs in (1, 3):
        store = open_store(f"sqlite:///{tmp_path}/{jobs}.sqlite")
        load(store, [folder], jobs=jobs)
        rows.append([[claim.id for claim in store.claims_of_source(source.locator)] for source in store.sources()])
        store.close()
    assert rows[0] == rows[1]
    assert sum(map(len, rows[0])) > 100


def test_extracting_gives_the_same_files(folder: Path, tmp_path: Path) -> None:
    found = []
    for jobs in (1, 3):
        out = tmp_path / str(jobs)
        extract([folder], out, jobs=jobs)
        found.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert found[0] == found[1]
    assert {".json", ".txt"} == {path.suffix for path in found[0]}


def test_the_extracted_text_lies_beside_the_reading_and_places_count_in_it(folder: Path, tmp_path: Path) -> None:
    import json

    extract([folder / "word.docx"], tmp_path / "out")
    reading = json.loads((tmp_path / "out" / "word.json").read_text(encoding="utf-8"))
    text = (tmp_path / "out" / "word.txt").read_bytes().decode()
    (document,) = reading["documents"]
    (place,) = document["mentions"]
    assert text[place["start"] : place["end"]].startswith("Nghị quyết số 57-NQ/TW")
    assert reading["reader"].startswith("docx (lxml ")
