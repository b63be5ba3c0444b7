//! Fields of forms as templates show them: what was typed, and what is wrong with it.
//!
//! The macros of `templates/form.html` draw them. What is right or wrong is for the caller.

/// One field of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// The name it is sent under; also its `id`, so unique on a page.
    pub name: &'static str,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it, as a sentence in the reader's language; empty when nothing is.
    pub error: String,
}

/// A choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What the reader sees.
    pub label: String,
}

/// A box among several that are sent under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// What it stands for.
    pub choice: Choice,
    /// A sentence about it; may be empty.
    pub about: String,
    /// Whether it is ticked.
    pub is_chosen: bool,
}

/// A value that is sent without being shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// The name it is sent under.
    pub name: &'static str,
    /// The value.
    pub value: String,
}

impl Field {
    /// An empty field.
    pub fn new(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }

    /// A field that holds `value`.
    pub fn holding(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: value.into(), error: String::new() }
    }

    /// The same field, with something wrong.
    #[must_use]
    pub fn wrong(mut self, error: impl Into<String>) -> Self {
        self.error = error.into();
        self
    }

    /// Whether something is wrong.
    pub fn is_wrong(&self) -> bool {
        !self.error.is_empty()
    }
}

impl Choice {
    /// A choice that is sent as `value` and shown as `label`.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

impl Tick {
    /// The `id` of the box at `place` among those of `field`. The first has the field's own, so
    /// that a summary of errors leads to it.
    pub fn id(&self, field: &Field, place: &usize) -> String {
        if *place == 0 { field.name.to_owned() } else { format!("{}-{place}", field.name) }
    }
}

/// The fields with which something is wrong, in their order.
pub fn wrong<'a>(fields: &[&'a Field]) -> Vec<&'a Field> {
    fields.iter().copied().filter(|field| field.is_wrong()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_wrong_is_listed() {
        let (a, b) = (Field::holding("a", "1"), Field::new("b").wrong("Say b."));
        assert_eq!(wrong(&[&a, &b]), [&b]);
    }

    #[test]
    fn the_first_of_several_boxes_is_where_the_summary_leads() {
        let field = Field::new("groups");
        let tick = Tick { choice: Choice::new("a", "A"), about: String::new(), is_chosen: false };
        assert_eq!(
            (tick.id(&field, &0), tick.id(&field, &1)),
            ("groups".into(), "groups-1".into())
        );
    }
}
