"""The words of mentions, as data: what pins a number, how laws and programmes are named (domain.md § 2)."""

from __future__ import annotations

import re

from graph.text import any_phrase

ABBREVIATED = {"NQ": "Nghị quyết", "QĐ": "Quyết định", "KH": "Kế hoạch", "CT": "Chỉ thị", "KL": "Kết luận", "NĐ": "Nghị định",
                "TT": "Thông tư", "CV": "Công văn", "Văn bản": "Công văn"}  # fmt: skip
BETWEEN_NOUN_AND_NUMBER = re.compile(r"\s*(?:(?:khẩn|hỏa tốc|mật)\s*)?(?:(?:số|Số)\s*:?\s*)?\Z")
# Nghị quyết số 57 · Chỉ thị 45 · Đề án 08 · NQ 57: not "Kế hoạch 5 năm", not "Quyết định 28 đơn vị"
BARE = re.compile(
    r"\s+(?:(?P<so>số)\s*:?\s*)?(?P<bare>\d{1,4}(?:\.\d{1,2})?[a-zđ]?)(?![\w/]|[.,]\d|\s*%|\s*-\s*\d|\s*-\s*[A-ZĐ])(?!\s+(?:năm|tháng|tuần|ngày\s+(?!\d)|giờ|triệu|tỷ|nghìn|"
    r"đồng|người|đơn vị|nhóm|nhiệm vụ|nội dung|điểm|khoản|điều|chương|mục|bước|cấp|xã|huyện|tỉnh|dự án|đề án|ha|km|m2)\b)"
)
# Nghị định số 111/2022 của Chính phủ · Quyết định 30/2021 của Thủ tướng: number and year, the codes left out
YEARED = re.compile(
    r"\s+(?:(?:số|Số)\s*:?\s*)?(?P<bare>\d{1,4})\s?/\s?(?P<year>(?:19|20)\d\d)(?![\w/]|-\w|\s-\s?[A-ZĐ])"
)
# Số 183/TB ngày 09/7/2014 · Thông báo số 92/TB ngày …: number and type, the issuer left out
TYPED = re.compile(
    r"(?:số|Số)\s*:?\s*(?P<bare>\d{1,5}[a-zđ]?)\s?/\s?(?P<code>[A-ZĐ]{2,3}|CTr|TTr)(?![\w/-]|\s-)(?=\s*,?\s*ngày\s)"
)
SHORT_TYPES = frozenset(
    {"Nghị quyết", "Chỉ thị", "Kết luận", "Đề án", "Kế hoạch", "Quyết định", "Quy định", "Nghị định", "Thông tư", "Chương trình",
     "Hướng dẫn", "Công văn", "Công điện", "Thông báo", "Thông tri", "Tờ trình", "Quy chế", "Báo cáo"}
)  # fmt: skip
# của Hội nghị lần thứ 7, Ban Chấp hành Trung ương Khóa XII: the plenum is the event, the committee the issuer
# … ngày 22/12/2024 của Bộ Chính trị | về đột phá phát triển khoa học, công nghệ …
TITLE = re.compile(
    r"\s*,?\s*(?P<title>(?:về|quy\s+định|ban\s+hành(?!\s+(?:kèm\s+)?theo)|phê\s+duyệt|sửa\s+đổi(?:\s*,\s*bổ\s+sung)?|bổ\s+sung|kiện\s+toàn|hướng\s+dẫn|triển\s+khai|thực\s+hiện|công\s+bố|thành\s+lập)\s(?:[^;\n\"]|\"[^\"\n;]{2,120}\"(?=\s+\w)){4,320}?)"
    r"(?=;|\n|\"|\.(?:\s|$)|\s\((?!\d)|,\s+(?=[A-ZĐ]|ngày\s|nhằm\s|(?:trong\s+)?thời\s+gian\s|những\s+năm\s|hiện\s+nay(?!\w)|theo\s|xung\s|như\s|đồng\s+thời|(?:tham\s+mưu|báo\s+cáo|trình(?!\s+độ)|chủ\s+động|chủ\s+trì|tập\s+trung|đề\s+xuất|kịp\s+thời|bảo\s+đảm)(?!\w))|,?\s+và\s+(?:các\s+)?(?:mục\s+tiêu|nhiệm\s+vụ|chỉ\s+tiêu|nội\s+dung|giải\s+pháp)\s+(?:đã\s+)?(?:được\s+)?(?:đề\s+ra|nêu|của|tại)|,?\s+và\s+(?:các\s+)?(?:Nghị|Luật|Bộ luật|Quyết định|Thông tư|Chỉ thị|Kết luận|Công văn|văn bản số|Kế hoạch số|Đề án số|Chương trình số)|\s+(?:hết|có|chấm\s+dứt)\s+hiệu\s+lực|\s+thì\s|\s+(?:đã\s+)?(?:[Đđ]ược|[Bb]ị)\s+(?:sửa|bổ|thay|bãi|hủy|đính)|$)"
)
# what a line or a table cell cuts off: "sửa đổi, bổ sung một số điều của |", "… xã hội | 01/01/2023"
TITLE_TAIL = re.compile(
    r"(?:\s+(?:một\s+số|các|điều|của|về|việc|ngày|và|cho|đối|với|Nghị(?:\s+định)?|Thông(?:\s+tư)?|Quyết(?:\s+định)?)"
    r"|(?<!ngày)\s+\d{1,2}/\d{1,2}/\d{4}(?:\s+\d{1,3})?)+\s*\Z"
)
NO_OBJECT = re.compile(
    r"(?:về\s+việc\s+)?(?:sửa\s+đổi|bổ\s+sung|ban\s+hành|quy\s+định|hướng\s+dẫn)(?:\s*,\s*bổ\s+sung)?"
)
PLENUM = re.compile(
    r"\s*,?\s*(?:của\s+)?(?:tại\s+)?(?P<plenum>(?:[Hh]ội\s+nghị|HNTW)\s+(?:Trung\s+ương\s+)?(?:lần\s+thứ\s+)?(?:\d{1,2}|[IVX]+|(?:mười\s+)?(?:nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười))(?!\w))\s*,?\s*(?:của\s+)?"
    r"(?P<body>(?:Ban\s+Chấp\s+hành|BCH)\s+(?:Trung\s+ương|TW)(?:\s+Đảng)?)?"
)
TERM = re.compile(r"\s*,?\s*\(?\s*(?:[Kk]hóa|K\.?)\s*(?P<term>[IVXL]+|\d{1,2})\b\s*\)?")
OF = re.compile(r"\s*,?\s*(?:do|của|của\s+đồng\s+chí)\s+(?=\S)")
ISSUED_BY = re.compile(r"\s*(?:đã\s+)?(?:được\s+)?ban\s+hành\b")
SELF = re.compile(r"\s+này(?!\w)")
# Dự án X chuyển tiếp | được áp dụng các quy định tại …: a sentence on a thing, no title
PREDICATED = re.compile(r"\s(?:được|bị|phải|không|chưa|sẽ)\s+(?!(?:ban\s+hành|phê\s+duyệt|thông\s+qua)\b)")
# Rà soát, sửa đổi, bổ sung | Đề án … giai đoạn 2019-2030: a document with a name of its own, acted upon
ACTED_UPON = re.compile(
    r"(?:[Ss]ửa\s+đổi|[Bb]ổ\s+sung|[Đđ]iều\s+chỉnh|[Cc]ập\s+nhật|[Tt]hay\s+thế|[Tt]ổng\s+kết|[Ss]ơ\s+kết)\s+(?:việc\s+thực\s+hiện\s+)?\Z"
)
# … giai đoạn 2021-2025 · … đến năm 2030, tầm nhìn đến năm 2045: where such a name ends
OWN_PERIOD = re.compile(
    r"(?:giai đoạn|thời kỳ|nhiệm kỳ|đến năm)\s+(?:đến năm\s+)?\d{4}(?:\s*-\s*\d{4})?(?:,?\s+(?:tầm nhìn|định hướng)\s+đến\s+(?:năm\s+)?\d{4})?"
)
BACK = re.compile(
    r"\s+(?:nêu\s+trên|trên\s+đây|nói\s+trên|trên)(?!\s*\w*\s*địa)(?!\w)(?=\s*[,.;)]|\s+(?:của|để|và|có|đã))"
)
DRAFT = re.compile(r"(?:[Dd]ự\s+(?:án|thảo))\s+\Z")
PLURAL = re.compile(r"(?<!\w)(?:[Cc]ác|[Nn]hững|[Hh]ai|[Bb]a)\s+\Z")
SO = re.compile(r"(?:số|Số)\s*:?\s*\Z")

_LAW_NOUNS = ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp", "Điều lệ Đảng")
LAW = re.compile(rf"(?P<noun>{any_phrase(_LAW_NOUNS, gap=' ')})(?!\w)")
AMENDING = re.compile(
    r"\s+(?:sửa đổi|bổ sung|sửa đổi, bổ sung|Sửa đổi, bổ sung)\b(?:\s*,?\s*bổ sung)?(?:\s+một số (?:điều|nội dung))?(?:\s+(?:và\s+.{0,30}?)?của(?:\s+các)?)?\s*"
)
LAW_STOP = re.compile(
    r"\s*(?:[;:.()\"\n]|,\s+(?!chống|sử dụng|vệ sinh|công chức|lệ phí|bổ sung|thuế nhập|an ninh|trật tự|môi trường)"
    r"|\b(?:ngày|số|được|đã|đang|quy định|có hiệu lực|hiện hành|năm \d{4}|này|để|theo|trong|tại|là|thì|phải|về việc|nhằm|hoặc|cho|bằng|với|đảm bảo|xem xét)\b|\bvà\s+(?:các|xem|trình|triển|báo|chỉ|đề\s+xuất|quy|hướng|Nghị|Luật|Bộ|văn|những|pháp|Chỉ\s+thị|Quyết\s+định|Thông\s+tư|Kết\s+luận|Kế\s+hoạch|Công\s+văn)\b|\bvề\s)"
)
DATE_OR_NUMBER = re.compile(r"\s*(?:\((?P<amended>sửa đổi(?:, bổ sung)?)\))?\s*")

# Luật Bảo vệ thực vật (2013) · Hiến pháp (năm 2013)
BRACKETED_YEAR = re.compile(r"\s*\(\s*(?:năm\s+)?(?P<year>(?:19|20)\d\d)\s*\)")

TITLED_NOUNS = (
    "Chương trình hành động", "Chương trình công tác", "Chương trình mục tiêu quốc gia", "Chương trình", "Kế hoạch hành động", "Kế hoạch",
    "Đề án", "Chiến lược", "Quy chế", "Quy hoạch", "Quy định", "Nghị quyết", "Nghị định", "Thông tư", "Quyết định", "Chỉ thị", "Kết luận",
    "Điều lệ", "Hướng dẫn", "Lời kêu gọi", "Danh mục", "Phương án", "Dự án",
)  # fmt: skip
TITLED = re.compile(rf"(?P<noun>{any_phrase(TITLED_NOUNS, gap=' ')})(?=\s+[\w\"])")
# what goes on with the sentence, not with a title: "thông qua Đề án bảo đảm …", "Đề án đã được …"
NO_TITLE = re.compile(
    r"\s+(?:số|này|nêu trên|trên|đã|được|bị|không|chưa|sẽ|thì|của Đảng|của Nhà nước|là|phải|cần|cũng|và|bảo đảm|đảm bảo|theo|để|cho|với|sau|trước|khi|ở|từ|do|có|mà|vào|nhằm|trong|tại|thể hiện)(?!\w)"
)
ISSUING = re.compile(
    r"(?:[Bb]an hành|[Pp]hê duyệt|[Tt]hông qua|[Cc]ông bố(?=\s+kèm))\s+(?:kèm theo\s+[^,;.]{0,80}?\s+(?:này|nêu trên|[A-ZĐ]{2,})\s*:?\s*)?(?:bản\s+|các\s+)?\Z"
)
# in news: vừa ký | văn bản hỏa tốc gửi các sở, ngành | về việc … · đã ra | công điện | yêu cầu …
TOLD_LETTER = re.compile(
    r"(?:(?:đã|vừa|mới)\s+(?:ký\s+)?(?:ban\s+hành|ký|có|gửi|ra)|ký(?:\s+ban\s+hành)?|ra)\s+"
    r"(?P<noun>văn\s+bản|công\s+văn|công\s+điện)(?!\s+(?:số|quy\s+phạm|này|nêu))(?:\s+(?:hỏa\s+tốc|khẩn))*"
    r"(?:\s+gửi\s+[^.;\n]{3,200}?)?\s*,?\s+"
    r"(?P<title>(?:về\s+việc|về|yêu\s+cầu|đề\s+nghị|chỉ\s+đạo|hướng\s+dẫn|tạm\s+dừng|thông\s+báo)\s[^.;\n]{10,300}?)"
    r"(?=\.|;|\n|,\s+(?:theo\s+đó|trong\s+đó|nhằm)\s|$)"
)
# xây dựng, | ban hành Kế hoạch …: what is still to be made
TO_BE_MADE = re.compile(
    r"(?:[Xx]ây dựng|[Tt]ham mưu|[Rr]à soát|[Ss]oạn thảo|[Nn]ghiên cứu|[Cc]hỉ đạo|[Tt]iếp tục|[Ss]ớm|[Kk]hẩn trương)(?:\s*,|\s+và)?\s*\Z"
    r"|(?:[Tt]ham mưu|[Tt]rình|[Đđ]ề xuất|[Đđ]ề nghị|[Kk]iến nghị|[Cc]hỉ đạo|[Ll]ãnh đạo)(?:\s+cho)?\s[^.;,]{2,70}\Z"
)
# thực hiện | Đề án phát triển thị trường … · góp ý | Đề án …: a scheme named by what it is for
SCHEME_ACTED_UPON = re.compile(
    r"(?:[Tt]hực hiện|[Tt]riển khai|[Hh]oàn thiện|[Tt]hông qua|[Gg]óp ý|[Vv]ề|VỀ|[Tt]rình|[Tt]hẩm định|[Nn]ội dung)\s+(?:cho\s+|vào\s+|của\s+)?\Z"
)
ISSUED_WITH = re.compile(
    r"\s*,?\s*\(?(?:được\s+)?(?:ban hành\s+)?(?:kèm theo|tại)\s+(?=(?:các\s+)?(?:Quyết định|Nghị quyết|Nghị định|Thông tư|Kế hoạch|Công văn|Chỉ thị)\b)"
)
ISSUED = re.compile(r"\s*,?\s*\(?(?:được\s+)?(?:ban hành|kèm theo)\s")
TITLE_STOP = re.compile(
    r"[;.\n]|\s\(|,\s+(?=trình|báo cáo|bảo đảm|đảm bảo|hoàn thành|gửi|định kỳ|xây dựng|ban hành|triển khai|tổ chức|giao|yêu cầu|đồng thời|trong đó|góp phần|nhằm|làm cơ sở|các [Bb]ộ|hướng dẫn|kịp thời)|\s(?:được\s+)?ban hành(?:\s+kèm theo)?\b|\sdo\s+(?=[A-ZĐ])|\s\(?(?:sau đây|gọi tắt)|\stại\s+(?=Quyết định|Nghị quyết|Tờ trình)|\s(?:với|gồm|như sau|theo|thì)\s"
)
IMPLEMENTING = re.compile(r"\b(?:thực hiện|triển khai thực hiện|triển khai|thi hành|cụ thể hóa)\s+\Z")
NAMED_PROGRAMME = re.compile(
    r"(?:đến|giai đoạn|thời kỳ|tầm nhìn|năm|nhiệm kỳ)\s+(?:năm\s+)?\d{4}|\bcủa\s+(?:Chính phủ|Thủ tướng|Bộ Chính trị|Quốc hội|Đảng)"
)
# Nghị quyết của Chính phủ | về … · Chương trình hành động của Chính phủ | thực hiện …
OWN_SUBJECT = re.compile(r"\s+(?:(?:triển khai\s+)?thực hiện|triển khai|cụ thể hóa|về)\s")
# Nghị quyết Hội nghị lần thứ 11 Ban Chấp hành Trung ương Đảng khóa XIII · Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XX
CONGRESS = re.compile(
    r"Nghị quyết\s+(?:của\s+)?(?P<what>(?:Hội nghị\s+(?:lần thứ\s+\w+\s+)?(?:Trung ương|Ban Chấp hành Trung ương)|Hội nghị lần thứ\s+\w+\s*,?\s*Ban Chấp hành|Trung ương\s+\d+|Đại hội)(?!\w)[^,;.\n()]{0,120}?"
    r"(?:khóa\s+[IVXL\d]+|lần thứ\s+(?:[IVXL]+|\w+)(?:\s+của Đảng)?|nhiệm kỳ\s+\d{4}\s*-\s*\d{4}|(?:XI|XII|XIII|XIV|XV)(?:\s+của Đảng)?|của Đảng))(?!\w)"
)
