"""Who a cell of a table names: bodies parted by ``;`` ``,`` line ends or by nothing, each with the part it has.

A cell is no sentence: sets stand without "các", commas are missing, conditions stand in brackets. What is a body's own
comma or "và" the registry knows; what nobody knows is one body of the text's own scope, by its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from graph.claims import Body
from graph.text import UPPER, slug
from loaders.grammar.groups import Bodies, BodyLists
from loaders.grammar.predicates import Predicates

# "- Sở A;" "1. Sở B" "và Sở C" "cùng với Sở D" "/"
_JOINT = re.compile(
    r"(?:[\s;,.:/+•*]+|-\s+|\d{1,2}[.)]\s+|[a-zđ]\)\s+|(?:và|hoặc|cùng(?:\s+với)?|với)(?!\w)\s*)+", re.IGNORECASE
)
# "Chủ trì: Sở A" · "Sở A (chủ trì)" · "Sở A chủ trì, phối hợp với Sở B" · "trình UBND tỉnh"
_ROLE = re.compile(
    r"[(\s]*(?:(?:cơ\s+quan|đơn\s+vị|bộ|ngành)\s+)?(?:(?P<lead>chủ\s+trì(?:\s+thực\s+hiện)?|thực\s+hiện)"
    r"|(?P<coordinate>(?:và\s+)?phối\s+hợp(?:\s+thực\s+hiện)?)|(?P<submit>(?:để\s+)?(?:trình|báo\s+cáo)))"
    r"(?:\s*,\s*(?=phối))?(?:\s+(?:với|cùng(?:\s+với)?|cho))?\s*[:)]?\s*(?!\w*\s*[.]\w)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
# "; " "… thống kê. 2. Các bộ": where one point of a cell ends
_END = rf";|\n|\s[-–]\s(?=[{UPPER}])|\s\d{{1,2}}[.)]\s+(?=[{UPPER}])|(?<![{UPPER}])\.\s+(?=[{UPPER}])"
_POINT = re.compile(_END)
_SEPARATOR = re.compile(rf"[,/]|\s[-–]\s|{_END}")
_COMMA = re.compile(r",\s+")
# các bộ | quản lý ngành, lĩnh vực: which of them, not what they do
_LIMITS = re.compile(r"(?:quản\s+lý|tham\s+gia|được|có|là)(?!\w)", re.IGNORECASE)
# Bộ Y tế | đối với nội dung A · các bộ | theo chức năng, nhiệm vụ được giao · Bộ Tài chính | đầu mối thống kê
_TOLD = re.compile(
    r"(?:đối\s+với|theo|về|khi|để|nhằm|căn\s+cứ|trong\s+(?:phạm\s+vi|lĩnh\s+vực|quá\s+trình|việc)|(?:làm\s+)?đầu\s+mối"
    r"|chịu\s+trách\s+nhiệm|có\s+trách\s+nhiệm)(?!\w)",
    re.IGNORECASE,
)
#: Characters of a cell in which bodies are looked for; the longest list seen in papers is a fifth of it.
_LONGEST_LIST = 4_000
#: Where a role said behind bodies begins to count: "…; Sở A, Sở B | phối hợp".
_CLAUSE = re.compile(r"[;\n]")
# Đảng ủy các xã | , phường
_MORE_UNITS = re.compile(
    r"(?:\s*(?:,|và)\s*(?:xã|phường|thị\s+trấn|đặc\s+khu|huyện|quận|thị\s+xã|thành\s+phố)(?=\s*(?:[,;.\n)]|$|và\s)))+"
)
_SOME = re.compile(r"(?:một\s+số|các|những|mọi|từng|mỗi|toàn\s+bộ)\s+", re.IGNORECASE)
_NAME = re.compile(rf"[{UPPER}]\w*[ .&-]*\w+")
# các địa phương Bắc Ninh, Bình Dương, An Giang · các tỉnh: Bắc Ninh, …
_PLACES = re.compile(
    r"(?:các\s+)?(?:địa\s+phương|tỉnh(?:\s*,\s*thành\s+phố)?|thành\s+phố)\s*:?\s*(?=[A-ZĐ])", re.IGNORECASE
)
_PLACE = re.compile(rf"(?:tỉnh|thành\s+phố|TP\.?)?\s*(?P<name>[{UPPER}]\w*(?:[ -][{UPPER}]\w*){{0,3}})")
_PLACE_JOINT = re.compile(r"\s*(?:,\s*và|,|;|và)\s+")
# Sở Y tế | đối với địa phương: that of each place
_AT_PLACES = re.compile(r"(?:đối\s+với|ở|tại|của)\s+(?:các\s+)?(?:địa\s+phương|tỉnh|huyện|xã)\b", re.IGNORECASE)
# Ủy ban công tác về …: one body by its name, though "ủy ban" may name a set
_UNIT = re.compile(
    r"(?:Ủy ban|Hội đồng|Ban|Tổ|Trung tâm|Tổng cục|Cục|Chi cục|Vụ|Phòng|Viện|Học viện|Trường|Hội|Liên đoàn|Liên minh"
    r"|Tổng công ty|Công ty|Tập đoàn|Ngân hàng|Bệnh viện|Đài|Báo|Văn phòng|Quỹ)\s+\w"
)
_BARE_UNIT = re.compile(r"(?:Ủy ban|Hội đồng|Ban|Văn phòng|Hội|Tổ|Phòng|Viện|Trung tâm)", re.IGNORECASE)
#: Words that stand for no body: what they are is told elsewhere, or nothing is.
_NOBODY = re.compile(
    r"(?:nt|như\s+trên|không|x|[-–\"'”.…]+|theo\s+.*|(?:đối\s+với|trong|tại|về|cho)\s.*)", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class CellBodies:
    """Who a cell names. ``fragments`` are words that are no body: cut off, or a condition."""

    organizations: tuple[Body, ...] = ()
    coordinators: tuple[Body, ...] = ()
    recipients: tuple[Body, ...] = ()
    fragments: tuple[str, ...] = ()


class CellBodyReader:
    """Reads the cells of one text. ``place`` completes the name of a province to its body."""

    def __init__(self, lists: BodyLists, place: Callable[[str], Body | None]) -> None:
        self._lists, self._place = lists, place

    def read(self, start: int, end: int) -> CellBodies:
        """The bodies of ``text[start:end]``, in order; each once in each part. What is longer than any list of bodies
        is read no further."""
        return _CellWalk(self._lists, self._place, start, min(end, start + _LONGEST_LIST)).walk()


class _CellWalk:
    def __init__(self, lists: BodyLists, place: Callable[[str], Body | None], start: int, end: int) -> None:
        self.lists, self.place, self.text = lists, place, lists.text
        self.verbs = Predicates(lists.text, lists, official=True)
        self.at, self.end = start, end
        self.found: dict[str, dict[str, Body]] = {"lead": {}, "coordinate": {}, "submit": {}}
        self.role = "lead"
        self.fragments: list[str] = []
        self.open_set: tuple[int, Body] | None = None  # a set whose limiting words may go on behind a comma
        self.clause: list[str] = []  # keys of the bodies since the last semicolon or role

    def walk(self) -> CellBodies:
        while self.at < self.end:
            before = self.at
            if joint := _JOINT.match(self.text, self.at, self.end):
                self.clause = [] if _CLAUSE.search(joint[0]) else self.clause
                self.at = joint.end()
            elif role := _ROLE.match(self.text, self.at, self.end):
                self._turn(role)
            elif bracket := _BRACKET.match(self.text, self.at, self.end):
                self.at = bracket.end()
            elif self.clause and (behind := self._told(self.at)):
                self.at = behind
            elif not (self._provinces() or self._body()):
                self._unknown()
            self.at = max(self.at, before + 1)
        return CellBodies(
            tuple(self.found["lead"].values()),
            tuple(self.found["coordinate"].values()),
            tuple(self.found["submit"].values()),
            tuple(self.fragments),
        )

    def _turn(self, role: re.Match[str]) -> None:
        """A role said before bodies is theirs; one said behind them, or in brackets, is that of those before."""
        said = "lead" if role["lead"] else "coordinate" if role["coordinate"] else "submit"
        behind = self.text[role.end() : self.end].lstrip(" ")
        bracket = role[0].lstrip().startswith("(") and role[0].rstrip().endswith(")")
        if self.clause and said != "submit" and (bracket or not behind or behind[0] in ";\n."):
            for key in self.clause[-1:] if bracket else self.clause:
                if key in self.found[self.role]:
                    self.found[said][key] = self.found[self.role].pop(key)
        else:
            self.role = said
        self.clause, self.open_set = [], None
        self.at = role.end()

    def _add(self, body: Body) -> None:
        self.clause.append(body.key)
        self.found[self.role].setdefault(body.key, body)

    def _provinces(self) -> bool:
        """các địa phương Bắc Ninh, Bình Dương → the provinces, where all are."""
        head = _PLACES.match(self.text, self.at, self.end)
        at, bodies = head.end() if head else self.at, []
        while head and (name := _PLACE.match(self.text, at, self.end)):
            body = self.place(" ".join(name["name"].split()))
            if body is None:
                break
            bodies.append(body)
            self_end = name.end()
            joint = _PLACE_JOINT.match(self.text, self_end, self.end)
            at = joint.end() if joint else self_end
            if joint is None:
                break
        if not bodies:
            return False
        for body in bodies:
            self._add(body)
        self.at, self.open_set = self_end, None
        return True

    def _body(self) -> bool:
        found = self.lists.one(self.at, self.end)
        if found is None:
            return False
        stop = self._tail(found)
        last = found.items[-1]
        for body in found.items[:-1]:
            self._add(body)
        words = " ".join(self.text[self.at : stop].split()).strip(" ,.")
        if not last.group and stop > found.end + 1 and _BARE_UNIT.fullmatch(self.text, self.at, found.end):
            return False  # "Ủy ban | công tác về …" is no "Ủy ban" for short
        over_places = _AT_PLACES.search(words, found.end - self.at) and not last.scope
        if not over_places and (behind := self._told(found.end)):
            self._add(last)
            self.at, self.open_set = behind, None
            return True
        if (last.group or over_places) and stop > found.end:
            last = self._limited(last, words)
            self._add(last)
            self.open_set = (self.at, last)
        elif last.entry or len(words.split()) > 1:
            self._add(last)
            self.open_set = None
        else:  # a lone "Bộ", cut off
            self.fragments.append(words)
        self.at = stop
        return True

    def _told(self, at: int) -> int:
        """Where the words end that tell what a body does, or in what it is meant ("đối với …"); 0 where none stand."""
        begin = at + len(self.text[at : self.end]) - len(self.text[at : self.end].lstrip(" "))
        if begin >= self.end or not self.text[begin].islower() or _ROLE.match(self.text, begin, self.end):
            return 0
        condition = _TOLD.match(self.text, begin, self.end) is not None
        if not condition and (
            _LIMITS.match(self.text, begin, self.end) or not self.verbs.begins_with_verb(begin, self.end)
        ):
            return 0
        point = _POINT.search(self.text, begin, self.end)
        stop = point.start() if point else self.end
        for comma in _COMMA.finditer(self.text, begin, stop):
            if self._begins_anew(comma.end(), stop, condition):
                return comma.start()
        return stop

    def _begins_anew(self, at: int, stop: int, condition: bool) -> bool:
        """Whether a body behind a comma is a further one of the cell, not one that the words before are about."""
        single = self.lists.index.at(at)
        if single is not None and single.body.entry:
            return condition or self.verbs.begins_with_verb(single.end, stop)
        return condition and _SOME.match(self.text, at, stop) is not None and self.lists.one(at, stop) is not None

    def _kin(self, words: str) -> Body | None:
        """Bộ Xây dựng, | Khoa học và Công nghệ: a body of the kind named before, its noun left out."""
        before = self.found[self.role].get(self.clause[-1]) if self.clause else None
        noun = before.name.split()[0] if before is not None and before.entry else ""
        if noun not in ("Bộ", "Sở", "Phòng", "Vụ") or not words[0].isupper():
            return None
        found = self.lists.begins(f"{noun} {words}")
        return (
            found.body if found is not None and found.body.entry and found.end == len(noun) + 1 + len(words) else None
        )

    def _limited(self, body: Body, words: str) -> Body:
        """The set with the words behind it that say which of them are meant."""
        named = self.lists.named(self.at, self.at + 1, group=True).items[0]
        key = f"nhom:{slug(words)}@{named.scope}"
        return replace(body, group=True, key=key, name=_as_set(words), written=words, entry="")

    def _tail(self, found: Bodies) -> int:
        """Where the words behind a body end that belong to it: at a separator, a bracket, a role or another body."""
        separator = _SEPARATOR.search(self.text, found.end, self.end)
        stop = separator.start() if separator else self.end
        if bracket := self.text.find("(", found.end, stop) + 1:
            stop = bracket - 1
        if units := _MORE_UNITS.match(self.text, stop, self.end) if found.items[-1].group else None:
            return units.end()
        for word in re.finditer(r"\S+", self.text[found.end : stop]):
            at = found.end + word.start()
            if word[0].lower() in ("và", "cùng", "hoặc") or _ROLE.match(self.text, at, self.end):
                return at
            if self.lists.one(at, self.end) is not None and not (word.start() > 1 and word[0].islower()):
                return at
        return stop

    def _unknown(self) -> None:
        """Words at which no known body begins: more of the set before, a set, a body by its name, or nothing."""
        separator = _SEPARATOR.search(self.text, self.at, self.end)
        stop = separator.start() if separator else self.end
        if bracket := self.text.find("(", self.at + 1, stop) + 1:
            stop = bracket - 1
        noun = self.lists.begins_set(self.at, stop)
        if units := _MORE_UNITS.match(self.text, stop, self.end) if noun else None:
            stop = units.end()
        words = " ".join(self.text[self.at : stop].split()).strip(" .:")
        begins = noun > 0 or _SOME.match(self.text, self.at, stop) is not None
        if self.open_set is not None and not begins:
            start, body = self.open_set
            whole = " ".join(self.text[start:stop].split())
            self.found[self.role][body.key] = replace(body, name=_as_set(whole), written=whole)
        elif not words or _NOBODY.fullmatch(words) or (begins and " " not in words):
            self.fragments.append(words)
        elif (kin := self._kin(words)) is not None:
            self._add(kin)
        elif begins and (not _UNIT.match(words) or not self.text[noun:stop].strip(" .:")):
            self._add(self.lists.named(self.at, stop, group=True).items[0])
        elif _NAME.match(words) and len(words.split()) <= 20:
            self._add(
                self.lists.named(self.at, self.at + len(self.text[self.at : stop].rstrip(" .:")), group=False).items[0]
            )
        else:
            self.fragments.append(words)
        self.at = stop


def _as_set(words: str) -> str:
    """The name of a set: "Các bộ" begins small."""
    return words[0].lower() + words[1:] if _SOME.match(words) else words
