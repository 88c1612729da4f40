"""The command that says why a rule fired at a place of a document, or did not: explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api import options
from api.output import clean, emit, emit_json, show


def explain(
    file: Annotated[Path, typer.Argument(help="A document.")],
    start: Annotated[int, typer.Argument(help="A place in its text as readings count it; the first character is 0.")],
    json: options.Json = False,
) -> None:
    """Say why each rule fired at a place, or did not.

    The rules are those that look at the sentence around the place. Of a rule that did not fire the conditions are told
    in order up to the first that fails.

    Example: chidao explain plan.txt 1250
    """
    from api.render_explain import explanation_tables
    from loaders.explain.explain import explain_file

    if file.is_dir():
        raise typer.BadParameter(f"{file} is a folder: give one document")
    explanation = explain_file(file, start)
    if json:
        emit_json(explanation.to_json())
        return
    emit(f"{explanation.region}, {explanation.start}–{explanation.end}: {clean(explanation.quote)}\n")
    show(*explanation_tables(explanation))
