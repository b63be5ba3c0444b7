//! Everything that is wrong with a request, so that a caller learns it in one answer.

use fnd_web::problem::{Fault, Problem};

use crate::problem::of_faults;

/// The faults found while values are read one by one.
#[derive(Debug, Clone, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// The value; or none, and its fault is kept.
    pub fn keep<T>(&mut self, read: Result<T, Fault>) -> Option<T> {
        read.map_err(|fault| self.0.push(fault)).ok()
    }

    /// Keeps a fault.
    pub fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The faults in the order in which they were found.
    pub fn as_slice(&self) -> &[Fault] {
        &self.0
    }

    /// `problem` with these faults as well.
    pub fn at(self, problem: Problem) -> Problem {
        self.0.into_iter().fold(problem, Problem::at)
    }
}

impl From<Faults> for Problem {
    fn from(faults: Faults) -> Self {
        of_faults(faults.0)
    }
}

/// A value at `pointer` that has no meaning.
pub fn unknown(pointer: &str, code: &'static str, expected: &str) -> Fault {
    Fault::pointer(pointer, code, format!("expected {expected}"))
}
