"""What the docs say is there, and what is there the docs say: read from the code, not from a list."""

from __future__ import annotations

import dataclasses
import json
import re
import shlex
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
import typer.main
from typer.core import TyperGroup

import graph.claims
import graph.judgements
import graph.nodes
from api import exits, settings
from api.cli import app
from api.http import create_app
from graph.kinds import KINDS, ROLE_KINDS
from graph.nodes import LABELS, Node
from graph.stores import open_store
from loaders.reading import read
from loaders.text import SourceText

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "examples" / "README.md"])
COMMANDS = typer.main.get_command(app)
assert isinstance(COMMANDS, TyperGroup)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


README, README_VI, GLOSSARY = page("README.md"), page("README.vi.md"), page("GLOSSARY.md")
FORMAT = page("docs/reading-format.md")


def code(text: str) -> set[str]:
    """The words set as code in a page."""
    return {word for span in re.findall(r"`([^`\n]+)`", text) for word in re.split(r"[\s,]+", span)}


def long_options(command: Any) -> set[str]:
    found = {o for p in command.params for o in (*p.opts, *p.secondary_opts) if o.startswith("--")}
    return found - {"--help"}


# The command line


@pytest.mark.parametrize("name", sorted(COMMANDS.commands))
def test_a_command_stands_in_both_readmes_with_its_options(name: str) -> None:
    assert f"`chidao {name}" in README
    assert f"chidao {name}" in README_VI
    assert long_options(COMMANDS.commands[name]) <= code(README)


def test_the_options_of_every_command_are_in_the_readme() -> None:
    assert long_options(COMMANDS) <= code(README)


@pytest.mark.parametrize(("number", "meaning"), sorted(exits.MEANINGS.items()))
def test_an_exit_code_is_in_the_readme_with_its_meaning(number: int, meaning: str) -> None:
    row = re.search(rf"^\| {number} \| (.+) \|$", README, re.MULTILINE)
    assert row is not None
    assert meaning.startswith(row[1]) or row[1].startswith(meaning)


def test_no_exit_code_is_explained_that_does_not_exist() -> None:
    table = README.split("Exit codes:")[1].split("\n## ")[0]
    assert {int(number) for number in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == set(exits.MEANINGS)


def test_the_setting_that_chooses_the_store_is_in_both_readmes() -> None:
    assert settings.STORE_VARIABLE in code(README)
    assert settings.STORE_VARIABLE in code(README_VI)


def shell_lines(text: str) -> list[str]:
    """Lines of chidao in fenced code, and the commands in tables, without their comments."""
    fenced = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    inline = re.findall(r"`(chidao [^`]+)`", text)
    return [line.strip() for line in (*fenced, *inline) if re.match(r"(\.venv/bin/)?chidao ", line.strip())]


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_commands_that_the_docs_show_exist(name: str) -> None:
    lines = shell_lines(page(name))
    assert lines
    for line in lines:
        _, command, *rest = shlex.split(line, comments=True)
        if command == "COMMAND":
            continue
        assert command in COMMANDS.commands, line
        known = {o for p in COMMANDS.commands[command].params for o in p.opts} | {"--help"}
        given = {word for word in rest if word.startswith("-")}
        assert given <= known, line


def test_every_target_of_the_makefile_is_in_the_readme() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony is not None
    missing = [target for target in phony[1].split() if f"make {target}" not in README]
    assert missing == []


# HTTP


def endpoints() -> set[str]:
    """Paths of the interface for programs, parameters without their converters, its own description included."""
    server = create_app(lambda: open_store("memory:"))
    paths = {re.sub(r"\{(\w+):\w+\}", r"{\1}", path) for path in server.openapi()["paths"]}
    paths.add(str(server.openapi_url))
    assert len(paths) > 1
    return {path for path in paths if path.startswith("/api/")}


def test_every_endpoint_is_in_the_readme() -> None:
    assert endpoints() <= code(README)


def test_no_endpoint_is_described_that_does_not_exist() -> None:
    described = {word for word in code(README) if word.startswith("/api/v1/")}
    assert described <= endpoints()


# The graph


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_edge_kind_stands_in_the_glossary_with_its_label(kind: str) -> None:
    rows = [line for line in GLOSSARY.splitlines() if f"`{kind}`" in line]
    assert rows, f"{kind} is missing"
    assert any(KINDS[kind].label in row for row in rows), f"{kind} without {KINDS[kind].label!r}"


@pytest.mark.parametrize("role", sorted(ROLE_KINDS))
def test_a_role_stands_in_the_glossary_beside_its_edge(role: str) -> None:
    assert re.search(rf"^\| `{role}` \| `{ROLE_KINDS[role].name}` \|", GLOSSARY, re.MULTILINE)


def test_the_glossary_knows_every_label_and_property_of_a_node() -> None:
    documented = set(re.findall(r"``(\w+)``", Node.__doc__ or ""))
    assert {"status", "due"} <= documented
    assert {*LABELS, *documented} - {"key", "name"} <= code(GLOSSARY)


@pytest.mark.parametrize("module", [graph.claims, graph.nodes, graph.judgements], ids=lambda m: m.__name__)
def test_the_glossary_knows_every_type_of_the_contract(module: ModuleType) -> None:
    own = {n for n, v in vars(module).items() if dataclasses.is_dataclass(v) and v.__module__ == module.__name__}
    assert own
    assert own <= code(GLOSSARY)


def test_the_glossary_names_no_edge_kind_that_does_not_exist() -> None:
    upper = {word for word in code(GLOSSARY) if re.fullmatch(r"[A-Z]{2,}(_[A-Z]+)+", word)}
    assert upper - {"JUDGED_WRONG"} <= set(KINDS)  # what an edge becomes in a Neo4j database


# The reading format


def fields_of(value: object) -> set[str]:
    """Names of all fields at any depth of a JSON value."""
    if isinstance(value, dict):
        return set(value).union(*map(fields_of, value.values()))
    return set().union(*map(fields_of, value)) if isinstance(value, list) else set()


def source_text(path: Path) -> SourceText:
    return SourceText(path.name, path.name, path.read_text(encoding="utf-8"), "utf-8", "0" * 64)


def test_the_reading_format_names_every_field_that_a_reading_of_the_samples_has() -> None:
    files = sorted((ROOT / "examples" / "documents").glob("*.txt"))
    readings = [read(source_text(file)).to_json() for file in files]
    assert all(reading["documents"] for reading in readings)
    assert set().union(*map(fields_of, readings)) <= code(FORMAT)


def test_the_reading_format_names_every_part_of_a_deadline() -> None:
    fields = {field.name for field in dataclasses.fields(graph.claims.Deadline)}
    assert fields <= code(FORMAT)
    values = get_args(graph.claims.Deadline.__annotations__["precision"]) or ()
    assert set(values) - {""} <= code(FORMAT)


# The pages themselves


def test_the_readme_starts_with_the_two_commands() -> None:
    first = README.split("```sh\n", 1)[1].splitlines()[:2]
    assert [line.split("#")[0].strip() for line in first] == ["make demo", "make test"]
    assert README.index("```sh") < 80


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_of_a_page_leads_to_a_file(path: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)", path.read_text(encoding="utf-8"))
    broken = [link for link in links if not (path.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_code_named_in_a_page_exists(path: Path) -> None:
    named = [
        w for w in code(path.read_text(encoding="utf-8")) if re.fullmatch(r"(graph|loaders|queries|api|tests)/\S+", w)
    ]
    gone = [name for name in named if not list(ROOT.glob(name))]
    assert gone == []


def decisions() -> list[Path]:
    found = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    assert found
    return found


@pytest.mark.parametrize("path", decisions(), ids=lambda p: p.stem)
def test_a_decision_is_listed_and_gives_alternatives_and_what_was_measured(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert path.name in page("docs/decisions/README.md")
    assert "**Decided.**" in text
    assert "**Instead of**" in text
    assert re.search(r"measure", text, re.IGNORECASE)


def test_every_sample_is_explained() -> None:
    explained = page("examples/README.md")
    samples = sorted((ROOT / "examples" / "documents").iterdir())
    assert samples
    assert [sample.name for sample in samples if f"`{sample.name}`" not in explained] == []


def test_the_samples_page_explains_every_list_of_questions() -> None:
    asked = json.loads(page("examples/expected.json"))
    assert set(asked) - {"about"} <= code(page("examples/README.md"))
