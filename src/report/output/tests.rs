//! Outputs on a real file system: what is replaced, what is kept, what is refused.

use super::*;
use std::fs::read_to_string;
use tempfile::TempDir;

fn write(path: &Path, bytes: &str) -> Result<Written> {
    let mut outputs = Outputs::new();
    outputs.add(&Output::parse(Some(path)), bytes.into())?;
    outputs.commit(&mut io::sink())
}

fn names_in(directory: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A standard output that fails in its own way.
struct Failing(io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn nothing_and_a_dash_are_standard_output() {
    assert_eq!(Output::parse(None), Output::Standard);
    assert_eq!(Output::parse(Some(Path::new("-"))), Output::Standard);
    assert_eq!(Output::parse(Some(Path::new("a"))), Output::Path("a".into()));
    let mut standard = Vec::new();
    let mut outputs = Outputs::new();
    outputs.add(&Output::Standard, b"text".to_vec()).unwrap();
    assert_eq!(outputs.commit(&mut standard).unwrap(), Written::Whole);
    assert_eq!(standard, b"text");
}

#[test]
fn files_appear_together_and_only_when_committed() {
    let dir = TempDir::new().unwrap();
    let (old, new) = (dir.path().join("old.csv"), dir.path().join("new.csv"));
    fs::write(&old, "before").unwrap();
    let mut outputs = Outputs::new();
    outputs.add(&Output::Path(old.clone()), b"after".to_vec()).unwrap();
    outputs.add(&Output::Path(new.clone()), b"fresh".to_vec()).unwrap();
    assert_eq!(read_to_string(&old).unwrap(), "before");
    assert!(!new.exists());
    outputs.commit(&mut io::sink()).unwrap();
    assert_eq!(read_to_string(&old).unwrap(), "after");
    assert_eq!(read_to_string(&new).unwrap(), "fresh");
    assert_eq!(names_in(dir.path()), ["new.csv", "old.csv"]);
}

#[test]
fn what_is_given_up_is_gone_and_what_is_in_place_stays() {
    let dir = TempDir::new().unwrap();
    let unplaced = Unplaced::default();
    let prepare = |name: &str| {
        let mut outputs = Outputs::known_to(&unplaced);
        outputs.add(&Output::Path(dir.path().join(name)), b"rows".to_vec()).unwrap();
        outputs
    };
    prepare("placed.csv").commit(&mut io::sink()).unwrap();
    let late = prepare("late.csv");
    assert_eq!(names_in(dir.path()).len(), 2);
    let mut ended = false;
    unplaced.give_up(|| ended = true);
    assert!(ended);
    assert_eq!(names_in(dir.path()), ["placed.csv"]);
    assert!(late.commit(&mut io::sink()).is_err());
    assert_eq!(names_in(dir.path()), ["placed.csv"]);
}

#[test]
fn a_failed_output_leaves_the_others_as_they_were() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("report.csv");
    let mut outputs = Outputs::new();
    outputs.add(&Output::Path(file), b"rows".to_vec()).unwrap();
    let missing = Output::Path(dir.path().join("no/such/near.csv"));
    let error = outputs.add(&missing, b"rows".to_vec()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unwritable);
    let text = error.to_string();
    assert!(
        text.ends_with(
            "near.csv: cannot be written: its directory does not exist; create it first"
        ),
        "{text}"
    );
    drop(outputs);
    assert!(names_in(dir.path()).is_empty());
}

#[test]
fn a_report_that_fails_on_the_way_leaves_the_file_as_it_was() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("report.csv");
    write(&path, "old").unwrap();
    let mut outputs = Outputs::new();
    let fails = |sink: &mut Sink| {
        sink.put(b"half a ")?;
        Err(Error::new(ErrorKind::Settings, "no more"))
    };
    let error = outputs.add_made(&Output::parse(Some(&path)), fails).unwrap_err();
    assert_eq!(error.to_string(), "no more");
    assert_eq!(read_to_string(&path).unwrap(), "old");
    assert_eq!(names_in(directory.path()), ["report.csv"]);
}

#[test]
fn pieces_stand_behind_one_another() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("report.csv");
    let mut outputs = Outputs::new();
    let made = |sink: &mut Sink| sink.put(b"half a ").and_then(|()| sink.put(b"report"));
    outputs.add_made(&Output::parse(Some(&path)), made).unwrap();
    outputs.add_made(&Output::Standard, made).unwrap();
    let mut standard = Vec::new();
    outputs.commit(&mut standard).unwrap();
    assert_eq!(
        (read_to_string(&path).unwrap().as_bytes(), &standard[..]),
        (&b"half a report"[..], &b"half a report"[..])
    );
}

#[test]
fn a_full_standard_output_keeps_the_files_back() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("near.csv");
    let mut outputs = Outputs::new();
    outputs.add(&Output::Path(file.clone()), b"rows".to_vec()).unwrap();
    outputs.add(&Output::Standard, b"rows".to_vec()).unwrap();
    let error = outputs.commit(&mut Failing(io::ErrorKind::StorageFull)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unwritable);
    assert!(error.to_string().starts_with("standard output: cannot be written: no space"));
    assert!(!file.exists());
}

#[test]
fn a_closed_pipe_is_no_failure_and_keeps_no_file_back() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("near.csv");
    let mut outputs = Outputs::new();
    outputs.add(&Output::Path(file.clone()), b"rows".to_vec()).unwrap();
    outputs.add(&Output::Standard, b"rows".to_vec()).unwrap();
    let outcome = outputs.commit(&mut Failing(io::ErrorKind::BrokenPipe)).unwrap();
    assert_eq!(outcome, Written::PipeClosed);
    assert!(file.exists());
}

#[test]
fn a_directory_and_a_read_only_file_are_refused() {
    let dir = TempDir::new().unwrap();
    let error = write(dir.path(), "rows").unwrap_err();
    assert!(error.to_string().ends_with("it is a directory; name a file in it"), "{error}");
    let file = dir.path().join("kept.csv");
    fs::write(&file, "before").unwrap();
    let mut mode = fs::metadata(&file).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(&file, mode).unwrap();
    let error = write(&file, "after").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unwritable);
    assert!(error.to_string().ends_with("it is marked read-only; choose another place"), "{error}");
    assert_eq!(read_to_string(&file).unwrap(), "before");
}

#[test]
fn a_path_that_names_no_file_is_refused_at_once() {
    let dir = TempDir::new().unwrap();
    for path in [PathBuf::new(), dir.path().join("new/"), dir.path().join("new/..")] {
        let mut outputs = Outputs::new();
        let error = outputs.add(&Output::Path(path), b"rows".to_vec()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unwritable, "{error}");
    }
}

#[test]
fn two_outputs_on_one_path_are_refused() {
    let dir = TempDir::new().unwrap();
    let at = |name: &str| Output::Path(dir.path().join(name));
    let none: [&str; 0] = [];
    check_targets(&[at("a.csv"), at("b.csv"), Output::Standard], &none).unwrap();
    fs::create_dir(dir.path().join("sub")).unwrap();
    let error = check_targets(&[at("a.csv"), at("sub/../a.csv")], &none).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Settings);
    assert!(
        error
            .to_string()
            .ends_with("a.csv: two outputs would be written to it; give each its own file")
    );
    assert!(check_targets(&[Output::Standard, Output::Standard], &none).is_err());
}

#[test]
fn an_output_over_an_input_is_refused() {
    let dir = TempDir::new().unwrap();
    let page = dir.path().join("page.txt");
    fs::write(&page, "links").unwrap();
    let inputs = [PathBuf::from("-"), page];
    let over = Output::Path(dir.path().join("./page.txt"));
    let error = check_targets(&[Output::Standard, over], &inputs).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Settings);
    check_targets(&[Output::Standard], &inputs).unwrap();
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn the_mode_of_an_existing_file_is_kept() {
        let dir = TempDir::new().unwrap();
        let file = dir.path().join("report.csv");
        for kept in [0o640, 0o777] {
            fs::write(&file, "before").unwrap();
            fs::set_permissions(&file, Permissions::from_mode(kept)).unwrap();
            write(&file, "after").unwrap();
            assert_eq!(mode(&file), kept);
        }
    }

    #[test]
    fn a_new_file_has_the_mode_of_any_new_file() {
        let dir = TempDir::new().unwrap();
        let (ours, plain) = (dir.path().join("ours"), dir.path().join("plain"));
        write(&ours, "x").unwrap();
        fs::write(&plain, "x").unwrap();
        assert_eq!(mode(&ours), mode(&plain));
    }

    #[test]
    fn a_symbolic_link_stays_and_its_target_is_replaced() {
        let dir = TempDir::new().unwrap();
        fs::create_dir(dir.path().join("sub")).unwrap();
        let target = dir.path().join("sub/real.csv");
        let link = dir.path().join("link.csv");
        symlink("sub/real.csv", &link).unwrap();
        // First with nothing at its end, then with a file.
        for text in ["first", "second"] {
            write(&link, text).unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(read_to_string(&target).unwrap(), text);
        }
        let both = [Output::Path(link), Output::Path(target)];
        assert!(check_targets(&both, &[""; 0]).is_err());
    }

    #[test]
    fn a_full_device_is_an_error() {
        let error = write(Path::new("/dev/full"), "rows").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unwritable);
        assert!(error.to_string().starts_with("/dev/full: cannot be written: no space"), "{error}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_pipe_named_by_its_path_is_written_through() {
        use std::io::Read;
        use std::os::fd::AsRawFd;
        let (mut reader, writer) = io::pipe().unwrap();
        let path = PathBuf::from(format!("/proc/self/fd/{}", writer.as_raw_fd()));
        assert_eq!(write(&path, "rows").unwrap(), Written::Whole);
        let mut read = [0; 4];
        reader.read_exact(&mut read).unwrap();
        assert_eq!(&read, b"rows");
        drop(reader);
        assert_eq!(write(&path, "rows").unwrap(), Written::PipeClosed);
    }

    #[test]
    fn devices_are_written_through_and_may_be_named_twice() {
        assert_eq!(write(Path::new("/dev/null"), "rows").unwrap(), Written::Whole);
        let null = Output::Path("/dev/null".into());
        check_targets(&[null.clone(), null], &["/dev/null"]).unwrap();
    }
}
