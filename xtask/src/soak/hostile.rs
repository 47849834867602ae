//! Files and names that a batch must survive.

#[path = "../../../tests/support/pdf.rs"]
mod pdf;

use anyhow::{Context, Result};
use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

/// A hostile file.
pub struct Hostile {
    /// Its name.
    pub name: OsString,
    /// What its error says; None where only the name is hostile and the file is to be done.
    pub error: Option<&'static str>,
}

/// Makes all of them in a folder of scans.
pub fn make(scans: &Path) -> Result<Vec<Hostile>> {
    let sample = |name: &str| fs::read(crate::root().join("scans").join(name)).with_context(|| name.to_owned());
    let (pdf, jpeg, png) = (sample("truc-tuyen-den-trang.pdf")?, sample("ket-luan-covid-p1.jpg")?, sample("thong-bao-mau-but-phe-p2.png")?);
    let tiff = sample("ket-luan-mau.tif")?;
    let half = |data: &[u8]| data[..data.len() / 2].to_vec();
    let damaged = "damaged or cut short";
    let files: Vec<(&str, Vec<u8>, &'static str)> = vec![
        ("cut.pdf", half(&pdf), damaged), ("cut.jpg", half(&jpeg), damaged), ("cut.png", half(&png), damaged), ("cut.tif", half(&tiff), damaged),
        ("words.pdf", b"Kinh gui: day la van ban thuong".to_vec(), "is not a PDF"), ("program.jpg", b"\x7fELF\x02\x01\x01".repeat(40), "is not a PDF"),
        ("archive.tiff", b"PK\x03\x04".repeat(99), "is not a PDF"), ("noise.pdf", noise(5000), "is not a PDF"),
        ("zero.pdf", Vec::new(), "is empty"), ("zero.tif", Vec::new(), "is empty"), ("zero.jpg", Vec::new(), "is empty"),
        ("locked.pdf", locked(), "is encrypted"), ("pixels.png", pixel_bomb(&png), "megapixels"), ("pages.pdf", page_bomb(20_000), "pages"),
        ("header.tif", tiff[..8].to_vec(), damaged), ("tail.pdf", [&pdf[..200], b"\n%%EOF"].concat(), "has no pages"),
        // Each run tries the second page once more.
        ("half read-p2.jpg", half(&jpeg), damaged),
    ];
    let mut out = Vec::new();
    for (name, data, error) in files {
        fs::write(scans.join(name), data)?;
        out.push(Hostile { name: name.into(), error: Some(error) });
    }
    fs::write(scans.join("half read-p1.jpg"), &jpeg)?;
    out.extend(links(scans)?);
    for (n, name) in names().into_iter().enumerate() {
        fs::write(scans.join(&name), [&jpeg, &png][n % 2])?;
        out.push(Hostile { name, error: None });
    }
    Ok(out)
}

/// A forbidden file, links in a circle and into nothing, and a folder that is called like a file.
fn links(scans: &Path) -> Result<Vec<Hostile>> {
    fs::write(scans.join("forbidden.pdf"), "%PDF-1.4")?;
    fs::set_permissions(scans.join("forbidden.pdf"), fs::Permissions::from_mode(0o000))?;
    fs::create_dir_all(scans.join("folder.pdf"))?;
    symlink("there.pdf", scans.join("here.pdf"))?;
    symlink("here.pdf", scans.join("there.pdf"))?;
    symlink(".", scans.join("around"))?;
    symlink("nowhere.pdf", scans.join("gone.pdf"))?;
    let all = [("forbidden.pdf", "ermission"), ("here.pdf", "symbolic links"), ("there.pdf", "symbolic links"), ("around", "loop"), ("gone.pdf", "No such file")];
    Ok(all.map(|(name, error)| Hostile { name: name.into(), error: Some(error) }).into())
}

/// Names in Vietnamese, composed and decomposed, with blanks, quotes, of 240 bytes, no UTF-8, like options, like commands.
fn names() -> Vec<OsString> {
    let long = format!("{}.jpg", "ấ".repeat(78));
    let texts = [
        "Công văn số 158 - Tỉnh ủy Lai Châu.jpg", "Tho\u{302}ng ba\u{301}o.png", "  blanks  .jpg", "it's \"quoted\".png", &long, "-rf.png", "$(reboot);`id`.jpg",
        "line\nbreak.png", "report.html.jpg", "<b>bold&amp;.png",
    ];
    let mut out: Vec<OsString> = texts.iter().map(OsString::from).collect();
    out.push(OsString::from_vec(b"latin \xe1\xff.jpg".to_vec()));
    out
}

/// Bytes without sense; always the same.
fn noise(bytes: u32) -> Vec<u8> {
    (0..bytes).scan(1u32, |state, _| { *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223); Some((*state >> 24) as u8) }).collect()
}

/// A PNG that says it has 65,536 by 65,536 pixels.
fn pixel_bomb(png: &[u8]) -> Vec<u8> {
    let mut out = png.to_vec();
    out[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let mut checksum = flate2::Crc::new();
    checksum.update(&out[12..29]);
    out[29..33].copy_from_slice(&checksum.sum().to_be_bytes());
    out
}

/// A PDF of so many pages, all of them written.
fn page_bomb(pages: usize) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|i| format!("{} 0 R", i + 3)).collect();
    let tree = format!("<< /Type /Pages /Count {pages} /Kids [{}] >>", kids.join(" "));
    let leaf = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned();
    let objects = ["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), tree].into_iter().chain(std::iter::repeat_n(leaf, pages));
    pdf::file(&objects.map(String::into_bytes).collect::<Vec<_>>())
}

/// A PDF whose standard security handler wants a password.
fn locked() -> Vec<u8> {
    let zeros = "0".repeat(64);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(), "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>".to_owned(),
        format!("<< /Filter /Standard /V 1 /R 2 /P -4 /O <{zeros}> /U <{}> >>", "1".repeat(64)),
    ];
    pdf::with_trailer(&objects.map(String::into_bytes), "/Encrypt 4 0 R /ID [<00><00>]")
}
