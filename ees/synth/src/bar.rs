//! Progress on standard error: a line that is overwritten, or one every tenth.

use std::io::{self, IsTerminal, Write};
use std::time::Instant;

use ees_synth::fill::Progress;
use ees_synth::tally::Tally;

/// Characters of the bar.
const WIDTH: u64 = 30;

/// The progress of one run.
#[derive(Debug)]
pub(crate) struct Bar {
    begun: Instant,
    is_terminal: bool,
    /// Tenths that have been told.
    tenths: u64,
}

impl Bar {
    pub(crate) fn new() -> Self {
        Self { begun: Instant::now(), is_terminal: io::stderr().is_terminal(), tenths: 0 }
    }

    /// Shows how far it is.
    pub(crate) fn show(&mut self, progress: Progress) {
        let (done, whole) = share(progress);
        let line = self.line(progress, (done, whole));
        if self.is_terminal {
            // What cannot be shown is no reason to stop.
            let _ = write!(io::stderr(), "\r{} {line}\x1b[K", drawn(done, whole));
            return;
        }
        let tenths = done.saturating_mul(10).checked_div(whole).unwrap_or_default();
        if self.tenths < tenths {
            self.tenths = tenths;
            eprintln!("{tenths}0 % {line}");
        }
    }

    fn line(&self, progress: Progress, (done, whole): (u64, u64)) -> String {
        let millis = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
        let per_second = progress.units.0.saturating_mul(1_000).checked_div(millis);
        let left = whole.saturating_sub(done).saturating_mul(millis).checked_div(done.max(1));
        format!(
            "{} of {} travellers, {} passages, {} a second, {} s left",
            progress.travellers.0,
            progress.travellers.1,
            progress.units.0,
            per_second.unwrap_or_default(),
            left.unwrap_or_default().div_ceil(1_000)
        )
    }

    /// Leaves the line as it is and goes on below it.
    pub(crate) fn leave(&self) {
        if self.is_terminal {
            eprintln!();
        }
    }

    /// Says what was done and how fast.
    pub(crate) fn end(&self, tally: &Tally) {
        self.leave();
        let seconds = self.begun.elapsed().as_secs_f64().max(0.001);
        let rate = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / seconds;
        eprintln!("{tally}");
        eprintln!(
            "{seconds:.1} s in all, {:.0} travellers and {:.0} passages a second",
            rate(tally.travellers),
            rate(tally.units)
        );
    }
}

/// The part that is done, over all travellers, in units of a millionth.
fn share(progress: Progress) -> (u64, u64) {
    let (known, all) = progress.travellers;
    let (known, all) = (u64::try_from(known).unwrap_or(0), u64::try_from(all).unwrap_or(0));
    // Passages of those who have not been drawn yet are estimated from those who have.
    let whole = progress.units.1.saturating_mul(all).checked_div(known.max(1));
    (progress.units.0, whole.unwrap_or_default().max(1))
}

fn drawn(done: u64, whole: u64) -> String {
    let filled = done.saturating_mul(WIDTH).checked_div(whole).unwrap_or_default().min(WIDTH);
    let cell = |at| if at < filled { '#' } else { '.' };
    (0..WIDTH).map(cell).collect()
}
