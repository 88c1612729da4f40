"""What reading costs: the work done for a text grows with its length, whatever the text is made of.

Work is counted in calls, Python's own and those into C, so that the figures are the same on every machine. What one
call of the pattern engine does is not seen here; ``benchmarks/reading.py`` times it on such repeats.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loaders.grammar.deadlines import find_deadlines
from loaders.grammar.periods import Stretch
from loaders.layout import lay_out
from loaders.readers.markdown import markdown
from loaders.reading import read
from loaders.text import SourceText, clean

EXAMPLES = Path(__file__).parents[2] / "examples" / "documents"
HEAD = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 15/KH-BNV\nHà Nội, ngày 01 tháng 02 năm 2024\nKẾ HOẠCH\n"
    "Triển khai công tác năm 2024\n\nĐiều 1. Bộ Nội vụ chủ trì, phối hợp với Bộ Tài chính báo cáo "
)
NEWS = "Ngày 01/02/2024, Bộ Nội vụ ban hành Kế hoạch 15/KH-BNV về "
REPEATED = (
    "từ ngữ ", "1", "12 ", "(", "a, ", "a; (", "- ", "a\n", "Điều 1. ", "Kế hoạch này ", "Nghị quyết nêu trên; ",
    "Kế hoạch 15/KH-UBND, ", "ban hành Đề án phát triển; ", "Luật Đất đai, ", "Bộ Nội vụ, ", "các sở, ban, ngành, ",
    "giao Bộ Nội vụ ", "(, đồng thời báo cáo ", "định kỳ hằng năm, ", "trước ngày 30/6, ", "tăng 10%, ",
    "phấn đấu đạt 10% hộ nghèo, ", "Nguyễn Văn An, Giám đốc Sở Y tế, ", "ban hành Kế hoạch 15/KH-BNV, ", "e\u0301",
)  # fmt: skip


def source(text: str) -> SourceText:
    return SourceText("text", "text.txt", text, "utf-8", "0")


def calls(work: Callable[[], object]) -> int:
    """How many calls ``work`` makes, of functions written in Python and of those written in C."""
    made = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


@pytest.mark.parametrize("unit", REPEATED)
@pytest.mark.parametrize("start", [HEAD, NEWS], ids=["official", "news"])
def test_four_times_the_text_is_at_most_four_times_the_work(start: str, unit: str) -> None:
    short, long = (source(start + unit * (length // len(unit))) for length in (2_000, 8_000))
    read(long)  # what is found once for all texts is no work of a text
    alone = calls(lambda: read(source(start)))
    first, second = (calls(lambda text=text: read(text)) - alone for text in (short, long))
    assert second <= 4.4 * max(first, 0) + 400


@pytest.fixture(scope="module")
def clauses() -> list[tuple[str, int, int]]:
    """Every sentence of the sample texts, as (text, start, end)."""
    found = []
    for path in sorted(EXAMPLES.glob("*.txt")):
        layout = lay_out(clean(path.read_text("utf-8")))
        found += [(layout.flow.text, *place) for paragraph in layout.sentences for place in paragraph]
    assert found, "no sample texts"
    return found


def test_no_deadline_stands_without_the_signs_it_is_looked_for_by(
    clauses: list[tuple[str, int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_signs = [find_deadlines(*clause, anchor=None) for clause in clauses]

    def find_anywhere(stretch: Stretch, pattern: re.Pattern[str], *signs: str) -> Iterator[re.Match[str]]:
        assert signs
        return pattern.finditer(stretch.text, stretch.start, stretch.end)

    monkeypatch.setattr(Stretch, "find", find_anywhere)
    assert by_signs == [find_deadlines(*clause, anchor=None) for clause in clauses]
    assert any(by_signs)


def test_a_long_run_of_marks_out_of_order_is_cleaned_a_stretch_at_a_time() -> None:
    run = "\u0301\u0323" * 40_000  # to put it in order at once takes the square of its length: minutes
    mapped = clean(f"a{run} b")
    assert len(mapped.text) == len(mapped.starts) == len(mapped.ends)
    assert mapped.text.endswith(" b")


CELLS = (
    "Bộ Y tế ",
    "Bộ Y tế ( ",
    "các bộ, ngành là chủ, CSDL x, ",
    "từ ngữ ",
    "tháng 3, ",
    "Đề án: quý I; ",
    "- ",
    "nt ",
)


@pytest.mark.parametrize("unit", CELLS)
def test_four_times_the_cell_or_four_times_the_rows_are_at_most_four_times_the_work(unit: str) -> None:
    def table(length: int, rows: int) -> SourceText:
        head = "PHỤ LỤC\n(Kèm theo Kế hoạch số 15/KH-BNV ngày 01 tháng 02 năm 2024)\n\n"
        lines = ["| STT | Nội dung | Chủ trì | Thời hạn |", "|---|---|---|---|"]
        lines += [f"| {n + 1} | Việc {n} | {unit * (length // len(unit))} | {unit * 3} |" for n in range(rows)]
        found = markdown(head + "\n".join(lines))
        return replace(source(found.text), tables=found.tables)

    one, longer, more = (table(*size) for size in ((8_000, 1), (32_000, 1), (1_000, 32)))
    few = table(1_000, 8)
    read(one)  # what is made once is made here
    assert calls(lambda: read(longer)) <= 4.4 * calls(lambda: read(one))
    assert calls(lambda: read(more)) <= 4.4 * calls(lambda: read(few))
