"""The words of relations between documents, as data: verbs, openers of recitals, list signs (domain.md § 5.3, § 6.1).

Each verb carries examples of what it takes; a test holds every pattern to its examples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Words that may stand between a verb and the document it governs.
LINK = (
    r"(?:\s+(?:một\s+số|một\s+phần|toàn\s+bộ|các|những|có\s+hiệu\s+quả|hiệu\s+quả|nghiêm|nghiêm\s+túc|đầy\s+đủ|kịp\s+thời|thắng\s+lợi|tốt|điều|khoản|điểm|mục|nội\s+dung|"
    r"quy\s+định|nhiệm\s+vụ|giải\s+pháp|mục\s+tiêu|tinh\s+thần|phụ\s+lục|danh\s+mục|số\s+thứ\s+tự|cụm\s+từ|biện\s+pháp|việc|và|,|của|tại|trong|vào|theo|cho|đối\s+với|kèm\s+theo|thi\s+hành|"
    r"\d+[a-z]?|[a-zđ]|[IVX]+|Điều|Khoản|Điểm|Mục|Chương|Phụ\s+lục|Chương\s+trình|thứ|nói\s+chung|cụ\s+thể|chủ\s+yếu|bản|nguyên)\b|\s*,)*"
)
END = r"\s*\Z"


@dataclass(frozen=True, slots=True)
class Verb:
    """A phrase before a document that says what is done to it, with examples of it."""

    kind: str
    pattern: re.Pattern[str]
    rule: str
    examples: tuple[str, ...]


def _verb(kind: str, phrase: str, rule: str, *examples: str, link: str = LINK) -> Verb:
    return Verb(kind, re.compile(rf"(?<!\w)(?:{phrase}){link}{END}", re.IGNORECASE), rule, examples)


#: In order: the first that matches the end of the words before a document decides.
VERBS: tuple[Verb, ...] = (
    _verb("ISSUED_WITH", r"(?:được\s+)?ban\s+hành\s+(?:kèm\s+)?theo|\(?kèm\s+theo", "annex-of", "ban hành kèm theo", "(kèm theo", link=r"(?:\s+(?:các))?"),
    _verb("DETAILS", r"quy\s+định\s+(?:chi\s+tiết|cụ\s+thể)[^;\n]{0,170}?(?:của|thi\s+hành|thực\s+hiện|hướng\s+dẫn)", "details", "quy định chi tiết một số điều của",
          "quy định chi tiết và hướng dẫn biện pháp thi hành một số điều của"),
    _verb("DETAILS", r"quy\s+định\s+chi\s+tiết", "details", "quy định chi tiết"),
    _verb("GUIDES", r"hướng\s+dẫn(?:\s+(?:thi\s+hành|thực\s+hiện|triển\s+khai|áp\s+dụng))*", "guides", "hướng dẫn thi hành", "hướng dẫn thực hiện một số điều của"),
    _verb("CONCRETIZES", r"(?:cụ\s+thể\s+h[óo]a|thể\s+chế\s+h[óo]a)(?:\s*,\s*(?:tổ\s+chức\s+)?(?:triển\s+khai\s+)?thực\s+hiện)?", "concretizes", "cụ thể hóa", "thể chế hóa các nội dung của"),
    _verb("CORRECTS", r"đính\s+chính", "corrects", "về việc đính chính"),
    _verb("SUSPENDS", r"(?:tạm\s+)?(?:đình\s+chỉ|ngưng\s+hiệu\s+lực)(?:\s+thi\s+hành|\s+áp\s+dụng)?(?:\s+và\s+điều\s+chỉnh\s+thời\s+hạn(?:\s+áp\s+dụng)?)?", "suspends",
          "tạm ngưng hiệu lực và điều chỉnh thời hạn áp dụng", "ngưng hiệu lực", "tạm đình chỉ thi hành"),
    _verb("SUSPENDS", r"(?:tạm\s+)?(?:dừng|hoãn)(?:\s+việc)?(?:\s+triển\s+khai)?(?:\s+(?:thực\s+hiện|thi\s+hành|áp\s+dụng))", "halts", "tạm dừng thực hiện", "tạm hoãn việc triển khai thực hiện"),
    _verb("CONSOLIDATES", r"hợp\s+nhất", "consolidates", "hợp nhất"),
    _verb("EXPLAINS", r"giải\s+thích", "explains", "giải thích", "về việc giải thích khoản 2 Điều 3"),
    _verb("DISSEMINATES", r"(?:phổ\s+biến|quán\s+triệt|học\s+tập|tuyên\s+truyền)", "disseminates", "tuyên truyền", "học tập, quán triệt", "phổ biến nội dung của",
          link=r"(?:\s+(?:các|những|nội\s+dung|tinh\s+thần|về|của)\b)*"),
    _verb("RESPONDS_TO", r"(?:trả\s+lời|phúc\s+đáp)", "responds", "phúc đáp", "trả lời"),
    _verb("REPEALS", r"(?:bãi\s+bỏ|hủy\s+bỏ|chấm\s+dứt\s+hiệu\s+lực(?:\s+của)?)(?:\s*,?\s*(?:và|hoặc)?\s*thay\s+thế)?", "repeals", "bãi bỏ", "hủy bỏ"),
    _verb("REPEALS", r"thu\s+hồi(?:\s+và\s+hủy\s+bỏ)?", "revokes", "thu hồi", "thu hồi các",
          link=r"(?:\s+(?:một\s+phần|toàn\s+bộ|các|những|nội\s+dung|hiệu\s+lực|của|Điều|điều|khoản|\d+)\b|\s*,)*"),
    _verb("REPLACES", r"thay\s+thế(?:\s+cho)?", "replaces", "thay thế", "thay thế cho"),
    _verb("AMENDS", r"(?:sửa\s+đổi|bổ\s+sung|điều\s+chỉnh|cập\s+nhật)(?:\s*,\s*(?:sửa\s+đổi|bổ\s+sung|điều\s+chỉnh|thay\s+thế|bãi\s+bỏ))*", "amends", "sửa đổi, bổ sung một số điều của",
          "bổ sung nội dung tại"),
    _verb("REVIEWS", r"(?:sơ\s+kết|tổng\s+kết|đánh\s+giá(?:\s+kết\s+quả)?)(?:\s+(?:\d+\s+năm|công\s+tác|việc|kết\s+quả))*(?:\s+(?:triển\s+khai\s+)?(?:thực\s+hiện|thi\s+hành))?", "reviews",
          "tổng kết 10 năm thực hiện", "sơ kết"),
    _verb("REPORTS_ON", r"báo\s+cáo\s+(?:về\s+)?(?:tình\s+hình,?\s+)?(?:kết\s+quả\s+)?(?:triển\s+khai\s+)?(?:thực\s+hiện|thi\s+hành)", "reports-on", "báo cáo kết quả thực hiện"),
    _verb("IMPLEMENTS", r"(?:tiếp\s+tục\s+)?(?:tổ\s+chức\s+)?(?:triển\s+khai\s*,?\s*)?(?:thực\s+h\w{1,3}n|thi\s+hành|triển\s+khai(?:\s+thi\s+hành)?)(?:\s+các\s+nhiệm\s+vụ)?", "implements",
          "triển khai thực hiện", "thực hiện", "thi hành",
          link=r"(?:\s+(?:một\s+số|các|những|có\s+hiệu\s+quả|hiệu\s+quả|nghiêm|nghiêm\s+túc|đầy\s+đủ|kịp\s+thời|thắng\s+lợi|tốt|nội\s+dung|quy\s+định|nhiệm\s+vụ|giải\s+pháp|mục\s+tiêu|của|tại|và|điều|khoản|Điều|Khoản|\d+|việc)\b|\s*,)*"),
    _verb("APPROVES", r"(?:phê\s+duyệt|thông\s+qua)", "approves", "phê duyệt", "thông qua", link=r"(?:\s+(?:điều\s+chỉnh|bổ\s+sung))?"),
    _verb("PROMULGATES", r"(?:công\s+bố\s+)?ban\s+hành(?:\s+kèm\s+theo)?", "promulgates", "ban hành", link=r"(?:\s+(?:kèm\s+theo|bản))?"),
)  # fmt: skip
#: No words shorter than this hold a verb.
SHORTEST_VERB = min(len(example) for verb in VERBS for example in verb.examples)


@lru_cache(maxsize=4096)  # what stands between two documents is mostly one of a few phrases
def verb_at_end(words: str) -> tuple[Verb, int] | None:
    """The verb that ``words`` end with, what may link it to a document included, and where it begins."""
    for verb in VERBS:
        if found := verb.pattern.search(words):
            return verb, found.start()
    return None


AMENDING_LAW = next(v for v in VERBS if v.kind == "AMENDS")

REPORTING = next(v for v in VERBS if v.kind == "REPORTS_ON")

LIST = re.compile(r"\s*(?:,|và|,\s*và)\s*(?:các\s+)?\Z")

LIST = re.compile(r"(?P<sign>;|,|(?:,\s*)?(?:và|cùng|hoặc|(?<!gắn )với))\s*(?:các\s+|những\s+|theo\s+)?\Z")
NEW_CLAUSE = re.compile(r"[;.]\s|,\s+(?:đồng thời|trong đó|trên cơ sở|ngày\s+\d)|\bban hành\b\s*\Z")

#: What a recital's first words say of the documents it names (domain.md § 5.3).
OPENERS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(
            r"-?\s*(?:(?:Để|Nhằm)\s+(?:[^,;.]{3,160},\s+)?)?(?:[Tt]iếp\s+tục\s+)?(?:[Tt]ổ\s+chức\s+)?(?:[Tt]riển\s+khai\s+)?(?:[Tt]hực\s+hiện|[Tt]hi\s+hành|[Tt]riển\s+khai)\b"
        ),
        "IMPLEMENTS",
        "recital-implements",
    ),
    (
        re.compile(
            r"-?\s*(?:(?:[Xx]ét|[Tt]heo)\s+(?:đề\s+nghị|Tờ\s+trình|đề\s+xuất)|Sau\s+khi\s+(?:xem\s+xét|thảo\s+luận))"
        ),
        "PROPOSED_BY",
        "recital-proposed",
    ),
    (
        re.compile(r"-?\s*(?:Phúc\s+đáp|Trả\s+lời|Về\s+(?:việc\s+)?(?:đề|kiến)\s+nghị\s+của)"),
        "RESPONDS_TO",
        "recital-responds",
    ),
    (re.compile(r"-?\s*(?:[Cc]ăn\s+cứ|[Tt]rên\s+cơ\s+sở|[Qq]uán\s+triệt|[Tt]heo)\b"), "BASED_ON", "recital-based-on"),
)
# Thực hiện | chỉ đạo của Chính phủ tại | <document>: what may stand between the opener and what it governs
DIRECT = re.compile(
    r"(?:\s+(?:các|những|nội\s+dung|chủ\s+trương|tinh\s+thần|chỉ\s+đạo|ý\s+kiến|kết\s+luận|nhiệm\s+vụ|được\s+giao|quy\s+định|khoản\s+\d+|Điều\s+\d+|của\s+[^,;]{2,50}|tại|trong|theo)\b)*\s*,?\s*(?:các\s+)?"
)
# Ban hành kèm theo | Quyết định này | Quy chế …
WITH_THIS = re.compile(r"[Bb]an\s+hành\s+kèm\s+theo\s+\Z")
BARE_GAP = re.compile(r"\s*:?\s*(?:bản\s+|các\s+)?")
# Quyết định này thay thế A |; đồng thời| bãi bỏ B
FURTHER_ACT = re.compile(r"\s*(?:[;,]\s*(?:(?:và|đồng\s+thời)\s+)?|(?:và|đồng\s+thời)\s+)")
PROPOSING = frozenset({"Tờ trình", "Báo cáo", "Công văn", "Văn bản"})
PART = re.compile(
    r"(?P<part>(?:điểm\s+\w+\s*,?\s*)?(?:khoản\s+\d+[a-z]?\s*,?\s*)?Điều\s+\d+[a-z]?)\s+(?:của\s+)?\Z", re.IGNORECASE
)
# tại Điều 59, | Điều 60 Thông tư A: a list of parts, not of documents
PARTS_END = re.compile(r"(?:Điều|khoản|điểm)\s+\w{1,4}\s*\Z", re.IGNORECASE)
# … hết hiệu lực kể từ ngày Thông tư này có hiệu lực · … chấm dứt hiệu lực
EXPIRES = re.compile(r"[^;.]{0,400}?\b(?:hết|chấm\s+dứt)\s+hiệu\s+lực\b")
# các quy định sau đây chấm dứt hiệu lực: | khoản 4 Điều 12 Nghị định A; …  ·  Bãi bỏ các văn bản sau: | Quyết định A; Quyết định B
REPEALED_LIST = re.compile(
    r"(?:\bsau(?:\s+đây)?\s+(?:hết|chấm\s+dứt)\s+hiệu\s+lực"
    r"|(?:[Bb]ãi\s+bỏ|[Hh]ủy\s+bỏ|(?:[Hh]ết|[Cc]hấm\s+dứt)\s+hiệu\s+lực|thay\s+thế)[^.;:]{0,120}?\bsau(?:\s+đây)?)[^.;:]{0,80}:"
)
# : khoản 4 Điều 12 | Nghị định A; | Nghị định B và | điểm d khoản 4 Điều 1 của | Nghị định C
LISTED_ITEM = re.compile(r"(?:[:;,]|\bvà)\s*(?:các\s+)?\Z")


#: What a document says it does itself: "Quyết định này thay thế …".
SELF_ACTS = frozenset(
    {"REPLACES", "REPEALS", "AMENDS", "CORRECTS", "SUSPENDS", "ISSUED_WITH", "PROMULGATES", "APPROVES"}
)
#: Types that issue or approve another document.
CARRYING = frozenset(
    {
        "Quyết định",
        "Nghị quyết",
        "Nghị định",
        "Thông tư",
        "Thông tư liên tịch",
        "Chỉ thị",
        "Công văn",
        "Luật",
        "Bộ luật",
        "Pháp lệnh",
        "Quy định",
        "",
    }
)
# Mục đích: - | Cụ thể hóa … Đề án 08 · - Triển khai thực hiện Nghị quyết …: what the document is made for
OWN_PURPOSE = re.compile(
    r"(?:\d+[.)]\s*|[a-zđ]\)\s*|[-+•]\s*)?(?:Nhằm\s+)?(?:Cụ\s+thể\s+h[óo]a|Triển\s+khai|Tổ\s+chức\s+(?:triển\s+khai|thực\s+hiện)|Thể\s+chế\s+h[óo]a)(?!\w)"
)
