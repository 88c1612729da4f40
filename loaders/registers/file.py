"""A register as a file: read to be checked, and written back with remarks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.errors import SourceError
from loaders.files import FileRef, open_file, read_content
from loaders.limits import Limits
from loaders.output import write_whole
from loaders.readers.table import REGISTERS
from loaders.registers.check import CheckReport
from loaders.registers.remarks import tables_copy, text_copy, workbook_copy
from loaders.text import SourceText


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register that was read: its source, its bytes, the name of its format."""

    source: SourceText
    data: bytes
    format: str

    def write_copy(self, out: Path, report: CheckReport) -> None:
        """Writes the copy with remarks, whole or not at all. Raises SourceError for a name that is no .xlsx or .csv,
        OSError where it cannot be written."""
        if not self.source.tables:
            raise SourceError("holds no table", where=self.source.name, remedy="there is nothing to copy")
        match out.suffix.lower():
            case ".csv":
                write_whole(out, ("\ufeff", text_copy(self.source, report)))
            case ".xlsx" if self.format == "xlsx" and report.sheets:
                _write_bytes(out, workbook_copy(self.data, report))
            case ".xlsx":
                _write_bytes(out, tables_copy(self.source, report))
            case suffix:
                raise SourceError(
                    f"a copy with {suffix!r} is not written", where=str(out), remedy="name it .xlsx or .csv"
                )


def read_register(path: Path, limits: Limits | None = None) -> RegisterFile:
    """Reads one register with the mapping file beside it. Raises SourceError for what is none or cannot be read."""
    limits = limits or Limits()
    file = FileRef(path, path.name)
    content = open_file(file, limits)
    if content.format.name not in REGISTERS:
        remedy = "save it as .xlsx, .ods or .csv; task lists in other files are read by chidao load"
        raise SourceError(f"is {content.format.label}, and no register", where=str(path), remedy=remedy)
    return RegisterFile(read_content(file, content, limits), content.data, content.format.name)


def _write_bytes(path: Path, data: bytes) -> None:
    """Beside its place first, so that a copy is there whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
