//! Sign-ins that were begun in this browser and wait for the provider's answer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where in a session they stand.
pub(super) const KEY: &str = "pending";
/// Sign-ins of one browser at the same time: one for each tab, within reason.
const COUNT_MAX: usize = 8;
/// How long the provider's answer may take, in seconds.
const AGE_MAX: i64 = 600;

/// One sign-in that waits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Pending {
    /// What the answer must carry.
    pub(super) state: String,
    /// What a token must carry; empty where there are no tokens.
    pub(super) nonce: String,
    /// What proves that who redeems a code is who asked for it; empty where nothing does.
    pub(super) verifier: String,
    /// Where to go afterwards.
    pub(super) return_to: String,
    /// When it was begun, in seconds.
    pub(super) begun: i64,
    /// The least level that was asked for.
    pub(super) level: Option<String>,
    /// Whether the person had to authenticate after it was begun.
    pub(super) is_forced: bool,
    /// Who signs in again, and must be who comes back.
    pub(super) again: Option<String>,
}

/// Adds one; the oldest make room.
pub(super) fn add(list: &mut Vec<Pending>, new: Pending) {
    while COUNT_MAX <= list.len() {
        list.remove(0);
    }
    list.push(new);
}

/// Takes out the one that waits for `state`, unless it has waited too long. It answers once.
pub(super) fn take(list: &mut Vec<Pending>, state: &str, now: Timestamp) -> Option<Pending> {
    list.retain(|pending| now.as_second().saturating_sub(pending.begun) <= AGE_MAX);
    let place = list.iter().position(|pending| pending.state == state)?;
    Some(list.remove(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pending(state: usize) -> Pending {
        Pending {
            state: state.to_string(),
            nonce: String::new(),
            verifier: String::new(),
            return_to: "/".into(),
            begun: 0,
            level: None,
            is_forced: false,
            again: None,
        }
    }

    #[test]
    fn a_sign_in_is_answered_once_and_in_time() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let mut list = Vec::new();
        for state in 0..=COUNT_MAX {
            add(&mut list, pending(state));
        }
        assert!(take(&mut list, "0", at(0)).is_none(), "the oldest made room");
        assert!(take(&mut list, "1", at(AGE_MAX)).is_some());
        assert!(take(&mut list, "1", at(AGE_MAX)).is_none(), "once");
        assert!(take(&mut list, "2", at(AGE_MAX + 1)).is_none(), "too late");
        assert!(list.is_empty());
    }
}
