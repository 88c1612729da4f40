"""Judgements: what a person decided. They outlive every reload.

A judgement refers to node keys (any key that leads to the node) and edge identities, never to offsets, rules or row
ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class EdgeJudgement:
    """The edge between two nodes is ``wrong`` (hidden from every answer) or ``right`` (confirmed)."""

    id: str
    source: str
    kind: str
    target: str
    verdict: Literal["right", "wrong"]
    author: str
    time: str  # ISO-8601 with zone
    reason: str


@dataclass(frozen=True, slots=True)
class IdentityJudgement:
    """Two keys are the ``same`` node or are ``different`` ones, whatever the resolution says."""

    id: str
    left: str
    right: str
    verdict: Literal["same", "different"]
    author: str
    time: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskJudgement:
    """What was found of a task: ``done``, ``open`` or ``cancelled``, on ``time``."""

    id: str
    task: str
    state: Literal["done", "open", "cancelled"]
    author: str
    time: str
    reason: str


Judgement: TypeAlias = EdgeJudgement | IdentityJudgement | TaskJudgement
