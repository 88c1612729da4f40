"""Words of names and offices: family names, heads of positions, and the verbs that end a position."""

from __future__ import annotations

#: Family names of the Kinh and of the larger peoples of the mountains; the last ones are rare but hold office.
FAMILY_NAMES = frozenset({
    "Bành", "Bùi", "Bạch", "Bế", "Ca", "Cao", "Chu", "Chung", "Châu", "Chử", "Cù", "Cấn", "Cầm", "Diệp", "Doãn",
    "Dương", "Giàng", "Giáp", "Hoàng", "Huỳnh", "Hà", "Hàn", "Hạ", "Hầu", "Hồ", "Hứa", "Kha", "Khuất", "Khúc",
    "Khương", "Khổng", "Kim", "Kiều", "La", "Lai", "Long", "Lâm", "Lã", "Lê", "Lò", "Lù", "Lý", "Lư", "Lưu",
    "Lương", "Lại", "Lầu", "Lều", "Lục", "Lữ", "Ma", "Mai", "Mã", "Mùa", "Mạc", "Mạnh", "Mẫn", "Nghiêm", "Nghê",
    "Nguyễn", "Ngô", "Ngọ", "Ngụy", "Nhan", "Nhâm", "Nhữ", "Ninh", "Nông", "Phan", "Phí", "Phù", "Phùng", "Phương",
    "Phạm", "Quàng", "Quách", "Quản", "Quế", "Sùng", "Sử", "Thang", "Thi", "Thiều", "Thào", "Thái", "Thân", "Thạch",
    "Thẩm", "Tiêu", "Triệu", "Trưng", "Trương", "Trần", "Trịnh", "Tào", "Tòng", "Tô", "Tôn", "Tăng", "Tạ", "Tống",
    "Từ", "Ung", "Vi", "Vàng", "Võ", "Văn", "Vũ", "Vương", "Vừ", "Xa", "Y", "Âu", "Ôn", "Đinh", "Điêu", "Đoàn",
    "Đàm", "Đào", "Đậu", "Đặng", "Đồng", "Đổng", "Đỗ", "Đới", "Ứng",
})  # fmt: skip

#: Names of history, streets and campaigns; nobody of this name holds office today.
HISTORICAL = frozenset({
    "Hà Huy Tập", "Hồ Chí Minh", "Lê Duẩn", "Lê Hồng Phong", "Lê Lợi", "Lý Thái Tổ", "Lý Thường Kiệt",
    "Lý Tự Trọng", "Nguyễn Du", "Nguyễn Thị Minh Khai", "Nguyễn Trãi", "Nguyễn Tất Thành", "Nguyễn Văn Cừ",
    "Nguyễn Văn Linh", "Nguyễn Ái Quốc", "Ngô Quyền", "Phan Bội Châu", "Phan Chu Trinh", "Phạm Văn Đồng",
    "Trần Hưng Đạo", "Trần Phú", "Tôn Đức Thắng", "Võ Nguyên Giáp", "Võ Văn Kiệt",
})  # fmt: skip

#: Places whose first syllable is a family name.
PLACES = frozenset({
    "Cao Bằng", "Châu Đốc", "Hoàng Mai", "Hoàng Sa", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tây", "Hà Tĩnh", "Hà Đông",
    "Hạ Long", "Hồ Chí Minh", "La Gi", "Lai Châu", "Long An", "Long Thành", "Long Xuyên", "Lâm Hà", "Lâm Đồng",
    "Lý Sơn", "Lương Sơn", "Ninh Bình", "Ninh Thuận", "Phan Rang", "Phan Thiết", "Phú Thọ", "Phú Yên", "Thái Bình",
    "Thái Bình Dương", "Thái Nguyên", "Thạch Hà", "Thạch Thất", "Trường Sa", "Vĩnh Long", "Đồng Hới", "Đồng Nai",
    "Đồng Tháp", "Đồng Xoài",
})  # fmt: skip

_RANK = r"(?:[Qq]uyền\s+|Nguyên\s+)?(?:Phó\s+)?"
_HEADS = (
    r"Tổng\s+Bí\s+thư",
    rf"{_RANK}Bí\s+thư",
    rf"{_RANK}Chủ\s+tịch",
    rf"{_RANK}Thủ\s+tướng",
    rf"{_RANK}(?:Bộ|Thứ|Vụ|Cục|Viện|Hiệu|Tổng\s+cục|Chi\s+cục)\s+trưởng",
    rf"{_RANK}(?:Tổng\s+)?Giám\s+đốc",
    rf"{_RANK}(?:Khối\s+|Cụm\s+)?Trưởng\s+(?:ban|đoàn|phòng|khoa|tiểu\s+ban|công\s+an|ty)",
    rf"{_RANK}Trưởng\s+Ban",
    rf"{_RANK}Chánh\s+(?:Văn\s+phòng|Thanh\s+tra|án)",
    rf"{_RANK}(?:Chủ\s+nhiệm|Tổng\s+Thanh\s+tra|Thống\s+đốc|Tổng\s+Thư\s+ký|Tổng\s+Kiểm\s+toán|Tổng\s+Biên\s+tập)",
    rf"{_RANK}(?:Tư\s+lệnh|Chính\s+ủy|Chỉ\s+huy\s+trưởng|Tổng\s+Tham\s+mưu\s+trưởng|Viện\s+trưởng)",
    r"(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng)\s+ủy\s+viên",
    r"Ủy\s+viên",
    r"Thường\s+trực\s+Ban\s+Bí\s+thư",
    r"Đại\s+biểu\s+Quốc\s+hội",
    r"Phó\s+(?:Vụ|Cục|Viện|Hiệu)\s+trưởng",
)
#: The word a position begins with.
HEAD = rf"(?:{'|'.join(_HEADS)})"

#: Words, written small, that end a position: what its holder does.
VERB = (
    r"(?:phát\s+biểu|chủ\s+trì|cho\s+biết|cho\s+rằng|cho\s+hay|yêu\s+cầu|đề\s+nghị|nhấn\s+mạnh|trình\s+bày"
    r"|báo\s+cáo|truyền\s+đạt|khẳng\s+định|thông\s+tin|chỉ\s+đạo|kết\s+luận|đánh\s+giá|ghi\s+nhận|chúc\s+mừng"
    r"|điều\s+hành|giải\s+trình|tiếp\s+thu|làm\s+việc|làm|ký|dự|tham\s+dự|tham\s+gia|trao|tặng|thăm|tiếp|gặp"
    r"|nêu|nói|đã|đang|sẽ|là|tại|từng|cùng|gồm|do|được|giao|thay|với|cho|của|trong|khi|có|theo|này|xung\s+quanh"
    r"|phân\s+công|và\s+các|đồng\s+chí|các\s+đồng\s+chí|ông|bà)"
)
