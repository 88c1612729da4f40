"""Texts as hostile as files can be, for Hypothesis: words of directives among marks, controls and noise."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    "Nghị quyết", "Kế hoạch", "Luật", "số 26-NQ/TW", "số: 15/KH-UBND", "ngày 19/5/2018",
    "ngày 31 tháng 2 năm 2025", "của Bộ Chính trị", "Uỷ ban nhân dân", "UBND tỉnh Lạng Sơn", "Sở Nội vụ",
    "các sở, ban, ngành", "chủ trì, phối hợp với", "báo cáo", "thực hiện", "sửa đổi, bổ sung", "ban hành kèm theo",
    "Căn cứ", "Điều 1.", "1.1.", "a)", "-", "+", "Thứ nhất,", "I.", "PHỤ LỤC", "KẾ HOẠCH",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 9/QĐ-BNV", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
    "Nguyễn Văn An", "trước ngày 30/6", "đạt 100%", "hội nghị triển khai", "tổ chức", "này", "(", ")", ";", ":",
    ".", ",", '"', "và", "của", "giao", "Giao", "CÔNG BÁO/Số 271/Ngày 12-05-2026", "Ký bởi: X", "____",
    "đã ký ban hành", "hoà bình", "quý I/2025", "khóa XII",
)  # fmt: skip
NOISE = (
    "\u0387\u00ad\u200b\u200d\ufeff\u00a0\u2009\u2028\u0085\u0301\u0323\u031b\x00\x07\x0c\x0b\ud7ff\ue000\uf0b7\U0001f600"
    "ÐðƣƢ–—“”«»…ﬁ½²Ⅳ①\t\u0344\u212b\ufb01한글"
)

_LINE_ENDS = st.sampled_from([" ", "\n", "\r\n", "\r", "\n\n", "", "          "])
_PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.text(alphabet=NOISE, max_size=4),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8),
    st.text(alphabet="0123456789/.-,;:()%", max_size=12),
)

#: Any text at all, words of directives being likely in it.
any_text = st.lists(st.tuples(_PIECES, _LINE_ENDS), max_size=60).map(lambda parts: "".join(a + b for a, b in parts))
