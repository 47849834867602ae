//! `sohoa completions`.

use super::{Cli, Exit, stop};
use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::generate;
use std::io::Write;

/// Options of `sohoa completions`.
#[derive(Args)]
#[command(after_help = "Examples:
  sohoa completions bash > ~/.local/share/bash-completion/completions/sohoa
  sohoa completions fish > ~/.config/fish/completions/sohoa.fish")]
pub struct CompletionsArgs {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Clone, Copy, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// Prints what the shell is to read.
pub fn run(args: &CompletionsArgs) -> Exit {
    let shell = match args.shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Zsh => clap_complete::Shell::Zsh,
        Shell::Fish => clap_complete::Shell::Fish,
    };
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "sohoa", &mut script);
    match std::io::stdout().write_all(&script) {
        Ok(()) => Exit::Done,
        Err(e) => stop(&e, Exit::Unexpected),
    }
}
