//! The programs compared, and how each is asked to read the pages.

use super::pages::Pages;
use crate::sohoa;
use anyhow::{Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};

/// The language of all of them. ocrmypdf has the model it comes with.
const LANGUAGE: &str = "vie";

/// A program that reads scans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Ours, the whole run with its pictures.
    Sohoa,
    /// The engine alone, one process a core at a time.
    Tesseract,
    /// The same with the model that it comes with.
    Stock,
    /// The pipeline most used today.
    OcrMyPdf,
}

/// Those that can run here; says which cannot.
pub fn installed() -> Result<Vec<Program>> {
    sohoa()?;
    if !answers("tesseract") {
        bail!("tesseract is missing; everything is compared with it (Debian: apt install tesseract-ocr)");
    }
    let mut programs = vec![Program::Sohoa, Program::Tesseract, Program::Stock];
    if answers("ocrmypdf") {
        programs.push(Program::OcrMyPdf);
    } else {
        println!("ocrmypdf is not installed and left out (Debian: apt install ocrmypdf unpaper)");
    }
    Ok(programs)
}

fn answers(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

impl Program {
    /// What it is called in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sohoa => "sohoa run",
            Self::Tesseract => "tesseract, our model",
            Self::Stock => "tesseract, its own model",
            Self::OcrMyPdf => "ocrmypdf --deskew --clean",
        }
    }

    /// The commands of a run; as many as there are cores go at a time.
    pub fn commands(self, folder: &Path, pages: &Pages, output: &Path, cores: usize) -> Result<Vec<Command>> {
        let jobs = cores.to_string();
        Ok(match self {
            Self::Sohoa => {
                let mut command = Command::new(sohoa()?);
                command.arg("run").arg(folder).arg("-o").arg(output).args(["--force", "--lang", LANGUAGE, "--jobs", &jobs]);
                vec![command]
            }
            Self::Tesseract => pages.pngs.iter().map(|png| tesseract(png, Some(&pages.models), output)).collect(),
            Self::Stock => pages.pngs.iter().map(|png| tesseract(png, None, output)).collect(),
            Self::OcrMyPdf => {
                let mut command = Command::new("ocrmypdf");
                command.args(["--deskew", "--clean", "-l", LANGUAGE, "--jobs", &jobs, "-q"]);
                command.arg(&pages.pdf).arg(output.join("pages.pdf"));
                vec![command]
            }
        })
    }
}

/// One thread a process: with more, the engine's threads stand in each other's way.
fn tesseract(png: &Path, models: Option<&Path>, output: &Path) -> Command {
    let mut command = Command::new("tesseract");
    command.arg(png).arg(output.join(png.file_stem().unwrap_or_default())).args(["-l", LANGUAGE]);
    if let Some(models) = models {
        command.arg("--tessdata-dir").arg(models);
    }
    command.env("OMP_THREAD_LIMIT", "1");
    command
}
