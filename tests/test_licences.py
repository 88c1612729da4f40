"""Whatever chidao is built on may be used by an Apache-2.0 application: one table says so, and is held against what is
installed."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
#: Licences under which a library may be used by an application under Apache-2.0 without changing the application's.
ALLOWED = {
    "MIT", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "PSF-2.0", "MPL-2.0", "MPL-1.1",
    "CNRI-Python", "Python-2.0", "HPND", "0BSD", "Unlicense", "Zlib",
}  # fmt: skip
#: How distributions name them who do not write SPDX expressions.
NAMES = (
    (r"apache", "Apache-2.0"), (r"mozilla|\bmpl\b", "MPL-2.0"), (r"\bisc\b", "ISC"), (r"python software", "PSF-2.0"),
    (r"\bmit\b", "MIT"), (r"\bbsd\b", "BSD"),
)  # fmt: skip


def locked() -> list[str]:
    return re.findall(r"^([a-z0-9][a-z0-9._-]*)==", LOCK, re.MULTILINE | re.IGNORECASE)


def table() -> dict[str, str]:
    """Distribution → its licence as the page gives it."""
    return dict(re.findall(r"^\| `([^`]+)` \| ([^|]+?) \|", PAGE.split("## Programs")[0], re.MULTILINE))


def stated(name: str) -> str:
    """What the installed distribution says of its licence: an expression, or all its words about it."""
    data = importlib.metadata.metadata(name)
    classifiers = [line for line in data.get_all("Classifier") or [] if line.startswith("License")]
    return data.get("License-Expression") or " ".join([(data.get("License") or "")[:100], *classifiers])


def test_the_page_names_what_the_lock_names() -> None:
    assert len(locked()) > 30
    assert set(table()) == set(locked())


@pytest.mark.parametrize("name", locked())
def test_a_licence_fits_and_is_the_one_the_distribution_states(name: str) -> None:
    told = table()[name]
    parts = set(re.split(r"\s+(?:AND|OR)\s+", told))
    taken = parts & ALLOWED if " OR " in told else parts
    assert taken
    assert taken <= ALLOWED
    try:
        words = stated(name)
    except importlib.metadata.PackageNotFoundError:
        return  # locked for another system or version of Python
    if words == told:
        return
    known = next((licence for pattern, licence in NAMES if re.search(pattern, words, re.IGNORECASE)), "")
    assert known, f"{name} states {words!r}"
    assert known in told


def test_nothing_under_a_strong_copyleft_is_linked_in() -> None:
    for name in locked():
        try:
            words = stated(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        assert not re.search(r"\b[AL]?GPL\b|GNU", words) or " OR " in words, f"{name}: {words}"
