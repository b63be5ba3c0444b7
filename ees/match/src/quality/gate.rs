//! A score that needs no forest: a weighted sum of ten features, on the scale of NFIQ 2.
//!
//! The weights are those of a ridge regression (penalty 100 on features of variance one) on the
//! true scores of 319 images of FVC2002 and FVC2004, databases 1 and 3.

use super::features::NAMES;
use super::forest::FEATURES;

/// What the sum begins with.
const START: f64 = 54.9;
/// The features and their weights.
const WEIGHTS: [(&str, f64); 10] = [
    ("FDA_Bin10_Mean", -23.13),
    ("FDA_Bin10_StdDev", -45.06),
    ("FingerJetFX_MinCount_COMMinRect200x200", -0.04524),
    ("FJFXPos_OCL_MinutiaeQuality_80", 6.322),
    ("LCS_Bin10_Mean", 17.47),
    ("LCS_Bin10_StdDev", -22.25),
    ("OCL_Bin10_Mean", 4.127),
    ("OrientationMap_ROIFilter_CoherenceRel", 11.64),
    ("OrientationMap_ROIFilter_CoherenceSum", 0.1731),
    ("RVUP_Bin10_StdDev", -9.117),
];

/// The score, from 0 to 100.
pub(super) fn score(features: &[f64; FEATURES]) -> u8 {
    let weight = |name: &str| WEIGHTS.iter().find(|(other, _)| *other == name);
    let sum = NAMES.iter().zip(features).fold(START, |sum, (name, feature)| {
        weight(name).map_or(sum, |(_, weight)| sum + weight * feature)
    });
    sum.round().clamp(0.0, 100.0) as u8
}
