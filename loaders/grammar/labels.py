"""Tasks whose doers stand under labels: "Đơn vị chủ trì: Sở Y tế", "Thời gian hoàn thành: Quý II/2025" (domain.md § 5.4).

Plans write a task as a point and say below it, or in brackets behind it, who leads, who works with him, by when and with
what result. The labels belong to the point they hang under; together they make one duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from graph.claims import Body, Role
from graph.text import single_spaced
from loaders.grammar.duty_clauses import Duty
from loaders.grammar.groups import BodyLists
from loaders.layout import Layout
from loaders.points import Paragraph

Label: TypeAlias = Literal["lead", "doer", "with", "when", "product"]

_WHO = r"(?:(?:[Cc]ơ\s+quan|[Đđ]ơn\s+vị|[Bb]ộ\s+phận|[Tt]ổ\s+chức)(?:\s*,\s*(?:cơ\s+quan|đơn\s+vị|tổ\s+chức|cá\s+nhân))*\s+)"
#: What a label says of the point above it, with the words it takes: each stands at the head of a line or behind a stop.
_LABELS: tuple[tuple[Label, str], ...] = (
    # Cơ quan chủ trì · Đơn vị chủ trì thực hiện · Chủ trì · Phân công chủ trì
    ("lead", rf"(?:{_WHO}|[Pp]hân\s+công\s+)?[Cc]hủ\s+trì(?:\s+(?:thực\s+hiện|tham\s+mưu|triển\s+khai|soạn\s+thảo))?|{_WHO}đầu\s+mối"),
    # Cơ quan phối hợp · Phối hợp thực hiện
    ("with", rf"{_WHO}?[Pp]hối\s+hợp(?:\s+(?:thực\s+hiện|triển\s+khai))?"),
    # Đơn vị thực hiện · Trách nhiệm thực hiện · Phân công thực hiện
    ("doer", rf"{_WHO}(?:thực\s+hiện|phụ\s+trách|chịu\s+trách\s+nhiệm|tham\s+mưu)|(?:[Tt]rách\s+nhiệm|[Pp]hân\s+công|[Tt]ổ\s+chức)\s+thực\s+hiện"),
    # Thời gian hoàn thành · Thời hạn · Tiến độ thực hiện
    ("when", r"(?:[Tt]hời\s+(?:gian|hạn)|[Tt]iến\s+độ)(?:\s+(?:thực\s+hiện|hoàn\s+thành|triển\s+khai|báo\s+cáo))*"),
    # Sản phẩm · Kết quả đầu ra
    ("product", r"(?:[Ss]ản\s+phẩm|[Kk]ết\s+quả)(?:\s+(?:dự\s+kiến|đầu\s+ra|thực\s+hiện|hoàn\s+thành|đạt\s+được|cần\s+đạt))*"),
)  # fmt: skip
_LABEL = re.compile(
    r"(?:\A|(?<=[.;(\n]\s)|(?<=[.;(\n]))[-+•*–]?\s*(?:"
    + "|".join(rf"(?P<{name}>{words})" for name, words in _LABELS)
    + r")\s*:\s*(?=\S)"
)
_ANY_LABEL = re.compile(r":")
# … (Sở Nội vụ chủ trì, phối hợp với Sở Tài chính; hoàn thành trong quý II/2025)
_IN_BRACKETS = re.compile(r"\((?P<inside>[^()]{5,300})\)\s*[.;]?\s*\Z")
_LEADS = re.compile(
    r"\s+(?:(?P<lead>chủ\s+trì)|(?:tham\s+mưu\s*,?\s*)?thực\s+hiện)(?:\s*,?\s*(?P<with>phối\s+hợp(?:\s+(?:với|cùng))?)\s+)?"
)
_TASK_POINTS = frozenset({"decimal", "decimal2", "decimal3", "letter", "dash", "plus"})


@dataclass(slots=True)
class _Labelled:
    """What the labels of one point say; places in the flow text."""

    task: tuple[int, int]
    leads: list[Body] = field(default_factory=list)
    doers: list[Body] = field(default_factory=list)
    beside: list[Body] = field(default_factory=list)
    subject: tuple[int, int] | None = None
    when: tuple[int, int] | None = None
    product: str = ""


def labelled_duties(layout: Layout, lists: BodyLists, paragraphs: Sequence[int]) -> Iterator[Duty]:
    """The duties that labels state in the given paragraphs (indexes, in order), one for each point that has a doer."""
    found: dict[int, _Labelled] = {}
    last = -1  # the last paragraph that is no label
    for index in paragraphs:
        paragraph = layout.paragraphs[index]
        labels = _labels(layout, paragraph)
        first = labels[0].start() if labels else -1
        if labels and first <= 2:
            point = _point_of(layout, index, last)
            if point >= 0:
                start, end = layout.paragraphs[point].body, layout.paragraphs[point].end
                _read(found.setdefault(point, _Labelled((start, end))), layout, lists, paragraph, labels)
            continue
        last = index
        if labels:
            task = (paragraph.body, paragraph.body + first)
            _read(found.setdefault(index, _Labelled(task)), layout, lists, paragraph, labels)
        elif bracketed := _bracketed(layout, lists, paragraph):
            found[index] = bracketed
    yield from (duty for labelled in found.values() if (duty := _duty(labelled)) is not None)


def _labels(layout: Layout, paragraph: Paragraph) -> list[re.Match[str]]:
    words = layout.words(paragraph)
    return list(_LABEL.finditer(words)) if _ANY_LABEL.search(words) else []


def _point_of(layout: Layout, index: int, last: int) -> int:
    """The point a paragraph of labels belongs to: the one it hangs under, else the one before it; -1 for none."""
    parent = layout.paragraphs[index].parent
    if parent >= 0 and layout.paragraphs[parent].marker in _TASK_POINTS and parent <= last:
        return parent
    return last


def _read(
    labelled: _Labelled, layout: Layout, lists: BodyLists, paragraph: Paragraph, labels: Sequence[re.Match[str]]
) -> None:
    """Adds what the labels of one paragraph say."""
    for number, label in enumerate(labels):
        stop = paragraph.body + labels[number + 1].start() if number + 1 < len(labels) else paragraph.end
        start, name = paragraph.body + label.end(), label.lastgroup
        if name == "when":
            labelled.when = (paragraph.body + label.start(), stop)
        elif name == "product":
            labelled.product = labelled.product or single_spaced(layout.flow.text[start:stop]).strip(" .;)")
        else:
            bodies = lists.at(start, stop, bare=True)
            if bodies is None:
                continue
            {"lead": labelled.leads, "doer": labelled.doers}.get(name or "", labelled.beside).extend(bodies.items)
            if name != "with" and labelled.subject is None:
                labelled.subject = (bodies.start, bodies.end)


def _bracketed(layout: Layout, lists: BodyLists, paragraph: Paragraph) -> _Labelled | None:
    """A point with its doer in brackets behind it: "Xây dựng Đề án … (Sở Nội vụ chủ trì; hoàn thành trong quý II)"."""
    brackets = _IN_BRACKETS.search(layout.flow.text, paragraph.body, paragraph.end)
    if brackets is None or not paragraph.marker:
        return None
    start, end = brackets.span("inside")
    bodies = lists.at(start, end)
    leads = _LEADS.match(layout.flow.text, bodies.end, end) if bodies else None
    if bodies is None or leads is None:
        return None
    beside = lists.at(leads.end(), end) if leads["with"] else None
    labelled = _Labelled((paragraph.body, brackets.start()), subject=(bodies.start, bodies.end), when=(start, end))
    (labelled.leads if leads["lead"] else labelled.doers).extend(bodies.items)
    labelled.beside.extend(beside.items if beside else ())
    return labelled


def _duty(labelled: _Labelled) -> Duty | None:
    bodies = labelled.leads or labelled.doers
    start, end = labelled.task
    if not bodies or labelled.subject is None or end - start < 8:
        return None
    roles: tuple[Role, ...] = ("LEAD",) if labelled.leads else ("RESPONSIBLE",)
    beside = [*labelled.beside, *(labelled.doers if labelled.leads else ())]
    return Duty(
        tuple(dict.fromkeys(bodies)), roles, start, end, labelled.subject, False, tuple(dict.fromkeys(beside)), (), (),
        labelled.product, "label", labelled.when or (start, end),
    )  # fmt: skip
