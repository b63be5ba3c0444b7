//! `eesd stay`: questions to the stay calculator as JSON lines.
//!
//! One bad line never costs another its answer, and memory is bounded by [`LINE_BYTES_MAX`].

mod question;
mod reply;

use std::io::{self, BufRead, BufReader, Read, Write};

use ees_domain::day::Day;
use ees_domain::stay::{Answer, Calculator, Stay, StayError};

/// The longest line that is read, about 300,000 stays.
pub const LINE_BYTES_MAX: usize = 16 << 20;

/// How many lines were answered and refused; empty lines are neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Lines with an answer.
    pub answered: u64,
    /// Lines with an error.
    pub refused: u64,
}

impl Tally {
    /// Both together.
    pub fn lines(&self) -> u64 {
        self.answered.saturating_add(self.refused)
    }
}

/// Why a line has no answer, shown as `code: sentence`. Codes are stable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// The line is longer than [`LINE_BYTES_MAX`].
    #[error("line-too-long: a line has at most {LINE_BYTES_MAX} bytes")]
    TooLong,
    /// The line is not text.
    #[error("not-utf-8: the line is not UTF-8 from byte {valid} on")]
    NotUtf8 {
        /// The number of bytes before the first wrong one.
        valid: usize,
    },
    /// The line is not one JSON value.
    #[error("not-json: {0}")]
    NotJson(String),
    /// A value has another type than it must have.
    #[error("wrong-type: {0}")]
    WrongType(String),
    /// The question itself is wrong; the text begins with its own code.
    #[error("{0}")]
    NotAQuestion(String),
    /// The calculation refuses the question.
    #[error("{}: {}", .0.code(), .0)]
    Stay(StayError),
}

/// Answers every line of `input` on `output`, in order.
///
/// The answers are flushed at the end, and whenever the next line has not fully arrived yet, so
/// that one who asks and waits gets an answer.
pub fn answer_lines<R: Read>(
    input: &mut BufReader<R>,
    output: &mut impl Write,
) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let mut desk = Desk::default();
    let mut line = Vec::new();
    loop {
        if input.buffer().is_empty() {
            output.flush()?;
        }
        match read_line(input, &mut line)? {
            Line::End => break,
            Line::Read => {}
            Line::TooLong => {
                tally.refused = tally.refused.saturating_add(1);
                reply::write_error(output, None, &LineError::TooLong)?;
                continue;
            }
        }
        let text = line.trim_ascii();
        if !text.is_empty() {
            desk.answer_line(text, output, &mut tally)?;
        }
    }
    output.flush()?;
    Ok(tally)
}

enum Line {
    Read,
    TooLong,
    End,
}

/// Reads up to the next end of line; what is too long is read away without being kept.
fn read_line<R: Read>(input: &mut BufReader<R>, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let limit = u64::try_from(LINE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    if input.by_ref().take(limit).read_until(b'\n', line)? == 0 {
        return Ok(Line::End);
    }
    if line.len() <= LINE_BYTES_MAX || line.ends_with(b"\n") {
        return Ok(Line::Read);
    }
    input.skip_until(b'\n')?;
    line.clear();
    line.shrink_to(1 << 20);
    Ok(Line::TooLong)
}

/// What is kept from line to line: memory, and nothing else.
#[derive(Debug, Default)]
struct Desk {
    calculator: Calculator,
    stays: Vec<Stay>,
}

impl Desk {
    fn answer_line(
        &mut self,
        line: &[u8],
        output: &mut impl Write,
        tally: &mut Tally,
    ) -> io::Result<()> {
        match self.answer(line) {
            Ok((id, answer)) => {
                tally.answered = tally.answered.saturating_add(1);
                reply::write_answer(output, id, &answer)
            }
            Err(error) => {
                tally.refused = tally.refused.saturating_add(1);
                let id = str::from_utf8(line).ok().and_then(question::find_id);
                reply::write_error(output, id, &error)
            }
        }
    }

    fn answer<'a>(&mut self, line: &'a [u8]) -> Result<(question::Id<'a>, Answer), LineError> {
        let text = match str::from_utf8(line) {
            Ok(text) => text,
            Err(error) => return Err(LineError::NotUtf8 { valid: error.valid_up_to() }),
        };
        let (id, on): (_, Day) = question::read(text, &mut self.stays)?;
        let answer = self.calculator.answer(&self.stays, on).map_err(LineError::Stay)?;
        Ok((id, answer))
    }
}
