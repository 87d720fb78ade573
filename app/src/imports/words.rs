//! What the reader and the import found, in words.
//!
//! Warnings and evidence are kept as JSON: a stable name and particulars. The
//! name picks the message, the particulars are its arguments, so that a report
//! is read in any language whenever it was made.

use chrono::NaiveDate;
use fluent_bundle::{FluentArgs, FluentValue};
use ocds::Refused;
use serde_json::Value;

use super::report::{ContractFate, Counts, Report, Term, WarningLine};
use crate::text::{self, word};
use crate::{files, list, t};

/// A message with the fields of `value` as arguments.
fn of_json(key: &str, value: &Value) -> String {
    let mut args = FluentArgs::new();
    for (field, value) in value.as_object().into_iter().flatten() {
        args.set(field.clone(), argument(value));
    }
    text::message(key, Some(&args))
}

fn hyphens(name: &str) -> String {
    name.replace('_', "-")
}

fn argument(value: &Value) -> FluentValue<'static> {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(number) => FluentValue::from(number),
            None => FluentValue::from(number.to_string()),
        },
        Value::String(words) => FluentValue::from(date_or(words)),
        Value::Array(entries) => {
            let words: Vec<&str> = entries.iter().filter_map(Value::as_str).collect();
            FluentValue::from(words.join(", "))
        }
        Value::Null => FluentValue::from(t!("unknown")),
        other => FluentValue::from(other.to_string()),
    }
}

/// A date as the reader's locale writes it; other text as it is.
fn date_or(words: &str) -> String {
    words
        .parse::<NaiveDate>()
        .map_or_else(|_| words.to_owned(), text::date)
}

/// What is remarkable: its kind, with its particulars where it has some.
pub(super) fn warning(line: &WarningLine) -> String {
    let kind = warning_kind(&line.code);
    let key = format!("import-detail-{}", hyphens(&line.code));
    if text::exists(&key) {
        let detail = of_json(&key, &line.reason);
        t!("import-warning-with-detail", kind = kind, detail = detail)
    } else {
        kind
    }
}

/// What a kind of warning is about, without particulars.
pub(super) fn warning_kind(code: &str) -> String {
    text::message(&format!("import-kind-{}", hyphens(code)), None)
}

/// One thing that speaks for a guess.
fn one_evidence(evidence: &Value) -> String {
    let kind = evidence.get("kind").and_then(Value::as_str);
    let key = format!("import-evidence-{}", hyphens(kind.unwrap_or_default()));
    // A star in the reader's words stands for any letters.
    of_json(&key, evidence).replace('*', "…")
}

/// All that speaks for a guess.
pub(super) fn because(evidence: &[Value]) -> String {
    let all: Vec<String> = evidence.iter().map(one_evidence).collect();
    all.join("; ")
}

/// Why a file is not read.
pub(super) fn refused(refused: &Refused) -> String {
    match refused {
        Refused::TooLarge { limit, size: found } => t!(
            "import-refused-too-large",
            limit = size(*limit),
            size = size(*found)
        ),
        Refused::NotJson {
            line,
            column,
            truncated,
            looks_like,
        } => {
            let looks_like = serde_json::to_value(looks_like).unwrap_or_default();
            let looks_like = looks_like.as_str().unwrap_or_default().to_owned();
            let place = t!("import-refused-place", line = *line, column = *column);
            if *truncated {
                t!("import-refused-truncated", place = place)
            } else {
                t!("import-refused-not-json", kind = looks_like, place = place)
            }
        }
        Refused::NotOcds { found_keys } if found_keys.is_empty() => {
            t!("import-refused-not-ocds-at-all")
        }
        other => {
            let value = serde_json::to_value(other).unwrap_or_default();
            of_json(&format!("import-refused-{}", hyphens(other.code())), &value)
        }
    }
}

/// A size in bytes as it is read.
pub(super) fn size(bytes: usize) -> String {
    files::size_words(i64::try_from(bytes).unwrap_or(i64::MAX))
}

/// What happens, or happened, to a contract.
pub(super) fn fate(fate: ContractFate, done: bool) -> String {
    let name: &str = fate.into();
    let key = if done { "done" } else { "plan" };
    text::message(&format!("import-fate-{key}-{name}"), None)
}

/// The value of a term.
pub(super) fn term(term: &Term) -> String {
    match term {
        Term::Nothing => t!("none"),
        Term::Text(words) => words.clone(),
        Term::Date(date) => text::date(*date),
        Term::Money(amount, currency) => text::money(*amount, currency),
        Term::Renewal(renewal) => word(*renewal),
        Term::Ending(ending) => word(*ending),
    }
}

/// What a term is called.
pub(super) fn field(name: &str) -> String {
    text::message(&format!("import-term-{}", hyphens(name)), None)
}

/// The name of a kind of record.
pub(super) fn kind(kind: &str) -> String {
    text::message(&format!("import-records-{kind}"), None)
}

/// An organisation with its address.
pub(super) fn with_address(name: &str, address: &str) -> String {
    if address.is_empty() {
        t!("import-no-address", name = name.to_owned())
    } else {
        t!(
            "import-with-address",
            name = name.to_owned(),
            address = address.to_owned()
        )
    }
}

/// Counts in a line: only what is created or changed.
pub(super) fn counts_line(counts: &Counts) -> String {
    let parts: Vec<String> = counts
        .by_kind()
        .into_iter()
        .filter(|(_, count)| count.created + count.changed > 0)
        .map(|(name, count)| {
            t!(
                "import-counts-part",
                kind = kind(name),
                created = count.created,
                changed = count.changed
            )
        })
        .collect();
    if parts.is_empty() {
        t!("import-counts-nothing")
    } else {
        parts.join("; ")
    }
}

/// A whole report in plain words, for the command line.
pub(super) fn report(report: &Report, done: bool) -> String {
    let mut lines = vec![t!(
        "import-report-read",
        releases = report.releases,
        processes = report.processes,
        contracts = report.contracts.len()
    )];
    let adds = report.counts.organisations.created > 0;
    if let Some(jurisdiction) = report.jurisdiction.as_ref().filter(|_| adds) {
        lines.push(t!(
            "import-report-jurisdiction",
            name = jurisdiction.name.clone(),
            code = jurisdiction.code.clone()
        ));
    }
    for (name, count) in report.counts.by_kind() {
        lines.push(t!(
            if done {
                "import-report-done"
            } else {
                "import-report-planned"
            },
            kind = kind(name),
            created = count.created,
            changed = count.changed,
            left = count.left
        ));
    }
    lines.push(t!(
        "import-report-contracts",
        unchosen = report.counts.not_chosen,
        out = report.counts.left_out
    ));
    lines.extend(report.contracts.iter().flat_map(changes));
    lines.extend(
        report
            .partnerships
            .iter()
            .filter(|line| line.new)
            .map(|line| {
                t!(
                    "import-report-partnership",
                    reference = line.reference.clone(),
                    title = line.title.clone(),
                    stage = word(line.stage)
                )
            }),
    );
    lines.extend(report.unsure.iter().map(|line| {
        let names: Vec<&str> = line
            .candidates
            .iter()
            .map(|other| other.name.as_str())
            .collect();
        t!(
            "import-report-unsure",
            name = line.name.clone(),
            others = names.join(", ")
        )
    }));
    lines.extend(warnings(report));
    lines.join("\n")
}

fn changes(line: &super::report::ContractLine) -> Vec<String> {
    let changes = line.changes.iter();
    changes
        .map(|change| {
            t!(
                "import-report-change",
                title = line.title.clone(),
                field = field(&change.field),
                before = term(&change.before),
                after = term(&change.after)
            )
        })
        .collect()
}

/// Warnings by kind, how many of each; those that left something out in full.
fn warnings(report: &Report) -> Vec<String> {
    let mut lines = vec![t!("import-report-warnings", count = report.counts.warnings)];
    for (code, count) in kinds(report) {
        lines.push(t!(
            "import-report-warning-kind",
            count = count,
            kind = warning_kind(code)
        ));
    }
    let left_out = report
        .warnings
        .iter()
        .filter(|line| line.level == "left_out");
    lines.extend(left_out.take(MAX_LINES).map(|line| {
        t!(
            "import-report-warning",
            release = line.release.clone().unwrap_or_default(),
            path = line.path.clone(),
            reason = warning(line)
        )
    }));
    lines
}

/// The most warnings that the command line tells in full.
#[allow(clippy::cast_possible_truncation, reason = "25 fits everywhere")]
const MAX_LINES: usize = list::PER_PAGE as usize;

/// The kinds of warnings of a report, by name, with how many there are.
pub(super) fn kinds(report: &Report) -> std::collections::BTreeMap<&str, usize> {
    let mut kinds = std::collections::BTreeMap::new();
    for line in &report.warnings {
        *kinds.entry(line.code.as_str()).or_default() += 1;
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::notes::Note;
    use ocds::guess::Evidence;
    use strum::VariantNames;

    #[test]
    fn whatever_is_found_has_words() {
        let reasons = ocds::Reason::VARIANTS.iter().chain(Note::VARIANTS);
        let reasons = reasons.map(|code| format!("import-kind-{}", hyphens(code)));
        let evidence = Evidence::VARIANTS.iter();
        let evidence = evidence.map(|kind| format!("import-evidence-{}", hyphens(kind)));
        let refused = Refused::VARIANTS.iter();
        let refused = refused.map(|code| format!("import-refused-{}", hyphens(code)));
        for key in reasons.chain(evidence).chain(refused) {
            assert!(text::exists(&key), "{key}");
        }
    }

    #[test]
    fn particulars_are_written_as_the_locale_writes_them() {
        let note = Note::BeyondPlannedEnd {
            reference: "RECORD-1".to_owned(),
            planned_end: NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date"),
        };
        let line = WarningLine {
            release: None,
            ocid: None,
            path: String::new(),
            code: note.code().to_owned(),
            reason: serde_json::to_value(&note).expect("JSON"),
            level: "note".to_owned(),
        };
        assert_eq!(
            warning(&line),
            "Runs longer than its partnership is planned to: RECORD-1, 21 Nov 2026"
        );
    }
}
