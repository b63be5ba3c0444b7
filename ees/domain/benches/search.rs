//! How many candidates of a search one thread compares in a second.
//!
//! `items/s` counts candidates. They are born on the day that is asked for, so that nothing but
//! the names can rule them out.
#![expect(clippy::arithmetic_side_effects, reason = "a file of benchmarks")]

use ees_domain::identity::{Identity, Name, Nationalities, Sex};
use ees_domain::search::{Sought, query_keys, stored_keys};
use fnd_core::CountryCode;

fn main() {
    divan::main();
}

/// As many as a search opens at most.
const CANDIDATES: usize = 2_000;

const LATIN: (&str, &str) = (
    "MUELLER SMITH-JONES RODRIGUEZ WICKRAMASINGHE NGUYEN KOWALSKA TASCIOGLU GARCIA CEBOTARI \
     CHATTOPADHYAY OBRIEN YILDIRIM HADZIC SCHEVCHENKO VASCONCELOS BERISHA KHOLMATOV",
    "ANNA MARIA JOHN CHRISTOPHER YULIYA XIAOMEI MEHMET OLUWASEUN ALEXANDRU KASUN DZENANA JOSE \
     ELIZABETH BEKZOD THI",
);
const CYRILLIC: (&str, &str) = (
    "Шевченко Коваленко Щербакова Жуковский Гончаренко Поліщук Стојановић Ѓорѓиевски Лукашэвіч \
     Нурпеисов Яценко Хоменко Ткаченко",
    "Олександр Юлія Григорій Екатерина Анастасия Ђорђе Сяргей Бауыржан Ганна Євген Михайло",
);
const ARABIC: (&str, &str) = (
    "عبدالله منصور المصري سليمان الشامي خليل التونسي عثمان بركات قاسم حمدان",
    "محمد خديجة يوسف إبراهيم مصطفى فاطمة حسين رشيد عائشة عمر علي",
);

/// People born on one day with names of the lists, the same at every run.
fn people((surnames, given): (&str, &str), code: &str) -> Vec<Identity> {
    let surnames: Vec<&str> = surnames.split_whitespace().collect();
    let given: Vec<&str> = given.split_whitespace().collect();
    (0..CANDIDATES)
        .filter_map(|at| {
            let two = [at * 7 % given.len(), at / 3 % given.len()].map(|at| given.get(at));
            let [one, other] = two.map(|name| name.copied().unwrap_or_default());
            Some(Identity {
                surname: Name::new(surnames.get(at % surnames.len())?).ok()?,
                given_names: Name::new(&format!("{one} {other}")).ok(),
                birth: "1984-05-17".parse().ok()?,
                nationalities: Nationalities::new([code.parse::<CountryCode>().ok()?]).ok()?,
                sex: if at % 2 == 0 { Sex::Female } else { Sex::Male },
            })
        })
        .collect()
}

fn compare(bencher: divan::Bencher<'_, '_>, sought: &[Identity], candidates: &[Identity]) {
    let Some(sought) = sought.get(5) else { return };
    bencher.counter(divan::counter::ItemsCount::new(candidates.len())).bench_local(|| {
        let sought = Sought::new(divan::black_box(sought));
        let alike = |candidate: &&Identity| sought.likeness(candidate).is_some();
        divan::black_box(candidates).iter().filter(alike).count()
    });
}

/// Everybody in Latin letters.
#[divan::bench]
fn latin(bencher: divan::Bencher<'_, '_>) {
    let people = people(LATIN, "MDA");
    compare(bencher, &people, &people);
}

/// A zone in Latin letters against Cyrillic.
#[divan::bench]
fn cyrillic(bencher: divan::Bencher<'_, '_>) {
    compare(bencher, &people(LATIN, "UKR"), &people(CYRILLIC, "UKR"));
}

/// Everybody in Arabic letters.
#[divan::bench]
fn arabic(bencher: divan::Bencher<'_, '_>) {
    let people = people(ARABIC, "EGY");
    compare(bencher, &people, &people);
}

/// The strings to store one identity and to look for it.
#[divan::bench]
fn keys(bencher: divan::Bencher<'_, '_>) {
    let people = people(LATIN, "MDA");
    bencher.counter(divan::counter::ItemsCount::new(people.len())).bench_local(|| {
        let both = |one: &Identity| stored_keys(one).len() + query_keys(one).len();
        divan::black_box(&people).iter().map(both).sum::<usize>()
    });
}
