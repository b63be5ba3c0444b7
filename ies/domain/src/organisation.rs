//! Organisations: what they are, where they sit, and whether what reaches them leaves the Union.

mod countries;
#[cfg(test)]
mod tests;

pub use countries::{Aspect, Countries, KNOWN, StatusRow};

use fnd_core::{CountryCode, Id};
use fnd_register::Coded;
use jiff::civil::Date;

use crate::person::OrganisationName;

coded! {
    /// Whose staff uses the system.
    ///
    /// Law: statement 2, the list of data subjects; R05, R07.
    pub enum OrganisationKind {
        /// An institution, body, office or agency of the Union.
        UnionInstitution => "union-institution",
        /// An authority or organisation of a Member State or a Schengen Associated Country.
        NationalAuthority => "national-authority",
        /// An international organisation.
        InternationalOrganisation => "international-organisation",
        /// A non-governmental organisation.
        NonGovernmental => "non-governmental",
        /// A private company.
        PrivateCompany => "private-company",
        /// An academic institution.
        Academic => "academic",
        /// Any other; the decision on the registration says what.
        Other => "other",
    }
}

/// An organisation that employs users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its identifier.
    pub id: Id<Organisation>,
    /// Its name.
    pub name: OrganisationName,
    /// What it is.
    pub kind: OrganisationKind,
    /// The country of its seat. That of a contact point it works for may be another: an office
    /// of an international organisation can be the contact point of a Member State.
    pub seat: CountryCode,
}

/// Why what an organisation's staff see leaves the Union.
///
/// Law: statement 7, "employed by international organisations or by any other entities located
/// on the territory of a third country"; R36; EUDPR Art. 46 and 50.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Abroad {
    /// It is an international organisation, wherever it sits.
    InternationalOrganisation,
    /// It sits in a third country.
    ThirdCountry(CountryCode),
}

coded! {
    /// What the Commission has decided on the protection of data in a third country.
    ///
    /// Law: EUDPR Art. 47; GDPR Art. 45. The statement rests no transfer on such a decision:
    /// consent is asked for all the same, and the decision is shown beside the recipient,
    /// because Art. 50(1)(a) asks that the risks of its absence be told.
    pub enum Adequacy {
        /// Protection is adequate.
        Adequate => "adequate",
        /// Adequate for some recipients only, to which public authorities may not belong.
        InPart => "adequate-in-part",
        /// No decision: the risks are told before consent is asked for.
        NoDecision => "no-decision",
    }
}

/// A recipient outside the Union, as it is shown before somebody joins.
///
/// Law: R36.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The organisation.
    pub organisation: Id<Organisation>,
    /// Its name.
    pub name: OrganisationName,
    /// Why it counts.
    pub abroad: Abroad,
    /// What has been decided on the protection of data there.
    pub adequacy: Adequacy,
}

impl Recipient {
    /// Codes of the reason and of what was decided on the country, for a page or a record.
    pub fn codes(&self) -> (&'static str, &'static str) {
        (self.abroad.code(), self.adequacy.code())
    }
}

impl Organisation {
    /// Why what this organisation's staff see leaves the Union on the day `on`; `None` when it
    /// does not.
    ///
    /// Law: statement 7; R36. The States of the European Economic Area apply the Union's law on
    /// the protection of data and are no third countries; Switzerland is one.
    pub fn abroad(&self, countries: Countries<'_>, on: Date) -> Option<Abroad> {
        match self.kind {
            OrganisationKind::InternationalOrganisation => Some(Abroad::InternationalOrganisation),
            // The Union's own bodies are bound by its law wherever they have an office.
            OrganisationKind::UnionInstitution => None,
            OrganisationKind::NationalAuthority
            | OrganisationKind::NonGovernmental
            | OrganisationKind::PrivateCompany
            | OrganisationKind::Academic
            | OrganisationKind::Other => {
                countries.is_third_country(self.seat, on).then_some(Abroad::ThirdCountry(self.seat))
            }
        }
    }

    /// Whether it is the controller, whose organisation is called `controller` in the
    /// configuration.
    ///
    /// Law: statement 2, "coordinated and managed by the Commission"; R03.
    pub fn is_controller(&self, controller: &str) -> bool {
        self.kind == OrganisationKind::UnionInstitution && self.name.as_str() == controller
    }

    /// Whether who the controller is stays as it was, when this organisation takes the place of
    /// `before` or is added: nobody becomes the controller by being called so, and the
    /// controller's own organisation keeps its name.
    ///
    /// Law: statement 2; R03: roles of the platform are granted by the controller alone.
    pub fn keeps_controller(&self, before: Option<&Self>, controller: &str) -> bool {
        let was = before.is_some_and(|before| before.is_controller(controller));
        was == self.is_controller(controller)
    }

    /// Whether its staff are recipients in a third country or in an international organisation.
    ///
    /// Law: statement 7; R36.
    pub fn is_third_country_recipient(&self, countries: Countries<'_>, on: Date) -> bool {
        self.abroad(countries, on).is_some()
    }

    /// What is shown of it before somebody joins a Community to which its staff belong; `None`
    /// when nothing leaves the Union.
    pub fn recipient(&self, countries: Countries<'_>, on: Date) -> Option<Recipient> {
        let abroad = self.abroad(countries, on)?;
        let adequacy = match abroad {
            // A decision on a country does not reach an international organisation that sits
            // there, and none on an organisation that takes part has been made.
            Abroad::InternationalOrganisation => Adequacy::NoDecision,
            Abroad::ThirdCountry(seat) => countries.adequacy(seat, on),
        };
        Some(Recipient { organisation: self.id, name: self.name.clone(), abroad, adequacy })
    }
}

impl Abroad {
    /// The stable code of the reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::InternationalOrganisation => "international-organisation",
            Self::ThirdCountry(_) => "third-country",
        }
    }
}

/// Whether somebody employed by `kind` in `seat` belongs to the circle for which the system is
/// made without further words; for others the validator gives the reason in the decision.
///
/// Law: statement 2, "professionals in Member States' authorities, the EU institutions, certain
/// international organisations, non-governmental organisations, and other entities"; R05.
pub fn is_evidently_eligible(
    kind: OrganisationKind,
    seat: CountryCode,
    (countries, on): (Countries<'_>, Date),
) -> bool {
    match kind {
        OrganisationKind::UnionInstitution => true,
        OrganisationKind::NationalAuthority => countries.takes_part(seat, on),
        OrganisationKind::InternationalOrganisation
        | OrganisationKind::NonGovernmental
        | OrganisationKind::PrivateCompany
        | OrganisationKind::Academic
        | OrganisationKind::Other => false,
    }
}
