"""Finding the bodies a text names: known names, patterns with their place or ministry, heads, and unlisted bodies.

One pass over the first words of names; at each, the longest name that can be a body wins, and nothing is found inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.claims import Body
from graph.registry.heads import HEAD_ALONE, capitalised, head_before
from graph.registry.model import BodyMatch, Context, Entry, Needs
from graph.registry.names import NameTrie, word_pattern
from graph.registry.naming import Namer, body_key
from graph.registry.places import KIND, lower
from graph.registry.tails import BARE_MINISTRY, COMMITTEE, Tail, Tails, Words
from graph.registry.unlisted import FIRST_WORDS, read_unlisted
from graph.text import slug

_OWNER_KINDS = frozenset({"ministry", "agency", "organ", "court", "party"})
_COMMITTEES = {"tinh-uy": ("Tỉnh ủy", "Thành ủy"), "huyen-uy": ("Huyện ủy", "Quận ủy", "Thị ủy", "Thành ủy")}
_FIELDS = ("Bộ ", "Sở ", "Phòng ", "Vụ ")  # behind these the field may stand as initials: Bộ TN&MT

# A head in lower case that is the second half of another word: "cơ sở Y tế", "đồng bộ", "cán bộ"
_HALVES = {
    "sở": ("cơ", "trụ"),
    "bộ": ("đồng", "cán", "toàn", "nội", "tiến", "cục", "trung", "bắc", "nam"),
    "hội": ("quốc", "xã", "đại"),
    "vụ": ("nhiệm", "dịch", "chức", "nghĩa", "nội"),
    "báo": ("công",),
    "thường": ("thư", "tịch"),  # "Phó Bí thư Thường trực Tỉnh ủy" is no "Thường trực Tỉnh ủy"
}
# before these "Bộ" is no ministry: "cơ quan ngang Bộ", "cấp Bộ", "Nam Bộ"
_NO_MINISTRY_AFTER = frozenset({"đảng", "nội", "cán", "ngang", "cấp", "liên", "nam", "bắc", "trung"})
# signing for another: "KT. BỘ TRƯỞNG"
_SIGNS_FOR = re.compile(r"\b(?:KT|TL|TUQ|K/T|T/L)\.?\s*$")
_INSIDE_SYMBOL = re.compile(r"(?:\d\S*[-/–]\s?|[/–-])$")
_PLURAL_BEFORE = re.compile(r"\b(?:các|những|mỗi|từng)\s+$")
_LONE_CENTRE = frozenset({"của", "cáo", "trình", "với", "do"})
_WORD_BEFORE = re.compile(r"(\w+)\s+$")
# names that only the text before completes
_WAITING = re.compile(
    r"(?:sở|ban\s+chỉ\s+đạo)\b(?=\s*(?:[,;:.)]|$)"
    r"|\s+(?:có|được|đã|sẽ|là|để|phải|cần|chủ|phối|làm|theo|thực|triển|xây|tham|trình|báo|tổ|yêu|đề|quy|và)\b)"
)
_COMMITTEE_BEFORE = re.compile(r"(?:tỉnh|thành|huyện|quận|thị)\s+ủy\s*(?:,|và|/)\s*$")
_AND = re.compile(r"\s*(?:,|và|-|/)\s*")
_ANYWHERE = Entry("", "", slot="place", levels=("province", "district", "commune"))
_NUMBER = re.compile(r"\s+số\s*:?\s*\d")
_CAPITAL_NEXT = re.compile(r"\s+[A-ZĐÀ-Ỹ]")


@dataclass(frozen=True, slots=True)
class _Candidate:
    end: int
    body: Body
    needs: Needs
    rank: int  # a written tail is the surest, then a body of the centre, then what the context completes


class BodyFinder:
    """Finds bodies; holds the trie of their names."""

    def __init__(self, namer: Namer) -> None:
        self._namer, self._entries = namer, namer.entries
        self._names, owners = NameTrie(), NameTrie()
        for entry in sorted(namer.entries.values(), key=lambda e: e.levels == ("district",)):  # provinces come first
            for name in _names(entry):
                _add(self._names, name, entry.id)
                if entry.kind in _OWNER_KINDS:
                    _add(owners, name, entry.id)
        self._tails = Tails(namer.places, owners)
        self._heads = word_pattern({*self._names.first_words, *FIRST_WORDS})

    def find(self, text: str, start: int, end: int, context: Context) -> list[BodyMatch]:
        """Every single body named in ``text[start:end]``, in order."""
        part = text[start:end]
        words = Words(part, lower(part))
        found = [self._with_head(words, m, context) for m in self._plain(words, context)]
        found = self._shared_places(words, found, context)
        return [replace(m, start=m.start + start, end=m.end + start) for m in found]

    def _shared_places(self, words: Words, found: list[BodyMatch], context: Context) -> list[BodyMatch]:
        """In "HĐND, UBND tỉnh Lạng Sơn" both are of the place that stands behind the last."""
        for i in range(len(found) - 2, -1, -1):
            left, right = found[i], found[i + 1]
            entry = self._entries.get(left.body.entry)
            if left.needs != "place" or entry is None or not _AND.fullmatch(words.low, left.end, right.start):
                continue
            scope = (
                right.body.scope if "@" in right.body.key and not KIND.search(words.low, left.start, left.end) else ""
            )
            if scope and self._namer.places.level_of(scope) in entry.levels:
                body = self._namer.local(entry, scope, context.on)
                found[i] = replace(left, body=replace(body, written=left.body.written, head=left.body.head), needs="")
        return found

    def _plain(self, words: Words, context: Context) -> Iterator[BodyMatch]:
        at = 0
        while hit := self._heads.search(words.low, at):
            begin = hit.start()
            best = None if self._is_half(words, begin, hit[0]) else self._at(words, begin, context)
            if best is None:
                at = hit.end()
                continue
            written = " ".join(words.text[begin : best.end].split())
            yield BodyMatch(begin, best.end, replace(best.body, written=written), best.needs)
            at = best.end

    def _at(self, words: Words, begin: int, context: Context) -> _Candidate | None:
        named = self._names.longest(words.text, words.low, begin)
        for end, ids in named:
            candidates = [c for i in ids if (c := self._candidate(words, begin, end, self._entries[i], context))]
            if candidates:
                best = max(candidates, key=lambda c: (c.rank, c.body.scope == context.place, c.end))  # else the first
                if any(c.isupper() for c in words.text[begin : best.end]):
                    return best
        if named and len(words.low[begin : named[0][0]].split()) > 2:
            return None  # the name of many: "Hội đồng nhân dân cấp xã"
        return self._bare(words, begin, context) or self._unlisted(words, begin, context)

    def _candidate(self, words: Words, begin: int, end: int, entry: Entry, context: Context) -> _Candidate | None:
        if entry.slot == "":
            return self._central(words, begin, end, entry)
        if entry.slot == "ministry":
            tail = self._tails.ministry(words, end, context)
            needs: Needs = "" if tail.scope else "ministry"
            body = self._namer.internal(entry, tail.scope)
        else:
            committee = COMMITTEE.search(words.low, begin, end) if entry.form in ("committee", "doan") else None
            tail = self._tails.place(words, end, entry, committee[1] if committee else "", context)
            if (tail.many and entry.form != "bare") or (
                committee and not tail.written and _committee_before(words, begin)
            ):
                return None
            needs = "" if tail.scope else "place"
            name = words.text[committee.start() : committee.end()].capitalize() if committee else ""
            body = self._namer.local(entry, tail.scope, context.on, tail.name, " ".join(name.split()))
            if entry.form == "committee" and not committee and not tail.scope:  # "Ban Thường vụ": of whichever level
                body = Body(slug(words.text[begin:end]), " ".join(words.text[begin:end].split()))
        if not tail.written and entry.tail != "optional":
            return None
        return _Candidate(tail.end, body, needs, 3 if tail.written else 1 if tail.scope else 0)

    def _central(self, words: Words, begin: int, end: int, entry: Entry) -> _Candidate | None:
        if words.text[begin:end].isupper() and end - begin <= 6 and _in_symbol(words, begin, end):
            return None
        if any(words.low.startswith(word, end + 1) for word in entry.not_before) and not _NUMBER.match(words.low, end):
            return None
        before = _word_before(words, begin)
        if before in entry.not_after or (entry.kind == "family" and before not in _LONE_CENTRE):
            return None
        if entry.kind == "unit":
            tail = self._tails.ministry(words, end, Context(ministry=entry.parent))
            end = tail.end if tail.written else end
        return _Candidate(end, self._namer.central(entry), "", 2)

    def _is_half(self, words: Words, begin: int, head: str) -> bool:
        """Whether the head noun is none of its own: half a word, part of a number, or what somebody signs for."""
        end = begin + len(head)
        capitals = words.text[begin:end].isupper()
        if capitals and (_in_symbol(words, begin, end) or _SIGNS_FOR.search(words.text, max(0, begin - 6), begin)):
            return True
        if words.text[begin].isupper() and not capitals and head != "thường":
            return False
        return _word_before(words, begin) in _HALVES.get(head, ())

    # --- Bộ, Sở, Bộ trưởng: the ministry or department last spoken of

    def _bare(self, words: Words, begin: int, context: Context) -> _Candidate | None:
        if not words.text[begin].isupper() or _PLURAL_BEFORE.search(words.low, max(0, begin - 10), begin):
            return None
        head = HEAD_ALONE.match(words.low, begin)
        if head:
            return self._ministry(head.end(), context, capitalised(words.text[begin : head.end()]))
        if waiting := _WAITING.match(words.low, begin):
            name = " ".join(words.text[begin : waiting.end()].split())
            return _Candidate(waiting.end(), Body(slug(name), name), "body", 0)
        bare = BARE_MINISTRY.match(words.low, begin)
        if not bare or _CAPITAL_NEXT.match(words.text, bare.end()) or _word_before(words, begin) in _NO_MINISTRY_AFTER:
            return None
        return self._ministry(bare.end(), context, "")

    def _ministry(self, end: int, context: Context, head: str) -> _Candidate:
        entry = self._entries.get(context.ministry)
        body = self._namer.central(entry) if entry else Body("bo", "Bộ")
        return _Candidate(end, replace(body, head=head), "" if entry else "ministry", 1)

    # --- bodies of no list

    def _unlisted(self, words: Words, begin: int, context: Context) -> _Candidate | None:
        found = read_unlisted(words, begin)
        if found is None:
            return None
        owner = self._tails.ministry(words, found.end, context)
        if owner.written or found.head == "vụ":
            return self._owned(found.name, owner)
        place = self._tails.place(words, found.end, _ANYWHERE, "", context)
        if not place.written:
            return _Candidate(found.end, Body(slug(found.name), found.name), "", 0)
        written = " ".join(words.text[found.end : place.end].split())
        return self._placed(f"{found.name} {written}", found.name, place, words.low[found.end : place.end])

    def _owned(self, name: str, tail: Tail) -> _Candidate:
        owner = self._entries.get(tail.scope)
        body = Body(body_key(slug(name), tail.scope), f"{name} {owner.name}" if owner else name, scope=tail.scope)
        return _Candidate(tail.end, body, "" if owner else "ministry", 0)

    def _placed(self, full: str, name: str, tail: Tail, written: str) -> _Candidate:
        """ "Trung tâm Công nghệ thông tin tỉnh Lạng Sơn" lies in a place; "Đại học Bách khoa Hà Nội" is a name."""
        if not KIND.search(written):
            return _Candidate(tail.end, Body(slug(full), full), "", 0)
        body = Body(body_key(slug(name), tail.scope), full if tail.scope else name, scope=tail.scope)
        return _Candidate(tail.end, body, "" if tail.scope else "place", 0)

    # --- Giám đốc Sở Nội vụ: the body through its head

    def _with_head(self, words: Words, match: BodyMatch, context: Context) -> BodyMatch:
        head = head_before(words, match.start)
        if head is None:
            return match
        written = " ".join(words.text[head[0] : match.end].split())
        return replace(match, start=head[0], body=replace(match.body, head=head[1], written=written))


def _names(entry: Entry) -> list[str]:
    """All names of an entry as people write them."""
    names = []
    for name in dict.fromkeys((entry.name, *entry.aliases)):
        if "{committee}" in name:
            family = "huyen-uy" if entry.id.endswith("huyen-uy") else "tinh-uy"
            names += [name.replace("{committee}", word) for word in _COMMITTEES[family]]
        else:
            names.append(name)
    return names


def _add(trie: NameTrie, name: str, payload: str) -> None:
    trie.add(name, payload, initials_after=1 if name.startswith(_FIELDS) and len(name.split()) > 2 else 0)


def _in_symbol(words: Words, begin: int, end: int) -> bool:
    """Whether an abbreviation is part of a document number: 15/KH-UBND, 3954/UBND-VX."""
    return bool(_INSIDE_SYMBOL.search(words.text, max(0, begin - 16), begin)) or words.text[end : end + 1] in ("/", "-")


def _committee_before(words: Words, begin: int) -> bool:
    """Whether the committee is one of many: "Tỉnh ủy, Thành ủy"."""
    return bool(_COMMITTEE_BEFORE.search(words.low, max(0, begin - 14), begin))


def _word_before(words: Words, begin: int) -> str:
    found = _WORD_BEFORE.search(words.low, max(0, begin - 14), begin)
    return found[1] if found else ""
