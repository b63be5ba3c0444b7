//! The permissions as a list, for those who oversee who may do what. EES Art. 9(2).
//!
//! A listed permission opens nothing: it is no [`Grant`].

use super::{Action, Grant, PERMITTED};
use crate::authority::{AuthorityKind, Purpose, Role};

/// One permission, for whoever lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permitted {
    /// The kind of authority.
    pub authority: AuthorityKind,
    /// What it may do.
    pub action: Action,
    /// What for.
    pub purpose: Purpose,
    /// The article.
    pub basis: &'static str,
    /// Who in the authority may.
    pub roles: &'static [Role],
}

/// Every permission, in the order of kinds of authorities, purposes and actions.
///
/// Law: EES Art. 9(2), the authorities with the purposes for which each has access.
pub fn permissions() -> Vec<Permitted> {
    let mut all: Vec<Permitted> = PERMITTED
        .iter()
        .map(|row| {
            let Grant { authority, action, purpose, basis } = row.grant;
            Permitted { authority, action, purpose, basis, roles: row.roles }
        })
        .collect();
    all.sort_by_key(|row| (row.authority, row.purpose, row.action));
    all
}
