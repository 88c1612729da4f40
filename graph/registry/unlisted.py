"""Bodies no list holds: a head noun ("Cục", "Trung tâm", "Hội đồng") and the words of its name.

Only the first syllable of each part of a Vietnamese name is capitalised ("Cục An toàn bức xạ và hạt nhân"), so a name
ends where a verb, a function word, a stop or another body begins. That is a guess: such bodies come without an entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.registry.tails import Words
from graph.registry.units import KIND_WORD
from graph.registry.unlisted_words import (
    AFTER_AND,
    CENTRE_WORK,
    FAMILY_NAMES,
    GO_ON,
    HEADS,
    IN_CAPITALS,
    KEPT_PHRASES,
    LOOSE,
    NOT_NAMES,
    OF_MANY,
    OTHER_LINE,
    STOP_PHRASES,
    STOPS,
)

_NATIONAL = re.compile(r"\b(?:trung ương|quốc gia|việt nam|nhà nước|chính phủ)\b")
FIRST_WORDS = frozenset(head.split()[0] for head in HEADS)

_HEAD = re.compile(rf"(?:{'|'.join(sorted(HEADS, key=len, reverse=True))})(?!\w)".replace(" ", r"\s+"))
_WORD = re.compile(r"[^\W_]{1,24}+(?![^\W_])")  # nothing longer is a word of a name
_SPACE = re.compile(r"[^\S\n]*+\n?+[^\S\n]*+")
_JOINT = re.compile(r"[^\S\n]*+\n?+[^\S\n]*+([-,&])[^\S\n]*+\n?+[^\S\n]*+")
_AHEAD = re.compile(r"[^;.:()]{0,140}")
_JOINED = re.compile(r"\bvà\b|[-,&]")
# the second half of a name in two halves: "Phòng, chống …", "Phổ biến, giáo dục pháp luật"
_COUPLED = re.compile(r"(?:chống|giáo\s+dục|giám\s+sát|khen\s+thưởng|kiểm\s+soát|chữa\s+cháy|cứu\s+nạn)\b")
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

_TOPIC_HEADS = ("ban chỉ", "ủy ban", "hội đồng", "tổ", "tiểu", "văn phòng", "ban quản")
_MAX_WORDS, _MAX_TOPIC_WORDS = 14, 28


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A body by its head noun: where it ends, its ``name``, and the noun in lower case."""

    end: int
    name: str
    head: str

    @property
    def national(self) -> bool:
        """Whether the country has one such body; else it is one of many, told apart by whose it is."""
        return self.head not in OF_MANY or bool(_NATIONAL.search(self.name.lower()))


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
    if noun not in IN_CAPITALS or not _LINE_START.search(words.text, max(0, start - 20), start):
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
    if first is None or not (_capital(words, first) or (noun in LOOSE and _may_begin(words, first))):
        return at
    if f"{noun} {first[0]}" in NOT_NAMES or (_capital(words, first) and _begins_body(words, first)):
        return at
    end, count, limit, topic = first.end(), 1, _MAX_WORDS, first[0] == "về"
    while count < limit and (word := _next(words, end)):
        if word[0] == "về" and noun.startswith(_TOPIC_HEADS) and not topic:
            topic, limit = True, _MAX_TOPIC_WORDS
        elif topic and _after_topic(words, word, end):
            pass  # "về các tổ chức …": the topic begins with words that end other names
        elif _ends(words, word) or (not topic and _is_whole(words, at, end, word)):
            break
        end, count = word.end(), count + 1
    left = _LEFT_OVER.search(words.low[at:end])
    return at + left.start() if left else end


def _is_whole(words: Words, start: int, end: int, word: re.Match[str]) -> bool:
    """Whether the name so far is whole, so that a lower-case ``word`` begins what the body does: it ends in two
    capitalised syllables ("Đại học Quy Nhơn đưa") or has two capitalised parts ("Quản lý Công nghệ khảo sát")."""
    if _capital(words, word) or word[0] == "và" or word[0] in GO_ON:
        return False
    name = [w[0] for w in _WORD.finditer(words.text, start, end)]
    capitals = [w[0].isupper() for w in name]
    if capitals[-2:] == [True, True]:
        return not name[-1].isupper() and not name[-2].isupper()  # but "TW Mặt trận", "KHCN vũ trụ" go on
    return capitals[-2:] == [True, False] and sum(capitals) > 1 and not _JOINED.search(words.low, start, end)


def _after_topic(words: Words, word: re.Match[str], at: int) -> bool:
    """Whether "các" or "các tổ chức" begins the topic: "Ủy ban Công tác về các tổ chức phi chính phủ"."""
    before = words.low[max(0, at - 9) : at].split()
    return (word[0] == "các" and before[-1:] == ["về"]) or (word[0] == "tổ" and before[-2:] == ["về", "các"])


def _may_begin(words: Words, first: re.Match[str]) -> bool:
    """Whether a name may begin with ``first`` in lower case: not with a duty, but "Trung tâm hỗ trợ …" does."""
    return not _stops(words, first) or words.low.startswith(CENTRE_WORK, first.start())


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
        return found if _COUPLED.match(words.low, found.start()) or _list_goes_on(words, found) else None
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
    if _COUPLED.match(words.low, word.start()) and "," in words.low[word.start() - 3 : word.start()]:
        return False
    if _capital(words, word):
        return word[0] in OTHER_LINE or _begins_body(words, word) or _begins_person(words, word)
    if word[0] == "và":
        after = _next(words, word.end(), first=True)
        if after is None or after[0] in AFTER_AND or _stops(words, after):
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
    if pair == "xây dựng" and words.low.endswith("đầu tư ", 0, word.start()):
        return False  # "Ban Quản lý dự án đầu tư xây dựng"
    return pair not in KEPT_PHRASES and (word[0] in STOPS or pair in STOP_PHRASES)


def _begins_body(words: Words, word: re.Match[str]) -> bool:
    if _OTHER_BODY.match(words.low, word.start()):
        return True
    head = _HEAD.match(words.low, word.start())
    after = _next(words, head.end(), first=True) if head else None
    return after is not None and _capital(words, after)


def _begins_person(words: Words, word: re.Match[str]) -> bool:
    written = words.text[word.start() : word.end()]
    if written not in FAMILY_NAMES or words.low.startswith("hồ chí minh", word.start()):
        return False
    after = _next(words, word.end(), first=True)
    third = _next(words, after.end(), first=True) if after else None
    return (
        after is not None
        and _capital(words, after)
        and (third is None or _capital(words, third) or _stops(words, third))
    )
