//! Error rates on real impressions, beside the recorded scores of peers on the same pairs.

use std::collections::BTreeMap;
use std::path::Path;

use ees_biometrics::evaluation::{self, Row};
use ees_biometrics::extractor::{Extractor, Wanted};
use ees_biometrics::models::Models;
use ees_biometrics::pairs::Comparison;
use ees_biometrics::parallel;
use ees_biometrics::sample::Ppi;
use ees_match::compare::Method;
use ees_match::evaluate::Scores;
use ees_match::net::Cpu;

use super::{Done, Orders, folders};

/// Recorded scores of peers, in `fingerprints/peer_scores/` of the data.
const PEERS: [(&str, &str); 4] = [
    ("SourceAFIS 3.18.1", "safis_safis"),
    ("NBIS (MINDTCT, BOZORTH3)", "mindtct_bozorth3"),
    ("OpenAFIS on SecuGen", "secugen_openafis"),
    ("OpenAFIS on MINDTCT", "mindtct_openafis"),
];

pub(crate) fn measure(orders: &Orders) -> Done<()> {
    let folders = folders(orders);
    println!("\n== error rates, per cent ==");
    if folders.is_empty() {
        println!("left out: `--data` names no folder with fingerprints/fvc2002 and fvc2004");
        return Ok(());
    }
    println!("the first two databases were used for choosing parameters, the last two were not");
    let mut all: Vec<(String, Vec<Row>)> = Vec::new();
    for wanted in [Wanted::Leader, Wanted::Classical] {
        let extractor = match Extractor::prepare(wanted, &Models::at(None), Cpu::detect()) {
            Ok(extractor) => extractor,
            Err(error) => {
                println!("left out: {error}");
                continue;
            }
        };
        for method in Method::ALL {
            let with = Comparison {
                extractor: &extractor,
                method,
                ppi: Ppi::Stated,
                cpu: Cpu::detect(),
                threads: parallel::threads(),
            };
            let evaluated: Result<Vec<_>, _> =
                folders.iter().map(|folder| evaluation::evaluate(folder, &with)).collect();
            let rows = evaluated?.iter().map(evaluation::row).collect();
            all.push((format!("{extractor}, {method}"), rows));
        }
    }
    for (name, file) in PEERS {
        let data = orders.data.as_deref().unwrap_or(Path::new("."));
        let file = data.join("fingerprints/peer_scores").join(format!("{file}.txt.gz"));
        if file.is_file() {
            all.push((format!("{name} (recorded)"), recorded(&file)?));
        }
    }
    println!(
        "{:36} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}  FMR1000 of the last two",
        "", "EER", "of 2002", "of 2004", "EER all", "FMR100", "FMR1000", "Zero"
    );
    for (name, rows) in &all {
        print(name, rows);
    }
    Ok(())
}

fn print(name: &str, rows: &[Row]) {
    let mean = |rows: &[Row]| evaluation::mean(rows);
    let (Some(all), half) = (mean(rows), rows.len() / 2) else { return };
    let eer = |rows: &[Row]| mean(rows).map_or(f64::NAN, |row| 100.0 * row.eer);
    let intervals: Vec<String> = rows[half..]
        .iter()
        .filter_map(|row| Some((row.fnmr[1], row.intervals.as_ref()?[1])))
        .map(|(rate, interval)| {
            format!(
                "{:.2} ({:.2}–{:.2})",
                100.0 * rate,
                100.0 * interval.lower,
                100.0 * interval.upper
            )
        })
        .collect();
    println!(
        "{name:36} {:7.2} {:7.2} {:7.2} {:7.2} {:7.2} {:7.2} {:7.2}  {}",
        100.0 * all.eer,
        eer(&rows[..half]),
        eer(&rows[half..]),
        100.0 * all.eer_all,
        100.0 * all.fnmr[0],
        100.0 * all.fnmr[1],
        100.0 * all.fnmr[2],
        intervals.join(", ")
    );
}

/// Scores by finger: mated, of first impressions, of different fingers.
type Parts = [Vec<f32>; 3];

/// The rows of a file of scores: two names and a number a line.
fn recorded(file: &Path) -> Done<Vec<Row>> {
    let output = std::process::Command::new("gzip").arg("-dc").arg(file).output()?;
    let text = String::from_utf8(output.stdout)?;
    let mut databases: BTreeMap<String, Parts> = BTreeMap::new();
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let (Some(a), Some(b), Some(score)) = (words.next(), words.next(), words.next()) else {
            continue;
        };
        let (Some((of_a, a)), Some((of_b, b))) = (a.rsplit_once('/'), b.rsplit_once('/')) else {
            continue;
        };
        let (Some((finger_a, number_a)), Some((finger_b, number_b))) =
            (a.split_once('_'), b.split_once('_'))
        else {
            continue;
        };
        if of_a != of_b {
            continue;
        }
        let parts = databases.entry(of_a.to_owned()).or_default();
        let score: f32 = score.parse()?;
        if finger_a == finger_b {
            parts[0].push(score);
        } else {
            parts[2].push(score);
            if number_a == "1" && number_b == "1" {
                parts[1].push(score);
            }
        }
    }
    let wanted = ["fvc2002/DB1_B", "fvc2002/DB3_B", "fvc2004/DB1_B", "fvc2004/DB3_B"];
    let rows = wanted.iter().filter_map(|name| Some(row(name, databases.remove(*name)?)));
    Ok(rows.collect())
}

fn row(name: &str, [mated, first, all]: Parts) -> Row {
    let counts = [mated.len(), first.len(), all.len()];
    let of_all = Scores::new(mated.clone(), all);
    let rates = [0.01, 0.001, 0.0].map(|fmr| of_all.fnmr_at(fmr));
    Row {
        name: name.to_owned(),
        counts,
        eer: Scores::new(mated, first).equal_error_rate(),
        eer_all: of_all.equal_error_rate(),
        fnmr: rates.map(|rate| rate.observed),
        intervals: Some(rates.map(|rate| rate.interval)),
        failed: 0,
        extraction_ms: 0.0,
        per_second: 0.0,
        bytes: 0.0,
    }
}
