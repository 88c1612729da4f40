"""Options and arguments that several commands share, so that they read and mean the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from api.settings import STORE_VARIABLE

Store: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--store",
        help=f"Address of the store: sqlite:///PATH, neo4j://HOST:7687 or memory: (default: ${STORE_VARIABLE}, else a "
        "file that `chidao status` names).",
        metavar="ADDRESS",
    ),
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of tables.")]
AsOf: TypeAlias = Annotated[str, typer.Option(help="Only what was known by this day (2025-03-01).", metavar="DATE")]
BasedOn: TypeAlias = Annotated[bool, typer.Option("--based-on", help="Follow recitals (căn cứ) too.")]
Doubtful: TypeAlias = Annotated[
    bool, typer.Option("--doubtful", help="With what is more likely wrong than right, marked as doubtful.")
]
Limit: TypeAlias = Annotated[int, typer.Option(metavar="N", help="At most this many.", min=1, max=10_000)]
Offset: TypeAlias = Annotated[int, typer.Option(metavar="N", help="Leave out this many first.", min=0)]
Document: TypeAlias = Annotated[
    str, typer.Argument(help="A document: its number in any spelling, with words that say which, or its key.")
]
Organization: TypeAlias = Annotated[
    str, typer.Argument(help="A body: its name or abbreviation, with or without marks, or its key.")
]
Paths: TypeAlias = Annotated[
    list[Path], typer.Argument(help="Documents: texts, web pages, PDF, Word, registers, archives; or folders of them.")
]
Root: TypeAlias = Annotated[
    Path | None,
    typer.Option(help="Name sources by their path below this folder, not from the last name of the path given."),
]
Jobs: TypeAlias = Annotated[int, typer.Option("--jobs", "-j", metavar="N", help="Read in N processes.", min=1, max=256)]
MaxBytes: TypeAlias = Annotated[int, typer.Option(help="Refuse larger files, in bytes.", min=1)]
MaxCharacters: TypeAlias = Annotated[int, typer.Option(help="Refuse files with more text.", min=1)]
MaxPages: TypeAlias = Annotated[int, typer.Option(help="Refuse files with more pages or sheets.", min=1)]
MaxSeconds: TypeAlias = Annotated[float, typer.Option(help="Give a file up after this time.", min=0.1)]
MaxMemory: TypeAlias = Annotated[int, typer.Option(help="Memory for reading one file, in bytes.", min=200_000_000)]
Host: TypeAlias = Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 opens the graph to the network.")]
Port: TypeAlias = Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.", min=0, max=65_535)]
