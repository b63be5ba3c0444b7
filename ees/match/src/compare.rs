//! Whether two impressions come from one finger.
//!
//! There are two engines, which look at different things and so err on different pairs, and
//! there is both of them together. Which one is used is a matter of configuration
//! ([`Method`]); what they make ready of a template is not exchanged between them.

pub mod calibration;
pub mod cylinder;
pub mod edge;
pub mod fingers;
#[cfg(test)]
mod testing;

use std::fmt;
use std::str::FromStr;

use self::calibration::Strength;
use crate::minutiae::Template;
use crate::net::Cpu;

/// How two templates are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// By the neighbourhoods of minutiae as bits: [`cylinder`].
    Cylinder,
    /// By edges between minutiae: [`edge`].
    Edge,
    /// By both, whose strengths are added.
    #[default]
    Both,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 3] = [Self::Cylinder, Self::Edge, Self::Both];

    /// Its name in configurations, on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cylinder => "cylinder",
            Self::Edge => "edge",
            Self::Both => "both",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A name that is none of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a method is `cylinder`, `edge` or `both`")]
pub struct NoMethod;

impl FromStr for Method {
    type Err = NoMethod;

    fn from_str(name: &str) -> Result<Self, NoMethod> {
        Self::ALL.into_iter().find(|method| method.name() == name).ok_or(NoMethod)
    }
}

/// A template made ready for a method.
#[derive(Clone, Debug)]
pub struct Prepared {
    cylinder: Option<cylinder::Prepared>,
    edge: Option<edge::Prepared>,
}

impl Prepared {
    /// Makes `template` ready for `method`, and for every other one that needs no more.
    pub fn new(method: Method, template: &Template) -> Self {
        Self {
            cylinder: (method != Method::Edge).then(|| cylinder::Prepared::new(template)),
            edge: (method != Method::Cylinder).then(|| edge::Prepared::new(template)),
        }
    }

    /// The memory it takes, in bytes.
    pub fn bytes(&self) -> usize {
        let cylinder = self.cylinder.as_ref().map_or(0, cylinder::Prepared::bytes);
        cylinder + self.edge.as_ref().map_or(0, edge::Prepared::bytes)
    }
}

/// Compares templates by a method; it keeps its memory from one comparison to the next.
#[derive(Debug)]
pub struct Comparer {
    method: Method,
    cylinder: cylinder::Matcher,
    edge: edge::Matcher,
}

impl Comparer {
    /// One for this method and this processor.
    pub fn new(method: Method, cpu: Cpu) -> Self {
        Self { method, cylinder: cylinder::Matcher::new(cpu), edge: edge::Matcher::new(cpu) }
    }

    /// The method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// How strongly the comparison speaks for one finger. The order of the two does not count.
    /// What was not made ready for the method speaks for nothing.
    pub fn compare(&mut self, a: &Prepared, b: &Prepared) -> Strength {
        let mut by_cylinder = || {
            let scores = a.cylinder.as_ref().zip(b.cylinder.as_ref());
            let score = scores.map_or(0.0, |(a, b)| self.cylinder.score(a, b));
            calibration::CYLINDER.strength(score)
        };
        let mut by_edge = || {
            let scores = a.edge.as_ref().zip(b.edge.as_ref());
            calibration::EDGE.strength(scores.map_or(0.0, |(a, b)| self.edge.score(a, b)))
        };
        match self.method {
            Method::Cylinder => by_cylinder(),
            Method::Edge => by_edge(),
            Method::Both => {
                let sum = by_cylinder().decibels() + by_edge().decibels();
                calibration::BOTH.strength(sum)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{again, template};
    use super::*;

    #[test]
    fn methods_are_known_by_their_names() {
        for method in Method::ALL {
            assert_eq!(method.to_string().parse(), Ok(method));
        }
        assert_eq!("fastest".parse::<Method>(), Err(NoMethod));
    }

    #[test]
    fn every_method_tells_one_finger_from_two() {
        let (a, b) = (template(1, 40), template(2, 40));
        let same = again(&a, 15.0, 2);
        for method in Method::ALL {
            let mut comparer = Comparer::new(method, Cpu::detect());
            let [a, b, same] = [&a, &b, &same].map(|one| Prepared::new(method, one));
            let (mated, other) = (comparer.compare(&a, &same), comparer.compare(&a, &b));
            assert!(Strength::of_rate(1e-4) < mated, "{method}: {mated}");
            assert!(other < Strength::of_rate(1e-3), "{method}: {other}");
        }
    }

    #[test]
    fn what_was_not_made_ready_speaks_for_nothing() {
        let a = template(3, 40);
        let edge = Prepared::new(Method::Edge, &a);
        let mut comparer = Comparer::new(Method::Cylinder, Cpu::detect());
        assert_eq!(comparer.compare(&edge, &edge), Strength::NONE);
    }
}
