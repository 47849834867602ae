//! What the ledger knows: done, changed, moved, lost.

use super::{Place, page, quiet, said, states};
use sohoa::review::work::Work;
use std::fs;
use std::path::Path;

fn ledger(place: &Place) -> std::path::PathBuf {
    place.out().join(".sohoa/ledger.sqlite")
}

fn touch(file: &Path) {
    let later = fs::metadata(file).unwrap().modified().unwrap() + std::time::Duration::from_secs(10);
    fs::File::options().append(true).open(file).unwrap().set_modified(later).unwrap();
}

#[test]
fn only_new_and_changed_documents_are_done() {
    let place = Place::with(3);
    assert_eq!(states(&place.run(&[])), ["done"; 3]);
    page(9, &place.scans().join("d01.png"));
    page(8, &place.scans().join("d03.png"));
    touch(&place.scans().join("d02.png"));
    assert_eq!(states(&place.run(&[])), ["unchanged", "done", "unchanged", "done"], "a time alone is no change");
    assert_eq!(states(&place.run(&["--dpi", "200"])), ["done"; 4], "other options");
    assert_eq!(states(&place.run(&["--dpi", "200", "--no-pages"])), ["unchanged"; 4], "pictures that are there may stay");
}

#[test]
fn a_file_that_could_not_be_opened_is_tried_again() {
    let place = Place::with(1);
    fs::write(place.scans().join("x.pdf"), "").unwrap();
    let first = place.run(&[]);
    assert_eq!((first.status.code(), states(&first)), (Some(4), vec!["done".to_owned(), "failed".to_owned()]));
    let again = place.run(&[]);
    assert!(again.status.code() == Some(4) && said(&again).contains("x.pdf: is empty"), "{}", said(&again));
}

#[test]
fn a_moved_document_takes_its_outputs_along() {
    let place = Place::with(2);
    place.run(&[]);
    let read = fs::metadata(place.out().join("d00/pages/p1.jpg")).unwrap().modified().unwrap();
    fs::create_dir(place.scans().join("2021")).unwrap();
    fs::rename(place.scans().join("d00.png"), place.scans().join("2021/renamed.png")).unwrap();
    let moved = place.run(&[]);
    assert_eq!(states(&moved), ["unchanged"; 2], "{}", said(&moved));
    assert!(said(&moved).contains("moved from d00"), "{}", said(&moved));
    assert!(!place.out().join("d00").exists());
    assert_eq!(fs::metadata(place.out().join("2021/renamed/pages/p1.jpg")).unwrap().modified().unwrap(), read, "it is not read again");
    assert_eq!(place.tree(), quiet(&place), "as if it had been read there");
    assert_eq!(states(&place.run(&[])), ["unchanged"; 2]);
}

/// A run that moves outputs and is killed at some point behind their publication: what is then left of the old folder.
fn killed_while_moving(left: impl Fn(&Path)) {
    let place = Place::with(1);
    place.run(&[]);
    let (rows, old) = (fs::read(ledger(&place)).unwrap(), place.0.path().join("old"));
    assert!(std::process::Command::new("cp").arg("-r").arg(place.out().join("d00")).arg(&old).status().unwrap().success());
    fs::rename(place.scans().join("d00.png"), place.scans().join("renamed.png")).unwrap();
    place.run(&[]);
    // As it was before the run noted that it was done.
    fs::write(ledger(&place), rows).unwrap();
    let db = rusqlite::Connection::open(ledger(&place)).unwrap();
    db.execute_batch("INSERT INTO documents (name, stamp, settings, pictures, state, owner, until, began, moved_from)
        SELECT CAST('renamed' AS BLOB), stamp, settings, pictures, 'opening', '1-1', 0, 0, name FROM documents").unwrap();
    drop(db);
    fs::rename(&old, place.out().join("d00")).unwrap();
    left(&place.out().join("d00"));
    let output = place.run(&[]);
    assert_eq!(states(&output), ["unchanged"], "{}", said(&output));
    let report = super::support::json(&place.out().join("report.json"));
    let folders: Vec<_> = report["entries"].as_array().unwrap().iter().map(|d| d["document"].as_str().unwrap()).collect();
    assert_eq!(folders, ["renamed"]);
    assert_eq!(place.tree(), quiet(&place), "nothing of the old folder is left");
}

#[test]
fn a_run_killed_while_outputs_move_leaves_no_document_twice() {
    killed_while_moving(|_| ());
    killed_while_moving(|old| fs::remove_file(old.join("evidence.json")).unwrap());
    killed_while_moving(|old| fs::remove_dir_all(old).unwrap());
}

#[test]
fn a_copy_and_a_move_do_not_share_outputs() {
    let place = Place::with(1);
    place.run(&[]);
    fs::copy(place.scans().join("d00.png"), place.scans().join("b.png")).unwrap();
    fs::rename(place.scans().join("d00.png"), place.scans().join("c.png")).unwrap();
    let mut both = states(&place.run(&["--jobs", "2"]));
    both.sort();
    assert_eq!(both, ["done", "unchanged"]);
    assert_eq!(place.tree(), quiet(&place), "both have all");
}

#[test]
fn a_ledger_of_the_first_version_is_taken_up() {
    let place = Place::with(1);
    place.run(&[]);
    let db = rusqlite::Connection::open(ledger(&place)).unwrap();
    db.execute_batch("ALTER TABLE documents DROP COLUMN moved_from; PRAGMA user_version = 1").unwrap();
    drop(db);
    assert_eq!(states(&place.run(&[])), ["unchanged"]);
}

/// A run of another folder of scans into the same outputs.
fn run_of(place: &Place, scans: &Path) -> std::process::Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_sohoa")).arg("run").arg(scans).arg("-o").arg(place.out()).output().unwrap()
}

#[test]
fn a_document_of_another_folder_does_not_take_the_place_of_one() {
    let place = Place::with(1);
    place.run(&[]);
    let (before, other) = (place.tree(), place.0.path().join("other"));
    fs::create_dir(&other).unwrap();
    page(30, &other.join("d00.png"));
    let refused = run_of(&place, &other);
    assert_eq!(refused.status.code(), Some(4));
    assert!(said(&refused).contains("d00.png: would be written into the same folder as") && said(&refused).contains("scans/d00.png"), "{}", said(&refused));
    assert_eq!(place.tree(), before);
    fs::copy(place.scans().join("d00.png"), other.join("d00.png")).unwrap();
    assert_eq!(states(&run_of(&place, &other)), ["unchanged"], "the same scan, copied");
    fs::remove_dir_all(place.scans()).unwrap();
    page(31, &other.join("d00.png"));
    assert_eq!(states(&run_of(&place, &other)), ["done"]);
}

#[test]
fn a_name_that_others_change_takes_the_outputs_along() {
    let place = Place::with(1);
    place.run(&[]);
    image::open(place.scans().join("d00.png")).unwrap().save(place.scans().join("d00.jpg")).unwrap();
    let run = place.run(&[]);
    assert_eq!(states(&run), ["done", "unchanged"], "{}", said(&run));
    assert!(said(&run).contains("moved from d00"), "{}", said(&run));
    assert!(!place.out().join("d00").exists());
    assert_eq!(place.tree(), quiet(&place));
}

#[test]
fn what_failed_and_is_gone_is_reported_no_more_and_hidden_files_are_no_scans() {
    let place = Place::with(1);
    fs::write(place.scans().join("x.pdf"), "").unwrap();
    fs::write(place.scans().join("._d00.png"), "of another system").unwrap();
    let failed = || super::support::json(&place.out().join("report.json"))["documents"]["failed"].clone();
    assert_eq!((place.run(&[]).status.code(), failed()), (Some(4), 1.into()));
    fs::remove_file(place.scans().join("x.pdf")).unwrap();
    assert_eq!((place.run(&[]).status.code(), failed()), (Some(0), 0.into()));
}

#[test]
fn a_new_run_never_overwrites_a_decision_and_a_move_takes_it_along() {
    let place = Place::with(1);
    place.run(&[]);
    let decide = |folder: &str, wish: &str| {
        let folder = place.out().join(folder);
        let seen = Work::load(&folder).unwrap().seen();
        Work::decide(&folder, "An", (&seen, serde_json::from_str(wish).unwrap())).unwrap();
    };
    decide("d00", r#"{"do":"field","field":"number","value":"15/TB-UBND"}"#);
    decide("d00", r#"{"do":"approve"}"#);
    let notice = |folder: &str| super::support::json(&place.out().join(folder).join("notice.json"));
    let decided = notice("d00");
    assert_eq!((&decided["document"]["number"], &decided["quality"]["review"]), (&"15/TB-UBND".into(), &"approved".into()));
    // The report knows it at once, and after another run.
    let to_review = || {
        let report = super::support::sohoa().arg("report").arg("-o").arg(place.out()).arg("--json").output().unwrap().stdout;
        serde_json::from_slice::<serde_json::Value>(&report).unwrap()["documents"]["to_review"].clone()
    };
    assert_eq!(to_review(), 0);
    assert_eq!(states(&place.run(&["--force"])), ["done"]);
    assert_eq!((notice("d00"), to_review()), (decided.clone(), 0.into()));
    fs::rename(place.scans().join("d00.png"), place.scans().join("moved.png")).unwrap();
    assert_eq!(states(&place.run(&[])), ["unchanged"]);
    let moved = notice("moved");
    assert_eq!((&moved["document"], &moved["quality"]), (&decided["document"], &decided["quality"]));
    assert_eq!(to_review(), 0);
    assert!(!place.out().join("d00").exists() && place.out().join("moved/decisions.jsonl").is_file());
}

#[test]
fn a_copy_is_a_document_of_its_own() {
    let place = Place::with(1);
    place.run(&[]);
    fs::copy(place.scans().join("d00.png"), place.scans().join("copy.png")).unwrap();
    assert_eq!(states(&place.run(&[])), ["done", "unchanged"]);
    assert!(place.out().join("d00/evidence.json").is_file() && place.out().join("copy/evidence.json").is_file());
}

#[test]
fn what_is_done_is_recognised_without_the_ledger() {
    let place = Place::with(2);
    place.run(&[]);
    fs::remove_dir_all(place.out().join(".sohoa")).unwrap();
    assert_eq!(states(&place.run(&[])), ["unchanged"; 2]);
}

#[test]
fn the_ledger_may_stand_elsewhere() {
    let place = Place::with(2);
    let elsewhere = place.0.path().join("ledgers/here.sqlite");
    let run = || states(&place.run(&["--ledger", elsewhere.to_str().unwrap()]));
    assert_eq!((run(), run()), (vec!["done".to_owned(); 2], vec!["unchanged".to_owned(); 2]));
    assert!(!ledger(&place).exists());
    fs::remove_dir_all(place.out()).unwrap();
    assert_eq!(run(), ["done"; 2], "it does not lie about outputs that are gone");
}

#[test]
fn the_ledger_of_a_newer_program_is_refused() {
    let place = Place::with(1);
    place.run(&[]);
    let before = place.tree();
    rusqlite::Connection::open(ledger(&place)).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let refused = place.run(&["--force"]);
    assert_eq!(refused.status.code(), Some(7));
    assert!(said(&refused).contains("was written by a newer sohoa (its version is 99"), "{}", said(&refused));
    assert_eq!(place.tree(), before);
}

#[test]
fn a_damaged_ledger_is_named_with_its_cure() {
    let place = Place::with(1);
    place.run(&[]);
    fs::write(ledger(&place), "this is no database, whatever it is called").unwrap();
    let refused = place.run(&[]);
    assert_eq!(refused.status.code(), Some(7));
    assert!(said(&refused).contains("is damaged") && said(&refused).contains("delete it and run again"), "{}", said(&refused));
    fs::remove_file(ledger(&place)).unwrap();
    assert_eq!(states(&place.run(&[])), ["unchanged"]);
}
