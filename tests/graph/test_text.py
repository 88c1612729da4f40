"""The laws of text keys."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text import any_phrase, canonical, fold, search_key, single_spaced, slug, words

LETTERS = "aăâeêioôơuưyàáảãạèéẻẽẹỳýỷỹỵùúủũụìíỉĩịqghklmnptxđĐUOQYÝỶÀÁ -/0123\u0301\u0323"
VIETNAMESE = st.text(st.one_of(st.sampled_from(LETTERS), st.characters()))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("hoà", "hòa"), ("uỷ", "ủy"), ("Uỷ", "Ủy"), ("UỶ BAN", "ỦY BAN"), ("khoá", "khóa"), ("thuỷ", "thủy"),
        ("HOÁ", "HÓA"), ("khoẻ", "khỏe"), ("xoè", "xòe"), ("Khánh Hoà,", "Khánh Hòa,"), ("hoà-uỷ", "hòa-ủy"),
        ("luỹ", "lũy"),
        ("qúy", "quý"), ("QÚY", "QUÝ"), ("qúa", "quá"), ("gía", "giá"),
    ],
)  # fmt: skip
def test_the_tone_goes_to_its_modern_place(written: str, expected: str) -> None:
    assert canonical(written) == expected


@pytest.mark.parametrize(
    "word",
    [
        "quý",
        "Quý IV",
        "quỹ",
        "quá",
        "hoàn",
        "toán",
        "ngoài",
        "xoáy",
        "huỳnh",
        "khuỷu",
        "già",
        "giá",
        "gì",
        "hòa",
        "ủy",
        "mùa",
        "của",
    ],
)
def test_a_tone_in_its_place_never_moves(word: str) -> None:
    assert canonical(word) == word


@given(VIETNAMESE)
def test_canonical_text_is_nfc_keeps_its_length_and_stays_as_it_is(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    once = canonical(text)
    assert len(once) == len(composed)
    assert unicodedata.is_normalized("NFC", once)
    assert canonical(once) == once


@given(VIETNAMESE)
def test_folding_gives_one_character_for_one(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_both_orthographies_have_one_key(text: str) -> None:
    assert fold(canonical(text)) == fold(unicodedata.normalize("NFC", text))
    assert search_key(canonical(text)) == search_key(text)


def test_every_look_alike_of_dd_folds_to_d() -> None:
    assert fold("Đđ\u00d0\u00f0\u0189") == "ddddd"


def test_folding_takes_off_every_mark() -> None:
    assert fold("ỦY BAN NHÂN DÂN Tỉnh Thừa Thiên - Huế") == "uy ban nhan dan tinh thua thien - hue"


def test_words_keep_their_marks_and_lose_their_case() -> None:
    assert words("Nghị quyết số 26-NQ/TW; Uỷ ban") == ["nghị", "quyết", "số", "26", "nq", "tw", "ủy", "ban"]


def test_a_search_key_has_single_spaces() -> None:
    assert search_key("  Thừa\u00a0Thiên \n Huế ") == "thua thien hue"


@given(VIETNAMESE)
def test_a_slug_holds_nothing_but_letters_digits_and_single_hyphens(text: str) -> None:
    key = slug(text)
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in key
    assert key == key.strip("-") == slug(key)


def test_a_slug_reads_like_the_name() -> None:
    assert slug("Sở Nông nghiệp và Môi trường (tỉnh Đắk Lắk)") == "so-nong-nghiep-va-moi-truong-tinh-dak-lak"


PHRASES = ("Luật", "Bộ luật", "Bộ", "Bộ Nội vụ", "y", "ý kiến")


@given(st.text(alphabet="BộluậtLyý NvụkiếnX.\n", max_size=40))
def test_any_phrase_takes_what_a_plain_list_takes_longest_first(text: str) -> None:
    plain = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(PHRASES, key=lambda p: (-len(p), p)))
    expected = [m.span() for m in re.finditer(rf"(?<!\w)(?:{plain})(?!\w)", text)]
    assert [m.span() for m in re.finditer(rf"{any_phrase(PHRASES)}(?!\w)", text)] == expected


def test_any_phrase_takes_the_spaces_it_is_told() -> None:
    assert re.match(any_phrase(["Bộ Nội vụ"]), "Bộ \nNội vụ")
    assert not re.match(any_phrase(["Bộ Nội vụ"], gap=" "), "Bộ \nNội vụ")


@given(st.text(alphabet="a \n\t\u00a0", max_size=20))
def test_single_spaced_is_one_plain_space_for_all_white_space(text: str) -> None:
    assert single_spaced(text) == re.sub(r"\s+", " ", text)
