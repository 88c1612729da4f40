"""The reading page: a text stays whole and harmless, what was read is coloured, and gold beside it is compared."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from browser import page_after_scripts
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from api.cli import app
from api.reading_page import Mark, page, segments
from loaders.reading import read
from loaders.text import SourceText

PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 15/KH-UBND\nLạng Sơn, ngày 10 tháng 01 năm 2025\nKẾ HOẠCH\nCải cách hành chính\n\n"
    "1. Sở Nội vụ báo cáo UBND tỉnh <script>alert(1)</script> trước ngày 30/6/2025.\n2. Trời đẹp.\n"
)
GOLD = {
    "assignments": [
        {"id": "A1", "level": "must", "organizations": ["Sở Nội vụ"], "quote": "Sở Nội vụ báo cáo UBND", "lines": "10"},
        {"id": "A2", "level": "must", "organizations": ["Sở Y tế"], "anchor": "Trời đẹp.", "lines": "11"},
    ]
}  # fmt: skip


def reading() -> dict[str, object]:
    return read(SourceText("plan.txt", "plan.txt", PLAN, "utf-8", "")).to_json()


def shown_text(whole: str) -> str:
    """The words of the text as the page holds them."""
    found = re.search(r'<pre class="text">(.*)</pre>', whole, re.DOTALL)
    assert found is not None
    return html.unescape(re.sub(r"</?span[^>]*>", "", found[1]))


def test_the_page_holds_the_text_and_nothing_of_it_is_markup() -> None:
    whole = page(PLAN, reading())
    assert shown_text(whole) == PLAN
    assert "<script" not in whole
    assert 'class="assignments' in whole
    assert "duty-subject (0." in whole
    assert re.search(r'class="documents" title="Văn bản[^"]*rule: head \(0\.', whole)


def test_gold_shows_what_was_missed_and_what_is_in_excess() -> None:
    whole = page(PLAN, reading(), GOLD)
    assert "bỏ sót (1)" in whole
    assert "thừa (0)" in whole
    assert re.search(r'class="missed" title="bỏ sót · Nhiệm vụ A2[^"]*">Trời đẹp\.', whole)
    assert "thừa (1)" in page(PLAN, reading(), {"assignments": GOLD["assignments"][1:]})


def test_what_is_doubtful_is_marked_and_counted() -> None:
    said = json.loads(json.dumps(reading()))
    assert "nghi ngờ (" not in page(PLAN, said)
    said["assignments"][0] |= {"confidence": 0.3, "doubtful": True}
    whole = page(PLAN, said)
    assert "nghi ngờ (1)" in whole
    assert 'class="assignments doubtful' in whole
    assert "duty-subject (0.30, nghi ngờ)" in whole


@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(st.integers(-3, 70), st.integers(-3, 70), st.sampled_from(["assignments", "documents"])), max_size=8
    ),
)
def test_segments_put_together_are_the_text(text: str, places: list[tuple[int, int, str]]) -> None:
    marks = [Mark(start, end, layer, f"{start}") for start, end, layer in places]
    found = list(segments(text, marks))
    assert "".join(segment.text for segment in found) == text
    at = 0
    for segment in found:
        here = {m.layer for m in marks if 0 <= m.start <= at < m.end <= len(text)}
        assert set(segment.layers.split()) == here
        at += len(segment.text)


def test_the_command_writes_the_page_and_says_what_is_wrong(tmp_path: Path) -> None:
    text, gold, out = tmp_path / "plan.txt", tmp_path / "plan.gold.json", tmp_path / "plan.html"
    text.write_text(PLAN, encoding="utf-8")
    gold.write_text(json.dumps(GOLD), encoding="utf-8")
    run = CliRunner().invoke
    done = run(app, ["extract", str(text), "--html", str(out), "--gold", str(gold)])
    assert done.exit_code == 0, done.output
    assert shown_text(out.read_text(encoding="utf-8")) == PLAN
    assert run(app, ["extract", str(text)]).exit_code == 2
    assert run(app, ["extract", str(text), str(gold), "--html", str(out)]).exit_code == 2
    gold.write_text("[", encoding="utf-8")
    assert run(app, ["extract", str(text), "--html", str(out), "--gold", str(gold)]).exit_code != 0


def test_a_browser_shows_it(tmp_path: Path) -> None:
    out = tmp_path / "plan.html"
    out.write_text(page(PLAN, reading(), GOLD), encoding="utf-8")
    seen = page_after_scripts(out.as_uri(), tmp_path / "profile")
    assert "alert(1)" in shown_text(seen)
    assert "<script" not in seen
