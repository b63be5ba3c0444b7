//! Measures faces on folders of images, one folder for each person, and shows faces of images.
//!
//! `face time YUNET SFACE IMAGE …` prints how long each step takes, on every kind of processor.
//! `face measure YUNET SFACE FOLDER` prints error rates and times, one thread; `face show YUNET
//! IMAGE …` prints where faces are and what is wrong with the image.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ees_match::evaluate::{Rate, Scores};
use ees_match::face::Spectrum;
use ees_match::face::detect::Detector;
use ees_match::face::embed::{Embedder, Embedding};
use ees_match::face::quality::{Limits, assess};
use ees_match::image::Colour;
use ees_match::image::decode::decode_colour;
use ees_match::net::Cpu;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["measure", detector, embedder, folder] => {
            let cpu = Cpu::detect();
            let detector = Detector::read(&std::fs::read(detector)?, cpu)?;
            let embedder = Embedder::read(&std::fs::read(embedder)?, cpu)?;
            measure(&detector, &embedder, Path::new(folder))
        }
        ["show", detector, images @ ..] => {
            let detector = Detector::read(&std::fs::read(detector)?, Cpu::detect())?;
            images.iter().try_for_each(|image| show(&detector, Path::new(image)))
        }
        ["time", detector, embedder, images @ ..] => {
            let files = (std::fs::read(detector)?, std::fs::read(embedder)?);
            images.iter().try_for_each(|image| time(&files, &read(Path::new(image))?))
        }
        _ => Err("face measure YUNET SFACE FOLDER, face show YUNET IMAGE …, \
                  face time YUNET SFACE IMAGE …"
            .into()),
    }
}

fn read(path: &Path) -> Result<Colour, Failure> {
    Ok(decode_colour(&std::fs::read(path)?)?)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<Result<Vec<PathBuf>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

#[expect(clippy::print_stdout, reason = "an example for people")]
fn show(detector: &Detector, path: &Path) -> Result<(), Failure> {
    let image = read(path)?;
    let faces = detector.find(&image);
    let quality = assess(&image, &faces, &Limits::enrolment());
    println!("{}: {:?}, quality {}", path.display(), Spectrum::of(&image), quality.score);
    for face in &faces {
        println!("  {face:.3?}");
    }
    for check in &quality.checks {
        println!("  {:?} {:.3} {:?}", check.limit.property, check.value, check.hint());
    }
    println!("  {:?}", quality.hints);
    Ok(())
}

/// How often each step is repeated.
const TIMES: usize = 31;

#[expect(clippy::print_stdout, reason = "an example for people")]
fn time(files: &(Vec<u8>, Vec<u8>), image: &Colour) -> Result<(), Failure> {
    println!("{} × {} pixels, best and median of {TIMES}", image.width(), image.height());
    for cpu in Cpu::all() {
        let start = Instant::now();
        let (detector, embedder) = (Detector::read(&files.0, cpu)?, Embedder::read(&files.1, cpu)?);
        println!(
            "{}: {:.0} ms to read the models",
            cpu.name(),
            start.elapsed().as_secs_f64() * 1e3
        );
        let faces = detector.find(image);
        repeat("find", || drop(detector.find(image)));
        repeat("assess", || drop(assess(image, &faces, &Limits::enrolment())));
        if let Some(face) = faces.first() {
            repeat("embed", || drop(embedder.embed(image, &face.landmarks)));
        }
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "an example for people")]
fn repeat(name: &str, step: impl Fn()) {
    let mut times = [0.0; TIMES];
    for time in &mut times {
        let start = Instant::now();
        step();
        *time = start.elapsed().as_secs_f64() * 1e3;
    }
    times.sort_by(f64::total_cmp);
    println!("  {name}: {:.1} ms, {:.1} ms", times[0], times[TIMES / 2]);
}

/// What was found in a folder.
#[derive(Default)]
struct Found {
    /// The person, and the face.
    faces: Vec<(usize, Embedding)>,
    without: usize,
    with_several: usize,
    images: usize,
    detecting: Duration,
    embedding: Duration,
}

impl Found {
    fn add(
        &mut self,
        person: usize,
        image: &Colour,
        (detector, embedder): (&Detector, &Embedder),
    ) -> Result<(), Failure> {
        self.images += 1;
        let start = Instant::now();
        let faces = detector.find(image);
        self.detecting += start.elapsed();
        if 1 < faces.len() {
            self.with_several += 1;
        }
        let Some(face) = faces.first() else {
            self.without += 1;
            return Ok(());
        };
        let start = Instant::now();
        let embedding = embedder.embed(image, &face.landmarks)?;
        self.embedding += start.elapsed();
        self.faces.push((person, embedding));
        Ok(())
    }

    fn scores(&self, similarity: impl Fn(&Embedding, &Embedding) -> f32) -> Scores {
        let (mut mated, mut other) = (Vec::new(), Vec::new());
        for (i, (person, one)) in self.faces.iter().enumerate() {
            for (another, two) in &self.faces[..i] {
                let scores = if person == another { &mut mated } else { &mut other };
                scores.push(similarity(one, two));
            }
        }
        Scores::new(mated, other)
    }
}

#[expect(clippy::print_stdout, reason = "an example for people")]
fn measure(detector: &Detector, embedder: &Embedder, folder: &Path) -> Result<(), Failure> {
    let mut found = Found::default();
    let folders = entries(folder)?.into_iter().filter(|path| path.is_dir());
    for (person, folder) in folders.enumerate() {
        for path in entries(&folder)? {
            found.add(person, &read(&path)?, (detector, embedder))?;
        }
    }
    println!(
        "{} images, {} without a face, {} with several",
        found.images, found.without, found.with_several
    );
    let each = |time: Duration| time.as_secs_f64() * 1e3 / found.images.max(1) as f64;
    println!(
        "{:.1} ms to find faces, {:.1} ms to embed one",
        each(found.detecting),
        each(found.embedding)
    );
    report("32-bit", &found.scores(Embedding::similarity));
    report("8-bit", &found.scores(|one, two| one.code().similarity(&two.code())));
    let numbers = found.faces.iter().flat_map(|(_, face)| face.numbers());
    let greatest = numbers.fold(0.0, |most: f32, number| most.max(number.abs()));
    println!("the greatest number of an embedding is {greatest:.3}");
    Ok(())
}

#[expect(clippy::print_stdout, reason = "an example for people")]
fn report(name: &str, scores: &Scores) {
    let (mated, other) = scores.counts();
    let percent = |Rate { observed, interval }: Rate| {
        let [observed, lower, upper] =
            [observed, interval.lower, interval.upper].map(|r| r * 100.0);
        format!("{observed:.2} % ({lower:.2} to {upper:.2})")
    };
    println!(
        "{name}: {mated} mated and {other} other comparisons, EER {:.3} %, FNMR at FMR 1 % {}, \
         0.1 % {}, 0.05 % {}, threshold {:.4}",
        scores.equal_error_rate() * 100.0,
        percent(scores.fnmr_at(0.01)),
        percent(scores.fnmr_at(0.001)),
        percent(scores.fnmr_at(0.0005)),
        scores.threshold(0.0005),
    );
}
