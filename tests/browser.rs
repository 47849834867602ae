//! The review page in a real browser: Debian's Chromium, without a window.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/browser.rs"]
mod browser;
mod support;

use browser::{Served, Tab};
use serde_json::{Value, json};
use sohoa::decisions;
use sohoa::export::json as export;
use std::fs;
use std::path::{Path, PathBuf};
use support::root;

/// The Lai Châu sample digitised, and how to go through it.
struct Desk {
    dir: tempfile::TempDir,
    tab: Tab,
}

impl Desk {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        support::sohoa().arg("run").arg(root().join("scans/lai-chau.pdf")).arg("-o").arg(dir.path().join("out")).arg("-q").assert().code(0);
        Self { dir, tab: Tab::new().await }
    }

    fn out(&self) -> PathBuf {
        self.dir.path().join("out")
    }

    fn folder(&self) -> PathBuf {
        self.out().join("lai-chau")
    }

    /// The bytes of the outputs, which are what evidence and decisions make.
    fn outputs(&self) -> Outputs {
        let read = |name: &str| fs::read(self.folder().join(name)).unwrap();
        let found = export::evidence(&read("evidence.json")).unwrap();
        let with = decisions::in_folder(&self.folder(), &found).unwrap().found;
        let out = Outputs { notice: read("notice.json"), text: read("text.txt") };
        assert_eq!(out.notice, export::pretty(&export::notice(&with).unwrap()).unwrap().into_bytes());
        assert_eq!(out.text, sohoa::export::text::text(&with).into_bytes());
        assert_eq!(read("record.json"), export::pretty(&sohoa::export::record::record(&with).unwrap()).unwrap().into_bytes());
        out
    }

    /// From the list to the document, which the search finds.
    async fn open(&self, served: &Served) {
        self.tab.open(&served.1).await;
        self.tab.until("document.querySelector('#rows a')").await;
        // The search has the focus: Enter opens the only document that it finds.
        self.tab.run("document.querySelector('[name=q]').select()").await;
        self.tab.write("lai chau").await;
        self.tab.until("document.querySelectorAll('#rows a').length === 1").await;
        self.tab.press(&["Enter"]).await;
        self.tab.until("document.body.dataset.ready && document.querySelector('#scan').dataset.shown").await;
    }

    async fn state(&self) -> Value {
        self.tab.js("JSON.parse(document.querySelector('#state').textContent)").await
    }

    /// The point in hand.
    async fn point(&self) -> Value {
        self.state().await["points"].get(self.tab.js::<String>("document.querySelector('#card').dataset.point").await.parse().unwrap_or(usize::MAX)).cloned().unwrap_or_default()
    }

    /// Steps on until a point is in hand.
    async fn step_to(&self, kind: &str, read: &str) {
        for _ in 0..self.state().await["points"].as_array().unwrap().len() {
            let point = self.point().await;
            if point["kind"] == kind && point["read"] == read {
                return;
            }
            self.tab.press(&["j"]).await;
        }
        panic!("no {kind} {read}: {}", self.state().await);
    }

    /// Waits until so many decisions are made.
    async fn made(&self, decisions: usize) {
        self.tab.until(&format!("!document.body.dataset.busy && JSON.parse(document.querySelector('#state').textContent).decided === {decisions}")).await;
    }
}

#[derive(PartialEq, Clone)]
struct Outputs {
    notice: Vec<u8>,
    text: Vec<u8>,
}

impl Outputs {
    fn notice(&self) -> Value {
        serde_json::from_slice(&self.notice).unwrap()
    }

    /// Where another notice is otherwise and how: confidences aside, in the order of the file.
    fn changes(&self, after: &Self) -> Vec<(String, Value)> {
        let mut out = Vec::new();
        differing(&self.notice(), &after.notice(), "", &mut out);
        out
    }

    fn text(&self) -> String {
        String::from_utf8(self.text.clone()).unwrap()
    }
}

fn differing(a: &Value, b: &Value, at: &str, out: &mut Vec<(String, Value)>) {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            a.iter().filter(|(key, _)| *key != "confidence").for_each(|(key, value)| differing(value, &b[key], &format!("{at}/{key}"), out));
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => a.iter().zip(b).enumerate().for_each(|(i, (a, b))| differing(a, b, &format!("{at}/{i}"), out)),
        _ if a != b => out.push((at.to_owned(), b.clone())),
        _ => {}
    }
}

/// Labels and beginnings of a tree.
fn shape(body: &Value) -> Value {
    body.as_array().unwrap().iter().map(|b| json!([b["label"], b["text"].as_str().unwrap().chars().take(20).collect::<String>(), shape(&b["children"])])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_gone_through_by_keyboard_and_approved() {
    let desk = Desk::new().await;
    let tab = &desk.tab;
    let served = Served::of(&desk.out());
    desk.open(&served).await;
    let most = desk.state().await["points"].as_array().unwrap().iter().map(|p| p["doubt"].as_f64().unwrap()).fold(0.0, f64::max);
    assert_eq!(desk.point().await["doubt"], most, "the most doubtful is the first");
    tab.press(&["n", "n", "N"]).await;

    // One is right: nothing but a count of doubtful words changes.
    let (before, first) = (desk.outputs(), desk.outputs());
    desk.step_to("word", "giãn").await;
    tab.press(&["a"]).await;
    desk.made(1).await;
    let after = desk.outputs();
    let low = before.notice()["quality"]["low_confidence_words"].as_u64().unwrap();
    let changed = before.changes(&after);
    assert_eq!(changed[0], ("/quality/low_confidence_words".into(), json!(low - 1)));
    assert!(changed.len() <= 2 && changed[1..].iter().all(|(at, _)| at == "/quality/reasons") && before.text == after.text, "{changed:?}");
    tab.press(&["u"]).await;
    desk.made(2).await;
    assert!(desk.outputs() == first, "undone to the byte");
    tab.press(&["U"]).await;
    desk.made(3).await;
    assert!(desk.outputs() == after, "and done again");

    // One is refused: what was taken for a hand is text.
    let before = after;
    desk.step_to("removal", "x7").await;
    tab.press(&["r"]).await;
    desk.made(4).await;
    let after = desk.outputs();
    assert!(!before.text().contains("x7") && after.text().contains("x7") && after.notice()["body"].to_string().matches("x7").count() == 1);
    tab.press(&["u"]).await;
    desk.made(5).await;
    assert!(desk.outputs() == before);
    tab.press(&["a"]).await;
    desk.made(6).await;
    assert_eq!(desk.outputs().text, before.text, "it stays out");

    // One is typed over.
    let before = desk.outputs();
    desk.step_to("word", "đồng").await;
    tab.press(&["e"]).await;
    tab.write("đông").await;
    tab.press(&["Enter"]).await;
    desk.made(7).await;
    let after = desk.outputs();
    let texts: Vec<(String, Value)> = before.changes(&after).into_iter().filter(|(at, _)| !at.starts_with("/quality")).collect();
    assert!(matches!(&texts[..], [(at, text)] if at.ends_with("/text") && text.as_str().unwrap().contains("tập trung đông người")), "{texts:?}");
    assert_eq!(after.text(), before.text().replacen("tập trung đồng người", "tập trung đông người", 1));

    // Nothing stands there: what was read out of the seal.
    for (n, read) in [(8, "tý"), (9, "TẾ")] {
        desk.step_to("word", read).await;
        tab.press(&["x"]).await;
        desk.made(n).await;
    }
    assert!(after.text().contains("tý TẾ") && !desk.outputs().text().contains("tý"));

    // A label, then a field.
    let before = desk.outputs();
    tab.press(&["ArrowDown"]).await;
    let label: String = tab.js("document.querySelector('.block.current .label').textContent.trim()").await;
    tab.press(&["l"]).await;
    tab.write("99.").await;
    tab.press(&["Enter"]).await;
    desk.made(10).await;
    let after = desk.outputs();
    let labels: Vec<(String, Value)> = before.changes(&after).into_iter().filter(|(at, _)| at.ends_with("/label")).collect();
    assert!(matches!(&labels[..], [(_, to)] if to == "99."), "{label}: {labels:?}");
    tab.press(&["u"]).await;
    desk.made(11).await;
    assert!(desk.outputs() == before);
    tab.press(&["f"]).await;
    tab.run("document.activeElement.select()").await;
    tab.write("159-TB/TU").await;
    tab.press(&["Enter"]).await;
    desk.made(12).await;
    let after = desk.outputs();
    let fields: Vec<(String, Value)> = before.changes(&after).into_iter().filter(|(at, _)| !at.starts_with("/quality")).collect();
    assert_eq!(fields, [("/document/number".to_owned(), json!("159-TB/TU"))]);

    // A block hangs under the one before, and back.
    let before = desk.outputs();
    tab.press(&["ArrowUp"]).await;
    let moved: String = tab.js("document.querySelector('.block.current').textContent.trim().slice(0, 12)").await;
    tab.press(&["]"]).await;
    desk.made(13).await;
    let after = desk.outputs();
    assert!(shape(&before.notice()["body"]) != shape(&after.notice()["body"]) && before.text == after.text, "{moved}");
    assert_eq!(tab.js::<String>("document.querySelector('.block.current').textContent.trim().slice(0, 12)").await, moved, "it stays in hand");
    tab.press(&["["]).await;
    desk.made(14).await;
    assert!(shape(&before.notice()["body"]) == shape(&desk.outputs().notice()["body"]), "up again, and what followed it stays where it was");
    tab.press(&["u", "u"]).await;
    desk.made(16).await;
    assert!(desk.outputs() == before);

    // Approved, although points are left.
    tab.press(&["A"]).await;
    tab.until("document.querySelector('#said').textContent").await;
    assert_eq!(desk.state().await["decided"], 16, "asked first");
    tab.press(&["A"]).await;
    desk.made(17).await;
    tab.until("document.querySelector('#approved').textContent.includes('Nguyễn An')").await;
    let approved = desk.outputs();
    assert_eq!(before.changes(&approved), [("/quality/review".to_owned(), json!("approved")), ("/quality/needs_review".to_owned(), json!(false))]);

    // Still there after a restart, and after a new run.
    drop(served);
    let served = Served::of(&desk.out());
    support::sohoa().arg("run").arg(root().join("scans/lai-chau.pdf")).arg("-o").arg(desk.out()).args(["-q", "--force"]).assert().code(0);
    assert!(desk.outputs() == approved);
    tab.open(&format!("{}/?show=approved", served.1)).await;
    tab.until("document.querySelector('#rows').textContent.includes('159-TB/TU')").await;
    tab.run("document.querySelector('#rows a').click()").await;
    tab.until("document.body.dataset.ready && document.querySelector('#approved')").await;
    quiet(tab);
}

/// Nobody else was asked for anything, and nothing was complained of.
fn quiet(tab: &Tab) {
    let strangers: Vec<String> = tab.asked.lock().unwrap().iter().filter(|url| !["http://127.0.0.1:", "data:", "about:", "blob:"].iter().any(|own| url.starts_with(own))).cloned().collect();
    assert!(strangers.is_empty(), "{strangers:?}");
    assert!(tab.complaints.lock().unwrap().is_empty(), "{:?}", tab.complaints.lock().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn both_languages_fit_the_window_and_everybody_can_use_them() {
    let desk = Desk::new().await;
    let (tab, served) = (&desk.tab, Served::of(&desk.out()));
    for (lang, title, accept) in [("vi", "Soát văn bản số hóa", "Đúng"), ("en", "Review of digitised documents", "Right")] {
        tab.open(&format!("{}/lang/{lang}", served.1)).await;
        tab.until(&format!("document.documentElement.lang === '{lang}' && document.title === '{title}'")).await;
        usable(tab).await;
        desk.open(&served).await;
        assert_eq!(tab.js::<String>("document.documentElement.lang + ' ' + JSON.parse(document.querySelector('#state').textContent).points[0].yes").await, format!("{lang} {accept}"));
        usable(tab).await;
        for _ in 0..desk.state().await["points"].as_array().unwrap().len() {
            tab.press(&["j"]).await;
            visible(tab, &desk.point().await).await;
        }
        tab.press(&["?"]).await;
        tab.until("document.querySelector('#help').open").await;
        usable(tab).await;
        tab.press(&["Escape"]).await;
    }
    quiet(tab);
}

/// The keys for a point and what it is about are in the window of 1280 by 720, and nothing covers them.
async fn visible(tab: &Tab, point: &Value) {
    let mut wanted = vec!["#do-accept", "#do-write", "#do-next", "#do-approve"];
    // A list is written in the record; what was taken off is not in the text.
    wanted.extend((point["list"] == false).then_some("#card-now"));
    wanted.extend((point["kind"] != "removal").then_some("#panel .current[data-point]"));
    let wanted = json!(wanted);
    let hidden: Vec<String> = tab.js(&format!("{wanted}.filter((wanted) => {{
        const of = document.querySelector(wanted);
        return ![...(of?.getClientRects() ?? [])].some(({{ x, y, width, height }}) => {{
            const at = document.elementFromPoint(x + width / 2, y + height / 2);
            return at && (of.contains(at) || at.contains(of) && at.closest('#panel'));
        }});
    }})")).await;
    assert!(hidden.is_empty(), "{hidden:?} {}", tab.js::<String>("document.querySelector('#card').innerText").await);
    assert!(tab.js::<bool>("document.documentElement.scrollWidth <= 1280 && document.documentElement.scrollHeight <= 720").await);
}

/// axe-core finds no serious fault, by day and by night.
async fn usable(tab: &Tab) {
    use chromiumoxide::cdp::browser_protocol::emulation::{MediaFeature, SetEmulatedMediaParams};
    tab.page.evaluate(fs::read_to_string(root().join("tests/vendor/axe-core/axe.min.js")).unwrap()).await.unwrap();
    for scheme in ["light", "dark"] {
        let feature = MediaFeature::new("prefers-color-scheme", scheme);
        tab.page.execute(SetEmulatedMediaParams::builder().feature(feature).build()).await.unwrap();
        let faults: Vec<String> = tab.js("axe.run().then(({ violations }) => violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' ; ')}`))").await;
        assert!(faults.is_empty(), "{scheme}: {faults:#?}");
    }
    tab.page.execute(SetEmulatedMediaParams::default()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_while_a_change_is_made_waits_and_is_not_lost() {
    let desk = Desk::new().await;
    let (tab, served) = (&desk.tab, Served::of(&desk.out()));
    desk.open(&served).await;
    // Faster than the server answers.
    tab.press(&["j", "a", "a", "a", "u"]).await;
    desk.made(4).await;
    let decided = desk.state().await["points"].as_array().unwrap().iter().filter(|p| p["open"] == false).count();
    assert_eq!(decided, 2);
    // What is typed into a field while another change is made stays there, and is sent when it is left.
    tab.run("document.querySelector('#do-accept').click(); const at = document.querySelector('[data-field=place]'); at.focus(); at.select()").await;
    tab.write("Lai Châu 2").await;
    desk.made(5).await;
    assert_eq!(tab.js::<String>("document.activeElement.dataset.field + ' ' + document.activeElement.value").await, "place Lai Châu 2");
    tab.press(&["Enter"]).await;
    desk.made(6).await;
    assert_eq!(desk.outputs().notice()["document"]["place"], "Lai Châu 2");
    // Another reviewer decided meanwhile: nothing is done over that, and the page is loaded again.
    let log = desk.folder().join(decisions::log::FILE);
    let lines = fs::read_to_string(&log).unwrap();
    other_reviewer(&desk.folder());
    tab.press(&["j", "a"]).await;
    tab.until("document.querySelector('#said').textContent").await;
    tab.until("document.body.dataset.ready && JSON.parse(document.querySelector('#state').textContent).decided === 7").await;
    assert!(fs::read_to_string(&log).unwrap().starts_with(&lines));
    // The browser says that one of its requests was refused.
    assert!(tab.complaints.lock().unwrap().iter().all(|c| c.contains("409")), "{:?}", tab.complaints.lock().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_saved_or_it_is_said_that_it_was_not() {
    let desk = Desk::new().await;
    let (tab, served) = (&desk.tab, Served::of(&desk.out()));
    desk.open(&served).await;
    let click = async |id: &str| {
        tab.page.find_element(id).await.unwrap().click().await.unwrap();
    };
    // Escape leaves it as it was.
    desk.step_to("word", "đồng").await;
    tab.press(&["e"]).await;
    tab.write("xyz").await;
    tab.press(&["Escape"]).await;
    assert_eq!(tab.js::<String>("document.querySelector('#card-now').value").await, "đồng");
    // The button that says that it is right saves what was typed, and so does going on.
    tab.press(&["e"]).await;
    tab.write("đông").await;
    click("#do-accept").await;
    desk.made(1).await;
    assert!(desk.outputs().text().contains("tập trung đông người"));
    desk.step_to("word", "chẽ").await;
    tab.press(&["e"]).await;
    tab.write("chẽ.").await;
    click("#do-next").await;
    desk.made(2).await;
    assert!(desk.outputs().text().contains("chẽ."));
    // After an undo the card shows what is there.
    tab.press(&["u"]).await;
    desk.made(3).await;
    // A date that is in no calendar stays to be corrected, and nothing is approved over it.
    let date = "document.querySelector('[data-field=date]')";
    tab.run(&format!("{date}.focus(); {date}.select()")).await;
    tab.write("30/2/2021").await;
    tab.press(&["Enter"]).await;
    tab.until(&format!("{date}.getAttribute('aria-invalid') === 'true' && document.querySelector('#said.bad').textContent")).await;
    tab.press(&["A", "A"]).await;
    tab.until(&format!("document.activeElement === {date}")).await;
    tab.run(&format!("{date}.select()")).await;
    tab.write("14/5/2021").await;
    tab.press(&["Enter"]).await;
    desk.made(4).await;
    assert_eq!((desk.outputs().notice()["document"]["date"].as_str(), desk.outputs().notice()["quality"]["review"].as_str()), (Some("2021-05-14"), Some("open")));
    // With the mouse, too, it is asked first whether to approve although points are left.
    click("#do-approve").await;
    tab.until("document.querySelector('#said').textContent").await;
    assert_eq!(desk.state().await["decided"], 4);
    click("#do-approve").await;
    desk.made(5).await;
    tab.press(&["u"]).await;
    desk.made(6).await;
    // Without the server nothing is done, and nothing later in its place.
    let refusals = tab.complaints.lock().unwrap().len();
    drop(served);
    tab.press(&["j", "a", "a"]).await;
    tab.until("document.querySelector('#said.bad').textContent").await;
    tab.until("!document.body.dataset.busy").await;
    assert_eq!((refusals, desk.state().await["decided"].clone()), (1, json!(6)));
}

fn other_reviewer(folder: &Path) {
    use sohoa::review::work::Work;
    let seen = Work::load(folder).unwrap().seen();
    Work::decide(folder, "Bình", (&seen, serde_json::from_value(json!({ "do": "field", "field": "place", "value": "Lai Châu" })).unwrap())).unwrap();
}
