"""The command line: what it prints, what it ends with, and what it never does."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx
import pytest

from api.cli import app, run
from graph.claims import (
    Assignment,
    Attribute,
    Body,
    Claim,
    Deadline,
    Evidence,
    Mention,
    Relation,
    Reporting,
    Source,
    Span,
)
from graph.stores import open_store

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-c", "from api.cli import main; main()")
COMMANDS = sorted(str(command.name) for command in app.registered_commands)
HOSTILE = "về <b>y tế</b> \x1b[31m[bold]\u202e"


def evidence(words: str) -> Evidence:
    return Evidence((Span(0, len(words), "quote", words),), "test.rule")


def document(ref: str, own: bool, **facts: str) -> list[Claim]:
    said = evidence(" ".join(facts.values()))
    return [Mention(ref, said), *(Attribute(ref, name, value, own, False, said) for name, value in facts.items())]


PLAN = {"type": "Kế hoạch", "number": "15/KH-UBND", "date": "2025-03-01", "title": HOSTILE, "issuer": "ubnd@lang-son"}
RESOLUTION = {"type": "Nghị quyết", "number": "57-NQ/TW", "date": "2024-12-22", "issuer": "bo-chinh-tri"}
HEALTH = Body("so-y-te@lang-son", "Sở Y tế Lạng Sơn")
PEOPLE = Body("ubnd@lang-son", "Ủy ban nhân dân tỉnh Lạng Sơn")


def plan() -> list[Claim]:
    due = Deadline("trước ngày 01/12/2025", end="2025-12-01", bound="before", precision="day")
    task = Assignment("d1", (HEALTH,), ("LEAD",), "rà soát trạm y tế", evidence("Sở Y tế rà soát"), deadline=due)
    report = Reporting("d1", HEALTH, PEOPLE, "kết quả rà soát", evidence("báo cáo UBND tỉnh"))
    relation = Relation("d1", "IMPLEMENTS", "d2", evidence("thực hiện Nghị quyết số 57-NQ/TW"))
    return [*document("d1", True, **PLAN), *document("d2", False, **RESOLUTION), relation, task, report]


def keep(address: str, locator: str, claims: list[Claim]) -> None:
    store = open_store(address)
    with store.writing() as writer:
        writer.put_source(Source(locator, "0" * 64, "1", "1"), claims)
    store.close()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a store with one plan, which is the store of the environment."""
    address = f"sqlite://{tmp_path}/graph.sqlite"
    keep(address, "texts/plan.txt", plan())
    monkeypatch.setenv("CHIDAO_STORE", address)
    return address


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("Kế hoạch số 15/KH-UBND", encoding="utf-8")
    return folder


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """What a command says with --json."""
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error; nothing may be on standard output."""
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert "Traceback" not in captured.err
    return captured.err


class TestHelp:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_of_every_command_has_an_example_that_names_it(
        self, command: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run([command, "--help"]) == 0
        assert f"Example: chidao {command}" in capsys.readouterr().out

    def test_explains_the_exit_codes(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["--help"]) == 0
        told = capsys.readouterr().out
        assert re.findall(r"^ +(\d+) +\w", told, re.MULTILINE) == ["0", "1", "2", "3", "4", "5", "6", "7", "130"]

    def test_lists_every_command_with_what_it_does(self, capsys: pytest.CaptureFixture[str]) -> None:
        run(["--help"])
        told = capsys.readouterr().out
        for command in COMMANDS:
            assert re.search(rf"^  {command} +\w[^.]*\.$", told, re.MULTILINE), command


HEAVY = {"fastapi", "uvicorn", "pyvis", "jinja2", "IPython"}


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (("--help",), HEAVY | {"networkx", "sqlite3", "rich", "graph.registry"}),
        (("status", "--store", "sqlite://{folder}/new.sqlite"), HEAVY),
    ],
)
def test_the_start_imports_nothing_that_is_not_needed(
    arguments: tuple[str, ...], heavy: set[str], tmp_path: Path
) -> None:
    program = f"""if True:
        import sys
        from api.cli import run
        code = run(sys.argv[1:])
        sys.exit(code or str({heavy} & set(sys.modules) or "") or 0)"""
    command = [sys.executable, "-c", program, *(argument.format(folder=tmp_path) for argument in arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


class TestLoading:
    def test_says_what_it_read(self, texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        address = f"sqlite://{tmp_path}/new.sqlite"
        assert run(["load", str(texts), "--store", address]) == 0
        assert "1 new, 0 changed, 0 unchanged, 0 failed" in capsys.readouterr().out
        assert run(["load", str(texts), "--store", address]) == 0
        assert "0 new, 0 changed, 1 unchanged, 0 failed" in capsys.readouterr().out

    def test_ends_with_five_where_a_part_failed(
        self, texts: Path, store: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (texts / "b.txt").write_bytes(b"\xff\xfe\xff")
        (texts / "c.pdf").write_bytes(b"%PDF-1.7")
        assert run(["load", str(texts), "--json"]) == 5
        captured = capsys.readouterr()
        told = json.loads(captured.out)
        assert (told["new"], len(told["failed"])) == (1, 2)
        lines = captured.err.splitlines()
        assert len(lines) == 2
        assert str(texts / "b.txt") in captured.err
        assert "is a broken PDF" in captured.err

    def test_of_nothing_that_is_there(self, store: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["load", "/no/such/folder", "--json"]) == 5
        assert "/no/such/folder: there is no such file or folder; check the path" in capsys.readouterr().err

    def test_extract_touches_no_store(self, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CHIDAO_STORE", "sqlite:///no/such/place/graph.sqlite")
        assert run(["extract", str(texts), "-o", str(tmp_path / "out")]) == 0
        assert (tmp_path / "out" / "a.json").is_file()

    def test_extract_into_a_place_that_is_none(self, texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["extract", str(texts), "-o", str(texts / "a.txt")]) == 7
        assert "cannot be written" in complaint(capsys)


class TestExplaining:
    HEAD = (
        "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n\nSố: 15/KH-UBND\nLạng Sơn, ngày 01 tháng 3 năm 2025\n\n"
        "KẾ HOẠCH\nCông tác y tế năm 2025\n\n"
    )
    WORDS = "1. Sở Y tế rà soát định mức chi.\n2. Sở Y tế đã hoàn thành việc rà soát."

    @pytest.fixture
    def text(self, tmp_path: Path) -> str:
        path = tmp_path / "plan.txt"
        path.write_text(self.HEAD + self.WORDS, encoding="utf-8")
        return str(path)

    def test_names_the_rules_that_fired_and_what_failed(self, text: str, capsys: pytest.CaptureFixture[str]) -> None:
        place = Path(text).read_text(encoding="utf-8").index("đã hoàn thành")
        assert run(["explain", text, str(place)]) == 0
        told = " ".join(capsys.readouterr().out.split())
        assert "no rule fired here" in told
        assert "no word of past, state or right follows" in told

    def test_gives_json_for_programs(self, text: str, capsys: pytest.CaptureFixture[str]) -> None:
        place = Path(text).read_text(encoding="utf-8").index("định mức")
        told = answer(capsys, "explain", text, str(place))
        (duty,) = [rule for rule in told["rules"] if rule["fired"] and rule["construction"] == "assignments"]
        assert (duty["rule"], duty["quote"]) == ("duty-subject", "Sở Y tế rà soát định mức chi")
        assert all(step["holds"] for step in duty["steps"])

    @pytest.mark.parametrize(
        ("place", "code", "why"), [("999", 2, "is not among them"), ("-1", 2, ""), ("first", 2, "integer")]
    )
    def test_of_a_place_that_is_none(
        self, text: str, place: str, code: int, why: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["explain", text, place]) == code
        assert why in capsys.readouterr().err

    def test_of_a_file_that_is_none(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["explain", str(tmp_path / "none.txt"), "0"]) == 5
        assert "no such file" in complaint(capsys)
        assert run(["explain", str(tmp_path), "0"]) == 2

    def test_of_hostile_words_commands_no_terminal(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "plan.txt"
        path.write_text(f"1. Sở Y tế rà soát {HOSTILE} định mức chi.", encoding="utf-8")
        assert run(["explain", str(path), "5"]) == 0
        assert "\x1b" not in capsys.readouterr().out


@pytest.mark.usefixtures("store")
class TestQuestions:
    def test_lineage(self, capsys: pytest.CaptureFixture[str]) -> None:
        chain = answer(capsys, "lineage", "15/KH-UBND", "--up")
        assert chain["direction"] == "up"
        assert [step["documents"][0]["symbol"] for step in chain["steps"]] == ["15/KH-UBND", "57-NQ/TW"]

    def test_lineage_for_people(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["lineage", "57-NQ/TW", "--down"]) == 0
        told = capsys.readouterr().out
        assert "15/KH-UBND" in told
        assert "“thực hiện Nghị quyết số 57-NQ/TW” texts/plan.txt" in told

    def test_path(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert answer(capsys, "path", "15/KH-UBND", "57-NQ/TW")["length"] == 1
        assert run(["path", "15/KH-UBND", "57-NQ/TW"]) == 0
        assert "57-NQ/TW" in capsys.readouterr().out

    def test_duties(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = answer(capsys, "duties", "Sở Y tế Lạng Sơn", "--as-of", "2025-12-01", "--overdue")
        assert [duty["overdue"] for duty in told["own"]] == [True]
        assert run(["duties", "so y te lang son", "--as-of", "2025-12-01"]) == 0
        assert "OVERDUE" in capsys.readouterr().out

    def test_reports_to(self, capsys: pytest.CaptureFixture[str]) -> None:
        lines = answer(capsys, "reports-to", "Sở Y tế Lạng Sơn", "--line", "to")["lines"]
        assert [line["recipient"]["key"] for line in lines] == ["ubnd@lang-son"]
        assert run(["reports-to", "Sở Y tế Lạng Sơn"]) == 0
        assert "kết quả rà soát" in capsys.readouterr().out

    def test_search(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert answer(capsys, "search", "y te")["documents"]["total"] == 1
        assert answer(capsys, "search", "--number", "57-nq/tw")["documents"]["total"] == 1
        assert run(["search", "Sở Y tế"]) == 0
        assert "so-y-te@lang-son" in capsys.readouterr().out

    @pytest.mark.parametrize("name", ["57-NQ/TW", "Sở Y tế Lạng Sơn", "so-y-te@lang-son"])
    def test_show(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert answer(capsys, "show", name)["edges_total"] >= 1
        assert run(["show", name]) == 0
        assert "texts/plan.txt" in capsys.readouterr().out

    def test_unresolved(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert answer(capsys, "unresolved")["total"] == 0
        assert answer(capsys, "unresolved", "--stubs")["total"] == 1
        assert run(["unresolved", "--stubs"]) == 0
        assert "57-NQ/TW" in capsys.readouterr().out

    def test_unresolved_has_suspect_symbols(self, store: str, capsys: pytest.CaptureFixture[str]) -> None:
        slip = document("d1", False, type="Nghị quyết", number="57/NQ-CP", date="2024-12-22", issuer="bo-chinh-tri")
        keep(store, "texts/news.txt", slip)
        (found,) = answer(capsys, "unresolved")["suspect"]["items"]
        assert (found["document"]["symbol"], found["status"]) == ("57/NQ-CP", "suspect")
        assert answer(capsys, "unresolved", "--status", "suspect")["items"] == [found]
        assert run(["unresolved"]) == 0
        assert "does not write the code CP" in " ".join(capsys.readouterr().out.split())

    def test_status(self, store: str, capsys: pytest.CaptureFixture[str]) -> None:
        told = answer(capsys, "status")
        assert told["store"] == store
        assert told["counts"]["Document"] == 2

    def test_sources_and_remove(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert [source["locator"] for source in answer(capsys, "sources")] == ["texts/plan.txt"]
        assert answer(capsys, "remove", "texts/plan.txt") == {"removed": "texts/plan.txt"}
        assert answer(capsys, "sources") == []
        assert run(["remove", "texts/plan.txt"]) == 3

    def test_export_is_whole_or_not_at_all(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["export"]) == 0
        printed = capsys.readouterr().out
        assert run(["export", "-o", str(tmp_path / "graph.jsonl")]) == 0
        assert (tmp_path / "graph.jsonl").read_text(encoding="utf-8") == printed
        assert [json.loads(line) for line in printed.splitlines()]
        assert run(["export", "-o", str(tmp_path / "none" / "graph.jsonl")]) == 7

    def test_graphml_of_the_whole_of_a_chain_and_of_a_body(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        sizes = {}
        for name, part in {
            "whole": [],
            "chain": ["--document", "57-NQ/TW"],
            "body": ["--organization", "UBND tỉnh Lạng Sơn"],
        }.items():
            file = tmp_path / f"{name}.graphml"
            assert run(["export", "--graphml", str(file), *part]) == 0, capsys.readouterr().err
            sizes[name] = len(networkx.read_graphml(file))
        assert sizes["whole"] > sizes["chain"] == 2
        assert sizes["whole"] > sizes["body"] > 1

    def test_files_for_neo4j_admin_go_into_an_empty_folder(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["export", "--neo4j-admin", str(tmp_path / "import")]) == 0
        assert "neo4j-admin database import full neo4j @arguments" in capsys.readouterr().err
        assert (tmp_path / "import" / "edges.csv").stat().st_size > 0
        assert run(["export", "--neo4j-admin", str(tmp_path / "import")]) == 6

    @pytest.mark.parametrize(
        "wrong",
        [
            ["--document", "57-NQ/TW"],
            ["--graphml", "x", "--document", "57-NQ/TW", "--organization", "Y"],
            ["--graphml", "x", "-o", "y"],
            ["--neo4j-admin", "x", "-o", "y"],
        ],
    )
    def test_an_export_of_two_things_is_no_command(self, wrong: list[str]) -> None:
        assert run(["export", *wrong]) == 2

    def test_draw_writes_one_file(self, tmp_path: Path) -> None:
        assert run(["draw", "57-NQ/TW", "-o", str(tmp_path / "chain.html")]) == 0
        assert "15/KH-UBND" in (tmp_path / "chain.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("store")
class TestDoubt:
    """A plan that is doubtful throughout, beside one that is not."""

    @pytest.fixture(autouse=True)
    def doubted(self, store: str) -> None:
        doubt = Evidence((Span(0, 9, "quote", "mong muốn"),), "test.rule", 0.3)
        other = document("d1", True, **{**PLAN, "number": "16/KH-UBND"})
        relation = Relation("d1", "IMPLEMENTS", "d2", doubt)
        task = Assignment("d1", (HEALTH,), ("LEAD",), "trồng cây", doubt)
        report = Reporting("d1", HEALTH, PEOPLE, "kết quả trồng cây", doubt)
        keep(store, "texts/doubted.txt", [*other, *document("d2", False, **RESOLUTION), relation, task, report])

    def test_a_doubtful_claim_is_left_out_of_answers_and_comes_with_the_option(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for command, items in (
            (["lineage", "57-NQ/TW"], "descendants"), (["duties", "so y te"], "own"),
            (["reports-to", "so y te"], "lines"), (["path", "16/KH-UBND", "57-NQ/TW"], "steps"),
        ):  # fmt: skip
            without, whole = answer(capsys, *command), answer(capsys, *command, "--doubtful")
            assert len(whole[items]) == len(without[items]) + 1
            assert '"doubtful": true' not in json.dumps(without)
            assert '"doubtful": true' in json.dumps(whole)

    def test_it_is_marked_in_tables(self, capsys: pytest.CaptureFixture[str]) -> None:
        for command in (["lineage", "57-NQ/TW"], ["duties", "so y te"], ["reports-to", "so y te"]):
            assert run(command) == run([*command, "--doubtful"]) == 0
            assert capsys.readouterr().out.count("[doubtful]") == 1

    def test_show_holds_it_with_its_rule_and_confidence(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["show", "16/KH-UBND"]) == 0
        shown = capsys.readouterr().out
        assert "thực hiện [doubtful]" in shown
        assert "test.rule" in shown
        assert "0.30 [doubtful]" in shown

    def test_it_is_counted(self, texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        counts = answer(capsys, "status")["counts"]
        assert counts["doubtful"] == 4  # implements, leads, assigns, reports to
        assert answer(capsys, "load", str(texts), "--store", f"sqlite://{tmp_path}/new.sqlite")["doubtful"] == 0

    def test_pictures_and_exports_hold_it_with_the_option(self, tmp_path: Path) -> None:
        sizes = []
        for option in ([], ["--doubtful"]):
            chain, drawn = tmp_path / "chain.graphml", tmp_path / "chain.html"
            assert run(["export", "--graphml", str(chain), "--document", "57-NQ/TW", *option]) == 0
            assert run(["draw", "57-NQ/TW", "-o", str(drawn), *option]) == 0
            sizes.append((networkx.read_graphml(chain).number_of_edges(), "(nghi" in drawn.read_text("utf-8")))
        assert sizes == [(1, False), (2, True)]
        assert run(["export", "--doubtful", "-o", str(tmp_path / "lines")]) == 2


@pytest.mark.usefixtures("store")
class TestHostileText:
    @pytest.mark.parametrize(
        "command", [["lineage", "57-NQ/TW"], ["search", "y te"], ["show", "15/KH-UBND"], ["export"], ["unresolved"]]
    )
    @pytest.mark.parametrize("form", [[], ["--json"]])
    def test_commands_no_terminal(
        self, command: list[str], form: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run([*command, *(form if command != ["export"] else [])]) == 0
        told = capsys.readouterr().out
        assert "\x1b" not in told
        assert "\u202e" not in told

    def test_is_shown_for_what_it_is(self, capsys: pytest.CaptureFixture[str]) -> None:
        run(["search", "y te"])
        assert "về <b>y tế</b> \\u001b[31m[bold]\\u202e" in capsys.readouterr().out


class TestErrors:
    @pytest.mark.usefixtures("store")
    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (["lineage", "99/QĐ-TTg"], 3),
            (["duties", "Bộ Không Có"], 3),
            (["show", "no-such-key"], 3),
            (["lineage", "57-NQ/TW", "--as-of", "yesterday"], 2),
            (["lineage", "57-NQ/TW", "--kind", "LOVES"], 2),
        ],
    )
    def test_are_one_line_and_a_code(self, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(arguments) == code
        assert complaint(capsys).startswith("chidao: ")

    @pytest.mark.parametrize(
        "arguments", [["bad-command"], ["lineage"], ["search", "x", "--limit", "0"], ["path", "a"]]
    )
    def test_of_usage_end_with_two(self, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert run(arguments) == 2
        assert "Usage:" in capsys.readouterr().err

    def test_several_candidates_are_listed(self, store: str, capsys: pytest.CaptureFixture[str]) -> None:
        other = RESOLUTION | {"date": "2019-01-10"}
        keep(store, "texts/other.txt", document("d1", True, **other))
        assert run(["lineage", "57-NQ/TW"]) == 4
        lines = capsys.readouterr().err.splitlines()
        assert [line.rsplit("/", 1)[-1] for line in lines[1:]] == ["2019-01-10", "2024-12-22"]
        assert run(["lineage", "57-NQ/TW", "--json"]) == 4
        assert len(json.loads(capsys.readouterr().err)["candidates"]) == 2

    @pytest.mark.parametrize("address", ["mysql://host/x", "sqlite://{folder}/notes.txt", "sqlite://{folder}"])
    def test_of_a_store_end_with_six(self, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "notes.txt").write_text("no store at all, but a text of some length " * 40, encoding="utf-8")
        assert run(["sources", "--store", address.format(folder=tmp_path)]) == 6
        complaint(capsys)

    def test_within_are_told_as_such_and_traced_on_request(
        self, store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def break_down(*_: object) -> None:
            raise ZeroDivisionError("the fault")

        monkeypatch.setattr("api.render.sources_table", break_down)
        assert run(["sources"]) == 1
        assert "internal error: ZeroDivisionError: the fault" in complaint(capsys)

    def test_are_traced_with_debug_wherever_it_stands(self, store: str) -> None:
        for arguments in (["--debug", "show", "none"], ["show", "none", "--debug"]):
            done = chidao(*arguments)
            assert done.returncode == 3
            assert "Traceback" in done.stderr
        assert "Traceback" not in chidao("show", "none").stderr


def chidao(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PROGRAM, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


class TestStreams:
    def test_a_reader_that_leaves_is_no_error(self, store: str) -> None:
        for n in range(200):  # more than a pipe holds
            keep(store, f"texts/{n}.txt", plan())
        command = f"exec {sys.executable} -c 'from api.cli import main; main()' export"
        with subprocess.Popen(
            ["bash", "-c", f"set -o pipefail; {{ {command.removeprefix('exec ')}; }} | head -n 1"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ) as child:  # fmt: skip
            out, err = child.communicate(timeout=60)
        assert (child.returncode, err) == (0, b"")
        assert len(out.splitlines()) == 1

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1258"])
    def test_an_encoding_without_vietnamese_letters_is_no_error(self, store: str, encoding: str) -> None:
        command, surroundings = [*PROGRAM, "lineage", "57-NQ/TW"], os.environ | {"PYTHONIOENCODING": encoding}
        done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"57-NQ/TW" in done.stdout


class TestDefaultStore:
    def test_lies_in_the_users_data_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.delenv("CHIDAO_STORE", raising=False)
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
        assert answer(capsys, "status")["store"] == f"sqlite://{tmp_path}/data/chidao/graph.sqlite"
        assert (tmp_path / "data" / "chidao").stat().st_mode & 0o077 == 0

    def test_a_relative_data_folder_is_not_taken(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.delenv("CHIDAO_STORE", raising=False)
        monkeypatch.setenv("XDG_DATA_HOME", "data")
        monkeypatch.setenv("HOME", str(tmp_path))
        assert answer(capsys, "status")["store"] == f"sqlite://{tmp_path}/.local/share/chidao/graph.sqlite"


class TestServing:
    def test_a_port_that_is_taken(self, store: str, capsys: pytest.CaptureFixture[str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            assert run(["serve", "--port", str(port)]) == 7
        assert f"127.0.0.1:{port}: cannot listen" in complaint(capsys)

    def test_a_host_that_is_none(self, store: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["serve", "--host", "no such host", "--port", "0"]) == 7
        assert "no such host:0: cannot listen" in complaint(capsys)

    def test_answers_at_the_address_it_prints_until_it_is_interrupted(self, store: str) -> None:
        with serving("serve", "--port", "0") as (child, address):
            assert address.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(f"{address}api/v1/status", timeout=20) as response:  # noqa: S310 - our own
                assert json.load(response)
            child.send_signal(signal.SIGINT)
            assert child.wait(20) == 0


class serving:  # noqa: N801 - read as a word in a with statement
    """A child that serves; gives it with the address it printed, and ends it."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments

    def __enter__(self) -> tuple[subprocess.Popen[str], str]:
        self._child = subprocess.Popen(
            [*PROGRAM, *self._arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
        )
        assert self._child.stderr
        line = self._child.stderr.readline()
        return self._child, re.findall(r"http://\S+", line)[0]

    def __exit__(self, *_: object) -> None:
        self._child.kill()
        self._child.communicate()


class TestDemo:
    def test_shows_a_chain_and_duties_and_leaves_the_store_alone(
        self, store: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["demo", "--no-serve"]) == 0
        told = capsys.readouterr().out
        assert '$ chidao lineage "57-NQ/TW"' in told
        assert "$ chidao duties" in told
        assert [source["locator"] for source in answer(capsys, "sources")] == ["texts/plan.txt"]


@pytest.fixture(autouse=True)
def _process_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tables as wide as these tests expect; and the log level, which belongs to the process of the tests, put back."""
    monkeypatch.setenv("COLUMNS", "200")
    level, handlers = logging.root.level, logging.root.handlers[:]
    yield
    logging.root.setLevel(level)
    logging.root.handlers[:] = handlers
