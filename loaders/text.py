"""Source texts: what lay in a file, decoded, and the cleaned text the grammar reads, with the way back.

The grammar sees one orthography: NFC, tone marks in the modern place ("hòa", "ủy"), look-alike letters replaced, every
space a plain one, dashes plain, nothing invisible. Each character of the clean text knows where it stands in the
source.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import overload

from graph.claims import Span
from graph.text import modern_tones
from loaders.extracted import Box, Doubt, Table
from loaders.glued import glued

#: Characters that carry nothing: zero-width, soft hyphen, byte-order mark, direction marks (domain.md § 8.9).
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"

#: One-to-one replacements: spaces, dashes, quotes, look-alike letters (domain.md § 8.3, 8.4, 8.9, 8.10).
_REPLACED = {
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007", " "),
    **dict.fromkeys("\u2008\u2009\u200a\u202f\u205f\u3000\t\r\v\f", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    **dict.fromkeys("\u2022\u25cf\u25aa\u00b7\u0387\u2023\u25e6\uf0b7\uf02d\uf0a7\uf076\uf0d8", "•"),
    "Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "ƣ": "ư", "Ƣ": "Ư",
    # Cyrillic and phonetic letters that republished pages use against copying
    "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "ѕ": "s", "і": "i", "ј": "j", "ᴠ": "v",
    "ɡ": "g", "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P", "С": "C", "Т": "T",
    "У": "Y", "Х": "X",
}  # fmt: skip

_DROPPED = re.compile(f"[{_INVISIBLE}]")
_STRETCH = 4096
# A carriage return of its own ends a line; before a line feed it is white space.
_LONE_RETURN = re.compile("\r(?!\n)")


# **Điều 3.** and ### Điều 3.: emphasis and headings of Markdown carry nothing
_MARKDOWN = re.compile(r"\\?\*\*|\\(?=[ \t]|$)|^#{1,6}(?=[ \t])", re.MULTILINE)


def _marks(text: str) -> re.Pattern[str]:
    """Runs of what NFC may join to the letter before, and of what is dropped.

    The first are marks of any script and the vowels and finals of Hangul. Only those that ``text`` holds stand in the
    pattern: all of them would be a class of thousands, slow to look through for each letter.
    """
    marks = "".join(sorted(c for c in set(text) if c >= "\u0300" and unicodedata.category(c)[0] == "M"))
    return re.compile(f"[{marks}\u1161-\u1175\u11a8-\u11c2{_INVISIBLE}]{{1,{_STRETCH}}}")


@dataclass(frozen=True, slots=True)
class SourceText:
    """One source in words. ``text`` is a plain text decoded, line ends included, or what a reader took out of a file
    of another format; claims point into it by code points.

    ``locator`` is the key of the source in a store, ``name`` the file name without folders, ``content_hash`` the
    SHA-256 of the bytes, as hex. ``encoding`` is that of a plain text, "" for other formats, ``medium`` the media type,
    ``reader`` what read it. The rest is as in ``loaders.extracted.Extracted``; a plain text has none of it.
    """

    locator: str
    name: str
    text: str
    encoding: str
    content_hash: str
    medium: str = "text/plain"
    reader: str = "text"
    tables: tuple[Table, ...] = ()
    boxes: tuple[Box, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether ``text`` is the file itself, decoded."""
        return bool(self.encoding)


class Stitched(Sequence[int]):
    """Places of a text put together from stretches of another: one entry a stretch, not one a character.

    Stretch ``n`` begins at ``heads[n]`` of the new text and takes the ``places`` of the other from ``origins[n]`` on;
    what stands between two stretches (the space that joins two lines) goes on with the first of them.
    """

    def __init__(self, heads: Sequence[int], origins: Sequence[int], places: Sequence[int], length: int) -> None:
        self._heads, self._origins, self._places, self._length = heads, origins, places, length
        self._last = len(places) - 1

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(self._length))]
        if not 0 <= at < self._length:
            raise IndexError(at)
        stretch = bisect_right(self._heads, at) - 1
        place = self._origins[stretch] + at - self._heads[stretch]
        return self._places[place if place < self._last else self._last]


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text made from a source: ``text[i]`` comes from ``source[starts[i]:ends[i]]``. Places only ever grow.

    ``cuts`` are the indexes before which something of the source was left out on purpose (a running head): a span
    across one has several parts in the source.
    """

    source: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    cuts: Sequence[int] = ()

    def spans(self, start: int, end: int, part: str) -> tuple[Span, ...]:
        """The place(s) of ``text[start:end]`` in the source, outer white space left off, as spans of ``part``."""
        low, high = bisect_left(self.cuts, start + 1), bisect_left(self.cuts, end)
        if low >= high:
            span = self._span(start, end, part)
            return (span,) if span is not None else ()
        edges = [start, *self.cuts[low:high], end]
        found = (self._span(a, b, part) for a, b in pairwise(edges))
        return tuple(span for span in found if span is not None)

    def _span(self, start: int, end: int, part: str) -> Span | None:
        text = self.text
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        if start == end:
            return None
        a, b = self.starts[start], self.ends[end - 1]
        return Span(a, b, part, self.source[a:b])


def clean(source: str) -> MappedText:
    """The source in one orthography, each character with its place. Linear in the length of ``source``."""
    return _unglued(_in_one_orthography(source))


def _in_one_orthography(source: str) -> MappedText:
    plain = _plain(source)
    if any(char in plain for char in _INVISIBLE) or not _is_composed(plain):
        return _composed(source, plain)
    size = len(source)
    return MappedText(source, modern_tones(plain), range(size), range(1, size + 1))


def _unglued(mapped: MappedText) -> MappedText:
    """The text with a space where two words lost theirs; it has the place of the letter before it."""
    cuts = glued(mapped.text)
    if not cuts:
        return mapped
    whole = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, sorted(cuts, key=len, reverse=True)))})(?![^\W\d_])")
    at = [found.start() + cuts[found.group()] for found in whole.finditer(mapped.text)]
    pieces = [mapped.text[a:b] for a, b in pairwise([0, *at, len(mapped.text)])]
    heads = [cut + number for number, cut in enumerate([0, *at])]
    text = " ".join(pieces)
    starts = Stitched(heads, [0, *at], mapped.starts, len(text))
    return MappedText(mapped.source, text, starts, Stitched(heads, [0, *at], mapped.ends, len(text)))


def _is_composed(text: str) -> bool:
    """Whether ``text`` is NFC, asked a stretch at a time: to order a run of marks takes the square of its length.

    A stretch ends before a space, which joins nothing; a text without spaces is as good as not composed.
    """
    if text.isascii():
        return True
    at = 0
    while at < len(text):
        end = at + _STRETCH
        if end < len(text):
            end = max(text.rfind(" ", at, end), text.rfind("\n", at, end))
            if end <= at:
                return False
        if not unicodedata.is_normalized("NFC", text[at:end]):
            return False
        at = end
    return True


def _plain(source: str) -> str:
    """Plain spaces, signs, letters and line ends, one for one: places hold. Marks of Markdown become invisible."""
    text = _LONE_RETURN.sub("\n", source)
    for char, plain in _REPLACED.items():
        if char in text:  # quick, and seldom true; translate would look up each character of the text
            text = text.replace(char, plain)
    return _MARKDOWN.sub(_hidden, text) if "**" in text or "#" in text or "\\" in text else text


def _hidden(mark: re.Match[str]) -> str:
    return "\u200b" * len(mark.group())


def _composed(source: str, plain: str) -> MappedText:
    """The slow road, for texts with combining marks or invisible characters: composed letter by letter."""
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    place = 0
    for found in _marks(plain).finditer(plain):
        run = found.group().rstrip(_INVISIBLE)
        start = found.start() - 1 if run and found.start() > place else found.start()
        _copy(plain, place, start, pieces, starts, ends)
        letters = unicodedata.normalize("NFC", _DROPPED.sub("", plain[start : found.start()] + run))
        pieces.append(letters)
        starts.extend([start] * len(letters))
        ends.extend([found.start() + len(run)] * len(letters))
        place = found.end()
    _copy(plain, place, len(plain), pieces, starts, ends)
    return MappedText(source, modern_tones("".join(pieces)), starts, ends)


def _copy(plain: str, start: int, end: int, pieces: list[str], starts: array[int], ends: array[int]) -> None:
    """A stretch without marks: as it is, or letter by letter where NFC takes one apart or writes it otherwise."""
    stretch = plain[start:end]
    if unicodedata.is_normalized("NFC", stretch):
        pieces.append(stretch)
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))
        return
    for at, letter in enumerate(stretch, start):
        composed = unicodedata.normalize("NFC", letter)
        pieces.append(composed)
        starts.extend([at] * len(composed))
        ends.extend([at + 1] * len(composed))
