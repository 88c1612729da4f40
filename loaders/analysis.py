"""One text from layout to what it says, in the grammar's own terms; ``loaders.assembly`` turns that into claims."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.claims import Body
from graph.errors import NumberError
from graph.numbers import DocumentNumber, parse_number
from graph.registry import Registry
from loaders.analysed import Analysis
from loaders.annex import Annex, find_annex, open_mention
from loaders.context import Setting, setting_of
from loaders.extracted import Table
from loaders.grammar.aliases import with_short_names
from loaders.grammar.documents import LocalDocument, resolve
from loaders.grammar.events import FoundEvent, announcement
from loaders.grammar.groups import BodyLists
from loaders.grammar.mentions import BodyIndex, DocumentMention, find_mentions
from loaders.grammar.relations import find_relations
from loaders.grammar.sentences import sentences
from loaders.header import Header, find_header
from loaders.layout import Layout, lay_out
from loaders.lines import Line
from loaders.page_header import find_page_header
from loaders.regions import is_enacted, is_in_head, regions_of, units_of
from loaders.statements import read_announced, read_duties, read_events, read_people, read_tables, read_targets
from loaders.text import MappedText

#: No mention is longer, its title included.
_LONGEST = 1_000
#: vừa ban hành | Kế hoạch … · ký | Công điện … · vừa có | Công văn …: by what words news names what was issued
_ISSUED = re.compile(
    r"(?:(?:(?:đã|vừa|cũng)\s+)?(?:ký\s+)?(?:thống\s+nhất\s+)?(?:ban\s+hành|ký)|(?:đã|vừa)\s+(?:có|gửi|ra))\s+\Z"
)
_ISSUED_BY = re.compile(r"\s*(?:đã|vừa|cũng)?\s*(?:(?:ký\s*)?(?:thống\s+nhất\s+)?ban\s+hành|ký|có|gửi|ra)\s*")


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
    _find_statements(result, registry, annex, passage=passage)
    if passage and isinstance(result.states, FoundEvent):
        _keep_what_is_used(result, result.states)
    return result


def _find_statements(result: Analysis, registry: Registry, annex: Annex | None, *, passage: bool) -> None:
    """Settles what states the claims of the text (its document, an annex's instrument, an event), and reads them."""
    setting, lists, regions = result.setting, result.lists, result.regions
    if not setting.official:
        read_events(result, lists)
    result.states = result.main or next((e for e in result.events if e.main), None)
    if annex is not None:
        result.states = _instrument(result, annex, registry)
    if passage:
        result.states = announcement(result.flow.text, [(p.start, p.end) for p in result.layout.paragraphs])
    if result.states is None and not setting.official and all(e.kind == "conference" for e in result.events):
        read_announced(result, lists, regions)
    else:
        read_duties(result, lists, regions)
    read_tables(result, lists, registry)
    read_people(result, regions)
    read_targets(result, regions)


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
