//! Many pairs of files compared, each file opened once.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::path::Path;

use ees_match::compare::calibration::{self, Strength};
use ees_match::compare::{Comparer, Method, Prepared};
use ees_match::net::Cpu;

use crate::extractor::Extractor;
use crate::parallel;
use crate::portrait::{PortraitError, Portraits};
use crate::sample::{self, Assumed, Ppi, SampleError};

/// How templates are made and compared.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The way from an image to minutiae.
    pub extractor: &'a Extractor,
    /// The engine.
    pub method: Method,
    /// The resolution of images.
    pub ppi: Ppi,
    /// What the processor can do.
    pub cpu: Cpu,
    /// So many threads work.
    pub threads: NonZeroUsize,
}

/// Two paths of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// As they were given, and how they were separated: what is printed is separated alike.
    pub line: (String, String, char),
}

/// A line of a list of pairs that is not two paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {0} is not two paths, with a tab or a space between")]
pub struct NotAPair(pub usize);

/// The pairs of a list, one a line: two paths with a tab between, or with a space where the line
/// has no tab. Empty lines and lines that begin with `#` are passed over.
pub fn read(list: &str) -> Result<Vec<Pair>, NotAPair> {
    let lines = list.lines().enumerate();
    let lines = lines.map(|(at, line)| (at.saturating_add(1), line.trim()));
    let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(number, line)| pair(line).ok_or(NotAPair(number))).collect()
}

fn pair(line: &str) -> Option<Pair> {
    let separator = if line.contains('\t') { '\t' } else { ' ' };
    let mut parts = line.split(separator).map(str::trim).filter(|part| !part.is_empty());
    match (parts.next(), parts.next(), parts.next()) {
        (Some(left), Some(right), None) => {
            Some(Pair { line: (left.to_owned(), right.to_owned(), separator) })
        }
        _ => None,
    }
}

/// What came of a list of pairs.
#[derive(Debug)]
pub struct Scored<E> {
    /// One score a pair; 0 where a file could not be used, as ISO/IEC 19795-1 counts a failure
    /// to acquire: as something that does not match.
    pub scores: Vec<f32>,
    /// Files that could not be used, with the reason.
    pub failed: Vec<(String, E)>,
    /// Files about which something was assumed.
    pub assumed: Vec<(String, Assumed)>,
}

/// What became of the files that pairs name.
type Opened<T, E> = Vec<Result<(T, Option<Assumed>), E>>;

/// Compares the fingers of every pair. A file is opened once however often it is named.
pub fn fingers(pairs: &[Pair], with: &Comparison<'_>) -> Scored<SampleError> {
    let named = Named::of(pairs);
    let opened =
        parallel::map(&named.files, with.threads, || (), |(), file| open(Path::new(file), with));
    let state = || Comparer::new(with.method, with.cpu);
    named.compared(opened, with.threads, state, |comparer, left, right| {
        comparer.compare(left, right)
    })
}

/// Compares the faces of every pair.
pub fn faces(
    pairs: &[Pair],
    portraits: &Portraits,
    threads: NonZeroUsize,
) -> Scored<PortraitError> {
    let named = Named::of(pairs);
    let open = |(): &mut (), file: &&str| {
        let bytes = sample::read(Path::new(file))?;
        Ok((portraits.embedding(&bytes)?, None))
    };
    let opened = parallel::map(&named.files, threads, || (), open);
    named.compared(
        opened,
        threads,
        || (),
        |(), left, right| calibration::FACE.strength(left.similarity(right)),
    )
}

fn open(file: &Path, with: &Comparison<'_>) -> Result<(Prepared, Option<Assumed>), SampleError> {
    let bytes = sample::read(file)?;
    let (template, assumed) = sample::template(&bytes, with.ppi, with.extractor)?;
    Ok((Prepared::new(with.method, &template), assumed))
}

/// Files, each once, and pairs of their places.
struct Named<'a> {
    files: Vec<&'a str>,
    pairs: Vec<(usize, usize)>,
}

impl<'a> Named<'a> {
    fn of(pairs: &'a [Pair]) -> Self {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut files: Vec<&str> = Vec::new();
        let mut place = |file| {
            *places.entry(file).or_insert_with(|| {
                files.push(file);
                files.len().saturating_sub(1)
            })
        };
        let pairs = pairs.iter().map(|pair| (place(&pair.line.0), place(&pair.line.1))).collect();
        Self { files, pairs }
    }

    fn compared<T: Sync, S, E>(
        &self,
        opened: Opened<T, E>,
        threads: NonZeroUsize,
        state: impl Fn() -> S + Sync,
        compare: impl Fn(&mut S, &T, &T) -> Strength + Sync,
    ) -> Scored<E> {
        let (mut failed, mut assumed, mut ready) = (Vec::new(), Vec::new(), Vec::new());
        for (file, opened) in self.files.iter().zip(opened) {
            match opened {
                Ok((one, said)) => {
                    assumed.extend(said.map(|said| ((*file).to_owned(), said)));
                    ready.push(Some(one));
                }
                Err(error) => {
                    failed.push(((*file).to_owned(), error));
                    ready.push(None);
                }
            }
        }
        let of = |place: usize| ready.get(place).and_then(Option::as_ref);
        // A comparison takes less time than handing out work, so it goes out by the hundred.
        let chunks: Vec<&[(usize, usize)]> = self.pairs.chunks(256).collect();
        let scores = parallel::map(&chunks, threads, state, |state, chunk| {
            let scores = chunk.iter().map(|(left, right)| match (of(*left), of(*right)) {
                (Some(left), Some(right)) => compare(state, left, right).decibels(),
                _ => 0.0,
            });
            scores.collect::<Vec<f32>>()
        });
        Scored { scores: scores.concat(), failed, assumed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_two_paths() {
        let pairs = read("# list\na.png b.png\n\n with space.png\tother one.png \nc  d\n").unwrap();
        let lines: Vec<_> = pairs.into_iter().map(|pair| pair.line).collect();
        let line = |left: &str, right: &str, by| (left.to_owned(), right.to_owned(), by);
        assert_eq!(
            lines,
            [
                line("a.png", "b.png", ' '),
                line("with space.png", "other one.png", '\t'),
                line("c", "d", ' '),
            ]
        );
        assert_eq!(read("a b\nc\n"), Err(NotAPair(2)));
        assert_eq!(read("a b c"), Err(NotAPair(1)));
    }
}
