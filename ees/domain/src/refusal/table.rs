//! Which biometric data may be entered for which reason, as data.

use super::Reason;

/// Who is refused, as the columns of the table tell persons apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Person {
    /// Subject to a visa requirement and registered in the Visa Information System.
    VisaRequiredInVis,
    /// Subject to a visa requirement and not registered there.
    VisaRequiredNotInVis,
    /// Exempt from the visa requirement; holders of a transit document are treated alike.
    VisaExempt,
}

/// What a cell of the table allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Contents {
    /// Letters and digits alone.
    Alphanumeric,
    /// The facial image as well.
    Face,
    /// The facial image and fingerprints.
    FaceAndPrints,
    /// The facial image that the chip of the document holds.
    FaceOfChip,
}

/// What must be so for the cells of a row to hold; otherwise letters and digits alone are entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// Nothing further.
    Always,
    /// The alert that leads to the refusal does not hold the person's biometric data. Art. 18(3).
    AlertHoldsNone,
    /// Internal security is threatened. Art. 18(4).
    SecurityThreat,
    /// The travel document has a chip. Art. 18(5).
    DocumentHasChip,
}

/// What doubt about the image in the Visa Information System means for a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// Nothing.
    Irrelevant,
    /// The face is taken live and entered whatever image is there.
    FaceAnyway,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The reason.
    pub reason: Reason,
    /// For one registered in the Visa Information System.
    pub required_in_vis: Contents,
    /// For one who needs a visa and is not registered there.
    pub required_not_in_vis: Contents,
    /// For one who needs no visa.
    pub exempt: Contents,
    /// What the row hangs on.
    pub condition: Condition,
    /// What doubt about the image means, once Reg. (EU) 2021/1134 applies.
    pub doubt: Doubt,
    /// The paragraph.
    pub basis: &'static str,
}

const fn plain(reason: Reason) -> Row {
    let none = Contents::Alphanumeric;
    Row {
        reason,
        required_in_vis: none,
        required_not_in_vis: none,
        exempt: none,
        condition: Condition::Always,
        doubt: Doubt::Irrelevant,
        basis: "EES Art. 18(1)",
    }
}

const fn whole(reason: Reason, condition: Condition, doubt: Doubt, basis: &'static str) -> Row {
    Row {
        reason,
        required_in_vis: Contents::Face,
        required_not_in_vis: Contents::FaceAndPrints,
        exempt: Contents::FaceAndPrints,
        condition,
        doubt,
        basis,
    }
}

const fn chip(reason: Reason) -> Row {
    let chip = Contents::FaceOfChip;
    Row {
        required_in_vis: chip,
        required_not_in_vis: chip,
        exempt: chip,
        condition: Condition::DocumentHasChip,
        basis: "EES Art. 18(5)",
        ..plain(reason)
    }
}

/// Which biometric data may be entered for which reason, in the order of the letters.
///
/// Law: EES Art. 18(1) to (5); for doubt, the subparagraph that Reg. (EU) 2021/1134 Art. 4(6)
/// adds to Art. 18(2).
pub const TABLE: [Row; Reason::ALL.len()] = {
    use Condition as C;
    use Doubt as D;
    [
        plain(Reason::A),
        whole(Reason::B, C::Always, D::FaceAnyway, "EES Art. 18(2)"),
        plain(Reason::C),
        whole(Reason::D, C::Always, D::FaceAnyway, "EES Art. 18(2)"),
        plain(Reason::E),
        plain(Reason::F),
        plain(Reason::G),
        whole(Reason::HSis, C::AlertHoldsNone, D::Irrelevant, "EES Art. 18(2) and (3)"),
        whole(Reason::HNational, C::Always, D::Irrelevant, "EES Art. 18(2)"),
        whole(Reason::I, C::SecurityThreat, D::Irrelevant, "EES Art. 18(4)"),
        chip(Reason::JEnrolment),
        chip(Reason::JCheck),
    ]
};

impl Row {
    /// The cell of a person.
    pub const fn cell(&self, person: Person) -> Contents {
        match person {
            Person::VisaRequiredInVis => self.required_in_vis,
            Person::VisaRequiredNotInVis => self.required_not_in_vis,
            Person::VisaExempt => self.exempt,
        }
    }
}
