"""Laws by their titles: "Luật Bảo hiểm y tế ngày 14 tháng 11 năm 2008", "Luật sửa đổi, bổ sung một số điều của …", "dự án Luật …"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from graph.numbers import find_numbers
from loaders.grammar.citations import Citations
from loaders.grammar.dates import date_of
from loaders.grammar.mention_words import AMENDING, BRACKETED_YEAR, DRAFT, LAW, LAW_STOP
from loaders.grammar.named import DocumentMention

_SO = re.compile(r"\s*,?\s*(?:số\s*)?(?=\d+/\d{4}/)")
_NEXT_LAW = re.compile(r"\s*(?:,|,?\s+và)\s+(?=(?:Bộ luật|Luật|Pháp lệnh)\s)(?!Luật\s+(?:số|sửa đổi))")


@lru_cache(maxsize=1)
def _law_titles() -> re.Pattern[str]:
    lines = files("loaders.grammar").joinpath("data/law_titles.txt").read_text("utf-8").splitlines()
    titles = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    return re.compile("|".join(re.escape(t).replace(r"\ ", r"\s+") for t in titles) + r"(?!\w)", re.IGNORECASE)


_OF_THE_STATE = re.compile(r"\s+nước Cộng hòa xã hội chủ nghĩa Việt Nam")
_SPACE = re.compile(r"\s+")
_REVISED = re.compile(r"\s*\((?:sửa đổi)(?:, bổ sung)?\)")  # Luật Đất đai (sửa đổi)


class Laws:
    """Laws, codes and ordinances by their titles, amending laws with the laws they amend."""

    def __init__(self, citations: Citations) -> None:
        self.text, self.citations = citations.text, citations

    def find(self) -> list[DocumentMention]:
        """Laws by their titles, amending laws with the laws they amend."""
        found: list[DocumentMention] = []
        at = 0
        while match := LAW.search(self.text, at):
            at = match.end()
            for mention in self._law(match):
                found.append(mention)
                at = max(at, mention.end)
        return found

    def _law(self, match: re.Match[str]) -> list[DocumentMention]:
        noun = match["noun"]
        draft = DRAFT.search(self.text, max(0, match.start() - 12), match.start())
        amending = AMENDING.match(self.text, match.end())
        if amending and LAW.match(self.text, amending.end()):
            return self._amending_law(match, amending, draft is not None)
        end = self._law_title_end(noun, match.end())
        if end is None:
            return []
        start = draft.start() if draft else match.start()
        mention = DocumentMention(start, end, "law", noun, "draft" if draft else "", title=(match.start(), end))
        return [self._law_tail(mention)]

    def _amending_law(self, match: re.Match[str], amending: re.Match[str], draft: bool) -> list[DocumentMention]:
        """Luật sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C ngày …: date and number are the amending law's."""
        inner: list[DocumentMention] = []
        at = amending.end()
        while target := LAW.match(self.text, at):
            end = self._law_title_end(target["noun"], target.end())
            if end is None or (inner and self.text[target.start() : end].endswith("(sửa đổi)")):
                break  # "…, Luật Hộ tịch (sửa đổi)": a draft of the list outside, not a law that is amended
            law = DocumentMention(
                target.start(), end, "law", target["noun"], title=(target.start(), end), listed=bool(inner)
            )
            numbered = self._law_number(law)
            joint = _NEXT_LAW.match(self.text, numbered.end)
            # a number inside the list, or behind its last law when the others have theirs, is the amended law's own
            if numbered.number is not None and (joint or any(m.number is not None for m in inner)):
                law, end = numbered, numbered.end
            else:
                joint = _NEXT_LAW.match(self.text, end)
            inner.append(law)
            at = joint.end() if joint else end
            if joint is None:
                break
        if not inner:
            return []
        outer = DocumentMention(
            match.start(),
            amending.end(),
            "law",
            match["noun"],
            "draft" if draft else "",
            title=(match.start(), inner[-1].end),
            amending=True,
        )
        tail = self._law_tail(replace(outer, end=inner[-1].end))
        return [replace(tail, end=amending.end()), *inner]

    def _law_title_end(self, noun: str, at: int) -> int | None:
        if noun in ("Hiến pháp", "Điều lệ Đảng"):
            known = _OF_THE_STATE.match(self.text, at)
            return known.end() if known else at
        space = _SPACE.match(self.text, at)
        if space is None:
            return None
        if known := _law_titles().match(self.text, space.end()):
            end = known.end()
            extra = _REVISED.match(self.text, end)
            return extra.end() if extra else end
        first = self.text[space.end() : space.end() + 1]
        if not first.isupper():
            return None
        stop = LAW_STOP.search(self.text, space.end(), space.end() + 150)
        end = min(stop.start() if stop else len(self.text), space.end() + 90)
        words = self.text[space.end() : end].rstrip()
        extra = _REVISED.match(self.text, space.end() + len(words))
        return (extra.end() if extra else space.end() + len(words)) if len(words) > 1 else None

    def _law_tail(self, mention: DocumentMention) -> DocumentMention:
        """số 64/2025/QH15, ngày 19 tháng 02 năm 2025 behind a law's title."""
        year = BRACKETED_YEAR.match(self.text, mention.end)
        if year is not None:
            return replace(mention, end=year.end(), date=date_of(year)[0], date_place=year.span())
        return self.citations.with_tail(self._law_number(mention))

    def _law_number(self, mention: DocumentMention) -> DocumentMention:
        so = _SO.match(self.text, mention.end)
        if so:
            for match in find_numbers(self.text, so.end(), min(len(self.text), so.end() + 40)):
                if match.start == so.end():
                    return replace(mention, end=match.end, number=match.number, way="number")
                break
        return mention
