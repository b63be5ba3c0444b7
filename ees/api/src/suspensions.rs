//! Suspension of operation at crossing points. Reg. (EU) 2025/1534 Art. 7.

pub mod begin;
pub mod change;
pub mod list;
