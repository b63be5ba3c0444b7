//! How long pages take while many people use the system at once.
//!
//! `load BASE ADMIN COUNT SECONDS [PAUSE]` signs `person0` to `person{COUNT-1}` in at a running
//! `iesd` whose identity provider is a stand-in, lets each open page after page for some seconds,
//! asks for the health of the system beside them, and prints the percentiles of each page, those
//! of the health endpoint in the same seconds, and their ratio. Each person reads a page for PAUSE
//! milliseconds; without it, they ask for the next one at once, and the system is saturated. See
//! `docs/benchmarks.md`.
#![expect(clippy::print_stdout, reason = "it speaks to whoever typed it")]
#![expect(clippy::unwrap_used, reason = "a measurement that fails shall say where")]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fnd_testkit::http::Client;
use tokio::sync::Mutex;

/// The members of the first Community of each person.
const MEMBERS: &str = "/communities/…/members";

/// What each person opens, again and again.
const PAGES: &[&str] =
    &["/my", "/my/profile", "/communities", MEMBERS, "/people?q=kask", "/my/activity"];

type Times = Arc<Mutex<BTreeMap<&'static str, Vec<Duration>>>>;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().unwrap();
    let (base, admin) = (next(), next());
    let count: usize = next().parse().unwrap();
    let span = Duration::from_secs(next().parse().unwrap());
    let pause = Duration::from_millis(arguments.next().map_or(0, |text| text.parse().unwrap()));
    let mut people = Vec::new();
    for number in 0..count {
        people.push(sign_in(&base, &format!("person{number}")).await);
    }
    println!("{count} people are signed in");
    let times: Times = Arc::default();
    let end = Instant::now().checked_add(span).unwrap();
    let mut tasks = Vec::new();
    for (number, client) in people.into_iter().enumerate() {
        let (times, base) = (Arc::clone(&times), base.clone());
        let person = Person { client, number, pause };
        tasks.push(tokio::spawn(async move { person.walk(&base, end, times).await }));
    }
    let (health, base) = (Arc::clone(&times), admin);
    tasks.push(tokio::spawn(async move {
        let client = Client::plain();
        while Instant::now() < end {
            measure(&client, &format!("{base}/health/ready"), "health", &health).await;
        }
    }));
    for task in tasks {
        task.await.unwrap();
    }
    tell(&*times.lock().await);
}

async fn sign_in(base: &str, login: &str) -> Client {
    let client = Client::plain();
    let begun = client.page(&format!("{base}/sign-in")).await;
    let shown = client.follow(&begun).await;
    let mut to = shown.url.clone();
    to.set_query(None);
    let body = format!("{}&login={login}", shown.url.query().unwrap());
    let pressed = client.send(http::Method::POST, to.as_str(), &[], &body).await.unwrap();
    let back = client.page(&pressed.leads_to()).await;
    assert!(back.status.is_redirection(), "{login}: {}", back.text);
    client
}

/// Somebody who is signed in, and how long they read a page.
struct Person {
    client: Client,
    number: usize,
    pause: Duration,
}

impl Person {
    /// Opens page after page until `end`. People begin at different pages and instants.
    async fn walk(&self, base: &str, end: Instant, times: Times) {
        let own = own_community(&self.client, base).await;
        let share = u32::try_from(self.number).unwrap();
        let share = self.pause.saturating_mul(share).checked_div(50).unwrap_or_default();
        tokio::time::sleep(share).await;
        for page in PAGES.iter().cycle().skip(self.number) {
            if end <= Instant::now() {
                return;
            }
            let path = match (*page, &own) {
                (MEMBERS, Some(own)) => format!("{own}/members"),
                (MEMBERS, None) => continue,
                (other, _) => other.to_owned(),
            };
            measure(&self.client, &format!("{base}{path}"), page, &times).await;
            tokio::time::sleep(self.pause).await;
        }
    }
}

/// The first Community on the person's own page; `None` for who belongs to none.
async fn own_community(client: &Client, base: &str) -> Option<String> {
    let page = client.page(&format!("{base}/my")).await;
    let (_, rest) = page.text.split_once("href=\"/communities/")?;
    rest.split('"').next().map(|slug| format!("/communities/{slug}"))
}

async fn measure(client: &Client, url: &str, page: &'static str, times: &Times) {
    let begin = Instant::now();
    let answer = client.page(url).await;
    let took = begin.elapsed();
    assert_eq!(answer.status, 200, "{url}");
    times.lock().await.entry(page).or_default().push(took);
}

fn tell(times: &BTreeMap<&'static str, Vec<Duration>>) {
    let at = |page: &str, part: usize| {
        let mut list = times.get(page).cloned().unwrap_or_default();
        list.sort_unstable();
        let place = list.len().saturating_mul(part).checked_div(1000).unwrap_or(0);
        list.get(place.min(list.len().saturating_sub(1))).copied().unwrap_or_default()
    };
    let ceiling = at("health", 990).as_secs_f64();
    println!("{:<28}{:>8}{:>10}{:>10}{:>10}", "page", "count", "p50 ms", "p99 ms", "x health");
    for (page, list) in times {
        let (middle, late) = (at(page, 500).as_secs_f64(), at(page, 990).as_secs_f64());
        let ratio = late / ceiling;
        let count = list.len();
        println!(
            "{page:<28}{count:>8}{:>10.1}{:>10.1}{ratio:>10.1}",
            middle * 1000.0,
            late * 1000.0
        );
    }
}
