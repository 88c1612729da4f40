"""The command line: ``chidao COMMAND …``. One table of commands, one way out."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence

import typer

from api import cli_ask, cli_check, cli_explain, cli_export, cli_keep, cli_show, exits
from api.output import finish, json_text, prepare, tell
from graph.errors import AmbiguousError, ChidaoError

_EPILOG = "\b\nExit codes:\n" + "\n".join(f"  {code:<4}{meaning}" for code, meaning in exits.MEANINGS.items())

app = typer.Typer(
    name="chidao",
    help="Reads Vietnamese Party and government directives into a graph of who must do what, and answers with the "
    "words that prove it.",
    epilog=_EPILOG,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

_COMMANDS: dict[str, Callable[..., None]] = {
    "check": cli_check.check,
    "load": cli_keep.load,
    "extract": cli_keep.extract,
    "explain": cli_explain.explain,
    "lineage": cli_ask.lineage,
    "path": cli_ask.path,
    "duties": cli_ask.duties,
    "reports-to": cli_ask.reports_to,
    "search": cli_ask.search,
    "show": cli_ask.show_node,
    "unresolved": cli_ask.unresolved,
    "sources": cli_keep.sources,
    "remove": cli_keep.remove,
    "export": cli_export.export,
    "draw": cli_show.draw,
    "serve": cli_show.serve,
    "migrate": cli_keep.migrate,
    "status": cli_keep.status,
    "demo": cli_show.demo,
}
for _name, _command in _COMMANDS.items():
    app.command(_name)(_command)


@app.callback()
def _options(
    debug: bool = typer.Option(False, "--debug", help="Show where an error arose. May stand anywhere."),
) -> None:
    """Options of every command; ``run`` takes --debug out of the arguments before they come here."""


def main() -> None:
    """The program: ends with the exit code of ``run``."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit code (``api.exits``). Only with --debug does an error leave a traceback."""
    own, debug = _without_debug(arguments)
    logging.basicConfig(level=logging.DEBUG if debug else logging.WARNING, format="%(name)s: %(message)s")
    prepare()
    try:
        app(args=own, prog_name="chidao")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else exits.OK
    except ChidaoError as error:
        if debug:
            logging.exception("the command failed")
        _explain(error, as_json="--json" in own)
        return exits.exit_code(error)
    except Exception as fault:
        if debug:
            logging.exception("the command failed")
        tell(f"internal error: {type(fault).__name__}: {fault}; run it again with --debug and report what it shows")
        return exits.INTERNAL
    finally:
        finish()
    return exits.OK


def _without_debug(arguments: Sequence[str]) -> tuple[list[str], bool]:
    """The arguments without --debug (what follows ``--`` is left alone), and whether it was there."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    own = [argument for argument in arguments[:end] if argument != "--debug"]
    return [*own, *arguments[end:]], len(own) < end


def _explain(error: ChidaoError, *, as_json: bool) -> None:
    """One line for people, one object for programs, on standard error."""
    candidates = error.candidates if isinstance(error, AmbiguousError) else ()
    if as_json:
        told = {"error": type(error).__name__, "what": error.what, "where": error.where, "remedy": error.remedy}
        print(json_text(told | {"candidates": list(candidates)}), file=sys.stderr)
        return
    tell(f"chidao: {error}")
    for candidate in candidates:
        tell(f"  {candidate}")
