//! The addresses of the page.

use super::known::known;
use super::queue::{Ask, Queue, rows_of};
use super::view::{self, Document};
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
use serde::Deserialize;
use std::sync::Arc;

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
        let ask = ask.usual();
        page(&Queue { lang, ask: &ask, rows: rows_of(&server.index.entries(), &ask, lang) })
    }).await
}

async fn rows(State(server): Shared, Query(ask): Query<Ask>, headers: HeaderMap) -> Response {
    let lang = spoken(&headers);
    blocking(move || {
        let ask = ask.usual();
        page(&rows_of(&server.index.entries(), &ask, lang))
    }).await
}

async fn document(State(server): Shared, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let lang = spoken(&headers);
    blocking(move || {
        let Some(entry) = server.index.find(&id) else { return StatusCode::NOT_FOUND.into_response() };
        let work = match Work::open(&entry.folder) {
            Err(e) => return (StatusCode::INTERNAL_SERVER_ERROR, format!("{}: {e}; make it again with sohoa run", entry.name)).into_response(),
            Ok(work) => work,
        };
        let pictures = entry.folder.join("pages/p1.jpg").is_file();
        page(&Document {
            lang, secret: server.door.secret(), who: &server.who, id: &id, name: &entry.name, pictures, known: known(&server.index.entries()),
            pages: view::pages(&work.evidence),
            panel: view::panel(&work, lang),
        })
    }).await
}

/// A change as the page sends it.
#[derive(Deserialize)]
struct Change {
    /// What the page knew of.
    seen: String,
    /// Who makes it.
    who: String,
    /// What, as JSON.
    wish: String,
}

async fn change(State(server): Shared, Path(id): Path<String>, headers: HeaderMap, Form(change): Form<Change>) -> Response {
    let lang = spoken(&headers);
    blocking(move || {
        let Ok(wish) = serde_json::from_str::<Wish>(&change.wish) else { return StatusCode::BAD_REQUEST.into_response() };
        let Some(entry) = server.index.find(&id) else { return StatusCode::NOT_FOUND.into_response() };
        let done = Work::decide(&entry.folder, &named(&change.who, &server.who), (&change.seen, wish));
        server.index.renew(&entry);
        match done {
            Ok(work) => page(&view::panel(&work, lang)),
            Err(NotDone::Refused(why)) => {
                let status = if why == Refused::Gone { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
                (status, lang.say(why.key()).to_owned()).into_response()
            }
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
        let data = server.index.find(&id).and_then(|entry| std::fs::read(entry.folder.join("pages").join(file)).ok());
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
