//! The settings of a Community as they are sent and as they are shown again.

use fnd_core::CountryCode;
use fnd_register::Coded;
use fnd_web::words::Words;
use ies_domain::coded::Enumerated;
use ies_domain::community::{Community, CommunityError, CommunityKind, JoinPolicy, Visibility};
use ies_domain::text::{Extent, tidy};
use ies_pages::community::{Kind, SettingsForm};
use ies_pages::{countries, errors};
use ies_store::CommunityRow;
use serde::Deserialize;

use super::list::kinds;

/// The settings as they are sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    pub(super) name_en: String,
    pub(super) name_fr: String,
    pub(super) name_de: String,
    pub(super) purpose_en: String,
    pub(super) purpose_fr: String,
    pub(super) purpose_de: String,
    pub(super) kind: String,
    pub(super) country: String,
    pub(super) visibility: String,
    pub(super) policy: String,
    pub(super) version: String,
    pub(super) slug: String,
}

const NAME: Extent = Extent { chars_max: 150, lines_max: 1 };
const PURPOSE: Extent = Extent { chars_max: 600, lines_max: 6 };

/// An empty form that is sent to `action`.
pub(super) fn blank(action: &str, words: &Words) -> SettingsForm {
    let mut form = SettingsForm::empty(action);
    form.kinds = Kind::choices(words, &kinds());
    form.countries = countries::choices(words);
    form
}

/// The form with what is stored.
pub(super) fn of(row: &CommunityRow, action: &str, words: &Words) -> SettingsForm {
    let mut form = blank(action, words);
    let name = |language: &str| row.names.get(language).cloned().unwrap_or_default();
    let purpose = |language: &str| row.purposes.get(language).cloned().unwrap_or_default();
    (form.name_en.value, form.name_fr.value, form.name_de.value) =
        (name("en"), name("fr"), name("de"));
    (form.purpose_en.value, form.purpose_fr.value, form.purpose_de.value) =
        (purpose("en"), purpose("fr"), purpose("de"));
    let community = &row.community;
    community.kind.code().clone_into(&mut form.kind.value);
    form.country.value = community.country.map(|code| code.to_string()).unwrap_or_default();
    community.visibility.code().clone_into(&mut form.visibility.value);
    community.join.code().clone_into(&mut form.policy.value);
    form
}

impl Sent {
    /// The form with what was typed.
    pub(super) fn shown(&self, action: &str, words: &Words) -> SettingsForm {
        let mut form = blank(action, words);
        let values = [
            (&mut form.name_en, &self.name_en),
            (&mut form.name_fr, &self.name_fr),
            (&mut form.name_de, &self.name_de),
            (&mut form.purpose_en, &self.purpose_en),
            (&mut form.purpose_fr, &self.purpose_fr),
            (&mut form.purpose_de, &self.purpose_de),
            (&mut form.kind, &self.kind),
            (&mut form.country, &self.country),
            (&mut form.visibility, &self.visibility),
            (&mut form.policy, &self.policy),
        ];
        for (field, value) in values {
            field.value.clone_from(value);
        }
        form
    }

    /// Puts what was typed into `row`, or tells in the form what is wrong with it.
    pub(super) fn read(
        &self,
        row: &CommunityRow,
        (form, words): (&mut SettingsForm, &Words),
    ) -> Option<CommunityRow> {
        let mut after = row.clone();
        let named = self.read_names(&mut after, (form, words));
        let said = self.read_purposes(&mut after, (form, words));
        let described = self.read_community(&mut after.community, (form, words));
        (named && said && described).then_some(after)
    }

    fn read_names(
        &self,
        after: &mut CommunityRow,
        (form, words): (&mut SettingsForm, &Words),
    ) -> bool {
        let fields = [
            ("en", &self.name_en, &mut form.name_en),
            ("fr", &self.name_fr, &mut form.name_fr),
            ("de", &self.name_de, &mut form.name_de),
        ];
        let mut is_right = true;
        for (language, typed, field) in fields {
            match tidy(typed, NAME) {
                Ok(name) => {
                    after.names.insert(language.to_owned(), name);
                }
                Err(error) => {
                    is_right = false;
                    field.error = match error.code() {
                        "missing" => words.text("settings-name-missing"),
                        code => errors::sentence(words, "settings-name", code, 150),
                    };
                }
            }
        }
        is_right
    }

    fn read_purposes(
        &self,
        after: &mut CommunityRow,
        (form, words): (&mut SettingsForm, &Words),
    ) -> bool {
        let fields = [
            ("en", &self.purpose_en, &mut form.purpose_en),
            ("fr", &self.purpose_fr, &mut form.purpose_fr),
            ("de", &self.purpose_de, &mut form.purpose_de),
        ];
        let mut is_right = true;
        for (language, typed, field) in fields {
            match tidy(typed, PURPOSE) {
                Ok(purpose) => {
                    after.purposes.insert(language.to_owned(), purpose);
                }
                Err(error) => {
                    is_right = false;
                    field.error = errors::sentence(words, "settings-purpose", error.code(), 600);
                }
            }
        }
        is_right
    }

    fn read_community(
        &self,
        community: &mut Community,
        (form, words): (&mut SettingsForm, &Words),
    ) -> bool {
        let chosen = |label: &str| errors::sentence(words, label, "not-chosen", 0);
        let (kind, visibility, join) = (
            CommunityKind::of_code(&self.kind),
            Visibility::of_code(&self.visibility),
            JoinPolicy::of_code(&self.policy),
        );
        let country: Option<CountryCode> = self.country.parse().ok();
        if kind.is_none() {
            form.kind.error = chosen("community-kind");
        }
        if visibility.is_none() {
            form.visibility.error = chosen("settings-visibility");
        }
        if join.is_none() {
            form.policy.error = words.text("settings-policy-missing");
        }
        let (Some(kind), Some(visibility), Some(join)) = (kind, visibility, join) else {
            return false;
        };
        let described = Community { kind, visibility, join, country, ..*community };
        let Err(error) = described.check() else {
            *community = described;
            return true;
        };
        let said = words.text(&format!("refused-{}", error.code()));
        match error {
            CommunityError::HiddenNeedsInvitations => form.policy.error = said,
            CommunityError::CountryMissing | CommunityError::CountryNotAsked => {
                form.country.error = said;
            }
        }
        false
    }
}
