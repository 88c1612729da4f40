"""The words of the grammar as data, read from its own source: words of lists, patterns, and alternatives of patterns.

``entries`` finds them in one module; ``without`` writes the module again with some of them unable to match. Nothing
else changes: a word is replaced by one that stands in no text, an alternative gets ``(?!)`` before it, so groups keep
their numbers and what looks for the *absence* of a word finds it absent.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

#: Stands for a word that was taken out; a letter of nobody, in no text.
NO_WORD = "\uf8ff"
_NEVER = "(?!)"
_HOLE = 0xE000  # first of the private letters that stand for the {…} of an f-string
_OPEN = re.compile(r"\((?:\?(?:P<(?P<name>\w+)>|P=\w+|(?P<look><?[=!])|[:#]|[aiLmsux-]+:))?")
_TIMES = re.compile(r"[?*+][?+]?|\{\d*,?\d*\}[?+]?")
_ANCHORS = re.compile(r"\\[AZ]|(?<![\\\[])\^|(?<!\\)\$")  # not the ^ of a class

Values: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or alternative. ``test`` is a pattern that matches where a text has it, in its own surroundings."""

    id: str
    words: str
    test: str
    verbose: bool = False


@dataclass(slots=True)
class _Group:
    """Alternatives between ``start`` and ``end`` of a pattern; ``head`` opens it, "" for the whole pattern."""

    head: str
    start: int
    end: int = 0
    after: int = 0  # behind its bracket and its count
    alternatives: list[_Alternative] = field(default_factory=list)


@dataclass(slots=True)
class _Alternative:
    start: int
    end: int = 0
    groups: list[_Group] = field(default_factory=list)


def entries(name: str, source: str, values: Values) -> list[Entry]:
    """The entries of the module ``name``; ``values`` is its namespace, which gives the ``{…}`` of f-strings."""
    found: list[Entry] = []
    _rewritten(source, lambda place, node, word: found.extend(_of_node(f"{name}:{place}", node, word, values)))
    return found


def without(name: str, source: str, taken: Collection[str]) -> str:
    """``source`` without the entries whose ids are ``taken``."""

    def change(place: str, node: ast.expr, word: bool) -> ast.expr | None:
        return _changed(f"{name}:{place}", node, word, taken)

    return _rewritten(source, change)


def pattern_entries(name: str, pattern: str) -> list[Entry]:
    """The alternatives of one pattern that stands in a data file."""
    return list(_of_pattern(name, pattern, {}, whole=False))


def pattern_without(name: str, pattern: str, taken: Collection[str]) -> str:
    """``pattern`` with the alternatives whose ids are ``taken`` unable to match."""
    starts = {alternative.start for _, alternative, id_ in _alternatives(name, pattern) if id_ in taken}
    for start in sorted(starts, reverse=True):
        pattern = pattern[:start] + _NEVER + pattern[start:]
    return pattern


# --- where words and patterns stand in a module ----------------------------------------------------------------------


def _rewritten(source: str, change: Callable[[str, ast.expr, bool], Any]) -> str:
    """Walks over what is assigned at the top of a module. ``change(place, node, is word of a list)`` may give another
    node for a string."""
    tree = ast.parse(source)
    for statement in tree.body:
        value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
        if value is not None and isinstance(statement, ast.Assign | ast.AnnAssign):
            statement.value = _walked(value, change, word=False)
    return ast.unparse(ast.fix_missing_locations(tree))


def _walked(node: ast.expr, change: Callable[[str, ast.expr, bool], Any], *, word: bool) -> ast.expr:
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        changed = change(f"{node.lineno}.{node.col_offset}", node, word)
        return changed if isinstance(changed, ast.expr) else node
    listed = isinstance(node, ast.Tuple | ast.List | ast.Set)
    for name, value in ast.iter_fields(node):
        if isinstance(value, ast.expr):
            setattr(node, name, _walked(value, change, word=False))
        elif isinstance(value, list):
            as_words = listed or (isinstance(node, ast.Dict) and name == "keys") or _compiles(node)
            value[:] = [_walked(v, change, word=as_words) if isinstance(v, ast.expr) else v for v in value]
    return node


def _compiles(node: ast.expr) -> bool:
    """Whether a string in this call is a whole pattern: taken out as a word of a list is."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "compile"


def _of_node(place: str, node: ast.expr, word: bool, values: Values) -> Iterator[Entry]:
    text, holes = _text_of(node)
    if word and not holes and not re.search(r"[\\(|\[]", text):
        if re.search(r"[^\W\d_]{2}", text):
            yield Entry(place, text, r"(?<!\w)" + r"\s+".join(map(re.escape, text.split())) + r"(?!\w)")
        return
    yield from _of_pattern(place, text, _filled(holes, values), whole=word)


def _changed(place: str, node: ast.expr, word: bool, taken: Collection[str]) -> ast.expr | None:
    text, holes = _text_of(node)
    if place in taken:
        return ast.Constant(NO_WORD if word else _NEVER + text) if not holes else None
    changed = pattern_without(place, text, taken)
    return _node_of(changed, holes) if changed != text else None


def _text_of(node: ast.expr) -> tuple[str, list[ast.FormattedValue]]:
    """A string with a private letter for each ``{…}``, and what stands there."""
    if isinstance(node, ast.Constant):
        return str(node.value), []
    holes: list[ast.FormattedValue] = []
    parts: list[str] = []
    for part in node.values if isinstance(node, ast.JoinedStr) else []:
        if isinstance(part, ast.FormattedValue):
            parts.append(chr(_HOLE + len(holes)))
            holes.append(part)
        elif isinstance(part, ast.Constant):
            parts.append(str(part.value))
    return "".join(parts), holes


def _node_of(text: str, holes: list[ast.FormattedValue]) -> ast.expr:
    if not holes:
        return ast.Constant(text)
    parts = re.split(f"([{chr(_HOLE)}-{chr(_HOLE + len(holes) - 1)}])", text)
    nodes: list[ast.expr] = [holes[ord(part) - _HOLE] if n % 2 else ast.Constant(part) for n, part in enumerate(parts)]
    return ast.JoinedStr([node for node in nodes if not (isinstance(node, ast.Constant) and node.value == "")])


def _filled(holes: list[ast.FormattedValue], values: Values) -> dict[str, str]:
    """What stands in the ``{…}`` as a pattern; what only a loop knows is any few letters."""
    filled = {}
    for at, hole in enumerate(holes):
        try:
            code = compile(ast.Expression(hole.value), "<hole>", "eval")
            value = eval(code, dict(values))  # noqa: S307  # the program's own source
            filled[chr(_HOLE + at)] = f"(?:{_unnamed(str(value))})"
        except (NameError, TypeError):
            filled[chr(_HOLE + at)] = ".{0,60}?"
    return filled


# --- alternatives of a pattern ---------------------------------------------------------------------------------------


def _of_pattern(place: str, text: str, holes: Mapping[str, str], *, whole: bool) -> Iterator[Entry]:
    if "|" not in text and "(" not in text and not whole:
        return
    for chain, alternative, id_ in _alternatives(place, text):
        words = text[alternative.start : alternative.end]
        if not whole and (alternative.start, alternative.end) == (0, len(text)):
            continue
        if re.search(r"[^\W\d_]{2}", re.sub(r"\\.", "", words)):
            test = _filled_in(_ANCHORS.sub("", _unnamed(_restricted(text, chain))), holes)
            yield Entry(id_, _filled_in(words.strip(), dict.fromkeys(holes, "…")), test, "\n" in text)


def _alternatives(place: str, text: str) -> Iterator[tuple[list[tuple[_Group, _Alternative]], _Alternative, str]]:
    """Every alternative of every group with the groups it stands in, outermost first, and its id."""
    try:
        root = _parsed(text)
    except (IndexError, ValueError):
        return

    def below(group: _Group, chain: list[tuple[_Group, _Alternative]]) -> Iterator[Any]:
        for alternative in group.alternatives:
            here = [*chain, (group, alternative)]
            yield here, alternative, f"{place}.{alternative.start}"
            for inner in alternative.groups:
                yield from below(inner, here)

    yield from below(root, [])


def _parsed(text: str) -> _Group:
    """The groups of a pattern. Raises ValueError or IndexError for what is no pattern."""
    root = _Group("", 0)
    root.alternatives.append(_Alternative(0))
    stack = [root]
    at = 0
    while at < len(text):
        group, letter = stack[-1], text[at]
        if letter == "\\":
            at += 2
        elif letter == "[":
            at = _class_end(text, at)
        elif letter == "#" and "\n" in text:  # a comment of a verbose pattern
            at = (text + "\n").index("\n", at)
        elif letter == "(" and (opened := _OPEN.match(text, at)):
            inner = _Group(opened[0], at)
            inner.alternatives.append(_Alternative(opened.end()))
            group.alternatives[-1].groups.append(inner)
            stack.append(inner)
            at = opened.end()
        elif letter == "|":
            group.alternatives[-1].end = at
            group.alternatives.append(_Alternative(at + 1))
            at += 1
        elif letter == ")":
            group.alternatives[-1].end, group.end = at, at + 1
            counted = _TIMES.match(text, at + 1)
            at = group.after = counted.end() if counted else at + 1
            stack.pop()
        else:
            at += 1
    if stack != [root]:
        raise ValueError("a bracket is not closed")
    root.alternatives[-1].end = root.end = len(text)
    return root


def _class_end(text: str, at: int) -> int:
    at += 2 if text[at + 1] == "^" else 1
    at += 1  # a bracket at the head stands for itself
    while text[at - 1 if text[at - 1] == "]" else at] != "]" or text[at - 1] == "\\":
        at += 2 if text[at] == "\\" else 1
    return at if text[at - 1] == "]" else at + 1


def _restricted(text: str, chain: list[tuple[_Group, _Alternative]]) -> str:
    """The pattern with one alternative alone in each group of ``chain``; what must be absent must be there."""
    (group, alternative), *inner = chain
    if inner:
        below = inner[0][0]
        body = text[alternative.start : below.start] + _restricted(text, inner) + text[below.after : alternative.end]
    else:
        body = text[alternative.start : alternative.end]
    if not group.head:
        return body
    return _OPEN.sub(lambda m: {"!": "(?=", "<!": "(?<="}.get(m["look"] or "", m[0]), group.head) + body + ")"


def _unnamed(pattern: str) -> str:
    """Without the names of groups: one pattern may stand twice in another."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _filled_in(pattern: str, holes: Mapping[str, str]) -> str:
    for letter, value in holes.items():
        pattern = pattern.replace(letter, value)
    return pattern
