//! Pages of the Entry/Exit System: templates, the plain data they show, and their words.
//!
//! A page knows no rule: what it shows was decided before. So it can be changed, translated and
//! looked at (`cargo run -p ees-pages --example gallery -- DIRECTORY`) without the server.

pub mod asked;
pub mod border;
pub mod cases;
pub mod check;
pub mod deed;
pub mod erasures;
pub mod errors;
pub mod file;
pub mod foreseen;
pub mod history;
pub mod log;
pub mod merge;
pub mod notices;
pub mod oversight;
pub mod overstayers;
pub mod person;
pub mod privacy;
pub mod problem;
pub mod procedures;
pub mod receipt;
pub mod recorded;
pub mod refuse;
pub mod report;
pub mod result;
pub mod samples;
pub mod start;
pub mod stay;
pub mod suspensions;
pub mod taking;

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
            include_str!(concat!("../locales/", $code, "/mark.ftl")),
            include_str!(concat!("../locales/", $code, "/refusal.ftl")),
            include_str!(concat!("../locales/", $code, "/deed.ftl")),
            include_str!(concat!("../locales/", $code, "/amend.ftl")),
            include_str!(concat!("../locales/", $code, "/rectify.ftl")),
            include_str!(concat!("../locales/", $code, "/oversight.ftl")),
            include_str!(concat!("../locales/", $code, "/report.ftl")),
            include_str!(concat!("../locales/", $code, "/suspension.ftl")),
            include_str!(concat!("../locales/", $code, "/taking.ftl")),
            include_str!(concat!("../locales/", $code, "/privacy.ftl")),
            include_str!(concat!("../locales/", $code, "/asked.ftl")),
            include_str!(concat!("../locales/", $code, "/desk.ftl")),
            include_str!(concat!("../locales/", $code, "/border.ftl")),
            include_str!(concat!("../locales/", $code, "/codes.ftl")),
            include_str!(concat!("../locales/", $code, "/refused.ftl")),
            include_str!(concat!("../locales/", $code, "/register.ftl")),
        ]
    };
}

/// The words of these pages, for [`fnd_web::words::Catalogue::new`].
pub const TEXTS: &[Texts<'static>] =
    &[(Language::ENGLISH, files!("en")), (Language::ROMANIAN, files!("ro"))];
