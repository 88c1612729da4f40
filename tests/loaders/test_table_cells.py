"""What a cell says: bodies with and without signs between them, and when something is due."""

from __future__ import annotations

from typing import Any

import pytest
from printed_tables import as_docx, tasks_of

from graph.dates import PartialDate
from loaders.grammar.cell_deadlines import cell_deadline


def row(lead: str, coordinators: str = "") -> dict[str, Any]:
    head = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn"]
    [task] = tasks_of(as_docx([head, ["1", "Tổ chức thực hiện", lead, coordinators, "2025"]]))
    return task


def lead(words: str) -> list[str]:
    return [name.removesuffix(" Lạng Sơn").removesuffix(" tỉnh") for name in row(words)["organizations"]]


@pytest.mark.parametrize(
    ("words", "bodies"),
    [
        ("Bộ Văn hóa, Thể thao và Du lịch, Bộ Y tế", ["Bộ Văn hóa, Thể thao và Du lịch", "Bộ Y tế"]),
        ("Bộ Thông tin và Truyền thông Bộ Khoa học và Công nghệ",
         ["Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"]),
        ("Bộ Khoa học, Công nghệ; Bộ Công an", ["Bộ Khoa học và Công nghệ", "Bộ Công an"]),
        ("Sở Y tế\nSở Nội vụ\n- Sở Tư pháp", ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"]),
        ("Bộ Tư pháp (đối với A, B), Bộ Tài chính (đối với C)", ["Bộ Tư pháp", "Bộ Tài chính"]),
        ("Bộ, ngành, địa phương", ["[nhóm] Bộ, ngành, địa phương"]),
        ("Bộ Thông tin và Truyền thông, các địa phương", ["Bộ Thông tin và Truyền thông", "[nhóm] các địa phương"]),
        ("Các bộ, ngành, địa phương, doanh nghiệp liên quan",
         ["[nhóm] các bộ, ngành, địa phương", "[nhóm] doanh nghiệp liên quan"]),
        ("Các bộ, ngành Ủy ban nhân dân cấp tỉnh, Bộ Y tế cơ quan, đơn vị liên quan",
         ["[nhóm] các bộ, ngành", "[nhóm] Ủy ban nhân dân cấp", "Bộ Y tế", "[nhóm] cơ quan, đơn vị liên quan"]),
        ("Các bộ, ngành là chủ quản CSDL quốc gia, CSDL chuyên ngành",
         ["[nhóm] các bộ, ngành là chủ quản CSDL quốc gia, CSDL chuyên ngành"]),
        ("Các thành phố trực thuộc Trung ương và một số tỉnh đủ điều kiện",
         ["[nhóm] các thành phố trực thuộc Trung ương", "[nhóm] một số tỉnh đủ điều kiện"]),
        ("Đảng ủy các xã, phường; Sở Y tế", ["[nhóm] Đảng ủy các xã, phường", "Sở Y tế"]),
        ("Sở, ngành, địa phương liên quan", ["[nhóm] Sở, ngành, địa phương liên quan"]),
        ("Các Cục, Vụ, Viện thuộc Bộ", ["[nhóm] các Cục, Vụ, Viện thuộc Bộ"]),
        ("Các Vụ: Pháp chế, Tổ chức cán bộ; Sở Y tế", ["Vụ Pháp chế", "Vụ Tổ chức cán bộ", "Sở Y tế"]),
        ("Bảo hiểm xã hội Việt Nam/Bộ Y tế", ["Bảo hiểm xã hội Việt Nam", "Bộ Y tế"]),
        ("1. Bộ Tài chính đầu mối thống kê.\n2. Các bộ, cơ quan, địa phương theo chức năng, nhiệm vụ được giao.",
         ["Bộ Tài chính", "[nhóm] các bộ, cơ quan, địa phương"]),
        ("1. Bộ Tài chính đối với cơ chế, chính sách về khu kinh tế, trung tâm.\n2. Bộ KHCN đối với khu công nghệ",
         ["Bộ Tài chính", "Bộ Khoa học và Công nghệ"]),
        ("Bộ Tư pháp chủ trì hướng dẫn, tổng hợp, báo cáo", ["Bộ Tư pháp"]),
        ("Các bộ, cơ quan, địa phương lập, điều chỉnh, phê duyệt, trình phê duyệt",
         ["[nhóm] các bộ, cơ quan, địa phương"]),
        ("Bộ Y tế rà soát, Bộ Tài chính tổng hợp", ["Bộ Y tế", "Bộ Tài chính"]),
        ("Bộ Y tế đối với nội dung A, Bộ Tài chính đối với nội dung B", ["Bộ Y tế", "Bộ Tài chính"]),
        ("Bộ Xây dựng, Khoa học và Công nghệ, các bộ quản lý ngành",
         ["Bộ Xây dựng", "Bộ Khoa học và Công nghệ", "[nhóm] các bộ quản lý ngành"]),
        ("Các đơn vị liên quan", ["[nhóm] các đơn vị liên quan"]),
        ("Bộ Công an và các địa phương Bắc Ninh, Bình Dương", ["Bộ Công an", "tỉnh Bắc Ninh", "tỉnh Bình Dương"]),
        ("Bộ Y tế, Bộ", ["Bộ Y tế"]),
        ("Ủy ban công tác về các tổ chức phi chính phủ", ["Ủy ban công tác về các tổ chức phi chính phủ"]),
        ("", []),
        ("-", []),
        ("theo phân công", []),
    ],
)  # fmt: skip
def test_bodies_of_a_cell(words: str, bodies: list[str]) -> None:
    assert lead(words) == bodies


def test_a_cell_that_says_who_leads_and_who_helps() -> None:
    for words in (
        "Sở Y tế chủ trì, phối hợp với Sở Nội vụ",
        "Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ",
        "Sở Y tế chủ trì; Sở Nội vụ phối hợp",
        "Sở Y tế (chủ trì); Sở Nội vụ (phối hợp)",
        "- Chủ trì: Sở Y tế\n- Phối hợp: Sở Nội vụ",
    ):
        task = row(words)
        assert task["organizations"] == ["Sở Y tế Lạng Sơn"]
        assert task["coordinators"] == ["Sở Nội vụ Lạng Sơn"]


def test_who_decides_is_a_recipient() -> None:
    task = row("Sở Y tế trình Ủy ban nhân dân tỉnh")
    assert task["organizations"] == ["Sở Y tế Lạng Sơn"]
    assert task["recipient"] == ["UBND tỉnh Lạng Sơn"]


ON = PartialDate.parse("2025-03-12")


@pytest.mark.parametrize(
    ("words", "start", "end", "bound", "frequency", "kind"),
    [
        ("Quý II/2026", "2026-Q2", "2026-Q2", "", (), ""),
        ("Tháng 9", "2025-09", "2025-09", "", (), ""),
        ("Giai đoạn 2026 - 2030", "2026", "2030", "", (), ""),
        ("Tháng 5 - tháng 9/2026", "2026-05", "2026-09", "", (), ""),
        ("2026, 2027", "2026", "2027", "", (), ""),
        ("Quý I, II, III, IV", "2025-Q1", "2025-Q4", "", (), ""),
        ("Tháng 3, tháng 6, tháng 9/2025", "2025-03", "2025-09", "", (), ""),
        ("T6/2025", "2025-06", "2025-06", "", (), ""),
        ("Cuối năm 2025", "2025", "2025", "", (), ""),
        ("Năm học 2025-2026", "2025", "2026", "", (), ""),
        ("Hoàn thành đề án trong Quý II/2026, trình Chính phủ trong Quý III/2026", "2026-Q2", "2026-Q3", "", (), ""),
        ("Trước ngày 30/6/2026 và định kỳ hằng quý", "", "2026-06-30", "before", ("P3M",), ""),
        ("Quý I hằng năm", "", "", "", ("P1Y",), ""),
        ("Năm 2025 và thường xuyên", "2025", "", "", ("ongoing",), ""),
        ("Đề án: quý I/2026; báo cáo: quý IV/2026", "2026-Q1", "2026-Q4", "", (), ""),
        ("- Trình Chính phủ: tháng 6/2026\n- Trình Quốc hội: tháng 10/2026", "2026-06", "2026-10", "", (), ""),
        ("Từ quý III/2026\nđến quý III/2030", "2026-Q3", "2030-Q3", "", (), ""),
        ("2026 và những năm tiếp theo", "2026", "", "", (), ""),
        ("2026 và hằng năm", "2026", "", "", ("P1Y",), ""),
        ("15/12 hằng năm", "", "", "", ("P1Y",), ""),
        ("Trước ngày 15/8/2025", "", "2025-08-15", "before", (), ""),
        ("Thường xuyên", "", "", "", (), "ongoing"),
        ("Đã hoàn thành", "", "", "", (), "completed"),
        ("Kỳ họp thứ nhất Quốc hội khóa XVI", "", "", "", (), "unspecified"),
    ],
)
def test_when_a_cell_says(words: str, start: str, end: str, bound: str, frequency: tuple[str, ...], kind: str) -> None:
    found = cell_deadline(words, anchor=ON)
    assert found is not None
    assert (found.start, found.end, found.bound, found.frequency, found.kind) == (start, end, bound, frequency, kind)
    assert found.raw == " ".join(words.split())


@pytest.mark.parametrize("words", ["", " ", "-", "…", "./."])
def test_an_empty_cell_says_nothing(words: str) -> None:
    assert cell_deadline(words, anchor=ON) is None


def test_words_that_cannot_be_a_day_stay_words() -> None:
    found = cell_deadline("31/02/2026", anchor=ON)
    assert found is not None
    assert found.end == ""
