"""Where a text speaks from: official or news, its place, its ministry, its date.

What is named short ("Bộ", "UBND tỉnh", "ngày 10/01") is completed from here and nowhere else, and only by what the
text itself says.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from graph.dates import PartialDate
from graph.errors import DateError
from graph.numbers import DocumentNumber
from graph.registry import Context, Registry
from loaders.grammar.dates import DATE, date_of
from loaders.header import Header

# 22:05 13/01/2019 · (26/03/2018 17:40:00) · Thứ Năm, 09:12, 15/05/2025: the time stamp of a page
_STAMP = re.compile(
    r"(?:\d{1,2}:\d{2}(?::\d{2})?\s*[,|-]?\s+(?P<d1>\d{1,2})[/-](?P<m1>\d{1,2})[/-](?P<y1>\d{4}))|(?:(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>\d{4})\s*[,-]?\s*\d{1,2}:\d{2})"
)
# dự kiến … vào ngày 15/3/2026: a day to come tells nothing of the day the text was written
_PLANNED = re.compile(
    r"(?:\b(?:dự\s+kiến|sẽ)\b[^.;\n]{0,240}"
    r"|\b(?:trước|kể\s+từ|đến|chậm\s+nhất|muộn\s+nhất|không\s+quá)\s+(?:(?:là|vào|hết|cuối)\s+)*)\Z",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\s+(?:tới|sắp\s+tới)\b")
_MINISTRY = re.compile(
    r"^(?:bo-(?!chinh-tri|tu-lenh|tham-muu)|ngan-hang-nha-nuoc|thanh-tra-chinh-phu|van-phong-chinh-phu|uy-ban-dan-toc)"
)
_LOCAL_CODES = ("UBND", "HĐND", "TU", "HU", "UB", "ĐU", "QU", "ThU")


@dataclass(frozen=True, slots=True)
class Setting:
    """``on`` is the date the text speaks at, ``year`` what completes a day without one; ``issued`` is ``on`` where a
    head gives it.
    """

    official: bool
    context: Context
    on: PartialDate | None
    year: int | None


def setting_of(text: str, header: Header | None, number: DocumentNumber | None, registry: Registry) -> Setting:
    """The setting of a text from its head, or from what it names most."""
    on = PartialDate.parse(header.date.value) if header is not None and header.date is not None else _page_date(text)
    if header is not None:
        head = "\n".join(line.text for line in header.issuer_lines)
        place, name = _place_of_head(head, number, registry, on)
        ministry = _ministry_of_head(head, number, registry, on)
    else:
        place, name = _place_of_news(text, registry, on), ""
        ministry = _ministry_of_news(text, registry, on)
    context = Context(place, ministry, on)
    if place and registry.place(place) is None:  # a commune, which no list holds: of the province its text names most
        province = registry.province_of(place) or registry.province_of(_place_of_news(text, registry, on))
        inside = place if not province or place.endswith(f".{province}") else f"{place}.{province}"
        context = Context(inside, ministry, on, name)
    return Setting(header is not None, context, on, on.year if on else None)


def _page_date(text: str) -> PartialDate | None:
    """The time stamp of the page, else the latest day the text writes in full, as far as its year."""
    if found := _STAMP.search(text):
        day, month, year = (found[k] or found[k[0] + "2"] for k in ("d1", "m1", "y1"))
        try:
            return PartialDate(int(year), int(month), int(day))
        except DateError:
            return None
    days = [date_of(m)[0] for m in DATE.finditer(text) if not _is_planned(text, m)]
    years = [d.year for d in days if d is not None and d.year >= 1990]
    return PartialDate(max(years)) if years else None


def _is_planned(text: str, day: re.Match[str]) -> bool:
    """Whether a day is one to come: "dự kiến … vào ngày 15/3", "trước ngày 30/6", "vào ngày 12/9 tới"."""
    planned = _PLANNED.search(text, max(0, day.start() - 260), day.start())
    return planned is not None or _TO_COME.match(text, day.end()) is not None


_UNIT = re.compile(r"(?:Tỉnh|Thành Phố|Huyện|Quận|Thị Xã|Thị Trấn|Xã|Phường|Đặc Khu)(?!\w)")


def _place_of_head(
    head: str, number: DocumentNumber | None, registry: Registry, on: PartialDate | None
) -> tuple[str, str]:
    """Key of the place in the issuer's lines, and its name as a text writes it: "phường Quy Nhơn"."""
    local = number is not None and any(code in _LOCAL_CODES or code.startswith("S") for code in number.issuers)
    if not local and not re.search(r"TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ", head):
        return "", ""
    titled = " ".join(word.capitalize() for word in head.replace("\n", " ").split())
    places = registry.find_places(titled, 0, len(titled), on)
    if not places:
        return "", ""
    name = _UNIT.sub(lambda unit: unit.group().lower(), titled[places[-1].start : places[-1].end])
    return places[-1].place_key, name


def _ministry_of_head(head: str, number: DocumentNumber | None, registry: Registry, on: PartialDate | None) -> str:
    if number is not None and number.issuers:
        body = registry.body_of_codes(number.issuers, Context("", "", on), form=number.form)
        if body is not None and _MINISTRY.match(body.key):
            return body.key
    return ""


def _place_of_news(text: str, registry: Registry, on: PartialDate | None) -> str:
    """The province at least half of the text's places lie in; its district, where the text names only one and names
    it again.
    """
    counts: Counter[str] = Counter()
    districts: dict[str, set[str]] = {}
    for found in registry.find_places(text, 0, len(text), on):
        province = registry.province_of(found.place_key)
        if province:
            counts[province] += 1
            if found.level == "district":
                districts.setdefault(province, set()).add(found.place_key)
    if not counts:
        return ""
    (best, hits), total = counts.most_common(1)[0], sum(counts.values())
    if hits * 2 < total:
        return ""
    named = districts.get(best, set())
    return next(iter(named)) if len(named) == 1 and counts[best] > 2 else best


def _ministry_of_news(text: str, registry: Registry, on: PartialDate | None) -> str:
    bodies = registry.find_bodies(text, 0, len(text), Context("", "", on))
    counts = Counter(m.body.key for m in bodies if _MINISTRY.match(m.body.key) and not m.needs)
    if not counts:
        return ""
    (best, hits), total = counts.most_common(1)[0], sum(counts.values())
    return best if hits * 2 > total else ""
