//! What the scores of a service say, on our scale.

use std::collections::HashMap;

use ees_biometrics::matcher::MatcherError;
use ees_match::compare::calibration::Strength;
use ees_match::compare::fingers::combined;
use ees_match::gallery::{Candidate, Likeness, Reference, Wanted};
use ees_match::record::Position;
use uuid::Uuid;

use super::config::Calibrations;
use crate::wire::{self, BiometricType, ScoreDetail, Verification};

/// What scores of single parts say: the face, and each finger by its position.
#[derive(Default)]
struct Parts {
    face: Option<Strength>,
    fingers: Vec<(Position, Strength)>,
}

impl Parts {
    /// Of several scores of one part the highest.
    fn of(scores: &[ScoreDetail], by: &Calibrations) -> Self {
        let mut parts = Self::default();
        for one in scores {
            let position = one.biometric_sub_type.and_then(wire::BiometricSubType::position);
            match (one.biometric_type, position) {
                (Some(BiometricType::Face), _) => {
                    let strength = by.face().strength(one.score);
                    parts.face =
                        Some(parts.face.map_or(strength, |known| highest(known, strength)));
                }
                (Some(BiometricType::Finger), Some(position)) => {
                    let strength = by.finger().strength(one.score);
                    match parts.fingers.iter_mut().find(|(known, _)| *known == position) {
                        Some((_, known)) => *known = highest(*known, strength),
                        None => parts.fingers.push((position, strength)),
                    }
                }
                _ => {}
            }
        }
        parts
    }
}

fn highest(one: Strength, other: Strength) -> Strength {
    if one < other { other } else { one }
}

/// What a verification says. Where the service gives a score for all together, which is one of no
/// part of a person, it counts; else the parts are combined as ours are.
pub(super) fn likeness(answer: &Verification, by: &Calibrations) -> Result<Likeness, MatcherError> {
    let Parts { face, fingers } = Parts::of(&answer.scores, by);
    let whole = answer.scores.iter().find(|one| one.biometric_type.is_none());
    let strength = match whole {
        Some(one) => by.whole.strength(one.score),
        None if face.is_some() || !fingers.is_empty() => {
            let parts = fingers.iter().map(|(_, strength)| *strength).chain(face);
            combined(&parts.collect::<Vec<_>>())
        }
        None => {
            let why = "answered without a score, and what it decided by is not known here";
            return Err(MatcherError::Service(why.into()));
        }
    };
    Ok(Likeness { strength, face, fingers })
}

/// The candidates that reach the threshold, the most likely first, each person once.
pub(super) fn candidates(
    found: Vec<wire::Candidate>,
    wanted: Wanted,
    by: &Calibrations,
) -> Result<Vec<Candidate>, MatcherError> {
    let mut best: HashMap<Reference, Candidate> = HashMap::new();
    for one in found {
        // Why no identifier: it may be that of somebody who is none of our people.
        let why = "named somebody who is none of this system's; it needs a gallery of its own";
        let id = Uuid::try_parse(&one.person_id).ok();
        let reference = Reference(id.ok_or_else(|| MatcherError::Service(why.into()))?.as_u128());
        let Parts { face, fingers } = Parts::of(&one.scores, by);
        let candidate =
            Candidate { reference, strength: by.whole.strength(one.score), face, fingers };
        let is_less = best.get(&reference).is_none_or(|known| known.strength < candidate.strength);
        if wanted.threshold <= candidate.strength && is_less {
            best.insert(reference, candidate);
        }
    }
    let mut candidates: Vec<Candidate> = best.into_values().collect();
    candidates.sort_by(|a, b| {
        let by_strength = b.strength.decibels().total_cmp(&a.strength.decibels());
        by_strength.then(a.reference.cmp(&b.reference))
    });
    candidates.truncate(wanted.most);
    Ok(candidates)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::BiometricSubType;

    fn by() -> Calibrations {
        let of = |pairs: &[(f64, f64)]| pairs.to_vec().try_into().unwrap();
        Calibrations {
            whole: of(&[(0.0, 1.0), (100.0, 1e-10)]),
            finger: Some(of(&[(0.0, 1.0), (10.0, 1e-10)])),
            face: None,
        }
    }

    fn score(
        kind: Option<BiometricType>,
        which: Option<BiometricSubType>,
        score: f64,
    ) -> ScoreDetail {
        ScoreDetail {
            score,
            biometric_type: kind,
            biometric_sub_type: which,
            ..ScoreDetail::default()
        }
    }

    #[test]
    fn a_score_for_all_counts_before_those_of_parts() {
        let index = || score(Some(BiometricType::Finger), Some(BiometricSubType::RightIndex), 3.0);
        let face = || score(Some(BiometricType::Face), None, 20.0);
        let of = |scores| likeness(&Verification { decision: true, scores }, &by());
        let whole = of(vec![index(), score(None, None, 50.0)]).unwrap();
        assert_eq!(whole.strength, Strength::of_decibels(50.0));
        assert_eq!(whole.fingers, [(Position::RIGHT_INDEX, Strength::of_decibels(30.0))]);
        let parts = of(vec![index(), face()]).unwrap();
        assert_eq!(parts.face, Some(Strength::of_decibels(20.0)));
        assert_eq!(parts.strength, combined(&[30.0, 20.0].map(Strength::of_decibels)));
        let unknown = score(Some(BiometricType::Unknown), None, 90.0);
        for scores in [vec![], vec![unknown]] {
            assert!(of(scores).unwrap_err().to_string().contains("without a score"));
        }
    }

    #[test]
    fn candidates_are_ours_above_the_threshold_and_each_once() {
        let of = |person: &str, score| wire::Candidate {
            person_id: person.into(),
            rank: 1,
            score,
            scores: Vec::new(),
            others: None,
        };
        let one = "00000000-0000-0000-0000-000000000001";
        let two = "00000000-0000-0000-0000-000000000002";
        let wanted = Wanted { threshold: Strength::of_decibels(30.0), most: 5 };
        let found = vec![of(one, 31.0), of(two, 40.0), of(one, 35.0), of(two, 29.0)];
        let found = candidates(found, wanted, &by()).unwrap();
        let found: Vec<_> = found.iter().map(|one| (one.reference.0, one.strength)).collect();
        assert_eq!(found, [(2, Strength::of_decibels(40.0)), (1, Strength::of_decibels(35.0))]);
        assert!(candidates(vec![of(one, 29.0)], wanted, &by()).unwrap().is_empty());
        let stranger = candidates(vec![of("Popescu", 99.0)], wanted, &by()).unwrap_err();
        assert!(!stranger.to_string().contains("Popescu"), "{stranger}");
    }
}
