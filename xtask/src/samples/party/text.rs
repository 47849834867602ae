//! What the notice says. All of it is invented.

pub const ORGANISATION: &str = "TỈNH ỦY MƯỜNG LAI";
pub const NUMBER: &str = "Số 12-TB/TU";
pub const PARTY: &str = "ĐẢNG CỘNG SẢN VIỆT NAM";
pub const PLACE_AND_DATE: &str = "Lai Châu, ngày 05 tháng 8 năm 2021";
pub const KIND: &str = "THÔNG BÁO";
pub const SUBJECT: [&str; 2] = [
    "KẾT LUẬN CỦA BAN THƯỜNG VỤ TỈNH ỦY",
    "về tăng cường công tác lưu trữ trong các cơ quan của tỉnh",
];
pub const BODY: [&str; 8] = [
    "Tại phiên họp ngày 02/8/2021, sau khi nghe Văn phòng Tỉnh ủy trình bày báo cáo và ý kiến thảo luận của các đại biểu, Ban Thường vụ Tỉnh ủy kết luận:",
    "1- Cơ bản thống nhất với đánh giá về tình hình quản lý tài liệu lưu trữ. Bên cạnh những kết quả đạt được, một số nơi còn để tài liệu tồn đọng, chưa chỉnh lý, kho bảo quản chật hẹp.",
    "2- Giao Văn phòng Tỉnh ủy chủ trì thực hiện các nhiệm vụ sau:",
    "- Hoàn thành việc chỉnh lý tài liệu tồn đọng của các cơ quan, đơn vị trước ngày 31/12/2021;",
    "- Từng bước số hóa hồ sơ có giá trị bảo quản vĩnh viễn, bảo đảm tuyệt đối bí mật, an toàn;",
    "- Rà soát đội ngũ cán bộ làm công tác lưu trữ, đề xuất kế hoạch đào tạo, bồi dưỡng phù hợp với yêu cầu nhiệm vụ.",
    "3- Ban cán sự đảng Ủy ban nhân dân tỉnh lãnh đạo bố trí kinh phí và địa điểm xây dựng kho lưu trữ; định kỳ sáu tháng báo cáo kết quả với Ban Thường vụ.",
    "Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện Thông báo này.",
];
pub const RECIPIENTS: [&str; 5] = [
    "- Các đồng chí Tỉnh ủy viên,",
    "- Các huyện ủy, thành ủy,",
    "- Các ban đảng, ban cán sự đảng,",
    "- Mặt trận Tổ quốc và các đoàn thể tỉnh,",
    "- Lưu Văn phòng Tỉnh ủy.",
];
pub const SIGNATURE: [&str; 3] = ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Vàng Văn Thắng"];
