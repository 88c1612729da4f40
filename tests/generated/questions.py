"""Random questions over a generated graph, and what two stores answer to them.

An answer is canonical JSON; a refusal (nothing found, several candidates) is an answer too. Stores that hold the same
graph answer every question with the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generated.claims import bodies_charged
from generated.documents import Documents
from graph.errors import AmbiguousError, ChidaoError
from graph.serial import canonical
from graph.store import NodeFilter, Reader
from queries.answers import Answer, as_json
from queries.documents import find_documents, find_organizations, pick_document
from queries.evidence import show
from queries.lineage import lineage, path
from queries.reporting import reports_to
from queries.responsibilities import duties
from queries.unresolved import unresolved

_KINDS = ("lineage", "lineage", "path", "duties", "duties", "reports", "search", "search", "show", "pick", "open")
_WORDS = (
    "chuyển đổi số", "chuyen doi", "nông thôn", "can bo", "kế hoạch", "du lịch giai đoạn 7", "khoa hoc cong nghe",
    "không có từ này", "bảo vệ", "30",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """``name`` says in words what is asked; ``ask`` asks it."""

    name: str
    ask: Callable[[Reader], Answer]


@dataclass(frozen=True, slots=True)
class Difference:
    """A question to which two stores gave different answers; ``answers`` by store."""

    question: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Found(Answer):
    key: str


def questions(documents: Documents, count: int, seed: int = 1) -> Iterator[Question]:
    """``count`` questions; every kind comes in turn."""
    places = random.Random(seed).sample(range(documents.size), min(documents.size, 200))  # noqa: S311 - no secret
    charged = bodies_charged(documents, places)
    for number in range(count):
        dice = random.Random(seed * 1_000_003 + number)  # noqa: S311 - no secret
        yield _MAKERS[_KINDS[number % len(_KINDS)]](documents, dice, charged)


def answer_of(reader: Reader, question: Question) -> str:
    """The answer in canonical JSON, also where it is a refusal."""
    try:
        return canonical(as_json(question.ask(reader)))
    except AmbiguousError as error:
        return canonical({"ambiguous": error.what, "candidates": list(error.candidates)})
    except ChidaoError as error:
        return canonical({"refused": type(error).__name__, "why": str(error)})


def differences(stores: Mapping[str, Reader], asked: Iterable[Question]) -> list[Difference]:
    """The questions that not all ``stores`` (by name) answer alike."""
    found = []
    for question in asked:
        answers = {name: answer_of(reader, question) for name, reader in stores.items()}
        if len(set(answers.values())) > 1:
            found.append(Difference(question.name, answers))
    return found


def _lineage(documents: Documents, dice: random.Random, charged: list[str]) -> Question:
    key, direction = _document(documents, dice), dice.choice(("up", "down", "both"))
    depth, as_of, based_on = dice.choice((1, 2, 10)), _day(dice), dice.random() < 0.3
    asked = {"direction": direction, "depth": depth, "as_of": as_of, "based_on": based_on, "doubtful": _doubt(dice)}
    return Question(f"lineage of {key}, {asked}", lambda reader: lineage(reader, key, **asked))


def _path(documents: Documents, dice: random.Random, charged: list[str]) -> Question:
    place, as_of = dice.randrange(documents.size), _day(dice)
    start, end = documents.at(place).key, _document(documents, dice)
    while dice.random() < 0.8 and (parents := documents.at(place).parents):
        place = dice.choice(parents)
        end = documents.at(place).key
    asked = {"as_of": as_of, "doubtful": _doubt(dice)}
    return Question(f"path {start} → {end}, {asked}", lambda reader: path(reader, start, end, **asked))


def _duties(documents: Documents, dice: random.Random, charged: list[str]) -> Question:
    key, as_of, offset = dice.choice(charged), _day(dice), dice.choice((0, 0, 5))
    roles = (dice.choice(("LEAD", "REPORT", "ACTS_WITH")),) if dice.random() < 0.4 else ()
    overdue = dice.choice((None, True, False)) if as_of else None
    asked = {"as_of": as_of, "roles": roles, "overdue": overdue, "offset": offset, "doubtful": _doubt(dice)}
    return Question(f"duties of {key}, {asked}", lambda reader: duties(reader, key, limit=100, **asked))


def _reports(documents: Documents, dice: random.Random, charged: list[str]) -> Question:
    key, direction, as_of = dice.choice(charged), dice.choice(("to", "from", "both")), _day(dice)
    asked = {"direction": direction, "as_of": as_of, "doubtful": _doubt(dice)}
    return Question(f"reporting lines of {key}, {asked}", lambda reader: reports_to(reader, key, **asked))


def _search(documents: Documents, dice: random.Random, charged: list[str]) -> Question:
    words, offset = dice.choice(_WORDS), dice.choice((0, 10))
    if dice.random() < 0.3:
        name = dice.choice(("Sở Nội vụ", "so y te", "bộ", "xã 1", "ubnd tinh"))
        return Question(f"bodies {name!r}", lambda reader: find_organizations(reader, name, limit=20, offset=offset))
    made = documents.at(dice.randrange(documents.size))
    conditions = dice.choice(
        (
            {"words": words},
            {"words": words, "type": made.type},
            {"number": made.number},
            {"number": made.number.split("/")[0].split("-")[0]},
            {"words": words, "date_from": "2016-01-01", "date_to": "2019-06-30"},
            {"issuer": made.issuer.key, "status": "loaded"},
            {"status": "ambiguous"},
        )
    )
    return Question(
        f"documents {conditions}, from {offset}",
        lambda reader: find_documents(reader, limit=20, offset=offset, **conditions),
    )


def _show(documents: Documents, dice: random.Random, charged: list[str]) -> Question:
    key = dice.choice((_document(documents, dice), dice.choice(charged)))
    return Question(f"show {key}", lambda reader: show(reader, key, limit=200))


def _pick(documents: Documents, dice: random.Random, charged: list[str]) -> Question:
    made = documents.at(dice.randrange(documents.size))
    words = dice.choice((made.number, f"{made.number} {made.day.isoformat()}", f"{made.type} {made.number.lower()}"))
    return Question(f"pick {words!r}", lambda reader: _Found(pick_document(reader, words).key))


def _open(documents: Documents, dice: random.Random, charged: list[str]) -> Question:
    status, offset = dice.choice(("", "ambiguous", "unresolved", "suspect")), dice.randrange(60)
    if dice.random() < 0.3:
        label = dice.choice(("Person", "Task", "Event", "Target"))
        return Question(f"nodes {label}, from {offset}", lambda reader: _keys(reader, label, offset))
    return Question(
        f"open references {status}, from {offset}",
        lambda reader: unresolved(reader, status=status, limit=10, offset=offset),
    )


def _keys(reader: Reader, label: str, offset: int) -> Answer:
    page = reader.find(NodeFilter(label=label), limit=10, offset=offset)  # type: ignore[arg-type]  # one of the labels
    return _Found(canonical([page.total, *(node.key for node in page.items)]))


def _document(documents: Documents, dice: random.Random) -> str:
    """Any document's key; one in three is of the upper levels."""
    if dice.random() < 0.3:
        return documents.at(dice.choice(documents.of_level(dice.randrange(3)))).key
    return documents.at(dice.randrange(documents.size)).key


def _doubt(dice: random.Random) -> bool:
    return dice.random() < 0.3


def _day(dice: random.Random) -> str:
    return f"{dice.randint(2015, 2025)}-{dice.randint(1, 12):02}-15" if dice.random() < 0.4 else ""


_MAKERS: dict[str, Callable[[Documents, random.Random, list[str]], Question]] = {
    "lineage": _lineage,
    "path": _path,
    "duties": _duties,
    "reports": _reports,
    "search": _search,
    "show": _show,
    "pick": _pick,
    "open": _open,
}
