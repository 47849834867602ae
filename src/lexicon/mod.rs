//! What is known of the form: kinds, formulas, bodies, places. Used to recognise and to repair what
//! is printed, never to fill in what is not.

pub mod form;
pub mod joining;
pub mod stamps;
pub mod syllable;

/// Kinds of documents and their codes (Nghị định 30/2020/NĐ-CP, Phụ lục III; Hướng dẫn
/// 36-HD/VPTW 2018).
pub const KINDS: [(&str, &str); 36] = [
    ("NGHỊ QUYẾT", "NQ"), ("QUYẾT ĐỊNH", "QĐ"), ("CHỈ THỊ", "CT"), ("QUY CHẾ", "QC"), ("QUY ĐỊNH", "QyĐ"),
    ("THÔNG CÁO", "TC"), ("THÔNG BÁO", "TB"), ("HƯỚNG DẪN", "HD"), ("CHƯƠNG TRÌNH", "CTr"), ("KẾ HOẠCH", "KH"),
    ("PHƯƠNG ÁN", "PA"), ("ĐỀ ÁN", "ĐA"), ("DỰ ÁN", "DA"), ("BÁO CÁO", "BC"), ("BIÊN BẢN", "BB"), ("TỜ TRÌNH", "TTr"),
    ("HỢP ĐỒNG", "HĐ"), ("CÔNG ĐIỆN", "CĐ"), ("BẢN GHI NHỚ", "BGN"), ("BẢN THỎA THUẬN", "BTT"), ("GIẤY ỦY QUYỀN", "GUQ"),
    ("GIẤY MỜI", "GM"), ("GIẤY GIỚI THIỆU", "GGT"), ("GIẤY NGHỈ PHÉP", "GNP"), ("PHIẾU GỬI", "PG"), ("PHIẾU CHUYỂN", "PC"),
    ("PHIẾU BÁO", "PB"), ("THÔNG TƯ", "TT"), ("NGHỊ ĐỊNH", "NĐ"), ("KẾT LUẬN", "KL"), ("QUY TRÌNH", "QTr"),
    ("LỜI KÊU GỌI", "LKG"), ("TUYÊN BỐ", "TB"), ("CÔNG VĂN", "CV"), ("THÔNG TƯ LIÊN TỊCH", "TTLT"), ("THÔNG TRI", "TT"),
];

/// Lines that stand the same on every page of the form.
pub const FORMULAS: [&str; 3] = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM"];

/// First words of the names of bodies, as printed in a head. A head line that begins with one
/// begins a body; any other goes on with the one above.
pub const BODY_STARTS: [&str; 40] = [
    "ỦY BAN", "UỶ BAN", "UBND", "HỘI ĐỒNG", "SỞ", "BỘ", "BAN", "VĂN PHÒNG", "PHÒNG", "CHI CỤC", "CỤC", "TỔNG CỤC", "TRUNG TÂM",
    "TRƯỜNG", "TỈNH ỦY", "TỈNH UỶ", "THÀNH ỦY", "THÀNH UỶ", "HUYỆN ỦY", "HUYỆN UỶ", "THỊ ỦY", "THỊ UỶ", "QUẬN ỦY", "QUẬN UỶ",
    "ĐẢNG ỦY", "ĐẢNG UỶ", "ĐẢNG BỘ", "CHI BỘ", "CÔNG AN", "TÒA ÁN", "TOÀ ÁN", "VIỆN", "THANH TRA", "ĐOÀN", "LIÊN ĐOÀN",
    "MẶT TRẬN", "CHÍNH PHỦ", "THỦ TƯỚNG", "CHỦ TỊCH", "NGÂN HÀNG",
];

/// Offices of those who sign, as printed, but for those that are spelled in two ways (ỦY, UỶ): of the state (Nghị định 30/2020/NĐ-CP) and of the Party (Hướng dẫn 36-HD/VPTW 2018).
pub const OFFICES: [&str; 48] = [
    "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "BÍ THƯ", "PHÓ BÍ THƯ", "PHÓ BÍ THƯ THƯỜNG TRỰC", "BAN THƯỜNG VỤ",
    "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC", "TRƯỞNG PHÒNG",
    "PHÓ TRƯỞNG PHÒNG", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "TỔNG GIÁM ĐỐC", "PHÓ TỔNG GIÁM ĐỐC", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "THỦ TRƯỞNG",
    "CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG", "CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG", "TỔNG CỤC TRƯỞNG", "VỤ TRƯỞNG", "PHÓ VỤ TRƯỞNG",
    "VIỆN TRƯỞNG", "PHÓ VIỆN TRƯỞNG", "HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", "CHÁNH THANH TRA",
    "PHÓ CHÁNH THANH TRA", "CHÁNH ÁN", "PHÓ CHÁNH ÁN", "CHỦ NHIỆM", "PHÓ CHỦ NHIỆM",
    "TRƯỞNG ĐOÀN", "PHÓ TRƯỞNG ĐOÀN", "TỔNG THANH TRA", "PHÓ TỔNG THANH TRA", "PHÓ TỔNG CỤC TRƯỞNG", "BAN THƯỜNG TRỰC",
    "BAN CHẤP HÀNH", "TRƯỞNG BẢN", "TRƯỞNG THÔN",
];

/// Provinces and cities before and after July 2025.
pub const PROVINCES: [&str; 64] = [
    "An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương", "Bình Định",
    "Bình Phước", "Bình Thuận", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai",
    "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương", "Hải Phòng", "Hậu Giang", "Hòa Bình",
    "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum", "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Long An", "Nam Định",
    "Nghệ An", "Ninh Bình", "Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh",
    "Quảng Trị", "Sóc Trăng", "Sơn La", "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang",
    "Hồ Chí Minh", "Trà Vinh", "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
];

/// Urgency stamps.
pub const URGENCY: [&str; 4] = ["HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "HOẢ TỐC"];
/// Secrecy stamps.
pub const SECRECY: [&str; 3] = ["TUYỆT MẬT", "TỐI MẬT", "MẬT"];

/// Letters without tone, hat and case, `đ` as `d`: for comparing only.
pub fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let marks = |c: &char| !('\u{300}'..='\u{36f}').contains(c);
    text.nfd().filter(marks).flat_map(char::to_lowercase).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}
