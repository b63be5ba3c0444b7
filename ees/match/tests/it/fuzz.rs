//! Damaged files, from a seed; the example `fuzz` does the same with many more.

use super::engine::{Numbers, input, parsers};

#[test]
fn damaged_files_are_read_or_refused_and_nothing_else() {
    for parser in parsers() {
        for file in parser.files.iter().chain(&parser.large) {
            assert!((parser.run)(file), "{} does not take its own file", parser.name);
        }
        let mut numbers = Numbers::new(7);
        for _ in 0..1_500 {
            (parser.run)(&input(&parser, &mut numbers));
        }
    }
}
