"""Sources of a SQLite graph as rows for ``neo4j-admin``, and what references mean: profiles, documents, aliases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graph.stores.admin_columns import BETWEEN, QUOTE, Table, listed, maybe, quoted
from graph.stores.admin_graph import Files, node_ids
from graph.stores.neo4j_session import bounded, is_shortened, whole
from graph.stores.sql_session import Session

_SOURCE = (
    ":ID(source)", "locator:string", "content_hash:string", "grammar:string", "registry:string", "medium:string",
    "encoding:string", "reader:string", "said:string[]", "claims:long", "events:string[]", "names:string[]",
    "made:string", "refusals:long", "refused:long[]", "reasons:string[]",
)  # fmt: skip
_ENCODED = json.encoder.encode_basestring  # of the standard library, in C
_NO_NAMING: list[list[int]] = [[], []]
_PROFILE = (
    ":ID(profile)", "n:long", "block:string", "guest:string", "facts:string", "uses:long", "scoped:string",
    "document:string", "earliest:string",
)  # fmt: skip
_REFERS = (
    ":START_ID(source)", ":END_ID(profile)", "ref:string", "office:string", "bound:string", "whole:string",
    "document:string",
)  # fmt: skip


def write_sources(session: Session, files: Files) -> None:
    """The sources with their claims, and what these made."""
    table = files.table("sources", _SOURCE)
    keys, events = node_ids(session), _events(session)
    about = {row[0]: row[1:] for row in session.rows("sources")}
    for source, first, last in session.rows("claim_ranges"):
        claims = _claims(session, first, last)
        made = _made(session, keys, first, last)
        _write_source(table, source, about.pop(source), events.get(source, []), claims, made)
    for source, fields in about.items():
        _write_source(table, source, fields, events.get(source, []), _NO_CLAIMS, ("", ""))


class _Claims(NamedTuple):
    """JSON of the claims of a source, as a list is written; their number; places and reasons of those kept out."""

    said: bytes
    number: int
    refused: list[tuple[int, str]]


_NO_CLAIMS = _Claims(b"", 0, [])


def _claims(session: Session, first: int, last: int) -> _Claims:
    """JSON has no control characters but escaped, so nothing in it is to be written in another way."""
    [(said,)] = session.rows("claims", first=first, last=last, between=BETWEEN)
    return _Claims(said, last + 1 - first, session.rows("refused", first=first, last=last))


def _write_source(
    table: Table, source: int, about: Iterable[str], events: list[str], claims: _Claims, made: tuple[str, str]
) -> None:
    quote = QUOTE if claims.number else ""
    refused = claims.refused
    rest = (
        str(claims.number),
        listed(events) if events else "",
        *made,
        str(len(refused)) if refused else "",
        listed(place for place, _ in refused) if refused else "",
        listed(why for _, why in refused) if refused else "",
    )
    table.add(f"{source},{','.join(map(quoted, about))},{quote}", claims.said, f"{quote},{','.join(rest)}")


def _made(session: Session, keys: Mapping[int, str], first: int, last: int) -> tuple[str, str]:
    """The columns ``names`` and ``made`` of a source, as the store keeps them (``neo4j_made``)."""
    named = _named(session.rows("namings", first=first, last=last))
    rows = session.rows("statings", first=first, last=last)
    at = {node: place for place, node in enumerate(dict.fromkeys([*named, *(n for row in rows for n in row[:2])]))}
    if not at:
        return "", ""
    named_ = [named.get(node, _NO_NAMING) for node in at]
    stated = ",".join([f'[{at[s]},"{kind}",{at[t]},{_ENCODED(q)},{place}]' for s, t, kind, q, place in rows])
    names = BETWEEN.join([keys[node] for node in at])
    return f"{QUOTE}{names}{QUOTE}", f"{QUOTE}[{str(named_).replace(' ', '')},[{stated}]]{QUOTE}"


def _named(rows: Iterable[tuple[int, int, int]]) -> dict[int, list[list[int]]]:
    """By node: places of the claims that name it, numbers of their wordings."""
    named: dict[int, list[list[int]]] = {}
    for place, node, wording in rows:
        own = named.get(node)
        if own is None:
            own = named[node] = [[place], []]
        elif own[0][-1] != place:
            own[0].append(place)
        if wording:
            own[1].append(wording)
    return named


def _events(session: Session) -> dict[int, list[str]]:
    """By source: ref and node of each event, one behind the other."""
    keys = node_ids(session)
    found: dict[int, list[str]] = {}
    for source, ref, node in session.rows("events"):
        found.setdefault(source, []).extend((ref, keys[node]))
    return found


def write_references(session: Session, files: Files) -> None:
    """What references of sources mean, aliases, merged keys and judgements."""
    keys = node_ids(session)
    places = _write_profiles(session, files, keys)
    refers = files.table("refers", _REFERS)
    for source, profile, ref, office, bound, document in session.connection.execute(session.statement("refers")):
        cells = (quoted(ref), quoted(office), maybe(bounded(bound)), maybe(whole(bound)))
        refers.add(",".join((str(source), places[profile], *cells, _key(keys, document))))
    _write_documents(session, files, keys)
    aliases = files.table("aliases", ("alias:string", "node:string", "whole:string"))
    for alias, node in session.connection.execute(session.statement("aliases")):
        aliases.add(f"{quoted(bounded(alias))},{quoted(keys[node])},{maybe(whole(alias))}")
    merged = files.table("merged", ("node:string", "kept:string"))
    for node, kept in session.rows("merged"):
        merged.add(f"{quoted(keys[node])},{quoted(keys[kept])}")
    judgements = files.table("judgements", ("id:string", "json:string"))
    for id_, text in session.rows("judgements"):
        judgements.add(f"{quoted(bounded(id_))},{quoted(text)}")
    _write_long_keys(session, files)


def _write_profiles(session: Session, files: Files, keys: Mapping[int, str]) -> dict[int, str]:
    """The profiles; the number of each in the files."""
    table = files.table("profiles", _PROFILE)
    places: dict[int, str] = {}
    for n, block, guest, facts, uses, scoped, document, earliest in session.connection.execute(
        session.statement("profiles")
    ):
        place = places[n] = str(len(places))
        cells = (quoted(bounded(block)), maybe(bounded(guest)), quoted(facts), str(uses), quoted(scoped))
        table.add(",".join((place, str(n), *cells, _key(keys, document), maybe(earliest))))
    return places


def _write_documents(session: Session, files: Files, keys: Mapping[int, str]) -> None:
    header = ("node:string", "block:string", "final:string", "issuer:string", "status:string")
    table = files.table("resolved", header)
    for node, block, final, issuer, status in session.connection.execute(session.statement("documents")):
        shortened = block if block.startswith("~") else bounded(block)
        table.add(",".join(map(quoted, (keys[node], shortened, keys[final], issuer, status))))


def _write_long_keys(session: Session, files: Files) -> None:
    table = files.table("long", ("id:string", "key:string"))
    for _, key in session.connection.execute(session.statement("keys")):
        if is_shortened(key):
            table.add(f"{quoted(bounded(key))},{quoted(key)}")


def _key(keys: Mapping[int, str], node: int | None) -> str:
    return "" if node is None else quoted(keys[node])
