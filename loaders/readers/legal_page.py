"""Saved pages of the national legal database: the title line, what it says of the document, and the document itself.

Such a page has the number and the name of the document above the tabs "Nội dung", "Thuộc tính" …, its validity and
dates beside, the text in one tab and a sheet of properties in another; which of the tabs are in the file depends on how
it was saved. The pane of the text is marked with nothing but the name of the tab in its id.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from graph.errors import SourceError
from loaders.extracted import Extracted
from loaders.readers.html_tables import words_of
from loaders.readers.html_text import write_element
from loaders.readers.scribe import Scribe, tidy

_OWNER = "Cơ sở dữ liệu quốc gia về pháp luật"
_MISSING = "Văn bản không tồn tại"
_TEXT_PANES = ("//div[contains(@id,'panel-toan-van')]", "//div[@id='toanvancontent']")
_SHEET_PANE = "//div[contains(@id,'panel-thuoc-tinh')]"
_HEADING = "//h1|//h2"
_DATE_LABELS = {"Ngày có hiệu lực:": "effective", "Ngày cập nhật:": "updated"}
_VALIDITY = re.compile(
    r"(?:Còn|Hết|Chưa có|Ngưng|Không còn)\s+(?:phù hợp|hiệu lực(?:\s+(?:toàn bộ|một phần))?)", re.IGNORECASE
)
#: Label in the sheet of properties → the fact it gives.
_SHEET = {
    "Số hiệu": "number", "Số ký hiệu": "number", "Loại văn bản": "type", "Ngày ban hành": "date",
    "Cơ quan ban hành": "issuer", "Chức danh": "position", "Người ký": "signer", "Ngày có hiệu lực": "effective",
    "Tình trạng hiệu lực": "validity",
}  # fmt: skip
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def is_legal_page(root: Any) -> bool:
    """Whether the page is one of the database."""
    return _OWNER.casefold() in " ".join(root.xpath("string(//title)").split()).casefold()


def extract_legal_page(root: Any) -> Extracted:
    """The title line, the sheet of properties where it is there, then the text.

    Facts: ``title``, ``owner``, ``validity``, ``effective``, ``updated``; from the sheet ``number``, ``type``,
    ``date``, ``issuer``, ``signer``, ``position``. Dates are ISO. Raises SourceError for the page the database gives
    in place of a document it does not have.
    """
    words = words_of(root)
    if _MISSING in words and not any(root.xpath(pane) for pane in _TEXT_PANES):
        remedy = "look the document up again; the address it was saved from leads to none"
        raise SourceError(f'is a page of the legal database that holds no document ("{_MISSING}")', remedy=remedy)
    scribe = Scribe()
    title = " ".join(" ".join(heading.itertext()) for heading in root.xpath(_HEADING)[:1])
    facts = {"title": " ".join(title.split()), "owner": _OWNER, **_dates(words)}
    if facts["title"]:
        scribe.line(facts["title"])
        scribe.line()
    facts |= _write_sheet(scribe, root)
    texts = [pane for path in _TEXT_PANES for pane in root.xpath(path)]
    for pane in texts[:1]:
        write_element(scribe, pane)
    if not texts:
        scribe.left_out.append("the page was saved without the text of the document, only with its properties")
    return scribe.extracted(tuple((name, value) for name, value in facts.items() if value))


def _dates(words: str) -> dict[str, str]:
    """Validity and dates that stand under the title."""
    lines = tidy(words).split("\n")
    found: dict[str, str] = {}
    for index, line in enumerate(lines):
        for label, name in _DATE_LABELS.items():
            if line.startswith(label) and name not in found:
                value = line.removeprefix(label).strip() or (lines[index + 1] if index + 1 < len(lines) else "")
                found[name] = _iso(value)
                above = lines[index - 1] if index else ""
                if name == "effective" and _VALIDITY.fullmatch(above):
                    found["validity"] = above
    return found


def _write_sheet(scribe: Scribe, root: Any) -> dict[str, str]:
    """Writes the properties as lines of label and value, which is how people read the sheet."""
    facts: dict[str, str] = {}
    words = [" ".join(text.split()) for pane in root.xpath(_SHEET_PANE)[:1] for text in pane.itertext()]
    for label, value in pairwise(word for word in words if word):
        name = _SHEET.get(label)
        if name and value not in _SHEET and value != "--":
            scribe.line(f"{label}: {value}")
            facts[name] = _iso(value) if name in ("date", "effective") else value
    if facts:
        scribe.line()
    return facts


def _iso(value: str) -> str:
    day = _DAY.fullmatch(value.strip())
    return f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}" if day else ""
