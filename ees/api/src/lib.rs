//! The outermost layer of the Entry/Exit System: what is read, what is written, what is refused.
//!
//! Rules live in `ees-domain`; here is only how the world asks for them.

pub mod stay;
