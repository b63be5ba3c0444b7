//! The statements of an entry as scripts of `pgbench`.
//!
//! The statements are the program's, letter by letter; parameters are. Where each entry needs
//! another value, the parameter is an expression over the number that `pgbench` draws: an
//! identifier, the fingerprint of a document, the fingerprints of a name. Whoever is known is
//! looked up by number in a table of its own, inside the statement that looks for the document.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Done;
use crate::trace::{Statement, Traces};

/// The scripts, and the values that do not change.
#[derive(Debug)]
pub(crate) struct Scripts {
    pub(crate) files: [PathBuf; 2],
    /// Names and values of variables.
    pub(crate) constants: Vec<(String, String)>,
}

/// Who enters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    New,
    Known,
}

/// What a script is made of.
struct Maker {
    who: Who,
    /// The file of whoever is known.
    file: Option<String>,
    /// The fingerprint of the document.
    document: Option<String>,
    /// Names of variables by their values.
    constants: BTreeMap<String, String>,
}

/// Writes both scripts into `folder`.
pub(crate) fn write(folder: &Path, traces: &Traces) -> Done<Scripts> {
    let mut constants = Vec::new();
    let mut made = |who, name: &str, trace: &[Statement]| -> Done<PathBuf> {
        let mut maker = Maker::of(who, trace)?;
        let text = maker.script(trace);
        constants.extend(maker.constants.into_iter().map(|(value, name)| (name, value)));
        let path = folder.join(name);
        fs::write(&path, text)?;
        Ok(path)
    };
    let files = [
        made(Who::New, "entry-new.sql", &traces.of_new)?,
        made(Who::Known, "entry-known.sql", &traces.of_known)?,
    ];
    Ok(Scripts { files, constants })
}

impl Maker {
    fn of(who: Who, trace: &[Statement]) -> Done<Self> {
        let value_in = |what: &str| {
            let statement = trace.iter().find(|one| one.sql.contains(what))?;
            statement.values.first().cloned().flatten()
        };
        let document = value_in("FROM document_key");
        let file = value_in("FROM file f");
        if document.is_none() || (who == Who::Known) != file.is_some() {
            return Err("the statements of an entry are not as expected".into());
        }
        Ok(Self { who, file, document, constants: BTreeMap::new() })
    }

    fn script(&mut self, trace: &[Statement]) -> String {
        // Nineteen digits, always.
        let mut text = "\\set n random(1000000000000000000, 9200000000000000000)\n".to_owned();
        for statement in trace {
            let mut sql = statement.sql.split_whitespace().collect::<Vec<_>>().join(" ");
            // The longer names first, so that `$1` is not found in `$12`.
            for (at, value) in statement.values.iter().enumerate().rev() {
                let place = format!("${}", at + 1);
                let is_spread = sql.contains(&format!("unnest({place}::bytea[])"));
                let parameter = self.parameter(value.as_deref(), is_spread);
                sql = sql.replace(&place, &parameter);
            }
            let answers = self.who == Who::Known && sql.contains("FROM document_key");
            text.push_str(&sql);
            text.push_str(if answers { " \\gset\n" } else { ";\n" });
        }
        text
    }

    /// What stands for a value.
    fn parameter(&mut self, value: Option<&str>, is_spread: bool) -> String {
        let Some(value) = value else { return "NULL".to_owned() };
        if self.document.as_deref() == Some(value) {
            return match self.who {
                Who::New => fingerprint("d", value.len()),
                Who::Known => "(SELECT fingerprint FROM bench_known \
                     WHERE number = (SELECT nextval('bench_turn')))"
                    .to_owned(),
            };
        }
        if self.file.as_deref() == Some(value) {
            return ":file_id".to_owned();
        }
        if value.parse::<i64>().is_ok() {
            // Why: what stands alone in a SELECT would be taken for text.
            return value.to_owned();
        }
        if let Some(head) = head_of_identifier(value) {
            return format!("(:{}::text || :n::text)::uuid", self.constant(&head));
        }
        if is_spread {
            let keys: Vec<&str> = value.trim_matches(['{', '}']).split(',').collect();
            let made = keys.iter().enumerate().map(|(at, key)| {
                fingerprint(
                    &format!("k{at}"),
                    key.trim_matches('"').trim_start_matches('\\').len() + 1,
                )
            });
            return format!("ARRAY[{}]", made.collect::<Vec<_>>().join(", "));
        }
        format!(":{}", self.constant(value))
    }

    /// The variable that holds a value.
    fn constant(&mut self, value: &str) -> String {
        let who = match self.who {
            Who::New => "new",
            Who::Known => "known",
        };
        let name = format!("{who}_{}", self.constants.len());
        self.constants.entry(value.to_owned()).or_insert(name).clone()
    }
}

/// A fingerprint of the drawn number, as long as one that is written as `length` letters `\x…`.
fn fingerprint(salt: &str, length: usize) -> String {
    let bytes = length.saturating_sub(2) / 2;
    format!("substr(sha256(('{salt}' || :n::text)::bytea), 1, {bytes})")
}

/// The first thirteen digits of an identifier: its time, and its version. The drawn number makes
/// the rest.
fn head_of_identifier(value: &str) -> Option<String> {
    let digits: String = value.chars().filter(|letter| *letter != '-').collect();
    let is_one = value.len() == 36
        && digits.len() == 32
        && digits.chars().all(|letter| letter.is_ascii_hexdigit());
    is_one.then(|| digits.chars().take(13).collect())
}
