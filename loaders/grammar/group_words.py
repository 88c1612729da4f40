"""The words of sets and lists of bodies, as data: nouns, heads, what stands behind them, and what joins them (domain.md § 7.2)."""

from __future__ import annotations

import re

from graph.text import LOWER, UPPER, phrase_tree


def _w(words: str) -> str:
    return words.replace(" ", r"\s+")


#: Nouns of sets, longest first.
_NOUN_LIST = (
        "bộ phận", "bộ trưởng", "bộ", "ban quản lý", "ban chỉ đạo", "ban xây dựng Đảng", "ban đảng", "ban", "ngành", "sở", "hội đồng", "ủy ban", "cục", "vụ", "phòng",
        "cơ quan ngang bộ", "cơ quan thuộc Chính phủ", "cơ quan trung ương", "cơ quan chuyên môn", "cơ quan chức năng", "cơ quan nhà nước", "cơ quan báo chí",
        "cơ quan truyền thông", "cơ quan thông tấn", "cơ quan quản lý nhà nước", "cơ quan quản lý", "cơ quan bảo hiểm xã hội", "cơ quan thuế", "cơ quan chuyên trách tham mưu, giúp việc", "cơ quan tham mưu, giúp việc", "cơ quan tham mưu", "cơ quan Đảng", "cơ quan",
        "đơn vị sự nghiệp công lập", "đơn vị sự nghiệp", "đơn vị hành chính", "đơn vị",
        "tổ chức chính trị - xã hội", "tổ chức chính trị", "tổ chức đoàn thể", "tổ chức cơ sở đảng", "tổ chức đảng", "tổ chức tín dụng", "tổ chức", "cá nhân",
        "địa phương", "cấp ủy đảng", "cấp ủy", "chính quyền địa phương", "chính quyền", "đoàn thể", "hiệp hội", "hội", "liên đoàn", "doanh nghiệp nhà nước", "doanh nghiệp",
        "tỉnh ủy", "thành ủy", "huyện ủy", "đảng ủy", "đảng bộ", "chi bộ", "tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu",
        "cơ sở khám bệnh, chữa bệnh", "cơ sở giáo dục đại học", "cơ sở giáo dục nghề nghiệp", "cơ sở giáo dục", "cơ sở đào tạo", "cơ sở y tế", "cơ sở nghiên cứu", "cơ sở",
        "trường đại học", "trường học", "trường", "học viện", "viện nghiên cứu", "viện", "bệnh viện", "trung tâm",
        "lực lượng công an", "lực lượng vũ trang", "lực lượng chức năng", "lực lượng", "thành viên", "ủy viên", "khối", "cụm thi đua", "cụm",
        "tập đoàn kinh tế", "tập đoàn", "tổng công ty", "công ty", "ngân hàng thương mại", "ngân hàng", "nhà mạng", "cấp", "ngành chức năng", "chủ đầu tư", "chủ sở hữu", "chủ rừng", "chủ cơ sở", "chủ doanh nghiệp", "chủ phương tiện", "chủ tàu", "chủ công trình", "chủ dự án", "chủ hộ", "chủ hồ",
        "báo chí", "báo", "đài", "mặt trận tổ quốc", "Mặt trận", "Khối trưởng", "Cụm trưởng", "công đoàn", "hợp tác xã", "đoàn đại biểu Quốc hội", "đại biểu Quốc hội", "đại biểu Hội đồng nhân dân", "tổ chức thành viên", "tổ chức đại diện người sử dụng lao động", "tổ chức đại diện người lao động", "người sử dụng lao động", "tổ chức đại diện", "cán bộ", "đảng viên", "công chức", "viên chức", "hệ thống chính trị", "đồng chí", "tầng lớp nhân dân", "nhân dân", "nhân dân các dân tộc", "sở, ban, ngành",
        "chi bộ", "chi, đảng bộ", "trạm", "hạt kiểm lâm", "đồn biên phòng", "thôn", "bản", "làng", "buôn", "khu phố", "tổ dân phố", "xóm", "ấp", "khóm", "khu dân cư",
        "thôn trưởng", "trưởng thôn", "tổ trưởng tổ dân phố", "tổ trưởng", "tổ đại biểu", "đại biểu HĐND", "đại biểu", "đoàn giám sát", "đoàn kiểm tra", "tổ công tác", "tiểu ban",
        "chi hội", "đoàn viên", "hội viên", "người lao động", "hộ gia đình", "văn phòng", "thanh tra", "tòa án", "viện kiểm sát", "đảng đoàn", "ban cán sự đảng", "ban thường vụ", "tỉnh ủy viên", "thành ủy viên", "huyện ủy viên", "đảng ủy viên",
        "nhà trường", "nhà thầu", "nhà đầu tư", "đơn vị tư vấn", "tổng cục", "chi cục", "cơ quan thường trực", "cơ quan chủ trì soạn thảo", "cơ quan thông tin đại chúng", "cơ quan thông tin, truyền thông", "hợp tác xã",
)  # fmt: skip
#: The same as one pattern, the longest first.
NOUNS = phrase_tree(_NOUN_LIST)
#: The words that lists and sets of bodies begin with, in lower case; a place with another word is left at once.
FIRST_WORD = re.compile(r"\w+")
BEGINS_SET = frozenset({
    *(noun.split()[0].rstrip(",").lower() for noun in _NOUN_LIST),
    "các", "những", "mọi", "từng", "mỗi", "cả", "toàn", "tất", "đồng", "ông", "bà", "thủ", "người", "giám", "chủ", "bộ",
    "bí", "lãnh", "trưởng", "hiệu", "cục", "vụ", "chánh", "tổng", "khối", "cụm", "phó", "ủy", "ubnd", "hội", "hđnd",
    "thường", "đoàn", "công", "sở", "đảng", "trạm", "hạt", "trung", "ban", "tòa", "viện", "tỉnh", "thành", "huyện",
    "quận", "thị",
})  # fmt: skip
# a noun that begins a longer name is no set: "Ủy ban | nhân dân", "báo | chí"
# "các vụ | tai nạn" are no departments, "các trường | thông tin" are fields of data, and "tổ chức | các chương trình" holds them
NOUN = re.compile(
    rf"(?!tổ\s+chức\s+(?:các|những|cho|việc)\s|trường\s+(?:thông\s+tin|dữ\s+liệu))(?:{NOUNS})(?!\w)"
    r"(?!\s+(?:nhân\s+dân|chí(?!\w)|Mặt\s+trận|Trung\s+ương\s+Mặt|tai\s+nạn|việc|án(?!\w)|cháy|kiện))",
    re.IGNORECASE,
)
QUANTITY = re.compile(
    r"(?:các|những|mọi|từng|mỗi|cả|toàn\s+bộ|tất\s+cả|toàn\s+thể)(?:\s+các)?\s+"
    r"(?:đồng\s+chí\s+(?=(?:(?:tỉnh|thành|huyện|đảng)\s+)?ủy\s+viên|thành\s+viên|lãnh\s+đạo|bí\s+thư|trưởng\s))?",
    re.IGNORECASE,
)
#: Nouns behind which the body they belong to stands without "của": "thành viên Ban Chỉ đạo", "Cơ quan thường trực Hội đồng".
OWNED = frozenset(
    {
        "cơ quan chuyên trách tham mưu, giúp việc",
        "cơ quan tham mưu, giúp việc",
        "ban",
        "thành viên",
        "ủy viên",
        "lãnh đạo",
        "cơ quan thường trực",
        "đại biểu",
        "tổ trưởng",
        "văn phòng",
    }
)
#: Nouns that begin a set without "các" where another noun is joined to them: "Sở, ban, ngành", "cơ quan, đơn vị".
OPENS_SET = frozenset(
    {
        "sở",
        "bộ",
        "ban",
        "phòng",
        "cơ quan",
        "đơn vị",
        "cấp ủy",
        "chi bộ",
        "trưởng thôn",
        "tổ chức",
        "ban quản lý",
        "cán bộ",
    }
)
#: Đồng chí Nguyễn Văn An, | Phó Chủ tịch UBND tỉnh: an order to an office, its holder named before it
HOLDER = re.compile(
    rf"(?:(?:[Cc]ác\s+)?[Đđ]ồng\s+chí|[Ôô]ng|[Bb]à)\s+(?:[{UPPER}][{LOWER}]+(?:\s+[{UPPER}][{LOWER}]*){{1,4}}\s*(?:,|-|\()\s*)?(?=[{UPPER}])"
)
#: Heads of bodies that may stand before a set: "Thủ trưởng các đơn vị", "Chủ tịch UBND các tỉnh".
HEAD = re.compile(
    r"(?:Thủ\s+trưởng|Người\s+đứng\s+đầu|Giám\s+đốc|Chủ\s+tịch|Bộ\s+trưởng|Bí\s+thư|Lãnh\s+đạo|Trưởng\s+ban|Trưởng\s+các|Hiệu\s+trưởng|Cục\s+trưởng|Vụ\s+trưởng|"
    r"Chánh\s+Văn\s+phòng|Tổng\s+Giám\s+đốc|Khối\s+trưởng\s*,\s*Cụm\s+trưởng|Khối\s+trưởng|Cụm\s+trưởng|Trưởng\s+phòng|Đồng\s+chí|Tổng\s+biên\s+tập)\s+",
    re.IGNORECASE,
)
_UNITS = _w(
    "tỉnh(?! (?:ủy|đoàn))|thành phố|thành(?! phố)|huyện|quận|thị xã|thị trấn|thị(?! (?:xã|trấn))|xã|phường|đặc khu|Tỉnh|Thành phố|địa phương|TP|Thành ủy|Tỉnh ủy|cấp tỉnh|cấp huyện|cấp xã"
).replace("|", "|")
#: What turns one body's name into a set of bodies: "UBND các tỉnh, thành phố trực thuộc Trung ương", "UBND cấp xã".
OVER_PLACES = re.compile(
    rf"\s*,?\s*(?:(?:các|từng|mỗi)\s+(?:{_UNITS})(?:\s*(?:,|và|,\s*và)\s*(?:các\s+)?(?:{_UNITS}))*|(?:{_UNITS})(?:\s*(?:,|và)\s*(?:các\s+)?(?:{_UNITS}))+|(?:các\s+cấp)|cấp\s+(?:tỉnh|huyện|xã|trung\s+ương)(?:\s*(?:,|và)\s*(?:cấp\s+)?(?:huyện|xã))*)"
    r"(?:\s+(?:trực\s+)?thuộc\s+[Tt]rung\s+ương)?(?!\w)"
)
MODIFIERS = re.compile(
    r"""\s*(?:
      (?:và\s+)?ngang\s+[Bb]ộ | (?:có\s+)?liên\s+quan(?:\s+khác)? | khác(?:\s+(?:có\s+)?liên\s+quan)? | các\s+cấp(?:\s*,\s*các\s+ngành)? | cùng\s+cấp | (?:nêu|nói)\s+trên | tương\s+ứng
    | (?:ở\s+)?(?:cấp\s+)?(?:[Tt]rung\s+ương|cơ\s+sở|địa\s+phương)(?:\s*(?:,|và)\s*(?:ở\s+)?(?:địa\s+phương|cơ\s+sở|[Tt]rung\s+ương))* | cấp\s+(?:tỉnh|huyện|xã)(?:\s*(?:,|và)\s*(?:cấp\s+)?(?:huyện|xã))*
    | trong\s+(?:tỉnh|thành\s+phố|cả\s+nước|toàn\s+(?:tỉnh|quốc|ngành)|hệ\s+thống\s+chính\s+trị|phạm\s+vi\s+cả\s+nước) | (?:(?:có\s+)?(?:trụ\s+sở\s+)?đóng\s+)?trên\s+địa\s+bàn(?:\s+(?:tỉnh|thành\s+phố|huyện|xã|phường|cả\s+nước))? | (?:(?:của|trong)\s+)?(?:tỉnh|thành\s+phố|huyện|xã|phường)(?!\s*,\s*(?:thành|huyện|quận|thị|phường|đặc))(?=[\s;.:,]|$)
    | (?:được\s+)?(?:giao|phân\s+công)\s+(?:chủ\s+trì\s+)?(?:thực\s+hiện\s+)?(?:các\s+)?nhiệm\s+vụ(?:\s+(?:tại|trong|theo)\s+\w+\s+\w+\s+này)?
    | quy\s+định\s+tại\s+(?:khoản\s+\d+\s+)?Điều\s+\d+(?:\s+(?:Quyết\s+định|Nghị\s+quyết)\s+này)? | chính\s+trị(?:\s*-\s*xã\s+hội|\s+xã\s+hội)? | nghề\s+nghiệp | sử\s+dụng\s+lao\s+động | chuyên\s+môn | chức\s+năng | nhà\s+nước | thi\s+đua | (?:được\s+)?phân\s+công | được\s+giao(?:\s+(?:nhiệm\s+vụ|chủ\s+trì|thực\s+hiện))* | Đảng | đảng | đoàn\s+thể | mặt\s+trận
    | chủ\s+quản | (?:nhà\s+nước\s+)?có\s+thẩm\s+quyền | (?:của\s+)?các\s+(?:dự\s+án|công\s+trình|chương\s+trình)(?:\s+thành\s+phần)? | chủ\s+trì(?!\s*,?\s*(?:phối|và|tham|xây|tổ|triển|nghiên|rà|hướng|thực)) | phối\s+hợp(?!\s+(?:chặt|với|cùng|tổ|thực|triển|xây|tuyên|vận|để|trong|rà|kiểm|hướng)) | thực\s+hiện\s+nhiệm\s+vụ | (?:thuộc|trong)\s+ngành(?:\s+[A-Z&ĐƯ]{2,}|\s+\w+\s+\w+)? | thuộc\s+phạm\s+vi\s+quản\s+lý | thuộc\s+thẩm\s+quyền | trung\s+ương
    | quản\s+lý\s+(?:nhà\s+nước\s+)?chuyên\s+ngành(?:\s+về\s+\w+\s+\w+)? | quản\s+lý\s+nhà\s+nước\s+về\s+\w+\s+\w+
    )(?!\w)""",
    re.VERBOSE,
)
# thuộc Bộ · trực thuộc Tỉnh ủy · thuộc, trực thuộc Bộ
BELONGING = re.compile(
    r"\s*,?\s*(?:(?:trực\s+)?thuộc|của|tại|trong)\s+(?:và\s+trực\s+thuộc\s+)?(?=\S)|\s+thuộc\s*(?:,|và|/)\s*trực\s+thuộc\s+(?=\S)"
)
# "… trực thuộc" without whom: of the body that speaks
BELONGS_ALONE = re.compile(r"\s+trực\s+thuộc(?=\s|[,;:.]|$)")
BELONGS_WORDS = re.compile(
    _w(
        r"(?:Bộ|Chính phủ|tỉnh|thành phố|xã|phường|đặc khu|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Đảng bộ|Trung ương|UBND xã|UBND phường|UBND huyện|UBND tỉnh|UBND thành phố|UBND cấp xã|UBND cấp huyện|Ngành|ngành|huyện|địa phương|Đảng|Quốc hội|Mặt trận(?: Tổ quốc(?: Việt Nam)?)?)(?!\w)"
    )
)
AND = re.compile(r"\s*(?:,\s*và|,|;|và|cùng(?:\s+với)?)\s+(?:với\s+)?(?:đồng\s+chí\s+)?")
#: Các sở: Y tế, Nội vụ · các bộ Tài chính, Tư pháp
ELLIPTIC = re.compile(
    r"(?:[Cc]ác|[Nn]hững)\s+(?P<head>[Ss]ở|[Bb]ộ|[Bb]an|[Vv]ụ|[Cc]ục|[Pp]hòng)(?P<colon>\s*:)?\s+(?=[A-ZĐ])"
)
#: Bodies that every place has, named with the places left general: "UBND các tỉnh", "Ban Thường vụ Tỉnh ủy, Thành ủy".
LOCAL = re.compile(
    r"(?P<head>(?:[Cc]hủ\s+tịch|[Pp]hó\s+[Cc]hủ\s+tịch|[Bb]í\s+thư|[Ll]ãnh\s+đạo)\s+)?(?:[Cc]ác\s+)?(?P<base>Ủy\s+ban\s+nhân\s+dân|UBND|Hội\s+đồng\s+nhân\s+dân|HĐND|Thường\s+trực\s+(?:HĐND|Hội\s+đồng\s+nhân\s+dân)|"
    r"HĐND\s*(?:,|và)\s*UBND|Hội\s+đồng\s+nhân\s+dân\s*(?:,|và)\s*Ủy\s+ban\s+nhân\s+dân|Ủy\s+ban\s+(?:Mặt\s+trận\s+Tổ\s+quốc|MTTQ)(?:\s+Việt\s+Nam)?|Đoàn\s+(?:đại\s+biểu\s+Quốc\s+hội|ĐBQH)|Công\s+an|(?:Sở|Phòng|Ban\s+Quản\s+lý|Chi\s+cục|Trung\s+tâm|Hội|Ban\s+Chỉ\s+đạo)\s+[A-ZĐ][^,;.:]{2,50}?|Đảng\s+ủy|Trạm\s+Y\s+tế|Hạt\s+Kiểm\s+lâm|Trung\s+tâm\s+Y\s+tế|Ban\s+Chỉ\s+huy\s+Quân\s+sự|Tòa\s+án\s+nhân\s+dân|Viện\s+kiểm\s+sát\s+nhân\s+dân)"
)
# Bộ trưởng, Thủ trưởng cơ quan ngang bộ, …: the ministers, not one
MINISTERS = re.compile(r"(?:[Cc]ác\s+)?Bộ\s+trưởng(?:\s+các\s+[Bb]ộ)?(?=\s*(?:,|và|;)\s*(?:các\s+)?[Tt]hủ\s+trưởng\s)")
_COMMITTEE = (
    r"(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Qq]uận|[Tt]hị|[Đđ]ảng)\s+ủy|[Đđ]ảng\s+đoàn|[Bb]an\s+cán\s+sự\s+đảng|[Đđ]ảng\s+bộ"
)
#: Ban Thường vụ các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy · Tỉnh ủy, Thành ủy: committees, not one
COMMITTEES = re.compile(
    rf"(?P<head>(?:[Bb]í\s+thư|[Bb]an\s+[Tt]hường\s+vụ|[Tt]hường\s+trực|[Bb]an\s+[Cc]hấp\s+hành)\s+)?(?P<many>[Cc]ác\s+)?(?:{_COMMITTEE})(?!\s+[{UPPER}])"
    rf"(?P<more>(?:\s*(?:,|và)\s*(?:các\s+)?(?:{_COMMITTEE})(?!\s+[{UPPER}]))+)?(?:\s+trực\s+thuộc(?:\s+(?:[Tt]rung\s+ương|[Tt]ỉnh\s+ủy|[Tt]hành\s+ủy|tỉnh|thành\s+phố))?)?(?!\w)"
)
#: các đoàn thể | tỉnh Bình Định · các doanh nghiệp | trên địa bàn thành phố Hà Nội: where a set is
PLACED = re.compile(
    r"\s+(?:(?:của|tại|ở|trong|trên\s+địa\s+bàn)\s+)?(?:tỉnh|thành\s+phố|TP\.?|huyện|quận|thị\s+xã|xã|phường|thị\s+trấn|đặc\s+khu)"
    rf"\s+[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}}(?!\w)"
)
#: UBND | các huyện Chi Lăng, Hữu Lũng và Lộc Bình
PLACE_NAME = re.compile(rf"(?<!\w)[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}}")
NAMED_PLACES = re.compile(
    rf"\s+các\s+(?P<level>huyện|quận|thị\s+xã|thành\s+phố|xã|phường|thị\s+trấn|đặc\s+khu)\s*:?\s+"
    rf"(?P<names>{PLACE_NAME.pattern}(?:\s*(?:,\s*và|,|và)\s+{PLACE_NAME.pattern})+)(?!\w)"
)
ELLIPTIC_JOINT = re.compile(r"\s*(?:,\s*và|,|;|và)\s+")
NOUN_JOINT = re.compile(r"\s*(?:,\s*và|,|và|-)\s+")
LED = re.compile(r"(?:lãnh\s+đạo|người\s+đứng\s+đầu|thủ\s+trưởng)\s+(?:các\s+)?")
#: … các tỉnh, thành phố trực thuộc Trung ương, behind a noun of the set
ALL_PLACES = re.compile(rf"\s+các\s+(?:{_UNITS})(?:\s*(?:,|và)\s*(?:{_UNITS}))*(?:\s+trực\s+thuộc\s+[Tt]rung\s+ương)?")
LONG = {"UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân"}
PERSON = re.compile(rf"\s+(?P<name>(?:[{UPPER}][{LOWER}]+\s+){{1,4}}[{UPPER}][{LOWER}]+)(?=\s+[{LOWER}])")

#: What stands behind "các doanh nghiệp | viễn thông trên địa bàn": a word that says which …
NEXT_WORD = re.compile(r"\s+(\w[\w&/-]*)")
# … up to a stop or the next member of the list …
BREAK = re.compile(r"\s*(?:[,;:.)(]|$)|\s+và\s")
# … and these say something else
NO_DESCRIPTION = re.compile(
    r"(?:và|hoặc|là|được|bị|đã|đang|sẽ|không|để|nhằm|cho|với|về|của|từ|ở|có|này|đó|khi|nếu|do|bằng|như|gồm|bao|thấy|hiểu|biết|nhận|ra|rất|vẫn|còn|cùng|luôn|nghe|gắn|chịu|chia|dành|góp|nỗ|ghi|bày|trách|đều|cũng|rà|đến|vào|tới|nói|nêu|cho|đạt|hưởng)(?!\w)"
)
#: What may begin a member of a list that nobody knows: a name, or a noun of a set
MEMBER = re.compile(
    rf"(?:(?:[Cc]ác|[Nn]hững|[Mm]ọi|[Tt]ừng|[Mm]ỗi)\s+)?(?:[{UPPER}]|(?i:{NOUNS})(?!\w))[^:.]{{2,140}}\Z"
)
