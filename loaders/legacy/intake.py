"""The last step from a file to its source text: everything in Unicode, and nothing in letters that lie."""

from __future__ import annotations

from dataclasses import replace

from graph.errors import SourceError
from loaders.legacy.convert import unicode_of
from loaders.legacy.falsified import check_letters
from loaders.text import SourceText

_UNICODE = ("", "utf-8", "utf-16-le", "utf-16-be")


def in_unicode(source: SourceText, *, where: str) -> SourceText:
    """``source`` with old fonts as Unicode. What was changed is no longer the file itself: its text is an extracted
    one, and the facts ``font`` and ``encoding`` say how it was written.

    Raises SourceError for falsified marks and lost letters; words that a reader doubts are not counted.
    """
    found = unicode_of(source)
    if found.encoding not in _UNICODE:
        found = replace(found, encoding="", facts=(*found.facts, ("encoding", found.encoding)))
    elif found is not source and found.encoding:
        found = replace(found, encoding="")
    try:
        check_letters(_undoubted(found))
    except SourceError as error:
        raise SourceError(error.what, where=where, remedy=error.remedy) from error
    return found


def _undoubted(source: SourceText) -> str:
    pieces, at = [], 0
    for doubt in source.doubts:
        pieces.append(source.text[at : max(at, doubt.start)])
        at = max(at, doubt.end)
    return "".join([*pieces, source.text[at:]])
