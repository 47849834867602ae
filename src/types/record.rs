//! `record.json`: the record of a document under the names of Nghị định 30/2020/NĐ-CP, Phụ lục VI.

use super::notice::{Profile, State};
use super::ocr::Confidence;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Value of `schema` in `record.json`.
pub const RECORD_SCHEMA: &str = "sohoa.record/1";

/// The whole of `record.json`. What the notice does not carry is null, and so is what could not be read;
/// where there are several (signers, arrivals, recipients) they are joined by `; `.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Record {
    /// Always `sohoa.record/1`.
    #[serde(rename = "schema")]
    #[schemars(extend("const" = RECORD_SCHEMA))]
    pub schema: String,
    /// Mã hồ sơ: given by the archive, not by the notice.
    pub file_code: FileCode,
    /// Số thứ tự văn bản trong hồ sơ: given by the archive, always null.
    pub doc_ordinal: Option<u32>,
    /// Tên loại văn bản.
    pub type_name: Option<String>,
    /// Số của văn bản: the ordinal as printed, with its zeros.
    pub code_number: Option<String>,
    /// Ký hiệu của văn bản: what follows the sign behind the ordinal.
    pub code_notation: Option<String>,
    /// Ngày, tháng, năm văn bản, ISO.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub issued_date: Option<String>,
    /// Tên cơ quan, tổ chức ban hành văn bản.
    pub organ_name: Option<String>,
    /// Trích yếu nội dung.
    pub subject: Option<String>,
    /// Ngôn ngữ: the only one that is read.
    pub language: String,
    /// Số trang của văn bản: pages of the scan.
    pub page_amount: u32,
    /// Người ký.
    pub signer_info: SignerInfo,
    /// Nơi nhận: addressees, then recipients.
    pub to: Option<String>,
    /// Mức độ khẩn: the words of the stamp, null where there is none.
    pub priority: Option<String>,
    /// Số lượng bản phát hành: not on the notice, always null.
    pub issued_amount: Option<u32>,
    /// Hạn trả lời văn bản: not looked for, always null.
    pub due_date: Option<String>,
    /// Ngày, tháng, năm văn bản đến, ISO.
    pub arrival_date: Option<String>,
    /// Số đến.
    pub arrival_number: Option<String>,
    /// Đơn vị hoặc người nhận, to whom the receiving office passes the notice on: not read, always null.
    pub to_places: Option<String>,
    /// What a register tells beyond the decree.
    #[serde(rename = "notice")]
    pub notice: Beyond,
    /// What somebody has to compare with the scan.
    #[serde(rename = "check")]
    pub check: Vec<Check>,
}

/// Mã hồ sơ.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct FileCode {
    /// Mã định danh của cơ quan, tổ chức lập danh mục hồ sơ: always null.
    pub organ_id: Option<String>,
    /// Năm hình thành hồ sơ: always null.
    pub file_catalog: Option<u32>,
    /// Số và ký hiệu hồ sơ: always null.
    pub file_notation: Option<String>,
}

/// Who signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct SignerInfo {
    /// Chức vụ của người ký.
    pub position: Option<String>,
    /// Họ và tên người ký.
    pub full_name: Option<String>,
}

/// Of `notice.json` what a register tells beyond the decree, under its names there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Beyond {
    /// Family of the form.
    pub profile: Profile,
    /// Code of the kind.
    pub kind_code: Option<String>,
    /// Body above the issuer.
    pub issuer_parent: Option<String>,
    /// Bodies that issue it together with the issuer.
    pub co_issuers: Vec<String>,
    /// Secrecy stamp.
    pub secrecy: Option<String>,
    /// Offices of the arrival stamps.
    pub arrival_office: Option<String>,
    /// Whether all pages are in it.
    pub state: State,
    /// Whether somebody ought to look.
    pub needs_review: bool,
    /// Why.
    pub reasons: Vec<String>,
}

/// A member of the record that is to be compared with the scan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Its name, `SignerInfo.FullName` for a member of a member.
    pub name: String,
    /// Why, at least one.
    pub reasons: Vec<Reason>,
    /// Lowest confidence of the words it rests on; null where it rests on none.
    pub confidence: Option<Confidence>,
    /// What was read there, null where nothing was.
    pub text: Option<String>,
}

/// Why a member is to be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It has a value that rests on a word with a confidence below 0.8.
    Doubtful,
    /// Something is read there, but not surely: it or a part of it is open.
    Unsure,
    /// It was filled in by hand.
    ByHand,
    /// An arrival stamp was taken off and not read.
    StampUnread,
    /// It is open, and a page failed that may carry it.
    PageFailed,
}
