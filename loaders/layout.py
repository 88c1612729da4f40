"""The layout of a text: which lines are furniture, where paragraphs begin, and how they hang together.

Gazette pages and PDF text break lines at the margin and put running heads, page numbers and signature stamps into the
middle of sentences; web pages put menus around them. Here the furniture is left out, wrapped lines are joined, and
each paragraph learns its marker ("Điều 2.", "a)", "-") and the paragraph it hangs under.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from loaders.columns import Piece, columns_of, may_be_columns
from loaders.extracted import Table
from loaders.grammar.grid import Grid, GridCell
from loaders.grammar.sentences import sentences
from loaders.lines import Line, cell_lines, clean_place, grids_in_flow
from loaders.points import Paragraph, hang, marker_of
from loaders.text import MappedText, Stitched

# Each of the following takes a whole line without its outer white space.
# CÔNG BÁO/Số 271/Ngày 12-05-2026
_RUNNING_HEAD = re.compile(r"CÔNG BÁO/Số\b")
# Ký bởi: …, Người ký: …, Thời gian ký: …: the stamp of the electronic signature
_STAMP_HEAD = re.compile(r"(?:Ký bởi|Người ký|Ngày ký|Thời gian ký)\s*:")
_STAMP_LINE = re.compile(r"(?:Ký bởi|Người ký|Email|Cơ quan|Ngày ký|Thời gian ký)\s*:")
_PAGE_NUMBER = re.compile(r"\d{1,4}")
# rules, "===== Trang 9 =====", image marks, empty brackets of a signature field, font-size buttons, image file names
_FURNITURE = re.compile(
    r"[_=*~.]{3,}|={3,}[^=]{1,30}={3,}|\[(?:img|đã ký)?\s*\]?|--%>|-A A \+A|Skip to main content", re.IGNORECASE
)
#: What each of the above, or a rule, begins with: of most lines no more than this is asked.
_ODD_STARTS = frozenset("CKNTE_=*~.[-Ss|")
_IMAGE_ENDS = frozenset("gfGF")
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif)\Z", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_DAY_IN_NAME = re.compile(r"\d{2}_\d{2}_\d{2}")  # IMG 12_05_26 of the meeting.jpg
# the second form parts the head of a table from its rows: "| --- | --- |"
_RULE = re.compile(r"[-_*]{3,}|(?:\|\s*:?-{3,}:?\s*)+\|?|[*_]\s+[*_]")
_RULE_STARTS = frozenset("-_*|")

_RECITAL = re.compile(
    r"-?\s*(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình|Sau khi (?:xem xét|thảo luận)|Trên cơ sở|Thực hiện|Thi hành"
    r"|Quán triệt|Theo Tờ trình)\b"
)
_RECITAL_STARTS = frozenset("-CTXSQ")
_HEAD_LINES = 14
#: A column of a table printed as text has no longer lines.
CELL_WIDTH = 46
_FOOT_LINES = 40
_TERMINAL = frozenset('.;:!?"…')


@dataclass(frozen=True)
class Layout:
    """``flow`` is the text as paragraphs, one a line. ``lines`` are the kept lines of the clean text."""

    lines: tuple[Line, ...]
    flow: MappedText
    paragraphs: tuple[Paragraph, ...]
    wrapped: bool
    grids: tuple[Grid, ...] = ()

    def words(self, paragraph: Paragraph) -> str:
        """The words of a paragraph after its marker."""
        return self.flow.text[paragraph.body : paragraph.end]

    @cached_property
    def _narrow(self) -> list[int]:
        """How many of the lines before each line are too narrow for prose; one more entry than lines."""
        return list(accumulate((line.end - line.start <= CELL_WIDTH for line in self.lines), initial=0))

    @cached_property
    def cells(self) -> frozenset[int]:
        """Indexes of the paragraphs that are cells of tables: those a reader knew, rows with bars between their
        cells, and those of tables printed as text; in a wrapped text, none of their lines reaches half the margin,
        nor do most around them."""
        barred = {i for i, p in enumerate(self.paragraphs) if self.flow.text.count(" | ", p.start, p.end) > 1}
        known = {i for i, p in enumerate(self.paragraphs) if self.lines[p.first_line].cell >= 0} | barred
        printed = {i for i in range(len(self.paragraphs)) if self._is_cell(i)} if self.wrapped else set()
        return frozenset(known | printed)

    @cached_property
    def above_tables(self) -> tuple[Line, ...]:
        """The lines before the first table, where the head of a text stands."""
        first = next((i for i, line in enumerate(self.lines) if line.cell >= 0), len(self.lines))
        return self.lines[:first]

    def _is_cell(self, index: int) -> bool:
        paragraphs, lines, narrow = self.paragraphs, len(self.lines), self._narrow
        first = paragraphs[index].first_line
        last = paragraphs[index + 1].first_line if index + 1 < len(paragraphs) else lines
        if narrow[last] - narrow[first] < last - first:
            return False
        low, high = max(0, first - 12), min(lines, last + 12)
        return narrow[high] - narrow[low] > 0.7 * (high - low)

    @cached_property
    def sentences(self) -> list[tuple[tuple[int, int], ...]]:
        """The sentences of each paragraph behind its marker."""
        return [tuple(sentences(self.flow.text, p.body, p.end)) for p in self.paragraphs]

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def paragraph_at(self, place: int) -> int:
        """Index of the paragraph that holds ``place`` of the flow text; -1 before the first."""
        return bisect_right(self._starts, place) - 1

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Indexes of the paragraphs under each paragraph; under -1 those at the top."""
        found: dict[int, list[int]] = {}
        for index, paragraph in enumerate(self.paragraphs):
            found.setdefault(paragraph.parent, []).append(index)
        return found


def lay_out(text: MappedText, tables: Sequence[Table] = ()) -> Layout:
    """Leaves furniture out, joins wrapped lines and finds the paragraphs; each cell of ``tables`` is one of its own.

    ``tables`` count in the source of ``text``.
    """
    lines, places = _all_lines(text, tables)
    width = _margin(lines)
    groups = _grouped(lines, width)
    flow, bounds = _flow(text, lines, groups)
    grids = grids_in_flow(places, lines, groups, bounds)
    return Layout(tuple(lines), flow, tuple(hang(flow.text, bounds, groups, lines)), width > 0, grids)


def _all_lines(text: MappedText, tables: Sequence[Table]) -> tuple[list[Line], list[list[GridCell]]]:
    """The kept lines, and the cells of each table as places in the clean text."""
    kept: list[Line] = []
    places: list[list[GridCell]] = []
    at = cells = 0
    for table in tables:
        start, end = clean_place(text, table.start, table.end)
        _keep_lines(text.text[at:start], at, kept)
        places.append([])
        for cell in table.cells:
            low, high = clean_place(text, cell.start, cell.end)
            places[-1].append(GridCell(low, high, cell.row, cell.column, cell.rows, cell.columns))
            kept.extend(cell_lines(text.text, low, high, cells))
            cells += 1
        at = end
    _keep_lines(text.text[at:], at, kept)
    return list(_without_page_numbers(kept)), places


def _without_page_numbers(lines: list[Line]) -> Iterator[Line]:
    """A number alone inside a sentence is the page's: "… thông qua các chương / 10 / trình, kế hoạch"."""
    skipped = False
    for index, line in enumerate(lines):
        if line.text[0].isdigit() and _LONE_NUMBER.fullmatch(line.text) and _inside_sentence(lines, index):
            skipped = True
            continue
        yield line._replace(gap=False, cut=True) if skipped else line
        skipped = False


def _inside_sentence(lines: Sequence[Line], index: int) -> bool:
    before, after = lines[max(0, index - 1)], lines[min(index + 1, len(lines) - 1)]
    return (
        lines[index].cell < 0
        and after.text[0].islower()
        and not marker_of(after.text)[0]
        and len(before.text) > _LEAST_MARGIN
        and before.text[-1].isalpha()
    )


def _keep_lines(text: str, at: int, kept: list[Line]) -> None:
    """Puts the lines of a stretch that are no furniture behind those ``kept``; it begins ``at`` in the clean text."""
    gap = rule = cut = False
    in_stamp, after_head, foot = False, 0, -_FOOT_LINES
    for raw in text.split("\n"):
        start, at = at, at + len(raw) + 1
        line = raw.strip()
        words = line.strip("*#").strip() if line[:1] in "#*" else line
        if not words:
            gap = gap or (after_head == 0 and not in_stamp)
            in_stamp = False
            rule = rule or _is_rule(line)
            continue
        odd = line[0] in _ODD_STARTS
        in_stamp = odd and _is_stamped(line, in_stamp)
        if in_stamp or (odd and _RUNNING_HEAD.match(line)):
            _drop_page_number(kept)
            cut, after_head, gap = True, 4, False
            continue
        if after_head and _PAGE_NUMBER.fullmatch(line):
            after_head, cut, gap = 3, True, False
            continue
        if (odd and (_is_rule(line) or _FURNITURE.fullmatch(line))) or (line[-1] in _IMAGE_ENDS and _is_image(line)):
            rule, cut = rule or _is_rule(line), True
            continue
        left = start + raw.index(words)
        if words[0] in _FOOT_STARTS and _FOOT.match(words):
            foot = len(kept)
        at_ends = len(kept) < _HEAD_LINES or len(kept) - foot < _FOOT_LINES
        if at_ends and may_be_columns(words) and (pieces := columns_of(words)):
            kept.extend(_halves(pieces, left, gap, rule, cut))
        else:
            kept.append(Line(left, left + len(words), words, gap, rule, cut))
        gap = rule = cut = False
        after_head = 0


def _halves(pieces: Sequence[Piece], left: int, gap: bool, rule: bool, cut: bool) -> Iterator[Line]:
    """The lines that a line set in two columns holds; it begins at ``left`` of the clean text."""
    for piece in pieces:
        if _is_rule(piece.text):
            rule = cut = True
            continue
        begin = left + piece.start
        yield Line(begin, begin + len(piece.text), piece.text, gap, rule, cut, piece.column)
        gap = rule = cut = False


# what stands alone on a line at the foot or head of a page, and how long a line at a margin is at least
_LONE_NUMBER = re.compile(r"\d{1,3}")
_LEAST_MARGIN = 40


# Nơi nhận: · Nơi nhân: (as it is recognised on scans)
_FOOT = re.compile(r"[|*\s]*N[ơo]i nh[ậâạ]n")
_FOOT_STARTS = frozenset("|*N")


def _is_rule(line: str) -> bool:
    return line[:1] in _RULE_STARTS and _RULE.fullmatch(line) is not None


def _is_stamped(line: str, in_stamp: bool) -> bool:
    return _STAMP_HEAD.match(line) is not None or (in_stamp and _STAMP_LINE.match(line) is not None)


def _is_image(line: str) -> bool:
    image = _IMAGE.search(line, len(line) - 5)
    if image is None:
        return False
    dated = image[0].lower() != ".gif" and _DAY_IN_NAME.search(line, 0, image.start())
    return bool(dated) or not _SPACE.search(line)


def _drop_page_number(kept: list[Line]) -> None:
    """A page number that stands before the running head of a left page."""
    if kept and _PAGE_NUMBER.fullmatch(kept[-1].text) and kept[-1].gap:
        kept.pop()


def _margin(lines: list[Line]) -> int:
    """Length of a full line where lines are broken at a margin; 0 for a text with one line a paragraph."""
    long = sorted(line.end - line.start for line in lines if line.cell < 0 and line.end - line.start > _LEAST_MARGIN)
    if len(long) < 6 or long[int(len(long) * 0.9)] > 140:
        return 0
    return long[int(len(long) * 0.75)]


def _grouped(lines: list[Line], width: int) -> list[list[int]]:
    groups: list[list[int]] = []
    for index, line in enumerate(lines):
        before = lines[groups[-1][-1]] if groups else None
        if before is not None and (line.cell >= 0 or before.cell >= 0):
            goes_on = line.cell == before.cell
        else:
            goes_on = before is not None and width > 0 and _continues(before, line, width)
        if goes_on:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _continues(before: Line, line: Line, width: int) -> bool:
    """Whether ``line`` goes on with the paragraph of ``before``."""
    if line.rule or line.column or before.column:
        return False
    marker, _ = marker_of(line.text)
    closed = before.text[-1] in _TERMINAL
    if line.gap:  # a page ends inside a sentence: "… toàn dân tham gia bảo vệ / (blank lines) / môi trường, …"
        wrapped = before.text[-1].isalpha() and before.end - before.start >= 0.82 * width
        return wrapped and not marker and line.text[0].islower() and not before.text.isupper()
    if marker and (
        marker != "dash" or closed or (not before.text.endswith((",", "-")) and before.end - before.start < 0.8 * width)
    ):
        return (
            marker in ("decimal", "letter")
            and not closed
            and line.text[0].isdigit()
            and before.text.endswith(("khoản", "Điều", "điểm", "ngày", "số"))
        )
    first, last = line.text[0], before.text[-1]
    full = before.end - before.start >= 0.82 * width
    if last in ";,.:" and first in _RECITAL_STARTS and _RECITAL.match(line.text):
        return False
    lower = first.islower()
    if not lower and before.text.isupper() and not line.text.isupper():
        return False
    if closed:
        return full and last != ":"
    return (
        lower
        or not first.isalpha()
        or full
        or (
            before.end - before.start + len(line.text.split(maxsplit=1)[0]) >= 0.74 * width
            and not before.text.isupper()
        )
    )


def _flow(text: MappedText, lines: list[Line], groups: list[list[int]]) -> tuple[MappedText, list[tuple[int, int]]]:
    pieces: list[str] = []
    heads, origins, cuts = array("I"), array("I"), array("I")
    bounds: list[tuple[int, int]] = []
    size = 0
    for group in groups:
        begin = size
        for number, index in enumerate(group):
            line = lines[index]
            if number:
                pieces.append(" ")
                size += 1
                if line.cut:
                    cuts.append(size)
            pieces.append(line.text)
            heads.append(size)
            origins.append(line.start)
            size += line.end - line.start
        bounds.append((begin, size))
        pieces.append("\n")
        size += 1
    starts, ends = (Stitched(heads, origins, places, size) for places in (text.starts, text.ends))
    return MappedText(text.source, "".join(pieces), starts, ends, cuts), bounds
