//! The unit of systemd and its example: what they say is what the program takes.

use super::support::root;
use super::{Place, said};
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

fn unit() -> String {
    fs::read_to_string(root().join("dist/sohoa-watch@.service")).unwrap()
}

/// The variables of the example, with folders of this test.
fn variables(place: &Place) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("dist/sohoa-watch.env.example")).unwrap();
    let here = text.replace("/srv/sohoa/example", place.0.path().to_str().unwrap());
    here.lines().filter(|l| !l.starts_with('#')).map(|l| l.split_once('=').unwrap()).map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
}

/// What systemd makes of ExecStart: `${NAME}` is one word, `$NAME` as many as it holds.
fn words(place: &Place) -> Vec<String> {
    let (unit, variables) = (unit(), variables(place));
    let line = unit.lines().find_map(|l| l.strip_prefix("ExecStart=")).unwrap();
    line.split(' ').flat_map(|word| match word.strip_prefix('$') {
        None => vec![word.to_owned()],
        Some(name) => match name.strip_prefix('{').and_then(|n| n.strip_suffix('}')) {
            Some(name) => vec![variables[name].clone()],
            None => variables[name].split(' ').map(str::to_owned).collect(),
        },
    }).collect()
}

#[test]
fn the_unit_with_the_example_watches() {
    let place = Place::with(1);
    fs::rename(place.scans(), place.0.path().join("inbox")).unwrap();
    let words = words(&place);
    assert_eq!(words[0], "/usr/local/bin/sohoa", "where make install puts it");
    let output = Command::new(env!("CARGO_BIN_EXE_sohoa")).args(&words[1..]).args(["--once"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(place.0.path().join("notices/d00/evidence.json").is_file() && place.0.path().join("scanned/d00.png").is_file());
}

#[test]
fn systemd_takes_the_unit() {
    let there = Command::new("systemd-analyze").arg("--version").output();
    let Ok(there) = there else {
        // The arguments are tried above in any case; what else stands in the unit only systemd knows.
        return assert!(unit().contains("SuccessExitStatus=130"), "systemd-analyze is not installed here");
    };
    assert!(there.status.success());
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("sohoa-watch@inbox.service");
    fs::write(&file, unit().replace("/usr/local/bin/sohoa", env!("CARGO_BIN_EXE_sohoa"))).unwrap();
    let output = Command::new("systemd-analyze").args(["verify", "--man=no"]).arg(&file).output().unwrap();
    let own: Vec<String> = said(&output).lines().filter(|l| l.contains("sohoa-watch")).map(str::to_owned).collect();
    assert!(output.status.success() && own.is_empty(), "{own:?}");
}
