//! Arguments of the command line: a command, flags, and options with a value.

use crate::failure::Failure;

/// Arguments not yet understood.
#[derive(Debug)]
pub(crate) struct Args(Vec<String>);

impl Args {
    /// The arguments after the program's name.
    pub(crate) fn new(given: impl Iterator<Item = String>) -> Self {
        Self(given.collect())
    }

    /// Takes the first argument, when it is no option.
    pub(crate) fn command(&mut self) -> Option<String> {
        let is_command = self.0.first().is_some_and(|first| !first.starts_with('-'));
        is_command.then(|| self.0.remove(0))
    }

    /// Takes the flag `name`; whether it was given.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|argument| argument != name);
        self.0.len() < before
    }

    /// Takes the option `name` with its value: `--name value` or `--name=value`.
    pub(crate) fn value(&mut self, name: &str) -> Result<Option<String>, Failure> {
        let with_equals = format!("{name}=");
        let place = self
            .0
            .iter()
            .position(|argument| argument == name || argument.starts_with(&with_equals));
        let Some(place) = place else { return Ok(None) };
        let option = self.0.remove(place);
        if let Some(value) = option.strip_prefix(&with_equals) {
            return Ok(Some(value.to_owned()));
        }
        if self.0.get(place).is_none_or(|next| next.starts_with("--")) {
            return Err(Failure::usage(format!("`{name}` needs a value")));
        }
        Ok(Some(self.0.remove(place)))
    }

    /// Takes the option `name` with a number as its value.
    pub(crate) fn number<N: std::str::FromStr>(
        &mut self,
        name: &str,
    ) -> Result<Option<N>, Failure> {
        let Some(value) = self.value(name)? else { return Ok(None) };
        let wrong = |_| Failure::usage(format!("`{name}`: `{value}` is not a number that fits"));
        value.parse().map(Some).map_err(wrong)
    }

    /// Refuses whatever nobody took.
    pub(crate) fn finish(&self) -> Result<(), Failure> {
        match self.0.first() {
            None => Ok(()),
            Some(left) => Err(Failure::usage(format!("`{left}` is not understood; see `--help`"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_are_taken_in_any_order_and_both_forms() {
        let mut args = args("demo --port=8000 --yes --data here");
        assert_eq!(args.command().as_deref(), Some("demo"));
        assert_eq!(args.value("--data").unwrap().as_deref(), Some("here"));
        assert_eq!(args.number::<u16>("--port").unwrap(), Some(8000));
        assert!(args.flag("--yes"));
        assert!(!args.flag("--yes"));
        assert!(args.finish().is_ok());
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert!(args("--port").value("--port").is_err());
        assert!(args("--port --yes").value("--port").is_err());
        assert!(args("--port many").number::<u16>("--port").is_err());
        assert!(args("--colour").finish().is_err());
    }
}
