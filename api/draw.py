"""The picture of a chain: one HTML file that needs nothing else."""

from __future__ import annotations

from pathlib import Path

from queries.lineage import Lineage


def draw(answer: Lineage, path: Path) -> None:
    """Writes the chain as one self-contained HTML file at ``path``; nothing in it is loaded from elsewhere."""
    raise NotImplementedError
