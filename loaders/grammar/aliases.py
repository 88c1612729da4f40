"""Short names of bodies inside one text: those it defines ("(gọi tắt là Ban Chỉ đạo)") and heads that only one body of it bears."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.registry import BodyMatch
from graph.text import any_phrase

_DEFINED = re.compile(
    r"\s*\(\s*(?:sau đây\s+)?(?:gọi|viết)\s+(?:tắt\s+|chung\s+)?là\s*:?\s*\"?(?P<alias>[A-ZĐ][^()\"]{2,60}?)\"?\s*\)"
)
# Heads that are names only together with what follows; alone they stand for the one so named before.
_HEADS = re.compile(
    r"(?<!\w)(?P<head>(?:Ban Chỉ đạo|Hội đồng|Ủy ban|Tổ công tác|Ban Quản lý|Quỹ|Tổ Biên tập|Học viện|Trung tâm)(?:\s+(?:Trung ương|Quốc gia|quốc gia|tỉnh|thành phố|liên ngành))?)(?!\w)"
)


def with_short_names(text: str, matches: Sequence[BodyMatch]) -> list[BodyMatch]:
    """The matches, and those of the short names the text gives its bodies."""
    found = sorted(matches, key=lambda m: m.start)
    short: dict[str, BodyMatch] = {}
    for match in found:
        if defined := _DEFINED.match(text, match.end):
            short.setdefault(defined["alias"].strip(), match)
    full = [m for m in found if not m.needs]
    for name, match in _only_bearers(text, full).items():
        short.setdefault(name, match)
    places = list(_occurrences(text, short))
    starts = [m.start for m in found]
    added = []
    for start, end, model in places:
        # bodies do not overlap: the first that may reach beyond ``start`` is the last that begins before it
        first = max(0, bisect_left(starts, start) - 1)
        around = next((m for m in found[first : first + 2] if m.start < end and m.end > start), None)
        if around is None or (around.start == start and around.end <= end):
            added.append(BodyMatch(start, end, replace(model.body, written=text[start:end], head=""), ""))
    covered = {(m.start) for m in added}
    return sorted([m for m in found if m.start not in covered] + added, key=lambda m: m.start)


def _only_bearers(text: str, matches: Sequence[BodyMatch]) -> dict[str, BodyMatch]:
    """Heads that exactly one fully named body of the text bears."""
    bearers: dict[str, dict[str, BodyMatch]] = {}
    for match in matches:
        head = _HEADS.match(text, match.start)
        if head and head.end() < match.end - 8:
            bearers.setdefault(head["head"], {})[match.body.key] = match
            plain = head["head"].split(" Trung ương")[0]
            bearers.setdefault(plain, {})[match.body.key] = match
    return {head: next(iter(found.values())) for head, found in bearers.items() if len(found) == 1}


def _occurrences(text: str, short: dict[str, BodyMatch]) -> Iterator[tuple[int, int, BodyMatch]]:
    if not short:
        return
    for found in re.finditer(rf"{any_phrase(short)}(?!\w)", text):
        name = " ".join(found[0].split())
        if name in short:
            yield found.start(), found.end(), short[name]
