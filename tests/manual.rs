//! What the program says of itself: help, man pages, completions, all from one source.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use clap::{Command, CommandFactory};
use std::collections::BTreeSet;
use std::fs;
use support::sohoa;

fn commands() -> Vec<Command> {
    let all: Vec<Command> = sohoa::cli::Cli::command().get_subcommands().cloned().collect();
    assert!(all.len() > 8);
    all
}

#[test]
fn every_command_and_option_says_what_it_does() {
    for command in commands().iter().chain([&sohoa::cli::Cli::command()]) {
        assert!(command.get_about().is_some_and(|a| a.to_string().len() > 10), "{}", command.get_name());
        for argument in command.get_arguments() {
            assert!(argument.get_help().is_some_and(|h| h.to_string().len() > 4), "{} {}", command.get_name(), argument.get_id());
            let named = argument.get_possible_values().iter().filter(|v| !v.is_hide_set()).all(|v| !v.get_name().is_empty());
            assert!(named, "{} {}", command.get_name(), argument.get_id());
        }
        Command::debug_assert(command.clone());
    }
}

#[test]
fn what_run_and_watch_share_does_not_tell_of_them() {
    let about = |name: &str| commands().iter().find(|c| c.get_name() == name).unwrap().get_about().unwrap().to_string();
    assert!(about("run").starts_with("Digitise files and folders") && about("watch").contains("scanner"));
}

#[test]
fn every_command_has_its_man_page_with_all_its_options() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("man1");
    sohoa().arg("man").arg(&folder).assert().code(0);
    let pages: BTreeSet<String> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    let wanted: BTreeSet<String> = commands().iter().map(|c| format!("sohoa-{}.1", c.get_name())).chain(["sohoa.1".to_owned()]).collect();
    assert_eq!(pages, wanted);
    for command in commands() {
        let page = fs::read_to_string(folder.join(format!("sohoa-{}.1", command.get_name()))).unwrap().replace("\\-", "-");
        for option in command.get_arguments().filter_map(|a| a.get_long()) {
            assert!(page.contains(&format!("--{option}")), "{option} in {page}");
        }
        assert!(page.contains(".SH OPTIONS") && !page.contains("worker process"), "{page}");
    }
}

#[test]
fn the_worker_is_no_command() {
    let help = String::from_utf8(sohoa().arg("--help").output().unwrap().stdout).unwrap();
    let scripts = ["bash", "zsh", "fish"].map(|shell| String::from_utf8(sohoa().args(["completions", shell]).output().unwrap().stdout).unwrap());
    for text in scripts.iter().chain([&help]) {
        // Of workers an option of run tells.
        assert!(!text.contains("sohoa__worker") && !text.contains("sohoa worker") && !text.lines().any(|l| l.trim_start().starts_with("worker")), "{text}");
        assert!(commands().iter().all(|c| text.contains(c.get_name())));
    }
}

#[test]
fn bash_takes_the_completion_and_completes_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("sohoa");
    fs::write(&file, sohoa().args(["completions", "bash"]).output().unwrap().stdout).unwrap();
    assert_cmd::Command::new("bash").arg("-n").arg(&file).assert().success().stderr("");
    let try_it = format!(". {}; COMP_WORDS=(sohoa watch --mov); COMP_CWORD=2; _sohoa sohoa --mov watch; echo \"${{COMPREPLY[@]}}\"", file.display());
    assert_cmd::Command::new("bash").args(["-c", &try_it]).assert().success().stdout("--move-done\n");
}

#[test]
fn a_folder_that_cannot_be_written_is_7_for_man_pages() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("file"), "").unwrap();
    let done = sohoa().arg("man").arg(dir.path().join("file")).assert().code(7);
    assert!(String::from_utf8_lossy(&done.get_output().stderr).contains("cannot be written"));
}
