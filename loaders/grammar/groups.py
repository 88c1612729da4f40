"""Lists of bodies and named sets of bodies (domain.md § 7.2).

A set ("các sở, ban, ngành", "Thủ trưởng các đơn vị trực thuộc Bộ") is one subject; a list of bodies is several. Single bodies come
from the registry (``BodyIndex``); here they are put together with commas and "và", and sets are recognised by their nouns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graph.claims import Body
from graph.registry import BodyMatch
from graph.text import slug
from loaders.grammar.duty_words import ADVERB, CIRCUMSTANCE, MODAL, ROLE, TASK
from loaders.grammar.group_words import (
    ALL_PLACES,
    AND,
    BEGINS_SET,
    BELONGING,
    BELONGS_ALONE,
    BELONGS_WORDS,
    BREAK,
    COMMITTEES,
    ELLIPTIC,
    ELLIPTIC_JOINT,
    FIRST_WORD,
    HEAD,
    HOLDER,
    LED,
    LOCAL,
    LONG,
    MEMBER,
    MINISTERS,
    MODIFIERS,
    NAMED_PLACES,
    NEXT_WORD,
    NO_DESCRIPTION,
    NOUN,
    NOUN_JOINT,
    OPENS_SET,
    OVER_PLACES,
    OWNED,
    PERSON,
    PLACE_NAME,
    PLACED,
    QUANTITY,
)
from loaders.grammar.mentions import BodyIndex
from loaders.grammar.set_kinds import class_of
from loaders.grammar.set_names import SetNames

#: No name of a ministry or department is longer, in characters.
LONGEST_NAME = 90


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of a list and where it stands."""

    items: tuple[Body, ...]
    start: int
    end: int
    named: bool = False  # a personal name follows the last body


# (trình) cấp | có thẩm quyền: whoever it is that decides
_COMPETENT = re.compile(r"\s+có\s+thẩm\s+quyền(?!\w)")


class BodyLists:
    """Reads lists of bodies in one text. ``scope`` is the key of the body or place the text speaks for ("" where none)."""

    def __init__(self, text: str, index: BodyIndex, scope: str, find: Callable[[str], Sequence[BodyMatch]]) -> None:
        self.text, self.index, self.scope, self.find = text, index, scope, find
        self._sets = SetNames(text, index, scope)
        self._followed_by_name = False
        self._bare = self._apart = False
        self._read: dict[tuple[int, int, bool], Bodies | None] = {}  # one place is asked for by several rules

    def one(self, start: int, end: int) -> Bodies | None:
        """The one body or set that begins at ``start`` of a table cell: sets stand there without "các", and what is no
        office ("doanh nghiệp", "cơ sở y tế") makes a set of its own beside offices."""
        self._bare = self._apart = True
        element = self._element(start, end, first=True)
        self._apart = False
        return Bodies(tuple(element[0]), start, element[1]) if element else None

    def begins_set(self, start: int, end: int) -> int:
        """Where the noun of sets that stands at ``start`` ends, whatever may follow it; 0 without one."""
        found = NOUN.match(self.text, start, end)
        return found.end() if found else 0

    def at(self, start: int, end: int, *, bare: bool = False) -> Bodies | None:
        """The list that begins at ``start``, or None where no body stands there. ``bare`` takes sets without "các" ("cơ quan, tổ chức")."""
        place = start, end, bare
        if place not in self._read:
            self._read[place] = self._at(start, end, bare=bare)
        return self._read[place]

    def _at(self, start: int, end: int, *, bare: bool) -> Bodies | None:
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
            joint = AND.match(self.text, last, end)
            if joint is None:
                break
            at = joint.end()
        if not items:
            return None
        return Bodies(tuple(items.values()), start, last, self._followed_by_name)

    def listed(self, start: int, end: int) -> Bodies | None:
        """All of ``[start, end)`` as one list: a member that nobody knows is a body by its words. None where the words
        are no list of bodies."""
        items: dict[str, Body] = {}
        at = start
        while at < end:
            element = self._element(at, end, first=not items)
            stop = element[1] if element is not None else at
            joint = AND.match(self.text, stop, end) if stop < end else None
            if element is None or (joint is None and stop < end):
                far = AND.search(self.text, at, end)
                stop = far.start() if far else end
                if not MEMBER.match(self.text, at, stop):
                    return None
                group = QUANTITY.match(self.text, at, stop) or NOUN.match(self.text, at, stop)
                element, joint = (list(self.named(at, stop, group=group is not None).items), stop), far
            for body in element[0]:
                items.setdefault(body.key, body)
            at = joint.end() if joint else end
        return Bodies(tuple(items.values()), start, end) if items else None

    def named(self, start: int, end: int, *, group: bool) -> Bodies:
        """A body by its words alone, known to nobody else: one of the text's own scope."""
        words = re.sub(r"\s+", " ", self.text[start:end])
        if group:
            return Bodies((self._sets.of(start, end, base=""),), start, end)
        return Bodies(
            (Body(f"{slug(words)}@{self.scope}" if self.scope else slug(words), words, words, scope=self.scope),),
            start,
            end,
        )

    def _element(self, at: int, end: int, *, first: bool) -> tuple[list[Body], int] | None:
        single = self.index.at(at)
        if single is None:
            word = FIRST_WORD.match(self.text, at, end)
            if word is None or word.group().lower() not in BEGINS_SET:
                return None
        if holder := HOLDER.match(self.text, at, end):
            at = holder.end()
            single = self.index.at(at)
        if elliptic := self._elliptic(at, end):
            return elliptic
        if general := self._places(at, end) or self._general(at, end):
            return general
        single = self.index.at(at)
        if single is not None and self._apart and self._is_lone_noun(single, end):
            single = None
        if single is not None:
            over = OVER_PLACES.match(self.text, single.end, end)
            if (
                over
                and not self._is_named_place(single, over)
                and not (over[0].lstrip()[0] == "," and not single.needs)
            ):
                return [self._sets.of(at, over.end(), base=single.body.key.split("@")[0])], over.end()
            if HEAD.match(self.text, at) and not single.body.head and "các" in self.text[at : single.end]:
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
        joint = NOUN_JOINT.match(self.text, single.end, end)
        return (
            joint is not None
            and " " not in self.text[single.start : single.end].strip()
            and NOUN.match(self.text, joint.end(), end) is not None
            and self.text[joint.end()].islower()
        )

    def _is_named_place(self, single: BodyMatch, over: re.Match[str]) -> bool:
        return (
            over.group().strip().startswith(",")
            and "@" in single.body.key
            and not re.match(r"\s*,\s*(?:thành phố|Thành ủy|huyện|xã)", over.group())
        )

    def _person(self, at: int, end: int) -> int:
        found = PERSON.match(self.text, at, end)
        self._followed_by_name = found is not None
        return found.end() if found else at

    def _general(self, at: int, end: int) -> tuple[list[Body], int] | None:
        """A local body with its places left general: one set."""
        committees = COMMITTEES.match(self.text, at, end)
        if committees and (committees["many"] or committees["more"]):
            return [
                self._sets.of(
                    at,
                    committees.end(),
                    base="ban-thuong-vu-tinh-uy" if "hường" in (committees["head"] or "") else "tinh-uy",
                )
            ], committees.end()
        if ministers := MINISTERS.match(self.text, at, end):
            return [self._sets.of(at, ministers.end(), base="bo-truong")], ministers.end()
        local = LOCAL.match(self.text, at, end)
        over = OVER_PLACES.match(self.text, local.end(), end) if local else None
        if local is None or over is None or over.group().lstrip().startswith(","):
            return None
        stop = self._modifiers(over.end(), end)
        return [self._sets.of(at, stop, base=slug(LONG.get(local["base"], local["base"])))], stop

    def _elliptic(self, at: int, end: int) -> tuple[list[Body], int] | None:
        """Các sở: Y tế, Nội vụ, Công Thương → three bodies; so "Giám đốc các Sở: …" through their heads."""
        through = HEAD.match(self.text, at, end)
        found = ELLIPTIC.match(self.text, through.end() if through else at, end)
        if found is None:
            return None
        bodies: list[Body] = []
        head, place, last = found["head"].capitalize(), found.end(), at
        while completed := self._completed(head, place, end):
            body, last = completed
            bodies.append(replace(body, head=through.group().strip()) if through else body)
            joint = ELLIPTIC_JOINT.match(self.text, last, end)
            if joint is None:
                break
            place = joint.end()
        if found["colon"] is None and (len(bodies) < 2 or OVER_PLACES.match(self.text, last, end)):
            return None  # "các Sở Tài nguyên và Môi trường các tỉnh" is a set
        return (bodies, last) if bodies else None

    def _completed(self, head: str, at: int, end: int) -> tuple[Body, int] | None:
        """The body whose name goes on at ``at`` behind the head the list shares, and its end: the longest known one."""
        stop = self.text.find("\n", at, min(end, at + LONGEST_NAME))
        words = self.text[at : stop if stop >= 0 else min(end, at + LONGEST_NAME)]
        found = self.begins(f"{head} {words}")
        if found is None or not found.body.entry or found.end <= len(head) + 1:
            return None
        return found.body, at + found.end - len(head) - 1

    def begins(self, words: str) -> BodyMatch | None:
        """The body that ``words`` begin with."""
        found = self.find(words)
        return found[0] if found and found[0].start == 0 else None

    def _places(self, at: int, end: int) -> tuple[list[Body], int] | None:
        """UBND các huyện Chi Lăng, Hữu Lũng → two bodies."""
        local = LOCAL.match(self.text, at, end)
        over = NAMED_PLACES.match(self.text, local.end(), end) if local else None
        if local is None or over is None:
            return None
        names = list(PLACE_NAME.finditer(self.text, over.start("names"), over.end("names")))
        found = [self.begins(f"{local.group()} {over['level']} {name.group()}") for name in names]
        known = [match.body for match in found if match is not None and match.body.entry]
        return (known, over.end()) if len(known) == len(names) > 1 else None

    def _group(self, at: int, end: int) -> tuple[list[Body], int] | None:
        """A set: [head] [các] noun {, noun} modifiers."""
        head = HEAD.match(self.text, at, end)
        place = head.end() if head else at
        quantity = QUANTITY.match(self.text, place, end)
        place = quantity.end() if quantity else place
        noun = NOUN.match(self.text, place, end)
        single = self.index.at(place)
        if single is not None and self._apart and self._is_lone_noun(single, end):
            single = None
        base = ""
        if single is not None and (head or quantity) and not (noun and noun.end() > single.end):
            base = single.body.key.split("@")[0]
            place = single.end
            over = OVER_PLACES.match(self.text, place, end)
            place = over.end() if over else place
            if quantity is None and over is None:
                return None
        else:
            if noun is None or not (quantity or head or self._closed_set(place, noun)):
                return None
            place = self._nouns(noun, end)
            if " ".join(noun.group().lower().split()) in OWNED and (owner := self.index.at(place + 1)):
                place = owner.end
        place = self._modifiers(place, end)
        if quantity and not base:
            place = self._described(place, end)
        return [self._sets.of(at, place, base=base)], place

    def _described(self, at: int, end: int) -> int:
        """Behind words that say which of many: "các doanh nghiệp | viễn thông trên địa bàn tỉnh"; ``at`` where none do.

        They end at a comma or a verb of duty, and hold none; what holds more than nine words is no description.
        """
        place = at
        for _ in range(10):
            word = NEXT_WORD.match(self.text, place, end)
            if word is None:
                return place if BREAK.match(self.text, place, end) else at
            if NO_DESCRIPTION.match(self.text, word.start(1), end):
                return at
            if self.index.at(word.start(1)) is not None or LOCAL.match(self.text, word.start(1), end):
                return at
            if any(p.match(self.text, word.start(1), end) for p in (TASK, ROLE, MODAL, ADVERB, CIRCUMSTANCE)):
                return place
            place = word.end()
        return at

    def _closed_set(self, place: int, noun: re.Match[str]) -> bool:
        """Nouns that name a set without "các": "Cơ sở khám bệnh, chữa bệnh", "chính quyền địa phương các cấp", "cơ quan ngang bộ"."""
        word = re.sub(r"\s+", " ", noun.group().lower())
        joined = NOUN_JOINT.match(self.text, noun.end())
        if joined and (self._bare or (word in OPENS_SET and NOUN.match(self.text, joined.end()))):
            return True
        if word == "cấp" and _COMPETENT.match(self.text, noun.end()):
            return True
        if re.match(r"\s*(?:này|đó|là|được)\b", self.text[noun.end() : noun.end() + 8]):
            return False
        if (
            word
            in (
                "cấp ủy",
                "chính quyền",
                "chính quyền địa phương",
                "cấp ủy đảng",
                "địa phương",
                "tỉnh ủy",
                "thành ủy",
                "trưởng thôn",
                "thôn trưởng",
            )
            or len(word.split()) >= 3
        ):
            return True
        return bool(MODIFIERS.match(self.text, noun.end()) or BELONGING.match(self.text, noun.end())) and word not in (
            "báo chí",
            "báo",
            "đài",
            "hội",
            "ban",
            "bộ",
            "sở",
            "cấp",
            "tỉnh",
            "xã",
            "trung tâm",
            "viện",
        )

    def _nouns(self, first: re.Match[str], end: int) -> int:
        """Further nouns of the same set, up to the next "các" or head."""
        at = self._modifiers(first.end(), end)
        while joint := NOUN_JOINT.match(self.text, at, end):
            if self.index.at(joint.end()) is not None or QUANTITY.match(self.text, joint.end(), end):
                break
            led = LED.match(self.text, joint.end(), end)
            noun = NOUN.match(self.text, led.end() if led else joint.end(), end)
            if noun is None or (self._apart and class_of(noun) != class_of(first)):
                break
            at = self._modifiers(noun.end(), end)
        return at

    def _modifiers(self, at: int, end: int) -> int:
        for _ in range(4):
            if found := PLACED.match(self.text, at, end) or MODIFIERS.match(self.text, at, end):
                at = found.end()
            elif (owner := BELONGING.match(self.text, at, end)) and (stop := self._owner_end(owner.end(), end)):
                at = stop
            elif over := ALL_PLACES.match(self.text, at, end) or BELONGS_ALONE.match(self.text, at, end):
                at = over.end()
            else:
                break
        return at

    def _owner_end(self, at: int, end: int) -> int:
        if single := self.index.at(at):
            return single.end
        found = BELONGS_WORDS.match(self.text, at, end) or NOUN.match(self.text, at, end)
        return found.end() if found and not TASK.match(found.group()) else 0  # "tổ chức" is a verb as well
