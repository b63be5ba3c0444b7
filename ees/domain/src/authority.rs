//! Who acts: kinds of authorities, roles within them, purposes.

use fnd_core::CountryCode;
use fnd_register::Coded;

/// Kinds of authorities and bodies that the Regulation names.
///
/// Law: EES Art. 9, 24a, 29, 30, 33, 55, 56, 63.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuthorityKind {
    /// Border authority, Art. 3(1)(3).
    Border,
    /// Immigration authority, Art. 3(1)(4).
    Immigration,
    /// Visa authority.
    Visa,
    /// Authority for national facilitation programmes, SBC Art. 8d.
    Facilitation,
    /// Designated authority for law enforcement, Art. 29.
    DesignatedLawEnforcement,
    /// Central access point, Art. 29(3).
    CentralAccessPoint,
    /// Europol's designated authority, Art. 30.
    EuropolDesignated,
    /// Europol's central access point, Art. 30(2).
    EuropolCentralAccessPoint,
    /// ETIAS Central Unit, Art. 25a.
    EtiasCentralUnit,
    /// ETIAS National Unit, Art. 9(2a).
    EtiasNationalUnit,
    /// Screening authority, Art. 24a.
    Screening,
    /// National supervisory authority, Art. 55.
    Supervisory,
    /// European Data Protection Supervisor, Art. 56.
    DataProtectionSupervisor,
    /// eu-LISA, Art. 37.
    EuLisa,
}

impl AuthorityKind {
    /// All kinds.
    pub const ALL: [Self; 14] = [
        Self::Border,
        Self::Immigration,
        Self::Visa,
        Self::Facilitation,
        Self::DesignatedLawEnforcement,
        Self::CentralAccessPoint,
        Self::EuropolDesignated,
        Self::EuropolCentralAccessPoint,
        Self::EtiasCentralUnit,
        Self::EtiasNationalUnit,
        Self::Screening,
        Self::Supervisory,
        Self::DataProtectionSupervisor,
        Self::EuLisa,
    ];

    /// The kind with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Coded for AuthorityKind {
    fn code(&self) -> &'static str {
        match self {
            Self::Border => "border",
            Self::Immigration => "immigration",
            Self::Visa => "visa",
            Self::Facilitation => "facilitation",
            Self::DesignatedLawEnforcement => "designated-law-enforcement",
            Self::CentralAccessPoint => "central-access-point",
            Self::EuropolDesignated => "europol-designated",
            Self::EuropolCentralAccessPoint => "europol-central-access-point",
            Self::EtiasCentralUnit => "etias-central-unit",
            Self::EtiasNationalUnit => "etias-national-unit",
            Self::Screening => "screening",
            Self::Supervisory => "supervisory",
            Self::DataProtectionSupervisor => "data-protection-supervisor",
            Self::EuLisa => "eu-lisa",
        }
    }
}

/// What a member of staff may do within the authority. Law: EES Art. 43(2)(h), role profiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Carries out checks and records crossings.
    Officer,
    /// Also amends files.
    Supervisor,
    /// Reads the log; sees no file.
    Auditor,
    /// Nobody: the system itself, at its times. No identity that signs in has it.
    System,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 4] = [Self::Officer, Self::Supervisor, Self::Auditor, Self::System];

    /// The role with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

impl Coded for Role {
    fn code(&self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Supervisor => "supervisor",
            Self::Auditor => "auditor",
            Self::System => "system",
        }
    }
}

/// What data is used for. Law: EES Art. 9(2), 46(1)(a).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Verification at the border before entry, Art. 23.
    BorderEntry,
    /// Verification at the border before exit, Art. 23.
    BorderExit,
    /// Refusing entry at the border, Art. 18.
    BorderRefusal,
    /// Verification within the territory, Art. 26.
    TerritoryCheck,
    /// Updating or correcting a file, Art. 14(2), 35.
    Amendment,
    /// Revoking, annulling or extending an authorised stay, Art. 19.
    RevokeAnnulExtend,
    /// Granting, extending and withdrawing access to a national facilitation programme, Art. 25;
    /// SBC Art. 8d.
    Facilitation,
    /// The information mechanism, which marks and lists stays that have expired, Art. 12.
    InformationMechanism,
    /// Data-protection monitoring and security of the log, Art. 46(4), 55, 56.
    Monitoring,
    /// Erasure when the time is over, or before it by order, Art. 34, 35.
    Retention,
    /// Keeping crossing points in operation and watching the quality of data, Art. 38(4);
    /// Reg. (EU) 2025/1534 Art. 7. Opens no file.
    Operation,
}

impl Purpose {
    /// All purposes.
    pub const ALL: [Self; 11] = [
        Self::BorderEntry,
        Self::BorderExit,
        Self::BorderRefusal,
        Self::TerritoryCheck,
        Self::Amendment,
        Self::RevokeAnnulExtend,
        Self::Facilitation,
        Self::InformationMechanism,
        Self::Monitoring,
        Self::Retention,
        Self::Operation,
    ];

    /// The purpose with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }
}

impl Coded for Purpose {
    fn code(&self) -> &'static str {
        match self {
            Self::BorderEntry => "border-entry",
            Self::BorderExit => "border-exit",
            Self::BorderRefusal => "border-refusal",
            Self::TerritoryCheck => "territory-check",
            Self::Amendment => "amendment",
            Self::RevokeAnnulExtend => "revoke-annul-extend",
            Self::Facilitation => "facilitation",
            Self::InformationMechanism => "information-mechanism",
            Self::Monitoring => "monitoring",
            Self::Retention => "retention",
            Self::Operation => "operation",
        }
    }
}

/// A member of staff, or a system, acting for an authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The authority's kind.
    pub authority: AuthorityKind,
    /// What the person may do in it.
    pub role: Role,
    /// The State the authority belongs to.
    pub state: CountryCode,
    /// The office, as the list of authorities names it. EES Art. 9(2).
    pub office: String,
    /// The unique user identity. EES Art. 43(2)(g).
    pub person: String,
    /// The border crossing point where the person works, when there is one.
    pub place: Option<String>,
}

impl Actor {
    /// The system itself, which is operated for all Member States and acts for nobody.
    ///
    /// Law: EES Art. 12(1), 34, 37(1).
    pub fn system() -> Self {
        Self {
            authority: AuthorityKind::EuLisa,
            role: Role::System,
            state: CountryCode::of(b"EUE"),
            office: "Entry/Exit System".into(),
            person: "system".into(),
            place: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_again() {
        assert!(
            AuthorityKind::ALL.iter().all(|kind| AuthorityKind::find(kind.code()) == Some(*kind))
        );
        assert!(Role::ALL.iter().all(|role| Role::find(role.code()) == Some(*role)));
        assert!(Purpose::ALL.iter().all(|p| Purpose::find(p.code()) == Some(*p)));
    }
}
