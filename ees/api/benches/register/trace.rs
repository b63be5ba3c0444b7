//! The statements of an entry, as the server's log tells them: what was executed, with what, and
//! how long it took. Nothing of the program's source is repeated here, so that what is compared
//! is what the program does.

use std::fs;
use std::time::{Duration, Instant};

use fnd_pg::database::Client as Database;

use crate::desk;
use crate::people::entry_of_new;
use crate::stand::Stand;
use crate::{Done, say};

/// How long the server may take to write its log.
const LOG_MAX: Duration = Duration::from_secs(20);
/// What begins a line of the log.
const PREFIX: &str = "trace:%u:%p: ";
/// Entries before the one that is read, so that all statements are prepared.
const WARMING: u64 = 40;

/// One statement with the values of its parameters; `None` stands for NULL.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) values: Vec<Option<String>>,
    pub(crate) milliseconds: f64,
}

/// The statements of an entry by somebody new and by somebody known.
#[derive(Debug)]
pub(crate) struct Traces {
    pub(crate) of_new: Vec<Statement>,
    pub(crate) of_known: Vec<Statement>,
}

/// Records entries and reads what the server did for the last ones.
pub(crate) async fn of_entries(stand: &Stand, database: &Database) -> Done<Traces> {
    let (client, base) = (stand.client(), &stand.base);
    let first = u64::from(std::process::id()) * 100;
    for number in 0..WARMING {
        desk::send(&client, base, &entry_of_new(first + number, desk::new_id())).await?;
    }
    let path = stand.server_log();
    database.batch_execute(&format!("ALTER SYSTEM SET log_line_prefix = '{PREFIX}'")).await?;
    let logged = async |request: &_| -> Done<Vec<Statement>> {
        let before = usize::try_from(fs::metadata(&path)?.len())?;
        let answer = desk::send(&client, base, request).await?;
        if answer.status != 201 {
            return Err(format!("an entry was not recorded: {}", answer.text).into());
        }
        let begun = Instant::now();
        while begun.elapsed() < LOG_MAX {
            let log = fs::read(&path)?;
            let text = String::from_utf8_lossy(log.get(before..).unwrap_or_default());
            if let Some(unit) = unit(&statements(&text)) {
                return Ok(unit);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err("the server's log does not tell the statements of an entry".into())
    };
    log_all(database, true).await?;
    let of_new = logged(&entry_of_new(first + WARMING, desk::new_id())).await?;
    log_all(database, false).await?;
    // The person of the warming who came first has left again.
    let left = "UPDATE crossing SET exited_at = entered_at, exit_offset = entry_offset,
                       exit_day = entry_day, exit_point = entry_point
                 WHERE exited_at IS NULL AND entered_at > now() - interval '10 minutes'";
    database.batch_execute(left).await?;
    log_all(database, true).await?;
    let of_known = logged(&entry_of_new(first, desk::new_id())).await?;
    log_all(database, false).await?;
    for (name, trace) in [("new", &of_new), ("known", &of_known)] {
        let time: f64 = trace.iter().map(|one| one.milliseconds).sum();
        say(&format!("{name}: {} statements, {time:.2} ms in the server", trace.len()));
        for one in trace {
            let sql: Vec<&str> = one.sql.split_whitespace().take(9).collect();
            say(&format!("    {:.3} ms  {}", one.milliseconds, sql.join(" ")));
        }
    }
    Ok(Traces { of_new, of_known })
}

async fn log_all(database: &Database, is_on: bool) -> Done<()> {
    let set = if is_on {
        "SET log_min_duration_statement = 0"
    } else {
        "RESET log_min_duration_statement"
    };
    database.batch_execute(&format!("ALTER SYSTEM {set}")).await?;
    database.batch_execute("SELECT pg_reload_conf()").await?;
    // Sessions take a setting up when they next wait for a statement.
    tokio::time::sleep(Duration::from_millis(500)).await;
    Ok(())
}

/// The last whole unit of work that recorded an entry, from BEGIN to COMMIT.
fn unit(statements: &[(String, Statement)]) -> Option<Vec<Statement>> {
    let at = statements.iter().position(|(_, one)| one.sql.contains("INSERT INTO crossing"))?;
    let session = &statements[at].0;
    let own = statements.iter().filter(|(other, _)| other == session).map(|(_, one)| one);
    let from_begin = own.skip_while(|one| !one.sql.starts_with("BEGIN"));
    let mut unit = Vec::new();
    for one in from_begin {
        unit.push(one.clone());
        if one.sql == "COMMIT" {
            return unit.iter().any(|one| one.sql.contains("INSERT INTO crossing")).then_some(unit);
        }
    }
    None
}

/// What was executed, each with the session that did it.
fn statements(log: &str) -> Vec<(String, Statement)> {
    let mut all: Vec<(String, Statement)> = Vec::new();
    let mut is_statement = false;
    for line in log.lines() {
        if let Some(rest) = line.strip_prefix('\t') {
            if let Some((_, last)) = all.last_mut().filter(|_| is_statement) {
                last.sql.push('\n');
                last.sql.push_str(rest);
            }
            continue;
        }
        let told = line.strip_prefix("trace:ees_app:").and_then(|told| told.split_once(": "));
        let Some((session, told)) = told else {
            is_statement = false;
            continue;
        };
        // What is told of a statement follows it at once; a line on binding has details too.
        if let Some(values) = told.strip_prefix("DETAIL:  parameters: ") {
            if let Some((_, last)) = all.last_mut().filter(|_| is_statement) {
                last.values = parameters(values);
            }
            is_statement = false;
        } else if let Some((milliseconds, sql)) = executed(told) {
            let statement = Statement { sql: sql.to_owned(), milliseconds, ..Statement::default() };
            all.push((session.to_owned(), statement));
            is_statement = true;
        } else {
            is_statement = false;
        }
    }
    all
}

/// The time and the text of a statement that was executed, not only prepared or bound.
fn executed(told: &str) -> Option<(f64, &str)> {
    let (time, rest) = told.strip_prefix("LOG:  duration: ")?.split_once(" ms  ")?;
    let sql = match rest.strip_prefix("statement: ") {
        Some(sql) => sql,
        None => rest.strip_prefix("execute ")?.split_once(": ")?.1,
    };
    Some((time.parse().ok()?, sql.trim()))
}

/// The values of `$1 = '…', $2 = NULL` and so on.
fn parameters(text: &str) -> Vec<Option<String>> {
    let mut values = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(" = ") {
        let Some(quoted) = after.strip_prefix('\'') else {
            values.push(None);
            rest = after;
            continue;
        };
        let mut value = String::new();
        let mut letters = quoted.char_indices().peekable();
        let mut end = quoted.len();
        while let Some((at, letter)) = letters.next() {
            if letter != '\'' {
                value.push(letter);
            } else if letters.next_if(|(_, next)| *next == '\'').is_some() {
                value.push('\'');
            } else {
                end = at + 1;
                break;
            }
        }
        values.push(Some(value));
        rest = quoted.get(end..).unwrap_or_default();
    }
    values
}
