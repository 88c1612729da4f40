"""Addresses of Neo4j databases, and the credentials, which never stand in an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import StoreAddressError, StoreError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
#: Names of the environment variables of credentials and limits.
USER_VARIABLE, PASSWORD_VARIABLE = "CHIDAO_NEO4J_USER", "CHIDAO_NEO4J_PASSWORD"  # a name, no password
PASSWORD_FILE_VARIABLE, SECONDS_VARIABLE = "CHIDAO_NEO4J_PASSWORD_FILE", "CHIDAO_NEO4J_SECONDS"
_FORM = "use neo4j://host:7687 or neo4j://host:7687/database (bolt:// for one server, +s for TLS)"
_HOST = re.compile(r"(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
_DATABASE = re.compile(r"[A-Za-z][A-Za-z0-9.-]{2,62}")
_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Neo4jAddress:
    """Where a database is. ``database`` is "" for the server's default one."""

    scheme: str
    host: str
    database: str = ""

    @property
    def server(self) -> str:
        """The address as the driver takes it."""
        return f"{self.scheme}://{self.host}"

    def __str__(self) -> str:
        return f"{self.server}/{self.database}" if self.database else self.server


@dataclass(frozen=True, slots=True)
class Access:
    """As whom a server is spoken to (``user`` "" where it asks nobody), and for how many seconds one question may take.
    The password is shown nowhere."""

    user: str = ""
    password: str = field(default="", repr=False)
    seconds: float = _SECONDS


def parse_address(address: str) -> Neo4jAddress:
    """Raises StoreAddressError for another form, and for credentials, which it does not repeat."""
    scheme, _, rest = address.partition("://")
    if "@" in rest:
        raise StoreAddressError(
            "an address holds no credentials",
            where=f"{scheme}://{rest.rpartition('@')[2]}",
            remedy=f"set {USER_VARIABLE} and {PASSWORD_VARIABLE} or {PASSWORD_FILE_VARIABLE} and leave them out of it",
        )
    host, slash, database = rest.partition("/")
    if scheme not in SCHEMES or not _HOST.fullmatch(host) or (slash and database and not _DATABASE.fullmatch(database)):
        raise StoreAddressError("this address names no Neo4j database", where=address, remedy=_FORM)
    return Neo4jAddress(scheme, host, database.lower())


def access_from(environment: Mapping[str, str]) -> Access:
    """The access that the environment gives. Raises StoreError where a variable is of no use."""
    user, password = environment.get(USER_VARIABLE, ""), environment.get(PASSWORD_VARIABLE, "")
    file = environment.get(PASSWORD_FILE_VARIABLE, "")
    if file and not password:
        password = _password_in(Path(file))
    return Access(user or ("neo4j" if password else ""), password, _seconds(environment.get(SECONDS_VARIABLE, "")))


def _password_in(file: Path) -> str:
    try:
        return file.read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            "the file of the password cannot be read",
            where=str(file),
            remedy=f"let {PASSWORD_FILE_VARIABLE} name a text file that this user may read",
        ) from error


def _seconds(text: str) -> float:
    try:
        seconds = float(text or _SECONDS)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 86_400:
        raise StoreError(
            f"{text[:40]!r} is no number of seconds",
            where=SECONDS_VARIABLE,
            remedy="give how many seconds one question may take, 30 where nothing is given",
        )
    return seconds
