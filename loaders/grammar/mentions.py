"""Where a text names a document: one rule a way of naming (domain.md § 2).

Find first, resolve later: a mention keeps its words even when nobody knows what it refers to. All places are offsets into
the flow text (``loaders.layout``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from graph.registry import Context, Registry
from loaders.grammar.citations import Citations
from loaders.grammar.laws import Laws
from loaders.grammar.named import BodyIndex, DocumentMention, title_key
from loaders.grammar.titled import Titled

__all__ = ["BodyIndex", "DocumentMention", "find_mentions", "title_key"]


def find_mentions(
    text: str, bodies: BodyIndex, registry: Registry, context: Context, year: int | None, *, told: bool = False
) -> list[DocumentMention]:
    """Every document named in ``text``, by place; titled ones may hold others inside their titles. ``year`` completes
    dates without one; ``told`` says that the text is news."""
    citations = Citations(text, bodies, registry, context, year)
    numbered = list(citations.numbered())
    laws = Laws(citations).find()
    with_number = _Cover([law for law in laws if law.number is not None])
    numbered = [m for m in numbered if with_number.free(m)]
    taken = _Cover([*numbered, *laws])
    shorts = [m for m in citations.shorts() if taken.free(m)]
    taken = _Cover([*numbered, *laws, *shorts])
    fixed = sorted([*numbered, *laws, *shorts], key=lambda m: m.start)
    titled = [m for m in Titled(text, bodies, registry, context, told=told).find(fixed) if taken.free(m)]
    found = sorted([*fixed, *titled], key=lambda m: (m.start, -m.end))
    return _shared(text, found)


class _Cover:
    """Which stretches of the text are taken."""

    def __init__(self, mentions: Sequence[DocumentMention]) -> None:
        self._places = sorted((m.start, m.end) for m in mentions)
        self._starts = [p[0] for p in self._places]

    def free(self, mention: DocumentMention) -> bool:
        index = bisect_left(self._starts, mention.end)
        return not any(end > mention.start for _, end in self._places[max(0, index - 3) : index])

    def at(self, start: int) -> bool:
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] == start


# what stands between the members of a list: "số 116 | và | Đề án 08"
_SHARING = re.compile(r"\s*(?:,|và|,\s*và|;)?\s*(?:số\s*)?")
_GOING_ON = re.compile(r"\s*(?:,|;|và|,\s*và)\s*")
_PLURAL_GOING_ON = re.compile(r"\s*(?:,|và|,\s*và)\s*")


def _shared(text: str, mentions: list[DocumentMention]) -> list[DocumentMention]:
    """Date, issuer and noun that a list shares ("Nghị quyết số 116 và Đề án 08 ngày 4/7/2023 của …", "các Tờ trình số …, số …")."""
    result = list(mentions)
    for i in range(len(result) - 2, -1, -1):
        first, second = result[i], result[i + 1]
        if (
            first.way not in ("number", "short")
            or second.way not in ("number", "short")
            or first.noun in ("Luật", "Bộ luật")
        ):
            continue
        joint = _SHARING.fullmatch(text, first.end, second.start)
        if joint is None or not joint[0].strip():
            continue
        if (
            first.date is not None
            and first.issuer is None
            and second.issuer is not None
            and first.number is not None
            and second.number is not None
        ):
            if first.number.form == "party" and first.number.issuers == second.number.issuers:
                result[i] = replace(first, issuer=second.issuer, issuer_place=second.issuer_place)
        elif first.date is None and first.issuer is None and (second.date is not None or second.issuer is not None):
            year = first.number.year if first.number else None
            if (
                year is None
                and (first.way == "short" or second.issuer is not None or first.plural)
                and (first.number is None or first.number.form == "party" or first.plural)
            ):
                result[i] = replace(first, date=second.date, date_place=second.date_place, date_resolved=second.date_resolved,
                                    issuer=second.issuer, issuer_place=second.issuer_place, term=first.term or second.term,
                                    title=second.title, shared=True)  # fmt: skip
    for i in range(1, len(result)):
        first, second = result[i - 1], result[i]
        listed = _GOING_ON.fullmatch(text, first.end, second.start)
        if not second.noun and first.noun and listed and _type_code(first) == _type_code(second):
            result[i] = replace(second, noun=first.noun)
        elif (
            second.noun
            and second.way == "number"
            and first.plural
            and _PLURAL_GOING_ON.fullmatch(text, first.end, second.start)
        ):
            result[i] = replace(second, plural=True)
    return result


def _type_code(mention: DocumentMention) -> str:
    return mention.number.type_code if mention.number is not None else ""
