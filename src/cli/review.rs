//! `sohoa review`.

use super::session::{STOP, catch_interrupts};
use super::{Exit, folder, stop};
use crate::review::{Door, Server};
use clap::Args;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;
use tokio::net::TcpListener;

/// Options of `sohoa review`.
#[derive(Args)]
#[command(after_help = "Prints the address of the page; Ctrl-C ends it. Decisions are kept in decisions.jsonl beside each document's outputs, which are
written anew after each; docs/review.md tells more. Without --listen only this machine is answered.

Examples:
  sohoa review -o output                              then open the address in a browser
  sohoa review -o output --listen 192.168.1.5         for the office: the address printed holds a token")]
pub struct ReviewArgs {
    /// Output folder of sohoa run
    #[arg(short, long, value_name = "DIR", default_value = "output", value_parser = folder)]
    output: PathBuf,
    /// Address of this machine on which others may ask
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,
    /// Port; 0 takes any that is free
    #[arg(long, default_value_t = 8017)]
    port: u16,
    /// Another name of this machine under which the page is asked for
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// Who decides, unless the page says otherwise
    #[arg(long, value_name = "NAME", env = "USER", default_value = "reviewer")]
    who: String,
}

/// Serves the page until it is told to end.
pub fn run(args: &ReviewArgs) -> Exit {
    if let Err(e) = catch_interrupts() {
        return stop(&e, Exit::Unexpected);
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => return stop(&e, Exit::Unexpected),
    };
    match runtime.block_on(serve(args)) {
        Ok(()) => Exit::Interrupted,
        Err(why) => stop(&why, Exit::Unexpected),
    }
}

async fn serve(args: &ReviewArgs) -> Result<(), String> {
    let wanted = SocketAddr::new(args.listen, args.port);
    let listener = TcpListener::bind(wanted).await.map_err(|e| format!("{wanted}: {e}; choose another --port or --listen"))?;
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    let door = Door::new(address, &args.host).map_err(|e| e.to_string())?;
    println!("{}", door.address(address));
    eprintln!("open this address in a browser; Ctrl-C ends");
    Server::new(args.output.clone(), door, args.who.clone()).serve(listener, interrupted()).await.map_err(|e| e.to_string())
}

async fn interrupted() {
    while !STOP.is_set() {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
