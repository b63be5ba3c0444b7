//! Counting tests in what their runners print.

/// What `cargo test` printed, read line by line.
#[derive(Debug, Default)]
pub(super) struct Libtest {
    passed: u64,
    failures: Vec<String>,
    /// Test binaries that began and did not come to their result.
    unfinished: u64,
}

impl Libtest {
    /// Reads a line of standard output.
    pub(super) fn read(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            self.passed = self.passed.saturating_add(count_of(result, "passed"));
            self.unfinished = self.unfinished.saturating_sub(1);
        } else if let Some(name) = failed_test(line) {
            self.failures.push(name.to_owned());
        } else if is_beginning(line) {
            self.unfinished = self.unfinished.saturating_add(1);
        }
    }

    /// How many passed, and the names of what failed. `is_success` is what the exit code said;
    /// a failure that no line told of (code that does not compile, a test binary that died) is
    /// counted too.
    pub(super) fn end(mut self, is_success: bool) -> (u64, Vec<String>) {
        for _ in 0..self.unfinished {
            self.failures.push("a test binary ended before its tests did".to_owned());
        }
        if !is_success && self.failures.is_empty() {
            self.failures.push("the tests could not be built or run".to_owned());
        }
        (self.passed, self.failures)
    }
}

/// `test some::name ... FAILED`
fn failed_test(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED")
}

/// `running 12 tests`
fn is_beginning(line: &str) -> bool {
    let count = line
        .strip_prefix("running ")
        .and_then(|rest| rest.strip_suffix(" tests").or_else(|| rest.strip_suffix(" test")));
    count.is_some_and(|count| count.parse::<u64>().is_ok())
}

/// The number before `word`, as in `ok. 5 passed; 0 failed`.
fn count_of(text: &str, word: &str) -> u64 {
    let words: Vec<&str> = text.split([' ', ';']).filter(|word| !word.is_empty()).collect();
    let mut pairs = words.windows(2).filter_map(|pair| match pair {
        [number, name] if *name == word => number.parse().ok(),
        _ => None,
    });
    pairs.next_back().unwrap_or(0)
}

/// What `node --test` printed.
#[derive(Debug, Default)]
pub(super) struct NodeTest {
    passed: u64,
    failed: u64,
    names: Vec<String>,
}

impl NodeTest {
    /// Reads a line of standard output, of the `spec` reporter or of `tap`.
    pub(super) fn read(&mut self, line: &str) {
        let line = without_colours(line);
        let line = line.trim();
        let summary = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ "));
        if let Some((word, number)) = summary.and_then(|rest| rest.split_once(' ')) {
            let number = number.trim().parse().unwrap_or(0);
            match word {
                "pass" => self.passed = number,
                "fail" | "cancelled" => self.failed = self.failed.saturating_add(number),
                _ => {}
            }
        } else if let Some(name) = line.strip_prefix("✖ ").or_else(|| tap_failure(line)) {
            let name = without_duration(name);
            if name != "failing tests:" && !self.names.iter().any(|known| known == name) {
                self.names.push(name.to_owned());
            }
        }
    }

    /// How many passed, and as many names as tests failed.
    pub(super) fn end(mut self, is_success: bool) -> (u64, Vec<String>) {
        let failed = usize::try_from(self.failed).unwrap_or(usize::MAX);
        self.names.truncate(failed.max(1));
        while self.names.len() < failed {
            self.names.push("a browser test".to_owned());
        }
        if is_success {
            self.names.clear();
        } else if self.names.is_empty() {
            self.names.push("the browser tests could not be run".to_owned());
        }
        (self.passed, self.names)
    }
}

/// `not ok 3 - name`
fn tap_failure(line: &str) -> Option<&str> {
    line.strip_prefix("not ok ")?.split_once(" - ").map(|(_, name)| name)
}

/// `name (12.5ms)` without the time.
fn without_duration(name: &str) -> &str {
    name.rsplit_once(" (").filter(|(_, time)| time.ends_with("ms)")).map_or(name, |(name, _)| name)
}

/// The text without escape sequences for colours.
fn without_colours(line: &str) -> String {
    let mut parts = line.split('\x1b');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn libtest(text: &str, is_success: bool) -> (u64, Vec<String>) {
        let mut read = Libtest::default();
        text.lines().for_each(|line| read.read(line));
        read.end(is_success)
    }

    fn node(text: &str, is_success: bool) -> (u64, Vec<String>) {
        let mut read = NodeTest::default();
        text.lines().for_each(|line| read.read(line));
        read.end(is_success)
    }

    #[test]
    fn tests_of_all_binaries_are_added_up() {
        let text = "\nrunning 2 tests\ntest a::b ... ok\ntest a::c ... FAILED\n\n\
            test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out\n\
            running 1 test\ntest d ... ok\n\
            test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(libtest(text, false), (2, vec!["a::c".to_owned()]));
    }

    #[test]
    fn a_failure_that_no_line_tells_of_is_counted() {
        assert_eq!(libtest("", false).1.len(), 1);
        assert_eq!(libtest("running 3 tests\ntest a ... ok", false).1.len(), 1);
        assert_eq!(libtest("", true), (0, vec![]));
    }

    #[test]
    fn both_reporters_of_node_are_understood() {
        let spec = "✔ opens (3.5ms)\n✖ a form\u{1b}[31m says what is wrong\u{1b}[39m (12.1ms)\n\
            ℹ tests 2\nℹ pass 1\nℹ fail 1\nℹ cancelled 0\n\n✖ failing tests:\n\
            ✖ a form says what is wrong (12.1ms)";
        assert_eq!(node(spec, false), (1, vec!["a form says what is wrong".to_owned()]));
        let tap = "ok 1 - opens\nnot ok 2 - closes\n# pass 1\n# fail 1\n# cancelled 0";
        assert_eq!(node(tap, false), (1, vec!["closes".to_owned()]));
        assert_eq!(node("# pass 7\n# fail 0", true), (7, vec![]));
        assert_eq!(node("", false).1.len(), 1);
    }
}
