//! The technical part of a log row.

use core::net::IpAddr;

use fnd_core::CountryCode;

coded! {
    /// Families of browsers.
    pub enum BrowserFamily {
        /// Firefox.
        Firefox => "firefox",
        /// Chrome and Chromium.
        Chrome => "chrome",
        /// Edge.
        Edge => "edge",
        /// Safari.
        Safari => "safari",
        /// Opera.
        Opera => "opera",
        /// Any other, or a program.
        Other => "other",
    }
}

coded! {
    /// Operating systems.
    pub enum System {
        /// Windows.
        Windows => "windows",
        /// macOS.
        MacOs => "macos",
        /// iOS and iPadOS.
        Ios => "ios",
        /// Android.
        Android => "android",
        /// Linux and its kin.
        Linux => "linux",
        /// Any other.
        Other => "other",
    }
}

/// A browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Browser {
    /// Its family.
    pub family: BrowserFamily,
    /// Its major version.
    pub version: Option<u16>,
}

/// The technical part of a log row.
///
/// Law: statement 4, "IP address and location, browser details, operating system"; R15. The
/// place is a country found in a table on this machine; nobody is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Technical {
    /// The address.
    pub ip: IpAddr,
    /// The country of the address, when the table has it.
    pub country: Option<CountryCode>,
    /// The browser.
    pub browser: Browser,
    /// The operating system.
    pub system: System,
}

/// Personal data stays out of logs of the program.
impl std::fmt::Debug for Technical {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Technical(..)")
    }
}

/// Marks of browsers in the order in which they are looked for: a later one may name itself by
/// an earlier one's mark as well.
const BROWSERS: &[(&str, BrowserFamily)] = &[
    ("Edg/", BrowserFamily::Edge),
    ("EdgA/", BrowserFamily::Edge),
    ("EdgiOS/", BrowserFamily::Edge),
    ("OPR/", BrowserFamily::Opera),
    ("Firefox/", BrowserFamily::Firefox),
    ("FxiOS/", BrowserFamily::Firefox),
    ("CriOS/", BrowserFamily::Chrome),
    ("Chrome/", BrowserFamily::Chrome),
    ("Chromium/", BrowserFamily::Chrome),
];
/// Safari says its version elsewhere.
const SAFARI: (&str, &str) = ("Safari/", "Version/");

/// Marks of systems, in the order in which they are looked for.
const SYSTEMS: &[(&str, System)] = &[
    ("Windows", System::Windows),
    ("Android", System::Android),
    ("iPhone", System::Ios),
    ("iPad", System::Ios),
    ("Macintosh", System::MacOs),
    ("CrOS", System::Linux),
    ("Linux", System::Linux),
    ("X11", System::Linux),
];

/// The longest header that is looked at, in bytes.
const LENGTH_MAX: usize = 512;

/// What a header `User-Agent` says of browser and system. Nothing else of it is kept: the whole
/// text would tell one person from another.
pub fn user_agent(header: &str) -> (Browser, System) {
    let header = header.get(..LENGTH_MAX).unwrap_or(header);
    let system = SYSTEMS.iter().find(|(mark, _)| header.contains(mark));
    (browser(header), system.map_or(System::Other, |(_, system)| *system))
}

fn browser(header: &str) -> Browser {
    for (mark, family) in BROWSERS {
        if let Some((_, rest)) = header.split_once(mark) {
            return Browser { family: *family, version: major(rest) };
        }
    }
    let (safari, version) = SAFARI;
    match header.split_once(version) {
        Some((_, rest)) if header.contains(safari) => {
            Browser { family: BrowserFamily::Safari, version: major(rest) }
        }
        Some(_) | None => Browser { family: BrowserFamily::Other, version: None },
    }
}

fn major(text: &str) -> Option<u16> {
    let digits = text.split(|letter: char| !letter.is_ascii_digit()).next()?;
    digits.parse().ok()
}
