"""What a text states once its documents are known: events, duties, tables, people, targets; each fills its part of
the analysis."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.claims import Body
from graph.registry import Registry
from loaders.analysed import Analysis
from loaders.grammar.cell_bodies import CellBodyReader
from loaders.grammar.deadlines import find_deadlines, main_deadline
from loaders.grammar.duties import DutyReader
from loaders.grammar.duty_clauses import Duty
from loaders.grammar.events import FoundEvent, announcement, find_events, spreads
from loaders.grammar.groups import BodyLists
from loaders.grammar.indicator_tables import find_table_targets
from loaders.grammar.labels import labelled_duties
from loaders.grammar.people import find_people
from loaders.grammar.signers import find_signer
from loaders.grammar.targets import find_targets
from loaders.grammar.task_tables import find_table_tasks
from loaders.layout import Layout
from loaders.regions import Regions

# Để triển khai thực hiện Nghị định trên, Bộ Y tế đề nghị Ủy ban nhân dân các tỉnh …: a recital that orders
_ORDERS_IN_RECITAL = re.compile(r",\s[^;.]{3,120}?\s(?:kính\s+)?(?:yêu\s+cầu|đề\s+nghị|giao)\s+(?!của)")


def read_events(result: Analysis, lists: BodyLists) -> None:
    """The events a text tells of, and which documents they spread."""
    flow = result.flow.text
    paragraphs = [(p.start, p.end) for p in result.layout.paragraphs]
    result.events = find_events(flow, paragraphs, lists, result.setting.year)
    conference = next((e for e in result.events if e.kind == "conference"), None)
    if conference is None or result.main is not None:
        return
    seen: set[str] = set()
    for index, mention in enumerate(result.mentions):
        document = result.of.get(index)
        start = flow.rfind("\n", max(0, mention.start - 200), mention.start) + 1
        listed = (
            index > 0
            and result.mentions[index - 1].end > mention.start - 8
            and "." not in flow[result.mentions[index - 1].end : mention.start]
            and result.of.get(index - 1) is not None
            and result.of[index - 1].ref in seen
        )
        if document is not None and document.ref not in seen and (spreads(flow, start, mention.start) or listed):
            seen.add(document.ref)
            result.spread.append((conference, document, mention.start, mention.end))


def read_announced(result: Analysis, lists: BodyLists, regions: Regions) -> None:
    """News that names neither a document it tells of nor a meeting it reports: the news, or the meeting it mentions,
    states what it says was ordered, and what the same words go on to ask."""
    paragraphs = [(p.start, p.end) for p in result.layout.paragraphs]
    mentioned = next(iter(result.events), None)
    result.states = mentioned or announcement(result.flow.text, paragraphs)
    read_duties(result, lists, regions)
    first = next((d.start for d, _, _ in result.duties if d.rule == "order"), None)
    result.duties = [found for found in result.duties if first is not None and found[0].start >= first]
    if not result.duties:
        result.states = None
    elif mentioned is None and isinstance(result.states, FoundEvent):
        result.events.append(result.states)


def read_duties(result: Analysis, lists: BodyLists, regions: Regions) -> None:
    """The duties of the body and the annexes, each with its deadline; none where nothing is known to state them."""
    if result.states is None:
        return
    reader = DutyReader(result.layout, lists, official=result.setting.official)
    ordering = [
        i for i in regions.recitals if _ORDERS_IN_RECITAL.search(result.layout.words(result.layout.paragraphs[i]))
    ]
    told = (sorted((*ordering, *regions.body)), regions.annex)
    parts = [[i for i in part if i not in result.layout.cells] for part in told]
    for duty in (d for part in parts for d in _stated(reader, lists, result, part)):
        own = main_deadline(find_deadlines(result.flow.text, duty.start, duty.end, anchor=result.setting.on))
        wide = (
            main_deadline(find_deadlines(result.flow.text, *duty.deadline_area, anchor=result.setting.on))
            if duty.deadline_area != (duty.start, duty.end)
            else None
        )
        chosen = (
            wide if wide is not None and (own is None or (not own.deadline.end and not own.deadline.frequency)) else own
        )
        if chosen is None and duty.frequency_area is not None:
            earlier = main_deadline(find_deadlines(result.flow.text, *duty.frequency_area, anchor=result.setting.on))
            rhythm = tuple(f for f in earlier.deadline.frequency if f != "ongoing") if earlier is not None else ()
            chosen = (
                replace(earlier, deadline=replace(earlier.deadline, frequency=rhythm))
                if earlier is not None and rhythm
                else None
            )
        result.duties.append(
            (duty, chosen.deadline if chosen else None, (chosen.start, chosen.end) if chosen else None)
        )


def _stated(reader: DutyReader, lists: BodyLists, result: Analysis, part: Sequence[int]) -> list[Duty]:
    """The duties of a part in order; what labels say of a point goes before what it would inherit from a heading."""
    duties = list(reader.read(part))
    labelled = list(labelled_duties(result.layout, lists, part)) if result.setting.official else []
    if not labelled:
        return duties
    tasks = sorted((duty.start, duty.end) for duty in labelled)
    starts = [start for start, _ in tasks]
    kept = [duty for duty in duties if not (duty.inherited and _lies_in(duty, tasks, starts))]
    return sorted([*kept, *labelled], key=lambda duty: duty.start)


def _lies_in(duty: Duty, tasks: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    before = bisect_right(starts, duty.start) - 1
    return before >= 0 and duty.start < tasks[before][1]


def read_tables(result: Analysis, lists: BodyLists, registry: Registry) -> None:
    """The tasks and targets in rows of tables."""
    if not result.layout.grids:
        return
    on = result.setting.on

    def province(name: str) -> Body | None:
        keys = registry.place_of(name, "province", on)
        return registry.territory(keys[0], on) if len(keys) == 1 else None

    bodies = CellBodyReader(lists, province)
    result.table_targets = find_table_targets(result.flow.text, result.layout.grids, year=on.year if on else None)
    result.table_tasks = find_table_tasks(result.flow.text, result.layout.grids, bodies, anchor=on)


def read_people(result: Analysis, regions: Regions) -> None:
    """Office-holders, and who signed."""
    flow, layout = result.flow.text, result.layout
    for index in (*regions.body, *regions.recitals, *_recipients(layout, regions)):
        paragraph = layout.paragraphs[index]
        result.people.extend(find_people(flow, paragraph.start, paragraph.end))
    if result.header is not None or regions.signature < len(layout.lines):
        block = [
            x
            for x in layout.lines[max(0, regions.signature - 2) : regions.signature + 40]
            if x.column != 1 and not x.text.startswith(("-", "Nơi nhận", "Nơi nhân"))
        ]
        signer = find_signer([line.text for line in block])
        if signer is not None:
            line = next((x for x in block if signer.name in x.text), None)
            if line is not None:
                at = line.start + line.text.index(signer.name)
                result.signer = (signer, at, at + len(signer.name))


def _recipients(layout: Layout, regions: Regions) -> Iterator[int]:
    """The paragraphs of the list under a document: "- Bộ trưởng Trần Hồng Minh (để báo cáo);"."""
    for index, paragraph in enumerate(layout.paragraphs):
        if paragraph.first_line > regions.signature + 40:
            return
        if paragraph.first_line >= regions.signature and paragraph.marker == "dash":
            yield index


def read_targets(result: Analysis, regions: Regions) -> None:
    """Headings and lead-ins set what a number is, so the text is read as one; cells of tables are left out."""
    paragraphs = result.layout.paragraphs
    indexes = [i for i in (*regions.body, *regions.annex) if i not in result.layout.cells]
    if result.states is None or not indexes:
        return
    event = (
        result.states
        if isinstance(result.states, FoundEvent)
        else next((e for e in result.events if e.date is not None), None)
    )
    year = event.date.year if event is not None and event.date is not None else result.setting.year
    places = [(paragraphs[i].start, paragraphs[i].end) for i in indexes]
    result.targets.extend(find_targets(result.flow.text, places[0][0], places[-1][1], year=year, paragraphs=places))
