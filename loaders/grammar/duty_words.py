"""The words of duties, as data: roles, verbs of duty, orders, circumstances, and what is no duty (domain.md § 7.1)."""

from __future__ import annotations

import re

from graph.claims import Role
from graph.text import UPPER, any_phrase, phrase_tree
from loaders.grammar.group_words import NOUNS
from loaders.grammar.numerals import CAPITAL_NUMERAL, ORDINAL

#: định kỳ | vào thứ Sáu hằng tuần: the words of a rhythm
RHYTHM_WORDS = (
    "vào", r"thứ\s+\w+", r"\d+", "hằng", "hàng", "năm", "tháng", "quý", "tuần", "một", "lần", "sáu", "ngày", "và",
)  # fmt: skip
RHYTHM = f"(?:{'|'.join(RHYTHM_WORDS)})"
#: Verbs by which a speaker asks for something.
SPEECH_VERBS = ("chỉ rõ", "chỉ đạo", "lưu ý", "nhấn mạnh", "nêu rõ", "yêu cầu", "đề nghị")
SPEECH = any_phrase(SPEECH_VERBS)
ADVERBS = (
    r"(?:khẩn\s+trương|kịp\s+thời|chủ\s+động|tích\s+cực|tiếp\s+tục|trực\s+tiếp|tăng\s+cường|thường\s+xuyên|định\s+kỳ"
    rf"(?:\s+{RHYTHM}(?!\w))*"
    r"(?:\s*\([^)]{3,60}\)(?:\s*,?\s*(?:năm|quý|tháng)(?:\s*\([^)]{3,60}\))?)?)?|tập\s+trung|đẩy\s+mạnh|chỉ\s+đạo\s+sát\s+sao|nghiêm\s+túc|kiên\s+quyết|"
    r"đồng(?=\s+chủ)|đồng\s+thời|trước\s+mắt|ngay|sớm|quyết\s+liệt|hằng\s+(?:năm|quý|tháng|tuần)|hàng\s+(?:năm|quý|tháng|tuần)|thực\s+hiện\s+việc|tổ\s+chức|làm\s+tốt\s+công\s+tác|có\s+hiệu\s+quả|hiệu\s+quả|"
    r"chịu\s+trách\s+nhiệm(?:\s+trước\s+[^,;]{3,60}?)?(?:\s+(?:về|trong))?(?:\s+việc)?|có\s+trách\s+nhiệm|có\s+nhiệm\s+vụ|phải|cần|sẽ|là\s+đầu\s+mối|làm\s+đầu\s+mối|cùng|càng)"
)
# … and Sở Nội vụ | được giao | chủ trì …: the order told of him who has it
ADVERB = re.compile(
    rf"\s*(?:,|và(?=\s))?\s*(?:{ADVERBS}|được\s+(?:giao|phân\s+công)(?:\s+nhiệm\s+vụ)?)(?!\w)\s*(?:,|và(?=\s))?",
    re.IGNORECASE,
)

#: The words of a role at the head of a predicate, longest first; domain.md § 7.1.
ROLE_WORDS: tuple[tuple[str, Role], ...] = (
    (r"chủ\s+trì", "LEAD"),
    (r"(?:là|làm)\s+(?:cơ\s+quan\s+)?(?:đầu\s+mối|thường\s+trực)", "FOCAL"),
    (r"tham\s+mưu(?:\s+cho)?|giúp(?:\s+việc)?", "ADVISE"),
    (r"hướng\s+dẫn", "GUIDE"),
    (r"theo\s+dõi", "MONITOR"),
    (r"đôn\s+đốc", "URGE"),
    (r"(?:thanh\s+tra\s*,\s*)?kiểm\s+tra", "INSPECT"),
    (r"giám\s+sát", "SUPERVISE"),
    (r"(?:gửi\s+)?báo\s+cáo|phản\s+ánh", "REPORT"),
    (r"thẩm\s+định|thẩm\s+tra", "APPRAISE"),
    (r"trình", "SUBMIT"),
    (r"đề\s+xuất|kiến\s+nghị", "PROPOSE"),
    (r"tổng\s+hợp", "SUMMARISE"),
)
ROLE = re.compile(
    "(?:" + "|".join(rf"(?P<r{i}>{words})" for i, (words, _) in enumerate(ROLE_WORDS)) + r")(?!\w)", re.IGNORECASE
)
TOGETHER = re.compile(r"(?:chủ\s+động\s+)?phối\s+hợp(?:\s+chặt\s+chẽ)?(?:\s+(?:với|cùng))?(?!\w)", re.IGNORECASE)
JOIN = re.compile(r"\s*(?:,\s*và|,|và|:)?\s*")

#: Verbs that begin a task of an office. A sentence without one of these (or a role word) assigns nothing.
TASK_VERBS = (
    "ban hành", "biên soạn", "biên tập", "biểu dương", "bàn giao", "bám sát", "báo cáo", "bãi bỏ", "bình ổn",
    "bảo trì", "bảo tồn", "bảo vệ", "bảo đảm", "bố trí", "bồi dưỡng", "bổ nhiệm", "bổ sung", "bứt phá", "cam kết",
    "canh gác", "chi trả", "cho ý kiến", "chuyển", "chuyển giao", "chuyển đổi", "chuẩn bị", "chuẩn hóa",
    "chú trọng", "chăm lo", "chăm sóc", "chấn chỉnh", "chấp hành", "chỉ đạo", "chịu trách nhiệm", "chống",
    "chủ trì", "chứng nhận", "coi trọng", "cơ cấu lại", "cung cấp", "cung ứng", "cân đối", "công bố", "công khai", "công nhận",
    "cải cách", "cải tạo", "cảnh báo", "cấp", "cấp phép", "cập nhật", "cắt giảm", "cụ thể hóa", "cứu hộ", "cử",
    "di dời", "duy trì", "dự báo", "dự trữ", "gia cố", "giao", "giao ban", "giám sát", "giám định", "giáo dục",
    "giúp", "giải ngân", "giải quyết", "giải thể", "giải trình", "giảm", "giảm thiểu", "giới thiệu", "giữ",
    "giữ gìn", "gìn giữ", "góp ý", "gương mẫu", "gắn kết", "gửi", "hiện đại hóa", "hiệu chỉnh", "hoàn chỉnh",
    "hoàn thiện", "hoàn thành", "hoán đổi", "huy động", "hình thành", "hòa giải", "hướng dẫn", "hưởng ứng",
    "hạn chế", "hậu kiểm", "hỗ trợ", "hợp nhất", "hợp tác", "khai thác", "khen thưởng", "khoanh vùng", "khuyến cáo",
    "khuyến khích", "khôi phục", "khơi dậy", "khơi thông", "khảo sát", "khắc phục", "khống chế", "kiến nghị",
    "kiềm chế", "kiểm kê", "kiểm soát", "kiểm tra", "kiểm đếm", "kiểm định", "kiện toàn", "kéo giảm", "kê khai",
    "kêu gọi", "ký kết", "kế thừa", "kết nối", "kết thúc", "kỷ luật", "lan tỏa", "liên hệ", "liên kết", "loại bỏ",
    "luân chuyển", "làm rõ", "làm tốt", "làm việc", "lãnh đạo", "lưu trữ", "lấy ý kiến", "lập", "lắng nghe",
    "lắp đặt", "lồng ghép", "lựa chọn", "mua sắm", "mời", "mở", "mở rộng", "nghiêm cấm", "nghiên cứu", "nghiệm thu",
    "ngăn chặn", "nhân rộng", "nhận diện", "nhận thức", "nhắc nhở", "niêm yết", "nâng cao", "nâng cấp", "nêu cao",
    "nạo vét", "nắm", "nắm bắt tình hình", "nắm chắc tình hình", "nắm tình hình", "nắm vững", "nỗ lực", "nộp",
    "phong tặng", "phát hiện", "phát huy", "phát hành", "phát sóng", "phát triển", "phát động", "phân bổ",
    "phân công", "phân cấp", "phân kỳ", "phân loại", "phân luồng", "phân tích", "phân định", "phê bình",
    "phê chuẩn", "phê duyệt", "phòng ngừa", "phòng trừ", "phản ánh", "phấn đấu", "phối hợp", "phối kết hợp",
    "phổ biến", "phổ cập", "phục vụ", "quy hoạch", "quyên góp", "quyết toán", "quyết định", "quán triệt", "quản lý",
    "quảng bá", "rà phá", "rà soát", "rút kinh nghiệm", "rút ngắn", "sao y", "siết chặt", "soát xét", "sáp nhập",
    "sơ kết", "sơ tán", "sắp xếp", "số hóa", "sử dụng", "sửa chữa", "sửa đổi", "tham gia", "tham gia ý kiến",
    "tham khảo", "tham mưu", "tham vấn", "thanh toán", "thanh tra", "thay thế", "theo dõi", "thi hành", "thi đua",
    "thu", "thu gom", "thu hút", "thu hồi", "thu thập", "thành lập", "tháo gỡ", "thí điểm", "thông báo",
    "thông tin", "thúc đẩy", "thăm hỏi", "thường xuyên", "thẩm duyệt", "thẩm tra", "thẩm định", "thắt chặt",
    "thể chế hóa", "thống kê", "thống nhất", "thực hiện", "tinh giản", "tiêu hủy", "tiêu thụ", "tiến hành",
    "tiếp công dân", "tiếp nhận", "tiếp thu", "tiếp xúc", "tiết kiệm", "trang bị", "triển khai", "truy thu",
    "truy xuất", "truyền thông", "trình", "trích lục", "trả", "trả lời", "tuyên truyền", "tuyển chọn", "tuyển dụng",
    "tuyệt đối không", "tuần tra", "tái cấu trúc", "tìm", "tìm kiếm", "tích hợp", "tôn trọng", "tôn vinh", "tăng", "tăng cường",
    "tăng tốc", "tạm dừng", "tạo", "tạo lập", "tạo điều kiện", "tận dụng", "tập huấn", "tập trung", "tổ chức",
    "tổng hợp", "tổng kết", "tự kiểm tra", "vận chuyển", "vận dụng", "vận hành", "vận động", "xem xét", "xác minh",
    "xác định", "xây dựng", "xã hội hóa", "xét", "xóa", "xóa bỏ", "xúc tiến", "xử lý", "xử phạt", "áp dụng",
    "đa dạng hóa", "điều chỉnh", "điều hành", "điều tiết", "điều động", "đo lường", "đo đạc", "đàm phán", "đào tạo",
    "đánh giá", "đình chỉ", "đính chính", "đón tiếp", "đóng góp", "đôn đốc", "đăng ký", "đăng tải", "đơn giản hóa",
    "đưa", "đảm bảo", "đấu tranh", "đầu tư", "đẩy lùi", "đẩy mạnh", "đẩy nhanh", "đặt hàng", "đề cao", "đề ra",
    "đề xuất", "định hướng", "đối chiếu", "đối thoại", "đồng bộ hóa", "đổi mới", "động viên", "ưu tiên", "ủng hộ",
    "ủy quyền", "ứng dụng", "ứng trực",
)  # fmt: skip
TASK = re.compile(rf"{phrase_tree(TASK_VERBS)}(?!\w)", re.IGNORECASE)
TASK_ANYWHERE = re.compile(rf"(?<!\w){TASK.pattern}", re.IGNORECASE)
ADVERBS_BEFORE = re.compile(rf"{ADVERBS}\s*\Z", re.IGNORECASE)
# tổ chức | học tập …, Đẩy mạnh | các giải pháp …: what elsewhere goes before a verb is the verb itself
VERB_BEFORE = re.compile(
    r"(?:tổ\s+chức|đẩy\s+mạnh|tăng\s+cường|tập\s+trung|chịu\s+trách\s+nhiệm\s+(?:trước\s+[^,;]{3,60}?\s+)?về)\s*\Z",
    re.IGNORECASE,
)
# tuyên truyền, thông tin, | hướng dẫn …: a verb of duty joined to the next, their object still to come
JOINED_TASK = re.compile(rf"{TASK.pattern}\s*(?:,\s*và|,|và)\s*(?=(?:{ADVERBS}\s+)?{TASK.pattern})", re.IGNORECASE)
# chỉ đạo, hướng dẫn, đôn đốc X làm …: the bodies that are directed are not the subject
MODAL = re.compile(
    r"\s*,?\s*(?:(?:có|chịu)\s+trách\s+nhiệm|có\s+nhiệm\s+vụ|cần|(?:càng\s+)?phải|sẽ|tiếp\s+tục|khẩn\s+trương|chủ\s+động|kịp\s+thời|tích\s+cực|nghiêm\s+túc|thường\s+xuyên|tập\s+trung|sớm|căn\s+cứ|trực\s+tiếp|quan\s+tâm|đồng\s+thời|nghiêm)(?!\w)",
    re.IGNORECASE,
)
# theo chức năng, nhiệm vụ được giao, … · căn cứ vào … · trên cơ sở …: circumstances between subject and verb
CIRCUMSTANCE = re.compile(
    r"\s*,?\s*\(?(?:theo(?!\s+dõi)|căn\s+cứ|trên\s+cơ\s+sở|trong\s+phạm\s+vi|tùy\s+theo|tùy\s+tình\s+hình|với\s+(?:chức\s+năng|trách\s+nhiệm)|ngoài\s+(?:các|việc|những)|trong\s+quá\s+trình|bên\s+cạnh|đến\s+năm|trong|qua|từ|trước\s+ngày|khi|ngay\s+sau\s+khi|thông\s+qua|(?:định\s+kỳ\s+)?trước\s+ngày)\b",
    re.IGNORECASE,
)
NOT_A_DUTY = re.compile(
    r"\s*,?\s*(?:đã|đang|vừa|được(?!\s+(?:giao|phân\s+công)\s+(?:nhiệm\s+vụ\s+)?(?:chủ\s+trì|phụ\s+trách|tham\s+mưu|theo\s+dõi|đôn\s+đốc|tổng\s+hợp|xây\s+dựng|thực\s+hiện|làm\s+đầu))|bị|là(?!\s+(?:cơ\s+quan\s+)?(?:đầu\s+mối|thường\s+trực))|gồm|bao\s+gồm|có\s+(?:quyền|thể|hiệu\s+lực|tổng|số|trụ\s+sở|\d)|cho\s+biết|cho\s+rằng|khẳng\s+định|nhấn\s+mạnh|phát\s+biểu|thống\s+nhất\s+(?:đánh\s+giá|nhận\s+định|thông\s+qua|cho\s+rằng|với|về|cao)|đánh\s+giá\s+cao|ghi\s+nhận|biểu\s+dương(?=[^.;]{0,120}\sđã\s)|dự|tham\s+dự|(?:làm\s+việc|hoạt\s+động)\s+theo|phát\s+động\s+[Pp]hong\s+trào|chủ\s+trì\s+(?:hội\s+nghị|buổi|cuộc|phiên|lễ)|không|ký|thông\s+qua|quy\s+định\s+tại|(?:này|đó)\s)(?!\w)",
    re.IGNORECASE,
)

# Giao Sở Nội vụ … · Bộ yêu cầu các đơn vị … · Đề nghị Ủy ban Trung ương …
_ORDERS = (
    "Giao",
    "giao",
    "Yêu cầu",
    "yêu cầu",
    "Đề nghị",
    "đề nghị",
    "Phân công",
    "phân công",
    "Ủy quyền",
    "GIAO",
    "YÊU CẦU",
)
ORDER = re.compile(rf"(?P<order>{any_phrase(_ORDERS)}(?:\s+(?:nhiệm\s+vụ\s+)?(?:cho|đối\s+với))?)\s+(?=\S)")
NOT_AN_ORDER = re.compile(
    r"(?:[Tt]heo|được|do|[Xx]ét|[Vv]iệc|văn\s+bản|công\s+văn|có|các|những|đáp\s+ứng|ngang\s+tầm|với|và|theo\s+(?:phân\s+công|yêu\s+cầu)|nhiệm\s+vụ|hồ\s+sơ|đơn|khi|thì|nếu|đã|trách\s+nhiệm|quyền|phương\s+án|cơ\s+chế|nguyên\s+tắc|hình\s+thức|thẩm\s+quyền|nội\s+dung|bao\s+gồm|hoặc|chưa|không|để|nhằm)\s+\Z"
)
# in news: UBND thành phố | đã chỉ đạo | Sở Y tế hướng dẫn …: the order told
TOLD_ORDER = re.compile(
    r"(?:(?:đã|vừa|cũng|vừa\s+có\s+văn\s+bản|có\s+văn\s+bản)\s+(?P<order>giao|phân\s+công|chỉ\s+đạo|yêu\s+cầu)|lưu\s+ý)"
    r"(?:\s+(?:cho|đối\s+với))?\s+(?=\S)"
)
# in news: Công an thành phố | cũng được giao | xử lý …
TOLD_TASK = re.compile(r"\s*(?:cũng\s+|còn\s+)?được\s+(?:giao|phân\s+công|yêu\s+cầu)(?:\s+nhiệm\s+vụ)?\s+")
# chỉ đạo | của UBND tỉnh · đề xuất của …: the noun, no verb
NOUN_OF = re.compile(r"\s+(?:nêu\s+trên\s+)?của\s")
# 2. Sở Công Thương / - | Yêu cầu các doanh nghiệp …
ASKS = re.compile(
    r"(?P<also>[Đđ]ồng\s+thời\s+)?(?:[Yy]êu\s+cầu|[Đđ]ề\s+nghị|[Vv]ận\s+động)\s+(?=các\s|những\s|chủ\s|người\s)"
)
# giao Cục A | là cơ quan lập quy hoạch: what a body is made is its duty
MADE = re.compile(r"(?:là|làm)\s+(?:cơ\s+quan|đơn\s+vị|đầu\s+mối|thường\s+trực)(?!\w)")
# Giao | Ban Xây dựng Đảng Đảng ủy | chủ trì …: whom an order names, known to the registry or not
ORDERED = re.compile(
    rf"(?P<who>[{UPPER}](?:(?!\s(?:theo|căn\s+cứ|để|trong|cho)\s)[^,;:.()]){{2,70}}?)\s+"
    r"(?=(?:chủ\s+trì|phối\s+hợp|tham\s+mưu|(?:có|chịu)\s+trách\s+nhiệm|hướng\s+dẫn|theo\s+dõi|đôn\s+đốc|thường\s+xuyên)(?!\w))"
)
# Văn phòng Chính phủ | thông báo để các bộ, cơ quan biết, thực hiện: how such a notice ends
INFORMS = re.compile(r"(?:xin\s+)?thông\s+báo\s+(?:để|đến|tới)\s[^.;]{0,160}?(?<!\w)biết(?!\w)")
# Ban Thường vụ Tỉnh ủy | ban hành Nghị quyết về … · ban hành Kế hoạch …, cụ thể như sau: what the document itself is
OWN_ACT = re.compile(
    r"(?<!\w)ban\s+hành\s+(?:Nghị\s+quyết|Chỉ\s+thị|Kết\s+luận|Kế\s+hoạch|Chương\s+trình|Hướng\s+dẫn|Quy\s+định|Đề\s+án)"
    r"\s(?!này)(?:(?!\b(?:yêu\s+cầu|giao|đề\s+nghị)\b)[^.])*\.?\s*\Z"
)
# Về việc rà soát phân công nhiệm vụ: – what the next paragraph is about
ABOUT = re.compile(r"(?:Về|VỀ)\s[^.;:]{3,240}:\s*\Z")
# Nhiệm vụ của Ban Chỉ đạo: · Trách nhiệm của Bộ Tài chính · NHIỆM VỤ CHỦ YẾU CỦA BỘ XÂY DỰNG
DUTIES_OF = re.compile(
    r"(?:(?:chức\s+năng,\s*)?nhiệm\s+vụ(?:\s+(?:chủ\s+yếu|trọng\s+tâm|cụ\s+thể))?(?:\s*,\s*(?:quyền\s+hạn|trách\s+nhiệm))?"
    r"|trách\s+nhiệm(?:\s+chung)?(?:\s+thi\s+hành|\s+thực\s+hiện|\s+tổ\s+chức\s+thực\s+hiện)?)\s+của\s+(?=\S)",
    re.IGNORECASE,
)
POWERS_OF = re.compile(r"[Qq]uyền\s+hạn(?:\s+của|\b)")
SPEAKERS = r"Đồng\s+chí|Ông|Bà|(?:Phó\s+)?(?:Chủ\s+tịch|Bí\s+thư|Thủ\s+tướng|Giám\s+đốc)|Bộ\s+trưởng|Thứ\s+trưởng"
# openers of a sentence before its subject
LEAD_IN = re.compile(
    r"\s*(?:[Cc]ác\s+(?:[Ôô]ng|[Bb]à|đồng\s+chí)(?:\s*(?:,|và|/)?\s*\(?[Bb]à\)?)?\s*:?\s+(?=[A-ZĐ])|(?:Theo\s+đó|Cụ\s+thể(?:\s+là)?|Đồng\s+thời|Bên\s+cạnh\s+đó|Ngoài\s+ra|Trong\s+đó|Cùng\s+(?:với\s+)?đó|Mặt\s+khác|Về\s+tổ\s+chức\s+thực\s+hiện|Về\s+phía|Do\s+đó|Vì\s+vậy|Trước\s+mắt|"
    rf"{ORDINAL}|{CAPITAL_NUMERAL}\s+là|"
    r"[Rr]iêng|Đối\s+với\s+[^,;]{3,200}?|Để\s+[^,;]{3,200}?|Trong\s+(?:quá\s+trình|thời\s+gian)\s+[^,;]{3,120}?|Trên\s+cơ\s+sở\s+[^,;]{3,160}?|Căn\s+cứ\s+[^,;]{3,160}?|[Bb]ên\s+cạnh\s+[^;]{3,330}?|"
    r"(?:[Nn]gay\s+)?[Tt]rong\s+[Qq]uý\s+[IV\d]+(?:/\d{4})?|[Nn]gay\s+sau[^,;]{3,100}?|[Ss]au\s+(?!khi\s+nghe)[^,;]{3,60}?|[Tt]rước\s+ngày\s+[\d/]+|Định\s+kỳ"
    rf"(?:\s+{RHYTHM})*"
    r"|H[àằ]ng\s+(?:năm|quý|tháng|tuần)|(?:Trước|Chậm\s+nhất|Vào)\s+(?:vào\s+)?ngày\s+(?:\d+|cuối|đầu)[^,;:]{0,60}?|[Nn]gày\s+\d+\s+h[àằ]ng\s+[^,;:]{2,30}?|"
    rf"(?:{SPEAKERS})(?:\s[^.;:,]{{0,120}}?)?\s{SPEECH})\s*[,:]\s*(?:là\s+)?)"
)
# Đồng chí … nhấn mạnh | phải tiếp tục đổi mới …: a speaker goes on asking those asked before
SPEAKER = re.compile(
    rf"(?:{SPEAKERS})"
    rf"[^.;:]{{0,140}}?\s{SPEECH}"
    r"(?:\s+thêm)?\s*(?:[,:]|rằng)?\s+"
    r"(?=(?:cần|phải|tiếp\s+tục|tập\s+trung|khẩn\s+trương)\s)"
)
# giao Bộ X | nâng cấp …: behind an order any verb will do, but for these words
NO_VERB = re.compile(
    rf"(?:của|về|là|được|bị|đã|đang|và|hoặc|với|trong|theo|tại|cho(?!\s+(?:phép|ý\s+kiến|chủ\s+trương))|này|đó|để|thì|mà|từ|trên|dưới|khi|nếu|nhằm|do|ở|như|nói|nêu|trước|sau|gồm)(?!\w)|[^\w]|\d|[{UPPER}]"
)
COMPLETION = re.compile(
    r"\s*(?:bảo\s+đảm\s+|đảm\s+bảo\s+|và\s+|yêu\s+cầu\s+|phải\s+)?(?:hoàn\s+thành|thực\s+hiện|tổ\s+chức\s+thực\s+hiện|xong)(?:\s+(?:đồng\s+bộ|xong|các\s+nội\s+dung\s+này|việc\s+này|nhiệm\s+vụ\s+này)[^;]{0,90})?,?\s+(?:xong\s+)?(?:trước|trong|chậm\s+nhất|vào|đến|muộn\s+nhất|không\s+quá)\b",
    re.IGNORECASE,
)
_REPORTS_REGULARLY = (
    r"(?:chấp\s+hành|thực\s+hiện|duy\s+trì)\s+(?:nghiêm\s+(?:túc\s+)?|tốt\s+|đầy\s+đủ\s+)?(?:các\s+)?chế\s+độ\s+"
    r"(?:thông\s+tin\s*,?\s*)?báo\s+cáo"
)
SPLIT = re.compile(
    r",\s+(?=(?:đồng\s+thời\s+|kịp\s+thời\s+|định\s+kỳ\s+|tiếp\s+tục\s+)?(?:báo\s+cáo\s+(?!viên|chuyên\s+đề)|tham\s+mưu|đề\s+xuất\s|kịp\s+thời\s+hướng\s+dẫn|giám\s+sát\s+(?:việc|quá)|kiểm\s+tra\s+việc|hướng\s+dẫn\s+việc|triển\s+khai\s+thực\s+hiện))|,\s*đồng\s+thời\s+(?!gửi)"
    rf"|(?<=\w)\s+đồng\s+thời\s+(?={TASK.pattern})|\s+và\s+(?={_REPORTS_REGULARLY})|"
    r",\s+(?=(?:hoàn\s+thành\s+)?xong\s+trước\s+ngày)"
)
# … chịu trách nhiệm thi hành Quyết định này: of the whole document, so no subject of points below
EXECUTES = re.compile(r"thi\s+hành\s+(?:Nghị|Quyết|Chỉ|Thông|Kế|Quy)\s\w+\s+này")
ENDS_IN_ROLE = re.compile(
    r"(?:quán\s+triệt|học\s+tập|nghiên\s+cứu|phổ\s+biến|tuyên\s+truyền|xây\s+dựng|ban\s+hành|hướng\s+dẫn|đôn\s+đốc|theo\s+dõi|kiểm\s+tra|giám\s+sát|thanh\s+tra|đánh\s+giá|tổng\s+hợp|rà\s+soát)\Z",
    re.IGNORECASE,
)
ENDS_IN_NOUN = re.compile(rf"(?<!\w)(?:{NOUNS})\Z", re.IGNORECASE)
BEFORE_RECIPIENT = re.compile(r"\s*(?:cho|với|lên|về|đến|qua)?\s*(?:đồng\s+chí\s+)?")
LATER_ROLE = re.compile(
    r"(?<!\w)(?:(?P<and>và|,|;|để|rồi|kết\s+quả|hoàn\s+thiện|xây\s+dựng)\s+)?(?P<word>trình|báo\s+cáo|giúp|tham\s+mưu(?:\s+cho)?)\s+(?=\S)"
)
REPORT_TO = re.compile(
    r"(?<!\w)(?:[Bb]áo\s+cáo|[Gg]ửi\s+báo\s+cáo|[Pp]hản\s+ánh)(?:\b[^;.,]{0,200}?\s(?:về|lên|gửi)|\b[^;.,]{0,60}?\s(?:cho|với))\s+(?=\S)"
)
VIA = re.compile(r"qua\s+(?=\S)")  # qua Bộ Nội vụ · (thông qua Bộ Nội vụ)
PURPOSE = re.compile(r"(?<!\w)(?:để|nhằm)\s")
# I. MỤC ĐÍCH, YÊU CẦU · 1. Quan điểm chỉ đạo
PURPOSES = re.compile(r"(?:MỤC ĐÍCH|Mục đích|QUAN ĐIỂM|Quan điểm|YÊU CẦU\s*\n|Yêu cầu\s*:?\s*\n)")
# thực hiện nghiêm chế độ báo cáo
REPORTING_DUTY = re.compile(_REPORTS_REGULARLY, re.IGNORECASE)
# openers of a circumstance that may hold commas before the subject comes
LONG_LEAD = re.compile(
    r"\s*(?:Đối\s+với|Trong|Để|Căn\s+cứ|Trên\s+cơ\s+sở|Nhằm|Khi|Hằng|Hàng|Định\s+kỳ|Ngoài|Bên\s+cạnh|Theo(?!\s+dõi)|Về|Sau(?!\s+khi\s+nghe)|Trước|Từ|Đến|Trường\s+hợp|Riêng|Nếu)\b"
)
# …; trong quá trình thực hiện, nếu có vướng mắc, …: circumstances that open a later clause
LATER_LEAD = re.compile(
    r"\s*(?:và\s+)?(?:trong\s+(?:quá\s+trình|trường\s+hợp)|trường\s+hợp|nếu|khi|định\s+kỳ|h[àằ]ng\s+(?:năm|quý|tháng|tuần)|trên\s+cơ\s+sở|đối\s+với|theo(?!\s+dõi)|căn\s+cứ|sau\s+khi)(?!\w)",
    re.IGNORECASE,
)
# Sở Nội vụ | phối hợp tổ chức hội nghị …: in news a meeting that was held
HOLDS_MEETING = re.compile(
    r"\s+(?:phối\s+hợp\s+(?:với\s+[^,;]{3,60}\s+)?)?(?:tổ\s+chức|khai\s+mạc|chủ\s+trì)\s+"
    r"(?:các\s+)?(?:[Hh]ội\s+(?:nghị|thảo)|[Ll]ễ|[Bb]uổi|[Cc]uộc\s+họp|[Pp]hiên\s+họp)(?!\w)"
)
DELIVERABLE = re.compile(
    r"(?:xây\s+dựng|ban\s+hành|hoàn\s+thiện|trình|soạn\s+thảo|lập|tham\s+mưu)\s+(?:và\s+\w+\s+\w+\s+|,\s*[^,;]{3,40}\s+)?(?P<what>(?:các\s+)?(?:[Kk]ế\s+hoạch|[Đđ]ề\s+án|[Cc]hương\s+trình|[Pp]hương\s+án|[Bb]áo\s+cáo|[Nn]ghị\s+định|[Tt]hông\s+tư|[Qq]uyết\s+định|[Nn]ghị\s+quyết|dự\s+án\s+Luật|[Qq]uy\s+chế|[Cc]hiến\s+lược|[Qq]uy\s+hoạch|[Tt]ờ\s+trình|[Dd]anh\s+mục|văn\s+bản)\b[^;,.()]{0,160})"
)
# xây dựng kế hoạch thực hiện | trước ngày 30/4: the day is not of its name
DELIVERED_BY = re.compile(r"\s+(?:trước|chậm\s+nhất|muộn\s+nhất|trong\s+(?:tháng|quý|Quý|năm))\s")
# … thực hiện các nhiệm vụ sau đây: the subject holds for the points that follow
OPENS_POINTS = re.compile(r"(?:sau(?:\s+đây)?|như\s+sau|dưới\s+đây|[Cc]ụ\s+thể(?:\s+như\s+sau)?)\s*:\s*\Z")
# … đã có báo cáo Chính phủ như sau: the points tell what was done
TELLS_POINTS = re.compile(r"(?<!\w)đã\s[^.;]{0,120}(?:sau(?:\s+đây)?|như\s+sau)\s*:\s*\Z")
# Nhà đầu tư có trách nhiệm: the points behind it say for what
ONLY_OPENS = re.compile(
    r"\s*(?:(?:có|chịu)\s+trách\s+nhiệm|có\s+nhiệm\s+vụ|thực\s+hiện(?:\s+(?:các|những))?(?:\s+(?:nhiệm\s+vụ|nội\s+dung|công\s+việc|trách\s+nhiệm))?(?:\s+sau(?:\s+đây)?)?|\s)+"
)
# Giao các sở phụ trách lĩnh vực | gồm: – a list of who they are, no task
OPENS_LIST_OF = re.compile(r"(?<!\w)(?:bao\s+)?gồm(?:\s+có)?\Z")
# PHỤ LỤC II · Phụ lục: what hangs under the text before it ends here
NEW_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?[IVX\d]+[.:]?)?\s*(?:$|\n)|PHỤ LỤC\s", re.MULTILINE)
NEW_PART = re.compile(r"(?:TỔ\s+CHỨC\s+THỰC\s+HIỆN|Tổ\s+chức\s+thực\s+hiện)")
# Chánh Văn phòng, Cục trưởng …, Giám thị các trại giam | chịu trách nhiệm …: what stands before is a list of bodies
HELD_TO = re.compile(r"\s+(?:(?:có|chịu)\s+trách\s+nhiệm|căn\s+cứ\s+Quyết\s+định\s+(?:thi\s+hành|này))(?!\w)")
# … and says nothing else
NO_LIST = re.compile(r"[:.]|\s(?:là|xin|cam|đã|được|phải|nếu|khi|thì|không|bị|đề\s+nghị|tự)\s")
# what says that a point is more than a list of bodies
NOT_LISTED = re.compile(
    r"[.:;]|(?<!\w)(?:chủ\s+trì|phối\s+hợp|trách\s+nhiệm|thực\s+hiện|triển\s+khai|báo\s+cáo|xây\s+dựng|yêu\s+cầu|chỉ\s+đạo"
    r"|hướng\s+dẫn|tham\s+mưu|tăng\s+cường|tập\s+trung|khẩn\s+trương|tiếp\s+tục|sau|để|cần|phải|là|có|đã|được|theo)(?!\w)",
    re.IGNORECASE,
)
# 2. Các sở … | trong phạm vi quản lý liên quan đến … có trách nhiệm: – which of them, and what opens their points
OPENS_DUTIES = re.compile(
    r"(?:(?:trong|theo(?!\s+dõi)|tại|thuộc|được|liên\s+quan|có\s+liên\s+quan|đối\s+với|căn\s+cứ)\s[^.;:]{2,200}\s)?"
    r"(?:(?:có|chịu)\s+trách\s+nhiệm|có\s+nhiệm\s+vụ)"
    r"|(?:thực\s+hiện(?:\s+các\s+nhiệm\s+vụ(?:\s+sau(?:\s+đây)?)?)?|\([^)]*\))"
)
# 3. Các cơ quan, đơn vị | quản lý, sử dụng tài sản công – over points of its own: which of them, not what they do
WHICH_OF_THEM = re.compile(
    r"(?:được\s+giao|có\s+liên\s+quan|liên\s+quan|quản\s+lý|sử\s+dụng|khai\s+thác|thu\s+thập|cung\s+cấp|tham\s+gia|hoạt\s+động"
    r"|thuộc|trực\s+thuộc|trên\s+địa\s+bàn|tại)\s[^.;:]{2,200}"
)
# 1. | Đối với | Sở Nông nghiệp và Môi trường:
TOWARD = re.compile(r"(?:Đối\s+với|Về\s+phía)\s+(?=\S)")
# <whoever> có trách nhiệm …: a subject by its words, known to the registry or not
ANYONE = re.compile(
    rf"(?P<who>(?!(?:Chúng\s+)?[Tt]ôi\s)(?:Các\s+)?[{UPPER}](?:(?!\s(?:là|xin|cam|đã|được|phải|nếu|khi|thì)\s)[^,;:.()]){{2,70}}?)\s+(?:có|chịu)\s+trách\s+nhiệm(?!\w)"
)
GENERIC_WHO = re.compile(
    r"(?:Các|Những|Người|Cơ\s+quan|Tổ\s+chức|Cơ\s+sở|Doanh\s+nghiệp|Đơn\s+vị|Chủ|Cá\s+nhân|Nhà|Thành\s+viên|Địa\s+phương|Hộ|Cán\s+bộ|Công\s+chức)(?!\w)"
)
# gửi Bộ Tài chính trước ngày 25 để tổng hợp: to whom a report goes
SENT_TO = re.compile(r"(?<!\w)gửi\s+(?:về\s+)?(?=\S)")
COLLECTS = re.compile(r"[^;.]{0,70}?(?<!\w)tổng\s+hợp")
# báo cáo … gửi Bộ X tổng hợp, | báo cáo Thủ tướng: what the collector does with it
PASSED_ON = re.compile(r"(?<!\w)gửi\s+[^,;.]{2,60}?\s+(?:để\s+)?tổng\s+hợp(?=\s*,?\s*(?:và\s+)?(?:báo\s+cáo|trình))")
# Khi gửi báo cáo …, | Khi gửi báo cáo … thì đồng thời | gửi Bộ …
THEN = re.compile(r"(?:,\s+(?:thì\s+)?|\s+thì\s+)(?:đồng\s+thời\s+)?")
COMMA = re.compile(r",\s+")
