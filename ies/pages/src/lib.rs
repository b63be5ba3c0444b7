//! Pages of the Information Exchange System: templates, the plain data they show, and their
//! words in English, French and German.
//!
//! A page knows no rule: what it shows was decided before. So it can be changed, translated and
//! looked at (`cargo run -p ies-pages --example gallery -- DIRECTORY`) without the server.

#[macro_use]
pub mod declared;

pub mod community;
pub mod confirm;
pub mod countries;
pub mod entry;
pub mod errors;
pub mod oversight;
pub mod people;
pub mod person;
pub mod personal;
pub mod problem;
pub mod public;
pub mod samples;

use fnd_core::Language;
use fnd_web::words::Texts;

/// The files of one language, in the order of the pages.
macro_rules! files {
    ($code:literal) => {
        &[
            include_str!(concat!("../locales/", $code, "/common.ftl")),
            include_str!(concat!("../locales/", $code, "/public.ftl")),
            include_str!(concat!("../locales/", $code, "/entry.ftl")),
            include_str!(concat!("../locales/", $code, "/personal.ftl")),
            include_str!(concat!("../locales/", $code, "/community.ftl")),
            include_str!(concat!("../locales/", $code, "/mail-community.ftl")),
            include_str!(concat!("../locales/", $code, "/requests.ftl")),
            include_str!(concat!("../locales/", $code, "/users.ftl")),
            include_str!(concat!("../locales/", $code, "/emergency.ftl")),
            include_str!(concat!("../locales/", $code, "/organisations.ftl")),
            include_str!(concat!("../locales/", $code, "/cases.ftl")),
            include_str!(concat!("../locales/", $code, "/oversight.ftl")),
            include_str!(concat!("../locales/", $code, "/codes.ftl")),
            include_str!(concat!("../locales/", $code, "/register.ftl")),
            include_str!(concat!("../locales/", $code, "/countries.ftl")),
            include_str!(concat!("../locales/", $code, "/mail.ftl")),
            include_str!(concat!("../locales/", $code, "/tokens.ftl")),
            include_str!(concat!("../locales/", $code, "/mail-account.ftl")),
        ]
    };
}

/// The words of these pages, for [`fnd_web::words::Catalogue::new`]. A further language is one
/// more line and its files; a test names every word it lacks.
pub const TEXTS: &[Texts<'static>] = &[
    (Language::ENGLISH, files!("en")),
    (Language::FRENCH, files!("fr")),
    (Language::GERMAN, files!("de")),
];
