//! Who was refused, and whether the document says so.

use super::{Reason, RefusalDecision};
use crate::file::File;
use crate::identity::{Identity, TravelDocument};

/// Who stood at the desk, by the document that was presented there. The form names these, also
/// when the file has another identity or a newer document by then.
///
/// Law: SBC Annex V Part B, the head of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// The identity that was presented.
    pub identity: Identity,
    /// The travel document that was presented.
    pub document: TravelDocument,
}

impl Bearer {
    /// Who was refused by a refusal of this file. Of a record that was made before the bearer was
    /// kept with it, the latest identity and document stand in.
    pub fn of(file: &File, decision: &RefusalDecision) -> Option<Self> {
        let latest = || {
            let identity = file.identities.last()?.clone();
            Some(Self { identity, document: file.documents.last()?.clone() })
        };
        decision.bearer.clone().or_else(latest)
    }
}

/// Whether the number of the document tells whose file a refusal belongs to.
///
/// A document that is false, counterfeit or forged often bears the number of somebody else's true
/// one: then a human says whose file it is, and nobody is found by that number afterwards.
///
/// Law: SBC Annex V Part B point B; EES Art. 14(4), 39(1)(c), data is to be accurate.
pub fn document_tells_whose(reasons: &[Reason]) -> bool {
    !reasons.contains(&Reason::B)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_false_document_says_nothing_of_whose_it_is() {
        for (reason, _) in Reason::ALL {
            let tells = document_tells_whose(&[Reason::G, reason]);
            assert_eq!(tells, reason != Reason::B, "{}", reason.code());
        }
    }
}
