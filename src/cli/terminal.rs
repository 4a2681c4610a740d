//! What the terminal is like: the one place that looks at it and at the environment.

use std::env;
use std::io::{IsTerminal, stderr, stdin, stdout};

/// True where standard input is typed by a person.
pub fn typed_input() -> bool {
    stdin().is_terminal()
}

/// True where standard output is read by a person.
pub fn shown_output() -> bool {
    stdout().is_terminal()
}

/// True where standard error is read by a person.
pub fn shown_messages() -> bool {
    stderr().is_terminal()
}

/// True where standard output may have color (see <https://no-color.org>).
pub fn colored_output() -> bool {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    shown_output() && !refused && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Columns of the terminal, where it tells.
pub fn width() -> usize {
    let (_, columns) = console::Term::stdout().size_checked().unwrap_or((0, 100));
    usize::from(columns)
}

/// The command as it was typed, for messages that suggest another: every word that a shell would take
/// apart is quoted.
pub fn command() -> String {
    let words = env::args_os().skip(1).map(|word| quoted(&word.to_string_lossy()));
    std::iter::once("storyfold".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_./:=,@%+-".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_shell_would_take_apart_are_quoted() {
        assert_eq!(quoted("samples/nato-2014.txt"), "samples/nato-2014.txt");
        assert_eq!(quoted("my list.txt"), "'my list.txt'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
    }
}
