//! Tokens with which a program acts for a person: what for, and how long. A20.

use jiff::Timestamp;

use super::Action;
use crate::when::{days as whole_days, later};

/// What a token can be made for: what the interface for programs does.
pub const OFFERED: [Action; 10] = [
    Action::ReadOwnProfile,
    Action::EditOwnProfile,
    Action::ReadOwnConsents,
    Action::ReadOwnMemberships,
    Action::ReadOwnActivity,
    Action::ListCommunities,
    Action::ReadNotice,
    Action::ListMembers,
    Action::SearchContacts,
    Action::ReadCard,
];

/// Days for which a token works at most.
pub const DAYS_MAX: u16 = 90;

/// The instant at which a token ends that was made at `made` for `days` days; `None` when it may
/// not be made for so many, or for none.
pub fn ends_at(made: Timestamp, days: u16) -> Option<Timestamp> {
    (1..=DAYS_MAX).contains(&days).then(|| later(made, whole_days(days)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{at, on};

    #[test]
    fn a_token_works_for_a_day_at_least_and_for_ninety_at_most() {
        let cases = [(0, None), (1, Some(on(1))), (90, Some(on(90))), (91, None)];
        for (days, end) in cases {
            assert_eq!(ends_at(at(0), days), end, "{days}");
        }
    }
}
