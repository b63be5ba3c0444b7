//! What is to be found out, with the article that orders it.

use super::found::FileFound;
use super::known::Known;
use super::{Direction, Person};
use crate::fields::Is;
use crate::file::Regime;

/// Something to be found out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Question {
    /// Read the document and check whether it is authentic.
    ReadDocument,
    /// Whether the person is under twelve; the date of birth leaves it open.
    Age,
    /// Search this system by letters and digits.
    SearchEes,
    /// Search the Visa Information System.
    SearchVis(VisKey),
    /// Compare the face of the chip with the live face.
    CompareChip,
    /// Compare the live face.
    VerifyFace(Against),
    /// Compare fingerprints.
    VerifyPrints(Against),
    /// Compare by eye; no machine can. The reason is noted.
    CompareByEye,
    /// Search all files by biometric data.
    Identify(IdentifyBy),
    /// Search all files by all or some of the letters and digits.
    SearchWidely,
    /// Search the whole Visa Information System by fingerprints.
    IdentifyInVis,
    /// Have the second line find out who the person is.
    SecondLine,
    /// Take the fingerprints that the file says are owed.
    TakePrints,
    /// Look at file, records and calculation.
    Consult(Stamps),
    /// Ask how the entry is shown that was never recorded.
    EntryEvidence,
    /// Carry out the checks outside this system.
    OtherChecks(Vec<Aspect>),
}

/// By what the Visa Information System is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VisKey {
    /// The letters and digits with which this system is searched.
    Alphanumeric,
    /// The same, of one who needs no visa. Reg. (EC) No 767/2008 Art. 19a.
    AlphanumericOfExempt,
    /// The number of the sticker, directly. Reg. (EC) No 767/2008 Art. 18(3).
    Sticker,
}

/// Against what is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Against {
    /// The file.
    Ees,
    /// The Visa Information System.
    Vis,
}

/// By what a person is verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modality {
    /// The face.
    Face,
    /// Fingerprints.
    Prints,
}

/// By what all files are searched. The face alone is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentifyBy {
    /// Fingerprints.
    Prints,
    /// Fingerprints together with the face.
    PrintsAndFace,
}

/// Whether stamps in the document are read beside the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stamps {
    /// They count. EES Art. 22(1); Reg. (EU) 2025/1534 Art. 5.
    CountToo,
    /// They do not.
    Ignore,
}

/// What is checked outside this system. Law: SBC Art. 8(3)(a) and (g).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aspect {
    /// Lost, stolen and invalidated documents.
    DocumentDatabases,
    /// Alerts in the Schengen Information System and national registers, other threats.
    Alerts,
    /// The travel authorisation of one who needs no visa.
    TravelAuthorisation,
    /// Purpose of the stay, point of departure and destination.
    Purpose,
    /// Means of subsistence.
    Means,
}

/// What is checked of somebody; who takes part in a facilitation programme is not asked for
/// purpose and means.
///
/// Law: SBC Art. 8(3)(a)(i), (iv) to (vi), 8(3)(g)(i) and (ii), 8d; Reg. (EU) 2021/1152 for travel
/// authorisations, once it applies.
pub(super) fn aspects(
    direction: Direction,
    person: &Person<'_>,
    file: Option<&FileFound>,
    known: &Known,
) -> Vec<Aspect> {
    let is_entry = direction == Direction::Entry;
    let is_vetted = file.is_some_and(|file| file.programme == Is::So);
    let is_exempt = person.document.regime == Regime::VisaExempt;
    let all = [
        (true, Aspect::DocumentDatabases),
        (true, Aspect::Alerts),
        (is_entry && is_exempt && known.post.in_force().etias, Aspect::TravelAuthorisation),
        (is_entry && !is_vetted, Aspect::Purpose),
        (is_entry && !is_vetted, Aspect::Means),
    ];
    all.into_iter().filter(|(is_due, _)| *is_due).map(|(_, aspect)| aspect).collect()
}

impl Question {
    /// The article that orders it.
    pub const fn basis(&self) -> &'static str {
        match self {
            Self::ReadDocument | Self::CompareByEye => "SBC Art. 8(3)(a)(i) and (g)(i)",
            Self::Age => "EES Art. 17(3)",
            Self::SearchEes => "EES Art. 23(2), first subparagraph",
            Self::SearchVis(VisKey::Alphanumeric) => "EES Art. 23(2), second subparagraph",
            Self::SearchVis(VisKey::AlphanumericOfExempt) => {
                "EES Art. 23(4)(b); Reg. (EC) No 767/2008 Art. 19a"
            }
            Self::SearchVis(VisKey::Sticker) => {
                "Reg. (EC) No 767/2008 Art. 18(3); SBC Art. 9(3)(ii)"
            }
            Self::CompareChip => "SBC Art. 8(3)(a)(i) and (ib)",
            Self::VerifyFace(Against::Ees) | Self::VerifyPrints(Against::Ees) => {
                "EES Art. 23(2), third subparagraph"
            }
            Self::VerifyFace(Against::Vis) => "EES Art. 23(2) and (4) by Reg. (EU) 2021/1134",
            Self::VerifyPrints(Against::Vis) => {
                "EES Art. 23(2), (4) and (5); Reg. (EC) No 767/2008 Art. 18(6) and 19a(4)"
            }
            Self::Identify(_) => "EES Art. 23(4), 27(1)",
            Self::SearchWidely => "EES Art. 27(1), third subparagraph",
            Self::IdentifyInVis => "EES Art. 23(4)(a), 27(1); Reg. (EC) No 767/2008 Art. 20",
            Self::SecondLine => "EES Art. 23(4)",
            Self::TakePrints => "EES Art. 17(4), 21(3)",
            Self::Consult(_) => "EES Art. 11(1) to (3), 23(3)",
            Self::EntryEvidence => "EES Art. 20, 22(2); SBC Art. 12",
            Self::OtherChecks(_) => "SBC Art. 8(3)(a)(i), (iv) to (vi) and (g)(i) and (ii)",
        }
    }
}
