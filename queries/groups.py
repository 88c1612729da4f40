"""Which groups a body belongs to: by a membership that is stated, or by what the group's name and scope say.

Groups ("các sở, ban, ngành" of a province) are nodes of their own (domain.md § 0, rule 9). A membership found by name
is a possibility and is called one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.nodes import Node
from graph.store import NodeFilter, Reader, Step
from graph.text import canonical
from queries.answers import text_of
from queries.times import holds_on

#: How many groups of one scope are looked at.
LOOKED_AT = 1_000
#: How far up the chain of superiors a scope may lie: a division of a department of a province.
SUPERIORS_DEPTH = 4


#: Scopes of groups that take in bodies of the whole country.
_NATIONWIDE = frozenset({"", "chinh-phu", "thu-tuong-chinh-phu", "bo-chinh-tri", "ban-bi-thu-trung-uong-dang"})
#: Bodies that speak for a place: a group in a text of theirs is a group of the place.
_AUTHORITIES = ("ubnd", "hdnd", "tinh-uy", "thanh-uy", "ban-thuong-vu-tinh-uy", "ban-thuong-vu-thanh-uy")
#: How a filter on properties writes True.
_TRUE = "1"


@dataclass(frozen=True, slots=True)
class Membership:
    """``group`` has the body as a member (``certain``), or may have it, for ``reason``."""

    group: Node
    certain: bool
    reason: str


@dataclass(frozen=True, slots=True)
class _GroupRule:
    """Groups whose name has ``group`` take in bodies whose name begins with ``member``.

    ``nationwide`` groups need no scope. Both patterns see lower-case names with marks, "ubnd" for Ủy ban nhân dân.
    """

    group: re.Pattern[str]
    member: re.Pattern[str]
    nationwide: bool = False


def _rule(group: str, member: str, *, nationwide: bool = False) -> _GroupRule:
    return _GroupRule(re.compile(group), re.compile(member), nationwide)


_RULES: tuple[_GroupRule, ...] = (
    # "các sở, ban, ngành", "sở, ngành": Sở Nội vụ
    _rule(r"\bsở\b", r"sở\b"),
    # "các sở, ban, ngành", "các ban xây dựng Đảng": Ban Dân tộc, Thanh tra tỉnh, Ban Tổ chức Tỉnh ủy
    _rule(r"\bban\b(?! chấp hành| cán sự| thường vụ)", r"(ban|thanh tra|văn phòng)\b(?! chấp hành| thường vụ| cán sự)"),
    # "các bộ, ngành", "các bộ, cơ quan ngang bộ": Bộ Nội vụ, not Bộ Chính trị, Bộ Chỉ huy quân sự
    _rule(r"(?<!cán )(?<!nội )(?<!ngang )\bbộ\b", r"bộ\b(?! chính trị| chỉ huy| tư lệnh| đội)", nationwide=True),
    # "các bộ, cơ quan ngang bộ": Thanh tra Chính phủ
    _rule(
        r"\bngang bộ\b|\bbộ, ngành\b",
        r"(văn phòng chính phủ|thanh tra chính phủ|ngân hàng nhà nước|ủy ban dân tộc)\b",
        nationwide=True,
    ),
    # "cơ quan thuộc Chính phủ": Thông tấn xã Việt Nam
    _rule(
        r"\bthuộc chính phủ\b",
        r"(viện hàn lâm|thông tấn xã|đài (truyền hình|tiếng nói)|bảo hiểm xã hội) việt nam\b|viện hàn lâm khoa học\b",
        nationwide=True,
    ),
    # "UBND các tỉnh, thành phố trực thuộc Trung ương", "các bộ, ngành, địa phương": UBND tỉnh Nghệ An
    _rule(r"\btỉnh, thành phố\b|\bđịa phương\b|\bcấp tỉnh\b", r"ubnd (tỉnh|thành phố)\b", nationwide=True),
    # "các tỉnh ủy, thành ủy": Tỉnh ủy Lạng Sơn
    _rule(r"\btỉnh ủy\b|\btỉnh, thành ủy\b", r"(tỉnh ủy|thành ủy)\b", nationwide=True),
    # "UBND các huyện, thị xã, thành phố", "UBND cấp huyện": UBND huyện Chi Lăng
    _rule(r"\b(huyện|quận|thị xã)\b(?! ủy)", r"ubnd (huyện|quận|thị xã|thành phố)\b"),
    # "UBND các xã, phường, thị trấn", "UBND cấp xã": UBND phường Kỳ Lừa
    _rule(r"(?<!thị )\bxã\b|\b(phường|thị trấn|đặc khu)\b", r"ubnd (xã|phường|thị trấn|đặc khu)\b"),
    # "các huyện ủy, thành ủy, đảng ủy trực thuộc", "các cấp ủy, tổ chức đảng": Huyện ủy Hữu Lũng
    _rule(
        r"\b(huyện|thành|thị|quận|đảng|cấp) ủy\b|\btổ chức đảng\b",
        r"(huyện ủy|thành ủy|thị ủy|quận ủy|đảng ủy|ban cán sự đảng)\b",
    ),
    # "các đơn vị trực thuộc Bộ", "các vụ, cục": Vụ Tổ chức cán bộ
    _rule(
        r"\bđơn vị\b.*\bthuộc\b|\btổ chức thuộc\b|\bvụ, cục\b|\bcơ quan, đơn vị\b",
        r"(vụ|cục|tổng cục|văn phòng|thanh tra|viện|trung tâm|báo|tạp chí|học viện|trường|phòng|chi cục|sở|ban)\b",
    ),
)


def memberships(reader: Reader, body: Node, as_of: str) -> list[Membership]:
    """The groups that have or may have ``body`` as a member on ``as_of`` (any day where it is ""), by key."""
    stated = [edge for edge in reader.edges([body.key], ("MEMBER_OF",), "out") if holds_on(edge, as_of)]
    groups = reader.nodes([edge.key.target for edge in stated])
    found = {node.key: Membership(node, True, "thành viên đã nêu") for node in groups.values()}
    scopes = _scopes(reader, body)
    for group in _candidates(reader, body, scopes):
        reason = _fits(body, group, scopes)
        if reason and group.key not in found and group.key != body.key:
            found[group.key] = Membership(group, False, reason)
    return sorted(found.values(), key=lambda membership: membership.group.key)


def _scopes(reader: Reader, body: Node) -> frozenset[str]:
    """Keys of what a group may be of to have ``body`` in it: the bodies above it, their places, its own place.

    What it was under before a merger counts: its groups were named then.
    """
    steps = [Step("SUBORDINATE_TO", "out"), Step("GUIDED_BY", "out")]
    walk = reader.traverse([body.key], steps, max_depth=SUPERIORS_DEPTH)
    above = {reached.key for reached in walk.reached if reached.depth > 0}
    places = {place for key in (body.key, *above) if (place := _owner(key))}
    authorities = {f"{authority}@{place}" for place in places for authority in _AUTHORITIES}
    return frozenset(above | places | authorities)


def _candidates(reader: Reader, body: Node, scopes: frozenset[str]) -> list[Node]:
    """Group nodes of the scopes, and where ``body`` may be in a nationwide group, those of no scope; by key."""
    asked: list[dict[str, str]] = [{"group": _TRUE, "scope": scope} for scope in sorted(scopes)]
    name = _plain(body.name)
    if any(rule.nationwide and rule.member.match(name) for rule in _RULES):
        asked.append({"group": _TRUE})
    found: dict[str, Node] = {}
    for properties in asked:
        page = reader.find(NodeFilter(label="Organization", properties=properties), limit=LOOKED_AT)
        found |= {node.key: node for node in page.items}
    return [found[key] for key in sorted(found)]


def _fits(body: Node, group: Node, scopes: frozenset[str]) -> str:
    """Why the body may belong to the group, in Vietnamese; "" where it may not."""
    name, member, scope = _plain(group.name), _plain(body.name), text_of(group.properties, "scope")
    for rule in _RULES:
        lies_in = scope in scopes or (rule.nationwide and scope in _NATIONWIDE)
        if lies_in and rule.group.search(name) and rule.member.match(member):
            return "tên nhóm và phạm vi phù hợp" if scope in scopes else "tên nhóm phù hợp, phạm vi cả nước"
    return ""


def _plain(name: str) -> str:
    return " ".join(canonical(name).lower().replace("ủy ban nhân dân", "ubnd").split())


def _owner(key: str) -> str:
    """The place or ministry that a body key ends with (``so-noi-vu@ha-noi``), "" where it has none."""
    return key.partition("@")[2]
