"""Answers as tables for people. Texts are cleaned and cut; the whole of them is in the JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from api.output import clean, short

if TYPE_CHECKING:
    from graph.claims import Source
    from queries.answers import BodyRef, DocumentRef, Words
    from queries.documents import BodyList, DocumentList
    from queries.evidence import EdgeSheet, Sheet
    from queries.lineage import Lineage, LineageEdge, LineageStep, Path
    from queries.reporting import ReportingLine, Reports
    from queries.responsibilities import Duties, Duty
    from queries.unresolved import OpenReferences, RefusedRelation, Stubs

#: What stands behind what only doubtful claims say.
_DOUBT = " [doubtful]"
#: Duties of one group that a table shows; the duties of "all ministries" are many and the same for each of them.
_GROUP_DUTIES = 5
_ARROWS = {"self": "•", "up": "↑", "down": "↓"}


def document_line(document: DocumentRef) -> str:
    """``Kế hoạch 15/KH-UBND, 2025-03-01, UBND tỉnh Lạng Sơn: title [stub]``."""
    name = f"{document.type} {document.symbol}".strip() if document.symbol else document.name
    facts = ", ".join(fact for fact in (name, document.date, document.issuer_name) if fact)
    title = f": {document.title}" if document.title and document.title not in facts else ""
    status = "" if document.status in ("", "loaded") else f" [{document.status}]"
    return short(facts + title, 220) + status


def lineage_table(answer: Lineage) -> list[Table | Text]:
    """The chain, nearest first: upwards, then downwards, with the words that prove each step."""
    names = {doc.key: _name(doc) for step in answer.steps for doc in step.documents}
    table = _table("", "document", "link", "words")
    for step in answer.steps:
        mark = _ARROWS[step.way] + (f" {step.depth}" if step.depth else "")
        documents = "\n".join(document_line(document) for document in step.documents)
        first, *rest = _links(step, names) or [("", "")]
        _row(table, mark, documents, *first)
        for link in rest:
            _row(table, "", "", *link)
    notes = [] if len(answer.steps) > 1 else ["no document above or below it is known"]
    notes += ["the answer was cut: ask for fewer steps (--depth)"] if answer.truncated else []
    return [table, *map(Text, notes)]


def _links(step: LineageStep, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """The edges that lead to a step, then what stands beside it, each as (what is said, its words)."""
    links = [
        (
            short(f"{names.get(e.source, e.source)} {e.label} {names.get(e.target, e.target)}") + _doubt(e),
            _words(e.words),
        )
        for e in step.edges
    ]
    for beside in step.follow_ups:
        said = f"(beside) {_name(beside.document)} {beside.edge.label}"
        links.append((short(said) + _doubt(beside.edge), _words(beside.edge.words)))
    return links


def path_table(answer: Path) -> list[Table | Text]:
    """The chain between two documents, one edge a row."""
    if answer.direction == "none":
        return [Text(clean(f"no chain: {answer.reason}"))]
    table = _table("", "document", "link", "words")
    _row(table, "•", document_line(answer.start), "", "")
    for step in answer.steps:
        arrow = "↑" if step.forward else "↓"
        _row(
            table,
            arrow,
            document_line(step.document),
            short(step.edge.label) + _doubt(step.edge),
            _words(step.edge.words),
        )
    return [table]


def duties_tables(answer: Duties) -> list[Table | Text]:
    """Duties of its own, of the groups it belongs to, and whom it came from or went over to."""
    life = {None: "", True: " (existed then)", False: " (did not exist then)"}[answer.alive]
    head = Text(clean(f"{answer.organization.name}: {answer.total} duties{life}"))
    parts: list[Table | Text] = [head]
    parts += [_duty_table(answer.own)] if answer.own else []
    if len(answer.own) < answer.total:
        parts.append(Text(f"shown: {len(answer.own)} of {answer.total} (--limit, --offset)"))
    for group in answer.groups:
        sure = "belongs to" if group.certain else "may belong to"
        parts += [
            Text(clean(f"{sure} {group.group.name} ({group.reason}):")),
            _duty_table(group.duties[:_GROUP_DUTIES]),
        ]
        if len(group.duties) > _GROUP_DUTIES:
            parts.append(Text(f"… and {len(group.duties) - _GROUP_DUTIES} more (--json shows all)"))
    for kin in answer.kin:
        parts.append(Text(clean(f"{kin.relation}: {kin.body.name} {kin.since} ({kin.act}), {kin.duties} duties")))
    return parts


def _duty_table(duties: Sequence[Duty]) -> Table:
    table = _table("task", "roles", "due", "with", "goes to", "stated in", "words")
    for duty in duties:
        roles = ", ".join((*duty.labels, *(f"({head})" for head in duty.heads)))
        late = {None: "", True: " OVERDUE", False: ""}[duty.overdue]
        state = f" [{duty.state}]" if duty.state else ""
        _row(
            table,
            short(duty.words, 200) + _doubt(duty),
            short(roles),
            short(f"{duty.due.day or duty.due.raw}{late}{state}"),
            short(", ".join(worker.body.name for worker in duty.co_workers)),
            _bodies(duty.recipients),
            short(", ".join(place.name for place in duty.stated_in)),
            _beyond(duty.words, _first(duty.evidence)),
        )
    return table


def reports_tables(answer: Reports) -> list[Table | Text]:
    """Reporting lines of a body, those it owes and those owed to it."""
    if not answer.lines:
        return [Text(clean(f"no reporting line of {answer.organization.name} is known"))]
    table = _table("reporter", "reports to", "about", "when", "through", "words")
    for line in answer.lines:
        when = ", ".join(filter(None, (*line.frequency, line.deadline)))
        ends = clean(line.reporter.name), clean(line.recipient.name)
        about = short(line.subject) + _doubt(line)
        _row(table, *ends, about, short(when), _bodies(line.via), _words(_first(line.words)))
    return [table]


def search_tables(documents: DocumentList, bodies: BodyList) -> list[Table | Text]:
    """What was found, documents first; keys are what other commands take."""
    parts: list[Table | Text] = []
    if documents.items:
        table = _table(f"documents ({len(documents.items)} of {documents.total})", "key")
        for document in documents.items:
            _row(table, document_line(document), clean(document.key))
        parts.append(table)
    if bodies.items:
        table = _table(f"organizations ({len(bodies.items)} of {bodies.total})", "key")
        for body in bodies.items:
            _row(table, short(body.name), clean(body.key))
        parts.append(table)
    return parts or [Text("nothing was found")]


def sheet_tables(sheet: Sheet) -> list[Table | Text]:
    """A node with everything at it."""
    facts = _table("property", "value")
    _row(facts, "key", clean(sheet.node.key))
    for name, value in sorted(sheet.properties.items()):
        _row(facts, clean(name), short(str(value)))
    for alias in sheet.aliases:
        if alias != sheet.node.key:
            _row(facts, "also known by", clean(alias))
    edges = _table("edge", "other end", "key")
    for edge in sheet.edges:
        said_of_it = f"{'→' if edge.outgoing else '←'} {edge.label}{_doubt(edge)}"
        _row(edges, said_of_it, short(edge.other.name), clean(edge.other.key))
    said = _table("attribute", "value", "shown", "words")
    for attribute in sheet.attributes:
        shown = "yes" if attribute.chosen else ""
        _row(said, attribute.name, short(attribute.value), shown, _words(attribute.words))
    words = _table("source", "says", "rule", "confidence", "words")
    for claim in sheet.words:
        sure = f"{claim.confidence:.2f}{_doubt(claim)}"
        _row(words, clean(claim.source), claim.statement, clean(claim.rule), sure, _words(claim))
    titled = (
        (f"{sheet.node.label}: {short(sheet.node.name)}", facts),
        (f"\n{sheet.edges_total} edges", edges),
        ("\nwhat sources say of it", said),
        (f"\n{sheet.words_total} claims name it", words),
    )
    return [part for title, table in titled if table.row_count for part in (Text(title), table)]


def unresolved_tables(answer: OpenReferences) -> list[Table | Text]:
    """References that lead to no one document, with the candidates of those that could lead to several."""
    if not answer.items:
        return [Text("every reference leads to one document")]
    return [_open_table(answer, "references")]


def suspect_tables(answer: OpenReferences) -> list[Table | Text]:
    """Documents whose symbol is suspect, with those that may be meant; nothing where there is none."""
    return [_open_table(answer, "suspect symbols")] if answer.items else []


def _open_table(answer: OpenReferences, title: str) -> Table:
    table = _table(f"{title} ({len(answer.items)} of {answer.total})", "status", "reason", "candidates", "words")
    for item in answer.items:
        candidates = "\n".join(document_line(candidate) for candidate in item.candidates)
        name = document_line(item.document)
        _row(table, name, item.status, short(item.reason), candidates, _words(_first(item.words)))
    return table


def stubs_table(answer: Stubs) -> list[Table | Text]:
    """Documents that are cited and were not loaded, the most cited first."""
    if not answer.items:
        return [Text("every document cited was loaded")]
    table = _table(f"to load next ({len(answer.items)} of {answer.total})", "cited")
    for stub in answer.items:
        _row(table, document_line(stub.document), str(stub.cited))
    return [table]


def refused_table(refused: Iterable[RefusedRelation]) -> list[Table | Text]:
    """Relations that a text states and that cannot be."""
    table = _table("from", "kind", "to", "why it is left out", "words")
    for item in refused:
        _row(table, clean(item.source), item.kind, clean(item.target), short(item.reason), _words(item.words))
    return [table] if table.row_count else [Text("no relation was left out")]


def sources_table(sources: Iterable[Source]) -> list[Table | Text]:
    """What was loaded, by locator."""
    table = _table("source", "reader", "encoding", "content (SHA-256)", "grammar", "registry")
    for source in sources:
        versions = clean(source.grammar), clean(source.registry[:12])
        _row(table, clean(source.locator), clean(source.reader), source.encoding, source.content_hash[:12], *versions)
    return [table] if table.row_count else [Text("nothing was loaded yet")]


def facts_table(facts: Mapping[str, object]) -> Table:
    """Names and values, one a line."""
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in facts.items():
        _row(table, clean(name), clean(str(value)))
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", vertical="top")
    return table


def _row(table: Table, *cells: str) -> None:
    table.add_row(*(Text(cell) for cell in cells))


def _name(document: DocumentRef) -> str:
    return f"{document.type} {document.symbol}".strip() if document.symbol else document.name


def _bodies(bodies: Iterable[BodyRef]) -> str:
    return short(", ".join(body.name for body in bodies))


def _beyond(told: str, words: Words | None) -> str:
    """The words where they say more than was ``told`` already, else only where they stand."""
    if words is None or words.quote != " ".join(told.split()):
        return _words(words)
    return _source(words)


def _doubt(said: LineageEdge | Duty | ReportingLine | EdgeSheet | Words) -> str:
    """The mark behind what is doubtful."""
    return _DOUBT if said.doubtful else ""


def _first(words: Sequence[Words]) -> Words | None:
    return words[0] if words else None


def _words(words: Words | None) -> str:
    """The words themselves with where they stand, or the act where only the registry says it."""
    if words is None:
        return ""
    if words.origin == "registry":
        return short(f"{words.act} ({words.rule})")
    return f"“{short(words.quote, 200)}” {_source(words)}"


def _source(words: Words) -> str:
    """The source, with the page or cell in it where it has such."""
    if not words.place:
        return clean(words.source)
    return clean(f"{words.source}, {words.place if '!' in words.place else f'p. {words.place}'}")
