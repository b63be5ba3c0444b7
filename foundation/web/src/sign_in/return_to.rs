//! Where to go after sign-in: a path of this host and nothing else.

/// The longest path that is carried.
const LENGTH_MAX: usize = 2048;

/// `text` when it is a path of this host, with or without parameters; `/` otherwise. Browsers
/// read `\` as `/` and pass over tabs, so neither may stand anywhere.
pub fn local_path(text: &str) -> &str {
    let begins_well = text.starts_with('/') && !text.starts_with("//");
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if begins_well && is_plain && text.len() <= LENGTH_MAX { text } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_to_another_host() {
        for good in ["/", "/a", "/a/b?c=d&e=//f#g", "/%2F%2Fevil.example"] {
            assert_eq!(local_path(good), good);
        }
        let long = format!("/{}", "a".repeat(LENGTH_MAX));
        let bad = [
            "",
            "a",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example/",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\n/evil.example",
            " /a",
            "/a b",
            "/é",
            long.as_str(),
        ];
        for text in bad {
            assert_eq!(local_path(text), "/", "{text:?}");
        }
    }
}
