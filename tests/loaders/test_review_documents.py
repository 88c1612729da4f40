"""Documents, relations, events and targets in the forms a reader's review found misread; the sentences are made up."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from graph.facts import Facts
from graph.matching import fits, known_of, same_annex
from graph.profiles import Profile
from graph.store import NodeFilter
from graph.stores import open_store
from graph.titles import titles_differ
from loaders.load import load
from loaders.reading import read
from loaders.text import SourceText


def reading(text: str) -> dict[str, Any]:
    content = text.encode()
    source = SourceText("probe", "probe.txt", text, "utf-8", hashlib.sha256(content).hexdigest())
    return read(source).to_json()


def decision(body: str, signature: str = "") -> str:
    """An official text of a province with ``body`` between head and foot."""
    return (
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 77/QĐ-UBND\n"
        "Hà Giang, ngày 10 tháng 3 năm 2025\n\n"
        f"QUYẾT ĐỊNH\nVề một số việc của tỉnh\n\n{body}\n\n{signature}"
    )


def relations(text: str) -> set[tuple[str, str, str]]:
    result = reading(text)
    name = {d["id"]: d.get("symbol") or d.get("title", "") for d in result["documents"]}
    name |= {e["id"]: e["kind"] for e in result["events"]}
    return {(name[r["source"]], r["kind"], name[r["target"]]) for r in result["relations"]}


def annex(number: str, carrier: str) -> Facts:
    """A plan that implements a resolution, carried by a decision."""
    title = f"Kế hoạch của Ủy ban nhân dân tỉnh triển khai thực hiện Nghị quyết số {number}-NQ/TW về cán bộ"
    return Facts(type="Kế hoạch", title=title, carrier=carrier)


# --- titles that differ in what they name -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kế hoạch thực hiện Nghị quyết số 26-NQ/TW", "Kế hoạch thực hiện Nghị quyết số 27-NQ/TW"),
        ("Đề án phát triển chợ giai đoạn 2021-2025", "Đề án phát triển chợ giai đoạn 2026 - 2030"),
        ("Chương trình thực hiện Nghị quyết Đại hội XIII", "Chương trình thực hiện Nghị quyết Đại hội XIV"),
        ("Kế hoạch thực hiện Nghị quyết Trung ương 4 khóa XII", "Kế hoạch thực hiện Nghị quyết Trung ương 4 khóa XIII"),
        ("Kế hoạch phòng cháy năm 2024", "Kế hoạch phòng cháy năm 2025"),
    ],
)
def test_titles_that_name_another_document_term_or_period_differ(left: str, right: str) -> None:
    assert titles_differ(left, right)
    assert titles_differ(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kế hoạch thực hiện Nghị quyết số 26-NQ/TW ngày 19/5/2018", "Kế hoạch thực hiện Nghị quyết 26"),
        ("Đề án phát triển chợ đến năm 2030", "Đề án phát triển chợ đến năm 2030, tầm nhìn đến năm 2045"),
        ("Nghị quyết Đại hội lần thứ 13", "Nghị quyết Đại hội lần thứ XIII"),
        ("Nghị quyết Hội nghị lần thứ sáu", "Nghị quyết Hội nghị lần thứ 6"),
        ("Đề án phát triển chợ", "Đề án phát triển chợ giai đoạn 2021-2025"),
    ],
)
def test_titles_that_say_the_same_or_less_do_not_differ(left: str, right: str) -> None:
    assert not titles_differ(left, right)


def test_two_plans_whose_titles_differ_in_the_symbol_are_two_documents_of_a_text() -> None:
    found = relations(
        "UBND tỉnh ban hành Kế hoạch thực hiện Nghị quyết số 21-NQ/TW. "
        "Trước đó, UBND tỉnh đã ban hành Kế hoạch thực hiện Nghị quyết số 36-NQ/TW."
    )
    assert found == {
        ("Kế hoạch thực hiện Nghị quyết số 21-NQ/TW", "IMPLEMENTS", "21-NQ/TW"),
        ("Kế hoạch thực hiện Nghị quyết số 36-NQ/TW", "IMPLEMENTS", "36-NQ/TW"),
    }


def test_two_plans_of_one_carrier_whose_titles_differ_in_the_symbol_are_two_nodes_over_sources(tmp_path: Path) -> None:
    plan = "Chương trình hành động của Ủy ban nhân dân tỉnh Hà Giang thực hiện Nghị quyết số {}-NQ/TW"
    (tmp_path / "a.txt").write_text(
        decision(f"Điều 1. Ban hành kèm theo Quyết định này {plan.format(21)} của Ban Chấp hành Trung ương Đảng."),
        "utf-8",
    )
    (tmp_path / "b.txt").write_text(
        f"Tỉnh đã ban hành {plan.format(36)} ban hành kèm theo Quyết định số 77/QĐ-UBND ngày 10/3/2025 của "
        "Ủy ban nhân dân tỉnh Hà Giang.",
        "utf-8",
    )
    store = open_store("memory:")
    report = load(store, sorted(tmp_path.glob("*.txt")))
    assert (report.new, report.failed) == (2, ())
    assert store.find(NodeFilter(key_prefix="chuong-trinh/")).total == 2


def test_annexes_whose_titles_differ_only_in_the_symbol_are_never_one() -> None:
    carrier, vague = "quyet-dinh/77-qd-ubnd/ubnd-tinh@ha-giang/2025-03-10", "quyet-dinh/77-qd-ubnd/?/2025-03-10"
    assert same_annex(annex("21", carrier), annex("21", vague))
    assert not same_annex(annex("21", carrier), annex("36", vague))
    known = known_of([Profile(annex("21", carrier))])
    assert fits(Profile(annex("21", vague)), known)
    assert not fits(Profile(annex("36", vague)), known)
