//! Documents worth trying at a desk, each with a sentence on what it shows.

mod kinds;

use ees_domain::day::Day;

use crate::history::Traveller;
use crate::person::Paper;
use crate::population::newcomers;
use kinds::KINDS;

/// Newcomers in the list.
const NEWCOMERS: usize = 5;

/// Specimens as they are found in a population.
#[derive(Debug)]
pub struct Cabinet {
    today: Day,
    /// For each kind, in the order of [`KINDS`], what was found first.
    found: Vec<Option<String>>,
}

impl Cabinet {
    /// An empty cabinet, for what holds on `today`.
    pub fn new(today: Day) -> Self {
        Self { today, found: vec![None; KINDS.len()] }
    }

    /// Keeps a traveller who shows what nobody before showed.
    pub fn consider(&mut self, traveller: &Traveller) {
        if traveller.units.is_empty() {
            return;
        }
        for (kind, found) in KINDS.iter().zip(&mut self.found) {
            if found.is_none()
                && let Some(sentence) = kind(traveller, self.today)
            {
                *found = Some(entry(&sentence, shown(traveller)));
                return;
            }
        }
    }

    /// How many kinds were found.
    pub fn count(&self) -> usize {
        self.found.iter().flatten().count()
    }

    /// The list as text, with newcomers at its end.
    pub fn text(&self, seed: u64) -> String {
        let mut text = format!(
            "Travel documents of people who do not exist, to be tried at the desk.\n\
             What is said holds on {}, before anything else is recorded.\n\
             Paste the two lines as they are.\n\n",
            self.today
        );
        for entry in self.found.iter().flatten() {
            text.push_str(entry);
        }
        for person in newcomers(seed, self.today, NEWCOMERS) {
            let regime = match person.regime {
                ees_domain::nationality::VisaRegime::Required => "needs a visa",
                ees_domain::nationality::VisaRegime::Exempt => "needs no visa",
            };
            let sentence = format!("New to the register; {regime}.");
            text.push_str(&entry(&sentence, person.papers.iter().take(1)));
        }
        text
    }
}

/// The documents that the file knows, in the order in which they were shown.
fn shown(traveller: &Traveller) -> impl Iterator<Item = &Paper> {
    let first = traveller.units.first().map(|unit| unit.paper);
    let added = traveller.units.iter().filter(|unit| unit.adds_paper).map(|unit| unit.paper);
    first.into_iter().chain(added).filter_map(|paper| traveller.person.papers.get(paper))
}

fn entry<'a>(sentence: &str, papers: impl Iterator<Item = &'a Paper>) -> String {
    let zones: Vec<String> = papers.filter_map(|paper| paper.zone().ok()).collect();
    format!("{sentence}\n{}\n\n", zones.join("\n\n"))
}
