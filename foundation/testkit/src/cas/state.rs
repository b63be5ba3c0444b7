//! What the server remembers.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use fnd_core::Clock;
use jiff::Timestamp;
use serde_json::Value;

use super::{Misbehaviour, Person, Settings};
use crate::provider::random;

/// How long a ticket can be validated, in seconds.
const TICKET_SECONDS: i64 = 10;

/// A browser that signed in here.
#[derive(Debug, Clone)]
pub(super) struct Browser {
    pub(super) login: String,
    pub(super) at: Timestamp,
    /// The services that got a ticket, and which.
    pub(super) tickets: Vec<(String, String)>,
}

/// A ticket that was given out.
#[derive(Debug, Clone)]
pub(super) struct Ticket {
    pub(super) login: String,
    pub(super) service: String,
    /// When the person authenticated.
    pub(super) at: Timestamp,
    /// Whether they had to press their button for it.
    pub(super) is_new: bool,
    until: i64,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) server: String,
    pub(super) settings: Settings,
    clock: Arc<dyn Clock>,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    people: Vec<Person>,
    browsers: BTreeMap<String, Browser>,
    tickets: BTreeMap<String, Ticket>,
    misbehaviour: Option<Misbehaviour>,
    asked: String,
    trapped: usize,
}

impl State {
    pub(super) fn new(server: String, settings: Settings, clock: Arc<dyn Clock>) -> Self {
        let people = settings.people.clone();
        let inner = Mutex::new(Inner { people, ..Inner::default() });
        Self { server, settings, clock, inner }
    }

    pub(super) fn misbehave(&self, how: Option<Misbehaviour>) {
        self.inner.lock().unwrap().misbehaviour = how;
    }

    pub(super) fn misbehaves(&self, how: Misbehaviour) -> bool {
        self.misbehaviour() == Some(how)
    }

    pub(super) fn misbehaviour(&self) -> Option<Misbehaviour> {
        self.inner.lock().unwrap().misbehaviour
    }

    pub(super) fn set(&self, login: &str, name: &str, value: Value) {
        let mut inner = self.inner.lock().unwrap();
        let person = inner.people.iter_mut().find(|person| person.login == login).unwrap();
        if value.is_null() {
            person.attributes.remove(name);
        } else {
            person.attributes.insert(name.to_owned(), value);
        }
    }

    pub(super) fn person(&self, login: &str) -> Option<Person> {
        self.inner.lock().unwrap().people.iter().find(|person| person.login == login).cloned()
    }

    /// Remembers a browser whose person pressed their button; answers its cookie.
    pub(super) fn enter(&self, login: &str) -> String {
        let browser =
            Browser { login: login.to_owned(), at: self.clock.now(), tickets: Vec::new() };
        let cookie = format!("TGT-{}", random());
        self.inner.lock().unwrap().browsers.insert(cookie.clone(), browser);
        cookie
    }

    pub(super) fn browser(&self, cookie: &str) -> Option<Browser> {
        self.inner.lock().unwrap().browsers.get(cookie).cloned()
    }

    /// Forgets a browser; answers what is to be told to which service.
    pub(super) fn leave(&self, cookie: &str) -> Vec<(String, String)> {
        let browser = self.inner.lock().unwrap().browsers.remove(cookie);
        browser.map(|browser| browser.tickets).unwrap_or_default()
    }

    /// Gives out a ticket for `service` to a browser that is known.
    pub(super) fn ticket(&self, cookie: &str, service: &str, is_new: bool) -> String {
        let name = format!("ST-{}", random());
        let mut inner = self.inner.lock().unwrap();
        let is_other = inner.misbehaviour == Some(Misbehaviour::OtherService);
        let browser = inner.browsers.get_mut(cookie).unwrap();
        browser.tickets.push((service.to_owned(), name.clone()));
        let other = format!("{service}&other");
        let ticket = Ticket {
            login: browser.login.clone(),
            service: if is_other { other } else { service.to_owned() },
            at: browser.at,
            is_new,
            until: self.clock.now().as_second() + TICKET_SECONDS,
        };
        inner.tickets.insert(name.clone(), ticket);
        name
    }

    /// Takes a ticket out, if it is still good. It counts once.
    pub(super) fn redeem(&self, name: &str) -> Option<Ticket> {
        let ticket = self.inner.lock().unwrap().tickets.remove(name)?;
        (self.clock.now().as_second() < ticket.until).then_some(ticket)
    }

    pub(super) fn note_asked(&self, parameters: &str) {
        parameters.clone_into(&mut self.inner.lock().unwrap().asked);
    }

    pub(super) fn asked(&self) -> String {
        self.inner.lock().unwrap().asked.clone()
    }

    pub(super) fn note_trapped(&self) {
        self.inner.lock().unwrap().trapped += 1;
    }

    pub(super) fn trapped(&self) -> usize {
        self.inner.lock().unwrap().trapped
    }
}
