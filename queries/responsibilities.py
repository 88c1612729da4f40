"""Who must do what, with whom, by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.errors import QuestionError
from graph.nodes import Edge, Node
from graph.store import Reader, Step
from queries.answers import Answer, BodyRef, text_of
from queries.evidence import require
from queries.groups import memberships
from queries.lifetimes import with_lifetime
from queries.tasks import DUTY_KINDS, ROLE_NAMES, Due, Duty, Participant, TaskReading, read_tasks
from queries.times import alive, begun, check_day

__all__ = ["Due", "Duties", "Duty", "GroupDuties", "Kin", "Participant", "duties"]

#: How many mergers one after another are looked back or ahead.
KIN_DEPTH = 8


@dataclass(frozen=True, slots=True)
class GroupDuties(Answer):
    """Duties of a group the body belongs or may belong to. ``certain`` is True where a MEMBER_OF edge says so."""

    group: BodyRef
    certain: bool
    reason: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Kin(Answer):
    """A predecessor or successor of the body, by the ``act`` that made it so. ``since`` is an ISO day or "".

    ``duties`` counts the tasks given to it by its own name: they are asked for at its key.
    """

    relation: Literal["predecessor", "successor"]
    body: BodyRef
    since: str
    scope: str
    act: str
    duties: int


@dataclass(frozen=True, slots=True)
class Duties(Answer):
    """The answer. ``own`` are in order of due day, then key, undated last; ``groups`` are shown apart, unexpanded.

    ``alive`` says whether the body existed on ``as_of`` (None without a day). ``total`` counts ``own`` on all pages.
    """

    organization: BodyRef
    as_of: str
    alive: bool | None
    own: tuple[Duty, ...]
    total: int
    groups: tuple[GroupDuties, ...]
    kin: tuple[Kin, ...]


def duties(
    reader: Reader,
    organization_key: str,
    *,
    as_of: str = "",
    roles: Sequence[str] = (),
    overdue: bool | None = None,
    limit: int | None = None,
    offset: int = 0,
    doubtful: bool = False,
) -> Duties:
    """What the body must do, itself or through its head, and what groups it may belong to must do.

    ``as_of`` (ISO day) leaves out what was not known by then and is the day at which a task is overdue or not; without
    it nothing is left out and no task is called overdue. ``roles`` keeps tasks in which the body has one of them
    (``LEAD`` …, ``ACTS_WITH``); ``overdue`` keeps those that are (not) overdue and needs ``as_of``. ``limit`` and
    ``offset`` cut ``own`` only; a group names at most ``limit``; ``doubtful`` adds what only doubtful claims say.
    Raises NotFoundError and QuestionError.
    """
    _check(check_day(as_of), roles, overdue)
    body = require(reader, organization_key, "Organization")
    ref = with_lifetime(body)
    joined = memberships(reader, body, as_of)
    bodies = [body.key, *(membership.group.key for membership in joined)]
    reading = read_tasks(reader, bodies, as_of, doubtful=doubtful)
    chosen = _Choice(tuple(roles), overdue, limit)
    own = chosen.of(reading, body.key)
    end = None if limit is None else offset + limit
    groups = (
        GroupDuties(BodyRef.of(m.group), m.certain, m.reason, chosen.written(reading, m.group.key)) for m in joined
    )
    return Duties(
        organization=ref,
        as_of=as_of,
        alive=alive(ref.valid_from, ref.valid_to, as_of),
        own=tuple(reading.duty(body.key, task) for task in own[offset:end]),
        total=len(own),
        groups=tuple(group for group in groups if group.duties),
        kin=_kin(reader, body, as_of, doubtful=doubtful),
    )


def _check(as_of: str, roles: Sequence[str], overdue: bool | None) -> None:
    unknown = [role for role in roles if role not in ROLE_NAMES]
    if unknown:
        raise QuestionError(f"no role: {unknown[0][:40]!r}", remedy=f"use {', '.join(ROLE_NAMES)}")
    if overdue is not None and not as_of:
        raise QuestionError("whether a task is overdue is asked at a day", remedy="give as_of")


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which tasks of a body are wanted."""

    roles: tuple[str, ...]
    overdue: bool | None
    limit: int | None

    def of(self, reading: TaskReading, body: str) -> list[str]:
        """Keys of the wanted tasks, in order of due day, then key."""
        return [
            task
            for task in reading.tasks_of(body)
            if (not self.roles or set(self.roles) & set(reading.roles(body, task)))
            and (self.overdue is None or reading.overdue(task) is self.overdue)
        ]

    def written(self, reading: TaskReading, body: str) -> tuple[Duty, ...]:
        return tuple(reading.duty(body, task) for task in self.of(reading, body)[: self.limit])


def _kin(reader: Reader, body: Node, as_of: str, *, doubtful: bool) -> tuple[Kin, ...]:
    """Predecessors, then successors, each by key; what had not happened by ``as_of`` is left out."""
    before = _succession(reader, body.key, "in", as_of)
    after = _succession(reader, body.key, "out", as_of)
    nodes, counts = reader.nodes({*before, *after}), _counts(reader, {*before, *after}, doubtful=doubtful)
    kin = [
        *(_one_kin("predecessor", nodes[key], edge, counts) for key, edge in sorted(before.items())),
        *(_one_kin("successor", nodes[key], edge, counts) for key, edge in sorted(after.items())),
    ]
    return tuple(kin)


def _succession(reader: Reader, key: str, direction: Literal["in", "out"], as_of: str) -> dict[str, Edge]:
    """The bodies before or after ``key`` with the edge by which each is met."""
    walk = reader.traverse([key], [Step("SUCCEEDED_BY", direction)], max_depth=KIN_DEPTH)
    keys = [reached.key for reached in walk.reached]
    met: dict[str, Edge] = {}
    for edge in reader.edges(keys, ("SUCCEEDED_BY",), direction):
        other = edge.key.source if direction == "in" else edge.key.target
        if other != key and other in keys and begun(text_of(edge.properties, "since"), as_of):
            met.setdefault(other, edge)
    return met


def _counts(reader: Reader, keys: Iterable[str], *, doubtful: bool) -> dict[str, int]:
    tasks: dict[str, set[str]] = {}
    for edge in reader.edges(keys, DUTY_KINDS, "out", doubtful=doubtful):
        tasks.setdefault(edge.key.source, set()).add(edge.key.target)
    return {key: len(found) for key, found in tasks.items()}


def _one_kin(relation: Literal["predecessor", "successor"], node: Node, edge: Edge, counts: dict[str, int]) -> Kin:
    said = edge.properties
    since, scope, act = (text_of(said, name) for name in ("since", "scope", "act"))
    return Kin(relation, BodyRef.of(node), since, scope, act, counts.get(node.key, 0))
