//! The program: parse, dispatch, exit.

fn main() -> sohoa::cli::Exit {
    sohoa::cli::main()
}
