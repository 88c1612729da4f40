"""Tasks read in a few trips: who has which role, what states them, whether they are overdue."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.claims import Assignment
from graph.judgements import TaskJudgement
from graph.kinds import KINDS, ROLE_KINDS
from graph.nodes import Edge, Node
from graph.store import Reader, StoredClaim
from queries.answers import Answer, BodyRef, NodeRef, Words, list_of, text_of
from queries.evidence import words_of
from queries.times import known_by

#: Kind of the edge from body to task → the role as answers and questions name it.
_ROLE_OF: dict[str, str] = {kind.name: role for role, kind in ROLE_KINDS.items()} | {"ACTS_WITH": "ACTS_WITH"}
ROLE_NAMES: tuple[str, ...] = tuple(_ROLE_OF.values())
DUTY_KINDS: tuple[str, ...] = tuple(_ROLE_OF)


@dataclass(frozen=True, slots=True)
class Participant(Answer):
    """Another body in the same task. ``roles`` are names of ``graph.kinds.ROLE_KINDS`` or ``ACTS_WITH``."""

    body: BodyRef
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due(Answer):
    """When a task is due. ``raw`` is as written; ``start``/``end`` as in ``graph.claims.Deadline``; ``day`` is the last
    ISO day on which it is met, "" where there is none."""

    raw: str = ""
    start: str = ""
    end: str = ""
    bound: str = ""
    frequency: tuple[str, ...] = ()
    kind: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Duty(Answer):
    """One task of a body. ``roles`` as in ``Participant``, ``labels`` the same in Vietnamese.

    ``heads`` are the offices through which the body is meant ("Giám đốc"). ``overdue`` is None where no day was asked
    for. ``state`` is what was judged of the task by then (``done``, ``open``, ``cancelled``) or "". ``doubtful`` says
    that only doubtful claims give the body a part in it.
    """

    task: str
    words: str
    roles: tuple[str, ...]
    labels: tuple[str, ...]
    heads: tuple[str, ...]
    co_workers: tuple[Participant, ...]
    recipients: tuple[BodyRef, ...]
    deliverable: str
    due: Due
    overdue: bool | None
    state: str
    stated_in: tuple[NodeRef, ...]
    evidence: tuple[Words, ...]
    doubtful: bool = False


def read_tasks(reader: Reader, bodies: Sequence[str], as_of: str, *, doubtful: bool = False) -> TaskReading:
    """The tasks of ``bodies`` that a document known by ``as_of`` states (any where it is ""), and all around them;
    with ``doubtful`` also what only doubtful claims say."""
    mine = reader.edges(bodies, DUTY_KINDS, "out", doubtful=doubtful)
    kinds = (*DUTY_KINDS, "RECEIVES", "ASSIGNS")
    around = reader.edges({edge.key.target for edge in mine}, kinds, "in", doubtful=doubtful)
    nodes = reader.nodes({end for edge in around for end in (edge.key.source, edge.key.target)})
    by_task: dict[str, list[Edge]] = {}
    for edge in around:
        by_task.setdefault(edge.key.target, []).append(edge)
    known = {task: edges for task, edges in by_task.items() if _is_known(edges, nodes, as_of)}
    return TaskReading(reader, as_of, nodes, known, _states(reader, as_of))


def _is_known(edges: Sequence[Edge], nodes: Mapping[str, Node], as_of: str) -> bool:
    """A task is known when a document or event that assigns it is."""
    return any(edge.key.kind == "ASSIGNS" and known_by(nodes[edge.key.source], as_of) for edge in edges)


def _states(reader: Reader, as_of: str) -> dict[str, str]:
    """What was judged of tasks by the end of ``as_of``; the latest judgement of a task counts."""
    judged = [j for j in reader.judgements() if isinstance(j, TaskJudgement) and (not as_of or j.time[:10] <= as_of)]
    nodes = reader.nodes({judgement.task for judgement in judged})
    judged.sort(key=lambda judgement: (_moment(judgement.time), judgement.id))
    return {nodes[judgement.task].key: judgement.state for judgement in judged if judgement.task in nodes}


def _moment(time: str) -> tuple[datetime.datetime, str]:
    """``time`` for ordering, whatever its zone; a time that is none comes first."""
    try:
        moment = datetime.datetime.fromisoformat(time)
    except ValueError:
        moment = datetime.datetime.min
    return (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC), time)


@dataclass(frozen=True, slots=True)
class TaskReading:
    """Tasks with the edges that lead to them. ``edges`` are by task key, ``states`` what was judged of tasks."""

    reader: Reader
    as_of: str
    nodes: Mapping[str, Node]
    edges: Mapping[str, Sequence[Edge]]
    states: Mapping[str, str]

    def tasks_of(self, body: str) -> list[str]:
        """Keys of the body's tasks in order of due day, then key; undated last."""
        tasks = [task for task in self.edges if self.roles(body, task)]
        return sorted(tasks, key=lambda task: (not self._due(task), self._due(task), task))

    def roles(self, body: str, task: str) -> tuple[str, ...]:
        """The body's roles in the task, in the table's order."""
        held = {edge.key.kind for edge in self.edges[task] if edge.key.source == body}
        return tuple(role for kind, role in _ROLE_OF.items() if kind in held)

    def overdue(self, task: str) -> bool | None:
        """Whether the task was overdue on the day asked for: its last day past, and not judged done or cancelled.

        A bound "before D" has D - 1 as its last day, so it is overdue from D (domain.md § 7.3). None without a day.
        """
        if not self.as_of:
            return None
        due = self._due(task)
        return bool(due) and self.as_of > due and self.states.get(task, "") not in {"done", "cancelled"}

    def duty(self, body: str, task: str) -> Duty:
        """The whole of one task as ``body`` sees it."""
        node, roles = self.nodes[task], self.roles(body, task)
        claims = self._claims(body, task)
        return Duty(
            task=task,
            words=text_of(node.properties, "task") or node.name,
            roles=roles,
            labels=tuple((KINDS["ACTS_WITH"] if role == "ACTS_WITH" else ROLE_KINDS[role]).label for role in roles),
            heads=_heads(claims, body),
            co_workers=self._co_workers(body, task),
            recipients=tuple(BodyRef.of(self.nodes[key]) for key in self._sources(task, "RECEIVES")),
            deliverable=text_of(node.properties, "deliverable"),
            due=_due_of(node),
            overdue=self.overdue(task),
            state=self.states.get(task, ""),
            stated_in=tuple(NodeRef.of(self.nodes[key]) for key in self._sources(task, "ASSIGNS")),
            evidence=tuple(words_of(stored) for stored in claims),
            doubtful=all(edge.doubtful for edge in self._parts(body, task)),
        )

    def _parts(self, body: str, task: str) -> list[Edge]:
        """The edges that give the body its part."""
        return [edge for edge in self.edges[task] if edge.key.source == body and edge.key.kind in _ROLE_OF]

    def _due(self, task: str) -> str:
        return text_of(self.nodes[task].properties, "due")

    def _sources(self, task: str, kind: str) -> list[str]:
        found = {edge.key.source for edge in self.edges[task] if edge.key.kind == kind}
        return sorted(key for key in found if known_by(self.nodes[key], self.as_of))

    def _co_workers(self, body: str, task: str) -> tuple[Participant, ...]:
        others = {e.key.source for e in self.edges[task] if e.key.kind in _ROLE_OF and e.key.source != body}
        return tuple(Participant(BodyRef.of(self.nodes[key]), self.roles(key, task)) for key in sorted(others))

    def _claims(self, body: str, task: str) -> list[StoredClaim]:
        """The claims that give the body its part, each once, by source and id."""
        found = {
            stored.id: stored for edge in self._parts(body, task) for stored in self.reader.claims_of_edge(edge.key)
        }
        return sorted(found.values(), key=lambda stored: (stored.source, stored.id))


def _heads(claims: Sequence[StoredClaim], body: str) -> tuple[str, ...]:
    said = [stored.claim for stored in claims if isinstance(stored.claim, Assignment)]
    bodies = [named for claim in said for named in (*claim.organizations, *claim.coordinators)]
    return tuple(sorted({named.head for named in bodies if named.key == body and named.head}))


def _due_of(node: Node) -> Due:
    said = node.properties
    return Due(
        raw=text_of(said, "deadline_raw"),
        start=text_of(said, "deadline_start"),
        end=text_of(said, "deadline_end"),
        bound=text_of(said, "deadline_bound"),
        frequency=list_of(said, "deadline_frequency"),
        kind=text_of(said, "deadline_kind"),
        day=text_of(said, "due"),
    )
