"""The writer of the SQLite store: gathers what is put and removed, and writes it when the block ends."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from graph.claims import Claim, Source
from graph.derivation import NameOf
from graph.judgements import IdentityJudgement, Judgement
from graph.serial import (
    canonical,
    judgement_from_json,
    judgement_to_json,
)
from graph.stores.sql_session import Session
from graph.stores.sqlite_flush import Flush


class SqliteWriter:
    """Writes of one transaction. Sources are gathered and written together by ``flush``."""

    def __init__(self, connection: sqlite3.Connection, name_of: NameOf) -> None:
        self._session = Session(connection, "write")
        self._name_of = name_of
        self._puts: dict[str, tuple[Source, Sequence[Claim]] | None] = {}
        self._rejudged: list[IdentityJudgement] = []
        self._judged = False

    def put_source(self, source: Source, claims: Sequence[Claim]) -> None:
        """See Writer."""
        self._puts[source.locator] = (source, tuple(claims))

    def remove_source(self, locator: str) -> bool:
        """See Writer."""
        waiting = self._puts.get(locator)
        known = bool(list(self._session.each("source_ids", [locator], "locators")))
        there = waiting is not None if locator in self._puts else known
        if known:
            self._puts[locator] = None
        else:
            self._puts.pop(locator, None)
        return there

    def judge(self, judgement: Judgement) -> None:
        """See Writer."""
        self.withdraw(judgement.id)
        self._session.run("put_judgement", judgement.id, canonical(judgement_to_json(judgement)))
        self._note(judgement)

    def withdraw(self, judgement_id: str) -> bool:
        """See Writer."""
        known = [j for j in self._judgements() if j.id == judgement_id]
        for judgement in known:
            self._session.run("remove_judgement", judgement.id)
            self._note(judgement)
        return bool(known)

    def _note(self, judgement: Judgement) -> None:
        self._judged = True
        if isinstance(judgement, IdentityJudgement):
            self._rejudged.append(judgement)

    def _judgements(self) -> list[Judgement]:
        return [judgement_from_json(json.loads(text)) for (text,) in self._session.rows("judgements")]

    def flush(self) -> None:
        """Brings everything in step with what was put, removed and judged."""
        if not self._puts and not self._judged:
            return
        work = Flush(self._session, self._name_of, self._judgements())
        work.replace(self._puts)
        work.settle(self._puts.keys(), self._rejudged)
        work.derive_all()
        work.put_nodes()
        work.judge_edges()
