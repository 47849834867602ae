//! What clauses say: the sentences of the notices that the generated scans say, sorted by how they end.

use crate::random::Random;
use std::sync::LazyLock;

/// Sentences by how they end.
pub struct Texts {
    headings: Vec<String>,
    sentences: Vec<String>,
    items: Vec<String>,
    intros: Vec<String>,
}

/// How a clause's text ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A heading: with nothing.
    Open,
    /// A sentence.
    Stop,
    /// An item that others follow.
    Semicolon,
    /// What announces its children.
    Colon,
}

/// Words with a number in them that begins a line where the wrap falls on the `\n`: it starts nothing.
const TRAPS: [&str; 12] = [
    "thực hiện theo Kế hoạch số 18/KH-UBND ngày\n15. Các đơn vị báo cáo kết quả hằng quý",
    "hoàn thành trước năm\n2021. Quá thời hạn này phải báo cáo rõ lý do",
    "theo quy định tại\nkhoản 1 Điều 3 Nghị định số 30/2020/NĐ-CP",
    "giai đoạn 2016\n- 2020 và những năm tiếp theo",
    "phòng, chống dịch COVID\n- 19 trên địa bàn",
    "thực hiện đúng quy định tại\nĐiều 5. Trường hợp cần thiết thì báo cáo",
    "tổ chức tại hội trường tầng\n2. Thành phần theo giấy mời",
    "theo Nghị quyết số 68/NQ-CP, ngày\n01/7/2021 của Chính phủ",
    "theo tinh thần Đại hội Đảng lần thứ\nXIII. Cấp ủy các cấp quán triệt",
    "báo cáo trước ngày\n12. Đơn vị nào chậm thì kiểm điểm",
    "theo hướng dẫn tại điểm\na) khoản 2 của Kế hoạch này",
    "hoàn thành trong quý\nI. Sau đó tổ chức sơ kết",
];

static POOL: LazyLock<Texts> = LazyLock::new(|| {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("xtask/notices");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    files.sort();
    let bodies = files.iter().map(|f| std::fs::read_to_string(f).unwrap().split_once("\n\n").unwrap().1.to_owned());
    let all: Vec<String> = bodies.flat_map(|b| b.lines().map(bare).collect::<Vec<_>>()).filter(|t| t.chars().next().is_some_and(char::is_uppercase)).collect();
    let ending = |end: &[char]| all.iter().filter(|t| t.ends_with(end)).map(|t| t.trim_end_matches(['.', ';', ':', '/', ' ']).to_owned()).collect::<Vec<_>>();
    let small = |t: &&String| t.chars().any(char::is_lowercase) && (20..90).contains(&t.chars().count()) && !t.ends_with(['.', ';', ':', ',', '”']);
    Texts { headings: all.iter().filter(small).cloned().collect(), sentences: ending(&['.']), items: ending(&[';']), intros: ending(&[':']) }
});

/// A line of a notice without marks and label; empty where it is no clause's text.
fn bare(line: &str) -> String {
    if line.starts_with(['#', '|', '%', '“']) {
        return String::new();
    }
    let text = line.trim_start_matches('^').replace(['*', '_'], "");
    let text = text.trim();
    let label = text.split(' ').next().filter(|w| w.ends_with(['.', ')', '-', '+']) && w.chars().count() <= 6);
    let text = label.map_or(text, |l| text[l.len()..].trim());
    let article = text.strip_prefix("Điều ").and_then(|t| t.split_once(". "));
    article.map_or(text, |a| a.1).to_owned()
}

/// A text with such an end; now and then with a trap in it.
pub fn text(random: &mut Random, end: End) -> String {
    let of = match end { End::Open => &POOL.headings, End::Stop => &POOL.sentences, End::Semicolon => &POOL.items, End::Colon => &POOL.intros };
    let mut text = random.pick(of).clone();
    if matches!(end, End::Stop | End::Semicolon) && random.chance(0.2) {
        text = format!("{text}, {}", random.pick(&TRAPS));
    }
    text + match end { End::Open => "", End::Stop => ".", End::Semicolon => ";", End::Colon => ":" }
}

/// A title in capitals.
pub fn title(random: &mut Random) -> String {
    random.pick(&POOL.headings).to_uppercase()
}
