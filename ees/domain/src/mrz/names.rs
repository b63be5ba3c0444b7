//! The name field: surname, two fillers, given names.
//!
//! Source: ICAO Doc 9303-3 section 4.6 and, for what is cut, Doc 9303-4 section 4.2.3.

/// Surname and given names of a field, parts separated by one blank; either may be empty.
///
/// Further double fillers within the given names separate like single ones.
pub(super) fn split(field: &str) -> (String, String) {
    let field = field.trim_end_matches('<');
    let (surname, given) = field.split_once("<<").unwrap_or((field, ""));
    (spaced(surname), spaced(given))
}

fn spaced(part: &str) -> String {
    part.split('<').filter(|token| !token.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The field of a width for a surname and given names whose parts are separated by `<`.
///
/// What does not fit is cut, first from the end of the given names; of a surname so long that
/// no given name would fit, as much is cut as makes room for one letter of it. A cut field ends
/// in a letter, which tells the reader that it is cut.
pub(super) fn field(surname: &str, given: &str, width: usize) -> String {
    let whole = if given.is_empty() { surname.to_owned() } else { format!("{surname}<<{given}") };
    if whole.len() <= width {
        return format!("{whole:<<width$}");
    }
    if given.is_empty() {
        return format!("{:<<width$}", first(surname, width));
    }
    // Each turn gives the given names one letter more, until the cut does not fall on a
    // separator.
    (3..width)
        .find_map(|kept| cut(first(surname, width.saturating_sub(kept)), given, width))
        .unwrap_or_else(|| format!("{:<<width$}", first(surname, width)))
}

/// The field for a surname that stands, if the cut leaves a letter at its end.
fn cut(surname: &str, given: &str, width: usize) -> Option<String> {
    let room = width.checked_sub(surname.len())?.checked_sub(2)?;
    let given = given.get(..room)?;
    (!given.is_empty() && !given.ends_with('<')).then(|| format!("{surname}<<{given}"))
}

/// At most `width` characters, without a separator at the end.
fn first(text: &str, width: usize) -> &str {
    text.get(..width).unwrap_or(text).trim_end_matches('<')
}
