//! Levels: names in order, so that one can be asked whether it is enough.

/// Names in order, the weakest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scale(Vec<String>);

/// What the scales of a provider are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scales {
    /// How strong a sign-in was.
    pub(crate) levels: Scale,
    /// How surely an identity was registered.
    pub(crate) assurances: Scale,
}

impl Scale {
    /// A scale of `names`; nothing when one is empty or stands there twice.
    pub(crate) fn new(names: &[String]) -> Option<Self> {
        let is_good = |(place, name): (usize, &String)| {
            !name.is_empty() && names.iter().position(|other| other == name) == Some(place)
        };
        names.iter().enumerate().all(is_good).then(|| Self(names.to_vec()))
    }

    /// Whether `name` is on the scale.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.rank(name).is_some()
    }

    /// Whether `reached` is at least `needed`. What is not on the scale is never enough, and
    /// nothing is enough for what is not on it.
    pub(crate) fn suffices(&self, reached: Option<&str>, needed: &str) -> bool {
        let reached = reached.and_then(|name| self.rank(name));
        match (self.rank(needed), reached) {
            (Some(needed), Some(reached)) => needed <= reached,
            _ => false,
        }
    }

    /// The stronger of two; what is not on the scale counts as none.
    pub(crate) fn stronger<'a>(
        &self,
        one: Option<&'a str>,
        other: Option<&'a str>,
    ) -> Option<&'a str> {
        let known = [one, other].into_iter().flatten().filter(|name| self.has(name));
        known.max_by_key(|name| self.rank(name))
    }

    /// `needed` and everything above it.
    pub(crate) fn from(&self, needed: &str) -> &[String] {
        self.rank(needed).and_then(|rank| self.0.get(rank..)).unwrap_or_default()
    }

    fn rank(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|known| known == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(names: &[&str]) -> Option<Scale> {
        Scale::new(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_level_is_enough_when_it_is_on_the_scale_and_not_below() {
        let levels = scale(&["BASIC", "MEDIUM", "HIGH"]).unwrap();
        let cases = [
            (Some("MEDIUM"), "MEDIUM", true),
            (Some("HIGH"), "MEDIUM", true),
            (Some("BASIC"), "MEDIUM", false),
            (Some("medium"), "MEDIUM", false),
            (Some("HIGHER"), "BASIC", false),
            (Some("HIGH"), "HIGHER", false),
            (Some(""), "", false),
            (None, "BASIC", false),
        ];
        for (reached, needed, expected) in cases {
            assert_eq!(levels.suffices(reached, needed), expected, "{reached:?} for {needed}");
        }
        assert_eq!(levels.from("MEDIUM"), ["MEDIUM", "HIGH"]);
        assert!(levels.from("HIGHER").is_empty());
        assert_eq!(levels.stronger(Some("HIGH"), Some("BASIC")), Some("HIGH"));
        assert_eq!(levels.stronger(Some("other"), None), None);
    }

    #[test]
    fn a_scale_has_each_name_once() {
        assert!(scale(&[]).is_some());
        assert!(scale(&["a", "b", "a"]).is_none());
        assert!(scale(&["a", ""]).is_none());
    }
}
