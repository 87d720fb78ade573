//! From the bytes of a file to rows of text under known columns.
//!
//! The reader is our own, since a fault must be told with the row's number as
//! a spreadsheet program shows it: blank rows count, and a line break within
//! quotes does not.

use std::collections::HashMap;

use super::fault::{Code, Fault};

/// The largest file that is taken, in bytes.
pub(super) const MAX_BYTES: usize = 20 * 1024 * 1024;
/// The most rows that are taken, the header not counted.
pub(super) const MAX_ROWS: usize = 50_000;

/// A column that a kind of spreadsheet may have.
pub(super) struct Column {
    /// Its heading in English, as templates and exports write it.
    pub(super) name: &'static str,
    /// Its heading in French.
    pub(super) french: &'static str,
    /// Whether the file must have it.
    pub(super) required: bool,
    /// What could stand in it.
    pub(super) example: &'static str,
}

impl Column {
    /// A column that the file must have.
    pub(super) const fn required(
        name: &'static str,
        french: &'static str,
        example: &'static str,
    ) -> Self {
        Self {
            name,
            french,
            required: true,
            example,
        }
    }

    /// A column that the file may lack.
    pub(super) const fn optional(
        name: &'static str,
        french: &'static str,
        example: &'static str,
    ) -> Self {
        Self {
            name,
            french,
            required: false,
            example,
        }
    }
}

/// A row of a file, with the number that a spreadsheet program shows.
#[derive(Debug)]
pub(super) struct RawRow {
    pub(super) number: u32,
    cells: Vec<String>,
}

/// A file that has the columns it must have.
#[derive(Debug)]
pub(super) struct RawTable {
    /// Where each known column stands, by its English name.
    places: HashMap<&'static str, usize>,
    /// How many columns the header has.
    width: usize,
    /// Headings that are none of the kind's.
    pub(super) unknown: Vec<String>,
    /// The rows that have anything in them.
    pub(super) rows: Vec<RawRow>,
}

impl RawTable {
    /// Whether the file has a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.places.contains_key(column)
    }

    /// What stands in a column of a row, without the blanks around it; blank
    /// where the file or the row lacks it.
    pub(super) fn cell<'r>(&self, row: &'r RawRow, column: &str) -> &'r str {
        let place = self.places.get(column);
        place
            .and_then(|place| row.cells.get(*place))
            .map_or("", |cell| cell.trim())
    }

    /// Cells of a row beyond the last heading that are not blank.
    pub(super) fn surplus<'r>(&self, row: &'r RawRow) -> Option<&'r str> {
        let beyond = row.cells.iter().skip(self.width);
        beyond.map(|cell| cell.trim()).find(|cell| !cell.is_empty())
    }
}

/// Reads a file that should have these columns, or says all that keeps its
/// rows from being read.
pub(super) fn read(bytes: &[u8], columns: &'static [Column]) -> Result<RawTable, Vec<Fault>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = &bytes[..error.valid_up_to()];
        let row = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        let bad = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
        let detail = format!("0x{bad:02x}");
        vec![Fault::of_file(Code::NotUtf8, number(row)).saying(detail)]
    })?;
    let separator = separator(text);
    let mut records = records(text, separator)
        .map_err(|row| vec![Fault::of_file(Code::UnclosedQuote, row)])?
        .into_iter()
        .filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    let Some(header) = records.next() else {
        return Err(vec![Fault::of_file(Code::EmptyFile, 1)]);
    };
    let (places, unknown) = places(&header, columns)?;
    let rows: Vec<RawRow> = records.collect();
    if rows.is_empty() {
        return Err(vec![Fault::of_file(Code::EmptyFile, header.number)]);
    }
    if let Some(first_too_many) = rows.get(MAX_ROWS) {
        let fault = Fault::of_file(Code::TooManyRows, first_too_many.number);
        return Err(vec![fault.saying(rows.len().to_string())]);
    }
    Ok(RawTable {
        places,
        width: header.cells.len(),
        unknown,
        rows,
    })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Where each known column stands, and headings that are none.
type Places = (HashMap<&'static str, usize>, Vec<String>);

/// Where the known columns stand and which headings are unknown, or which
/// columns are missing or stand there twice.
fn places(header: &RawRow, columns: &'static [Column]) -> Result<Places, Vec<Fault>> {
    let mut places = HashMap::new();
    let mut unknown = Vec::new();
    let mut faults = Vec::new();
    for (place, heading) in header.cells.iter().enumerate() {
        let plain = plain(heading);
        if plain.is_empty() {
            continue;
        }
        let known = columns.iter().find(|column| {
            [column.name, column.french]
                .map(self::plain)
                .contains(&plain)
        });
        let Some(column) = known else {
            unknown.push(heading.trim().to_owned());
            continue;
        };
        if places.insert(column.name, place).is_some() {
            let fault = Fault::of_file(Code::DuplicateColumn, header.number);
            faults.push(fault.about(column.name, heading));
        }
    }
    for column in columns {
        if column.required && !places.contains_key(column.name) {
            let fault = Fault::of_file(Code::MissingColumn, header.number);
            faults.push(
                fault
                    .about(column.name, "")
                    .saying(column.french.to_owned()),
            );
        }
    }
    if faults.is_empty() {
        Ok((places, unknown))
    } else {
        Err(faults)
    }
}

/// A heading without case, accents and what parts its words.
fn plain(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'à' | 'â' | 'ä' => 'a',
            'ç' => 'c',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            c => c,
        })
        .collect()
}

/// The separator that the header has most of; a comma where it has none.
fn separator(text: &str) -> char {
    let header = text.lines().find(|line| !line.trim().is_empty());
    let mut counts = [(',', 0), (';', 0), ('\t', 0)];
    let mut quoted = false;
    for c in header.unwrap_or_default().chars() {
        quoted ^= c == '"';
        for (separator, count) in &mut counts {
            if c == *separator && !quoted {
                *count += 1;
            }
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    counts
        .iter()
        .find(|(_, count)| Some(*count) == most)
        .map_or(',', |(separator, _)| *separator)
}

/// Splits a file into rows of cells (RFC 4180, with any line end); the number
/// of the row whose quotes are never closed otherwise.
fn records(text: &str, separator: char) -> Result<Vec<RawRow>, u32> {
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    // Whether the cell began with a quote, which alone gives quotes a meaning.
    let mut was_quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if quoted {
            match c {
                '"' if chars.peek() == Some(&'"') => {
                    chars.next();
                    cell.push('"');
                }
                '"' => quoted = false,
                c => cell.push(c),
            }
            continue;
        }
        match c {
            '"' if cell.is_empty() && !was_quoted => (quoted, was_quoted) = (true, true),
            '\r' | '\n' => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                cells.push(without_apostrophe(std::mem::take(&mut cell)));
                rows.push(RawRow {
                    number: number(rows.len() + 1),
                    cells: std::mem::take(&mut cells),
                });
                was_quoted = false;
            }
            c if c == separator => {
                cells.push(without_apostrophe(std::mem::take(&mut cell)));
                was_quoted = false;
            }
            c => cell.push(c),
        }
    }
    let row = number(rows.len() + 1);
    if quoted {
        return Err(row);
    }
    if !cell.is_empty() || !cells.is_empty() {
        cells.push(without_apostrophe(cell));
        rows.push(RawRow { number: row, cells });
    }
    Ok(rows)
}

/// Takes off the apostrophe that our exports put before what a spreadsheet
/// program would run as a formula.
fn without_apostrophe(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_owned(),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: &[Column] = &[
        Column::required("external_id", "identifiant_externe", "A-1"),
        Column::required("period_start", "début_période", "2026-04-01"),
        Column::optional("note", "note", "x"),
    ];

    fn code(bytes: &[u8]) -> Vec<(Code, u32)> {
        let faults = read(bytes, COLUMNS).err().unwrap_or_default();
        faults.iter().map(|fault| (fault.code, fault.row)).collect()
    }

    #[test]
    fn headings_are_matched_by_name_in_any_order_and_either_language() {
        for text in [
            "External ID,Period_Start\r\nA,B\r\n",
            "\u{feff}period start;EXTERNAL-ID\nB;A",
            "Début période\tIdentifiant externe\nB\tA\n",
            "\n\nperiodstart,externalid,\nB,A,\n",
        ] {
            let table = read(text.as_bytes(), COLUMNS).expect(text);
            assert_eq!(table.cell(&table.rows[0], "external_id"), "A", "{text}");
            assert_eq!(table.cell(&table.rows[0], "period_start"), "B", "{text}");
            assert!(!table.has("note") && table.unknown.is_empty());
        }
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        let text = "external_id,period_start\r\n\r\n\"a\r\nb\",1\r\n,\r\nc,2";
        let table = read(text.as_bytes(), COLUMNS).expect("a table");
        let numbers: Vec<u32> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [3, 5]);
    }

    #[test]
    fn what_keeps_a_file_from_being_read_is_told_with_its_row() {
        for (bytes, expected) in [
            (&b""[..], vec![(Code::EmptyFile, 1)]),
            (b"external_id,period_start\n", vec![(Code::EmptyFile, 1)]),
            (
                b"external_id,period_start\na,\xe9\n",
                vec![(Code::NotUtf8, 2)],
            ),
            (
                b"external_id,period_start\na,b\n\"c,d\n",
                vec![(Code::UnclosedQuote, 3)],
            ),
            (
                b"note\na\n",
                vec![(Code::MissingColumn, 1), (Code::MissingColumn, 1)],
            ),
            (
                b"external_id,period_start,External ID\na,b,c\n",
                vec![(Code::DuplicateColumn, 1)],
            ),
        ] {
            assert_eq!(code(bytes), expected);
        }
        let many = format!("external_id,period_start\n{}", "a,b\n".repeat(MAX_ROWS + 1));
        assert_eq!(code(many.as_bytes()), [(Code::TooManyRows, 50_002)]);
    }

    #[test]
    fn unknown_headings_are_listed() {
        let table = read(b"external_id,Colour,period_start\na,red,b\n", COLUMNS);
        assert_eq!(table.expect("a table").unknown, ["Colour"]);
    }

    #[test]
    fn our_apostrophe_before_a_formula_is_taken_off_and_no_other() {
        assert_eq!(without_apostrophe("'=1+1".to_owned()), "=1+1");
        assert_eq!(
            without_apostrophe("'s-Hertogenbosch".to_owned()),
            "'s-Hertogenbosch"
        );
    }

    proptest! {
        #[test]
        fn whatever_a_writer_writes_is_read_back(
            cells in proptest::collection::vec(proptest::collection::vec("[a-z\",;\r\n é]{0,8}", 3), 1..8),
        ) {
            let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
            for row in &cells {
                writer.write_record(row).expect("written");
            }
            let bytes = writer.into_inner().expect("written");
            let text = String::from_utf8(bytes).expect("text");
            let read: Vec<Vec<String>> = records(&text, ',').expect("closed").into_iter().map(|row| row.cells).collect();
            prop_assert_eq!(read, cells);
        }

        #[test]
        fn no_bytes_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes, COLUMNS);
        }
    }
}
