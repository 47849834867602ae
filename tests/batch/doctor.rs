//! `sohoa doctor`: each broken thing is seen, and nothing is left behind.

use super::disk::SHIM;
use super::signals::{done, signal, started, until};
use super::{Place, said};
use std::fs;
use std::process::{Command, Output};

fn doctor(place: &Place) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sohoa"));
    command.arg("doctor").arg("-o").arg(place.out());
    command
}

fn line(output: &Output, about: &str) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let found = text.lines().find(|l| l.split('\t').nth(1) == Some(about));
    found.unwrap_or_else(|| panic!("nothing about {about} in {text}{}", said(output))).to_owned()
}

#[test]
fn all_is_well_before_the_first_run_and_after_it() {
    let place = Place::with(1);
    let output = doctor(&place).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    for about in ["engine", "reading", "libraries", "output", "locks", "ledger"] {
        assert!(line(&output, about).starts_with("ok\t"), "{}", line(&output, about));
    }
    assert!(line(&output, "reading").contains("Thông báo số 2024 của Ủy ban"), "{}", line(&output, "reading"));
    let libraries = line(&output, "libraries");
    assert!(["leptonica 1.", "libtiff 4.", "libheif 1."].iter().all(|l| libraries.contains(l)), "{libraries}");
    assert!(line(&output, "output").contains("is not there yet") && !place.out().exists());
    place.run(&[]);
    let before = place.tree();
    let output = doctor(&place).output().unwrap();
    assert!(line(&output, "ledger").contains("version 2, 1 documents, 0 begun"), "{}", line(&output, "ledger"));
    assert!(line(&output, "leftovers") == "ok\tleftovers\tnone" && line(&output, "output").ends_with("can be written"));
    assert_eq!(place.tree(), before);
    assert_eq!(fs::read_dir(place.out()).unwrap().filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().starts_with(".sohoa-doctor")).count(), 0);
}

#[test]
fn a_model_that_is_missing_or_broken_is_3() {
    let place = Place::with(0);
    let none = doctor(&place).args(["--lang", "xyz"]).output().unwrap();
    assert_eq!(none.status.code(), Some(3));
    assert!(line(&none, "model").contains("apt-get install tesseract-ocr-xyz"));
    let models = place.0.path().join("models");
    fs::create_dir(&models).unwrap();
    fs::write(models.join("vie.traineddata"), "no model").unwrap();
    let broken = doctor(&place).env("TESSDATA_PREFIX", &models).output().unwrap();
    assert_eq!(broken.status.code(), Some(3), "{}", line(&broken, "reading"));
    assert!(line(&broken, "reading").contains("does not accept the model"), "{}", line(&broken, "reading"));
}

#[test]
fn a_folder_that_cannot_be_written_is_7() {
    let place = Place::with(0);
    fs::write(place.out(), "a file").unwrap();
    let output = doctor(&place).output().unwrap();
    assert_eq!(output.status.code(), Some(7));
    assert!(line(&output, "output").contains("is no folder; mend its permissions or choose another"), "{}", line(&output, "output"));
    let mut read_only = Command::new(env!("CARGO_BIN_EXE_sohoa"));
    assert_eq!(read_only.args(["doctor", "-o", "/proc/sohoa"]).output().unwrap().status.code(), Some(7));
}

#[test]
fn a_drive_without_locks_wants_its_ledger_elsewhere() {
    let place = Place::with(0);
    let with = |more: &[&str]| doctor(&place).args(more).env("LD_PRELOAD", &SHIM.1).env("FLOCK_FAILS", "1").output().unwrap();
    let output = with(&[]);
    assert_eq!(output.status.code(), Some(0));
    let told = line(&output, "locks");
    assert!(told.starts_with("warning\t") && told.ends_with("--ledger PATH"), "{told}");
    let elsewhere = ["--ledger", "/proc/sohoa/ledger.sqlite"];
    assert!(line(&with(&["--ledger", "/dev/shm/ledger.sqlite"]), "locks").starts_with("warning\t"), "it is tried where the ledger is to be");
    let refused = doctor(&place).args(elsewhere).output().unwrap();
    assert!(refused.status.code() == Some(7) && line(&refused, "locks").contains("choose another place with --ledger"));
}

#[test]
fn a_ledger_that_no_run_would_take_is_1() {
    let place = Place::with(1);
    place.run(&[]);
    let ledger = place.out().join(".sohoa/ledger.sqlite");
    rusqlite::Connection::open(&ledger).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let newer = doctor(&place).output().unwrap();
    assert!(newer.status.code() == Some(1) && line(&newer, "ledger").contains("newer sohoa"));
    fs::write(&ledger, "this is no database, whatever it is called").unwrap();
    let damaged = doctor(&place).output().unwrap();
    assert!(damaged.status.code() == Some(1) && line(&damaged, "ledger").contains("is damaged"), "{}", line(&damaged, "ledger"));
}

#[test]
fn what_a_killed_run_left_is_told_until_the_next_run() {
    let place = Place::with(8);
    let mut child = started(&place, &["--jobs", "1"]);
    until("a document is done", || done(&place) > 0);
    let running = doctor(&place).output().unwrap();
    assert!(line(&running, "leftovers").contains("1 runs go on"), "{}", line(&running, "leftovers"));
    signal("-KILL", child.id());
    child.wait().unwrap();
    assert!(line(&doctor(&place).output().unwrap(), "leftovers").starts_with("warning\t"));
    place.run(&[]);
    assert_eq!(line(&doctor(&place).output().unwrap(), "leftovers"), "ok\tleftovers\tnone");
}
