//! What pages about oneself say that is put together where they are filled.

use fnd_web::words::{Value, Words};

codes! {
    /// What was just done, as a sentence at the top of a page.
    pub Done => "own-done-";
    /// What the holder of a role looks after, by where that is.
    pub Work => "duty-";
    /// What waits to be known or done.
    pub Reminder => "remind-";
    /// Which text has a new version.
    pub Change => "change-";
    /// Who did something, where it was neither the reader nor the holder of a role.
    pub By => "activity-by-";
    /// For what a role is.
    pub RoleScope => "my-role-for-";
    /// A family of browsers that has no name of its own.
    pub Browser => "browser-";
    /// An operating system that has no name of its own.
    pub System => "system-";
    /// What stands in the archive of one's data beside the data.
    pub Archive => "archive-";
}

/// From where and with what something was done.
pub fn origin(words: &Words, ip: String, (browser, system): (String, String)) -> String {
    let values: [(&str, Value<'_>); 3] =
        [("ip", ip.into()), ("browser", browser.into()), ("system", system.into())];
    words.with("activity-origin", &values)
}

/// What was tried and not let through.
pub fn refused(words: &Words, what: &str) -> String {
    format!("{what} ({})", words.text("activity-refused"))
}
