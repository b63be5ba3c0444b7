//! Who may open a buffer, and which files are refused, untouched.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use ees_border::buffer::{BufferError, MessageError, Resolution, State};
use fnd_vault::KeyRing;
use rusqlite::Connection;

use crate::kit::{Place, body, id, message, open, path, second};

/// A buffer with three messages, one of them on its way.
fn filled() -> Place {
    let mut place = Place::new();
    let group = [message(1, 1, 0), message(2, 2, 1), message(3, 3, 2)];
    place.buffer.put_all(&group).unwrap();
    assert_eq!(place.batch(1), [1]);
    place
}

fn bytes_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut read: Vec<_> =
        files.map(|file| (file.display().to_string(), fs::read(&file).unwrap())).collect();
    // An empty `-wal` says nothing.
    read.retain(|(_, bytes)| !bytes.is_empty());
    read.sort();
    read
}

#[test]
fn one_program_at_a_time_and_one_handle_in_it() {
    let place = filled();
    let refused = open(place.folder.path(), place.clock.clone()).unwrap_err();
    assert_eq!(refused.code(), "buffer-in-use");
    assert!(refused.to_string().contains("stop the other program first"), "{refused}");
    // The refusal has not loosened the first one's hold.
    let again = open(place.folder.path(), place.clock.clone()).unwrap_err();
    assert_eq!(again.code(), "buffer-in-use");
    let mut place = place.reopened_after(|_| {}).unwrap();
    assert_eq!(place.standing(), (3, 0, 0, 0));
}

#[test]
fn nobody_but_the_owner_reads_the_files() {
    let place = filled();
    let mut modes = Vec::new();
    for entry in fs::read_dir(place.folder.path()).unwrap() {
        let entry = entry.unwrap();
        modes.push((
            entry.file_name().into_string().unwrap(),
            entry.metadata().unwrap().mode() & 0o777,
        ));
    }
    modes.sort();
    let names = ["buffer.sqlite", "buffer.sqlite-wal", "buffer.sqlite.lock", "keys.toml"];
    assert_eq!(modes, names.map(|name| (name.to_owned(), 0o600)));
    let refused = place.reopened_after(|file| {
        fs::set_permissions(file, fs::Permissions::from_mode(0o640)).unwrap();
    });
    let refused = refused.err().unwrap();
    assert_eq!(refused.code(), "buffer-open-to-others");
    assert!(refused.to_string().contains("mode 640") && refused.to_string().contains("chmod 600"));
}

#[test]
fn a_file_that_cannot_be_trusted_is_refused_and_stays_as_it_is() {
    type Harm = fn(&Path);
    let table: &[(&str, &str, Harm)] = &[
        ("emptied", "buffer-damaged", |file| fs::write(file, b"").unwrap()),
        ("cut in its head", "buffer-damaged", |file| {
            fs::write(file, b"SQLite format 3\0").unwrap();
        }),
        ("overwritten", "buffer-damaged", |file| fs::write(file, [b'x'; 8_192]).unwrap()),
        ("cut in the middle", "buffer-damaged", |file| {
            let whole = fs::read(file).unwrap();
            fs::write(file, &whole[..whole.len() / 2]).unwrap();
        }),
        ("a page overwritten", "buffer-damaged", |file| {
            let mut whole = fs::read(file).unwrap();
            whole[4_096..8_192].fill(0xA5);
            fs::write(file, whole).unwrap();
        }),
        ("an index overwritten that opening does not use", "buffer-damaged", |file| {
            let mut whole = fs::read(file).unwrap();
            let end = whole.len();
            whole[end - 8_192..end - 4_096].fill(0xA5);
            fs::write(file, whole).unwrap();
        }),
        ("a table emptied", "buffer-damaged", |file| {
            Connection::open(file).unwrap().execute("DELETE FROM probe", []).unwrap();
        }),
        ("gone, its journal left", "buffer-damaged", |file| {
            fs::rename(file, file.with_file_name("buffer.sqlite-wal")).unwrap();
        }),
        ("of a newer program", "buffer-of-a-newer-program", |file| {
            Connection::open(file).unwrap().pragma_update(None, "user_version", 99).unwrap();
        }),
        ("a database of something else", "not-a-buffer", |file| {
            fs::remove_file(file).unwrap();
            Connection::open(file).unwrap().execute_batch("CREATE TABLE a (x)").unwrap();
            fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
        }),
        ("under another key ring", "other-key-ring", |file| {
            let ring = KeyRing::generate(second(0)).unwrap();
            ring.save(&file.with_file_name("keys.toml")).unwrap();
        }),
    ];
    for (name, code, harm) in table {
        let Place { folder, clock, buffer } = filled();
        drop(buffer);
        harm(&path(folder.path()));
        let before = bytes_in(folder.path());
        for _ in 0..2 {
            let refused =
                open(folder.path(), clock.clone()).err().unwrap_or_else(|| panic!("{name}"));
            assert_eq!(refused.code(), *code, "{name}: {refused}");
            assert!(bytes_in(folder.path()) == before, "{name}: a file was changed");
        }
    }
}

#[test]
fn of_a_damaged_file_the_journal_stays_too() {
    let Place { folder, clock, mut buffer } = filled();
    buffer.put(&message(4, 4, 3)).unwrap();
    let (file, journal) = (path(folder.path()), folder.path().join("buffer.sqlite-wal"));
    let written = fs::read(&journal).unwrap();
    drop(buffer);
    let mut whole = fs::read(&file).unwrap();
    let end = whole.len();
    whole[end - 8_192..end - 4_096].fill(0xA5);
    fs::write(&file, whole).unwrap();
    // The whole journal would mend the page; its end is what a crash left.
    let (head, last) = (&written[..32], &written[32..32 + 4_120]);
    fs::write(&journal, [head, last].concat()).unwrap();
    let before = bytes_in(folder.path());
    let refused = open(folder.path(), clock).unwrap_err();
    assert_eq!(refused.code(), "buffer-damaged", "{refused}");
    assert!(bytes_in(folder.path()) == before, "a file was changed");
}

#[test]
fn a_damaged_file_is_refused_with_what_to_do_about_it() {
    let refused = filled().reopened_after(|file| fs::write(file, b"").unwrap()).err().unwrap();
    let said = refused.to_string();
    for part in ["is empty", "copy it", "record new crossings with another file"] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_crash_while_the_file_was_made_leaves_nothing_in_the_way() {
    let place = Place::new().reopened_after(|file| {
        fs::rename(file, file.with_file_name("buffer.sqlite.new")).unwrap();
    });
    assert_eq!(place.unwrap().standing(), (0, 0, 0, 0));
}

#[test]
fn after_a_rotation_and_one_opening_the_old_key_can_be_removed() {
    let turned = filled().reopened_after(|file| {
        let keys = file.with_file_name("keys.toml");
        let mut ring = KeyRing::load(&keys).unwrap();
        ring.rotate(second(1)).unwrap();
        ring.save(&keys).unwrap();
    });
    let removed = turned.unwrap().reopened_after(|file| {
        let keys = file.with_file_name("keys.toml");
        let mut ring = KeyRing::load(&keys).unwrap();
        ring.remove(1).unwrap();
        ring.save(&keys).unwrap();
    });
    let mut place = removed.unwrap();
    let held = place.buffer.find(id(1)).unwrap().unwrap();
    assert_eq!(held.body, Some(body("body of 1")));
    assert_eq!(place.batch(10), [1, 2, 3]);
}

#[test]
fn what_was_changed_in_the_file_is_not_sent_but_shown_to_a_human() {
    let table = [
        ("a byte of the body", "UPDATE message SET body = zeroblob(length(body)) WHERE id = ?1"),
        ("no body", "UPDATE message SET body = x'' WHERE id = ?1"),
        ("the key", "UPDATE message SET wrapped_key = zeroblob(77) WHERE id = ?1"),
        ("the kind", "UPDATE message SET kind = 'exit' WHERE id = ?1"),
        ("the instant", "UPDATE message SET event_at = event_at + 1 WHERE id = ?1"),
        ("the traveller", "UPDATE message SET traveller = zeroblob(16) WHERE id = ?1"),
        (
            "the body of another",
            "UPDATE message SET (body, wrapped_key) =
                 (SELECT body, wrapped_key FROM message WHERE id <> ?1 LIMIT 1) WHERE id = ?1",
        ),
    ];
    for (name, change) in table {
        let place = filled().reopened_after(|file| {
            let raw = Connection::open(file).unwrap();
            assert_eq!(raw.execute(change, [id(2).to_uuid().as_bytes()]), Ok(1), "{name}");
        });
        let mut place = place.unwrap();
        assert_eq!(place.batch(10), [1, 3], "{name}");
        let listed = place.buffer.conflicts().unwrap();
        assert_eq!((listed.len(), listed[0].held.id), (1, id(2)), "{name}");
        assert_eq!(listed[0].code, "message-does-not-open", "{name}");
        assert_eq!(listed[0].held.body, None, "{name}");
        assert!(listed[0].sentence.as_text().unwrap().contains("officer's notes"));
        let again = place.buffer.put(&message(2, 2, 1)).unwrap_err();
        assert!(matches!(
            again,
            BufferError::Message(MessageError::DoesNotOpen(_) | MessageError::OtherContent(_))
        ));
        let withdraw = Resolution::Withdraw(body("recorded again"));
        assert_eq!(place.buffer.resolve(id(2), withdraw).unwrap(), State::Withdrawn, "{name}");
    }
}
