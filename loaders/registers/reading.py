"""What a list of documents says: of each row a document, and what its summary says it does to others.

A summary is read like the title of the document, by the same grammar; in small letters after capitals were given to
what the registry knows. Everything a row says points at its cells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.claims import Attribute, Body, Claim, Evidence, Mention, Span
from graph.registry import Context, Registry
from graph.text import single_spaced
from loaders.analysed import Analysis
from loaders.assembly import Assembler
from loaders.context import Setting
from loaders.extracted import Cell
from loaders.grammar.aliases import with_short_names
from loaders.grammar.documents import LocalDocument, resolve
from loaders.grammar.mentions import BodyIndex, DocumentMention, find_mentions
from loaders.grammar.relation_units import Unit
from loaders.grammar.relations import find_relations
from loaders.layout import Layout
from loaders.registers.casing import is_one_case, with_capitals
from loaders.registers.mapping import Override
from loaders.registers.rows import Register, Row, rows_of
from loaders.registers.values import Numbered, date_of_cell, number_of
from loaders.text import MappedText, SourceText, clean

_SURE, _PLAIN = 0.95, 0.9  # of what is read as written, of what the number's code says
_HALF = 2  # a place is the register's when at least every second place named lies there


def register_claims(
    source: SourceText, registers: Sequence[Register], said: Override, registry: Registry, first: int
) -> tuple[Claim, ...]:
    """The claims of all rows; documents are named ``d<first>`` and on, in the order of the rows."""
    reader = _Reader(source, registers, said, registry, first)
    return tuple(claim for register in registers for row in rows_of(register, source.text) for claim in reader.row(row))


def without(source: SourceText, registers: Sequence[Register]) -> SourceText:
    """The source with spaces for its registers: what stands around them is read like any text."""
    text = source.text
    for register in registers:
        table = register.table
        text = f"{text[: table.start]}{' ' * (table.end - table.start)}{text[table.end :]}"
    tables = {id(register.table) for register in registers}
    return replace(source, text=text, tables=tuple(t for t in source.tables if id(t) not in tables))


@dataclass(slots=True)
class _Read:
    """A row's document, and where each of its attributes stands."""

    document: LocalDocument
    numbered: Numbered
    places: dict[str, Cell]


class _Reader:
    """Reads rows of one source. Places are those of ``flow``, which is letter for letter the clean text."""

    def __init__(
        self, source: SourceText, registers: Sequence[Register], said: Override, registry: Registry, first: int
    ) -> None:
        self.source, self.registry, self.next = source, registry, first
        mapped = clean(source.text)
        self._starts = mapped.starts
        cells = [row.cells["summary"] for r in registers for row in rows_of(r, source.text) if "summary" in row.cells]
        self.summaries = {(c.start, c.end): self._place(c) for c in cells}
        context = Context(_place_said(said, registry), "", None)
        flow = _cased(mapped.text, self.summaries.values(), registry, context)
        if not context.place:
            context = Context(_place_named(flow, self.summaries.values(), registry), "", None)
        self.context = context
        self.flow = MappedText(mapped.source, flow, mapped.starts, mapped.ends)
        found = registry.find_bodies(flow, 0, len(flow), context)
        self.bodies = BodyIndex(with_short_names(flow, found))
        self.mentions = find_mentions(flow, self.bodies, registry, context, None)
        self._mention_starts = [m.start for m in self.mentions]

    def _place(self, cell: Cell) -> tuple[int, int]:
        return bisect_left(self._starts, cell.start), bisect_left(self._starts, cell.end)

    def row(self, row: Row) -> Iterator[Claim]:
        """The claims of one row; none where it has no number that can be one."""
        read = self._read(row)
        if read is None:
            return
        place = (
            self.summaries.get((row.cells["summary"].start, row.cells["summary"].end))
            if "summary" in row.cells
            else None
        )
        mentions = self._inside(*place) if place else []
        documents, of = resolve(mentions, self.flow.text, read.document)
        for document in documents:
            document.ref = f"d{self.next}"
            self.next += 1
        units = [Unit(place[0], place[1], "title")] if place else []
        relations = find_relations(self.flow.text, units, mentions, of, read.document, official=True)
        yield from self._own(read)
        setting = Setting(True, replace(self.context, on=read.document.date), read.document.date, None)
        read.document.main = False
        cited = [document for document in documents if document is not read.document]
        layout = Layout((), self.flow, (), False)
        analysis = Analysis(
            self.flow, layout, setting, None, self.bodies, mentions, cited, of, read.document, [], relations
        )
        yield from Assembler(analysis, self.flow, self.registry).claims()

    def _inside(self, start: int, end: int) -> list[DocumentMention]:
        low, high = bisect_left(self._mention_starts, start), bisect_left(self._mention_starts, end)
        return [_cut(m, end) for m in self.mentions[low:high] if m.end <= end]

    def _read(self, row: Row) -> _Read | None:
        words = {kind: self.source.text[c.start : c.end] for kind, c in row.cells.items()}
        numbered = number_of(words.get("number", ""), words.get("type", ""), self.registry)
        if numbered is None:
            return None
        kind, places = numbered.kind, {"number": row.cells["number"]}
        document = LocalDocument("", kind.noun if kind else "", symbol=numbered.symbol, main=True)
        document.subtype = kind.subtype if kind else ""
        places["type"] = row.cells.get("type", row.cells["number"])
        if "date" in row.cells:
            document.date, document.date_resolved = date_of_cell(words["date"])
            places["date"] = row.cells["date"]
        if "summary" in row.cells:
            document.title = " ".join(words["summary"].split())
            places["title"] = row.cells["summary"]
        document.issuer = self._issuer(words.get("issuer", ""), numbered, document)
        places["issuer"] = row.cells.get("issuer", row.cells["number"])
        for name in ("signer", "validity"):
            if name in row.cells:
                places[name] = row.cells[name]
        return _Read(document, numbered, places)

    def _issuer(self, words: str, numbered: Numbered, document: LocalDocument) -> Body | None:
        context = replace(self.context, on=document.date)
        named = self.registry.body_of_name(" ".join(words.split()), context) if words else None
        if named is not None or numbered.number is None:
            return named
        number = numbered.number
        return self.registry.body_of_codes(number.issuers, context, form=number.form)

    def _own(self, read: _Read) -> Iterator[Claim]:
        """What the row says of its document: said by a register, not by the document itself."""
        document, ref = read.document, read.document.ref
        facts = [
            ("type", document.noun, "type"), ("subtype", document.subtype, "type"),
            ("number", document.symbol, "number"), ("title", single_spaced(document.title), "title"),
            ("date", str(document.date or ""), "date"),
        ]  # fmt: skip
        if document.issuer is not None:
            facts += [("issuer", document.issuer.key, "issuer"), ("issuer_name", document.issuer.name, "issuer")]
        facts += [(n, self._words(read.places[n]), n) for n in ("signer", "validity") if n in read.places]
        for name, value, place in facts:
            if value:
                resolved = read.places[place] is read.places["number"] and name not in ("number",)
                evidence = self._evidence(read.places[place], name, _PLAIN if resolved else _SURE)
                yield Attribute(ref, name, value, False, resolved, evidence)
        yield Mention(ref, self._evidence(read.places["number"], "mention", _SURE))

    def _words(self, cell: Cell) -> str:
        return " ".join(self.source.text[cell.start : cell.end].split())

    def _evidence(self, cell: Cell, part: str, confidence: float) -> Evidence:
        quote = self.source.text[cell.start : cell.end]
        return Evidence((Span(cell.start, cell.end, part, quote),), f"register-{part.replace('_', '-')}", confidence)


def _cut(mention: DocumentMention, end: int) -> DocumentMention:
    """A mention whose title does not go on into the next cell."""
    if mention.title is None or mention.title[1] <= end:
        return mention
    return replace(mention, title=(mention.title[0], end))


def _cased(text: str, places: Iterable[tuple[int, int]], registry: Registry, context: Context) -> str:
    """The text with each summary a paragraph of its own, with capitals where it has none."""
    letters = list(text.replace("\t", "\n"))
    for start, end in places:
        words = text[start:end]
        words = with_capitals(words, registry, context) if is_one_case(words) else words
        letters[start:end] = words.replace("\n", " ")
    return "".join(letters)


def _place_said(said: Override, registry: Registry) -> str:
    """Key of the place the mapping file names, "" for none or one that is not known by that name alone."""
    name = said.place.strip()
    for word in ("tỉnh ", "thành phố ", "Tỉnh ", "Thành phố "):
        name = name.removeprefix(word)
    keys = registry.place_of(name) if name else []
    return keys[0] if keys else ""


def _place_named(flow: str, places: Iterable[tuple[int, int]], registry: Registry) -> str:
    """Key of the province in which at least half of the places named in summaries lie."""
    counts: Counter[str] = Counter()
    for start, end in places:
        for found in registry.find_places(flow, start, end):
            if province := registry.province_of(found.place_key):
                counts[province] += 1
    if not counts:
        return ""
    best, hits = counts.most_common(1)[0]
    return best if hits * _HALF >= counts.total() else ""
