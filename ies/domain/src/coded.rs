//! Enums whose values have stable codes.

use fnd_register::Coded;

/// An enum whose values are listed and found by their codes; for what reads codes of any enum,
/// as a store does.
pub trait Enumerated: Coded + Copy + 'static {
    /// All values, in their order.
    const VALUES: &'static [Self];

    /// The value with this code.
    fn of_code(code: &str) -> Option<Self> {
        Self::VALUES.iter().copied().find(|value| value.code() == code)
    }
}

/// Declares an enum of values without fields, each with its code, and derives from that one list
/// `ALL`, `find` and `Coded`.
///
/// Why: a value that is missing from a list written beside the enum would be missing from the
/// tables, tests and pages that go through the list. Here the two cannot differ.
macro_rules! coded {
    (
        $(#[$about:meta])*
        $vis:vis enum $name:ident { $( $(#[$doc:meta])* $variant:ident => $code:literal, )+ }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $( $(#[$doc])* $variant, )+ }

        impl $name {
            /// All values, in their order.
            $vis const ALL: &'static [Self] = &[$( Self::$variant, )+];

            /// The value with this code.
            $vis fn find(code: &str) -> Option<Self> {
                match code { $( $code => Some(Self::$variant), )+ _ => None }
            }
        }

        impl $crate::coded::Enumerated for $name {
            const VALUES: &'static [Self] = Self::ALL;
        }

        impl ::fnd_register::Coded for $name {
            fn code(&self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::Enumerated;
    use fnd_register::Coded;

    use crate::*;

    /// Whether `code` is of small letters and digits, in words joined by hyphens.
    fn is_kebab(code: &str) -> bool {
        let is_word = |word: &str| {
            !word.is_empty()
                && word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
        };
        code.split('-').all(is_word)
    }

    macro_rules! check {
        ($($kind:path,)+) => { $({
            for value in <$kind>::ALL {
                let name = stringify!($kind);
                assert!(is_kebab(value.code()), "{name} {}", value.code());
                assert_eq!(<$kind>::find(value.code()), Some(*value), "{name}");
                assert_eq!(<$kind as Enumerated>::of_code(value.code()), Some(*value), "{name}");
            }
            assert_eq!(<$kind>::find("no such code"), None);
        })+ };
    }

    #[test]
    fn every_code_is_small_words_and_is_found_again() {
        check!(
            access::Standing,
            access::Action,
            access::Fact,
            account::State,
            account::Event,
            account::DisableCause,
            account::EditReason,
            account::Duty,
            account::erasure::Erasing,
            account::erasure::Left,
            account::SuspensionReason,
            account::Dormancy,
            community::CommunityKind,
            community::Visibility,
            community::JoinPolicy,
            community::Level,
            community::Verb,
            community::State,
            community::Event,
            community::EndCause,
            consent::StatementKind,
            consent::Channel,
            consent::Occasion,
            consent::Standing,
            consent::Part,
            consent::Consequence,
            contact::Unseen,
            log::Reader,
            log::Class,
            log::Event,
            log::BrowserFamily,
            log::System,
            mail::Addressee,
            mail::Notice,
            organisation::OrganisationKind,
            organisation::Adequacy,
            organisation::Aspect,
            person::ContactField,
            purpose::Purpose,
            purpose::LegalGround,
            register::Recipient,
            registration::State,
            registration::Event,
            registration::RefusalReason,
            registration::Missing,
            retention::ExportKind,
            rights::Right,
            rights::State,
            rights::Event,
            rights::Channel,
            rights::breach::Risk,
            rights::deadline::Signal,
            rights::Answer,
            rights::RefusalGround,
            role::Role,
            role::EndCause,
            role::Inert,
            scan::ScanState,
            scan::Cause,
            scan::Verdict,
            scan::ScanKind,
            session::AuthenticationLevel,
            session::AssuranceLevel,
            session::Strength,
            session::Landing,
            switches::RestrictionReading,
            switches::Unit,
        );
    }
}
