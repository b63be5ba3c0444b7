//! Identification among many people who do not exist, by four fingers: how often whoever is
//! there is missed where one search in a thousand of strangers finds somebody.

use std::num::NonZeroUsize;
use std::time::Instant;

use ees_biometrics::parallel;
use ees_match::compare::Method;
use ees_match::compare::calibration::Strength;
use ees_match::evaluate::{Scores, rate};
use ees_match::gallery::{Gallery, Reference, Samples, Wanted};
use ees_match::net::Cpu;
use ees_match::record::Position;
use ees_match::synthetic::population::{Minutiae, Noise};

use super::{Done, Orders, per_second};

const POSITIONS: [Position; 4] =
    [Position::RIGHT_INDEX, Position::RIGHT_MIDDLE, Position::RIGHT_RING, Position::RIGHT_LITTLE];
/// Searches of people who are there, and of as many who are not.
const SEARCHES: u64 = 1_000;

pub(crate) fn measure(orders: &Orders) -> Done<()> {
    let people = orders.people as u64;
    println!("\n== identification by four fingers among {people} people who do not exist ==");
    let threads = parallel::threads();
    let begun = Instant::now();
    let galleries = galleries(people, threads);
    let size = galleries
        .iter()
        .map(Gallery::size)
        .fold((0, 0), |(people, bytes), size| (people + size.people, bytes + size.bytes));
    println!(
        "built: {} people, {:.0} a second, {:.2} GB a million",
        size.0,
        per_second(size.0, begun),
        size.1 as f64 / size.0.max(1) as f64 / 1e3
    );
    let wanted = Wanted { threshold: Strength::NONE, most: 1 };
    let begun = Instant::now();
    let mut scores = (Vec::new(), Vec::new());
    let mut first = 0;
    for search in 0..SEARCHES {
        let number = search * (people / SEARCHES).max(1) % people.max(1);
        let best = search_all(&galleries, &person(number, 2), wanted, threads)?;
        let is_first = best.is_some_and(|(reference, _)| reference == Reference(number.into()));
        first += usize::from(is_first);
        // Whoever is not first is missed at every threshold.
        scores.0.push(if is_first { best.map_or(0.0, |best| best.1) } else { 0.0 });
        let stranger = search_all(&galleries, &person(people + search, 2), wanted, threads)?;
        scores.1.push(stranger.map_or(0.0, |best| best.1));
    }
    let took = 1e3 * begun.elapsed().as_secs_f64() / (2 * SEARCHES) as f64;
    let scores = Scores::new(scores.0, scores.1);
    let missed = scores.fnmr_at(0.001);
    let not_first = rate(SEARCHES as usize - first, SEARCHES as usize);
    println!("{took:.0} ms a search on {threads} threads");
    for (name, rate) in [("FNIR at FPIR 0.1 %", missed), ("not in first place", not_first)] {
        println!(
            "{name:24} {:.2} % (95 %: {:.2}–{:.2})",
            100.0 * rate.observed,
            100.0 * rate.interval.lower,
            100.0 * rate.interval.upper
        );
    }
    println!(
        "the threshold of one false candidate in a thousand: {:.1} dB",
        scores.threshold(0.001)
    );
    Ok(())
}

/// A part of the people for every thread.
fn galleries(people: u64, threads: NonZeroUsize) -> Vec<Gallery> {
    let parts: Vec<u64> = (0..threads.get() as u64).collect();
    parallel::map(
        &parts,
        threads,
        || (),
        |(), part| {
            let mut gallery = Gallery::new(Method::Both, Cpu::detect());
            for number in (*part..people).step_by(threads.get()) {
                // Four fingers, each position once: nothing that could be refused.
                let _ = gallery.put(Reference(number.into()), &person(number, 1));
            }
            gallery
        },
    )
}

fn person(number: u64, capture: u64) -> Samples {
    let fingers = (0..).zip(POSITIONS).map(|(finger, position)| {
        let seed = 4 * number + finger;
        (position, Minutiae::of(seed).capture(seed.wrapping_mul(31) + capture, &Noise::MEASURED))
    });
    Samples { face: None, fingers: fingers.collect() }
}

/// The best candidate of all parts and its strength.
fn search_all(
    galleries: &[Gallery],
    probe: &Samples,
    wanted: Wanted,
    threads: NonZeroUsize,
) -> Done<Option<(Reference, f32)>> {
    let found = parallel::map(galleries, threads, || (), |(), one| one.search(probe, wanted));
    let mut best: Option<(Reference, f32)> = None;
    for candidates in found {
        for candidate in candidates? {
            let strength = candidate.strength.decibels();
            if best.is_none_or(|(_, most)| most < strength) {
                best = Some((candidate.reference, strength));
            }
        }
    }
    Ok(best)
}
