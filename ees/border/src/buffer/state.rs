//! What can become of a message, as a function of what it is and what happens.

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has to be sent.
    Waiting,
    /// It was handed out to be sent, and no answer is known.
    Sent,
    /// Neither the register nor this program can go on with it; a human has to decide.
    Conflict,
    /// The register has it.
    Taken,
    /// A human decided that it shall not be sent.
    Withdrawn,
}

/// What happens to a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is handed out to be sent.
    HandOut,
    /// What is kept of it does not open, so that there is nothing to send.
    Doubt,
    /// The register answered that it has it.
    Take,
    /// The register answered that it does not take it as it is.
    Refuse,
    /// No answer came, or one that says to try again.
    Retry,
    /// A human put another body in the place of the one that was refused.
    Resend,
    /// A human decided that it shall not be sent.
    Withdraw,
}

/// The step does not follow on where the message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the message is `{}`, and `{}` does not follow on that", state.code(), step.code())]
pub struct OutOfTurn {
    /// Where the message stands.
    pub state: State,
    /// What was asked for.
    pub step: Step,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Waiting, Self::Sent, Self::Conflict, Self::Taken, Self::Withdrawn];

    /// The word in the file; it stays the same for ever.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Conflict => "conflict",
            Self::Taken => "taken",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of that word.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether nothing more will happen to the message, so that it can be erased.
    pub const fn is_settled(self) -> bool {
        match self {
            Self::Waiting | Self::Sent | Self::Conflict => false,
            Self::Taken | Self::Withdrawn => true,
        }
    }

    /// Where the message stands after `step`.
    pub fn after(self, step: Step) -> Result<Self, OutOfTurn> {
        // What the register fails on for ever is withdrawn where it waits.
        if (self, step) == (Self::Waiting, Step::Withdraw) {
            return Ok(Self::Withdrawn);
        }
        let (from, to) = match step {
            Step::HandOut => (Self::Waiting, Self::Sent),
            Step::Doubt => (Self::Waiting, Self::Conflict),
            Step::Take => (Self::Sent, Self::Taken),
            Step::Refuse => (Self::Sent, Self::Conflict),
            Step::Retry => (Self::Sent, Self::Waiting),
            Step::Resend => (Self::Conflict, Self::Waiting),
            Step::Withdraw => (Self::Conflict, Self::Withdrawn),
        };
        if self == from { Ok(to) } else { Err(OutOfTurn { state: self, step }) }
    }
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::HandOut,
        Self::Doubt,
        Self::Take,
        Self::Refuse,
        Self::Retry,
        Self::Resend,
        Self::Withdraw,
    ];

    /// The word for people who read an error.
    pub const fn code(self) -> &'static str {
        match self {
            Self::HandOut => "hand out",
            Self::Doubt => "doubt",
            Self::Take => "take",
            Self::Refuse => "refuse",
            Self::Retry => "retry",
            Self::Resend => "resend",
            Self::Withdraw => "withdraw",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_from_every_state_is_the_one_of_the_table() {
        // Rows are states, columns the steps in their order; a dash is a step out of turn.
        let table = [
            // hand out  doubt       take     refuse      retry      resend     withdraw
            ("waiting", ["sent", "conflict", "-", "-", "-", "-", "withdrawn"]),
            ("sent", ["-", "-", "taken", "conflict", "waiting", "-", "-"]),
            ("conflict", ["-", "-", "-", "-", "-", "waiting", "withdrawn"]),
            ("taken", ["-", "-", "-", "-", "-", "-", "-"]),
            ("withdrawn", ["-", "-", "-", "-", "-", "-", "-"]),
        ];
        assert_eq!(table.len(), State::ALL.len());
        for (code, row) in table {
            let state = State::find(code).unwrap();
            for (step, expected) in Step::ALL.into_iter().zip(row) {
                match state.after(step) {
                    Ok(next) => assert_eq!(next.code(), expected, "{code}, {}", step.code()),
                    Err(error) => {
                        assert_eq!(expected, "-", "{code}, {}", step.code());
                        assert_eq!(error, OutOfTurn { state, step });
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_follows_on_what_is_settled_and_something_on_everything_else() {
        for state in State::ALL {
            let goes_on = Step::ALL.into_iter().any(|step| state.after(step).is_ok());
            assert_eq!(goes_on, !state.is_settled(), "{state:?}");
            assert_eq!(State::find(state.code()), Some(state));
        }
        assert_eq!(State::find("Waiting"), None);
    }
}
