//! Samples of roles and of who sees what.

use fnd_web::form::{Choice, Field};
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::civil::date;

use crate::confirm::{ConfirmPage, Deed};
use crate::people::{
    AcknowledgeForm, Apart, ApprovalForm, CertifyForm, Conflict, Done, GrantPage, GrantRow, Needs,
    ProposeForm, ProposePage, Role, RolesPage, SeesRow, WhoSeesPage,
};
use crate::samples::Sample;

const ROLES: &str = "/admin/roles";

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut pages = lists(words, shell);
    pages.extend(grants(words, shell));
    pages.push(("who-sees", Box::new(who_sees(words, shell))));
    pages
}

fn grant(holder: &str, role: &'static str, needs: Needs) -> GrantRow {
    let is_approved = needs != Needs::Approval;
    let is_acknowledged = is_approved && needs != Needs::Acknowledgement;
    GrantRow {
        holder: holder.into(),
        organisation: "Directorate-General for Migration and Home Affairs".into(),
        role: Role(role),
        scope: "IES".into(),
        proposed: ("Jonas Weber".into(), date(2026, 7, 2)),
        approved: is_approved.then(|| ("Chiara Rinaldi".into(), date(2026, 7, 3))),
        acknowledged: is_acknowledged.then(|| (date(2026, 7, 6), "Ares(2026)417".into())),
        certified: None,
        expires: date(2027, 7, 2),
        needs,
        href: "/admin/roles/1".into(),
    }
}

fn apart() -> Vec<Apart> {
    let row = |one, other, why| Apart { one: Role(one), other: Role(other), why: Conflict(why) };
    vec![
        row("validator", "log-auditor", "validator-log-auditor"),
        row("validator", "sys-admin", "validator-sys-admin"),
        row("log-auditor", "sys-admin", "log-auditor-sys-admin"),
        row("user-admin", "validator", "user-admin-validator"),
    ]
}

fn lists(words: &Words, shell: &Shell) -> Vec<Sample> {
    let page = RolesPage {
        shell: RolesPage::shell(shell.clone()),
        done: None,
        propose: "/admin/roles/propose".into(),
        proposals: vec![grant("Sofia Marchetti", "validator", Needs::Approval)],
        due: vec![
            grant("Bram de Vries", "log-auditor", Needs::Expired),
            grant("Ioana Popa", "dp-officer", Needs::Acknowledgement),
            grant("Jonas Weber", "user-admin", Needs::Certification),
        ],
        grants: vec![grant("Chiara Rinaldi", "dp-officer", Needs::Nothing)],
        apart: apart(),
        who_sees: "/admin/who-sees".into(),
    };
    let empty =
        RolesPage { proposals: vec![], due: vec![], propose: String::new(), ..page.clone() };
    let mut form = ProposeForm::empty("/admin/roles");
    form.roles = Role::choices(words, &["validator", "user-admin", "ncp-expert"]);
    form.countries = vec![Choice::new("FIN", "Suomi"), Choice::new("GEO", "Georgia")];
    let roles = Link { href: ROLES.into(), label: words.text("roles-title") };
    let propose = ProposePage {
        shell: ProposePage::shell(shell.clone(), &roles),
        form,
        months_max: 12,
        apart: apart(),
    };
    let mut wrong = propose.clone();
    wrong.form.email =
        Field::holding("email", "x@example.org").wrong(words.text("propose-email-unknown"));
    wrong.form.role =
        Field::holding("role", "validator").wrong(words.text("propose-role-conflict"));
    wrong.form.reason = wrong.form.reason.wrong(words.text("propose-reason-missing"));
    vec![
        ("roles", Box::new(page)),
        ("roles-calm", Box::new(empty)),
        ("role-propose", Box::new(propose)),
        ("role-propose-errors", Box::new(wrong)),
    ]
}

fn grants(words: &Words, shell: &Shell) -> Vec<Sample> {
    let of = |needs| {
        let grant = grant("Sofia Marchetti", "validator", needs);
        GrantPage {
            shell: GrantPage::shell(shell.clone(), ROLES, &grant),
            done: None,
            grant,
            reason: "Two of four validators leave in September.".into(),
            approval: None,
            is_proposer: false,
            acknowledge: None,
            certify: None,
            end: String::new(),
        }
    };
    let approval = ApprovalForm::empty("/admin/roles/1/answer");
    let mut unsaid = approval.clone();
    unsaid.reason = unsaid.reason.wrong(words.text("turn-down-reason-missing"));
    let approve = GrantPage { approval: Some(approval), ..of(Needs::Approval) };
    let wrong = GrantPage { approval: Some(unsaid), ..of(Needs::Approval) };
    let proposer = GrantPage { is_proposer: true, ..of(Needs::Approval) };
    let mut own = AcknowledgeForm::empty("/admin/roles/1/acknowledge");
    own.document = own.document.wrong(words.text("acknowledge-document-missing"));
    own.acknowledged = own.acknowledged.wrong(words.text("acknowledge-box-missing"));
    let own = GrantPage { acknowledge: Some(own), ..of(Needs::Acknowledgement) };
    let mut form = CertifyForm::empty("/admin/roles/1/certify");
    form.months = Field::holding("months", "24").wrong(words.text("certify-months-wrong"));
    let certify = GrantPage {
        certify: Some(form),
        end: "/admin/roles/1/end".into(),
        ..of(Needs::Certification)
    };
    let certified = GrantPage { done: Some(Done::Certified), ..of(Needs::Nothing) };
    let end = ConfirmPage {
        shell: ConfirmPage::shell(certified.shell.clone(), Deed::EndRole, "Sofia Marchetti"),
        deed: Deed::EndRole,
        facts: vec![(words.text("roles-role"), words.text("role-validator"))],
        action: "/admin/roles/1/end".into(),
        hidden: vec![],
        back: "/admin/roles/1".into(),
    };
    vec![
        ("role-approve", Box::new(approve)),
        ("role-approve-errors", Box::new(wrong)),
        ("role-own-proposal", Box::new(proposer)),
        ("role-acknowledge-errors", Box::new(own)),
        ("role-certify-errors", Box::new(certify)),
        ("role-certified", Box::new(certified)),
        ("role-end", Box::new(end)),
    ]
}

fn who_sees(words: &Words, shell: &Shell) -> WhoSeesPage {
    let row = |what: &str, everybody: &str, roles: &[(&'static str, u32)], law: &str| SeesRow {
        what: words.text(what),
        everybody: everybody.into(),
        roles: roles.iter().map(|(role, count)| (Role(role), *count)).collect(),
        when: "–".into(),
        law: law.into(),
    };
    WhoSeesPage {
        shell: WhoSeesPage::shell(shell.clone(), ROLES),
        rows: vec![
            row("user-contact", &words.text("tab-members"), &[("user-admin", 3)], "R30"),
            row("scan-title", "", &[("validator", 4)], "R35, A7"),
            row("doubles-title", "", &[], "A6"),
        ],
    }
}
