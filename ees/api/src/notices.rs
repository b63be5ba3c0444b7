//! What Member States are told without having asked: delivered to their endpoints, listed, and
//! sent as it happens to whoever looks. EES Art. 12(1), 34(3), 35(7).

pub mod arrivals;
pub mod deliver;
pub mod list;
pub mod stream;
pub mod told;
