"""A headless browser for tests of what people see; where there is none, such a test is left out, but never in CI."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def browser() -> str:
    """The browser's command; leaves the test out where there is none, fails it in CI."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), "")
    if not found:
        outcome = pytest.fail if os.environ.get("CI") else pytest.skip
        outcome("no Chromium on this machine: what a browser makes of the page is not tested")
    return found


def page_after_scripts(address: str, profile: Path) -> str:
    """The page as it stands when its scripts have run, as HTML."""
    command = [browser(), *_FLAGS, f"--user-data-dir={profile}", "--virtual-time-budget=3000", "--dump-dom", address]
    return subprocess.run(command, capture_output=True, text=True, timeout=90, check=True).stdout
