//! Which country is what, on which day.
//!
//! Rows are dated facts; when a country changes its status an operator adds a row, and no code
//! changes (R02). [`KNOWN`] is what was known in July 2026; the store may hold more.

use fnd_core::CountryCode;
use fnd_register::Coded;
use jiff::civil::{Date, date};

use super::Adequacy;

coded! {
    /// What a country can be. A country can be several at once.
    pub enum Aspect {
        /// A Member State of the Union.
        Union => "union",
        /// A State of the European Economic Area that is no Member State of the Union.
        EconomicArea => "economic-area",
        /// Associated with the Schengen acquis.
        SchengenAssociated => "schengen-associated",
        /// Bound by Decision 2008/381/EC: a member of the European Migration Network.
        NetworkMember => "network-member",
        /// Takes part in the network without being bound.
        NetworkObserver => "network-observer",
        /// Protects personal data adequately, by a decision of the Commission.
        Adequate => "adequate",
        /// Does so for some recipients only.
        AdequateInPart => "adequate-in-part",
    }
}

/// From one day on, or between two days, a country has an aspect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusRow<'a> {
    /// The country, ISO 3166-1 alpha-3.
    pub country: CountryCode,
    /// What it is.
    pub aspect: Aspect,
    /// The first day.
    pub from: Date,
    /// The last day; `None` while it lasts.
    pub until: Option<Date>,
    /// Where the dates come from.
    pub source: &'a str,
}

/// A table of dated facts on countries.
#[derive(Debug, Clone, Copy)]
pub struct Countries<'a>(pub &'a [StatusRow<'a>]);

impl Default for Countries<'static> {
    fn default() -> Self {
        Self(KNOWN)
    }
}

impl Countries<'_> {
    /// Whether `country` has `aspect` on the day `on`.
    pub fn has(self, country: CountryCode, aspect: Aspect, on: Date) -> bool {
        self.0.iter().any(|row| {
            row.country == country
                && row.aspect == aspect
                && row.from <= on
                && row.until.is_none_or(|last| on <= last)
        })
    }

    /// Whether personal data that goes to `country` leaves the territory of the Union's law on
    /// its protection.
    ///
    /// Law: statement 7; R36; EUDPR Art. 46. A country of which nothing is known is a third
    /// country: a mistake then costs a question too many and not a transfer unseen.
    pub fn is_third_country(self, country: CountryCode, on: Date) -> bool {
        !self.has(country, Aspect::Union, on) && !self.has(country, Aspect::EconomicArea, on)
    }

    /// What has been decided on the protection of data in `country`.
    pub fn adequacy(self, country: CountryCode, on: Date) -> Adequacy {
        if self.has(country, Aspect::Adequate, on) {
            Adequacy::Adequate
        } else if self.has(country, Aspect::AdequateInPart, on) {
            Adequacy::InPart
        } else {
            Adequacy::NoDecision
        }
    }

    /// Whether `country` is a member or an observer of the network, or associated with the
    /// Schengen acquis, whose authorities the statement names among the users.
    ///
    /// Law: statement 2 and 3; R02, R07.
    pub fn takes_part(self, country: CountryCode, on: Date) -> bool {
        [Aspect::Union, Aspect::SchengenAssociated, Aspect::NetworkMember, Aspect::NetworkObserver]
            .iter()
            .any(|aspect| self.has(country, *aspect, on))
    }

    /// The countries that have `aspect` on the day `on`, each once, in the order of their codes.
    pub fn with(self, aspect: Aspect, on: Date) -> Vec<CountryCode> {
        let rows = self.0.iter().filter(|row| self.has(row.country, aspect, on));
        let mut countries: Vec<_> = rows.map(|row| row.country).collect();
        countries.sort();
        countries.dedup();
        countries
    }

    /// Rows that contradict themselves or each other, by their code and the country; an operator
    /// who adds a row sees these before it counts.
    pub fn contradictions(self) -> Vec<(&'static str, CountryCode)> {
        let mut found = Vec::new();
        for (number, row) in self.0.iter().enumerate() {
            if row.until.is_some_and(|last| last < row.from) {
                found.push(("ends-before-it-begins", row.country));
            }
            let overlaps = |other: &&StatusRow<'_>| {
                other.country == row.country
                    && other.aspect == row.aspect
                    && row.until.is_none_or(|last| other.from <= last)
                    && other.until.is_none_or(|last| row.from <= last)
            };
            if self.0.iter().skip(number.saturating_add(1)).any(|other| overlaps(&other)) {
                found.push((row.aspect.code(), row.country));
            }
        }
        found
    }
}

const fn row(
    country: [u8; 3],
    aspect: Aspect,
    from: Date,
    until: Option<Date>,
    source: &'static str,
) -> StatusRow<'static> {
    StatusRow { country: CountryCode::of(&country), aspect, from, until, source }
}

const fn member(country: [u8; 3], from: Date, source: &'static str) -> StatusRow<'static> {
    row(country, Aspect::Union, from, None, source)
}

const fn network(country: [u8; 3], from: Date) -> StatusRow<'static> {
    row(country, Aspect::NetworkMember, from, None, DECISION)
}

const fn observer(country: [u8; 3], from: Date, source: &'static str) -> StatusRow<'static> {
    row(country, Aspect::NetworkObserver, from, None, source)
}

const fn adequate(country: [u8; 3], from: Date, source: &'static str) -> StatusRow<'static> {
    row(country, Aspect::Adequate, from, None, source)
}

const DECISION: &str = "Decision 2008/381/EC; Denmark is not bound";
const TREATY: &str = "Treaty establishing the European Economic Community, in force 1958";
const ACT_1972: &str = "Act of Accession 1972";
const ACT_1979: &str = "Act of Accession 1979";
const ACT_1985: &str = "Act of Accession 1985";
const ACT_1994: &str = "Act of Accession 1994";
const ACT_2003: &str = "Act of Accession 2003";
const ACT_2005: &str = "Act of Accession 2005";
const ACT_2012: &str = "Act of Accession 2012";
/// The network began with the Decision's taking effect on the day of its publication.
const NETWORK: Date = date(2008, 5, 21);
const WITHDRAWAL: &str =
    "Withdrawal Agreement Art. 126 and 127: Union law until the transition ended";
const ARRANGEMENT: &str = "Administrative arrangement with the Commission, day of signature";

/// What is known of countries. Adequacy decisions by their dates of adoption.
///
/// Source: the acts named in the rows; observers as the national contact points announced them.
pub const KNOWN: &[StatusRow<'static>] = &[
    member(*b"BEL", date(1958, 1, 1), TREATY),
    member(*b"DEU", date(1958, 1, 1), TREATY),
    member(*b"FRA", date(1958, 1, 1), TREATY),
    member(*b"ITA", date(1958, 1, 1), TREATY),
    member(*b"LUX", date(1958, 1, 1), TREATY),
    member(*b"NLD", date(1958, 1, 1), TREATY),
    member(*b"DNK", date(1973, 1, 1), ACT_1972),
    member(*b"IRL", date(1973, 1, 1), ACT_1972),
    member(*b"GRC", date(1981, 1, 1), ACT_1979),
    member(*b"ESP", date(1986, 1, 1), ACT_1985),
    member(*b"PRT", date(1986, 1, 1), ACT_1985),
    member(*b"AUT", date(1995, 1, 1), ACT_1994),
    member(*b"FIN", date(1995, 1, 1), ACT_1994),
    member(*b"SWE", date(1995, 1, 1), ACT_1994),
    member(*b"CYP", date(2004, 5, 1), ACT_2003),
    member(*b"CZE", date(2004, 5, 1), ACT_2003),
    member(*b"EST", date(2004, 5, 1), ACT_2003),
    member(*b"HUN", date(2004, 5, 1), ACT_2003),
    member(*b"LTU", date(2004, 5, 1), ACT_2003),
    member(*b"LVA", date(2004, 5, 1), ACT_2003),
    member(*b"MLT", date(2004, 5, 1), ACT_2003),
    member(*b"POL", date(2004, 5, 1), ACT_2003),
    member(*b"SVK", date(2004, 5, 1), ACT_2003),
    member(*b"SVN", date(2004, 5, 1), ACT_2003),
    member(*b"BGR", date(2007, 1, 1), ACT_2005),
    member(*b"ROU", date(2007, 1, 1), ACT_2005),
    member(*b"HRV", date(2013, 7, 1), ACT_2012),
    row(*b"GBR", Aspect::Union, date(1973, 1, 1), Some(date(2020, 12, 31)), WITHDRAWAL),
    row(*b"ISL", Aspect::EconomicArea, date(1994, 1, 1), None, "EEA Agreement"),
    row(*b"NOR", Aspect::EconomicArea, date(1994, 1, 1), None, "EEA Agreement"),
    row(*b"LIE", Aspect::EconomicArea, date(1995, 5, 1), None, "EEA Agreement"),
    row(*b"ISL", Aspect::SchengenAssociated, date(2001, 3, 25), None, "Council Dec. 2000/777/EC"),
    row(*b"NOR", Aspect::SchengenAssociated, date(2001, 3, 25), None, "Council Dec. 2000/777/EC"),
    row(*b"CHE", Aspect::SchengenAssociated, date(2008, 12, 12), None, "Council Dec. 2008/903/EC"),
    row(*b"LIE", Aspect::SchengenAssociated, date(2011, 12, 19), None, "Council Dec. 2011/842/EU"),
    network(*b"AUT", NETWORK),
    network(*b"BEL", NETWORK),
    network(*b"BGR", NETWORK),
    network(*b"CYP", NETWORK),
    network(*b"CZE", NETWORK),
    network(*b"DEU", NETWORK),
    network(*b"ESP", NETWORK),
    network(*b"EST", NETWORK),
    network(*b"FIN", NETWORK),
    network(*b"FRA", NETWORK),
    network(*b"GRC", NETWORK),
    network(*b"HRV", date(2013, 7, 1)),
    network(*b"HUN", NETWORK),
    network(*b"IRL", NETWORK),
    network(*b"ITA", NETWORK),
    network(*b"LTU", NETWORK),
    network(*b"LUX", NETWORK),
    network(*b"LVA", NETWORK),
    network(*b"MLT", NETWORK),
    network(*b"NLD", NETWORK),
    network(*b"POL", NETWORK),
    network(*b"PRT", NETWORK),
    network(*b"ROU", NETWORK),
    network(*b"SVK", NETWORK),
    network(*b"SVN", NETWORK),
    network(*b"SWE", NETWORK),
    row(*b"GBR", Aspect::NetworkMember, NETWORK, Some(date(2020, 12, 31)), WITHDRAWAL),
    observer(*b"NOR", date(2011, 1, 1), "Working arrangement; contact point since that day"),
    observer(*b"CHE", date(2019, 7, 10), "Privacy statement of that day, section 3"),
    observer(*b"GEO", date(2021, 3, 11), ARRANGEMENT),
    observer(*b"MDA", date(2021, 3, 12), ARRANGEMENT),
    observer(*b"UKR", date(2022, 8, 2), ARRANGEMENT),
    observer(*b"MNE", date(2022, 9, 23), ARRANGEMENT),
    observer(*b"ARM", date(2022, 10, 27), ARRANGEMENT),
    observer(*b"SRB", date(2023, 3, 16), ARRANGEMENT),
    observer(*b"MKD", date(2024, 10, 28), ARRANGEMENT),
    observer(*b"ALB", date(2025, 6, 24), ARRANGEMENT),
    adequate(*b"AND", date(2010, 10, 19), "Commission Dec. 2010/625/EU"),
    adequate(*b"ARG", date(2003, 6, 30), "Commission Dec. 2003/490/EC"),
    adequate(*b"CHE", date(2000, 7, 26), "Commission Dec. 2000/518/EC"),
    adequate(*b"FRO", date(2010, 3, 5), "Commission Dec. 2010/146/EU"),
    row(
        *b"GBR",
        Aspect::Adequate,
        date(2021, 6, 28),
        Some(date(2031, 12, 27)),
        "Commission Impl. Dec. (EU) 2021/1772, renewed on 19 December 2025",
    ),
    adequate(*b"GGY", date(2003, 11, 21), "Commission Dec. 2003/821/EC"),
    adequate(*b"IMN", date(2004, 4, 28), "Commission Dec. 2004/411/EC"),
    adequate(*b"ISR", date(2011, 1, 31), "Commission Dec. 2011/61/EU"),
    adequate(*b"JEY", date(2008, 5, 8), "Commission Dec. 2008/393/EC"),
    adequate(*b"KOR", date(2021, 12, 17), "Commission Impl. Dec. (EU) 2022/254"),
    adequate(*b"NZL", date(2012, 12, 19), "Commission Impl. Dec. 2013/65/EU"),
    adequate(*b"URY", date(2012, 8, 21), "Commission Impl. Dec. 2012/484/EU"),
    row(
        *b"CAN",
        Aspect::AdequateInPart,
        date(2001, 12, 20),
        None,
        "Commission Dec. 2002/2/EC: commercial organisations",
    ),
    row(
        *b"JPN",
        Aspect::AdequateInPart,
        date(2019, 1, 23),
        None,
        "Commission Impl. Dec. (EU) 2019/419: business operators",
    ),
    row(
        *b"USA",
        Aspect::AdequateInPart,
        date(2023, 7, 10),
        None,
        "Commission Impl. Dec. (EU) 2023/1795: certified companies",
    ),
];
