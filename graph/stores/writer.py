"""The writer of a store that keeps its graph in a database: gathers what is put, removed and judged.

Nothing is written before the block ends, so the whole can be written again where the database asks for it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from graph.claims import Claim, Source
from graph.derivation import NameOf
from graph.errors import InputError
from graph.judgements import IdentityJudgement, Judgement
from graph.serial import canonical, judgement_to_json
from graph.stores.flush import Flush
from graph.stores.records import Keys, Made, Statements


class GatheringWriter:
    """Writes of one transaction. ``known`` says whether a source is kept, ``judgements`` gives those that are; both are
    asked only while nobody else writes."""

    def __init__(self, known: Callable[[str], bool], judgements: Callable[[], Sequence[Judgement]]) -> None:
        self._known, self._read_judgements = known, judgements
        self._puts: dict[str, tuple[Source, Sequence[Claim]] | None] = {}
        self._judged: dict[str, Judgement | None] = {}
        self._rejudged: list[IdentityJudgement] = []
        self._kept: dict[str, Judgement] | None = None

    def put_source(self, source: Source, claims: Sequence[Claim]) -> None:
        """See Writer."""
        self._puts[source.locator] = (source, tuple(claims))

    def remove_source(self, locator: str) -> bool:
        """See Writer."""
        waiting = self._puts.get(locator)
        known = self._known(locator)
        there = waiting is not None if locator in self._puts else known
        if known:
            self._puts[locator] = None
        else:
            self._puts.pop(locator, None)
        return there

    def judge(self, judgement: Judgement) -> None:
        """See Writer."""
        self.withdraw(judgement.id)
        self._judged[judgement.id] = judgement
        self._note(judgement)

    def withdraw(self, judgement_id: str) -> bool:
        """See Writer."""
        waiting = self._judged.get(judgement_id)
        known = waiting if judgement_id in self._judged else self._judgements.get(judgement_id)
        if known is None:
            return False
        self._judged[judgement_id] = None
        self._note(known)
        return True

    @property
    def _judgements(self) -> dict[str, Judgement]:
        """Those kept before this transaction, by id."""
        if self._kept is None:
            self._kept = {judgement.id: judgement for judgement in self._read_judgements()}
        return self._kept

    def _note(self, judgement: Judgement) -> None:
        if isinstance(judgement, IdentityJudgement):
            self._rejudged.append(judgement)

    @property
    def empty(self) -> bool:
        """Whether nothing is to be written."""
        return not self._puts and not self._judged

    def flush(self, session: Statements, keys: Keys, made: Made, name_of: NameOf) -> None:
        """Writes it all. Raises InputError for text that no database can hold."""
        changed = {**self._judgements, **self._judged}
        judgements = [changed[id_] for id_ in sorted(changed)]
        gone = [id_ for id_, judgement in self._judged.items() if judgement is None]
        put = [(id_, canonical(judgement_to_json(j))) for id_, j in self._judged.items() if j is not None]
        try:
            session.run_listed("remove_judgements", gone, "ids")
            session.many("put_judgement", put)
            Flush(session, keys, made, name_of, [j for j in judgements if j]).run(self._puts, self._rejudged)
        except UnicodeEncodeError as error:
            raise InputError(
                f"the text holds half a character (U+{ord(error.object[error.start]):04X})",
                remedy="decode the text again, with errors replaced",
            ) from error


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: the work makes many values and no cycles; a fifth of its time went into
    walking them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
