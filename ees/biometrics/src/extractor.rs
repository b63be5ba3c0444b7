//! How minutiae are taken from an image: by the network, or without any model.

use std::fmt;

use ees_match::extract::classical::Classical;
use ees_match::extract::leader::{ExtractError, Leader};
use ees_match::image::Image;
use ees_match::minutiae::Template;
use ees_match::net::Cpu;

use crate::models::{LEADER, Models, ModelsError};

/// Which way is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The network LEADER; its model has to be there.
    Leader,
    /// The classical way, which needs no model.
    Classical,
    /// LEADER where its model is there, else the classical way.
    Best,
}

/// A way, ready to be used by every thread.
#[derive(Debug)]
pub enum Extractor {
    /// The network of Cappelli and Ferrara.
    Leader(Box<Leader>),
    /// Flow, filters, thinning and lines.
    Classical(Box<Classical>),
}

impl Extractor {
    /// Prepares a way. `Best` takes a model that is there and damaged for an error: whoever
    /// installed it does not expect to go on without it.
    pub fn prepare(wanted: Wanted, models: &Models, cpu: Cpu) -> Result<Self, ModelsError> {
        match wanted {
            Wanted::Classical => Ok(Self::classical(cpu)),
            Wanted::Best if !models.has(LEADER) => Ok(Self::classical(cpu)),
            Wanted::Leader | Wanted::Best => Ok(Self::Leader(Box::new(models.leader(cpu)?))),
        }
    }

    fn classical(cpu: Cpu) -> Self {
        Self::Classical(Box::new(Classical::new(cpu)))
    }

    /// The minutiae of an image of 500 pixels per inch.
    pub fn extract(&self, image: &Image) -> Result<Template, ExtractError> {
        match self {
            Self::Leader(leader) => leader.extract(image),
            Self::Classical(classical) => classical.extract(image),
        }
    }

    /// Its name on the command line and in reports.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Leader(_) => "leader",
            Self::Classical(_) => "classical",
        }
    }
}

impl fmt::Display for Extractor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_model_the_best_is_the_classical_way_and_leader_is_refused() {
        let empty = tempfile::tempdir().unwrap();
        let models = Models::at(Some(empty.path()));
        let prepare = |wanted| Extractor::prepare(wanted, &models, Cpu::detect());
        assert_eq!(prepare(Wanted::Best).unwrap().name(), "classical");
        assert!(matches!(prepare(Wanted::Leader), Err(ModelsError::Missing { .. })));
        std::fs::write(empty.path().join(LEADER), b"half a mod").unwrap();
        assert!(matches!(prepare(Wanted::Best), Err(ModelsError::Model { .. })));
    }
}
