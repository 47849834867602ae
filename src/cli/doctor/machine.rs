//! Libraries, cores, memory.

use super::check::Check;
use crate::batch::jobs;
use crate::leptonica;
use indicatif::BinaryBytes;

/// What the machine has.
pub fn checks() -> Vec<Check> {
    let libraries: Vec<String> = leptonica::versions().iter().map(|(name, version)| format!("{name} {version}")).collect();
    vec![Check::ok("libraries", libraries.join(", ")), memory()]
}

fn memory() -> Check {
    let (cores, pages) = (std::thread::available_parallelism().map_or(1, std::num::NonZero::get), jobs::usual());
    let free = jobs::free_memory().map_or_else(|| "memory not known".to_owned(), |bytes| format!("{} of memory free", BinaryBytes(bytes)));
    let words = format!("{cores} cores, {free}: {pages} pages at a time");
    if pages < cores {
        Check::warning("machine", format!("{words}, as the memory holds no more; close other programs for more"))
    } else {
        Check::ok("machine", words)
    }
}
