"""What the analysis of one text holds, in the grammar's own terms."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.claims import Deadline
from loaders.context import Setting
from loaders.grammar.documents import LocalDocument
from loaders.grammar.duty_clauses import Duty
from loaders.grammar.events import FoundEvent
from loaders.grammar.groups import BodyLists
from loaders.grammar.indicator_tables import TableTarget
from loaders.grammar.mentions import BodyIndex, DocumentMention
from loaders.grammar.people import PersonMatch
from loaders.grammar.relation_units import FoundRelation
from loaders.grammar.signers import SignerMatch
from loaders.grammar.targets import TargetMatch
from loaders.grammar.task_tables import TableTask
from loaders.header import Header
from loaders.layout import Layout
from loaders.regions import Regions
from loaders.text import MappedText


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
