//! What is not certain about the suspension of operation at a crossing point.

/// How the suspension of operation is read. [`SuspensionSwitches::default`] is the reading of July
/// 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SuspensionSwitches {
    /// Whether the sixty further days of partial suspension are used, from 9 July to 6 September
    /// 2026. Default: they are.
    ///
    /// Source: Reg. (EU) 2025/1534 Art. 7 gives them where fewer than 80 % of the files hold
    /// biometrics. It is the share of the files of all Member States, which was not published; what
    /// this system holds alone does not tell.
    pub is_prolonged: bool,
    /// Hours for which operation may be suspended in part at a time after the progressive start.
    /// Default: 6.
    ///
    /// Source: Reg. (EU) 2025/1534 Art. 7; that several suspensions may follow one another, and
    /// how soon, is not said.
    pub partial_hours_max: i64,
    /// Hours within which the Commission and eu-LISA are notified. Default: 6, from the beginning.
    ///
    /// Source: Reg. (EU) 2025/1534 Art. 7(1); from which moment is not said.
    pub notify_hours: i64,
}

impl Default for SuspensionSwitches {
    fn default() -> Self {
        Self { is_prolonged: true, partial_hours_max: 6, notify_hours: 6 }
    }
}
