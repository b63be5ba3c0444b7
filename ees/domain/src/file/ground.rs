//! On what ground a traveller entered, as a record keeps it. EES Art. 16(2)(c) to (g), Annex II.

use jiff::Timestamp;

use crate::authorised::{Basis, Ground, TransitDocument};
use crate::visa::{VisaKind, VisaPart};

/// On what ground a traveller entered, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordedGround {
    /// Without visa.
    VisaExempt,
    /// With a visa for a short stay.
    Visa(VisaPart),
    /// In facilitated transit.
    Transit(TransitDocument),
    /// As a family member without card, Art. 16(2)(c), with the visa of who needs one.
    FamilyMember(Option<VisaPart>),
}

impl RecordedGround {
    /// The visa on which the person entered, if any. Art. 16(2)(d) to (g).
    pub const fn visa(&self) -> Option<&VisaPart> {
        match self {
            Self::Visa(visa) | Self::FamilyMember(Some(visa)) => Some(visa),
            Self::VisaExempt | Self::Transit(_) | Self::FamilyMember(None) => None,
        }
    }

    /// The visa of the entry, where another was shown at the exit. Art. 16(3).
    pub fn visa_of_entry(&self) -> Option<&VisaPart> {
        self.visa().and_then(|visa| visa.of_entry.as_deref())
    }

    /// The ground on `visa` in the place of the one that is there; `None` where a visa is none of
    /// it.
    pub(crate) fn on_visa(&self, visa: VisaPart) -> Option<Self> {
        match self {
            Self::Visa(_) => Some(Self::Visa(visa)),
            Self::FamilyMember(_) => Some(Self::FamilyMember(Some(visa))),
            Self::VisaExempt | Self::Transit(_) => None,
        }
    }

    /// Whether it is that of a family member with a right of free movement. Art. 16(2)(c).
    pub const fn is_family(&self) -> bool {
        matches!(self, Self::FamilyMember(_))
    }

    /// Whether the document permits several transits, which is entered with it. A facilitated rail
    /// transit document permits one journey and the return.
    ///
    /// Law: EES Annex II point 1(a); Reg. (EC) No 693/2003 Art. 2(3) and (4).
    pub const fn is_multiple_transit(&self) -> bool {
        matches!(self, Self::Transit(TransitDocument::Ftd))
    }

    /// The code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::VisaExempt => "visa-exempt",
            Self::Visa(_) => "visa",
            Self::Transit(TransitDocument::Ftd) => "transit-road",
            Self::Transit(TransitDocument::Frtd) => "transit-rail",
            Self::FamilyMember(_) => "family-member",
        }
    }

    /// The ground as the calculator asks for it, at the instant of entry.
    pub const fn ground(&self, at: Timestamp) -> Ground<'_> {
        match self {
            Self::VisaExempt => Ground::VisaExempt,
            Self::Visa(visa) => Ground::Visa(visa),
            Self::Transit(document) => Ground::Transit(*document, at),
            Self::FamilyMember(_) => Ground::FamilyMember,
        }
    }

    /// The basis on which days of the stay count or do not.
    pub fn basis(&self) -> Basis {
        match self {
            Self::VisaExempt => Basis::VisaExempt,
            Self::Visa(visa) if visa.kind == VisaKind::LimitedTerritoryB => {
                Basis::LimitedTerritoryB(visa.sticker.clone())
            }
            Self::Visa(visa) => Basis::Visa(visa.sticker.clone()),
            Self::Transit(_) => Basis::Transit,
            Self::FamilyMember(_) => Basis::FamilyMember,
        }
    }
}
