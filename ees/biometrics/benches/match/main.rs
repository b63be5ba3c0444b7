//! How exact and how fast fingers and faces are compared, beside peers in the same run.
//!
//! `cargo xtask bench match` prepares what is needed and starts this. Error rates are measured
//! on the folders of real impressions that `--data` names, which are not in the repository;
//! where there are none, that is said and the rest still runs on people who do not exist.
//! Nothing is asserted on time.
#![expect(
    clippy::print_stdout,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a measurement"
)]

mod accuracy;
mod faces;
mod people;
mod speed;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Whatever goes wrong ends the measurement.
type Done<T> = Result<T, Box<dyn Error>>;

/// What is to be measured, and with what.
#[derive(Debug, Default)]
struct Orders {
    /// The folder with `fingerprints/` and `faces/`.
    data: Option<PathBuf>,
    /// A Python that has `faiss`.
    python: Option<PathBuf>,
    /// People of the synthetic gallery.
    people: usize,
    /// Vectors of the scan of faces.
    faces: usize,
    /// Parts to run; all where none is named.
    only: Vec<String>,
}

impl Orders {
    fn read(arguments: impl Iterator<Item = String>) -> Done<Self> {
        let mut orders = Self { people: 100_000, faces: 1_000_000, ..Self::default() };
        // Cargo adds `--bench`.
        let mut arguments = arguments.filter(|argument| argument != "--bench");
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or(format!("`{name}` needs a value"))?;
            match name.as_str() {
                "--data" => orders.data = Some(value.into()),
                "--python" => orders.python = Some(value.into()),
                "--people" => orders.people = value.parse()?,
                "--faces" => orders.faces = value.parse()?,
                "--only" => orders.only = value.split(',').map(str::to_owned).collect(),
                other => return Err(format!("`{other}` is not understood").into()),
            }
        }
        Ok(orders)
    }

    fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == part)
    }
}

fn main() -> ExitCode {
    match Orders::read(std::env::args().skip(1)).and_then(|orders| measure(&orders)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(orders: &Orders) -> Done<()> {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load before: {}", load.trim());
    if orders.wants("accuracy") {
        accuracy::measure(orders)?;
    }
    if orders.wants("speed") {
        speed::measure(orders)?;
    }
    if orders.wants("faces") {
        faces::measure(orders)?;
    }
    if orders.wants("people") {
        people::measure(orders)?;
    }
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("\nload after: {}", load.trim());
    Ok(())
}

/// The folders of impressions at hand.
fn folders(orders: &Orders) -> Vec<PathBuf> {
    let Some(data) = &orders.data else { return Vec::new() };
    ["fvc2002/DB1_B", "fvc2002/DB3_B", "fvc2004/DB1_B", "fvc2004/DB3_B"]
        .iter()
        .map(|folder| data.join("fingerprints").join(folder))
        .filter(|folder| folder.is_dir())
        .collect()
}

/// How many times a second something is done that was done `count` times since `begun`.
fn per_second(count: usize, begun: Instant) -> f64 {
    count as f64 / begun.elapsed().as_secs_f64()
}
