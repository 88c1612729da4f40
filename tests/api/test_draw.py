from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from browser import page_after_scripts
from hostile import HOSTILE_PLAN, SCRIPT, TITLES, hostile

from api.draw import DRAWN_LIMIT, TYPE_COLOURS, draw, picture, vis_network
from api.layout import SIDE_BY_SIDE, spots
from graph.kinds import KINDS
from queries.lineage import Lineage, lineage
from sample import CARRIER, PROGRAMME, PROVINCE, PROVINCE_PLAN, REPORT, RESOLUTION, TASK_LIST, TEXTS, Text, sample_store


@pytest.fixture(scope="module")
def chain() -> Lineage:
    return lineage(sample_store(), PROVINCE_PLAN)


class _Loads(HTMLParser):
    """Collects what a page would load and the scripts that stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.tags: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.loads += [value or "" for name, value in attrs if name in {"src", "href", "data", "action", "poster"}]


def parsed(page: str) -> _Loads:
    loads = _Loads()
    loads.feed(page)
    return loads


def data_of(page: str) -> dict[str, object]:
    (found,) = re.findall(r'<script type="application/json" id="picture-data">(.*?)</script>', page, re.DOTALL)
    data: dict[str, object] = json.loads(found)
    return data


class TestThePicture:
    def test_names_every_document_and_edge_of_the_chain(self, chain: Lineage) -> None:
        drawn = picture(chain)
        assert {node["id"] for node in drawn["nodes"]} >= {PROVINCE_PLAN, CARRIER, PROGRAMME, RESOLUTION, REPORT}
        edges = {(edge["from"], edge["label"], edge["to"]) for edge in drawn["edges"]}
        assert (PROGRAMME, "thực hiện", RESOLUTION) in edges
        assert (PROGRAMME, "ban hành kèm theo", CARRIER) in edges

    def test_labels_edges_in_vietnamese(self, chain: Lineage) -> None:
        assert {edge["label"] for edge in picture(chain)["edges"]} <= {kind.label for kind in KINDS.values()}

    def test_colours_documents_by_type_and_says_which(self, chain: Lineage) -> None:
        drawn = picture(chain)
        colours = {node["id"]: node["color"]["background"] for node in drawn["nodes"]}
        assert colours[RESOLUTION] == colours[CARRIER] == drawn["legend"]["Nghị quyết"] == TYPE_COLOURS["Nghị quyết"]
        assert colours[PROVINCE_PLAN] == drawn["legend"]["Kế hoạch"] != colours[RESOLUTION]

    def test_shows_the_words_behind_an_edge(self, chain: Lineage) -> None:
        (edge,) = [edge for edge in picture(chain)["edges"] if edge["from"] == PROGRAMME and edge["to"] == RESOLUTION]
        assert "thực hiện Nghị quyết số 57-NQ/TW" in edge["title"]

    def test_marks_the_document_asked_about(self, chain: Lineage) -> None:
        assert [node["id"] for node in picture(chain)["nodes"] if node["borderWidth"] > 1] == [PROVINCE_PLAN]

    def test_of_too_many_documents_draws_the_nearest_and_counts_the_rest(self) -> None:
        text = Text("many.txt")
        text.document("d0", type="Kế hoạch", number="15/KH-UBND", date="2025-03-01", issuer=PROVINCE.key)
        for place in range(1, DRAWN_LIMIT + 21):
            text.document(f"d{place}", type="Kế hoạch", number=f"{place}/KH-X", date="2025-05-05", issuer=f"x{place}")
            text.relation(f"d{place}", "IMPLEMENTS", "d0")
        drawn = picture(lineage(sample_store(texts=(*TEXTS, lambda: text)), RESOLUTION))
        assert len(drawn["nodes"]) == DRAWN_LIMIT
        assert drawn["left_out"] > 20
        assert {RESOLUTION, PROGRAMME, PROVINCE_PLAN} <= {node["id"] for node in drawn["nodes"]}

    @pytest.mark.parametrize("colour", [*TYPE_COLOURS.values()])
    def test_can_be_read_on_every_colour(self, colour: str) -> None:
        assert contrast(colour, "#1b1f23") > 7


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2)."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


class TestThePlaces:
    def test_put_what_a_document_rests_on_above_it(self, chain: Lineage) -> None:
        placed = spots(chain, 100)
        assert placed[RESOLUTION].y < placed[CARRIER].y < placed[PROVINCE_PLAN].y
        assert placed[CARRIER].y == placed[PROGRAMME].y == placed[TASK_LIST].y

    def test_put_the_carrier_between_its_annexes(self, chain: Lineage) -> None:
        placed = spots(chain, 100)
        low, high = sorted((placed[PROGRAMME].x, placed[TASK_LIST].x))
        assert low < placed[CARRIER].x < high

    def test_never_put_two_documents_on_one_spot(self, chain: Lineage) -> None:
        placed = sorted((spot.y, spot.x) for spot in spots(chain, 100).values())
        gaps = [right - left for (row, left), (other, right) in pairwise(placed) if row == other]
        assert gaps
        assert min(gaps) >= SIDE_BY_SIDE[0]


class TestTheFile:
    def test_loads_nothing_from_anywhere(self, chain: Lineage, tmp_path: Path) -> None:
        draw(chain, tmp_path / "chain.html")
        page = (tmp_path / "chain.html").read_text(encoding="utf-8")
        assert parsed(page).loads == []
        assert "@import" not in page
        assert vis_network().read_text(encoding="utf-8") in page

    def test_is_whole_or_not_there(self, chain: Lineage, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            draw(chain, tmp_path / "no folder" / "chain.html")
        draw(chain, tmp_path / "chain.html")
        draw(chain, tmp_path / "chain.html")
        assert [path.name for path in tmp_path.iterdir()] == ["chain.html"]

    def test_is_the_same_for_the_same_chain(self, chain: Lineage, tmp_path: Path) -> None:
        for name in ("a.html", "b.html"):
            draw(chain, tmp_path / name)
        assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()

    @pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
    def test_keeps_a_hostile_title_text(self, chain: Lineage, tmp_path: Path, title: str) -> None:
        draw(chain, tmp_path / "plain.html")
        harmless = parsed((tmp_path / "plain.html").read_text(encoding="utf-8"))
        draw(lineage(sample_store(texts=(*TEXTS, lambda: hostile(title))), HOSTILE_PLAN), tmp_path / "hostile.html")
        page = (tmp_path / "hostile.html").read_text(encoding="utf-8")
        assert parsed(page).tags == harmless.tags
        assert parsed(page).loads == []
        assert "49 " not in json.dumps(data_of(page))
        assert not {"\u2028", "\u202e", "\x00", "\x1b"} & set(page)
        assert len(page) < len((tmp_path / "plain.html").read_text(encoding="utf-8")) + 20_000

    def test_is_drawn_by_a_browser_and_runs_no_hostile_script(self, tmp_path: Path) -> None:
        draw(lineage(sample_store(texts=(*TEXTS, lambda: hostile(SCRIPT))), HOSTILE_PLAN), tmp_path / "chain.html")
        page = page_after_scripts((tmp_path / "chain.html").as_uri(), tmp_path / "profile")
        assert 'data-drawn="3"' in page
        assert "<canvas" in page
        assert "<title>owned" not in page
        assert "Kế hoạch</li>" in page
