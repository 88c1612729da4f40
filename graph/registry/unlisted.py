"""Bodies no list holds: a head noun ("Cục", "Trung tâm", "Hội đồng") and the words of its name.

Only the first syllable of each part of a Vietnamese name is capitalised ("Cục An toàn bức xạ và hạt nhân"), so a name
ends where a verb, a function word, a stop or another body begins. That is a guess: such bodies come without an entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.registry.places import KIND_WORD
from graph.registry.tails import Words


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


def _phrases(lines: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in lines.split(",") if phrase.strip())


#: Head nouns behind which the name begins with a capital.
_STRICT = _phrases(
    """tổng cục, cục, vụ, viện, viện hàn lâm, học viện, trường đại học, trường cao đẳng, trường trung cấp, đại học, báo,
    tạp chí, đài, quỹ, tập đoàn, tổng công ty, công ty, liên đoàn, hội, hiệp hội, liên hiệp, liên minh, ngân hàng,
    thanh tra, chi cục, phòng, văn phòng, bệnh viện, nhà xuất bản, ban, ủy ban, bộ tư lệnh, kho bạc, công đoàn,
    cổng thông tin điện tử, cơ quan, đảng ủy, đảng bộ, tổng hội"""
)
#: Head nouns behind which it may begin in lower case ("Hội đồng thẩm định").
_LOOSE = _phrases("ban chỉ đạo, ban quản lý, ban soạn thảo, ban điều hành, hội đồng, trung tâm, tổ công tác, tiểu ban")
#: Head nouns that may stand in a heading all in capitals without being half of another word ("XÃ HỘI", "NHIỆM VỤ").
_IN_CAPITALS = _phrases(
    """tổng cục, cục, chi cục, viện hàn lâm, học viện, trường đại học, trường cao đẳng, tập đoàn, tổng công ty, công ty,
    bệnh viện, ban chỉ đạo, ban quản lý, trung tâm, tạp chí, bộ tư lệnh, đảng ủy, hội đồng"""
)
_HEADS = (*_STRICT, *_LOOSE)
FIRST_WORDS = frozenset(head.split()[0] for head in _HEADS)

_HEAD = re.compile(rf"(?:{'|'.join(sorted(_HEADS, key=len, reverse=True))})(?!\w)".replace(" ", r"\s+"))
_WORD = re.compile(r"[^\W_]{1,24}+(?![^\W_])")  # nothing longer is a word of a name
_SPACE = re.compile(r"[^\S\n]*+\n?+[^\S\n]*+")
_JOINT = re.compile(r"[^\S\n]*+\n?+[^\S\n]*+([-,&])[^\S\n]*+\n?+[^\S\n]*+")
_AHEAD = re.compile(r"[^;.:()]{0,140}")
_AND = re.compile(r"\s+và\s+")
_LEFT_OVER = re.compile(r"(?:[\s,-]+(?:và|của|về|tại|ở))+$")
_REST_OF_LINE = re.compile(r"[^\S\n]++([^\n:;.()\d]{1,120})")
_LINE_START = re.compile(r"(?:^|\n)[\s*#|>\d.-]*$")
_PLACE_KIND = re.compile(rf"{KIND_WORD}(?!\w)")
_NEXT_MEMBER = re.compile(
    r"(?:bộ|sở|kế\s+hoạch|chương\s+trình|đề\s+án|nghị\s+quyết|quyết\s+định|dự\s+án|thủ\s+trưởng|giám\s+đốc)\b"
)
_OTHER_BODY = re.compile(
    r"(?:bộ|sở|ubnd|hđnd|thủ\s+trưởng|giám\s+đốc|chủ\s+tịch|chánh|trưởng|chính\s+phủ|thủ\s+tướng|quốc\s+hội)\b"
)

# a name ends before these words …
_STOPS = _words(
    """có được đã đang sẽ là để theo tại trong trên từ đến do thuộc của trực cho với các những này đó nêu phải cần
    hoặc khi nếu không cũng nhằm gồm mà thì bị như sau trước chưa đều vẫn luôn hay cả mỗi từng lấy bằng qua vào ra ký
    sớm giao trình gửi lập nhận giúp năm ngày tháng lần nào nơi hằng hàng khóa về"""
)
# … before these verbs of duty …
_STOP_PHRASES = frozenset(
    _phrases(
        """chủ trì, phối hợp, báo cáo, thực hiện, triển khai, hướng dẫn, đề xuất, đề nghị, rà soát, tham mưu,
        chịu trách, căn cứ, ban hành, quyết định, phê duyệt, yêu cầu, khẩn trương, kiểm tra, giám sát, theo dõi,
        đôn đốc, thông báo, cung cấp, bảo đảm, đảm bảo, tăng cường, tiếp tục, đồng thời, hoàn thành, hoàn thiện,
        chuẩn bị, tiến hành, kịp thời, xem xét, nhiệm kỳ, làm rõ, làm đầu, làm việc, bố trí, chỉ đạo, chấp hành,
        kết luận, phân công, cùng cấp, định kỳ, xây dựng, nghiên cứu, tuyên truyền, công bố, sử dụng, đáp ứng,
        phục vụ, mở rộng, tổ chức, quy định, góp phần, phát động, phát huy, phát biểu, thống nhất, tổng hợp,
        chủ động, thường xuyên, nghiêm túc, quán triệt, trao đổi, tự rà, liên quan, hiện nay, ngoài ra, dự kiến,
        số liệu, giai đoạn, tiếp thu, trọng tâm"""
    )
)
# … but these pairs belong to names all the same
_KEPT_PHRASES = frozenset(
    _phrases("có công, trong nước, trên biển, trực thăng, các hội, các tổ, năm châu, hàng hải, hàng không")
)
# capitalised words that begin the next cell or line, never a part of a name
_OTHER_LINE = _words("điều khoản được các những quý tháng chương nghị quyết theo căn thời đề danh phụ số nội")
_AFTER_AND = _words("các những cơ đơn một địa nhân doanh người cá mọi toàn hệ lãnh")
_NOT_NAMES = frozenset(
    _phrases("cơ quan chủ, cơ quan phối, cơ quan thường, cơ quan thực, báo cáo, ban hành, ban giám, hội nghị, hội thảo")
)
_FAMILY_NAMES = _words(
    """Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đinh Trịnh Mai Lương Tô Hà Cao Tạ
    Trương Thái Chu Châu Lâm Quách"""
)
_TOPIC_HEADS = ("ban chỉ", "ủy ban", "hội đồng", "tổ", "tiểu", "văn phòng", "ban quản")
_MAX_WORDS, _MAX_TOPIC_WORDS = 14, 28


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A body by its head noun: where it ends, its ``name``, and the noun in lower case."""

    end: int
    name: str
    head: str


def read_unlisted(words: Words, start: int) -> Unlisted | None:
    """The body whose head noun stands at ``start``; None where no name follows."""
    head = _HEAD.match(words.low, start)
    if not head or not words.text[start].isupper():
        return None
    noun = " ".join(head[0].split())
    if words.text[start : head.end()].isupper():
        return _in_capitals(words, start, head, noun)
    end = _extent(words, head.end(), noun)
    if end == head.end():
        return None
    return Unlisted(end, " ".join(words.text[start:end].split()), noun)


def _in_capitals(words: Words, start: int, head: re.Match[str], noun: str) -> Unlisted | None:
    """A body as a heading: a whole line in capitals."""
    if noun not in _IN_CAPITALS or not _LINE_START.search(words.text, max(0, start - 20), start):
        return None
    line = _REST_OF_LINE.match(words.text, head.end())
    rest = line[1].rstrip(" -,*|") if line else ""
    if line is None or not rest.isupper() or len(rest.split()) > 10:
        return None
    end = line.start(1) + len(rest)
    return Unlisted(end, f"{noun.capitalize()} {rest.capitalize()}", noun)


def _extent(words: Words, at: int, noun: str) -> int:
    """Where the name behind the head noun ends; ``at`` itself where none begins."""
    first = _next(words, at, first=True)
    if first is None or (not _capital(words, first) and (noun not in _LOOSE or _stops(words, first))):
        return at
    if f"{noun} {first[0]}" in _NOT_NAMES or (_capital(words, first) and _begins_body(words, first)):
        return at
    end, count, limit, topic = first.end(), 1, _MAX_WORDS, first[0] == "về"
    while count < limit and (word := _next(words, end)):
        if word[0] == "về" and noun.startswith(_TOPIC_HEADS) and not topic:
            topic, limit = True, _MAX_TOPIC_WORDS
        elif _ends(words, word) and not (topic and _after_topic(words, word, end)):
            break
        end, count = word.end(), count + 1
    left = _LEFT_OVER.search(words.low[at:end])
    return at + left.start() if left else end


def _after_topic(words: Words, word: re.Match[str], at: int) -> bool:
    """Whether "các" or "các tổ chức" begins the topic: "Ủy ban Công tác về các tổ chức phi chính phủ"."""
    before = words.low[max(0, at - 9) : at].split()
    return (word[0] == "các" and before[-1:] == ["về"]) or (word[0] == "tổ" and before[-2:] == ["về", "các"])


def _next(words: Words, at: int, *, first: bool = False) -> re.Match[str] | None:
    """The next word of a name: over a space, a line break, or a "-" or "," that the name itself has."""
    gap = _SPACE.match(words.low, at)
    start = gap.end() if gap else at
    if start > at and (found := _WORD.match(words.low, start)):
        return None if _numbers_line(words, at, found) else found
    joint = None if first else _JOINT.match(words.low, at)
    found = _WORD.match(words.low, joint.end()) if joint else None
    if joint is None or found is None:
        return None
    if joint[1] == ",":
        return found if found[0] == "chống" or _list_goes_on(words, found) else None
    return found if _capital(words, found) else None


def _numbers_line(words: Words, at: int, word: re.Match[str]) -> bool:
    """Whether a number belongs to what follows: the number of the next line, a date, a page."""
    behind = words.low[word.end() : word.end() + 1]
    if not word[0].isdigit():
        return len(word[0]) == 1 and behind == ")"
    return "\n" in words.low[at : word.start()] or behind in ("/", ".")


def _list_goes_on(words: Words, word: re.Match[str]) -> bool:
    """Whether "khoa học, công nghệ và chuyển đổi số" goes on behind a comma: names in lower case up to an "và"."""
    ahead = _AHEAD.match(words.low, word.start())
    listed, joined, _ = _AND.sub(" và ", ahead[0] if ahead else "", count=1).partition(" và ")
    if not joined or _capital(words, word) or any(len(item.split()) > 6 for item in listed.split(",")):
        return False
    end = word.start() + len(listed)  # the substitution keeps all lengths before the "và"
    return not any(_stops(words, w) or _capital(words, w) for w in _WORD.finditer(words.low, word.start(), end))


def _capital(words: Words, word: re.Match[str]) -> bool:
    return words.text[word.start()].isupper()


def _ends(words: Words, word: re.Match[str]) -> bool:
    if _capital(words, word):
        return word[0] in _OTHER_LINE or _begins_body(words, word) or _begins_person(words, word)
    if word[0] == "và":
        after = _next(words, word.end(), first=True)
        if after is None or after[0] in _AFTER_AND or _stops(words, after):
            return True
        return _capital(words, after) and bool(
            _NEXT_MEMBER.match(words.low, after.start()) or _HEAD.match(words.low, after.start())
        )
    return _stops(words, word) or _begins_place(words, word)


def _begins_place(words: Words, word: re.Match[str]) -> bool:
    """Whether the place of the body begins: "tỉnh Lạng Sơn", "tỉnh" alone; not "xã hội", "thành phố thông minh"."""
    level = words.low.endswith("cấp ", 0, word.start())  # "Công an cấp xã" names a level
    kind = None if level else _PLACE_KIND.match(words.low, word.start())
    after = _next(words, kind.end(), first=True) if kind else None
    return kind is not None and (after is None or _capital(words, after) or _stops(words, after))


def _stops(words: Words, word: re.Match[str]) -> bool:
    if _capital(words, word):
        return False
    after = _WORD.match(words.low, word.end() + 1)
    pair = f"{word[0]} {after[0]}" if after else word[0]
    if word[0] == "số":
        return after is not None and after[0].isdigit()
    return pair not in _KEPT_PHRASES and (word[0] in _STOPS or pair in _STOP_PHRASES)


def _begins_body(words: Words, word: re.Match[str]) -> bool:
    if _OTHER_BODY.match(words.low, word.start()):
        return True
    head = _HEAD.match(words.low, word.start())
    after = _next(words, head.end(), first=True) if head else None
    return after is not None and _capital(words, after)


def _begins_person(words: Words, word: re.Match[str]) -> bool:
    written = words.text[word.start() : word.end()]
    if written not in _FAMILY_NAMES or words.low.startswith("hồ chí minh", word.start()):
        return False
    after = _next(words, word.end(), first=True)
    third = _next(words, after.end(), first=True) if after else None
    return (
        after is not None
        and _capital(words, after)
        and (third is None or _capital(words, third) or _stops(words, third))
    )
