//! A disk that is full or broken, and folders that vanish.

use super::{Place, quiet, said, states};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The library that stands before the system's.
pub static SHIM: LazyLock<(tempfile::TempDir, PathBuf)> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let (source, made) = (super::support::root().join("tests/batch/shim.c"), dir.path().join("shim.so"));
    let built = Command::new("gcc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&made).arg(source).arg("-ldl").status().unwrap();
    assert!(built.success());
    (dir, made)
});

fn with_shim(place: &Place, name: &str, value: u64) -> Output {
    place.command(&["--jobs", "2"]).env("LD_PRELOAD", &SHIM.1).env(name, value.to_string()).output().unwrap()
}

/// Every document of the output folder has all its files, or none of those that say that it is done.
fn nothing_half(place: &Place) {
    let whole = quiet(place);
    for (path, data) in place.tree() {
        assert_eq!(whole.get(&path), Some(&data), "{}", path.display());
    }
    for entry in fs::read_dir(place.out()).into_iter().flatten().map(Result::unwrap) {
        if entry.path().join("evidence.json").is_file() {
            let files = ["text.txt", "notice.json", "record.json", "pages/p1.jpg", "pages/p1.clean.png", "pages/p1.removed.png"];
            assert!(files.iter().all(|f| entry.path().join(f).is_file()), "{}", entry.path().display());
        }
    }
}

fn survives(name: &str, values: &[u64]) {
    let place = Place::with(5);
    for value in values {
        let output = with_shim(&place, name, *value);
        assert_eq!(output.status.code(), Some(7), "{name}={value}: {}", said(&output));
        assert!(said(&output).contains("cannot be written"), "{name}={value}: {}", said(&output));
        nothing_half(&place);
    }
    assert_eq!(place.run(&[]).status.code(), Some(0));
    assert_eq!(place.tree(), quiet(&place));
}

#[test]
fn a_full_disk_is_7_and_what_is_done_stays_good() {
    survives("DISK_ROOM", &[0, 10_000, 40_000, 80_000]);
}

#[test]
fn a_failing_fsync_is_7_and_nothing_is_believed_to_be_on_the_disk() {
    survives("FSYNC_FAILS", &[1, 2, 5, 9, 13]);
}

#[test]
fn an_output_folder_that_vanishes_is_7() {
    let place = Place::with(6);
    let child = place.command(&["--jobs", "1"]).spawn().unwrap();
    while !place.out().join("d00/evidence.json").is_file() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    // Until it stays away: a document may be on its way into it.
    while place.out().exists() {
        let _ = fs::remove_dir_all(place.out());
    }
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(7), "{}", said(&output));
    assert!(!place.out().join("d05").exists());
    assert_eq!(place.run(&[]).status.code(), Some(0));
    assert_eq!(place.tree(), quiet(&place));
}

#[test]
fn a_folder_in_the_place_of_a_file_leaves_the_outputs_of_before() {
    let place = Place::with(1);
    place.run(&[]);
    let folder = place.out().join("d00");
    let before = fs::read(folder.join("evidence.json")).unwrap();
    fs::remove_file(folder.join("text.txt")).unwrap();
    fs::create_dir(folder.join("text.txt")).unwrap();
    let output = place.run(&["--dpi", "200"]);
    assert!(output.status.code() == Some(4) && said(&output).contains("text.txt is a folder"), "{}", said(&output));
    assert_eq!(fs::read(folder.join("evidence.json")).unwrap(), before);
}

#[test]
fn what_is_in_the_way_of_one_document_costs_that_one_only() {
    let place = Place::with(3);
    fs::create_dir(place.out()).unwrap();
    fs::write(place.out().join("d01"), "a file where a folder is to be").unwrap();
    let output = place.run(&[]);
    assert_eq!((output.status.code(), states(&output)), (Some(4), ["done", "failed", "done"].map(str::to_owned).to_vec()), "{}", said(&output));
    assert!(said(&output).contains("d01.png: is read, but its outputs cannot be written to"), "{}", said(&output));
    assert_eq!(fs::read(place.out().join("d01")).unwrap(), b"a file where a folder is to be");
    let report = super::support::json(&place.out().join("report.json"));
    assert_eq!((&report["documents"]["failed"], report["entries"][0]["document"].as_str()), (&1.into(), Some("d01")));
    fs::remove_file(place.out().join("d01")).unwrap();
    let again = place.run(&["--events", "json"]);
    assert!(!String::from_utf8_lossy(&again.stdout).contains("\"event\":\"page\""), "no page is read again");
    assert!(place.out().join("d01/evidence.json").is_file() && again.status.code() == Some(0), "{}", said(&again));
    assert_eq!(place.tree(), quiet(&place));
}
