"""Document text is hostile: nothing a terminal obeys leaves the program, whatever the text."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api import exits
from api.output import clean, json_text, short
from graph import errors

hostile = st.text(st.characters(), max_size=50) | st.text(
    "\x00\x07\x1b\x9b\u202e\u2066\u200f\ufeff\n\ta[]", max_size=20
)


def obeyed(text: str) -> list[str]:
    """Characters that a terminal acts on instead of showing."""
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cs") or unicodedata.bidirectional(c) in turning]


class TestCleanText:
    @given(hostile)
    def test_holds_nothing_that_a_terminal_obeys(self, text: str) -> None:
        assert obeyed(clean(text)) == []

    @given(st.text(st.characters(categories=["L", "N", "P"], exclude_characters="\u061c")))
    def test_is_the_text_where_that_is_harmless(self, text: str) -> None:
        assert clean(text) == text

    def test_shows_what_was_there(self) -> None:
        assert clean("a\x1b[31mđỏ\u202e") == "a\\u001b[31mđỏ\\u202e"

    @given(hostile, st.integers(2, 30))
    def test_is_cut_to_its_length(self, text: str, length: int) -> None:
        assert len(short(text, length)) <= length

    def test_of_a_million_letters_is_cut_with_a_sign(self) -> None:
        assert short("ă" * 1_000_000, 10) == "ă" * 9 + "…"


class TestJson:
    @given(st.text(st.characters(exclude_categories=["Cs"])) | hostile)
    def test_says_the_same_without_what_a_terminal_obeys(self, text: str) -> None:
        written = json_text({"title": text})
        assert json.loads(written) == {"title": text}
        assert obeyed(written.replace("\n", "")) == []


class TestExitCodes:
    @pytest.mark.parametrize(
        ("error", "code"),
        [
            (errors.NotFoundError("x"), 3),
            (errors.AmbiguousError("x", ["b", "a"]), 4),
            (errors.SourceError("x"), 5),
            (errors.QuestionError("x"), 2),
            (errors.DateError("x"), 2),
            (errors.StoreBusyError("x"), 6),
            (errors.StoreFormatError("x"), 6),
            (exits.OutputError("x"), 7),
            (errors.RegistryError("x"), 1),
        ],
    )
    def test_every_error_has_one(self, error: errors.ChidaoError, code: int) -> None:
        assert exits.exit_code(error) == code

    def test_every_code_is_explained(self) -> None:
        codes = {exits.exit_code(kind("x")) for kind in (errors.StoreError, errors.InputError, errors.NotFoundError)}
        assert codes < set(exits.MEANINGS)
