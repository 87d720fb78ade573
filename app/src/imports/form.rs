//! The forms of imports: the file to preview, and what is decided in the
//! preview.

use domain::organisation::Sector;
use ocds::{Package, Refused};
use serde::{Deserialize, Serialize};

use super::report::{Choices, Report, SameAs};
use super::words;
use crate::files::Upload;
use crate::form::{Errors, Fields, Invalid};
use crate::t;

/// The file's form, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct UploadForm {
    pub(super) partnership: String,
    /// `true` to take also what does not look like digital health.
    pub(super) all: String,
}

/// The longest reference that a partnership has.
const MAX_REFERENCE: usize = 40;

impl UploadForm {
    /// What was asked for, or all that is wrong with it.
    pub(super) fn parse(self) -> Result<Choices, Invalid<Self>> {
        let mut fields = Fields::of("import");
        let partnership = fields.optional_text("partnership", &self.partnership, MAX_REFERENCE);
        let choices = Choices {
            all: self.all == "true",
            partnership: partnership.map(|reference| reference.to_uppercase()),
            ..Choices::default()
        };
        fields.finish(self, choices)
    }
}

/// The one file of the form.
pub(super) fn the_file(uploads: Vec<Upload>) -> Result<Upload, Errors> {
    let mut uploads = uploads.into_iter();
    uploads
        .next()
        .ok_or_else(|| Errors::one("file", t!("import-error-no-file")))
}

/// Reads a file. One that was cut off above the limit is too large whatever it
/// begins with.
pub(super) fn read(upload: &Upload) -> Result<Package, Refused> {
    if upload.size > ocds::MAX_BYTES {
        return Err(Refused::TooLarge {
            limit: ocds::MAX_BYTES,
            size: upload.size,
        });
    }
    ocds::read(&upload.bytes)
}

/// A refused file as an error beside its field.
pub(super) fn refused(refused: &Refused) -> Errors {
    Errors::one("file", words::refused(refused))
}

/// Which page of the list of imports.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Paged {
    /// From 1.
    pub(super) page: String,
}

/// What the list of warnings is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct WarningFilters {
    /// The stable name of a reason.
    pub(super) code: String,
    /// From 1.
    pub(super) page: String,
}

/// What the preview's form sends: one pair for each field. Its fields depend
/// on the file.
pub(super) type Pairs = Vec<(String, String)>;

/// The first value of a field.
pub(super) fn value<'f>(pairs: &'f Pairs, field: &str) -> &'f str {
    let found = pairs.iter().find(|(name, _)| name == field);
    found.map_or("", |(_, value)| value.as_str())
}

/// The name of the field for an organisation's sector.
pub(super) fn sector_field(group: usize) -> String {
    format!("sector-{group}")
}

/// The name of the field that says which organisation one is.
pub(super) fn same_field(group: usize) -> String {
    format!("same-{group}")
}

/// A choice as a field's value.
pub(super) fn same_value(same_as: SameAs) -> String {
    match same_as {
        SameAs::New => "new".to_owned(),
        SameAs::Organisation(id) => id.to_string(),
        SameAs::Group(group) => format!("group-{group}"),
    }
}

fn read_same(value: &str) -> Option<SameAs> {
    match value.strip_prefix("group-") {
        Some(group) => group.parse().ok().map(SameAs::Group),
        None if value == "new" => Some(SameAs::New),
        None => value.parse().ok().map(SameAs::Organisation),
    }
}

/// Earlier choices with those of the form over them. Only what the form showed
/// changes: the list of contracts has pages.
pub(super) fn choices(pairs: &Pairs, report: &Report, earlier: &Choices) -> Choices {
    let mut choices = earlier.clone();
    let of = |field: &'static str| {
        let own = pairs.iter().filter(move |(name, _)| name == field);
        own.filter_map(|(_, value)| value.parse::<usize>().ok())
    };
    let ticked: Vec<usize> = of("include").collect();
    for shown in of("shown") {
        let line = report.contracts.iter().find(|line| line.index == shown);
        let proposed = choices.all || line.is_some_and(|line| line.of_interest);
        let include = ticked.contains(&shown);
        if include == proposed {
            choices.include.remove(&shown);
        } else {
            choices.include.insert(shown, include);
        }
    }
    for (name, value) in pairs {
        let (field, group) = name.split_once('-').unwrap_or((name, ""));
        let group = group.parse::<usize>().ok();
        match (field, group) {
            ("sector", Some(group)) => set_sector(&mut choices, report, group, value),
            ("same", Some(group)) => {
                choices
                    .same
                    .extend(read_same(value).map(|same| (group, same)));
            }
            ("jurisdiction", None) => choices.jurisdiction = typed(value),
            ("partnership", None) => choices.partnership = typed(&value.to_uppercase()),
            _ => {}
        }
    }
    choices
}

/// A sector that is left as guessed is no choice.
fn set_sector(choices: &mut Choices, report: &Report, group: usize, value: &str) {
    let Ok(sector) = value.parse::<Sector>() else {
        return;
    };
    let line = report.organisations.iter().find(|line| line.group == group);
    if line.is_none_or(|line| line.sector != sector) {
        choices.sectors.insert(group, sector);
    }
}

fn typed(value: &str) -> Option<String> {
    let value = value.trim();
    let plain = !value.chars().any(char::is_control) && value.len() <= MAX_REFERENCE;
    (plain && !value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Pairs {
        let owned = pairs.iter();
        owned
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn only_what_the_form_showed_changes() {
        let earlier = Choices {
            include: [(1, true), (7, true)].into(),
            ..Choices::default()
        };
        let form = pairs(&[
            ("shown", "1"),
            ("shown", "2"),
            ("include", "2"),
            ("same-4", "new"),
        ]);
        let choices = choices(&form, &Report::default(), &earlier);
        assert_eq!(choices.include, [(2, true), (7, true)].into());
        assert_eq!(choices.same, [(4, SameAs::New)].into());
    }

    #[test]
    fn what_no_form_sends_changes_nothing() {
        let form = pairs(&[
            ("sector-x", "health"),
            ("sector-1", "wealth"),
            ("same-2", "group-x"),
            ("include", "-1"),
            ("partnership", "A\0B"),
        ]);
        assert_eq!(
            choices(&form, &Report::default(), &Choices::default()),
            Choices::default()
        );
    }

    #[test]
    fn every_choice_can_be_sent_and_read_back() {
        for same_as in [
            SameAs::New,
            SameAs::Group(12),
            SameAs::Organisation(uuid::Uuid::now_v7()),
        ] {
            assert_eq!(read_same(&same_value(same_as)), Some(same_as));
        }
    }
}
