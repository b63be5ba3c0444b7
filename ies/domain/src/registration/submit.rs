//! What a request must hold before it is submitted.

use fnd_core::{CountryCode, Id};
use jiff::Timestamp;

use super::{Applicant, Effects, Event, Registration, RegistrationError, State, Step};
use crate::community::Community;
use crate::consent::Given;
use crate::log::Event as Logged;
use crate::mail::{Addressee, Mail, Notice};
use crate::organisation::OrganisationKind;
use crate::person::ContactCard;
use crate::scan::ScanState;

/// What the applicant has filled in.
///
/// Law: statement 4; R11, R12, R13.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// The contact details, once all seven can be read.
    pub card: Option<&'a ContactCard>,
    /// What the organisation is.
    pub kind: Option<OrganisationKind>,
    /// The country of its seat, once it is one that there is.
    pub seat: Option<CountryCode>,
    /// Why the applicant asks for an account, in their words.
    pub justification: Option<&'a str>,
    /// Communities the applicant asks to join; may be none.
    pub communities: &'a [Id<Community>],
    /// The consent, each part given by its own act.
    pub consent: Given,
}

unshown!(Form<'_> {});

coded! {
    /// What a request lacks.
    pub enum Missing {
        /// Contact details.
        ContactDetails => "contact-details",
        /// What the organisation is.
        OrganisationKind => "organisation-kind",
        /// The country of the organisation's seat.
        OrganisationSeat => "organisation-seat",
        /// Why an account is asked for.
        Justification => "justification",
        /// The consent to the processing.
        GeneralConsent => "general-consent",
        /// The consent to transfers.
        TransferConsent => "transfer-consent",
        /// The identification page.
        Scan => "scan",
        /// The examination of the identification page is not done.
        ScanExamination => "scan-examination",
    }
}

impl Missing {
    /// In words, as messages list them.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ContactDetails => "fill in the contact details",
            Self::OrganisationKind => "choose what your organisation is",
            Self::OrganisationSeat => "choose the country of your organisation",
            Self::Justification => "say why you need an account",
            Self::GeneralConsent => "give the consent to the processing of your data",
            Self::TransferConsent => "give the consent to transfers outside the Union",
            Self::Scan => "upload the identification page of your passport",
            Self::ScanExamination => "wait until the file you uploaded has been examined",
        }
    }
}

/// The applicant submits the request.
///
/// Law: statement 4, 5 and 7; R11, R37: all fields, both consents, and a scan found clean.
pub fn submit(
    registration: &Registration,
    by: Applicant<'_>,
    form: &Form<'_>,
    now: Timestamp,
) -> Result<Step, RegistrationError> {
    by.must_own(registration)?;
    let state = registration.next(Event::Submit)?;
    let missing = missing(form, registration.scan.state());
    if !missing.is_empty() {
        return Err(RegistrationError::Incomplete(missing));
    }
    let mails = [
        Mail::of(Notice::RequestReceived, Addressee::Applicant),
        Mail::of(Notice::RequestWaiting, Addressee::Validators),
    ];
    Ok(Step {
        registration: Registration {
            state,
            since: now,
            submitted_at: Some(now),
            ..registration.clone()
        },
        effects: Effects::of_step(Logged::RegistrationSubmitted, &mails),
    })
}

/// Everything the request lacks, at once.
fn missing(form: &Form<'_>, scan: ScanState) -> Vec<Missing> {
    let said = form.justification.is_some_and(|text| !text.trim().is_empty());
    let (no_scan, unexamined) = match scan {
        ScanState::None | ScanState::Destroyed => (true, false),
        ScanState::Quarantined => (false, true),
        ScanState::Available => (false, false),
    };
    [
        (form.card.is_none(), Missing::ContactDetails),
        (form.kind.is_none(), Missing::OrganisationKind),
        (form.seat.is_none(), Missing::OrganisationSeat),
        (!said, Missing::Justification),
        (!form.consent.general, Missing::GeneralConsent),
        (!form.consent.transfer, Missing::TransferConsent),
        (no_scan, Missing::Scan),
        (unexamined, Missing::ScanExamination),
    ]
    .into_iter()
    .filter_map(|(lacks, part)| lacks.then_some(part))
    .collect()
}

impl Registration {
    /// Refuses a change of what was filled in once it was sent: a validator compares it with the
    /// identification page, and a question is answered in words of its own.
    ///
    /// Law: statement 5; R04.
    pub fn must_take_form(&self) -> Result<(), RegistrationError> {
        if self.state == State::Draft { Ok(()) } else { Err(RegistrationError::NotNow(self.state)) }
    }
}

impl State {
    /// Whether the applicant can still add to the request: to the draft, or an answer.
    pub const fn takes_changes(self) -> bool {
        matches!(self, Self::Draft | Self::InfoRequested)
    }
}
