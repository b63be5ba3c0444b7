//! What nobody outside prescribes, as numbers with a date and a reason.
//!
//! Source: ours, 2026-11-22. The law says that a crossing point goes on (EES Art. 21) and not how
//! patiently it asks.

use jiff::SignedDuration;

/// Seconds by which the clock here and that of the register may differ without anybody being
/// told. A day changes at midnight, and a minute is what a busy desk takes for one person.
pub const CLOCK_SECONDS_MAX: i64 = 60;
/// Seconds of difference beyond which passages are marked: their day may be another one.
pub const CLOCK_DOUBT_SECONDS: i64 = 3_600;
/// Seconds within which the register has to answer what an officer waits for.
pub const ANSWER_SECONDS_MAX: u32 = 4;
/// Seconds within which the register has to answer a batch of what waited.
pub const BATCH_SECONDS_MAX: u64 = 60;
/// Seconds within which the register has to answer whether it is there.
pub const PROBE_SECONDS_MAX: u64 = 2;
/// Seconds between two such questions at most: an officer should not draw by hand for longer
/// than this after the register is back.
pub const PROBE_PAUSE_SECONDS_MAX: u64 = 5;
/// Passages of one batch. Small enough to be answered within a second or two.
pub const BATCH_MAX: u32 = 250;
/// Batches on their way at the same moment, once one has been answered. Desks come first.
pub const BATCHES_MAX: usize = 2;
/// How long what the register has taken, or a supervisor has withdrawn, stays readable here.
/// As long as a shift may still ask about it.
pub const SETTLED_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// How often a message was sent before a human is asked about one that the register fails on each
/// time: about a quarter of an hour.
pub const STUCK_ATTEMPTS: u32 = 20;
