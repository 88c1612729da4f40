"""What the verb before a document in a title says, and of whom (domain.md § 6.1)."""

from __future__ import annotations

import re

from loaders.grammar.relation_words import AMENDING_LAW, DIRECT, VERBS, Verb

_IMPLEMENTS = next(verb for verb in VERBS if verb.kind == "IMPLEMENTS")
#: What only the body that issues a document does by it.
_CARRYING_ACTS = frozenset({"PROMULGATES", "APPROVES"})
# titles that tell of other documents' acts: "Về việc công bố văn bản quy định chi tiết …"
_TOLD = re.compile(r"(?:công\s+bố|danh\s+mục|hệ\s+thống\s+hóa|rà\s+soát)\b", re.IGNORECASE)
# Về việc triển khai thực hiện | chỉ đạo của Thủ tướng Chính phủ tại | <document>: a title that opens like a recital
_TITLE_OPENER = re.compile(
    r"(?:về\s+việc\s+|về\s+|v/v\s*)?(?:tiếp\s+tục\s+)?(?:tổ\s+chức\s+)?(?:triển\s+khai\s+)?(?:thực\s+hiện|thi\s+hành|triển\s+khai)\b",
    re.IGNORECASE,
)
# thực hiện | chỉ đạo của Tỉnh ủy về phòng, chống dịch tại | <document>
_ORDERED_AT = re.compile(
    r"(?:\s+(?:nghiêm|tốt|kịp\s+thời|các|nội\s+dung|ý\s+kiến))*\s+(?:chỉ\s+đạo|kết\s+luận|yêu\s+cầu)(?!\w)[^;]{0,200}\s(?:tại|trong)\s+(?:các\s+)?",
    re.IGNORECASE,
)
# điều chỉnh | hình thức sử dụng đất tại khoản 1 Điều 1 | <document>
_CHANGED_AT = re.compile(
    r"(?:về\s+việc\s+|về\s+|v/v\s*)?(?:điều\s+chỉnh|sửa\s+đổi|bổ\s+sung)(?:\s*,\s*(?:sửa\s+đổi|bổ\s+sung))*\s+(?![^;]{0,200}\b(?:đã|được|(?<!kèm\s)theo)\b)[^;]{2,200}?"
    r"\s(?:tại|của)\s+(?:các\s+|phụ\s+lục\s+(?:[IVX\d]+\s+)?(?:ban\s+hành\s+)?(?:kèm\s+theo\s+)?|(?:điểm|khoản|điều)\s+\w{1,4}\s*,?\s*)*(?:của\s+|tại\s+)?",
    re.IGNORECASE,
)
# thống nhất việc UBND tỉnh | ban hành Quyết định: another issues it
_ISSUED_BY_OTHERS = re.compile(r"\bviệc\s+\w", re.IGNORECASE)
# ban chỉ đạo | thực hiện Đề án · dự án | điều chỉnh Quy hoạch: the words before have the verb
_OF_A_THING = re.compile(
    r"\b(?:ban\s+chỉ\s+đạo|ban\s+điều\s+hành|hội\s+đồng|tổ\s+(?:công\s+tác|giúp\s+việc)|dự\s+án|dự\s+thảo|đề\s+cương)\s*\Z",
    re.IGNORECASE,
)


def is_told(gap: str, verb: tuple[Verb, int]) -> bool:
    """Whether a title tells of others' acts: "công bố danh mục văn bản sửa đổi", "việc UBND tỉnh ban hành"."""
    issued = verb[0].kind in _CARRYING_ACTS and _ISSUED_BY_OTHERS.search(gap[: verb[1]]) is not None
    return issued or _TOLD.search(gap) is not None


def verb_of_title(
    text: str, gap: str, verb: tuple[Verb, int] | None, stretch: tuple[int, int] | None, *, numbered: bool
) -> tuple[Verb, int] | None:
    """The verb by which a title acts on a document, and where it begins in ``gap``, the words before that document.

    ``verb`` is the one that stands straight before it. It is not the title's own where a thing does it ("ban chỉ đạo
    thực hiện"), or where a ``numbered`` document would be the annex of another ("tại phụ lục kèm theo"). ``stretch`` is
    what the title says before its first document: by its first words the title may implement what that orders ("thực
    hiện chỉ đạo của … tại"), or change what it holds ("điều chỉnh diện tích tại").
    """
    if verb is not None and not _is_of_another(verb, gap, numbered):
        return verb
    if stretch is None:
        return None
    opener = _TITLE_OPENER.match(text, *stretch)
    if opener is not None and any(p.fullmatch(text, opener.end(), stretch[1]) for p in (DIRECT, _ORDERED_AT)):
        return _IMPLEMENTS, 0
    return (AMENDING_LAW, 0) if _CHANGED_AT.fullmatch(text, *stretch) else None


def _is_of_another(verb: tuple[Verb, int], gap: str, numbered: bool) -> bool:
    return (numbered and verb[0].kind == "ISSUED_WITH") or _OF_A_THING.search(gap[: verb[1]]) is not None
