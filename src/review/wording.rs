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
    ("reject", "Giữ như máy đọc", "As it was read"),
    ("stays_out", "Không thuộc văn bản", "Not of the text"),
    ("comes_in", "Đưa vào văn bản", "Put into the text"),
    ("leave_empty", "Để trống", "Leave empty"),
    ("write", "Sửa", "Write"),
    ("undo", "Hoàn tác", "Undo"),
    ("redo", "Làm lại", "Redo"),
    ("next", "Điểm tiếp", "Next point"),
    ("approve", "Duyệt", "Approve"),
    ("reopen", "Mở lại", "Reopen"),
    ("approved_by", "Đã duyệt bởi", "Approved by"),
    ("lost", "quyết định cũ không còn khớp với lần đọc mới; hãy xem lại", "earlier decisions do not fit the new reading any more; look again"),
    ("left_before_approval", "điểm chưa xem. Nhấn A (hoặc Duyệt) lần nữa nếu vẫn duyệt.", "points were not looked at. Press A (or Approve) once more to approve all the same."),
    ("no_more", "Không còn điểm nào. Nhấn A để duyệt.", "No points are left. Press A to approve."),
    ("label", "Ký hiệu", "Label"),
    ("edit", "Sửa chữ", "Correction"),
    ("word", "Chữ khó đọc", "Unclear word"),
    ("filled", "Chỗ thường điền tay", "Often filled in by hand"),
    ("label_point", "Ký hiệu suy đoán", "Label"),
    ("removal", "Phần đã tách có chữ", "Removed area with text"),
    ("field", "Thông tin", "Field"),
    ("reopened", "Văn bản đã sửa sau khi duyệt: cần duyệt lại", "Changed after its approval: to be approved again"),
    ("undone", "Đã hoàn tác", "Undone"),
    ("redone", "Đã làm lại", "Done again"),
    ("follows", "theo chữ đã sửa trong nội dung", "as corrected in the text"),
    ("strange_body", "tên cơ quan lạ", "no body known by this name"),
    ("strange_date", "khác ngày như đã ghi", "not the date as written"),
    ("profile_party", "Đảng", "Party"),
    ("profile_state", "Nhà nước", "State"),
    ("profile_unknown", "chưa rõ", "unknown"),
    ("points_left", "điểm cần xem", "points to look at"),
    ("shown", "đang hiển thị", "shown:"),
    ("unsaved", "ô này chưa được lưu: sửa lại, hoặc nhấn Esc để bỏ", "this field was not saved: correct it, or press Esc to leave it as it was"),
    ("save", "Lưu", "Save"),
    ("zoom_in", "Phóng to", "Zoom in"),
    ("zoom_out", "Thu nhỏ", "Zoom out"),
    ("key_zoom", "phóng to / thu nhỏ", "zoom in / out"),
    ("block", "Đoạn", "Block"),
    ("block_up", "Lên một cấp", "Up a level"),
    ("block_down", "Xuống một cấp", "Down a level"),
    ("join", "Nối", "Join"),
    ("split", "Tách", "Split"),
    ("one_a_line", "mỗi dòng một mục", "one a line"),
    ("signer_lines", "mỗi người một dòng: thẩm quyền | chức vụ | họ tên", "a line each: authority | position | name"),
    ("arrival_lines", "mỗi dấu một dòng: cơ quan | số | ngày | ngày như đã ghi", "a line each: office | number | date | date as written"),
    ("no_pictures", "Không có ảnh trang (chạy với --no-pages).", "There are no pictures of the pages (run with --no-pages)."),
    ("failed", "Chưa ghi được", "Not written"),
    ("gone", "văn bản đã thay đổi; trang được tải lại", "the document has changed since; the page is loaded again"),
    ("write_it", "hãy ghi chữ đúng", "write what stands there"),
    ("nothing_more", "không còn gì để hoàn tác hay làm lại", "there is nothing more to undo or redo"),
    ("not_here", "không làm được ở đây", "this cannot be done here"),
    ("unfit_shape", "giá trị không hợp với mục này", "the value does not have the shape of this field"),
    ("unfit_date", "ngày ghi dạng 31/12/2024 hoặc 2024-12-31 và phải có thật", "a date is written 31/12/2024 or 2024-12-31 and is in the calendar"),
    ("unfit_number", "số, ký hiệu không có dấu cách, như 15/TB-UBND", "a number has no blanks, as in 15/TB-UBND"),
    ("unfit_blank", "không ghi toàn dấu cách; hãy để trống", "blanks are no value; leave it empty"),
    ("others_scan", "quyết định thuộc bản quét khác từng mang tên này; chúng không áp dụng ở đây", "decisions are over another scan that had this name; they do not hold here"),
    ("erase", "Không có chữ", "No text here"),
    ("key_erase", "ở đó không có chữ nào (vết dấu, nét bút)", "nothing stands there (a seal, a stroke)"),
    ("kind", "Loại", "Kind"),
    ("kind_code", "Mã loại", "Type code"),
    ("profile", "Khối", "Profile"),
    ("issuer", "Cơ quan ban hành", "Issuer"),
    ("issuer_parent", "Cơ quan chủ quản", "Parent body"),
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
    ("key_reject", "không theo máy: giữ như máy đọc / đưa vào văn bản / để trống", "not as proposed: as it was read / put into the text / leave empty"),
    ("key_write", "sửa chữ (Enter lưu, ở mục nhiều dòng Ctrl+Enter; Esc thôi)", "write (Enter saves, Ctrl+Enter where there are several lines; Esc leaves)"),
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
    ("key_queue", "về danh sách", "back to the list"),
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
