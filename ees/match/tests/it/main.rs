//! What needs more than one module: formats from end to end, and files from elsewhere.

mod ridges;
mod wsq;
