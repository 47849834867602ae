//! Paths from the register to the documents: relative, so that both can be moved together.

use std::io::Result;
use std::path::{Component, Path, PathBuf};

/// The folder that a file stands or will stand in, as the system knows it.
///
/// # Errors
/// It is not there.
pub fn folder_of(file: &Path) -> Result<PathBuf> {
    let parent = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    parent.canonicalize()
}

/// The path from one folder to another with `/` between its parts, `.` where they are the same.
///
/// # Errors
/// The second folder is not there.
pub fn relative(from: &Path, to: &Path) -> Result<String> {
    let to = to.canonicalize()?;
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(|c: Component<'_>| c.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    Ok(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
}

/// The path as the target of a link (RFC 3986); letters of other alphabets stay as they are, as Excel writes them.
pub fn target(path: &str) -> String {
    let escaped = |c: char| matches!(c, '%' | '"' | ' ' | '<' | '>' | '[' | ']' | '^' | '`' | '{' | '}');
    path.chars().map(|c| if escaped(c) { format!("%{:02x}", u32::from(c)) } else { c.to_string() }).collect()
}
