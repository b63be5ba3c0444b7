//! The figures of an evaluation, one row a folder.

use ees_match::evaluate::{Interval, Scores};

use super::Evaluation;

/// What is stated of one folder, or of several in the mean. Rates are shares from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The folder's name.
    pub name: String,
    /// Mated pairs, pairs of first impressions, pairs of different fingers.
    pub counts: [usize; 3],
    /// The equal error rate by the protocol of the competition.
    pub eer: f64,
    /// The equal error rate against all pairs of different fingers.
    pub eer_all: f64,
    /// The false non-match rate at a false match rate of 1 in 100, 1 in 1,000 and none, against
    /// all pairs of different fingers.
    pub fnmr: [f64; 3],
    /// The 95 % intervals of those, as if all pairs were independent.
    pub intervals: Option<[Interval; 3]>,
    /// Files that gave no template.
    pub failed: usize,
    /// Milliseconds of one processor for each extraction.
    pub extraction_ms: f64,
    /// Comparisons per second of one processor.
    pub per_second: f64,
    /// Bytes of a template ready for comparison.
    pub bytes: f64,
}

/// The false match rates at which misses are stated: FMR100, FMR1000 and `ZeroFMR`.
const RATES: [f64; 3] = [0.01, 0.001, 0.0];

/// The row of one folder.
pub fn row(of: &Evaluation) -> Row {
    let fnmr = RATES.map(|rate| of.of_all.fnmr_at(rate));
    let (mated, first) = of.of_first.counts();
    let (_, all) = of.of_all.counts();
    let mut names: Vec<_> = of.folder.iter().rev().take(2).collect();
    names.reverse();
    let names: Vec<String> =
        names.into_iter().map(|name| name.to_string_lossy().into_owned()).collect();
    Row {
        name: names.join("/"),
        counts: [mated, first, all],
        eer: of.of_first.equal_error_rate(),
        eer_all: of.of_all.equal_error_rate(),
        fnmr: fnmr.map(|rate| rate.observed),
        intervals: Some(fnmr.map(|rate| rate.interval)),
        failed: of.failed.len(),
        extraction_ms: each(of.extraction.1.as_secs_f64() * 1e3, of.extraction.0),
        per_second: per_second(of),
        bytes: each(number(of.bytes), of.extraction.0),
    }
}

/// The mean of several rows. Rates of different folders are not pooled, as the competition does
/// it; how sure they are, a mean does not say.
pub fn mean(rows: &[Row]) -> Option<Row> {
    let first = rows.first()?;
    let of = |value: &dyn Fn(&Row) -> f64| each(rows.iter().map(value).sum(), rows.len());
    let sum = |place: usize| {
        rows.iter().filter_map(|row| row.counts.get(place)).fold(0, |a, b| b.saturating_add(a))
    };
    Some(Row {
        name: "mean".to_owned(),
        counts: [sum(0), sum(1), sum(2)],
        eer: of(&|row| row.eer),
        eer_all: of(&|row| row.eer_all),
        fnmr: [of(&|row| row.fnmr[0]), of(&|row| row.fnmr[1]), of(&|row| row.fnmr[2])],
        intervals: (rows.len() == 1).then_some(first.intervals).flatten(),
        failed: rows.iter().map(|row| row.failed).fold(0, usize::saturating_add),
        extraction_ms: of(&|row| row.extraction_ms),
        per_second: of(&|row| row.per_second),
        bytes: of(&|row| row.bytes),
    })
}

/// The misses of a folder at any false match rate, for the plot.
pub(super) fn curve(scores: &Scores) -> Vec<(f64, f64)> {
    scores.points().iter().map(|point| (point.fmr, point.fnmr)).collect()
}

fn per_second(of: &Evaluation) -> f64 {
    let (count, took) = of.comparison;
    if took.is_zero() { 0.0 } else { number(count) / took.as_secs_f64() }
}

fn each(sum: f64, count: usize) -> f64 {
    if count == 0 { 0.0 } else { sum / number(count) }
}

/// A count as a number; exact for every count that memory holds.
fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
