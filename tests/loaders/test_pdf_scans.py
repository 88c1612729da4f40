"""Scans: pages drawn as pictures here, read by Tesseract; and the real one where it is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pdf_maker import HEIGHT, WIDTH, PdfMaker, need
from PIL import Image

from graph.errors import SourceError
from loaders.readers.pdf import extract_pdf, tesseract
from loaders.readers.pdf.page import Turn
from loaders.readers.pdf.pdfium import open_pdf, render
from loaders.reading import read
from loaders.text import SourceText

SHARED = Path(__file__).resolve().parents[3] / "shared"
LINES = (
    "Điều 1. Phạm vi điều chỉnh",
    "Nghị định này quy định mức lương tối thiểu áp dụng đối với",
    "người lao động làm việc theo hợp đồng lao động.",
    "Điều 2. Hiệu lực thi hành",
    "Nghị định này có hiệu lực từ ngày 01 tháng 01 năm 2026.",
)


def picture(angle: float = 0) -> Image.Image:
    """A page of text as a scanner gives it, turned by ``angle`` degrees."""
    with open_pdf(PdfMaker().lines(70, 120, LINES, 22).page().data()) as document:
        return render(document, 0, 200).rotate(angle, fillcolor=255)


def scanned(angle: float = 0) -> bytes:
    return PdfMaker().picture(picture(angle)).page().data()


@pytest.fixture
def _tesseract() -> None:
    need(tesseract.is_there(), "Tesseract with Vietnamese (Debian: tesseract-ocr tesseract-ocr-vie)")


@pytest.mark.usefixtures("_tesseract")
def test_a_page_that_is_a_picture_is_read_with_its_boxes() -> None:
    found = extract_pdf(scanned())
    assert [line for line in found.text.split("\n") if line.startswith("Điều")] == [LINES[0], LINES[3]]
    box = next(box for box in found.boxes if found.text.startswith("Điều 2", box.start))
    assert abs(box.left - 70) < 4
    assert abs(box.bottom - 186) < 5


@pytest.mark.usefixtures("_tesseract")
@pytest.mark.parametrize("angle", [-1.5, 2.0, 180])
def test_a_page_askew_or_on_its_head_is_laid_straight_and_its_boxes_are_not(angle: float) -> None:
    found = extract_pdf(scanned(angle))
    assert [line for line in found.text.split("\n") if line.startswith("Điều")] == [LINES[0], LINES[3]]
    box = next(box for box in found.boxes if found.text.startswith("Điều 1", box.start))
    upside = angle == 180
    assert (box.top > HEIGHT / 2) == upside
    assert box.right <= WIDTH


@pytest.mark.usefixtures("_tesseract")
def test_only_the_pages_that_need_it_are_recognised() -> None:
    maker = PdfMaker().words(70, 100, "Trang có chữ").page().picture(picture()).page()
    found = extract_pdf(maker.data())
    assert found.text.startswith("Trang có chữ\n")
    assert {box.page for box in found.boxes} == {1, 2}
    assert all(doubt.start > 12 for doubt in found.doubts)


@pytest.mark.usefixtures("_tesseract")
def test_numbers_in_a_blurred_picture_are_flagged() -> None:
    draw = random.Random(3)  # noqa: S311  # specks, not secrets
    page = picture()
    for _ in range(30_000):
        page.putpixel((draw.randrange(page.width), draw.randrange(page.height)), draw.choice((0, 255)))
    found = extract_pdf(PdfMaker().picture(page).page().data())
    assert all(0 <= doubt.confidence < 1 for doubt in found.doubts)
    assert all(found.text[doubt.start : doubt.end].strip() for doubt in found.doubts)
    numbers = [d for d in found.doubts if any(c.isdigit() for c in found.text[d.start : d.end])]
    assert all("number" in doubt.reason for doubt in numbers)
    assert found.doubts


def test_without_tesseract_a_scan_is_refused_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "is_there", lambda: False)
    with pytest.raises(SourceError, match=r"is a scan.*apt-get install tesseract-ocr tesseract-ocr-vie"):
        extract_pdf(scanned())


def test_without_tesseract_the_pages_with_words_are_read_and_the_others_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "is_there", lambda: False)
    maker = PdfMaker().words(70, 100, "Trang có chữ").page().picture(picture()).page()
    found = extract_pdf(maker.data())
    assert found.text.split("\n")[0] == "Trang có chữ"
    assert len(found.left_out) == 1
    assert "apt-get install" in found.left_out[0]
    assert "page 2" in found.left_out[0]


def test_a_turn_and_back_is_where_it_was() -> None:
    turn = Turn(90, 800, 600, 600, 800)
    assert turn.place(400, 300) == pytest.approx((300, 400))
    assert turn.box(400, 300, 500, 310) == pytest.approx((290, 400, 300, 500))


@pytest.mark.usefixtures("_tesseract")
def test_the_real_scan_names_itself_and_has_all_its_articles() -> None:
    """Its five articles, one under a seal, were counted on pictures of the pages."""
    file = SHARED / "corpus" / "scan" / "nd293_2025.pdf"
    if not file.exists():
        pytest.skip("the shared files are not here")
    found = extract_pdf(file.read_bytes())
    source = SourceText(
        "scan.pdf", "scan.pdf", found.text, "", "0", "application/pdf", "pdf", found.tables, found.boxes
    )
    own = read(source).to_json()["documents"][0]
    said = (own["symbol"], own["date"], own["issuer"], own["signer"])
    assert said == ("293/2025/NĐ-CP", "2025-11-10", "Chính phủ", "Hồ Đức Phớc")
    assert found.left_out[0] == "stamps and fields laid over the page (page 1)"
    assert found.left_out[1].startswith("marks that are hardly words")
    articles = [line[:7] for line in found.text.split("\n") if line.startswith("Điều ") and line[6:7] == "."]
    assert articles == [f"Điều {number}." for number in range(1, 6)]
