"""The HTTP face: ``/api/v1`` for programs, pages for people."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI

from graph.store import Store


def create_app(open_reader: Callable[[], Store]) -> FastAPI:
    """The application over the store that ``open_reader`` opens: once, at the first request; closed at shutdown."""
    raise NotImplementedError
