//! Lists larger than memory: the same report, and nothing left behind.

use super::desk::Desk;

/// More entries than a block of records, so that some go to the file.
const ENTRIES: &str = "generate 6000 --seed 5 -o links.csv";

#[test]
fn a_report_is_the_same_whatever_is_held_in_memory() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("temp")).unwrap();
    desk.run(ENTRIES).ends(0);
    let dedup = "dedup links.csv --all -o";
    desk.run(&format!("{dedup} held.csv --near-misses held-near.csv")).ends(0);
    for (name, memory) in [("none", "0"), ("some", "600K"), ("all", "2G")] {
        let flags = format!("--near-misses {name}-near.csv --memory {memory} --temp-dir temp");
        desk.run(&format!("{dedup} {name}.csv {flags}")).ends(0);
        assert!(desk.text(&format!("{name}.csv")) == desk.text("held.csv"), "{memory}");
        let near = format!("{name}-near.csv");
        assert!(desk.text(&near) == desk.text("held-near.csv"), "{memory}");
    }
    assert_eq!(std::fs::read_dir(desk.path("temp")).unwrap().count(), 0);
}

#[test]
fn what_is_no_size_and_no_directory_is_refused() {
    let desk = Desk::with("list.txt", "- Dormant volcano found in Bavarian backyard\n");
    let size = "--memory: found `much`, expected a size such as `500M` or `2G`";
    desk.refuses("dedup list.txt -o out.csv --memory much", 2, &[size]);
    let dir = "--temp-dir: found `lost`, expected a directory that is there";
    desk.refuses("dedup list.txt -o out.csv --memory 1G --temp-dir lost", 2, &[dir]);
}
