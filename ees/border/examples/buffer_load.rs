//! Prints how many messages a second the local buffer keeps and hands out.
//!
//! `cargo run --release -p ees-border --example buffer_load -- 4000`, with the number of messages
//! for each size of a group, and after it, if need be, the folder in which the file is made; what
//! is measured is mostly the disk under that folder.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use ees_border::buffer::{Answer, Body, Buffer, Kind, Message, Traveller};
use fnd_core::clock::SystemClock;
use fnd_core::{Clock, Ids, id::RandomIds};
use fnd_vault::SharedRing;

/// Bytes of a body: a crossing without images.
const BODY_BYTES: usize = 600;
/// How many messages have one traveller.
const OF_ONE_TRAVELLER: usize = 2;
/// Sizes of groups that are measured.
const GROUPS: [usize; 3] = [1, 16, 128];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let count = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(4_000);
    let folder = match arguments.next() {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{count} messages of {BODY_BYTES} bytes, in `{}`\n", folder.path().display())?;
    writeln!(out, "| group | kept a second | handed out and answered a second |\n|---|---|---|")?;
    for group in GROUPS {
        let path = folder.path().join(format!("group-{group}"));
        let (kept, answered) = measure(&path, count, group)?;
        writeln!(out, "| {group} | {kept:.0} | {answered:.0} |")?;
    }
    Ok(())
}

/// Messages a second that are put, and that are handed out and answered, in groups of a size.
fn measure(path: &Path, count: usize, group: usize) -> Result<(f64, f64), Box<dyn Error>> {
    let keys = path.with_extension("keys");
    let ring = Arc::new(SharedRing::open(&keys, SystemClock.now())?);
    let mut buffer = Buffer::open(path, ring, Arc::new(SystemClock))?;
    let messages = (0..count).map(message).collect::<Result<Vec<_>, _>>()?;
    let start = Instant::now();
    for part in messages.chunks(group) {
        for put in buffer.put_all(part)? {
            put?;
        }
    }
    let kept = rate(count, start);
    let start = Instant::now();
    let mut answered = 0_usize;
    loop {
        let batch = buffer.next_batch(u32::try_from(group)?)?;
        if batch.is_empty() {
            return Ok((kept, rate(answered, start)));
        }
        answered = answered.saturating_add(batch.len());
        let taken = Body::text("taken")?;
        let answers = batch.iter().map(|one| (one.message.id, Answer::Taken(taken.clone())));
        for answer in buffer.answer_all(answers.collect())? {
            answer?;
        }
    }
}

fn message(number: usize) -> Result<Message, Box<dyn Error>> {
    let at = SystemClock.now();
    let traveller = u128::try_from(number.checked_div(OF_ONE_TRAVELLER).unwrap_or(number))?;
    let ids: &dyn Ids = &RandomIds;
    Ok(Message {
        id: ids.make(at),
        kind: Kind::Entry,
        at,
        traveller: Traveller::new(traveller.to_be_bytes()),
        body: Body::new(vec![b'x'; BODY_BYTES])?,
    })
}

fn rate(count: usize, start: Instant) -> f64 {
    let count = u32::try_from(count).map_or(f64::MAX, f64::from);
    count / start.elapsed().as_secs_f64()
}
