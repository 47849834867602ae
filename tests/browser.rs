//! The review page in a real browser: Debian's Chromium, without a window.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use chromiumoxide::cdp::browser_protocol::input::{DispatchKeyEventParams, DispatchKeyEventType};
use chromiumoxide::cdp::browser_protocol::log::EventEntryAdded;
use chromiumoxide::cdp::browser_protocol::network::EventRequestWillBeSent;
use chromiumoxide::cdp::js_protocol::runtime::EventExceptionThrown;
use chromiumoxide::{Browser, BrowserConfig, Page};
use futures::StreamExt;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::root;

/// The page of an output folder; ends with the value.
struct Served(Child, String);

impl Served {
    fn of(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sohoa"))
            .arg("review").arg("-o").arg(folder).args(["--port", "0", "--who", "Nguyễn An"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self(child, address.trim().trim_end_matches('/').to_owned())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

type Heard = Arc<Mutex<Vec<String>>>;

/// A tab of a browser, with what it asked for and complained of.
struct Tab {
    page: Page,
    asked: Heard,
    complaints: Heard,
    _browser: Browser,
    _profile: tempfile::TempDir,
}

impl Tab {
    async fn new() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let config = BrowserConfig::builder().no_sandbox().window_size(1280, 720).user_data_dir(profile.path()).build().unwrap();
        let (browser, mut handler) = Browser::launch(config).await.unwrap();
        tokio::spawn(async move { while handler.next().await.is_some() {} });
        let page = browser.new_page("about:blank").await.unwrap();
        let (asked, complaints) = (Heard::default(), Heard::default());
        let mut requests = page.event_listener::<EventRequestWillBeSent>().await.unwrap();
        let all = asked.clone();
        tokio::spawn(async move { while let Some(e) = requests.next().await { all.lock().unwrap().push(e.request.url.clone()) } });
        page.execute(chromiumoxide::cdp::browser_protocol::log::EnableParams::default()).await.unwrap();
        let (mut entries, mut thrown) = (page.event_listener::<EventEntryAdded>().await.unwrap(), page.event_listener::<EventExceptionThrown>().await.unwrap());
        let (logged, failed) = (complaints.clone(), complaints.clone());
        tokio::spawn(async move { while let Some(e) = entries.next().await { logged.lock().unwrap().push(format!("{:?} {}", e.entry.level, e.entry.text)) } });
        tokio::spawn(async move { while let Some(e) = thrown.next().await { failed.lock().unwrap().push(format!("{:?}", e.exception_details)) } });
        Self { page, asked, complaints, _browser: browser, _profile: profile }
    }

    async fn open(&self, url: &str) {
        self.page.goto(url).await.unwrap();
        self.page.wait_for_navigation().await.unwrap();
    }

    async fn js<T: DeserializeOwned>(&self, script: &str) -> T {
        self.page.evaluate(script).await.unwrap().into_value().unwrap()
    }

    async fn until(&self, script: &str) {
        for _ in 0..200 {
            // Between two pages there is nothing to ask.
            let found = self.page.evaluate(format!("Boolean({script})")).await.ok().and_then(|v| v.into_value::<bool>().ok());
            if found == Some(true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let there: String = self.js("location.href + ' ' + document.activeElement?.outerHTML.slice(0, 200) + ' ' + document.querySelector('#said')?.textContent").await;
        panic!("never: {script}; {there}; {:?}; {:?}", self.complaints.lock().unwrap(), self.asked.lock().unwrap());
    }

    /// Presses keys as a person does, each a letter or the name of a key.
    async fn press(&self, keys: &[&str]) {
        for key in keys {
            let letter = (key.chars().count() == 1).then(|| (*key).to_owned()).or_else(|| (*key == "Enter").then(|| "\r".to_owned()));
            let code = match *key {
                "Enter" => 13,
                "Escape" => 27,
                _ => 0,
            };
            for kind in [DispatchKeyEventType::KeyDown, DispatchKeyEventType::KeyUp] {
                let mut event = DispatchKeyEventParams::builder().r#type(kind.clone()).key(*key).windows_virtual_key_code(code).native_virtual_key_code(code);
                if code != 0 {
                    event = event.code(*key);
                }
                if let (Some(letter), DispatchKeyEventType::KeyDown) = (&letter, kind) {
                    event = event.text(letter);
                }
                self.page.execute(event.build().unwrap()).await.unwrap();
            }
        }
    }

    async fn write(&self, text: &str) {
        self.page.execute(chromiumoxide::cdp::browser_protocol::input::InsertTextParams::new(text)).await.unwrap();
    }

    /// Waits until the page has taken so many decisions.
    async fn seen(&self, decisions: usize) {
        self.until(&format!("!document.body.dataset.busy && JSON.parse(document.querySelector('#state').textContent).seen === {decisions}")).await;
    }
}

fn digitised() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    support::sohoa().arg("run").arg(root().join("scans/lai-chau.pdf")).arg("-o").arg(dir.path().join("out")).arg("-q").assert().code(0);
    dir
}

fn notice(folder: &Path) -> Value {
    support::json(&folder.join("notice.json"))
}

/// What a notice says, without how sure it is.
fn said(folder: &Path) -> (Value, Value) {
    fn plain(body: &Value) -> Value {
        body.as_array().unwrap().iter().map(|b| serde_json::json!([b["label"], b["text"], plain(&b["children"])])).collect()
    }
    let notice = notice(folder);
    (notice["document"].clone(), plain(&notice["body"]))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_gone_through_by_keyboard_and_approved() {
    let dir = digitised();
    let (out, folder): (PathBuf, PathBuf) = (dir.path().join("out"), dir.path().join("out/lai-chau"));
    let before = said(&folder);
    let served = Served::of(&out);
    let tab = Tab::new().await;
    tab.open(&served.1).await;
    tab.until("document.querySelector('#rows a')").await;
    // The search has the focus: Enter goes to the first document, Enter opens it.
    tab.write("lai chau").await;
    tab.until("document.querySelectorAll('#rows a').length === 1").await;
    tab.press(&["Enter", "Enter"]).await;
    tab.until("typeof state !== 'undefined' && state && !document.querySelector('#card').hidden").await;
    tab.until("viewer.world.getItemCount() === 1").await;
    let first: usize = tab.js("current").await;
    let most: f64 = tab.js("Math.max(...state.points.map((p) => p.doubt))").await;
    assert_eq!(tab.js::<f64>(&format!("state.points[{first}].doubt")).await, most, "the most doubtful first");
    tab.press(&["n", "n", "N"]).await;
    // A field as it is.
    let take = "take(state.points.findIndex((p) => p.open && p.kind === 'word'))";
    tab.page.evaluate(take).await.unwrap();
    tab.press(&["a"]).await;
    tab.seen(1).await;
    assert_eq!(said(&folder), before, "what is right stays as it is");
    // A word written anew.
    tab.page.evaluate(take).await.unwrap();
    let (point, read): (usize, String) = (tab.js("current").await, tab.js("state.points[current].read").await);
    tab.press(&["e"]).await;
    tab.write("XYZ").await;
    tab.press(&["Enter"]).await;
    tab.seen(2).await;
    assert_eq!(tab.js::<String>(&format!("state.points[{point}].now")).await, "XYZ");
    assert!(fs::read_to_string(folder.join("text.txt")).unwrap().contains("XYZ"), "in place of {read}");
    tab.press(&["u"]).await;
    tab.seen(3).await;
    assert_eq!(said(&folder), before, "undone");
    // A label, a field, a block.
    tab.js::<bool>("block = document.querySelectorAll('.block')[5].dataset.way, current = null, mark(), true").await;
    let label: String = tab.js("document.querySelectorAll('.block')[5].querySelector('.label').textContent.trim()").await;
    tab.press(&["l"]).await;
    tab.write("99.").await;
    tab.press(&["Enter"]).await;
    tab.seen(4).await;
    assert!(notice(&folder)["body"].to_string().contains("\"99.\""), "{label} is 99.");
    tab.press(&["f"]).await;
    tab.js::<bool>("document.activeElement.select(), true").await;
    tab.write("159-TB/TU").await;
    tab.press(&["Enter"]).await;
    tab.seen(5).await;
    assert_eq!(notice(&folder)["document"]["number"], "159-TB/TU");
    let shape = said(&folder).1;
    tab.js::<bool>("document.activeElement.blur(), block = document.querySelectorAll('.block')[2].dataset.way, current = null, mark(), true").await;
    tab.press(&["]"]).await;
    tab.seen(6).await;
    assert_ne!(said(&folder).1, shape, "the block hangs under the one before");
    tab.press(&["u"]).await;
    tab.seen(7).await;
    assert_eq!(said(&folder).1, shape);
    tab.js::<bool>("window.confirm = () => true, true").await;
    tab.press(&["A"]).await;
    tab.seen(8).await;
    tab.until("document.querySelector('#approved')").await;
    let approved = fs::read(folder.join("notice.json")).unwrap();
    assert_eq!(notice(&folder)["quality"]["review"], "approved");
    drop(served);
    // Still there after a restart, and after a new run.
    let served = Served::of(&out);
    support::sohoa().arg("run").arg(root().join("scans/lai-chau.pdf")).arg("-o").arg(&out).args(["-q", "--force"]).assert().code(0);
    assert_eq!(fs::read(folder.join("notice.json")).unwrap(), approved);
    tab.open(&format!("{}/lang/en", served.1)).await;
    tab.until("document.documentElement.lang === 'en'").await;
    tab.open(&format!("{}/?show=approved", served.1)).await;
    assert!(tab.js::<String>("document.body.textContent").await.contains("158") || tab.js::<String>("document.body.textContent").await.contains("159-TB/TU"));
    let strangers: Vec<String> = tab.asked.lock().unwrap().iter().filter(|url| !url.starts_with("http://127.0.0.1:") && !url.starts_with("data:") && !url.starts_with("about:")).cloned().collect();
    assert!(strangers.is_empty(), "{strangers:?}");
    assert!(tab.complaints.lock().unwrap().is_empty(), "{:?}", tab.complaints.lock().unwrap());
}
