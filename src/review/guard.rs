//! Who may ask: the machine itself, or on another address who has the token; and never a page of somebody else in the
//! reviewer's browser.

use super::Server;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::net::SocketAddr;
use std::sync::Arc;

/// Name of the cookie that holds the token.
const COOKIE: &str = "sohoa";
/// Header of every change, which a form of another page cannot send.
const FORGED: &str = "x-sohoa";
/// Nothing is loaded from elsewhere, and no script but the page's own runs.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'";

/// Why nobody could be let in.
#[derive(Debug, thiserror::Error)]
pub enum NoDoor {
    /// The system gives no random bytes.
    #[error("the system gives no random numbers: {0}")]
    NoRandom(String),
}

/// What is asked of who asks.
pub struct Door {
    /// Names and addresses under which the page may be asked for, with the port.
    hosts: Vec<String>,
    /// Needed on any address but the machine's own.
    token: Option<String>,
    /// Known only to pages that this server gave.
    secret: String,
}

impl Door {
    /// For an address on which the server listens; `names` are other names of the machine.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn new(address: SocketAddr, names: &[String]) -> Result<Self, NoDoor> {
        let port = address.port();
        let own = ["localhost".to_owned(), "127.0.0.1".into(), "[::1]".into(), ip(address)];
        let hosts = own.iter().chain(names).map(|name| format!("{}:{port}", name.to_lowercase())).collect();
        let token = if address.ip().is_loopback() { None } else { Some(random()?) };
        Ok(Self { hosts, token, secret: random()? })
    }

    /// Where the page is found for the first time.
    pub fn address(&self, address: SocketAddr) -> String {
        let token = self.token.as_ref().map(|t| format!("?token={t}")).unwrap_or_default();
        format!("http://{}:{}/{token}", ip(address), address.port())
    }

    /// What a change must bring along.
    pub fn secret(&self) -> &str {
        &self.secret
    }

    fn knows_host(&self, headers: &HeaderMap) -> bool {
        text(headers, header::HOST.as_str()).is_some_and(|host| self.hosts.contains(&host.to_lowercase()))
    }

    fn has_token(&self, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else { return true };
        let cookies = text(headers, header::COOKIE.as_str()).unwrap_or_default();
        cookies.split(';').filter_map(|c| c.trim().split_once('=')).any(|(name, value)| name == COOKIE && same(value, token))
    }

    /// Whether a change comes from a page of this server.
    fn is_own(&self, headers: &HeaderMap) -> bool {
        let host = text(headers, header::HOST.as_str()).unwrap_or_default();
        let origin = text(headers, header::ORIGIN.as_str()).is_none_or(|o| o.eq_ignore_ascii_case(&format!("http://{host}")));
        origin && text(headers, FORGED).is_some_and(|secret| same(secret, &self.secret))
    }
}

fn ip(address: SocketAddr) -> String {
    if address.is_ipv6() { format!("[{}]", address.ip()) } else { address.ip().to_string() }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Compares without telling by the time how far they are the same.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

fn random() -> Result<String, NoDoor> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(|e| NoDoor::NoRandom(e.to_string()))?;
    Ok(blake3::hash(&bytes).to_hex().to_string())
}

/// Lets in who may ask.
pub async fn guard(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let (door, headers) = (&server.door, request.headers());
    if !door.knows_host(headers) {
        return (StatusCode::FORBIDDEN, "this page is asked for under a name that is not its own; start it with --host NAME").into_response();
    }
    if let Some(answer) = door.token.as_ref().and_then(|token| first_visit(token, &request)) {
        return answer;
    }
    if !door.has_token(headers) {
        return (StatusCode::FORBIDDEN, "open the address with the token that sohoa review printed").into_response();
    }
    if request.method() != Method::GET && !door.is_own(headers) {
        return (StatusCode::FORBIDDEN, "this change did not come from the page itself; load it again").into_response();
    }
    sealed(next.run(request).await)
}

/// The token in the address becomes a cookie.
fn first_visit(token: &str, request: &Request) -> Option<Response> {
    let given = request.uri().query()?.split('&').find_map(|p| p.strip_prefix("token="))?;
    if !same(given, token) {
        return Some((StatusCode::FORBIDDEN, "this token is not the one that sohoa review printed").into_response());
    }
    let cookie = format!("{COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/");
    Some(([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response())
}

fn sealed(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY), (header::X_CONTENT_TYPE_OPTIONS, "nosniff"), (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    fixed.into_iter().for_each(|(name, value)| drop(headers.insert(name, HeaderValue::from_static(value))));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}
