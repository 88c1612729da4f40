"""A folder of files broken on purpose: each is named with its reason, the rest is loaded, and nothing runs away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from packing import PLAN, docx, locked_pdf, packed, page, pdf, write, xlsx

SHARED = Path(__file__).parents[2].parent / "shared"
SECONDS = 60
MEMORY = 1_000_000_000
ENTITIES = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY y 'lol'>]>"
BOMB = (
    "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {chr(n)} '{f'&{chr(n - 1)};' * 10}'>" for n in range(ord("b"), ord("l")))
    + "]>"
)

#: File → (its bytes, what its reason must say).
BROKEN: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty"),
    "empty.pdf": (b"", "is empty"),
    "binary.txt": (b"a\0b\0\0\0c" * 50, "is binary"),
    "truncated.pdf": (pdf(3)[:400], "PDF"),
    "no.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "PDF"),
    "locked.pdf": (locked_pdf(), "password"),
    "long.pdf": (pdf(10_000), "10,000 pages"),
    "entities.docx": (docx("&x;", before=ENTITIES), "document type"),
    "laughs.docx": (docx("&k;", before=BOMB), "word/document.xml"),
    "swollen.docx": (docx("Kế hoạch", parts={"word/media/a.xml": b"0" * 300_000_000}), "unpack"),
    "broken.docx": (docx("Kế hoạch")[:-60], "Office file"),
    "headless.xlsx": (packed({"xl/workbook.xml": "<x/>"}), "spreadsheet"),
    "bomb.zip": (packed({"a.txt": b"0" * 150_000_000}), "bytes"),
    "tight.zip": (packed({"a.txt": b"0" * 60_000_000}), "as only a bomb does"),
    "up.zip": (packed({"../../etc/a.txt": PLAN}), "leads out of the archive"),
    "deep.zip": (packed({"a.zip": packed({"b.txt": PLAN})}), "is an archive inside an archive"),
    "locked.doc": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(100), "is a picture"),
}
GOOD: dict[str, bytes] = {
    "good.txt": PLAN.encode(),
    "page.txt": page("".join(f"<p>{line}</p>" for line in PLAN.splitlines())),
    "macro.xlsm": xlsx(3, macro=True),
    "word.pdf": docx("Kế hoạch số 15/KH-UBND ngày 12/8/2025 của UBND tỉnh Gia Lai"),
    "nine.pdf": pdf(9),
}


class Loading:
    """``chidao load`` in a process of its own, watched with all it starts."""

    def __init__(self, told: Path, paths: list[Path], *options: str) -> None:
        code = "import sys; from api.cli import run; sys.exit(run(sys.argv[1:]))"
        command = [sys.executable, "-c", code, "load", *map(str, paths), "--store", "memory:", "--json", *options]
        started = time.monotonic()
        self.memory = 0
        with told.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None:
                self.memory = max(self.memory, _resident(process.pid))
                time.sleep(0.05)
        self.code = process.returncode
        self.seconds = time.monotonic() - started
        self.report: dict[str, Any] = json.loads(told.read_bytes())
        self.reasons = {Path(row["place"]).name: row["reason"] for row in self.report["failed"]}


def _resident(root: int) -> int:
    """Bytes in memory of a process and all below it; 0 where the system does not tell."""
    parents: dict[int, list[int]] = {}
    sizes: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(entry.name))
        sizes[int(entry.name)] = int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    todo, total = [root], 0
    while todo:
        process = todo.pop()
        total += sizes.get(process, 0)
        todo += parents.get(process, [])
    return total


@pytest.fixture(scope="module")
def loading(tmp_path_factory: pytest.TempPathFactory) -> Loading:
    folder = tmp_path_factory.mktemp("broken")
    for name, (data, _) in BROKEN.items():
        write(folder / "in" / name, data)
    for name, data in GOOD.items():
        write(folder / "in" / name, data)
    return Loading(folder / "told.json", [folder / "in"], "--max-seconds", str(SECONDS))


@pytest.mark.parametrize("name", BROKEN)
def test_each_is_named_with_its_reason(loading: Loading, name: str) -> None:
    inside = {"bomb.zip", "tight.zip", "up.zip"}
    place = "a.txt" if name in inside else "a.zip" if name == "deep.zip" else name
    told = [row["reason"] for row in loading.report["failed"] if f"/{name}" in row["place"]]
    assert told, f"{place} was not refused"
    assert BROKEN[name][1] in told[0]
    assert "\n" not in told[0]


def test_the_rest_is_loaded_each_by_its_content(loading: Loading) -> None:
    readers = {Path(row["place"]).name: row["reader"].split(" ")[0] for row in loading.report["read"]}
    wanted = {"good.txt": "text", "page.txt": "html", "macro.xlsm": "xlsx", "word.pdf": "docx", "nine.pdf": "pdf"}
    assert readers == wanted


def test_a_macro_is_never_run_and_said_to_be_left_out(loading: Loading) -> None:
    (row,) = (row for row in loading.report["read"] if row["place"].endswith("macro.xlsm"))
    assert any("macro" in note for note in row["left_out"])


def test_the_exit_code_says_that_some_could_not_be_read(loading: Loading) -> None:
    assert loading.code == 5


def test_no_file_took_longer_than_its_limit(loading: Loading) -> None:
    assert max(row["seconds"] for row in loading.report["read"]) < SECONDS
    assert loading.seconds < SECONDS * 3


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system does not tell what memory a process has")
def test_all_processes_together_stay_below_a_gigabyte(loading: Loading) -> None:
    assert 0 < loading.memory < MEMORY


@pytest.mark.skipif(not SHARED.is_dir(), reason="the broken file of the corpus is not beside the repository")
def test_the_truncated_paper_of_the_corpus_is_refused_and_its_folder_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "good.txt", PLAN)
    loading = Loading(tmp_path / "told.json", [SHARED / "corpus" / "broken", tmp_path / "good.txt"])
    assert list(loading.reasons) == ["nd145_2020.pdf"]
    assert loading.report["new"] == 1
    assert loading.code == 5
