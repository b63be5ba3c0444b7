//! What needs more than one module: formats from end to end, and files from elsewhere.

mod images;
mod nist;
mod records;
mod ridges;
mod wsq;
