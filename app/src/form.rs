//! What every form shares: the text as typed, the errors beside the fields,
//! and how typed text becomes dates, numbers and money.
//!
//! A slice's form is a struct of `String`s with `#[serde(default)]`, so that
//! whatever was typed can be shown again. Its `parse` reads every field
//! through [`Fields`], which collects all errors at once.

use chrono::NaiveDate;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rust_decimal::Decimal;
use std::str::FromStr;
use uuid::Uuid;

use crate::{t, text};

/// The longest text that any field takes, in characters.
pub const MAX_TEXT: usize = 4_000;
/// The longest address of a link, in characters.
const MAX_LINK: usize = 2_000;
/// The longest single-line text, in characters.
pub const MAX_LINE: usize = 200;

/// A form that was refused, with the words for each field at fault.
#[derive(Debug)]
pub struct Invalid<F> {
    /// The form as typed.
    pub form: F,
    /// What is wrong with it.
    pub errors: Errors,
}

/// What is wrong with a form, in the order of its fields.
#[derive(Debug, Default, Clone)]
pub struct Errors(Vec<FieldError>);

/// One field that is at fault.
#[derive(Debug, Clone)]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// What the field is called, where the message is not read beside it.
    pub label: Option<String>,
    /// The words that say what to mend.
    pub message: String,
}

impl Errors {
    /// A single error, such as one that the database's constraint found.
    pub fn one(field: &str, message: String) -> Self {
        let mut errors = Self::default();
        errors.add(field, message);
        errors
    }

    /// Notes an error whose message says by itself which field it is about.
    pub fn add(&mut self, field: &str, message: String) {
        self.0.push(FieldError {
            field: field.to_owned(),
            label: None,
            message,
        });
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first message for a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.iter()
            .find(|error| error.field == field)
            .map(|error| error.message.as_str())
    }

    /// Each error.
    pub fn iter(&self) -> impl Iterator<Item = &FieldError> {
        self.0.iter()
    }
}

/// A date typed as three fields: `{name}_day`, `{name}_month`, `{name}_year`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateParts<'a> {
    /// As typed.
    pub day: &'a str,
    /// As typed.
    pub month: &'a str,
    /// As typed.
    pub year: &'a str,
}

impl DateParts<'_> {
    /// Whether nothing was typed.
    pub fn is_blank(self) -> bool {
        [self.day, self.month, self.year]
            .iter()
            .all(|part| part.trim().is_empty())
    }

    /// The date in words, or what was typed where it is none.
    pub fn in_words(self) -> String {
        let typed = || format!("{} {} {}", self.day, self.month, self.year);
        self.read()
            .map_or_else(|| typed().trim().to_owned(), text::date)
    }

    fn read(self) -> Option<NaiveDate> {
        let year: i32 = self.year.trim().parse().ok()?;
        // Year 26 is a slip of the finger, and Postgres has no use for year 40000.
        if !(1900..=2200).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(
            year,
            self.month.trim().parse().ok()?,
            self.day.trim().parse().ok()?,
        )
    }
}

/// Reads a form's fields one after another and collects every error.
///
/// Each method returns a value even where the field is at fault, so that
/// reading goes on; [`Fields::finish`] says whether the values count.
pub struct Fields {
    labels: &'static str,
    errors: Errors,
}

impl Fields {
    /// Starts reading a form whose fields are labelled `{labels}-{field}`,
    /// underscores as hyphens.
    pub fn of(labels: &'static str) -> Self {
        Self {
            labels,
            errors: Errors::default(),
        }
    }

    /// Notes an error that a rule found.
    pub fn error(&mut self, field: &str, message: String) {
        let key = format!("{}-{}", self.labels, field.replace('_', "-"));
        let label = text::exists(&key).then(|| text::message(&key, None));
        self.errors.0.push(FieldError {
            field: field.to_owned(),
            label,
            message,
        });
    }

    /// Text of any length up to `max` characters; blank is `None`. Line breaks
    /// and tabs are the only control characters taken.
    pub fn optional_text(&mut self, field: &str, typed: &str, max: usize) -> Option<String> {
        let text = typed.replace("\r\n", "\n");
        let text = text.trim();
        if text
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
        {
            self.error(field, t!("error-control-characters"));
        } else if text.chars().count() > max {
            self.error(field, t!("error-too-long", max = max));
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Text that must be there.
    pub fn text(&mut self, field: &str, typed: &str, max: usize) -> String {
        let text = self.optional_text(field, typed, max);
        if text.is_none() {
            self.error(field, t!("error-required"));
        }
        text.unwrap_or_default()
    }

    /// An address on the web, to stand in a link: anything else, such as a
    /// script, could do more than lead somewhere. Blank is `None`.
    pub fn optional_link(&mut self, field: &str, typed: &str) -> Option<String> {
        let address = self.optional_text(field, typed, MAX_LINK)?;
        if is_link(&address) {
            return Some(address);
        }
        self.error(field, t!("error-link"));
        None
    }

    /// One of a closed vocabulary, such as a domain enum; blank is `None`.
    pub fn optional_choice<T: FromStr>(&mut self, field: &str, typed: &str) -> Option<T> {
        if typed.is_empty() {
            return None;
        }
        let choice = typed.parse().ok();
        if choice.is_none() {
            self.error(field, t!("error-choice"));
        }
        choice
    }

    /// One of a closed vocabulary that must be chosen.
    pub fn choice<T: FromStr>(&mut self, field: &str, typed: &str) -> Option<T> {
        if typed.is_empty() {
            self.error(field, t!("error-choose"));
        }
        self.optional_choice(field, typed)
    }

    /// The id of a record chosen from a list; blank is `None`.
    pub fn optional_id(&mut self, field: &str, typed: &str) -> Option<Uuid> {
        self.optional_choice(field, typed)
    }

    /// The id of a record that must be chosen.
    pub fn id(&mut self, field: &str, typed: &str) -> Uuid {
        self.choice(field, typed).unwrap_or_default()
    }

    /// A date in three parts; all blank is `None`.
    pub fn optional_date(&mut self, field: &str, typed: DateParts<'_>) -> Option<NaiveDate> {
        if typed.is_blank() {
            return None;
        }
        let date = typed.read();
        if date.is_none() {
            self.error(field, t!("error-date"));
        }
        date
    }

    /// A date that must be there; `None` where it is not, for rules that
    /// compare it with others.
    pub fn required_date(&mut self, field: &str, typed: DateParts<'_>) -> Option<NaiveDate> {
        if typed.is_blank() {
            self.error(field, t!("error-date-required"));
        }
        self.optional_date(field, typed)
    }

    /// A date that must be there.
    pub fn date(&mut self, field: &str, typed: DateParts<'_>) -> NaiveDate {
        self.required_date(field, typed).unwrap_or_default()
    }

    /// A whole number within a range; blank is `None`.
    pub fn optional_whole(
        &mut self,
        field: &str,
        typed: &str,
        range: std::ops::RangeInclusive<i32>,
    ) -> Option<i32> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let value = typed.parse().ok().filter(|value| range.contains(value));
        if value.is_none() {
            self.error(
                field,
                t!("error-whole", from = *range.start(), to = *range.end()),
            );
        }
        value
    }

    /// An amount of money with at most two decimals, grouped or not, with a
    /// decimal point or comma; blank is `None`.
    pub fn optional_amount(&mut self, field: &str, typed: &str) -> Option<Decimal> {
        if typed.trim().is_empty() {
            return None;
        }
        let amount = read_amount(typed);
        if amount.is_none() {
            self.error(field, t!("error-amount"));
        }
        amount
    }

    /// The version hidden in an edit form. A form without it was not made by
    /// this site, so it counts as stale rather than as a mistake of the person.
    pub fn version(typed: &str) -> i32 {
        typed.parse().unwrap_or_default()
    }

    /// The form's values, if every field was in order.
    ///
    /// # Errors
    /// The form as typed with all errors.
    pub fn finish<T, F>(self, form: F, value: T) -> Result<T, Invalid<F>> {
        if self.errors.is_empty() {
            Ok(value)
        } else {
            Err(Invalid {
                form,
                errors: self.errors,
            })
        }
    }
}

/// Characters that a URI cannot hold as they are (RFC 3986, section 2); a percent
/// sign is left, since it begins what is encoded already.
const NOT_IN_URI: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A web address as a URI: what people and other systems write with blanks or
/// accents, encoded. Encoding twice is encoding once.
pub(crate) fn uri(address: &str) -> String {
    utf8_percent_encode(address, NOT_IN_URI).to_string()
}

fn is_link(address: &str) -> bool {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && !address.contains(char::is_whitespace)
}

/// Reads "1 234 567,50", "1,234,567.50" or "1234567.5".
///
/// The last comma or point counts as the decimal mark when one or two digits
/// follow it; every other mark must group thousands. Negative amounts, more
/// than two decimals and amounts above what the column holds are refused.
pub(crate) fn read_amount(typed: &str) -> Option<Decimal> {
    let compact: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\'')
        .collect();
    let (whole, fraction) = match compact.rfind([',', '.']) {
        Some(at) if matches!(compact.len() - at, 2 | 3) => (&compact[..at], &compact[at + 1..]),
        _ => (compact.as_str(), "0"),
    };
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let grouped = groups[1..].iter().all(|group| group.len() == 3);
    let digits = groups.concat();
    let all_digits = digits
        .chars()
        .chain(fraction.chars())
        .all(|c| c.is_ascii_digit());
    if !grouped || !all_digits || digits.is_empty() || digits.len() > 16 {
        return None;
    }
    format!("{digits}.{fraction}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, value) in [
            ("1234567.5", "1234567.5"),
            ("1,234,567.50", "1234567.50"),
            ("1 234 567,50", "1234567.50"),
            ("1\u{a0}234\u{a0}567", "1234567.0"),
            ("1.234.567", "1234567.0"),
            ("0", "0.0"),
        ] {
            assert_eq!(
                read_amount(typed),
                Some(value.parse().expect("a decimal")),
                "{typed}"
            );
        }
        for typed in [
            "-5",
            "1,2,3,",
            "ten",
            "1.2345.",
            "1.2345",
            "12345678901234567",
            "1e9",
        ] {
            assert_eq!(read_amount(typed), None, "{typed}");
        }
    }

    #[test]
    fn nul_and_control_characters_are_an_error_beside_the_field() {
        let mut fields = Fields::of("test");
        fields.text("title", "a\0b", MAX_LINE);
        fields.text("note", "one\r\ntwo\tthree", MAX_TEXT);
        let errors = fields.finish((), ()).expect_err("NUL is refused").errors;
        assert!(errors.of("title").is_some());
        assert!(errors.of("note").is_none());
    }

    #[test]
    fn a_date_that_does_not_exist_is_refused() {
        let mut fields = Fields::of("test");
        let typed = DateParts {
            day: "30",
            month: "2",
            year: "2026",
        };
        assert_eq!(fields.optional_date("due", typed), None);
        assert!(fields.finish((), ()).is_err());
    }

    #[test]
    fn what_a_uri_cannot_hold_is_encoded_once() {
        let encoded = "https://example.org/plan%20d%C3%A9tail.pdf?a=%7B1%7D";
        assert_eq!(uri("https://example.org/plan détail.pdf?a={1}"), encoded);
        assert_eq!(uri(encoded), encoded);
    }

    #[test]
    fn only_addresses_on_the_web_are_links() {
        for address in ["https://example.org/a?b=c", "http://x"] {
            assert!(is_link(address), "{address}");
        }
        for address in [
            "javascript:alert(1)",
            "https://",
            "https:///path",
            "ftp://example.org",
            "https://example.org/a b",
            "//example.org",
            "",
        ] {
            assert!(!is_link(address), "{address}");
        }
    }
}
