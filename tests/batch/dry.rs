//! `sohoa run --dry-run`: what it counts is so, and it leaves no trace.

use super::signals::{done, signal, started, until};
use super::{Place, page, said};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Output;
use std::time::SystemTime;

fn dry(place: &Place, more: &[&str]) -> Output {
    place.run(&[&["--dry-run", "--jobs", "2"], more].concat())
}

/// The lines of standard output, by their first word.
fn lines(output: &Output) -> BTreeMap<String, String> {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().map(|l| l.split_once('\t').unwrap()).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
}

/// Everything below a place: time, and what is in the files.
fn all(place: &Place) -> BTreeMap<PathBuf, (SystemTime, Option<Vec<u8>>)> {
    let entries = walkdir::WalkDir::new(place.0.path()).into_iter().map(Result::unwrap);
    entries.map(|e| (e.path().to_owned(), (e.metadata().unwrap().modified().unwrap(), e.file_type().is_file().then(|| fs::read(e.path()).unwrap())))).collect()
}

#[test]
fn before_the_first_run_all_is_to_do_and_no_folder_is_made() {
    let place = Place::with(2);
    page(3, &place.scans().join("two-p1.png"));
    page(4, &place.scans().join("two-p2.png"));
    let before = all(&place);
    let output = dry(&place, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told = lines(&output);
    assert_eq!((told["to do"].as_str(), told["done"].as_str()), ("3 documents, 4 pages", "0 documents, 0 pages"));
    assert!(told["time"].starts_with("about 3 seconds: 1.5 s a page, as is usual, 2 at a time"), "{told:?}");
    assert!(told["disk"].starts_with("about 8.00 MB: 2.00 MB a page, as is usual") && told["disk"].ends_with("free"), "{told:?}");
    assert!(!place.out().exists());
    assert_eq!(all(&place), before);
}

#[test]
fn what_is_done_what_is_new_and_what_cannot_be_opened_is_told_apart() {
    let place = Place::with(3);
    place.run(&[]);
    page(8, &place.scans().join("d03.png"));
    fs::write(place.scans().join("x.pdf"), "").unwrap();
    let before = all(&place);
    let output = dry(&place, &[]);
    assert_eq!(output.status.code(), Some(4));
    let told = lines(&output);
    assert_eq!((told["to do"].as_str(), told["done"].as_str(), told["cannot be opened"].as_str()), ("1 documents, 1 pages", "3 documents, 3 pages", "1 documents"));
    assert!(said(&output).contains("x.pdf: is empty"), "{}", said(&output));
    assert!(told["time"].contains("the mean of 3 pages read before") && told["disk"].contains("the mean of 3 pages read before"), "{told:?}");
    let kilobytes: f64 = told["disk"].split(&[' ', ':'][..]).nth(1).unwrap().parse().unwrap();
    let real: usize = place.tree().values().map(Vec::len).sum::<usize>() / 3000;
    assert!((kilobytes - real as f64).abs() <= 1.0, "{told:?}, in truth {real} kB a page");
    assert_eq!(lines(&dry(&place, &["--force"]))["to do"], "4 documents, 4 pages");
    assert_eq!(all(&place), before);
}

#[test]
fn a_run_that_was_killed_is_counted_page_by_page() {
    let place = Place::with(6);
    for n in 1..6 {
        page(20 + n, &place.scans().join(format!("a-p{n}.png")));
    }
    let mut child = started(&place, &["--jobs", "1"]);
    // The five pages come first.
    until("some of its pages are read", || fs::read_dir(place.out().join(".sohoa/work")).into_iter().flatten().flatten().any(|e| e.path().join("pages/p3.jpg").exists()));
    signal("-KILL", child.id());
    child.wait().unwrap();
    assert!(fs::metadata(place.out().join(".sohoa/ledger.sqlite-wal")).unwrap().len() > 0, "its log is left");
    let before = all(&place);
    let told = lines(&dry(&place, &[]));
    let left: u32 = told["to do"].strip_prefix("7 documents, ").unwrap().strip_suffix(" pages").unwrap().parse().unwrap();
    assert!((8..=10).contains(&left), "{told:?}");
    assert_eq!(all(&place), before);
    assert_eq!(done(&place), 0);
}

#[test]
fn what_is_done_is_recognised_without_the_ledger_and_what_is_gone_is_missed() {
    let place = Place::with(3);
    place.run(&[]);
    fs::remove_file(place.out().join("d01/text.txt")).unwrap();
    assert_eq!(lines(&dry(&place, &[]))["done"], "2 documents, 2 pages");
    fs::remove_dir_all(place.out().join(".sohoa")).unwrap();
    let told = lines(&dry(&place, &[]));
    assert_eq!((told["to do"].as_str(), told["done"].as_str()), ("1 documents, 1 pages", "2 documents, 2 pages"));
}

#[test]
fn what_was_given_up_is_neither_done_nor_to_do() {
    let place = Place::with(2);
    place.run(&[]);
    let ledger = rusqlite::Connection::open(place.out().join(".sohoa/ledger.sqlite")).unwrap();
    ledger.execute_batch("UPDATE pages SET state = 'quarantined' WHERE document = (SELECT id FROM documents WHERE name = CAST('d01' AS BLOB));
        UPDATE documents SET state = 'partial' WHERE name = CAST('d01' AS BLOB)").unwrap();
    drop(ledger);
    let told = lines(&dry(&place, &[]));
    assert_eq!((told["to do"].as_str(), told["given up"].as_str()), ("0 documents, 0 pages", "1 documents, 1 pages; --retry-failed tries them again"));
    assert_eq!(lines(&dry(&place, &["--retry-failed"]))["to do"], "1 documents, 1 pages");
}

#[test]
fn too_little_room_is_said() {
    let place = Place::with(1);
    place.run(&[]);
    page(8, &place.scans().join("d03.png"));
    // A hole takes no room, but counts as what pages took so far.
    let picture = fs::File::options().write(true).open(place.out().join("d00/pages/p1.jpg")).unwrap();
    picture.set_len(8 << 40).unwrap();
    let output = dry(&place, &[]);
    assert!(said(&output).contains("are free there and about 8.80 TB are needed; free some space"), "{}", said(&output));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_ledger_of_a_newer_program_is_refused() {
    let place = Place::with(1);
    place.run(&[]);
    rusqlite::Connection::open(place.out().join(".sohoa/ledger.sqlite")).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let refused = dry(&place, &[]);
    assert_eq!(refused.status.code(), Some(7));
    assert!(said(&refused).contains("newer sohoa"), "{}", said(&refused));
}
