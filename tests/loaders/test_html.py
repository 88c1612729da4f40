"""Web pages: the document without the furniture, tables as tables, and what the page states beside the words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packing import PLAN, page

from graph.errors import SourceError
from loaders.extracted import Extracted
from loaders.files import FileRef, read_file
from loaders.limits import Limits
from loaders.readers.html import extract_html
from loaders.reading import Reading, read

SHARED = Path(__file__).parents[2].parent / "shared"
PAGES = SHARED / "corpus" / "vbpl"
needs_pages = pytest.mark.skipif(not PAGES.is_dir(), reason="the saved pages are not beside the repository")
needs_news = pytest.mark.skipif(not (SHARED / "corpus" / "text").is_dir(), reason="the news are not beside it")

ARTICLE = """<article><h1>Gia Lai triển khai Nghị quyết 57-NQ/TW</h1>
<p>Sáng 15/11, UBND tỉnh Gia Lai tổ chức hội nghị triển khai Nghị quyết số 57-NQ/TW của Bộ Chính trị về đột phá phát
triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia trên địa bàn toàn tỉnh.</p>
<p>Phát biểu tại hội nghị, Chủ tịch UBND tỉnh yêu cầu Sở Khoa học và Công nghệ chủ trì, phối hợp với các sở, ngành
tham mưu kế hoạch thực hiện, báo cáo UBND tỉnh trước ngày 30/11.</p>
<table><tr><th>TT</th><th>Nhiệm vụ</th><th>Đơn vị chủ trì</th></tr>
<tr><td>1</td><td>Xây dựng trung tâm dữ liệu</td><td>Sở Khoa học và Công nghệ</td></tr>
<tr><td>2</td><td>Đào tạo cán bộ</td><td>Sở Nội vụ</td></tr></table>
<p>Hội nghị cũng nghe báo cáo tham luận của các địa phương về kết quả thực hiện trong thời gian qua.</p></article>"""
META = (
    "<title>Gia Lai triển khai Nghị quyết 57-NQ/TW</title><meta property='og:site_name' content='Báo Gia Lai'>"
    "<meta property='article:published_time' content='2025-11-15T10:00:00+07:00'>"
    "<link rel='canonical' href='https://example.vn/tin/57'>"
)


def extracted(data: bytes) -> Extracted:
    return extract_html(data, Limits())


class TestAnArticle:
    def test_is_found_in_the_furniture(self) -> None:
        text = extracted(page(ARTICLE, META)).text
        assert "yêu cầu Sở Khoa học và Công nghệ chủ trì" in text
        assert "Hội nghị cũng nghe báo cáo" in text
        for furniture in ("Trang chủ", "Bản quyền"):
            assert furniture not in text

    def test_keeps_its_table_as_a_table(self) -> None:
        found = extracted(page(ARTICLE, META))
        (table,) = found.tables
        words = {(cell.row, cell.column): found.text[cell.start : cell.end] for cell in table.cells}
        assert words[1, 2] == "Sở Khoa học và Công nghệ"
        assert words[2, 1] == "Đào tạo cán bộ"

    def test_has_the_date_and_owner_of_its_page(self) -> None:
        facts = dict(extracted(page(ARTICLE, META)).facts)
        assert facts["title"] == "Gia Lai triển khai Nghị quyết 57-NQ/TW"
        assert facts["date"] == "2025-11-15"
        assert facts["owner"] == "Báo Gia Lai"
        assert facts["url"] == "https://example.vn/tin/57"


class TestAPaperOnAPage:
    HEAD = (
        "<table><tr><td><p>ỦY BAN NHÂN DÂN</p><p>TỈNH GIA LAI</p><p>Số: 112/KH-UBND</p></td><td>"
        "<p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Độc lập - Tự do - Hạnh phúc</p>"
        "<p><i>Gia Lai, ngày 12 tháng 8 năm 2025</i></p></td></tr></table>"
    )
    BODY = (
        "<p><b>KẾ HO</b><b>ẠCH</b></p>"
        + "".join(f"<p>{line}</p>" for line in PLAN.splitlines()[8:] if line)
        + "".join(f"<p>{n}. Sở Nội vụ tổng hợp, báo cáo UBND tỉnh kết quả đợt {n}.</p>" for n in range(2, 9))
    )
    FOOT = (
        "<table><tr><td><b>Nơi nhận:</b><br>- Như trên;<br>- Lưu: VT.</td>"
        "<td>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<br>Nguyễn Văn An</td></tr></table>"
    )

    def test_is_read_as_the_paper_would_be(self, tmp_path: Path) -> None:
        path = tmp_path / "kh.html"
        path.write_bytes(page(f"<div><div class='x'>{self.HEAD}{self.BODY}{self.FOOT}</div></div>", META))
        source = read_file(FileRef(path, "kh.html"))
        assert "Trang chủ" not in source.text
        assert source.tables == ()
        reading = read(source)
        (own,) = owns(reading)
        assert (own["type"], own["symbol"], own["date"]) == ("Kế hoạch", "112/KH-UBND", "2025-08-12")
        assert own["issuer"] == "UBND tỉnh Gia Lai"
        assert own["signer"] == "Nguyễn Văn An"
        assert len(reading.to_json()["assignments"]) >= 8


class TestAPageThatIsNone:
    @pytest.mark.parametrize("data", [b"<html></html>", b"<html><body><script>x()</script></body></html>"])
    def test_is_refused(self, data: bytes, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_bytes(data)
        with pytest.raises(SourceError, match="without words") as caught:
            read_file(FileRef(tmp_path / "a.html", "a.html"))
        assert caught.value.remedy

    def test_of_the_database_without_a_document_is_refused(self) -> None:
        head = "<title>Văn bản pháp luật | Cơ sở dữ liệu quốc gia về pháp luật</title>"
        with pytest.raises(SourceError, match="holds no document"):
            extracted(page("<h3>Văn bản không tồn tại</h3><a>Về trang chủ</a>", head))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1258"])
def test_the_encoding_is_found(encoding: str) -> None:
    words = "Kế hoạch này giao các đơn vị" if encoding != "cp1258" else "Kê hoach nay giao cac đơn vi"
    data = f"<html><head></head><body><p>{words}</p></body></html>".encode(encoding)
    assert words in extracted(data).text


def test_a_page_nested_deeper_than_the_stack_of_python_is_read() -> None:
    data = b"<html><body>" + b"<div>" * 1_500 + "Sở Nội vụ báo cáo.".encode() + b"</div>" * 1_500
    assert extracted(data).text == "Sở Nội vụ báo cáo.\n"


def owns(reading: Reading) -> list[dict[str, str]]:
    return [document for document in reading.to_json()["documents"] if document.get("own")]


# Nghị định số 25/2026/NĐ-CP … · Decree 134/2016/ND-CP · LUẬT … SỐ 107/2025/QH15
TITLE_LINE = re.compile(
    r"(?P<noun>Nghị định|Thông tư|Quyết định|Luật|Decree)\b.*?(?P<symbol>\d+/\d{4}/[A-ZĐ0-9a-z-]+)", re.I
)
NOUNS = {"decree": "nghị định"}
#: Page → date of issue as the body or the sheet of properties gives it; "" where the page gives none (translations).
DATES = {
    "000006": "2026-01-17", "000077": "2025-12-05", "000148": "2025-12-31", "000219": "2025-10-08",
    "000290": "2025-12-31", "000361": "2025-12-31", "000432": "2025-12-25", "000503": "2025-11-15",
    "000574": "2025-12-15", "000645": "2025-06-16", "000787": "", "000858": "", "000929": "", "001000": "",
}  # fmt: skip
ISSUERS = {
    "NĐ-CP": "Chính phủ", "QH15": "Quốc hội", "TT-NHNN": "Ngân hàng Nhà nước Việt Nam", "QĐ-TTg": "Thủ tướng Chính phủ",
    "TT-BNNMT": "Bộ Nông nghiệp và Môi trường", "TT-BKHCN": "Bộ Khoa học và Công nghệ", "TT-BTC": "Bộ Tài chính",
}  # fmt: skip


@needs_pages
class TestTheSavedPages:
    def test_are_fifteen_of_which_one_holds_no_document(self) -> None:
        paths = sorted(PAGES.glob("*.html"))
        assert len(paths) == 15
        with pytest.raises(SourceError, match="holds no document"):
            read_file(FileRef(PAGES / "doc_000716.html", "doc_000716.html"))

    @pytest.mark.parametrize("number", DATES)
    def test_agree_with_their_title_line(self, number: str) -> None:
        source = read_file(FileRef(PAGES / f"doc_{number}.html", f"doc_{number}.html"))
        stated = TITLE_LINE.search(dict(source.facts)["title"])
        assert stated is not None
        (own,) = owns(read(source))
        noun = stated["noun"].lower()
        assert own["type"].lower() == NOUNS.get(noun, noun)
        symbol = stated["symbol"].replace("ND-CP", "NĐ-CP")
        assert own["symbol"] == symbol
        assert own["issuer"] == ISSUERS[symbol.rsplit("/", 1)[1]]
        assert own.get("date", "") == DATES[number]

    def test_come_out_in_paragraphs_with_their_articles_in_order(self) -> None:
        source = read_file(FileRef(PAGES / "doc_000006.html", "doc_000006.html"))
        articles = [int(n) for n in re.findall(r"^Điều (\d+)\.", source.text, re.MULTILINE)]
        assert articles == list(range(1, len(articles) + 1))
        assert len(articles) > 20
        assert max(map(len, source.text.splitlines())) < 4_000

    def test_state_validity_and_dates_as_facts(self) -> None:
        source = read_file(FileRef(PAGES / "doc_000929.html", "doc_000929.html"))
        assert dict(source.facts)["validity"] == "Hết hiệu lực toàn bộ"
        assert dict(source.facts)["effective"] == "2009-01-01"


@needs_news
@pytest.mark.parametrize("name", [f"tin_binh_dinh_{n}" for n in (2, 5, 7, 10, 54)])
def test_news_on_a_page_reads_as_the_same_news_in_a_text(name: str, tmp_path: Path) -> None:
    text = (SHARED / "corpus" / "text" / f"{name}.txt").read_text(encoding="utf-8")
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    body = f"<div class='detail'><h1>{lines[0]}</h1>" + "".join(f"<p>{line}</p>" for line in lines[1:]) + "</div>"
    path = tmp_path / f"{name}.html"
    path.write_bytes(page(body, f"<title>{lines[0]}</title>"))
    found = read_file(FileRef(path, path.name)).text
    missing = [line for line in lines if line not in found and len(line) > 60]
    assert missing == []
    assert "Bản quyền" not in found
