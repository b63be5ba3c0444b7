//! How many answers of the stay calculator one thread gives in a second.
//!
//! `items/s` counts answers. Each history is asked about whole, all fields of the answer.
#![expect(clippy::arithmetic_side_effects, reason = "a file of benchmarks")]

use ees_domain::day::Day;
use ees_domain::stay::{Calculator, Stay};

fn main() {
    divan::main();
}

/// The last day of every history.
const ON: Day = Day::of(2026, 11, 20);

/// `count` stays of `days` days, one every `period` days, the last ending on [`ON`].
fn regular(count: i32, days: i32, period: i32) -> Vec<Stay> {
    (0..count)
        .rev()
        .filter_map(|back| {
            let exit = ON.plus(-(back * period))?;
            Some(Stay::closed(exit.plus(1 - days)?, exit))
        })
        .collect()
}

/// The same stays in an order without pattern, the same at every run.
fn shuffled(mut stays: Vec<Stay>) -> Vec<Stay> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for last in (1..stays.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let bound = u64::try_from(last + 1).unwrap_or(1);
        stays.swap(last, usize::try_from(state % bound).unwrap_or(0));
    }
    stays
}

fn ask(bencher: divan::Bencher<'_, '_>, stays: &[Stay]) {
    let mut calculator = Calculator::new();
    bencher
        .counter(divan::counter::ItemsCount::new(1_u32))
        .bench_local(|| calculator.answer(divan::black_box(stays), divan::black_box(ON)));
}

/// 3 days every 9: far below the limit.
#[divan::bench(args = [200, 10_000])]
fn sorted(bencher: divan::Bencher<'_, '_>, count: i32) {
    ask(bencher, &regular(count, 3, 9));
}

/// 3 days every 9, without order.
#[divan::bench(args = [200, 10_000])]
fn unsorted(bencher: divan::Bencher<'_, '_>, count: i32) {
    ask(bencher, &shuffled(regular(count, 3, 9)));
}

/// 1 day every 2: always exactly at the limit.
#[divan::bench(args = [200, 10_000])]
fn unsorted_at_the_limit(bencher: divan::Bencher<'_, '_>, count: i32) {
    ask(bencher, &shuffled(regular(count, 1, 2)));
}

/// 5 days every 9: over the limit since the first half year.
#[divan::bench(args = [200, 10_000])]
fn unsorted_over_the_limit(bencher: divan::Bencher<'_, '_>, count: i32) {
    ask(bencher, &shuffled(regular(count, 5, 9)));
}
