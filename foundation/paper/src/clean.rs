//! Text of others, before it is shown: what cannot be seen or would change what is around it
//! goes.

/// Stands for what is no letter of any script.
const REPLACEMENT: char = '\u{fffd}';

/// `text` with its line breaks and single blanks between words, and nothing that controls.
pub(crate) fn lines(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut blank = None;
    for letter in text.chars() {
        match kind(letter) {
            Kind::Nothing => {}
            Kind::Break => blank = Some('\n'),
            Kind::Blank => blank = blank.or(Some(' ')),
            Kind::Letter(letter) => {
                if let Some(blank) = blank.take().filter(|_| !cleaned.is_empty()) {
                    cleaned.push(blank);
                }
                cleaned.push(letter);
            }
        }
    }
    cleaned
}

/// `text` on one line.
pub(crate) fn flat(text: &str) -> String {
    lines(text).replace('\n', " ")
}

/// Whether `text` is a figure: digits with what stands in and around them.
pub(crate) fn is_figure(text: &str) -> bool {
    let is_part = |letter: char| {
        letter.is_ascii_digit()
            || matches!(letter, '.' | ',' | '\'' | '%' | '+' | '-' | '−' | '€')
            || letter.is_whitespace()
    };
    text.chars().any(|letter| letter.is_ascii_digit()) && text.chars().all(is_part)
}

enum Kind {
    Letter(char),
    Blank,
    Break,
    Nothing,
}

fn kind(letter: char) -> Kind {
    match letter {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Kind::Break,
        // Blanks at which no line breaks are letters.
        '\u{a0}' | '\u{2007}' | '\u{202f}' => Kind::Letter(letter),
        _ if letter.is_whitespace() => Kind::Blank,
        _ if letter.is_control() || is_unseen(letter) => Kind::Nothing,
        _ if is_unassignable(letter) => Kind::Letter(REPLACEMENT),
        _ => Kind::Letter(letter),
    }
}

/// Signs that are not seen: those that turn the direction of reading or override it, break or
/// forbid breaks, choose variants, mark languages. Those that join and part letters, which some
/// scripts need, stay.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Code points that never are a letter for everybody: for private use, or for none.
fn is_unassignable(letter: char) -> bool {
    let is_private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    is_private || matches!(letter, '\u{fdd0}'..='\u{fdef}') || u32::from(letter) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_goes_and_blanks_are_single() {
        let cases = [
            ("  a \t b  ", "a b"),
            ("a \r\n\r\n b", "a\nb"),
            ("a\u{2028}b\u{c}c", "a\nb\nc"),
            ("\u{1b}[31mred\u{7}\0", "[31mred"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("\u{2066}a\u{2069}\u{200f}b\u{feff}", "ab"),
            ("soft\u{ad}hyphen\u{200b}", "softhyphen"),
            ("10\u{a0}000\u{202f}€", "10\u{a0}000\u{202f}€"),
            ("\u{e001}\u{fffe}\u{10ffff}", "\u{fffd}\u{fffd}\u{fffd}"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("e\u{301}", "e\u{301}"),
            ("\n \n", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(lines(text), expected, "{text:?}");
        }
        assert_eq!(flat("a\nb"), "a b");
    }

    #[test]
    fn cleaning_twice_is_cleaning_once() {
        let all: String = (0..0x11_0000).filter_map(char::from_u32).collect();
        let once = lines(&all);
        assert_eq!(lines(&once), once);
        assert!(once.chars().all(|letter| letter == '\n' || !letter.is_control()));
    }

    #[test]
    fn a_figure_is_digits_and_what_stands_around_them() {
        for figure in ["1", "1 000,50", "-3", "12 %", "1\u{a0}000 €", "2026"] {
            assert!(is_figure(figure), "{figure}");
        }
        for other in ["", "-", "1a", "A1", "n/a"] {
            assert!(!is_figure(other), "{other}");
        }
    }
}
