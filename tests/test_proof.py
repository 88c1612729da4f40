"""Everything is proved by words: each claim of each text quotes it, and each edge of the graph leads to such claims.

Takes the examples and, where they lie beside the checkout, all real texts; without these the examples alone.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.kinds import KINDS
from graph.nodes import EdgeKey
from graph.registry import load_registry
from graph.store import Store
from graph.stores import open_store
from loaders.files import FileRef, read_file
from loaders.load import load
from loaders.reading import read

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FOLDERS = (ROOT / "examples" / "documents", SHARED / "gold" / "dev", SHARED / "corpus" / "text")
TEXTS = sorted(p for folder in FOLDERS for suffix in ("txt", "md") for p in folder.glob(f"*.{suffix}"))
EXAMPLES = [p for p in TEXTS if p.is_relative_to(ROOT)]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 12


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_claim_quotes_its_text(path: Path) -> None:
    reading = read(read_file(FileRef(path, path.name)))
    assert reading.claims
    for claim in reading.claims:
        if claim.evidence.origin == "registry":
            assert claim.evidence.rule, claim
            assert claim.evidence.act, claim
        else:
            assert claim.evidence.spans, claim
        for span in claim.evidence.spans:
            assert reading.source.text[span.start : span.end] == span.quote


@pytest.fixture(scope="module")
def store() -> Store:
    """The examples in one store."""
    store = open_store("memory:")
    report = load(store, EXAMPLES)
    assert report.failed == ()
    return store


def test_every_edge_leads_to_the_words_or_the_act_behind_it(store: Store) -> None:
    texts = {path.name: read_file(FileRef(path, path.name)).text for path in EXAMPLES}
    edges = [line for line in map(json.loads, store.export()) if line["line"] == "edge"]
    assert len(edges) > 100
    for edge in edges:
        assert edge["claims"], edge
        for claim in edge["claims"]:
            if edge["origin"] == "registry":
                assert claim["act"], edge
                assert load_registry().entry(edge["properties"]["entry"]) is not None, edge
                continue
            assert claim["spans"], edge
            for span in claim["spans"]:
                assert texts[Path(claim["source"]).name][span["start"] : span["end"]] == span["quote"]


def test_the_store_gives_the_claims_behind_an_edge(store: Store) -> None:
    edges = [line for line in map(json.loads, store.export()) if line["line"] == "edge"]
    kinds = {edge["kind"] for edge in edges}
    assert {"IMPLEMENTS", "SUBORDINATE_TO", "LEADS"} <= kinds <= set(KINDS)
    for edge in edges[::7]:
        key = EdgeKey(edge["source"], edge["kind"], edge["target"], edge["qualifier"])
        assert {c.id for c in store.claims_of_edge(key)} == {c["id"] for c in edge["claims"]}
