"""From what tables say to claims: each row and each number with the cells that say it."""

from __future__ import annotations

from collections.abc import Iterator

from graph.claims import Assignment, Ref, Target
from loaders.analysed import Analysis
from loaders.grammar.task_tables import TableTask
from loaders.precision import evidence_of

#: How sure a number in a table is, where no gold says it.
_SURE = 0.9


def assignments_of_tables(analysis: Analysis, states: Ref) -> Iterator[Assignment]:
    """The rows of a text's tables, stated in ``states`` ("" for none), else each in the document it names itself."""
    for task in analysis.table_tasks:
        stated = states or _set_by(analysis, task)
        if stated:
            spans = tuple(span for part, place in task.spans for span in analysis.flow.spans(*place, part))
            evidence = evidence_of("assignment", task.rule, spans, task.confidence)
            yield Assignment(
                stated, task.organizations, task.roles, task.task, evidence,
                task.coordinators, task.recipients, (), task.deliverable, task.deadline, task.row,
            )  # fmt: skip


def _set_by(analysis: Analysis, task: TableTask) -> Ref:
    """The document that a row of a register names as what set the task: the first in the row's own cell."""
    for start, end in task.basis:
        for index, mention in enumerate(analysis.mentions):
            if start <= mention.start < end and index in analysis.of:
                return analysis.of[index].ref
    return ""


def targets_of_tables(analysis: Analysis, states: Ref) -> Iterator[Target]:
    """The targets of a text's tables; none in a text that nobody states."""
    for target in analysis.table_targets if states else ():
        spans = tuple(span for place in target.places for span in analysis.flow.spans(*place, "quote"))
        evidence = evidence_of("target", "table-target", spans, _SURE)
        yield Target(states, target.indicator, target.op, target.values, target.unit, target.year, evidence)
