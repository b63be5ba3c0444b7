//! Debug output that shows nobody: no word that people wrote and nothing that says who they are.

/// Writes the debug output of a type that holds what people wrote: its name, and those of its
/// fields that are listed.
///
/// INVARIANT: no personal data gets into log lines, failures of tests and panics by debug output.
#[macro_export]
macro_rules! unshown {
    ($name:ident $(<$life:lifetime>)? { $($field:ident),* $(,)? }) => {
        impl ::std::fmt::Debug for $name $(<$life>)? {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($field), &self.$field))*
                    .finish_non_exhaustive()
            }
        }
    };
}
