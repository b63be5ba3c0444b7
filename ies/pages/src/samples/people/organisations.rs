//! Samples of organisations and countries.

use fnd_web::form::{Choice, Field};
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::date;

use crate::people::{
    Aspect, AspectRow, CountriesPage, CountryForm, CountryRow, Done, OrganisationForm,
    OrganisationPage, OrganisationRow, OrganisationsFilter, OrganisationsPage,
};
use crate::person::{Abroad, OrganisationKind};
use crate::samples::Sample;

const LIST: &str = "/admin/organisations";
const ONE: &str = "/admin/organisations/1";

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut pages = lists(words, shell);
    pages.extend(one(words, shell));
    pages.extend(countries(words, shell));
    pages
}

fn kinds(words: &Words) -> Vec<Choice> {
    OrganisationKind::ALL.map(|kind| Choice::new(kind.code(), words.text(kind.key()))).into()
}

fn seats() -> Vec<Choice> {
    vec![Choice::new("FIN", "Suomi"), Choice::new("GEO", "Georgia")]
}

fn organisation(name: &str, kind: OrganisationKind, abroad: Option<Abroad>) -> OrganisationRow {
    OrganisationRow {
        name: name.into(),
        kind,
        seat: if abroad.is_some() { "Georgia".into() } else { "Suomi".into() },
        abroad,
        users: 6,
        href: ONE.into(),
    }
}

fn ministry() -> OrganisationRow {
    let abroad = Some(Abroad::ThirdCountry("Georgia".into()));
    organisation("Ministry of Internal Affairs", OrganisationKind::NationalAuthority, abroad)
}

fn lists(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut filter = OrganisationsFilter::empty(LIST);
    filter.kinds = kinds(words);
    filter.seats = seats();
    let office = Some(Abroad::InternationalOrganisation);
    let kind = OrganisationKind::InternationalOrganisation;
    let page = OrganisationsPage {
        shell: OrganisationsPage::shell(shell.clone()),
        done: None,
        filter,
        total: 214,
        rows: vec![
            ministry(),
            organisation("Maahanmuuttovirasto", OrganisationKind::NationalAuthority, None),
            organisation("Office for Migration", kind, office),
            organisation("University of Utopia", OrganisationKind::Academic, None),
        ],
        pager: Pager { page: 1, pages: 9, previous: String::new(), next: "?page=2".into() },
        countries: "/admin/countries".into(),
    };
    let none =
        OrganisationsPage { total: 0, rows: vec![], pager: Pager::default(), ..page.clone() };
    vec![("organisations", Box::new(page)), ("organisations-none", Box::new(none))]
}

fn one(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut form = OrganisationForm::empty(ONE);
    form.name.value = ministry().name;
    form.kind.value = OrganisationKind::NationalAuthority.code().into();
    form.seat.value = "GEO".into();
    form.kinds = kinds(words);
    form.seats = seats();
    let page = OrganisationPage {
        shell: OrganisationPage::shell(shell.clone(), LIST, &ministry().name),
        organisation: ministry(),
        communities: 3,
        form,
    };
    let mut wrong = page.clone();
    wrong.form.name = Field::new("name").wrong(words.text("organisation-name-missing"));
    vec![("organisation", Box::new(page)), ("organisation-errors", Box::new(wrong))]
}

fn countries(words: &Words, shell: &Shell) -> Vec<Sample> {
    let fact = |aspect, from, until| AspectRow { aspect: Aspect(aspect), from, until };
    let row = |code: &str, name: &str, is_third_country, aspects| CountryRow {
        code: code.into(),
        name: name.into(),
        is_third_country,
        aspects,
    };
    let mut form = CountryForm::empty("/admin/countries");
    form.countries = seats();
    form.aspects = Aspect::choices(words, &["union", "economic-area", "network-observer"]);
    let joined = date(1973, 1, 1);
    let page = CountriesPage {
        shell: CountriesPage::shell(shell.clone(), LIST),
        done: None,
        rows: vec![
            row("GEO", "Georgia", true, vec![fact("network-observer", date(2021, 3, 1), None)]),
            row(
                "FIN",
                "Suomi",
                false,
                vec![
                    fact("network-member", date(2008, 5, 14), None),
                    fact("union", date(1995, 1, 1), None),
                ],
            ),
            row(
                "GBR",
                "United Kingdom",
                true,
                vec![
                    fact("adequate", date(2021, 6, 28), None),
                    fact("union", joined, Some(date(2020, 1, 31))),
                ],
            ),
            row("UTO", "Utopia", true, vec![]),
        ],
        form: Some(form),
    };
    let saved = CountriesPage { done: Some(Done::CountrySaved), form: None, ..page.clone() };
    let mut wrong = page.clone();
    if let Some(form) = wrong.form.as_mut() {
        form.from = Field::new("from").wrong(words.text("country-from-missing"));
    }
    vec![
        ("countries", Box::new(page)),
        ("countries-saved", Box::new(saved)),
        ("countries-errors", Box::new(wrong)),
    ]
}
