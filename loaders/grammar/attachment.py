"""Which mention of a sentence another one hangs on: lists, titles, brackets, carriers (domain.md § 6.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.grammar.documents import LocalDocument
from loaders.grammar.mentions import DocumentMention
from loaders.grammar.relation_words import LIST, NEW_CLAUSE, PART, PARTS_END


@dataclass(slots=True)
class Placed:
    """A mention in its sentence: ``governor`` is the place in the sentence of the mention it hangs on, -1 for none.

    ``acts`` are the kinds in which it is said to act on its governor ("A được sửa đổi bởi B": B on A).
    """

    mention: DocumentMention
    document: LocalDocument
    governor: int = -1
    kind: str = ""
    acts: tuple[str, ...] = ()


def breaks(gap: str, verb_at: int) -> bool:
    """Whether a new clause begins between the mention before and the verb."""
    before = gap[:verb_at]
    return len(before) > 420 or bool(
        re.search(
            r"[;.]\s|\"\s*,\s|,\s+(?:Ban|Bộ|Ủy ban|UBND|Sở|Chính phủ|Thủ tướng|Tỉnh ủy|đồng chí|Hội đồng)\b|\b(?:yêu cầu|đề nghị|giao|chỉ đạo|nhằm|để)\b",
            before,
        )
    )


def carried(placed: Sequence[Placed], index: int) -> int | None:
    """The unnumbered document that "ban hành kèm theo" is said of: the nearest one the words before stand in; None where there is none."""
    at = index - 1
    while at >= 0:
        if placed[at].mention.way in ("title", "self"):
            return at
        at = placed[at].governor
    return None


def sibling_of(placed: Sequence[Placed], index: int, gap: str, *, official: bool) -> int | None:
    """The mention whose list this one goes on with, by the sign before it; None where it is no list."""
    head = PART.sub("", gap)
    found = LIST.search(head)
    item, before = placed[index], placed[index - 1]
    if found is None or len(gap) > 480:
        return None
    title = gap[: found.start()]
    if (
        (head != gap and PARTS_END.search(title))
        or re.search(r"[.;]\s|\bthì\s", title)
        or (
            title.strip()
            and not re.match(r"[\s,]*(?:về|quy định|ban hành|phê duyệt|sửa đổi|hướng dẫn|\(|\"|[a-zđ])", title)
        )
    ):
        return None
    if found["sign"] == ";":
        top = index - 1
        while (
            placed[top].governor >= 0
            and placed[placed[top].governor].governor >= -1
            and not _is_root(placed, top, official=official)
        ):
            top = placed[top].governor
        return top
    at = index - 1
    if before.kind == "PASSIVE" or (
        item.mention.way == "law"
        and not item.mention.listed
        and before.governor >= 0
        and placed[before.governor].mention.amending
    ):
        at = before.governor
    while placed[at].governor >= 0 and _later_than_governor(placed, at, item):
        at = placed[at].governor
    if title.strip() and found["sign"] == "," and placed[at].governor < 0 and not official:
        return None
    return at


def _is_root(placed: Sequence[Placed], at: int, *, official: bool) -> bool:
    """In news "Kế hoạch A thực hiện B …; C" the list after the semicolon is that of what A acts on."""
    return placed[at].governor == 0 and placed[0].governor == -1 and not official and placed[0].kind in ("", "ACTOR")


def _later_than_governor(placed: Sequence[Placed], at: int, item: Placed) -> bool:
    governor = placed[placed[at].governor].document
    mine = item.mention.date or item.document.date
    return (
        governor is not None
        and governor.date is not None
        and mine is not None
        and mine.earliest() > governor.date.latest()
    )


def inside_title(before: Placed, gap: str) -> bool:
    """Whether the mention stands inside the title of the one before ("Tờ trình … về chính sách của Luật …")."""
    if before.mention.way == "self":
        return False
    return (
        bool(re.match(r"[\s,)\"]*(?:về|quy định|ban hành|phê duyệt|kiện toàn|V/v)\b", gap))
        and not NEW_CLAUSE.search(gap)
        and len(gap) < 400
    )
