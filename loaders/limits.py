"""How much one file may cost. Every limit has a default that offices' own files do not reach."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file, or one file inside an archive, may have and take; what is beyond is refused, never cut short.

    ``max_bytes`` is its size, looked at before it is opened; ``max_characters`` the text found in it; ``max_pages``
    counts pages, sheets or slides. ``max_seconds`` (of the clock) and ``max_memory`` (bytes) hold for reading it in a
    process of its own. ``max_unpacked`` is the sum of bytes that what is packed may unpack to, ``max_expansion`` how
    many times its packed size, ``max_entries`` how many files an archive or a message may hold.
    """

    max_bytes: int = 100_000_000
    max_characters: int = 20_000_000
    max_pages: int = 2_000
    max_seconds: float = 300.0
    max_memory: int = 800_000_000
    max_unpacked: int = 1_000_000_000
    max_expansion: int = 200
    max_entries: int = 10_000
