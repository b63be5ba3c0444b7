//! Putting right by page what a file says of the person: the form, and what would follow.
//! EES Art. 35(1), (2).

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use ees_desk::view;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::{File, Regime};
use ees_domain::identity::{Identity, TravelDocument};
use ees_pages::deed::{Control, DeedPage, Kind};
use ees_pages::foreseen::{Block, Compared, ForeseenPage};
use ees_wire::traveller as wire;
use fnd_core::Id;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::{Choice, Hidden};
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use serde::Deserialize;
use uuid::Uuid;

use super::amend::{PURPOSE, day_of};
use super::deed::{answer, below_file, given, marked, seen};
use super::done::on_to;
use super::html;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::amendments::rectify_file::{Followed, Request, put_right};
use crate::app::Shared;
use crate::border::read_file::{hide, read};

/// What is put right, as the address names it: a part of the file and its place, 1 for the first;
/// without a place a missing one is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct What {
    part: &'static str,
    place: Option<u16>,
}

/// The form as browsers send it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    version: String,
    step: String,
    deed: String,
    identity_surname: String,
    identity_given_names: String,
    identity_birth: String,
    identity_nationalities: String,
    identity_sex: String,
    document_kind: String,
    document_number: String,
    document_issuer: String,
    document_expires: String,
    regime: String,
    evidence: String,
}

impl What {
    fn read(text: &str) -> Option<Self> {
        let (part, place) = match text.split_once('-') {
            None => (text, None),
            Some((part, place)) => (part, Some(place.parse().ok()?)),
        };
        let part = ["identity", "document", "regime"].into_iter().find(|known| *known == part)?;
        let fits = part != "regime" || place.is_none();
        fits.then_some(Self { part, place })
    }

    fn address(self, file: Uuid) -> String {
        let Self { part, place } = self;
        match place {
            Some(place) => format!("/files/{file}/rectify/{part}-{place}"),
            None => format!("/files/{file}/rectify/{part}"),
        }
    }

    fn at(self) -> usize {
        usize::from(self.place.unwrap_or_default()).saturating_sub(1)
    }
}

/// Opens the form.
pub(super) async fn form(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment((file_id, what)): Segment<(Uuid, String)>,
) -> Result<Html<String>, Problem> {
    lawful(&app, &call, Action::Rectify, Purpose::Amendment).await.map_err(hide)?;
    let what = What::read(&what).ok_or_else(Problem::not_found)?;
    let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
    let shell = shell(&app, language, Some(&call.caller), &what.address(file_id));
    html(&page(shell, (&file, what), &Form::of(&file, what)?)?)
}

/// Shows what would follow, goes back to the form, or puts the file right.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment((file_id, what)): Segment<(Uuid, String)>,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::Rectify, Purpose::Amendment).await.map_err(hide)?;
    let what = What::read(&what).ok_or_else(Problem::not_found)?;
    let shell = shell(&app, language, Some(&call.caller), &what.address(file_id));
    if sent.step == "edit" {
        let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
        return Ok(html(&page(shell, (&file, what), &sent)?)?.into_response());
    }
    let condition = seen(&sent.version);
    let at = (Id::from_uuid(file_id), &condition);
    match put_right(&app, &lawful, at, &sent.request(what)).await {
        Ok(followed) if followed.stored => Ok(on_to(&format!("/files/{file_id}"), "put-right")),
        Ok(followed) => Ok(html(&foreseen(shell, (&followed, what), &sent))?.into_response()),
        Err(problem) => {
            let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
            let mut page = page(shell, (&file, what), &sent)?;
            let field = match (problem.code(), what.part) {
                ("nothing-left", _) => "deed",
                ("out-of-scope", _) => "identity_nationalities",
                ("already-on-file" | "document-on-other-file" | "nothing-changed", "document") => {
                    "document_number"
                }
                ("already-on-file" | "nothing-changed", "identity") => "identity_surname",
                ("nothing-changed", _) => "regime",
                _ => return answer(&mut page, &problem),
            };
            let code = match problem.code() {
                "nothing-left" => "nothing-left-of-person",
                code => code,
            };
            let error = page.shell.words.text(&format!("amend-wrong-{code}"));
            marked(&mut page, (field, error), &problem)
        }
    }
}

impl Form {
    /// The form of what is recorded.
    fn of(file: &File, what: What) -> Result<Self, Problem> {
        let set = Self { deed: "set".to_owned(), ..Self::default() };
        if what.place.is_none() {
            return Ok(match what.part {
                "regime" => Self { regime: file.regime.code().to_owned(), ..set },
                _ => set,
            });
        }
        if what.part == "identity" {
            let one = file.identities.get(what.at()).ok_or_else(Problem::not_found)?;
            let one = wire::Identity::of(one);
            return Ok(Self {
                identity_surname: one.surname,
                identity_given_names: one.given_names.unwrap_or_default(),
                identity_birth: one.birth,
                identity_nationalities: one.nationalities.join(", "),
                identity_sex: one.sex.to_string(),
                ..set
            });
        }
        let one = file.documents.get(what.at()).ok_or_else(Problem::not_found)?;
        let one = wire::Document::of(one);
        Ok(Self {
            document_kind: one.kind,
            document_number: one.number,
            document_issuer: one.issuer,
            document_expires: one.expires,
            ..set
        })
    }

    /// As the API would be asked.
    fn request(&self, what: What) -> Request {
        let is_kept = self.deed != "remove";
        let codes = self.identity_nationalities.split([',', ';', ' ']).map(str::trim);
        let identity = wire::Identity {
            surname: self.identity_surname.clone(),
            given_names: given(&self.identity_given_names),
            birth: self.identity_birth.trim().to_owned(),
            nationalities: codes.filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            sex: self.identity_sex.chars().next().unwrap_or(' '),
        };
        let document = wire::Document {
            kind: self.document_kind.clone(),
            number: self.document_number.clone(),
            issuer: self.document_issuer.clone(),
            expires: self.document_expires.clone(),
        };
        Request {
            what: what.part.to_owned(),
            place: what.place,
            identity: (what.part == "identity" && is_kept).then_some(identity),
            document: (what.part == "document" && is_kept).then_some(document),
            regime: (what.part == "regime").then(|| self.regime.clone()),
            evidence: self.evidence.clone(),
            preview: self.step != "store",
        }
    }

    fn hidden(&self) -> Vec<Hidden> {
        [
            ("version", &self.version),
            ("deed", &self.deed),
            ("identity_surname", &self.identity_surname),
            ("identity_given_names", &self.identity_given_names),
            ("identity_birth", &self.identity_birth),
            ("identity_nationalities", &self.identity_nationalities),
            ("identity_sex", &self.identity_sex),
            ("document_kind", &self.document_kind),
            ("document_number", &self.document_number),
            ("document_issuer", &self.document_issuer),
            ("document_expires", &self.document_expires),
            ("regime", &self.regime),
            ("evidence", &self.evidence),
        ]
        .map(|(name, value)| Hidden { name, value: value.clone() })
        .into()
    }
}

fn page(shell: Shell, (file, what): (&File, What), sent: &Form) -> Result<DeedPage, Problem> {
    let words = shell.words.clone();
    let back = format!("/files/{}", file.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    // Whoever comes back to the form has seen the version whose number was sent.
    let version = given(&sent.version).unwrap_or_else(|| file.version.to_string());
    Ok(DeedPage {
        lead: vec![words.text("amend-person-text")],
        facts: vec![(words.text("deed-person"), view::identity(who, words.language()).name())],
        action: what.address(file.id.to_uuid()),
        hidden: vec![Hidden { name: "version", value: version }],
        controls: controls(what, sent, &words),
        submit: words.text("amend-submit"),
        is_grave: false,
        shell: below_file(shell, &back, &format!("amend-person-{}", what.part)),
        back,
    })
}

fn controls(what: What, sent: &Form, words: &Words) -> Vec<Control> {
    let coded = |prefix: &str, codes: &[&'static str]| {
        let made = |code: &&'static str| Choice::new(*code, words.text(&format!("{prefix}{code}")));
        Kind::Choice(codes.iter().map(made).collect())
    };
    let text = |name, key, value: &String| Control::new(name, key, Kind::Text).holding(value);
    let mut controls = Vec::new();
    if what.place.is_some() {
        let deeds = coded("amend-deed-", &["set", "remove"]);
        controls.push(Control::new("deed", "amend-deed", deeds).holding(&sent.deed));
    }
    match what.part {
        "identity" => controls.extend([
            text("identity_surname", "amend-surname", &sent.identity_surname),
            text("identity_given_names", "amend-given-names", &sent.identity_given_names)
                .optional(),
            text("identity_birth", "amend-birth", &sent.identity_birth).hinted(),
            text("identity_nationalities", "amend-nationalities", &sent.identity_nationalities)
                .hinted(),
            Control::new("identity_sex", "amend-sex", coded("amend-sex-", &["F", "M", "X"]))
                .holding(&sent.identity_sex),
        ]),
        "document" => controls.extend([
            Control::new("document_kind", "amend-document-kind", Kind::Choice(view::kinds(words)))
                .holding(&sent.document_kind),
            text("document_number", "amend-document-number", &sent.document_number),
            Control::new(
                "document_issuer",
                "amend-document-issuer",
                Kind::Choice(view::countries(words.language())),
            )
            .holding(&sent.document_issuer),
            Control::new("document_expires", "amend-document-expires", Kind::Day)
                .holding(&sent.document_expires),
        ]),
        _ => {
            let regimes = coded("amend-regime-", &Regime::ALL.map(|(_, code)| code));
            controls.push(Control::new("regime", "amend-regime", regimes).holding(&sent.regime));
        }
    }
    controls.push(
        Control::new("evidence", "amend-evidence", Kind::Area).hinted().holding(&sent.evidence),
    );
    controls
}

/// What would follow, beside what is recorded.
fn foreseen(shell: Shell, (followed, what): (&Followed, What), sent: &Form) -> ForeseenPage {
    let words = shell.words.clone();
    let Followed { before, after, doubtful, .. } = followed;
    let back = format!("/files/{}", before.id);
    let is_removed = after.identities.len() < before.identities.len()
        || after.documents.len() < before.documents.len();
    let place = what.place.map(|_| what.at());
    let none = || words.text("amend-none");
    // What is added stands last.
    let of = |count: usize| place.unwrap_or(count.saturating_sub(1));
    let pairs: Vec<(String, Option<String>, Option<String>)> = match what.part {
        "identity" => {
            let was = place.and_then(|at| before.identities.get(at));
            let is = after.identities.get(of(after.identities.len())).filter(|_| !is_removed);
            joined(
                was.map(|it| of_identity(it, &words)).as_ref(),
                is.map(|it| of_identity(it, &words)).as_ref(),
            )
        }
        "document" => {
            let was = place.and_then(|at| before.documents.get(at));
            let is = after.documents.get(of(after.documents.len())).filter(|_| !is_removed);
            joined(
                was.map(|it| of_document(it, &words)).as_ref(),
                is.map(|it| of_document(it, &words)).as_ref(),
            )
        }
        _ => {
            let shown = |regime: Regime| words.text(&format!("amend-regime-{}", regime.code()));
            let (was, is) = (Some(shown(before.regime)), Some(shown(after.regime)));
            vec![(words.text("amend-regime"), was, is)]
        }
    };
    let rows = pairs.into_iter().map(|(label, before, after)| Compared {
        label,
        before: before.unwrap_or_else(none),
        after: after.unwrap_or_else(none),
    });
    let mut lead = vec![words.text("amend-person-foreseen")];
    for record in before.crossings.iter().filter(|record| doubtful.contains(&record.id)) {
        lead.push(words.one("amend-person-doubtful", "day", day_of(record, &words)));
    }
    let who = before.identities.last();
    let person = who.map(|who| view::identity(who, words.language()).name());
    ForeseenPage {
        lead,
        facts: vec![
            (words.text("deed-person"), person.unwrap_or_default()),
            (words.text("amend-evidence"), sent.evidence.clone()),
        ],
        blocks: vec![Block {
            title: words.text(&format!("amend-person-{}", what.part)),
            rows: rows.collect(),
        }],
        action: what.address(before.id.to_uuid()),
        hidden: sent.hidden(),
        submit: words.text("amend-store"),
        shell: below_file(shell, &back, "amend-foreseen-title"),
        back,
    }
}

/// Labels with what stands there before and after; of one that is missing nothing.
fn joined(
    before: Option<&Vec<(String, String)>>,
    after: Option<&Vec<(String, String)>>,
) -> Vec<(String, Option<String>, Option<String>)> {
    let value = |list: Option<&Vec<(String, String)>>, at: usize| {
        list.and_then(|list| list.get(at)).map(|(_, value)| value.clone())
    };
    let labels = before.or(after).into_iter().flatten();
    labels
        .enumerate()
        .map(|(at, (label, _))| (label.clone(), value(before, at), value(after, at)))
        .collect()
}

fn of_identity(identity: &Identity, words: &Words) -> Vec<(String, String)> {
    let one = wire::Identity::of(identity);
    let shown = |code: &fnd_core::CountryCode| view::country(*code, words.language());
    let nationalities: Vec<String> = identity.nationalities.as_slice().iter().map(shown).collect();
    vec![
        (words.text("amend-surname"), one.surname),
        (words.text("amend-given-names"), one.given_names.unwrap_or_default()),
        (words.text("amend-birth"), one.birth),
        (words.text("amend-nationalities"), nationalities.join(", ")),
        (words.text("amend-sex"), words.text(&format!("amend-sex-{}", one.sex))),
    ]
}

fn of_document(document: &TravelDocument, words: &Words) -> Vec<(String, String)> {
    vec![
        (words.text("amend-document-kind"), view::kind_name(document.kind, words)),
        (words.text("amend-document-number"), document.number.as_str().to_owned()),
        (words.text("amend-document-issuer"), view::country(document.issuer, words.language())),
        (words.text("amend-document-expires"), words.date(&document.expires)),
    ]
}
