//! What holds of every way through the check, whatever the answers are.

use proptest::prelude::*;

use super::*;
use crate::authorised::{AuthorisedStay, Exhaustion};
use crate::crossing::Overstay;
use crate::fields::{Capture, Exemption, Fingers};
use crate::switches::VisIdentification;

/// Choices, taken one after the other from random bytes.
struct Choices(Vec<u8>);

impl Choices {
    fn of<T: Clone>(&mut self, values: &[T]) -> T {
        let choice = usize::from(self.0.pop().unwrap_or(0));
        values[choice.checked_rem(values.len()).unwrap()].clone()
    }

    fn is(&mut self) -> Is {
        self.of(&[Is::So, Is::NotSo])
    }

    fn outcome(&mut self) -> Outcome {
        self.of(&[
            Outcome::Match,
            Outcome::NoMatch,
            Outcome::NoMatch,
            Outcome::NotAvailable,
            Outcome::Unusable(Unusable::PermanentlyImpossible),
            Outcome::Unusable(Unusable::TemporarilyImpossible),
            Outcome::Unusable(Unusable::PoorQuality),
            Outcome::Unusable(Unusable::DeviceFailed),
            Outcome::Refused,
        ])
    }

    fn file(&mut self) -> FileFound {
        use {FaceOnFile as F, PrintsOnFile as P};
        FileFound {
            id: self.of(&[ID, OTHER_ID]),
            face: self.of(&[F::None, F::Chip, F::PoorLive, F::Live]),
            prints: self.of(&[
                P::None,
                P::NotApplicable(Exemption::UnderTwelve),
                P::NotApplicable(Exemption::PermanentlyImpossible),
                P::ImpossibleToday,
                P::Taken,
            ]),
            document_is_new: self.is(),
            identity_is_new: self.is(),
            first_into_area: self.is(),
            programme: self.is(),
        }
    }

    fn found(&mut self) -> Found {
        let file = self.file();
        self.of(&[
            Found::Match(file),
            Found::NoMatch,
            Found::NotAvailable,
            Found::Unusable(Unusable::TemporarilyImpossible),
            Found::Refused,
        ])
    }

    fn document(&mut self) -> Document {
        use DocumentState as D;
        Document {
            state: self.of(&[D::Authentic, D::NotVerifiable, D::Doubtful, D::False, D::Missing]),
            scope: self.of(&[
                Scope::InFull,
                Scope::InFull,
                Scope::InNoCalculation,
                Scope::Out(Exclusion::MicroState),
            ]),
            regime: self.of(&[Regime::VisaRequired, Regime::VisaExempt, Regime::Transit]),
            age: self.of(&[
                AgeReading::Known(Age::UnderTwelve),
                AgeReading::Known(Age::TwelveOrOlder),
                AgeReading::Known(Age::TwelveOrOlder),
                AgeReading::Unclear,
            ]),
            chip: self.of(&[Chip::None, Chip::WithFace]),
            visa: self.of(&[VisaShown::None, VisaShown::ShortStay, VisaShown::National]),
        }
    }

    fn vis(&mut self) -> VisSearch {
        let hit = VisFound {
            visa: self.of(&[VisaInVis::Valid, VisaInVis::NoneValid]),
            prints: self.is(),
            image: self.of(&[VisImage::None, VisImage::Live, VisImage::LiveDoubted]),
        };
        self.of(&[
            VisSearch::Hit(hit),
            VisSearch::Hit(hit),
            VisSearch::NoHit,
            VisSearch::Unavailable,
        ])
    }

    fn consulted(&mut self) -> Consulted {
        Consulted {
            stay: self.of(&[None, Some(AuthorisedStay::Exhausted(Exhaustion::NinetyDays))]),
            overstay: self.of(&[None, Some(Overstay::Days(3)), Some(Overstay::NeedsHuman)]),
            open_record: self.is(),
            other_visa: self.is(),
            listed: self.is(),
        }
    }

    fn post(&mut self) -> Post {
        use VisIdentification as V;
        let mut post = POST;
        post.day = self.of(&[DAY, Day::of(2026, 3, 1), Day::of(2026, 5, 1)]);
        post.capture = self.of(&[
            Capture::Possible,
            Capture::Possible,
            Capture::PointWithout,
            Capture::StoredByHand,
        ]);
        post.switches.vis_identification =
            self.of(&[V::OnFailureOrDoubt, V::WheneverNobodyIsFound]);
        post.switches.features.vis_reform_from = self.of(&[None, Some(Day::MIN)]);
        post
    }

    fn decision(&mut self) -> Decision {
        use Reason as R;
        let all: Vec<R> = R::ALL.into_iter().map(|(reason, _)| reason).collect();
        let reasons = vec![self.of(&all), self.of(&all)];
        self.of(&[
            Decision::Admit,
            Decision::Admit,
            Decision::Refuse(reasons),
            Decision::Protection,
            Decision::LetLeave,
            Decision::LetLeave,
            Decision::HoldBack,
        ])
    }

    /// An oracle with every answer.
    fn oracle(&mut self) -> Known {
        let file = self.file();
        Known {
            first: self.of(&[Modality::Face, Modality::Prints]),
            vis_by_sticker: self.is(),
            doubt: self.is(),
            document: Some(self.document()),
            age: Some(self.of(&[Age::UnderTwelve, Age::TwelveOrOlder])),
            ees: Some(self.of(&[
                EesSearch::Hit(file),
                EesSearch::Hit(file),
                EesSearch::NoHit,
                EesSearch::NoHit,
                EesSearch::Unavailable,
            ])),
            vis: Some(self.vis()),
            chip: Some(self.outcome()),
            face_in_ees: Some(self.outcome()),
            face_in_vis: Some(self.outcome()),
            prints_in_ees: Some(self.outcome()),
            prints_in_vis: Some(self.outcome()),
            by_eye: Some(EyeComparison { same_person: self.is(), reason: reason("no matcher") }),
            identified: Some(self.found()),
            searched_widely: Some(self.found()),
            identified_in_vis: Some(self.outcome()),
            second_line: Some(SecondLine {
                choice: self.of(&[SecondLineChoice::PersonOfFile, SecondLineChoice::NobodyOnFile]),
                reason: reason("spoken to"),
            }),
            consulted: Some(self.consulted()),
            hands: self.of(&[
                None,
                None,
                Some(Hands { fingers: Fingers::Usable, reason: reason("seen") }),
                Some(Hands { fingers: Fingers::TemporarilyImpossible, reason: reason("seen") }),
                Some(Hands { fingers: Fingers::PermanentlyImpossible, reason: reason("seen") }),
            ]),
            prints_taken: Some(self.of(&[
                Taking::Taken,
                Taking::NotAvailable,
                Taking::Unusable(Unusable::TemporarilyImpossible),
                Taking::Refused,
            ])),
            entry_evidence: Some(self.of(&[
                EntryEvidence::StampBeforeStart,
                EntryEvidence::Rebutted,
                EntryEvidence::None,
            ])),
            other_checks: Some(OtherChecks {
                reasons: self.of(&[vec![], vec![Reason::G], vec![Reason::HSis, Reason::I]]),
                alert: self.of(&[AlertBiometrics::Held, AlertBiometrics::NotHeld]),
                threats: Vec::new(),
            }),
            decision: Some(self.decision()),
            ..Known::nothing(self.post())
        }
    }
}

prop_compose! {
    fn checks()(bytes in prop::collection::vec(any::<u8>(), 104)) -> (Direction, Known) {
        let mut choices = Choices(bytes);
        let direction = choices.of(&[Direction::Entry, Direction::Exit]);
        (direction, choices.oracle())
    }
}

const fn is_of_prints(question: &Question) -> bool {
    matches!(
        question,
        Question::VerifyPrints(_)
            | Question::Identify(_)
            | Question::IdentifyInVis
            | Question::TakePrints
    )
}

const fn is_biometric(question: &Question) -> bool {
    is_of_prints(question) || matches!(question, Question::VerifyFace(_) | Question::CompareChip)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    /// There are seventeen answers besides decision and doubt, and each is asked for at most once.
    #[test]
    fn every_check_ends_and_asks_nothing_twice((direction, oracle) in checks()) {
        let (asked, _) = run(direction, &oracle);
        prop_assert!(asked.len() <= 18, "{asked:?}");
        let distinct: std::collections::HashSet<_> = asked.iter().map(word).collect();
        prop_assert_eq!(distinct.len(), asked.len());
        prop_assert!(asked.iter().all(|question| question.basis().contains("Art. ")));
    }

    /// Doubt may come at any moment; answers that were given stay, and the check still ends.
    #[test]
    fn doubt_that_comes_late_asks_nothing_twice(
        (direction, oracle) in checks(),
        after in 0_usize..17,
    ) {
        let mut known = begun(&oracle);
        let mut asked = Vec::new();
        while let Step::Ask(question) = next(direction, &known) {
            prop_assert!(!asked.contains(&word(&question)), "{question:?} after {asked:?}");
            answer(&mut known, &question, &oracle);
            asked.push(word(&question));
            if asked.len() == after {
                known.doubt = Is::So;
            }
            prop_assert!(asked.len() < STEPS_MAX);
        }
    }

    #[test]
    fn a_child_under_twelve_is_never_asked_for_fingerprints((direction, oracle) in checks()) {
        let oracle = child(oracle);
        let (asked, last) = run(direction, &oracle);
        prop_assert!(!asked.iter().any(is_of_prints), "{asked:?}");
        if let Step::Record(recording) = last {
            prop_assert!(!recording.actions.contains(&Action::TakePrints));
        }
    }

    #[test]
    fn nothing_is_compared_where_there_are_no_biometric_functions(
        (direction, mut oracle) in checks(),
        capture in prop::sample::select(vec![Capture::PointWithout, Capture::StoredByHand]),
    ) {
        oracle.post.capture = capture;
        let (asked, last) = run(direction, &oracle);
        prop_assert!(!asked.iter().any(is_biometric), "{asked:?}");
        if let Step::Record(recording) = last {
            let takes = [Action::TakeFace, Action::TakePrints, Action::ReplaceFace];
            prop_assert!(!recording.actions.iter().any(|action| takes.contains(action)));
        }
    }

    /// The one exception is the law's own: who is refused and is not in the visa system.
    #[test]
    fn fingerprints_of_who_needs_a_visa_are_never_offered_for_storage(
        (direction, oracle) in checks(),
    ) {
        let oracle = with_document(oracle, |document| document.regime = Regime::VisaRequired);
        let (asked, last) = run(direction, &oracle);
        prop_assert!(!asked.contains(&Question::VerifyPrints(Against::Ees)));
        let Step::Record(recording) = last else { return Ok(()) };
        for action in recording.actions {
            prop_assert!(action != Action::TakePrints);
            prop_assert!(!matches!(action, Action::MarkPrintsNotApplicable(_)));
            if let Action::EnterForRefusal(allowed) = action {
                let is_unknown = oracle.vis == Some(VisSearch::NoHit);
                prop_assert!(!allowed.fingerprints.is_allowed() || is_unknown);
            }
        }
    }

    /// Without an officer's decision nothing is ever recorded, and nobody is admitted.
    #[test]
    fn the_machine_alone_admits_nobody((direction, mut oracle) in checks()) {
        let decision = oracle.decision.take();
        let (_, last) = run(direction, &oracle);
        prop_assert!(matches!(last, Step::Decide(_) | Step::NotRecorded(_)));
        let (_, last) = run(direction, &Known { decision: decision.clone(), ..oracle });
        let Step::Record(recording) = last else { return Ok(()) };
        let is_entry = |action: &Action| matches!(action, Action::RecordEntry { .. });
        prop_assert_eq!(
            recording.actions.iter().any(is_entry),
            decision == Some(Decision::Admit)
        );
    }

    /// Art. 27(1), second subparagraph.
    #[test]
    fn nobody_is_sought_in_the_whole_visa_system_before_the_person_is((direction, oracle) in checks()) {
        let (asked, _) = run(direction, &oracle);
        let place = |is: fn(&Question) -> bool| asked.iter().position(is);
        if let Some(all) = place(|question| *question == Question::IdentifyInVis) {
            let one = place(|question| matches!(question, Question::SearchVis(_)));
            prop_assert!(one.is_some_and(|one| one < all), "{asked:?}");
        }
    }

    /// Once refused, biometric data is not asked for again, and on entry J is proposed.
    #[test]
    fn who_refuses_is_not_pressed((direction, mut oracle) in checks()) {
        oracle.decision = None;
        let refused = |question: &Question| match question {
            Question::CompareChip => oracle.chip == Some(Outcome::Refused),
            Question::VerifyFace(Against::Ees) => oracle.face_in_ees == Some(Outcome::Refused),
            Question::VerifyFace(Against::Vis) => oracle.face_in_vis == Some(Outcome::Refused),
            Question::VerifyPrints(Against::Ees) => oracle.prints_in_ees == Some(Outcome::Refused),
            Question::VerifyPrints(Against::Vis) => oracle.prints_in_vis == Some(Outcome::Refused),
            Question::Identify(_) => oracle.identified == Some(Found::Refused),
            Question::IdentifyInVis => oracle.identified_in_vis == Some(Outcome::Refused),
            Question::TakePrints => oracle.prints_taken == Some(Taking::Refused),
            Question::ReadDocument
            | Question::Age
            | Question::SearchEes
            | Question::SearchVis(_)
            | Question::CompareByEye
            | Question::SearchWidely
            | Question::SecondLine
            | Question::Consult(_)
            | Question::EntryEvidence
            | Question::OtherChecks(_) => false,
        };
        let (asked, last) = run(direction, &oracle);
        let Some(place) = asked.iter().position(refused) else { return Ok(()) };
        prop_assert!(!asked.iter().skip(place).skip(1).any(is_biometric), "{asked:?}");
        let Step::Decide(proposal) = last else { return Ok(()) };
        prop_assert!(proposal.flags.contains(&Flag::BiometricsRefused));
        if direction == Direction::Entry {
            let Suggestion::Refuse(reasons) = proposal.suggestion else { panic!("J is a reason") };
            let j = [Reason::JEnrolment, Reason::JCheck];
            prop_assert!(reasons.iter().any(|reason| j.contains(reason)));
        }
    }
}
