//! The forms of amendments: typed text to changed terms.

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::amendment::{AmendmentState, Change, Contradiction, Draft, Held, Term};
use domain::money::Currency;
use serde::{Deserialize, Serialize};
use strum::VariantArray;
use uuid::Uuid;

use super::db::{AmendmentRow, Basis};
use crate::form::{DateParts, Errors, Fields, Invalid, MAX_TEXT};
use crate::{contracts, t, text};

/// What a list of amendments is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the reason.
    pub(super) q: String,
    /// States; none is all.
    pub(super) state: Vec<String>,
    /// `number` or `effective`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// Those that fit, in the order asked for.
    pub(super) fn narrow<'a>(
        &self,
        rows: &'a [AmendmentRow],
        today: NaiveDate,
    ) -> Vec<&'a AmendmentRow> {
        let asked: Vec<AmendmentState> = self
            .state
            .iter()
            .filter_map(|code| code.parse().ok())
            .collect();
        let words = self.q.trim().to_lowercase();
        let mut rows: Vec<_> = rows
            .iter()
            .filter(|row| asked.is_empty() || asked.contains(&row.state(today)))
            .filter(|row| row.reason.to_lowercase().contains(&words))
            .collect();
        match self.sort.as_str() {
            "-number" => rows.reverse(),
            "effective" => rows.sort_by_key(|row| row.effective_on),
            "-effective" => rows.sort_by_key(|row| std::cmp::Reverse(row.effective_on)),
            _ => {}
        }
        rows
    }
}

/// The day whose terms are asked for, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct OnForm {
    pub(super) on_day: String,
    pub(super) on_month: String,
    pub(super) on_year: String,
}

impl OnForm {
    pub(super) fn parts(&self) -> DateParts<'_> {
        DateParts {
            day: &self.on_day,
            month: &self.on_month,
            year: &self.on_year,
        }
    }

    /// The day asked for; `today` where none is.
    pub(crate) fn read(&self, today: NaiveDate) -> (NaiveDate, Errors) {
        let mut fields = Fields::of("terms");
        let day = fields.optional_date("on", self.parts());
        let errors = match fields.finish((), ()) {
            Ok(()) => Errors::default(),
            Err(Invalid { errors, .. }) => errors,
        };
        (day.unwrap_or(today), errors)
    }
}

/// The terms that are to change, as the first step asks.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) term: Vec<String>,
}

impl Asked {
    /// The terms chosen, each once, in the order in which contracts have them.
    /// Notice is agreed in one unit: who changes one sees the other that is held.
    pub(super) fn terms(&self, basis: &Basis) -> Vec<Term> {
        chosen(&self.term, basis)
    }
}

fn chosen(codes: &[String], basis: &Basis) -> Vec<Term> {
    let terms = basis.terms();
    let named = |term: Term| codes.iter().any(|code| code == term.code());
    let notice = |other: Term, term: Term| named(other) && terms.get(term) != Held::Nothing;
    Term::VARIANTS
        .iter()
        .copied()
        .filter(|term| match term {
            Term::NoticeDays => named(*term) || notice(Term::NoticeMonths, *term),
            Term::NoticeMonths => named(*term) || notice(Term::NoticeDays, *term),
            _ => named(*term),
        })
        .collect()
}

/// An amendment as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DraftForm {
    /// The id it will have: however often the form is sent, it makes one.
    pub(super) id: String,
    pub(super) term: Vec<String>,
    pub(super) effective_day: String,
    pub(super) effective_month: String,
    pub(super) effective_year: String,
    pub(super) reason: String,
    pub(super) value: String,
    pub(super) currency: String,
    pub(super) ends_on_day: String,
    pub(super) ends_on_month: String,
    pub(super) ends_on_year: String,
    pub(super) scope: String,
    pub(super) renewal: String,
    pub(super) renewal_months: String,
    pub(super) notice_days: String,
    pub(super) notice_months: String,
    pub(super) max_end_day: String,
    pub(super) max_end_month: String,
    pub(super) max_end_year: String,
    pub(super) review_days: String,
}

/// An amendment.
#[derive(Debug)]
pub(super) struct DraftValues {
    pub(super) id: Uuid,
    pub(super) effective_on: NaiveDate,
    pub(super) reason: String,
    pub(super) changes: Vec<Change>,
}

impl DraftForm {
    /// A form for these terms, filled with what they are now.
    pub(super) fn blank(basis: &Basis, terms: &[Term]) -> Self {
        let held = basis.terms();
        let text = |term| held.get(term).encode().unwrap_or_default();
        let parts = |date: Option<NaiveDate>| {
            date.map_or_else(Default::default, |date| {
                (
                    date.day().to_string(),
                    date.month().to_string(),
                    date.year().to_string(),
                )
            })
        };
        let (ends_on_day, ends_on_month, ends_on_year) = parts(Some(held.ends_on));
        let (max_end_day, max_end_month, max_end_year) = parts(held.max_end);
        Self {
            id: Uuid::now_v7().to_string(),
            term: terms.iter().map(|term| term.code().to_owned()).collect(),
            value: text(Term::Value),
            currency: basis.contract.currency.clone(),
            ends_on_day,
            ends_on_month,
            ends_on_year,
            scope: text(Term::Scope),
            renewal: text(Term::Renewal),
            renewal_months: text(Term::RenewalMonths),
            notice_days: text(Term::NoticeDays),
            notice_months: text(Term::NoticeMonths),
            max_end_day,
            max_end_month,
            max_end_year,
            review_days: text(Term::ReviewDays),
            ..Self::default()
        }
    }

    /// The terms that the form is about.
    pub(super) fn terms(&self, basis: &Basis) -> Vec<Term> {
        chosen(&self.term, basis)
    }

    /// The day it takes effect, as typed.
    pub(super) fn effective(&self) -> DateParts<'_> {
        DateParts {
            day: &self.effective_day,
            month: &self.effective_month,
            year: &self.effective_year,
        }
    }

    /// The new end, as typed.
    pub(super) fn ends_on(&self) -> DateParts<'_> {
        DateParts {
            day: &self.ends_on_day,
            month: &self.ends_on_month,
            year: &self.ends_on_year,
        }
    }

    /// The new latest end, as typed.
    pub(super) fn max_end(&self) -> DateParts<'_> {
        DateParts {
            day: &self.max_end_day,
            month: &self.max_end_month,
            year: &self.max_end_year,
        }
    }

    /// What was typed for a term; none where it cannot be read, which is noted.
    fn read(&self, fields: &mut Fields, term: Term) -> Option<Held> {
        let field = term.code();
        let mut whole = |typed: &str, range| {
            let count = fields.optional_whole(field, typed, range);
            match count.and_then(|count| u16::try_from(count).ok()) {
                Some(count) => Some(Held::Count(count)),
                None if typed.trim().is_empty() => Some(Held::Nothing),
                None => None,
            }
        };
        match term {
            Term::RenewalMonths => whole(&self.renewal_months, 1..=240),
            Term::NoticeDays => whole(&self.notice_days, 0..=3650),
            Term::NoticeMonths => whole(&self.notice_months, 1..=120),
            Term::ReviewDays => match whole(&self.review_days, 1..=250) {
                Some(Held::Nothing) => {
                    fields.error(field, t!("error-required"));
                    None
                }
                held => held,
            },
            Term::Value => match fields.optional_amount(field, &self.value) {
                Some(amount) => Some(Held::Amount(amount)),
                None => self.value.trim().is_empty().then_some(Held::Nothing),
            },
            Term::EndsOn => fields.required_date(field, self.ends_on()).map(Held::Day),
            Term::MaxEnd => match fields.optional_date(field, self.max_end()) {
                Some(day) => Some(Held::Day(day)),
                None => self.max_end().is_blank().then_some(Held::Nothing),
            },
            Term::Scope => Some(
                fields
                    .optional_text(field, &self.scope, MAX_TEXT)
                    .map_or(Held::Nothing, Held::Text),
            ),
            Term::Renewal => fields.choice(field, &self.renewal).map(Held::Renewal),
        }
    }

    /// The amendment, or all that is wrong with it.
    pub(super) fn parse(
        self,
        basis: &Basis,
        terms: &[Term],
        today: NaiveDate,
    ) -> Result<DraftValues, Invalid<Self>> {
        let mut fields = Fields::of("amendment");
        let present = basis.terms();
        let mut changes = Vec::new();
        let mut all_read = true;
        for &term in terms {
            let before = present.get(term);
            match self.read(&mut fields, term) {
                None => all_read = false,
                Some(after) if after != before => changes.push(Change {
                    term,
                    before,
                    after,
                }),
                Some(_) => {}
            }
        }
        let currency = terms
            .contains(&Term::Value)
            .then(|| fields.choice::<Currency>("currency", &self.currency))
            .flatten();
        let effective_on = fields.required_date("effective", self.effective());
        let id = fields.optional_id("reason", &self.id);
        let reason = fields.text("reason", &self.reason, MAX_TEXT);
        let draft = Draft {
            // Where no day can be read, the others are checked on one that fits.
            effective_on: effective_on.unwrap_or(basis.contract.ends_on),
            currency,
            changes: &changes,
        };
        for (found, term) in basis.contradictions(&draft, today) {
            let about_day = matches!(
                found,
                Contradiction::EffectiveBeforeSigned
                    | Contradiction::EffectiveBeforeStart
                    | Contradiction::EffectiveAfterEnd
                    | Contradiction::EffectiveBeforeAnother(_)
            );
            match found {
                _ if about_day && effective_on.is_none() => {}
                Contradiction::NothingChanged if !all_read => {}
                Contradiction::NothingChanged => {
                    let first = terms.first().map_or("effective", |term| term.code());
                    fields.error(first, words(found));
                }
                Contradiction::OtherCurrency(_) => fields.error("currency", words(found)),
                _ => fields.error(term.map_or("effective", Vocabulary::code), words(found)),
            }
        }
        let values = DraftValues {
            id: id.unwrap_or_else(Uuid::now_v7),
            effective_on: effective_on.unwrap_or_default(),
            reason,
            changes,
        };
        fields.finish(self, values)
    }
}

/// A contradiction in words.
pub(super) fn words(found: Contradiction) -> String {
    match found {
        Contradiction::NotSigned => t!("amendment-error-not-signed"),
        Contradiction::Over => t!("amendment-error-over"),
        Contradiction::NothingChanged => t!("amendment-error-nothing-changed"),
        Contradiction::EffectiveBeforeSigned => t!("amendment-error-before-signed"),
        Contradiction::EffectiveBeforeStart => t!("amendment-error-before-start"),
        Contradiction::EffectiveAfterEnd => t!("amendment-error-after-end"),
        Contradiction::EffectiveBeforeAnother(number) => {
            t!("amendment-error-before-another", number = number)
        }
        Contradiction::EndBeforeStart => t!("amendment-error-end-before-start"),
        Contradiction::OtherCurrency(currency) => {
            t!("amendment-error-currency", currency = currency.to_string())
        }
        Contradiction::NegativeAmount => text::message("error-amount", None),
        Contradiction::Terms(error) => contracts::terms_error(error),
    }
}

/// Why an amendment is given up, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct WithdrawForm {
    pub(super) withdrawal: String,
}

impl WithdrawForm {
    /// The reason, or what is wrong with it.
    pub(super) fn parse(self) -> Result<String, Invalid<Self>> {
        let mut fields = Fields::of("amendment");
        let reason = fields.text("withdrawal", &self.withdrawal, MAX_TEXT);
        fields.finish(self, reason)
    }
}
