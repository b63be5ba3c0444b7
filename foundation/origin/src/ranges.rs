//! Ranges of numbers that each have a country, found by halving.

use crate::alpha2::Alpha2;
use crate::file::Line;

/// Where the country changes, in order. A range ends where the next begins; a stretch that
/// nobody named is a range without a country. That takes half the memory of first and last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ranges<T> {
    starts: Vec<T>,
    /// INVARIANT: as long as `starts`, and neighbours differ.
    countries: Vec<Option<Alpha2>>,
    /// The number behind the last range; `None` before the first and behind the last number.
    behind: Option<T>,
}

impl<T> Default for Ranges<T> {
    fn default() -> Self {
        Self { starts: Vec::new(), countries: Vec::new(), behind: None }
    }
}

impl<T: Copy + Ord> Ranges<T> {
    /// Adds a range behind all others; false when it is not behind them or ends before it
    /// begins. `next` is the number after a number.
    pub(crate) fn add(&mut self, line: Line<T>, next: impl Fn(T) -> Option<T>) -> bool {
        let is_behind = match self.behind {
            Some(behind) => behind <= line.first,
            None => self.is_empty(),
        };
        if !is_behind || line.last < line.first {
            return false;
        }
        if self.behind.is_some_and(|behind| behind < line.first) {
            self.close();
        }
        self.begin(line.first, line.country);
        self.behind = next(line.last);
        true
    }

    /// Ends the last range: what follows has no country.
    pub(crate) fn close(&mut self) {
        if let Some(behind) = self.behind {
            self.begin(behind, None);
        }
    }

    fn begin(&mut self, start: T, country: Option<Alpha2>) {
        if self.countries.last() != Some(&country) {
            self.starts.push(start);
            self.countries.push(country);
        }
    }

    /// The country of the range in which `number` is.
    pub(crate) fn find(&self, number: T) -> Option<Alpha2> {
        let begun = self.starts.partition_point(|start| *start <= number);
        self.countries.get(begun.checked_sub(1)?).copied().flatten()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Gives back memory that was reserved for more.
    pub(crate) fn shrink(&mut self) {
        self.starts.shrink_to_fit();
        self.countries.shrink_to_fit();
    }

    /// Bytes of memory behind the two lists.
    pub(crate) fn bytes(&self) -> usize {
        let starts = self.starts.capacity().saturating_mul(size_of::<T>());
        let countries = self.countries.capacity().saturating_mul(size_of::<Option<Alpha2>>());
        starts.saturating_add(countries)
    }
}
