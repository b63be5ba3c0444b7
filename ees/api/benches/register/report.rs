//! What was measured, for people and for machines.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;

use crate::bulk::Counted;
use crate::orders::Orders;
use crate::trace::Traces;

/// The goal: this share of what the database does alone.
const GOAL: f64 = 0.7;

/// One way for a while.
#[derive(Debug, Clone, Default)]
pub(crate) struct Way {
    /// Entries a second.
    pub(crate) a_second: f64,
    /// The mean time of an entry.
    pub(crate) mean: Duration,
    /// Half of the entries were as fast; zero where it is not known.
    pub(crate) median: Duration,
    /// 99 of 100 entries were as fast; zero where it is not known.
    pub(crate) most: Duration,
    /// Requests that recorded nothing, by the code of the answer.
    pub(crate) refused: BTreeMap<String, u64>,
}

/// Both ways, one after the other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Round {
    /// The statements alone.
    pub(crate) plain: Way,
    /// The whole way.
    pub(crate) whole: Way,
}

/// Everything.
#[derive(Debug)]
pub(crate) struct Report {
    orders: Orders,
    counted: Counted,
    statements: [(usize, f64); 2],
    rounds: Vec<Round>,
    /// The load of the machine at the end, as the kernel writes it.
    pub(crate) load: String,
}

impl Way {
    /// A way by the times of its entries.
    pub(crate) fn of_times(
        mut times: Vec<Duration>,
        seconds: f64,
        refused: BTreeMap<String, u64>,
    ) -> Self {
        times.sort_unstable();
        let at = |share: usize| {
            times.get(times.len().saturating_sub(1) * share / 100).copied().unwrap_or_default()
        };
        let (median, most) = (at(50), at(99));
        let count = u32::try_from(times.len()).unwrap_or(u32::MAX);
        let mean = times.iter().sum::<Duration>() / count.max(1);
        Self { a_second: f64::from(count) / seconds, mean, median, most, refused }
    }
}

impl Round {
    fn ratio(&self) -> f64 {
        self.whole.a_second / self.plain.a_second
    }

    /// A line of progress.
    pub(crate) fn line(&self, number: u32, of: u32) -> String {
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        let refused: u64 = self.whole.refused.values().sum();
        format!(
            "round {number} of {of}: pgbench {:.0} a second ({:.1} ms), whole way {:.0} a second \
             (median {:.1} ms, 99 of 100 {:.1} ms, {refused} refused {:?}), ratio {:.2}",
            self.plain.a_second,
            ms(self.plain.mean),
            self.whole.a_second,
            ms(self.whole.median),
            ms(self.whole.most),
            self.whole.refused,
            self.ratio()
        )
    }
}

/// Least, median and greatest.
fn spread(mut numbers: Vec<f64>) -> [f64; 3] {
    numbers.sort_by(f64::total_cmp);
    let at = |place: usize| numbers.get(place).copied().unwrap_or(f64::NAN);
    let last = numbers.len().saturating_sub(1);
    let middle = f64::midpoint(at(last / 2), at(last.div_ceil(2)));
    [at(0), middle, at(last)]
}

impl Report {
    /// A report without rounds.
    pub(crate) fn new(orders: Orders, counted: Counted, traces: &Traces) -> Self {
        let statements = [&traces.of_new, &traces.of_known]
            .map(|trace| (trace.len(), trace.iter().map(|one| one.milliseconds).sum()));
        Self { orders, counted, statements, rounds: Vec::new(), load: String::new() }
    }

    /// Adds a round.
    pub(crate) fn add(&mut self, round: Round) {
        self.rounds.push(round);
    }

    fn spread(&self, of: impl Fn(&Round) -> f64) -> [f64; 3] {
        spread(self.rounds.iter().map(of).collect())
    }

    /// The ratio of the medians.
    fn ratio(&self) -> f64 {
        let [_, plain, _] = self.spread(|round| round.plain.a_second);
        let [_, whole, _] = self.spread(|round| round.whole.a_second);
        whole / plain
    }

    /// A table for people.
    pub(crate) fn table(&self) -> String {
        let [plain_min, plain, plain_max] = self.spread(|round| round.plain.a_second);
        let [whole_min, whole, whole_max] = self.spread(|round| round.whole.a_second);
        let [ratio_min, _, ratio_max] = self.spread(Round::ratio);
        let [(new, new_ms), (known, known_ms)] = self.statements;
        format!(
            "entries a second, median of {} rounds of {} s with {} clients (least to greatest)\n  \
             pgbench    {plain:.0} ({plain_min:.0} to {plain_max:.0})\n  \
             whole way  {whole:.0} ({whole_min:.0} to {whole_max:.0})\n  \
             ratio      {:.2} ({ratio_min:.2} to {ratio_max:.2}), goal {GOAL}\n\
             statements of an entry: {new} by somebody new ({new_ms:.2} ms in the server), {known} \
             by somebody known ({known_ms:.2} ms)\nload: {}",
            self.rounds.len(),
            self.orders.seconds,
            self.orders.clients,
            self.ratio(),
            self.load.trim(),
        )
    }

    /// One line for machines.
    pub(crate) fn json(&self) -> String {
        let round = |round: &Round| {
            json!({
                "pgbench_per_second": round.plain.a_second,
                "whole_per_second": round.whole.a_second,
                "whole_median_ms": round.whole.median.as_secs_f64() * 1_000.0,
                "whole_p99_ms": round.whole.most.as_secs_f64() * 1_000.0,
                "refused": round.whole.refused,
            })
        };
        let [_, plain, _] = self.spread(|round| round.plain.a_second);
        let [_, whole, _] = self.spread(|round| round.whole.a_second);
        json!({
            "files": self.counted.files,
            "crossings": self.counted.crossings,
            "clients": self.orders.clients,
            "seconds": self.orders.seconds,
            "statements": { "new": self.statements[0].0, "known": self.statements[1].0 },
            "pgbench_per_second": plain,
            "whole_per_second": whole,
            "ratio": self.ratio(),
            "goal": GOAL,
            "is_goal_reached": GOAL <= self.ratio(),
            "load": self.load.trim(),
            "rounds": self.rounds.iter().map(round).collect::<Vec<_>>(),
        })
        .to_string()
    }
}
