//! Kinds of travel documents.

use fnd_core::CountryCode;

/// What kind of document a traveller presents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// Ordinary passport.
    OrdinaryPassport,
    /// Diplomatic passport.
    DiplomaticPassport,
    /// Service passport.
    ServicePassport,
    /// Official passport.
    OfficialPassport,
    /// Special passport.
    SpecialPassport,
    /// Emergency or temporary passport.
    EmergencyPassport,
    /// Travel document of a refugee, a stateless person or another alien.
    AlienTravelDocument,
    /// Laissez-passer of an international organisation or of the Union.
    LaissezPasser,
    /// Seafarer's identity document.
    SeamansBook,
    /// Identity card.
    IdentityCard,
    /// Facilitated Transit Document, Regulation (EC) No 693/2003.
    FacilitatedTransit,
    /// Facilitated Rail Transit Document, Regulation (EC) No 693/2003.
    FacilitatedRailTransit,
    /// Any other travel document.
    Other,
}

impl DocumentKind {
    /// All kinds, each with its stable code.
    pub const ALL: [(Self, &'static str); 13] = [
        (Self::OrdinaryPassport, "ordinary-passport"),
        (Self::DiplomaticPassport, "diplomatic-passport"),
        (Self::ServicePassport, "service-passport"),
        (Self::OfficialPassport, "official-passport"),
        (Self::SpecialPassport, "special-passport"),
        (Self::EmergencyPassport, "emergency-passport"),
        (Self::AlienTravelDocument, "alien-travel-document"),
        (Self::LaissezPasser, "laissez-passer"),
        (Self::SeamansBook, "seamans-book"),
        (Self::IdentityCard, "identity-card"),
        (Self::FacilitatedTransit, "facilitated-transit"),
        (Self::FacilitatedRailTransit, "facilitated-rail-transit"),
        (Self::Other, "other"),
    ];

    /// The stable code, for storage and interfaces.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(kind, _)| *kind == self).map_or("other", |(_, code)| code)
    }

    /// Finds a kind by its stable code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(kind, _)| kind)
    }

    /// The kind that the first two letters of a machine readable zone suggest.
    ///
    /// Doc 9303-4 leaves the second letter to the issuer for most documents in circulation, so
    /// this is a proposal that an officer confirms. `PS` is read as a service passport, as most
    /// issuers of it mean; `nationality` decides for persons without one.
    pub fn suggested(document_code: &str, nationality: CountryCode) -> Self {
        let alien = ["XXA", "XXB", "XXC", "XXX"].contains(&nationality.as_str());
        match document_code.trim_end_matches('<') {
            "PR" | "PT" => Self::AlienTravelDocument,
            "P" | "PP" | "PS" if alien => Self::AlienTravelDocument,
            "P" | "PP" => Self::OrdinaryPassport,
            "PD" => Self::DiplomaticPassport,
            "PS" => Self::ServicePassport,
            "PO" => Self::OfficialPassport,
            "PE" => Self::EmergencyPassport,
            "PL" => Self::LaissezPasser,
            "IS" | "PM" => Self::SeamansBook,
            other if other.starts_with('P') => Self::OrdinaryPassport,
            other if other.starts_with(['I', 'A', 'C']) => Self::IdentityCard,
            _ => Self::Other,
        }
    }
}
