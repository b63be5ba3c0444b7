//! What is to be measured, by the arguments.

use std::path::PathBuf;

use crate::Done;

/// What is to be measured.
#[derive(Debug, Clone)]
pub(crate) struct Orders {
    /// People whose history is recorded one passage after the other.
    pub(crate) travellers: u32,
    /// Records that must be in the register before anything is measured.
    pub(crate) crossings: u64,
    /// Clients at the same time.
    pub(crate) clients: u32,
    /// How long one way runs without a pause.
    pub(crate) seconds: u64,
    /// How often both run.
    pub(crate) rounds: u32,
    /// The folder that stays; without it one that goes.
    pub(crate) keep: Option<PathBuf>,
    /// The folder of the programs `eesd` and `ees-synth`.
    pub(crate) programs: PathBuf,
}

impl Orders {
    /// Reads `--name value`; what is not named has its default.
    pub(crate) fn read(given: impl Iterator<Item = String>) -> Done<Self> {
        let mut orders = Self {
            travellers: 20_000,
            crossings: 5_000_000,
            clients: 8,
            seconds: 20,
            rounds: 5,
            keep: None,
            programs: PathBuf::from("target/release"),
        };
        // `cargo bench` adds this one.
        let mut given = given.filter(|argument| argument != "--bench");
        while let Some(name) = given.next() {
            let value = given.next().ok_or_else(|| format!("`{name}` needs a value"))?;
            match name.as_str() {
                "--travellers" => orders.travellers = value.parse()?,
                "--crossings" => orders.crossings = value.parse()?,
                "--clients" => orders.clients = value.parse()?,
                "--seconds" => orders.seconds = value.parse()?,
                "--rounds" => orders.rounds = value.parse()?,
                "--keep" => orders.keep = Some(PathBuf::from(value)),
                "--programs" => orders.programs = PathBuf::from(value),
                _ => return Err(format!("`{name}` is not understood").into()),
            }
        }
        Ok(orders)
    }
}
