//! Sign-ins in the log: who came, from where, and who was refused. Statement 4, "most recent use";
//! R15, R25.

use std::net::IpAddr;
use std::sync::Arc;

use async_trait::async_trait;
use fnd_web::Caller;
use fnd_web::sign_in::{Origin, SignIns};
use ies_domain::account::used;
use ies_domain::log::{Doer, Event, Technical, user_agent};
use ies_domain::session::Subject;
use ies_store::{Access, Outcome, StoreError};

use crate::app::App;

/// Notes sign-ins.
#[derive(Debug)]
pub struct Noted(pub Arc<App>);

/// Where something comes from, as the log keeps it. The country is unknown where the table of
/// this machine does not have the address. Statement 4; R15.
pub fn technical(app: &App, ip: IpAddr, said: &str) -> Technical {
    let (browser, system) = user_agent(said);
    let country = app.origins.country(ip).and_then(|code| code.alpha3()?.parse().ok());
    Technical { ip, country, browser, system }
}

impl Noted {
    async fn note(&self, subject: &Subject, from: &Origin) -> Result<(), StoreError> {
        let (app, now) = (&self.0, self.0.clock.now());
        let head = app.store.whois(subject, now).await?.account;
        let account = head.as_ref().map(|head| head.account.id);
        let doer = account.map_or(Doer::Applicant, Doer::Account);
        let access = Access::happened(now, doer, Event::SignedIn, from.request).from(technical(
            app,
            from.address,
            &from.user_agent,
        ));
        let used = head.and_then(|head| used(&head.account, now));
        app.store.signed_in(access, (account, used)).await
    }
}

#[async_trait]
impl SignIns for Noted {
    async fn admitted(&self, caller: &Caller, from: &Origin) -> Result<(), String> {
        let subject = Subject::read(&caller.person).ok().ok_or_else(|| "subject".to_owned())?;
        self.note(&subject, from).await.map_err(|error| error.to_string())
    }

    async fn refused(&self, code: &str, from: &Origin) {
        let now = self.0.clock.now();
        let access = Access::happened(now, Doer::Visitor, Event::SignInRefused, from.request)
            .from(technical(&self.0, from.address, &from.user_agent))
            .asking(code);
        let outcome = Outcome::refused("sign-in-refused", None);
        if let Err(error) = self.0.store.note(access, outcome).await {
            tracing::warn!(%error, "a refused sign-in could not be noted");
        }
    }
}
