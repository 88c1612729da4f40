"""One text from layout to what it says, in the grammar's own terms; ``loaders.assembly`` turns that into claims."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.claims import Body, Deadline
from graph.errors import NumberError
from graph.numbers import DocumentNumber, parse_number
from graph.registry import Registry
from loaders.annex import Annex, find_annex, open_mention
from loaders.context import Setting, setting_of
from loaders.extracted import Table
from loaders.grammar.aliases import with_short_names
from loaders.grammar.cell_bodies import CellBodyReader
from loaders.grammar.deadlines import find_deadlines, main_deadline
from loaders.grammar.documents import LocalDocument, resolve
from loaders.grammar.duties import DutyReader
from loaders.grammar.duty_clauses import Duty
from loaders.grammar.events import FoundEvent, announcement, find_events, spreads
from loaders.grammar.groups import BodyLists
from loaders.grammar.indicator_tables import TableTarget, find_table_targets
from loaders.grammar.labels import labelled_duties
from loaders.grammar.mentions import BodyIndex, DocumentMention, find_mentions
from loaders.grammar.people import PersonMatch, find_people
from loaders.grammar.relations import FoundRelation, find_relations
from loaders.grammar.sentences import sentences
from loaders.grammar.signers import SignerMatch, find_signer
from loaders.grammar.targets import TargetMatch, find_targets
from loaders.grammar.task_tables import TableTask, find_table_tasks
from loaders.header import Header, find_header
from loaders.layout import Layout, lay_out
from loaders.lines import Line
from loaders.page_header import find_page_header
from loaders.regions import Regions, is_enacted, is_in_head, regions_of, units_of
from loaders.text import MappedText

#: No mention is longer, its title included.
_LONGEST = 1_000
#: vừa ban hành | Kế hoạch … · ký | Công điện … · vừa có | Công văn …: by what words news names what was issued
_ISSUED = re.compile(
    r"(?:(?:(?:đã|vừa|cũng)\s+)?(?:ký\s+)?(?:thống\s+nhất\s+)?(?:ban\s+hành|ký)|(?:đã|vừa)\s+(?:có|gửi|ra))\s+\Z"
)
_ISSUED_BY = re.compile(r"\s*(?:đã|vừa|cũng)?\s*(?:(?:ký\s*)?(?:thống\s+nhất\s+)?ban\s+hành|ký|có|gửi|ra)\s*")


@dataclass(slots=True)
class Analysis:
    """What one text says. Places are offsets into ``flow``."""

    flow: MappedText
    layout: Layout
    setting: Setting
    header: Header | None
    bodies: BodyIndex
    mentions: list[DocumentMention]
    documents: list[LocalDocument]
    of: dict[int, LocalDocument]
    main: LocalDocument | None
    events: list[FoundEvent]
    relations: list[FoundRelation]
    spread: list[tuple[FoundEvent, LocalDocument, int, int]] = field(default_factory=list)
    duties: list[tuple[Duty, Deadline | None, tuple[int, int] | None]] = field(default_factory=list)
    table_tasks: list[TableTask] = field(default_factory=list)
    people: list[PersonMatch] = field(default_factory=list)
    signer: tuple[SignerMatch, int, int] | None = None
    targets: list[TargetMatch] = field(default_factory=list)
    table_targets: list[TableTarget] = field(default_factory=list)
    states: FoundEvent | LocalDocument | None = None
    issue_date: tuple[int, int] | None = None
    lists: BodyLists = field(init=False)
    regions: Regions = field(init=False)


# Để triển khai thực hiện Nghị định trên, Bộ Y tế đề nghị Ủy ban nhân dân các tỉnh …: a recital that orders
_ORDERS_IN_RECITAL = re.compile(r",\s[^;.]{3,120}?\s(?:kính\s+)?(?:yêu\s+cầu|đề\s+nghị|giao)\s+(?!của)")


def analyse(
    text: MappedText, registry: Registry, tables: Sequence[Table] = (), facts: Mapping[str, str] | None = None
) -> Analysis:
    """Reads a cleaned text; ``tables`` count in its source, ``facts`` are what its reader knew beside the words."""
    layout = lay_out(text, tables)
    header = find_header(layout.above_tables, registry)
    if header is None and facts:
        header = find_page_header(layout.lines, facts, registry)
    number = _number(header)
    setting = setting_of(layout.flow.text, header, number, registry)
    annex = find_annex(layout) if header is None else None
    passage = header is None and annex is None and _begins_inside(layout)
    if passage:
        setting = replace(setting, official=True)
    if annex is not None:
        setting = _at_annex(setting, annex)
    flow = layout.flow.text
    bodies = _find_bodies(layout, registry, setting)
    regions = regions_of(layout, header)
    mentions = find_mentions(flow, bodies, registry, setting.context, setting.year, told=not setting.official)
    main = _own_document(header, number, setting, registry) if header else None
    mentions = [
        m
        for m in mentions
        if not is_in_head(m, layout, header, regions) and not is_enacted(m, layout, regions, main.noun if main else "")
    ]
    lead = None
    if main is None and annex is None and not passage:
        mentions, lead = _reported(mentions, flow, layout, bodies, setting)
    documents, of = resolve(mentions, flow, main)
    if lead is not None and lead in of:
        main = of[lead]
        main.main = True
        _speaks_of_itself(mentions, of, main)
    scope = (
        main.issuer.key
        if main is not None and main.issuer is not None
        else setting.context.ministry or setting.context.place
    )
    lists = BodyLists(flow, bodies, scope, lambda words: registry.find_bodies(words, 0, len(words), setting.context))
    result = Analysis(layout.flow, layout, setting, header, bodies, mentions, documents, of, main, [], [])
    result.lists, result.regions = lists, regions
    result.relations = find_relations(
        flow, units_of(layout, regions, setting.official), mentions, of, main, official=setting.official
    )
    if not setting.official:
        _read_events(result, lists)
    result.states = main or next((e for e in result.events if e.main), None)
    if annex is not None:
        result.states = _instrument(result, annex, registry)
    if passage:
        result.states = announcement(flow, [(p.start, p.end) for p in layout.paragraphs])
    if result.states is None and not setting.official and all(e.kind == "conference" for e in result.events):
        _read_announced(result, lists, regions)
    else:
        _read_duties(result, lists, regions)
    _read_tables(result, lists, registry)
    _read_people(result, regions)
    _read_targets(result, regions)
    if passage and isinstance(result.states, FoundEvent):
        _keep_what_is_used(result, result.states)
    return result


def _keep_what_is_used(result: Analysis, passage: FoundEvent) -> None:
    """A passage that states nothing is no event."""
    if result.duties or result.table_tasks or result.targets or result.table_targets:
        result.events.append(passage)
    else:
        result.states = None


def _begins_inside(layout: Layout) -> bool:
    """Whether a text begins in the middle of a document: "IV- TỔ CHỨC THỰC HIỆN", "Điều 5. Trách nhiệm …"."""
    return bool(layout.paragraphs) and layout.paragraphs[0].marker in ("part", "chapter", "article", "roman")


def _at_annex(setting: Setting, annex: Annex) -> Setting:
    """The setting of an annex alone: official, and of its instrument's date."""
    on = annex.date or setting.on
    context = replace(setting.context, on=on)
    return replace(setting, official=True, context=context, on=on, year=on.year if on else None)


def _find_bodies(layout: Layout, registry: Registry, setting: Setting) -> BodyIndex:
    flow = layout.flow.text
    found = [m for place in _stretches(layout) for m in registry.find_bodies(flow, *place, setting.context)]
    return BodyIndex(with_short_names(flow, found))


def _stretches(layout: Layout) -> Iterator[tuple[int, int]]:
    """The text in stretches of which none says anything of the next: what stands between cells, and each cell."""
    at, end = 0, len(layout.flow.text)
    for grid in layout.grids:
        for cell in grid.cells:
            if not cell.empty:
                if at < cell.start:
                    yield at, cell.start
                yield cell.start, cell.end
                at = cell.end
    if at < end:
        yield at, end


def _instrument(result: Analysis, annex: Annex, registry: Registry) -> LocalDocument | None:
    """The document an annex came with: the one named last in its bracket, or one whose number was left open there."""
    inside = [i for i, m in enumerate(result.mentions) if annex.start <= m.start < annex.end and i in result.of]
    numbered = [i for i in inside if result.mentions[i].way in ("number", "short")]
    if numbered or inside:
        return result.of[(numbered or inside)[-1]]
    mention = open_mention(annex, result.flow.text, result.bodies, registry)
    if mention is None:
        return None
    document = LocalDocument(f"d{len(result.documents) + 1}", mention.noun, [len(result.mentions)])
    document.date, document.issuer = mention.date, mention.issuer
    result.mentions.append(mention)
    result.documents.append(document)
    result.of[document.mentions[0]] = document
    return document


def _speaks_of_itself(mentions: list[DocumentMention], of: dict[int, LocalDocument], main: LocalDocument) -> None:
    """In news "Quyết định này" is the decision the text tells of."""
    for index, mention in enumerate(mentions):
        if mention.way == "self" and mention.noun == main.noun and index not in of:
            of[index] = main
            main.mentions.append(index)


def _number(header: Header | None) -> DocumentNumber | None:
    if header is None:
        return None
    letter = header.type is None
    try:
        return parse_number(f"1{header.symbol.value}" if header.is_open else header.symbol.value, letter=letter)
    except NumberError:
        return None


def _own_document(header: Header, number: DocumentNumber | None, setting: Setting, registry: Registry) -> LocalDocument:
    noun = header.type.value if header.type is not None else ""
    kind = registry.type_of_noun(noun) if noun else None
    if kind is None and number is not None:
        kind = (
            registry.type_of_code(number.type_code, "party" if number.form == "party" else "state")
            if number.type_code
            else registry.type_of_noun("Công văn")
        )
    symbol = str(number) if number is not None else re.sub(r"\s+", "", header.symbol.value)
    if header.is_open:
        symbol = ""
    document = LocalDocument("", kind.noun if kind else "", symbol=symbol, main=True)
    document.subtype = kind.subtype if kind else ""
    document.date = setting.on if header.date is not None else None
    document.title = re.sub(r"\s+", " ", header.title.value) if header.title is not None else ""
    if number is not None:
        document.issuer = registry.body_of_codes(number.issuers, setting.context, form=number.form)
    if document.issuer is None or (number is not None and number.issuers == ("TW",)):
        document.issuer = _issuer_above(header.issuer_lines, setting, registry) or document.issuer
    if header.issued_by and number is not None and number.form == "party":
        # the letterhead of a committee stands over the papers of its standing committee too (domain.md § 5.1)
        document.issuer = registry.body_of_name(header.issued_by.capitalize(), setting.context) or document.issuer
    return document


def _issuer_above(lines: Sequence[Line], setting: Setting, registry: Registry) -> Body | None:
    """The body in capitals over a number. The first lines may name the one above it: "ĐẢNG BỘ TỈNH LÀO CAI / ĐẢNG ỦY ỦY
    BAN NHÂN DÂN TỈNH" (Hướng dẫn 36-HD/VPTW, I.2)."""
    for first in range(len(lines)):
        named = " ".join(line.text for line in lines[first:]).capitalize()
        if (body := registry.body_of_name(named, setting.context)) is not None:
            return body
    return None


def _reported(
    mentions: list[DocumentMention], flow: str, layout: Layout, bodies: BodyIndex, setting: Setting
) -> tuple[list[DocumentMention], int | None]:
    """In news: the document that the text says was issued, with the day and body before "ban hành"; its index among
    the mentions.
    """
    from loaders.grammar.dates import DATE, date_of

    result = list(mentions)
    starts = [m.start for m in result]

    def begun(low: int, high: int) -> list[DocumentMention]:
        return result[bisect_left(starts, low) : bisect_left(starts, high)]

    for paragraph in layout.paragraphs:
        for start, end in sentences(flow, paragraph.start, paragraph.end):
            for index in range(bisect_left(starts, start), bisect_left(starts, end)):
                mention = result[index]
                if mention.way not in ("number", "short") or not _ISSUED.search(
                    flow, max(start, mention.start - 40), mention.start
                ):
                    continue
                near = begun(max(start, mention.start - _LONGEST), mention.start)
                if any(mention.start - m.end < 12 for m in near):
                    continue
                changes: dict[str, object] = {}
                before = flow[start : mention.start]
                days = [
                    d
                    for d in DATE.finditer(before)
                    if not any(start + d.start() < m.end for m in begun(start + d.start() - _LONGEST, start + d.end()))
                ]
                if mention.date is None and days:
                    date, guessed = date_of(days[-1], setting.year)
                    if date is not None:
                        changes.update(
                            date=date,
                            date_place=(start + days[-1].start(), start + days[-1].end()),
                            date_resolved=guessed,
                        )
                if mention.issuer is None:
                    issuers = [
                        b
                        for b in bodies.between(max(start, mention.start - 160), mention.start)
                        if not b.body.head and flow[b.end : mention.start].count(",") == 0
                    ]
                    if issuers and _ISSUED_BY.fullmatch(flow, issuers[-1].end, mention.start):
                        changes.update(issuer=issuers[-1].body, issuer_place=(issuers[-1].start, issuers[-1].end))
                result[index] = replace(mention, **changes)  # type: ignore[arg-type]  # names of the dataclass's own fields
                return result, index
    return result, None


def _read_events(result: Analysis, lists: BodyLists) -> None:
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


def _read_announced(result: Analysis, lists: BodyLists, regions: Regions) -> None:
    """News that names neither a document it tells of nor a meeting it reports: the news, or the meeting it mentions,
    states what it says was ordered, and what the same words go on to ask."""
    paragraphs = [(p.start, p.end) for p in result.layout.paragraphs]
    mentioned = next(iter(result.events), None)
    result.states = mentioned or announcement(result.flow.text, paragraphs)
    _read_duties(result, lists, regions)
    first = next((d.start for d, _, _ in result.duties if d.rule == "order"), None)
    result.duties = [found for found in result.duties if first is not None and found[0].start >= first]
    if not result.duties:
        result.states = None
    elif mentioned is None and isinstance(result.states, FoundEvent):
        result.events.append(result.states)


def _read_duties(result: Analysis, lists: BodyLists, regions: Regions) -> None:
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


def _read_tables(result: Analysis, lists: BodyLists, registry: Registry) -> None:
    if not result.layout.grids:
        return
    on = result.setting.on

    def province(name: str) -> Body | None:
        keys = registry.place_of(name, "province", on)
        return registry.territory(keys[0], on) if len(keys) == 1 else None

    bodies = CellBodyReader(lists, province)
    result.table_targets = find_table_targets(result.flow.text, result.layout.grids, year=on.year if on else None)
    result.table_tasks = find_table_tasks(result.flow.text, result.layout.grids, bodies, anchor=on)


def _read_people(result: Analysis, regions: Regions) -> None:
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


def _read_targets(result: Analysis, regions: Regions) -> None:
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
