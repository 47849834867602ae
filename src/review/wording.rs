//! The words of the page, Vietnamese first.

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    Vi,
    /// English.
    En,
}

impl Language {
    /// The language of a code; Vietnamese for all but `en`.
    pub fn of(code: Option<&str>) -> Self {
        if code == Some("en") { Self::En } else { Self::Vi }
    }

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }

    /// A word or sentence by its key; the key itself where there is none.
    pub fn say(self, key: &str) -> &str {
        let found = WORDS.iter().find(|(name, ..)| *name == key);
        found.map_or(key, |(_, vi, en)| match self {
            Self::Vi => vi,
            Self::En => en,
        })
    }
}

/// Key, Vietnamese, English.
pub const WORDS: &[(&str, &str, &str)] = &[
    ("title", "Soát văn bản số hóa", "Review of digitised documents"),
    ("other_language", "English", "Tiếng Việt"),
    ("queue", "Danh sách văn bản", "Documents"),
    ("search", "Tìm số, ngày, trích yếu, tên tệp (có dấu hoặc không dấu)", "Search number, date, subject, file (with or without diacritics)"),
    ("filter", "Hiển thị", "Show"),
    ("all", "Tất cả", "All"),
    ("open", "Chưa duyệt", "Not approved"),
    ("doubtful", "Cần xem", "To look at"),
    ("approved", "Đã duyệt", "Approved"),
    ("partial", "Có trang lỗi", "With failed pages"),
    ("sort", "Sắp xếp", "Sort"),
    ("by_doubt", "Nghi ngờ nhất trước", "Most doubtful first"),
    ("by_name", "Theo tên", "By name"),
    ("by_date", "Mới nhất trước", "Newest first"),
    ("document", "Văn bản", "Document"),
    ("state", "Trạng thái", "State"),
    ("confidence", "Độ tin cậy", "Confidence"),
    ("points", "Điểm cần xem", "Open points"),
    ("number_date", "Số, ngày, trích yếu", "Number, date, subject"),
    ("nothing", "Không có văn bản nào.", "No documents."),
    ("more", "Xem tiếp", "More"),
    ("progress", "đã duyệt", "approved"),
    ("of", "trên", "of"),
    ("documents", "văn bản", "documents"),
    ("begun", "Đang soát", "Begun"),
    ("back", "Danh sách", "Documents"),
    ("help", "Phím tắt", "Keys"),
    ("reviewer", "Người soát", "Reviewer"),
    ("page", "Trang", "Page"),
    ("view_scan", "Bản quét", "Scan"),
    ("view_clean", "Bản đã làm sạch", "Cleaned"),
    ("view_removed", "Phần đã tách", "Taken off"),
    ("show_words", "Khung chữ", "Words"),
    ("show_removed", "Khung phần tách", "Removals"),
    ("fields", "Thông tin văn bản", "Record"),
    ("text", "Nội dung", "Text"),
    ("head", "Phần đầu", "Head"),
    ("foot", "Nơi nhận, chữ ký", "Recipients, signature"),
    ("point", "Điểm", "Point"),
    ("left", "còn", "left"),
    ("read", "Máy đọc", "Read"),
    ("made", "Máy đề nghị", "Proposed"),
    ("now", "Hiện tại", "Now"),
    ("others", "Cách đọc khác", "Other readings"),
    ("accept", "Đúng", "Right"),
    ("reject", "Bỏ đề nghị", "Refuse"),
    ("write", "Sửa", "Write"),
    ("save", "Lưu", "Save"),
    ("undo", "Hoàn tác", "Undo"),
    ("redo", "Làm lại", "Redo"),
    ("next", "Điểm tiếp", "Next point"),
    ("approve", "Duyệt", "Approve"),
    ("reopen", "Mở lại", "Reopen"),
    ("approved_by", "Đã duyệt bởi", "Approved by"),
    ("lost", "quyết định cũ không còn khớp với lần đọc mới; hãy xem lại", "earlier decisions do not fit the new reading any more; look again"),
    ("left_before_approval", "điểm chưa xem. Vẫn duyệt?", "points were not looked at. Approve all the same?"),
    ("no_more", "Không còn điểm nào. Nhấn A để duyệt.", "No points are left. Press A to approve."),
    ("label", "Ký hiệu", "Label"),
    ("block_up", "Lên một cấp", "Up a level"),
    ("block_down", "Xuống một cấp", "Down a level"),
    ("block_join", "Nối với đoạn trên", "Join with the block above"),
    ("block_split", "Tách từ chữ này", "Split before this word"),
    ("edit", "Sửa chữ", "Correction"),
    ("word", "Chữ khó đọc", "Hardly legible word"),
    ("filled", "Chữ viết tay", "Filled in by hand"),
    ("label_point", "Ký hiệu suy đoán", "Label"),
    ("removal", "Phần đã tách có chữ", "Taken off, with text"),
    ("field", "Thông tin", "Field"),
    ("empty", "(trống)", "(empty)"),
    ("one_a_line", "mỗi dòng một mục", "one a line"),
    ("signer_lines", "mỗi dòng: thẩm quyền | chức vụ | họ tên", "a line each: authority | position | name"),
    ("arrival_lines", "mỗi dòng: cơ quan | số | ngày YYYY-MM-DD | như đã ghi", "a line each: office | number | date YYYY-MM-DD | as written"),
    ("no_pictures", "Không có ảnh trang (chạy với --no-pages).", "There are no pictures of the pages (run with --no-pages)."),
    ("failed", "Chưa ghi được", "Not written"),
    ("kind", "Loại", "Kind"),
    ("kind_code", "Mã loại", "Code of kind"),
    ("profile", "Khối", "Profile"),
    ("issuer", "Cơ quan ban hành", "Issuer"),
    ("issuer_parent", "Cơ quan chủ quản", "Body above"),
    ("co_issuers", "Cùng ban hành", "Issued together with"),
    ("number", "Số, ký hiệu", "Number"),
    ("place", "Nơi ban hành", "Place"),
    ("date", "Ngày", "Date"),
    ("date_text", "Ngày như đã ghi", "Date as written"),
    ("subject", "Trích yếu", "Subject"),
    ("addressees", "Kính gửi", "Addressees"),
    ("recipients", "Nơi nhận", "Recipients"),
    ("signatures", "Người ký", "Signers"),
    ("arrivals", "Dấu đến", "Arrival stamps"),
    ("urgency", "Độ khẩn", "Urgency"),
    ("secrecy", "Độ mật", "Secrecy"),
    ("digital_signatures", "Chữ ký số", "Electronic signatures"),
    ("key_next", "điểm nghi ngờ nhất tiếp theo / trước", "next / previous most doubtful point"),
    ("key_order", "điểm tiếp theo / trước theo thứ tự trang", "next / previous point in the order of the page"),
    ("key_accept", "đúng", "right"),
    ("key_reject", "bỏ đề nghị, giữ như máy đọc", "refuse: what was read stands"),
    ("key_write", "sửa chữ (Enter lưu, Esc thôi)", "write (Enter saves, Esc leaves)"),
    ("key_other", "chọn cách đọc khác", "take another reading"),
    ("key_label", "sửa ký hiệu của đoạn", "change the label of the block"),
    ("key_level", "lên / xuống một cấp", "up / down a level"),
    ("key_join", "nối với đoạn trên", "join with the block above"),
    ("key_split", "tách đoạn trước chữ đang chọn", "split the block before the chosen word"),
    ("key_block", "đoạn tiếp theo / trước", "next / previous block"),
    ("key_field", "sang phần thông tin", "go to the record"),
    ("key_undo", "hoàn tác / làm lại", "undo / redo"),
    ("key_view", "bản quét / đã làm sạch / phần tách", "scan / cleaned / taken off"),
    ("key_boxes", "khung chữ / khung phần tách", "boxes of words / of removals"),
    ("key_approve", "duyệt", "approve"),
    ("key_queue", "về danh sách", "back to the documents"),
    ("key_help", "bảng phím này", "this list"),
    ("seal", "con dấu", "seal"),
    ("arrival_stamp", "dấu công văn đến", "arrival stamp"),
    ("urgency_stamp", "dấu khẩn, mật", "urgency or secrecy stamp"),
    ("handwriting", "chữ viết tay, chữ ký", "handwriting"),
    ("bleed_through", "chữ thấm từ mặt sau", "bleed-through"),
    ("ghost_text", "chữ mờ của trang khác", "ghost text"),
    ("border", "viền quét", "border"),
    ("speckle", "bụi", "speckle"),
    ("page_number", "số trang", "page number"),
    ("page_overlap", "dòng lặp ở chỗ sang trang", "lines scanned twice"),
    ("digital_signature", "chữ ký số", "electronic signature"),
];

#[cfg(test)]
mod tests {
    use super::WORDS;
    use std::collections::BTreeSet;

    #[test]
    fn every_key_is_there_once_in_both_languages() {
        let keys: BTreeSet<_> = WORDS.iter().map(|(key, ..)| key).collect();
        assert_eq!(keys.len(), WORDS.len());
        assert!(WORDS.iter().all(|(_, vi, en)| !vi.is_empty() && !en.is_empty()));
    }
}
