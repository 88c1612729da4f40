"""Who signed: the block of capacity, office and name under a document.

    TM. CHÍNH PHỦ          on behalf of the Government
    KT. THỦ TƯỚNG          in place of the Prime Minister
    PHÓ THỦ TƯỚNG          the office of who signs
    [đã ký]                noise: stamps, brackets, stray letters
    Phạm Thị Thanh Trà     the name

The layout is that of Nghị định 30/2020/NĐ-CP, Phụ lục I (State) and Hướng dẫn 36-HD/VPTW (Party, "T/M").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.text import LOWER
from loaders.grammar.names import is_name
from loaders.grammar.offices import HEAD


@dataclass(frozen=True, slots=True)
class SignerMatch:
    """``name`` signs as ``position``; the block runs from line ``first`` to line ``last``, both inclusive, from 0."""

    name: str
    position: str
    first: int
    last: int


# TM. CHÍNH PHỦ · T/M BAN THƯỜNG VỤ · KT. BỘ TRƯỞNG · TL. THỦ TƯỚNG · TUQ. CHỦ TỊCH · Q. CỤC TRƯỞNG
_CAPACITY = re.compile(r"\b(?P<how>TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|TUN)\b\s*[.,:]?\s*(?P<who>[^\W\da-z][^\da-z]{3,80})$")
_OFFICE_LINE = re.compile(rf"^\W*(?P<office>{HEAD}(?:\s+[^\W\d_]+){{0,8}})\W*$", re.IGNORECASE)
# TM. ỦY BAN NHÂN DÂN | CHỦ TỊCH: lines that became one
_OFFICE_BEHIND = re.compile(rf"(?P<body>.+?)(?<!PHÓ)\s+(?P<office>{HEAD})$", re.IGNORECASE)
_SMALL_TAIL = re.compile(rf"[{LOWER}]\W*$")
_TITLE_BEFORE_NAME = re.compile(
    r"^(?:(?:PGS|GS|TS|ThS|BS|CN)\.?\s*)+|^(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá)\s+|^(?:Phó\s+)?Đô\s+đốc\s+"
)
#: Between office and name: a stamp, a signature, brackets, a rank, a stray letter.
_NOISE = re.compile(
    r"^\W*(?:\(?đã ký\)?|đaky|daky|ký tên.*|.{0,3}|(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá))\W*$", re.IGNORECASE
)
# KT. BỘ TRƯỞNG / THỨ TRƯỞNG under a text of a ministry: the bare office is of the body that issues (Nghị định 30/2020/NĐ-CP)
_OFFICES_OF = (
    (re.compile(r"bo-(?!chinh-tri)"), re.compile(r"(?:Bộ|Thứ)\s+trưởng", re.IGNORECASE)),
    (re.compile(r"(?:ubnd|hdnd)(?:-|@|\Z)"), re.compile(r"(?:Phó\s+)?Chủ\s+tịch", re.IGNORECASE)),
    (re.compile(r"so-"), re.compile(r"(?:Phó\s+)?Giám\s+đốc", re.IGNORECASE)),
    (re.compile(r"ngan-hang-nha-nuoc"), re.compile(r"(?:Phó\s+)?Thống\s+đốc", re.IGNORECASE)),
)
#: Lines of noise allowed between an office and its name.
_REACH = 8


def find_signer(lines: Sequence[str]) -> SignerMatch | None:
    """The first signature block of ``lines`` (canonical text); None where no office stands above a name."""
    for i, line in enumerate(lines):
        office = _office(line)
        if office is None:
            continue
        last = _name_line(lines, i + 1)
        if last is not None:
            first, body = _capacities(lines, i)
            if any(_in_place_of(line, office) for line in lines[first:i]):
                office = f"Phó {office}"  # a scan lost the word: only a deputy signs in the head's place
            name = _TITLE_BEFORE_NAME.sub("", " ".join(lines[last].split()))
            return SignerMatch(name, _position(office, body), first, last)
    return None


def is_office_of(position: str, body_key: str) -> bool:
    """Whether a position that names no body is one of those who head the body of this key: "Thứ trưởng" of a ministry.

    Not "Chánh Văn phòng" or "Bí thư": they head another body than the one they sign for.
    """
    words = " ".join(position.split())
    return any(bodies.match(body_key) and offices.fullmatch(words) for bodies, offices in _OFFICES_OF)


def _office(line: str) -> str | None:
    """The office of a line in capitals ("PHÓ THỦ TƯỚNG", "   PHÓ THỦ TƯỚNGy]"), written small."""
    words = _SMALL_TAIL.sub("", line.strip()).strip()
    if (capacity := _CAPACITY.search(words)) is not None:
        behind = _OFFICE_BEHIND.match(capacity["who"])
        return _sentence_case(behind["office"]) if behind else None
    found = _OFFICE_LINE.match(words)
    return _sentence_case(found["office"]) if found and found["office"].isupper() else None


def _in_place_of(line: str, office: str) -> bool:
    """Whether a line says that who signs does so in place of ``office``: "KT. THỦ TƯỚNG" (Nghị định 30/2020/NĐ-CP, Điều
    13: a deputy signs in the head's place)."""
    found = _CAPACITY.search(line.strip())
    return found is not None and found["how"] in ("KT", "K/T") and _sentence_case(found["who"].strip()) == office


def _name_line(lines: Sequence[str], at: int) -> int | None:
    """The line of the name below an office, None where anything but noise comes before it."""
    for i in range(at, min(at + _REACH, len(lines))):
        words = _TITLE_BEFORE_NAME.sub("", " ".join(lines[i].split()))
        if is_name(words):
            return i
        if words and not _NOISE.match(words):
            return None
    return None


def _capacities(lines: Sequence[str], office: int) -> tuple[int, str]:
    """First line of the block and the body it speaks for, from the lines above the office."""
    first, body, i = office, "", office - 1
    if (same := _CAPACITY.search(lines[office].strip())) and (behind := _OFFICE_BEHIND.match(same["who"])):
        return first, _sentence_case(behind["body"]) if same["how"] in ("TM", "T/M") else ""
    while i >= 0 and office - i <= _REACH:
        words = " ".join(lines[i].split())
        found = _CAPACITY.search(words)
        if found:
            first = i
            body = found["who"] if found["how"] in ("TM", "T/M") else body
        elif words and not _NOISE.match(words):
            break
        i -= 1
    return first, _sentence_case(body)


def _position(office: str, body: str) -> str:
    """Office and body as one title. A committee of the Party is not what its secretary heads, so it adds nothing."""
    if office in ("Thủ tướng", "Phó Thủ tướng"):
        return f"{office} Chính phủ"
    if body == "Ủy ban thường vụ Quốc hội":
        return f"{office} Quốc hội"
    headed = office.endswith("Chủ tịch") and body.startswith(("Ủy ban", "Hội đồng"))
    return f"{office} {body}" if headed else office


_PLACE = re.compile(r"\b(tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu) (.+)")


def _sentence_case(capitals: str) -> str:
    """ "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN" → "Ủy ban nhân dân tỉnh Lạng Sơn"."""
    words = " ".join(capitals.split()).lower()
    words = re.sub(r"\bquốc hội\b", "Quốc hội", re.sub(r"\bchính phủ\b", "Chính phủ", words))
    words = re.sub(r"\b(phó|quyền) (\w)", lambda m: f"{m[1].capitalize()} {m[2].upper()}", words, count=1)
    words = _PLACE.sub(lambda m: f"{m[1]} {m[2].title()}", words)
    return words[:1].upper() + words[1:]
