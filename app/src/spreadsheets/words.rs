//! Reports in words.

use fluent_bundle::FluentArgs;

use super::fault::Fault;
use super::sheet::Report;
use crate::{t, text};

/// A message about a fault, with what it names.
fn about(key: &str, fault: &Fault) -> String {
    let mut args = FluentArgs::new();
    args.set("value", fault.value.clone());
    args.set("detail", fault.detail.clone());
    args.set("column", fault.column.clone());
    text::message(key, Some(&args))
}

/// The code of a fault.
pub(super) fn code(fault: &Fault) -> &'static str {
    fault.code.into()
}

/// What is wrong.
pub(super) fn message(fault: &Fault) -> String {
    about(&format!("table-fault-{}", code(fault)), fault)
}

/// How to mend it.
pub(super) fn mend(fault: &Fault) -> String {
    about(&format!("table-mend-{}", code(fault)), fault)
}

/// What a column holds.
pub(super) fn column(name: &str) -> String {
    text::message(&format!("table-holds-{}", name.replace('_', "-")), None)
}

/// Every fault that is kept, one a line.
pub(super) fn faults(report: &Report) -> String {
    let mut lines: Vec<String> = report
        .faults
        .iter()
        .map(|fault| {
            t!(
                "table-fault-line",
                row = fault.row,
                column = fault.column.clone(),
                value = fault.value.clone(),
                code = code(fault),
                message = message(fault),
                mend = mend(fault)
            )
        })
        .collect();
    lines.insert(
        0,
        t!(
            "table-refused-line",
            faults = report.faults_found,
            rows = report.rows_faulty
        ),
    );
    lines.join("\n")
}

/// What a file does, or did.
pub(super) fn outcome(report: &Report, done: bool) -> String {
    let (added, changed, same) = (report.rows_new, report.rows_changed, report.rows_same);
    if done {
        t!(
            "table-outcome-done",
            added = added,
            changed = changed,
            same = same
        )
    } else {
        t!(
            "table-outcome",
            added = added,
            changed = changed,
            same = same
        )
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;

    use super::*;
    use crate::spreadsheets::fault::Code;

    #[tokio::test]
    async fn every_code_has_a_message_and_a_way_to_mend_it_in_every_locale() {
        for locale in text::locales() {
            text::in_locale(locale, async {
                for code in Code::VARIANTS {
                    let code: &str = (*code).into();
                    for prefix in ["table-fault", "table-mend"] {
                        let key = format!("{prefix}-{code}");
                        assert!(text::exists(&key), "{key} in {}", locale.code);
                    }
                }
            })
            .await;
        }
    }
}
