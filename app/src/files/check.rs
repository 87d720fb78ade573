//! What a file is, by its content; its name and what the browser says about it
//! prove nothing.

use std::io::Cursor;

use domain::deliverable::EvidenceKind;

use super::form::{MAX_FILE_BYTES, Upload};
use crate::t;

/// The longest file name kept, in characters.
const MAX_NAME: usize = 120;

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileRefused {
    /// There is nothing in it.
    Empty,
    /// It is larger than we take.
    TooLarge,
    /// It is called a table, but is not one that can be read.
    BadTable,
    /// It is of none of the kinds we take.
    OtherKind,
}

impl FileRefused {
    /// What to tell whoever sent the file.
    pub(super) fn words(self, name: &str) -> String {
        let name = clean(name);
        match self {
            Self::Empty => t!("file-error-empty", name = name),
            Self::TooLarge => t!("file-error-too-large", name = name),
            Self::BadTable => t!("file-error-bad-table", name = name),
            Self::OtherKind => t!("file-error-other-kind", name = name),
        }
    }
}

/// What the file is, if it is of a kind that we take.
pub(super) fn check(upload: &Upload) -> Result<EvidenceKind, FileRefused> {
    let bytes = upload.bytes.as_slice();
    if bytes.is_empty() {
        return Err(FileRefused::Empty);
    }
    if bytes.len() > MAX_FILE_BYTES {
        return Err(FileRefused::TooLarge);
    }
    match infer::get(bytes).map(|kind| kind.mime_type()) {
        Some("application/pdf") => Ok(EvidenceKind::Pdf),
        Some("image/png") => Ok(EvidenceKind::Png),
        Some("image/jpeg") => Ok(EvidenceKind::Jpeg),
        _ if bytes.starts_with(b"PK\x03\x04") => office(bytes).ok_or(FileRefused::OtherKind),
        // Text has no signature: whatever has one is not a table.
        Some(_) => Err(FileRefused::OtherKind),
        None if is_table(bytes) => Ok(EvidenceKind::Csv),
        None if extension(&upload.name) == "csv" => Err(FileRefused::BadTable),
        None => Err(FileRefused::OtherKind),
    }
}

/// Which Office Open XML package (ECMA-376) this is, by the parts in the
/// archive's directory. One with macros is not taken, however it is named.
fn office(bytes: &[u8]) -> Option<EvidenceKind> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let has = |part: &str| archive.index_for_name(part).is_some();
    let macros = archive
        .file_names()
        .any(|part| part.is_ok_and(|part| part.ends_with("vbaProject.bin")));
    if macros || !has("[Content_Types].xml") {
        return None;
    }
    match (has("xl/workbook.xml"), has("word/document.xml")) {
        (true, false) => Some(EvidenceKind::Xlsx),
        (false, true) => Some(EvidenceKind::Docx),
        _ => None,
    }
}

/// Whether this is a table as text (RFC 4180): UTF-8 without control
/// characters, and at least two columns, the same number in every line.
/// Spreadsheets of several languages put semicolons or tabs between them.
fn is_table(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let text = text.trim_start_matches('\u{feff}');
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    // What begins like this is a page or picture in markup, which browsers run.
    if text.trim_start().starts_with('<') || text.chars().any(control) {
        return false;
    }
    [b',', b';', b'\t']
        .into_iter()
        .any(|delimiter| has_even_columns(text, delimiter))
}

fn has_even_columns(text: &str, delimiter: u8) -> bool {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = csv::ByteRecord::new();
    let mut columns = 0;
    // A line of another length than the first is an error of the reader.
    while let Ok(more) = reader.read_byte_record(&mut record) {
        if !more {
            return columns > 1;
        }
        columns = record.len();
    }
    false
}

fn extension(name: &str) -> String {
    name.rsplit_once('.')
        .map_or_else(String::new, |(_, extension)| extension.to_lowercase())
}

/// The name under which a file of this kind is kept and given back: without
/// folders and invisible characters, of moderate length, and ending as its
/// content demands, so that it opens in the right program.
pub(super) fn file_name(sent: &str, kind: EvidenceKind) -> String {
    let (endings, name): (&[&str], String) = (endings(kind), clean(sent));
    if endings.contains(&extension(&name).as_str()) {
        return name;
    }
    format!("{name}.{}", endings[0])
}

fn endings(kind: EvidenceKind) -> &'static [&'static str] {
    match kind {
        EvidenceKind::Pdf => &["pdf"],
        EvidenceKind::Png => &["png"],
        EvidenceKind::Jpeg => &["jpg", "jpeg"],
        EvidenceKind::Xlsx => &["xlsx"],
        EvidenceKind::Docx => &["docx"],
        EvidenceKind::Csv => &["csv"],
    }
}

/// A name without folders and invisible characters, of moderate length.
pub(crate) fn clean(sent: &str) -> String {
    let base = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = base
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !turns_text(*c))
        .collect();
    let name = visible.trim_matches([' ', '.']);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 5 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let stem: String = stem.chars().take(MAX_NAME).collect();
    if stem.is_empty() {
        return t!("file-unnamed");
    }
    stem + &ending
}

/// Marks of writing direction (UAX #9), with which "gpj.exe" reads "exe.jpg".
fn turns_text(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn upload(name: &str, bytes: &[u8]) -> Upload {
        Upload {
            field: "file".to_owned(),
            name: name.to_owned(),
            bytes: bytes.to_vec(),
            size: bytes.len(),
        }
    }

    fn package(parts: &[&str]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        for part in parts {
            writer.start_file(*part, stored).expect("a part begins");
            writer.write_all(b"<x/>").expect("a part is written");
        }
        writer.finish().expect("the archive ends").into_inner()
    }

    #[test]
    fn a_file_is_what_its_content_says() {
        let word = package(&["_rels/.rels", "word/document.xml", "[Content_Types].xml"]);
        let excel = package(&["[Content_Types].xml", "xl/workbook.xml"]);
        for (name, bytes, kind) in [
            ("a.exe", b"%PDF-1.7\n".as_slice(), EvidenceKind::Pdf),
            ("a.html", b"\x89PNG\r\n\x1a\n....", EvidenceKind::Png),
            ("a", b"\xff\xd8\xff\xe0....", EvidenceKind::Jpeg),
            ("a.zip", &word, EvidenceKind::Docx),
            ("a.docx", &excel, EvidenceKind::Xlsx),
            ("a.csv", b"a,b\n1,2\n", EvidenceKind::Csv),
            (
                "a.csv",
                "\u{feff}Ort;Stück\r\n\"a;\nb\";2\r\n".as_bytes(),
                EvidenceKind::Csv,
            ),
            ("a.txt", b"a\tb\n1\t2", EvidenceKind::Csv),
        ] {
            assert_eq!(check(&upload(name, bytes)), Ok(kind), "{name}");
        }
    }

    #[test]
    fn what_is_none_of_the_kinds_is_refused() {
        let macros = package(&[
            "[Content_Types].xml",
            "word/document.xml",
            "word/vbaProject.bin",
        ]);
        let plain = package(&["notes.txt"]);
        let table = b"a,b\n1,2,3\n".as_slice();
        for (name, bytes, refused) in [
            ("a.pdf", b"".as_slice(), FileRefused::Empty),
            ("a.pdf", b"<!doctype html><p>a,b", FileRefused::OtherKind),
            (
                "a.csv",
                b"  <svg xmlns='x'>a,b</svg>",
                FileRefused::BadTable,
            ),
            ("a.png", b"MZ\x90\0\x03\0\0\0", FileRefused::OtherKind),
            ("a.docx", &macros, FileRefused::OtherKind),
            ("a.xlsx", &plain, FileRefused::OtherKind),
            ("a.xlsx", b"PK\x03\x04 cut off", FileRefused::OtherKind),
            ("a.csv", table, FileRefused::BadTable),
            ("a.csv", b"a,b\n1,\x1b[2J\n", FileRefused::BadTable),
            ("a.csv", b"Ort;St\xfcck\n", FileRefused::BadTable),
            ("a.csv", b"just a sentence", FileRefused::BadTable),
            ("a.gif", b"GIF89a,,,", FileRefused::OtherKind),
            (
                "a.pdf",
                &vec![b'%'; MAX_FILE_BYTES + 1],
                FileRefused::TooLarge,
            ),
        ] {
            assert_eq!(check(&upload(name, bytes)), Err(refused), "{name}");
        }
    }

    #[test]
    fn a_name_is_kept_without_what_could_mislead() {
        for (sent, kind, kept) in [
            ("C:\\Users\\x\\plan.pdf", EvidenceKind::Pdf, "plan.pdf"),
            ("../../etc/passwd", EvidenceKind::Csv, "passwd.csv"),
            ("\u{202e}gpj.exe", EvidenceKind::Jpeg, "gpj.exe.jpg"),
            ("a\0b\r\nc.PDF", EvidenceKind::Pdf, "ab  c.PDF"),
            ("photo.jpeg", EvidenceKind::Jpeg, "photo.jpeg"),
            (
                "Prüfbericht n° 2.pdf",
                EvidenceKind::Pdf,
                "Prüfbericht n° 2.pdf",
            ),
        ] {
            assert_eq!(file_name(sent, kind), kept);
        }
        let long = file_name(&format!("{}.pdf", "x".repeat(400)), EvidenceKind::Pdf);
        assert_eq!(long.chars().count(), MAX_NAME + 4);
        assert!(file_name(" .. ", EvidenceKind::Pdf).ends_with(".pdf"));
    }
}
