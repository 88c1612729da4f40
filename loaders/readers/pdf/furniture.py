"""What stands on a page without being said by the document: running heads, page numbers, stamps of signatures.

Only whole lines at the edges of a page are taken out, and whole stamps: never a word out of a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from loaders.readers.pdf.page import TextLine, Word

# CÔNG BÁO/Số 271/Ngày 12-05-2026 · CÔNG BÁO/Số 271 + 272/Ngày 12-05-2026 84 · 84 CÔNG BÁO/Số …
_GAZETTE = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s?/\s?Số\s?[\d\s+&,và-]+/\s?Ngày\s?[\d\s/-]+")
# 12 · - 12 - · Trang 12 · 12/15 · Trang 12 trên 15
_PAGE_NUMBER = re.compile(
    r"(?:[Tt]rang|[Pp]age)?\s*[-–—]?\s*(?P<number>\d{1,4})\s*(?:(?:/|trên|of)\s*\d{1,4})?\s*[-–—.]?"
)
# PHỤ LỤC 1, Mẫu số 02, Biểu 3, Điều 5: headings that pages may begin with; they are the document's own
_HEADING = re.compile(r"(?:PHỤ LỤC|MẪU|BIỂU|CHƯƠNG|PHẦN|MỤC|ĐIỀU|DANH MỤC|QUÝ|NĂM|THÁNG)\b", re.IGNORECASE)
# Ký bởi: … · Người ký: …: the first words of the stamp of an electronic signature
_STAMP = re.compile(r"(?:Ký bởi|Người ký|Được ký bởi|Digitally signed by|Signature Not Verified)\b\s*:?")
_STAMP_SIZE = 9.0
_EDGE_LINES = 2
_EDGE = 0.14
_LEVEL = 6.0


def without_stamps(words: Sequence[Word]) -> tuple[list[Word], list[str]]:
    """The words without the stamps among them, and what the stamps say.

    A stamp is set in one small size, so what follows it in the file at another size is the document's.
    """
    kept: list[Word] = []
    stamps: list[str] = []
    at = 0
    while at < len(words):
        end = _stamp_end(words, at)
        if end > at:
            stamps.append(" ".join(word.text for word in words[at:end]))
        else:
            kept.append(words[at])
            end = at + 1
        at = end
    return kept, stamps


def _stamp_end(words: Sequence[Word], start: int) -> int:
    first = words[start]
    if first.size > _STAMP_SIZE or not _STAMP.match(" ".join(word.text for word in words[start : start + 4])):
        return start
    end = start
    while end < len(words) and abs(words[end].size - first.size) < 0.3 and words[end].left > first.left - 1:
        end += 1
    return end


def furniture(pages: Sequence[Sequence[TextLine]], heights: Sequence[float]) -> tuple[set[TextLine], list[str]]:
    """The lines of all pages that are furniture, and a sentence on each kind of it."""
    edges = [_edges(lines, height) for lines, height in zip(pages, heights, strict=True)]
    repeated = _repeated(edges, len(pages))
    heads = {line for lines in pages for line in lines if line in repeated or _is_gazette(line, lines)}
    left = [[line for line in lines if line not in heads] for lines in edges]
    numbers = _page_numbers(left)
    return heads | numbers, [*_told_heads(heads), *_told_numbers(numbers)]


def _edges(lines: Sequence[TextLine], height: float) -> list[TextLine]:
    """The first and last lines of a page, as far as they stand at its edge."""
    outer = [*lines[:_EDGE_LINES], *lines[_EDGE_LINES:][-_EDGE_LINES:]]
    return [line for line in outer if line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height]


def _is_gazette(line: TextLine, lines: Sequence[TextLine]) -> bool:
    return line in lines[:_EDGE_LINES] and _GAZETTE.fullmatch(line.text) is not None


def _repeated(edges: Sequence[Sequence[TextLine]], count: int) -> set[TextLine]:
    """Lines that stand alike, figures aside, at the same height of at least three pages and of a third of all."""
    alike: Counter[tuple[str, int]] = Counter()
    for lines in edges:
        alike.update({key for line in lines for key in _keys(line)})
    least = max(3, count / 3)
    return {line for lines in edges for line in lines if any(alike[key] >= least for key in _keys(line))}


def _keys(line: TextLine) -> list[tuple[str, int]]:
    words = re.sub(r"\d+", "0", line.text)
    if _HEADING.match(words) or not any(letter.isalpha() for letter in words):
        return []
    level = int(line.bottom // _LEVEL)
    return [(words, level), (words, level + 1)]


def _page_numbers(edges: Sequence[Sequence[TextLine]]) -> set[TextLine]:
    """Lines of nothing but a number that grows by one from page to page, on two pages at least."""
    found = [(line, line.page - int(match["number"])) for lines in edges for line in lines
             if (match := _PAGE_NUMBER.fullmatch(line.text))]  # fmt: skip
    offsets = Counter(offset for _, offset in found)
    return {line for line, offset in found if offsets[offset] > 1 or offset == 0}


def _told_heads(heads: Iterable[TextLine]) -> list[str]:
    words = Counter(re.sub(r"(?<=\d{4})\s+\d{1,4}$|^\d{1,4}\s+", "", line.text) for line in heads)
    return [f'the running head of {count} pages: "{text[:120]}"' for text, count in sorted(words.items())]


def _told_numbers(numbers: set[TextLine]) -> list[str]:
    return [f"the page numbers of {len({line.page for line in numbers})} pages"] if numbers else []
