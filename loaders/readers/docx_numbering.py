"""The numbers Word writes by itself: "Điều 3.", "a)", "1.2." of a paragraph that only says which list it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of each list as they come."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # abstract list → level → how it is written
    _lists: dict[str, str] = field(default_factory=dict)  # list → abstract list
    _restarts: dict[str, dict[int, int]] = field(default_factory=dict)  # list → level → number it begins anew with
    _styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # paragraph style → (list, level)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: Any | None, styles: Any | None) -> Numbering:
        """From the parts ``numbering.xml`` and ``styles.xml``, as far as they are there."""
        result = cls()
        for abstract in _all(numbering, "abstractNum"):
            levels = {_int(lvl.get(f"{W}ilvl")): _level(lvl) for lvl in abstract.findall(f"{W}lvl")}
            result._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for num in _all(numbering, "num"):
            number = num.get(f"{W}numId", "")
            result._lists[number] = _value(num, "abstractNumId")
            for override in num.findall(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    level = _int(override.get(f"{W}ilvl"))
                    result._restarts.setdefault(number, {})[level] = _int(start.get(f"{W}val"), 1)
        result._read_styles(styles)
        return result

    def _read_styles(self, styles: Any | None) -> None:
        parents: dict[str, str] = {}
        for style in _all(styles, "style"):
            name = style.get(f"{W}styleId", "")
            parents[name] = _value(style, "basedOn")
            if (own := _list_of(style.find(f"{W}pPr"))) is not None:
                self._styles[name] = own
        for name in parents:
            at, steps = name, 0
            while at and at not in self._styles and steps < 20:
                at, steps = parents.get(at, ""), steps + 1
            if at in self._styles:
                self._styles[name] = self._styles[at]

    def label(self, properties: Any | None) -> str:
        """The number of the next paragraph with these ``w:pPr``, counted on; "-" for a bullet, "" without a list."""
        if properties is None:
            return ""
        own = _list_of(properties) or self._styles.get(_value(properties, "pStyle"))
        if own is None:
            return ""
        number, level = own
        abstract = self._lists.get(number, "")
        levels = self._levels.get(abstract, {})
        form = levels.get(level)
        if form is None or form.form == "none":
            return ""
        counts = self._counts.setdefault(abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            for at, start in self._restarts.get(number, {}).items():
                counts[at] = start - 1
        counts[level] = counts.get(level, form.start - 1) + 1
        for below in range(level + 1, _LEVELS):
            counts.pop(below, None)
        if form.form == "bullet":
            return "-"
        return _PLACE.sub(lambda m: self._written(levels, counts, int(m[1]) - 1), form.text).strip()

    def _written(self, levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        form = levels.get(level, _Level())
        return written(counts.get(level, form.start), form.form)


def _level(element: Any) -> _Level:
    return _Level(_int(_value(element, "start"), 1), _value(element, "numFmt") or "decimal", _value(element, "lvlText"))


def _list_of(properties: Any | None) -> tuple[str, int] | None:
    """(list, level) that paragraph properties name; list 0 takes a paragraph out of its style's list."""
    own = properties.find(f"{W}numPr") if properties is not None else None
    number = _value(own, "numId") if own is not None else ""
    return (number, _int(_value(own, "ilvl"))) if number else None


def written(number: int, form: str) -> str:
    """A number as Word's format writes it."""
    match form:
        case "upperRoman":
            return _roman(number)
        case "lowerRoman":
            return _roman(number).lower()
        case "upperLetter":
            return _letter(number).upper()
        case "lowerLetter":
            return _letter(number)
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        words += letters * min(times, 10)
    return words


def _letter(number: int) -> str:
    """a, b, … z, aa, bb, …"""
    times, at = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + at) * min(times + 1, 10)


def _all(part: Any | None, name: str) -> list[Any]:
    return [] if part is None else part.findall(f"{W}{name}")


def _value(element: Any, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _int(value: str | None, default: int = 0) -> int:
    return int(value[:9]) if value is not None and value.removeprefix("-").isdecimal() else default
