//! Samples of refusals.

use fnd_web::form::{Choice, Field};
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::date;

use super::Sample;
use super::answers::{document, identity};
use crate::refuse::{
    AppealForm, Given, MayEnter, Paper, PaperPoint, Point, PrintForm, RefusalFormPage, RefusalPage,
    RefuseForm, RefusePage, Signature,
};
use crate::result::{FileChoice, VisaForm};

/// The letters with the names of their boxes and their words.
const POINTS: [(char, &str, &str); 12] = [
    ('A', "reason_a", "refusal-a"),
    ('B', "reason_b", "refusal-b"),
    ('C', "reason_c", "refusal-c"),
    ('D', "reason_d", "refusal-d"),
    ('E', "reason_e", "refusal-e"),
    ('F', "reason_f", "refusal-f"),
    ('G', "reason_g", "refusal-g"),
    ('H', "reason_h_sis", "refusal-h-sis"),
    ('H', "reason_h_nat", "refusal-h-national"),
    ('I', "reason_i", "refusal-i"),
    ('J', "reason_j_enrol", "refusal-j-enrolment"),
    ('J', "reason_j_check", "refusal-j-check"),
];

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut wrong = refuse(words, shell);
    wrong.form.nothing_ticked.error = words.text("refuse-no-reason");
    wrong.form.comments =
        Field::holding("comments", "…").wrong(words.text("refuse-text-unreadable"));
    let kept = RefusalPage {
        shell: RefusalPage::shell(shell.clone(), "/check", false),
        is_new: false,
        signature: Signature::Refused,
        sign: String::new(),
        may_enter: vec![],
        appeal: Some(appeal()),
        ..refusal(words, shell)
    };
    vec![
        ("refuse", Box::new(refuse(words, shell))),
        ("refuse-wrong", Box::new(wrong)),
        ("refusal-new", Box::new(refusal(words, shell))),
        ("refusal", Box::new(kept)),
        ("refusal-form", Box::new(paper(words, shell))),
    ]
}

fn points(ticked: &str) -> Vec<Point> {
    let field = |name| Field::holding(name, if name == ticked { "yes" } else { "" });
    POINTS.map(|(letter, name, key)| Point { letter, key, field: field(name) }).into()
}

fn refuse(words: &Words, shell: &Shell) -> RefusePage {
    let threats = [
        ("threat-public-policy", "threat_policy"),
        ("threat-internal-security", "threat_security"),
        ("threat-public-health", "threat_health"),
        ("threat-international-relations", "threat_relations"),
    ];
    RefusePage {
        shell: RefusePage::shell(shell.clone(), "/check"),
        identity: identity(),
        document: document(words),
        form: RefuseForm {
            action: "/refusals".into(),
            hidden: vec![],
            points: points("reason_e"),
            nothing_ticked: Field::new("reasons_error"),
            missing_documents: Field::holding("missing_documents", "Bilet de întoarcere"),
            national_register: Field::new("national_register"),
            alert_holds: Field::new("alert_holds"),
            threats: threats.map(|(key, name)| (key, Field::new(name))).into(),
            national_law: Field::new("national_law"),
            comments: Field::new("comments"),
            visa: Some(VisaForm {
                issuers: vec![Choice::new("ROU", "România (ROU)")],
                kinds: vec![Choice::new("C", "C")],
                ..VisaForm::empty()
            }),
            file: None,
            bearer: Some(FileChoice {
                field: Field::new("bearer"),
                files: vec![
                    Choice::new("1", words.one("refuse-bearer-of", "name", "ABASHIDZE Nino")),
                    Choice::new("new", words.text("refuse-bearer-other")),
                ],
            }),
        },
        again: "/check".into(),
    }
}

fn refusal(words: &Words, shell: &Shell) -> RefusalPage {
    let may = |key, is_allowed, because: String| MayEnter { key, is_allowed, because };
    RefusalPage {
        shell: RefusalPage::shell(shell.clone(), "/check", true),
        is_new: true,
        identity: identity(),
        at: date(2026, 7, 16).at(14, 20, 0, 0),
        point: "Albița (ROALB)".into(),
        authority: "Poliția de Frontieră".into(),
        reasons: given(words),
        comments: "—".into(),
        signature: Signature::Awaited,
        sign: "/files/1/refusals/1/signature".into(),
        may_enter: vec![
            may("may-face", true, words.one("may-because", "letter", "B")),
            may("may-chip", false, words.text("withheld-no-reason-allows")),
            may("may-prints", false, words.text("withheld-under-twelve")),
        ],
        print: Some(PrintForm {
            action: "/files/1/refusals/1/form".into(),
            place_of_birth: Field::new("place_of_birth"),
            resident_at: Field::new("resident_at"),
            coming_from: Field::new("coming_from"),
            transport: Field::new("transport"),
            officer: Field::new("officer"),
            language: Field::holding("language", "ro"),
            languages: vec![Choice::new("ro", "Română"), Choice::new("two", "2")],
        }),
        appeal: None,
        file: "/files/1".into(),
        next: "/check".into(),
    }
}

/// The reasons of the sample, as a file shows them too.
pub(super) fn given(words: &Words) -> Vec<Given> {
    vec![
        Given { letter: "B".into(), text: words.text("refusal-b"), details: vec![] },
        Given {
            letter: "E".into(),
            text: words.text("refusal-e"),
            details: vec![("refuse-missing", "Bilet de întoarcere".into())],
        },
    ]
}

fn appeal() -> AppealForm {
    AppealForm {
        action: "/files/1/refusals/1/rulings".into(),
        hidden: vec![],
        day: Field::new("ruled_on"),
        fallen: points("").into_iter().filter(|point| "BE".contains(point.letter)).collect(),
        reference: Field::new("reference"),
    }
}

fn paper(words: &Words, shell: &Shell) -> RefusalFormPage {
    let point = |(letter, name, key): (char, &str, &'static str)| PaperPoint {
        letter,
        key,
        is_ticked: name == "reason_e" || name == "reason_i",
        details: if name == "reason_e" { vec!["Bilet de întoarcere".into()] } else { vec![] },
        threats: if name == "reason_i" { vec!["threat-public-health"] } else { vec![] },
    };
    RefusalFormPage {
        shell: RefusalFormPage::shell(shell.clone(), "/check"),
        papers: vec![Paper {
            words: words.clone(),
            state: "România (ROU)".into(),
            national_law: "OUG 194/2002".into(),
            appeal: "Legea 554/2004".into(),
            contact_points: "Baroul București".into(),
            identity: identity(),
            document: document(words),
            visa: Some(("ROU123456".into(), "România (ROU)".into(), date(2026, 12, 31))),
        }],
        authority: "Poliția de Frontieră".into(),
        point: "Albița (ROALB)".into(),
        at: date(2026, 7, 16).at(14, 20, 0, 0),
        points: POINTS.map(point).into(),
        further: vec![],
        comments: String::new(),
        signature: Signature::Refused,
        place_of_birth: "Tbilisi".into(),
        resident_at: "Tbilisi".into(),
        coming_from: "Tbilisi".into(),
        transport: "RO 262".into(),
        officer: "1234".into(),
        back: "/files/1/refusals/1".into(),
    }
}
