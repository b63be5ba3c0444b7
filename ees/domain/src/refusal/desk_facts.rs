//! What decides, beside its reasons, which biometric data goes with a refusal: as an officer sees
//! it, and as a file tells it afterwards.

use super::{
    AlertBiometrics, Bearer, BiometricFacts, BiometricsAllowed, Chip, EarlierFile, Person,
    RefusalDecision, VisImage, may_enter,
};
use crate::fields::{Age, AgeReading, Fingers};
use crate::file::{File, Regime};
use crate::partial_date::PartialDate;
use crate::switches::CheckSwitches;

/// What is known of the person who is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeskFacts {
    /// Whether a visa is required.
    pub regime: Regime,
    /// The date of birth.
    pub birth: PartialDate,
    /// Whether the document has a chip.
    pub has_chip: bool,
    /// Whether the register held biometric data of the person before.
    pub earlier_file: EarlierFile,
    /// Whether the alert that leads to the refusal holds the person's biometric data.
    pub alert_holds: bool,
    /// Whether the Visa Information System knows the person; so it is presumed of whoever
    /// presented a visa, when nobody says.
    pub is_in_vis: Option<bool>,
    /// Whether prints can be taken of the hands.
    pub fingers: Fingers,
}

impl DeskFacts {
    /// The facts as a file tells them afterwards; what was seen at the desk alone is taken for
    /// what it usually is.
    pub fn of_file(file: &File, decision: &RefusalDecision) -> Self {
        Self {
            regime: file.regime,
            birth: Bearer::of(file, decision)
                .map_or(PartialDate::UNKNOWN, |bearer| bearer.identity.birth),
            has_chip: true,
            earlier_file: EarlierFile::before(file, decision.refusal.day),
            alert_holds: false,
            is_in_vis: Some(decision.visa.is_some()),
            fingers: Fingers::Usable,
        }
    }

    /// In which column of the table the person stands. Law: EES Art. 18(2).
    pub fn person(&self, decision: &RefusalDecision) -> Person {
        match (self.regime, self.is_in_vis.unwrap_or(decision.visa.is_some())) {
            (Regime::VisaRequired, true) => Person::VisaRequiredInVis,
            (Regime::VisaRequired, false) => Person::VisaRequiredNotInVis,
            (Regime::VisaExempt | Regime::Transit, _) => Person::VisaExempt,
        }
    }

    /// The facts as the table asks for them.
    ///
    /// Of somebody whose date of birth leaves open whether they are twelve, no fingerprints are
    /// asked: a child gives none, and a refusal needs none. Law: EES Art. 17(3).
    pub fn biometric<'a>(
        &self,
        decision: &'a RefusalDecision,
        switches: &CheckSwitches,
    ) -> BiometricFacts<'a> {
        let day = decision.refusal.day;
        BiometricFacts {
            earlier_file: self.earlier_file,
            alert: if self.alert_holds { AlertBiometrics::Held } else { AlertBiometrics::NotHeld },
            threats: &decision.particulars.threats,
            chip: if self.has_chip { Chip::WithFace } else { Chip::None },
            vis_image: VisImage::None,
            age: match AgeReading::on(self.birth, day) {
                AgeReading::Known(age) => age,
                AgeReading::Unclear => Age::UnderTwelve,
            },
            fingers: self.fingers,
            in_force: switches.features.on(day),
        }
    }

    /// Which biometric data may be entered. Law: EES Art. 18(1) to (5).
    pub fn may_enter(
        &self,
        decision: &RefusalDecision,
        switches: &CheckSwitches,
    ) -> BiometricsAllowed {
        let facts = self.biometric(decision, switches);
        may_enter(&decision.refusal.reasons, self.person(decision), &facts, switches.refusal)
    }
}

#[cfg(test)]
mod tests {
    use fnd_core::Id;
    use uuid::Uuid;

    use super::*;
    use crate::biometrics::PrintsMark;
    use crate::day::Day;
    use crate::refusal::{Reason, Refusal};
    use crate::sample::{file, passage};

    fn decision() -> RefusalDecision {
        let day = Day::of(2026, 7, 15);
        RefusalDecision::from(Refusal {
            id: Id::from_uuid(Uuid::from_u128(1)),
            at: passage(day).at,
            day,
            point: "ROU-A-OTP".into(),
            authority: "Border Police".into(),
            reasons: vec![Reason::B],
        })
    }

    fn facts(birth: &str) -> DeskFacts {
        DeskFacts {
            regime: Regime::VisaExempt,
            birth: birth.parse().unwrap(),
            has_chip: true,
            earlier_file: EarlierFile::None,
            alert_holds: false,
            is_in_vis: None,
            fingers: Fingers::Usable,
        }
    }

    #[test]
    fn of_who_may_be_a_child_no_fingerprints_are_asked() {
        let cases = [
            ("1988-04-01", true, "an adult"),
            ("2020-04-01", false, "a child"),
            ("2014-00-00", false, "twelve at some time of this year"),
            ("0000-00-00", false, "of unknown age"),
        ];
        for (birth, prints, who) in cases {
            let allowed = facts(birth).may_enter(&decision(), &CheckSwitches::default());
            assert!(allowed.face.is_allowed(), "{who}");
            assert_eq!(allowed.fingerprints.is_allowed(), prints, "{who}");
        }
    }

    #[test]
    fn who_presents_a_visa_is_presumed_to_be_known_where_it_was_issued() {
        let required = DeskFacts { regime: Regime::VisaRequired, ..facts("1988-04-01") };
        assert_eq!(required.person(&decision()), Person::VisaRequiredNotInVis);
        let known = DeskFacts { is_in_vis: Some(true), ..required };
        assert_eq!(known.person(&decision()), Person::VisaRequiredInVis);
        assert_eq!(facts("1988-04-01").person(&decision()), Person::VisaExempt);
    }

    #[test]
    fn nothing_is_added_to_a_file_that_held_biometric_data_before() {
        let mut held = file(Vec::new());
        let (before, day) = (Day::of(2026, 7, 14), Day::of(2026, 7, 15));
        assert_eq!(EarlierFile::of(None), EarlierFile::None);
        assert_eq!(EarlierFile::of(Some(&held)), EarlierFile::WithoutBiometrics);
        held.biometrics.prints.mark = PrintsMark::Taken;
        held.biometrics.prints.since = day;
        assert_eq!(EarlierFile::of(Some(&held)), EarlierFile::WithBiometrics);
        let with_refusal = EarlierFile::before(&held, day);
        assert_eq!(with_refusal, EarlierFile::WithoutBiometrics, "it was entered with the refusal");
        held.biometrics.prints.since = before;
        assert_eq!(EarlierFile::before(&held, day), EarlierFile::WithBiometrics);
        let known = DeskFacts { earlier_file: EarlierFile::of(Some(&held)), ..facts("1988-04-01") };
        let allowed = known.may_enter(&decision(), &CheckSwitches::default());
        assert!(!allowed.face.is_allowed() && !allowed.fingerprints.is_allowed());
    }
}
