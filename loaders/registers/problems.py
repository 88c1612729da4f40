"""What the check of a register can find, as data: what is wrong and what is expected, in English and Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import yaml


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. ``kind`` is a name of ``problems.yaml``. ``sheet`` is "" in a text table; ``row`` counts from 1
    as the spreadsheet does, 0 for a whole sheet; ``column`` are letters, ``value`` the words of the cell."""

    kind: str
    sheet: str
    row: int
    column: str
    value: str
    said: str = ""
    read: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the row is not loaded for it."""
        return kinds()[self.kind]["severity"] == "error"

    def what(self, language: str = "") -> str:
        """What is wrong, in English or ("vi") Vietnamese."""
        return self._filled("what", language)

    def expected(self, language: str = "") -> str:
        """What was expected instead."""
        return self._filled("expected", language)

    def _filled(self, name: str, language: str) -> str:
        words = kinds()[self.kind][f"{name}_{language}" if language else name]
        return words.replace("{said}", self.said).replace("{read}", self.read)


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Mapping[str, str]]:
    """The kinds of problems by name."""
    text = files("loaders.registers.data").joinpath("problems.yaml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.safe_load(text))
