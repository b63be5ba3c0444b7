//! What the law asks of an officer before a crossing is recorded, and what machines found out.

use fnd_web::form::{Choice, Field, Hidden};
use fnd_web::words::Words;

/// A choice and the reason for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reasoned {
    /// The choice; `None` where another field of the form makes it.
    pub choice: Option<Field>,
    /// Why; kept with the record.
    pub reason: Field,
}

/// Which way somebody crosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// In.
    In,
    /// Out.
    Out,
}

/// The questions that are for the officer alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which way the person crosses.
    pub direction: Way,
    /// That they were asked, sent along.
    pub hidden: Hidden,
    /// Under twelve or not, where the date of birth leaves it open.
    pub age: Option<Field>,
    /// That prints are impossible, and why; for who gives them.
    pub hands: Option<Reasoned>,
    /// Whether it is the person of document and file, by the officer's eye.
    pub by_eye: Option<Reasoned>,
    /// Whom the second line found the person to be.
    pub second_line: Option<Reasoned>,
    /// The other checks: the keys of what they look at, and the box.
    pub other_checks: Option<(Vec<String>, Field)>,
}

/// A step of the check that machines or the register have taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepTaken {
    /// What was asked, in words.
    pub question: String,
    /// The article that orders it.
    pub basis: &'static str,
    /// What came of it, in words.
    pub answer: String,
}

/// What machines make of a check. It binds nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// What they propose, in words.
    pub suggestion: String,
    /// What an officer must see before deciding, each in words.
    pub flags: Vec<String>,
    /// The steps, in order.
    pub steps: Vec<StepTaken>,
}

impl Asked {
    /// The fields, in the order of the form.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        let reasoned = [&self.hands, &self.by_eye, &self.second_line].into_iter().flatten();
        let reasoned = reasoned.flat_map(|one| one.choice.iter().chain([&one.reason]));
        let checks = self.other_checks.iter().map(|(_, field)| field);
        self.age.iter().chain(reasoned).chain(checks)
    }

    /// The ages to choose from.
    pub fn ages(&self, words: &Words) -> Vec<Choice> {
        let ages = [("over", "asked-age-over"), ("under", "asked-age-under")];
        ages.map(|(value, key)| Choice::new(value, words.text(key))).into()
    }

    /// What can be said of the hands.
    pub fn hands(&self, words: &Words) -> Vec<Choice> {
        let said = [
            ("impossible-today", "asked-hands-today"),
            ("impossible-for-good", "asked-hands-good"),
            ("usable", "asked-hands-usable"),
        ];
        said.map(|(value, key)| Choice::new(value, words.text(key))).into()
    }

    /// Whether the part about the hands is open: something was said, or something is wrong.
    pub fn hands_are_open(&self) -> bool {
        let holds = |field: &Field| !field.value.is_empty() || field.is_wrong();
        let fields = self.hands.iter().flat_map(|one| one.choice.iter().chain([&one.reason]));
        fields.into_iter().any(holds)
    }

    /// What the eye can see.
    pub fn sights(&self, words: &Words) -> Vec<Choice> {
        let sights = [("same", "asked-eye-same"), ("other", "asked-eye-other")];
        sights.map(|(value, key)| Choice::new(value, words.text(key))).into()
    }

    /// Whom the second line can find.
    pub fn findings(&self, words: &Words) -> Vec<Choice> {
        let findings = [("file", "asked-line-file"), ("nobody", "asked-line-nobody")];
        findings.map(|(value, key)| Choice::new(value, words.text(key))).into()
    }

    /// The key of the hint of the other checks.
    pub fn checks_hint(&self) -> &'static str {
        match self.direction {
            Way::In => "asked-checks-hint",
            Way::Out => "asked-checks-exit-hint",
        }
    }

    /// The label of the other checks.
    pub fn checks_label(&self, words: &Words) -> String {
        let looked = self.other_checks.iter().flat_map(|(keys, _)| keys);
        let looked: Vec<String> = looked.map(|key| words.text(key)).collect();
        words.one("asked-checks", "list", looked.join(", "))
    }
}
