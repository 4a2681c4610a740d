//! The main report as an Excel file, for those whose spreadsheet makes a mess of CSV.
//!
//! Three sheets, with the columns of the CSV reports: clusters, near-misses and rejects. All three
//! are there even where they hold nothing, so that a script finds them. See `worksheet` for what
//! becomes of a cell.
//!
//! The file is gathered in memory, at about a kilobyte a row; a list of millions is better as CSV.
//!
//! Same findings, same bytes: an Excel file says when it was created, and this one always says 1980,
//! the earliest year that its container knows.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::error::Result;
use crate::findings::Findings;
use crate::read::Reject;

use super::worksheet::{Sheets, failed};
use super::{csv, near_misses, rejects};

/// Writes the clusters of `findings` (and every entry in no cluster where `all` is set), the
/// near-misses and what could not be read.
///
/// # Errors
/// [`crate::ErrorKind::Unwritable`] where the file would be too large for its container.
pub fn workbook_xlsx(findings: &Findings, unread: &[Reject], all: bool) -> Result<Vec<u8>> {
    let mut clusters = Sheets::new("clusters", csv::COLUMNS)?;
    csv::rows(&mut clusters, findings, all)?;
    let mut look_alikes = Sheets::new("near-misses", near_misses::COLUMNS)?;
    near_misses::rows(&mut look_alikes, findings)?;
    let mut rejected = Sheets::new("rejects", rejects::COLUMNS)?;
    rejects::rows(&mut rejected, unread)?;
    let sheets = [clusters.finish()?, look_alikes.finish()?, rejected.finish()?];
    bound(sheets.into_iter().flatten()).map_err(|error| failed(&error))
}

fn bound(sheets: impl Iterator<Item = Worksheet>) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    sheets.for_each(|sheet| book.push_worksheet(sheet));
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Range, Reader, Xlsx};

    use super::*;
    use crate::origin::Origin;
    use crate::report::fixture::sample;
    use crate::report::{CLUSTER_COLUMNS, CsvOptions, clusters_csv};

    fn unread() -> Vec<Reject> {
        let text = "=1+1".to_owned();
        vec![Reject { origin: Origin::new("page.txt", 12), reason: "found no title".into(), text }]
    }

    fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(bytes)).unwrap()
    }

    fn sheet(name: &str) -> Range<Data> {
        let bytes = workbook_xlsx(&sample(), &unread(), true).unwrap();
        opened(bytes).worksheet_range(name).unwrap()
    }

    /// A sheet as a table of text, `_` for no cell; numbers have a `#` in front.
    fn shown(range: &Range<Data>) -> String {
        let cell = |cell: &Data| match cell {
            Data::Empty => "_".to_owned(),
            Data::String(text) => text.clone(),
            Data::Float(number) => format!("#{number}"),
            other => format!("{other:?}"),
        };
        let rows = range.rows().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" ¦ "));
        rows.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn three_sheets_even_over_nothing() {
        let mut book = opened(workbook_xlsx(&Findings::default(), &[], false).unwrap());
        assert_eq!(book.sheet_names(), ["clusters", "near-misses", "rejects"]);
        let heading = shown(&book.worksheet_range("clusters").unwrap());
        assert_eq!(heading, CLUSTER_COLUMNS.replace(',', " ¦ "));
    }

    #[test]
    fn golden() {
        insta::assert_snapshot!(shown(&sheet("clusters")), @r#"
        cluster_id ¦ cluster_size ¦ sources ¦ role ¦ status ¦ title ¦ url ¦ source ¦ published ¦ first_seen ¦ last_seen ¦ similarity ¦ match ¦ why ¦ differs ¦ keep ¦ note ¦ item_id ¦ probability
        c3k9x0m2vq ¦ #3 ¦ #2 ¦ representative ¦ auto ¦ UK helicopter crash kills five in Kandahar, says "MoD" ¦ https://feed.example/2 ¦ Zürcher Tagblatt ¦ 2014-04-26T18:05:00Z ¦ 2014-04-26 ¦ 2014-04-28 ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ feed:17 ¦ _
        c3k9x0m2vq ¦ #3 ¦ #2 ¦ duplicate ¦ auto ¦ - UK helicopter crash kills five in Kandahar ¦ _ ¦ _ ¦ _ ¦ 2014-04-26 ¦ 2014-04-28 ¦ #0.91 ¦ near-title ¦ all six words of the shorter title are in the longer one; same day ¦ – / says, MoD ¦ _ ¦ _ ¦ page.txt:5 ¦ #0.99
        c3k9x0m2vq ¦ #3 ¦ #2 ¦ duplicate ¦ review ¦ Five dead in Kandahar as UK helicopter crashes ¦ https://blog.example/9 ¦ KLCC ¦ 2014-04-27T06:00:00Z ¦ 2014-04-26 ¦ 2014-04-28 ¦ #0.65 ¦ near-title ¦ share the rare word Kandahar and five others; one day apart ¦ dead / kills, says, MoD ¦ _ ¦ _ ¦ blog:17 ¦ #0.87
        c81tzw4h6r ¦ #2 ¦ _ ¦ representative ¦ auto ¦ Café owner wins Montréal prize ¦ _ ¦ _ ¦ _ ¦ 2014-04-27 ¦ 2014-04-27 ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ page.txt:8 ¦ _
        c81tzw4h6r ¦ #2 ¦ _ ¦ duplicate ¦ auto ¦ Café owner wins Montréal prize – OPB ¦ _ ¦ _ ¦ _ ¦ 2014-04-27 ¦ 2014-04-27 ¦ #1 ¦ same-title ¦ same title after removing “– OPB” ¦ _ ¦ _ ¦ _ ¦ page.txt:9 ¦ #0.99
        _ ¦ _ ¦ _ ¦ single ¦ _ ¦ NATO 3 get prison terms of 5 to 8 years ¦ _ ¦ _ ¦ _ ¦ 2014-04-26 ¦ 2014-04-26 ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ page.txt:4 ¦ _
        _ ¦ _ ¦ _ ¦ single ¦ _ ¦ NATO Protesters Receive 5- To 8-Year Prison Terms ¦ _ ¦ _ ¦ _ ¦ 2014-04-26 ¦ 2014-04-27 ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ page.txt:3 ¦ _
        _ ¦ _ ¦ _ ¦ single ¦ _ ¦ UK helicopter crash kills two in Helmand ¦ https://feed.example/3 ¦ KLCC ¦ 2014-04-27T09:00:00Z ¦ 2014-04-27T09:00:00Z ¦ 2014-04-27T09:00:00Z ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ 18 ¦ _
        _ ¦ _ ¦ _ ¦ single ¦ _ ¦ =HYPERLINK("https://x.example","Prize!") ¦ https://blog.example/11 ¦ KLCC ¦ 2014-04-30T23:20:00Z ¦ 2014-04-30T23:20:00Z ¦ 2014-04-30T23:20:00Z ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ 19 ¦ _
        _ ¦ _ ¦ _ ¦ single ¦ _ ¦ Weekly roundup #41 ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ page.txt:21 ¦ _
        _ ¦ _ ¦ _ ¦ single ¦ _ ¦ Weekly roundup #42 [VIDEO] ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ page.txt:20 ¦ _
        "#);
        insta::assert_snapshot!(shown(&sheet("near-misses")), @r#"
        verdict ¦ similarity ¦ probability ¦ why ¦ differs ¦ title_a ¦ title_b ¦ url_a ¦ url_b ¦ date_a ¦ date_b ¦ source_a ¦ source_b ¦ cluster_a ¦ cluster_b ¦ item_a ¦ item_b ¦ keep ¦ note
        review ¦ #0.41 ¦ #0.64 ¦ share prison, terms and the numbers 5 and 8; a rare word on each side ¦ 3, get / protesters, receive ¦ NATO 3 get prison terms of 5 to 8 years ¦ NATO Protesters Receive 5- To 8-Year Prison Terms ¦ _ ¦ _ ¦ 2014-04-26 ¦ 2014-04-26 ¦ _ ¦ _ ¦ _ ¦ _ ¦ page.txt:4 ¦ page.txt:3 ¦ _ ¦ _
        apart ¦ #0.58 ¦ #0.03 ¦ the numbers of killed disagree ¦ five, Kandahar / two, Helmand ¦ UK helicopter crash kills five in Kandahar, says "MoD" ¦ UK helicopter crash kills two in Helmand ¦ https://feed.example/2 ¦ https://feed.example/3 ¦ 2014-04-26T18:05:00Z ¦ 2014-04-27T09:00:00Z ¦ Zürcher Tagblatt ¦ KLCC ¦ c3k9x0m2vq ¦ _ ¦ feed:17 ¦ 18 ¦ _ ¦ _
        apart ¦ #0.88 ¦ #0.01 ¦ two issues of a series ¦ 41 / 42 ¦ Weekly roundup #41 ¦ Weekly roundup #42 [VIDEO] ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ page.txt:21 ¦ page.txt:20 ¦ _ ¦ _
        "#);
        insta::assert_snapshot!(shown(&sheet("rejects")), @r#"
        file ¦ line ¦ reason ¦ text
        page.txt ¦ #12 ¦ found no title ¦ =1+1
        "#);
    }

    #[test]
    fn the_sheet_says_what_the_csv_says() {
        let options = CsvOptions { guard: false, ..CsvOptions::default() };
        let csv = clusters_csv(&sample(), options, true).unwrap();
        let records = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&csv[..]);
        let cells: Vec<Vec<String>> = records
            .into_records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect();
        let text = |cell: &Data| match cell {
            Data::Float(number) if number.fract() == 0.0 && *number > 1.0 => format!("{number}"),
            Data::Float(number) => format!("{number:.2}"),
            other => other.to_string(),
        };
        let sheet = sheet("clusters");
        let read: Vec<Vec<String>> =
            sheet.rows().map(|row| row.iter().map(text).collect()).collect();
        assert_eq!(read, cells);
    }

    #[test]
    fn same_findings_same_bytes() {
        let written = || workbook_xlsx(&sample(), &unread(), true).unwrap();
        let first = written();
        // The clock of a file has steps of two seconds; none may show.
        std::thread::sleep(std::time::Duration::from_millis(2_100));
        assert_eq!(first, written());
    }
}
