"""Points that say who has the duties under them, and paragraphs that say none (domain.md § 7.1)."""

from __future__ import annotations

from functools import cached_property

from loaders.grammar.duty_words import (
    DUTIES_OF,
    HELD_TO,
    NOT_LISTED,
    OPENS_DUTIES,
    ORDER,
    OWN_ACT,
    PURPOSES,
    TOWARD,
    WHICH_OF_THEM,
)
from loaders.grammar.groups import Bodies, BodyLists
from loaders.grammar.subjects import Subject
from loaders.layout import Layout
from loaders.points import Paragraph


class Headings:
    """Tells the headings and topics of one text."""

    def __init__(self, layout: Layout, lists: BodyLists, *, official: bool) -> None:
        self.layout, self.lists, self.official = layout, lists, official
        self.text = layout.flow.text

    def subject(self, index: int) -> Subject | None:
        """A point that is nothing but bodies ("5. Bộ Nội vụ"), or "Nhiệm vụ của Ban Chỉ đạo:"."""
        paragraph = self.layout.paragraphs[index]
        if not paragraph.marker and paragraph.parent < 0:
            return None
        start, end = paragraph.body, paragraph.end
        if toward := TOWARD.match(self.text, start, end):
            start = toward.end()
        if of := DUTIES_OF.match(self.text, start, end):
            bodies = self.lists.at(of.end(), end)
            rest = self.text[bodies.end : end].strip(" :.") if bodies else "x"
            if bodies and (not rest or rest.startswith(("trong", "về"))) and "." not in rest:
                return Subject(bodies, "duties-of")
            return Subject(whole, "duties-of") if (whole := self._set_with_points(bodies, of.end(), index)) else None
        order = ORDER.match(self.text, start, end)  # 1. Giao Chính phủ:
        bodies = self.lists.at(order.end() if order else start, end)
        if bodies is None:
            return None
        rest = self.text[bodies.end : end].strip(" :.;")
        if order and rest and not self.text[start:end].rstrip().endswith(":"):
            return None
        if not rest or OPENS_DUTIES.fullmatch(rest):
            return Subject(bodies, "heading")
        if not order and (whole := self._set_with_points(bodies, start, index)) is not None:
            return Subject(whole, "heading")
        if rest and bodies.items and self.text[start:end].rstrip().endswith(":") and not NOT_LISTED.search(rest):
            listed = self.lists.listed(order.end() if order else start, start + len(self.text[start:end].rstrip(" :")))
            return Subject(listed, "heading") if listed is not None else None
        return None

    def _set_with_points(self, bodies: Bodies | None, start: int, index: int) -> Bodies | None:
        """The set that a point names in full, where points of its own say what is to be done: "4. Các cơ quan, đơn vị |
        quản lý, sử dụng tài sản công"."""
        words = self.text[start : self.layout.paragraphs[index].end].rstrip(" :")
        if bodies is None or not all(body.group for body in bodies.items) or not self.layout.children.get(index):
            return None
        if not WHICH_OF_THEM.fullmatch(words, bodies.end - start + 1):
            return None
        return self.lists.named(start, start + len(words), group=True)

    def is_topic(self, index: int) -> bool:
        """A point that only titles the points under it: "2. Đẩy mạnh cải cách thủ tục hành chính" without a stop behind it."""
        paragraphs = self.layout.paragraphs
        paragraph = paragraphs[index]
        if index + 1 >= len(paragraphs) or paragraphs[index + 1].parent != index or not paragraph.marker:
            return False
        words = self.text[paragraph.body : paragraph.end].rstrip()
        return bool(words) and words[-1] not in ".;:,!?" and self.lists.at(paragraph.body, paragraph.end) is None

    def is_own_act(self, paragraph: Paragraph) -> bool:
        """Before the first point, what an official text says of its own making: no duty of its issuer."""
        return (
            self.official
            and not paragraph.marker
            and paragraph.parent < 0
            and OWN_ACT.search(self.text, paragraph.start, paragraph.end) is not None
        )

    def is_purpose(self, paragraph: Paragraph) -> bool:
        """Whether a point of an official text stands under "MỤC ĐÍCH, YÊU CẦU", "QUAN ĐIỂM": wishes, unless one is held
        to it in words."""
        at = paragraph.parent if self.official else -1
        while at >= 0:
            parent = self.layout.paragraphs[at]
            if PURPOSES.match(self.text, parent.body):
                return HELD_TO.search(self.text, paragraph.start, paragraph.end) is None
            at = parent.parent
        return False

    def is_headline(self, index: int) -> bool:
        """Whether a paragraph of news stands before its first sentence: a headline says in short what the text says in
        full."""
        return not self.official and index < self._text_begins

    @cached_property
    def _text_begins(self) -> int:
        words = (self.layout.words(paragraph).rstrip() for paragraph in self.layout.paragraphs)
        return next((index for index, line in enumerate(words) if line[-1:] in (".", ":", ";", "/", "…", '"')), 0)
