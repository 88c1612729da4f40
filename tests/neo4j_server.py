"""A real Neo4j server for tests: brought by Maven, run by Java, on this machine only.

    python tests/neo4j_server.py [--home DIR] [--heap 1g]

starts one, prints how to connect and waits for Ctrl-C. ``Neo4jServer`` is the same for a test: it has folders, a port
and a password of its own, can be killed and started again on its data, and runs ``neo4j-admin``. What Maven brings
(116 MB) is kept in the user's cache folder, so only the first start fetches anything.

A test that is content with any empty server asks for the fixture ``neo4j_server`` (``conftest.py``).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

USER = "neo4j"
_JAVA = Path(__file__).parent / "java"
_START_SECONDS = 120
_STOP_SECONDS = 60
_OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.lang")
#: Below the range from which Linux takes the ports of outgoing connections, so that a port is still free at a restart.
_PORTS = range(20_000, 32_000)

_CONF = """server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.bolt.tls_level=DISABLED
server.memory.pagecache.size={page_cache}
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
"""


class ServerAbsentError(Exception):
    """No server can be had on this machine; the message says what it lacks."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where a server answers and as whom; the password is not shown."""

    address: str
    user: str = USER
    password: str = field(default="", repr=False)

    @property
    def auth(self) -> tuple[str, str]:
        """As the drivers take it."""
        return self.user, self.password


def libraries() -> Path:
    """The folder of the server's jar files, fetched on the first use; ServerAbsentError without Java or Maven."""
    if not shutil.which("java"):
        raise ServerAbsentError("no Java on this machine; on Debian: apt-get install openjdk-17-jdk-headless")
    pom = _JAVA / "pom.xml"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "chidao"
    folder = cache / f"neo4j-{hashlib.sha256(pom.read_bytes()).hexdigest()[:12]}"
    return folder if folder.is_dir() else _fetched(pom, folder)


def _fetched(pom: Path, folder: Path) -> Path:
    """Fills the folder beside its place and renames it, so that it is there whole or not at all."""
    if not shutil.which("mvn"):
        raise ServerAbsentError("no Maven on this machine to fetch Neo4j with; on Debian: apt-get install maven")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="fetching-") as name:
        jars = Path(name) / "jars"
        command = ["mvn", "-B", "-q", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={jars}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
        if done.returncode or not any(jars.glob("neo4j-bolt-*.jar")):
            raise ServerAbsentError(f"Maven did not bring Neo4j: {(done.stdout + done.stderr)[-2000:]}")
        try:
            jars.rename(folder)
        except OSError:
            if not folder.is_dir():  # else another process was quicker, with the same
                raise
    return folder


class Neo4jServer:
    """One server with everything it owns below ``home``.

    ``heap`` and ``page_cache`` are sizes as Java and Neo4j write them (``1g``, ``256m``).
    """

    def __init__(self, home: Path, *, heap: str = "1g", page_cache: str = "256m") -> None:
        self.home = home
        self.port = _free_port()
        self.connection = Connection(f"bolt://127.0.0.1:{self.port}", USER, secrets.token_hex(16))
        self._jars = libraries()
        self._heap = heap
        self._process: subprocess.Popen[bytes] | None = None
        (home / "conf").mkdir(parents=True)
        (home / "conf" / "neo4j.conf").write_text(_CONF.format(port=self.port, page_cache=page_cache))
        self.admin("dbms", "set-initial-password", self.connection.password)

    @property
    def routed(self) -> Connection:
        """The same server under ``neo4j://``, as a cluster is addressed."""
        return Connection(f"neo4j://127.0.0.1:{self.port}", USER, self.connection.password)

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Starts the server and returns when its database answers; raises RuntimeError where it does not."""
        if self.running:
            return
        ready = self.home / "ready"
        ready.unlink(missing_ok=True)
        command = self._java(f"-Xms{self._heap}", f"-Xmx{self._heap}", str(_JAVA / "Serve.java"), str(self.home))
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)
        deadline = time.monotonic() + _START_SECONDS
        while not ready.exists():
            if not self.running or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"Neo4j did not start: {self.log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.1)

    def stop(self) -> None:
        """Ends the server in good order; its data stay for another start."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Ends the server as a power cut would."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Stops the server where it runs, and starts it on the same data, port and password."""
        self.stop()
        self.start()

    def admin(self, *arguments: str) -> str:
        """Runs ``neo4j-admin`` on this server's folders and returns its output; the server must be stopped.

        Raises RuntimeError with the output where the command fails.
        """
        environment = {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        command = self._java(f"-Xmx{self._heap}", "org.neo4j.cli.AdminTool", *arguments)
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=3600, check=False)
        if done.returncode:
            raise RuntimeError(f"neo4j-admin {' '.join(arguments[:2])}: {done.stdout}{done.stderr}")
        return done.stdout

    @property
    def log(self) -> Path:
        """What the server's process wrote."""
        return self.home / "console.log"

    def _java(self, *arguments: str) -> list[str]:
        opened = [f"--add-opens={name}=ALL-UNNAMED" for name in _OPENED]
        return ["java", *opened, "-cp", f"{self._jars}/*", *arguments]

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()
        self._process = None


def external() -> Connection | None:
    """The server that ``CHIDAO_TEST_NEO4J`` names, with the environment's credentials; None where it names none."""
    address = os.environ.get("CHIDAO_TEST_NEO4J")
    if not address:
        return None
    return Connection(address, os.environ.get("CHIDAO_NEO4J_USER", USER), os.environ.get("CHIDAO_NEO4J_PASSWORD", ""))


@contextmanager
def temporary_server(heap: str = "1g", page_cache: str = "256m") -> Iterator[Neo4jServer]:
    """A running server whose folders are gone at the end, so it may end abruptly: good order takes it 5 s."""
    with tempfile.TemporaryDirectory(prefix="chidao-neo4j-") as name:
        server = Neo4jServer(Path(name) / "home", heap=heap, page_cache=page_cache)
        try:
            server.start()
            yield server
        finally:
            server.kill()


def empty(connection: Connection) -> None:
    """Deletes everything in the server's database: nodes, constraints, indexes."""
    from neo4j import GraphDatabase

    with GraphDatabase.driver(connection.address, auth=connection.auth) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        names = session.run("SHOW CONSTRAINTS YIELD name").value()
        for name in names:
            session.run(f"DROP CONSTRAINT {_quoted(name)} IF EXISTS").consume()
        for name in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").value():
            session.run(f"DROP INDEX {_quoted(name)} IF EXISTS").consume()


def holds_anything(connection: Connection) -> bool:
    """Whether the server's database has a node."""
    from neo4j import GraphDatabase

    with GraphDatabase.driver(connection.address, auth=connection.auth) as driver, driver.session() as session:
        return session.run("MATCH (n) RETURN n LIMIT 1").peek() is not None


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _free_port() -> int:
    for port in random.sample(_PORTS, len(_PORTS)):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port on this machine")


def main(arguments: Sequence[str]) -> int:
    """Starts a server, says how to connect, and waits to be interrupted."""
    parser = argparse.ArgumentParser(description="A Neo4j server on this machine, until Ctrl-C.")
    parser.add_argument("--home", type=Path, help="a new folder to keep its data in; else they are gone at the end")
    parser.add_argument("--heap", default="1g", help="memory of the Java heap (default 1g)")
    parser.add_argument("--page-cache", default="256m", help="memory of the page cache (default 256m)")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="chidao-neo4j-") as name:
        home = options.home or Path(name) / "home"
        try:
            server = Neo4jServer(home, heap=options.heap, page_cache=options.page_cache)
        except ServerAbsentError as error:
            print(error, file=sys.stderr)
            return 1
        server.start()
        print(f"export CHIDAO_TEST_NEO4J={server.connection.address}")
        print(f"export CHIDAO_NEO4J_USER={USER}")
        print(f"export CHIDAO_NEO4J_PASSWORD={server.connection.password}", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            print("stopping", file=sys.stderr)
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
