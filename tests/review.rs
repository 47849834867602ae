//! `sohoa review` over HTTP: what it answers, and whom it refuses.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use serde_json::{Value, json};
use sohoa::export::json as export;
use sohoa::review::work::Work;
use sohoa::types::aside::Aside;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use support::line;

/// A page that is served; it ends with the value.
struct Served {
    child: Child,
    /// Host and port.
    at: String,
    /// What the address held beside them.
    query: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Served {
    fn of(folder: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sohoa"))
            .arg("review").arg("-o").arg(folder).args(["--port", "0", "--who", "An"]).args(more)
            .stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let (at, query) = address.trim().strip_prefix("http://").unwrap().split_once('/').unwrap();
        Self { child, at: at.replace("0.0.0.0", "127.0.0.1"), query: query.to_owned() }
    }

    /// Asks as a browser does, with these lines in the head in place of its own.
    fn ask(&self, what: &str, head: &[&str], body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.at).unwrap();
        let host = if head.iter().any(|h| h.starts_with("Host:")) { String::new() } else { format!("Host: {}\r\n", self.at) };
        let head: String = head.iter().map(|h| format!("{h}\r\n")).collect();
        let form = if body.is_empty() { String::new() } else { format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", body.len()) };
        write!(stream, "{what} HTTP/1.1\r\n{host}{head}{form}Connection: close\r\n\r\n{body}").unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let text = String::from_utf8_lossy(&all).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        Answer { status: head.split(' ').nth(1).unwrap().parse().unwrap(), head: head.to_owned(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), &[], "")
    }

    /// The address of the only document that holds these words.
    fn document(&self, words: &str) -> String {
        let rows = self.get(&format!("/rows?show=all&q={}", encoded(words))).body;
        let found: Vec<&str> = rows.match_indices("href=\"").map(|(at, _)| rows[at + 6..].split('"').next().unwrap()).collect();
        assert_eq!(found.len(), 1, "{words}: {rows}");
        found[0].to_owned()
    }

    fn secret(&self, document: &str) -> String {
        let page = self.get(document).body;
        page.split("name=\"secret\" content=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// What a page has seen that was loaded after so many decisions.
    fn seen(&self, document: &str, decisions: usize) -> String {
        let page = self.get(document).body;
        let digest = page.split("\"seen\":\"").nth(1).unwrap().split('-').next().unwrap().to_owned();
        format!("{digest}-{decisions}")
    }

    fn wish(&self, document: &str, head: &[&str], (seen, wish): (usize, Value)) -> Answer {
        let seen = self.seen(document, seen);
        self.ask(&format!("POST {document}"), head, &format!("seen={seen}&who=An&wish={}", encoded(&wish.to_string())))
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

fn document(folder: &Path, lines: &[&str]) -> PathBuf {
    fs::create_dir_all(folder.join("pages")).unwrap();
    fs::write(folder.join("pages/p1.jpg"), "a picture").unwrap();
    let found = support::digitized(lines.iter().enumerate().map(|(i, l)| line(i, l)).collect(), &Aside::default(), Vec::new());
    fs::write(folder.join("evidence.json"), export::pretty(&found).unwrap()).unwrap();
    Work::load(folder).unwrap().write().unwrap();
    folder.to_owned()
}

/// An output folder with two documents, one of which was made to harm.
fn outputs() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    document(&dir.path().join("out/Thông báo"), &[">1. Giao Sở Tài chính", ">2. Giao Sở Y tế"]);
    document(&dir.path().join("out/<img src=x onerror=alert(1)>"), &[">1. Giao </script><script>alert(2)</script>"]);
    fs::write(dir.path().join("secret.txt"), "not for you").unwrap();
    dir
}

#[test]
fn a_decision_is_kept_and_the_outputs_are_written_anew() {
    let dir = outputs();
    let served = Served::of(&dir.path().join("out"), &[]);
    let at = served.document("thong bao");
    assert_eq!(at, served.document("Thông báo"), "with marks and without");
    let (secret, file) = (format!("x-sohoa: {}", served.secret(&at)), dir.path().join("out/Thông báo/notice.json"));
    let done = served.wish(&at, &[&secret], (0, json!({ "do": "word", "line": 1, "word": 4, "text": "tê" })));
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(support::json(&file)["body"][1]["text"], "Giao Sở Y tê");
    assert_eq!(served.wish(&at, &[&secret], (0, json!({ "do": "approve" }))).status, 409, "it has not seen the first");
    assert_eq!(served.wish(&at, &[&secret], (1, json!({ "do": "field", "field": "date", "value": "2024-02-30" }))).status, 422);
    assert_eq!(served.wish(&at, &[&secret], (1, json!({ "do": "approve" }))).status, 200);
    assert_eq!(support::json(&file)["quality"]["review"], "approved");
    drop(served);
    let again = Served::of(&dir.path().join("out"), &[]);
    assert!(again.get(&again.document("thong bao")).body.contains("id=\"approved\""));
    assert!(again.get("/rows?show=approved").body.contains("Thông báo") && !again.get("/rows").body.contains("Thông báo"));
}

#[test]
fn both_languages_are_spoken() {
    let dir = outputs();
    let served = Served::of(&dir.path().join("out"), &[]);
    assert!(served.get("/").body.contains("Danh sách") || served.get("/").body.contains("Soát văn bản"));
    let switched = served.get("/lang/en?back=//evil.example");
    assert!(switched.status == 303 && switched.head.to_lowercase().contains("location: /\r\n"), "{}", switched.head);
    assert!(served.ask("GET /", &["Cookie: lang=en"], "").body.contains("Most doubtful first"));
}

#[test]
fn only_files_of_documents_are_served() {
    let dir = outputs();
    let served = Served::of(&dir.path().join("out"), &[]);
    let at = served.document("thong bao");
    assert_eq!(served.get(&format!("{at}/page/1/scan")).body, "a picture");
    let paths = [
        "/../secret.txt", "/d/../../secret.txt", "/d/..%2f..%2fsecret.txt", "/static/../../secret.txt", "/static/..%2f..%2fsecret.txt", "/static/%2e%2e/Cargo.toml",
        &format!("{at}/page/1/..%2f..%2fevidence.json"), &format!("{at}/page/..%2f1/scan"), &format!("{at}/page/2/scan"), &format!("{at}/page/1/evidence"), "/d/Th%C3%B4ng%20b%C3%A1o", "/etc/passwd",
    ];
    for path in paths {
        let answer = served.get(path);
        assert!((400..500).contains(&answer.status) && !answer.body.contains("not for you"), "{path}: {} {}", answer.status, answer.body);
    }
}

#[test]
fn text_and_names_are_never_scripts() {
    let dir = outputs();
    let served = Served::of(&dir.path().join("out"), &[]);
    for path in ["/".to_owned(), served.document("onerror")] {
        let answer = served.get(&path);
        assert!(answer.status == 200 && !answer.body.contains("<img src=x") && !answer.body.contains("<script>alert"), "{path}: {}", answer.body);
        let head = answer.head.to_lowercase();
        assert!(head.contains("content-security-policy: default-src 'none'; script-src 'self';") && head.contains("x-content-type-options: nosniff"), "{head}");
        assert!(!answer.body.contains(" onclick") && !answer.body.contains(" style=") && !answer.body.contains("http://") && !answer.body.contains("https://"));
    }
}

#[test]
fn forged_forms_are_refused() {
    let dir = outputs();
    let served = Served::of(&dir.path().join("out"), &[]);
    let at = served.document("thong bao");
    let secret = format!("x-sohoa: {}", served.secret(&at));
    let wrong = format!("x-sohoa: {}", "0".repeat(64));
    for head in [vec![], vec!["x-sohoa: "], vec![&*wrong], vec![&*secret, "Origin: http://evil.example"], vec![&*secret, "Origin: null"]] {
        assert_eq!(served.wish(&at, &head, (0, json!({ "do": "approve" }))).status, 403, "{head:?}");
    }
    assert!(!dir.path().join("out/Thông báo/decisions.jsonl").exists());
    let own = format!("Origin: http://{}", served.at);
    assert_eq!(served.wish(&at, &[&secret, &own], (0, json!({ "do": "approve" }))).status, 200);
}

#[test]
fn a_foreign_host_is_refused() {
    let dir = outputs();
    let served = Served::of(&dir.path().join("out"), &["--host", "archive.local"]);
    let port = served.at.split(':').next_back().unwrap();
    let status = |host: &str| served.ask("GET /", &[&format!("Host: {host}")], "").status;
    let foreign = ["evil.example", &format!("evil.example:{port}"), "127.0.0.1", "127.0.0.1:1", &format!("archive.local.evil.example:{port}"), &format!("10.0.0.1:{port}"), ""];
    assert_eq!(foreign.map(status), [403; 7]);
    // A proxy has a port of its own.
    assert_eq!([&format!("localhost:{port}"), &format!("ARCHIVE.local:{port}"), "archive.local", "archive.local:443"].map(status), [200; 4]);
}

#[test]
fn another_address_wants_the_token() {
    let dir = outputs();
    let served = Served::of(&dir.path().join("out"), &["--listen", "0.0.0.0"]);
    let token = served.query.strip_prefix("?token=").unwrap();
    assert_eq!([served.get("/").status, served.get("/static/style.css").status, served.get("/?token=0000").status], [403; 3]);
    let first = served.get(&format!("/?token={token}"));
    // No redirection: behind one from somebody else's page the cookie would not be sent.
    assert!(first.status == 200 && !first.body.contains(token), "{}", first.body);
    let (head, name) = (first.head.to_lowercase(), format!("sohoa-{}", served.at.split(':').next_back().unwrap()));
    assert!(head.contains(&format!("set-cookie: {name}=")) && head.contains("httponly") && head.contains("samesite=strict") && !head.contains("secure"), "{head}");
    let proxied = served.ask(&format!("GET /?token={token}"), &["X-Forwarded-Proto: https"], "");
    assert!(proxied.head.contains("; Secure"), "{}", proxied.head);
    assert_eq!(served.ask("GET /", &[&format!("Cookie: {name}={token}")], "").status, 200);
    assert_eq!(served.ask("GET /", &[&format!("Cookie: {name}=0000")], "").status, 403);
    let loopback = Served::of(&dir.path().join("out"), &[]);
    assert_eq!((loopback.query.as_str(), loopback.get("/").status), ("", 200));
}
