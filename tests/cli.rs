//! Flags and forms that must work, through the program.

use storyfold::read::{ReadSettings, Reading, read_bytes};

use super::desk::{Desk, project, sample, without};
use super::made::{link_list, text};

fn nato() -> Desk {
    Desk::with("list.txt", sample("nato-2014.txt"))
}

/// The titles that a list of links holds.
fn titles(list: &str) -> Vec<String> {
    let mut reading = Reading::default();
    read_bytes("list", list.as_bytes(), &ReadSettings::default(), &mut reading).unwrap();
    assert_eq!(reading.rejects, []);
    reading.entries.iter().map(|entry| entry.title().to_owned()).collect()
}

#[test]
fn standard_input_is_read_where_no_file_or_a_dash_is_named() {
    let list = "- Volcano found in backyard\n- Volcano found in backyard\n";
    let desk = Desk::new();
    for arguments in ["dedup", "dedup -"] {
        let ran = desk.pipe(arguments, list).ends(0);
        ran.says("standard input: 2 links read as a link list");
        assert!(ran.out.contains(r#":2""#), "{}", ran.out);
    }
}

#[test]
fn the_form_follows_the_name_of_the_output() {
    let desk = nato();
    let [csv, list, text] =
        ["csv", "list", "text"].map(|form| desk.output(&format!("dedup list.txt --format {form}")));
    assert!(csv != list && list != text && csv != text);
    for (name, form) in [("a.csv", &csv), ("a.md", &list), ("a.txt", &text), ("a.unknown", &csv)] {
        desk.run(&format!("dedup list.txt -q -o {name}")).ends(0);
        assert!(desk.text(name) == *form, "{name}: {}", desk.text(name));
    }
}

#[test]
fn a_format_named_wins_over_the_name() {
    let desk = nato();
    desk.run("dedup list.txt -q -o a.txt --format csv").ends(0);
    assert!(desk.text("a.txt").starts_with("cluster_id,"));
}

#[test]
fn outputs_to_a_file_and_to_standard_output_are_the_same() {
    let desk = nato();
    let piped = desk.output("dedup list.txt -q --format csv");
    desk.run("dedup list.txt -q -o out.csv").ends(0);
    assert_eq!(desk.text("out.csv"), piped);
    assert_eq!(desk.output("dedup list.txt -q -o -"), piped);
}

#[test]
#[cfg(target_os = "linux")]
fn what_is_open_already_is_written_through() {
    let desk = nato();
    let piped = desk.output("dedup list.txt -q --format csv");
    for name in ["/dev/stdout", "/dev/stderr", "/dev/fd/1"] {
        let desk = nato().and("page.txt", "what was there\n");
        let open = || std::fs::OpenOptions::new().append(true).open(desk.path("page.txt")).unwrap();
        let mut program = desk.program(&format!("dedup list.txt -q --format csv -o {name}"));
        assert!(program.stdout(open()).stderr(open()).status().unwrap().success());
        assert_eq!(desk.text("page.txt"), format!("what was there\n{piped}"), "{name}");
    }
}

#[test]
fn a_cleaned_list_is_read_again() {
    for list in [sample("nato-2014.txt"), sample("small-list.txt"), text(&link_list(9, 600))] {
        let desk = Desk::with("list.txt", &list);
        let rows = without(&desk.output("dedup list.txt --format csv --all"), &[]);
        let place = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
        let (role, title) = (place("role"), place("title"));
        let leads = rows[1..].iter().filter(|row| row[role] != "duplicate");
        let mut expected: Vec<String> =
            leads.map(|row| storyfold::report::unguard(&row[title]).to_owned()).collect();
        let mut found = titles(&desk.output("dedup list.txt --format list"));
        expected.sort_unstable();
        found.sort_unstable();
        assert!(expected.len() < rows.len() - 1, "nothing was folded");
        assert_eq!(found, expected);
    }
}

#[test]
fn all_adds_singles_and_nothing_else() {
    let desk = nato();
    let (some, all) = (desk.output("dedup list.txt"), desk.output("dedup list.txt --all"));
    assert!(all.starts_with(&some), "clusters come first, as they were");
    assert_eq!(all.lines().count(), 1 + titles(&sample("nato-2014.txt")).len());
}

#[test]
fn a_delimiter_and_excel_change_the_form_only() {
    let desk = nato();
    let plain = desk.output("dedup list.txt --all");
    let excel = desk.output("dedup list.txt --all --excel");
    assert_eq!(excel.strip_prefix('\u{FEFF}').unwrap().replace("\r\n", "\n"), plain);
    let tabs = desk.output("dedup list.txt --all --delimiter tab");
    let rows =
        csv::ReaderBuilder::new().delimiter(b'\t').has_headers(false).from_reader(tabs.as_bytes());
    let rows: Vec<Vec<String>> =
        rows.into_records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows, without(&plain, &[]));
}

#[test]
fn formulas_are_guarded_unless_asked_not_to() {
    let desk = Desk::with("list.txt", sample("small-list.txt"));
    let guarded = desk.output("dedup list.txt --all");
    assert!(guarded.contains(r#","'=HYPERLINK(""#) && !guarded.contains(r#","=HYPER"#));
    let plain = desk.output("dedup list.txt --all --no-csv-guard");
    assert!(plain.contains(r#","=HYPERLINK(""#));
    let desk = desk.and("pairs.csv", "title_a,title_b\n=1+1,-2\n");
    let judged = desk.output("compare --pairs pairs.csv");
    assert!(judged.contains("\n'=1+1,'-2,"), "{judged}");
}

#[test]
fn judged_pairs_are_counted() {
    let desk = Desk::with("pairs.csv", std::fs::read(project("samples/hard-pairs.csv")).unwrap());
    let told = "pairs.csv: 50 pairs judged: 19 same, 5 review, 26 apart\n";
    assert_eq!(desk.run("compare --pairs pairs.csv -o judged.csv").ends(0).said, told);
    assert_eq!(desk.run("compare --pairs pairs.csv -o judged.csv --quiet").ends(0).said, "");
}

#[test]
fn no_window_folds_what_a_window_keeps_apart() {
    let line = |date: &str| {
        format!("- Dormant volcano found in Bavarian backyard [Last Updated On: {date}]\n")
    };
    let desk = Desk::with("list.txt", line("May 1st, 2014") + &line("May 20th, 2015"));
    assert_eq!(desk.output("dedup list.txt").lines().count(), 1);
    assert_eq!(desk.output("dedup list.txt --window none").lines().count(), 3);
    assert_eq!(desk.output("dedup list.txt --window 400").lines().count(), 3);
}

#[test]
fn levels_fold_more_and_more() {
    let desk = nato();
    let rows = |level| desk.output(&format!("dedup list.txt --level {level}")).lines().count();
    let (strict, normal, loose) = (rows("strict"), rows("normal"), rows("loose"));
    assert!(strict <= normal && normal <= loose && strict < loose, "{strict} {normal} {loose}");
}

#[test]
fn the_same_link_in_two_inputs_folds() {
    let desk = Desk::with("a.txt", "- Volcano found in Bavarian backyard\n- Open thread\n")
        .and("b.txt", "Volcano found in Bavarian backyard\n");
    let report = desk.output("dedup a.txt b.txt");
    assert!(report.contains("\"a.txt:1\"") && report.contains("\"b.txt:1\""), "{report}");
}

#[test]
fn compare_shows_both_titles_and_a_verdict() {
    let shown = Desk::new().pipe("compare Volcano Volcano", "").ends(0).out;
    assert!(shown.starts_with("A  Volcano\nB  Volcano\n\n"), "{shown}");
    assert!(shown.contains("is needed for `same`"), "{shown}");
}

#[test]
fn compare_judges_a_file_of_pairs_row_by_row() {
    let desk = Desk::with("pairs.csv", std::fs::read(project("samples/hard-pairs.csv")).unwrap());
    let judged = without(&desk.output("compare --pairs pairs.csv"), &[]);
    let given = without(&desk.text("pairs.csv"), &[]);
    let kept = ["kind", "title_a", "title_b", "label"];
    let added = ["similarity", "probability", "verdict", "why"];
    assert_eq!(judged[0], [kept, added].concat());
    let same = judged.iter().map(|row| row[..4].to_vec());
    let guarded =
        given.iter().map(|row| row.iter().map(|c| storyfold::report::guard(c).into()).collect());
    assert!(same.eq(guarded.collect::<Vec<Vec<String>>>()));
    assert!(judged[1..].iter().all(|row| ["same", "review", "apart"].contains(&row[6].as_str())));
}

#[test]
fn normalize_shows_each_title_and_lists_its_rules() {
    let desk = Desk::with("list.txt", "Volcano found in Bavaria\nPANDA BORN\n");
    let shown = desk.output("normalize list.txt");
    assert!(shown.starts_with("Volcano found in Bavaria\n    "), "{shown}");
    assert!(shown.contains("\nPANDA BORN\n    ") && shown.contains(" panda born\n"), "{shown}");
    assert!(desk.output("normalize --rules").lines().count() > 5);
}

#[test]
fn quiet_says_nothing_and_verbose_more() {
    let desk = nato();
    assert_eq!(desk.run("dedup list.txt -q").said, "");
    let (plain, verbose) = (desk.run("dedup list.txt"), desk.run("dedup list.txt -v"));
    assert_eq!(plain.out, verbose.out);
    // The suggested commands repeat what was typed, `-v` with it.
    let summary = plain.said.split("Next:").next().unwrap();
    verbose.says("judging pairs: ").says(summary.trim()).says("dedup list.txt -v -o report.csv");
}

#[test]
fn files_keep_their_mode_and_links_stay_links() {
    let desk = nato().and("old.csv", "old");
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let mode = std::fs::Permissions::from_mode(0o640);
        std::fs::set_permissions(desk.path("old.csv"), mode).unwrap();
        symlink("old.csv", desk.path("link.csv")).unwrap();
        desk.run("dedup list.txt -o link.csv").ends(0);
        assert!(std::fs::symlink_metadata(desk.path("link.csv")).unwrap().is_symlink());
        let mode = std::fs::metadata(desk.path("old.csv")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
    desk.run("dedup list.txt -o old.csv").ends(0);
    assert!(desk.text("old.csv").starts_with("cluster_id,"));
    assert!(desk.files().iter().all(|name| !name.starts_with('.')), "{:?}", desk.files());
}
