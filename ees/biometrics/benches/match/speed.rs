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

fn comparisons(name: &str, templates: &[Template]) {
    let pairs: Vec<(usize, usize)> =
        (0..templates.len()).flat_map(|i| (i + 1..templates.len()).map(move |j| (i, j))).collect();
    // The peer is slow, so it gets every fiftieth pair.
    let of_peer: Vec<Vec<fprint_bozorth3::Minutia>> = templates.iter().map(peers).collect();
    let begun = Instant::now();
    let some = pairs.iter().step_by(50);
    let count = some.clone().count();
    for (i, j) in some {
        black_box(fprint_bozorth3::match_score(&of_peer[*i], &of_peer[*j]));
    }
    let peer = per_second(count, begun);
    println!("{name:12} {:11} {peer:12.0} {:>12}", "bozorth3", "1.0");
    for method in Method::ALL {
        let prepared: Vec<Prepared> =
            templates.iter().map(|template| Prepared::new(method, template)).collect();
        let run = |comparer: &mut Comparer, pairs: &[(usize, usize)]| {
            for (i, j) in pairs {
                black_box(comparer.compare(&prepared[*i], &prepared[*j]));
            }
        };
        let comparer = || Comparer::new(method, Cpu::detect());
        let begun = Instant::now();
        run(&mut comparer(), &pairs);
        let one = per_second(pairs.len(), begun);
        let chunks: Vec<&[(usize, usize)]> = pairs.chunks(1_000).collect();
        let begun = Instant::now();
        parallel::map(&chunks, parallel::threads(), comparer, |comparer, chunk| {
            run(comparer, chunk);
        });
        let all = per_second(pairs.len(), begun);
        println!("{:12} {:11} {one:12.0} {:12.1} {all:12.0}", "", method.name(), one / peer);
    }
    let codes: Vec<FirstStage> = templates.iter().map(FirstStage::new).collect();
    let begun = Instant::now();
    for (i, j) in &pairs {
        black_box(codes[*i].similarity(&codes[*j], Cpu::detect()));
    }
    let one = per_second(pairs.len(), begun);
    println!("{:12} {:11} {one:12.0} {:12.1}", "", "first stage", one / peer);
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
