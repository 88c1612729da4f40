"""Claims for tests, in few words; and sources drawn at random from a pool in which numbers clash."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

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
    Source,
    Span,
    Structure,
    Target,
)
from graph.judgements import EdgeJudgement, IdentityJudgement, Judgement, TaskJudgement
from graph.store import Store

WHEN = "2026-01-01T00:00:00+07:00"


def words(quote: str = "lời văn", start: int = 0, confidence: float = 1.0) -> Evidence:
    """Evidence of one span."""
    return Evidence((Span(start, start + len(quote), "quote", quote),), "test", confidence)


def of_registry(act: str) -> Evidence:
    """Evidence of a legal act alone."""
    return Evidence((), "entry", origin="registry", act=act)


def document(ref: str, *, own: bool = False, start: int = 0, **attributes: str) -> list[Claim]:
    """A mention of a document with its attributes, ``not_after`` and all."""
    mention = Mention(ref, words(attributes.get("number", ref), start))
    named = [Attribute(ref, name, value, own, False, words(value, start)) for name, value in attributes.items()]
    return [mention, *named]


def source(locator: str, content: str = "1") -> Source:
    """A source by its locator."""
    return Source(locator, content, "1", "1")


def body(key: str, name: str = "", **said: object) -> Body:
    """A body whose name is made of its key where none is given."""
    return Body(key, name or key.replace("-", " ").title(), **said)  # type: ignore[arg-type]  # fields of Body


def put(store: Store, locator: str, *claims: Claim | Sequence[Claim], content: str = "1") -> None:
    """Puts one source in a transaction of its own; lists of claims are laid flat."""
    flat = [c for item in claims for c in (item if isinstance(item, list) else [item])]
    with store.writing() as writer:
        writer.put_source(source(locator, content), flat)  # type: ignore[arg-type]  # laid flat above


def same(left: str, right: str, id_: str = "j1") -> IdentityJudgement:
    """Two keys judged to be one node."""
    return IdentityJudgement(id_, left, right, "same", "người kiểm tra", WHEN, "cùng một văn bản")


def different(left: str, right: str, id_: str = "j1") -> IdentityJudgement:
    """Two keys judged to be two nodes."""
    return IdentityJudgement(id_, left, right, "different", "người kiểm tra", WHEN, "hai văn bản")


def wrong(edge: tuple[str, str, str], id_: str = "j1") -> EdgeJudgement:
    """An edge (source, kind, target) judged wrong."""
    return EdgeJudgement(id_, *edge, "wrong", "người kiểm tra", WHEN, "không đúng")


_CENTRE, _BUREAU = "ban-chap-hanh-trung-uong-dang", "bo-chinh-tri"
_CADRES, _TOURISM = "về xây dựng đội ngũ cán bộ các cấp", "về phát triển du lịch Bắc Trung Bộ"
_RESOLUTION_KEY = f"nghi-quyet/26-nq-tw/{_CENTRE}/2018-05-19"


def _facts(type_: str, number: str, date: str, issuer: str, title: str = "", **more: str) -> dict[str, str]:
    return {"type": type_, "number": number, "date": date, "issuer": issuer, "title": title, **more}


#: Documents whose numbers clash; a source names them with parts left out.
_WHOLE = (
    _facts("Nghị quyết", "26-NQ/TW", "2018-05-19", _CENTRE, _CADRES, term="XII"),
    _facts("Nghị quyết", "26-NQ/TW", "2018-05-29", _CENTRE, "đội ngũ cán bộ các cấp"),
    _facts("Nghị quyết", "26-NQ/TW", "2022-11-03", _BUREAU, _TOURISM, term="XIII"),
    _facts("Nghị quyết", "26-NQ/TW", "2018-05-19", "trung-uong"),
    _facts("Nghị quyết", "26-NQ/TU", "2018-05-19", "tinh-uy@lang-son", _CADRES),
    _facts("Nghị quyết", "26-NQ/TU", "2018-05-19", "ban-thuong-vu-tinh-uy@lang-son", signer="Trần Văn A"),
    _facts("Kế hoạch", "15/KH-UBND", "2019-01-10", "ubnd@ha-noi", not_after="2019"),
    _facts("Kế hoạch", "15/KH-UBND", "2019-01-10", "ubnd@lang-son"),
    _facts("Kế hoạch", "15/KH-UBND", "2019-01-10", "ubnd"),
    _facts("Quy định", "66-QĐ/TW", "2017-02-06", "ban-bi-thu-trung-uong-dang", not_after="2018-12-31"),
    _facts("Quyết định", "66-QĐ/TW", "2022-05-01", "bo-chinh-tri"),
    _facts("Nghị định", "30/2020/NĐ-CP", "2020-03-05", "chinh-phu", signer="Trần Văn A"),
    _facts("Luật", "", "2025-02-18", "quoc-hoi", "Luật Tổ chức Chính phủ"),
    _facts("Chương trình", "", "", "chinh-phu", "hành động thực hiện Nghị quyết số 26-NQ/TW", carrier=_RESOLUTION_KEY),
    _facts("Chương trình", "", "", "", "hành động", carrier="nghi-quyet/26-nq-tw/?/2018-05-19"),
    _facts("Chương trình", "", "", "chinh-phu", "hành động thực hiện Nghị quyết số 26-NQ/TW", not_after="2019"),
    _facts("Chương trình", "", "", "", "hành động", carrier="ke-hoach/15-kh-ubnd/ubnd@ha-noi/2019-01-10"),
    _facts("Chương trình", "", "", "", "hành động"),
    _facts("Luật", "63/2025/QH15", "2025-02-18", "quoc-hoi", "Luật Tổ chức Chính phủ"),
    _facts("Luật", "76/2015/QH13", "2015-06-19", "quoc-hoi", "Luật Tổ chức Chính phủ"),
    _facts("", "", "", "bo-noi-vu"),
)
_PARTS = ("number", "date", "issuer", "title", "term", "not_after")


_BODIES = (
    body("so-noi-vu@ha-noi", "Sở Nội vụ Hà Nội", entry="so-noi-vu"),
    body("so-noi-vu@ha-noi", "Sở Nội vụ thành phố Hà Nội"),
    body("bo-noi-vu", "Bộ Nội vụ", entry="bo-noi-vu", head="Bộ trưởng"),
    body("cac-so-nganh@ha-noi", "các sở, ngành", group=True, scope="ubnd@ha-noi"),
)
_EVIDENCE = st.builds(
    words, st.sampled_from(("giao", "chủ trì", "thực hiện")), st.integers(0, 3), st.sampled_from((1.0, 0.5, 0.3))
)
_REFS = st.sampled_from(("d1", "d2", "d2", "d1", "d3", "e1"))
_NODE_KEYS = (
    _RESOLUTION_KEY, "nghi-quyet/26-nq-tw/?/2018-05-19", "nghi-quyet/26/?/?",
    "nghi-quyet/26-nq-tw/bo-chinh-tri/2022-11-03", "ke-hoach/15-kh-ubnd/ubnd@ha-noi/2019-01-10", "ke-hoach/15/?/?",
    "ke-hoach/15-kh-ubnd/ubnd@lang-son/2019-01-10", "nghi-quyet/26-nq-tw/?/?", "so-noi-vu@ha-noi", "bo-noi-vu",
    "nguoi/tran-van-a/bo-noi-vu", "nguoi/tran-van-a/?",
)  # fmt: skip


@st.composite
def _documents(draw: st.DrawFn, ref: str) -> list[Claim]:
    """One of the documents as a source may name it: parts left out, the number bare, the date less precise."""
    said = dict(draw(st.sampled_from(_WHOLE)))
    for name in draw(st.lists(st.sampled_from(_PARTS), max_size=3)):
        if name == "number":
            said[name] = said[name].split("-")[0].split("/")[0]
        else:
            said.pop(name, None)
    precision = draw(st.sampled_from((10, 10, 7, 4)))
    said["date"] = said.get("date", "")[:precision]
    return document(ref, own=draw(st.sampled_from((False, False, True))), **{k: v for k, v in said.items() if v})


_OTHERS = st.one_of(
    st.builds(Relation, _REFS, st.sampled_from(("IMPLEMENTS", "ISSUED_WITH", "CITES", "AMENDS")), _REFS, _EVIDENCE),
    st.builds(
        Assignment,
        _REFS,
        st.lists(st.sampled_from(_BODIES), min_size=1, max_size=2).map(tuple),
        st.sampled_from((("LEAD",), ("LEAD", "REPORT"))),
        st.sampled_from(("rà soát đội ngũ cán bộ", "Rà soát đội ngũ cán bộ.", "báo cáo kết quả")),
        _EVIDENCE,
        coordinators=st.lists(st.sampled_from(_BODIES), max_size=1).map(tuple),
        deadline=st.sampled_from((None, Deadline("trước ngày 30/6/2019", end="2019-06-30", bound="before"))),
    ),
    st.builds(
        Reporting,
        _REFS,
        st.sampled_from(_BODIES),
        st.sampled_from(_BODIES),
        st.sampled_from(("kết quả", "tiến độ")),
        _EVIDENCE,
    ),
    st.builds(
        Position,
        st.just("Trần Văn A"),
        st.just("Bộ trưởng"),
        st.sampled_from((None, _BODIES[2])),
        st.just(""),
        _EVIDENCE,
    ),
    st.builds(
        Event,
        st.just("e1"),
        st.just("conference"),
        st.sampled_from(("Hội nghị A", "")),
        st.just("2019-01-10"),
        _EVIDENCE,
    ),
    st.builds(
        Target,
        _REFS,
        st.just("tỷ lệ cán bộ đạt chuẩn"),
        st.just(">="),
        st.just((90.0,)),
        st.just("%"),
        st.just(2030),
        _EVIDENCE,
    ),
    st.builds(
        Structure,
        st.just(_BODIES[0]),
        st.just("GUIDED_BY"),
        st.just(_BODIES[2]),
        st.just(of_registry("Nghị định 45/2025/NĐ-CP")),
    ),
)


@st.composite
def sources(draw: st.DrawFn) -> list[Claim]:
    """What one source says: up to three documents, and what they say of each other and of bodies."""
    refs = draw(st.sampled_from((("d1", "d2", "d3"), ("d1", "d2"), ("d1",), ())))
    claims = [claim for ref in refs for claim in draw(_documents(ref))]
    return claims + draw(st.lists(_OTHERS, min_size=1, max_size=4))


def judgements() -> st.SearchStrategy[Judgement]:
    """Judgements on keys that sources of the pool may or may not make."""
    ids, keys = st.sampled_from(("j1", "j2", "j3")), st.sampled_from(_NODE_KEYS)
    said = (st.just("người kiểm tra"), st.sampled_from((WHEN, "2026-02-01T00:00:00+07:00")), st.just("vì"))
    return st.one_of(
        st.builds(IdentityJudgement, ids, keys, keys, st.sampled_from(("same", "different")), *said),
        st.builds(
            EdgeJudgement, ids, keys, st.sampled_from(("IMPLEMENTS", "CITES", "LEADS")), keys, st.just("wrong"), *said
        ),
        st.builds(TaskJudgement, ids, keys, st.just("done"), *said),
    )
