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

#[cfg(test)]
mod tests {
    use crate::rights::{About, Arrival, Channel, Right};
    use crate::sample::{id, on};

    #[test]
    fn what_people_wrote_is_not_in_debug_output_and_codes_are() {
        let arrival = Arrival {
            id: id(1),
            right: Right::Objection,
            about: About::Nobody,
            channel: Channel::Page,
            received_on: on(0).to_zoned(jiff::tz::TimeZone::UTC).date(),
            ground: Some("I hide from Lindstroem"),
            has_acknowledged: true,
        };
        let step = crate::rights::receive(&arrival, &[], on(0)).unwrap();
        for output in [format!("{arrival:?}"), format!("{step:?}")] {
            assert!(!output.contains("Lindstroem"), "{output}");
            assert!(output.contains("Objection"), "{output}");
        }
    }
}
