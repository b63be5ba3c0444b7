//! Speed of one thread, and of all, beside NIST's programs in Rust on the same images and the
//! same minutiae.

use std::hint::black_box;
use std::time::Instant;

use ees_biometrics::extractor::{Extractor, Wanted};
use ees_biometrics::models::Models;
use ees_biometrics::parallel;
use ees_biometrics::sample::{self, Ppi};
use ees_match::compare::{Comparer, Method, Prepared};
use ees_match::gallery::FirstStage;
use ees_match::image::Image;
use ees_match::minutiae::{Direction, Kind, Minutia, Template};
use ees_match::net::Cpu;
use ees_match::synthetic::{Conditions, Finger};

use super::{Done, Orders, folders, per_second};

pub(crate) fn measure(orders: &Orders) -> Done<()> {
    let images = images(orders)?;
    println!("\n== extraction, milliseconds an image, one thread, {} images ==", images.len());
    let (of_mindtct, peer) = mindtct(&images)?;
    println!("{:24} {peer:8.1}", "fprint-mindtct");
    let mut sets = vec![("MINDTCT", of_mindtct)];
    for wanted in [Wanted::Classical, Wanted::Leader] {
        match Extractor::prepare(wanted, &Models::at(None), Cpu::detect()) {
            Err(error) => println!("left out: {error}"),
            Ok(extractor) => {
                let begun = Instant::now();
                let templates: Result<Vec<Template>, _> =
                    images.iter().map(|image| extractor.extract(image)).collect();
                let took = 1e3 * begun.elapsed().as_secs_f64() / images.len() as f64;
                println!("{:24} {took:8.1}   {:.2} times the peer", extractor.name(), took / peer);
                sets.push((extractor.name(), templates?));
            }
        }
    }
    println!("\n== comparisons a second, on the same minutiae ==");
    println!(
        "{:24} {:>12} {:>12} {:>12}",
        "minutiae by", "one thread", "of bozorth3", "all threads"
    );
    for (name, templates) in &sets {
        comparisons(name, templates);
    }
    Ok(())
}

/// The images at hand, or fingers that do not exist.
fn images(orders: &Orders) -> Done<Vec<Image>> {
    let mut images = Vec::new();
    for folder in folders(orders) {
        for entry in std::fs::read_dir(folder)? {
            let bytes = sample::read(&entry?.path())?;
            images.push(sample::image(&bytes, Ppi::Stated)?.0);
        }
    }
    if images.is_empty() {
        println!("no real impressions at hand: fingers that do not exist are taken");
        for seed in 0..20 {
            let finger = Finger::grow(seed, Cpu::detect());
            for impression in 0..4 {
                images.push(finger.impression(100 * seed + impression, &Conditions::GOOD)?);
            }
        }
    }
    Ok(images)
}

/// Minutiae by MINDTCT, and the milliseconds of an image.
fn mindtct(images: &[Image]) -> Done<(Vec<Template>, f64)> {
    let mut templates = Vec::new();
    let begun = Instant::now();
    let mut found = Vec::new();
    for image in images {
        let grey =
            fprint_mindtct::GrayImage::new(image.pixels(), image.width(), image.height(), 500)
                .map_err(|error| format!("fprint-mindtct: {error:?}"))?;
        found.push(fprint_mindtct::detect_minutiae(grey));
    }
    let took = 1e3 * begun.elapsed().as_secs_f64() / images.len() as f64;
    for (image, found) in images.iter().zip(found) {
        let minutiae = found.iter().take(255).map(|minutia| Minutia {
            x: minutia.x as u16,
            y: minutia.y as u16,
            direction: Direction::from_radians((minutia.theta as f32).to_radians()),
            kind: Kind::Other,
            quality: 50,
        });
        templates.push(Template {
            width: image.width() as u16,
            height: image.height() as u16,
            minutiae: minutiae.collect(),
        });
    }
    Ok((templates, took))
}

/// How often everything is measured, one after the other, so that what else the machine does
/// falls on all alike.
const ROUNDS: usize = 7;
/// The peer gets every so manieth pair: it is slow.
const OF_PEER: usize = 50;

fn comparisons(name: &str, templates: &[Template]) {
    let pairs: Vec<(usize, usize)> =
        (0..templates.len()).flat_map(|i| (i + 1..templates.len()).map(move |j| (i, j))).collect();
    let of_peer: Vec<Vec<fprint_bozorth3::Minutia>> = templates.iter().map(peers).collect();
    let prepared = Method::ALL.map(|method| -> Vec<Prepared> {
        templates.iter().map(|template| Prepared::new(method, template)).collect()
    });
    let codes: Vec<FirstStage> = templates.iter().map(FirstStage::new).collect();
    let mut rounds = Rounds::default();
    for round in 0..ROUNDS {
        let some = pairs.iter().skip(round).step_by(OF_PEER);
        let begun = Instant::now();
        for (i, j) in some.clone() {
            black_box(fprint_bozorth3::match_score(&of_peer[*i], &of_peer[*j]));
        }
        rounds.peer.push(per_second(some.count(), begun));
        for (place, method) in Method::ALL.into_iter().enumerate() {
            let mut comparer = Comparer::new(method, Cpu::detect());
            let begun = Instant::now();
            for (i, j) in &pairs {
                black_box(comparer.compare(&prepared[place][*i], &prepared[place][*j]));
            }
            rounds.ours[place].push(per_second(pairs.len(), begun));
        }
        let begun = Instant::now();
        for (i, j) in &pairs {
            black_box(codes[*i].similarity(&codes[*j], Cpu::detect()));
        }
        rounds.first.push(per_second(pairs.len(), begun));
    }
    println!("{name:12} {:11} {:12.0} {:>12}", "bozorth3", median(&rounds.peer), "1.0");
    for (place, method) in Method::ALL.into_iter().enumerate() {
        let all = on_all(method, &prepared[place], &pairs);
        let one = &rounds.ours[place];
        let times = rounds.times_peer(one);
        println!("{:12} {:11} {:12.0} {times:12.1} {all:12.0}", "", method.name(), median(one));
    }
    let times = rounds.times_peer(&rounds.first);
    println!("{:12} {:11} {:12.0} {times:12.1}", "", "first stage", median(&rounds.first));
}

/// Comparisons a second of every round.
#[derive(Default)]
struct Rounds {
    peer: Vec<f64>,
    ours: [Vec<f64>; Method::ALL.len()],
    first: Vec<f64>,
}

impl Rounds {
    /// How many times as many as the peer in the same round; the median.
    fn times_peer(&self, ours: &[f64]) -> f64 {
        let times: Vec<f64> = ours.iter().zip(&self.peer).map(|(ours, peer)| ours / peer).collect();
        median(&times)
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Comparisons a second on all processors.
fn on_all(method: Method, prepared: &[Prepared], pairs: &[(usize, usize)]) -> f64 {
    let chunks: Vec<&[(usize, usize)]> = pairs.chunks(1_000).collect();
    let comparer = || Comparer::new(method, Cpu::detect());
    let begun = Instant::now();
    parallel::map(&chunks, parallel::threads(), comparer, |comparer, chunk| {
        for (i, j) in *chunk {
            black_box(comparer.compare(&prepared[*i], &prepared[*j]));
        }
    });
    per_second(pairs.len(), begun)
}

fn peers(template: &Template) -> Vec<fprint_bozorth3::Minutia> {
    let minutiae = template.minutiae.iter();
    let minutiae = minutiae.map(|minutia| fprint_bozorth3::Minutia {
        x: minutia.x.into(),
        y: minutia.y.into(),
        theta: minutia.direction.radians().to_degrees().round() as i32,
    });
    minutiae.collect()
}
