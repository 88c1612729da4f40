"""Source texts: what lay in a file, decoded, and the cleaned text the grammar reads, with the way back.

The grammar sees one orthography: NFC, tone marks in the modern place ("hòa", "ủy"), look-alike letters replaced, every
space a plain one, dashes plain, nothing invisible. Each character of the clean text knows where it stands in the source.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceText:
    """One decoded source. ``text`` is the file decoded as it is, line ends included; claims point into it by code points.

    ``locator`` is the key of the source in a store, ``name`` the file name without folders, ``content_hash`` the SHA-256 of the
    bytes, as hex. ``medium`` is the kind of file ("text/plain", "text/markdown").
    """

    locator: str
    name: str
    text: str
    encoding: str
    content_hash: str
    medium: str = "text/plain"
