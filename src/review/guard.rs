//! Who may ask: the machine itself, or on another address who has the token; and never a page of somebody else in the
//! reviewer's browser.

use super::Server;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use std::net::SocketAddr;
use std::sync::Arc;

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
    /// The port on which the server listens.
    port: u16,
    /// Own names and addresses, with the port.
    own: Vec<String>,
    /// Names that others gave the machine: under any port, as that of a proxy.
    names: Vec<String>,
    /// Whether it listens on every address of the machine, which then may all be asked for.
    every: bool,
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
        let own = own.iter().map(|name| format!("{name}:{port}")).collect();
        let token = if address.ip().is_loopback() { None } else { Some(random()?) };
        let names = names.iter().map(|name| name.to_lowercase()).collect();
        Ok(Self { port, own, names, every: address.ip().is_unspecified(), token, secret: random()? })
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
        let Some(host) = text(headers, header::HOST.as_str()).map(str::to_lowercase) else { return false };
        // A browser leaves out port 80.
        let whole = if host.contains(':') { host.clone() } else { format!("{host}:80") };
        let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(&*host, |(name, _)| name);
        let is_address = whole.parse::<SocketAddr>().is_ok_and(|a| a.port() == self.port);
        self.own.contains(&whole) || self.names.iter().any(|n| n == name) || self.every && is_address
    }

    /// Name of the cookie that holds the token; one a port, as cookies know no ports.
    fn cookie(&self) -> String {
        format!("sohoa-{}", self.port)
    }

    fn has_token(&self, headers: &HeaderMap) -> bool {
        let (Some(token), own) = (&self.token, self.cookie()) else { return true };
        let cookies = text(headers, header::COOKIE.as_str()).unwrap_or_default();
        cookies.split(';').filter_map(|c| c.trim().split_once('=')).any(|(name, value)| name == own && same(value, token))
    }

    /// Whether a change comes from a page of this server.
    fn is_own(&self, headers: &HeaderMap) -> bool {
        let host = text(headers, header::HOST.as_str()).unwrap_or_default();
        let origin = text(headers, header::ORIGIN.as_str()).is_none_or(|o| {
            // A proxy may speak TLS.
            [format!("http://{host}"), format!("https://{host}")].iter().any(|own| o.eq_ignore_ascii_case(own))
        });
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
    if let Some(answer) = first_visit(door, &request) {
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

/// The token in the address becomes a cookie. A page that goes on by itself, as a browser does not send the cookie behind a redirection
/// from somebody else's page, such as a mail.
fn first_visit(door: &Door, request: &Request) -> Option<Response> {
    let token = door.token.as_ref()?;
    let given = request.uri().query()?.split('&').find_map(|p| p.strip_prefix("token="))?;
    if !same(given, token) {
        return Some((StatusCode::FORBIDDEN, "this token is not the one that sohoa review printed").into_response());
    }
    let secure = if text(request.headers(), "x-forwarded-proto") == Some("https") { "; Secure" } else { "" };
    let cookie = format!("{}={token}; HttpOnly; SameSite=Strict; Path=/{secure}", door.cookie());
    let page = "<!DOCTYPE html><html lang=\"vi\"><meta http-equiv=\"refresh\" content=\"0;url=/\"><title>sohoa</title><a href=\"/\">sohoa</a></html>";
    Some(sealed(([(header::SET_COOKIE, cookie)], Html(page)).into_response()))
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
