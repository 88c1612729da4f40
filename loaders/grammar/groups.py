"""Lists of bodies and named sets of bodies (domain.md § 7.2).

A set ("các sở, ban, ngành", "Thủ trưởng các đơn vị trực thuộc Bộ") is one subject; a list of bodies is several. Single bodies come
from the registry (``BodyIndex``); here they are put together with commas and "và", and sets are recognised by their nouns.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.claims import Body
from graph.registry import BodyMatch
from graph.text import LOWER, UPPER, slug
from loaders.grammar.mentions import BodyIndex
from loaders.grammar.set_kinds import class_of, kind_of_set

_S = r"\s+"


def _w(words: str) -> str:
    return words.replace(" ", r"\s+")


#: Nouns of sets, longest first.
_NOUN_LIST = (
        "bộ phận", "bộ trưởng", "bộ", "ban quản lý", "ban chỉ đạo", "ban xây dựng Đảng", "ban đảng", "ban", "ngành", "sở", "hội đồng", "ủy ban", "cục", "vụ", "phòng",
        "cơ quan ngang bộ", "cơ quan thuộc Chính phủ", "cơ quan trung ương", "cơ quan chuyên môn", "cơ quan chức năng", "cơ quan nhà nước", "cơ quan báo chí",
        "cơ quan truyền thông", "cơ quan thông tấn", "cơ quan quản lý nhà nước", "cơ quan quản lý", "cơ quan bảo hiểm xã hội", "cơ quan thuế", "cơ quan tham mưu", "cơ quan Đảng", "cơ quan",
        "đơn vị sự nghiệp công lập", "đơn vị sự nghiệp", "đơn vị hành chính", "đơn vị",
        "tổ chức chính trị - xã hội", "tổ chức chính trị", "tổ chức đoàn thể", "tổ chức cơ sở đảng", "tổ chức đảng", "tổ chức tín dụng", "tổ chức", "cá nhân",
        "địa phương", "cấp ủy đảng", "cấp ủy", "chính quyền địa phương", "chính quyền", "đoàn thể", "hiệp hội", "hội", "liên đoàn", "doanh nghiệp nhà nước", "doanh nghiệp",
        "tỉnh ủy", "thành ủy", "huyện ủy", "đảng ủy", "đảng bộ", "chi bộ", "tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu",
        "cơ sở khám bệnh, chữa bệnh", "cơ sở giáo dục đại học", "cơ sở giáo dục nghề nghiệp", "cơ sở giáo dục", "cơ sở đào tạo", "cơ sở y tế", "cơ sở nghiên cứu", "cơ sở",
        "trường đại học", "trường học", "trường", "học viện", "viện nghiên cứu", "viện", "bệnh viện", "trung tâm",
        "lực lượng công an", "lực lượng vũ trang", "lực lượng chức năng", "lực lượng", "thành viên", "ủy viên", "khối", "cụm thi đua", "cụm",
        "tập đoàn kinh tế", "tập đoàn", "tổng công ty", "công ty", "ngân hàng thương mại", "ngân hàng", "nhà mạng", "cấp", "ngành chức năng", "chủ đầu tư", "chủ sở hữu",
        "báo chí", "báo", "đài", "mặt trận tổ quốc", "Mặt trận", "Khối trưởng", "Cụm trưởng", "công đoàn", "hợp tác xã", "đoàn đại biểu Quốc hội", "đại biểu Quốc hội", "đại biểu Hội đồng nhân dân", "tổ chức thành viên", "tổ chức đại diện người sử dụng lao động", "tổ chức đại diện người lao động", "cán bộ", "đảng viên", "công chức", "viên chức", "hệ thống chính trị", "đồng chí", "tầng lớp nhân dân", "sở, ban, ngành",
)  # fmt: skip
#: The same as one alternation, longest first.
NOUNS = "|".join(_w(n) for n in sorted(_NOUN_LIST, key=len, reverse=True))
# a noun that begins a longer name is no set: "Ủy ban | nhân dân", "báo | chí"
_NOUN = re.compile(rf"(?:{NOUNS})(?!\w)(?!\s+(?:nhân\s+dân|chí(?!\w)|Mặt\s+trận|Trung\s+ương\s+Mặt))", re.IGNORECASE)
_QUANTITY = re.compile(r"(?:các|những|mọi|từng|mỗi|cả|toàn\s+bộ|tất\s+cả|toàn\s+thể)(?:\s+các)?\s+", re.IGNORECASE)
#: Heads of bodies that may stand before a set: "Thủ trưởng các đơn vị", "Chủ tịch UBND các tỉnh".
_HEAD = re.compile(
    r"(?:Thủ\s+trưởng|Người\s+đứng\s+đầu|Giám\s+đốc|Chủ\s+tịch|Bộ\s+trưởng|Bí\s+thư|Lãnh\s+đạo|Trưởng\s+ban|Trưởng\s+các|Hiệu\s+trưởng|Cục\s+trưởng|Vụ\s+trưởng|"
    r"Chánh\s+Văn\s+phòng|Tổng\s+Giám\s+đốc|Khối\s+trưởng\s*,\s*Cụm\s+trưởng|Khối\s+trưởng|Cụm\s+trưởng|Trưởng\s+phòng|Đồng\s+chí|Tổng\s+biên\s+tập)\s+",
    re.IGNORECASE,
)
_UNITS = _w(
    "tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|Tỉnh|Thành phố|địa phương|TP|Thành ủy|Tỉnh ủy|cấp tỉnh|cấp huyện|cấp xã"
).replace("|", "|")
#: What turns one body's name into a set of bodies: "UBND các tỉnh, thành phố trực thuộc Trung ương", "UBND cấp xã".
_OVER_PLACES = re.compile(
    rf"\s*,?\s*(?:(?:các|từng|mỗi)\s+(?:{_UNITS})(?:\s*(?:,|và|,\s*và)\s*(?:các\s+)?(?:{_UNITS}))*|(?:{_UNITS})(?:\s*(?:,|và)\s*(?:các\s+)?(?:{_UNITS}))+|(?:các\s+cấp)|cấp\s+(?:tỉnh|huyện|xã|trung\s+ương)(?:\s*(?:,|và)\s*(?:cấp\s+)?(?:huyện|xã))*)"
    r"(?:\s+(?:trực\s+)?thuộc\s+[Tt]rung\s+ương)?(?!\w)"
)
_MODIFIERS = re.compile(
    r"""\s*(?:
      (?:và\s+)?ngang\s+[Bb]ộ | (?:có\s+)?liên\s+quan(?:\s+khác)? | khác(?:\s+(?:có\s+)?liên\s+quan)? | các\s+cấp(?:\s*,\s*các\s+ngành)? | cùng\s+cấp | (?:nêu|nói)\s+trên | tương\s+ứng
    | (?:ở\s+)?(?:cấp\s+)?(?:[Tt]rung\s+ương|cơ\s+sở|địa\s+phương)(?:\s*(?:,|và)\s*(?:ở\s+)?(?:địa\s+phương|cơ\s+sở|[Tt]rung\s+ương))* | cấp\s+(?:tỉnh|huyện|xã)(?:\s*(?:,|và)\s*(?:cấp\s+)?(?:huyện|xã))*
    | trong\s+(?:tỉnh|thành\s+phố|cả\s+nước|toàn\s+(?:tỉnh|quốc|ngành)|hệ\s+thống\s+chính\s+trị|phạm\s+vi\s+cả\s+nước) | trên\s+địa\s+bàn(?:\s+(?:tỉnh|thành\s+phố|huyện|cả\s+nước))? | (?:của\s+)?(?:tỉnh|thành\s+phố|huyện)(?!\s*,)(?=[\s;.:]|$)
    | quy\s+định\s+tại\s+(?:khoản\s+\d+\s+)?Điều\s+\d+(?:\s+(?:Quyết\s+định|Nghị\s+quyết)\s+này)? | chính\s+trị(?:\s*-\s*xã\s+hội|\s+xã\s+hội)? | nghề\s+nghiệp | sử\s+dụng\s+lao\s+động | chuyên\s+môn | chức\s+năng | nhà\s+nước | thi\s+đua | (?:được\s+)?phân\s+công | được\s+giao(?:\s+(?:nhiệm\s+vụ|chủ\s+trì|thực\s+hiện))* | Đảng | đảng | đoàn\s+thể | mặt\s+trận
    | chủ\s+quản | chủ\s+trì | phối\s+hợp | thực\s+hiện\s+nhiệm\s+vụ | (?:thuộc|trong)\s+ngành(?:\s+[A-Z&ĐƯ]{2,}|\s+\w+\s+\w+)? | thuộc\s+phạm\s+vi\s+quản\s+lý | thuộc\s+thẩm\s+quyền | trung\s+ương
    )(?!\w)""",
    re.VERBOSE,
)
_BELONGING = re.compile(r"\s*,?\s*(?:(?:trực\s+)?thuộc|của|tại)\s+(?:và\s+trực\s+thuộc\s+)?(?=\S)")
_BELONGS_WORDS = re.compile(
    _w(
        r"(?:Bộ|Chính phủ|tỉnh|thành phố|Tỉnh ủy|Thành ủy|Trung ương|UBND tỉnh|UBND thành phố|UBND cấp xã|UBND cấp huyện|Ngành|ngành|huyện|địa phương|Đảng|Quốc hội|Mặt trận(?: Tổ quốc(?: Việt Nam)?)?)(?!\w)"
    )
)
_AND = re.compile(r"\s*(?:,\s*và|,|;|và|cùng(?:\s+với)?)\s+(?:với\s+)?(?:đồng\s+chí\s+)?")
#: Các sở: Y tế, Nội vụ · các bộ Tài chính, Tư pháp
_ELLIPTIC = re.compile(
    r"(?:[Cc]ác|[Nn]hững)\s+(?P<head>[Ss]ở|[Bb]ộ|[Bb]an|[Vv]ụ|[Cc]ục|[Pp]hòng)(?P<colon>\s*:)?\s+(?=[A-ZĐ])"
)
_ELLIPTIC_NAME = re.compile(
    rf"[{UPPER}][^,;:.()\n]*?(?=\s*(?:,|;|\.|$|\n|\s(?:chủ trì|phối hợp|căn cứ|theo|có trách nhiệm|chịu trách nhiệm|cần|tiếp tục|khẩn trương|chủ động|rà soát|tổ chức|triển khai|xây dựng|hướng dẫn|và các|nghiên cứu|thực hiện)\s))"
)
#: Bodies that every place has, named with the places left general: "UBND các tỉnh", "Ban Thường vụ Tỉnh ủy, Thành ủy".
_LOCAL = re.compile(
    r"(?P<head>(?:Chủ\s+tịch|Phó\s+Chủ\s+tịch|Bí\s+thư|Lãnh\s+đạo)\s+)?(?:[Cc]ác\s+)?(?P<base>Ủy\s+ban\s+nhân\s+dân|UBND|Hội\s+đồng\s+nhân\s+dân|HĐND|Thường\s+trực\s+(?:HĐND|Hội\s+đồng\s+nhân\s+dân)|"
    r"HĐND\s*(?:,|và)\s*UBND|Hội\s+đồng\s+nhân\s+dân\s*(?:,|và)\s*Ủy\s+ban\s+nhân\s+dân|Ủy\s+ban\s+(?:Mặt\s+trận\s+Tổ\s+quốc|MTTQ)(?:\s+Việt\s+Nam)?|Đoàn\s+(?:đại\s+biểu\s+Quốc\s+hội|ĐBQH)|Công\s+an|Sở\s+[A-ZĐ][^,;.]{2,40}?|Tòa\s+án\s+nhân\s+dân|Viện\s+kiểm\s+sát\s+nhân\s+dân)"
)
# Bộ trưởng, Thủ trưởng cơ quan ngang bộ, …: the ministers, not one
_MINISTERS = re.compile(r"(?:[Cc]ác\s+)?Bộ\s+trưởng(?:\s+các\s+[Bb]ộ)?(?=\s*(?:,|và|;)\s*(?:các\s+)?[Tt]hủ\s+trưởng\s)")
_COMMITTEES = re.compile(
    r"(?P<head>(?:Bí\s+thư|Ban\s+Thường\s+vụ|Thường\s+trực|Ban\s+Chấp\s+hành)\s+)?(?:[Cc]ác\s+)?[Tt]ỉnh\s+ủy(?:\s*(?:,|và)\s*(?:các\s+)?(?:[Tt]hành\s+ủy|[Đđ]ảng\s+ủy|[Hh]uyện\s+ủy)(?:\s+trực\s+thuộc\s+[Tt]rung\s+ương)?)+"
)
#: UBND | các huyện Chi Lăng, Hữu Lũng và Lộc Bình
_PLACE_NAME = re.compile(rf"(?<!\w)[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}}")
_NAMED_PLACES = re.compile(
    rf"\s+các\s+(?P<level>huyện|quận|thị\s+xã|thành\s+phố|xã|phường|thị\s+trấn|đặc\s+khu)\s*:?\s+"
    rf"(?P<names>{_PLACE_NAME.pattern}(?:\s*(?:,\s*và|,|và)\s+{_PLACE_NAME.pattern})+)(?!\w)"
)
_ELLIPTIC_JOINT = re.compile(r"\s*(?:,\s*và|,|;|và)\s+")
_NOUN_JOINT = re.compile(r"\s*(?:,\s*và|,|và|-)\s+")
_LED = re.compile(r"(?:lãnh\s+đạo|người\s+đứng\s+đầu|thủ\s+trưởng)\s+(?:các\s+)?")
#: … các tỉnh, thành phố trực thuộc Trung ương, behind a noun of the set
_ALL_PLACES = re.compile(rf"\s+các\s+(?:{_UNITS})(?:\s*(?:,|và)\s*(?:{_UNITS}))*(?:\s+trực\s+thuộc\s+[Tt]rung\s+ương)?")
_LONG = {"UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân"}
_PERSON = re.compile(rf"\s+(?P<name>(?:[{UPPER}][{LOWER}]+\s+){{1,4}}[{UPPER}][{LOWER}]+)(?=\s+[{LOWER}])")


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of a list and where it stands."""

    items: tuple[Body, ...]
    start: int
    end: int
    named: bool = False  # a personal name follows the last body


class BodyLists:
    """Reads lists of bodies in one text. ``scope`` is the key of the body or place the text speaks for ("" where none)."""

    def __init__(self, text: str, index: BodyIndex, scope: str, complete: Callable[[str], Body | None]) -> None:
        self.text, self.index, self.scope, self.complete = text, index, scope, complete
        self._named_sets: dict[str, Body] = {}
        self._followed_by_name = False
        self._bare = self._apart = False

    def one(self, start: int, end: int) -> Bodies | None:
        """The one body or set that begins at ``start`` of a table cell: sets stand there without "các", and what is no
        office ("doanh nghiệp", "cơ sở y tế") makes a set of its own beside offices."""
        self._bare = self._apart = True
        element = self._element(start, end, first=True)
        self._apart = False
        return Bodies(tuple(element[0]), start, element[1]) if element else None

    def begins_set(self, start: int, end: int) -> int:
        """Where the noun of sets that stands at ``start`` ends, whatever may follow it; 0 without one."""
        found = _NOUN.match(self.text, start, end)
        return found.end() if found else 0

    def at(self, start: int, end: int, *, bare: bool = False) -> Bodies | None:
        """The list that begins at ``start``, or None where no body stands there. ``bare`` takes sets without "các" ("cơ quan, tổ chức")."""
        self._bare = bare
        items: dict[str, Body] = {}
        self._followed_by_name = False
        at, last = start, start
        while at < end:
            element = self._element(at, end, first=not items)
            if element is None:
                break
            bodies, last = element
            for body in bodies:
                items.setdefault(body.key, body)
            joint = _AND.match(self.text, last, end)
            if joint is None:
                break
            at = joint.end()
        if not items:
            return None
        return Bodies(tuple(items.values()), start, last, self._followed_by_name)

    def named(self, start: int, end: int, *, group: bool) -> Bodies:
        """A body by its words alone, known to nobody else: one of the text's own scope."""
        words = re.sub(r"\s+", " ", self.text[start:end])
        if group:
            return Bodies((self._set_of(start, end, base=""),), start, end)
        return Bodies(
            (Body(f"{slug(words)}@{self.scope}" if self.scope else slug(words), words, words, scope=self.scope),),
            start,
            end,
        )

    def _element(self, at: int, end: int, *, first: bool) -> tuple[list[Body], int] | None:
        if elliptic := self._elliptic(at, end):
            return elliptic
        if general := self._places(at, end) or self._general(at, end):
            return general
        single = self.index.at(at)
        if single is not None and self._apart and self._is_lone_noun(single, end):
            single = None
        if single is not None:
            over = _OVER_PLACES.match(self.text, single.end, end)
            if (
                over
                and not self._is_named_place(single, over)
                and not (over[0].lstrip()[0] == "," and not single.needs)
            ):
                return [self._set_of(at, over.end(), base=single.body.key.split("@")[0])], over.end()
            if _HEAD.match(self.text, at) and not single.body.head and "các" in self.text[at : single.end]:
                return self._group(at, end)
            tail = (
                self._person(single.end, end)
                if single.body.head or single.body.key.startswith(("pho-", "thu-tuong"))
                else single.end
            )
            return [single.body], tail
        return self._group(at, end)

    def _is_lone_noun(self, single: BodyMatch, end: int) -> bool:
        """Whether a cell means a set by a word that elsewhere is short for one body: "Sở, ngành, địa phương"."""
        joint = _NOUN_JOINT.match(self.text, single.end, end)
        return (
            joint is not None
            and " " not in self.text[single.start : single.end].strip()
            and _NOUN.match(self.text, joint.end(), end) is not None
            and self.text[joint.end()].islower()
        )

    def _is_named_place(self, single: BodyMatch, over: re.Match[str]) -> bool:
        return (
            over.group().strip().startswith(",")
            and "@" in single.body.key
            and not re.match(r"\s*,\s*(?:thành phố|Thành ủy|huyện|xã)", over.group())
        )

    def _person(self, at: int, end: int) -> int:
        found = _PERSON.match(self.text, at, end)
        self._followed_by_name = found is not None
        return found.end() if found else at

    def _general(self, at: int, end: int) -> tuple[list[Body], int] | None:
        """A local body with its places left general: one set."""
        if committees := _COMMITTEES.match(self.text, at, end):
            return [
                self._set_of(
                    at,
                    committees.end(),
                    base="ban-thuong-vu-tinh-uy" if "hường" in (committees["head"] or "") else "tinh-uy",
                )
            ], committees.end()
        if ministers := _MINISTERS.match(self.text, at, end):
            return [self._set_of(at, ministers.end(), base="bo-truong")], ministers.end()
        local = _LOCAL.match(self.text, at, end)
        over = _OVER_PLACES.match(self.text, local.end(), end) if local else None
        if local is None or over is None or over.group().lstrip().startswith(","):
            return None
        stop = self._modifiers(over.end(), end)
        return [self._set_of(at, stop, base=slug(_LONG.get(local["base"], local["base"])))], stop

    def _elliptic(self, at: int, end: int) -> tuple[list[Body], int] | None:
        """Các sở: Y tế, Nội vụ, Công Thương → three bodies."""
        found = _ELLIPTIC.match(self.text, at, end)
        if found is None:
            return None
        bodies: list[Body] = []
        head, place, last = found["head"].capitalize(), found.end(), at
        while name := _ELLIPTIC_NAME.match(self.text, place, end):
            body, stop = self._completed(head, name, place, end)
            if body is None:
                break
            bodies.append(body)
            last = stop
            joint = _ELLIPTIC_JOINT.match(self.text, last, end)
            if joint is None:
                break
            place = joint.end()
        if found["colon"] is None and (len(bodies) < 2 or _OVER_PLACES.match(self.text, last, end)):
            return None  # "các Sở Tài nguyên và Môi trường các tỉnh" is a set
        return (bodies, last) if bodies else None

    def _completed(self, head: str, name: re.Match[str], at: int, end: int) -> tuple[Body | None, int]:
        """The body of an elliptic name: over a comma ("Văn hóa, Thể thao và Du lịch"), else cut at its last "và"."""
        stops = [name.end()]
        comma = _ELLIPTIC_JOINT.match(self.text, name.end(), end)
        if comma and (further := _ELLIPTIC_NAME.match(self.text, comma.end(), end)):
            stops.insert(0, further.end())
        for stop in stops:
            words = self.text[at:stop].rstrip()
            while words:
                body = self.complete(f"{head} {words}")
                if body is not None and body.entry:
                    return body, at + len(words)
                words = words.rpartition(" và ")[0]
        return None, at

    def _places(self, at: int, end: int) -> tuple[list[Body], int] | None:
        """UBND các huyện Chi Lăng, Hữu Lũng → two bodies."""
        local = _LOCAL.match(self.text, at, end)
        over = _NAMED_PLACES.match(self.text, local.end(), end) if local else None
        if local is None or over is None:
            return None
        names = list(_PLACE_NAME.finditer(self.text, over.start("names"), over.end("names")))
        bodies = [self.complete(f"{local.group()} {over['level']} {name.group()}") for name in names]
        known = [body for body in bodies if body is not None and body.entry]
        return (known, over.end()) if len(known) == len(names) > 1 else None

    def _group(self, at: int, end: int) -> tuple[list[Body], int] | None:
        """A set: [head] [các] noun {, noun} modifiers."""
        head = _HEAD.match(self.text, at, end)
        place = head.end() if head else at
        quantity = _QUANTITY.match(self.text, place, end)
        place = quantity.end() if quantity else place
        single = self.index.at(place)
        if single is not None and self._apart and self._is_lone_noun(single, end):
            single = None
        base = ""
        if single is not None and (head or quantity):
            base = single.body.key.split("@")[0]
            place = single.end
            over = _OVER_PLACES.match(self.text, place, end)
            place = over.end() if over else place
            if quantity is None and over is None:
                return None
        else:
            noun = _NOUN.match(self.text, place, end)
            if noun is None or not (quantity or head or self._closed_set(place, noun)):
                return None
            place = self._nouns(noun, end)
        place = self._modifiers(place, end)
        return [self._set_of(at, place, base=base)], place

    def _closed_set(self, place: int, noun: re.Match[str]) -> bool:
        """Nouns that name a set without "các": "Cơ sở khám bệnh, chữa bệnh", "chính quyền địa phương các cấp", "cơ quan ngang bộ"."""
        if self._bare and re.match(r"\s*(?:,|và)\s+", self.text[noun.end() : noun.end() + 6]):
            return True
        word = re.sub(r"\s+", " ", noun.group().lower())
        if re.match(r"\s*(?:này|đó|là|được)\b", self.text[noun.end() : noun.end() + 8]):
            return False
        if (
            word
            in ("cấp ủy", "chính quyền", "chính quyền địa phương", "cấp ủy đảng", "địa phương", "tỉnh ủy", "thành ủy")
            or len(word.split()) >= 3
        ):
            return True
        return bool(
            _MODIFIERS.match(self.text, noun.end()) or _BELONGING.match(self.text, noun.end())
        ) and word not in ("báo chí", "báo", "đài", "hội", "ban", "bộ", "sở", "cấp", "tỉnh", "xã", "trung tâm", "viện")

    def _nouns(self, first: re.Match[str], end: int) -> int:
        """Further nouns of the same set, up to the next "các" or head."""
        at = self._modifiers(first.end(), end)
        while joint := _NOUN_JOINT.match(self.text, at, end):
            if self.index.at(joint.end()) is not None or _QUANTITY.match(self.text, joint.end(), end):
                break
            led = _LED.match(self.text, joint.end(), end)
            noun = _NOUN.match(self.text, led.end() if led else joint.end(), end)
            if noun is None or (self._apart and class_of(noun) != class_of(first)):
                break
            at = self._modifiers(noun.end(), end)
        return at

    def _modifiers(self, at: int, end: int) -> int:
        for _ in range(4):
            if found := _MODIFIERS.match(self.text, at, end):
                at = found.end()
            elif (owner := _BELONGING.match(self.text, at, end)) and (stop := self._owner_end(owner.end(), end)):
                at = stop
            elif over := _ALL_PLACES.match(self.text, at, end):
                at = over.end()
            else:
                break
        return at

    def _owner_end(self, at: int, end: int) -> int:
        if single := self.index.at(at):
            return single.end
        found = _BELONGS_WORDS.match(self.text, at, end)
        return found.end() if found else 0

    def _set_of(self, start: int, end: int, base: str) -> Body:
        words = re.sub(r"\s+", " ", self.text[start:end]).strip(" ,")
        head = _HEAD.match(words)
        core = words[head.end() :] if head else words
        bare = _QUANTITY.sub("", core, count=1) if _QUANTITY.match(core) else core
        owner = self._owner(start, end)
        kind = kind_of_set(bare, base)
        scope = (
            owner.body.key
            if owner is not None and not base
            else ("cac-tinh" if base and re.search(r"tỉnh|TP|thành phố", bare) else self.scope)
        )
        name = words[0].lower() + words[1:] if _QUANTITY.match(words) else words
        if owner is not None and not base:
            name = name.replace(re.sub(r"\s+", " ", self.text[owner.start : owner.end]), owner.body.name)
        body = Body(f"nhom:{kind}@{scope}", name, words, True, scope, head.group().strip() if head else "")
        return self._remembered(body, bare, plain=owner is None and not base)

    def _owner(self, start: int, end: int) -> BodyMatch | None:
        inside = self.index.between(start, end)
        return inside[-1] if inside and inside[-1].end >= end - 1 and inside[-1].start > start else None

    def _remembered(self, body: Body, bare: str, *, plain: bool) -> Body:
        """ "các đơn vị" after "các đơn vị trực thuộc Bộ" are those; "các Sở" after "các Sở TN&MT các tỉnh" are those."""
        noun = slug(bare).split("-truc-thuoc")[0].split("-thuoc-")[0]
        first = "-".join(noun.split("-")[:2]) if not noun.startswith("so") else "so"
        if plain and noun in ("don-vi", "so") and first in self._named_sets:
            known = self._named_sets[first]
            return Body(known.key, known.name, body.written, True, known.scope, body.head, known.entry)
        if not plain:
            self._named_sets[first] = body
        return body
