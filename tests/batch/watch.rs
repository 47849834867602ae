//! `sohoa watch`: what comes, what grows, what fails, what goes away.

use super::signals::{done, signal, until};
use super::{Place, page, quiet, said};
use std::fs;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

pub fn command(place: &Place, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sohoa"));
    command.arg("watch").arg(place.scans()).arg("-o").arg(place.out()).args(["--jobs", "1", "--every", "1"]).args(more);
    if !more.contains(&"--settle") {
        command.args(["--settle", "2"]);
    }
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn once(place: &Place, more: &[&str]) -> Output {
    command(place, &[&["--once"], more].concat()).output().unwrap()
}

/// Names of the documents on standard output, by their states.
pub fn told(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().map(|l| l.split_once('\t').unwrap()).map(|(state, folder)| format!("{state} {}", folder.rsplit_once("out/").unwrap().1)).collect()
}

fn begun(place: &Place, more: &[&str]) -> Child {
    command(place, more).spawn().unwrap()
}

/// Ends it as a service manager does; cleanly.
fn end(child: Child) -> Output {
    signal("-TERM", child.id());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", said(&output));
    output
}

fn rest(seconds: u64) {
    std::thread::sleep(Duration::from_secs(seconds));
}

#[test]
fn once_does_what_is_there_and_a_second_time_nothing() {
    let place = Place::with(2);
    let first = once(&place, &[]);
    assert_eq!((first.status.code(), told(&first)), (Some(0), vec!["done d00".to_owned(), "done d01".to_owned()]), "{}", said(&first));
    assert_eq!(place.tree(), quiet(&place), "as sohoa run does it");
    page(7, &place.scans().join("d05.png"));
    let second = once(&place, &["--settle", "0"]);
    assert_eq!((second.status.code(), told(&second)), (Some(0), vec!["done d05".to_owned()]));
    assert!(place.out().join("report.html").is_file() && place.scans().join("d00.png").is_file(), "nothing is moved");
}

#[test]
fn a_file_that_grows_is_not_taken_before_it_is_whole() {
    let place = Place::with(0);
    page(5, &place.0.path().join("whole.png"));
    let data = fs::read(place.0.path().join("whole.png")).unwrap();
    let child = begun(&place, &[]);
    // Longer in coming than it has to rest.
    for part in 1..=8 {
        fs::write(place.scans().join("slow.png"), &data[..data.len() * part / 8]).unwrap();
        std::thread::sleep(Duration::from_millis(600));
    }
    until("it is done", || done(&place) == 1);
    let output = end(child);
    assert_eq!(told(&output), ["done slow"], "{}", said(&output));
}

#[test]
fn pages_in_files_of_their_own_are_waited_for() {
    let place = Place::with(0);
    let child = begun(&place, &[]);
    for n in 1..=4 {
        page(n, &place.scans().join(format!("notice-p{n}.png")));
        std::thread::sleep(Duration::from_millis(1200));
    }
    until("it is done", || done(&place) == 1);
    let output = end(child);
    assert_eq!(told(&output), ["done notice"], "{}", said(&output));
    assert!(place.out().join("notice/pages/p4.jpg").is_file());
}

#[test]
fn a_file_that_fails_is_tried_again_when_it_changes_and_not_before() {
    let place = Place::with(1);
    let file = place.scans().join("bad.png");
    fs::write(&file, "").unwrap();
    let child = begun(&place, &["--settle", "1"]);
    until("the good one is done", || done(&place) == 1);
    rest(6);
    page(9, &file);
    until("the bad one is done, too", || done(&place) == 2);
    let output = end(child);
    assert_eq!(said(&output).matches("is empty (0 bytes)").count(), 1, "{}", said(&output));
    assert_eq!(told(&output).len(), 3, "{:?}", told(&output));
    assert!(told(&output).contains(&"failed bad".to_owned()) && told(&output).contains(&"done bad".to_owned()));
    fs::write(&file, "").unwrap();
    let again = [once(&place, &[]), once(&place, &[])];
    assert!(again.iter().all(|o| o.status.code() == Some(4) && told(o) == ["failed bad"]), "each start tries it again: {}", said(&again[1]));
}

#[test]
fn an_inbox_that_goes_away_is_waited_for() {
    let place = Place::with(1);
    let away = place.0.path().join("away");
    let child = begun(&place, &["--settle", "1"]);
    until("the first is done", || done(&place) == 1);
    fs::rename(place.scans(), &away).unwrap();
    rest(4);
    page(9, &away.join("new.png"));
    fs::rename(&away, place.scans()).unwrap();
    until("the new one is done", || done(&place) == 2);
    let output = end(child);
    let words = said(&output);
    assert_eq!((words.matches("cannot be looked at").count(), words.matches("is there again").count()), (1, 1), "{words}");
    assert_eq!(told(&output), ["done d00", "done new"]);
    fs::rename(place.scans(), &away).unwrap();
    assert_eq!(once(&place, &[]).status.code(), Some(5), "who asks for what is there now is told that nothing is");
}

#[test]
fn it_ends_in_the_middle_of_its_work_and_goes_on_at_the_next_start() {
    let place = Place::with(8);
    let child = begun(&place, &[]);
    until("a document is done", || done(&place) > 0);
    let output = end(child);
    let first = told(&output).len();
    assert!(first > 0 && first < 8 && said(&output).contains(&format!("{} documents are left", 8 - first)), "{first}: {}", said(&output));
    assert_eq!(done(&place), first);
    let rest = once(&place, &[]);
    assert_eq!((rest.status.code(), told(&rest).len()), (Some(0), 8 - first), "{}", said(&rest));
    assert_eq!(place.tree(), quiet(&place));
}

#[test]
fn outputs_within_the_inbox_are_no_input() {
    let place = Place::with(1);
    let (out, scanned) = (place.scans().join("out/"), place.scans().join("scanned"));
    let more = ["-o", out.to_str().unwrap(), "--move-done", scanned.to_str().unwrap()];
    let both = [(); 2].map(|()| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sohoa"));
        command.arg("watch").arg(place.scans()).args(more).args(["--once", "--settle", "0"]).output().unwrap()
    });
    assert_eq!(both.each_ref().map(told), [vec!["done d00".to_owned()], vec![]], "{}", said(&both[1]));
    assert!(scanned.join("d00.png").is_file());
    let names: Vec<_> = fs::read_dir(&out).unwrap().map(|e| e.unwrap().file_name()).filter(|n| n != ".sohoa" && !n.to_string_lossy().starts_with("report.")).collect();
    assert_eq!(names, ["d00"]);
}

#[test]
fn a_second_watch_of_an_output_folder_is_7() {
    let place = Place::with(1);
    let first = begun(&place, &["--settle", "0"]);
    until("a document is done", || done(&place) > 0);
    let second = once(&place, &[]);
    assert_eq!(second.status.code(), Some(7));
    assert!(said(&second).contains("another sohoa watch puts its outputs there"), "{}", said(&second));
    end(first);
    assert_eq!(once(&place, &[]).status.code(), Some(0), "it is free again");
}

#[test]
fn folders_that_hold_the_inbox_are_2() {
    let place = Place::with(1);
    for option in ["-o", "--move-done"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sohoa"));
        let output = command.arg("watch").arg(place.scans()).arg(option).arg(place.0.path()).arg("--once").output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(&format!("choose another folder with {option}")), "{}", said(&output));
    }
}
