"""PDFs made here, and the real ones where they are: reading order, furniture, tables over pages, limits."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from pdf_maker import PdfMaker
from reportlab.lib.pdfencrypt import StandardEncryption

from graph.errors import SourceError
from loaders.extracted import Extracted, Table
from loaders.limits import Limits
from loaders.readers.pdf import extract_pdf

SHARED = Path(__file__).resolve().parents[3] / "shared"
XS = (60, 100, 330, 440, 535)
HEADER = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")


def words(found: Extracted) -> str:
    return " ".join(found.text.split())


def rows(found: Extracted, table: Table) -> list[list[str]]:
    """The cells of each row that begins with them."""
    result: list[list[str]] = [[] for _ in range(1 + max(cell.row for cell in table.cells))]
    for cell in table.cells:
        result[cell.row].append(found.text[cell.start : cell.end])
    return result


def put_row(maker: PdfMaker, top: float, cells: tuple[str, ...]) -> None:
    for left, cell in zip(XS, cells, strict=False):
        maker.lines(left + 4, top + 14, cell.split("\n"), 14)


def test_head_and_foot_of_two_columns_are_read_left_column_first() -> None:
    maker = PdfMaker()
    maker.words(80, 60, "CHÍNH PHỦ").words(300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 10)
    maker.words(330, 76, "Độc lập - Tự do - Hạnh phúc", 10)
    maker.words(80, 100, "Số: 12/NQ-CP").words(320, 101, "Hà Nội, ngày 05 tháng 3 năm 2026")
    maker.middle(140, "NGHỊ QUYẾT")
    maker.lines(70, 180, ["Điều 1. Giao Bộ Y tế chủ trì, phối hợp với các bộ, cơ quan liên quan", "tổ chức thực hiện."])
    maker.words(70, 260, "Nơi nhận:", 10).words(360, 262, "TM. CHÍNH PHỦ")
    maker.words(70, 275, "- Như Điều 1;", 10).words(350, 280, "KT. THỦ TƯỚNG")
    maker.words(70, 290, "- Lưu: VT.", 10).words(355, 340, "Nguyễn Văn An")
    text = words(extract_pdf(maker.page().data()))
    assert text.startswith("CHÍNH PHỦ Số: 12/NQ-CP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập")
    assert "ngày 05 tháng 3 năm 2026 NGHỊ QUYẾT Điều 1." in text
    assert text.endswith("Nơi nhận: - Như Điều 1; - Lưu: VT. TM. CHÍNH PHỦ KT. THỦ TƯỚNG Nguyễn Văn An")


def test_running_heads_and_page_numbers_go_and_the_sentence_over_the_page_stays_whole() -> None:
    maker = PdfMaker()
    said = ("Giao Bộ Y tế", "chủ trì việc lập", "kế hoạch cho năm", "sau và báo cáo")
    for number, part in enumerate(said, 1):
        maker.words(150, 40, "BẢN TIN NỘI BỘ").middle(810, str(number)).words(70, 80, part).page()
    found = extract_pdf(maker.data())
    assert words(found) == " ".join(said)
    assert found.left_out == ('the running head of 4 pages: "BẢN TIN NỘI BỘ"', "the page numbers of 4 pages")


def test_headings_that_differ_in_a_number_are_no_running_heads() -> None:
    maker = PdfMaker()
    for number in range(1, 5):
        maker.middle(60, f"PHỤ LỤC {number}").words(70, 100, "Danh mục nhiệm vụ").page()
    text = extract_pdf(maker.data()).text
    assert all(f"PHỤ LỤC {number}" in text for number in range(1, 5))


def test_a_stamp_is_taken_out_whole_and_said_to_be() -> None:
    maker = PdfMaker().words(60, 30, "Ký bởi: Cổng Thông tin, Thời gian ký: 08/05/2026", 6)
    found = extract_pdf(maker.words(70, 100, "Người ký: văn bản này chịu trách nhiệm.").page().data())
    assert words(found) == "Người ký: văn bản này chịu trách nhiệm."
    assert any("stamp" in told for told in found.left_out)


def test_a_watermark_at_an_angle_is_left_out_and_said_to_be() -> None:
    found = extract_pdf(PdfMaker().words(70, 100, "Kế hoạch năm 2026").tilted("DỰ THẢO").page().data())
    assert words(found) == "Kế hoạch năm 2026"
    assert any("angle" in told for told in found.left_out)


def test_a_table_over_pages_is_one_table_and_a_cut_row_one_row() -> None:
    maker = PdfMaker().grid(XS, (600, 630, 680, 760))
    put_row(maker, 600, HEADER)
    put_row(maker, 630, ("1", "Xây dựng Đề án", "Bộ Y tế\nBộ Tài chính", "Quý I/2026"))
    put_row(
        maker,
        680,
        ("2", "Rà soát toàn bộ văn bản đã có của\nbộ, ngành và các địa phương nào", "Bộ Tư pháp", "Tháng 6/2026"),
    )
    maker.page().grid(XS, (60, 90, 130, 180))
    put_row(maker, 60, HEADER)
    put_row(maker, 90, ("", "có liên quan", "", ""))
    put_row(maker, 130, ("3", "Tổng kết", "Bộ Nội vụ", "2026"))
    found = extract_pdf(maker.page().data())
    assert len(found.tables) == 1
    assert rows(found, found.tables[0]) == [
        list(HEADER),
        ["1", "Xây dựng Đề án", "Bộ Y tế\nBộ Tài chính", "Quý I/2026"],
        [
            "2",
            "Rà soát toàn bộ văn bản đã có của bộ, ngành và các địa phương nào có liên quan",
            "Bộ Tư pháp",
            "Tháng 6/2026",
        ],
        ["3", "Tổng kết", "Bộ Nội vụ", "2026"],
    ]
    cut = next(cell for cell in found.tables[0].cells if (cell.row, cell.column) == (2, 1))
    assert [box.page for box in found.boxes if cut.start <= box.start < cut.end] == [1, 1, 2]


def test_a_row_that_begins_anew_under_a_cut_cell_is_a_row_of_its_own() -> None:
    maker = PdfMaker().grid(XS, (600, 630, 700))
    put_row(maker, 600, HEADER)
    put_row(maker, 630, ("1", "Xây dựng Đề án", "Bộ Y tế", "Quý I/2026"))
    maker.page().grid(XS, (60, 100))
    put_row(maker, 60, ("", "", "Bộ Nội vụ", "Quý II/2026"))
    found = extract_pdf(maker.page().data())
    assert rows(found, found.tables[0])[2] == ["Bộ Nội vụ", "Quý II/2026"]
    assert [cell.rows for cell in found.tables[0].cells if cell.row == 1] == [2, 2, 1, 1]


def test_rows_whose_border_is_not_drawn_part_where_the_upright_lines_break() -> None:
    maker = PdfMaker()
    for top, bottom in ((100, 130), (130, 170), (170, 210)):
        for x in XS:
            maker.rule(x, top, x, bottom)
    for y in (100, 130, 210):
        maker.rule(XS[0], y, XS[-1], y)
    put_row(maker, 100, HEADER)
    put_row(maker, 130, ("1", "Xây dựng Đề án", "Bộ Y tế", "Quý I/2026"))
    put_row(maker, 170, ("2", "Tổng kết", "Bộ Nội vụ", "2026"))
    found = extract_pdf(maker.page().data())
    assert [row[0] for row in rows(found, found.tables[0])] == ["TT", "1", "2"]


def test_every_line_has_its_box() -> None:
    found = extract_pdf(PdfMaker().lines(70, 100, ["Điều 1. Phạm vi", "Điều 2. Đối tượng"]).page().data())
    assert [found.text[box.start : box.end] for box in found.boxes] == ["Điều 1. Phạm vi", "Điều 2. Đối tượng"]
    first, second = found.boxes
    assert (first.page, round(first.left), round(first.bottom)) == (1, 70, 100)
    assert round(second.bottom - first.bottom) == 16


def test_letters_set_apart_are_put_together_and_doubted() -> None:
    found = extract_pdf(PdfMaker().words(70, 100, "QUYẾT NGHỊ", 12, spread=7).page().data())
    assert words(found) == "QUYẾT NGHỊ"
    assert [found.text[d.start : d.end] for d in found.doubts] == ["QUYẾT", "NGHỊ"]
    assert all("put together" in doubt.reason for doubt in found.doubts)


def test_letters_that_name_points_stay_apart() -> None:
    line = "tại các điểm a, b, c và d khoản 2; các mục a b c d"
    found = extract_pdf(PdfMaker().words(70, 100, line).page().data())
    assert words(found) == line
    assert not found.doubts


def test_a_locked_pdf_is_refused_with_what_to_do() -> None:
    data = PdfMaker(encrypt=StandardEncryption("geheim", canPrint=0)).words(70, 100, "Mật").page().data()
    with pytest.raises(SourceError, match=r"locked by a password.*remove its password"):
        extract_pdf(data)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.4\nxref\n0 1\ntrailer <</Root 9 0 R>>\nstartxref\n9\n"])
def test_what_is_no_whole_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="broken"):
        extract_pdf(data)


def test_pdfs_cut_short_or_garbled_are_read_or_refused_and_nothing_else() -> None:
    maker = PdfMaker().grid(XS, (100, 130, 180))
    put_row(maker, 100, HEADER)
    whole = maker.page().data()
    draw = random.Random(5)  # noqa: S311  # to draw places, not secrets
    for _ in range(60):
        data = bytearray(whole[: draw.randrange(len(whole))])
        for _ in range(draw.randrange(8)):
            data[draw.randrange(len(data))] = draw.randrange(256)
        try:
            found = extract_pdf(bytes(data))
        except SourceError:
            continue
        assert all(box.end <= len(found.text) for box in found.boxes)


def test_ten_thousand_pages_are_refused_at_once() -> None:
    maker = PdfMaker()
    for _ in range(10_000):
        maker.page()
    data = maker.data()
    started = time.monotonic()
    with pytest.raises(SourceError, match="10,000 pages, and the limit is 2,000"):
        extract_pdf(data)
    assert time.monotonic() - started < 10


def test_what_takes_too_long_is_refused() -> None:
    with pytest.raises(SourceError, match=r"took longer than 0 s.*--max-seconds"):
        extract_pdf(PdfMaker().page().data(), Limits(max_seconds=0))


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("gold/tables/qd844.pdf", 36),
        ("corpus/pdf/nghi-quyet-so-97-nq-cp.pdf", 38),
        ("corpus/pdf/nghi-quyet-so-100-nq-cp.pdf", 40),
        ("corpus/pdf/quyet-dinh-so-982-qd-ttg.pdf", 41),
    ],
)
def test_real_annexes_are_one_table_with_every_row(path: str, count: int) -> None:
    """The counts, header and group rows included, were taken from pictures of the pages."""
    file = SHARED / path
    if not file.exists():
        pytest.skip(f"{path}: the shared files are not here")
    found = extract_pdf(file.read_bytes())
    assert len(found.tables) == 1
    assert 1 + max(cell.row for cell in found.tables[0].cells) == count


def test_a_real_truncated_pdf_is_refused() -> None:
    file = SHARED / "corpus" / "broken" / "nd145_2020.pdf"
    if not file.exists():
        pytest.skip("the shared files are not here")
    with pytest.raises(SourceError):
        extract_pdf(file.read_bytes())
