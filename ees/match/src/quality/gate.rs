//! A score that needs no forest: a weighted sum of ten features, on the scale of NFIQ 2.
//!
//! The weights are those of a ridge regression (penalty 100 on features of variance one) on the
//! true scores of 319 images of FVC2002 and FVC2004, databases 1 and 3.

use super::features::NAMES;
use super::forest::FEATURES;

/// What the sum begins with.
const START: f64 = 54.7;
/// The features and their weights.
const WEIGHTS: [(&str, f64); 10] = [
    ("FDA_Bin10_Mean", -23.67),
    ("FDA_Bin10_StdDev", -42.23),
    ("FingerJetFX_MinCount_COMMinRect200x200", -0.0859),
    ("FJFXPos_OCL_MinutiaeQuality_80", 5.813),
    ("LCS_Bin10_Mean", 16.95),
    ("LCS_Bin10_StdDev", -20.88),
    ("OCL_Bin10_Mean", 5.318),
    ("OrientationMap_ROIFilter_CoherenceRel", 12.0),
    ("OrientationMap_ROIFilter_CoherenceSum", 0.1799),
    ("RVUP_Bin10_StdDev", -8.933),
];

/// The score, from 0 to 100.
pub(super) fn score(features: &[f64; FEATURES]) -> u8 {
    let weight = |name: &str| WEIGHTS.iter().find(|(other, _)| *other == name);
    let sum = NAMES.iter().zip(features).fold(START, |sum, (name, feature)| {
        weight(name).map_or(sum, |(_, weight)| sum + weight * feature)
    });
    sum.round().clamp(0.0, 100.0) as u8
}
