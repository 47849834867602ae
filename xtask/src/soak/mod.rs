//! A batch over hostile files that is killed again and again, alone and beside another one, and in the end is as if nothing
//! had happened.

mod compare;
mod hostile;
mod kills;

use anyhow::{Context, Result, ensure};
use hostile::Hostile;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Of so many documents one is hostile.
const HOSTILE: usize = 10;
/// Somebody who may read nothing that is forbidden, unlike root.
const NOBODY: u32 = 65534;

/// A folder of scans and the program, where anybody may use them.
pub struct Place {
    program: PathBuf,
    scans: PathBuf,
}

/// Makes the documents, runs them in one quiet run and in one that is killed, and compares.
pub fn soak(documents: usize, kills: usize, folder: &Path) -> Result<()> {
    let place = Place { program: folder.join("sohoa"), scans: folder.join("scans") };
    fs::create_dir_all(&place.scans)?;
    fs::copy(crate::sohoa()?, &place.program)?;
    let hostile = hostile::make(&place.scans)?;
    // With those that have no file to be done of, there are at least as many as asked for.
    let good = documents - documents / HOSTILE;
    fill(&place.scans, good)?;
    for out in ["quiet", "killed"] {
        fs::create_dir_all(folder.join(out))?;
    }
    open_to_all(folder)?;
    println!("{good} documents and {} hostile files or names in {}", hostile.len(), place.scans.display());
    let from = Instant::now();
    let quiet = place.run(&folder.join("quiet"))?;
    println!("quiet run: {:.0} s", from.elapsed().as_secs_f64());
    named(&hostile, &quiet)?;
    let hit = kills::kill(&place, &folder.join("killed"), kills)?;
    println!("kills by state: {hit:?}");
    let last = place.run(&folder.join("killed"))?;
    named(&hostile, &last)?;
    compare::same(&folder.join("quiet"), &folder.join("killed"))?;
    moved(&place, folder)?;
    println!("the outputs are identical, every hostile file is named, nothing is left over");
    Ok(())
}

/// Scans that are moved take their outputs along, also where the run is killed over it.
fn moved(place: &Place, folder: &Path) -> Result<()> {
    fs::rename(place.scans.join("box 0"), place.scans.join("carton 0"))?;
    place.run(&folder.join("quiet"))?;
    kills::kill_moving(place, &folder.join("killed"))?;
    let said = place.run(&folder.join("killed"))?;
    ensure!(said.contains("moved from box 0/"), "nothing was moved:\n{said}");
    compare::same(&folder.join("quiet"), &folder.join("killed"))
}

impl Place {
    /// The command of a run; as nobody where this is root, so that forbidden files are forbidden.
    fn command(&self, out: &Path) -> Result<Command> {
        let mut command = Command::new(&self.program);
        command.arg("run").arg(&self.scans).arg("-o").arg(out).arg("--verbose").stdin(Stdio::null());
        if is_root()? {
            command.uid(NOBODY).gid(NOBODY);
        }
        Ok(command)
    }

    /// A run to its end; what it says.
    fn run(&self, out: &Path) -> Result<String> {
        let output = self.command(out)?.output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.code() == Some(4), "exit {:?}, not 4:\n{said}", output.status);
        Ok(said)
    }
}

fn is_root() -> Result<bool> {
    let status = fs::read_to_string("/proc/self/status")?;
    let user = status.lines().find_map(|l| l.strip_prefix("Uid:")).context("no user")?;
    Ok(user.split_whitespace().nth(1) == Some("0"))
}

/// Copies of the sample scans, each under a name of its own.
fn fill(scans: &Path, documents: usize) -> Result<()> {
    let mut samples: Vec<PathBuf> = fs::read_dir(crate::root().join("scans"))?.flatten().map(|e| e.path()).filter(|p| p.is_file() && p.extension().is_some_and(|e| e != "md")).collect();
    samples.sort();
    for n in 0..documents {
        let sample = &samples[n % samples.len()];
        let extension = sample.extension().unwrap_or_default().to_string_lossy();
        let folder = scans.join(format!("box {}", n % 7));
        fs::create_dir_all(&folder)?;
        fs::copy(sample, folder.join(format!("document {n:03}.{extension}")))?;
    }
    Ok(())
}

/// Readable and writable by everybody, but for what is forbidden on purpose.
fn open_to_all(folder: &Path) -> Result<()> {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o777))?;
    for entry in ["quiet", "killed"] {
        fs::set_permissions(folder.join(entry), fs::Permissions::from_mode(0o777))?;
    }
    Ok(())
}

/// Every hostile file is named with what is wrong with it; hostile names are none of their files' faults.
fn named(hostile: &[Hostile], said: &str) -> Result<()> {
    for file in hostile {
        let Some(why) = file.error else { continue };
        let name = file.name.to_string_lossy();
        let line = said.lines().find(|l| l.starts_with("error: ") && l.contains(&*name));
        let line = line.with_context(|| format!("{name} is not named in:\n{said}"))?;
        ensure!(line.contains(why), "{name}: {line:?} does not say {why:?}");
    }
    Ok(())
}
