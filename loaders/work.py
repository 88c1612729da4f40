"""What is done with one file: its reading, or the list of what lies in it. In this process, or in one of its own."""

from __future__ import annotations

import dataclasses
import json
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from graph.claims import Claim
from graph.errors import ChidaoError, SourceError
from graph.serial import claim_from_json, claim_to_json
from loaders.containers import members
from loaders.files import FileRef, content_of, memory_error, open_file, read_content
from loaders.limits import Limits
from loaders.reading import Reading, read
from loaders.text import SourceText

_log = logging.getLogger("chidao.load")

Json: TypeAlias = dict[str, Any]
Grammar: TypeAlias = Callable[[SourceText], Reading]


@dataclass(frozen=True, slots=True)
class Result:
    """What reading one file gave. ``digest`` is of the bytes that were read, ``seconds`` the time it took.

    ``shown`` is the reading as JSON text, and ``text`` the extracted text; both are empty where nobody asked.
    """

    claims: tuple[Claim, ...]
    digest: str
    encoding: str
    characters: int
    seconds: float
    left_out: tuple[str, ...] = ()
    shown: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Inside:
    """A file inside another: its name there and what it is, or why it is not read."""

    name: str
    digest: str
    format: str
    problem: SourceError | None = None


def read_one(file: FileRef, limits: Limits, *, shown: bool = False, grammar: Grammar = read) -> Result:
    """Reads ``file``. Raises SourceError; a fault of the grammar is told as a failure of this one text."""
    started = time.perf_counter()
    source = read_content(file, open_file(file, limits), limits)
    reading = _reading(source, grammar)
    return Result(
        reading.claims,
        source.content_hash,
        source.encoding,
        len(source.text),
        time.perf_counter() - started,
        source.left_out,
        json.dumps(reading.to_json(), ensure_ascii=False, indent=2) if shown else "",
        source.text if shown and not source.is_plain else "",
    )


def look_inside(file: FileRef, limits: Limits) -> Iterator[Inside]:
    """The files inside ``file``, by name. Raises SourceError where it cannot be opened."""
    content = open_file(file, limits)
    try:
        for found in members(content.data, content.format, limits):
            yield _looked_at(file.member(found.name), found.name, found.data, found.problem)
    except SourceError as error:
        raise SourceError(error.what, where=error.where or file.place, remedy=error.remedy) from error


def _looked_at(file: FileRef, name: str, data: bytes, problem: SourceError | None) -> Inside:
    try:
        if problem is not None:
            raise SourceError(problem.what, where=file.place, remedy=problem.remedy)
        content = content_of(data, name, file.place)
    except SourceError as error:
        return Inside(name, "", "", error)
    return Inside(name, content.digest, content.format.name)


def _reading(source: SourceText, grammar: Grammar) -> Reading:
    try:
        return grammar(source)
    except (ChidaoError, MemoryError):
        raise
    except Exception as fault:
        _log.debug("the grammar broke on %s", source.locator, exc_info=True)
        what = f"the grammar broke on it ({type(fault).__name__}: {fault})"
        remedy = "this is a fault of chidao: please report it with the text"
        raise SourceError(what, where=source.locator, remedy=remedy) from fault


# -- the same as messages between processes -----------------------------------------------------------------------


def order(work: str, file: FileRef, limits: Limits, *, shown: bool = False) -> Json:
    """What a worker is told to do: ``read`` or ``look``."""
    place = {"path": str(file.path), "locator": file.locator, "inside": list(file.inside)}
    return {"work": work, "file": place, "limits": dataclasses.asdict(limits), "shown": shown}


def carry_out(message: Json) -> Json:
    """Does what an order says; a failure is an answer too. Raises MemoryError."""
    file, limits = _file_of(message), Limits(**message["limits"])
    try:
        if message["work"] == "look":
            return {"inside": [_inside_to_json(inside) for inside in look_inside(file, limits)]}
        return _result_to_json(read_one(file, limits, shown=message["shown"]))
    except ChidaoError as error:
        return {"error": _error_to_json(error)}


def out_of_memory(message: Json) -> Json:
    """The answer of a worker that has no memory left; it is to be replaced."""
    error = memory_error(Limits(**message["limits"]), _file_of(message).place)
    return {"error": _error_to_json(error), "spent": True}


def _file_of(message: Json) -> FileRef:
    told = message["file"]
    return FileRef(Path(told["path"]), told["locator"], tuple(told["inside"]))


def result_of(answer: Json) -> Result:
    """The result an answer carries. Raises the SourceError it carries instead."""
    _raise(answer)
    claims = tuple(claim_from_json(claim) for claim in answer.pop("claims"))
    return Result(claims, **(answer | {"left_out": tuple(answer["left_out"])}))


def inside_of(answer: Json) -> list[Inside]:
    """What an answer says lies inside. Raises the SourceError it carries instead."""
    _raise(answer)
    return [
        Inside(row["name"], row["digest"], row["format"], SourceError(**row["problem"]) if row["problem"] else None)
        for row in answer["inside"]
    ]


def _raise(answer: Json) -> None:
    if "error" in answer:
        raise SourceError(**answer["error"])


def _error_to_json(error: ChidaoError) -> Json:
    return {"what": error.what, "where": error.where, "remedy": error.remedy}


def _inside_to_json(inside: Inside) -> Json:
    problem = _error_to_json(inside.problem) if inside.problem else None
    return {"name": inside.name, "digest": inside.digest, "format": inside.format, "problem": problem}


def _result_to_json(result: Result) -> Json:
    told = {field.name: getattr(result, field.name) for field in dataclasses.fields(result)}
    return told | {"claims": [claim_to_json(claim) for claim in result.claims]}
