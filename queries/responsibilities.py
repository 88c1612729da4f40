"""Who must do what, with whom, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graph.store import Reader
from queries.answers import Answer, BodyRef, NodeRef, Words


@dataclass(frozen=True, slots=True)
class Participant(Answer):
    """Another body in the same task. ``roles`` are names of ``graph.kinds.ROLE_KINDS`` or ``ACTS_WITH``."""

    body: BodyRef
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due(Answer):
    """When a task is due. ``raw`` is as written; ``start``/``end`` as in ``graph.claims.Deadline``; ``day`` is the last ISO day on
    which it is met, "" where there is none."""

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

    ``heads`` are the offices through which the body is meant ("Giám đốc"). ``overdue`` is None where no day was asked for.
    ``state`` is what was judged of the task by then (``done``, ``open``, ``cancelled``) or "".
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


@dataclass(frozen=True, slots=True)
class GroupDuties(Answer):
    """Duties of a group the body belongs or may belong to. ``certain`` is True where a MEMBER_OF edge says so."""

    group: BodyRef
    certain: bool
    reason: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Kin(Answer):
    """A predecessor or successor of the body, by the ``act`` that made it so. ``since`` is an ISO day or ""."""

    relation: Literal["predecessor", "successor"]
    body: BodyRef
    since: str
    scope: str
    act: str
    duties: int  # how many duties it has by itself


@dataclass(frozen=True, slots=True)
class Duties(Answer):
    """The answer. ``own`` are in order of due day, then key (undated last); ``groups`` are shown apart, unexpanded."""

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
) -> Duties:
    """What the body must do.

    ``as_of`` (ISO day) leaves out what was not known by then and is the day at which a task is overdue or not; without it nothing is
    left out and ``overdue`` stays None. ``roles`` keeps tasks in which it has one of them (``LEAD`` …, ``ACTS_WITH``);
    ``overdue`` keeps tasks that are (not) overdue and needs ``as_of``. ``total`` counts ``own`` before ``limit``/``offset``.
    Raises NotFoundError and QuestionError.
    """
    raise NotImplementedError
