"""Registers as sources: columns by their headings, a document a row, claims that point at cells."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from books import HEAD, ROWS, csv_file, ods_file, ods_rows, source, xlsx_file
from openpyxl import Workbook

from graph.claims import Attribute, Mention, Relation
from graph.errors import SourceError
from graph.registry import Context, load_registry
from graph.stores import open_store
from loaders.load import load
from loaders.reading import read
from loaders.registers.casing import is_one_case, with_capitals
from loaders.registers.columns import column_index, column_letters, guess, kinds
from loaders.registers.rows import find_registers, rows_of, said_of
from loaders.registers.values import date_of_cell, number_of


def documents(path: Path) -> list[dict[str, Any]]:
    return list(read(source(path)).to_json()["documents"])


def relations(path: Path) -> set[tuple[str, str, str]]:
    found = read(source(path)).to_json()
    names = {d["id"]: d.get("symbol") or d.get("title", "") for d in found["documents"]}
    return {(names[r["source"]], r["kind"], names[r["target"]]) for r in found["relations"]}


def columns(path: Path) -> dict[str, int]:
    text = source(path)
    found = guess(text.tables[0], text.text)
    return dict(found.of) if found is not None else {}


class TestColumnsAreKnownByTheirHeadings:
    @pytest.mark.parametrize("kind", sorted(kinds()))
    def test_every_heading_names_its_kind(self, kind: str) -> None:
        assert kinds()[kind][1]

    @pytest.mark.parametrize(
        ("head", "found"),
        [
            (["so_ky_hieu", "ngay_ban_hanh", "trich_yeu", "hieu_luc"], ["number", "date", "summary", "validity"]),
            (
                ["TT", "Tên loại", "Số/ký hiệu", "Ngày, tháng, năm", "Tên văn bản"],
                ["ordinal", "type", "number", "date", "summary"],
            ),
            (["SỐ VĂN BẢN", "NGÀY KÝ", "NGƯỜI KÝ", "VỀ VIỆC"], ["number", "date", "signer", "summary"]),
            (["Số hiệu", "Ngày có hiệu lực", "Ngày ban hành", "Trích yếu"], ["number", "effective", "date", "summary"]),
        ],
    )
    def test_in_any_order_and_wording(self, tmp_path: Path, head: list[str], found: list[str]) -> None:
        path = csv_file(tmp_path, [head, ["1"] * len(head)])
        assert columns(path) == {kind: at for at, kind in enumerate(found)}

    def test_a_list_of_tasks_is_no_list_of_documents(self, tmp_path: Path) -> None:
        head = [
            "STT",
            "Số ký hiệu văn bản, người ký",
            "Nội dung được giao",
            "Cơ quan chủ công thực hiện",
            "TG hoàn thành",
        ]
        text = source(
            csv_file(tmp_path, [head, ["1", "Số 183/TB ngày 09/7/2014", "Lập quy hoạch", "Phòng QLĐT", "tháng 7"]])
        )
        found = guess(text.tables[0], text.text)
        assert found is not None
        assert (found.is_documents, found.is_tasks) == (False, True)
        assert dict(found.of) == {"ordinal": 0, "number": 1, "task": 2, "unit": 3, "deadline": 4}

    def test_no_other_table_is_a_register(self, tmp_path: Path) -> None:
        assert columns(csv_file(tmp_path, [["Tên hàng", "Số lượng", "Đơn giá"], ["Giấy", "10", "5.000"]])) == {}

    def test_headings_over_two_rows_with_merged_cells(self, tmp_path: Path) -> None:
        book = Workbook()
        page = book.active
        page.append(["SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2022"])
        page.append(["STT", "Văn bản", "", "Trích yếu"])
        page.append(["", "Số, ký hiệu", "Ngày ban hành", ""])
        page.append(["(1)", "(2)", "(3)", "(4)"])
        page.append(["1", "15/KH-UBND", "20/07/2022", "Về công tác dân vận"])
        for cells in ("A2:A3", "B2:C2", "D2:D3", "A1:D1"):
            page.merge_cells(cells)
        path = tmp_path / "so.xlsx"
        book.save(path)
        found = documents(path)
        assert [(d["symbol"], d["date"], d["title"]) for d in found] == [
            ("15/KH-UBND", "2022-07-20", "Về công tác dân vận")
        ]

    def test_letters_of_columns_there_and_back(self) -> None:
        assert [column_letters(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
        assert all(column_index(column_letters(i)) == i for i in range(2000))


class TestARowIsADocument:
    @pytest.fixture(params=["csv", "xlsx", "ods"])
    def path(self, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
        if request.param == "csv":
            return csv_file(tmp_path, ROWS)
        if request.param == "xlsx":
            return xlsx_file(tmp_path, ROWS)
        return ods_file(tmp_path, f'<table:table table:name="Sổ đi">{ods_rows(ROWS)}</table:table>')

    def test_with_number_type_day_and_title(self, path: Path) -> None:
        own = [d for d in documents(path) if d.get("title")]
        assert [(d["symbol"], d["type"], d["date"]) for d in own] == [
            ("15/KH-UBND", "Kế hoạch", "2022-07-20"),
            ("16/QĐ-UBND", "Quyết định", "2022-07-21"),
        ]

    def test_and_its_summary_says_what_it_does(self, path: Path) -> None:
        assert relations(path) == {
            ("15/KH-UBND", "IMPLEMENTS", "39-NQ/TW"),
            ("16/QĐ-UBND", "REPEALS", "9/QĐ-UBND"),
        }

    def test_every_claim_points_at_its_cells(self, path: Path) -> None:
        sheet = "" if path.suffix == ".csv" else "Sổ đi!"
        text = source(path)
        claims = read(text).claims
        spans = [span for claim in claims for span in claim.evidence.spans]
        assert spans
        assert all(text.text[s.start : s.end] == s.quote for s in spans)
        places = {type(c).__name__: c.evidence.spans[0].place for c in claims if isinstance(c, Relation)}
        assert places == {"Relation": f"{sheet}D3"}
        numbers = [c.evidence.spans[0].place for c in claims if isinstance(c, Attribute) and c.name == "number"]
        assert numbers[0] == f"{sheet}B2"

    def test_a_register_says_nothing_as_the_document_itself(self, path: Path) -> None:
        claims = read(source(path)).claims
        assert not any(claim.own for claim in claims if isinstance(claim, Attribute))
        assert sum(isinstance(c, Mention) and c.evidence.rule == "register-mention" for c in claims) == 2


class TestSummariesInSmallLetters:
    def test_get_capitals_where_the_registry_knows_a_name(self) -> None:
        words = "ban hành kế hoạch thực hiện nghị quyết số 07/nq-cp của chính phủ trên địa bàn tỉnh bình dương"
        cased = with_capitals(words, load_registry(), Context())
        assert cased == (
            "ban hành Kế hoạch thực hiện Nghị quyết số 07/NQ-CP của Chính phủ trên địa bàn Tỉnh Bình Dương"
        )

    @pytest.mark.parametrize("words", ["", "ban hành dự án", "ﬁn İstanbul", "ŉ luật", "công ty tnhh gỗ"])
    def test_keep_their_length(self, words: str) -> None:
        assert len(with_capitals(words, load_registry(), Context())) == len(words)

    def test_only_where_capitals_say_nothing(self) -> None:
        assert is_one_case("triển khai thực hiện chỉ thị số 27/CT-TTg")
        assert is_one_case("TRIỂN KHAI CHỈ THỊ SỐ 27/CT-TTG")
        assert not is_one_case("Triển khai Chỉ thị của Thủ tướng Chính phủ")

    @pytest.mark.parametrize(
        ("summary", "kind", "target"),
        [
            ("v/v triển khai thực hiện chỉ thị 06/ct-ttg của thủ tướng chính phủ", "IMPLEMENTS", "06/CT-TTg"),
            ("thực hiện công điện khẩn số 67/cđ-ttg", "IMPLEMENTS", "67/CĐ-TTg"),
            (
                "thực hiện chỉ đạo của tỉnh ủy về phòng, chống dịch tại thông báo số 23-tb/tu ngày 01/10/2021",
                "IMPLEMENTS",
                "23-TB/TU",
            ),
            ("thu hồi quyết định số 58/qđ-ubnd ngày 22/3/2019", "REPEALS", "58/QĐ-UBND"),
            ("tạm dừng thực hiện quyết định số 58/qđ-ubnd ngày 22/3/2019", "SUSPENDS", "58/QĐ-UBND"),
            ("điều chỉnh diện tích tại khoản 1 điều 1 quyết định số 58/qđ-ubnd ngày 22/3/2019", "AMENDS", "58/QĐ-UBND"),
            ("điều chỉnh mục đích tại phụ lục kèm theo quyết định số 58/qđ-ubnd", "AMENDS", "58/QĐ-UBND"),
            ("đính chính nghị quyết số 5/nq-hđnd", "CORRECTS", "5/NQ-HĐND"),
            ("thay đổi thành viên ban chỉ đạo thực hiện nghị quyết số 5/nq-hđnd", "CITES", "5/NQ-HĐND"),
            ("lấy ý kiến đối với dự án điều chỉnh quyết định số 58/qđ-ubnd", "CITES", "58/QĐ-UBND"),
        ],
    )
    def test_are_read_like_titles(self, tmp_path: Path, summary: str, kind: str, target: str) -> None:
        path = csv_file(tmp_path, [HEAD, ["1", "99/UBND-VX", "20/07/2022", summary]])
        assert relations(path) == {("99/UBND-VX", kind, target)}

    def test_another_s_act_is_not_the_letter_s(self, tmp_path: Path) -> None:
        summary = "thống nhất việc ubnd tỉnh ban hành quy chế quản lý tài sản công trên địa bàn tỉnh"
        assert relations(csv_file(tmp_path, [HEAD, ["1", "41/HĐND-PC", "12/08/2021", summary]])) == set()


class TestTheIssuerIsOfThePlaceMostRowsName:
    def test_or_of_the_one_the_mapping_names(self, tmp_path: Path) -> None:
        path = csv_file(tmp_path, [HEAD, ["1", "15/KH-UBND", "20/07/2022", "công tác dân vận"]])
        assert "Bình Dương" not in documents(path)[0].get("issuer", "")
        path.with_name("so.csv.yaml").write_text("place: tỉnh Bình Dương\n", encoding="utf-8")
        assert documents(path)[0]["issuer"] == "UBND tỉnh Bình Dương"

    def test_or_none(self, tmp_path: Path) -> None:
        rows = [[str(i), f"{i}/KH-UBND", "20/07/2022", "hội nghị tại tỉnh bình dương"] for i in range(1, 4)]
        assert {d["issuer"] for d in documents(csv_file(tmp_path, [HEAD, *rows]))} == {"UBND tỉnh Bình Dương"}


class TestTheMappingFile:
    rows = (["Cột 1", "Cột 2", "Cột 3"], ["dân vận", "15/KH-UBND", "20/07/2022"])

    def test_says_what_columns_are(self, tmp_path: Path) -> None:
        path = csv_file(tmp_path, self.rows)
        assert not any(d.get("title") for d in documents(path))
        path.with_name("so.csv.yaml").write_text(
            "columns:\n  Cột 1: summary\n  cột 2: number\n  C: date\nfirst_row: 2\n", encoding="utf-8"
        )
        assert [(d["symbol"], d["date"], d["title"]) for d in documents(path)] == [
            ("15/KH-UBND", "2022-07-20", "dân vận")
        ]

    def test_takes_back_a_wrong_guess(self, tmp_path: Path) -> None:
        path = csv_file(tmp_path, [["Số ký hiệu", "Nội dung", "Trích yếu"], ["15/KH-UBND", "x", "y"]])
        path.with_name("so.csv.yaml").write_text('columns: {B: "", C: summary}\n', encoding="utf-8")
        assert documents(path)[0]["title"] == "y"

    @pytest.mark.parametrize(
        "text", ["columns: [a]", "colums: {}", "first_row: x", "columns: {A: nummer}", "a: [", "- 1"]
    )
    def test_is_refused_with_what_it_may_say(self, tmp_path: Path, text: str) -> None:
        path = csv_file(tmp_path, self.rows)
        path.with_name("so.csv.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(SourceError) as told:
            read(source(path))
        assert told.value.remedy

    def test_makes_a_register_be_read_again(self, tmp_path: Path) -> None:
        path = csv_file(tmp_path, self.rows)
        store = open_store("memory:")
        assert load(store, [path]).new == 1
        assert load(store, [path]).unchanged == 1
        beside = path.with_name("so.csv.yaml")
        beside.write_text("columns: {A: summary, B: number, C: date}\nfirst_row: 2\n", encoding="utf-8")
        assert load(store, [path]).changed == 1
        assert load(store, [path]).unchanged == 1
        beside.unlink()
        assert load(store, [path]).changed == 1


@pytest.mark.parametrize(
    ("words", "date", "serial"),
    [
        ("20/07/2022", "2022-07-20", False),
        ("20-7-2022", "2022-07-20", False),
        ("20.7.2022", "2022-07-20", False),
        ("2022-07-20", "2022-07-20", False),
        ("20/07/2022 00:00:00", "2022-07-20", False),
        ("ngày 20 tháng 7 năm 2022", "2022-07-20", False),
        ("7/2022", "2022-07", False),
        ("2022", "2022", False),
        ("44762", "2022-07-20", True),
        ("44762.5", "2022-07-20", True),
        ("31/02/2022", "None", False),
        ("hôm qua", "None", False),
        ("", "None", False),
    ],
)
def test_days_as_registers_write_them(words: str, date: str, serial: bool) -> None:
    assert (str(date_of_cell(words)[0]), date_of_cell(words)[1]) == (date, serial)


@pytest.mark.parametrize(
    ("words", "symbol", "noun"),
    [
        ("1906 /QĐ-UBND", "1906/QĐ-UBND", "Quyết định"),
        ("109/UBND - VX", "109/UBND-VX", "Công văn"),
        ("2403/Q\u00d0-UBND", "2403/QĐ-UBND", "Quyết định"),
        ("153/CV-BCĐ", "153/CV-BCĐ", "Công văn"),
        ("183/TB", "183/TB", "Thông báo"),
        ("21/NQ-HĐND8", "21/NQ-HĐND8", "Nghị quyết"),
        ("26-NQ/TW", "26-NQ/TW", "Nghị quyết"),
        ("12", "12", ""),
    ],
)
def test_numbers_as_registers_write_them(words: str, symbol: str, noun: str) -> None:
    found = number_of(words, "", load_registry())
    assert found is not None
    assert (found.symbol, found.kind.noun if found.kind else "") == (symbol, noun)


def test_no_number_without_a_digit() -> None:
    assert number_of("không số", "", load_registry()) is None


class TestSheetsOfAnyMake:
    def test_days_are_days_in_every_form(self, tmp_path: Path) -> None:
        book = Workbook()
        page = book.active
        page.append(HEAD)
        page.append(["1", "15/KH-UBND", datetime.datetime(2022, 7, 20), "a"])
        page.append(["2", "16/KH-UBND", 44762, "b"])
        page.append(["3", "17/KH-UBND", "20/07/2022", "c"])
        path = tmp_path / "so.xlsx"
        book.save(path)
        assert {d["date"] for d in documents(path)} == {"2022-07-20"}

    def test_hidden_sheets_are_left_out_and_said(self, tmp_path: Path) -> None:
        book = Workbook()
        for row in ROWS:
            book.active.append(row)
        hidden = book.create_sheet("Nháp")
        for row in [HEAD, ["1", "99/KH-UBND", "20/07/2022", "mật"]]:
            hidden.append(row)
        hidden.sheet_state = "hidden"
        path = tmp_path / "so.xlsx"
        book.save(path)
        assert source(path).left_out == ("sheet Nháp is hidden",)
        assert not any(d.get("symbol") == "99/KH-UBND" for d in documents(path))

    def test_hidden_sheets_of_opendocument_too(self, tmp_path: Path) -> None:
        styles = (
            '<style:style style:name="ta2" style:family="table">'
            '<style:table-properties table:display="false"/></style:style>'
        )
        body = (
            f'<table:table table:name="Đi">{ods_rows(ROWS)}</table:table>'
            f'<table:table table:name="Nháp" table:style-name="ta2">{ods_rows(ROWS)}</table:table>'
        )
        assert source(ods_file(tmp_path, body, styles=styles)).left_out == ("sheet Nháp is hidden",)

    def test_repeated_rows_and_days_of_opendocument(self, tmp_path: Path) -> None:
        day = (
            '<table:table-cell office:value-type="date" office:date-value="2022-07-20">'
            "<text:p>20-thg 7-22</text:p></table:table-cell>"
        )
        row = ods_rows([["1", "15/KH-UBND"]]).replace("</table:table-row>", f"{day}</table:table-row>")
        empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        body = f'<table:table table:name="A">{ods_rows([HEAD])}{row}{empty}</table:table>'
        text = source(ods_file(tmp_path, body))
        assert [(d["symbol"], d["date"]) for d in read(text).to_json()["documents"]] == [("15/KH-UBND", "2022-07-20")]
        assert max(cell.row for cell in text.tables[0].cells) == 1

    def test_a_merged_number_holds_for_its_rows(self, tmp_path: Path) -> None:
        book = Workbook()
        page = book.active
        page.append(HEAD)
        page.append(["1", "15/KH-UBND", "20/07/2022", "a"])
        page.append(["2", "", "20/07/2022", "b"])
        page.merge_cells("B2:B3")
        path = tmp_path / "so.xlsx"
        book.save(path)
        text = source(path)
        register = find_registers(text, said_of(text))[0]
        assert [set(row.cells) for row in rows_of(register, text.text)] == [
            {"ordinal", "number", "date", "summary"}
        ] * 2

    def test_a_cell_merged_over_a_million_rows_makes_no_rows(self, tmp_path: Path) -> None:
        rows = ods_rows(ROWS).replace("<table:table-cell ", '<table:table-cell table:number-rows-spanned="1048576" ')
        text = source(ods_file(tmp_path, f'<table:table table:name="A">{rows}</table:table>'))
        assert len(list(rows_of(find_registers(text, said_of(text))[0], text.text))) == 2

    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_text_tables_with_any_sign(self, tmp_path: Path, sign: str) -> None:
        assert len(documents(csv_file(tmp_path, ROWS, sign=sign))) == 4

    def test_text_tables_in_an_old_font(self, tmp_path: Path) -> None:
        from test_legacy import written

        rows = [[written(words, "TCVN3") for words in row] for row in ROWS]
        path = tmp_path / "so.csv"
        path.write_bytes("\n".join(";".join(row) for row in rows).encode("latin-1"))
        assert documents(path)[0]["symbol"] == "15/KH-UBND"

    def test_what_stands_around_a_register_is_no_row(self, tmp_path: Path) -> None:
        rows = [["SỔ VĂN BẢN ĐI", "", "", ""], HEAD, ROWS[1], HEAD, ROWS[2], ["", "Cộng: 2 văn bản", "", ""]]
        text = source(xlsx_file(tmp_path, rows))
        register = find_registers(text, said_of(text))[0]
        assert [row.number for row in rows_of(register, text.text)] == [3, 5, 6]


SHARED = Path(__file__).parents[2].parent / "shared"


def test_a_real_register_is_read_whole() -> None:
    path = SHARED / "corpus" / "registers" / "binh_duong.csv"
    if not path.is_file():
        pytest.skip("left out: the real register lies beside the checkout, and it is not there")
    own = [c for c in read(source(path)).claims if isinstance(c, Mention) and c.evidence.rule == "register-mention"]
    assert len(own) == 2028


def test_a_list_of_tasks_says_who_is_to_do_what_and_where_it_stands(tmp_path: Path) -> None:
    rows = [
        ["STT", "Số ký hiệu văn bản, người ký", "Nội dung được giao", "Đơn vị thực hiện", "Thời hạn", "Kết quả"],
        [
            "1",
            "Số 549/UBND-KTTH ngày 28/3/2014",
            "Lập kế hoạch thu chi Quỹ bảo trì",
            "Sở Nội vụ",
            "tháng 7/2014",
            "chưa",
        ],
        ["2", "Số 183/TB ngày 09/7/2014", "Lập quy hoạch phường 7", "Sở Tài chính", "trước ngày 30/9/2014", ""],
    ]
    text = source(xlsx_file(tmp_path, rows))
    found = read(text).to_json()
    symbols = {d["id"]: d.get("symbol") for d in found["documents"]}
    assert [(symbols[a["stated_in"]], a["task"][:8], a["deadline"]["end"]) for a in found["assignments"]] == [
        ("549/UBND-KTTH", "Lập kế h", "2014-07"),
        ("183", "Lập quy ", "2014-09-30"),
    ]
    assert [a["place"] for a in found["assignments"]] == ["Sổ đi!C2", "Sổ đi!C3"]
