//! What is known of the form: kinds, formulas, bodies, places. Used to recognise and to repair what
//! is printed, never to fill in what is not.

pub mod form;
pub mod joining;
pub mod stamps;
pub mod syllable;

/// Kinds of documents and their codes (Nghị định 30/2020/NĐ-CP, Phụ lục III; Hướng dẫn
/// 36-HD/VPTW 2018).
const KINDS: [(&str, &str); 36] = [
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

/// Whether a text is the name of a kind, letter by letter.
pub fn is_kind(text: &str) -> bool {
    KINDS.iter().any(|(kind, _)| *kind == text)
}

/// First words of the names of bodies, as printed in a head. A head line that begins with one
/// begins a body; any other goes on with the one above.
const BODY_STARTS: [&str; 40] = [
    "ỦY BAN", "UỶ BAN", "UBND", "HỘI ĐỒNG", "SỞ", "BỘ", "BAN", "VĂN PHÒNG", "PHÒNG", "CHI CỤC", "CỤC", "TỔNG CỤC", "TRUNG TÂM",
    "TRƯỜNG", "TỈNH ỦY", "TỈNH UỶ", "THÀNH ỦY", "THÀNH UỶ", "HUYỆN ỦY", "HUYỆN UỶ", "THỊ ỦY", "THỊ UỶ", "QUẬN ỦY", "QUẬN UỶ",
    "ĐẢNG ỦY", "ĐẢNG UỶ", "ĐẢNG BỘ", "CHI BỘ", "CÔNG AN", "TÒA ÁN", "TOÀ ÁN", "VIỆN", "THANH TRA", "ĐOÀN", "LIÊN ĐOÀN",
    "MẶT TRẬN", "CHÍNH PHỦ", "THỦ TƯỚNG", "CHỦ TỊCH", "NGÂN HÀNG",
];

/// Offices of those who sign, as printed, but for those that are spelled in two ways (ỦY, UỶ): of the state (Nghị định 30/2020/NĐ-CP) and of the Party (Hướng dẫn 36-HD/VPTW 2018).
const OFFICES: [&str; 48] = [
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
const PROVINCES: [&str; 64] = [
    "An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương", "Bình Định",
    "Bình Phước", "Bình Thuận", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai",
    "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương", "Hải Phòng", "Hậu Giang", "Hòa Bình",
    "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum", "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Long An", "Nam Định",
    "Nghệ An", "Ninh Bình", "Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh",
    "Quảng Trị", "Sóc Trăng", "Sơn La", "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang",
    "Hồ Chí Minh", "Trà Vinh", "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
];

/// Names of bodies as heads have them, or what follows `SỞ`, `BAN`, `PHÒNG` in them.
const NAMES: [&str; 41] = [
    "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "ỦY BAN KIỂM TRA", "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "BAN THƯỜNG VỤ", "BAN CHẤP HÀNH",
    "BAN TỔ CHỨC", "TUYÊN GIÁO", "DÂN VẬN", "NỘI CHÍNH", "VĂN PHÒNG", "TỈNH ỦY", "THÀNH ỦY", "HUYỆN ỦY", "THỊ ỦY", "QUẬN ỦY", "ĐẢNG ỦY", "ĐẢNG BỘ",
    "SỞ NỘI VỤ", "TƯ PHÁP", "TÀI CHÍNH", "CÔNG THƯƠNG", "NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", "SỞ XÂY DỰNG",
    "KHOA HỌC VÀ CÔNG NGHỆ", "VĂN HÓA, THỂ THAO VÀ DU LỊCH", "GIÁO DỤC VÀ ĐÀO TẠO", "SỞ Y TẾ", "KẾ HOẠCH VÀ ĐẦU TƯ", "GIAO THÔNG VẬN TẢI",
    "TÀI NGUYÊN VÀ MÔI TRƯỜNG", "THÔNG TIN VÀ TRUYỀN THÔNG", "LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "DÂN TỘC VÀ TÔN GIÁO", "BAN DÂN TỘC",
    "THANH TRA", "CÔNG AN", "BAN QUẢN LÝ", "TRUNG TÂM", "CHÍNH PHỦ",
];

/// Surnames of Kinh and of other peoples of the north and the highlands.
const SURNAMES: [&str; 147] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Âu", "Bạch",
    "Bế", "Cao", "Châu", "Chu", "Cù", "Đào", "Đàm", "Đinh", "Đoàn", "Doãn", "Đồng", "Giang", "Giáp", "Hà", "Hán", "Hứa", "Kiều", "Kim",
    "La", "Lã", "Lại", "Lâm", "Lò", "Lô", "Lục", "Lương", "Lường", "Lưu", "Ma", "Mã", "Mai", "Mạc", "Nghiêm", "Ninh", "Nông", "Ông", "Phí",
    "Phùng", "Quách", "Quàng", "Quản", "Sầm", "Sơn", "Tạ", "Tăng", "Thạch", "Thái", "Thân", "Thào", "Tô", "Tôn", "Tống", "Tòng", "Triệu",
    "Trịnh", "Trương", "Từ", "Văn", "Vàng", "Vi", "Vương", "Giàng", "Sùng", "Lèng", "Lù", "Hầu", "Bàn", "Chảo", "Lầu", "Hạng", "Đèo",
    "Khoàng", "Cà", "Ksor", "Siu", "Viên", "Tào", "Khổng", "Y", "A", "Rơ", "Điểu", "Kpă", "Nay", "Rah", "Rmah", "Kpuih", "Puih", "Ayun",
    "Sa", "Danh", "Chau", "Kha", "Lộc", "Vừ", "Lữ", "Đường", "Ngọ", "Lỳ", "Mùa", "Thò", "Cứ", "Chá", "Hờ", "Tẩn", "Phàn", "Vì", "Khà",
    "Hảng", "Đậu", "Đới", "Tiêu", "Thiều", "Khuất", "Khúc", "Trà", "Ung", "Vưu", "Xa", "Phó", "Cầm", "Cẩm", "Bạc", "Điêu", "Tao", "Mông",
    "Mộng", "Lềnh", "Triều",
];

/// Urgency stamps.
pub const URGENCY: [&str; 4] = ["HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "HOẢ TỐC"];
/// Secrecy stamps.
pub const SECRECY: [&str; 3] = ["TUYỆT MẬT", "TỐI MẬT", "MẬT"];

/// The words that are known, as a value: what is printed legibly is read the same without any one of them.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// Kinds of documents and their codes.
    pub kinds: Vec<(&'static str, &'static str)>,
    /// First words of the names of bodies.
    pub bodies: Vec<&'static str>,
    /// Offices of those who sign.
    pub offices: Vec<&'static str>,
    /// Provinces and cities.
    pub provinces: Vec<&'static str>,
    /// Names of bodies or parts of them, in capitals.
    pub names: Vec<&'static str>,
    /// Surnames.
    pub surnames: Vec<&'static str>,
}

impl Default for Lexicon {
    /// All that is known.
    fn default() -> Self {
        Self { kinds: KINDS.to_vec(), bodies: BODY_STARTS.to_vec(), offices: OFFICES.to_vec(), provinces: PROVINCES.to_vec(), names: NAMES.to_vec(), surnames: SURNAMES.to_vec() }
    }
}

impl Lexicon {
    /// The kind that a text names, letter by letter, with its code.
    pub fn kind(&self, text: &str) -> Option<(&'static str, &'static str)> {
        self.kinds.iter().copied().find(|(kind, _)| *kind == text)
    }

    /// Whether a text begins as the name of a body does, marks aside.
    pub fn begins_body(&self, text: &str) -> bool {
        let text = folded(text);
        self.bodies.iter().map(|s| folded(s)).any(|s| text.strip_prefix(&s).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    }
}

/// Tone marks where newer spelling sets them: `oà` as `òa`, `uỷ` as `ủy`.
pub fn respelled(text: &str) -> String {
    const PAIRS: [(&str, &str); 15] = [
        ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
        ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
    ];
    let both = PAIRS.iter().flat_map(|(old, new)| [((*old).to_owned(), (*new).to_owned()), (old.to_uppercase(), new.to_uppercase())]);
    both.fold(text.to_owned(), |text, (old, new)| text.replace(&old, &new))
}

/// Letters without tone, hat and case, `đ` as `d`: for comparing only.
pub fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let marks = |c: &char| !('\u{300}'..='\u{36f}').contains(c);
    text.nfd().filter(marks).flat_map(char::to_lowercase).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}
