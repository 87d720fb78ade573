//! Small real files for the demonstration's evidence and documents.

use chrono::{Days, NaiveDate};

/// One page with a title and a line below it, as PDF 1.4 (ISO 32000-1 keeps
/// the format). The characters of Latin-1 are kept, others become "?".
pub(super) fn pdf(title: &str, line: &str) -> Vec<u8> {
    let content = [
        b"BT /F 18 Tf 56 770 Td (".as_slice(),
        &literal(title),
        b") Tj /F 11 Tf 0 -28 Td (",
        &literal(line),
        b") Tj ET",
    ]
    .concat();
    let stream = [
        format!("<< /Length {} >>\nstream\n", content.len()).as_bytes(),
        &content,
        b"\nendstream",
    ]
    .concat();
    let objects: [&[u8]; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
          /Resources << /Font << /F 5 0 R >> >> >>",
        &stream,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let trailer = format!(
        "{table}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
        objects.len() + 1,
        file.len()
    );
    file.extend_from_slice(trailer.as_bytes());
    file
}

/// The inside of a PDF string literal (ISO 32000-1 §7.3.4.2).
fn literal(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '(' | ')' | '\\') {
            bytes.push(b'\\');
        }
        bytes.push(u8::try_from(u32::from(letter)).unwrap_or(b'?'));
    }
    bytes
}

/// Twelve weeks of checks up to a day, as a table: fewer fail week by week.
pub(super) fn csv(until: NaiveDate) -> Vec<u8> {
    let mut table = "week_ending,checks,passed,failed\n".to_owned();
    for week in (0..12_u64).rev() {
        let day = until.checked_sub_days(Days::new(7 * week)).unwrap_or(until);
        let (checks, failed) = (180 + (week * 37) % 45, week * week / 6);
        table += &format!("{day},{checks},{},{failed}\n", checks - failed);
    }
    table.into_bytes()
}

#[cfg(test)]
mod tests {
    use domain::deliverable::EvidenceKind;

    use super::*;

    #[test]
    fn a_pdf_is_one_by_its_content_and_its_table_points_at_its_objects() {
        let file = pdf("Protokoll (endgültig)", "Lindental – 1");
        let kind = infer::get(&file).expect("a known kind");
        assert_eq!(kind.mime_type(), EvidenceKind::Pdf.media_type());
        let text: String = file.iter().map(|&byte| char::from(byte)).collect();
        assert!(text.contains("Protokoll \\(endgültig\\)"), "{text}");
        assert!(text.contains("Lindental ? 1"), "{text}");
        let offsets: Vec<usize> = text
            .lines()
            .filter_map(|line| line.strip_suffix(" 00000 n "))
            .map(|offset| offset.parse().expect("an offset"))
            .collect();
        assert_eq!(offsets.len(), 5);
        for (number, offset) in (1..).zip(offsets) {
            assert!(
                text[text.char_indices().nth(offset).expect("inside").0..]
                    .starts_with(&format!("{number} 0 obj"))
            );
        }
    }

    #[test]
    fn a_table_ends_on_its_day_and_adds_up() {
        let until = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
        let table = csv(until);
        let mut reader = csv::Reader::from_reader(table.as_slice());
        let rows: Vec<(NaiveDate, u32, u32, u32)> = reader
            .deserialize()
            .collect::<Result<_, _>>()
            .expect("a table");
        assert_eq!(rows.len(), 12);
        assert_eq!(rows[11].0, until);
        assert!(
            rows.iter()
                .all(|(_, checks, passed, failed)| passed + failed == *checks)
        );
    }
}
