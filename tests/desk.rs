//! A desk: a directory of its own for one test, and the program run in it.
//!
//! Files are laid on the desk, the program is run there with a line of arguments, and what it did is
//! checked by its exit code, what it said and what lies on the desk afterwards. Arguments are parted
//! at spaces, so names on a desk have none.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// A directory for one test.
pub struct Desk(TempDir);

/// What a run of the program did.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    /// What went to standard output.
    pub out: String,
    /// What went to standard error.
    pub said: String,
}

impl Desk {
    /// An empty desk.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A desk with one file.
    pub fn with(name: &str, content: impl AsRef<[u8]>) -> Self {
        Self::new().and(name, content)
    }

    /// Lays one more file on the desk.
    pub fn and(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.path(name), content).unwrap();
        self
    }

    /// Where a name lies.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The program, ready to run on this desk, with nothing on its standard input.
    pub fn program(&self, arguments: &str) -> Command {
        let mut program = Command::new(cargo_bin!("storyfold"));
        program.current_dir(self.0.path()).args(arguments.split_whitespace()).stdin(Stdio::null());
        program
    }

    /// Runs the program with nothing on its standard input.
    pub fn run(&self, arguments: &str) -> Ran {
        Ran::of(self.program(arguments).output().unwrap())
    }

    /// Runs the program with something on its standard input.
    pub fn pipe(&self, arguments: &str, input: impl Into<Vec<u8>>) -> Ran {
        let mut program = assert_cmd::Command::from_std(self.program(arguments));
        Ran::of(program.write_stdin(input).output().unwrap())
    }

    /// Runs the program, which must end well; gives its standard output.
    pub fn output(&self, arguments: &str) -> String {
        self.run(arguments).ends(0).out
    }

    /// The names of all files on the desk, hidden ones too, in order.
    pub fn files(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            names.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort_unstable();
        names
    }

    /// What a file on the desk holds.
    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs the program, which must end with `code`, say each of `parts` and write no file.
    pub fn refuses(&self, arguments: &str, code: i32, parts: &[&str]) {
        let contents = || -> Vec<_> {
            self.files()
                .into_iter()
                .map(|name| (std::fs::read(self.path(&name)).ok(), name))
                .collect()
        };
        let before = contents();
        let ran = self.run(arguments).ends(code);
        for part in parts {
            ran.says(part);
        }
        assert_eq!(ran.out, "", "something was reported all the same");
        assert!(before == contents(), "files were written all the same: {:?}", self.files());
    }
}

impl Ran {
    /// What a run gave, which is text.
    pub fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let (out, said) = (text(output.stdout), text(output.stderr));
        Self { code: output.status.code(), out, said }
    }

    /// The exit code must be this one.
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Standard error must hold this.
    pub fn says(&self, part: &str) -> &Self {
        assert!(self.said.contains(part), "`{part}` was expected of {self:#?}");
        self
    }
}

/// A file in the project, by its path from the root.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// One of the samples.
pub fn sample(name: &str) -> String {
    std::fs::read_to_string(project("samples").join(name)).unwrap()
}

/// A CSV report without some of its columns, a row a line.
pub fn without(report: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let rows = csv::ReaderBuilder::new().has_headers(false).from_reader(report.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.into_records().map(Result::unwrap).collect();
    let kept = |place: &usize| !columns.contains(&&rows[0][*place]);
    let kept: Vec<usize> = (0..rows[0].len()).filter(kept).collect();
    assert_eq!(kept.len() + columns.len(), rows[0].len(), "a column is not there");
    rows.iter().map(|row| kept.iter().map(|place| row[*place].to_owned()).collect()).collect()
}
