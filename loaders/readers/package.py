"""The parts of an Office Open XML file (.docx, .xlsx), unpacked within limits and parsed without anything from outside.

Such a part never needs a document type; one that has it names entities to be expanded or fetched, and is refused. What
a macro is, is not looked at: no part but those asked for by name is opened.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from graph.errors import SourceError
from loaders.limits import Limits

#: No part may unpack to more; the largest seen in offices' papers is a tenth of it.
_LARGEST_PART = 200_000_000
_SAVE_AGAIN = "open it in a word processor or spreadsheet program and save it again"


class Package:
    """The unpacked file. ``names`` are its parts, in the order of the file."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raises SourceError where ``data`` is no archive, is locked, or would unpack to more than the limits."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
            raise SourceError(f"is a damaged Office file ({fault})", remedy=_SAVE_AGAIN) from fault
        entries = self._zip.infolist()
        self.names = tuple(entry.filename for entry in entries)
        size = sum(entry.file_size for entry in entries)
        if len(entries) > limits.max_entries:
            raise SourceError(f"holds {len(entries):,} parts, and the limit is {limits.max_entries:,}")
        if size > max(limits.max_expansion * len(data), 1_000_000) or size > 5 * _LARGEST_PART:
            raise SourceError(
                f"would unpack from {len(data):,} to {size:,} bytes, and the limit is {limits.max_expansion} times",
                remedy=_SAVE_AGAIN,
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise SourceError("is locked with a password", remedy="open it with its password and save it without")

    def bytes(self, name: str) -> bytes:
        """A part as it is. Raises SourceError where it is missing or damaged, or larger than it says."""
        try:
            with self._zip.open(name) as stream:
                data = stream.read(_LARGEST_PART + 1)
        except KeyError:
            raise SourceError(f"has no part {name}", remedy=_SAVE_AGAIN) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as fault:
            raise SourceError(f"is damaged: its part {name} cannot be unpacked", remedy=_SAVE_AGAIN) from fault
        if len(data) > _LARGEST_PART:
            raise SourceError(f"has a part {name} of more than {_LARGEST_PART:,} bytes", remedy=_SAVE_AGAIN)
        return data

    def xml(self, name: str) -> Any:
        """A part as an lxml element. Raises SourceError for what is no XML or has a document type."""
        return parsed(self.bytes(name), name)

    @property
    def macros(self) -> list[str]:
        """What is to be said of the macros in it; empty where it has none."""
        held = any(name.rpartition("/")[2] == "vbaProject.bin" for name in self.names)
        return ["the file holds macros, which are never looked at or run"] if held else []

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self.names


def parsed(data: bytes, name: str) -> Any:
    """The root element of an XML part. No entity is expanded, nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise SourceError(f"has a part {name} that is no XML ({fault.msg})", remedy=_SAVE_AGAIN) from fault
    if root.getroottree().docinfo.doctype:
        raise SourceError(f"has a part {name} with a document type, as no Office program writes it", remedy=_SAVE_AGAIN)
    return root
