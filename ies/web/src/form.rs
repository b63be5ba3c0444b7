//! Forms as browsers send them.
