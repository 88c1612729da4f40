"""What the sources of a generated graph say: claims with true spans, a few documents to a source."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generated import bodies
from generated.documents import Documents, Made
from graph.claims import (
    Assignment,
    Attribute,
    Body,
    Claim,
    Deadline,
    Event,
    Evidence,
    Mention,
    Position,
    Relation,
    Reporting,
    Role,
    Source,
    Span,
    Structure,
    Target,
)
from graph.judgements import EdgeJudgement, Judgement

DOCUMENTS_A_SOURCE = 4
_ROLES: tuple[Role, ...] = ("LEAD", "RESPONSIBLE", "ADVISE", "MONITOR", "INSPECT", "REPORT", "SUMMARISE", "URGE")
_WORK = (
    "rà soát, sửa đổi các quy định", "tổng hợp kết quả thực hiện", "xây dựng cơ sở dữ liệu", "tổ chức tập huấn cán bộ",
    "bố trí kinh phí", "kiểm tra việc thực hiện", "tuyên truyền, phổ biến", "tham mưu sơ kết hằng năm",
)  # fmt: skip
_SUBJECTS = ("kết quả thực hiện", "tình hình cải cách hành chính", "kinh phí thực hiện", "công tác cán bộ")
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
_GIVEN = ("Văn An", "Thị Bình", "Minh Châu", "Quốc Dũng", "Thu Hà", "Đức Long", "Thanh Sơn", "Hải Yến")


@dataclass(slots=True)
class _Text:
    """One source while it is written: each claim's words are added to its text, so that spans are true."""

    documents: Documents
    length: int = 0
    claims: list[Claim] = field(default_factory=list)

    def said(self, words: str, part: str = "quote", confidence: float = 0.9) -> Evidence:
        start = self.length
        self.length += len(words) + 1
        return Evidence((Span(start, start + len(words), part, words),), "generated", confidence)

    def document(self, ref: str, *, own: bool = False, **values: str) -> str:
        """A mention with its attributes, all proved by the same words."""
        words = self.said(" ".join(values.values()), "mention")
        self.claims.append(Mention(ref, words))
        self.claims += [Attribute(ref, name, value, own, False, words) for name, value in values.items()]
        return ref

    def relation(self, subject: str, kind: str, target: str, words: str) -> None:
        self.claims.append(Relation(subject, kind, target, self.said(words, confidence=self.doubted(0.9))))

    def doubted(self, confidence: float) -> float:
        """The confidence, but where the text happens to be of such a length, a doubtful one."""
        return 0.4 if self.length % 13 == 0 else confidence


def sources(documents: Documents) -> Iterator[tuple[Source, list[Claim]]]:
    """Every source with its claims, in order of locator."""
    for start in range(0, documents.size, DOCUMENTS_A_SOURCE):
        yield source_at(documents, start)


def source_at(documents: Documents, start: int) -> tuple[Source, list[Claim]]:
    """The source that holds the document at ``start`` and those behind it."""
    text = _Text(documents)
    for place in range(start, min(start + DOCUMENTS_A_SOURCE, documents.size)):
        _write(text, documents.at(place))
    locator = f"generated/{start:08}.txt"
    return Source(locator, f"{documents.seed}/{documents.size}/{start}", "1", "1"), text.claims


def judgements(documents: Documents) -> list[Judgement]:
    """One relation in two hundred documents was judged wrong."""
    chosen = (documents.at(place) for place in range(documents.size - 1, 0, -200))
    return [
        EdgeJudgement(f"j{made.place}", made.key, "IMPLEMENTS", parent.key, "wrong", "A", "2026-01-01T00:00:00Z", "x")
        for made in chosen
        if made.parents and (parent := documents.at(made.parents[0]))
    ]


def _write(text: _Text, made: Made) -> None:
    own, dice = f"d{made.place}", text.documents.chance(made.place, 1)
    signer = {"signer": _person(dice)} if dice.random() < 0.3 else {}
    said = {"type": made.type, "number": made.number, "date": made.day.isoformat(), "issuer": made.issuer.key}
    text.document(own, own=True, **said, title=made.title, **signer)
    if signer:
        evidence = text.said(f"Người ký: {signer['signer']}")
        text.claims.append(Position(signer["signer"], "Thủ trưởng", made.issuer, made.day.isoformat(), evidence))
    acting = _annex(text, made, own) if made.annex else own
    for number, parent in enumerate(made.parents):
        cited = _cite(text, dice, f"{own}p{number}", text.documents.at(parent))
        text.relation(acting, "IMPLEMENTS", cited, f"thực hiện {cited}")
    _recitals(text, dice, own)
    for number in range(dice.choice((2, 3, 3, 4))):
        _task(text, dice, own, made, number)
    _beside(text, dice, own, made)


def _annex(text: _Text, made: Made, own: str) -> str:
    annex = text.document(f"{own}a", type="Chương trình", title=made.annex, carrier=made.key)
    text.relation(annex, "ISSUED_WITH", own, f"Ban hành kèm theo {made.number}")
    return annex


def _cite(text: _Text, dice: random.Random, ref: str, made: Made) -> str:
    """A reference, four in five of them whole; the others leave parts out, so that some fit several documents."""
    whole = {"type": made.type, "number": made.number, "date": made.day.isoformat(), "issuer": made.issuer.key}
    left_out = dice.choices(((), ("issuer",), ("date",), ("date", "issuer")), weights=(80, 12, 5, 3))[0]
    if made.annex and dice.random() < 0.3:
        return text.document(ref, type="Chương trình", title=made.annex, carrier=made.key)
    return text.document(ref, **{name: value for name, value in whole.items() if name not in left_out})


def _recitals(text: _Text, dice: random.Random, own: str) -> None:
    """Laws and decrees nobody loaded, and a bare number that may be any document's."""
    if dice.random() < 0.4:
        year = 2008 + dice.randrange(16)
        law = {"type": "Nghị định", "number": f"{dice.randint(1, 200)}/{year}/NĐ-CP", "issuer": bodies.GOVERNMENT.key}
        text.relation(own, "BASED_ON", text.document(f"{own}b", **law), f"Căn cứ {law['number']}")
    if dice.random() < 0.05:
        cited = text.document(f"{own}c", type="Kế hoạch", number=str(dice.randint(1, 400)))
        text.relation(own, "CITES", cited, "nêu tại Kế hoạch nói trên")


def _task(text: _Text, dice: random.Random, own: str, made: Made, number: int) -> None:
    words = f"{dice.choice(_WORK)} ({number + 1}) của {made.number}"
    lead = _below(text, dice, made)
    head = Body(lead.key, lead.name, head="Giám đốc", entry=lead.entry) if dice.random() < 0.1 else lead
    organizations = (head,) if dice.random() < 0.9 else (bodies.departments_of(made.province),)
    coordinators = (_below(text, dice, made),) if dice.random() < 0.3 else ()
    recipients = (made.issuer,) if dice.random() < 0.15 else ()
    roles = tuple(dice.sample(_ROLES, dice.choice((1, 1, 1, 2))))
    evidence = text.said(words, confidence=text.doubted(dice.choice((0.8, 0.9, 1.0))))
    text.claims.append(
        Assignment(own, organizations, roles, words, evidence, coordinators, recipients, deadline=_deadline(dice, made))
    )


def _below(text: _Text, dice: random.Random, made: Made) -> Body:
    """A body that the issuer may charge with something."""
    if made.level <= 1 and dice.random() < 0.5:
        return bodies.ministry(dice.choice(bodies.MINISTRY_CODES))
    if made.level <= 1:
        return bodies.committee_of(made.province)
    if made.level == 2 or dice.random() < 0.4:
        return bodies.department(dice.choice(bodies.DEPARTMENT_CODES), made.province)
    return text.documents.commune(dice, made.province)


def _deadline(dice: random.Random, made: Made) -> Deadline | None:
    year, month = made.day.year + 1, dice.randint(1, 12)
    day = f"{year}-{month:02}-{dice.randint(1, 28):02}"
    return dice.choice(
        (
            None,
            None,
            Deadline(f"trước {day}", end=day, bound="before", precision="day"),
            Deadline(f"chậm nhất {day}", end=day, bound="by", precision="day"),
            Deadline(f"trong tháng {month}/{year}", end=f"{year}-{month:02}", bound="by", precision="month"),
            Deadline(f"quý II/{year}", end=f"{year}-Q2", bound="by", precision="quarter"),
            Deadline("định kỳ 6 tháng", frequency=("P6M",)),
            Deadline("thường xuyên", kind="ongoing"),
        )
    )


def _beside(text: _Text, dice: random.Random, own: str, made: Made) -> None:
    """Reporting lines, structure, targets and conferences, each in a part of the documents."""
    below = _below(text, dice, made)
    if dice.random() < 0.3 and below.key != made.issuer.key:
        subject = dice.choice(_SUBJECTS)
        deadline = Deadline("hằng quý", frequency=("P3M",)) if dice.random() < 0.5 else None
        evidence = text.said(f"{below.name} báo cáo {subject}")
        text.claims.append(Reporting(own, below, made.issuer, subject, evidence, deadline=deadline))
    if made.level == 3:
        _structure(text, made)
    if dice.random() < 0.05:
        evidence = text.said("đạt trên 90%")
        text.claims.append(Target(own, "tỷ lệ hồ sơ trực tuyến", ">=", (90.0,), "%", made.day.year + 1, evidence))
    if dice.random() < 0.02:
        evidence = text.said("Hội nghị quán triệt")
        text.claims.append(
            Event(f"e{made.place}", "conference", f"Hội nghị {made.place}", "2025", evidence, made.issuer)
        )
        text.relation(f"e{made.place}", "DISSEMINATES", own, f"quán triệt {made.number}")


def _structure(text: _Text, made: Made) -> None:
    province, group = bodies.committee_of(made.province), bodies.departments_of(made.province)
    evidence = Evidence((), made.issuer.entry, 1.0, "registry", "Luật Tổ chức chính quyền địa phương")
    text.claims.append(Structure(made.issuer, "SUBORDINATE_TO", province, evidence))
    if made.place % 3 == 0:
        text.claims.append(Structure(made.issuer, "MEMBER_OF", group, evidence, since="2015-01-01"))


def _person(dice: random.Random) -> str:
    return f"{dice.choice(_FAMILY)} {dice.choice(_GIVEN)}"


def bodies_charged(documents: Documents, places: Sequence[int]) -> list[str]:
    """Keys of the bodies to which the documents at ``places`` give tasks, sorted."""
    found = set()
    for place in places:
        _, claims = source_at(documents, place - place % DOCUMENTS_A_SOURCE)
        found |= {body.key for claim in claims if isinstance(claim, Assignment) for body in claim.organizations}
    return sorted(found)
