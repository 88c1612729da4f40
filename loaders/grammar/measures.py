"""What a target measures, and for which year: the words around its number (domain.md § 7.4).

"tỷ lệ cán bộ trẻ tham gia cấp ủy cấp tỉnh đạt 10% trở lên, cấp huyện 20% trở lên": the first number has its measure
before it, later ones share its beginning. "hoàn thành 100% nhiệm vụ": what is counted stands behind the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.grammar.quantities import Quantity

_YEAR_PHRASE = re.compile(
    r",?\s*\b(?:đến(?:\s+hết|\s+cuối)?|vào|trong|của|cả)?\s*(?:năm\s+20\d\d|(?<=đến\s)20\d\d)\b,?"
    r"|\b(?:trong|vào)\s+quý\s+\w+(?:\s+năm\s+20\d\d)?|(?:\btrong\s+)?\bgiai\s+đoạn\s+20\d\d\s*-\s*20\d\d",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!so với )(?:\bnăm\s+|\bđến\s+|\bgiai\s+đoạn\s+20\d\d\s*-\s*)(20\d\d)\b", re.IGNORECASE)
_YEAR_BEHIND = re.compile(
    r"[^,;]{0,120}?(?<!và )(?<!đến )(?:\bnăm\s+|\bgiai\s+đoạn\s+20\d\d\s*-\s*)(20\d\d)\b", re.IGNORECASE
)
_COMPARED = re.compile(r"\bso\s+với\s+[^,;]{0,40}20\d\d(?:\s*-\s*20\d\d)?", re.IGNORECASE)

# "… tập trung lãnh đạo để thúc đẩy | tăng trưởng kinh tế": the order before its purpose is not what is measured
_AIM = re.compile(
    r"\b(?:phấn\s+đấu(?:\s+tiếp\s+tục)?|trong\s+đó(?:\s+cần)?|(?:để|nhằm)\s+(?:thúc\s+đẩy|bảo\s+đảm|đảm\s+bảo))\b[\s,:]*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\A\W*(?:[a-zđ]\)|\d{1,2}[.)]|Thứ\s+\w+(?:\s+là)?,?|Theo\s+đó,?|và|đồng\s+thời|cần|tiếp\s+tục"
    r"|(?:chỉ\s+tiêu|mục\s+tiêu)[^:,]{0,40}:|bảo\s+đảm|đảm\s+bảo)\s+",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?:\s+|\A)(?:và|thì|sẽ|phải|cần|tại|với|hướng\s+tới|,)\s*\Z|[\s,:–-]+\Z", re.IGNORECASE)
_OPENING = re.compile(r"\A\W*(?:(?:phấn\s+đấu|có|được)\s+)+", re.IGNORECASE)
# "(dưới 40 tuổi đối với cấp tỉnh và dưới 35 tuổi đối với cấp xã)": told of single levels, not of the measure.
_LEVELLED = re.compile(r"\s*\([^)]*\bđối\s+với\b[^)]*\)")
_NEW_MEASURE = re.compile(
    r"\A(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tỉ\s+trọng|tốc\s+độ|số\s|tổng|quy\s+mô|giá\s+trị|thu\s+nhập|kim\s+ngạch|GRDP|GDP"
    r"|doanh\s+thu|giao\s+dịch|kinh\s+phí)",
    re.IGNORECASE,
)
_LEVELS = re.compile(r"(?P<levels>cấp\s+\w+(?:(?:\s*,|\s+và)\s+cấp\s+\w+)+)\Z", re.IGNORECASE)
_PREDICATE = re.compile(r"\b(?:đạt|chiếm|là|tăng|giảm|bằng|còn|lên|mức)\b", re.IGNORECASE)
_OF_TOTAL = re.compile(
    r"\s*(?:(?:trong|trên)\s+)?(?:tổng\s+(?:số|chi|giá\s+trị|sản\s+phẩm)[^,;.]{0,80}|GDP\b|GRDP\b)", re.IGNORECASE
)
_MASS = re.compile(r"đồng|USD|đô|EUR|km|\b(?:ha|tấn|MW|kWh)\b")


def year_of(text: str, clause: int, quantity: Quantity, following: int) -> int:
    """The year named right behind a number, else the last named before it in its clause; 0 where there is none."""
    behind = _YEAR_BEHIND.match(_COMPARED.sub("", text[quantity.end : following]))
    if behind:
        return int(behind[1])
    years = _YEAR.findall(_COMPARED.sub("", text[max(clause, quantity.start - 1_500) : quantity.start]))
    return int(years[-1]) if years else 0


class Measures:
    """Walks the numbers of one clause and says what each measures. ``at`` is where the words of the next one begin."""

    def __init__(self, text: str, clause: int) -> None:
        self._text = text
        self.at = clause
        #: Whether a target was found in the clause, so that its further numbers are targets too.
        self.begun = False
        self._shared = ""
        #: Whether what is counted stands behind the numbers of this clause.
        self.counting = False

    def take(self, quantity: Quantity, following: int, earlier: Sequence[str]) -> list[str]:
        """Indicators of the next number; several where it is set for several levels at once.

        ``following`` is where the next number or the clause ends its words, ``earlier`` are the indicators before it.
        """
        words = self._text[self.at : quantity.start]
        if self.counting and self.begun:  # what stands behind the last number belongs to that number
            words = re.split(r",\s|\s+và\s", words)[-1]
        own = clean(words)
        self.counting = _counts_behind(own, quantity) and (self.counting or not self.begun)
        indicators = self._indicators(own, quantity, following, earlier)
        if not self.begun:
            self._shared = own if self.counting else clean(_YEAR_PHRASE.split(words)[0]) or own
            self.begun = True
        total = _OF_TOTAL.match(self._text, quantity.end, following)
        self.at = total.end() if total and not self.counting else quantity.end
        return indicators

    def kept(self, words: str, earlier: Sequence[str]) -> str:
        """The indicator that "duy trì tỷ lệ cấp xã" names."""
        what = clean(words)
        level = re.sub(r"\A(?:tỷ|tỉ)\s+lệ\s+|\Achỉ\s+tiêu\s+", "", what, flags=re.IGNORECASE)
        return self._of_level(level, earlier) if level.startswith("cấp ") else what

    def _indicators(self, own: str, quantity: Quantity, following: int, earlier: Sequence[str]) -> list[str]:
        levels = _LEVELS.search(own)
        if self.begun and levels:
            return [self._of_level(level, earlier) for level in re.split(r"\s*,\s*|\s+và\s+", levels["levels"])]
        if self.begun and not _NEW_MEASURE.match(own) and len(own.split()) < 7:
            own = f"{self._shared} {own}".strip()
        if self.counting:
            own = f"{own} {self._behind(own, quantity, following)}"
        elif total := _OF_TOTAL.match(self._text, quantity.end, following):
            own = f"{own} {total.group()}"
        return [_short(_OPENING.sub("", " ".join(own.split())))]

    def _of_level(self, level: str, earlier: Sequence[str]) -> str:
        """The measure of a level ("cấp huyện"): the one set for it before, where there is one."""
        last = level.split()[-1]
        return next((e for e in earlier if e.split()[-1] == last), f"{self._shared} {level}")

    def _behind(self, own: str, quantity: Quantity, following: int) -> str:
        """The words behind a number up to a year, a purpose or the next number: "các nhiệm vụ được giao thuộc …"."""
        words = _YEAR_PHRASE.split(_COMPARED.sub("", self._text[quantity.end : following]))[0].rstrip(" ,.")
        words = re.split(r"\s+(?:và|đến)\s*\Z|,\s+(?=trong\s+đó|với\s+|góp\s+phần|để\s+|bảo\s+đảm\s+)", words)[0]
        counted = "" if quantity.share or _MASS.search(quantity.unit) else quantity.unit
        change = {"-": "giảm", "+": "tăng"}.get(quantity.op, "") if len(own.split()) < 2 else ""
        return " ".join([change, counted, *words.split()[:28]]).strip(" ,:")


def _counts_behind(own: str, quantity: Quantity) -> bool:
    """Whether the words before a number are no measure with its predicate, so that what is counted stands behind."""
    return len(own.split()) < 4 or not _PREDICATE.search(quantity.words)


def clean(words: str) -> str:
    """A measure without what introduces it, its year, and the brackets that tell its levels apart."""
    words = _COMPARED.sub("", _LEVELLED.sub("", words))
    words = " ".join(_YEAR_PHRASE.sub(" ", words).split())
    aims = list(_AIM.finditer(words))
    words = words[aims[-1].end() :] if aims else words
    while (lead := _LEAD.match(words)) and lead.end() < len(words):
        words = words[lead.end() :]
    while words and (ending := _ENDING.search(words)):
        words = words[: ending.start()]
    return words.strip(" ,:-–+•*\\")


def _short(indicator: str) -> str:
    """The last part of an indicator that swallowed half a table or a long sentence: at most 45 words."""
    parts = indicator.split(", ")
    while len(parts) > 1 and len(", ".join(parts).split()) > 45:
        parts = parts[1:]
    return " ".join(", ".join(parts).split()[-45:])
