"""A small graph by hand, through claims: a chain from the Political Bureau to a department, and what lies beside.

57-NQ/TW  ◄── IMPLEMENTS ── Chương trình hành động ── ISSUED_WITH ──► 03/NQ-CP ◄── ISSUED_WITH ── Danh mục nhiệm vụ
                                                                      03/NQ-CP ◄── IMPLEMENTS ── 15/KH-UBND
15/KH-UBND ◄── IMPLEMENTS ── 20/KH-SNV        57-NQ/TW ◄── REPORTS_ON ── 99/BC-UBND
Luật Công nghệ số ◄── BASED_ON ── 15/KH-UBND    Danh mục nhiệm vụ ◄── IMPLEMENTS ── 40/KH-BTTTT
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from graph.claims import (
    Assignment,
    Attribute,
    Body,
    Claim,
    Deadline,
    Evidence,
    Mention,
    Relation,
    Reporting,
    Source,
    Span,
    Structure,
)
from graph.store import Store
from graph.stores import open_store

PROVINCE = Body("ubnd@lang-son", "UBND tỉnh Lạng Sơn", entry="ubnd")
HOME_AFFAIRS = Body("so-noi-vu@lang-son", "Sở Nội vụ Lạng Sơn", entry="so-noi-vu")
SCIENCE = Body(
    "so-khoa-hoc-va-cong-nghe@lang-son", "Sở Khoa học và Công nghệ Lạng Sơn", entry="so-khoa-hoc-va-cong-nghe"
)
MINISTRY = Body("bo-khoa-hoc-va-cong-nghe", "Bộ Khoa học và Công nghệ", entry="bo-khoa-hoc-va-cong-nghe")
OLD_MINISTRY = Body(
    "bo-thong-tin-va-truyen-thong", "Bộ Thông tin và Truyền thông", entry="bo-thong-tin-va-truyen-thong"
)
GOVERNMENT = Body("chinh-phu", "Chính phủ", entry="chinh-phu")
BUREAU = Body("bo-chinh-tri", "Bộ Chính trị", entry="bo-chinh-tri")
DEPARTMENTS = Body("nhom-so-ban-nganh@lang-son", "các sở, ban, ngành", group=True, scope="ubnd@lang-son")
OTHER_DEPARTMENTS = Body("nhom-so-ban-nganh@ha-noi", "các sở, ban, ngành", group=True, scope="ubnd@ha-noi")
MINISTRIES = Body("nhom-bo-nganh", "các bộ, cơ quan ngang bộ", group=True)

# Keys of the sample's documents
RESOLUTION = "nghi-quyet/57-nq-tw/bo-chinh-tri/2024-12-22"
#: The key of a mention that leaves the issuer out.
RESOLUTION_AS_CITED = "nghi-quyet/57-nq-tw/?/2024-12-22"
CARRIER = "nghi-quyet/3-nq-cp/chinh-phu/2025-01-09"
PROGRAMME = f"chuong-trinh/hanh-dong-cua-chinh-phu/@{CARRIER}"
TASK_LIST = f"danh-muc/nhiem-vu-trong-tam/@{CARRIER}"
PROVINCE_PLAN = "ke-hoach/15-kh-ubnd/ubnd@lang-son/2025-03-01"
DEPARTMENT_PLAN = "ke-hoach/20-kh-snv/so-noi-vu@lang-son/2025-04-02"
MINISTRY_PLAN = "ke-hoach/40-kh-btttt/bo-thong-tin-va-truyen-thong/2025-02-01"
DOUBTFUL_PLAN = "ke-hoach/88-kh-ubnd/ubnd@lang-son/2025-05-05"
REPORT = "bao-cao/99-bc-ubnd/ubnd@lang-son/2025-11-20"
LAW = "luat/cong-nghe-so/2024-11-30"
OLD_26, NEW_26 = (
    "nghi-quyet/26-nq-tw/ban-chap-hanh-trung-uong-dang/2018-05-19",
    "nghi-quyet/26-nq-tw/bo-chinh-tri/2022-11-03",
)


@dataclass
class Text:
    """A source put together claim by claim; each claim's words are added to one text, so that spans are true."""

    locator: str
    text: str = ""
    claims: list[Claim] = field(default_factory=list)
    heads: int = 0

    def evidence(self, words: str, *, part: str = "quote", confidence: float = 0.9) -> Evidence:
        start = len(self.text)
        self.text += f"{words}\n"
        return Evidence((Span(start, start + len(words), part, words),), "sample", confidence)

    def document(self, ref: str, *, own: bool = False, **attributes: str) -> str:
        said = self.evidence(" ".join(attributes.values()), part="mention")
        self.claims.append(Mention(ref, said))
        self.claims += [Attribute(ref, name, value, own, False, said) for name, value in attributes.items()]
        return ref

    def relation(self, subject: str, kind: str, target: str, words: str = "", confidence: float = 0.9) -> None:
        evidence = self.evidence(words or f"{subject} {kind} {target}", confidence=confidence)
        self.claims.append(Relation(subject, kind, target, evidence))

    def task(
        self,
        words: str,
        *bodies: Body,
        roles: Sequence[str] = ("RESPONSIBLE",),
        stated_in: str = "d1",
        confidence: float = 0.9,
        **more: object,
    ) -> None:
        evidence = self.evidence(words, confidence=confidence)
        self.claims.append(Assignment(stated_in, bodies, tuple(roles), words, evidence, **more))  # type: ignore[arg-type]  # roles and fields by name

    def structure(self, body: Body, kind: str, other: Body, since: str = "", act: str = "an act") -> None:
        evidence = Evidence((), body.key, 1.0, "registry", act)
        self.claims.append(Structure(body, kind, other, evidence, since))  # type: ignore[arg-type]  # kinds by name

    def put(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_source(Source(self.locator, self.locator, "1", "1"), self.claims)


def resolution() -> Text:
    text = Text("nq57.txt")
    text.document(
        "d1",
        own=True,
        type="Nghị quyết",
        number="57-NQ/TW",
        date="2024-12-22",
        issuer=BUREAU.key,
        title="về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia",
    )
    return text


def programme() -> Text:
    text = Text("nq03.txt")
    text.document(
        "d1",
        own=True,
        type="Nghị quyết",
        number="03/NQ-CP",
        date="2025-01-09",
        issuer=GOVERNMENT.key,
        title="ban hành Chương trình hành động",
    )
    carrier = CARRIER
    text.document("d2", type="Chương trình", title="Chương trình hành động của Chính phủ", carrier=carrier)
    text.document("d3", type="Danh mục", title="Danh mục nhiệm vụ trọng tâm", carrier=carrier)
    text.document("d4", type="Nghị quyết", number="57-NQ/TW", date="2024-12-22", issuer=BUREAU.key)
    text.relation("d2", "ISSUED_WITH", "d1", "Ban hành kèm theo Nghị quyết này Chương trình hành động")
    text.relation("d3", "ISSUED_WITH", "d1", "và Danh mục nhiệm vụ trọng tâm")
    text.relation("d2", "IMPLEMENTS", "d4", "Chương trình hành động của Chính phủ thực hiện Nghị quyết số 57-NQ/TW")
    text.task("báo cáo Chính phủ kết quả thực hiện", MINISTRIES, roles=("REPORT",))
    text.structure(OLD_MINISTRY, "SUCCEEDED_BY", MINISTRY, "2025-03-01", "Nghị quyết 176/2025/QH15")
    return text


def province_plan() -> Text:
    text = Text("kh15.txt")
    text.document(
        "d1",
        own=True,
        type="Kế hoạch",
        number="15/KH-UBND",
        date="2025-03-01",
        issuer=PROVINCE.key,
        title="triển khai Chương trình hành động tại tỉnh Lạng Sơn",
    )
    text.document("d2", type="Nghị quyết", number="03/NQ-CP", date="2025-01-09", issuer=GOVERNMENT.key)
    text.document("d3", type="Luật", title="Luật Công nghệ số", date="2024-11-30")
    text.relation("d1", "IMPLEMENTS", "d2", "Kế hoạch thực hiện Nghị quyết số 03/NQ-CP")
    text.relation("d1", "BASED_ON", "d3", "Căn cứ Luật Công nghệ số")
    lead = Body(HOME_AFFAIRS.key, HOME_AFFAIRS.name, head="Giám đốc", entry="so-noi-vu")
    text.task(
        "tham mưu phương án bố trí cán bộ chuyển đổi số",
        lead,
        roles=("LEAD", "ADVISE"),
        coordinators=(SCIENCE,),
        recipients=(PROVINCE,),
        deliverable="phương án",
        deadline=Deadline("trước ngày 30/6/2025", end="2025-06-30", bound="before", precision="day"),
    )
    text.task(
        "tổng hợp kết quả",
        HOME_AFFAIRS,
        roles=("SUMMARISE",),
        deadline=Deadline("chậm nhất ngày 15/12/2025", end="2025-12-15", bound="by", precision="day"),
    )
    text.task("tuyên truyền thường xuyên", HOME_AFFAIRS, deadline=Deadline("thường xuyên", kind="ongoing"))
    text.task("xây dựng kế hoạch của đơn vị", DEPARTMENTS)
    text.claims.append(
        Reporting(
            "d1",
            HOME_AFFAIRS,
            PROVINCE,
            "kết quả thực hiện Kế hoạch",
            text.evidence("định kỳ 6 tháng báo cáo UBND tỉnh"),
            via=(SCIENCE,),
            deadline=Deadline("định kỳ 6 tháng", frequency=("P6M",)),
        )
    )
    text.structure(HOME_AFFAIRS, "SUBORDINATE_TO", PROVINCE)
    text.structure(PROVINCE, "SUBORDINATE_TO", GOVERNMENT)
    return text


def department_plan() -> Text:
    text = Text("kh20.txt")
    text.document(
        "d1",
        own=True,
        type="Kế hoạch",
        number="20/KH-SNV",
        date="2025-04-02",
        issuer=HOME_AFFAIRS.key,
        title="thực hiện chuyển đổi số của ngành Nội vụ",
    )
    text.document("d2", type="Kế hoạch", number="15/KH-UBND", date="2025-03-01", issuer=PROVINCE.key)
    text.relation("d1", "IMPLEMENTS", "d2", "thực hiện Kế hoạch số 15/KH-UBND")
    return text


def beside() -> Text:
    """A report on the resolution, a plan for the sibling annex, and a task of another province's departments."""
    text = Text("beside.txt")
    text.document("d1", type="Báo cáo", number="99/BC-UBND", date="2025-11-20", issuer=PROVINCE.key)
    text.document("d2", type="Nghị quyết", number="57-NQ/TW", date="2024-12-22")
    text.relation("d1", "REPORTS_ON", "d2", "Báo cáo kết quả thực hiện Nghị quyết số 57-NQ/TW")
    text.document("d3", type="Kế hoạch", number="40/KH-BTTTT", date="2025-02-01", issuer=OLD_MINISTRY.key)
    text.document("d4", type="Danh mục", title="Danh mục nhiệm vụ trọng tâm", carrier=CARRIER)
    text.relation("d3", "IMPLEMENTS", "d4", "Kế hoạch thực hiện Danh mục nhiệm vụ trọng tâm")
    text.task("rà soát danh mục", OTHER_DEPARTMENTS, stated_in="d3")
    text.task("kết nối cơ sở dữ liệu", OLD_MINISTRY, stated_in="d3")
    return text


def open_points() -> Text:
    """Two resolutions of one number, a reference to either, one that nothing fits, a plan before its resolution."""
    text = Text("open.txt")
    text.document("d1", type="Nghị quyết", number="26-NQ/TW", date="2018-05-19", issuer="ban-chap-hanh-trung-uong-dang")
    text.document("d2", type="Nghị quyết", number="26-NQ/TW", date="2022-11-03", issuer=BUREAU.key)
    text.document("d3", type="Nghị quyết", number="26-NQ/TW")
    text.document("d4", type="Kế hoạch", number="77")
    text.document("d5", type="Kế hoạch", number="5/KH-UBND", date="2010-01-04", issuer=PROVINCE.key)
    text.document("d6", type="Nghị quyết", number="57-NQ/TW", date="2024-12-22", issuer=BUREAU.key)
    text.relation("d4", "CITES", "d3", "nêu tại Nghị quyết số 26-NQ/TW")
    text.relation("d5", "IMPLEMENTS", "d6", "Kế hoạch thực hiện Nghị quyết 57")
    return text


def doubtful() -> Text:
    """A plan of which it is doubtful what it implements and whom it charges; it is in no store unless asked for."""
    text = Text("doubtful.txt")
    text.document("d1", own=True, type="Kế hoạch", number="88/KH-UBND", date="2025-05-05", issuer=PROVINCE.key)
    text.document("d2", type="Nghị quyết", number="57-NQ/TW", date="2024-12-22", issuer=BUREAU.key)
    text.document("d3", type="Kế hoạch", number="15/KH-UBND", date="2025-03-01", issuer=PROVINCE.key)
    text.relation("d1", "IMPLEMENTS", "d2", "mong muốn thực hiện Nghị quyết số 57-NQ/TW", confidence=0.3)
    text.relation("d1", "REVIEWS", "d3", "nhìn lại Kế hoạch số 15/KH-UBND", confidence=0.3)
    text.task("trồng cây xanh", HOME_AFFAIRS, roles=("LEAD",), confidence=0.3)
    evidence = text.evidence("chúc mừng UBND tỉnh", confidence=0.3)
    text.claims.append(Reporting("d1", SCIENCE, PROVINCE, "kết quả trồng cây", evidence))
    return text


TEXTS = (resolution, programme, province_plan, department_plan, beside, open_points)


def sample_store(address: str = "memory:", texts: Iterable[Callable[[], Text]] = TEXTS) -> Store:
    store = open_store(address)
    for text in texts:
        text().put(store)
    return store
