//! The fields of individual files, entry/exit records and refusal records.

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The reference number of the file.
    ReferenceNumber,
    /// Surname.
    Surname,
    /// First names.
    GivenNames,
    /// Date of birth.
    BirthDate,
    /// Nationality or nationalities.
    Nationalities,
    /// Sex.
    Sex,
    /// Type of the travel document.
    DocumentKind,
    /// Number of the travel document.
    DocumentNumber,
    /// Issuer of the travel document.
    DocumentIssuer,
    /// Last day of the travel document.
    DocumentExpiry,
    /// Facial image.
    FacialImage,
    /// Fingerprints.
    Fingerprints,
    /// The mark "not applicable" in place of fingerprints.
    PrintsNotApplicable,
    /// That fingerprints are impossible for the time being.
    PrintsImpossibleToday,
    /// National facilitation programme.
    FacilitationProgramme,
    /// That the person travels on a transit document.
    TransitMark,
    /// That biometric data is missing and is to be entered at the next crossing.
    BiometricsMissing,
    /// That the data was entered by a fall-back procedure.
    FallbackMark,
    /// The Member State responsible.
    ResponsibleState,
    /// The authority that entered or changed the data last.
    ResponsibleAuthority,
    /// When the file was made.
    CreatedAt,
    /// When it was changed last.
    ChangedAt,
    /// Date and time of the entry.
    EntryTime,
    /// Border crossing point of the entry.
    EntryPoint,
    /// Authority that authorised the entry.
    EntryAuthority,
    /// First day of a short stay that begins inside.
    StayStart,
    /// Authority that inserted such a stay.
    InsertedBy,
    /// That the person is a family member without card.
    FamilyStatus,
    /// Number of the visa sticker.
    VisaSticker,
    /// State that issued the visa.
    VisaIssuer,
    /// Type of the visa.
    VisaKind,
    /// Last day of the longest stay the visa authorises.
    VisaStayEnd,
    /// Last day of the visa.
    VisaExpiry,
    /// Number of entries of the visa.
    VisaEntries,
    /// Days of stay of the visa.
    VisaDuration,
    /// That the visa is of limited territorial validity, Visa Code Art. 25(1)(b).
    VisaLimitedTerritory,
    /// That the visa is a national short-stay visa.
    VisaNational,
    /// Last day of the transit document.
    TransitDocumentExpiry,
    /// That the transit document permits several entries.
    TransitMultipleEntry,
    /// Number of the application for a travel authorisation.
    TravelAuthorisation,
    /// Last day of the travel authorisation.
    TravelAuthorisationExpiry,
    /// The States to which the travel authorisation is limited.
    TravelAuthorisationTerritory,
    /// End of the authorised stay or transit, as calculated.
    AuthorisedStayEnd,
    /// The mark that no exit followed the end of the stay.
    OverstayMark,
    /// A decision that revokes, annuls or extends.
    StayDecision,
    /// How the record came about.
    Source,
    /// Date and time of the exit.
    ExitTime,
    /// Border crossing point of the exit.
    ExitPoint,
    /// An authority at the exit.
    ExitAuthority,
    /// Date and time of the refusal.
    RefusalTime,
    /// Border crossing point of the refusal.
    RefusalPoint,
    /// Authority that refused.
    RefusalAuthority,
    /// Reasons of the refusal.
    RefusalReasons,
    /// Form, point E: missing documents.
    MissingDocuments,
    /// Form, point H: the national register.
    NationalRegister,
    /// Form, point I: what is threatened.
    Threats,
    /// Form, point I: the national law.
    NationalLaw,
    /// Form: comments.
    FormComments,
}

use Field as F;

impl Field {
    /// All fields, each with its stable code and its words in a sentence.
    pub const ALL: [(Self, &'static str, &'static str); 58] = [
        (F::ReferenceNumber, "reference-number", "the reference number"),
        (F::Surname, "surname", "the surname"),
        (F::GivenNames, "given-names", "the given names"),
        (F::BirthDate, "birth-date", "the date of birth"),
        (F::Nationalities, "nationalities", "the nationality"),
        (F::Sex, "sex", "the sex"),
        (F::DocumentKind, "document-kind", "the type of the travel document"),
        (F::DocumentNumber, "document-number", "the number of the travel document"),
        (F::DocumentIssuer, "document-issuer", "the issuer of the travel document"),
        (F::DocumentExpiry, "document-expiry", "the last day of the travel document"),
        (F::FacialImage, "facial-image", "the facial image"),
        (F::Fingerprints, "fingerprints", "fingerprints"),
        (F::PrintsNotApplicable, "prints-not-applicable", "the mark for no fingerprints"),
        (
            F::PrintsImpossibleToday,
            "prints-impossible-today",
            "the note that fingerprints are impossible today",
        ),
        (F::FacilitationProgramme, "facilitation-programme", "the facilitation programme"),
        (F::TransitMark, "transit-mark", "the mark of a transit document"),
        (F::BiometricsMissing, "biometrics-missing", "the mark that biometric data is missing"),
        (F::FallbackMark, "fallback-mark", "the mark of a fall-back procedure"),
        (F::ResponsibleState, "responsible-state", "the Member State responsible"),
        (F::ResponsibleAuthority, "responsible-authority", "the authority responsible"),
        (F::CreatedAt, "created-at", "when the file was made"),
        (F::ChangedAt, "changed-at", "when the file was changed"),
        (F::EntryTime, "entry-time", "date and time of the entry"),
        (F::EntryPoint, "entry-point", "the border crossing point of the entry"),
        (F::EntryAuthority, "entry-authority", "the authority that authorised the entry"),
        (F::StayStart, "stay-start", "the first day of the short stay"),
        (F::InsertedBy, "inserted-by", "the authority that inserted the stay"),
        (F::FamilyStatus, "family-status", "the status of a family member"),
        (F::VisaSticker, "visa-sticker", "the number of the visa sticker"),
        (F::VisaIssuer, "visa-issuer", "the State that issued the visa"),
        (F::VisaKind, "visa-kind", "the type of the visa"),
        (F::VisaStayEnd, "visa-stay-end", "the last day of stay under the visa"),
        (F::VisaExpiry, "visa-expiry", "the last day of the visa"),
        (F::VisaEntries, "visa-entries", "the number of entries of the visa"),
        (F::VisaDuration, "visa-duration", "the days of stay of the visa"),
        (F::VisaLimitedTerritory, "visa-limited-territory", "the mark of a limited visa"),
        (F::VisaNational, "visa-national", "the mark of a national short-stay visa"),
        (
            F::TransitDocumentExpiry,
            "transit-document-expiry",
            "the last day of the transit document",
        ),
        (F::TransitMultipleEntry, "transit-multiple-entry", "the mark of several transits"),
        (F::TravelAuthorisation, "travel-authorisation", "the number of the travel authorisation"),
        (
            F::TravelAuthorisationExpiry,
            "travel-authorisation-expiry",
            "the last day of the travel authorisation",
        ),
        (
            F::TravelAuthorisationTerritory,
            "travel-authorisation-territory",
            "the territory of the travel authorisation",
        ),
        (F::AuthorisedStayEnd, "authorised-stay-end", "the end of the authorised stay"),
        (F::OverstayMark, "overstay-mark", "the mark of a missing exit"),
        (F::StayDecision, "stay-decision", "the decision on the stay"),
        (F::Source, "source", "how the record came about"),
        (F::ExitTime, "exit-time", "date and time of the exit"),
        (F::ExitPoint, "exit-point", "the border crossing point of the exit"),
        (F::ExitAuthority, "exit-authority", "an authority of the exit"),
        (F::RefusalTime, "refusal-time", "date and time of the refusal"),
        (F::RefusalPoint, "refusal-point", "the border crossing point of the refusal"),
        (F::RefusalAuthority, "refusal-authority", "the authority that refused"),
        (F::RefusalReasons, "refusal-reasons", "the reasons of the refusal"),
        (F::MissingDocuments, "missing-documents", "the list of missing documents"),
        (F::NationalRegister, "national-register", "the national register with the alert"),
        (F::Threats, "threats", "what is threatened"),
        (F::NationalLaw, "national-law", "the national law on such refusals"),
        (F::FormComments, "form-comments", "the comments of the form"),
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(field, ..)| *field == self).map_or("", |(_, code, _)| code)
    }

    /// The words, to be used in a sentence.
    pub fn words(self) -> &'static str {
        Self::ALL.into_iter().find(|(field, ..)| *field == self).map_or("", |(.., words)| words)
    }

    /// The field with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == code).map(|(field, ..)| field)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_has_a_code_of_its_own() {
        let codes: BTreeSet<&str> = Field::ALL.into_iter().map(|(_, code, _)| code).collect();
        assert_eq!(codes.len(), Field::ALL.len());
        for (field, code, words) in Field::ALL {
            assert_eq!((Field::find(code), field.code()), (Some(field), code));
            assert_eq!(field.words(), words);
        }
        assert_eq!(Field::find("colour-of-eyes"), None);
    }
}
