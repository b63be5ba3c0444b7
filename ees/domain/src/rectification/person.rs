//! What a file says of the person, put right: identities, travel documents, the regime.
//!
//! What is wrong is corrected or taken away, what is missing is added. What the file was found by
//! follows. Law: EES Art. 35(1), (2) and (8); Art. 16(1) and (2), 17(1).

use fnd_core::Id;

use crate::file::{Crossing, File, RecordedGround, Regime};
use crate::identity::{Identity, TravelDocument};
use crate::nationality::{Standing, VisaRegime};

/// What becomes of one of several things of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amend<T> {
    /// It was missing and is added.
    Add(T),
    /// The one at this place, 0 for the first of the file, is this.
    Set(usize, T),
    /// The one at this place is not the person's, or never was.
    TakeAway(usize),
}

/// How the file is to be from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonAmendment {
    /// One of its identities.
    Identity(Amend<Identity>),
    /// One of its travel documents.
    Document(Amend<TravelDocument>),
    /// Under which rules the person enters.
    Regime(Regime),
}

/// Why a file was not put right. `code` is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PersonError {
    /// The file holds nothing at this place.
    #[error("the file holds nothing at this place")]
    NoSuchPlace,
    /// Nothing would be other than it is.
    #[error("nothing would be other than it is")]
    NothingChanged,
    /// The file would say nothing of the person.
    #[error("nothing would be left; put it right, or have the file erased instead")]
    NothingLeft,
    /// The file holds it already.
    #[error("the file holds this already; take the wrong one away instead")]
    AlreadyOnFile,
    /// The system does not apply to a person of this nationality.
    #[error(
        "the system does not apply to a person of this nationality; open a case to have the file \
         erased"
    )]
    OutOfScope,
}

impl PersonError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoSuchPlace => "no-such-place",
            Self::NothingChanged => "nothing-changed",
            Self::NothingLeft => "nothing-left",
            Self::AlreadyOnFile => "already-on-file",
            Self::OutOfScope => "out-of-scope",
        }
    }
}

/// The file as it is once `amendment` is made; its records stay what they are.
///
/// Law: EES Art. 35(1), (2); Art. 2 for whom the system does not apply to: such a file is erased,
/// Art. 35(6), and not put right.
pub fn amended(file: &File, amendment: &PersonAmendment) -> Result<File, PersonError> {
    let mut made = file.clone();
    match amendment {
        PersonAmendment::Identity(amend) => {
            if let Amend::Add(identity) | Amend::Set(_, identity) = amend
                && is_out_of_scope(identity)
            {
                return Err(PersonError::OutOfScope);
            }
            apply(&mut made.identities, amend, |one, other| one == other)?;
        }
        PersonAmendment::Document(amend) => {
            let same = |one: &TravelDocument, other: &TravelDocument| {
                one.number == other.number && one.issuer == other.issuer
            };
            apply(&mut made.documents, amend, same)?;
        }
        PersonAmendment::Regime(regime) if *regime == file.regime => {
            return Err(PersonError::NothingChanged);
        }
        PersonAmendment::Regime(regime) => made.regime = *regime,
    }
    Ok(made)
}

/// Makes the change in `list`; `same` tells whether two of its kind are one.
fn apply<T: Clone + PartialEq>(
    list: &mut Vec<T>,
    amend: &Amend<T>,
    same: impl Fn(&T, &T) -> bool,
) -> Result<(), PersonError> {
    let is_at_another = |list: &[T], place: Option<usize>, value: &T| {
        list.iter().enumerate().any(|(at, one)| Some(at) != place && same(one, value))
    };
    match amend {
        Amend::Add(value) if is_at_another(list, None, value) => {
            return Err(PersonError::AlreadyOnFile);
        }
        Amend::Add(value) => list.push(value.clone()),
        Amend::Set(place, value) => {
            if is_at_another(list, Some(*place), value) {
                return Err(PersonError::AlreadyOnFile);
            }
            let held = list.get_mut(*place).ok_or(PersonError::NoSuchPlace)?;
            if held == value {
                return Err(PersonError::NothingChanged);
            }
            *held = value.clone();
        }
        Amend::TakeAway(place) => {
            if list.len() <= *place {
                return Err(PersonError::NoSuchPlace);
            }
            if list.len() == 1 {
                return Err(PersonError::NothingLeft);
            }
            list.remove(*place);
        }
    }
    Ok(())
}

/// Whether the system does not apply to a person of one of these nationalities.
///
/// Law: EES Art. 2(1), 2(3)(f).
fn is_out_of_scope(identity: &Identity) -> bool {
    let mut codes = identity.nationalities.as_slice().iter();
    // What a nationality means for the scope hangs on no day.
    codes.any(|code| match Standing::of(*code, jiff::civil::Date::MAX) {
        Standing::FreeMovement | Standing::OutOfScope => true,
        Standing::ThirdCountry(_) | Standing::NotListed => false,
    })
}

/// The records whose ground does not fit the nationalities of `file`: without visa where one is
/// needed, or with one where none is. An officer looks at them; nothing follows by itself, because
/// what is needed hangs on more than the nationality.
///
/// Law: Reg. (EU) 2018/1806 Art. 3, 4 and 6.
pub fn doubtful_grounds(file: &File) -> Vec<Id<Crossing>> {
    let doubtful = |record: &&Crossing| {
        let Some(entry) = &record.entry else { return false };
        let needed: Option<Vec<VisaRegime>> = file
            .identities
            .iter()
            .flat_map(|identity| identity.nationalities.as_slice())
            .map(|code| match Standing::of(*code, entry.passage.day.date()) {
                Standing::ThirdCountry(rule) => rule.regime(|_| None),
                Standing::FreeMovement | Standing::OutOfScope | Standing::NotListed => None,
            })
            .collect();
        // One nationality of which nothing is known leaves the question open.
        let Some(needed) = needed else { return false };
        let all = |regime| needed.iter().all(|one| *one == regime);
        match record.ground {
            RecordedGround::VisaExempt => all(VisaRegime::Required),
            RecordedGround::Visa(_) => all(VisaRegime::Exempt),
            RecordedGround::Transit(_) | RecordedGround::FamilyMember(_) => false,
        }
    };
    file.crossings.iter().filter(doubtful).map(|record| record.id).collect()
}

#[cfg(test)]
mod tests {
    use fnd_core::CountryCode;
    use jiff::civil::date;

    use super::*;
    use crate::day::Day;
    use crate::identity::{DocumentKind, DocumentNumber, Name, Nationalities, Sex};
    use crate::sample::{entered, passage};

    fn identity(surname: &str, nationality: [u8; 3]) -> Identity {
        Identity {
            surname: Name::new(surname).unwrap(),
            given_names: None,
            birth: "1988-04-00".parse().unwrap(),
            nationalities: Nationalities::new([CountryCode::of(&nationality)]).unwrap(),
            sex: Sex::Female,
        }
    }

    fn document(number: &str) -> TravelDocument {
        TravelDocument {
            kind: DocumentKind::OrdinaryPassport,
            number: DocumentNumber::new(number).unwrap(),
            issuer: CountryCode::of(b"GEO"),
            expires: date(2031, 1, 31),
        }
    }

    fn file(identities: Vec<Identity>, documents: Vec<TravelDocument>) -> File {
        let at = passage(Day::of(2026, 5, 1)).at;
        File {
            id: Id::from_uuid(uuid::Uuid::from_u128(4)),
            version: 1,
            regime: Regime::VisaExempt,
            identities,
            documents,
            crossings: vec![entered(Day::of(2026, 5, 1))],
            refusals: Vec::new(),
            biometrics: crate::sample::biometrics(),
            programmes: Vec::new(),
            responsible_state: CountryCode::of(b"ROU"),
            responsible_office: String::new(),
            created_at: at,
            changed_at: at,
        }
    }

    #[test]
    fn what_is_wrong_is_put_right_what_is_missing_is_added_and_what_is_not_hers_goes() {
        let held = file(
            vec![identity("Beridse", *b"GEO"), identity("Lomidze", *b"GEO")],
            vec![document("A1")],
        );
        let right = PersonAmendment::Identity(Amend::Set(0, identity("Beridze", *b"GEO")));
        let names = |file: &File| -> Vec<String> {
            file.identities.iter().map(|one| one.surname.as_str().to_owned()).collect()
        };
        assert_eq!(names(&amended(&held, &right).unwrap()), ["Beridze", "Lomidze"]);
        let less = PersonAmendment::Identity(Amend::TakeAway(1));
        assert_eq!(names(&amended(&held, &less).unwrap()), ["Beridse"]);
        let more = PersonAmendment::Document(Amend::Add(document("A2")));
        assert_eq!(amended(&held, &more).unwrap().documents.len(), 2);
        let regime = PersonAmendment::Regime(Regime::VisaRequired);
        assert_eq!(amended(&held, &regime).unwrap().regime, Regime::VisaRequired);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let held = file(vec![identity("Beridze", *b"GEO")], vec![document("A1"), document("A2")]);
        let of = PersonAmendment::Identity;
        let paper = PersonAmendment::Document;
        let other_kind =
            TravelDocument { kind: DocumentKind::DiplomaticPassport, ..document("A2") };
        let cases = [
            (of(Amend::Set(1, identity("Beridze", *b"ARM"))), PersonError::NoSuchPlace),
            (of(Amend::TakeAway(1)), PersonError::NoSuchPlace),
            (of(Amend::TakeAway(0)), PersonError::NothingLeft),
            (of(Amend::Set(0, identity("Beridze", *b"GEO"))), PersonError::NothingChanged),
            (of(Amend::Add(identity("Beridze", *b"GEO"))), PersonError::AlreadyOnFile),
            (of(Amend::Set(0, identity("Beridze", *b"FRA"))), PersonError::OutOfScope),
            (of(Amend::Add(identity("Beridze", *b"AND"))), PersonError::OutOfScope),
            (paper(Amend::Set(0, document("A2"))), PersonError::AlreadyOnFile),
            (paper(Amend::Add(other_kind)), PersonError::AlreadyOnFile),
            (paper(Amend::Set(0, document("A1"))), PersonError::NothingChanged),
            (PersonAmendment::Regime(Regime::VisaExempt), PersonError::NothingChanged),
        ];
        for (amendment, expected) in cases {
            assert_eq!(amended(&held, &amendment), Err(expected), "{amendment:?}");
        }
    }

    #[test]
    fn a_ground_that_does_not_fit_the_nationality_is_told_of() {
        let without = |nationality| file(vec![identity("X", nationality)], vec![document("A1")]);
        let doubtful = |nationality| doubtful_grounds(&without(nationality)).len();
        assert_eq!(doubtful(*b"AFG"), 1, "a visa is needed");
        assert_eq!(doubtful(*b"BRA"), 0);
        let both = file(vec![identity("X", *b"AFG"), identity("X", *b"BRA")], vec![document("A1")]);
        assert_eq!(doubtful_grounds(&both).len(), 0, "one of the two needs none");
    }
}
