"""The laws of reading: any text is read, every claim shows its words, and spelling changes nothing of what is said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from any_text import WORDS, any_text
from drafting import decision, news, plan, source
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kinds import DOCUMENT_KINDS, ROLE_KINDS
from graph.text import canonical
from loaders.files import read_file
from loaders.listing import list_files
from loaders.reading import Reading, read

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "documents").glob("*.txt"))
assert EXAMPLES, "no example documents"
SHARED = Path(__file__).parents[3] / "shared"
#: Real texts beside the checkout; an installation without them tests with the examples alone.
REAL = sorted(p for folder in ("gold/dev", "corpus/text") for p in (SHARED / folder).glob("*.txt"))[:12]


def check(reading: Reading) -> None:
    """Every span lies in the text and quotes it; what is not of the registry has words."""
    text = reading.source.text
    for claim in reading.claims:
        evidence = claim.evidence
        assert evidence.spans or evidence.origin == "registry"
        assert 0 < evidence.confidence <= 1
        for span in evidence.spans:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == span.quote


class TestAnyTextIsRead:
    @settings(deadline=None, max_examples=150)
    @given(any_text)
    def test_every_span_quotes_the_text(self, text: str) -> None:
        check(read(source(text)))

    @settings(deadline=None, max_examples=60)
    @given(any_text, any_text)
    def test_in_the_body_of_an_official_document_too(self, title: str, body: str) -> None:
        check(read(source(plan(body, title=title))))

    @settings(deadline=None, max_examples=60)
    @given(any_text)
    def test_the_json_is_a_view_of_the_claims(self, text: str) -> None:
        found = read(source(plan(text))).to_json()
        known = {d["id"] for d in found["documents"]} | {e["id"] for e in found["events"]}
        assert {r[end] for r in found["relations"] for end in ("source", "target")} <= known
        assert {a["stated_in"] for a in found["assignments"]} <= known
        assert {r["kind"] for r in found["relations"]} <= {k.name for k in DOCUMENT_KINDS}
        assert {role for a in found["assignments"] for role in a["roles"]} <= set(ROLE_KINDS)

    @settings(deadline=None, max_examples=40)
    @given(any_text)
    def test_reading_again_says_the_same(self, text: str) -> None:
        assert read(source(text)).claims == read(source(text)).claims

    @settings(deadline=None, max_examples=40)
    @given(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(["", " ", "\n"]))
    def test_a_long_line_of_the_same_words_is_read(self, first: str, second: str, between: str) -> None:
        check(read(source(f"{first}{between}{second} " * 150)))

    @settings(deadline=None, max_examples=60)
    @given(st.text(alphabet=".,;:!?()\"'-–…/\\|*#_=~+<>[]{}%&@ \n", max_size=600))
    def test_punctuation_alone_says_nothing(self, text: str) -> None:
        assert read(source(text)).claims == ()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "\x00", "a", "1", "Điều 1.", "Số:", "và", "Kế hoạch này"])
def test_a_text_of_next_to_nothing_says_nothing(text: str) -> None:
    assert read(source(text)).claims == ()


@pytest.mark.parametrize("path", [*EXAMPLES, *REAL], ids=lambda p: p.stem)
def test_every_claim_of_a_real_text_quotes_it(path: Path) -> None:
    reading = read(source(path.read_text("utf-8")))
    assert reading.claims
    check(reading)


# --- spelling changes nothing --------------------------------------------------------------------------------------


def said(text: str) -> Any:
    """What a text says, without places, quotes and its name."""
    found = read(source(text)).to_json()
    for document in found["documents"]:
        document["mentions"] = len(document["mentions"])
    return _without(found, {"start", "end", "quote", "source"})


def _without(value: Any, names: set[str]) -> Any:
    if isinstance(value, dict):
        return {k: _without(v, names) for k, v in value.items() if k not in names}
    return [_without(v, names) for v in value] if isinstance(value, list) else value


_TONES = {"a": "àáảãạ", "e": "èéẻẽẹ", "o": "òóỏõọ", "u": "ùúủũụ", "y": "ỳýỷỹỵ"}
_EARLY = re.compile(r"(?<!q)(?P<first>[òóỏõọ])(?P<second>[ae])(?!\w)|(?<!q)(?P<u>[ùúủũụ])(?P<y>y)(?!\w)", re.IGNORECASE)


def old_tones(text: str) -> str:
    """The tone of an open syllable on its last letter: hoà, khoẻ, uỷ."""

    def later(found: re.Match[str]) -> str:
        first, second = found.group()
        plain, row = next((p, r) for p, r in _TONES.items() if first.lower() in r)
        toned = _TONES[second.lower()][row.index(first.lower())]
        return (plain.upper() if first.isupper() else plain) + (toned.upper() if second.isupper() else toned)

    return _EARLY.sub(later, text)


_LOOK_ALIKES = str.maketrans({"Đ": "Ð", "đ": "ð", "ư": "ƣ", "Ư": "Ƣ", "a": "а", "o": "о", "C": "С"})
_INSIDE_WORDS = re.compile(r"(\w)(?=\w)")

SPELLINGS: dict[str, Callable[[str], str]] = {
    "line ends of Windows": lambda t: t.replace("\n", "\r\n"),
    "line ends of old Macs": lambda t: t.replace("\n", "\r"),
    "decomposed letters": lambda t: unicodedata.normalize("NFD", t),
    "old tone placement": old_tones,
    "modern tone placement": canonical,
    "look-alike letters": lambda t: t.translate(_LOOK_ALIKES),
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "soft hyphens in words": lambda t: _INSIDE_WORDS.sub("\\1\u00ad", t),
    "zero-width spaces in words": lambda t: _INSIDE_WORDS.sub("\\1\u200b", t),
    "a byte-order mark": lambda t: f"\ufeff{t}",
    "long dashes": lambda t: t.replace("-", "–"),
    "white space at line ends": lambda t: t.replace("\n", " \t\n"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_another_spelling_says_the_same(path: Path, spelling: str) -> None:
    text = path.read_text("utf-8")
    changed = SPELLINGS[spelling](text)
    assert said(changed) == said(text)
    check(read(source(changed)))


def test_every_spelling_changes_some_text() -> None:
    texts = [p.read_text("utf-8") for p in EXAMPLES]
    unchanged = [name for name, change in SPELLINGS.items() if all(change(t) == t for t in texts)]
    assert unchanged == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("path", EXAMPLES[:4], ids=lambda p: p.stem)
def test_another_encoding_says_the_same(path: Path, encoding: str, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    bom = "\ufeff" if encoding.endswith(("le", "be")) else ""
    copy = tmp_path / path.name
    copy.write_bytes((bom + text).encode(encoding))
    (file,) = list_files([copy]).files
    found = read_file(file)
    assert said(found.text) == said(text)
    check(read(found))


def test_the_reading_bears_the_name_of_its_source() -> None:
    found = read(source(decision(), "210-qd-bnv.txt")).to_json()
    assert (found["source"], found["format"]) == ("210-qd-bnv.txt", 1)


def test_news_has_no_document_of_its_own_unless_it_tells_of_one() -> None:
    found = read(source(news("Trời Lạng Sơn hôm nay nhiều mây."))).to_json()
    assert found["documents"] == []
