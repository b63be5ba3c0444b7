//! The register of breaches, and who is affected. EUDPR Art. 34 and 35; R54.

use fnd_core::Id;
use ies_domain::log::Event;
use ies_domain::mail::{Addressee, Mail};
use ies_domain::rights::breach::Breach;
use uuid::Uuid;

use super::Protecting;
use crate::StoreError;
use crate::record::breach::{self, BreachRow};
use crate::record::mail::{Named, to_account};

/// Breaches of the register that are listed.
const BREACHES_MAX: i64 = 500;

impl Protecting {
    /// The breaches, open ones first.
    pub async fn breaches(&self) -> Result<Vec<BreachRow>, StoreError> {
        breach::all(&self.0, BREACHES_MAX).await
    }

    /// One breach, held until the unit ends.
    pub async fn breach(&self, id: Id<Breach>) -> Result<Option<BreachRow>, StoreError> {
        breach::find(&self.0, id).await
    }

    /// Stores a new breach.
    pub async fn add_breach(&mut self, row: &BreachRow, event: Event) -> Result<(), StoreError> {
        breach::insert(&self.0, row).await?;
        self.0.happened(event, row.breach.id.to_uuid());
        Ok(())
    }

    /// Stores a changed breach.
    pub async fn save_breach(
        &mut self,
        row: &BreachRow,
        event: Option<Event>,
    ) -> Result<(), StoreError> {
        breach::update(&self.0, row).await?;
        if let Some(event) = event {
            self.0.happened(event, row.breach.id.to_uuid());
        }
        Ok(())
    }

    /// Notes that these users are affected, and sends `mail`, in these words, to those who were
    /// not noted before; answers how many that were.
    pub async fn affect(
        &self,
        id: Id<Breach>,
        accounts: &[Uuid],
        mail: Option<(Mail, &str)>,
    ) -> Result<usize, StoreError> {
        let added = breach::affect(&self.0, id, accounts).await?;
        if let Some(mail) = mail {
            self.tell_each(&added, mail).await?;
        }
        Ok(added.len())
    }

    /// Takes a user off the list of those affected; answers whether the user was on it.
    pub async fn spare(&self, id: Id<Breach>, account: Uuid) -> Result<bool, StoreError> {
        breach::spare(&self.0, id, account).await
    }

    /// The users that are affected.
    pub async fn affected(&self, id: Id<Breach>) -> Result<Vec<Uuid>, StoreError> {
        breach::affected(&self.0, id).await
    }

    /// The Communities in which they are, by their names in a language; in English where there is
    /// none.
    pub async fn communities_of(
        &self,
        ids: &[Uuid],
        language: &str,
    ) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT coalesce(
                          (SELECT name FROM community_name named
                            WHERE named.community_id = community.community_id AND language = $2),
                          (SELECT name FROM community_name named
                            WHERE named.community_id = community.community_id AND language = 'en'),
                          slug) AS called
                     FROM membership JOIN community USING (community_id)
                    WHERE account_id = ANY ($1) AND membership.state = 'active' ORDER BY called";
        let rows = self.0.client()?.query(sql, &[&ids, &language]).await?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    /// Sends `mail`, in these words, to each of those affected. EUDPR Art. 35(1) and (2).
    pub async fn tell_affected(
        &self,
        id: Id<Breach>,
        mail: (Mail, &str),
    ) -> Result<(), StoreError> {
        let affected = self.affected(id).await?;
        self.tell_each(&affected, mail).await
    }

    async fn tell_each(
        &self,
        accounts: &[Uuid],
        (mail, message): (Mail, &str),
    ) -> Result<(), StoreError> {
        if mail.to != Addressee::Holder {
            return Err(StoreError::odd("addressee of a mail"));
        }
        let named = Named::default().with("message", message);
        for account in accounts {
            let to = Id::from_uuid(*account);
            to_account(&self.0, mail.notice, to, &named).await?;
        }
        Ok(())
    }
}
