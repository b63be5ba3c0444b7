//! The same statements by `pgbench`, over the same socket and as the same role.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use ees_store::schema;
use fnd_pg::cluster::Binaries;

use crate::Done;
use crate::orders::Orders;
use crate::report::Way;
use crate::script::Scripts;
use crate::stand::Stand;

/// Threads of `pgbench`; it does little itself.
const THREADS_MAX: u32 = 2;

/// The program that belongs to the server's PostgreSQL.
fn program() -> Done<PathBuf> {
    let program = Binaries::find(None)?.folder().join("pgbench");
    if program.exists() {
        return Ok(program);
    }
    Err("there is no `pgbench` beside the PostgreSQL of this machine; install it with `apt-get \
         install postgresql-contrib`"
        .into())
}

/// Clients that do the statements of entries until the time is over, half of them those of
/// people who are new.
pub(crate) fn run(orders: &Orders, stand: &Stand, scripts: &Scripts) -> Done<Way> {
    let mut command = Command::new(program()?);
    command.arg("--host").arg(stand.socket()?).args(["--username", schema::APP]);
    command.args(["--no-vacuum", "--protocol=prepared"]);
    command.args(["--client", &orders.clients.to_string()]);
    command.args(["--jobs", &orders.clients.min(THREADS_MAX).to_string()]);
    command.args(["--time", &orders.seconds.to_string()]);
    for file in &scripts.files {
        command.arg("--file").arg(file);
    }
    for (name, value) in &scripts.constants {
        command.arg("--define").arg(format!("{name}={value}"));
    }
    let output = command.arg(schema::DATABASE).stdin(Stdio::null()).output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let number_after = |words: &str| -> Option<f64> {
        let (_, rest) = said.split_once(words)?;
        rest.split_whitespace().next()?.parse().ok()
    };
    let (rate, latency) = (number_after("tps = "), number_after("latency average = "));
    match (rate, latency) {
        (Some(rate), Some(latency)) if output.status.success() => Ok(Way {
            a_second: rate,
            mean: Duration::from_secs_f64(latency / 1_000.0),
            ..Way::default()
        }),
        _ => {
            let errors = String::from_utf8_lossy(&output.stderr);
            Err(format!("`pgbench` failed: {}", errors.trim()).into())
        }
    }
}
