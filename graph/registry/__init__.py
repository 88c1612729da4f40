"""What is true without any document: document types, bodies and their codes, places, lifetimes, successors."""

from graph.registry.model import (
    BodyMatch,
    Context,
    DocumentType,
    Entry,
    Place,
    PlaceMatch,
    Successor,
)
from graph.registry.registry import Registry, load_registry

__all__ = [
    "BodyMatch",
    "Context",
    "DocumentType",
    "Entry",
    "Place",
    "PlaceMatch",
    "Registry",
    "Successor",
    "load_registry",
]
