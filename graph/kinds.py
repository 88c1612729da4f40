"""The table of edge kinds: declared once, read by everything else.

Document kinds follow domain.md § 6.1: from the later, acting document to the earlier one acted upon.
``verb`` reads source → target, ``reverse`` target → source, ``label`` is what Vietnamese users see.
ELI names are of the European Legislation Identifier ontology, where it has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Follow(Enum):
    """Whether and how a lineage question crosses a kind."""

    LINEAGE = "lineage"  # one step of the chain
    UNIT = "unit"  # binds an instrument and its annex: crossed at no cost
    ON_REQUEST = "on request"  # crossed only when asked for
    FOLLOW_UP = "follow-up"  # shown beside a step, never crossed
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of edge. ``ends`` are the labels its source and target may have."""

    name: str
    verb: str
    reverse: str
    label: str
    ends: tuple[tuple[str, ...], tuple[str, ...]]
    follow: Follow = Follow.NEVER
    eli: str = ""


_DOCUMENTS = (("Document",), ("Document",))
_STATEMENTS = (("Document", "Event"), ("Document",))
_BODY_TO_TASK = (("Organization",), ("Task",))
_BODIES = (("Organization",), ("Organization",))


def _document(name: str, verb: str, reverse: str, label: str, follow: Follow = Follow.NEVER, eli: str = "") -> Kind:
    return Kind(name, verb, reverse, label, _DOCUMENTS, follow, eli)


def _role(name: str, verb: str, label: str) -> Kind:
    return Kind(name, verb, f"{verb} (by)", label, _BODY_TO_TASK)


DOCUMENT_KINDS: tuple[Kind, ...] = (
    _document("IMPLEMENTS", "implements", "is implemented by", "thực hiện", Follow.LINEAGE, "eli:applies"),
    _document(
        "CONCRETIZES",
        "gives concrete form to",
        "is given concrete form by",
        "cụ thể hóa",
        Follow.LINEAGE,
        "eli:applies",
    ),
    _document(
        "DETAILS", "details", "is detailed by", "quy định chi tiết", Follow.LINEAGE, "eli:ensures_implementation_of"
    ),
    _document(
        "GUIDES",
        "guides the application of",
        "is guided by",
        "hướng dẫn",
        Follow.LINEAGE,
        "eli:ensures_implementation_of",
    ),
    _document("BASED_ON", "is based on", "is the basis of", "căn cứ", Follow.ON_REQUEST, "eli:based_on"),
    _document("AMENDS", "amends", "is amended by", "sửa đổi, bổ sung", eli="eli:amends"),
    _document("REPLACES", "replaces", "is replaced by", "thay thế", eli="eli:repeals"),
    _document("REPEALS", "repeals", "is repealed by", "bãi bỏ", eli="eli:repeals"),
    _document("CORRECTS", "corrects", "is corrected by", "đính chính", eli="eli:corrects"),
    _document("SUSPENDS", "suspends", "is suspended by", "đình chỉ"),
    _document("ISSUED_WITH", "is issued with", "promulgates", "ban hành kèm theo", Follow.UNIT, "eli:is_annex_of"),
    _document("APPROVES", "approves", "is approved by", "phê duyệt", Follow.UNIT),
    _document("REVIEWS", "reviews", "is reviewed by", "tổng kết", Follow.FOLLOW_UP),
    _document("REPORTS_ON", "reports on", "is reported on by", "báo cáo thực hiện", Follow.FOLLOW_UP),
    _document("RESPONDS_TO", "responds to", "is answered by", "trả lời"),
    _document("PROPOSED_BY", "was proposed by", "proposed", "theo đề nghị tại"),
    _document("CONSOLIDATES", "consolidates", "is consolidated by", "hợp nhất", eli="eli:consolidates"),
    _document("EXPLAINS", "explains", "is explained by", "giải thích"),
    _document("CITES", "cites", "is cited by", "dẫn chiếu", eli="eli:cites"),
    Kind("DISSEMINATES", "disseminates", "is disseminated by", "phổ biến, quán triệt", _STATEMENTS),
)

#: Role of a body in a task (domain.md § 7.1) → kind of the edge from body to task.
ROLE_KINDS: dict[str, Kind] = {
    "LEAD": _role("LEADS", "leads", "chủ trì"),
    "COORDINATE": _role("COORDINATES", "coordinates", "phối hợp"),
    "RESPONSIBLE": _role("RESPONSIBLE_FOR", "is responsible for", "chịu trách nhiệm"),
    "FOCAL": _role("IS_FOCAL_POINT_OF", "is focal point of", "đầu mối"),
    "ADVISE": _role("ADVISES_ON", "advises on", "tham mưu"),
    "GUIDE": _role("GIVES_GUIDANCE_ON", "gives guidance on", "hướng dẫn"),
    "MONITOR": _role("MONITORS", "monitors", "theo dõi"),
    "URGE": _role("URGES", "urges", "đôn đốc"),
    "INSPECT": _role("INSPECTS", "inspects", "kiểm tra"),
    "SUPERVISE": _role("SUPERVISES", "supervises", "giám sát"),
    "REPORT": _role("REPORTS", "reports", "báo cáo"),
    "APPRAISE": _role("APPRAISES", "appraises", "thẩm định"),
    "SUBMIT": _role("SUBMITS", "submits", "trình"),
    "PROPOSE": _role("PROPOSES", "proposes", "đề xuất"),
    "SUMMARISE": _role("SUMMARISES", "summarises", "tổng hợp"),
}

OTHER_KINDS: tuple[Kind, ...] = (
    Kind("ASSIGNS", "assigns", "is assigned by", "giao nhiệm vụ", (("Document", "Event"), ("Task",))),
    Kind("ACTS_WITH", "acts together with the lead in", "is joined by", "cơ quan phối hợp", _BODY_TO_TASK),
    Kind("RECEIVES", "receives the result of", "goes to", "cơ quan nhận", _BODY_TO_TASK),
    Kind("REPORTS_TO", "reports to", "receives reports from", "báo cáo cho", _BODIES),
    Kind("SUBORDINATE_TO", "is subordinate to", "has under it", "trực thuộc", _BODIES),
    Kind(
        "GUIDED_BY", "is professionally guided by", "guides professionally", "chịu sự hướng dẫn chuyên môn của", _BODIES
    ),
    Kind(
        "SUCCEEDED_BY",
        "is succeeded by",
        "succeeds",
        "được kế thừa bởi",
        (("Organization", "Place"), ("Organization", "Place")),
    ),
    Kind("MEMBER_OF", "is a member of", "has as member", "thuộc nhóm", _BODIES),
    Kind("ISSUED_BY", "was issued by", "issued", "do cơ quan ban hành", (("Document",), ("Organization",))),
    Kind("SIGNED_BY", "was signed by", "signed", "người ký", (("Document",), ("Person",))),
    Kind("HOLDS", "holds office in", "has as office-holder", "giữ chức vụ tại", (("Person",), ("Organization",))),
    Kind("ORGANIZED_BY", "is organised by", "organises", "do cơ quan tổ chức", (("Event",), ("Organization",))),
    Kind("SETS_TARGET", "sets the target", "is set by", "đặt chỉ tiêu", (("Document", "Event"), ("Target",))),
)

KINDS: dict[str, Kind] = {k.name: k for k in (*DOCUMENT_KINDS, *ROLE_KINDS.values(), *OTHER_KINDS)}

LINEAGE_KINDS: tuple[str, ...] = tuple(k.name for k in DOCUMENT_KINDS if k.follow is Follow.LINEAGE)
UNIT_KINDS: tuple[str, ...] = tuple(k.name for k in DOCUMENT_KINDS if k.follow is Follow.UNIT)
FOLLOW_UP_KINDS: tuple[str, ...] = tuple(k.name for k in DOCUMENT_KINDS if k.follow is Follow.FOLLOW_UP)
