//! One's requests under data protection law, and the archive of one's data. R40, R42, R46.

use fnd_core::Id;
use ies_domain::account::Step as AccountStep;
use ies_domain::mail::{Addressee, Mail};
use ies_domain::rights::{About, Request, Step};
use ies_domain::role::Role;
use uuid::Uuid;

use super::Own;
use crate::StoreError;
use crate::purpose::closing::account_step;
use crate::purpose::recipients::recipients;
use crate::record::account::{AccountRow, Hold};
use crate::record::case::{self, Case, CaseContent};
use crate::record::export::{self, ExportRow};
use crate::record::mail::{Named, To, queue, to_role};

impl Own {
    /// One's requests, the latest first.
    pub async fn cases(&self) -> Result<Vec<Case>, StoreError> {
        case::of_account(&self.unit, self.account).await
    }

    /// One's request `id`; that of somebody else is not there.
    pub async fn case(&self, id: Id<Request>) -> Result<Option<Case>, StoreError> {
        let found = case::find(&self.unit, id, Hold::Held).await?;
        Ok(found.filter(|row| row.request.about == About::Holder(self.account)))
    }

    /// Stores a request that was received, with what goes with it: the account is closed as
    /// `closing` says, the archive is asked for, and who asks and who answers are told.
    ///
    /// Law: statement 8; R42, R46, R48. One transaction: either all of it happened, or nothing.
    pub async fn save_case(
        &mut self,
        before: &AccountRow,
        step: &Step,
        (closing, named): (Option<&AccountStep>, &Named),
    ) -> Result<(), StoreError> {
        let (card, _) = self.card().await?;
        let written = step.request.ground.clone().unwrap_or_default();
        let is_ground = step.request.right.needs_ground();
        let (ground, text) =
            if is_ground { (written, String::new()) } else { (String::new(), written) };
        let content = CaseContent {
            who: card.full_name(),
            address: card.email.as_str().to_owned(),
            text,
            ground,
            ..CaseContent::default()
        };
        let request = step.request.clone();
        let content = if step.effects.list_recipients {
            CaseContent { recipients: recipients(&self.unit, request.about).await?, ..content }
        } else {
            content
        };
        let entered = Case { request, content, entered_by: None, decided_by: None, version: 1 };
        case::insert(&self.unit, &entered).await?;
        if let Some(closing) = closing {
            account_step(&mut self.unit, before, closing, (None, named)).await?;
        }
        if step.effects.prepare_archive {
            export::ask(&self.unit, self.account, (step.request.right, None)).await?;
        }
        for mail in &step.effects.mails {
            let path = format!("/my/data/requests/{}", step.request.id.to_uuid());
            let is_closed = closing.is_some();
            let named =
                if is_closed { named.clone() } else { Named { path: Some(path), ..named.clone() } };
            self.case_mail(before, *mail, (&step.request, &named)).await?;
        }
        self.unit.all_happened(&step.effects.log, step.request.id.to_uuid());
        Ok(())
    }

    async fn case_mail(
        &self,
        before: &AccountRow,
        mail: Mail,
        (request, named): (&Request, &Named),
    ) -> Result<(), StoreError> {
        if mail.to == Addressee::Officers {
            let path = format!("/cases/{}", request.id.to_uuid());
            let named = Named::leading(path).with("due", request.due_on.to_string());
            return to_role(&self.unit, mail.notice, Role::DpOfficer, &named).await;
        }
        if mail.to != Addressee::Requester {
            return Err(StoreError::odd("addressee of a mail"));
        }
        // The address is taken down: the account may be gone when the mail is sent.
        let (card, _) = self.card().await?;
        let to = To::Address(card.email, Some(self.account));
        queue(&self.unit, mail.notice, (&to, before.language), named).await
    }

    /// Stores that one's request was taken back.
    pub async fn cancel_case(&mut self, before: &Case, step: &Step) -> Result<(), StoreError> {
        let after = Case { request: step.request.clone(), ..before.clone() };
        case::update(&self.unit, &after).await?;
        self.unit.all_happened(&step.effects.log, step.request.id.to_uuid());
        Ok(())
    }

    /// The archive that was asked for last.
    pub async fn export(&self) -> Result<Option<ExportRow>, StoreError> {
        export::last(&self.unit, self.account).await
    }

    /// How many bytes the file of an archive has; 0 when there is none.
    pub async fn export_bytes(&self, row: &ExportRow) -> Result<u64, StoreError> {
        export::length(&self.unit, row).await
    }

    /// The bytes of one's archive `id`; `None` when it is not there any more, or not one's own.
    pub async fn fetch_export(&self, id: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
        let found = export::find(&self.unit, id).await?;
        let own = found.filter(|row| {
            row.account == self.account && row.request.is_none() && row.is_there(self.unit.at())
        });
        match own {
            Some(row) => export::open(&self.unit, &row).await,
            None => Ok(None),
        }
    }
}
