"""Everything chidao refuses, as one tree.

    ChidaoError
    ├── InputError            what was given cannot be read
    │   ├── NumberError       a document number that is none
    │   ├── DateError         a date that is none
    │   ├── SourceError       a file or row that cannot become a source
    │   └── QuestionError     a question whose words make no question
    ├── RegistryError         the registry's data break its own rules
    ├── StoreError            the store cannot be opened, read or written
    │   ├── StoreAddressError   an address that names no store
    │   ├── StoreFormatError    a file or server that holds no graph of ours, or a newer one
    │   ├── StoreBusyError      another process is writing
    │   ├── StoreTimeoutError   a question or a write took longer than the store lets one take
    │   └── StoreAbsentError    the server of the store does not answer, or went away
    ├── NotFoundError         a key, number or name that leads to nothing
    └── AmbiguousError        several candidates, and nothing to choose by

The message says what was wrong, where, and what to do; nothing here knows of HTTP or exit codes.
"""

from __future__ import annotations

from collections.abc import Sequence


class ChidaoError(Exception):
    """Root of the tree. ``what`` went wrong, ``where``, and the ``remedy``."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(self._message())

    def _message(self) -> str:
        message = f"{self.where}: {self.what}" if self.where else self.what
        return f"{message}; {self.remedy}" if self.remedy else message


class InputError(ChidaoError):
    """What was given cannot be read."""


class NumberError(InputError):
    """A document number that is none."""


class DateError(InputError):
    """A date that is none."""


class SourceError(InputError):
    """A file or row that cannot become a source."""


class QuestionError(InputError):
    """A question whose words make no question: an unknown kind, a negative depth."""


class RegistryError(ChidaoError):
    """The registry's data break its own rules."""


class StoreError(ChidaoError):
    """The store cannot be opened, read or written."""


class StoreAddressError(StoreError):
    """An address that names no store."""


class StoreFormatError(StoreError):
    """A file or server that holds no graph of ours, or one of a newer format."""


class StoreBusyError(StoreError):
    """Another process is writing."""


class StoreTimeoutError(StoreError):
    """A question or a write took longer than the store lets one take."""


class StoreAbsentError(StoreError):
    """The server of the store does not answer, or went away."""


class NotFoundError(ChidaoError):
    """A key, number or name that leads to nothing."""


class AmbiguousError(ChidaoError):
    """Several candidates and nothing to choose by. ``candidates`` are node keys, sorted."""

    def __init__(self, what: str, candidates: Sequence[str], *, where: str = "", remedy: str = "") -> None:
        self.candidates = tuple(sorted(candidates))
        super().__init__(what, where=where, remedy=remedy)
