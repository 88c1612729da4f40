"""Finding the bodies a text names: known names, patterns with their place or ministry, heads, and unlisted bodies.

One pass over the first words of names; at each, the longest name that can be a body wins, and nothing is found inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.claims import Body
from graph.registry.heads import HEAD_ALONE, head_before
from graph.registry.model import BodyMatch, Context, Entry, Needs
from graph.registry.names import NameTrie, word_pattern
from graph.registry.naming import Namer, body_key
from graph.registry.places import lower
from graph.registry.tails import BARE_MINISTRY, COMMITTEE, Tails, Words
from graph.registry.unlisted import FIRST_WORDS, NATIONAL, read_unlisted
from graph.text import slug

_OWNER_KINDS = frozenset({"ministry", "agency", "organ", "court"})
_COMMITTEES = {"tinh-uy": ("Tỉnh ủy", "Thành ủy"), "huyen-uy": ("Huyện ủy", "Quận ủy", "Thị ủy", "Thành ủy")}
_FIELDS = ("Bộ ", "Sở ", "Phòng ", "Vụ ")  # behind these the field may stand as initials: Bộ TN&MT

# A head in lower case that is the second half of another word: "cơ sở Y tế", "đồng bộ", "cán bộ"
_HALVES = {
    "sở": ("cơ", "trụ"),
    "bộ": ("đồng", "cán", "toàn", "nội", "tiến", "cục", "trung", "bắc", "nam"),
    "hội": ("quốc", "xã", "đại"),
}
_INSIDE_SYMBOL = re.compile(r"(?:\d\S*[-/–]\s?|[/–-])$")
_PLURAL_BEFORE = re.compile(r"\b(?:các|những|mỗi|từng)\s+$")
_LONE_CENTRE = frozenset({"của", "cáo", "trình", "với", "do"})
_WORD_BEFORE = re.compile(r"(\w+)\s+$")
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
        for entry in namer.entries.values():
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
        return [replace(m, start=m.start + start, end=m.end + start) for m in found]

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
        for end, ids in self._names.longest(words.text, words.low, begin):
            candidates = [c for i in ids if (c := self._candidate(words, begin, end, self._entries[i], context))]
            if candidates:
                best = max(candidates, key=lambda c: (c.rank, c.end))
                if any(c.isupper() for c in words.text[begin : best.end]):
                    return best
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
            if tail.many and entry.form != "bare":
                return None
            needs = "" if tail.scope else "place"
            name = words.text[committee.start() : committee.end()].capitalize() if committee else ""
            body = self._namer.local(entry, tail.scope, context.on, tail.name, " ".join(name.split()))
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
        return _Candidate(end, self._namer.central(entry), "", 2)

    def _is_half(self, words: Words, begin: int, head: str) -> bool:
        if words.text[begin].isupper():
            return (
                words.text[begin : begin + len(head)].isupper()
                and len(head) > 1
                and _in_symbol(words, begin, begin + len(head))
            )
        return _word_before(words, begin) in _HALVES.get(head, ())

    # --- Bộ, Sở, Bộ trưởng: the ministry or department last spoken of

    def _bare(self, words: Words, begin: int, context: Context) -> _Candidate | None:
        if not words.text[begin].isupper() or _PLURAL_BEFORE.search(words.low, max(0, begin - 10), begin):
            return None
        head = HEAD_ALONE.match(words.low, begin)
        if head:
            return self._ministry(head.end(), context, " ".join(words.text[begin : head.end()].split()))
        bare = BARE_MINISTRY.match(words.low, begin)
        if (
            bare
            and not _CAPITAL_NEXT.match(words.text, bare.end())
            and _word_before(words, begin) not in ("đảng", "nội", "cán")
        ):
            return self._ministry(bare.end(), context, "")
        return None

    def _ministry(self, end: int, context: Context, head: str) -> _Candidate:
        entry = self._entries.get(context.ministry)
        body = self._namer.central(entry) if entry else Body("bo", "Bộ")
        return _Candidate(end, replace(body, head=head), "" if entry else "ministry", 1)

    # --- bodies of no list

    def _unlisted(self, words: Words, begin: int, context: Context) -> _Candidate | None:
        found = read_unlisted(words, begin, len(words.text))
        if found is None:
            return None
        tail = self._tails.ministry(words, found.end, context)
        if tail.written:
            owner = self._entries.get(tail.scope)
            name = f"{found.name} {owner.name}" if owner else found.name
            key = body_key(slug(found.name), tail.scope)
            return _Candidate(tail.end, Body(key, name, scope=tail.scope), "" if owner else "ministry", 0)
        if found.head == "vụ":
            owner = self._entries.get(context.ministry)
            name = f"{found.name} {owner.name}" if owner else found.name
            return _Candidate(found.end, Body(body_key(slug(found.name), context.ministry), name, scope=context.ministry),
                              "" if owner else "ministry", 0)  # fmt: skip
        return self._unlisted_at_place(words, found.end, found.name, found.head, context)

    def _unlisted_at_place(self, words: Words, end: int, name: str, head: str, context: Context) -> _Candidate:
        place = Entry("", name, slot="place", levels=("province", "district", "commune"), form="unit")
        tail = self._tails.place(words, end, place, "", context)
        if tail.written and tail.scope:
            body = self._namer.local(place, tail.scope, context.on, tail.name)
            return _Candidate(tail.end, replace(body, key=body_key(slug(name), tail.scope)), "", 0)
        needs: Needs = "" if head in NATIONAL or not tail.written else "place"
        return _Candidate(tail.end if tail.written else end, Body(slug(name), name), needs, 0)

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


def _word_before(words: Words, begin: int) -> str:
    found = _WORD_BEFORE.search(words.low, max(0, begin - 14), begin)
    return found[1] if found else ""
