//! What a file says of biometric data: that it is there, or why it is not.
//!
//! The rules on who gives what are in [`crate::fields`]; here is what of them a file keeps, from
//! one crossing to the next, so that whoever owes something is asked for it again.

use crate::check::Hands;
use crate::day::Day;
use crate::enrolment::{Held, ToEnter};
use crate::fields::{Age, AgeReading, Exemption, FaceSource, Fingers, PrintsDuty, prints_duty};
use crate::file::Regime;
use crate::refusal::{Allowance, BiometricsAllowed, FormText, Withheld};

#[cfg(test)]
mod tests;

/// Why biometric data that is owed is not there. Law: EES Art. 4(5), 21(2) and (3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MissingWhy {
    /// The data was entered by a fall-back procedure.
    Fallback,
    /// The crossing point worked without biometric functions.
    PointWithout,
    /// Nothing that takes it was there, or it did not answer.
    NotAvailable,
}

/// What a file says of the facial image. Law: EES Art. 15, 16(1)(d), 17(1)(b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaceMark {
    /// It is there.
    Taken(FaceSource),
    /// It is owed, and is to be taken at the next crossing.
    Missing(MissingWhy),
    /// None was to be entered: a refusal did not ask for it, Art. 18(1).
    NotEntered,
}

/// What a file says of fingerprints. Law: EES Art. 16(1), 17(1)(c) and (3) to (5), 18.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrintsMark {
    /// They are there.
    Taken,
    /// They must not be: the person needs a visa.
    MustNotBeStored,
    /// The field is marked "not applicable".
    NotApplicable(Exemption),
    /// They are impossible for the time being, and are given on exit or at the next entry.
    ImpossibleToday,
    /// They are owed, and are to be given at the next crossing.
    Missing(MissingWhy),
    /// None were to be entered: a refusal did not ask for them, Art. 18(1).
    NotEntered,
}

/// A mark with the day since which it stands and the officer's reason for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted<M> {
    /// The mark.
    pub mark: M,
    /// The local day on which it was made.
    pub since: Day,
    /// Why, in the officer's words.
    pub reason: Option<FormText>,
}

/// What a file says of biometric data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Biometrics {
    /// Of the facial image.
    pub face: Noted<FaceMark>,
    /// Of fingerprints.
    pub prints: Noted<PrintsMark>,
    /// What there is.
    pub held: Held,
}

/// What an officer and a crossing point show of biometric data on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Under which rules the person gives it.
    pub regime: Regime,
    /// The age on that day.
    pub age: AgeReading,
    /// What was said of the hands; `None` when nobody said, and it is as before.
    pub hands: Option<Hands>,
    /// Why what is owed is not taken.
    pub why: MissingWhy,
    /// What the refusal allows, if it is one.
    pub refusal: Option<BiometricsAllowed>,
    /// The day.
    pub day: Day,
    /// Why a human verified the person, in the officer's words.
    pub reason: Option<FormText>,
    /// What was taken and is entered.
    pub entered: ToEnter,
}

impl MissingWhy {
    /// All of them with their codes.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Fallback, "missing-fallback"),
        (Self::PointWithout, "missing-point-without"),
        (Self::NotAvailable, "missing-not-available"),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(why, _)| *why == self).map_or("", |(_, code)| code)
    }
}

impl FaceMark {
    /// All marks with their codes.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Taken(FaceSource::Live), "live"),
        (Self::Taken(FaceSource::Chip), "chip"),
        (Self::Missing(MissingWhy::Fallback), "missing-fallback"),
        (Self::Missing(MissingWhy::PointWithout), "missing-point-without"),
        (Self::Missing(MissingWhy::NotAvailable), "missing-not-available"),
        (Self::NotEntered, "not-entered"),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(mark, _)| *mark == self).map_or("", |(_, code)| code)
    }

    /// The mark with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(mark, _)| mark)
    }

    /// The article that has the mark made.
    pub const fn article(self) -> &'static str {
        match self {
            Self::Taken(FaceSource::Live) => "EES Art. 15(1)",
            Self::Taken(FaceSource::Chip) => "EES Art. 15(2)",
            Self::Missing(MissingWhy::PointWithout) => "EES Art. 4(5)",
            Self::Missing(MissingWhy::Fallback | MissingWhy::NotAvailable) => "EES Art. 21(3)",
            Self::NotEntered => "EES Art. 18(1)",
        }
    }
}

impl PrintsMark {
    /// All marks with their codes.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Taken, "taken"),
        (Self::MustNotBeStored, "must-not-be-stored"),
        (Self::NotApplicable(Exemption::UnderTwelve), "not-applicable-under-twelve"),
        (Self::NotApplicable(Exemption::PermanentlyImpossible), "not-applicable-impossible"),
        (Self::ImpossibleToday, "impossible-today"),
        (Self::Missing(MissingWhy::Fallback), "missing-fallback"),
        (Self::Missing(MissingWhy::PointWithout), "missing-point-without"),
        (Self::Missing(MissingWhy::NotAvailable), "missing-not-available"),
        (Self::NotEntered, "not-entered"),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(mark, _)| *mark == self).map_or("", |(_, code)| code)
    }

    /// The mark with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(mark, _)| mark)
    }

    /// The code without the ground of an exemption, which says something of the body: the field
    /// itself says "not applicable" alone. Law: EES Art. 17(5).
    pub fn field_code(self) -> &'static str {
        if let Self::NotApplicable(_) = self { "not-applicable" } else { self.code() }
    }

    /// The article that has the mark made.
    pub const fn article(self) -> &'static str {
        match self {
            Self::Taken => "EES Art. 17(1)(c)",
            Self::MustNotBeStored => "EES Art. 16(1)",
            Self::NotApplicable(Exemption::UnderTwelve) => "EES Art. 17(3), (5)",
            Self::NotApplicable(Exemption::PermanentlyImpossible) | Self::ImpossibleToday => {
                "EES Art. 17(4), (5)"
            }
            Self::Missing(MissingWhy::PointWithout) => "EES Art. 4(5)",
            Self::Missing(MissingWhy::Fallback | MissingWhy::NotAvailable) => "EES Art. 21(3)",
            Self::NotEntered => "EES Art. 18(1)",
        }
    }

    /// Whether prints are owed of one of this age.
    ///
    /// Law: EES Art. 17(3): the age is that of the day of the check, so that a mark made of a
    /// child holds no longer than childhood; Art. 17(4), 21(3).
    pub const fn is_owed(self, age: Age) -> bool {
        match self {
            Self::NotApplicable(Exemption::UnderTwelve)
            | Self::ImpossibleToday
            | Self::Missing(_) => matches!(age, Age::TwelveOrOlder),
            Self::Taken
            | Self::MustNotBeStored
            | Self::NotApplicable(Exemption::PermanentlyImpossible)
            | Self::NotEntered => false,
        }
    }
}

impl Seen {
    /// A person of whom nothing is said, at a crossing where nothing took biometric data.
    pub fn plain(regime: Regime, age: AgeReading, day: Day) -> Self {
        Self {
            regime,
            age,
            hands: None,
            why: MissingWhy::NotAvailable,
            refusal: None,
            day,
            reason: None,
            entered: ToEnter::default(),
        }
    }

    /// The age; of whom nobody said, that of one who gives prints.
    pub(crate) const fn age(&self) -> Age {
        match self.age {
            AgeReading::Known(age) => age,
            // Nobody said; whoever is a child after all is not asked when somebody does.
            AgeReading::Unclear => Age::TwelveOrOlder,
        }
    }

    /// What a file holds that held `before`.
    fn holding(&self, before: Held) -> Held {
        Held {
            face: self.entered.face.map_or(before.face, |(_, quality)| Some(quality)),
            prints: self.entered.prints.or(before.prints),
        }
    }

    fn noted<M>(&self, mark: M) -> Noted<M> {
        Noted { mark, since: self.day, reason: self.reason.clone() }
    }

    /// A mark of prints; what was said of the hands is its reason and that of nothing else.
    fn noted_of_hands(&self, mark: PrintsMark) -> Noted<PrintsMark> {
        let said = self.hands.as_ref().map(|hands| hands.reason.clone());
        Noted { mark, since: self.day, reason: said.or(self.reason.clone()) }
    }

    /// What becomes of prints, given the mark that stands.
    fn prints(&self, held: Option<PrintsMark>) -> PrintsMark {
        use PrintsMark as P;
        if held == Some(P::Taken) || self.entered.prints.is_some() {
            return P::Taken;
        }
        let duty = match self.refusal.map(|allowed| allowed.fingerprints) {
            None if self.regime == Regime::VisaRequired => return P::MustNotBeStored,
            None => prints_duty(self.age(), self.hands(held)),
            Some(Allowance::Allowed(_)) => PrintsDuty::Due,
            Some(Allowance::Withheld(Withheld::NotApplicable(why))) => {
                PrintsDuty::NotApplicable(why)
            }
            Some(Allowance::Withheld(Withheld::ImpossibleToday)) => PrintsDuty::Later,
            Some(Allowance::Withheld(_)) => return held.unwrap_or(self.not_entered()),
        };
        match (duty, held) {
            (PrintsDuty::NotApplicable(why), _) => P::NotApplicable(why),
            // At a point without functions nobody tries, and nothing is found out about the hands.
            (PrintsDuty::Later, Some(held @ (P::ImpossibleToday | P::Missing(_))))
                if self.why != MissingWhy::NotAvailable =>
            {
                held
            }
            (PrintsDuty::Later, _) if self.why != MissingWhy::NotAvailable => P::Missing(self.why),
            (PrintsDuty::Later, _) => P::ImpossibleToday,
            // What is noted stands until they are given.
            (PrintsDuty::Due, Some(held @ (P::ImpossibleToday | P::Missing(_)))) => held,
            (
                PrintsDuty::Due,
                None | Some(P::Taken | P::MustNotBeStored | P::NotApplicable(_) | P::NotEntered),
            ) => P::Missing(self.why),
        }
    }

    /// Of a refusal that asks for no prints.
    const fn not_entered(&self) -> PrintsMark {
        match self.regime {
            Regime::VisaRequired => PrintsMark::MustNotBeStored,
            Regime::VisaExempt | Regime::Transit => PrintsMark::NotEntered,
        }
    }

    /// What was said of the hands, or else what stands.
    fn hands(&self, held: Option<PrintsMark>) -> Fingers {
        let permanent = PrintsMark::NotApplicable(Exemption::PermanentlyImpossible);
        let before =
            if held == Some(permanent) { Fingers::PermanentlyImpossible } else { Fingers::Usable };
        self.hands.as_ref().map_or(before, |hands| hands.fingers)
    }

    fn face(&self, held: Option<FaceMark>) -> FaceMark {
        if let Some((source, _)) = self.entered.face {
            return FaceMark::Taken(source);
        }
        let is_owed = self
            .refusal
            .is_none_or(|allowed| allowed.face.is_allowed() || allowed.face_of_chip.is_allowed());
        match held {
            Some(held @ (FaceMark::Taken(_) | FaceMark::Missing(_))) => held,
            Some(FaceMark::NotEntered) | None if is_owed => FaceMark::Missing(self.why),
            Some(FaceMark::NotEntered) | None => FaceMark::NotEntered,
        }
    }
}

impl Biometrics {
    /// What a new file says.
    pub fn of_new(seen: &Seen) -> Self {
        Self {
            face: seen.noted(seen.face(None)),
            prints: seen.noted_of_hands(seen.prints(None)),
            held: seen.holding(Held::default()),
        }
    }

    /// What a file says after another crossing or refusal. What stands keeps its day and reason.
    ///
    /// Law: EES Art. 14(2), 17(3) to (5), 18(1) to (5), 21(3).
    #[must_use]
    pub fn after(&self, seen: &Seen) -> Self {
        let face = seen.face(Some(self.face.mark));
        let prints = seen.prints(Some(self.prints.mark));
        let ToEnter { face: new_face, prints: new_prints, .. } = &seen.entered;
        Self {
            face: kept(&self.face, seen.noted(face), new_face.is_some()),
            prints: kept(&self.prints, seen.noted_of_hands(prints), new_prints.is_some()),
            held: seen.holding(self.held),
        }
    }

    /// What is said of one person who has two files: what is there, else what was noted later, and
    /// of one day what the file says that was made first.
    ///
    /// Law: EES Art. 14(2) and (4), one file for one person.
    #[must_use]
    pub fn together(&self, other: &Self) -> Self {
        let is_taken = |face: &FaceMark| matches!(face, FaceMark::Taken(_));
        let face = later(self, other, |of| (&of.face, is_taken(&of.face.mark)));
        let prints = later(self, other, |of| (&of.prints, of.prints.mark == PrintsMark::Taken));
        Self {
            face: face.face.clone(),
            prints: prints.prints.clone(),
            held: Held { face: face.held.face, prints: prints.held.prints },
        }
    }

    /// Whether there is biometric data that tells the person from another with the same document.
    pub const fn is_any_taken(&self) -> bool {
        matches!(self.face.mark, FaceMark::Taken(_))
            || matches!(self.prints.mark, PrintsMark::Taken)
    }

    /// Whether biometric data is owed of one of this age, so that it is asked for at the next
    /// crossing. Law: EES Art. 17(4), 21(3).
    pub const fn is_owed(&self, age: Age) -> bool {
        matches!(self.face.mark, FaceMark::Missing(_)) || self.prints.mark.is_owed(age)
    }

    /// Whether the history may keep what was said of prints.
    ///
    /// Law: EES Art. 17(4): that prints were impossible for a time is deleted once they are given,
    /// so nothing may keep it beyond that.
    pub fn history_keeps_prints(&self) -> bool {
        self.prints.mark != PrintsMark::ImpossibleToday
    }
}

/// What stands, unless the new mark is another one or stands for another sample.
fn kept<M: PartialEq + Clone>(held: &Noted<M>, new: Noted<M>, is_another: bool) -> Noted<M> {
    if held.mark == new.mark && !is_another { held.clone() } else { new }
}

/// Of two files the one that `of` says is taken, else was noted later, else the first.
fn later<'a, M: 'a>(
    one: &'a Biometrics,
    other: &'a Biometrics,
    of: impl Fn(&'a Biometrics) -> (&'a Noted<M>, bool),
) -> &'a Biometrics {
    let key = |biometrics| {
        let (noted, is_taken) = of(biometrics);
        (is_taken, noted.since)
    };
    if key(one) < key(other) { other } else { one }
}
