//! The review page: a local web page on which a person goes through what the machine did, and decides.

mod assets;
mod guard;
mod index;
mod known;
pub mod points;
mod queue;
mod record;
mod routes;
mod segments;
mod view;
pub mod wish;
mod wording;
pub mod work;

pub use guard::{Door, NoDoor};
use index::Index;
use std::io::Result;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;

/// What the page needs for its answers.
pub struct Server {
    /// The documents in it.
    index: Arc<Index>,
    /// Who may ask.
    door: Door,
    /// Who decides, unless the page says otherwise.
    who: String,
}

impl Server {
    /// A server for an output folder.
    pub fn new(folder: PathBuf, door: Door, who: String) -> Self {
        Self { index: Index::new(folder), door, who }
    }

    /// Answers until `end` is ready.
    ///
    /// # Errors
    /// The socket breaks.
    pub async fn serve(self, listener: TcpListener, end: impl Future<Output = ()> + Send + 'static) -> Result<()> {
        let index = self.index.clone();
        // Many documents take a moment, until which the browser is open.
        std::thread::spawn(move || index.entries());
        axum::serve(listener, routes::routes(Arc::new(self))).with_graceful_shutdown(end).await
    }
}
