//! Where the bytes of a report go: whole files, or nothing.
//!
//! A regular file is written beside its place under a passing name and renamed onto it, so that
//! nobody ever reads half a report and a failed run leaves the last one as it was. Its mode is kept,
//! and a symbolic link is followed: the file it points to is replaced, not the link. Devices and
//! pipes cannot be renamed onto; they, like standard output, are written through.
//!
//! A run with several outputs gathers them in [`Outputs`]: every file is prepared, and checked to be
//! on disk, before the first is renamed. A reader that closes its pipe early (`| head`) is no
//! failure; [`Written`] tells.

mod sink;
mod unplaced;

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::{Error, ErrorKind, Result};
pub use sink::Sink;
pub use unplaced::Unplaced;

/// Names of standard output.
const STANDARD: [&str; 2] = ["-", "/dev/stdout"];

/// Places whose names stand for what is already open; renaming onto the file behind one would take
/// it away from whoever writes to it.
const OPEN_ALREADY: [&str; 3] = ["/dev/stderr", "/dev/fd", "/proc"];

/// How many symbolic links are followed before they are taken for a circle.
const MOST_LINKS: usize = 40;

/// A place to write to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Standard output.
    Standard,
    /// A file, a device or a pipe, by its path.
    Path(PathBuf),
}

impl Output {
    /// The place a user names; nothing, `-` and `/dev/stdout` are standard output.
    pub fn parse(place: Option<&Path>) -> Self {
        match place {
            Some(path) if !STANDARD.iter().any(|name| path == Path::new(name)) => {
                Self::Path(path.to_owned())
            }
            _ => Self::Standard,
        }
    }

    /// What messages call it.
    fn name(&self) -> &Path {
        match self {
            Self::Standard => Path::new("standard output"),
            Self::Path(path) => path,
        }
    }

    /// The path as named and the file it leads to; none for what is written through: standard
    /// output, devices, pipes.
    fn file_to_replace(&self) -> Option<(&Path, PathBuf)> {
        match self {
            Self::Standard => None,
            Self::Path(path) => Some((path.as_path(), replaceable(path)?)),
        }
    }
}

/// What became of an output that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// All of it was written.
    Whole,
    /// The reader closed its pipe before the end: nobody wanted more.
    PipeClosed,
}

/// The outputs of one run, prepared and not yet in place.
///
/// Dropped before [`Outputs::commit`], it leaves every file as it was.
#[derive(Debug, Default)]
pub struct Outputs {
    files: Vec<Prepared>,
    streams: Vec<(Output, Vec<u8>)>,
    unplaced: Unplaced,
}

/// A file written beside its place.
#[derive(Debug)]
struct Prepared {
    named: PathBuf,
    target: PathBuf,
    written: NamedTempFile,
}

impl Outputs {
    /// No outputs yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// No outputs yet; `unplaced` will know their files until they are in place.
    pub fn known_to(unplaced: &Unplaced) -> Self {
        Self { unplaced: unplaced.clone(), ..Self::default() }
    }

    /// Prepares one output. A file's bytes are on disk afterwards, beside their place.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`] where the path names no file, its directory is missing, closed or
    /// full, or the file is marked read-only.
    pub fn add(&mut self, output: &Output, bytes: Vec<u8>) -> Result<()> {
        if output.file_to_replace().is_some() {
            return self.add_made(output, |sink| sink.put(&bytes));
        }
        self.streams.push((output.clone(), bytes));
        Ok(())
    }

    /// The same for an output that `make` makes piece by piece: a file is not held in memory.
    ///
    /// # Errors
    /// As [`Self::add`], and those of `make`.
    pub fn add_made(
        &mut self,
        output: &Output,
        make: impl FnOnce(&mut Sink) -> Result<()>,
    ) -> Result<()> {
        let Some((named, target)) = output.file_to_replace() else {
            let mut bytes = Vec::new();
            make(&mut Sink::new(&mut bytes, output.name()))?;
            self.streams.push((output.clone(), bytes));
            return Ok(());
        };
        let failed = |error: io::Error| unwritable(named, &error);
        let (mut written, kept) = begun(&target, &self.unplaced).map_err(failed)?;
        make(&mut Sink::new(&mut written, named))?;
        finished(&written, kept).map_err(failed)?;
        self.files.push(Prepared { named: named.to_owned(), target, written });
        Ok(())
    }

    /// Writes streams through (`standard` is the standard output), then puts every file in place.
    ///
    /// Streams come first because they are likelier to fail, and then no file has changed. A closed
    /// pipe does not keep the files back.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`] names the first output that failed.
    pub fn commit(self, standard: &mut dyn Write) -> Result<Written> {
        let mut outcome = Written::Whole;
        for (output, bytes) in &self.streams {
            if write_through(output, bytes, standard)? == Written::PipeClosed {
                outcome = Written::PipeClosed;
            }
        }
        let mut unplaced = self.unplaced.lock();
        for Prepared { named, target, written } in self.files {
            let path = written.path().to_owned();
            written.persist(target).map_err(|failure| unwritable(&named, &failure.error))?;
            unplaced.retain(|known| *known != path);
        }
        Ok(outcome)
    }
}

/// Refuses a run that would overwrite an input, or write two outputs to one place.
///
/// Paths are compared after following links; `-` among the inputs is standard input. Inputs and
/// outputs need not exist.
///
/// # Errors
/// [`ErrorKind::Settings`], naming both.
pub fn check_targets(outputs: &[Output], inputs: &[impl AsRef<Path>]) -> Result<()> {
    for (index, output) in outputs.iter().enumerate() {
        if outputs[..index].iter().any(|earlier| same_place(earlier, output)) {
            return Err(clash(
                output,
                "two outputs would be written to it; give each its own file",
            ));
        }
        let overwrites = |input: &Path| same_place(output, &Output::parse(Some(input)));
        if *output != Output::Standard && inputs.iter().any(|input| overwrites(input.as_ref())) {
            return Err(clash(
                output,
                "it is an input and would be overwritten; name another file",
            ));
        }
    }
    Ok(())
}

fn same_place(a: &Output, b: &Output) -> bool {
    match (a, b) {
        (Output::Standard, Output::Standard) => true,
        _ => match (a.file_to_replace(), b.file_to_replace()) {
            (Some((_, a)), Some((_, b))) => one_name(&a) == one_name(&b),
            // A device may be named any number of times.
            _ => false,
        },
    }
}

fn clash(output: &Output, trouble: &str) -> Error {
    Error::new(ErrorKind::Settings, format!("{}: {trouble}", output.name().display()))
}

/// The regular file that a path leads to, or the place where there is none yet.
///
/// Asked of the path itself and not of the end of its links: `/dev/stdout` may lead to `pipe:[7]`,
/// which is a pipe and no place in the file system.
fn replaceable(path: &Path) -> Option<PathBuf> {
    let open_already = OPEN_ALREADY.iter().any(|place| path.starts_with(place));
    let other = open_already || fs::metadata(path).is_ok_and(|found| !found.is_file());
    (!other).then(|| followed(path))
}

/// The end of a chain of symbolic links, which may not exist yet.
fn followed(path: &Path) -> PathBuf {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(next) = fs::read_link(&target) else { break };
        target = directory_of(&target).join(next);
    }
    target
}

/// One spelling for all paths to a place, as far as its directories exist.
fn one_name(target: &Path) -> PathBuf {
    let whole = fs::canonicalize(target);
    whole.ok().or_else(|| in_directory(target)).unwrap_or_else(|| target.to_owned())
}

fn in_directory(target: &Path) -> Option<PathBuf> {
    let directory = fs::canonicalize(directory_of(target)).ok()?;
    Some(directory.join(target.file_name()?))
}

fn directory_of(target: &Path) -> &Path {
    match target.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// A file beside `target` to write to, and the mode that it will have.
fn begun(target: &Path, unplaced: &Unplaced) -> io::Result<(NamedTempFile, Option<Permissions>)> {
    if !names_a_file(target) {
        return Err(io::Error::other("the path names no file"));
    }
    let kept = fs::metadata(target).ok().map(|found| found.permissions());
    if kept.as_ref().is_some_and(Permissions::readonly) {
        return Err(io::Error::other("it is marked read-only"));
    }
    Ok((beside(target, unplaced)?, kept))
}

/// Makes sure that what was written is on disk.
fn finished(file: &NamedTempFile, kept: Option<Permissions>) -> io::Result<()> {
    if let Some(kept) = kept {
        file.as_file().set_permissions(kept)?;
    }
    file.as_file().sync_all()
}

/// A new file beside `target`, known from the moment it is there.
fn beside(target: &Path, unplaced: &Unplaced) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    open_to_all(&mut builder);
    let mut unplaced = unplaced.lock();
    let file = builder.prefix(".storyfold-").tempfile_in(directory_of(target))?;
    unplaced.push(file.path().to_owned());
    Ok(file)
}

/// False for a path that is empty or ends as a directory does; renaming onto it would fail late.
fn names_a_file(target: &Path) -> bool {
    let last = target.to_string_lossy().chars().next_back();
    last.is_some_and(|last| !std::path::is_separator(last)) && target.file_name().is_some()
}

/// A new file gets the mode that any new file gets, not the private one of temporary files.
#[cfg(unix)]
fn open_to_all(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    // The umask is taken off by the system.
    builder.permissions(Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn open_to_all(_: &mut tempfile::Builder<'_, '_>) {}

fn write_through(output: &Output, bytes: &[u8], standard: &mut dyn Write) -> Result<Written> {
    let outcome = match output {
        Output::Standard => write_all(standard, bytes),
        Output::Path(path) => open(path).and_then(|mut f| write_all(&mut f, bytes)),
    };
    match outcome {
        Ok(()) => Ok(Written::Whole),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Written::PipeClosed),
        Err(error) => Err(unwritable(output.name(), &error)),
    }
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).open(path)
}

/// A full device may show only when the last bytes are flushed.
fn write_all(writer: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    writer.write_all(bytes)?;
    writer.flush()
}

fn unwritable(path: &Path, error: &io::Error) -> Error {
    let trouble = match error.kind() {
        io::ErrorKind::NotFound => "its directory does not exist; create it first".into(),
        io::ErrorKind::NotADirectory => "a part of its path is no directory; check the path".into(),
        io::ErrorKind::IsADirectory => "it is a directory; name a file in it".into(),
        io::ErrorKind::PermissionDenied => {
            "permission denied; choose a place that you may write to".into()
        }
        io::ErrorKind::StorageFull => {
            "no space is left on the device; free some or choose another place".into()
        }
        _ => format!("{error}; choose another place"),
    };
    let message = format!("{}: cannot be written: {trouble}", path.display());
    Error::new(ErrorKind::Unwritable, message)
}

#[cfg(test)]
mod tests;
