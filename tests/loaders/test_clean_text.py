"""One orthography for the grammar, and the way back to the source."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from any_text import any_text
from hypothesis import given

from graph.text import canonical
from loaders.text import MappedText, clean


class TestEveryTextIsCleanedWithItsPlaces:
    @given(any_text)
    def test_each_character_has_one_place_in_the_source(self, text: str) -> None:
        mapped = clean(text)
        assert len(mapped.text) == len(mapped.starts) == len(mapped.ends)
        assert all(0 <= a < b <= len(text) for a, b in zip(mapped.starts, mapped.ends, strict=True))

    @given(any_text)
    def test_places_only_grow(self, text: str) -> None:
        mapped = clean(text)
        assert all(a <= b for a, b in pairwise(mapped.starts))
        assert all(a <= b for a, b in pairwise(mapped.ends))

    @given(any_text)
    def test_the_clean_text_is_canonical(self, text: str) -> None:
        cleaned = clean(text).text
        assert canonical(cleaned) == cleaned
        assert unicodedata.is_normalized("NFC", cleaned)

    @given(any_text)
    def test_cleaning_again_changes_nothing(self, text: str) -> None:
        once = clean(text).text
        assert clean(once).text == once

    @given(any_text)
    def test_decomposed_text_is_cleaned_to_the_same(self, text: str) -> None:
        assert clean(unicodedata.normalize("NFD", text)).text == clean(unicodedata.normalize("NFC", text)).text

    @given(any_text)
    def test_the_whole_text_is_one_span_whose_quote_is_its_words(self, text: str) -> None:
        mapped = clean(text)
        for span in mapped.spans(0, len(mapped.text), "quote"):
            assert span.quote == text[span.start : span.end]
            assert clean(span.quote).text.strip() == mapped.text.strip()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Uỷ ban nhân dân tỉnh Khánh Hoà", "Ủy ban nhân dân tỉnh Khánh Hòa"),
        ("khoá XII, thuỷ lợi, khoẻ mạnh, qúy I", "khóa XII, thủy lợi, khỏe mạnh, quý I"),
        ("399-QÐ/TW", "399-QĐ/TW"),
        ("Ɖảng ɖã ðược", "Đảng đã được"),
        ("ngƣời đƣợc Ƣu tiên", "người được Ưu tiên"),
        ("26\u00a0–\u2009NQ/TW", "26 - NQ/TW"),
        ("chính trị – xã hội — “mới”", 'chính trị - xã hội - "mới"'),
        ("Ngh\u00adị qu\u200byết\ufeff số", "Nghị quyết số"),
        ("vа\u0306n bản ngàу", "văn bản ngày"),  # Cyrillic а with a breve, у
        ("\uf0b7 Sở Nội vụ", "• Sở Nội vụ"),
        ("dòng một\u2028dòng hai\u0085dòng ba\rdòng bốn", "dòng một\ndòng hai\ndòng ba\ndòng bốn"),
    ],
)
def test_look_alikes_and_invisible_characters_become_plain_letters(written: str, read: str) -> None:
    assert clean(written).text == read


def test_a_dot_below_and_a_circumflex_compose_in_either_order() -> None:
    assert clean("e\u0302\u0323").text == clean("e\u0323\u0302").text == "ệ"


def test_a_soft_hyphen_between_a_letter_and_its_mark_does_not_part_them() -> None:
    assert clean("u\u00ad\u031b\u00ad\u0323").text == "ự"


def test_a_look_alike_takes_the_marks_that_follow_it() -> None:
    assert clean("\u01a2\u0301").text == "Ứ"


def test_letters_of_other_scripts_keep_their_places() -> None:
    mapped = clean("\u1112\u1161\u11ab số\u200b 5")  # a Hangul syllable in three parts
    assert mapped.text == "한 số 5"
    assert [mapped.starts[0], mapped.ends[0]] == [0, 3]


class TestSpans:
    def test_a_span_covers_the_marks_of_its_last_letter(self) -> None:
        source = unicodedata.normalize("NFD", "của Bộ Nội vụ.")
        mapped = clean(source)
        at = mapped.text.index("Bộ Nội vụ")
        (span,) = mapped.spans(at, at + len("Bộ Nội vụ"), "subject")
        assert span.part == "subject"
        assert unicodedata.normalize("NFC", span.quote) == "Bộ Nội vụ"

    def test_white_space_at_the_ends_is_left_off(self) -> None:
        (span,) = clean("a  \u00a0Sở Y tế \r\n b").spans(1, 14, "quote")
        assert span.quote == "Sở Y tế"

    def test_white_space_alone_is_no_span(self) -> None:
        assert clean("a \n b").spans(1, 4, "quote") == ()

    def test_an_empty_stretch_is_no_span(self) -> None:
        assert clean("abc").spans(1, 1, "quote") == ()

    def test_a_span_across_something_left_out_has_two_parts(self) -> None:
        mapped = MappedText("ab---cd", "abcd", [0, 1, 5, 6], [1, 2, 6, 7], [2])
        assert [(s.start, s.end, s.quote) for s in mapped.spans(0, 4, "quote")] == [(0, 2, "ab"), (5, 7, "cd")]

    def test_a_cut_at_the_edge_of_a_span_parts_nothing(self) -> None:
        mapped = MappedText("ab---cd", "abcd", [0, 1, 5, 6], [1, 2, 6, 7], [2])
        assert [s.quote for s in mapped.spans(2, 4, "quote")] == ["cd"]
        assert [s.quote for s in mapped.spans(0, 2, "quote")] == ["ab"]
