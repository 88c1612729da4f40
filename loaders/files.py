"""From a file to its source text: its bytes, what they are, and the words in them.

What a file is, is judged by its content; the suffix only tells apart what is text in any case. Plain text is decoded
strictly and kept as it is; everything else goes through the reader that ``loaders.readers.table`` names.
"""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import dataclass, replace
from os import stat_result
from pathlib import Path, PurePosixPath

from graph.errors import SourceError
from loaders.containers import member
from loaders.decoding import decode
from loaders.extracted import Extracted
from loaders.legacy.intake import in_unicode
from loaders.limits import Limits
from loaders.readers.detect import format_of
from loaders.readers.markdown import markdown
from loaders.readers.table import REGISTERS, Format, is_read, reader_name, reader_of
from loaders.registers.mapping import MAPPING, text_beside
from loaders.text import SourceText

#: Zeros and halves of pairs, which no text can be kept with: one sign for each, so that places hold.
_NO_LETTER = re.compile("[\0\ud800-\udfff]")
_NO_LETTERS = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")
#: Between a file and what lies in it, in locators and in what people are told.
_INSIDE = "!/"


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file to be read: where it is on this machine, and the locator it has everywhere.

    ``inside`` leads from there into it: the name of a file in the archive or message, and of one in that.
    """

    path: Path
    locator: str
    inside: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """How it is named to people."""
        return _INSIDE.join((str(self.path), *self.inside))

    def member(self, name: str) -> FileRef:
        """A file inside this one."""
        return FileRef(self.path, f"{self.locator}{_INSIDE}{name}", (*self.inside, name))


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, what they are, and their SHA-256 as hex; ``mapping`` is what a person said of a register
    in a file beside it, and then part of the digest."""

    data: bytes
    format: Format
    digest: str
    mapping: str = ""


def open_file(file: FileRef, limits: Limits) -> Content:
    """The content of ``file``. Raises SourceError for what is missing, closed to us, too large or of no format that is
    read."""
    data = _bytes(file.path, limits.max_bytes)
    name = str(file.path)
    for inner in file.inside:
        data = member(data, format_of(data, PurePosixPath(name).suffix), inner, limits)
        name = inner
    content = content_of(data, name, file.place)
    return content if file.inside or content.format.name not in REGISTERS else _mapped(content, file.path)


def _mapped(content: Content, path: Path) -> Content:
    mapping = text_beside(path)
    digest = hashlib.sha256(content.data + mapping.encode()).hexdigest() if mapping else content.digest
    return replace(content, digest=digest, mapping=mapping)


def content_of(data: bytes, name: str, where: str) -> Content:
    """What ``data``, the content of a file called ``name``, is. Raises SourceError for a format that is not read."""
    form = format_of(data, PurePosixPath(name).suffix)
    if not is_read(form):
        raise SourceError(f"is {form.label}, which is not read", where=where, remedy=form.remedy)
    return Content(data, form, hashlib.sha256(data).hexdigest())


def read_file(file: FileRef, limits: Limits | None = None) -> SourceText:
    """The words of ``file``. A plain text is decoded as it is; a byte order mark stays as the first character.

    Raises SourceError as ``open_file`` does, and for what is empty, broken, too long or not in UTF-8 or UTF-16.
    """
    limits = limits or Limits()
    return read_content(file, open_file(file, limits), limits)


def read_content(file: FileRef, content: Content, limits: Limits) -> SourceText:
    """As ``read_file``, of content that was opened before."""
    form, name = content.format, PurePosixPath(file.locator).name
    if not form.reader:
        return in_unicode(_plain_text(file, content, limits), where=file.place)
    found = _extract(form, content.data, limits, file.place)
    source = SourceText(
        file.locator, name, found.text, "", content.digest, form.medium, reader_name(form),
        found.tables, found.boxes, found.doubts, _facts(found, content), found.left_out,
    )  # fmt: skip
    return in_unicode(source, where=file.place)


def _facts(found: Extracted, content: Content) -> tuple[tuple[str, str], ...]:
    return (*found.facts, (MAPPING, content.mapping)) if content.mapping else found.facts


def _plain_text(file: FileRef, content: Content, limits: Limits) -> SourceText:
    """A text as it is; the tables of a Markdown text found, and its signs taken out where a converter left them."""
    form, name = content.format, PurePosixPath(file.locator).name
    text, encoding = decode(content.data, where=file.place)
    _check_length(text, limits, file.place)
    if form.name != "markdown":
        return SourceText(file.locator, name, text, encoding, content.digest, form.medium, form.name)
    found = markdown(text)
    encoding = encoding if found.text == text else ""
    return SourceText(file.locator, name, found.text, encoding, content.digest, form.medium, form.name, found.tables)


def _extract(form: Format, data: bytes, limits: Limits, where: str) -> Extracted:
    """What the format's reader gives. A fault of its library is told as a fault of this one file."""
    try:
        found = reader_of(form)(data, limits)
    except SourceError as error:
        raise SourceError(error.what, where=where, remedy=error.remedy) from error
    except MemoryError:
        raise
    except ImportError as fault:
        what = f"needs a library that is not installed ({_short(fault)})"
        raise SourceError(what, where=where, remedy="install what requirements.lock names") from fault
    except Exception as fault:
        what = f"is {form.label} that cannot be read ({type(fault).__name__}: {_short(fault)})"
        raise SourceError(what, where=where, remedy="open it, and save it anew or as plain text") from fault
    if not found.text.strip():
        reason = f": {found.left_out[0]}" if found.left_out else ""
        raise SourceError(f"is {form.label} without words{reason}", where=where, remedy=form.remedy)
    _check_length(found.text, limits, where)
    return replace(found, text=found.text.translate(_NO_LETTERS)) if _NO_LETTER.search(found.text) else found


def memory_error(limits: Limits, where: str) -> SourceError:
    """What is said of a file that would take more memory than it may."""
    what = f"needs more than {limits.max_memory:,} bytes of memory to be read"
    return SourceError(what, where=where, remedy="split it, or raise the limit (--max-memory)")


def _short(fault: Exception) -> str:
    return " ".join(str(fault).split())[:200]


def _check_length(text: str, limits: Limits, where: str) -> None:
    if len(text) > limits.max_characters:
        what = f"holds {len(text):,} characters of text, and the limit is {limits.max_characters:,}"
        raise SourceError(what, where=where, remedy="split it, or raise the limit (--max-characters)")


def _bytes(path: Path, max_bytes: int) -> bytes:
    """All of a regular file. The size is looked at before anything is read, and again against a file that grows."""
    where = str(path)
    try:
        _check(path.stat(), max_bytes, where)
        with path.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except OSError as problem:
        raise os_error(problem, where) from problem
    if len(data) > max_bytes:
        raise _too_large(f"more than {max_bytes:,}", max_bytes, where)
    return data


def _check(status: stat_result, max_bytes: int, where: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise SourceError("is a folder, not a file", where=where, remedy="give it as a path to be walked")
    if not stat.S_ISREG(status.st_mode):
        raise SourceError("is neither a file nor a folder", where=where, remedy="copy its content into a .txt file")
    if status.st_size > max_bytes:
        raise _too_large(f"{status.st_size:,}", max_bytes, where)


def _too_large(size: str, max_bytes: int, where: str) -> SourceError:
    what = f"has {size} bytes, and the limit is {max_bytes:,}"
    return SourceError(what, where=where, remedy="split it, or raise the limit (--max-bytes)")


def os_error(problem: OSError, where: str) -> SourceError:
    """What is said of a file that the system does not give."""
    if isinstance(problem, FileNotFoundError):
        return SourceError("there is no such file or folder", where=where, remedy="check the path")
    if isinstance(problem, PermissionError):
        return SourceError("may not be read by this user", where=where, remedy="change its permissions (chmod +r)")
    reason = (problem.strerror or type(problem).__name__).lower()
    return SourceError(f"cannot be read: {reason}", where=where, remedy="check the file and the disk it lies on")
