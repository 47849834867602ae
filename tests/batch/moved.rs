//! `sohoa watch --move-done`: originals go away when they are done, and nothing is written over.

use super::disk::SHIM;
use super::watch::{command, once, told};
use super::{Place, page, said};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Output;

fn shelf(place: &Place) -> PathBuf {
    place.0.path().join("scanned")
}

fn moving(place: &Place) -> Output {
    once(place, &["--settle", "0", "--move-done", shelf(place).to_str().unwrap()])
}

fn files(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    entries.map(|e| e.path().strip_prefix(folder).unwrap().display().to_string()).collect()
}

#[test]
fn what_is_done_goes_with_its_path_and_what_failed_stays() {
    let place = Place::with(1);
    fs::create_dir(place.scans().join("sub")).unwrap();
    page(1, &place.scans().join("sub/n-p1.png"));
    page(2, &place.scans().join("sub/n-p2.png"));
    fs::write(place.scans().join("bad.pdf"), "").unwrap();
    let original = fs::read(place.scans().join("d00.png")).unwrap();
    let output = moving(&place);
    assert_eq!(output.status.code(), Some(4), "{}", said(&output));
    assert_eq!(files(&shelf(&place)), ["d00.png", "sub/n-p1.png", "sub/n-p2.png"]);
    assert_eq!(files(&place.scans()), ["bad.pdf"]);
    assert_eq!(fs::read(shelf(&place).join("d00.png")).unwrap(), original);
}

#[test]
fn a_scanner_that_uses_a_name_again_writes_over_nothing() {
    let place = Place::with(0);
    let mut outputs = Vec::new();
    for n in 0..3 {
        page(n, &place.scans().join("scan.png"));
        page(10 + n, &place.scans().join("two-p1.png"));
        page(20 + n, &place.scans().join("two-p2.png"));
        let output = moving(&place);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        for (path, data) in outputs {
            assert_eq!(place.tree().get(&path), Some(&data), "{path:?} is another document's now");
        }
        outputs = place.tree().into_iter().collect();
    }
    let names = ["scan-2.png", "scan-3.png", "scan.png", "two-2-p1.png", "two-2-p2.png", "two-3-p1.png", "two-3-p2.png", "two-p1.png", "two-p2.png"];
    assert_eq!(files(&shelf(&place)), names);
    let documents = ["scan", "scan-2", "scan-3", "two", "two-2", "two-3"];
    assert!(documents.iter().all(|d| place.out().join(d).join("evidence.json").is_file()));
    // Who empties the folder of the originals does not lose the outputs of others either.
    fs::remove_dir_all(shelf(&place)).unwrap();
    page(5, &place.scans().join("scan.png"));
    assert_eq!(told(&moving(&place)), ["done scan-4"]);
}

#[test]
fn a_copy_under_another_name_leaves_the_first_its_outputs() {
    let place = Place::with(1);
    let data = fs::read(place.scans().join("d00.png")).unwrap();
    moving(&place);
    fs::write(place.scans().join("copy.png"), data).unwrap();
    assert_eq!(told(&moving(&place)), ["done copy"]);
    assert!(place.out().join("d00/evidence.json").is_file() && place.out().join("copy/evidence.json").is_file());
}

#[test]
fn files_of_others_stay_as_they_are() {
    let place = Place::with(1);
    fs::create_dir(shelf(&place)).unwrap();
    fs::write(shelf(&place).join("d00.png"), "of somebody else").unwrap();
    assert_eq!(told(&moving(&place)), ["done d00-2"]);
    assert_eq!(files(&shelf(&place)), ["d00-2.png", "d00.png"]);
    assert_eq!(fs::read(shelf(&place).join("d00.png")).unwrap(), b"of somebody else");
}

#[test]
fn what_was_done_and_not_moved_before_the_end_is_moved_at_the_next_start() {
    let place = Place::with(1);
    page(1, &place.scans().join("n-p1.png"));
    page(2, &place.scans().join("n-p2.png"));
    once(&place, &["--settle", "0"]);
    let outputs = place.tree();
    // One of two pages had been moved when it was killed.
    fs::create_dir(shelf(&place)).unwrap();
    fs::rename(place.scans().join("n-p1.png"), shelf(&place).join("n-p1.png")).unwrap();
    let output = moving(&place);
    assert_eq!((output.status.code(), told(&output)), (Some(0), vec![]), "{}", said(&output));
    assert_eq!(files(&shelf(&place)), ["d00.png", "n-p1.png", "n-p2.png"]);
    assert_eq!(place.tree(), outputs, "nothing is read again");
}

#[test]
fn it_goes_to_another_file_system() {
    let place = Place::with(1);
    let memory = tempfile::Builder::new().tempdir_in("/dev/shm").unwrap();
    let device = |p: &Path| fs::metadata(p).unwrap().dev();
    assert_ne!(device(memory.path()), device(&place.scans()), "this test wants two file systems");
    let (data, time) = (fs::read(place.scans().join("d00.png")).unwrap(), fs::metadata(place.scans().join("d00.png")).unwrap().modified().unwrap());
    fs::create_dir(memory.path().join("a")).unwrap();
    let folder = memory.path().join("a");
    let output = once(&place, &["--settle", "0", "--move-done", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!((files(&folder), files(&place.scans())), (vec!["d00.png".to_owned()], vec![]));
    assert_eq!((fs::read(folder.join("d00.png")).unwrap(), fs::metadata(folder.join("d00.png")).unwrap().modified().unwrap()), (data, time));
}

#[test]
fn an_original_that_cannot_be_taken_away_leaves_no_copies() {
    let place = Place::with(1);
    let memory = tempfile::Builder::new().tempdir_in("/dev/shm").unwrap();
    let folder = memory.path().join("scanned");
    let output = command(&place, &["--once", "--settle", "0", "--move-done", folder.to_str().unwrap()])
        .env("LD_PRELOAD", &SHIM.1).env("UNLINK_FAILS", place.scans()).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{}", said(&output));
    assert!(said(&output).contains("d00.png: is done and cannot be moved to"), "{}", said(&output));
    assert_eq!((files(&folder), files(&place.scans())), (vec![], vec!["d00.png".to_owned()]));
}

#[test]
fn what_cannot_be_moved_is_named_and_stays() {
    let place = Place::with(1);
    fs::write(shelf(&place), "no folder").unwrap();
    let output = moving(&place);
    assert_eq!((output.status.code(), told(&output)), (Some(4), vec!["done d00".to_owned()]));
    assert!(said(&output).contains("d00.png: is done and cannot be moved to"), "{}", said(&output));
    assert_eq!(files(&place.scans()), ["d00.png"]);
}
