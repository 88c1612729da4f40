"""Where the graph is kept when nobody says otherwise, and where the sample documents lie."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

#: Name of the environment variable that holds the address of the store.
STORE_VARIABLE = "CHIDAO_STORE"


def store_address(given: str | None = None, environment: Mapping[str, str] = os.environ) -> str:
    """The address of the store: as given, else from the environment, else a file in the user's data folder.

    The folder of the default file is made when it is not there, closed to other users.
    """
    if chosen := given or environment.get(STORE_VARIABLE):
        return chosen
    path = default_store_path(environment)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return f"sqlite://{path}"


def default_store_path(environment: Mapping[str, str] = os.environ) -> Path:
    """``chidao/graph.sqlite`` in the data folder that the XDG Base Directory Specification names."""
    named = Path(environment.get("XDG_DATA_HOME", ""))
    folder = named if named.is_absolute() else Path.home() / ".local" / "share"
    return folder / "chidao" / "graph.sqlite"


def examples_folder() -> Path:
    """The folder of sample documents: beside the packages in a checkout, under ``share`` where chidao is installed.

    Raises FileNotFoundError where the installation came without them.
    """
    places = (Path(__file__).parents[1] / "examples", Path(sys.prefix) / "share" / "chidao" / "examples")
    for place in places:
        if (place / "documents").is_dir():
            return place / "documents"
    raise FileNotFoundError(2, "no sample documents were installed", str(places[-1]))
