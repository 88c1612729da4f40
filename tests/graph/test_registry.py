"""Types, codes, places and structure: what the registry answers."""

from __future__ import annotations

import subprocess
import sys

import pytest

from graph.claims import Body
from graph.dates import PartialDate
from graph.errors import RegistryError
from graph.registry import Context, Registry, load_registry

R: Registry = load_registry()
NOWHERE = Context()


def on(day: str) -> Context:
    return Context(on=PartialDate.parse(day))


class TestTypes:
    @pytest.mark.parametrize(
        ("words", "noun", "subtype"),
        [
            ("Kế hoạch", "Kế hoạch", ""),
            ("KẾ HOẠCH", "Kế hoạch", ""),
            ("kế  hoạch\nhành động", "Kế hoạch", "Kế hoạch hành động"),
            ("Chương trình hành động", "Chương trình", "Chương trình hành động"),
            ("Thông báo kết luận", "Thông báo", "Thông báo kết luận"),
            ("Báo cáo tổng kết", "Báo cáo", "Báo cáo tổng kết"),
            ("Văn bản số", "Công văn", "Văn bản"),
            ("Công văn số:", "Công văn", ""),
            ("Thông tư liên tịch", "Thông tư liên tịch", ""),
        ],
    )
    def test_a_noun_names_its_type(self, words: str, noun: str, subtype: str) -> None:
        kind = R.type_of_noun(words)
        assert kind is not None
        assert (kind.noun, kind.subtype) == (noun, subtype)

    @pytest.mark.parametrize("words", ["", "Hội nghị", "phong trào thi đua", "Kế"])
    def test_what_is_no_type_is_none(self, words: str) -> None:
        assert R.type_of_noun(words) is None

    @pytest.mark.parametrize(
        ("code", "regime", "noun"),
        [
            ("KH", "state", "Kế hoạch"),
            ("ctr", "party", "Chương trình"),
            ("QD", "state", "Quyết định"),
            ("QyĐ", "state", "Quy định"),
            ("QĐi", "party", "Quy định"),
            ("TT", "state", "Thông tư"),
            ("TT", "party", "Thông tri"),
            ("CV", "party", "Công văn"),
            ("GN", "state", "Bản ghi nhớ"),
        ],
    )
    def test_a_code_names_its_type_in_its_regime(self, code: str, regime: str, noun: str) -> None:
        kind = R.type_of_code(code, regime)
        assert kind is not None
        assert kind.noun == noun

    def test_a_code_of_two_types_names_none_of_them(self) -> None:
        assert R.type_of_code("QĐ", "party") is None
        assert {k.noun for k in R.types_of_code("QĐ", "party")} == {"Quyết định", "Quy định"}

    def test_a_letter_of_the_state_has_no_code(self) -> None:
        assert R.type_of_code("CV", "state") is None


class TestCodes:
    @pytest.mark.parametrize(
        ("codes", "form", "context", "key"),
        [
            (("CP",), "state", NOWHERE, "chinh-phu"),
            (("TTg",), "legal", NOWHERE, "thu-tuong-chinh-phu"),
            (("UBTVQH15",), "assembly", NOWHERE, "uy-ban-thuong-vu-quoc-hoi"),
            (("QH16",), "assembly", NOWHERE, "quoc-hoi"),
            (("BTP", "BNV"), "legal", NOWHERE, "bo-tu-phap"),
            (("BTC",), "state", NOWHERE, "bo-tai-chinh"),
            (("BTCTU",), "party", Context(place="lang-son"), "ban-to-chuc-tinh-uy@lang-son"),
            (("TW",), "party", NOWHERE, "trung-uong"),
            (("TU",), "party", Context(place="ha-noi"), "tinh-uy@ha-noi"),
            (("TU",), "party", Context(place="huyen-chi-lang.lang-son"), "tinh-uy@lang-son"),
            (("HU",), "party", Context(place="huyen-chi-lang.lang-son"), "huyen-uy@huyen-chi-lang.lang-son"),
            (("UBND",), "state", Context(place="ha-noi"), "ubnd@ha-noi"),
            (("UBND",), "state", NOWHERE, "ubnd"),
            (("SNV",), "state", Context(place="bac-ninh-2025"), "so-noi-vu@bac-ninh-2025"),
            (("BCSĐTNMT",), "party", NOWHERE, "ban-can-su-dang@bo-tai-nguyen-va-moi-truong"),
            (("BCSĐBTNMT",), "party", NOWHERE, "ban-can-su-dang@bo-tai-nguyen-va-moi-truong"),
            (("BCSĐ",), "party", Context(ministry="bo-y-te"), "ban-can-su-dang@bo-y-te"),
            (("BCSDUBND",), "party", Context(place="lang-son"), "ban-can-su-dang-ubnd@lang-son"),
        ],
    )
    def test_a_code_leads_to_its_body(self, codes: tuple[str, ...], form: str, context: Context, key: str) -> None:
        body = R.body_of_codes(codes, context, form=form)
        assert body is not None
        assert body.key == key

    @pytest.mark.parametrize("codes", [(), ("",), ("XYZQ",), ("BCSĐXYZ",)])
    def test_an_unknown_code_is_none_and_no_error(self, codes: tuple[str, ...]) -> None:
        assert R.body_of_codes(codes, NOWHERE, form="party") is None


class TestPlaces:
    def test_a_name_that_outlived_its_unit_means_the_unit_of_the_day(self) -> None:
        assert R.place_of("Bắc Ninh", on=PartialDate.parse("2019")) == ["bac-ninh"]
        assert R.place_of("Bắc Ninh", on=PartialDate.parse("2025-07")) == ["bac-ninh-2025"]
        assert R.place_of("Bắc Ninh") == ["bac-ninh-2025", "bac-ninh"]

    def test_an_unmerged_province_is_one_unit_throughout(self) -> None:
        assert R.place_of("Lạng Sơn") == ["lang-son"]
        assert R.lifetime("lang-son") == ("", "")

    def test_a_district_leads_to_its_province(self) -> None:
        assert R.place_of("huyện Chi Lăng") == ["huyen-chi-lang.lang-son"]
        assert R.province_of("huyen-chi-lang.lang-son") == "lang-son"

    def test_an_ambiguous_district_keeps_all_its_candidates(self) -> None:
        assert len(R.place_of("huyện Châu Thành")) == 10
        assert R.find_places("huyện Châu Thành", 0, 16) == []

    @pytest.mark.parametrize(
        ("words", "key"),
        [
            ("tỉnh Đắc Lắc", "dak-lak-2025"),
            ("Đăk Lăk", "dak-lak-2025"),
            ("TP.HCM", "ho-chi-minh-2025"),
            ("TPHCM", "ho-chi-minh-2025"),
            ("Thành phố Hồ Chí Minh", "ho-chi-minh-2025"),
            ("TP. Hồ Chí\nMinh", "ho-chi-minh-2025"),
            ("tỉnh Thừa Thiên - Huế", "hue"),
            ("Bà Rịa - Vũng Tàu", "ba-ria-vung-tau"),
            ("tỉnh Kontum", "kon-tum"),
            ("TP Quy Nhơn", "thanh-pho-quy-nhon.binh-dinh"),
            ("huyện Châu Thành, tỉnh Long An", "huyen-chau-thanh.long-an"),
            ("xã Tân Mỹ Hà, huyện Vũ Quang, tỉnh Hà Tĩnh", "xa-tan-my-ha.huyen-vu-quang.ha-tinh"),
        ],
    )
    def test_spellings_of_a_place(self, words: str, key: str) -> None:
        found = R.find_places(f"tại {words}.", 0, len(words) + 5)
        assert [(m.place_key, m.start, m.end) for m in found] == [(key, 4, 4 + len(words))]

    def test_hue_was_a_city_of_its_province_until_2025(self) -> None:
        text = "UBND thành phố Huế"
        before, after = (R.find_bodies(text, 0, len(text), on(day))[0].body.key for day in ("2019", "2025"))
        assert (before, after) == ("ubnd@thanh-pho-hue", "ubnd@hue")

    def test_a_place_may_speak_as_a_body(self) -> None:
        body = R.territory("binh-dinh")
        assert body is not None
        assert (body.key, body.name) == ("binh-dinh", "tỉnh Bình Định")
        assert R.territory("xa-khong-co") is None


class TestStructure:
    def edges(self, key: str) -> set[tuple[str, str, str]]:
        body = R.body_of_key(key)
        assert body is not None
        return {(c.body.key, c.kind, c.other.key) for c in R.structure(body, NOWHERE)}

    def test_a_department_stands_under_its_committee_and_is_guided_by_its_ministry(self) -> None:
        assert self.edges("so-noi-vu@lang-son") == {
            ("so-noi-vu@lang-son", "SUBORDINATE_TO", "ubnd@lang-son"),
            ("so-noi-vu@lang-son", "GUIDED_BY", "bo-noi-vu"),
        }

    def test_succession_is_followed_to_its_end(self) -> None:
        steps = {e for e in self.edges("so-tai-nguyen-va-moi-truong@bac-giang") if e[1] == "SUCCEEDED_BY"}
        middle = "so-nong-nghiep-va-moi-truong@bac-giang"
        assert steps == {
            ("so-tai-nguyen-va-moi-truong@bac-giang", "SUCCEEDED_BY", middle),
            (middle, "SUCCEEDED_BY", "so-nong-nghiep-va-moi-truong@bac-ninh-2025"),
        }

    def test_a_ministry_that_was_split_has_a_successor_in_each_field(self) -> None:
        found = R.successors("bo-thong-tin-va-truyen-thong")
        assert {s.to for s in found} == {"bo-khoa-hoc-va-cong-nghe", "bo-van-hoa-the-thao-va-du-lich"}
        assert all(s.scope and s.since == "2025-03-01" and s.act for s in found)

    def test_a_party_committee_is_not_under_the_ministry_it_sits_in(self) -> None:
        assert not {e for e in self.edges("dang-uy-bo@bo-y-te") if e[1] == "SUBORDINATE_TO"}

    def test_a_committee_of_a_district_stands_under_that_of_its_province(self) -> None:
        edge = ("ubnd@huyen-chi-lang.lang-son", "SUBORDINATE_TO", "ubnd@lang-son")
        assert edge in self.edges("ubnd@huyen-chi-lang.lang-son")
        assert ("ubnd@lang-son", "SUBORDINATE_TO", "chinh-phu") in self.edges("ubnd@lang-son")

    def test_every_claim_names_its_entry_and_its_act(self) -> None:
        bodies = [
            R.body_of_key(k) for k in ("ubnd@ha-noi", "vu-phap-che@bo-y-te", "bac-giang", "bo-giao-thong-van-tai")
        ]
        claims = [c for body in bodies if body for c in R.structure(body, NOWHERE)]
        assert len(claims) >= 4
        assert all(c.evidence.origin == "registry" and c.evidence.act and c.evidence.rule for c in claims)

    def test_a_body_of_no_list_has_no_structure(self) -> None:
        assert R.structure(Body("cuc-la", "Cục Lạ"), NOWHERE) == ()

    def test_a_body_lives_as_long_as_its_place(self) -> None:
        assert R.lifetime("ubnd@huyen-chi-lang.lang-son") == ("", "2025-06-30")
        assert R.lifetime("so-noi-vu@bac-ninh-2025") == ("2025-07-01", "")
        assert R.lifetime("vu-phap-che@bo-tai-nguyen-va-moi-truong") == ("", "2025-02-28")


class TestKeys:
    def test_a_key_leads_back_to_the_name(self) -> None:
        assert R.name_of("so-noi-vu@ha-noi") == "Sở Nội vụ Hà Nội"
        assert R.name_of("ban-thuong-vu-tinh-uy@lang-son") == "Ban Thường vụ Tỉnh ủy Lạng Sơn"
        assert R.name_of("tinh-uy@ha-noi") == "Thành ủy Hà Nội"
        assert R.name_of("lang-son") == "tỉnh Lạng Sơn"
        assert R.name_of("cuc-la") == ""

    def test_a_local_body_can_be_made_and_a_wrong_one_is_refused(self) -> None:
        assert R.in_place("ubnd", "ha-noi").name == "UBND thành phố Hà Nội"
        with pytest.raises(RegistryError, match="bo-noi-vu@ha-noi"):
            R.in_place("bo-noi-vu", "ha-noi")


def test_importing_the_registry_reads_no_data() -> None:
    code = (
        "import graph.registry as r, sys; "
        "assert r.load_registry.cache_info().currsize == 0; assert 'yaml' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_registry_is_read_from_its_compiled_form() -> None:
    code = (
        "import graph.registry as r, sys; "
        "found = r.load_registry().find_bodies('Bộ Nội vụ', 0, 9, r.Context()); "
        "assert [m.body.key for m in found] == ['bo-noi-vu']; assert 'yaml' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
