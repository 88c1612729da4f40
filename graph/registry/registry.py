"""The registry as one value: loaded once, asked by everybody.

>>> load_registry().type_of_noun("Kế hoạch hành động").noun
'Kế hoạch'
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from graph.claims import Body, Structure
from graph.dates import PartialDate
from graph.errors import RegistryError
from graph.registry.bodies import BodyFinder
from graph.registry.codes import Codes
from graph.registry.entries import read_entries
from graph.registry.model import BodyMatch, Context, DocumentType, Entry, Place, PlaceMatch, Successor
from graph.registry.naming import Namer, body_key, split_key
from graph.registry.places import Gazetteer
from graph.registry.structure import Structures
from graph.registry.types import Types

_FILE = Path(__file__).parent / "data" / "registry.json"


class Registry:
    """Document types, bodies, codes and places. ``version`` changes whenever the data change.

    Parts are built when first asked for.
    """

    def __init__(self, text: str) -> None:
        self._tables: dict[str, list[dict[str, Any]]] = json.loads(text)
        self.version = hashlib.sha256(text.encode()).hexdigest()[:12]
        # the few great bodies are asked for with every document they issue
        self._named = lru_cache(maxsize=4096)(self._body_named)

    # --- document types

    @cached_property
    def _types(self) -> Types:
        return Types(self._tables["document_types"])

    @property
    def document_types(self) -> tuple[DocumentType, ...]:
        """All types, by id."""
        return self._types.all

    def type_of_noun(self, words: str) -> DocumentType | None:
        """The type a noun names, in any case; a compound ("Kế hoạch hành động") comes as its ``subtype``."""
        return self._types.of_noun(words)

    def type_of_code(self, code: str, regime: str) -> DocumentType | None:
        """The type ``code`` stands for in ``regime`` ("state", "party"); None where unknown or standing for several."""
        found = self._types.of_code(code, regime)
        return found[0] if len(found) == 1 else None

    def types_of_code(self, code: str, regime: str) -> tuple[DocumentType, ...]:
        """All types ``code`` may stand for in ``regime``."""
        return self._types.of_code(code, regime)

    # --- bodies

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return read_entries(self._tables)

    @cached_property
    def _places(self) -> Gazetteer:
        return Gazetteer(self._tables["provinces"], self._tables["districts"])

    @cached_property
    def _namer(self) -> Namer:
        return Namer(self._entries, self._places)

    @cached_property
    def _codes(self) -> Codes:
        return Codes(self._tables["issuer_codes"], self._namer)

    @cached_property
    def _finder(self) -> BodyFinder:
        return BodyFinder(self._namer)

    @cached_property
    def _structures(self) -> Structures:
        return Structures(self._namer)

    def body_of_codes(self, codes: tuple[str, ...], context: Context, *, form: str) -> Body | None:
        """The body that writes symbols with ``codes`` (several: the first leads). ``form`` is the number's form.

        A code of many bodies is completed by the context, and has no scope where the context cannot. None = unknown.
        """
        return self._codes.body(codes, context, form)

    def find_bodies(self, text: str, start: int, end: int, context: Context) -> list[BodyMatch]:
        """Every single body named in canonical ``text[start:end]``, in order, none inside another."""
        return self._finder.find(text, start, end, context)

    def body_of_name(self, name: str, context: Context | None = None) -> Body | None:
        """The body whose whole name ``name`` is; None where it names none."""
        return self._named(name, context or Context())

    def _body_named(self, name: str, context: Context) -> Body | None:
        found = self.find_bodies(name, 0, len(name), context)
        return found[0].body if len(found) == 1 and (found[0].start, found[0].end) == (0, len(name)) else None

    def body_of_key(self, key: str, on: PartialDate | None = None) -> Body | None:
        """The body of ``key`` with its name on ``on``; None for a key that is not the registry's."""
        return self._namer.of_key(key, on)

    def name_of(self, key: str) -> str:
        """Full name of a body or place; "" for a key that is not the registry's."""
        body = self._namer.of_key(key)
        return body.name if body else ""

    def entry(self, key: str) -> Entry | None:
        """The entry a body key comes from."""
        return self._entries.get(split_key(key)[0])

    def successors(self, key: str) -> tuple[Successor, ...]:
        """Who took over from a body or place, one step on; ``to`` is a key."""
        return self._structures.successors(key)

    def lifetime(self, key: str) -> tuple[str, str]:
        """First and last day of a body or place as partial ISO, "" = open or unknown."""
        return self._structures.lifetime(key)

    def structure(self, body: Body, context: Context) -> tuple[Structure, ...]:
        """What is known of ``body`` without any text: what it is under, who guides it, who took over from it (and from
        those in turn)."""
        return self._structures.of(body, context)

    # --- places

    def place(self, key: str) -> Place | None:
        """The place of ``key``; None for one that no list holds."""
        return self._places.get(key)

    def find_places(self, text: str, start: int, end: int, on: PartialDate | None = None) -> list[PlaceMatch]:
        """Every place named in canonical ``text[start:end]``, in order, as the units of ``on``."""
        return list(self._places.find(text, start, end, on))

    def place_of(self, name: str, level: str = "", on: PartialDate | None = None) -> list[str]:
        """Keys of the places of that name, provinces before districts; several where the name does not decide."""
        return self._places.of_name(name, level, on)

    def province_of(self, place: str) -> str:
        """Key of the province in which a place lies; "" where unknown."""
        return self._places.province_of(place)

    def territory(self, place: str, on: PartialDate | None = None) -> Body | None:
        """A listed place spoken of as a body ("tỉnh Bình Định"); its key is the place's. None for one no list holds."""
        return self._namer.territory(place, on) if self._places.get(place) else None

    def in_place(self, entry: str, place: str, on: PartialDate | None = None) -> Body:
        """The local body ``entry`` ("ubnd", "tinh-uy") of ``place``. Raises RegistryError for no such entry."""
        pattern = self._entries.get(entry)
        if pattern is None or pattern.slot != "place":
            raise RegistryError(
                f"no local body {entry!r}", where=body_key(entry, place), remedy="see local_bodies.yaml"
            )
        return self._namer.local(pattern, place, on)


@lru_cache(maxsize=1)
def load_registry() -> Registry:
    """The packaged registry; read when first asked for and kept. Raises RegistryError where the file is missing."""
    try:
        return Registry(_FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RegistryError(f"cannot be read ({error})", where=_FILE.name, remedy="install chidao again") from error
