//! What goes with a step of a membership, done in the transaction of the step.

use ies_domain::community::{Level, Membership, State, Step, newly_abroad};
use ies_domain::log::Event;
use ies_domain::mail::{Addressee, Mail, Notice};
use ies_domain::role::Role;
use ies_domain::unshown;
use uuid::Uuid;

use super::LEADS;
use crate::purpose::notice;
use crate::record::community::{self, CommunityRow};
use crate::record::mail::{Named, to_account, to_members, to_role};
use crate::record::membership::{self, MembershipRow};
use crate::{StoreError, Unit};

/// Words that go with a step.
#[derive(Clone, Copy, Default)]
pub struct Said<'a> {
    /// What an applicant tells the leads, or a lead tells who is invited; sealed with the
    /// membership until that is answered.
    pub message: Option<&'a str>,
    /// Why somebody is not admitted; stands in the mail alone.
    pub reason: Option<&'a str>,
}

unshown!(Said<'_> {});

/// Stores a membership as `step` left it, with everything that goes with it: the Community, the
/// mails, the log. The Community in `row` is held.
///
/// Law: R30, R36. If anything fails, nothing was done.
pub(crate) async fn membership_step(
    unit: &mut Unit,
    (row, before): (&CommunityRow, Option<&MembershipRow>),
    step: &Step,
    said: Said<'_>,
) -> Result<Uuid, StoreError> {
    let after = &step.membership;
    let id = match before {
        Some(before) if ends(before, after) => {
            membership::end(unit, before, after).await?;
            before.id
        }
        Some(before) => {
            membership::update(unit, before, after).await?;
            before.id
        }
        None => membership::insert(unit, after, said.message).await?,
    };
    if let Some(community) = &step.community {
        community::set_third_country(unit, community).await?;
    } else if after.state == State::Ended && row.community.third_country_since.is_some() {
        // The last recipient outside the Union may have gone.
        let left = notice(unit, row.community.id).await?;
        let (community, _) = newly_abroad(&row.community, &left, unit.at());
        if community != row.community {
            community::set_third_country(unit, &community).await?;
        }
    }
    unit.all_happened(&step.log, id);
    for mail in &step.mails {
        membership_mail(unit, *mail, (row, after), said).await?;
    }
    Ok(id)
}

/// Whether nothing but the end is stored.
fn ends(before: &MembershipRow, after: &Membership) -> bool {
    matches!(after.state, State::Ended | State::Lapsed) && before.membership.state != after.state
}

async fn membership_mail(
    unit: &Unit,
    mail: Mail,
    (row, membership): (&CommunityRow, &Membership),
    said: Said<'_>,
) -> Result<(), StoreError> {
    let community = row.community.id;
    let mut named = Named::leading(path(mail.notice, &row.slug)).about(community);
    if let Some(reason) = said.reason {
        named = named.with("reason", reason);
    }
    match mail.to {
        Addressee::Leads => {
            let leads = (community, LEADS, Some(membership.account));
            to_members(unit, mail.notice, leads, &named).await
        }
        Addressee::Members => {
            // Who has just come knows it, and was told so.
            let members = (community, Level::ALL, Some(membership.account));
            to_members(unit, mail.notice, members, &named).await
        }
        Addressee::Coordinators => to_role(unit, mail.notice, Role::ComCoordinator, &named).await,
        Addressee::Holder => to_account(unit, mail.notice, membership.account, &named).await,
        Addressee::Applicant
        | Addressee::Validators
        | Addressee::HolderFormer
        | Addressee::HolderNew
        | Addressee::Officers
        | Addressee::UserAdmins
        | Addressee::Auditors
        | Addressee::Requester => Err(StoreError::odd("addressee of a membership")),
    }
}

/// Where the reader goes on.
fn path(notice: Notice, slug: &str) -> String {
    let page = if notice == Notice::Invitation {
        "/invitation"
    } else if notice == Notice::ApplicationWaiting {
        "/applications"
    } else if notice == Notice::ThirdCountryJoined {
        "/members#recipients"
    } else if notice == Notice::MembershipBegun {
        ""
    } else {
        return "/communities".to_owned();
    };
    format!("/communities/{slug}{page}")
}

/// The same step without the event that the row of the unit itself tells of.
pub(crate) fn without(mut step: Step, event: Event) -> Step {
    step.log.retain(|logged| *logged != event);
    step
}
