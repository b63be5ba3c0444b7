//! Those whom a demonstration names: who signs in as whom, and what they may do.

use fnd_core::CountryCode;
use ies_domain::community::Level;
use ies_domain::role::{Role, Scope};

/// Somebody with a name and a part to play.
pub(crate) struct Player {
    /// How they sign in at the identity provider.
    pub(crate) login: &'static str,
    pub(crate) first: &'static str,
    pub(crate) last: &'static str,
    /// The country whose authority employs them; the Commission where there is none.
    pub(crate) country: Option<&'static str>,
    pub(crate) job: &'static str,
    pub(crate) roles: &'static [(Role, Scope)],
    /// Communities, by their names in addresses.
    pub(crate) communities: &'static [(&'static str, Level)],
}

const PLATFORM: Scope = Scope::Platform;

const fn player(
    login: &'static str,
    (first, last): (&'static str, &'static str),
    (country, job): (Option<&'static str>, &'static str),
    roles: &'static [(Role, Scope)],
    communities: &'static [(&'static str, Level)],
) -> Player {
    Player { login, first, last, country, job, roles, communities }
}

/// Everybody who is named.
pub(crate) const CAST: &[Player] = &[
    player("vera", ("Vera", "Kask"), (None, "Validator"), &[(Role::Validator, PLATFORM)], &[]),
    player("ulla", ("Ulla", "Berg"), (None, "User support"), &[(Role::UserAdmin, PLATFORM)], &[]),
    player(
        "dora",
        ("Dora", "Novak"),
        (None, "Data protection coordinator"),
        &[(Role::DpOfficer, PLATFORM)],
        &[],
    ),
    player("ludo", ("Ludo", "Maes"), (None, "Auditor"), &[(Role::LogAuditor, PLATFORM)], &[]),
    player(
        "sven",
        ("Sven", "Holm"),
        (None, "System administrator"),
        &[(Role::SysAdmin, PLATFORM)],
        &[],
    ),
    player(
        "cora",
        ("Cora", "Blanc"),
        (None, "Policy officer"),
        &[(Role::ComCoordinator, Scope::Programme)],
        &[("steering-board", Level::Lead), ("ncp", Level::Lead)],
    ),
    player(
        "ana",
        ("Ana", "Lind"),
        (Some("FIN"), "National coordinator"),
        &[(Role::NcpCoordinator, Scope::Country(CountryCode::of(b"FIN")))],
        &[
            ("ncp", Level::Contributor),
            ("statelessness", Level::Lead),
            ("network-fin", Level::Lead),
        ],
    ),
    player(
        "tom",
        ("Tom", "Vermeer"),
        (Some("NLD"), "Researcher"),
        &[],
        &[("return", Level::Contributor)],
    ),
    player(
        "carl",
        ("Carl", "Weiss"),
        (Some("AUT"), "Expert"),
        &[],
        &[("statelessness", Level::Contributor), ("glossary", Level::Editor)],
    ),
];

/// Communities: name in addresses, kind, visibility, names in three languages.
pub(crate) struct Place {
    pub(crate) slug: &'static str,
    pub(crate) kind: ies_domain::community::CommunityKind,
    pub(crate) is_hidden: bool,
    pub(crate) names: [&'static str; 3],
}

const fn place(
    slug: &'static str,
    kind: ies_domain::community::CommunityKind,
    is_hidden: bool,
    names: [&'static str; 3],
) -> Place {
    Place { slug, kind, is_hidden, names }
}

/// The Communities besides national networks.
pub(crate) const PLACES: &[Place] = {
    use ies_domain::community::CommunityKind as K;
    &[
        place(
            "steering-board",
            K::SteeringBoard,
            true,
            ["Steering Board", "Comité directeur", "Lenkungsausschuss"],
        ),
        place(
            "ncp",
            K::ContactPoints,
            false,
            ["National contact points", "Points de contact nationaux", "Nationale Kontaktstellen"],
        ),
        place(
            "statelessness",
            K::ExpertGroup,
            false,
            [
                "Platform on Statelessness",
                "Plateforme sur l’apatridie",
                "Plattform zur Staatenlosigkeit",
            ],
        ),
        place(
            "glossary",
            K::WorkingGroup,
            false,
            ["Glossary and Thesaurus", "Glossaire et thésaurus", "Glossar und Thesaurus"],
        ),
        place(
            "return",
            K::ExpertGroup,
            false,
            ["Return Expert Group", "Groupe d’experts sur le retour", "Expertengruppe Rückkehr"],
        ),
    ]
};
