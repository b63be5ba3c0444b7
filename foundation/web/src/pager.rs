//! Leafing through a list page by page.

/// Where a reader is in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pager {
    /// The page shown, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of the page before; empty on the first.
    pub previous: String,
    /// The address of the page after; empty on the last.
    pub next: String,
}

impl Pager {
    /// Whether there is anything to leaf through.
    pub fn is_needed(&self) -> bool {
        1 < self.pages
    }
}
