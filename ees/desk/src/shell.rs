//! What stands around every page of the desk, but for the menu: that is what a program offers.

use std::sync::Arc;

use ees_domain::point::BorderPoint;
use fnd_core::Language;
use fnd_web::caller::Caller;
use fnd_web::shell::{LanguageLink, Link, Person, Shell};
use fnd_web::words::Catalogue;

/// Where a check begins.
pub const CHECK: &str = "/check";

/// What the pages need of the program that serves them.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The words.
    pub catalogue: &'a Arc<Catalogue>,
    /// The border crossing points, for their names.
    pub points: &'a [BorderPoint],
    /// A sentence above every page; may be empty.
    pub banner: &'a str,
    /// Where a reader ends the session; empty where there is none to end.
    pub sign_out: &'a str,
}

impl Frame<'_> {
    /// The shell of the page at `path` for a reader of `language`.
    ///
    /// A page that answers a form cannot be asked for again in another language, so its links
    /// lead to where the work begins.
    pub fn shell(&self, language: Language, caller: Option<&Caller>, path: &str) -> Shell {
        let words = self.catalogue.words(language);
        let mut shell = Shell::new(words.clone(), words.text("service-name"));
        self.banner.clone_into(&mut shell.banner);
        let joint = if path.contains('?') { '&' } else { '?' };
        let link = |language: Language| LanguageLink {
            language,
            href: format!("{path}{joint}lang={}", language.code()),
        };
        shell.languages = self.catalogue.languages().into_iter().map(link).collect();
        shell.footer = vec![Link { href: "/privacy".into(), label: words.text("privacy-title") }];
        shell.person = caller.map(|caller| Person {
            name: caller.name.clone(),
            office: self.office(caller),
            sign_out: self.sign_out.into(),
        });
        shell
    }

    /// The office and the border crossing point.
    fn office(&self, caller: &Caller) -> String {
        let place = caller.place.as_deref();
        let point = self.points.iter().find(|point| Some(point.code.as_str()) == place);
        match point {
            Some(point) => format!("{}, {}", caller.office, point.name),
            None => caller.office.clone(),
        }
    }
}
