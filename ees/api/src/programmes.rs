//! Notifications of national facilitation programmes. EES Art. 16(6), 17(1)(d); SBC Art. 8d.

pub mod enter;
pub mod withdraw;
