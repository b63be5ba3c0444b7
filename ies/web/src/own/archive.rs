//! The archive of one's data: the same for machines and for people, in one file. EUDPR Art. 17 and
//! 22; R40, R44.

use fnd_paper::{Archive, ArchiveError, Block, Level, Paper, PaperError};
use fnd_web::words::{Value as Word, Words};
use ies_domain::person::ContactCard;
use ies_domain::rights::{RECORD_REFERENCE, Right};
use ies_pages::personal::said::Archive as Said;
use ies_store::purpose::own::Part;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::contacts::vcard;
use crate::shell::local;

/// An archive could not be made.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The file that holds all.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The paper in it.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// The data for machines.
    #[error("the data cannot be written: {0}")]
    Written(#[from] serde_json::Error),
}

/// Makes the archive of `parts`, as of `at`: JSON, the same as a page and as PDF, and the contact
/// card. It takes time that grows with the data; not for a thread that serves requests.
pub fn build(
    words: &Words,
    (right, at): (Right, Timestamp),
    (parts, card): (&[Part], &ContactCard),
) -> Result<Vec<u8>, BuildError> {
    let paper = paper(words, at, parts);
    let mut archive = Archive::new(local(at).date());
    let machine = serde_json::to_vec_pretty(&for_machines((right, at), parts))?;
    archive.add("my-data.json", &machine)?;
    archive.add("my-data.html", paper.html().as_bytes())?;
    archive.add("my-data.pdf", &paper.pdf()?.bytes)?;
    archive.add("my-card.vcf", vcard::written(card).as_bytes())?;
    Ok(archive.finish()?)
}

fn for_machines((right, at): (Right, Timestamp), parts: &[Part]) -> Value {
    use fnd_register::Coded;
    let categories: Map<String, Value> = parts
        .iter()
        .map(|part| {
            let told = json!({ "basis": part.category.basis,
                               "retention": part.category.retention, "data": part.data });
            (part.category.category.to_owned(), told)
        })
        .collect();
    json!({ "system": "EMN IES", "record": RECORD_REFERENCE, "right": right.code(),
            "article": right.article(), "made-at": at.to_string(), "categories": categories })
}

fn paper(words: &Words, at: Timestamp, parts: &[Part]) -> Paper {
    let about: [(&str, Word<'_>); 2] =
        [("moment", words.moment(&local(at)).into()), ("reference", RECORD_REFERENCE.into())];
    let about = words.with("archive-about", &about);
    let mut blocks = vec![Block::Paragraph(about)];
    for part in parts {
        let code = part.category.category;
        blocks.push(Block::Heading(Level::One, words.text(&format!("category-{code}"))));
        blocks.push(Block::Paragraph(words.text(&format!("category-{code}-about"))));
        let basis = words.one("archive-basis", "basis", part.category.basis);
        let retention = words.one("archive-retention", "retention", part.category.retention);
        blocks.push(Block::List(vec![basis, retention]));
        blocks.extend(told(words, &part.data));
    }
    Paper {
        title: Said("title").text(words),
        language: words.language(),
        author: words.text("service-name"),
        producer: concat!("iesd ", env!("CARGO_PKG_VERSION")).to_owned(),
        date: local(at).date(),
        blocks,
    }
}

/// Data as facts, object by object. Names of fields stay as they are for machines: they are the
/// same in every language, and are found again in the other file.
fn told(words: &Words, data: &Value) -> Vec<Block> {
    match data {
        Value::Array(rows) if rows.is_empty() => {
            vec![Block::Paragraph(Said("nothing").text(words))]
        }
        Value::Array(rows) => rows.iter().map(facts).collect(),
        one @ (Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Object(_)) => vec![facts(one)],
    }
}

fn facts(row: &Value) -> Block {
    let Some(fields) = row.as_object() else { return Block::Paragraph(plain(row)) };
    let pairs = fields.iter().filter(|(_, value)| !value.is_null());
    Block::Facts(pairs.map(|(name, value)| (name.replace('_', "-"), plain(value))).collect())
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join("\n"),
        Value::Object(fields) => {
            let line = |(name, value): (&String, &Value)| format!("{name}: {}", plain(value));
            fields.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Value::Null => String::new(),
        other @ (Value::Bool(_) | Value::Number(_)) => other.to_string(),
    }
}
