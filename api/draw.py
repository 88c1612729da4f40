"""The picture of a chain: one HTML file that needs nothing else, and the data that the web pages draw from.

Hostile titles stay text: vis-network writes labels on a canvas and tooltips as text, and the JSON stands in the page
with every ``<`` and line separator escaped. pyvis' own page loads style sheets from the network, so the page is ours.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.layout import Spot, is_stacked, spots
from api.shown import shown, shown_date
from queries.export import edges_of
from queries.lineage import Lineage, LineageEdge

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES, STATIC = Path(__file__).parent / "templates", Path(__file__).parent / "static"
#: Documents drawn at most, the nearest first; a picture of more is no picture.
DRAWN_LIMIT = 300

#: Fill by document type; dark text stands on all of them with a contrast above 7:1.
TYPE_COLOURS: dict[str, str] = {
    "Nghị quyết": "#f9c6c2",
    "Chỉ thị": "#fbd3a4",
    "Kết luận": "#f7e39c",
    "Luật": "#e3c9ef",
    "Nghị định": "#d3cdf5",
    "Quyết định": "#bcd7f7",
    "Quy định": "#b5e3ea",
    "Chương trình": "#bfe8cf",
    "Kế hoạch": "#d5ecb3",
    "Đề án": "#f3cfe0",
    "Hướng dẫn": "#e0dccd",
}
OTHER_COLOUR, BORDER, ROOT_BORDER = "#e8e8e8", "#5f6b76", "#7a1420"
_EDGE_COLOURS = {"lineage": "#3d4a57", "unit": "#8a6d1f", "beside": "#2c7a6b", "doubtful": "#a3541c"}


def draw(answer: Lineage, path: Path) -> None:
    """Writes the chain as one self-contained HTML file at ``path``, whole or not at all.

    Nothing in it is loaded from elsewhere. At most ``DRAWN_LIMIT`` documents are drawn. Raises OSError.
    """
    page = (
        templates()
        .get_template("picture.html")
        .render(
            root=answer.root,
            as_of=answer.as_of,
            picture=picture(answer),
            style=(STATIC / "picture.css").read_text(encoding="utf-8"),
            library=vis_network().read_text(encoding="utf-8"),
            script=(STATIC / "picture.js").read_text(encoding="utf-8"),
        )
    )
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        draft.write_text(page, encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def picture(answer: Lineage) -> dict[str, Any]:
    """Nodes, edges and options for vis-network, the legend (type → colour), and how many documents are not drawn."""
    from pyvis.network import Network  # slow to import, and needed for pictures only

    drawn = spots(answer, DRAWN_LIMIT)
    network = Network(directed=True)
    for key, spot in drawn.items():
        network.add_node(key, **_node(spot, is_root=key == answer.root.key))
    for edge in edges_of(answer):
        if edge.source in drawn and edge.target in drawn:
            network.add_edge(edge.source, edge.target, **_edge(edge, drawn[edge.source], drawn[edge.target]))
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": _options(stacked=is_stacked(answer)),
        "legend": dict(
            sorted({(shown(s.document.type, 40) or "khác", _colour(s.document.type)) for s in drawn.values()})
        ),
        "left_out": len(spots(answer, sys.maxsize)) - len(drawn),
    }


def _node(spot: Spot, *, is_root: bool) -> dict[str, Any]:
    document = spot.document
    lines = (document.type, document.symbol or document.title or document.name, shown_date(document.date))
    facts = (document.name, document.title, document.issuer_name, shown_date(document.date))
    colour = _colour(document.type)
    return {
        "label": "\n".join(shown(line, 60) for line in lines if line),
        "title": "\n".join(dict.fromkeys(shown(fact, 300) for fact in facts if fact)),
        "x": spot.x,
        "y": spot.y,
        "shape": "box",
        "borderWidth": 3 if is_root else 1,
        "shapeProperties": {"borderDashes": [4, 3] if spot.beside or document.status != "loaded" else False},
        "color": {
            "background": colour,
            "border": ROOT_BORDER if is_root else BORDER,
            "highlight": {"background": colour, "border": ROOT_BORDER},
        },
    }


def _edge(edge: LineageEdge, source: Spot, target: Spot) -> dict[str, Any]:
    family = {"ISSUED_WITH": "unit", "APPROVES": "unit", "REVIEWS": "beside", "REPORTS_ON": "beside"}
    quote = shown(edge.words.quote, 300) if edge.words else ""
    label = f"{edge.label} (nghi ngờ)" if edge.doubtful else edge.label
    drawn: dict[str, Any] = {
        "label": label,
        "title": f"{label}: “{quote}”" if quote else label,
        "color": _EDGE_COLOURS["doubtful" if edge.doubtful else family.get(edge.kind, "lineage")],
        "dashes": edge.kind in family or edge.doubtful,
    }
    if source.row == target.row:  # on one level: straight between neighbours, else around what stands between
        apart = abs(source.column - target.column) > 1
        drawn["smooth"] = {"enabled": apart, "type": "curvedCW", "roundness": 0.25}
    return drawn


def _colour(type_name: str) -> str:
    return TYPE_COLOURS.get(type_name, OTHER_COLOUR)


def _options(*, stacked: bool) -> dict[str, Any]:
    return {
        "layout": {"hierarchical": {"enabled": False}},
        "physics": {"enabled": False},
        "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}, "tooltipDelay": 150},
        "nodes": {
            "font": {"size": 15, "color": "#1b1f23", "face": "system-ui, sans-serif"},
            "margin": {"top": 8, "right": 10, "bottom": 8, "left": 10},
            "widthConstraint": {"maximum": 200},
        },
        "edges": {
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.7}},
            "font": {
                "size": 13,
                "face": "system-ui, sans-serif",
                "color": "#30363d",
                "strokeWidth": 4,
                "strokeColor": "#ffffff",
                "align": "horizontal",
            },
            "smooth": {
                "type": "cubicBezier",
                "forceDirection": "horizontal" if stacked else "vertical",
                "roundness": 0.4,
            },
        },
    }


@cache
def templates() -> Environment:
    """The pages' templates: everything put into them is escaped, and a name they lack is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"shown": shown, "shown_date": shown_date}
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": True, "sort_keys": True}
    return environment


def vis_network() -> Path:
    """The drawing library as pyvis ships it; found without importing pyvis, which takes a fifth of a second."""
    spec = importlib.util.find_spec("pyvis")
    roots = list(spec.submodule_search_locations or ()) if spec else []
    found = sorted(path for root in roots for path in Path(root).glob("templates/lib/vis-*/vis-network.min.js"))
    if not found:
        raise FileNotFoundError("pyvis without vis-network.min.js; install the versions of requirements.lock")
    return found[-1]
