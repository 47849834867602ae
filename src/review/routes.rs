//! The addresses of the page.

use super::index::Entry;
use super::view::{self, Ask, Document, Queue, Rows};
use super::wish::{Refused, Wish};
use super::wording::Language;
use super::work::{NotDone, Work};
use super::{Server, assets, guard};
use askama::Template;
use axum::extract::{DefaultBodyLimit, Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Router, middleware};
use rayon::prelude::*;
use serde::Deserialize;
use std::cmp::Reverse;
use std::path::PathBuf;
use std::sync::Arc;

/// Documents of a part of the queue.
const PART: usize = 50;
/// Longest change, bytes: a subject or a list of recipients is far shorter.
const LONGEST: usize = 256 << 10;
/// Longest name of a reviewer, letters.
const NAME: usize = 100;

type Shared = State<Arc<Server>>;

/// All addresses, behind the guard.
pub fn routes(server: Arc<Server>) -> Router {
    Router::new()
        .route("/", get(queue))
        .route("/rows", get(rows))
        .route("/d/{id}", get(document).post(change))
        .route("/d/{id}/page/{page}/{kind}", get(picture))
        .route("/lang/{code}", get(language))
        .route("/static/{name}", get(|Path(name): Path<String>| async move { assets::asset(&name) }))
        .layer(DefaultBodyLimit::max(LONGEST))
        .layer(middleware::from_fn_with_state(server.clone(), guard::guard))
        .with_state(server)
}

async fn queue(State(server): Shared, Query(ask): Query<Ask>, headers: HeaderMap) -> Response {
    let lang = spoken(&headers);
    blocking(move || {
        let ask = usual(ask);
        page(&Queue { lang, ask: &ask, rows: part(&server, &ask, lang) })
    }).await
}

async fn rows(State(server): Shared, Query(ask): Query<Ask>, headers: HeaderMap) -> Response {
    let lang = spoken(&headers);
    blocking(move || {
        let ask = usual(ask);
        page(&part(&server, &ask, lang))
    }).await
}

async fn document(State(server): Shared, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let lang = spoken(&headers);
    blocking(move || {
        let Some((name, folder)) = find(&server, &id) else { return StatusCode::NOT_FOUND.into_response() };
        let work = match Work::load(&folder) {
            Err(e) => return (StatusCode::INTERNAL_SERVER_ERROR, format!("{name}: {e}; make it again with sohoa run")).into_response(),
            Ok(work) => work,
        };
        let pictures = folder.join("pages/p1.jpg").is_file();
        page(&Document {
            lang, secret: server.door.secret(), who: &server.who, id: &id, name: &name, pictures, pages: view::pages(&work.evidence), panel: view::panel(&work, lang),
        })
    }).await
}

/// A change as the page sends it.
#[derive(Deserialize)]
struct Change {
    /// How many decisions the page knew of.
    seen: usize,
    /// Who makes it.
    who: String,
    /// What, as JSON.
    wish: String,
}

async fn change(State(server): Shared, Path(id): Path<String>, headers: HeaderMap, Form(change): Form<Change>) -> Response {
    let lang = spoken(&headers);
    blocking(move || {
        let Ok(wish) = serde_json::from_str::<Wish>(&change.wish) else { return StatusCode::BAD_REQUEST.into_response() };
        let Some((_, folder)) = find(&server, &id) else { return StatusCode::NOT_FOUND.into_response() };
        let who = named(&change.who, &server.who);
        let done = Work::load(&folder).map_err(NotDone::from).and_then(|work| work.decide(&who, (change.seen, wish)));
        server.index().touch();
        match done {
            Ok(work) => page(&view::panel(&work, lang)),
            Err(e @ NotDone::Refused(Refused::Gone)) => (StatusCode::CONFLICT, e.to_string()).into_response(),
            Err(e @ NotDone::Refused(_)) => (StatusCode::UNPROCESSABLE_ENTITY, e.to_string()).into_response(),
            Err(e) => (StatusCode::INTERNAL_SERVER_ERROR, e.to_string()).into_response(),
        }
    }).await
}

/// The reviewer's name without what is no letter of a name.
fn named(given: &str, usual: &str) -> String {
    let name: String = given.trim().chars().filter(|c| !c.is_control()).take(NAME).collect();
    if name.is_empty() { usual.to_owned() } else { name }
}

async fn picture(State(server): Shared, Path((id, number, kind)): Path<(String, u32, String)>) -> Response {
    let (file, of) = match &*kind {
        "scan" => (format!("p{number}.jpg"), "image/jpeg"),
        "clean" => (format!("p{number}.clean.png"), "image/png"),
        "removed" => (format!("p{number}.removed.png"), "image/png"),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    blocking(move || {
        let data = find(&server, &id).and_then(|(_, folder)| std::fs::read(folder.join("pages").join(file)).ok());
        match data {
            // Only these three are ever asked for; they change with a new run only.
            Some(data) => ([(header::CONTENT_TYPE, of), (header::CACHE_CONTROL, "private, max-age=60")], data).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }).await
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

async fn language(Path(code): Path<String>, Query(Back { back }): Query<Back>) -> Response {
    let cookie = format!("lang={}; SameSite=Strict; Path=/; Max-Age=31536000", Language::of(Some(&code)).code());
    // Never to somewhere else.
    let own = back.strip_prefix("/d/").is_some_and(|id| id.chars().all(|c| c.is_ascii_alphanumeric()));
    ([(header::SET_COOKIE, cookie)], Redirect::to(if own { &back } else { "/" })).into_response()
}

fn spoken(headers: &HeaderMap) -> Language {
    let cookies = headers.get(header::COOKIE).and_then(|c| c.to_str().ok()).unwrap_or_default();
    Language::of(cookies.split(';').find_map(|c| c.trim().strip_prefix("lang=")))
}

fn find(server: &Server, id: &str) -> Option<(String, PathBuf)> {
    server.index().find(id).map(|e| (e.name.clone(), e.folder.clone()))
}

fn usual(mut ask: Ask) -> Ask {
    for (value, usual) in [(&mut ask.show, "open"), (&mut ask.sort, "doubt")] {
        if value.is_empty() {
            usual.clone_into(value);
        }
    }
    ask
}

/// A part of the queue.
fn part<'a>(server: &Server, ask: &'a Ask, lang: Language) -> Rows<'a> {
    let mut index = server.index();
    let (mut found, mut all, mut approved): (Vec<Entry>, _, _) = (Vec::new(), 0, 0);
    for entry in index.entries() {
        all += 1;
        approved += usize::from(entry.brief.approved);
        if is_asked(entry, ask) && entry.holds(&ask.q) {
            found.push(entry.clone());
        }
    }
    drop(index);
    match &*ask.sort {
        "name" => found.sort_by(|a, b| a.name.cmp(&b.name)),
        "date" => found.sort_by_cached_key(|e| (Reverse(e.brief.date.clone()), e.name.clone())),
        _ => found.sort_by(|a, b| {
            let key = |e: &Entry| (e.brief.approved, !e.brief.needs_review);
            key(a).cmp(&key(b)).then(a.brief.confidence.total_cmp(&b.brief.confidence)).then(a.name.cmp(&b.name))
        }),
    }
    let count = found.len();
    let shown: Vec<Entry> = found.into_iter().skip(ask.from).take(PART).collect();
    let rows = shown.into_par_iter().map(|entry| { let open = open_points(&entry); (entry, open) }).collect();
    let next = ask.from + PART;
    Rows { lang, ask, rows, found: count, all, approved, next: (next < count).then_some(next) }
}

fn is_asked(entry: &Entry, ask: &Ask) -> bool {
    match &*ask.show {
        "doubtful" => entry.brief.needs_review,
        "approved" => entry.brief.approved,
        "partial" => entry.brief.partial,
        "all" => true,
        _ => !entry.brief.approved,
    }
}

fn open_points(entry: &Entry) -> usize {
    Work::load(&entry.folder).map_or(0, |work| work.points.iter().filter(|p| p.decided.is_none()).count())
}

fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => Html(text).into_response(),
        Err(e) => (StatusCode::INTERNAL_SERVER_ERROR, e.to_string()).into_response(),
    }
}

/// Files are read and written beside the threads that answer.
async fn blocking(work: impl FnOnce() -> Response + Send + 'static) -> Response {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| (StatusCode::INTERNAL_SERVER_ERROR, "the program stumbled; report this").into_response())
}
