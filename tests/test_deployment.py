"""The container files: what the compose specification asks for, and what a careful operator would look for.

``docker compose config`` has the last word where it is there; without it the rules are checked on the parsed file.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
#: Elements of a service (compose specification, "Services top-level elements") that are in use here.
SERVICE_ELEMENTS = {
    "build", "cap_drop", "depends_on", "environment", "healthcheck", "image", "ports", "read_only", "restart",
    "security_opt", "stop_grace_period", "tmpfs", "volumes",
}  # fmt: skip
DURATION = re.compile(r"(\d+(us|ms|s|m|h))+")


def compose_config(**environment: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("CHIDAO_")}
    command = ["docker", "compose", "--file", str(ROOT / "docker-compose.yml"), "config"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=known | environment)


def has_compose() -> bool:
    known = shutil.which("docker")
    return bool(known) and subprocess.run(["docker", "compose", "version"], capture_output=True).returncode == 0


@pytest.mark.skipif(not has_compose(), reason="docker compose is not on this machine; the rules below are checked")
class TestDockerCompose:
    def test_it_takes_the_file(self) -> None:
        done = compose_config(CHIDAO_NEO4J_PASSWORD="long-enough-to-pass")  # noqa: S106 - of no server
        assert done.returncode == 0, done.stderr

    def test_it_refuses_to_start_without_a_password(self) -> None:
        done = compose_config()
        assert done.returncode != 0
        assert "CHIDAO_NEO4J_PASSWORD" in done.stderr


def test_the_file_has_the_elements_of_the_specification_only() -> None:
    assert set(COMPOSE) == {"name", "services", "volumes"}
    assert set(SERVICES) == {"neo4j", "api"}
    for service in SERVICES.values():
        assert set(service) <= SERVICE_ELEMENTS


def test_nothing_starts_without_a_password() -> None:
    named = re.findall(r"\$\{(CHIDAO_NEO4J_PASSWORD[^}]*)\}", TEXT)
    assert len(named) == 2
    assert all(re.fullmatch(r"CHIDAO_NEO4J_PASSWORD:\?.+", use) for use in named)
    assert not re.search(r"NEO4J_AUTH: *none", TEXT)


def test_every_other_variable_has_a_default() -> None:
    used = re.findall(r"(?<!\$)\$\{([^}]+)\}", TEXT)
    assert used
    assert all(":-" in use or ":?" in use for use in used)


def test_the_image_is_pinned_to_the_release_that_is_tested() -> None:
    pom = (ROOT / "tests" / "java" / "pom.xml").read_text(encoding="utf-8")
    version = re.search(r"<neo4j.version>(.+)</neo4j.version>", pom)
    assert version
    assert SERVICES["neo4j"]["image"] == f"neo4j:{version[1]}-community"


def test_the_image_of_chidao_has_its_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert SERVICES["api"]["image"] == f"chidao:{project['version']}"


def test_ports_are_open_to_this_machine_only() -> None:
    ports = [port for service in SERVICES.values() for port in service["ports"]]
    assert len(ports) == 3
    assert all(re.fullmatch(r"127\.0\.0\.1:(\d+):\1", port) for port in ports)


def test_data_lie_in_named_volumes() -> None:
    mounted = {volume.split(":")[0]: volume.split(":")[1] for volume in SERVICES["neo4j"]["volumes"]}
    assert mounted == {"neo4j-data": "/data", "neo4j-logs": "/logs"}
    assert set(COMPOSE["volumes"]) == set(mounted)


def test_the_api_waits_until_the_server_is_well() -> None:
    check = SERVICES["neo4j"]["healthcheck"]
    assert set(check) == {"test", "interval", "timeout", "start_period", "retries"}
    assert check["test"][0] in ("CMD", "CMD-SHELL")
    assert all(DURATION.fullmatch(check[name]) for name in ("interval", "timeout", "start_period"))
    assert SERVICES["api"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}


def test_memory_is_given_for_heap_and_page_cache_as_the_image_names_it() -> None:
    given = SERVICES["neo4j"]["environment"]
    settings = {name.removeprefix("NEO4J_").replace("__", "-").replace("_", ".").replace("-", "_") for name in given}
    assert {
        "server.memory.heap.initial_size",
        "server.memory.heap.max_size",
        "server.memory.pagecache.size",
        "db.memory.transaction.max",
        "dbms.usage_report.enabled",
    } <= settings


def test_the_image_runs_as_a_plain_user_and_looks_after_itself() -> None:
    _, *stages = DOCKERFILE.split("\nFROM ")
    assert len(stages) == 2, "what builds is not what runs"
    last = stages[1]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert last.index("USER ") < last.index("ENTRYPOINT ")
    assert "HEALTHCHECK" in last
    assert "/api/v1/health" in last
    assert all(":" in image for image in re.findall(r"^(?:FROM )?(python\S+)", DOCKERFILE, re.MULTILINE))


def test_no_secret_goes_into_the_image() -> None:
    assert not re.search(r"PASSWORD|SECRET|TOKEN", DOCKERFILE, re.IGNORECASE)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    named = {line[1:] for line in ignored if line.startswith("!")}
    assert all((ROOT / name).exists() for name in named)
    assert named.isdisjoint({".git", ".env", "tests"})


def test_what_the_image_is_built_of_is_sent_to_the_builder() -> None:
    """The wheel's own parts: every package, the samples, and what the metadata name."""
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {name.split(".")[0] for name in project["tool"]["setuptools"]["packages"]}
    needed = packages | {"examples", "pyproject.toml", "requirements-server.lock"}
    needed |= {project["project"]["readme"], *project["project"]["license-files"]}
    assert needed <= {line[1:] for line in ignored if line.startswith("!")}


def test_the_lock_of_the_image_is_a_part_of_the_whole_lock() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    server = pins("requirements-server.lock")
    assert server
    assert server <= pins("requirements.lock")
    assert any(pin.startswith("neo4j==") for pin in server)
    assert not any(pin.startswith(("pytest==", "mypy==", "py2neo==")) for pin in server)
