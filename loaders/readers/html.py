"""Web pages."""

from __future__ import annotations

from loaders.extracted import Extracted
from loaders.limits import Limits


def extract_html(data: bytes, limits: Limits) -> Extracted:
    """The words of a page."""
    from lxml import html

    return Extracted(str(html.fromstring(data).text_content()))
