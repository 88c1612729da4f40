"""The table of formats: how each is known by its content, which reader takes it, and what that reader needs.

A reader is a function ``(data, limits) -> Extracted``. It is named here and imported when a file of its format comes,
so that nothing of a library is loaded before. It raises SourceError without ``where``: it does not know the file's
name.
"""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType
from typing import TypeAlias, cast

from loaders.extracted import Extracted
from loaders.limits import Limits

Reader: TypeAlias = Callable[[bytes, Limits], Extracted]


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``label`` names a file of it in a sentence, ``medium`` is its media type.

    ``reader`` is ``module:function``, "" where the format is not read; ``remedy`` then says what to do. ``libraries``
    are the distributions and ``tools`` the programs its reading depends on: with another version of a library, or a
    tool that was missing, a file is read again. ``inside`` is True where files lie inside that are read each by itself.
    """

    name: str
    label: str
    medium: str
    reader: str = ""
    libraries: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    remedy: str = ""
    inside: bool = False


_CONVERT = "export its words as plain text in UTF-8"
_OFFICE = "save it as .docx or as plain text (UTF-8) from a word processor"
_SHEET = "save it as .xlsx from a spreadsheet program"
_PAGE = "save the words of the page as plain text in UTF-8"
_PDF = "convert it with: pdftotext -layout FILE.pdf FILE.txt (a scan needs text recognition first)"
_UNPACK = "unpack it and give the folder"
_RECOGNISE = "put the picture into a PDF, or recognise its text first (for instance: tesseract FILE out -l vie)"
_UNLOCK = "open it with its password and save it without"
_OPEN = "application/vnd.openxmlformats-officedocument."
_WORD_MEDIUM = _OPEN + "wordprocessingml.document"
_SHEET_MEDIUM = _OPEN + "spreadsheetml.sheet"
_SLIDE_MEDIUM = _OPEN + "presentationml.presentation"
_ODS_MEDIUM = "application/vnd.oasis.opendocument.spreadsheet"
_HERE = "loaders.readers."

_TABLE = (
    # Text, read in this process: nothing can go wrong there that the grammar does not know.
    Format("text", "a plain text", "text/plain"),
    Format("markdown", "a Markdown text", "text/markdown"),
    # Documents
    Format("html", "a web page", "text/html", _HERE + "html:extract_html", ("trafilatura", "lxml"), remedy=_PAGE),
    Format(
        "pdf", "a PDF document", "application/pdf", _HERE + "pdf:extract_pdf", ("pypdfium2", "pillow"), ("tesseract",),
        remedy=_PDF,
    ),
    Format("docx", "a Word document", _WORD_MEDIUM, _HERE + "docx:extract_docx", ("lxml",), remedy=_OFFICE),
    Format(
        "doc", "an old Word document", "application/msword", _HERE + "doc:extract_doc", ("lxml",),
        ("soffice", "libreoffice", "antiword", "catdoc"), remedy=_OFFICE,
    ),
    Format(
        "eml", "an e-mail message", "message/rfc822", _HERE + "eml:extract_eml", ("trafilatura", "lxml"),
        remedy=_CONVERT, inside=True,
    ),
    # Registers
    Format("csv", "a CSV table", "text/csv", _HERE + "csv_table:extract_csv", remedy=_CONVERT),
    Format("xlsx", "a spreadsheet", _SHEET_MEDIUM, _HERE + "sheets:extract_xlsx", ("openpyxl",), remedy=_SHEET),
    Format("ods", "a spreadsheet", _ODS_MEDIUM, _HERE + "ods:extract_ods", ("lxml",), remedy=_SHEET),
    # Containers
    Format("zip", "an archive", "application/zip", inside=True),
    # Known, and not read
    Format("odt", "an OpenDocument text", "application/vnd.oasis.opendocument.text", remedy=_OFFICE),
    Format("rtf", "an RTF document", "application/rtf", remedy=_OFFICE),
    Format("xls", "an old spreadsheet", "application/vnd.ms-excel", remedy=_SHEET),
    Format("ppt", "an old presentation", "application/vnd.ms-powerpoint", remedy=_CONVERT),
    Format("pptx", "a presentation", _SLIDE_MEDIUM, remedy=_CONVERT),
    Format("odp", "a presentation", "application/vnd.oasis.opendocument.presentation", remedy=_CONVERT),
    Format("msg", "an Outlook message", "application/vnd.ms-outlook", remedy="save it as .eml"),
    Format("locked", "an encrypted Office document", "application/x-ole-storage", remedy=_UNLOCK),
    Format("ole", "an old Office file", "application/x-ole-storage", remedy=_OFFICE),
    Format("epub", "an e-book", "application/epub+zip", remedy=_CONVERT),
    Format("archive", "an archive", "application/octet-stream", remedy=_UNPACK),
    Format("picture", "a picture", "image/*", remedy=_RECOGNISE),
    Format("binary", "binary", "application/octet-stream", remedy="give a plain text in UTF-8, or a document"),
)  # fmt: skip
FORMATS = MappingProxyType({form.name: form for form in _TABLE})

#: Formats whose files may be registers.
REGISTERS = frozenset({"csv", "xlsx", "ods"})
#: Formats whose content is text without a signature: the file's suffix says which.
TEXT_SUFFIXES = MappingProxyType(
    {
        "": "text", ".txt": "text", ".text": "text",
        ".md": "markdown", ".markdown": "markdown",
        ".csv": "csv", ".tsv": "csv",
    }
)  # fmt: skip
#: Suffix of a file in a folder that says it is meant to be a document; any other file is looked into first.
DOCUMENT_SUFFIXES = frozenset(
    {
        *TEXT_SUFFIXES, ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".pdf", ".doc", ".docx", ".docm", ".eml", ".xlsx",
        ".xlsm", ".ods", ".zip", ".odt", ".rtf", ".xls", ".ppt", ".pptx", ".odp", ".msg", ".epub", ".rar", ".7z", ".gz",
        ".tar", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp",
    }
)  # fmt: skip


def is_read(form: Format) -> bool:
    """Whether files of the format are read at all."""
    return bool(form.reader) or form.inside or form.name in ("text", "markdown")


def is_apart(form: Format) -> bool:
    """Whether it is read in a process of its own: wherever a parser that may hang, die or swell is at work."""
    return bool(form.reader)


def reader_of(form: Format) -> Reader:
    """The function that reads the format."""
    module, _, name = form.reader.partition(":")
    return cast(Reader, getattr(importlib.import_module(module), name))


@lru_cache(maxsize=64)
def reader_name(form: Format) -> str:
    """The reader with what it depends on, as it stands in a source: ``pdf (pypdfium2 5.1.0, tesseract)``."""
    parts = [f"{library} {_version(library)}" for library in form.libraries]
    parts += [tool for tool in form.tools if shutil.which(tool)]
    return f"{form.name} ({', '.join(parts)})" if parts else form.name


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "missing"  # the reader then says so of each file
