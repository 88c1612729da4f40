"""Short self-made texts for the tests of the grammar: an official document of a province or ministry, a news item."""

from __future__ import annotations

from typing import Any

from loaders.reading import read
from loaders.text import SourceText

#: A plan of a province, with head, recitals, points and foot (domain.md § 5.1).
_PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 45/KH-UBND
Lạng Sơn, ngày 12 tháng 3 năm 2025

KẾ HOẠCH
{title}

{recitals}

{body}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Hồ Tiến Thiệu
{annex}"""

#: A decision of a ministry.
_DECISION = """\
BỘ NỘI VỤ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 210/QĐ-BNV
Hà Nội, ngày 20 tháng 5 năm 2025

QUYẾT ĐỊNH
{title}

{recitals}

QUYẾT ĐỊNH:

{body}

BỘ TRƯỞNG

Phạm Thị Thanh Trà
{annex}"""


def source(text: str, name: str = "text.txt") -> SourceText:
    return SourceText(f"file:///{name}", name, text, "utf-8", "")


def reading(text: str) -> dict[str, Any]:
    return read(source(text)).to_json()


def plan(
    body: str = "Điều chung.", *, title: str = "Triển khai công tác năm 2025", recitals: str = "", annex: str = ""
) -> str:
    """Plan 45/KH-UBND of Lạng Sơn, of 12 March 2025."""
    return _PLAN.format(title=title, recitals=recitals, body=body, annex=annex)


def decision(
    body: str = "Điều 1. Quyết định này có hiệu lực kể từ ngày ký.",
    *,
    title: str = "Về công tác văn thư",
    recitals: str = "",
    annex: str = "",
) -> str:
    """Decision 210/QĐ-BNV of the Ministry of Home Affairs, of 20 May 2025."""
    return _DECISION.format(title=title, recitals=recitals, body=body, annex=annex)


def news(*paragraphs: str) -> str:
    """A news page of Lạng Sơn, stamped 16 November 2023."""
    return "\n".join(["Tin tức tỉnh Lạng Sơn", "08:15 16/11/2023", *paragraphs])


def relations(text: str) -> set[tuple[str, str, str]]:
    """(subject, kind, object) of a text, documents by number, else by title, else by event name."""
    found = reading(text)
    names = {d["id"]: d.get("symbol") or d.get("title", "") for d in found["documents"]}
    names |= {e["id"]: e["name"] for e in found["events"]}
    return {(names[r["source"]], r["kind"], names[r["target"]]) for r in found["relations"]}


def duties(text: str) -> list[dict[str, Any]]:
    return list(reading(text)["assignments"])
