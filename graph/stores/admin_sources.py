"""Sources of a SQLite graph as rows for ``neo4j-admin``, and what references mean: profiles, documents, aliases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from graph.stores.admin_columns import Table, listed, maybe, quoted
from graph.stores.admin_graph import Files, node_ids
from graph.stores.neo4j_session import bounded, is_shortened, whole
from graph.stores.sql_session import Session

#: A source with its first and its last claim.
_Range: TypeAlias = tuple[int, int, int]
#: By node: places of claims in their source, and numbers of wordings.
_Named: TypeAlias = dict[int, tuple[list[int], list[int]]]
_SOURCE = (
    ":ID(source)", "locator:string", "content_hash:string", "grammar:string", "registry:string", "medium:string",
    "encoding:string", "reader:string", "said:string[]", "claims:long", "events:string[]", "refusals:long",
    "refused:long[]", "reasons:string[]",
)  # fmt: skip
_NAMES = (":START_ID(source)", ":END_ID(entity)", "claims:long[]", "wordings:string[]")
_PROFILE = (
    ":ID(profile)", "n:long", "block:string", "guest:string", "facts:string", "uses:long", "scoped:string",
    "document:string", "earliest:string",
)  # fmt: skip
_REFERS = (
    ":START_ID(source)", ":END_ID(profile)", "ref:string", "office:string", "bound:string", "whole:string",
    "document:string",
)  # fmt: skip


def write_sources(session: Session, files: Files, numbers: Mapping[int, str]) -> None:
    """The sources with their claims, and the nodes these name. ``numbers``: of wordings, in Neo4j."""
    sources, names = files.table("sources", _SOURCE), files.table("names", _NAMES)
    connection = session.connection
    events = _events(session)
    about = {row[0]: row[1:] for row in connection.execute(session.statement("sources"))}
    ranges: list[_Range] = session.rows("claim_ranges")
    claims = connection.execute(session.statement("claims"))
    for source, first, last in ranges:
        said = claims.fetchmany(last + 1 - first)
        _write_source(sources, source, about.pop(source), said, events.get(source, []))
    for source, fields in about.items():
        _write_source(sources, source, fields, [], events.get(source, []))
    namings = connection.execute(session.statement("namings"))
    for source, named in _by_source(namings, ranges):
        for node, (places, wordings) in named.items():
            told = listed([numbers[n] for n in wordings]) if wordings else ""
            names.add_line(f"{source},{node},{listed(places)},{told}")


def _write_source(
    table: Table, source: int, about: Iterable[str], said: Sequence[tuple[int, str, str]], events: list[str]
) -> None:
    refused = [(place, row[2]) for place, row in enumerate(said) if row[2]]
    table.add(
        str(source),
        *map(quoted, about),
        listed([row[1] for row in said]) if said else "",
        str(len(said)),
        listed(events) if events else "",
        str(len(refused)) if refused else "",
        listed(place for place, _ in refused) if refused else "",
        listed(why for _, why in refused) if refused else "",
    )


def _by_source(namings: Iterable[tuple[int, int, int]], ranges: Iterable[_Range]) -> Iterator[tuple[int, _Named]]:
    """The nodes that the claims of each source name: places of the claims, and numbers of their wordings."""
    waiting = iter(ranges)
    source, first, last = next(waiting, (0, 0, 0))
    found: _Named = {}
    for claim, node, variant in namings:
        if claim > last:
            yield source, found
            found = {}
            while claim > last:
                source, first, last = next(waiting)
        named = found.get(node)
        if named is None:
            named = found[node] = ([], [])
        places = named[0]
        if not places or places[-1] != claim - first:
            places.append(claim - first)
        if variant:
            named[1].append(variant)
    yield source, found


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
        refers.add(str(source), places[profile], *cells, _key(keys, document))
    _write_documents(session, files, keys)
    aliases = files.table("aliases", ("alias:string", "node:string", "whole:string"))
    for alias, node in session.connection.execute(session.statement("aliases")):
        aliases.add(quoted(bounded(alias)), quoted(keys[node]), maybe(whole(alias)))
    merged = files.table("merged", ("node:string", "kept:string"))
    for node, kept in session.rows("merged"):
        merged.add(quoted(keys[node]), quoted(keys[kept]))
    judgements = files.table("judgements", ("id:string", "json:string"))
    for id_, text in session.rows("judgements"):
        judgements.add(quoted(bounded(id_)), quoted(text))
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
        table.add(place, str(n), *cells, _key(keys, document), maybe(earliest))
    return places


def _write_documents(session: Session, files: Files, keys: Mapping[int, str]) -> None:
    header = ("node:string", "block:string", "final:string", "issuer:string", "status:string")
    table = files.table("resolved", header)
    for node, block, final, issuer, status in session.connection.execute(session.statement("documents")):
        shortened = block if block.startswith("~") else bounded(block)
        table.add(quoted(keys[node]), quoted(shortened), quoted(keys[final]), quoted(issuer), quoted(status))


def _write_long_keys(session: Session, files: Files) -> None:
    table = files.table("long", ("id:string", "key:string"))
    for _, key in session.connection.execute(session.statement("keys")):
        if is_shortened(key):
            table.add(quoted(bounded(key)), quoted(key))


def _key(keys: Mapping[int, str], node: int | None) -> str:
    return "" if node is None else quoted(keys[node])
