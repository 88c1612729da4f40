"""Printing: document text is hostile, terminals obey control characters, and pipes break."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

# Controls (C0, DEL, C1), line and paragraph separators, and everything that turns the direction of writing.
_BEYOND = r"\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
_HARMFUL = re.compile(rf"[\x00-\x1f{_BEYOND}]")
_HARMFUL_IN_JSON = re.compile(rf"[{_BEYOND}]")  # JSON escapes C0 itself, and puts line ends between values

#: Columns of a table when the output is no terminal.
_PIPED_WIDTH = 160


def clean(text: str) -> str:
    """``text`` in one line, with every character that a terminal might obey written as its ``\\uXXXX`` code."""
    return _HARMFUL.sub(_code, " ".join(text.split()))


def short(text: str, length: int = 160) -> str:
    """``text`` cleaned and cut to ``length`` characters; what is cut is shown by an ellipsis."""
    line = clean(text[: 4 * length])
    return line if len(line) <= length and len(text) <= 4 * length else line[: length - 1].rstrip() + "…"


def json_text(value: Any) -> str:
    """``value`` as JSON for programs that is also safe to look at in a terminal."""
    return harmless(json.dumps(value, ensure_ascii=False, indent=2))


def harmless(written: str) -> str:
    """JSON that says the same as ``written``, with what a terminal might obey as its ``\\uXXXX`` code."""
    return _HARMFUL_IN_JSON.sub(_code, written)


def emit(text: str) -> None:
    """Writes a line to standard output. Ends the program quietly where nobody reads any more."""
    try:
        sys.stdout.write(f"{text}\n")
    except BrokenPipeError:
        silence()
        raise typer.Exit(0) from None


def emit_json(value: Any) -> None:
    """Writes ``value`` as JSON to standard output."""
    emit(json_text(value))


def show(*parts: RenderableType) -> None:
    """Writes tables and lines for people; texts in them must be clean already, and no markup is obeyed."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    buffer = io.StringIO()
    width = None if terminal or "COLUMNS" in os.environ else _PIPED_WIDTH
    console = Console(file=buffer, width=width, force_terminal=terminal, markup=False, emoji=False, highlight=False)
    for part in parts:
        console.print(part)
    emit("\n".join(line.rstrip() for line in buffer.getvalue().splitlines()))


def tell(text: str) -> None:
    """Writes one line to standard error."""
    print(clean(text), file=sys.stderr)


def prepare() -> None:
    """Makes the standard streams write what their encoding lacks as escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def finish() -> None:
    """Flushes standard output while a broken pipe can still be taken quietly."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence()


def silence() -> None:
    """Points standard output at nothing, so that the interpreter's own last flush cannot fail."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


def _code(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
