"""chidao is an application with four generic top-level names: they must be ours, and the wheel must hold everything."""

from __future__ import annotations

import importlib
import importlib.metadata
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("api", "graph", "loaders", "queries")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
#: Files that a package reads at run time, beside its modules.
DATA = (".sql", ".cypher", ".yaml", ".json", ".html", ".css", ".js", ".svg", ".txt")


def package_folders() -> set[Path]:
    """Folders with files, below the four: those with modules, and those that hold only data."""
    files = (path for name in PACKAGES for path in (ROOT / name).rglob("*") if path.is_file())
    return {path.parent for path in files if "__pycache__" not in path.parts}


@pytest.mark.parametrize("name", PACKAGES)
def test_the_top_level_names_are_ours(name: str) -> None:
    assert Path(importlib.import_module(name).__path__[0]) == ROOT / name


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_here_claims_a_name_of_ours(name: str) -> None:
    owners = importlib.metadata.packages_distributions().get(name, [])
    assert set(owners) <= {"chidao"}


def test_the_package_list_is_that_of_the_packages_there_are() -> None:
    found = {".".join(folder.relative_to(ROOT).parts) for folder in package_folders()}
    assert found
    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == sorted(found)


def test_every_folder_with_modules_is_a_package() -> None:
    modules = [path for name in PACKAGES for path in (ROOT / name).rglob("*.py")]
    assert modules
    assert [path for path in modules if not path.with_name("__init__.py").is_file()] == []


def test_it_may_not_be_uploaded_by_mistake() -> None:
    assert "Private :: Do Not Upload" in PROJECT["project"]["classifiers"]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-server.lock"])
def test_a_lock_has_a_hash_for_everything_and_no_address(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pins = [number for number, line in enumerate(lines) if "==" in line and not line.lstrip().startswith("#")]
    assert pins
    for number in pins:
        assert lines[number].endswith("\\"), lines[number]
        assert "--hash=sha256:" in lines[number + 1], lines[number]
    assert not [line for line in lines if "://" in line or line.startswith(("-i ", "--index", "--extra-index", "-f "))]


def test_the_lock_holds_all_that_the_project_asks_for() -> None:
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]
    names = {requirement.split(">=")[0].lower() for requirement in asked}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {line.split("==")[0].lower() for line in lock.splitlines() if "==" in line}
    assert names <= locked


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Names in a wheel built from a copy of what git would give, so that nothing is left in the tree."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "source"
    copy.mkdir()
    for name in (*PACKAGES, "examples"):
        for path in (ROOT / name).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                target = copy / path.relative_to(ROOT)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        (copy / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(copy)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return archive.namelist()


def test_the_wheel_carries_every_module(wheel: list[str]) -> None:
    modules = {path.relative_to(ROOT).as_posix() for name in PACKAGES for path in (ROOT / name).rglob("*.py")}
    assert modules
    assert modules <= set(wheel)


def test_the_wheel_carries_data_sql_and_templates(wheel: list[str]) -> None:
    files = [path for name in PACKAGES for path in (ROOT / name).rglob("*") if path.is_file()]
    data = {path.relative_to(ROOT).as_posix() for path in files if path.suffix in DATA}
    assert {".sql", ".yaml"} <= {Path(name).suffix for name in data}
    assert data <= set(wheel)
    strange = [path for path in files if path.suffix not in (*DATA, ".py", ".pyc", ".md", ".typed")]
    assert not strange, "a kind of file that pyproject's package-data does not name"


def test_the_wheel_carries_the_samples_and_nothing_of_the_tests(wheel: list[str]) -> None:
    samples = {path.name for path in (ROOT / "examples" / "documents").iterdir()}
    carried = {Path(name).name for name in wheel if "/share/chidao/examples/documents/" in name}
    assert samples
    assert samples == carried
    assert not [name for name in wheel if name.startswith(("tests/", "benchmarks/"))]
