"""Finding the bodies a text names: known names, patterns with their place or ministry, heads, and unlisted bodies.

One pass over the first words of names; at each, the longest name that can be a body wins, and nothing is found inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal, NamedTuple

from graph.claims import Body
from graph.registry.heads import HEAD_ALONE, capitalised, head_before
from graph.registry.model import BodyMatch, Context, Entry, Needs
from graph.registry.names import NameTrie, lower
from graph.registry.naming import Namer, body_key
from graph.registry.surroundings import committee_before, in_symbol, is_part, is_plural, no_ministry_after, word_before
from graph.registry.tails import COMMITTEE, Tail, Tails, Words, bare_ministry
from graph.registry.units import KIND, KIND_WORD
from graph.registry.unlisted import FIRST_WORDS, read_unlisted
from graph.registry.unlisted_words import HEADS
from graph.text import any_phrase, slug

_OWNER_KINDS = frozenset({"ministry", "agency", "organ", "court", "party"})
_COMMITTEES = {"tinh-uy": ("Tỉnh ủy", "Thành ủy"), "huyen-uy": ("Huyện ủy", "Quận ủy", "Thị ủy", "Thành ủy")}
_FIELDS = ("Bộ ", "Sở ", "Phòng ", "Vụ ")  # behind these the field may stand as initials: Bộ TN&MT

_LONE_CENTRE = frozenset({"của", "cáo", "trình", "với", "do"})
# names that only the text before completes
_WAITING = re.compile(
    r"(?:sở(?!\s*,\s*(?:ban|ngành|phòng|đoàn|ubnd)\b)|ban\s+chỉ\s+đạo)\b(?=\s*(?:[,;:.)]|$)"
    r"|\s+(?:có|được|đã|sẽ|là|để|phải|cần|chủ|phối|làm|theo|thực|triển|xây|tham|trình|báo|tổ|yêu|đề|quy|và)\b)"
)
_MANY: Final = "many"  # in place of what a name lacks: it names no single body
_NOBODY = Body("", "")
_ENDS_IN_UNIT = re.compile(rf"\b{KIND_WORD}$")
#: Bodies of one word, or begun so, that neither names nor head nouns hold.
_ALONE = ("bộ", "sở", "thứ trưởng", "ban chỉ đạo")
#: More than what may stand between two words of a name: what is let through here is read with care later.
_SEPARATOR = r"[\s,&./–-]+(?:và\b[\s,&./–-]*)?"
_AND = re.compile(r"\s*(?:,|và|-|/)\s*")
_ANYWHERE = Entry("", "", slot="place", levels=("province", "district", "commune"))
_PROVINCIAL = Entry("", "", slot="place", levels=("province",))
_REGION = re.compile(r"\s+khu\s+vực\s+([ivx]+|\d{1,2})\b")
_BRANCH = re.compile(r"\s+(?:-\s+)?chi\s+nhánh(?=\s)")
_NUMBER = re.compile(r"\s+số\s*:?\s*\d")


class _Candidate(NamedTuple):
    end: int
    body: Body
    needs: Needs | Literal["many"]
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
        self._heads = _first_words(self._names)

    def find(self, text: str, start: int, end: int, context: Context) -> list[BodyMatch]:
        """Every single body named in ``text[start:end]``, in order."""
        part = text[start:end]
        words = Words(part, lower(part))
        found = [self._with_head(words, m, context) for m in self._plain(words, context)]
        found = self._shared_places(words, found, context)
        return [BodyMatch(m.start + start, m.end + start, m.body, m.needs) for m in found] if start else found

    def _shared_places(self, words: Words, found: list[BodyMatch], context: Context) -> list[BodyMatch]:
        """In "HĐND, UBND tỉnh Lạng Sơn" both are of the place that stands behind the last."""
        for i in range(len(found) - 2, -1, -1):
            left, right = found[i], found[i + 1]
            entry = self._entries.get(left.body.entry)
            if left.needs != "place" or entry is None or not _AND.fullmatch(words.low, left.end, right.start):
                continue
            own_place = _ENDS_IN_UNIT.search(words.low, left.start, left.end) or "@" not in right.body.key
            scope = "" if own_place else right.body.scope
            if scope and self._namer.places.level_of(scope) in entry.levels:
                body = self._namer.local(entry, scope, context.on)
                found[i] = replace(left, body=replace(body, written=left.body.written, head=left.body.head), needs="")
        return found

    def _plain(self, words: Words, context: Context) -> Iterator[BodyMatch]:
        at = 0
        while hit := self._heads.search(words.low, at):
            begin = hit.start()
            best = self._at(words, hit, context)
            if best is None or best.needs == _MANY:
                at = best.end if best else hit.end()
                continue
            body, end = self._branch(words, best, context)
            written = _plain(words.text[begin:end])
            yield BodyMatch(begin, end, _as_written(body, written), best.needs)
            at = end

    def _branch(self, words: Words, whole: _Candidate, context: Context) -> tuple[Body, int]:
        """The branch that the words behind a central body name ("Kho bạc Nhà nước khu vực XV", "… chi nhánh tỉnh"), and
        its end; the body itself where none is named."""
        body, end = whole.body, whole.end
        if whole.rank != 2 or whole.needs:
            return body, end
        if region := _REGION.match(words.low, end):
            name = f"{body.name} khu vực {words.text[region.start(1) : region.end(1)]}"
            return Body(slug(name), name), region.end()
        branch = _BRANCH.match(words.low, end)
        place = self._tails.place(words, branch.end(), _PROVINCIAL, "", context) if branch else None
        if place is None or not place.written or not place.scope:
            return body, end
        name = f"{body.name} chi nhánh {self._namer.places.full_name(place.scope, context.on)}"
        return Body(body_key(f"{body.key}-chi-nhanh", place.scope), name), place.end

    def _at(self, words: Words, hit: re.Match[str], context: Context) -> _Candidate | None:
        begin = hit.start()
        named = self._names.going_on(hit[0], words.text, words.low, hit.end())
        capital = words.text[begin].isupper()
        if not (named or capital) or is_part(words, begin, hit[0]):
            return None
        for end, ids in named:
            candidates = [c for i in ids if (c := self._candidate(words, begin, end, self._entries[i], context))]
            if candidates:
                best = max(candidates, key=lambda c: (c.rank, c.body.scope == context.place, c.end))  # else the first
                if not words.text[begin : best.end].islower():
                    return best
            if len(words.low[begin:end].split()) > 2:
                return _Candidate(end, _NOBODY, _MANY, 0)  # the name of many: "Hội đồng nhân dân cấp xã"
        return (self._bare(words, begin, context) or self._unlisted(words, begin, context)) if capital else None

    def _candidate(self, words: Words, begin: int, end: int, entry: Entry, context: Context) -> _Candidate | None:
        if entry.capital and words.text[begin + 1 : end].islower():
            return None
        if entry.slot == "":
            return self._central(words, begin, end, entry)
        if entry.slot == "place":
            return self._local(words, begin, end, entry, context)
        tail = self._tails.ministry(words, end, context)
        if not tail.written and entry.tail != "optional":
            return None
        return _Candidate(
            tail.end, self._namer.internal(entry, tail.scope), "" if tail.scope else "ministry", _rank(tail)
        )

    def _local(self, words: Words, begin: int, end: int, entry: Entry, context: Context) -> _Candidate | None:
        committee = COMMITTEE.search(words.low, begin, end) if entry.form in ("committee", "doan") else None
        tail = self._tails.place(words, end, entry, committee[1] if committee else "", context)
        if tail.many and entry.form != "bare":
            return None
        listed = committee is not None and committee.start() == begin and committee_before(words, begin)
        if not tail.written and (entry.tail != "optional" or listed):
            return None
        if entry.form == "committee" and not committee and not tail.scope:  # "Ban Thường vụ": of whichever level
            name = entry.name.removesuffix(" {committee}")
            return _Candidate(tail.end, Body(slug(name), name), "place", _rank(tail))
        written = _plain(words.text[committee.start() : committee.end()]).capitalize() if committee else ""
        place_name = tail.name or (context.place_name if tail.scope == context.place else "")
        if tail.written and not tail.scope and not place_name:  # "UBND xã" of no place in particular
            place_name = _plain(words.low[end : tail.end])
        body = self._namer.local(entry, tail.scope, context.on, place_name, written)
        return _Candidate(tail.end, body, "" if tail.scope else "place", _rank(tail))

    def _central(self, words: Words, begin: int, end: int, entry: Entry) -> _Candidate | None:
        if words.text[begin:end].isupper() and end - begin <= 6 and in_symbol(words, begin, end):
            return None
        if any(words.low.startswith(word, end + 1) for word in entry.not_before) and not _NUMBER.match(words.low, end):
            return None
        before = word_before(words, begin)
        if before in entry.not_after or (entry.kind == "family" and before not in _LONE_CENTRE):
            return None
        if entry.kind == "unit":
            tail = self._tails.ministry(words, end, Context(ministry=entry.parent))
            end = tail.end if tail.written else end
        return _Candidate(end, self._namer.central(entry), "", 2)

    # --- Bộ, Sở, Bộ trưởng: the ministry or department last spoken of

    def _bare(self, words: Words, begin: int, context: Context) -> _Candidate | None:
        if is_plural(words, begin):
            return None
        head = HEAD_ALONE.match(words.low, begin)
        if head:
            return self._ministry(head.end(), context, capitalised(words.text[begin : head.end()]))
        if waiting := _WAITING.match(words.low, begin):
            name = _plain(words.text[begin : waiting.end()])
            return _Candidate(waiting.end(), Body(slug(name), name), "body", 0)
        end = bare_ministry(words, begin)
        return self._ministry(end, context, "") if end and not no_ministry_after(words, begin) else None

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
            home = "" if found.national else context.ministry or self._namer.places.province_of(context.place)
            return _Candidate(found.end, Body(body_key(slug(found.name), home), found.name, scope=home), "", 0)
        written = _plain(words.text[found.end : place.end])
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
        return BodyMatch(head[0], match.end, _as_written(match.body, written, head[1]), match.needs)


def _as_written(body: Body, written: str, head: str = "") -> Body:
    return Body(body.key, body.name, written, body.group, body.scope, head or body.head, body.entry)


def _first_words(names: NameTrie) -> re.Pattern[str]:
    """The first words of bodies. Most ("công", "cơ", "chính") are so only before another ("công ty"): left out else."""
    heads = dict.fromkeys((*HEADS, *_ALONE))
    following: dict[str, frozenset[str]] = {}
    for first in {*names.first_words, *FIRST_WORDS}:
        of_heads = {head.split()[1] if " " in head else "" for head in heads if head.split()[0] == first}
        of_names = names.second_words(first)
        alone = "" in of_heads or (first in names.first_words and not of_names)
        following[first] = frozenset() if alone else of_names | of_heads
    behind = {
        first: rf"(?={_SEPARATOR}(?:{'|'.join(sorted(map(re.escape, seconds)))})\b)"
        for first, seconds in following.items()
        if seconds
    }
    return re.compile(rf"{any_phrase(following, behind=behind)}\b")


def _rank(tail: Tail) -> int:
    return 3 if tail.written else 1 if tail.scope else 0


def _plain(written: str) -> str:
    return " ".join(written.split())


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
