"""Text in the fonts before Unicode: read back as it was, and Unicode never taken for one (domain.md § 8.5)."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import SourceError
from loaders.decoding import decode
from loaders.extracted import Box, Cell, Doubt, Extracted, Table
from loaders.files import FileRef, read_file
from loaders.legacy.convert import converted, unicode_of
from loaders.legacy.falsified import check_letters
from loaders.legacy.tables import tables
from loaders.reading import read
from loaders.syllables import is_syllable
from loaders.text import clean

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
EXAMPLES = sorted((ROOT / "examples" / "documents").glob("*.txt"))
SENTENCE = "Căn cứ Nghị quyết của Đảng ủy về việc tổ chức thực hiện nhiệm vụ năm tới"
_ONSETS = (
    "b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th", "tr", "v",
)  # fmt: skip
_RIMES = (
    "a", "ai", "an", "ang", "anh", "ao", "âu", "ăn", "ân", "e", "en", "eo", "ê", "ên", "êu", "i", "inh", "iên", "iêu",
    "o", "oan", "oa", "oi", "on", "ông", "ô", "ôi", "ơ", "ơi", "ơn", "u", "ui", "uôn", "uy", "ư", "ưa", "ưng", "ươi",
)  # fmt: skip
_TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]


def _toned(onset: str, rime: str, tone: str) -> str:
    """A syllable, its tone on the last vowel that has a mark of its own, else on the first."""
    marked = [i for i, c in enumerate(rime) if not c.isascii()]
    at = marked[-1] if marked else 0
    return unicodedata.normalize("NFC", f"{onset}{rime[: at + 1]}{tone}{rime[at + 1 :]}")


syllables = st.builds(_toned, st.sampled_from(_ONSETS), st.sampled_from(_RIMES), st.sampled_from(_TONES))
_words = st.one_of(syllables, st.sampled_from(["15/KH-UBND", "2025", "Điều 3.", "(a)", "-", "NQ-CP", "%", ";"]))
_lines = st.lists(_words, min_size=1, max_size=14).map(" ".join)
texts = st.lists(_lines, max_size=8).map(lambda lines: "\n".join([SENTENCE, *lines]))


def written(text: str, font: str) -> str:
    """``text`` typed in a font; a capital the font has not is typed small."""
    codes: dict[str, str] = {}
    for code, letter in tables()[font].items():
        codes.setdefault(letter, code)
    text = unicodedata.normalize("NFC", text)
    return "".join(codes.get(c, codes.get(c.lower(), c)) for c in text)


def read_back(text: str) -> str:
    found = converted(text)
    return found.text if found is not None else text


def typed_signs(text: str, font: str) -> str:
    """``text`` without the signs whose place the font gives to letters: they could not be typed in it."""
    codes = {c for code in tables()[font] for c in code if not c.isascii()}
    letters = set(tables()[font].values())
    return "".join(" " if c in codes and c not in letters else c for c in unicodedata.normalize("NFC", text))


class TestWhatWasTypedInAFontIsReadBack:
    @pytest.mark.parametrize("font", ["TCVN3", "VNI", "VISCII", "VPS"])
    @given(text=texts)
    @settings(max_examples=150, deadline=None)
    def test_any_text_is(self, font: str, text: str) -> None:
        assert read_back(written(text, font)).lower() == text.lower()

    @pytest.mark.parametrize("font", ["TCVN3", "VNI", "VISCII", "VPS"])
    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
    def test_the_examples_are(self, font: str, path: Path) -> None:
        text = typed_signs(path.read_text(encoding="utf-8"), font)
        assert read_back(written(text, font)).lower() == text.lower()

    @pytest.mark.parametrize("font", ["TCVN3", "VNI"])
    def test_real_texts_are(self, font: str) -> None:
        if not SHARED.is_dir():
            pytest.skip("left out: the real texts lie beside the checkout, and they are not there")
        paths = _real()
        assert paths
        for path in paths:
            text = typed_signs(path.read_text(encoding="utf-8"), font).lower()
            assert read_back(written(text, font)).lower() == text, path.name

    def test_every_letter_has_its_code(self) -> None:
        small = "àáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
        for font, table in tables().items():
            assert set(small) <= set(table.values()), font


class TestUnicodeIsNeverTakenForAFont:
    @given(st.lists(_lines, max_size=8).map("\n".join))
    @settings(deadline=None)
    def test_no_made_text_is(self, text: str) -> None:
        assert converted(text) is None

    @given(st.data())
    @settings(deadline=None)
    def test_no_piece_of_an_example_is(self, data: st.DataObject) -> None:
        text = data.draw(st.sampled_from([p.read_text(encoding="utf-8") for p in EXAMPLES]))
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        form = data.draw(st.sampled_from(["NFC", "NFD"]))
        assert converted(unicodedata.normalize(form, text[start:end])) is None  # type: ignore[arg-type]

    def test_no_real_text_is_nor_a_line_of_it(self) -> None:
        if not SHARED.is_dir():
            pytest.skip("left out: the real texts lie beside the checkout, and they are not there")
        paths = [*_real(), SHARED / "corpus" / "registers" / "binh_duong.csv"]
        assert paths
        for path in paths:
            text = path.read_text(encoding="utf-8")
            assert converted(text) is None, path.name
            assert not [line for line in text.split("\n") if converted(line) is not None], path.name

    @pytest.mark.parametrize(
        "text",
        [
            "Société Générale à Genève, café « Zürich » ½ 50 µg © 2020 §1 ±3°",
            "Il a été décidé à São Paulo que l’été ne finit pas",
            "• mục · mục ® ™ “trích” – 100 %",
        ],
    )
    def test_no_other_language_or_sign_is(self, text: str) -> None:
        assert converted(text) is None


def _real() -> list[Path]:
    return sorted([*(SHARED / "corpus" / "text").iterdir(), *(SHARED / "gold").rglob("*.txt")])


class TestAMixedDocument:
    old = written("Ban Chấp hành Trung ương Đảng cộng sản việt nam\nHà Nội, ngày 28 tháng 5 năm 2004", "TCVN3")
    new = "Số: 11-HD/VPTW\nHướng dẫn về thể thức văn bản của Đảng\n· một mục © 2004"

    def test_keeps_its_unicode_lines(self) -> None:
        found = read_back(f"{self.new}\n{self.old}\n{self.new}")
        assert found.startswith(self.new)
        assert found.endswith(self.new)
        assert "Trung ương Đảng cộng sản việt nam" in found

    def test_may_hold_two_fonts(self) -> None:
        text = f"{self.old}\n{self.new}\n" + written(SENTENCE, "VNI")
        assert read_back(text).endswith(SENTENCE)

    def test_soft_hyphens_of_an_old_line_are_letters_and_those_of_a_new_one_are_not(self) -> None:
        text = f"{self.old}\nthực hi\u00adện nghị quyết"
        assert read_back(text).endswith("thực hi\u00adện nghị quyết")
        assert "Trung ương" in read_back(text)


def test_what_stands_at_a_place_stands_there_after_it() -> None:
    words = ["Thời hạn thực hiện", "Đơn vị chủ trì", "Nghị quyết của Đảng ủy"]
    text = "\n".join(written(w, "VNI") for w in words)
    ends = [i for i, c in enumerate(text + "\n") if c == "\n"]
    starts = [0, *(end + 1 for end in ends[:-1])]
    cells = tuple(Cell(a, b, i, 0) for i, (a, b) in enumerate(zip(starts, ends, strict=True)))
    old = Extracted(
        text,
        (Table(0, len(text), cells),),
        (Box(starts[1], ends[1], 1, 0.0, 0.0, 1.0, 1.0),),
        (Doubt(starts[2], ends[2], 0.5, "unclear"),),
    )
    new = unicode_of(old)
    assert [new.text[c.start : c.end] for c in new.tables[0].cells] == words
    assert new.text[new.boxes[0].start : new.boxes[0].end] == words[1]
    assert new.text[new.doubts[0].start : new.doubts[0].end] == words[2]
    assert new.facts == (("font", "VNI: 3 lines"),)


def test_a_capital_font_is_read_as_capitals() -> None:
    lines = ["céng hßa x· héi chñ nghÜa viÖt nam", "QUYÕT §ÞNH", "Hµ Néi, ngµy 5 th¸ng 6"]
    assert read_back("\n".join(lines)) == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nQUYẾT ĐỊNH\nHà Nội, ngày 5 tháng 6"


class TestBytesThatAreNoUtf8:
    text = "Căn cứ nghị quyết của tỉnh ủy;\nủy ban nhân dân tỉnh ban hành kế hoạch thực hiện."

    @pytest.mark.parametrize("font", ["TCVN3", "VNI", "VISCII", "VPS"])
    def test_in_an_old_font_are_read(self, font: str) -> None:
        found, encoding = decode(written(self.text, font).encode("latin-1"), where="a.txt")
        assert (found.lower(), encoding) == (self.text.lower(), font.lower())

    def test_in_the_code_page_of_windows_are_read(self) -> None:
        tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
        letters = [c if c in tones else unicodedata.normalize("NFC", c) for c in _clusters(self.text)]
        data = "".join(letters).encode("cp1258")
        assert decode(data, where="a.txt") == (self.text, "cp1258")

    def test_of_another_language_are_refused(self) -> None:
        with pytest.raises(SourceError, match="no UTF-8"):
            decode("Größe über alles, naïve façade, Ægir".encode("latin-1"), where="a.txt")

    def test_are_read_from_a_file_as_an_extracted_text(self, tmp_path: Path) -> None:
        path = tmp_path / "cu.txt"
        path.write_bytes(written(self.text, "TCVN3").encode("latin-1"))
        source = read_file(FileRef(path, "cu.txt"))
        assert source.text.lower() == self.text.lower()
        assert not source.is_plain
        assert ("encoding", "tcvn3") in source.facts


def _clusters(text: str) -> list[str]:
    """Letters with breve, circumflex or horn together, tones apart."""
    found: list[str] = []
    for c in unicodedata.normalize("NFD", text):
        if c in "\u0302\u0306\u031b":
            at = len(found) - 1
            while found[at] in "\u0300\u0301\u0303\u0309\u0323":
                at -= 1
            found[at] += c
        else:
            found.append(c)
    return found


def test_a_decision_in_an_old_font_is_read_like_the_same_in_unicode(tmp_path: Path) -> None:
    text = EXAMPLES[0].read_text(encoding="utf-8")
    path = tmp_path / "cu.txt"
    path.write_text(written(text, "VNI"), encoding="utf-8")
    source = read_file(FileRef(path, "cu.txt"))
    assert source.text == unicodedata.normalize("NFC", text)
    found = read(source)
    assert all(s.quote == source.text[s.start : s.end] for c in found.claims for s in c.evidence.spans)
    assert len(found.to_json()["documents"]) > 1


class TestLettersThatLie:
    true = "Kết luận của Bộ Chính trị, Ban Bí thư về tiếp tục đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị. "

    def test_falsified_marks_are_refused_with_words_that_show_it(self) -> None:
        false = (
            self.true.replace("luận", "lủận").replace("của", "củà").replace("tiếp", "tiềp").replace("thống", "thồng̣")
        )
        with pytest.raises(SourceError, match=r"marks no Vietnamese word can have.*lủận"):
            check_letters(false * 5)

    def test_lost_letters_are_refused(self) -> None:
        lost = "QUY T NH C A TH T NG CH NH PH S 256/2003/Q -TTG NG Y 02 TH NG 12 V VI C PH DUY T CHI N L C "
        with pytest.raises(SourceError, match="lost letters"):
            check_letters(lost * 5)

    def test_true_texts_are_not(self) -> None:
        check_letters(self.true * 5)
        check_letters("QĐ-UBND, NQ-CP, 12/NQ-CP, 15/KH-UBND, TT-BTC " * 20)
        check_letters("An English letter on nothing in particular, with no strength of words. " * 10)
        for path in EXAMPLES:
            check_letters(path.read_text(encoding="utf-8"))

    def test_no_real_text_is(self) -> None:
        if not SHARED.is_dir():
            pytest.skip("left out: the real texts lie beside the checkout, and they are not there")
        for path in _real():
            check_letters(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("word", ["nghiêng", "trường", "hòa", "hoà", "quý", "quỳnh", "giếng", "ủy", "ưỡn", "khuya"])
def test_is_a_syllable(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", ["lủận", "củà", "tiềp", "hat", "hác̀", "bnh", "ngñ", "strong", "zồ", ""])
def test_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("written_", "read_"),
    [
        ("Nghị quyết banhành năm 2020", "Nghị quyết ban hành năm 2020"),
        ("mộtsố nội dung", "một số nội dung"),
        ("Thựchiện Chỉ thị", "Thực hiện Chỉ thị"),
        ("Êê, Krông, Kuăng, QĐUBND, Lênin", "Êê, Krông, Kuăng, QĐUBND, Lênin"),
    ],
)
def test_words_that_lost_their_space_get_it_back(written_: str, read_: str) -> None:
    mapped = clean(written_)
    assert mapped.text == read_
    assert [s.quote for s in mapped.spans(0, len(mapped.text), "quote")] == [written_]


def test_a_table_of_measures_has_lost_no_letters() -> None:
    rows = "".join(f"{n} | Trâu, bò trên {n} kg | V | kg\n" for n in range(60))
    check_letters("TT | Loại | Hệ số K | Ghi chú\n" + rows)
