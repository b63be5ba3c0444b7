//! Numbers on the quality of the data of a period. EES Art. 38(4). They name nobody.

/// What was recorded at one border crossing point.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PointQuality {
    /// The code of the point.
    pub point: String,
    /// Entries of the period.
    pub entries: u64,
    /// Of these, those whose stay has ended, or that a later entry overtook, without an exit.
    pub without_exit: u64,
    /// Of these, those that were recorded by a fall-back procedure.
    pub fallback: u64,
    /// Of these, those of the progressive start.
    pub progressive: u64,
    /// Exits of the period.
    pub exits: u64,
    /// Of these, those without an entry.
    pub without_entry: u64,
    /// Corrections and completions in the period of records that began here.
    pub rectified: u64,
}

/// What one authority recorded at entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuthorityQuality {
    /// The authority, as it is kept with the entry.
    pub authority: String,
    /// The State.
    pub state: String,
    /// Entries of the period.
    pub entries: u64,
    /// Of these, those without an exit, as in [`PointQuality::without_exit`].
    pub without_exit: u64,
    /// Of these, those that were recorded by a fall-back procedure.
    pub fallback: u64,
}

/// How many entries were recorded how late, of those recorded by a fall-back procedure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delays {
    /// Within an hour.
    pub hour: u64,
    /// Within a day.
    pub day: u64,
    /// Within three days.
    pub three_days: u64,
    /// Later.
    pub later: u64,
}

/// What was refused, by code and place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RefusedInput {
    /// The stable code of the refusal.
    pub code: String,
    /// The border crossing point; empty where there was none.
    pub point: String,
    /// How often.
    pub times: u64,
}

/// How many files of a period say one thing of biometric data. EES Art. 15(3), 17(3) to (5), 21(3).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkQuality {
    /// `face` or `prints`.
    pub kind: String,
    /// The mark, a code.
    pub mark: String,
    /// How many files.
    pub files: u64,
}

/// The quality of the data of a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quality {
    /// By border crossing point.
    pub points: Vec<PointQuality>,
    /// By authority.
    pub authorities: Vec<AuthorityQuality>,
    /// How late entries were recorded.
    pub delays: Delays,
    /// What the files of who entered say of biometric data.
    pub marks: Vec<MarkQuality>,
    /// What was refused, the commonest first.
    pub refused: Vec<RefusedInput>,
}
