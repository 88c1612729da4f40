from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

import pytest
import uvicorn
from browser import page_after_scripts
from fastapi.testclient import TestClient
from hostile import HOSTILE_PLAN, SCRIPT, TITLES, hostile

from api.http import create_app
from api.shown import shown, shown_date
from graph.store import Store
from sample import (
    CARRIER,
    HOME_AFFAIRS,
    MINISTRY,
    OLD_MINISTRY,
    PROVINCE_PLAN,
    RESOLUTION,
    RESOLUTION_AS_CITED,
    TEXTS,
    sample_store,
)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(sample_store), follow_redirects=False) as client:
        yield client


def page(client: TestClient, path: str, **query: str) -> str:
    response = client.get(path, params=query or None)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return response.text


class _Page(HTMLParser):
    """What a page is made of: its tags, attributes, texts, and what names its controls."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.controls: list[dict[str, str]] = []
        self.labelled: set[str] = set()
        self.headings: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in said.items()]
        if tag in {"input", "select"} and said.get("type") != "hidden":
            self.controls.append(said)
        if tag == "label":
            self.labelled.add(said.get("for", ""))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))


PAGES = [
    ("/", {}),
    ("/", {"q": "57-NQ/TW"}),
    ("/chain", {"key": PROVINCE_PLAN}),
    ("/duties", {"key": HOME_AFFAIRS.key, "as_of": "2025-07-01"}),
    ("/node", {"key": RESOLUTION}),
    ("/open", {}),
]
every_page = pytest.mark.parametrize(("path", "query"), PAGES)


class TestEveryPage:
    @every_page
    def test_is_in_vietnamese_and_names_its_controls(
        self, client: TestClient, path: str, query: dict[str, str]
    ) -> None:
        made = _Page(page(client, path, **query))
        assert ("html", "lang", "vi") in made.attributes
        assert {control["id"] for control in made.controls} <= made.labelled
        assert made.headings.count(1) == 1

    @every_page
    def test_loads_nothing_from_elsewhere(self, client: TestClient, path: str, query: dict[str, str]) -> None:
        made = _Page(page(client, path, **query))
        loaded = [
            value for tag, name, value in made.attributes if tag in {"script", "link"} and name in {"src", "href"}
        ]
        assert loaded
        for address in loaded:
            assert address.startswith("/static/")
            assert client.get(address).status_code == 200, address
        assert not re.search(r"https?://", page(client, path, **query))

    @every_page
    def test_holds_no_script_or_style_of_its_own(self, client: TestClient, path: str, query: dict[str, str]) -> None:
        text = page(client, path, **query)
        assert not re.search(r"<script(?![^>]*(src=|application/json))", text)
        assert not re.search(r"<style|\sstyle=|\son\w+=", text)

    @every_page
    def test_leads_only_to_pages_that_are_there(self, client: TestClient, path: str, query: dict[str, str]) -> None:
        made = _Page(page(client, path, **query))
        links = {v for tag, name, v in made.attributes if tag == "a" and name == "href" and not v.startswith("#")}
        assert links
        assert {client.get(link).status_code for link in links} == {200}


class TestTheFirstPage:
    def test_has_one_search_box_and_counts(self, client: TestClient) -> None:
        text = page(client, "/")
        assert text.count('type="search"') == 1
        assert "Kho có 14 văn bản" in text

    @pytest.mark.parametrize("words", ["57-NQ/TW", "nghị quyết 57", "57 - NQ / TW", "dot pha", "nq 57-nq/tw"])
    def test_finds_documents_that_lead_to_their_chain(self, client: TestClient, words: str) -> None:
        assert f"/chain?key={RESOLUTION.replace('/', '%2F')}" in page(client, "/", q=words)

    def test_finds_bodies_that_lead_to_their_duties(self, client: TestClient) -> None:
        assert f"/duties?key={HOME_AFFAIRS.key.replace('@', '%40')}" in page(client, "/", q="so noi vu")

    def test_says_so_where_nothing_is_found(self, client: TestClient) -> None:
        assert "Không có văn bản nào" in page(client, "/", q="không có gì như thế")

    def test_gives_back_the_words_as_text(self, client: TestClient) -> None:
        text = page(client, "/", q=SCRIPT)
        assert "<img" not in text
        assert text.count("<script") == 0

    def test_puts_open_references_behind_documents(self, client: TestClient) -> None:
        text = page(client, "/", q="26-NQ/TW")
        assert text.index("03/11/2022") < text.index("có nhiều khả năng")


class TestTheChainPage:
    def test_lists_steps_both_ways_with_the_words(self, client: TestClient) -> None:
        text = page(client, "/chain", key=PROVINCE_PLAN)
        for words in ("Kế hoạch thực hiện Nghị quyết số 03/NQ-CP", "thực hiện Kế hoạch số 15/KH-UBND", "nq03.txt"):
            assert words in text
        assert "báo cáo thực hiện" in text
        assert "Trực tiếp" in text
        assert "Bậc 2" in text

    def test_knows_the_day(self, client: TestClient) -> None:
        assert "20/KH-SNV" not in page(client, "/chain", key=PROVINCE_PLAN, as_of="2025-03-31")

    def test_follows_recitals_when_asked(self, client: TestClient) -> None:
        assert "Luật Công nghệ số" in page(client, "/chain", key=PROVINCE_PLAN, based_on="true")

    def test_of_a_former_key_leads_to_the_present_one(self, client: TestClient) -> None:
        response = client.get("/chain", params={"key": RESOLUTION_AS_CITED, "depth": "3", "as_of": "2025-03-31"})
        assert response.status_code == 308
        assert response.headers["location"].endswith("&depth=3&as_of=2025-03-31")
        assert "57-NQ/TW" in page(client, response.headers["location"])

    def test_of_nothing_says_so_in_a_page(self, client: TestClient) -> None:
        response = client.get("/chain", params={"key": "nothing"})
        assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert "Không tìm thấy" in response.text


class TestTheDutiesPage:
    def test_shows_all_of_a_duty(self, client: TestClient) -> None:
        text = page(client, "/duties", key=HOME_AFFAIRS.key, as_of="2025-07-01")
        for words in ("chủ trì", "qua Giám đốc", "trước ngày 30/6/2025", "29/06/2025", "quá hạn", "kh15.txt"):
            assert words in text
        assert "Sở Khoa học và Công nghệ Lạng Sơn" in text
        assert "Có thể thuộc nhóm" in text
        assert "6 tháng một lần" in text

    def test_is_not_overdue_on_the_last_day(self, client: TestClient) -> None:
        text = page(client, "/duties", key=HOME_AFFAIRS.key, as_of="2025-06-29")
        assert 'class="overdue"' not in text

    def test_keeps_a_role_or_what_is_overdue(self, client: TestClient) -> None:
        text = page(client, "/duties", key=HOME_AFFAIRS.key, as_of="2025-07-01", role="SUMMARISE")
        assert "tham mưu phương án" not in text
        text = page(client, "/duties", key=HOME_AFFAIRS.key, as_of="2025-07-01", overdue="1")
        assert "tuyên truyền" not in text

    def test_tells_of_mergers(self, client: TestClient) -> None:
        text = page(client, "/duties", key=OLD_MINISTRY.key, as_of="2025-04-01")
        assert "không tồn tại vào ngày 01/04/2025" in text
        assert MINISTRY.name in text
        assert "Nghị quyết 176/2025/QH15" in text


class TestTheOtherPages:
    def test_show_conflicts_keys_and_words_of_a_node(self, client: TestClient) -> None:
        text = page(client, "/node", key=RESOLUTION)
        assert RESOLUTION_AS_CITED in text
        assert "nq57.txt" in text

    def test_show_what_is_open_and_what_to_load(self, client: TestClient) -> None:
        text = page(client, "/open")
        assert "2 documents fit" in text
        assert "Luật Công nghệ số" in text

    def test_say_what_a_type_of_problem_is(self, client: TestClient) -> None:
        said = client.get("/api/v1/nodes/nothing").json()
        assert said["title"] in page(client, said["type"])
        assert client.get("/problems/no-such-type").status_code == 404

    @pytest.mark.parametrize("name", ["../http.py", "%2e%2e%2fhttp.py", "nothing.css", ""])
    def test_give_no_file_that_is_not_theirs(self, client: TestClient, name: str) -> None:
        assert client.get(f"/static/{name}").status_code == 404


@pytest.fixture(scope="module", params=TITLES.values(), ids=TITLES.keys())
def attacked(request: pytest.FixtureRequest) -> Iterator[TestClient]:
    title: str = request.param
    store = sample_store(texts=(*TEXTS, lambda: hostile(title)))
    with TestClient(create_app(lambda: store)) as client:
        yield client


class TestAHostileTitle:
    @pytest.mark.parametrize(
        ("path", "query"),
        [
            ("/", {"q": "66/KH-UBND"}),
            ("/chain", {"key": HOSTILE_PLAN}),
            ("/duties", {"key": HOME_AFFAIRS.key}),
            ("/node", {"key": HOSTILE_PLAN}),
        ],
    )
    def test_stays_text_of_bounded_length(self, attacked: TestClient, path: str, query: dict[str, str]) -> None:
        text = page(attacked, path, **query)
        made = _Page(text)
        assert not {"img", "b", "i", "iframe"} & set(made.tags)
        assert not [name for _, name, _ in made.attributes if name.startswith("on")]
        assert made.tags.count("script") in (0, 3)
        assert not {"\u202e", "\u2066", "\u2028", "\x00", "\x1b"} & set(text)
        assert "{% for x" in text or "49 " not in text
        assert len(text) < 100_000


def test_a_browser_draws_the_chain_under_the_policy_and_runs_no_hostile_script(tmp_path: Path) -> None:
    store = sample_store(texts=(*TEXTS, lambda: hostile(SCRIPT)))
    with served(lambda: store) as address:
        text = page_after_scripts(f"{address}/chain?key={HOSTILE_PLAN}", tmp_path)
    assert 'data-drawn="3"' in text
    assert "<canvas" in text
    assert "<title>owned" not in text


@contextmanager
def served(open_reader: Callable[[], Store]) -> Iterator[str]:
    """The address of a server of the store on a free port of this machine, while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(open_reader), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=20)


class TestShownText:
    def test_is_one_line_of_bounded_length(self) -> None:
        assert shown("a\n  b\tc") == "a b c"
        assert shown("x" * 50, 10) == "x" * 9 + "…"
        assert len(shown("từ " * 10**6, 300)) <= 300

    def test_leaves_vietnamese_as_it_is(self) -> None:
        words = "Nghị quyết số 57-NQ/TW “về đột phá”, § 5 – Ủy ban"
        assert shown(words) == words

    def test_drops_what_cannot_be_seen(self) -> None:
        assert shown("a\u202eb\u200fc\x00d\ud800e\ufefff") == "abcdef"
        assert shown("a\u2028b") == "a b"

    @pytest.mark.parametrize(
        ("date", "written"),
        [
            ("2018-05-19", "19/05/2018"),
            ("2025-06", "tháng 6/2025"),
            ("2025", "năm 2025"),
            ("2025-Q2", "quý II/2025"),
            ("2025-H1", "nửa đầu năm 2025"),
            ("", ""),
            ("soon", "soon"),
        ],
    )
    def test_writes_dates_the_vietnamese_way_with_no_more_precision(self, date: str, written: str) -> None:
        assert shown_date(date) == written


def test_the_carrier_is_shown_with_its_annexes(client: TestClient) -> None:
    text = page(client, "/chain", key=CARRIER)
    assert text.index("Văn bản này") < text.index("Danh mục nhiệm vụ trọng tâm") < text.index("Sơ đồ")
