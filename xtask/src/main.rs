//! Chores of the project, run as `cargo xtask …`; nothing of this ships with the product.

mod ablate;
mod baseline;
mod batch;
mod marked;
mod masks;
mod peers;
mod scans;
mod soak;
mod train;
mod trust;
mod typeset;

use anyhow::Context;
use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Chores of the project")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Make scans by program, with what they say and masks of print and cover.
    Scans {
        /// Which scans.
        #[arg(long, value_enum, default_value = "small")]
        set: scans::Set,
        /// Decides what the large set draws.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Folder to write to; `scans` for the small set, else `target/scans-<set>` if not given.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Read and score one page a damage and severity; the table goes to `docs/baseline.md`.
    Baseline,
    /// Read and score real scans and the large set without each step of cleaning; the table goes to `docs/cleaning.md`.
    Ablate {
        /// Folder of real scans; their truth is in `gt` beside it.
        real: PathBuf,
    },
    /// What cleaning each page costs beside tesseract's time for the page.
    Cost {
        /// Folder of scans.
        folder: PathBuf,
    },
    /// How much of the covering ink cleaning takes and of the print it loses, by the masks of scans made by program.
    Masks {
        /// Folder of scans with `truth/`.
        folder: PathBuf,
        /// Where to draw what stays of the cover (red) and what is lost of the print (blue).
        pictures: PathBuf,
    },
    /// Set a notice of `xtask/notices` and write its upright pages as PNG, to look at them.
    Typeset {
        /// Name of the notice, `all` for all.
        notice: String,
        /// Folder to write to.
        folder: PathBuf,
        /// Dots per inch.
        #[arg(long, default_value_t = 100.0)]
        dpi: f32,
    },
    /// Write text lines for training the recognition model: TIFFs of 300 lines with boxes.
    Lines {
        /// Folder with party.txt, admin.txt, directive.txt, tthc.txt, legal.txt, names.tsv.
        texts: PathBuf,
        /// Where to write them.
        folder: PathBuf,
        /// Lines of forms whose blanks are filled in by hand, with the digits of this folder: MNIST's training files, `*.ttf`.
        #[arg(long)]
        digits: Option<PathBuf>,
        /// Other seeds, other lines.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// TIFFs to write.
        #[arg(long, default_value_t = 70)]
        batches: u64,
    },
    /// Turn the 8-bit `lstm` component of a model into one that can be trained.
    Float {
        /// The component, from `combine_tessdata -u`.
        from: PathBuf,
        /// The file to write.
        to: PathBuf,
    },
    /// Print how far the engine's confidence may be trusted: `models/confidence.tsv`, which see.
    Trust {
        /// Outputs of `sohoa run`.
        out: PathBuf,
        /// Their truth.
        truth: PathBuf,
    },
    /// Compare sohoa with tesseract and ocrmypdf on the scans of a folder.
    Peers {
        /// Folder of scans.
        folder: PathBuf,
        /// Rounds; the best of each program counts.
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
        rounds: u32,
    },
    /// What a batch costs beside the reading: memory of long files, worker processes, a second process, documents that are done.
    Batch {
        /// Folder of scans.
        folder: PathBuf,
        /// Rounds; the best of each counts.
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
        rounds: u32,
    },
    /// Run a batch with hostile files, kill it again and again, and compare its outputs with those of a quiet run.
    Soak {
        /// Documents, a tenth of them hostile.
        #[arg(long, default_value_t = 300)]
        documents: usize,
        /// How often it is killed.
        #[arg(long, default_value_t = 30)]
        kills: usize,
    },
}

fn main() -> anyhow::Result<()> {
    sohoa::leptonica::silence();
    match Arguments::parse().chore {
        Chore::Scans { set, seed, out } => {
            let usual = match set {
                scans::Set::Small => "scans",
                scans::Set::Large => "target/scans-large",
                scans::Set::Severities => "target/scans-severities",
                scans::Set::Levels => "target/scans-levels",
            };
            if set == scans::Set::Small && out.is_none() {
                scans::publish(&root().join("xtask/README.md"))?;
            }
            scans::make(set, &out.unwrap_or_else(|| root().join(usual)), seed)
        }
        Chore::Baseline => baseline::write(&root().join("docs/baseline.md"), tempfile::tempdir()?.path()),
        Chore::Ablate { real } => ablate::write(&root().join("docs/cleaning.md"), &real, tempfile::tempdir()?.path()),
        Chore::Cost { folder } => peers::cost(&folder),
        Chore::Masks { folder, pictures } => masks::report(&folder, &pictures),
        Chore::Typeset { notice, folder, dpi } => typeset::write(&notice, &folder, dpi),
        Chore::Lines { texts, folder, digits, seed, batches } => train::lines((&texts, digits.as_deref()), &folder, (seed, batches)),
        Chore::Float { from, to } => train::float(&from, &to),
        Chore::Trust { out, truth } => trust::print(&out, &truth),
        Chore::Peers { folder, rounds } => peers::compare(&folder, rounds),
        Chore::Batch { folder, rounds } => batch::measure(&folder, rounds, tempfile::tempdir()?.path()),
        Chore::Soak { documents, kills } => soak::soak(documents, kills, tempfile::tempdir()?.path()),
    }
}

/// The built product: Cargo puts it and this tool side by side.
fn sohoa() -> anyhow::Result<PathBuf> {
    let own = std::env::current_exe()?;
    let sohoa = own.parent().context("this program lies in no folder")?.join("sohoa");
    anyhow::ensure!(sohoa.exists(), "{} is missing; run `cargo build --release` first", sohoa.display());
    Ok(sohoa)
}

/// The workspace's folder, so that a chore does the same wherever it is called from.
fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}
