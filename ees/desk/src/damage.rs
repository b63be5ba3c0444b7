//! A damaged zone, shown with what is wrong in it.

use ees_domain::mrz::MrzError;
use ees_pages::check::{Damage, Fault, Piece, ZoneField, ZoneLine};
use ees_pages::errors::Mistaken;
use fnd_web::words::Words;

/// The zone as it was read, with the damaged characters marked.
pub fn damage(zone: &str, error: &MrzError, words: &Words) -> Damage {
    let damages = error.damages();
    let lines = zone.lines().map(str::trim).filter(|line| !line.is_empty()).take(3).enumerate();
    let lines = lines.map(|(at, line)| {
        let number = at.saturating_add(1);
        let marked = |column: usize| {
            damages.iter().any(|d| {
                d.line == number && d.column <= column && column < d.column.saturating_add(d.length)
            })
        };
        ZoneLine { pieces: pieces(line, marked) }
    });
    let faults = damages.iter().map(|damage| {
        let end = damage.column.saturating_add(damage.length).saturating_sub(1);
        let number = |place: usize| u32::try_from(place).unwrap_or_default();
        Fault {
            field: zone_field(damage.field),
            line: number(damage.line),
            from: number(damage.column),
            to: number(end),
            suggestion: suggestion(damage, zone, words),
        }
    });
    Damage { lines: lines.collect(), faults: faults.collect() }
}

/// A line cut where marked and unmarked characters meet; columns count from 1.
fn pieces(line: &str, marked: impl Fn(usize) -> bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (column, letter) in (1..).zip(line.chars().take(90)) {
        let wrong = marked(column);
        match pieces.last_mut() {
            Some(last) if last.wrong == wrong => last.text.push(letter),
            _ => pieces.push(Piece { text: letter.to_string(), wrong }),
        }
    }
    pieces
}

fn zone_field(field: ees_domain::mrz::Field) -> ZoneField {
    match field.code() {
        "document-code" => ZoneField::Kind,
        "issuer" => ZoneField::Issuer,
        "name" | "names" => ZoneField::Names,
        "document-number" => ZoneField::Number,
        "nationality" => ZoneField::Nationality,
        "birth-date" | "date-of-birth" => ZoneField::Birth,
        "sex" => ZoneField::Sex,
        "expiry-date" | "date-of-expiry" => ZoneField::Expiry,
        "composite" => ZoneField::Composite,
        code if code.starts_with("optional") || code.starts_with("personal") => ZoneField::Optional,
        _ => ZoneField::Shape,
    }
}

/// What may have been mistaken, as a sentence; empty when nothing is likely.
fn suggestion(damage: &ees_domain::mrz::Damage, zone: &str, words: &Words) -> String {
    let Some(likely) = damage.suggestions.first() else {
        let is_digit = matches!(damage.kind, ees_domain::mrz::DamageKind::CheckDigit { .. });
        return if is_digit { Mistaken::CheckDigit.sentence(words) } else { String::new() };
    };
    let lines: Vec<&str> = zone.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let read = lines
        .get(damage.line.saturating_sub(1))
        .and_then(|line| line.chars().nth(likely.column.saturating_sub(1)));
    match read.map(|letter| letter.to_ascii_uppercase()) {
        Some(read) if likely.character.is_ascii_digit() => {
            Mistaken::Digit(read, likely.character).sentence(words)
        }
        Some(read) => Mistaken::Letter(read, likely.character).sentence(words),
        None => String::new(),
    }
}
