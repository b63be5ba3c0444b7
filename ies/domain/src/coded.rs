//! Enums whose values have stable codes.

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

        impl ::fnd_register::Coded for $name {
            fn code(&self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }
        }
    };
}
