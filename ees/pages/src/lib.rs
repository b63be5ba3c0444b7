//! Pages of the Entry/Exit System: templates, the plain data they show, and their words.
//!
//! A page knows no rule: what it shows was decided before. So it can be changed, translated and
//! looked at (`cargo run -p ees-pages --example gallery -- DIRECTORY`) without the server.

pub mod check;
pub mod errors;
pub mod file;
pub mod oversight;
pub mod person;
pub mod privacy;
pub mod problem;
pub mod receipt;
pub mod recorded;
pub mod result;
pub mod samples;
pub mod start;
pub mod stay;

use fnd_core::Language;
use fnd_web::words::Texts;

/// The files of one language, in the order of the pages.
macro_rules! files {
    ($code:literal) => {
        &[
            include_str!(concat!("../locales/", $code, "/common.ftl")),
            include_str!(concat!("../locales/", $code, "/check.ftl")),
            include_str!(concat!("../locales/", $code, "/result.ftl")),
            include_str!(concat!("../locales/", $code, "/file.ftl")),
            include_str!(concat!("../locales/", $code, "/oversight.ftl")),
            include_str!(concat!("../locales/", $code, "/privacy.ftl")),
            include_str!(concat!("../locales/", $code, "/desk.ftl")),
            include_str!(concat!("../locales/", $code, "/codes.ftl")),
            include_str!(concat!("../locales/", $code, "/refused.ftl")),
            include_str!(concat!("../locales/", $code, "/register.ftl")),
        ]
    };
}

/// The words of these pages, for [`fnd_web::words::Catalogue::new`].
pub const TEXTS: &[Texts<'static>] =
    &[(Language::ENGLISH, files!("en")), (Language::ROMANIAN, files!("ro"))];
