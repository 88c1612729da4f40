"""What is furniture, where paragraphs begin, what hangs under what."""

from __future__ import annotations

from itertools import pairwise

import pytest
from any_text import any_text
from hypothesis import given

from loaders.layout import Layout, lay_out
from loaders.points import marker_of
from loaders.text import clean


def laid_out(text: str) -> Layout:
    return lay_out(clean(text))


def paragraphs(text: str) -> list[str]:
    layout = laid_out(text)
    return [layout.flow.text[p.start : p.end] for p in layout.paragraphs]


def tree(text: str) -> list[tuple[str, str]]:
    """(first words of the parent, first words) of each paragraph."""
    layout = laid_out(text)
    names = [layout.flow.text[p.start : p.end].split()[0] for p in layout.paragraphs]
    return [(names[p.parent] if p.parent >= 0 else "", names[i]) for i, p in enumerate(layout.paragraphs)]


#: A page as a gazette prints it: lines end at the margin, not with the sentence.
WRAPPED = """\
Bộ trưởng Bộ Tài chính, Bộ trưởng Bộ Nội vụ và Chủ tịch Ủy ban nhân dân các tỉnh
chỉ đạo các cơ quan thuộc phạm vi quản lý rà soát toàn bộ các thủ tục hành chính
đang áp dụng, đề xuất cắt giảm, đơn giản hóa và gửi kết quả về Văn phòng Chính phủ
để tổng hợp, trình Thủ tướng trong quý II năm 2025.
Văn phòng Chính phủ chủ trì, phối hợp với các bộ, ngành theo dõi, đôn đốc việc này;
kịp thời báo cáo những khó khăn, vướng mắc phát sinh trong quá trình thực hiện và
đề xuất giải pháp tháo gỡ.
"""


class TestAnyTextIsLaidOut:
    @given(any_text)
    def test_paragraphs_partition_the_flow(self, text: str) -> None:
        layout = laid_out(text)
        flow = layout.flow.text
        assert "".join(flow[p.start : p.end] + "\n" for p in layout.paragraphs) == flow

    @given(any_text)
    def test_parents_come_before_their_children(self, text: str) -> None:
        layout = laid_out(text)
        assert all(-1 <= p.parent < index for index, p in enumerate(layout.paragraphs))
        assert sorted(i for found in layout.children.values() for i in found) == list(range(len(layout.paragraphs)))

    @given(any_text)
    def test_a_marker_stands_at_the_head_of_its_paragraph(self, text: str) -> None:
        for p in laid_out(text).paragraphs:
            assert p.start <= p.body <= p.end
            assert (p.body > p.start) == bool(p.marker)

    @given(any_text)
    def test_the_flow_keeps_the_order_and_places_of_the_source(self, text: str) -> None:
        flow = laid_out(text).flow
        assert len(flow.text) == len(flow.starts) == len(flow.ends)
        assert all(a <= b for a, b in pairwise(flow.starts))
        assert all(0 <= a <= b <= len(text) for a, b in zip(flow.starts, flow.ends, strict=True))

    @given(any_text)
    def test_every_paragraph_is_words_of_the_source(self, text: str) -> None:
        layout = laid_out(text)
        for p in layout.paragraphs:
            for span in layout.flow.spans(p.start, p.end, "quote"):
                assert span.quote == text[span.start : span.end]


@pytest.mark.parametrize(
    ("line", "marker", "words"),
    [
        ("Phần I. Mục tiêu", "part", "Mục tiêu"),
        ("PHẦN THỨ NHẤT", "", "PHẦN THỨ NHẤT"),
        ("Phần thứ hai. Nhiệm vụ", "part", "Nhiệm vụ"),
        ("Chương II", "chapter", ""),
        ("CHƯƠNG III. TỔ CHỨC", "chapter", "TỔ CHỨC"),
        ("Điều 2. Hiệu lực", "article", "Hiệu lực"),
        ("Điều 12a: Hiệu lực", "article", "Hiệu lực"),
        ("Điều 2 của Luật này", "", "Điều 2 của Luật này"),
        ("II. NHIỆM VỤ", "roman", "NHIỆM VỤ"),
        ("IV- Tổ chức thực hiện", "roman", "Tổ chức thực hiện"),
        ("1.2.3. Sở Y tế", "decimal3", "Sở Y tế"),
        ("1.2. Sở Y tế", "decimal2", "Sở Y tế"),
        ("3. Sở Y tế", "decimal", "Sở Y tế"),
        ("3) Sở Y tế", "decimal", "Sở Y tế"),
        ("3.000 đồng", "", "3.000 đồng"),
        ("a) Sở Y tế", "letter", "Sở Y tế"),
        ("đ) Sở Y tế", "letter", "Sở Y tế"),
        ("Thứ nhất, rà soát", "ordinal", "rà soát"),
        ("Hai là: rà soát", "ordinal", "rà soát"),
        ("+ Sở Y tế", "plus", "Sở Y tế"),
        ("- Sở Y tế", "dash", "Sở Y tế"),
        ("• Sở Y tế", "dash", "Sở Y tế"),
        ("Sở Y tế", "", "Sở Y tế"),
    ],
)
def test_each_marker_is_known_and_left_off(line: str, marker: str, words: str) -> None:
    found, length = marker_of(line)
    assert (found, line[length:]) == (marker, words)


def test_points_hang_under_the_wider_marker_before_them() -> None:
    text = "I. A\n1. B\na) C\n- D\n+ E\nb) F\n2. G\nII. H\n1. K"
    assert tree(text) == [
        ("", "I."),
        ("I.", "1."),
        ("1.", "a)"),
        ("a)", "-"),
        ("-", "+"),
        ("1.", "b)"),
        ("I.", "2."),
        ("", "II."),
        ("II.", "1."),
    ]


def test_the_order_of_markers_is_learnt_from_the_text() -> None:
    assert tree("a) A\n1. B\n2. C\nb) D") == [("", "a)"), ("a)", "1."), ("a)", "2."), ("", "b)")]


def test_what_is_counted_hangs_under_a_bullet_that_opens_a_list() -> None:
    assert tree("- A:\n1. B\n2. C\n- D") == [("", "-"), ("-", "1."), ("-", "2."), ("", "-")]
    assert tree("- A;\n- B.\n1. C\n- D\n2. E") == [("", "-"), ("", "-"), ("", "1."), ("1.", "-"), ("", "2.")]


def test_a_plain_paragraph_hangs_under_the_point_it_follows() -> None:
    assert tree("1. A\nnối tiếp\n2. B") == [("", "1."), ("1.", "nối"), ("", "2.")]


def test_ordinals_hang_under_the_paragraph_that_leads_them_in() -> None:
    assert tree("Sở làm:\nThứ nhất, a\nThứ hai, b") == [("", "Sở"), ("Sở", "Thứ"), ("Sở", "Thứ")]


def test_an_article_ends_the_points_of_the_article_before() -> None:
    assert tree("Điều 1. A\n1. B\na) C\nĐiều 2. D")[-1] == ("", "Điều")


class TestWrappedText:
    def test_lines_of_one_paragraph_are_joined(self) -> None:
        first, second = paragraphs(WRAPPED)
        assert first.startswith("Bộ trưởng Bộ Tài chính")
        assert first.endswith("trong quý II năm 2025.")
        assert second.startswith("Văn phòng Chính phủ chủ trì")
        assert second.endswith("giải pháp tháo gỡ.")

    def test_points_begin_paragraphs_of_their_own(self) -> None:
        found = paragraphs(WRAPPED + "1. Bộ Tài chính bố trí kinh phí\n2. Bộ Nội vụ rà soát biên chế\na) hằng năm")
        assert found[2:] == ["1. Bộ Tài chính bố trí kinh phí", "2. Bộ Nội vụ rà soát biên chế", "a) hằng năm"]

    def test_a_number_after_khoản_goes_on_with_its_line(self) -> None:
        cut = WRAPPED.replace("Văn phòng Chính phủ chủ trì", "Văn phòng chủ trì theo khoản\n2. Điều 5 của Luật này và")
        assert not any(p.startswith("2.") for p in paragraphs(cut))

    def test_one_paragraph_a_line_is_left_as_it_is(self) -> None:
        assert paragraphs("Sở Y tế rà soát\nquy trình\nnội bộ") == ["Sở Y tế rà soát", "quy trình", "nội bộ"]


class TestFurniture:
    def test_running_heads_are_left_out_of_a_sentence(self) -> None:
        cut = WRAPPED.replace("đang áp dụng", "\n4\n\nCÔNG BÁO/Số 271/Ngày 12-05-2026\n\n5\nđang áp dụng")
        assert paragraphs(cut) == paragraphs(WRAPPED)

    def test_a_quote_across_a_running_head_has_two_spans(self) -> None:
        cut = WRAPPED.replace("đang áp dụng", "\nCÔNG BÁO/Số 271/Ngày 12-05-2026\n\nđang áp dụng")
        layout = laid_out(cut)
        first = layout.paragraphs[0]
        spans = layout.flow.spans(first.start, first.end, "quote")
        assert len(spans) == 2
        assert not any("CÔNG BÁO" in s.quote for s in spans)

    @pytest.mark.parametrize(
        "noise",
        [
            "Người ký: Văn phòng Chính phủ\nEmail: x@chinhphu.vn\nThời gian ký: 12.05.2026",
            "__________",
            "***",
            "[img]",
            "-A A +A",
            "anh_hoi_nghi.jpg",
            "-----",
            "~~~~~",
        ],
    )
    def test_stamps_rules_and_marks_of_pictures_are_no_paragraphs(self, noise: str) -> None:
        assert paragraphs(f"Trước đó.\n{noise}\n\nSau đó.") == ["Trước đó.", "Sau đó."]

    def test_marks_of_markdown_are_left_off(self) -> None:
        assert paragraphs("## Kế hoạch\n**Sở Y tế** rà soát") == ["Kế hoạch", "Sở Y tế rà soát"]


def test_halves_of_a_head_in_two_columns_are_lines_of_their_own() -> None:
    head = "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    layout = laid_out(head + "Số: 5/KH-UBND         Hà Nội, ngày 3 tháng 3 năm 2025")
    assert [(x.text, x.column) for x in layout.lines] == [
        ("ỦY BAN NHÂN DÂN", 1),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 2),
        ("Số: 5/KH-UBND", 1),
        ("Hà Nội, ngày 3 tháng 3 năm 2025", 2),
    ]
