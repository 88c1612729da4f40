"""The hard constructions by name: each has an example that is read, and one that it must not match."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests" / "loaders")]

from drafting import plan, reading  # noqa: E402  # the path above makes it importable


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("constructions", ROOT / "benchmarks" / "constructions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["constructions"] = module
    spec.loader.exec_module(module)
    return module


constructions = _module()
TABLE = constructions.load_constructions()


def told(text: str, list_: str) -> list[str]:
    """What is read of a plan with this body, a line for each item of a list."""
    found = reading(plan(text))
    names = {d["id"]: d.get("symbol") or d.get("title", "") for d in found["documents"]}
    match list_:
        case "documents":
            return [f"{d.get('symbol', '')} {d.get('date', '')}" for d in found["documents"] if not d.get("own")]
        case "relations":
            return [f"{names[r['source']]} {r['kind']} {names[r['target']]}" for r in found["relations"]]
        case "reporting":
            return [_line(f"{r['reporter']} to {r['recipient']}", via=r.get("via")) for r in found["reporting"]]
    return [
        _line(
            "; ".join(a["organizations"]) + " " + "+".join(a["roles"]),
            **{"with": a["coordinators"], "to": a.get("recipient")},
        )
        for a in found["assignments"]
    ]


def _line(begin: str, **bodies: Any) -> str:
    said = [
        f" {word} {'; '.join(names if isinstance(names, list) else [names])}" for word, names in bodies.items() if names
    ]
    return begin + "".join(said)


@pytest.mark.parametrize("construction", TABLE, ids=lambda c: c.name)
class TestAConstruction:
    def test_is_read_in_its_example(self, construction: Any) -> None:
        assert told(construction.example, construction.list) == list(construction.gives)

    def test_is_not_read_in_what_is_unlike_it(self, construction: Any) -> None:
        found = told(construction.unlike, construction.list)
        if construction.list and construction.gives:
            assert not set(construction.gives) <= set(found)
        elif not construction.list:
            assert found, "what only looks like a duty has a duty beside it"

    def test_is_known_by_its_words(self, construction: Any) -> None:
        if construction.pattern is None:
            assert construction.kind in constructions.KINDS
            return
        assert construction.pattern.search(construction.example)


def test_the_table_of_the_docs_names_all_with_their_examples() -> None:
    said = " ".join((ROOT / "docs" / "accuracy.md").read_text("utf-8").replace("<br>", " ").split())
    assert TABLE
    for construction in TABLE:
        assert f"| {construction.name} |" in said
        for example in (construction.example, construction.unlike):
            assert " ".join(example.split()) in said


class TestCounting:
    TEXT = "Giao Sở A chủ trì; Sở B phối hợp.\n- Rà soát lại.\n"

    def place(self, words: str, **item: Any) -> Any:
        start = self.TEXT.index(words)
        span = (start, start + len(words))
        return constructions.Place({"organizations": ["Sở A"], "roles": ["LEAD"]} | item, self.TEXT, span)

    def test_a_sentence_begins_behind_a_stop_or_the_mark_of_a_point(self) -> None:
        assert self.place("chủ trì").sentence == "Giao Sở A chủ trì"
        assert self.place("phối hợp").sentence == "Sở B phối hợp"
        assert self.place("Rà soát").sentence.strip() == "- Rà soát"

    @pytest.mark.parametrize(("words", "kind"), [("chủ trì", ""), ("Rà soát", "carried_to_bullet")])
    def test_a_subject_is_carried_where_the_sentence_does_not_name_it(self, words: str, kind: str) -> None:
        place = self.place(words)
        found = [name for name, holds in constructions.KINDS.items() if name.startswith("carried") and holds(place)]
        assert found == [kind] * bool(kind)
