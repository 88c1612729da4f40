"""Document numbers: the vectors of the domain reference, and the laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NumberError
from graph.numbers import DocumentNumber, find_numbers, format_number, number_key, parse_number

# raw, canonical writing, form, num, type, issuers, unit
VECTORS = [
    ("444-KH/BCSĐTNMT", "444-KH/BCSĐTNMT", "party", "444", "KH", ("BCSĐTNMT",), ""),
    ("Số 26 – NQ/TW", "26-NQ/TW", "party", "26", "NQ", ("TW",), ""),
    ("94- KH/BTGDVTW", "94-KH/BTGDVTW", "party", "94", "KH", ("BTGDVTW",), ""),
    ("26-NQ/TƯ", "26-NQ/TƯ", "party", "26", "NQ", ("TƯ",), ""),
    ("445-KL/T.Ư", "445-KL/TƯ", "party", "445", "KL", ("TƯ",), ""),
    ("26 NQ/TW", "26-NQ/TW", "party", "26", "NQ", ("TW",), ""),
    ("84 QĐ/TWĐTN", "84-QĐ/TWĐTN", "party", "84", "QĐ", ("TWĐTN",), ""),
    ("31/QĐ-TW", "31-QĐ/TW", "party", "31", "QĐ", ("TW",), ""),
    ("116/NQ-TU", "116-NQ/TU", "party", "116", "NQ", ("TU",), ""),
    ("QĐ 399-QĐ/TW", "399-QĐ/TW", "party", "399", "QĐ", ("TW",), ""),
    ("08-QĐi/TW", "08-QĐi/TW", "party", "08", "QĐi", ("TW",), ""),
    ("66-Q\u00d0/TW", "66-QĐ/TW", "party", "66", "QĐ", ("TW",), ""),
    ("66-QD/TW", "66-QĐ/TW", "party", "66", "QĐ", ("TW",), ""),
    ("05-Ctr/ĐUK", "05-CTr/ĐUK", "party", "05", "CTr", ("ĐUK",), ""),
    ("12-CTR/HU", "12-CTr/HU", "party", "12", "CTr", ("HU",), ""),
    ("01-NQ/ĐH", "01-NQ/ĐH", "party", "01", "NQ", ("ĐH",), ""),
    ("10-KH/DU", "10-KH/ĐU", "party", "10", "KH", ("ĐU",), ""),
    ("317-QĐ/TWĐTN-TNTH", "317-QĐ/TWĐTN-TNTH", "party", "317", "QĐ", ("TWĐTN",), "TNTH"),
    ("367 - QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP", "party", "367", "QĐ", ("TWĐTN",), "VP"),
    ("số31-QĐ/TW", "31-QĐ/TW", "party", "31", "QĐ", ("TW",), ""),
    ("nq 26-nq/tw", "26-NQ/TW", "party", "26", "NQ", ("TW",), ""),
    ("NQ/TW 26", "26-NQ/TW", "party", "26", "NQ", ("TW",), ""),
    ("NQTW 26", "26-NQ/TW", "party", "26", "NQ", ("TW",), ""),
    ("43-CV/BCĐ", "43-CV/BCĐ", "party", "43", "CV", ("BCĐ",), ""),
    ("12-ABC/TU", "12-ABC/TU", "party", "12", "ABC", ("TU",), ""),
    ("15/KH-UBND", "15/KH-UBND", "state", "15", "KH", ("UBND",), ""),
    ("15/qđ-ubnd", "15/QĐ-UBND", "state", "15", "QĐ", ("UBND",), ""),
    ("132-NQ/CP", "132/NQ-CP", "state", "132", "NQ", ("CP",), ""),
    ("Số: 59    /QĐ-SCT", "59/QĐ-SCT", "state", "59", "QĐ", ("SCT",), ""),
    ("30c/NQ-CP", "30c/NQ-CP", "state", "30c", "NQ", ("CP",), ""),
    ("26/VBHN-NHNN", "26/VBHN-NHNN", "state", "26", "VBHN", ("NHNN",), ""),
    ("12/KH-MTTW-UB", "12/KH-MTTW-UB", "state", "12", "KH", ("MTTW",), "UB"),
    ("11/HD-MTTW-BTT", "11/HD-MTTW-BTT", "state", "11", "HD", ("MTTW",), "BTT"),
    ("161/TTR-MTTW-BPT", "161/TTr-MTTW-BPT", "state", "161", "TTr", ("MTTW",), "BPT"),
    ("61/QĐ-TLĐ", "61/QĐ-TLĐ", "state", "61", "QĐ", ("TLĐ",), ""),
    ("456/QD-HVNH", "456/QĐ-HVNH", "state", "456", "QĐ", ("HVNH",), ""),
    ("08/KHBTNMT", "08/KH-BTNMT", "state", "08", "KH", ("BTNMT",), ""),
    ("1234/CT-TTHT", "1234/CT-TTHT", "state", "1234", "CT", ("TTHT",), ""),
    (
        "01/KHPH-CSMT-GHPGVN-LNKL",
        "01/KHPH-CSMT-GHPGVN-LNKL",
        "state",
        "01",
        "KHPH",
        ("CSMT", "GHPGVN", "LNKL"),
        "",
    ),
    ("3954/UBND-VX", "3954/UBND-VX", "letter", "3954", "", ("UBND",), "VX"),
    ("2539/UBND- SNV", "2539/UBND-SNV", "letter", "2539", "", ("UBND",), "SNV"),
    ("2984/BNNMT-LNKL", "2984/BNNMT-LNKL", "letter", "2984", "", ("BNNMT",), "LNKL"),
    ("161/BXTĐT-MC", "161/BXTĐT-MC", "letter", "161", "", ("BXTĐT",), "MC"),
    ("4977/BVHTTDL VP", "4977/BVHTTDL-VP", "letter", "4977", "", ("BVHTTDL",), "VP"),
    ("119.TDKT-HĐTV", "119/TDKT-HĐTV", "letter", "119", "", ("TDKT",), "HĐTV"),
    ("66-HĐBT", "66-HĐBT", "old", "66", "", ("HĐBT",), ""),
    ("64/CP", "64-CP", "old", "64", "", ("CP",), ""),
    ("63/SL", "63/SL", "old", "63", "SL", (), ""),
    ("12-TT/LB", "12-TT/LB", "old", "12", "TT", ("LB",), ""),
]

# raw, canonical writing, form, type, issuers, year, term
DATED_VECTORS = [
    ("66.18/2026/NQ-CP", "66.18/2026/NQ-CP", "legal", "NQ", ("CP",), 2026, None),
    ("30a/2008/NQ-CP", "30a/2008/NQ-CP", "legal", "NQ", ("CP",), 2008, None),
    ("14/2025/QĐ-UBND", "14/2025/QĐ-UBND", "legal", "QĐ", ("UBND",), 2025, None),
    ("24/2014/ NĐ-CP", "24/2014/NĐ-CP", "legal", "NĐ", ("CP",), 2014, None),
    ("39/2026/ND-CP", "39/2026/NĐ-CP", "legal", "NĐ", ("CP",), 2026, None),
    ("01/2014/TTLT-BTP-BNV", "01/2014/TTLT-BTP-BNV", "legal", "TTLT", ("BTP", "BNV"), 2014, None),
    ("01/2017/TTLT-BTC-BNN&PTNT", "01/2017/TTLT-BTC-BNNPTNT", "legal", "TTLT", ("BTC", "BNNPTNT"), 2017, None),
    (
        "88/2016/NQLT/CP-ĐCTUBTWMTTQVN",
        "88/2016/NQLT-CP-ĐCTUBTWMTTQVN",
        "legal",
        "NQLT",
        ("CP", "ĐCTUBTWMTTQVN"),
        2016,
        None,
    ),
    (
        "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN",
        "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN",
        "legal",
        "NQLT",
        ("UBTVQH", "CP", "ĐCTUBTWMTTQVN"),
        2017,
        14,
    ),
    ("256/2003/QĐ-TTg", "256/2003/QĐ-TTg", "legal", "QĐ", ("TTg",), 2003, None),
    ("40/1998/QĐ-UB", "40/1998/QĐ-UB", "legal", "QĐ", ("UB",), 1998, None),
    ("36/2005/QH11", "36/2005/QH11", "assembly", "", ("QH",), 2005, 11),
    ("64/2025/QH 15", "64/2025/QH15", "assembly", "", ("QH",), 2025, 15),
    ("02/2022/UBTVQH15", "02/2022/UBTVQH15", "assembly", "", ("UBTVQH",), 2022, 15),
    ("237/NQ-UBTVQH16", "237/NQ-UBTVQH16", "state", "NQ", ("UBTVQH",), None, 16),
]
NO_NUMBERS = ["24/7", "10/01/2019", "2016-2018", "10-15%", "A/H5N1", "1/500"]
# Short or cut references: real, but no full number.
NOT_FULL = ["NQ26", "NQ-TW", "26-NQ", "Nghị quyết 57", "1229/QĐ", "12/2020/", "", "26-NQ/TW và 27"]

# What find_numbers cannot take for a number in running text: the number behind its code, a file name.
ONLY_WHEN_ASKED = {"NQ/TW 26", "NQTW 26", "119.TDKT-HĐTV", "4977/BVHTTDL VP"}


@pytest.mark.parametrize(("raw", "written", "form", "num", "type_code", "issuers", "unit"), VECTORS)
def test_a_number_is_read_as_the_reference_says(
    raw: str, written: str, form: str, num: str, type_code: str, issuers: tuple[str, ...], unit: str
) -> None:
    number = parse_number(raw)
    assert (number.form, number.num, number.type_code, number.issuers, number.unit) == (
        form,
        num,
        type_code,
        issuers,
        unit,
    )
    assert format_number(number) == written


@pytest.mark.parametrize(("raw", "written", "form", "type_code", "issuers", "year", "term"), DATED_VECTORS)
def test_years_and_terms_are_read_as_the_reference_says(
    raw: str, written: str, form: str, type_code: str, issuers: tuple[str, ...], year: int | None, term: int | None
) -> None:
    number = parse_number(raw)
    read = (number.form, number.type_code, number.issuers, number.year, number.term)
    assert read == (form, type_code, issuers, year, term)
    assert format_number(number) == written


def test_an_internal_letter_keeps_its_mark_out_of_its_identity() -> None:
    number = parse_number("5053-CV/VPTW/nb")
    assert (number.issuers, number.suffix) == (("VPTW",), "nb")
    assert str(number) == "5053-CV/VPTW/nb"
    assert number_key("5053-CV/VPTW/nb") == number_key("5053-CV/VPTW")


def test_the_noun_decides_whether_a_code_is_type_or_issuer() -> None:
    assert parse_number("1234/CT-TTHT", letter=True).issuers == ("CT",)
    assert parse_number("12/CT-UBND", letter=True).type_code == "CT"
    (found,) = find_numbers("theo Công văn số 1234/CT-TTHT của Cục Thuế")
    assert found.number.form == "letter"


@pytest.mark.parametrize("raw", NO_NUMBERS + NOT_FULL)
def test_what_is_no_full_number_is_refused_with_its_place(raw: str) -> None:
    with pytest.raises(NumberError, match="is no document number") as caught:
        parse_number(raw)
    assert "\n    " in str(caught.value)
    assert "^" in str(caught.value)


def test_the_marker_stands_under_the_place() -> None:
    with pytest.raises(NumberError) as caught:
        parse_number("26-NQ/TW và 27")
    _, source, marker = str(caught.value).splitlines()
    assert source[marker.index("^") :] == " và 27"


@pytest.mark.parametrize("raw", [v[0] for v in (*VECTORS, *DATED_VECTORS) if v[0] not in ONLY_WHEN_ASKED])
def test_every_number_is_found_in_running_text_as_it_is_read_alone(raw: str) -> None:
    text = f"Thực hiện {raw}, các cơ quan; xem {raw} - Phần II."
    found = list(find_numbers(text))
    assert [m.number for m in found] == [parse_number(raw)] * 2
    assert all(parse_number(text[m.start : m.end]) == m.number for m in found)


@pytest.mark.parametrize("raw", NO_NUMBERS)
def test_dates_periods_and_shares_are_not_found(raw: str) -> None:
    assert list(find_numbers(f"từ {raw} đến {raw}, UBND tỉnh {raw}-{raw}")) == []


@pytest.mark.parametrize(
    "text",
    [
        "ngày 22/12 - UBND tỉnh",
        "QCVN 14:2008/BTNMT",
        "theo Mẫu số 01/PLI",
        "tỷ lệ 1/2 NQ",
        "km 5/QL-1A",
        "trực 24/24 giờ, 3/4 UBND xã",
        "Điều 5/Nghị định",
        "giai đoạn 2021-2025/CP",
        "12:26-NQ/TW",
        "80 km/h, 5 lít/người, 12 tháng/năm",
    ],
)
def test_what_looks_like_a_number_is_left_alone(text: str) -> None:
    assert list(find_numbers(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("số 66-\nNQ/TW", "66-NQ/TW"),
        ("140/NQ-\nCP", "140/NQ-CP"),
        ("số\n34/2016/NĐ-CP", "34/2016/NĐ-CP"),
        ("119/2026/ \nUBTVQH15", "119/2026/UBTVQH15"),
        ("Số: 15/KH-UBND Hà Nội", "15/KH-UBND"),
        ("132/NQ-CP - Nghị quyết", "132/NQ-CP"),
        ("26-NQ/TW - UBND tỉnh", "26-NQ/TW"),
        ("Nghị định số 09/2026/NĐ-CP4.", "09/2026/NĐ-CP"),
    ],
)
def test_a_number_ends_where_its_codes_end(text: str, expected: str) -> None:
    (found,) = find_numbers(text)
    assert str(found.number) == expected
    assert text[found.end - 1] == expected[-1]


def test_a_list_gives_each_of_its_numbers() -> None:
    text = "Tờ trình số 2138/TTr-BCT, Báo cáo số 3390/BC-BTP và 374/BC-BTC; Quyết định 31-QĐ/TW"
    assert [str(m.number) for m in find_numbers(text)] == ["2138/TTr-BCT", "3390/BC-BTP", "374/BC-BTC", "31-QĐ/TW"]


def test_only_the_asked_stretch_is_searched() -> None:
    text = "26-NQ/TW và 132/NQ-CP"
    assert [m.start for m in find_numbers(text, 9)] == [12]
    assert [m.end for m in find_numbers(text, 0, 12)] == [8]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("05-NQ/ĐU", "5-nq/du"),
        ("26-NQ/TW", "Số 26 – NQ/TW"),
        ("31/QĐ-TW", "31-QĐ/TW"),
        ("3954/UBND-VX", "03954/UBND"),
        ("24/2014/NĐ-CP", "24/2014/ ND-CP"),
        ("57", "057"),
    ],
)
def test_writings_of_one_number_have_one_key(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("66/NQ-CP", "66.19/2026/NQ-CP"), ("30/NQ-CP", "30a/NQ-CP"), ("26-NQ/TW", "26-NQ/TU"), ("26-NQ/TW", "26-KL/TW")],
)
def test_different_numbers_have_different_keys(one: str, other: str) -> None:
    assert number_key(one) != number_key(other)


NUMS = st.from_regex(r"[0-9]{1,6}(\.[0-9]{1,2})?[a-z]?", fullmatch=True)
UNKNOWN_CODES = st.text("ABCDEGHIKLMNOPQRSTUVXYĐ", min_size=2, max_size=8).filter(lambda c: c not in ("QH", "CP", "SL"))
STATE_ISSUERS = st.sampled_from(["UBND", "HĐND", "CP", "TTg", "BNV", "SNgV", "MTTW", "TLĐ", "HVNH"])
PARTY_ISSUERS = st.sampled_from(["TW", "TU", "TƯ", "ĐU", "ThU", "VPTW", "UBKTHU", "BCSĐTNMT", "BTGDVTU", "TWĐTN"])
TYPES = st.sampled_from(["NQ", "QĐ", "KH", "CTr", "TTr", "HĐ", "HD", "QyĐ", "TB"])
UNITS = st.sampled_from(["", "", "VX", "KTTH", "TH1", "NC-VX"])
YEARS = st.integers(1945, 2099)


@st.composite
def numbers(draw: st.DrawFn) -> DocumentNumber:
    form, num = draw(st.sampled_from(["party", "state", "legal", "joint", "assembly", "letter", "old"])), draw(NUMS)
    match form:
        case "party":
            suffix = draw(st.sampled_from(["", "nb"]))
            return DocumentNumber("party", num, draw(TYPES), (draw(PARTY_ISSUERS),), unit=draw(UNITS), suffix=suffix)
        case "state":
            return DocumentNumber("state", num, draw(TYPES), (draw(STATE_ISSUERS),), unit=draw(UNITS))
        case "legal":
            return DocumentNumber("legal", num, draw(TYPES), (draw(STATE_ISSUERS),), draw(YEARS), unit=draw(UNITS))
        case "joint":
            issuers = tuple(draw(st.lists(STATE_ISSUERS, min_size=2, max_size=4)))
            return DocumentNumber("legal", num, "TTLT", issuers, draw(YEARS))
        case "assembly":
            body = draw(st.sampled_from(["QH", "UBTVQH"]))
            return DocumentNumber("assembly", num, "", (body,), draw(YEARS), draw(st.integers(1, 99)))
        case "letter":
            return DocumentNumber(
                "letter", num, "", (draw(STATE_ISSUERS.filter(lambda i: i not in ("CP", "TTg"))),), unit=draw(UNITS)
            )
        case _:
            return DocumentNumber("old", num, "", (draw(st.sampled_from(["HĐBT", "CP", "TTg"])),))


@given(numbers())
def test_what_is_written_reads_back(number: DocumentNumber) -> None:
    assert parse_number(format_number(number)) == number


@given(numbers())
def test_what_is_written_is_found_in_a_text(number: DocumentNumber) -> None:
    text = f"Căn cứ văn bản số {number}; ngày 10/01/2019"
    (found,) = find_numbers(text)
    assert text[found.start : found.end] == str(number)
    assert str(found.number) == str(number)


@given(numbers().filter(lambda n: len(n.num.split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz")) < 6))
def test_case_and_leading_zeros_do_not_count(number: DocumentNumber) -> None:
    symbol = str(number)
    codes = symbol.removeprefix(number.num)
    assert number_key(symbol) == number_key(number.num + codes.upper()) == number_key(f"0{symbol}")


@given(UNKNOWN_CODES, UNKNOWN_CODES, NUMS)
def test_an_unknown_code_is_taken_as_written(issuer: str, other: str, num: str) -> None:
    number = parse_number(f"{num}/NQ-{issuer}")
    assert number.type_code == "NQ"
    assert number_key(f"{num}/NQ-{issuer}") == number_key(str(number))


@given(st.text(st.sampled_from("0123456789abNQTWUĐđƯ/-–. \nsố"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for found in find_numbers(text):
        assert parse_number(str(found.number)) == found.number
    try:
        number = parse_number(text)
    except NumberError:
        return
    assert parse_number(str(number)) == number


def test_a_long_text_without_numbers_has_none() -> None:
    text = "Ngày 10/01/2019 UBND thành phố Hà Nội ban hành kế hoạch 24/7, 10-15%, A/H5N1 1/500. " * 2_000
    assert list(find_numbers(text)) == []
