"""Document types by noun and by code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from graph.registry.model import DocumentType
from graph.text import canonical, fold

_NUMBER_WORD = re.compile(r"\s+số\s*:?\s*$", re.IGNORECASE)


class Types:
    """The table of document types, with its two look-ups."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self.all = tuple(_type(row) for row in rows)
        self._by_noun: dict[str, DocumentType] = {}
        self._by_code: dict[tuple[str, str], dict[str, DocumentType]] = {}
        for kind in self.all:
            self._by_noun[_noun_key(kind.noun)] = kind
            for regime in kind.regimes:
                self._keep_code(kind.state_code if regime == "state" else kind.party_code, regime, kind)
        for row, kind in zip(rows, self.all, strict=True):
            for compound in kind.compounds:
                self._by_noun.setdefault(_noun_key(compound), replace(kind, subtype=compound))
            for older in row.get("older_codes", ()):
                self._keep_code(older["code"], older["regime"], kind)

    def _keep_code(self, code: str, regime: str, kind: DocumentType) -> None:
        if code:
            self._by_code.setdefault((fold(code), regime), {})[kind.id] = kind

    def of_noun(self, words: str) -> DocumentType | None:
        """The type named by ``words`` in any case ("KẾ HOẠCH", "Công văn số"); a compound comes as ``subtype``."""
        return self._by_noun.get(_plain_key(words))

    def of_code(self, code: str, regime: str) -> tuple[DocumentType, ...]:
        """The types that ``code`` may stand for in ``regime``: Party QĐ is Quyết định or Quy định."""
        return tuple(self._by_code.get((fold(code), regime), {}).values())


def _noun_key(words: str) -> str:
    return " ".join(canonical(words).lower().split())


@lru_cache(maxsize=4096)  # a text names its few types again and again
def _plain_key(words: str) -> str:
    return _noun_key(_NUMBER_WORD.sub("", words))


def _type(row: dict[str, Any]) -> DocumentType:
    return DocumentType(
        id=row["id"], noun=row["noun"], state_code=row["state_code"], party_code=row["party_code"],
        regimes=tuple(row["regimes"]), normative=row.get("normative", False), since=row["since"], until=row["until"],
        source=row["source"], compounds=tuple(row.get("compounds", ())),
    )  # fmt: skip
