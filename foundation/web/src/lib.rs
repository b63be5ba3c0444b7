//! What every server shows: the page shell, forms, charts, assets and translations.
//!
//! Nothing here knows what a system is about. Titles, menus and sentences come in as arguments;
//! only the words of the shell itself ("Skip to main content") are kept here.

pub mod assets;
pub mod chart;
pub mod form;
pub mod pager;
pub mod shell;
pub mod words;
