//! A tab of Debian's Chromium without a window, and the review page that it looks at.

use chromiumoxide::cdp::browser_protocol::input::{DispatchKeyEventParams, DispatchKeyEventType, InsertTextParams};
use chromiumoxide::cdp::browser_protocol::log::{EnableParams, EventEntryAdded};
use chromiumoxide::cdp::browser_protocol::network::EventRequestWillBeSent;
use chromiumoxide::cdp::js_protocol::runtime::EventExceptionThrown;
use chromiumoxide::handler::viewport::Viewport;
use chromiumoxide::{Browser, BrowserConfig, Page};
use futures::StreamExt;
use serde::de::DeserializeOwned;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The page of an output folder; it ends with the value.
pub struct Served(Child, pub String);

impl Served {
    pub fn of(folder: &Path) -> Self {
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

/// A tab of 1280 by 720 pixels, with what it asked for and complained of.
pub struct Tab {
    pub page: Page,
    pub asked: Heard,
    pub complaints: Heard,
    _browser: Browser,
    _profile: tempfile::TempDir,
}

impl Tab {
    pub async fn new() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let viewport = Viewport { width: 1280, height: 720, ..Viewport::default() };
        let config = BrowserConfig::builder().no_sandbox().window_size(1280, 720).viewport(viewport).user_data_dir(profile.path()).build().unwrap();
        let (browser, mut handler) = Browser::launch(config).await.unwrap();
        tokio::spawn(async move { while handler.next().await.is_some() {} });
        let page = browser.new_page("about:blank").await.unwrap();
        let (asked, complaints) = (Heard::default(), Heard::default());
        let mut requests = page.event_listener::<EventRequestWillBeSent>().await.unwrap();
        let all = asked.clone();
        tokio::spawn(async move { while let Some(e) = requests.next().await { all.lock().unwrap().push(e.request.url.clone()) } });
        page.execute(EnableParams::default()).await.unwrap();
        let (mut entries, mut thrown) = (page.event_listener::<EventEntryAdded>().await.unwrap(), page.event_listener::<EventExceptionThrown>().await.unwrap());
        let (logged, failed) = (complaints.clone(), complaints.clone());
        tokio::spawn(async move { while let Some(e) = entries.next().await { logged.lock().unwrap().push(format!("{:?} {}", e.entry.level, e.entry.text)) } });
        tokio::spawn(async move { while let Some(e) = thrown.next().await { failed.lock().unwrap().push(format!("{:?}", e.exception_details)) } });
        Self { page, asked, complaints, _browser: browser, _profile: profile }
    }

    pub async fn open(&self, url: &str) {
        self.page.goto(url).await.unwrap();
        self.page.wait_for_navigation().await.unwrap();
    }

    pub async fn js<T: DeserializeOwned>(&self, script: &str) -> T {
        self.page.evaluate(script).await.unwrap_or_else(|e| panic!("{script}: {e}")).into_value().unwrap()
    }

    /// Runs a script whose value nobody needs.
    pub async fn run(&self, script: &str) {
        self.page.evaluate(script).await.unwrap_or_else(|e| panic!("{script}: {e}"));
    }

    pub async fn until(&self, script: &str) {
        for _ in 0..1000 {
            // Between two pages there is nothing to ask.
            let found = self.page.evaluate(format!("Boolean({script})")).await.ok().and_then(|v| v.into_value::<bool>().ok());
            if found == Some(true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let there: String = self.js("location.href + ' ' + document.activeElement?.outerHTML.slice(0, 200) + ' ' + document.querySelector('#said')?.textContent").await;
        panic!("never: {script}; {there}; {:?}; {:?}", self.complaints.lock().unwrap(), self.asked.lock().unwrap());
    }

    /// Presses keys as a person does, each a letter or the name of a key.
    pub async fn press(&self, keys: &[&str]) {
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

    /// Puts text where the cursor is, in place of what is chosen there.
    pub async fn write(&self, text: &str) {
        self.page.execute(InsertTextParams::new(text)).await.unwrap();
    }
}
