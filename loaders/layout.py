"""The layout of a text: which lines are furniture, where paragraphs begin, and how they hang together.

Gazette pages and PDF text break lines at the margin and put running heads, page numbers and signature stamps into
the middle of sentences; web pages put menus around them. Here the furniture is left out, wrapped lines are joined, and each
paragraph learns its marker ("Điều 2.", "a)", "-") and the paragraph it hangs under.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from loaders.text import MappedText

# CÔNG BÁO/Số 271/Ngày 12-05-2026
_RUNNING_HEAD = re.compile(r"\s*CÔNG BÁO/Số\b.*")
# Ký bởi: …, Người ký: …, Thời gian ký: …: the stamp of the electronic signature
_STAMP_HEAD = re.compile(r"\s*(?:Ký bởi|Người ký|Ngày ký|Thời gian ký)\s*:.*")
_STAMP_LINE = re.compile(r"\s*(?:Ký bởi|Người ký|Email|Cơ quan|Ngày ký|Thời gian ký)\s*:.*")
_PAGE_NUMBER = re.compile(r"\s*\d{1,4}\s*")
# rules, image marks, empty brackets of a signature field, font-size buttons, image file names
_FURNITURE = re.compile(
    r"\s*(?:[_=*~.]{3,}|\[(?:img|đã ký)?\s*\]?|--%>|-A A \+A|Skip to main content|\S*\.(?:jpe?g|png|gif)|.*\d{2}_\d{2}_\d{2}.*\.(?:jpe?g|png))\s*",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*[-_*]{3,}\s*")

#: Markers of points, from wide to narrow; which one stands above which is learnt from the text's own order.
_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(r"(?:PHẦN|Phần)\s+(?:thứ\s+\w+|[IVXLC]+|\d+)\b[.:]?\s*")),  # Phần I
    ("chapter", re.compile(r"(?:CHƯƠNG|Chương)\s+(?:[IVXLC]+|\d+)\b[.:]?\s*")),  # Chương II
    ("article", re.compile(r"Điều\s+\d+[a-z]?\s*[.:]\s*")),  # Điều 2.
    ("roman", re.compile(r"[IVXL]{1,5}\s?[.\-/)]\s*(?=\S)")),  # II. / II-
    ("decimal3", re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}[.)]?\s+(?=\S)")),  # 1.1.2.
    ("decimal2", re.compile(r"\d{1,2}\.\d{1,2}[.)]?\s+(?=\S)")),  # 1.1.
    ("decimal", re.compile(r"\d{1,2}\s?[.)]\s*(?=[^\d\s])")),  # 1. / 1)
    ("letter", re.compile(r"[a-zđ]\s?[.)]\s+(?=\S)")),  # a) / đ)
    (
        "ordinal",
        re.compile(r"(?:Thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám)|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám)\s+là)\s*[,:]\s*"),
    ),  # Thứ nhất, …
    ("plus", re.compile(r"\+\s*(?=\S)")),
    ("dash", re.compile(r"[-•*]\s*(?=[^\s\-])")),
)
#: First characters of markers; a letter's marker is told by what follows the letter.
_MARKER_STARTS = frozenset("PCĐIVXLTMHBNS0123456789+-•*")
_LETTER_ENDS = frozenset(".) ")
_RECITAL = re.compile(
    r"-?\s*(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình|Sau khi (?:xem xét|thảo luận)|Trên cơ sở|Thực hiện|Thi hành|Quán triệt|Theo Tờ trình)\b"
)
# a line of the two-column head or foot: "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_COLUMNS = re.compile(r"(?P<left>\S(?:.*?\S)??)\s{4,}(?P<right>\S.*)")
_HEAD_LINES = 14
#: A column of a table printed as text has no longer lines.
CELL_WIDTH = 46
_FOOT_LINES = 40
_TERMINAL = tuple('.;:!?"…')


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the clean text without its line end; ``rule`` marks a drawn line before it, ``gap`` a blank one."""

    start: int
    end: int
    text: str
    gap: bool
    rule: bool
    cut: bool  # furniture was left out before it
    column: int = 0  # 1 and 2 for the halves of a line set in two columns


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``start``/``end`` in the flow text; ``body`` is where its words begin after the marker. ``parent`` is the index of the
    paragraph it hangs under, -1 at the top; ``marker`` is "" for a plain paragraph."""

    start: int
    end: int
    body: int
    marker: str
    parent: int
    first_line: int


@dataclass(frozen=True)
class Layout:
    """``flow`` is the text as paragraphs, one a line. ``lines`` are the kept lines of the clean text."""

    lines: tuple[Line, ...]
    flow: MappedText
    paragraphs: tuple[Paragraph, ...]
    wrapped: bool

    def words(self, paragraph: Paragraph) -> str:
        """The words of a paragraph after its marker."""
        return self.flow.text[paragraph.body : paragraph.end]

    @cached_property
    def narrow(self) -> list[int]:
        """How many of the lines before each line are too narrow for prose; one more entry than lines."""
        return list(accumulate((line.end - line.start <= CELL_WIDTH for line in self.lines), initial=0))

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Indexes of the paragraphs under each paragraph; under -1 those at the top."""
        found: dict[int, list[int]] = {}
        for index, paragraph in enumerate(self.paragraphs):
            found.setdefault(paragraph.parent, []).append(index)
        return found


def lay_out(text: MappedText) -> Layout:
    """Leaves furniture out, joins wrapped lines and finds the paragraphs."""
    lines = _kept_lines(text.text)
    width = _margin(lines)
    groups = _grouped(lines, width)
    flow, bounds = _flow(text, lines, groups)
    return Layout(tuple(lines), flow, tuple(_hang(flow.text, bounds, groups)), width > 0)


def _kept_lines(text: str) -> list[Line]:
    kept: list[Line] = []
    gap = rule = cut = False
    in_stamp, after_head, foot = False, 0, -_FOOT_LINES
    at = 0
    for raw in text.split("\n"):
        start, at = at, at + len(raw) + 1
        words = raw.strip().strip("*#").strip() if raw[:1] in "#*" or raw.strip()[:1] in "#*" else raw.strip()
        if not words:
            gap = gap or (after_head == 0 and not in_stamp)
            in_stamp = False
            if _RULE.fullmatch(raw.strip() or "-"):
                rule = rule or bool(raw.strip())
            continue
        in_stamp = bool(_STAMP_HEAD.fullmatch(raw)) or (in_stamp and bool(_STAMP_LINE.fullmatch(raw)))
        if _RUNNING_HEAD.fullmatch(raw) or in_stamp:
            _drop_page_number(kept)
            cut, after_head, gap = True, 4, False
            continue
        if after_head and _PAGE_NUMBER.fullmatch(raw):
            after_head, cut, gap = 3, True, False
            continue
        if _FURNITURE.fullmatch(raw) or _RULE.fullmatch(raw):
            rule, cut = rule or bool(_RULE.fullmatch(raw)), True
            continue
        left = start + raw.index(words)
        foot = len(kept) if words.startswith("Nơi nhận") else foot
        halves = _COLUMNS.fullmatch(words)
        if halves and _RULE.fullmatch(halves["left"]) and _RULE.fullmatch(halves["right"]):
            rule, cut = True, True
            continue
        if halves and (len(kept) < _HEAD_LINES or len(kept) - foot < _FOOT_LINES):
            kept.append(Line(left, left + halves.end("left"), halves["left"], gap, rule, cut, 1))
            kept.append(Line(left + halves.start("right"), left + len(words), halves["right"], False, False, False, 2))
        else:
            kept.append(Line(left, left + len(words), words, gap, rule, cut))
        gap = rule = cut = False
        after_head = 0
    return kept


def _drop_page_number(kept: list[Line]) -> None:
    """A page number that stands before the running head of a left page."""
    if kept and _PAGE_NUMBER.fullmatch(kept[-1].text) and kept[-1].gap:
        kept.pop()


def _margin(lines: list[Line]) -> int:
    """Length of a full line where lines are broken at a margin; 0 for a text with one line a paragraph."""
    long = sorted(line.end - line.start for line in lines if line.end - line.start > 40)
    if len(long) < 6 or long[int(len(long) * 0.9)] > 140:
        return 0
    return long[int(len(long) * 0.75)]


def marker_of(words: str) -> tuple[str, int]:
    """Class and length of the marker at the head of a line; ("", 0) without one."""
    if words[:1] not in _MARKER_STARTS and words[1:2] not in _LETTER_ENDS:
        return "", 0
    for name, pattern in _MARKERS:
        if found := pattern.match(words):
            return name, found.end()
    return "", 0


def _grouped(lines: list[Line], width: int) -> list[list[int]]:
    groups: list[list[int]] = []
    for index, line in enumerate(lines):
        if groups and width and _continues(lines[groups[-1][-1]], line, width):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _continues(before: Line, line: Line, width: int) -> bool:
    """Whether ``line`` goes on with the paragraph of ``before``."""
    if line.gap or line.rule or line.column or before.column:
        return False
    marker, _ = marker_of(line.text)
    closed = before.text.endswith(_TERMINAL)
    if marker and (
        marker != "dash" or closed or (not before.text.endswith((",", "-")) and before.end - before.start < 0.8 * width)
    ):
        return (
            marker in ("decimal", "letter")
            and not closed
            and line.text[0].isdigit()
            and before.text.endswith(("khoản", "Điều", "điểm", "ngày", "số"))
        )
    first = line.text[0]
    full = before.end - before.start >= 0.82 * width
    if (_RECITAL.match(line.text) and before.text.endswith((";", ",", ".", ":"))) or (
        before.text.isupper() != line.text.isupper() and (before.text.isupper() and not first.islower())
    ):
        return False
    if closed:
        return full and not before.text.endswith(":")
    return (
        first.islower()
        or not first.isalpha()
        or full
        or (before.end - before.start >= 0.6 * width and not before.text.isupper())
    )


def _flow(text: MappedText, lines: list[Line], groups: list[list[int]]) -> tuple[MappedText, list[tuple[int, int]]]:
    pieces: list[str] = []
    starts, ends, cuts = array("I"), array("I"), array("I")
    bounds: list[tuple[int, int]] = []
    size = 0
    for group in groups:
        begin = size
        for number, index in enumerate(group):
            line = lines[index]
            if number:
                pieces.append(" ")
                starts.append(text.ends[line.start - 1])
                ends.append(text.ends[line.start - 1])
                size += 1
                if line.cut:
                    cuts.append(size)
            pieces.append(line.text)
            starts.extend(text.starts[line.start : line.end])
            ends.extend(text.ends[line.start : line.end])
            size += line.end - line.start
        bounds.append((begin, size))
        pieces.append("\n")
        starts.append(ends[-1])
        ends.append(ends[-1])
        size += 1
    return MappedText(text.source, "".join(pieces), starts, ends, cuts), bounds


def _hang(flow: str, bounds: list[tuple[int, int]], groups: list[list[int]]) -> list[Paragraph]:
    """Each paragraph under the nearest one before it with a wider marker; a plain one under the point it follows."""
    paragraphs: list[Paragraph] = []
    open_points: list[tuple[str, int]] = []
    lead = -1  # the last paragraph that is no "Thứ nhất, …": those are points of it
    for (start, end), group in zip(bounds, groups, strict=True):
        marker, length = marker_of(flow[start:end])
        if marker:
            names = [name for name, _ in open_points]
            if marker in names:
                del open_points[names.index(marker) :]
            elif marker in ("part", "chapter", "article", "roman"):
                order = [name for name, _ in _MARKERS]
                while open_points and order.index(open_points[-1][0]) > order.index(marker):
                    open_points.pop()
        parent = open_points[-1][1] if open_points else -1
        if marker == "ordinal" and parent < 0:
            parent = lead
        elif marker != "ordinal":
            lead = len(paragraphs)
        if marker and marker != "ordinal":
            open_points.append((marker, len(paragraphs)))
        paragraphs.append(Paragraph(start, end, start + length, marker, parent, group[0]))
    return paragraphs
