//! What many pages have alike: values with their words, codes with their words, forms, and
//! choices that explain themselves.

use fnd_web::words::Words;

/// A choice with a sentence about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What is sent.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// What follows from it; may be empty.
    pub about: String,
}

impl Explained {
    /// The choice `value` under the word of `key`, with the sentence of `about`.
    pub(crate) fn new(words: &Words, value: &str, key: &str, about: &str) -> Self {
        Self { value: value.into(), label: words.text(key), about: words.text(about) }
    }
}

/// Declares an enum whose values have two words each, and methods that tell them: keys of the
/// catalogue, or a key and the tone of a tag.
macro_rules! worded {
    (
        $(#[$about:meta])*
        $vis:vis enum $name:ident: $one:ident, $other:ident {
            $( $(#[$doc:meta])* $variant:ident => $first:literal, $second:literal; )+
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $vis enum $name { $( $(#[$doc])* $variant, )+ }

        impl $name {
            /// All values, in their order.
            $vis const ALL: &'static [Self] = &[$( Self::$variant, )+];

            #[doc = concat!("The ", stringify!($one), " of its words.")]
            $vis fn $one(self) -> &'static str {
                match self { $( Self::$variant => $first, )+ }
            }

            #[doc = concat!("The ", stringify!($other), " that goes with it.")]
            $vis fn $other(self) -> &'static str {
                match self { $( Self::$variant => $second, )+ }
            }
        }
    };
}

/// Declares types that hold a code of the domain; its words stand in the catalogue under a common
/// beginning.
///
/// Why: such lists are the domain's. Here they are shown and offered, never told apart.
macro_rules! codes {
    ($( $(#[$about:meta])* $vis:vis $name:ident => $prefix:literal; )+) => { $(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $vis struct $name(pub &'static str);

        impl $name {
            /// Its words.
            pub fn text(self, words: &::fnd_web::words::Words) -> String {
                words.text(&[$prefix, self.0].concat())
            }

            /// A choice for each code.
            pub fn choices(
                words: &::fnd_web::words::Words,
                codes: &[&'static str],
            ) -> Vec<::fnd_web::form::Choice> {
                let choice = |code| ::fnd_web::form::Choice::new(code, Self(code).text(words));
                codes.iter().copied().map(choice).collect()
            }
        }
    )+ };
}

/// Declares a form: its fields with the names they are sent under, then the lists to choose from.
macro_rules! form {
    (
        $(#[$about:meta])*
        $vis:vis struct $name:ident {
            $( $(#[$doc:meta])* $field:ident => $sent:literal; )+
        }
        $( choices { $( $(#[$list:meta])* $choices:ident, )+ } )?
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        $vis struct $name {
            /// Where it is sent to.
            pub action: String,
            /// What is sent along unseen, such as a version.
            pub hidden: Vec<::fnd_web::form::Hidden>,
            $( $(#[$doc])* pub $field: ::fnd_web::form::Field, )+
            $($( $(#[$list])* pub $choices: Vec<::fnd_web::form::Choice>, )+)?
        }

        impl $name {
            /// Empty fields under the names that the form sends.
            pub fn empty(action: impl Into<String>) -> Self {
                Self {
                    action: action.into(),
                    hidden: Vec::new(),
                    $( $field: ::fnd_web::form::Field::new($sent), )+
                    $($( $choices: Vec::new(), )+)?
                }
            }

            /// The fields with which something is wrong, in their order.
            pub fn errors(&self) -> Vec<&::fnd_web::form::Field> {
                ::fnd_web::form::wrong(&[$( &self.$field, )+])
            }
        }
    };
}
