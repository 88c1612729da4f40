"""What is one document and what is two: the rules of identity, each with cases of the kind that occur."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from builders import document
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.building import build
from graph.documents import Document, document_of
from graph.facts import Facts, facts_from_json, facts_to_json, local_documents
from graph.identity import TITLE_BLOCK, block_of, guest_block, identity_key
from graph.issuers import compatible, needs_place
from graph.matching import carriers_fit
from graph.profiles import Profile
from graph.resolution import resolve_block
from graph.serial import canonical, claim_from_json, claim_id, claim_to_json
from graph.store import StoredClaim

CENTRE, BUREAU, SECRETARIAT = "ban-chap-hanh-trung-uong-dang", "bo-chinh-tri", "ban-bi-thu-trung-uong-dang"
CADRES = "về tập trung xây dựng đội ngũ cán bộ các cấp, nhất là cấp chiến lược"
TOURISM = "về phát triển du lịch thành ngành kinh tế mũi nhọn"


def nq(number: str = "26-NQ/TW", **more: str) -> Facts:
    return Facts(type="Nghị quyết", number=number, **more)


def kh(number: str = "15/KH-UBND", **more: str) -> Facts:
    return Facts(type="Kế hoạch", number=number, **more)


def resolved(*stated: Facts) -> dict[Facts, Document]:
    """What each of the facts means, all in their blocks; facts of the n-th are of source n."""
    blocks: dict[str, list[Profile]] = {}
    for number, facts in enumerate(stated):
        blocks.setdefault(block_of(facts), []).append(Profile(facts, 1, f"{number}.txt"))
    meant: dict[Facts, Document] = {}
    for block in sorted(blocks, key=lambda block: block.startswith(TITLE_BLOCK)):
        guests = {d.key: d for d in meant.values() if block in {guest_block(p.facts) for p in d.members}}
        resolution = resolve_block(blocks[block], (), guests.values())
        for found in (*resolution.documents, *resolution.scoped):
            meant.update({p.facts: found for p in found.members})
    return meant


def one(*stated: Facts) -> bool:
    """Whether all of them mean one document."""
    return len({found.key for found in resolved(*stated).values()}) == 1


class TestKeys:
    """A key is a function of the facts, and readable."""

    @pytest.mark.parametrize(
        ("facts", "key"),
        [
            (nq(issuer=CENTRE, date="2018-05-19"), f"nghi-quyet/26-nq-tw/{CENTRE}/2018-05-19"),
            (nq("026 - NQ/TW"), "nghi-quyet/26-nq-tw/?/?"),
            (nq(term="XII"), "nghi-quyet/26-nq-tw/?/khoa-xii"),
            (nq("116", issuer="tinh-uy@lang-son"), "nghi-quyet/116/tinh-uy@lang-son/?"),
            (Facts(type="Nghị định", number="30/2020/NĐ-CP"), "nghi-dinh/30-2020-nd-cp/?/2020"),
            (Facts(type="Nghị quyết", number="66.18/2026/NQ-CP"), "nghi-quyet/66.18-2026-nq-cp/?/2026"),
            (
                Facts(type="Luật", title="Luật Tổ chức Chính phủ", date="2025-02-18"),
                "luat/to-chuc-chinh-phu/2025-02-18",
            ),
            (Facts(type="Luật", title="Luật Đất đai", issuer="quoc-hoi"), "luat/dat-dai/quoc-hoi/?"),
            (Facts(type="Luật", subtype="draft", title="dự án Luật Đất đai"), "du-thao-luat/dat-dai/?"),
            (
                Facts(type="Chương trình", title="hành động", carrier="nghi-quyet/132-nq-cp/chinh-phu/2018-10-24"),
                "chuong-trinh/hanh-dong/@nghi-quyet/132-nq-cp/chinh-phu/2018-10-24",
            ),
        ],
    )
    def test_the_parts_stand_in_order_and_question_marks_for_what_is_open(self, facts: Facts, key: str) -> None:
        assert identity_key(facts) == key

    def test_a_long_title_is_cut_and_told_apart_by_a_hash(self) -> None:
        keys = [identity_key(Facts(type="Luật", title=f"{CADRES} {CADRES} {n}")) for n in range(2)]
        assert keys[0] != keys[1]
        assert all(len(key) < 90 for key in keys)

    @given(st.text(max_size=30), st.text(max_size=30))
    def test_whatever_a_text_says_a_key_has_no_marks_of_other_kinds_of_keys(self, title: str, issuer: str) -> None:
        key = identity_key(nq(title=title, issuer=issuer))
        assert "#" not in key
        assert "~" not in key
        assert key.count("/") == 3


class TestOneDocument:
    """Nothing stated contradicts."""

    def test_a_symbol_and_a_day_are_one_document_whoever_tells_it(self) -> None:
        assert one(nq(issuer=CENTRE, date="2018-05-19"), nq(date="2018-05-19"), nq("026-nq/tw", date="2018-05-19"))

    def test_a_party_regulation_called_a_decision_is_still_the_one_of_its_day(self) -> None:
        named = [Facts(type=t, number="399-QĐ/TW", date="2026-01-09") for t in ("Quy định", "Quyết định")]
        assert one(*named)

    @pytest.mark.parametrize(
        "partial",
        [
            nq(),
            nq("26"),
            nq("26", term="XII"),
            nq("26", date="2018"),
            nq("26", issuer=CENTRE),
            nq("26", issuer="trung-uong", date="2018-05"),
            nq(title="xây dựng đội ngũ cán bộ các cấp"),
            nq("26", not_after="2018-11-15"),
        ],
    )
    def test_a_partial_reference_joins_the_only_document_it_fits(self, partial: Facts) -> None:
        assert one(nq(issuer=CENTRE, date="2018-05-19", title=CADRES), partial)

    def test_a_committee_and_its_standing_committee_sign_one_series(self) -> None:
        stated = [
            Facts(type="Nghị quyết", number="116-NQ/TU", date="2023-07-04", issuer=f"{body}@lang-son")
            for body in ("tinh-uy", "ban-thuong-vu-tinh-uy", "ban-chap-hanh-dang-bo-tinh")
        ]
        assert one(*stated, nq("116", issuer="ban-thuong-vu-tinh-uy@lang-son"))

    def test_a_joint_document_is_one_whichever_of_its_bodies_is_named(self) -> None:
        joint = [
            Facts(type="Thông tư liên tịch", number="213/2013/TTLT-BTC-BLĐTBXH", date="2013-12-30", issuer=body)
            for body in ("bo-tai-chinh", "bo-lao-dong-thuong-binh-va-xa-hoi", "")
        ]
        assert one(*joint)

    def test_the_issuer_said_most_often_is_shown(self) -> None:
        facts = [
            nq("116-NQ/TU", date="2023-07-04", issuer=f"{b}@lang-son") for b in ("tinh-uy", "ban-thuong-vu-tinh-uy")
        ]
        found = document_of([Profile(facts[0], 1, "a"), Profile(facts[1], 2, "b")])
        assert found.facts.issuer == "ban-thuong-vu-tinh-uy@lang-son"

    def test_a_wrong_day_makes_no_second_document(self) -> None:
        right = nq("19-NQ/TW", issuer=CENTRE, date="2017-10-25", title="về tiếp tục đổi mới đơn vị sự nghiệp công lập")
        slip = nq("19-NQ/TW", issuer=CENTRE, date="2017-11-25", title="tiếp tục đổi mới đơn vị sự nghiệp công lập")
        again = nq("19-NQ/TW", issuer=CENTRE, date="2017-10-25")
        assert one(right, slip, again)
        [found] = {id(d): d for d in resolved(right, slip, again).values()}.values()
        assert found.facts.date == "2017-10-25"

    def test_annexes_of_one_carrier_with_much_the_same_title_are_one(self) -> None:
        full, open_ = "nghi-quyet/132-nq-cp/chinh-phu/2018-10-24", "nghi-quyet/132-nq-cp/?/2018-10-24"
        title = "Chương trình hành động của Chính phủ thực hiện Nghị quyết số 26-NQ/TW"
        annexes = [
            Facts(type="Chương trình", title=title, carrier=full),
            Facts(type="Chương trình", title=f"{title} ngày 19/5/2018", carrier=full),
            Facts(type="Chương trình", title=title, carrier=open_),
        ]
        assert one(*annexes)
        assert not one(annexes[0], Facts(type="Chương trình", title="Danh mục đề án", carrier=full))
        assert not one(annexes[0], Facts(type="Chương trình", title=title, carrier=full.replace("132", "133")))

    def test_a_title_alone_means_the_only_annex_or_law_that_has_it(self) -> None:
        carrier = "nghi-quyet/132-nq-cp/chinh-phu/2018-10-24"
        for title in ("Chương trình hành động của Chính phủ thực hiện Nghị quyết số 26-NQ/TW", "phục hồi kinh tế"):
            annex = Facts(type="Chương trình", title=title, carrier=carrier, issuer="chinh-phu")
            alone = Facts(type="Chương trình", title=title, issuer="chinh-phu", not_after="2019-01-10")
            assert one(annex, alone)
            assert not one(annex, replace(alone, issuer=""))
        assert not one(annex, replace(alone, not_after="2018-01-01"))
        assert not one(annex, replace(annex, carrier=carrier.replace("132", "133")), alone)
        law = Facts(type="Luật", number="63/2025/QH15", title="Luật Tổ chức Chính phủ", date="2025-02-18")
        assert one(law, Facts(type="Luật", title="Luật Tổ chức Chính phủ"))
        assert not one(law, Facts(type="Luật", title="Luật Tổ chức Chính phủ", date="2015-06-19"))

    def test_an_unnumbered_law_is_one_by_title_and_day(self) -> None:
        law = Facts(type="Luật", title="Luật Tổ chức Chính phủ", date="2025-02-18", issuer="quoc-hoi")
        assert one(
            law,
            Facts(type="Luật", title="Tổ chức Chính phủ"),
            Facts(type="Luật", title="luật tổ chức chính phủ", date="2025"),
        )


class TestTwoDocuments:
    """A number is not an identity."""

    @pytest.mark.parametrize(
        "other",
        [
            nq(issuer=BUREAU, date="2022-11-03"),
            nq(issuer=BUREAU, date="2018-05-19"),
            nq(date="2013-07-30"),
            nq("26-NQ/TU", issuer="tinh-uy@lang-son", date="2018-05-19"),
            nq(term="XIII"),
            nq("26", term="XIII"),
            nq("26", issuer="chinh-phu"),
            nq("26", date="2022"),
            nq("26", title=TOURISM),
            nq("26", not_after="2018-05-18"),
            nq("26", issuer="tinh-uy@lang-son"),
        ],
    )
    def test_what_contradicts_does_not_join(self, other: Facts) -> None:
        assert not one(nq(issuer=CENTRE, date="2018-05-19", title=CADRES), other)

    def test_the_same_number_of_two_provinces_is_two_plans(self) -> None:
        assert not one(*(kh(date="2019-01-10", issuer=f"ubnd@{place}") for place in ("ha-noi", "lang-son")))

    def test_a_law_and_a_resolution_of_one_symbol_are_two(self) -> None:
        stated = [
            Facts(type=t, number="09/2026/QH16", date="2026-04-24", issuer="quoc-hoi") for t in ("Luật", "Nghị quyết")
        ]
        assert not one(*stated)

    def test_plans_of_one_number_in_one_year_are_two_when_their_titles_differ(self) -> None:
        stated = [
            kh(date="2019-01-10", issuer="ubnd@ha-noi", title="triển khai Nghị quyết 132/NQ-CP"),
            kh(date="2019-03-02", issuer="ubnd@ha-noi", title="phòng chống dịch tả lợn Châu Phi"),
        ]
        assert not one(*stated)

    def test_much_the_same_title_of_unknown_places_is_no_proof(self) -> None:
        assert not one(kh(date="2019-01-10", title=CADRES), kh(date="2019-02-10", title=CADRES))

    def test_a_draft_is_not_the_law_it_becomes(self) -> None:
        assert not one(
            Facts(type="Luật", title="Luật Đất đai"), Facts(type="Luật", subtype="draft", title="Luật Đất đai")
        )

    def test_of_two_that_fit_none_is_chosen(self) -> None:
        first, second = nq(issuer=CENTRE, date="2018-05-19"), nq(issuer=BUREAU, date="2022-11-03")
        found = resolved(first, second, nq("26"))[nq("26")]
        assert found.status == "ambiguous"
        assert found.candidates == (identity_key(first), identity_key(second))
        assert found.reason

    def test_what_is_stated_may_leave_only_one_of_them(self) -> None:
        both = nq(issuer=CENTRE, date="2018-05-19"), nq(issuer=BUREAU, date="2022-11-03")
        found = resolved(*both, nq("26", term="XIII"))
        assert found[nq("26", term="XIII")] is found[both[1]]


class TestStatus:
    @pytest.mark.parametrize(
        ("facts", "status"),
        [
            (nq(issuer=CENTRE, date="2018-05-19"), "stub"),
            (nq(date="2018-05-19"), "stub"),
            (nq(term="XII"), "stub"),
            (Facts(type="Nghị định", number="30/2020/NĐ-CP"), "stub"),
            (nq(), "unresolved"),
            (nq("116", issuer="tinh-uy@lang-son", date="2023-07-04"), "unresolved"),
            (kh(date="2019-01-10"), "unresolved"),
            (kh(date="2019-01-10", issuer="ubnd"), "unresolved"),
            (kh(date="2019-01-10", issuer="ubnd@ha-noi"), "stub"),
            (kh(date="2019-01-10", own=("number",)), "loaded"),
            (Facts(type="Luật", title="Luật Đất đai"), "unresolved"),
        ],
    )
    def test_a_document_is_identified_by_symbol_issuer_and_date_year_or_term(self, facts: Facts, status: str) -> None:
        assert resolved(facts)[facts].status == status


class TestIssuers:
    @pytest.mark.parametrize(
        ("left", "right", "fit"),
        [
            (CENTRE, BUREAU, False),
            (BUREAU, SECRETARIAT, False),
            ("trung-uong", BUREAU, True),
            ("", BUREAU, True),
            ("ubnd", "ubnd@ha-noi", True),
            ("ubnd@lang-son", "ubnd@ha-noi", False),
            ("thanh-uy@ha-noi", "ban-thuong-vu-thanh-uy@ha-noi", True),
            ("bo-noi-vu", "so-noi-vu@ha-noi", False),
        ],
    )
    def test_two_namings_of_one_body_fit(self, left: str, right: str, fit: bool) -> None:
        assert compatible(left, right) is fit
        assert compatible(right, left) is fit

    def test_local_codes_need_a_place_and_central_ones_do_not(self) -> None:
        assert all(map(needs_place, ("UBND", "HĐND", "TU", "HU", "ĐU", "SNV", "STNMT", "BTCTU", "BCĐ")))
        assert not any(map(needs_place, ("TW", "CP", "TTg", "BNV", "BTNMT", "QH", "UBTVQH", "BTCTW", "NHNN", "VPCP")))

    def test_carriers_fit_part_by_part(self) -> None:
        assert carriers_fit("quyet-dinh/719-qd-ttg/?/2020", "quyet-dinh/719-qd-ttg/thu-tuong-chinh-phu/2020-05-21")
        assert carriers_fit("quyet-dinh/719/?/?", "quyet-dinh/719-qd-ttg/thu-tuong-chinh-phu/2020-05-21")
        assert not carriers_fit("quyet-dinh/719-qd-ttg/?/2021", "quyet-dinh/719-qd-ttg/?/2020-05-21")


_FACTS = st.builds(
    Facts,
    type=st.sampled_from(("Nghị quyết", "")),
    number=st.sampled_from(("26-NQ/TW", "26", "26-NQ/TU")),
    date=st.sampled_from(("", "2018", "2018-05-19", "2018-05-29", "2022-11-03")),
    issuer=st.sampled_from(("", CENTRE, BUREAU, "trung-uong", "tinh-uy@lang-son")),
    term=st.sampled_from(("", "XII", "XIII")),
    title=st.sampled_from(("", CADRES, TOURISM)),
    not_after=st.sampled_from(("", "2019")),
)


class TestResolution:
    """The outcome is a function of the set."""

    @settings(max_examples=150, deadline=None)
    @given(st.lists(_FACTS, unique=True, max_size=8).flatmap(lambda f: st.tuples(st.just(f), st.permutations(f))))
    def test_the_order_of_references_changes_nothing(self, orders: tuple[list[Facts], list[Facts]]) -> None:
        outcomes = []
        for facts in orders:
            resolution = resolve_block([Profile(f, 1, f.date or "x") for f in facts])
            outcomes.append((sorted(map(repr, resolution.documents)), sorted(map(repr, resolution.scoped))))
        assert outcomes[0] == outcomes[1]

    @settings(max_examples=150, deadline=None)
    @given(st.lists(_FACTS, unique=True, max_size=8))
    def test_every_reference_means_just_one_document_and_keys_are_their_own(self, facts: list[Facts]) -> None:
        profiles = [Profile(f, 1, "a") for f in facts]
        resolution = resolve_block(profiles)
        members = [p.facts for d in (*resolution.documents, *resolution.scoped) for p in d.members]
        assert sorted(members) == sorted(facts)
        keys = [d.key for d in resolution.documents]
        assert len(set(keys)) == len(keys)

    @settings(max_examples=150, deadline=None)
    @given(st.lists(_FACTS, unique=True, max_size=8))
    def test_full_references_that_contradict_are_never_one(self, facts: list[Facts]) -> None:
        for found in resolve_block([Profile(f, 1, "a") for f in facts]).documents:
            full = [p.facts for p in found.members if p.parts.symbol and p.parts.full_date]
            assert len({p.parts.symbol for p in found.members if p.parts.symbol}) <= 1
            assert not {CENTRE, BUREAU} <= {f.issuer for f in full}


class TestSerial:
    @given(_FACTS)
    def test_facts_come_back_from_json(self, facts: Facts) -> None:
        assert facts_from_json(dict(facts_to_json(facts))) == facts

    def test_claims_come_back_from_json_and_their_id_is_of_source_and_content(self) -> None:
        for claim in document("d1", own=True, number="26-NQ/TW", title=CADRES):
            text = canonical(claim_to_json(claim))
            assert claim_from_json(claim_to_json(claim)) == claim
            assert claim_id("a", text) == claim_id("a", text) != claim_id("b", text)

    def test_one_source_gives_each_ref_the_value_it_says_of_itself(self) -> None:
        claims = [*document("d1", title="theo báo"), *document("d1", own=True, title="theo văn bản")]
        [local] = local_documents("a.txt", claims)
        assert local.facts.title == "theo văn bản"
        assert local.facts.own == ("title",)


def test_the_graph_of_no_claims_is_empty() -> None:
    graph = build({}, [], str)
    assert not graph.nodes
    assert not graph.kept_out


def stored(locator: str, claims: Iterable[object]) -> list[StoredClaim]:
    return [StoredClaim(str(n), locator, claim) for n, claim in enumerate(claims)]  # type: ignore[arg-type]  # claims


def test_a_name_alone_tells_nothing_over_two_sources() -> None:
    said = {locator: stored(locator, document("d1", type="Nghị quyết", number="57")) for locator in ("a", "b")}
    graph = build(said, [], str)
    assert len(graph.nodes) == 2
    shared = {loc: stored(loc, document("d1", type="Nghị quyết", number="57", issuer=BUREAU)) for loc in ("a", "b")}
    assert len([n for n in build(shared, [], str).nodes.values() if n.label == "Document"]) == 1
