//! How files appear in pages and answers.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::db::KeptFile;
use super::url;
use crate::html::*;
use crate::ui::{self, Field};
use crate::{t, text};

/// The kinds of files taken, as a file field's `accept` lists them.
pub(crate) const ACCEPT: &str = ".pdf,.png,.jpg,.jpeg,.xlsx,.docx,.csv";

/// The files that came with a refused form, each with a tick that says that it
/// still goes with it; nothing where there are none.
pub(crate) fn kept_files(files: &[KeptFile]) -> AnyView {
    if files.is_empty() {
        return Vec::<AnyView>::new().into_any();
    }
    let choices = files
        .iter()
        .map(|file| (file.id.to_string(), name_and_size(&file.name, file.size)))
        .collect();
    let all: Vec<String> = files.iter().map(|file| file.id.to_string()).collect();
    Field::new("kept_file", t!("file-kept"))
        .hint(t!("file-kept-hint"))
        .checkboxes(choices, &all)
}

/// A link that downloads a file; `size` is in bytes.
pub(crate) fn file_link(id: Uuid, name: &str, size: i64) -> AnyView {
    ui::link(url::show(id), name_and_size(name, size))
}

fn name_and_size(name: &str, size: i64) -> String {
    t!(
        "file-name-and-size",
        name = name.to_owned(),
        size = size_words(size)
    )
}

/// A size in the reader's units: whole kilobytes below a megabyte, from there
/// megabytes to one decimal, both in steps of 1024.
pub(crate) fn size_words(bytes: i64) -> String {
    let kilobytes = Decimal::from(bytes) / Decimal::from(1024);
    if kilobytes < Decimal::from(1024) {
        let whole = kilobytes.ceil();
        t!("file-size-kilobytes", size = text::number(whole))
    } else {
        let mut size = kilobytes / Decimal::from(1024);
        size.rescale(1);
        t!("file-size-megabytes", size = text::number(size))
    }
}

/// What RFC 8187 lets stand as it is in an extended value.
const ATTR_CHAR: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// The header that has a file saved under its name instead of shown
/// (RFC 6266): in ASCII for old programs, and in full.
pub(super) fn attachment(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' | '%' => '_',
            c if c.is_ascii_graphic() || c == ' ' => c,
            _ => '_',
        })
        .collect();
    let full = utf8_percent_encode(name, ATTR_CHAR);
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_survives_the_header_that_carries_it() {
        assert_eq!(
            attachment("Prüfung \"2\".pdf"),
            "attachment; filename=\"Pr_fung _2_.pdf\"; filename*=UTF-8''Pr%C3%BCfung%20%222%22.pdf"
        );
    }

    #[test]
    fn sizes_are_read_at_a_glance() {
        assert_eq!(size_words(1), "1 KB");
        assert_eq!(size_words(1024 * 1024 - 1), "1,024 KB");
        assert_eq!(size_words(1024 * 1024), "1.0 MB");
        assert_eq!(size_words(20 * 1024 * 1024), "20.0 MB");
    }
}
