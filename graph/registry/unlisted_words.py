"""Head nouns of bodies, and the words that may or may not stand in their names: the data of ``unlisted``."""

from __future__ import annotations


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


def _phrases(lines: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in lines.split(",") if phrase.strip())


#: Head nouns behind which the name begins with a capital.
STRICT = _phrases(
    """tổng cục, cục, vụ, viện, viện hàn lâm, học viện, trường đại học, trường cao đẳng, trường trung cấp, đại học, báo,
    tạp chí, đài, quỹ, tập đoàn, tổng công ty, công ty, liên đoàn, hội, hiệp hội, liên hiệp, liên minh, ngân hàng,
    thanh tra, chi cục, phòng, văn phòng, bệnh viện, nhà xuất bản, ban, ủy ban, bộ tư lệnh, kho bạc, công đoàn,
    cổng thông tin điện tử, cơ quan, đảng ủy, đảng bộ, tổng hội, trạm, hạt, đồn, công chức,
    hải quan khu vực, thuế khu vực, thống kê khu vực"""
)
#: Head nouns behind which it may begin in lower case ("Hội đồng thẩm định").
LOOSE = _phrases("ban chỉ đạo, ban quản lý, ban soạn thảo, ban điều hành, hội đồng, trung tâm, tổ công tác, tiểu ban")
#: Head nouns that may stand in a heading all in capitals without being half of another word ("XÃ HỘI", "NHIỆM VỤ").
IN_CAPITALS = _phrases(
    """tổng cục, cục, chi cục, viện hàn lâm, học viện, trường đại học, trường cao đẳng, tập đoàn, tổng công ty, công ty,
    bệnh viện, ban chỉ đạo, ban quản lý, trung tâm, tạp chí, bộ tư lệnh, đảng ủy, hội đồng"""
)
#: Head nouns of bodies that many others have under the same name ("Phòng Kế hoạch - Tài chính").
OF_MANY = frozenset(
    _phrases(
        """phòng, văn phòng, trung tâm, ban, ban quản lý, ban soạn thảo, ban điều hành, ban chỉ đạo, hội đồng, tiểu ban,
        tổ công tác, chi cục, thanh tra, đảng ủy, đảng bộ, công đoàn, cơ quan, hội, đài, trạm, hạt, đồn, công chức"""
    )
)
#: All head nouns.
HEADS = (*STRICT, *LOOSE)

# a name ends before these words …
STOPS = _words(
    """có được đã đang sẽ là để theo tại trong trên từ đến do thuộc của trực cho với các những này đó nêu phải cần
    hoặc khi nếu không cũng nhằm gồm mà thì bị như sau trước chưa đều vẫn luôn hay cả mỗi từng lấy bằng qua vào ra ký
    sớm giao trình gửi lập nhận giúp năm ngày tháng lần nào nơi hằng hàng khóa về đưa mở cử mời họp khác chuyển"""
)
# … before these verbs of duty …
STOP_PHRASES = frozenset(
    _phrases(
        """chủ trì, phối hợp, báo cáo, thực hiện, triển khai, hướng dẫn, đề xuất, đề nghị, rà soát, tham mưu,
        chịu trách, căn cứ, ban hành, quyết định, phê duyệt, yêu cầu, khẩn trương, kiểm tra, giám sát, theo dõi,
        đôn đốc, thông báo, cung cấp, bảo đảm, đảm bảo, tăng cường, tiếp tục, đồng thời, hoàn thành, hoàn thiện,
        chuẩn bị, tiến hành, kịp thời, xem xét, nhiệm kỳ, làm rõ, làm đầu, làm việc, bố trí, chỉ đạo, chấp hành,
        kết luận, phân công, cùng cấp, định kỳ, xây dựng, nghiên cứu, tuyên truyền, công bố, sử dụng, đáp ứng,
        phục vụ, mở rộng, tổ chức, quy định, góp phần, phát động, phát huy, phát biểu, thống nhất, tổng hợp,
        chủ động, thường xuyên, nghiêm túc, quán triệt, trao đổi, tự rà, liên quan, hiện nay, ngoài ra, dự kiến,
        số liệu, giai đoạn, tiếp thu, trọng tâm, khảo sát, thử nghiệm, soạn thảo, dự thảo, cập nhật, vận hành,
        tích hợp, niêm yết, bổ sung, sửa đổi, tham gia, vắng mặt, hỗ trợ, giải quyết, kết nối, huy động,
        đẩy mạnh, nâng cao, tiếp nhận, đăng tải, lựa chọn, thành lập, kiện toàn, duy trì, lãnh đạo, hoạt động,
        giới thiệu, tư vấn, bồi dưỡng, tập huấn, vận động"""
    )
)
# … but these pairs belong to names all the same
KEPT_PHRASES = frozenset(
    _phrases(
        """có công, giúp pháp, trong nước, trên biển, chuyển đổi, chuyển giao, trực thăng, các hội, các tổ, năm châu,
        hàng hải, hàng không"""
    )
)
# after two parts with capitals a name goes on in lower case with these only: "Chi cục Dự trữ Nhà nước khu vực"
GO_ON = _words(
    """khu quốc trung nhà xã nông việt thông môi dân hành công cộng vùng miền nhân tự pháp kinh văn và tỉnh thành
    khoa chất thực thể du tài cơ ngoài thư bộ trận trị binh quân đoàn"""
)
# capitalised words that begin the next cell or line, never a part of a name
OTHER_LINE = _words("điều khoản được các những quý tháng chương nghị quyết theo căn thời đề danh phụ số nội")
CENTRE_WORK = ("hỗ trợ", "giới thiệu", "tư vấn", "bồi dưỡng", "nghiên cứu")
AFTER_AND = _words("các những cơ đơn một địa nhân doanh người cá mọi toàn hệ lãnh")
NOT_NAMES = frozenset(
    _phrases("cơ quan chủ, cơ quan phối, cơ quan thường, cơ quan thực, báo cáo, ban hành, ban giám, hội nghị, hội thảo")
)
FAMILY_NAMES = _words(
    """Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đinh Trịnh Mai Lương Tô Hà Cao Tạ
    Trương Thái Chu Châu Lâm Quách"""
)
