"""Web pages: the document in the furniture, with the date, title and owner of the page.

Three kinds of page are told apart: pages of the national legal database; pages that show an official paper (its head
stands in them), of which everything from the head on is kept; all others, whose main text trafilatura finds.
"""

from __future__ import annotations

import re
from typing import Any

from graph.errors import SourceError
from loaders.extracted import Extracted
from loaders.limits import Limits
from loaders.readers.html_tables import words_of
from loaders.readers.html_text import clean_tree, encoding_of, parsed, write_element
from loaders.readers.legal_page import extract_legal_page, is_legal_page
from loaders.readers.scribe import Scribe, tidy

# the head of a State or Party paper: the motto, or the name of the Party, and a number
_MOTTO = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM", re.IGNORECASE
)
_NUMBER = re.compile(r"\bS[ốỐ]\s*:?\s*\d*\s*[-/]")
_FACTS = (("title", "title"), ("date", "date"), ("owner", "sitename"), ("author", "author"), ("url", "url"))


def extract_html(data: bytes, limits: Limits) -> Extracted:
    """The words of a page, tables as tables. Facts: ``title``, ``date`` (ISO), ``owner``, ``author``, ``url`` where
    the page states them. Raises SourceError for a page without words, or one that says it is none."""
    root = parsed(data)
    if root is None:
        raise SourceError("is a web page without words", remedy="save the page again when it has loaded")
    if is_legal_page(root):
        clean_tree(root)
        return extract_legal_page(root)
    page = data.decode(encoding_of(data), "replace")
    paper = _paper(root)
    return _paper_page(paper, page) if paper is not None else _article(page, root)


def _paper(root: Any) -> Any:
    """The smallest element that holds the head of an official paper and what follows it; None where there is none."""
    words = words_of(root)
    head = _MOTTO.search(words)
    if head is None or not _NUMBER.search(words, max(0, head.start() - 600), head.end() + 600):
        return None
    clean_tree(root)
    size = len(tidy(words_of(root)))
    inner, found = root, None
    while inner is not None:
        found = inner
        inner = next((child for child in inner if isinstance(child.tag, str) and _holds(child, size)), None)
    return found


def _holds(element: Any, size: int) -> bool:
    """Whether an element holds a head, and most of the words of the page or all that a letter needs."""
    words = tidy(words_of(element))
    head = _MOTTO.search(words)
    return head is not None and element.tag != "table" and len(words) - head.start() > max(0.5 * size, 400)


def _paper_page(paper: Any, page: str) -> Extracted:
    scribe = Scribe()
    write_element(scribe, paper)
    return scribe.extracted(_facts_of(page))


def _article(page: str, root: Any) -> Extracted:
    """The main text as trafilatura finds it; all words of the page where it finds none."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=True, favor_recall=True
    )
    scribe = Scribe()
    if found is None or found.body is None or not "".join(found.body.itertext()).strip():
        clean_tree(root)
        write_element(scribe, root)
        scribe.left_out.append("no main text was told from the rest of the page: all its words were taken")
        return scribe.extracted(_facts_of(page))
    title = " ".join((found.title or "").split())
    if title and title not in " ".join("".join(found.body.itertext()).split()):
        scribe.line(title)
    _write_body(scribe, found.body)
    return scribe.extracted(_facts(found))


def _write_body(scribe: Scribe, body: Any) -> None:
    """Writes trafilatura's tree, which has names of its own for the parts of a page."""
    for element in body.iter("head", "item", "quote", "lb"):
        element.tag = {"item": "li", "lb": "br"}.get(element.tag, "p")
    for element in body.iter("row", "cell"):
        element.tag = {"row": "tr", "cell": "td"}[element.tag]
    write_element(scribe, body)


def _facts_of(page: str) -> tuple[tuple[str, str], ...]:
    from trafilatura import extract_metadata

    found = extract_metadata(page)
    return _facts(found) if found is not None else ()


def _facts(document: Any) -> tuple[tuple[str, str], ...]:
    values = ((name, " ".join(str(getattr(document, field, "") or "").split())) for name, field in _FACTS)
    return tuple((name, value) for name, value in values if value)
