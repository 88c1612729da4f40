"""Conferences, campaigns and interviews: what states duties in the news (domain.md § 1.5)."""

from __future__ import annotations

from typing import Any

import pytest
from drafting import duties, news, plan, reading


def events(*paragraphs: str) -> list[dict[str, Any]]:
    return list(reading(news(*paragraphs))["events"])


CONFERENCE = "Sáng 15/11, Tỉnh ủy Lạng Sơn tổ chức hội nghị triển khai nhiệm vụ năm 2024."
CAMPAIGN = "Ngày 10/11/2023, Bộ Nội vụ phát động Phong trào thi đua cải cách hành chính năm 2023."


class TestConferences:
    def test_name_day_and_organiser_are_read(self) -> None:
        (event,) = events(CONFERENCE)
        assert (event["kind"], event["name"]) == ("conference", "hội nghị triển khai nhiệm vụ năm 2024")
        assert (event["date"], event["organiser"]) == ("2023-11-15", "Tỉnh ủy Lạng Sơn")

    @pytest.mark.parametrize(
        "words",
        [
            "Ngày 15/11, Sở Nội vụ tổ chức hội nghị",
            "Chiều 15/11, tại Lạng Sơn, Sở Nội vụ đã tổ chức Hội nghị trực tuyến",
            "Sáng 15/11/2023, Sở Nội vụ khai mạc hội thảo",
            "Sáng ngày 15/11, Sở Nội vụ phối hợp với Sở Tài chính tổ chức Hội nghị",
        ],
    )
    def test_who_holds_it_is_the_organiser(self, words: str) -> None:
        (event,) = events(f"{words} đánh giá kết quả cải cách hành chính.")
        assert (event["date"], event["organiser"]) == ("2023-11-15", "Sở Nội vụ Lạng Sơn")

    def test_the_body_that_begins_the_sentence_is_the_organiser(self) -> None:
        (event,) = events("Sở Nội vụ tổ chức hội thảo đánh giá chỉ số cải cách hành chính.")
        assert event["organiser"] == "Sở Nội vụ Lạng Sơn"
        assert "date" not in event

    def test_the_day_it_is_planned_for_is_its_date(self) -> None:
        (event,) = events("Hội nghị sơ kết công tác dự kiến diễn ra vào ngày 08 tháng 12 năm 2023 tại Lạng Sơn.")
        assert (event["name"], event["date"]) == ("Hội nghị sơ kết công tác", "2023-12-08")

    def test_who_chairs_it_is_not_in_its_name(self) -> None:
        (event,) = events("Sáng 15/11, Sở Nội vụ tổ chức hội nghị sơ kết công tác dưới sự chủ trì của Giám đốc Sở.")
        assert event["name"] == "hội nghị sơ kết công tác"

    @pytest.mark.parametrize("verb", ["chủ trì", "dự và phát biểu tại"])
    def test_chairing_and_attending_are_no_duties(self, verb: str) -> None:
        assert duties(news(CONFERENCE, f"Đồng chí Nguyễn Quốc Đoàn, Bí thư Tỉnh ủy {verb} hội nghị.")) == []

    @pytest.mark.parametrize(
        "order",
        [
            "Phát biểu tại hội nghị, đồng chí Nguyễn Quốc Đoàn yêu cầu Sở Nội vụ rà soát biên chế trước ngày 30/12.",
            "Đồng chí đề nghị Sở Nội vụ rà soát biên chế trước ngày 30/12.",
            "Kết luận hội nghị, đồng chí giao Sở Nội vụ rà soát biên chế trước ngày 30/12.",
        ],
    )
    def test_what_a_speaker_orders_is_stated_by_the_conference(self, order: str) -> None:
        (found,) = duties(news(CONFERENCE, order))
        assert (found["stated_in"], found["organizations"]) == ("e1", ["Sở Nội vụ Lạng Sơn"])
        assert found["deadline"]["end"] == "2023-12-30"

    def test_an_order_goes_on_behind_a_semicolon(self) -> None:
        order = "Đồng chí yêu cầu Sở Nội vụ rà soát biên chế; các cấp ủy khẩn trương xây dựng kế hoạch thực hiện."
        assert [d["organizations"] for d in duties(news(CONFERENCE, order))] == [
            ["Sở Nội vụ Lạng Sơn"],
            ["[nhóm] các cấp ủy"],
        ]


class TestCampaigns:
    def test_name_year_and_launcher_are_read(self) -> None:
        (event,) = events(CAMPAIGN)
        assert (event["kind"], event["date"], event["organiser"]) == ("campaign", "2023", "Bộ Nội vụ")
        assert event["name"] == "Phong trào thi đua cải cách hành chính năm 2023"

    def test_its_orders_are_stated_by_the_campaign(self) -> None:
        (found,) = duties(news(CAMPAIGN, "Bộ yêu cầu các đơn vị đăng ký thi đua trước ngày 30/11/2023."))
        assert (found["stated_in"], found["organizations"]) == ("e1", ["[nhóm] các đơn vị"])

    def test_launching_it_is_no_duty(self) -> None:
        assert duties(news(CAMPAIGN)) == []

    def test_following_one_without_a_launcher_is_no_event(self) -> None:
        assert events("Cán bộ hưởng ứng cuộc vận động năm 2023.") == []


def test_an_interview_is_an_event_that_orders_nothing() -> None:
    (event,) = events("Phóng viên đã có cuộc trao đổi với ông Trần Văn An, Giám đốc Sở Nội vụ về cải cách hành chính.")
    assert event["kind"] == "interview"
    assert event["name"].startswith("Cuộc trao đổi với ông Trần Văn An")


@pytest.mark.parametrize(
    "text",
    ["Sở Nội vụ họp giao ban.", "Hội nghị lần thứ 7 Ban Chấp hành Trung ương khóa XII.", "Kế hoạch của tỉnh."],
)
def test_other_meetings_are_no_events(text: str) -> None:
    assert events(text) == []


def test_an_official_document_reports_no_event() -> None:
    assert reading(plan("1. Sở Nội vụ tổ chức hội nghị sơ kết công tác."))["events"] == []
