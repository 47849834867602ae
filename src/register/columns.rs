//! The columns: those of Nghị định 30/2020/NĐ-CP, Phụ lục VI, in its order, then ours.

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A link to the document's folder.
    Link,
    /// Text or a number, as in the record.
    Plain,
    /// A day; days, where there are several arrivals.
    Date,
    /// A word of the record that is given in Vietnamese.
    Word,
    /// The heads of the cells to be checked.
    Checks,
}

/// One column.
pub struct Column {
    /// Its head.
    pub head: &'static str,
    /// The member of the record, as `check` names it; empty where it is none.
    pub name: &'static str,
    /// What its cells are.
    pub kind: Kind,
    /// Its width in letters.
    pub width: u8,
}

const fn column(head: &'static str, name: &'static str, kind: Kind, width: u8) -> Column {
    Column { head, name, kind, width }
}

/// All columns from left to right.
pub const COLUMNS: [Column; 32] = [
    column("Thư mục của văn bản", "", Kind::Link, 28),
    column("Mã cơ quan, tổ chức lập danh mục hồ sơ (FileCode.OrganId)", "FileCode.OrganId", Kind::Plain, 14),
    column("Năm hình thành hồ sơ (FileCode.FileCatalog)", "FileCode.FileCatalog", Kind::Plain, 12),
    column("Số và ký hiệu hồ sơ (FileCode.FileNotation)", "FileCode.FileNotation", Kind::Plain, 14),
    column("Số thứ tự văn bản trong hồ sơ (DocOrdinal)", "DocOrdinal", Kind::Plain, 12),
    column("Tên loại văn bản (TypeName)", "TypeName", Kind::Plain, 14),
    column("Số của văn bản (CodeNumber)", "CodeNumber", Kind::Plain, 10),
    column("Ký hiệu của văn bản (CodeNotation)", "CodeNotation", Kind::Plain, 14),
    column("Ngày, tháng, năm văn bản (IssuedDate)", "IssuedDate", Kind::Date, 12),
    column("Tên cơ quan, tổ chức ban hành văn bản (OrganName)", "OrganName", Kind::Plain, 28),
    column("Trích yếu nội dung (Subject)", "Subject", Kind::Plain, 50),
    column("Ngôn ngữ (Language)", "Language", Kind::Plain, 11),
    column("Số trang của văn bản (PageAmount)", "PageAmount", Kind::Plain, 9),
    column("Chức vụ của người ký (SignerInfo.Position)", "SignerInfo.Position", Kind::Plain, 20),
    column("Họ và tên người ký (SignerInfo.FullName)", "SignerInfo.FullName", Kind::Plain, 20),
    column("Nơi nhận (To)", "To", Kind::Plain, 50),
    column("Mức độ khẩn (Priority)", "Priority", Kind::Plain, 12),
    column("Số lượng bản phát hành (IssuedAmount)", "IssuedAmount", Kind::Plain, 10),
    column("Hạn trả lời văn bản (DueDate)", "DueDate", Kind::Date, 12),
    column("Ngày, tháng, năm văn bản đến (ArrivalDate)", "ArrivalDate", Kind::Date, 12),
    column("Số đến (ArrivalNumber)", "ArrivalNumber", Kind::Plain, 10),
    column("Đơn vị hoặc người nhận (ToPlaces)", "ToPlaces", Kind::Plain, 20),
    column("Độ mật", "notice.secrecy", Kind::Plain, 12),
    column("Cơ quan cùng ban hành", "notice.co_issuers", Kind::Plain, 28),
    column("Cơ quan chủ quản", "notice.issuer_parent", Kind::Plain, 28),
    column("Cơ quan nhận ghi trên dấu đến", "notice.arrival_office", Kind::Plain, 28),
    column("Mã tên loại", "notice.kind_code", Kind::Plain, 8),
    column("Hệ văn bản", "notice.profile", Kind::Word, 11),
    column("Tình trạng số hóa", "notice.state", Kind::Word, 12),
    column("Cần xem lại", "notice.needs_review", Kind::Word, 9),
    column("Lý do xem lại", "notice.reasons", Kind::Plain, 40),
    column("Cần kiểm tra", "", Kind::Checks, 40),
];
