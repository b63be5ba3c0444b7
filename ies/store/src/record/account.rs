//! Accounts and profiles.

use std::collections::BTreeSet;

use fnd_core::{Id, Language};
use fnd_register::Coded;
use fnd_vault::WrappedKey;
use ies_domain::account::{Account, DisableCause, Disabled, SuspensionReason};
use ies_domain::person::ContactCard;
use ies_domain::session::{Epoch, Subject};
use tokio_postgres::Row;
use uuid::Uuid;

use super::card::WrittenCard;
use super::{coded, maybe_coded};
use crate::seal::{Keeper, ObjectKey};
use crate::{StoreError, Unit};

/// An account as it is stored.
#[derive(Debug, Clone)]
pub struct AccountRow {
    /// The account.
    pub account: Account,
    /// The language of its holder.
    pub language: Language,
    /// Counts changes.
    pub version: i64,
}

/// What is known of an account without opening anything sealed.
#[derive(Debug, Clone)]
pub struct Head {
    /// The account; its subject is not opened.
    pub account: Account,
    /// The language of its holder.
    pub language: Language,
}

/// The columns that [`read_head`] reads, in its order.
pub(crate) const COLUMNS: &str = "account.account_id, account.state, account.session_epoch, \
     account.organisation_id, account.created_at, account.modified_at, account.used_at, \
     account.warned_at, account.suspended_reason, account.disabled_cause, account.disabled_at, \
     account.erase_by, account.language, account.version";

/// Reads the columns of [`COLUMNS`], the first of which is at `from`.
pub(crate) fn read_head(row: &Row, from: usize) -> Result<(Head, i64), StoreError> {
    let at = |place: usize| from.saturating_add(place);
    let disabled = match (row.get::<_, Option<&str>>(at(9)), row.get(at(10))) {
        (Some(cause), Some(at_instant)) => Some(Disabled {
            cause: coded::<DisableCause>(cause)?,
            at: at_instant,
            erase_by: row.get(at(11)),
        }),
        _ => None,
    };
    let epoch: i64 = row.get(at(2));
    let account = Account {
        id: Id::from_uuid(row.get(at(0))),
        subject: None,
        state: coded(row.get(at(1)))?,
        epoch: Epoch(u32::try_from(epoch).ok().ok_or(StoreError::odd("epoch"))?),
        organisation: Id::from_uuid(row.get(at(3))),
        created_at: row.get(at(4)),
        modified_at: row.get(at(5)),
        used_at: row.get(at(6)),
        warned_at: row.get(at(7)),
        suspended: maybe_coded::<SuspensionReason>(row.get(at(8)))?,
        disabled,
    };
    let language = Language::find(row.get(at(12))).unwrap_or(Language::ENGLISH);
    Ok((Head { account, language }, row.get(at(13))))
}

/// Whether a row is read only, or held until the unit ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    Free,
    Held,
}

impl Hold {
    /// The clause of a query. Held is against changes and not against references: whoever adds a
    /// row that refers to a held one does not wait, so no circle closes over a foreign key.
    pub(crate) const fn sql(self) -> &'static str {
        match self {
            Self::Free => "",
            Self::Held => " FOR NO KEY UPDATE",
        }
    }
}

/// The account `id` with its subject.
pub(crate) async fn find(
    unit: &Unit,
    id: Id<Account>,
    hold: Hold,
) -> Result<Option<AccountRow>, StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "SELECT {COLUMNS}, sealed_subject FROM account WHERE account_id = $1{}",
        hold.sql()
    );
    let select = client.prepare_cached(&sql).await?;
    let Some(row) = client.query_opt(&select, &[&id.to_uuid()]).await? else { return Ok(None) };
    let (head, version) = read_head(&row, 0)?;
    let mut account = head.account;
    if let Some(sealed) = row.get::<_, Option<&[u8]>>(14) {
        let key = ObjectKey::of(unit, Keeper::Account, id.to_uuid()).await?;
        let subject: String = key.open("subject", sealed)?;
        account.subject = Some(Subject::read(&subject).ok().ok_or(StoreError::odd("subject"))?);
    }
    Ok(Some(AccountRow { account, language: head.language, version }))
}

/// What is known of the account `id` without opening anything sealed.
pub(crate) async fn head(unit: &Unit, id: Id<Account>) -> Result<Option<Head>, StoreError> {
    let client = unit.client()?;
    let sql = format!("SELECT {COLUMNS} FROM account WHERE account_id = $1");
    let select = client.prepare_cached(&sql).await?;
    let row = client.query_opt(&select, &[&id.to_uuid()]).await?;
    row.map(|row| read_head(&row, 0).map(|(head, _)| head)).transpose()
}

/// The account of a person at the identity provider.
pub(crate) async fn of_subject(
    unit: &Unit,
    subject: &Subject,
) -> Result<Option<Id<Account>>, StoreError> {
    of_search_key(unit, "subject", subject.as_str()).await
}

/// The account that has the address, or is about to have it.
pub(crate) async fn of_email(unit: &Unit, folded: &str) -> Result<Option<Id<Account>>, StoreError> {
    of_search_key(unit, "email", folded).await
}

async fn of_search_key(
    unit: &Unit,
    kind: &str,
    value: &str,
) -> Result<Option<Id<Account>>, StoreError> {
    let fingerprint = unit.shared.index.fingerprint(kind, value).to_vec();
    let client = unit.client()?;
    let select = client
        .prepare_cached(
            "SELECT account_id FROM account_search_key WHERE kind = $1 AND fingerprint = $2",
        )
        .await?;
    let row = client.query_opt(&select, &[&kind, &fingerprint]).await?;
    Ok(row.map(|row| Id::from_uuid(row.get(0))))
}

/// Stores a new account with its key, its holder and the contact details.
pub(crate) async fn insert(
    unit: &Unit,
    account: &Account,
    card: &ContactCard,
    language: Language,
) -> Result<(), StoreError> {
    let id = account.id.to_uuid();
    let key = ObjectKey::draw(unit, Keeper::Account, id)?;
    let subject = account.subject.as_ref().ok_or(StoreError::odd("subject"))?;
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO account (account_id, state, sealed_subject, session_epoch,
                 organisation_id, language, created_at, modified_at, used_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7, 1)",
            &[
                &id,
                &account.state.code(),
                &key.seal("subject", &subject.as_str())?,
                &i64::from(account.epoch.0),
                &account.organisation.to_uuid(),
                &language.code(),
                &account.created_at,
            ],
        )
        .await?;
    key.keep(unit).await?;
    insert_search_key(unit, "subject", subject.as_str(), account.id).await?;
    insert_search_key(unit, "email", &card.email.folded(), account.id).await?;
    let proven = proven_name(unit, card);
    let sealed = key.seal("profile", &WrittenCard::of(card))?;
    client
        .execute(
            "INSERT INTO profile (account_id, sealed, proven_name_fingerprint, changed_at, version)
             VALUES ($1, $2, $3, $4, 1)",
            &[&id, &sealed, &proven, &account.created_at],
        )
        .await?;
    index_words(unit, account.id, card).await
}

/// The name that the scan was held against, as a fingerprint. R41.
pub(crate) fn proven_name(unit: &Unit, card: &ContactCard) -> Vec<u8> {
    unit.shared.index.fingerprint("proven-name", &card.full_name().to_lowercase()).to_vec()
}

async fn insert_search_key(
    unit: &Unit,
    kind: &str,
    value: &str,
    account: Id<Account>,
) -> Result<(), StoreError> {
    let fingerprint = unit.shared.index.fingerprint(kind, value).to_vec();
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO account_search_key (kind, fingerprint, account_id) VALUES ($1, $2, $3)",
            &[&kind, &fingerprint, &account.to_uuid()],
        )
        .await?;
    Ok(())
}

/// Stores the account as a step left it; [`StoreError::Overtaken`] when somebody else was faster.
pub(crate) async fn update(
    unit: &Unit,
    before: &AccountRow,
    after: &Account,
) -> Result<(), StoreError> {
    let client = unit.client()?;
    let update = client
        .prepare_cached(
            "UPDATE account SET state = $3, session_epoch = $4, organisation_id = $5,
                    modified_at = $6, used_at = $7, warned_at = $8, suspended_reason = $9,
                    disabled_cause = $10, disabled_at = $11, erase_by = $12, version = version + 1
              WHERE account_id = $1 AND version = $2",
        )
        .await?;
    let changed = client
        .execute(
            &update,
            &[
                &after.id.to_uuid(),
                &before.version,
                &after.state.code(),
                &i64::from(after.epoch.0),
                &after.organisation.to_uuid(),
                &after.modified_at,
                &after.used_at,
                &after.warned_at,
                &after.suspended.map(|reason| reason.code()),
                &after.disabled.map(|disabled| disabled.cause.code()),
                &after.disabled.map(|disabled| disabled.at),
                &after.disabled.and_then(|disabled| disabled.erase_by),
            ],
        )
        .await?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Overtaken) }
}

/// The contact details of an account, and their version.
pub(crate) async fn card(
    unit: &Unit,
    id: Id<Account>,
) -> Result<Option<(ContactCard, i64)>, StoreError> {
    let client = unit.client()?;
    let select = client
        .prepare_cached(
            "SELECT profile.sealed, profile.version, account_key.wrapped_by, account_key.wrapped
               FROM profile JOIN account_key USING (account_id) WHERE account_id = $1",
        )
        .await?;
    let Some(row) = client.query_opt(&select, &[&id.to_uuid()]).await? else { return Ok(None) };
    let card = open_card(unit, id.to_uuid(), &row, 0)?;
    Ok(Some((card, row.get(1))))
}

/// Opens a card from a row with `sealed`, something, `wrapped_by`, `wrapped` from place `from` on.
pub(crate) fn open_card(
    unit: &Unit,
    id: Uuid,
    row: &Row,
    from: usize,
) -> Result<ContactCard, StoreError> {
    let at = |place: usize| from.saturating_add(place);
    let wrapped = WrappedKey { by: row.get(at(2)), bytes: row.get(at(3)) };
    let key = ObjectKey::unwrap(unit, Keeper::Account, id, &wrapped)?;
    key.open::<WrittenCard>("profile", row.get(at(0)))?.read()
}

/// Stores changed contact details over those of `version`.
pub(crate) async fn update_card(
    unit: &Unit,
    (id, version): (Id<Account>, i64),
    (before, after): (&ContactCard, &ContactCard),
) -> Result<(), StoreError> {
    let key = ObjectKey::of(unit, Keeper::Account, id.to_uuid()).await?;
    let sealed = key.seal("profile", &WrittenCard::of(after))?;
    let client = unit.client()?;
    let changed = client
        .execute(
            "UPDATE profile SET sealed = $3, changed_at = $4, version = version + 1
              WHERE account_id = $1 AND version = $2",
            &[&id.to_uuid(), &version, &sealed, &unit.at()],
        )
        .await?;
    if changed != 1 {
        return Err(StoreError::Overtaken);
    }
    if before.email.folded() != after.email.folded() {
        client
            .execute(
                "DELETE FROM account_search_key WHERE kind = 'email' AND account_id = $1",
                &[&id.to_uuid()],
            )
            .await?;
        insert_search_key(unit, "email", &after.email.folded(), id).await?;
    }
    client
        .execute("DELETE FROM contact_search_key WHERE account_id = $1", &[&id.to_uuid()])
        .await?;
    index_words(unit, id, after).await
}

/// Makes a person findable by the beginnings of the words on their card. R30: what is found is
/// shown by the rule of visibility alone.
async fn index_words(unit: &Unit, id: Id<Account>, card: &ContactCard) -> Result<(), StoreError> {
    let fingerprints: Vec<Vec<u8>> = search_words(card)
        .iter()
        .map(|word| unit.shared.index.fingerprint("contact", word).to_vec())
        .collect();
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO contact_search_key (fingerprint, account_id)
             SELECT DISTINCT fingerprint, $1::uuid FROM unnest($2::bytea[]) AS made (fingerprint)",
            &[&id.to_uuid(), &fingerprints],
        )
        .await?;
    Ok(())
}

/// Beginnings of words that are indexed have at least this many letters.
const WORD_LETTERS_MIN: usize = 2;
/// Longer beginnings are not indexed; a longer question is asked by its beginning.
const WORD_LETTERS_MAX: usize = 12;

/// What a card is found by: beginnings of the words of name, organisation and job.
pub(crate) fn search_words(card: &ContactCard) -> Vec<String> {
    let fields = [
        card.first_name.as_str(),
        card.last_name.as_str(),
        card.organisation.as_str(),
        card.job_title.as_str(),
    ];
    let words = fields.iter().flat_map(|field| words(field));
    let mut beginnings: Vec<String> = words.flat_map(|word| beginnings(&word)).collect();
    beginnings.sort();
    beginnings.dedup();
    beginnings
}

/// The words of a text, folded.
pub(crate) fn words(text: &str) -> Vec<String> {
    let parts = text.split(|letter: char| !letter.is_alphanumeric());
    let folded = parts.map(|part| part.to_lowercase().chars().map(plain).collect::<String>());
    folded.filter(|word| WORD_LETTERS_MIN <= word.chars().count()).collect()
}

/// The fingerprints that a card has which is found by the words of `text`: by each word, or by its
/// beginning where it is longer than what is indexed.
pub(crate) fn begun_words(unit: &Unit, text: &str) -> Vec<Vec<u8>> {
    let begun = |word: String| word.chars().take(WORD_LETTERS_MAX).collect::<String>();
    let begun: BTreeSet<String> = words(text).into_iter().map(begun).collect();
    begun.iter().map(|word| unit.shared.index.fingerprint("contact", word).to_vec()).collect()
}

fn beginnings(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().take(WORD_LETTERS_MAX).collect();
    (WORD_LETTERS_MIN..=letters.len())
        .filter_map(|count| letters.get(..count))
        .map(|part| part.iter().collect())
        .collect()
}

/// The letter without its accent, for those that Latin alphabets of the Union have.
const fn plain(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' | 'ċ' | 'ĉ' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ģ' | 'ğ' | 'ġ' => 'g',
        'ħ' => 'h',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ļ' | 'ľ' | 'ł' | 'ĺ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ž' | 'ż' => 'z',
        other => other,
    }
}
