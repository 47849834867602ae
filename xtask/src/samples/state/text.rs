//! What the notice says. All of it is invented.

pub const AGENCY: [&str; 2] = ["ỦY BAN NHÂN DÂN", "TỈNH MƯỜNG LAI"];
pub const NUMBER: &str = "Số: 45/TB-UBND";
pub const STATE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
pub const PLACE_AND_DATE: &str = "Lai Châu, ngày 12 tháng 7 năm 2021";
pub const KIND: &str = "THÔNG BÁO";
pub const SUBJECT: [&str; 2] = [
    "Về việc triển khai thu thập, số hóa tài liệu lưu trữ",
    "và đưa vào khai thác kho dữ liệu hồ sơ của tỉnh",
];
pub const BODY: [&str; 17] = [
    "Thực hiện Kế hoạch số 18/KH-UBND ngày 15 tháng 3 năm 2021 của Ủy ban nhân dân tỉnh về số hóa tài liệu lưu trữ giai đoạn 2021 - 2025; xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 62/TTr-SNV ngày 05 tháng 7 năm 2021, Ủy ban nhân dân tỉnh thông báo như sau:",
    "1. Phạm vi và đối tượng thực hiện",
    "a) Tài liệu giấy hình thành trong hoạt động của các sở, ban, ngành tỉnh trước ngày 01 tháng 01 năm 2016, đã được chỉnh lý, lập mục lục và có giá trị bảo quản vĩnh viễn.",
    "b) Tài liệu của Ủy ban nhân dân các huyện, thành phố đã giao nộp vào Lưu trữ lịch sử tỉnh; ưu tiên hồ sơ đất đai, hồ sơ người có công và hồ sơ các công trình xây dựng trọng điểm.",
    "c) Không số hóa tài liệu thuộc danh mục bí mật nhà nước, tài liệu đã hết thời hạn bảo quản và tài liệu trùng thừa.",
    "2. Yêu cầu đối với sản phẩm số hóa",
    "a) Ảnh quét phải đầy đủ, rõ nét, đúng thứ tự trang trong hồ sơ; độ phân giải tối thiểu 300 dpi đối với văn bản màu và 200 dpi đối với văn bản đen trắng.",
    "b) Mỗi văn bản được nhận dạng ký tự và gắn các trường thông tin mô tả, gồm:",
    "- Số, ký hiệu, ngày ban hành, tên cơ quan ban hành và trích yếu nội dung;",
    "- Họ tên, chức vụ người ký và nơi nhận văn bản;",
    "- Tình trạng vật lý của bản giấy, ghi rõ trang bị mờ, rách hoặc có dấu, chữ viết tay đè lên chữ in để người kiểm tra đối chiếu với bản gốc trước khi nghiệm thu.",
    "3. Tổ chức thực hiện",
    "a) Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan hướng dẫn nghiệp vụ, kiểm tra chất lượng và tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh trước ngày 20 hằng tháng.",
    "b) Sở Thông tin và Truyền thông bảo đảm hạ tầng kỹ thuật, an toàn thông tin mạng và sao lưu dữ liệu; bố trí đường truyền riêng giữa kho lưu trữ và trung tâm dữ liệu của tỉnh.",
    "c) Sở Tài chính tham mưu bố trí kinh phí theo phân cấp ngân sách hiện hành; hướng dẫn việc thanh toán, quyết toán theo khối lượng được nghiệm thu.",
    "4. Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố cử một lãnh đạo phụ trách, gửi danh sách về Sở Nội vụ trước ngày 30 tháng 7 năm 2021.",
    "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị kịp thời phản ánh về Sở Nội vụ để được hướng dẫn, giải quyết./.",
];
pub const RECIPIENTS: [&str; 6] = [
    "- Thường trực Tỉnh ủy (báo cáo);",
    "- Chủ tịch, các Phó Chủ tịch UBND tỉnh;",
    "- Các sở, ban, ngành tỉnh;",
    "- UBND các huyện, thành phố;",
    "- Trung tâm Lưu trữ lịch sử tỉnh;",
    "- Lưu: VT.",
];
pub const SIGNATURE: [&str; 4] = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Thị Minh Hạnh"];
