"""Files that hold files: archives (.zip) and messages (.eml). What is inside, and the bytes of one of it.

Nothing is ever unpacked onto the disk, so a path inside is only a name; names that would lead elsewhere are refused
all the same, because whoever unpacks the archive by hand would be led there.
"""

from __future__ import annotations

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from graph.errors import SourceError
from loaders.limits import Limits
from loaders.readers.eml import attachments
from loaders.readers.table import Format

#: A small file may be packed tighter than any limit of expansion and still be harmless.
_HARMLESS = 1_000_000
_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another. ``name`` is its path there; ``problem`` says why it is not read, None where it is."""

    name: str
    data: bytes
    problem: SourceError | None = None


def members(data: bytes, form: Format, limits: Limits) -> Iterator[Member]:
    """The files inside, by name, one at a time. Raises SourceError for a container that cannot be opened at all."""
    return _entries(data, limits) if form.name == "zip" else _attached(data, limits)


def member(data: bytes, form: Format, name: str, limits: Limits) -> bytes:
    """The bytes of the file ``name`` inside. Raises SourceError where it is not there or not to be read."""
    if form.name == "zip":
        with _opened(data, limits) as archive:
            for info in _infos(archive):
                if info.filename == name:
                    return _checked(archive, info, limits, limits.max_unpacked)
    else:
        for found in _attached(data, limits):
            if found.name == name:
                if found.problem is not None:
                    raise found.problem
                return found.data
    raise SourceError("is not inside any more", remedy="load the file again")


def _attached(data: bytes, limits: Limits) -> Iterator[Member]:
    found = attachments(data, limits)
    for name, content in sorted(found):
        problem = _too_large(len(content), limits) if len(content) > limits.max_bytes else None
        yield Member(name, b"" if problem else content, problem)


def _entries(data: bytes, limits: Limits) -> Iterator[Member]:
    with _opened(data, limits) as archive:
        left, seen = limits.max_unpacked, set[str]()
        for info in _infos(archive):
            try:
                if info.filename in seen:
                    raise SourceError("stands twice in the archive", remedy="pack the archive anew")
                content = _checked(archive, info, limits, left)
            except SourceError as problem:
                yield Member(info.filename, b"", problem)
                continue
            seen.add(info.filename)
            left -= len(content)
            yield Member(info.filename, content)


def _opened(data: bytes, limits: Limits) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as problem:
        what = f"is an archive that cannot be opened ({problem})"
        raise SourceError(what, remedy="fetch it again, or pack it anew") from problem
    count = len(archive.infolist())
    if count > limits.max_entries:
        archive.close()
        what = f"holds {count:,} files, and the limit is {limits.max_entries:,}"
        raise SourceError(what, remedy="unpack it and give the folder")
    return archive


def _infos(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Entries that are files, by name; hidden ones and what systems add on their own are passed over as in folders."""
    infos = (info for info in archive.infolist() if not info.is_dir())
    return sorted((info for info in infos if not _is_passed_over(info.filename)), key=lambda info: info.filename)


def _is_passed_over(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") and part not in (".", "..") for part in path.parts)
    return hidden or "__MACOSX" in path.parts or path.stem.upper() == "README"


def _checked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, left: int) -> bytes:
    """The bytes of an entry that is what it should be. Sizes are looked at before and while it unpacks."""
    _check_name(info.filename)
    if stat.S_ISLNK(info.external_attr >> 16):
        raise SourceError("is a link, which may lead anywhere", remedy="pack the file itself")
    if info.flag_bits & _ENCRYPTED:
        raise SourceError("is encrypted", remedy="unpack it with its password and give the file")
    if info.file_size > limits.max_bytes:
        raise _too_large(info.file_size, limits)
    allowed = min(limits.max_bytes, left, max(_HARMLESS, limits.max_expansion * max(info.compress_size, 1)))
    try:
        with archive.open(info) as stream:
            content = stream.read(allowed + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as problem:
        what = f"cannot be unpacked ({problem})"
        raise SourceError(what, remedy="fetch the archive again, or unpack it and give the folder") from problem
    if len(content) > allowed:
        raise _bomb(allowed, left, info, limits)
    return content


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or "\\" in name or _DRIVE.match(name):
        raise SourceError("has an absolute path, which no file of an archive should", remedy="pack the archive anew")
    if ".." in path.parts:
        raise SourceError("has a path that leads out of the archive", remedy="pack the archive anew")
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name):
        raise SourceError("has a name that does not print", remedy="rename it and pack the archive anew")


def _bomb(allowed: int, left: int, info: zipfile.ZipInfo, limits: Limits) -> SourceError:
    if allowed == left:
        what = f"would make more than {limits.max_unpacked:,} bytes unpacked of the archive, which is the limit"
    else:
        what = f"unpacks from {info.compress_size:,} bytes to more than {allowed:,}, as only a bomb does"
    return SourceError(what, remedy="unpack it and give the folder, if it is to be trusted")


def _too_large(size: int, limits: Limits) -> SourceError:
    what = f"has {size:,} bytes, and the limit is {limits.max_bytes:,}"
    return SourceError(what, remedy="split it, or raise the limit (--max-bytes)")
