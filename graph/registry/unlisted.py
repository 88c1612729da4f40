"""Bodies no list holds: a head noun ("Cục", "Trung tâm", "Hội đồng") and the words of its name.

Only the first syllable of each part of a Vietnamese name is capitalised ("Cục An toàn bức xạ và hạt nhân"), so a name ends where
a verb, a function word, a stop or another body begins. That is a guess: such bodies come without an entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.registry.tails import Words

#: Head nouns whose name begins with a capital right behind them.
_STRICT = (
    "tổng cục", "cục", "vụ", "viện", "viện hàn lâm", "học viện", "trường", "trường đại học", "trường cao đẳng", "đại học", "báo", "tạp chí", "đài", "quỹ",
    "tập đoàn", "tổng công ty", "công ty", "liên đoàn", "hội", "hiệp hội", "liên hiệp", "liên minh", "ngân hàng", "thanh tra", "chi cục",
    "phòng", "văn phòng", "bệnh viện", "nhà xuất bản", "ban", "ủy ban", "bộ", "sở", "kho bạc", "công đoàn", "trung ương hội",
    "cổng thông tin điện tử", "cơ quan", "đảng ủy", "đảng bộ", "tòa án", "nhà hát", "bảo tàng", "thư viện", "khu công nghệ cao", "tổng hội",
)  # fmt: skip
#: Head nouns whose name may go on in lower case ("Hội đồng thẩm định", "Ban Chỉ đạo Trung ương về …").
_LOOSE = (
    "ban chỉ đạo",
    "ban quản lý",
    "ban soạn thảo",
    "hội đồng",
    "trung tâm",
    "tổ công tác",
    "tiểu ban",
    "ban điều hành",
    "tổ chỉ đạo",
)
HEADS = (*_STRICT, *_LOOSE)
FIRST_WORDS = frozenset(head.split()[0] for head in HEADS)
#: Heads of bodies that a country has only once by that name; others are one of many without their owner.
NATIONAL = ("tổng cục", "cục", "viện", "học viện", "trường", "đại học", "báo", "tạp chí", "quỹ", "tập đoàn", "tổng công ty", "công ty",
            "liên đoàn", "hội", "hiệp hội", "ngân hàng", "ban chỉ đạo", "nhà xuất bản", "ủy ban", "tổng hội", "bệnh viện")  # fmt: skip

_HEAD = re.compile(
    "|".join(re.escape(h).replace(r"\ ", r"\s+") for h in sorted(HEADS, key=len, reverse=True)) + r"(?!\w)"
)
_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_CAPITALS_LINE = re.compile(r"[^\S\n]+(?=\S)([^\n:;.()\d]+)")

# Words at which a name ends: verbs of duty, function words, and nouns that begin another member of a list.
_STOP = frozenset(
    ["chủ", "phối", "có", "được", "đã", "đang", "sẽ", "là", "để", "theo", "tại", "trong", "trên", "từ", "đến", "do", "thuộc", "của", "trực", "cho", "với", "các", "những", "này", "đó", "nêu", "báo", "thực", "triển", "hướng", "đề", "rà", "tham", "chịu", "căn", "phải", "cần", "trình", "ban", "quyết", "phê", "yêu", "giao", "khẩn", "kiểm", "giám", "theo", "đôn", "thông", "cung", "bảo", "đảm", "tăng", "tiếp", "hoặc", "khi", "nếu", "không", "cũng", "đồng", "nhằm", "gồm", "mà", "thì", "bị", "như", "sau", "trước", "hoàn", "chuẩn", "lập", "gửi", "nhận", "tiến", "sớm", "kịp", "xem", "ký", "bằng", "qua", "vào", "ra", "lên", "khóa", "nhiệm", "năm", "ngày", "tháng", "số", "nào", "ngoài", "giúp", "làm", "tham", "đầu", "bố", "chỉ", "chấp", "kết", "phân", "cùng", "hay", "cả", "mỗi", "từng", "lấy", "khai", "hằng", "hàng", "định", "chưa", "đều", "tự", "luôn", "ấy", "vẫn", "sử", "nghiên", "xây", "tuyên", "công_bố", "về"]
)  # fmt: skip
# "quản lý", "kiểm tra" are verbs too, but inside names they follow the head or a capital; these pairs go on
_GO_ON = re.compile(
    r"(?:chủ nghĩa|công nghệ|công nghiệp|công cộng|công tác|phối trộn|số hóa|thông tin|đầu tư|đầu mối|thực phẩm|thực vật|ngoài nước|trong nước|kiểm soát|kiểm định"
    r"|kiểm dịch|kiểm ngư|kiểm lâm|bảo hiểm|bảo vệ|bảo trợ|bảo tồn|bảo hộ|bảo mật|giám định|định giá|thông minh|đề xuất|theo dõi thi hành"
    r"|đồng bào|đồng bằng|năm \w+ châu|số liệu|trình độ|hướng nghiệp|chủ sở|đảm nhiệm|tự động|tự nhiên|tự do|khai thác|khai khoáng|quyết toán|quyết sách|làm việc|chỉ huy)\b"
)
_AFTER_AND = frozenset(["các", "những", "cơ", "đơn", "một", "địa", "nhân", "doanh", "người", "tổ", "cá", "mọi", "toàn", "hệ", "lãnh"])
_FAMILY_NAMES = frozenset(
    ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đào", "Đinh", "Trịnh", "Mai", "Lương", "Tô", "Hà", "Cao", "Tạ", "Trương", "Thái", "Chu", "Châu", "Lâm", "Quách"]
)
_MAX_WORDS, _MAX_TOPIC_WORDS = 14, 26


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A body by its head noun: where it ends and its ``name``."""

    end: int
    name: str
    head: str


def read_unlisted(words: Words, start: int, limit: int) -> Unlisted | None:
    """The body whose head noun stands at ``start``; None where no name follows."""
    head = _HEAD.match(words.low, start)
    if not head or not words.text[start].isupper():
        return None
    noun = " ".join(head[0].split())
    if words.text[start : head.end()].isupper() and len(head[0]) > 1:
        return _in_capitals(words, start, head, noun)
    end = _extent(words, head.end(), noun)
    if end == head.end():
        return None
    return Unlisted(end, _name(words.text[start:end]), noun)


def _in_capitals(words: Words, start: int, head: re.Match[str], noun: str) -> Unlisted | None:
    """A body as a heading: the rest of its line, if that is all capitals."""
    line = _CAPITALS_LINE.match(words.text, head.end())
    rest = line[1].rstrip(" -,") if line else ""
    if line is None or not rest.isupper() or not 1 <= len(rest.split()) <= 10:
        return None
    end = line.start(1) + len(rest)
    return Unlisted(end, f"{noun.capitalize()} {rest.capitalize()}", noun)


def _extent(words: Words, at: int, noun: str) -> int:
    """Where the name behind the head noun ends; ``at`` itself where none begins."""
    end, count, topic = at, 0, False
    limit = _MAX_WORDS
    while count < limit:
        word = _next(words, end, first=count == 0)
        if word is None:
            break
        text = words.text[word.start() : word.end()]
        if count == 0 and not text[0].isupper() and noun not in _LOOSE:
            return at
        if (
            text.lower() == "về"
            and noun.startswith(("ban chỉ", "ủy ban", "hội đồng", "tổ", "tiểu", "văn phòng"))
            and not topic
        ):
            topic, limit = True, _MAX_TOPIC_WORDS
        elif _ends(words, word, count, topic):
            break
        end, count = word.end(), count + 1
    return _without_tail(words, at, end)


def _next(words: Words, at: int, *, first: bool) -> re.Match[str] | None:
    """The next word of a name: over a space, a line break, or a "-" or "," that the name itself has."""
    gap = _GAP.match(words.low, at)
    start = gap.end() if gap else at
    if start > at and (found := _WORD.match(words.low, start)):
        return found
    if first:
        return None
    joint = re.compile(r"\s*([-–,&])\s*").match(words.low, at)
    found = _WORD.match(words.low, joint.end()) if joint else None
    if not joint or not found:
        return None
    capital = words.text[found.start()].isupper()
    if joint[1] == ",":
        return found if found[0] == "chống" or _list_goes_on(words, found) else None
    return found if capital else None


def _list_goes_on(words: Words, word: re.Match[str]) -> bool:
    """Whether "khoa học, công nghệ và chuyển đổi số" goes on behind a comma: lower-case words up to an "và"."""
    if words.text[word.start()].isupper():
        return False
    rest = re.compile(r"[^;.:()\n]{0,90}").match(words.low, word.start())
    stretch = rest[0] if rest else ""
    joined = re.match(r"(?:[^\W_]+[ ]?){1,5}(?:, (?:[^\W_]+ ?){1,5})*và ", stretch)
    return bool(joined) and not any(w in _STOP for w in _WORD.findall(joined[0] if joined else "")[:-1])


def _ends(words: Words, word: re.Match[str], count: int, topic: bool) -> bool:
    text = words.text[word.start() : word.end()]
    if text[0].isupper():
        return count > 0 and (_begins_body(words, word) or _begins_person(words, word))
    if word[0] == "và":
        return _ends_at_and(words, word)
    if word[0] in _STOP or (word[0] == "tổ" and words.low.startswith("tổ chức", word.start())):
        return not _GO_ON.match(words.low, word.start()) and not (topic and word[0] in ("thực", "xây", "phát"))
    return word[0] == "quy" and words.low.startswith("quy định", word.start())


def _ends_at_and(words: Words, word: re.Match[str]) -> bool:
    after = _next(words, word.end(), first=True)
    if after is None or after[0] in _AFTER_AND or (after[0] in _STOP and not _GO_ON.match(words.low, after.start())):
        return True
    return words.text[after.start()].isupper() and _begins_body(words, after)


def _begins_body(words: Words, word: re.Match[str]) -> bool:
    listed = re.compile(
        r"(?:bộ|sở|ubnd|hđnd|thủ\s+trưởng|giám\s+đốc|chủ\s+tịch|chánh|trưởng|chính\s+phủ|thủ\s+tướng|quốc\s+hội\b)\b"
    )
    head = _HEAD.match(words.low, word.start())
    return bool(listed.match(words.low, word.start()) or (head and _next(words, head.end(), first=True)))


def _begins_person(words: Words, word: re.Match[str]) -> bool:
    if words.text[word.start() : word.end()] not in _FAMILY_NAMES or words.low.startswith("hồ chí minh", word.start()):
        return False
    after = _next(words, word.end(), first=True)
    return after is not None and words.text[after.start()].isupper()


def _without_tail(words: Words, start: int, end: int) -> int:
    """``end`` without a joining word left over at it."""
    left = re.compile(r"(?:[\s,–-]+(?:và|của|về|tại|ở))+$").search(words.low[start:end])
    return start + left.start() if left else end


def _name(written: str) -> str:
    return " ".join(written.split())
