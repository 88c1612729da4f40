"""The words of a piece of a web page, a paragraph a line, its tables as tables."""

from __future__ import annotations

import codecs
import re
from typing import Any

from loaders.readers.html_tables import html_table, words_of
from loaders.readers.scribe import Scribe, tidy

#: What is never part of the words: furniture, and what only works in a browser.
_DROPPED = ("script", "style", "noscript", "template", "button", "svg", "select", "iframe", "form", "nav")

#: Round the number of a table whose place they keep: letters for private use, of which a page has none of its own.
_OPEN, _CLOSE = "\ue000", "\ue001"


def parsed(data: bytes) -> Any:
    """The page as lxml's root element; None where there is none. What is broken is mended as browsers do it."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True)
    try:
        return html.document_fromstring(words_as_utf8(data), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def words_as_utf8(data: bytes) -> bytes:
    """The page in UTF-8, whatever it was in."""
    encoding = encoding_of(data)
    return data if encoding == "utf-8" else data.decode(encoding, "replace").encode()


def encoding_of(data: bytes) -> str:
    """UTF-8 where the bytes are that, else what the page declares, else the old Vietnamese code page of Windows."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        declared = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", data[:4096], re.IGNORECASE)
        name = declared[1].decode("ascii") if declared else "windows-1258"
        try:
            return codecs.lookup(name).name
        except LookupError:
            return "windows-1258"
    return "utf-8"


def clean_tree(root: Any) -> None:
    """Takes out of the tree what is no words."""
    for element in list(root.iter(*_DROPPED)):
        if element.getparent() is not None:
            element.drop_tree()


def write_element(scribe: Scribe, element: Any) -> None:
    """Writes what stands in ``element``: its outer tables as tables, all else as lines."""
    from lxml import etree

    if element.tag == "table":
        scribe.table(html_table(element))
        return
    tables = [table for table in element.iter("table") if _is_outer(table, element)]
    for number, table in enumerate(tables):
        mark = etree.Element("p")
        mark.text = f"{_OPEN}{number}{_CLOSE}"
        mark.tail, table.tail = table.tail, None
        table.getparent().replace(table, mark)
    for line in tidy(words_of(element)).split("\n"):
        if line.startswith(_OPEN) and line.endswith(_CLOSE) and line[1:-1].isdecimal():
            scribe.table(html_table(tables[int(line[1:-1])]))
        elif line:
            scribe.line(line)


def _is_outer(table: Any, root: Any) -> bool:
    parent = table.getparent()
    while parent is not None and parent is not root:
        if parent.tag == "table":
            return False
        parent = parent.getparent()
    return True
