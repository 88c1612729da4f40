"""What a reader knew beside the words reaches the claims: the page, the cell, and how sure it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.claims import Attribute, Evidence, Mention, Span
from loaders.extracted import Box, Cell, Doubt, Table
from loaders.files import FileRef, read_file
from loaders.places import Places
from loaders.reading import read
from loaders.text import SourceText

LINES = ("Thực hiện Nghị quyết số", "57-NQ/TW ngày 22/12/2024", "của Bộ Chính trị")
TEXT = "\n".join(LINES)
STARTS = [TEXT.index(line) for line in LINES]
BOXES = tuple(
    Box(start, start + len(line), page, 50.0, top, 300.0, top + 12)
    for start, line, page, top in zip(STARTS, LINES, (3, 3, 4), (700.0, 720.0, 40.0), strict=True)
)
SAMPLE = Path(__file__).parents[2] / "examples" / "documents"


def source(**known: object) -> SourceText:
    plain = SourceText("a.pdf", "a.pdf", TEXT, "", "0" * 64, "application/pdf", "pdf")
    return replace(plain, **known)  # type: ignore[arg-type]  # fields of the class


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [(0, 5, "3"), (0, len(TEXT), "3-4"), (STARTS[2], len(TEXT), "4"), (STARTS[1] - 1, STARTS[1], "")],
)
def test_a_stretch_is_named_by_its_pages(start: int, end: int, place: str) -> None:
    assert Places(source(boxes=BOXES)).name(start, end) == place


def test_a_stretch_is_named_by_its_cells() -> None:
    cells = (Cell(0, 5, 0, 0, reference="Sheet1!A1"), Cell(6, 9, 0, 1, reference="Sheet1!B1"), Cell(9, 9, 0, 2))
    places = Places(source(tables=(Table(0, 9, cells),), boxes=BOXES))
    assert places.name(1, 3) == "Sheet1!A1"
    assert places.name(0, 9) == "Sheet1!A1:B1"
    assert places.name(STARTS[1], len(TEXT)) == "3-4"


def test_claims_carry_the_page_and_are_no_surer_than_the_reader() -> None:
    at = TEXT.index("57-NQ/TW")
    doubt = Doubt(at, at + 2, 0.4, "recognised from a picture")
    claims = read(source(boxes=BOXES, doubts=(doubt,))).claims
    numbers = [claim for claim in claims if isinstance(claim, Attribute) and claim.name == "number"]
    assert [claim.evidence.confidence for claim in numbers] == [0.4]
    assert {span.place for claim in claims for span in claim.evidence.spans} <= {"3", "4", "3-4"}
    assert [c.evidence.spans[0].place for c in claims if isinstance(c, Mention)]


def test_claims_of_a_plain_text_are_as_the_grammar_made_them() -> None:
    claim = Mention("d1", Evidence((Span(0, 5, "mention", "Thực "),), "test"))
    assert Places(source()).settle([claim]) == (claim,)


def test_the_reading_shows_where_on_the_page_the_words_stand() -> None:
    at = TEXT.index("57-NQ/TW")
    doubt = Doubt(at, at + 2, 0.4, "recognised from a picture")
    known = source(boxes=BOXES, doubts=(doubt,), facts=(("title", "x"),), left_out=("page 9 is empty",))
    reading = read(known).to_json()
    assert (reading["reader"], reading["left_out"]) == ("pdf", ["page 9 is empty"])
    assert reading["facts"] == [{"name": "title", "value": "x"}]
    (mention,) = reading["documents"][0]["mentions"]
    assert (mention["page"], mention["confidence"], mention["doubtful"]) == (3, 0.4, True)
    assert mention["boxes"][0] == [3, 50.0, 700.0, 300.0, 712.0]
    assert mention["doubts"] == [{"start": at, "end": at + 2, "confidence": 0.4, "reason": "recognised from a picture"}]


def test_the_reading_of_a_plain_text_has_no_pages() -> None:
    (path, *_) = sorted(SAMPLE.glob("*.txt"))
    reading = read(read_file(FileRef(path, path.name))).to_json()
    assert reading["reader"] == "text"
    assert not any("page" in row or "place" in row for row in reading["relations"])
