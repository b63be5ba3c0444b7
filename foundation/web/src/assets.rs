//! Style sheets and scripts, compiled into the binary and compressed at build.
//!
//! A page names a file as `{BASE}/limen.css`; [`EDITION`] is part of [`BASE`] and changes with
//! any byte of any file, so an answer may be cached for ever. Files from npm are there only when
//! `assets/served.txt` was followed before the build; without them pages are plain.

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// What a browser may do with a file: keep it for a year and never ask again.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// One file to serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// The name a page asks for.
    pub name: &'static str,
    /// The file as it is.
    pub body: &'static [u8],
    /// The file compressed by Brotli, when that is smaller.
    pub brotli: Option<&'static [u8]>,
}

impl Asset {
    /// The file called `name` of the edition `edition`; other editions are not kept.
    pub fn find(edition: &str, name: &str) -> Option<&'static Self> {
        FILES.iter().find(|file| edition == EDITION && file.name == name)
    }

    /// Every file.
    pub fn all() -> &'static [Self] {
        FILES
    }

    /// The `Content-Type` by the ending of the name.
    pub fn content_type(&self) -> &'static str {
        match self.name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            _ => "application/octet-stream",
        }
    }
}

/// Whether the component library was there at build; without it pages are plain.
pub fn has_library() -> bool {
    FILES.iter().any(|file| file.name == "ecl-eu.css")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_files_are_always_served_and_old_editions_never() {
        for name in ["limen.css", "limen.svg", "scan.js", "page.js", "capture.js"] {
            let file = Asset::find(EDITION, name);
            assert!(file.is_some_and(|f| !f.body.is_empty()), "{name}");
        }
        assert_eq!(Asset::find("0", "limen.css"), None);
        assert!(BASE.ends_with(EDITION));
    }

    #[test]
    fn no_file_asks_for_another_host() {
        for file in Asset::all().iter().filter(|f| f.name.ends_with("css")) {
            let text = String::from_utf8_lossy(file.body);
            assert!(!text.contains("url(http") && !text.contains("url(//"), "{}", file.name);
            assert!(!text.contains("@import"), "{}", file.name);
        }
    }
}
