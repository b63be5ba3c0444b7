//! The program as its users meet it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::tests_outside_test_module,
    reason = "a file of tests"
)]

mod access;
mod amendments;
mod booth;
mod cases;
mod crossings;
mod decisions;
mod described;
mod erasures;
mod external;
mod fingerprint;
mod forms;
mod kit;
mod late;
mod leaving;
mod limits;
mod log;
mod marks;
mod matrix;
mod merged_people;
mod merging;
mod notices;
mod operate;
mod outage;
mod overstayers;
mod parts;
mod people;
mod procedures;
mod programmes;
mod quality;
mod rectifying;
mod refusals;
mod replays;
mod rights;
mod status_changes;
mod stay;
mod steps;
mod streams;
mod suspensions;
mod taking;
mod wrong_input;
