//! Exit codes and messages of the command line; a bad input is named and the rest is done.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/pdf.rs"]
mod pdf;
mod support;

use image::DynamicImage;
use std::fs;
use std::path::Path;
use support::{bars, sohoa};

fn png(path: &Path) {
    DynamicImage::ImageLuma8(bars()).save(path).unwrap();
}

fn stderr_of(args: &[&str], code: i32) -> String {
    let done = sohoa().args(args).assert().code(code);
    String::from_utf8_lossy(&done.get_output().stderr).into_owned()
}

#[test]
fn wrong_usage_is_2() {
    sohoa().arg("run").assert().code(2);
    sohoa().args(["run", "x", "--dpi", "1"]).assert().code(2);
    sohoa().args(["run", "x", "--group", "(no two groups)"]).assert().code(2);
}

#[test]
fn no_input_is_5() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("notes.txt"), "x").unwrap();
    let said = stderr_of(&["run", dir.path().to_str().unwrap()], 5);
    assert!(said.contains("no scans found"), "{said}");
}

#[test]
fn no_model_is_3_and_says_what_to_install() {
    let dir = tempfile::tempdir().unwrap();
    png(&dir.path().join("a.png"));
    let said = stderr_of(&["run", dir.path().to_str().unwrap(), "--lang", "xyz"], 3);
    assert!(said.contains("tesseract-ocr-xyz"), "{said}");
}

/// File name, content, what the error says.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let mut whole = Vec::new();
    DynamicImage::ImageLuma8(bars()).write_to(&mut std::io::Cursor::new(&mut whole), image::ImageFormat::Jpeg).unwrap();
    let mut png = Vec::new();
    DynamicImage::ImageLuma8(bars()).write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    let tiff = sohoa::leptonica::write_g4(&bars(), 300).unwrap();
    let mut bomb = png.clone();
    bomb[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let checksum = crc32(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&checksum.to_be_bytes());
    vec![
        ("empty.pdf", Vec::new(), "is empty"),
        ("text.pdf", b"just text".to_vec(), "is not a PDF, TIFF, JPEG, PNG, WebP or HEIC"),
        ("cut.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog".to_vec(), "cut short"),
        ("encrypted.pdf", encrypted(), "is encrypted"),
        ("cut.jpg", whole[..whole.len() / 2].to_vec(), "ends too early"),
        ("cut.png", png[..png.len() / 2].to_vec(), "damaged or cut short"),
        ("cut.tif", tiff[..tiff.len() / 2].to_vec(), "damaged or cut short"),
        ("bomb.png", bomb, "megapixels"),
    ]
}

/// Checksum of a PNG chunk (ISO 3309).
fn crc32(data: &[u8]) -> u32 {
    let bit = |c: u32, _| if c & 1 == 1 { c >> 1 ^ 0xedb8_8320 } else { c >> 1 };
    !data.iter().fold(!0, |crc, &b| (0..8).fold(crc ^ u32::from(b), bit))
}

/// A PDF whose standard security handler wants a password.
fn encrypted() -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        "<< /Filter /Standard /V 1 /R 2 /P -4 /O <0000000000000000000000000000000000000000000000000000000000000000> /U <1111111111111111111111111111111111111111111111111111111111111111> >>",
    ];
    pdf::with_trailer(&objects.map(|o| o.as_bytes().to_vec()), "/Encrypt 4 0 R /ID [<00><00>]")
}

#[test]
fn hostile_files_are_named_and_the_rest_is_done() {
    let dir = tempfile::tempdir().unwrap();
    let (scans, out) = (dir.path().join("in"), dir.path().join("out"));
    fs::create_dir(&scans).unwrap();
    for (name, content, _) in hostile() {
        fs::write(scans.join(name), content).unwrap();
    }
    png(&scans.join("good.png"));
    let said = stderr_of(&["run", scans.to_str().unwrap(), "-o", out.to_str().unwrap()], 4);
    for (name, _, message) in hostile() {
        let line = said.lines().find(|l| l.contains(name)).unwrap_or_else(|| panic!("{name} is not named in {said}"));
        assert!(line.contains(message), "{line}");
    }
    assert!(out.join("good/notice.json").is_file());
}

#[test]
fn a_tiff_cut_between_its_pages_is_partial() {
    let dir = tempfile::tempdir().unwrap();
    let mut tiff = sohoa::leptonica::write_g4(&bars(), 300).unwrap();
    let ifd = u32::from_le_bytes(tiff[4..8].try_into().unwrap()) as usize;
    let entries = u16::from_le_bytes(tiff[ifd..ifd + 2].try_into().unwrap()) as usize;
    let next = ifd + 2 + 12 * entries;
    tiff[next..next + 4].copy_from_slice(&0x00ff_ffff_u32.to_le_bytes());
    fs::write(dir.path().join("two.tif"), tiff).unwrap();
    let out = dir.path().join("out");
    let said = stderr_of(&["run", dir.path().join("two.tif").to_str().unwrap(), "-o", out.to_str().unwrap()], 4);
    assert!(said.contains("two.tif page 2"), "{said}");
    let notice = support::json(&out.join("two/notice.json"));
    assert_eq!(notice["quality"]["state"], "partial");
    assert_eq!(fs::read_to_string(out.join("two/text.txt")).unwrap().matches('\u{c}').count(), 1);
}

#[test]
fn done_work_is_skipped_until_forced_and_output_is_never_input() {
    let dir = tempfile::tempdir().unwrap();
    png(&dir.path().join("a.png"));
    let (path, out) = (dir.path().to_str().unwrap().to_owned(), dir.path().join("out"));
    let run = |more: &[&str]| {
        let mut args = vec!["run", &path, "-o", out.to_str().unwrap()];
        args.extend(more);
        let done = sohoa().args(args).assert().code(0);
        String::from_utf8_lossy(&done.get_output().stdout).into_owned()
    };
    assert!(run(&[]).starts_with("done\t"));
    assert!(run(&[]).starts_with("unchanged\t"));
    assert!(run(&["--force"]).starts_with("done\t"));
    assert_eq!(run(&[]).lines().count(), 1, "pictures of the output were taken for scans");
    fs::remove_file(out.join("a/pages/p1.jpg")).unwrap();
    assert!(run(&[]).starts_with("done\t"), "a missing output is made again");
}

#[test]
fn folders_of_results_below_a_folder_are_no_input() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("truth/a")).unwrap();
    ["a.png", "truth/a/p1.print.png"].iter().for_each(|name| png(&dir.path().join(name)));
    let out = tempfile::tempdir().unwrap();
    let documents = |path: &Path| {
        let done = sohoa().arg("run").arg(path).arg("-o").arg(out.path()).args(["--no-pages", "-q"]).assert().code(0);
        String::from_utf8_lossy(&done.get_output().stdout).lines().count()
    };
    assert_eq!(documents(dir.path()), 2);
    fs::write(dir.path().join("truth/a/notice.json"), "{}").unwrap();
    fs::write(dir.path().join("truth/a/text.txt"), "").unwrap();
    assert_eq!(documents(dir.path()), 1);
    assert_eq!(documents(&dir.path().join("truth/a")), 1, "a folder that is named is input");
}

#[test]
fn an_output_that_cannot_be_written_is_7() {
    let dir = tempfile::tempdir().unwrap();
    png(&dir.path().join("a.png"));
    fs::write(dir.path().join("file"), "x").unwrap();
    let said = stderr_of(&["run", dir.path().join("a.png").to_str().unwrap(), "-o", dir.path().join("file").to_str().unwrap()], 7);
    assert!(said.contains("choose another folder with -o"), "{said}");
}

#[test]
fn pages_in_files_of_their_own_are_one_document() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["n-p2.png", "n-p1.png", "n-p10.png", "m.png", "m.PNG"] {
        png(&dir.path().join(name));
    }
    let out = dir.path().join("out");
    let done = sohoa().args(["run", dir.path().to_str().unwrap(), "-o", out.to_str().unwrap(), "--no-pages", "-q"]).assert().code(0);
    let said = String::from_utf8_lossy(&done.get_output().stdout).into_owned();
    assert_eq!(said.lines().count(), 3, "{said}");
    let files = &support::json(&out.join("n/notice.json"))["source"]["files"];
    let names: Vec<&str> = files.as_array().unwrap().iter().map(|f| f["file"].as_str().unwrap()).collect();
    assert_eq!(names, ["n-p1.png", "n-p2.png", "n-p10.png"]);
}

#[test]
fn a_bad_page_of_a_group_costs_that_page_and_gaps_are_noted() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["n-p2.png", "n_p2.png", "n-p5.png"] {
        png(&dir.path().join(name));
    }
    fs::write(dir.path().join("n-p6.png"), "no picture").unwrap();
    let out = dir.path().join("out");
    let said = stderr_of(&["run", dir.path().to_str().unwrap(), "-o", out.to_str().unwrap()], 4);
    assert!(said.contains("n-p6.png page 4: is not a PDF, TIFF, JPEG, PNG, WebP or HEIC"), "{said}");
    let notice = support::json(&out.join("n/notice.json"));
    assert_eq!(notice["quality"]["state"], "partial");
    let notes: Vec<_> = notice["notes"].as_array().unwrap().iter().map(|n| (n["code"].as_str().unwrap(), n["message"].as_str().unwrap())).collect();
    assert!(notes.contains(&("page_file_missing", "no file is named page 1")), "{notes:?}");
    assert!(notes.contains(&("page_file_twice", "two files are named page 2; both are in the document")), "{notes:?}");
    assert!(notes.contains(&("page_file_missing", "no file is named page 3-4")), "{notes:?}");
}
