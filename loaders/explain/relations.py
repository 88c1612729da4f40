"""Why documents are, or are not, related at a place: one look for each phrase of relation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.explain.model import Look, Step, asked, gives_way, short
from loaders.explain.place import ANNEX, BODY, TITLE, Place
from loaders.grammar.attachment import breaks
from loaders.grammar.mentions import DocumentMention
from loaders.grammar.relation_words import DIRECT, EXPIRES, OPENERS, PROPOSING, REPORTING, VERBS, Verb, verb_at_end
from loaders.grammar.title_verbs import verb_of_title

_BEGINS = re.compile(r"\s*(?:(?:\d+\.|[a-zđ]\)|-|Điều\s+\d+\.?|Nay)\s*)?")
_LONGEST = 260  # characters before a document in which its verb is looked for


def looks(place: Place) -> Iterator[Look]:
    """The openers of recitals and the verbs, each with its conditions, then the bare citation."""
    named = place.mentions
    for pattern, kind, rule in OPENERS:
        yield Look("relations", rule, False, asked(_opener(place, named, pattern, kind)))
    for rule in dict.fromkeys(verb.rule for verb in VERBS):
        verbs = [verb for verb in VERBS if verb.rule == rule]
        steps = _in_title(place, named, rule) if place.region == TITLE else _verb(place, named, verbs)
        yield Look("relations", rule, False, asked(steps))
    yield Look("relations", "expires", False, asked(_expires(place, named)))
    yield Look("relations", "cites", False, asked(_cites(place, named)))


def _has_document(named: list[DocumentMention]) -> Step:
    return Step("a document is named in the sentence", bool(named))


def _opener(place: Place, named: list[DocumentMention], pattern: re.Pattern[str], kind: str) -> Iterator[Step]:
    yield _has_document(named)
    found = pattern.match(place.flow, place.start, place.end)
    yield Step("the sentence begins with its words", found is not None, "" if found else short(place.words, 30))
    yield Step("the sentence is a recital, or news", _may_open(place), place.region)
    yield _has_subject(place)
    if kind == "PROPOSED_BY":
        nouns = [m.noun for m in named]
        yield Step("a proposal is named: Tờ trình, Báo cáo, Công văn", bool(PROPOSING & set(nouns)), ", ".join(nouns))
    if kind == "IMPLEMENTS":
        first = named[0].start if named else place.end
        straight = found is not None and DIRECT.fullmatch(place.flow, found.end(), first) is not None
        between = place.flow[found.end() : first] if found else ""
        yield Step("nothing but words of order stands before the document", straight or len(named) > 1, short(between))


def _may_open(place: Place) -> bool:
    return place.region == "recital" or not place.analysis.setting.official


def _has_subject(place: Place) -> Step:
    said = place.analysis.main is not None
    return Step("the text has a document of its own, or tells of one that was issued", said)


def _in_title(place: Place, named: list[DocumentMention], rule: str) -> Iterator[Step]:
    """What a title says of the documents in it is what its own document does."""
    yield _has_document(named)
    yield _has_subject(place)
    main = place.analysis.main
    rules = [_title_verb(place, named, mention) for mention in named]
    if main is not None and main.noun == "Báo cáo":
        rules = [REPORTING.rule if found == "implements" else found for found in rules]
    yield Step("its words stand in the title before a document", rule in rules, ", ".join(filter(None, rules)))


def _title_verb(place: Place, named: list[DocumentMention], mention: DocumentMention) -> str:
    gap, main = _gap(place, named, mention), place.analysis.main
    stretch = (place.start, mention.start) if mention is named[0] else None
    numbered = main is not None and bool(main.symbol)
    found = verb_of_title(place.flow, gap, verb_at_end(gap[-_LONGEST:]), stretch, numbered=numbered)
    return found[0].rule if found else ""


def _verb(place: Place, named: list[DocumentMention], verbs: list[Verb]) -> Iterator[Step]:
    yield _has_document(named)
    ends = [stop for stop in _word_ends(place) if any(_ends_in(place, stop, verb) for verb in verbs)]
    example = verbs[0].examples[0]
    yield Step(f"its words stand there ({example})", bool(ends))
    before = [m for m in named if any(_gap_ends_in(place, named, m, verb) for verb in verbs)]
    behind = place.flow[ends[-1] : ends[-1] + 40] if ends else ""
    yield Step(
        "a document follows its words at once",
        bool(before) or _amends(named, verbs),
        "" if before else short(behind, 40),
    )
    gaps = [_gap(place, named, m) for m in before]
    chosen = [verb_at_end(gap[-_LONGEST:]) for gap in gaps]
    other = next((found[0].rule for found in chosen if found and found[0] not in verbs), "")
    yield Step("no verb before it in the list takes the same words", not other, other)
    apart = all(breaks(gap, found[1]) for gap, found in zip(gaps, chosen, strict=True) if found) and bool(named)
    first = named[0] in before if named else False
    yield Step(
        "no new clause stands between it and the document that acts",
        not apart or first or _amends(named, verbs),
        short(gaps[0]) if gaps else "",
    )
    begun = bool(gaps) and first and _BEGINS.fullmatch(gaps[0][: chosen[0][1] if chosen[0] else 0]) is not None
    acts = begun or not (first and place.region in (BODY, ANNEX) and place.analysis.setting.official)
    yield Step("what acts is a document named before it, or an article that begins with it", acts)


def _amends(named: list[DocumentMention], verbs: list[Verb]) -> bool:
    """An amending law says it in its own title, before the law it amends."""
    return verbs[0].kind == "AMENDS" and any(m.amending for m in named)


def _word_ends(place: Place) -> Iterator[int]:
    return (place.start + found.end() for found in re.finditer(r"\w+", place.words))


def _ends_in(place: Place, stop: int, verb: Verb) -> bool:
    return verb.pattern.search(place.flow[max(place.start, stop - 90) : stop]) is not None


def _gap(place: Place, named: list[DocumentMention], mention: DocumentMention) -> str:
    at = named.index(mention)
    return place.flow[named[at - 1].end if at else place.start : mention.start]


def _gap_ends_in(place: Place, named: list[DocumentMention], mention: DocumentMention, verb: Verb) -> bool:
    return verb.pattern.search(_gap(place, named, mention)[-_LONGEST:]) is not None


def _expires(place: Place, named: list[DocumentMention]) -> Iterator[Step]:
    yield _has_document(named)
    found = [m for m in named if EXPIRES.match(place.flow[m.end : place.end])]
    yield Step("“hết hiệu lực” or “chấm dứt hiệu lực” stands behind it", bool(found))


def _cites(place: Place, named: list[DocumentMention]) -> Iterator[Step]:
    yield _has_document(named)
    yield _has_subject(place)
    other = [m for m in named if m.way != "self"]
    yield Step("it is another document than the text itself", bool(other))
    yield gives_way("nothing else in the text relates the two")
