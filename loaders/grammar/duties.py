"""Who must do what: subjects, roles, coordinators, recipients (domain.md § 7.1, § 7.2).

A point's subject is looked for in its own words, then in the sentence before, then in the headings it hangs under. What it must
do are the clauses of its predicate. Most sentences assign nothing: a predicate counts only where an order, a modal word or a verb
of duty follows the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.claims import Body, Role
from loaders.grammar.groups import NOUNS, Bodies, BodyLists
from loaders.grammar.sentences import clauses, sentences
from loaders.layout import Layout, Paragraph

_ADVERBS = (
    r"(?:khẩn\s+trương|kịp\s+thời|chủ\s+động|tích\s+cực|tiếp\s+tục|trực\s+tiếp|tăng\s+cường|thường\s+xuyên|định\s+kỳ(?:\s+(?:vào|thứ\s+\w+|\d+|hằng|hàng|năm|tháng|quý|tuần|một|lần|sáu|ngày|và)(?!\w))*|tập\s+trung|đẩy\s+mạnh|chỉ\s+đạo\s+sát\s+sao|nghiêm\s+túc|"
    r"đồng\s+thời|trước\s+mắt|ngay|sớm|quyết\s+liệt|hằng\s+(?:năm|quý|tháng|tuần)|hàng\s+(?:năm|quý|tháng|tuần)|thực\s+hiện\s+việc|tổ\s+chức|làm\s+tốt\s+công\s+tác|có\s+hiệu\s+quả|hiệu\s+quả|"
    r"chịu\s+trách\s+nhiệm(?:\s+trước\s+[^,;]{3,60}?)?(?:\s+(?:về|trong))?(?:\s+việc)?|có\s+trách\s+nhiệm|có\s+nhiệm\s+vụ|phải|cần|sẽ|là\s+đầu\s+mối|làm\s+đầu\s+mối|cùng)"
)
_ADVERB = re.compile(rf"\s*,?\s*{_ADVERBS}(?!\w)\s*,?", re.IGNORECASE)

#: The words of a role at the head of a predicate, longest first; domain.md § 7.1.
_ROLE_WORDS: tuple[tuple[str, Role], ...] = (
    (r"chủ\s+trì", "LEAD"),
    (r"(?:là|làm)\s+(?:cơ\s+quan\s+)?(?:đầu\s+mối|thường\s+trực)", "FOCAL"),
    (r"tham\s+mưu(?:\s+cho)?|giúp(?:\s+việc)?", "ADVISE"),
    (r"hướng\s+dẫn", "GUIDE"),
    (r"theo\s+dõi", "MONITOR"),
    (r"đôn\s+đốc", "URGE"),
    (r"(?:thanh\s+tra\s*,\s*)?kiểm\s+tra", "INSPECT"),
    (r"giám\s+sát", "SUPERVISE"),
    (r"báo\s+cáo", "REPORT"),
    (r"thẩm\s+định|thẩm\s+tra", "APPRAISE"),
    (r"trình", "SUBMIT"),
    (r"đề\s+xuất|kiến\s+nghị", "PROPOSE"),
    (r"tổng\s+hợp", "SUMMARISE"),
)
_ROLE = re.compile("(?:" + "|".join(rf"(?P<r{i}>{words})" for i, (words, _) in enumerate(_ROLE_WORDS)) + r")(?!\w)", re.IGNORECASE)
_TOGETHER = re.compile(r"(?:chủ\s+động\s+)?phối\s+hợp(?:\s+chặt\s+chẽ)?(?:\s+(?:với|cùng))?(?!\w)", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:,\s*và|,|và)?\s*")

#: Verbs that begin a task of an office. A sentence without one of these (or a role word) assigns nothing.
_TASK_VERBS = (
    "ban hành|bảo đảm|đảm bảo|bám sát|bố trí|bổ sung|biểu dương|cải cách|cập nhật|cân đối|cấp|chấn chỉnh|chỉ đạo|chịu trách nhiệm|chú trọng|chuẩn bị|chuyển|công bố|công khai|công nhận|cụ thể hóa|cung cấp|"
    "cử|duy trì|đánh giá|đào tạo|đăng ký|đăng tải|đầu tư|đẩy mạnh|đề ra|điều chỉnh|điều hành|đổi mới|động viên|đưa|đơn giản hóa|giải quyết|giao|giữ|gửi|hạn chế|hình thành|hoàn chỉnh|hoàn thành|hoàn thiện|"
    "hỗ trợ|huy động|hướng dẫn|hưởng ứng|kế thừa|kết nối|kết thúc|khai thác|khảo sát|khắc phục|khen thưởng|kiểm soát|kiểm tra|kiện toàn|lãnh đạo|lập|lồng ghép|lựa chọn|mở|nắm|nâng cao|nêu cao|nghiên cứu|ngăn chặn|nhận diện|nhân rộng|"
    "nhận thức|nắm vững|phân bổ|phân cấp|phân công|phân tích|phát động|phát hiện|phát huy|phát triển|phê duyệt|phổ biến|phòng ngừa|quán triệt|quản lý|quyết định|quyết toán|rà soát|rút kinh nghiệm|sắp xếp|siết chặt|sơ kết|sử dụng|"
    "sửa đổi|tạo|tập huấn|tập trung|tháo gỡ|tham gia|thành lập|thẩm định|theo dõi|thể chế hóa|thí điểm|thông báo|thông tin|thu hồi|thúc đẩy|thực hiện|thường xuyên|tiến hành|tiếp nhận|tiếp thu|tiết kiệm|tìm|tinh giản|tổ chức|"
    "tổng kết|tôn vinh|triển khai|truyền thông|tuyên truyền|tuyển dụng|ưu tiên|ứng dụng|vận động|vận hành|xác định|xây dựng|xem xét|xét|xử lý|định hướng|giới thiệu|giảm|tăng cường|tăng|thu hút|"
    "đôn đốc|giám sát|tham mưu|đề xuất|kiến nghị|tổng hợp|báo cáo|trình|phối hợp|chủ trì|giúp|thẩm tra|chấp hành|coi trọng|gương mẫu|bồi dưỡng|bảo vệ|khuyến khích|lấy ý kiến|niêm yết|số hóa|tích hợp|tái cấu trúc|đấu tranh|chống|phục vụ|"
    "đa dạng hóa|hợp tác|tận dụng|đàm phán|ký kết|thi đua|đặt hàng|giáo dục|dự báo|cảnh báo|hiện đại hóa|khôi phục|mời|trả|nộp|thu|chi trả|thanh toán|lưu trữ|bàn giao|di dời|thống nhất|thống kê|đối chiếu|hậu kiểm|áp dụng"
).split("|")
_TASK = re.compile("(?:" + "|".join(re.escape(v).replace(r"\ ", r"\s+") for v in sorted(_TASK_VERBS, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)
# chỉ đạo, hướng dẫn, đôn đốc X làm …: the bodies that are directed are not the subject
_MODAL = re.compile(r"\s*,?\s*(?:(?:có|chịu)\s+trách\s+nhiệm|có\s+nhiệm\s+vụ|cần|phải|sẽ|tiếp\s+tục|khẩn\s+trương|chủ\s+động|kịp\s+thời|tích\s+cực|nghiêm\s+túc|thường\s+xuyên|tập\s+trung|sớm|căn\s+cứ|trực\s+tiếp|quan\s+tâm|đồng\s+thời|nghiêm)(?!\w)", re.IGNORECASE)
# theo chức năng, nhiệm vụ được giao, … · căn cứ vào … · trên cơ sở …: circumstances between subject and verb
_CIRCUMSTANCE = re.compile(
    r"\s*,?\s*\(?(?:theo(?!\s+dõi)|căn\s+cứ|trên\s+cơ\s+sở|trong\s+phạm\s+vi|tùy\s+theo|tùy\s+tình\s+hình|với\s+(?:chức\s+năng|trách\s+nhiệm)|ngoài\s+(?:các|việc|những)|trong\s+quá\s+trình|bên\s+cạnh|đến\s+năm|trong|qua|từ|trước\s+ngày|khi|ngay\s+sau\s+khi|thông\s+qua)\b",
    re.IGNORECASE,
)
_NOT_A_DUTY = re.compile(
    r"\s*,?\s*(?:đã|đang|vừa|được|bị|là|gồm|bao\s+gồm|có\s+(?:quyền|thể|hiệu\s+lực|tổng|số|trụ\s+sở|\d)|cho\s+biết|cho\s+rằng|khẳng\s+định|nhấn\s+mạnh|phát\s+biểu|thống\s+nhất\s+(?:đánh\s+giá|nhận\s+định|thông\s+qua|cho\s+rằng|với|về|cao)|đánh\s+giá\s+cao|ghi\s+nhận|dự|tham\s+dự|(?:làm\s+việc|hoạt\s+động)\s+theo|phát\s+động\s+[Pp]hong\s+trào|chủ\s+trì\s+(?:hội\s+nghị|buổi|cuộc|phiên|lễ)|không|ký|thông\s+qua|quy\s+định\s+tại|(?:này|đó)\s)(?!\w)",
    re.IGNORECASE,
)

# Giao Sở Nội vụ … · Bộ yêu cầu các đơn vị … · Đề nghị Ủy ban Trung ương …
_ORDER = re.compile(r"(?<!\w)(?P<order>(?:[Gg]iao|[Yy]êu\s+cầu|[Đđ]ề\s+nghị|[Pp]hân\s+công|GIAO|YÊU\s+CẦU)(?:\s+(?:nhiệm\s+vụ\s+)?(?:cho|đối\s+với))?)\s+(?:đồng\s+chí\s+)?(?=\S)")
_NOT_AN_ORDER = re.compile(r"(?:[Tt]heo|được|do|[Xx]ét|[Vv]iệc|văn\s+bản|công\s+văn|có|các|những|đáp\s+ứng|ngang\s+tầm|với|và|theo\s+(?:phân\s+công|yêu\s+cầu)|nhiệm\s+vụ|hồ\s+sơ|đơn|khi|thì|nếu|đã|phương\s+án|cơ\s+chế|nguyên\s+tắc|hình\s+thức|thẩm\s+quyền|nội\s+dung|bao\s+gồm|hoặc|chưa|không)\s+\Z")
# Nhiệm vụ của Ban Chỉ đạo: · Trách nhiệm của Bộ Tài chính
_DUTIES_OF = re.compile(r"(?:(?:Chức\s+năng,\s*)?[Nn]hiệm\s+vụ(?:\s*,\s*(?:quyền\s+hạn|trách\s+nhiệm))?|[Tt]rách\s+nhiệm(?:\s+thi\s+hành|\s+thực\s+hiện|\s+tổ\s+chức\s+thực\s+hiện)?)\s+của\s+(?=\S)")
_POWERS_OF = re.compile(r"[Qq]uyền\s+hạn(?:\s+của|\b)")
# chịu trách nhiệm thi hành Quyết định này
_LEAD_IN = re.compile(
    r"\s*(?:Theo\s+đó|Cụ\s+thể(?:\s+là)?|Đồng\s+thời|Bên\s+cạnh\s+đó|Ngoài\s+ra|Trong\s+đó|Cùng\s+(?:với\s+)?đó|Mặt\s+khác|Về\s+tổ\s+chức\s+thực\s+hiện|Về\s+phía|Do\s+đó|Vì\s+vậy|Trước\s+mắt|Thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy)|"
    r"Một\s+là|Hai\s+là|Ba\s+là|Bốn\s+là|Năm\s+là|Sáu\s+là|[Rr]iêng|Đối\s+với\s+[^,;]{3,200}?|Để\s+[^,;]{3,200}?|Trong\s+(?:quá\s+trình|thời\s+gian)\s+[^,;]{3,120}?|Trên\s+cơ\s+sở\s+[^,;]{3,160}?|Căn\s+cứ\s+[^,;]{3,160}?|[Bb]ên\s+cạnh\s+[^;]{3,330}?|"
    r"(?:[Nn]gay\s+)?[Tt]rong\s+[Qq]uý\s+[IV\d]+(?:/\d{4})?|[Nn]gay\s+sau[^,;]{3,100}?|[Ss]au\s+[^,;]{3,60}?|[Tt]rước\s+ngày\s+[\d/]+|Định\s+kỳ(?:\s+(?:vào|thứ\s+\w+|\d+|hằng|hàng|năm|tháng|quý|tuần|một|lần|sáu|ngày|và))*|Hằng\s+năm|Hàng\s+năm|Hàng\s+quý|Đồng\s+chí\s+nêu\s+rõ)\s*[,:]\s*(?:là\s+)?"
)
_COMPLETION = re.compile(r"\s*(?:bảo\s+đảm\s+|đảm\s+bảo\s+|và\s+|yêu\s+cầu\s+|phải\s+)?(?:hoàn\s+thành|thực\s+hiện|tổ\s+chức\s+thực\s+hiện|xong)(?:\s+(?:đồng\s+bộ|xong|các\s+nội\s+dung\s+này|việc\s+này|nhiệm\s+vụ\s+này)[^;]{0,90})?,?\s+(?:xong\s+)?(?:trước|trong|chậm\s+nhất|vào|đến|muộn\s+nhất|không\s+quá)\b", re.IGNORECASE)
_SPLIT = re.compile(
    r",\s+(?=(?:đồng\s+thời\s+|kịp\s+thời\s+|định\s+kỳ\s+|tiếp\s+tục\s+)?(?:báo\s+cáo\s+(?!viên|chuyên\s+đề)|tham\s+mưu|đề\s+xuất\s|kịp\s+thời\s+hướng\s+dẫn|giám\s+sát\s+(?:việc|quá)|kiểm\s+tra\s+việc|hướng\s+dẫn\s+việc|triển\s+khai\s+thực\s+hiện))|,\s*đồng\s+thời\s+(?!gửi)|(?<=\w),?\s+đồng\s+thời\s+(?=tiếp\s+tục|tổ\s+chức|phát\s+huy|kiện\s+toàn)|\s+và\s+(?=thực\s+hiện\s+nghiêm\s+chế\s+độ)|,\s+(?=(?:hoàn\s+thành\s+)?xong\s+trước\s+ngày)"
)
# lãnh đạo, chỉ đạo, hướng dẫn …: verbs of leading before role words in one chain
_GENERIC_THEN_ROLE = re.compile(
    r"(?:lãnh\s+đạo|chỉ\s+đạo|quản\s+lý|tổ\s+chức|triển\s+khai|rà\s+soát|xây\s+dựng|nghiên\s+cứu|đánh\s+giá|phổ\s+biến|tuyên\s+truyền|phân\s+công)\s*(?:,|và)\s*(?=(?:(?:lãnh\s+đạo|chỉ\s+đạo|quản\s+lý|tổ\s+chức)\s*,\s*)?"
    r"(?:hướng\s+dẫn|đôn\s+đốc|theo\s+dõi|kiểm\s+tra|giám\s+sát|tổng\s+hợp|đề\s+xuất|tham\s+mưu|thẩm\s+định|trình)(?!\w))", re.IGNORECASE
)
# … chịu trách nhiệm thi hành Quyết định này: of the whole document, so no subject of points below
_EXECUTES = re.compile(r"thi\s+hành\s+(?:Nghị|Quyết|Chỉ|Thông|Kế|Quy)\s\w+\s+này")
_ENDS_IN_ROLE = re.compile(r"(?:hướng\s+dẫn|đôn\s+đốc|theo\s+dõi|kiểm\s+tra|giám\s+sát|thanh\s+tra|đánh\s+giá|tổng\s+hợp|rà\s+soát)\Z", re.IGNORECASE)
_ENDS_IN_NOUN = re.compile(rf"(?<!\w)(?:{NOUNS})\Z", re.IGNORECASE)
_BEFORE_RECIPIENT = re.compile(r"\s*(?:cho|với|lên|về|đến|qua)?\s*(?:đồng\s+chí\s+)?")
_LATER_ROLE = re.compile(r"(?<!\w)(?:(?P<and>và|,|;|để|rồi|kết\s+quả|hoàn\s+thiện|xây\s+dựng)\s+)?(?P<word>trình|báo\s+cáo|giúp|tham\s+mưu(?:\s+cho)?)\s+(?=\S)")
_REPORT_TO = re.compile(r"(?<!\w)(?:báo\s+cáo|gửi\s+báo\s+cáo)(?:\b[^;.,]{0,200}?\s(?:về|lên|gửi)|\b[^;.,]{0,60}?\s(?:cho|với))\s+(?=\S)")
_VIA = re.compile(r"\(?\s*(?:thông\s+)?qua\s+(?=\S)")
_PURPOSE = re.compile(r"(?<!\w)(?:để|nhằm)\s")
# thực hiện nghiêm chế độ báo cáo
_REPORTING_DUTY = re.compile(r"(?:chấp\s+hành|thực\s+hiện|duy\s+trì)\s+(?:nghiêm\s+(?:túc\s+)?|tốt\s+|đầy\s+đủ\s+)?(?:các\s+)?chế\s+độ\s+(?:thông\s+tin\s*,?\s*)?báo\s+cáo", re.IGNORECASE)
# openers of a circumstance that may hold commas before the subject comes
_LONG_LEAD = re.compile(r"\s*(?:Đối\s+với|Trong|Để|Căn\s+cứ|Trên\s+cơ\s+sở|Nhằm|Khi|Hằng|Hàng|Định\s+kỳ|Ngoài|Bên\s+cạnh|Theo(?!\s+dõi)|Về|Sau|Trước|Từ|Đến|Trường\s+hợp|Riêng)\b")
_DELIVERABLE = re.compile(
    r"(?:xây\s+dựng|ban\s+hành|hoàn\s+thiện|trình|soạn\s+thảo|lập|tham\s+mưu)\s+(?:và\s+\w+\s+\w+\s+|,\s*[^,;]{3,40}\s+)?(?P<what>(?:các\s+)?(?:[Kk]ế\s+hoạch|[Đđ]ề\s+án|[Cc]hương\s+trình|[Pp]hương\s+án|[Bb]áo\s+cáo|[Nn]ghị\s+định|[Tt]hông\s+tư|[Qq]uyết\s+định|[Nn]ghị\s+quyết|dự\s+án\s+Luật|[Qq]uy\s+chế|[Cc]hiến\s+lược|[Qq]uy\s+hoạch|[Tt]ờ\s+trình|[Dd]anh\s+mục|văn\s+bản)\b[^;,.()]{0,160})"
)


@dataclass(frozen=True, slots=True)
class Duty:
    """An assignment in the flow text: ``start``–``end`` are its words, ``subject`` where its subject stands (outside it when inherited)."""

    organizations: tuple[Body, ...]
    roles: tuple[Role, ...]
    start: int
    end: int
    subject: tuple[int, int]
    inherited: bool
    coordinators: tuple[Body, ...]
    recipients: tuple[Body, ...]
    via: tuple[Body, ...]
    deliverable: str
    rule: str
    deadline_area: tuple[int, int]
    frequency_area: tuple[int, int] | None = None  # where a frequency said before a comma stands


@dataclass(frozen=True, slots=True)
class _Subject:
    bodies: Bodies
    rule: str
    ordered: bool = False  # by "giao", "yêu cầu": RESPONSIBLE is said


@dataclass(slots=True)
class _Predicate:
    roles: list[Role]
    coordinators: list[Body]
    recipients: list[Body]
    via: list[Body]


class DutyReader:
    """Reads the duties of one text."""

    def __init__(self, layout: Layout, lists: BodyLists, *, official: bool) -> None:
        self.layout, self.lists, self.official = layout, lists, official
        self.text = layout.flow.text
        self._first = 0

    def read(self, paragraphs: Sequence[int]) -> Iterator[Duty]:
        """The duties stated in the given paragraphs (indexes, in order)."""
        self._first = paragraphs[0] if paragraphs else 0  # an annex inherits nothing from the body before it
        subjects: dict[int, _Subject | None] = {}
        powers: set[int] = set()  # points under "Quyền hạn": what a body may do is no duty
        for index in paragraphs:
            paragraph = self.layout.paragraphs[index]
            if self.text[paragraph.start : paragraph.end].isupper():
                continue
            inherited = self._inherited(paragraph, subjects)
            if (heading := self._heading(paragraph)) is not None:
                subjects[index] = heading
                continue
            if _POWERS_OF.match(self.text, paragraph.body) or paragraph.parent in powers:
                powers.add(index)
                continue
            last = None
            for duty_or_subject in self._paragraph(paragraph, inherited):
                if isinstance(duty_or_subject, Duty):
                    yield duty_or_subject
                else:
                    last = duty_or_subject
            if last is not None:
                subjects[index] = last

    # --- subjects ---------------------------------------------------------------------------------------------------

    def _inherited(self, paragraph: Paragraph, subjects: dict[int, _Subject | None]) -> _Subject | None:
        parent = paragraph.parent
        while parent >= self._first:
            if parent in subjects:
                return subjects[parent]
            parent = self.layout.paragraphs[parent].parent
        return None

    def _heading(self, paragraph: Paragraph) -> _Subject | None:
        """A point that is nothing but bodies ("5. Bộ Nội vụ"), or "Nhiệm vụ của Ban Chỉ đạo:"."""
        if not paragraph.marker and paragraph.parent < 0:
            return None
        start, end = paragraph.body, paragraph.end
        if of := _DUTIES_OF.match(self.text, start, end):
            bodies = self.lists.at(of.end(), end)
            rest = self.text[bodies.end : end].strip(" :.") if bodies else "x"
            return _Subject(bodies, "duties-of") if bodies and (not rest or rest.startswith(("trong", "về"))) and "." not in rest else None
        bodies = self.lists.at(start, end)
        if bodies is None:
            return None
        rest = self.text[bodies.end : end].strip(" :.;")
        if not rest or re.fullmatch(r"(?:có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|thực\s+hiện(?:\s+các\s+nhiệm\s+vụ(?:\s+sau(?:\s+đây)?)?)?|có\s+nhiệm\s+vụ|\([^)]*\))", rest):
            return _Subject(bodies, "heading")
        return None

    def _paragraph(self, paragraph: Paragraph, inherited: _Subject | None) -> Iterator[Duty | _Subject]:
        current = inherited
        for start, end in sentences(self.text, paragraph.body, paragraph.end):
            found = self._subject(start, end, current)
            if found is None:
                current = current if current is inherited else current
                continue
            subject, predicate, is_inherited = found
            opens_list = self.text[start:end].rstrip().endswith(":")
            yield from self._duties(subject, predicate, end, is_inherited, start)
            if _EXECUTES.search(self.text, predicate, end):
                current = None
                continue
            current = replace(subject, ordered=False)
            if opens_list or not is_inherited:
                yield current

    def _subject(self, start: int, end: int, current: _Subject | None) -> tuple[_Subject, int, bool] | None:
        """The subject of a sentence, where its predicate begins, and whether the subject is inherited."""
        at = self._after_lead_in(start, end)
        mine = current is not None and self._begins_with_verb(at, end) and not _ORDER.match(self.text, at, end)
        if not mine and (ordered := self._ordered(start, end)):
            return ordered[0], ordered[1], False
        for place in dict.fromkeys((at, start)):
            bodies = self.lists.at(place, end)
            if bodies is not None and self._narrated(bodies):
                return None
            if bodies is not None:
                predicate = self._predicate_at(bodies.end, end)
                return (_Subject(bodies, "subject"), predicate, False) if predicate is not None else None
        if _LONG_LEAD.match(self.text, start, end):
            beside = re.search(r"(?:[Bb]ên\s+cạnh|[Nn]goài)\s", self.text[start : at + 10])
            stop = self.text.find(";", start, end) if not beside else -1
            covered = start
            for comma in re.compile(r"[,:]\s+(?:thì\s+)?").finditer(self.text, start, stop if stop > 0 else end):
                if comma.end() < covered or _ENDS_IN_NOUN.search(self.text, max(start, comma.start() - 24), comma.start()) or any(m.end == comma.start() for m in self.lists.index.between(start, comma.start())):
                    continue
                bodies = self.lists.at(comma.end(), end)
                covered = bodies.end if bodies is not None else covered
                predicate = self._predicate_at(bodies.end, end) if bodies is not None else None
                if bodies is not None and predicate is not None:
                    return _Subject(bodies, "subject"), predicate, False
        if current is not None and self._begins_with_verb(at, end):
            return current, at, True
        return None

    def _narrated(self, bodies: Bodies) -> bool:
        """In news an office-holder with his name before the verb is told of, not ordered: "Chủ tịch UBND tỉnh Phạm Anh Tuấn trình bày …"."""
        return not self.official and len(bodies.items) == 1 and bool(bodies.items[0].head) and self.text[bodies.start : bodies.end].rstrip().split()[-1][0].isupper() and bodies.named

    def _after_lead_in(self, at: int, end: int) -> int:
        for _ in range(3):
            found = _LEAD_IN.match(self.text, at, end)
            if not found:
                break
            at = found.end()
        return at

    def _ordered(self, start: int, end: int) -> tuple[_Subject, int] | None:
        """Giao/yêu cầu/đề nghị <bodies> <verb>."""
        for found in _ORDER.finditer(self.text, start, end):
            if _NOT_AN_ORDER.search(self.text, max(start, found.start() - 22), found.start()):
                continue
            bodies = self.lists.at(found.end(), end)
            if bodies is None:
                continue
            predicate = self._predicate_at(bodies.end, end, ordered=True)
            if predicate is not None:
                order = found["order"].lower()
                return _Subject(bodies, "order", ordered=not order.startswith("đề") or self.official), predicate
        return None

    def _predicate_at(self, at: int, end: int, *, ordered: bool = False) -> int | None:
        """Where the duty of a subject ending at ``at`` begins; None where what follows is none."""
        place = at
        if self.text[place : place + 1] == ":" :
            place += 1
        for _ in range(4):
            if _NOT_A_DUTY.match(self.text, place, end):
                return None
            if modal := _MODAL.match(self.text, place, end):
                if re.match(r"\s*,?\s*căn\s+cứ", modal.group()):
                    jumped = self._over_circumstance(place, end)
                    if jumped is None:
                        return None
                    place = jumped
                    continue
                return self._trim(place)
            adverb = _ADVERB.match(self.text, place, end)
            if adverb and self._begins_with_verb(self._trim(adverb.end()), end):
                return self._trim(place)
            if _CIRCUMSTANCE.match(self.text, place, end):
                jumped = self._over_circumstance(place, end)
                if jumped is None:
                    return None
                place = jumped
                continue
            break
        stripped = self._trim(place)
        if _ROLE.match(self.text, stripped, end) or _TOGETHER.match(self.text, stripped, end):
            return stripped
        if _TASK.match(self.text, stripped, end):
            return stripped
        return None

    def _over_circumstance(self, at: int, end: int) -> int | None:
        """Behind "theo chức năng, nhiệm vụ được giao," and its like: the first verb of duty that follows."""
        limit = min(end, at + 330)
        place = at + 6
        while found := self._verb_after(place, limit):
            before = self.text[at : found.start()]
            if before.rstrip().endswith((",", ")")) or re.search(r"(?:được giao|chức năng|nhiệm vụ|quyền hạn|quản lý|này|phân công|địa phương|đơn vị|lĩnh vực|của mình|chủ động)\s*,?\s*(?:chịu trách nhiệm|có trách nhiệm|chủ động|khẩn trương|tiếp tục|để)?\s*$", before):
                return self._back_over_adverbs(at, found.start())
            place = found.end()
        return None

    def _verb_after(self, at: int, limit: int) -> re.Match[str] | None:
        found = re.compile(rf"(?<!\w)(?:{_TASK.pattern})", re.IGNORECASE).search(self.text, at, limit)
        return found

    def _back_over_adverbs(self, low: int, at: int) -> int:
        found = re.compile(rf"{_ADVERBS}\s*\Z", re.IGNORECASE).search(self.text, max(low, at - 30), at)
        return found.start() if found else at

    def _trim(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in " ,:":
            at += 1
        return at

    def _begins_with_verb(self, at: int, end: int) -> bool:
        place = at
        for _ in range(3):
            found = _ADVERB.match(self.text, place, end)
            if not found:
                break
            place = found.end()
        place = self._trim(place)
        if self.text[place : place + 12].lower().startswith(("việc ", "công tác")):
            return False
        return bool(_ROLE.match(self.text, place, end) or _TOGETHER.match(self.text, place, end) or _TASK.match(self.text, place, end) or place > at and self.text[at : at + 7].lower() in ("khẩn tr", "chủ độn", "thường ", "tiếp tụ"))

    # --- predicates -------------------------------------------------------------------------------------------------

    def _duties(self, subject: _Subject, start: int, end: int, inherited: bool, sentence: int) -> Iterator[Duty]:
        pieces = [p for clause in clauses(self.text, start, end) for p in self._split(*clause)]
        pending: list[Duty] = []
        first = True
        for begin, stop in pieces:
            begin = self._skip_joint(begin, stop)
            if begin >= stop:
                continue
            if not first and _COMPLETION.match(self.text, begin, stop):
                pending = [replace(d, deadline_area=(begin, stop)) for d in pending]
                continue
            mine, own = subject, None
            if not first:
                own = self.lists.at(begin, stop)
                predicate = self._predicate_at(own.end, stop) if own else None
                if own and predicate is not None:
                    yield from pending
                    pending = []
                    mine = subject = _Subject(own, "subject")
                    begin_predicate = predicate
                elif own or not self._begins_with_verb(begin, stop):
                    if pending and not own:  # a further object of the task before: "…; cơ chế, chính sách trọng dụng …"
                        pending[-1] = replace(pending[-1], end=stop, deadline_area=(pending[-1].deadline_area[0], stop))
                    continue
                else:
                    begin_predicate = begin
            else:
                begin_predicate = begin
            duty = self._duty(mine, begin_predicate, begin if own is None and not first else self._first_start(mine, begin, inherited, sentence), stop, inherited or not first)
            if duty is not None and first and sentence < duty.start:
                duty = replace(duty, deadline_area=(sentence, duty.end))
            first = False
            subject = replace(subject, ordered=False)
            if duty is not None:
                pending.append(self._carried(duty, pending, begin))
        yield from pending

    def _carried(self, duty: Duty, before: Sequence[Duty], begin: int) -> Duty:
        """A report goes to whom the report before it went, a proposal to whom the sentence advises; split off by a comma it keeps the frequency said before it."""
        if "PROPOSE" in duty.roles and not duty.recipients:
            advised = next((d for d in reversed(before) if "ADVISE" in d.roles and d.recipients), None)
            return replace(duty, recipients=advised.recipients) if advised else duty
        if "REPORT" not in duty.roles:
            return duty
        if not duty.recipients:
            earlier = next((d for d in reversed(before) if "REPORT" in d.roles and d.recipients), None)
            duty = replace(duty, recipients=earlier.recipients) if earlier else duty
        if before and self.text[before[-1].end : begin].strip() == ",":
            duty = replace(duty, frequency_area=(before[-1].start, begin))
        return duty

    def _first_start(self, subject: _Subject, begin: int, inherited: bool, sentence: int) -> int:
        """A duty whose subject its own sentence names begins with the sentence: "Đối với …, giao Sở Y tế …"."""
        return sentence if not inherited and sentence <= subject.bodies.start < begin + 1 and begin - sentence < 420 else begin

    def _skip_joint(self, at: int, end: int) -> int:
        found = re.compile(r"[\s,]*(?:(?:và|đồng\s+thời)\s+)?").match(self.text, at, end)
        return found.end() if found else at

    def _split(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = start
        for found in _SPLIT.finditer(self.text, start, end):
            piece = self.text[at : found.start()]
            short = len(piece.split()) <= 4 and re.match(r"(?:đề|báo|tham)", self.text[found.end() : found.end() + 4])
            if len(piece) < 12 or short or _ENDS_IN_ROLE.search(piece) or piece.count("(") > piece.count(")"):
                continue
            yield at, found.start()
            at = found.end()
        yield at, end

    def _duty(self, subject: _Subject, predicate: int, start: int, end: int, inherited: bool) -> Duty | None:
        while end > start and self.text[end - 1] in " .;:,/":
            end -= 1
        if end - predicate < 8:
            return None
        said = self._roles(predicate, end, subject)
        if not said.roles:
            return None
        deliverable = _DELIVERABLE.search(self.text, predicate, end)
        return Duty(
            subject.bodies.items, tuple(dict.fromkeys(said.roles)), start, end, (subject.bodies.start, subject.bodies.end), inherited,
            tuple(said.coordinators), tuple(said.recipients), tuple(said.via),
            re.sub(r"\s+", " ", deliverable["what"]).strip() if deliverable else "", f"{subject.rule}{'-inherited' if inherited else ''}", (start, end),
        )  # fmt: skip

    def _roles(self, at: int, end: int, subject: _Subject) -> _Predicate:
        """The chain of role words at the head of a predicate, then the recipients named further on."""
        said = _Predicate([], [], [], [])
        if _REPORTING_DUTY.match(self.text, self._trim(at), end):
            said.roles.append("REPORT")
            return said
        responsible = subject.ordered
        place = at
        for _ in range(24):
            adverb = _ADVERB.match(self.text, place, end)
            if adverb and not _ROLE.match(self.text, self._trim(place)):
                responsible = responsible or "trách nhiệm" in re.sub(r"\s+", " ", adverb.group()).lower()
                if "đầu" in adverb.group():
                    said.roles.append("FOCAL")
                place = adverb.end()
                continue
            joint = _JOIN.match(self.text, place, end)
            here = joint.end() if joint else place
            if together := _TOGETHER.match(self.text, here, end):
                place = self._with(together.end(), end, said)
                responsible = responsible or "LEAD" not in said.roles and bool(said.coordinators)
                continue
            role = _ROLE.match(self.text, here, end)
            if role is None:
                generic = _GENERIC_THEN_ROLE.match(self.text, here, end)
                if generic is None:
                    break
                responsible, place = True, generic.end()
                continue
            name = next(_ROLE_WORDS[i][1] for i in range(len(_ROLE_WORDS)) if role[f"r{i}"])
            place = self._argument(name, role.end(), end, said)
            said.roles.append(name)
        tail = self._trim(place)
        if end - tail < 6 and (said.coordinators or said.roles == ["LEAD"]):
            return _Predicate([], [], [], [])  # "Bộ Tài chính chủ trì, phối hợp với các địa phương:" only opens a list
        generic = _TASK.match(self.text, tail, end)
        if generic and not said.roles:
            responsible = True
        elif generic and re.match(r"(?:lãnh|chỉ|xây|nghiên|soạn)", generic.group().lower()) and "LEAD" not in said.roles and not set(said.roles) & {"ADVISE", "REPORT", "SUBMIT", "PROPOSE", "GUIDE", "INSPECT"}:
            responsible = True
        if not said.roles and not responsible:
            responsible = True
        self._later(tail, end, said)
        if responsible and "RESPONSIBLE" not in said.roles and not ("ADVISE" in said.roles and "giúp" in self.text[tail:end]):
            said.roles.insert(0, "RESPONSIBLE")
        if "LEAD" in said.roles and "RESPONSIBLE" in said.roles:
            said.roles.remove("RESPONSIBLE")
        return said

    def _with(self, at: int, end: int, said: _Predicate) -> int:
        """The bodies of "phối hợp với …"."""
        found = re.compile(r"\s*(?:với|cùng|chặt\s+chẽ\s+với)?\s*(?=\S)").match(self.text, at, end)
        place = found.end() if found else at
        bodies = self.lists.at(place, end)
        if bodies is None:
            return at
        said.coordinators.extend(b for b in bodies.items if b.key not in {c.key for c in said.coordinators})
        tail = re.compile(r"\s*(?:trong\s+(?:việc|công\s+tác)\s+)?").match(self.text, bodies.end, end)
        return tail.end() if tail else bodies.end

    def _argument(self, role: Role, at: int, end: int, said: _Predicate) -> int:
        """The body a role word points at: whom one advises, reports or submits to."""
        if role not in ("ADVISE", "REPORT", "SUBMIT", "PROPOSE"):
            return at
        found = _BEFORE_RECIPIENT.match(self.text, at, end)
        place = found.end() if found else at
        bodies = self.lists.at(place, end)
        if bodies is None:
            return at
        self._receive(bodies, said)
        return bodies.end

    def _receive(self, bodies: Bodies, said: _Predicate) -> None:
        said.recipients.extend(b for b in bodies.items if b.key not in {r.key for r in said.recipients})

    def _later(self, at: int, end: int, said: _Predicate) -> None:
        """"…, trình Chính phủ trước ngày …", "… báo cáo kết quả … về Bộ", "(qua Bộ Nội vụ)" behind the task's words."""
        purpose = _PURPOSE.search(self.text, at, end)
        limit = purpose.start() if purpose else end
        for found in _LATER_ROLE.finditer(self.text, at, limit):
            bodies = self.lists.at(found.end(), end)
            word = found["word"].lower()
            role: Role = "SUBMIT" if word == "trình" else "REPORT" if word.startswith("báo") else "ADVISE"
            if bodies is not None:
                if role not in said.roles:
                    said.roles.append(role)
                self._receive(bodies, said)
        to = _REPORT_TO.search(self.text, max(0, at - 60), limit)
        if to and (bodies := self.lists.at(to.end(), end)):
            if "REPORT" not in said.roles:
                said.roles.append("REPORT")
            self._receive(bodies, said)
        if via := _VIA.search(self.text, at, end):
            bodies = self.lists.at(via.end(), end)
            if bodies is not None and set(said.roles) & {"REPORT", "SUBMIT", "SUMMARISE"}:
                said.via.extend(bodies.items)
