//! Writing answers and errors, one a line.

use std::io::{self, Write};

use ees_domain::day::Day;
use ees_domain::stay::Answer;
use serde::{Serialize, Serializer};

use super::LineError;
use super::question::Id;

/// An answer in the order of its keys on the line.
#[derive(Serialize)]
struct Reply<'a> {
    id: Id<'a>,
    days_used: i32,
    remaining: i32,
    present_on: bool,
    overstay_on: bool,
    excess_days: i32,
    unauthorised_days: i32,
    first_unauthorised_day: Option<Shown>,
    max_stay_from_on: i32,
    latest_exit: Option<Shown>,
    earliest_entry: Shown,
    full_allowance_from: Shown,
}

/// An error in the order of its keys on the line.
#[derive(Serialize)]
struct Refusal<'a> {
    id: Id<'a>,
    error: String,
}

/// A day written `YYYY-MM-DD`.
struct Shown(Day);

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, json: S) -> Result<S::Ok, S::Error> {
        json.collect_str(&self.0)
    }
}

pub(super) fn write_answer(output: &mut impl Write, id: Id<'_>, answer: &Answer) -> io::Result<()> {
    let reply = Reply {
        id,
        days_used: answer.days_used,
        remaining: answer.remaining,
        present_on: answer.present_on,
        overstay_on: answer.overstay_on,
        excess_days: answer.excess_days,
        unauthorised_days: answer.unauthorised_days,
        first_unauthorised_day: answer.first_unauthorised_day.map(Shown),
        max_stay_from_on: answer.max_stay_from_on,
        latest_exit: answer.latest_exit.map(Shown),
        earliest_entry: Shown(answer.earliest_entry),
        full_allowance_from: Shown(answer.full_allowance_from),
    };
    write_line(output, &reply)
}

pub(super) fn write_error(
    output: &mut impl Write,
    id: Id<'_>,
    error: &LineError,
) -> io::Result<()> {
    write_line(output, &Refusal { id, error: error.to_string() })
}

fn write_line(output: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, value)?;
    output.write_all(b"\n")
}
