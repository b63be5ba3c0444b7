//! A real process is killed again and again, and the power is cut; nothing that was acknowledged
//! is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use ees_border::buffer::{Answer, Body, Kind, Message, State, Traveller};
use fnd_core::clock::SystemClock;
use fnd_core::random::Random;

use crate::kit::{Place, body, id, message, number, open, path};

/// The environment of the process that writes: the folder of its buffer, and its run.
const FOLDER: &str = "LIMEN_TEST_BUFFER";
const RUN: &str = "LIMEN_TEST_RUN";
/// How often it is killed.
const RUNS: u64 = 100;
/// Messages that one run writes at most; it is killed long before.
const WRITTEN_MAX: u64 = 100_000;

/// Message `count` of a run. Everything in it follows from the two, so that it can be compared.
fn made(run: u64, count: u64) -> Message {
    let mut random = Random::of(run, count);
    let length = usize::try_from(random.below(3_000)).unwrap();
    let text: Vec<u8> =
        std::iter::repeat_with(|| random.next().to_be_bytes()).flatten().take(length).collect();
    let at = i64::try_from(random.below(100_000)).unwrap();
    Message {
        kind: *random.pick(&Kind::ALL).unwrap(),
        traveller: Traveller::new([u8::try_from(random.below(9)).unwrap(); 16]),
        body: Body::new(text).unwrap(),
        ..message(u128::from(run) << 64 | u128::from(count), 0, at)
    }
}

/// The process that is killed: this very program, running this test alone with an environment.
/// Without that environment it has nothing to do.
#[test]
fn a_writer_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let run = std::env::var_os(RUN).unwrap().into_string().unwrap().parse().unwrap();
    let mut buffer = open(Path::new(&folder), Arc::new(SystemClock)).unwrap();
    let mut random = Random::of(run, u64::MAX);
    let mut count = 0;
    while count < WRITTEN_MAX {
        let group: Vec<_> = (0..=random.below(6)).map(|more| made(run, count + more)).collect();
        count += u64::try_from(group.len()).unwrap();
        for done in buffer.put_all(&group).unwrap() {
            done.unwrap();
        }
        for one in &group {
            println!("put {}", one.id);
        }
        if random.below(3) == 0 {
            for one in buffer.next_batch(2).unwrap() {
                let reply = body(&format!("reply to {}", one.message.id));
                buffer.answer(one.message.id, Answer::Taken(reply)).unwrap();
                println!("taken {}", one.message.id);
            }
        }
    }
}

/// Starts the writer and reads what it prints.
struct Writer {
    child: Child,
    lines: BufReader<std::process::ChildStdout>,
}

impl Writer {
    fn start(folder: &Path, run: u64) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::a_writer_until_it_is_killed", "--nocapture"])
            .env(FOLDER, folder)
            .env(RUN, run.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Self { child, lines }
    }

    /// The next word and number that it printed; `None` at the end, also in the middle of a line.
    fn line(&mut self) -> Option<(String, u128)> {
        loop {
            let mut line = String::new();
            self.lines.read_line(&mut line).unwrap();
            let whole = line.strip_suffix('\n')?;
            // The harness begins the first line with words of its own.
            let (before, id) = whole.rsplit_once(' ').unwrap_or_default();
            if let Ok(id) = id.parse::<uuid::Uuid>() {
                let word = before.rsplit_once(' ').map_or(before, |(_, word)| word);
                return Some((word.to_owned(), id.as_u128()));
            }
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the writers said before they were killed.
#[derive(Default)]
struct Said {
    put: BTreeSet<u128>,
    taken: BTreeSet<u128>,
}

impl Said {
    fn hear(&mut self, (word, number): (String, u128)) {
        let heard = if word == "put" { &mut self.put } else { &mut self.taken };
        assert!(["put", "taken"].contains(&word.as_str()), "{word}");
        assert!(heard.insert(number), "{word} {number:x} twice");
    }
}

fn of_number(number: u128) -> Message {
    let part = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap();
    made(part(number >> 64), part(number))
}

#[test]
fn a_hundred_kills_lose_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let mut random = Random::of(21, 0);
    let mut said = Said::default();
    for run in 0..RUNS {
        let mut writer = Writer::start(folder.path(), run);
        for _ in 0..random.below(40) {
            said.hear(writer.line().expect("the writer ended by itself"));
        }
        if run == 0 {
            said.hear(writer.line().unwrap());
            let other = open(folder.path(), Arc::new(SystemClock)).unwrap_err();
            assert_eq!(other.code(), "buffer-in-use", "while another process writes");
        }
        // What was printed before the kill and not read yet was acknowledged as well.
        writer.child.kill().unwrap();
        while let Some(line) = writer.line() {
            said.hear(line);
        }
    }
    assert!(1_000 < said.put.len(), "only {} were written", said.put.len());
    assert!(100 < said.taken.len(), "only {} were taken", said.taken.len());
    compare(folder.path(), &said);
}

/// Compares the buffer with what was said of it.
fn compare(folder: &Path, said: &Said) {
    let mut buffer = open(folder, Arc::new(SystemClock)).unwrap();
    for number in &said.put {
        let held =
            buffer.find(id(*number)).unwrap().unwrap_or_else(|| panic!("{number:x} is lost"));
        let expected = of_number(*number);
        assert_eq!(held.body.as_ref(), Some(&expected.body), "{number:x}");
        assert_eq!(
            (held.kind, held.at, held.traveller),
            (expected.kind, expected.at, expected.traveller)
        );
        if said.taken.contains(number) {
            assert_eq!(held.state, State::Taken, "{number:x}");
            assert_eq!(held.remark, Some(body(&format!("reply to {}", held.id))));
        }
    }
    let standing = buffer.standing().unwrap();
    let there = standing.waiting + standing.settled;
    // The last group of each run may be there without having been acknowledged.
    let put = u64::try_from(said.put.len()).unwrap();
    assert!(put <= there && there <= put + 6 * RUNS, "{put} were put, {there} are there");
    let mut last = BTreeMap::new();
    let mut drained = BTreeSet::new();
    loop {
        let batch = buffer.next_batch(100).unwrap();
        if batch.is_empty() {
            break;
        }
        for one in &batch {
            assert_eq!(one.message, of_number(number(one)), "{:?}", one.message.id);
            assert!(drained.insert(number(one)), "{:?} twice", one.message.id);
            let before = last.insert(one.message.traveller, one.message.at);
            assert!(before <= Some(one.message.at), "{:?} is out of order", one.message.id);
        }
        let answers = batch.iter().map(|one| (one.message.id, Answer::Taken(body("taken"))));
        assert!(buffer.answer_all(answers.collect()).unwrap().iter().all(Result::is_ok));
    }
    assert!(drained.is_disjoint(&said.taken), "what was taken was sent again");
    assert_eq!(u64::try_from(drained.len()).unwrap(), standing.waiting);
}

#[test]
fn a_power_cut_at_any_byte_leaves_what_was_acknowledged_and_no_half_of_the_rest() {
    let mut place = Place::new();
    let journal = |file: &Path| -> PathBuf { file.with_file_name("buffer.sqlite-wal") };
    let file = path(place.folder.path());
    // Up to which byte of the `-wal` lies what was acknowledged with the first `n` groups of 3.
    let mut acknowledged = Vec::new();
    for group in 0..12 {
        let group: Vec<_> =
            (0..3).map(|one| message(group * 3 + one, 1, second_of(group * 3 + one))).collect();
        place.buffer.put_all(&group).unwrap();
        acknowledged.push(fs::metadata(journal(&file)).unwrap().len());
    }
    let (data, log) = (fs::read(&file).unwrap(), fs::read(journal(&file)).unwrap());
    let keys = fs::read(file.with_file_name("keys.toml")).unwrap();
    let mut random = Random::of(22, 0);
    let first = usize::try_from(acknowledged[0]).unwrap();
    let cuts = acknowledged.iter().flat_map(|end| [*end, end - 1, end + 1]);
    let mut cuts: Vec<_> =
        cuts.map(|cut| usize::try_from(cut).unwrap()).filter(|cut| first <= *cut).collect();
    cuts.extend((0..60).map(|_| {
        first + usize::try_from(random.below(u64::try_from(log.len() - first).unwrap())).unwrap()
    }));
    for cut in cuts {
        let after = Place::new().reopened_after(|file| {
            fs::write(file, &data).unwrap();
            fs::write(journal(file), &log[..cut.min(log.len())]).unwrap();
            fs::write(file.with_file_name("keys.toml"), &keys).unwrap();
        });
        let there = after.unwrap().standing().0;
        let groups = acknowledged.iter().filter(|end| **end <= u64::try_from(cut).unwrap()).count();
        assert_eq!(there, 3 * u64::try_from(groups).unwrap(), "cut at byte {cut}");
    }
}

fn second_of(number: u128) -> i64 {
    i64::try_from(number).unwrap()
}
