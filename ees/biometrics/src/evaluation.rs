//! Evaluation of a folder of impressions by the protocol of the Fingerprint Verification
//! Competition (D. Maio et al., FVC2002: Second Fingerprint Verification Competition, ICPR 2002).
//!
//! A folder holds files named `finger_impression.extension`, both numbers. Mated pairs are all
//! pairs of impressions of one finger; pairs of different fingers are those of the first
//! impressions, or all of them.

mod det;
mod report;

pub use det::svg;
pub use report::{Row, mean, row};

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ees_match::compare::{Comparer, Prepared};
use ees_match::evaluate::Scores;

use crate::pairs::Comparison;
use crate::parallel;
use crate::sample::{self, SampleError};

/// Why a folder cannot be evaluated.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder cannot be read.
    #[error("`{}`: {source}", path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// There are not two fingers with two impressions.
    #[error(
        "`{}` has {fingers} fingers and {files} files named finger_impression.extension, such as \
         `101_1.png`; at least two fingers are needed, one of them with two impressions",
        path.display()
    )]
    TooFew {
        /// The folder.
        path: PathBuf,
        /// Fingers that were found.
        fingers: usize,
        /// Files that were found.
        files: usize,
    },
}

/// A file of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Impression {
    finger: u32,
    number: u32,
    path: PathBuf,
}

/// What a folder gave.
#[derive(Debug)]
pub struct Evaluation {
    /// The folder.
    pub folder: PathBuf,
    /// Mated pairs, and pairs of first impressions of different fingers.
    pub of_first: Scores,
    /// Mated pairs, and all pairs of different fingers.
    pub of_all: Scores,
    /// Each pair with its score, as in the list.
    pub pairs: Vec<(PathBuf, PathBuf, f32)>,
    /// Files that gave no template, with the reason; all their comparisons score 0.
    pub failed: Vec<(PathBuf, SampleError)>,
    /// Images, and the time that one processor took for their minutiae.
    pub extraction: (usize, Duration),
    /// Comparisons, and the time that one processor took for them.
    pub comparison: (usize, Duration),
    /// The memory of all templates ready for comparison, in bytes.
    pub bytes: usize,
}

/// Evaluates one folder.
pub fn evaluate(folder: &Path, with: &Comparison<'_>) -> Result<Evaluation, FolderError> {
    let impressions = list(folder)?;
    let opened = parallel::map(&impressions, with.threads, || (), |(), one| open(one, with));
    let (mut failed, mut prepared) = (Vec::new(), Vec::new());
    let mut extraction = (0_usize, Duration::ZERO);
    for (one, opened) in impressions.iter().zip(opened) {
        match opened {
            Ok((template, took)) => {
                extraction.0 = extraction.0.saturating_add(1);
                extraction.1 = extraction.1.saturating_add(took);
                prepared.push(Some(template));
            }
            Err(error) => {
                failed.push((one.path.clone(), error));
                prepared.push(None);
            }
        }
    }
    let subjects: Vec<(&Impression, Option<&Prepared>)> =
        impressions.iter().zip(prepared.iter().map(Option::as_ref)).collect();
    let (scored, took) = compare(&subjects, with);
    let bytes = prepared.iter().flatten().map(Prepared::bytes).sum();
    let comparison = (scored.len(), took);
    let (of_first, of_all) = sorted(&scored);
    let pairs = scored.into_iter().map(|(a, b, score)| (a.path.clone(), b.path.clone(), score));
    let pairs = pairs.collect();
    let folder = folder.to_path_buf();
    Ok(Evaluation { folder, of_first, of_all, pairs, failed, extraction, comparison, bytes })
}

/// The impressions of a folder, by finger and number.
fn list(folder: &Path) -> Result<Vec<Impression>, FolderError> {
    let at = |source| FolderError::Unreadable { path: folder.to_path_buf(), source };
    let mut impressions = Vec::new();
    for entry in fs::read_dir(folder).map_err(at)? {
        let path = entry.map_err(at)?.path();
        impressions.extend(named(&path));
    }
    impressions.sort_by_key(|one| (one.finger, one.number));
    let mut fingers: BTreeMap<u32, usize> = BTreeMap::new();
    for one in &impressions {
        let count = fingers.entry(one.finger).or_default();
        *count = count.saturating_add(1);
    }
    if fingers.len() < 2 || fingers.values().all(|count| *count < 2) {
        let (fingers, files) = (fingers.len(), impressions.len());
        return Err(FolderError::TooFew { path: folder.to_path_buf(), fingers, files });
    }
    Ok(impressions)
}

fn named(path: &Path) -> Option<Impression> {
    let (finger, number) = path.file_stem()?.to_str()?.split_once('_')?;
    let (finger, number) = (finger.parse().ok()?, number.parse().ok()?);
    path.extension()?;
    Some(Impression { finger, number, path: path.to_path_buf() })
}

fn open(one: &Impression, with: &Comparison<'_>) -> Result<(Prepared, Duration), SampleError> {
    let bytes = sample::read(&one.path)?;
    let begun = Instant::now();
    let (template, _) = sample::template(&bytes, with.ppi, with.extractor)?;
    let took = begun.elapsed();
    Ok((Prepared::new(with.method, &template), took))
}

/// A pair and its score.
type Score<'a> = (&'a Impression, &'a Impression, f32);

/// Every pair of the folder, and the time that the comparisons took, one after the other.
fn compare<'a>(
    subjects: &[(&'a Impression, Option<&Prepared>)],
    with: &Comparison<'_>,
) -> (Vec<Score<'a>>, Duration) {
    let places: Vec<usize> = (0..subjects.len()).collect();
    let state = || Comparer::new(with.method, with.cpu);
    let rows = parallel::map(&places, with.threads, state, |comparer, place| {
        let mut rest = subjects.iter().skip(*place);
        let Some((left, of_left)) = rest.next() else { return (Vec::new(), Duration::ZERO) };
        let begun = Instant::now();
        let row: Vec<Score<'a>> = rest
            .map(|(right, of_right)| {
                let score = match (of_left, of_right) {
                    (Some(a), Some(b)) => comparer.compare(a, b).decibels(),
                    _ => 0.0,
                };
                (*left, *right, score)
            })
            .collect();
        (row, begun.elapsed())
    });
    let took = rows.iter().fold(Duration::ZERO, |sum, (_, took)| sum.saturating_add(*took));
    (rows.into_iter().flat_map(|(row, _)| row).collect(), took)
}

/// Scores of the protocol's pairs, and of all pairs.
fn sorted(scored: &[Score<'_>]) -> (Scores, Scores) {
    let (mut mated, mut first, mut all) = (Vec::new(), Vec::new(), Vec::new());
    // The first impression of a finger is the one with its least number.
    let mut least: BTreeMap<u32, u32> = BTreeMap::new();
    for one in scored.iter().flat_map(|(a, b, _)| [*a, *b]) {
        let number = least.entry(one.finger).or_insert(one.number);
        *number = one.number.min(*number);
    }
    let is_first = |one: &Impression| least.get(&one.finger) == Some(&one.number);
    for (a, b, score) in scored {
        if a.finger == b.finger {
            mated.push(*score);
        } else {
            all.push(*score);
            if is_first(a) && is_first(b) {
                first.push(*score);
            }
        }
    }
    (Scores::new(mated.clone(), first), Scores::new(mated, all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn impression(finger: u32, number: u32) -> Impression {
        Impression { finger, number, path: PathBuf::from(format!("{finger}_{number}.png")) }
    }

    #[test]
    fn files_are_known_by_their_names() {
        assert_eq!(named(Path::new("101_8.png")), Some(impression(101, 8)));
        for other in ["101.png", "a_1.png", "1_b.png", "1_2", "readme_1.txt"] {
            assert_eq!(named(Path::new(other)), None, "{other}");
        }
    }

    #[test]
    fn a_folder_without_two_fingers_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for names in [&[][..], &["1_1.png", "1_2.png"], &["2_1.png"]] {
            for name in names {
                std::fs::write(folder.path().join(name), b"x").unwrap();
            }
            let is_refused = list(folder.path()).is_err();
            assert_eq!(is_refused, !names.contains(&"2_1.png"), "{names:?}");
        }
        assert!(matches!(list(&folder.path().join("none")), Err(FolderError::Unreadable { .. })));
    }

    #[test]
    fn the_protocol_takes_first_impressions_of_different_fingers() {
        let files: Vec<Impression> =
            [(1, 2), (1, 3), (2, 1), (2, 2), (2, 5)].map(|(f, i)| impression(f, i)).into();
        let mut scored = Vec::new();
        for (place, a) in files.iter().enumerate() {
            scored.extend(files.iter().skip(place + 1).map(|b| (a, b, 0.5)));
        }
        let (first, all) = sorted(&scored);
        assert_eq!(first.counts(), (4, 1));
        assert_eq!(all.counts(), (4, 6));
    }
}
