//! The figures of the portfolio: what partnerships add up to, as tiles, as
//! pictures, and as the tables behind them; and where groups stand furthest
//! apart.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sqlx::Row;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::{escape, places};
use crate::client::Outcome;

/// What is counted, where it is listed, its words and its tone.
const TILES: [(&str, &str, &str, &str); 21] = [
    ("partnerships", "", "Partnerships", "neutral"),
    ("status:red", "?status=red", "Red overall", "bad"),
    ("status:amber", "?status=amber", "Amber overall", "warn"),
    (
        "open_milestones",
        "?concern=open_milestone",
        "Open milestones",
        "neutral",
    ),
    (
        "concern:late_milestone",
        "?concern=late_milestone",
        "Partnerships with a late milestone",
        "bad",
    ),
    (
        "concern:late_deliverable",
        "?concern=late_deliverable",
        "Partnerships with a late deliverable",
        "bad",
    ),
    (
        "submitted_deliverables",
        "?concern=waiting_review",
        "Waiting for review",
        "info",
    ),
    (
        "concern:overdue_review",
        "?concern=overdue_review",
        "Partnerships with an overdue review",
        "warn",
    ),
    (
        "concern:cliff_soon",
        "?concern=cliff_soon",
        "Partnerships with a funding cliff",
        "bad",
    ),
    (
        "concern:overspent",
        "?concern=overspent",
        "Partnerships with too much spent",
        "bad",
    ),
    (
        "concern:overreceived",
        "?concern=overreceived",
        "Partnerships with too much received",
        "warn",
    ),
    (
        "concern:target_off_track",
        "?concern=target_off_track",
        "Partnerships with a target off track",
        "bad",
    ),
    (
        "concern:challenged",
        "?concern=challenged",
        "Partnerships with a challenged status",
        "warn",
    ),
    (
        "concern:without_funding",
        "?concern=without_funding",
        "Partnerships with no committed money",
        "muted",
    ),
    (
        "concern:pays_without_deciding",
        "?concern=pays_without_deciding",
        "Partnerships with a government that pays and does not decide",
        "warn",
    ),
    (
        "concern:overdue_action",
        "?concern=overdue_action",
        "Partnerships with a late action of a body",
        "warn",
    ),
    (
        "concern:expired_evidence",
        "?concern=expired_evidence",
        "Partnerships with an expired proof of a supplier",
        "bad",
    ),
    (
        "concern:missing_evidence",
        "?concern=missing_evidence",
        "Partnerships with a supplier without a proof that counts",
        "warn",
    ),
    (
        "concern:severe_risk",
        "?concern=severe_risk",
        "Partnerships with a severe risk",
        "bad",
    ),
    (
        "concern:open_tension",
        "?concern=open_tension",
        "Partnerships with an open tension",
        "info",
    ),
    (
        "concern:strategic",
        "?concern=strategic",
        "Partnerships with all it takes to be strategic",
        "good",
    ),
];

const STATUSES: [(&str, &str, &str); 4] = [
    ("red", "Red", "bad"),
    ("amber", "Amber", "warn"),
    ("green", "Green", "good"),
    ("no_data", "No data", "muted"),
];

const INVOLVEMENTS: [(&str, &str); 6] = [
    ("none", "None"),
    ("informed", "Informed"),
    ("consulted", "Consulted"),
    ("co_decides", "Co-decides"),
    ("leads", "Leads"),
    ("unknown", "Not said"),
];

const FINANCES: [(&str, &str); 4] = [
    ("most", "Most of the money is government’s"),
    ("part", "Part of the money is government’s"),
    ("nothing", "None of the money is government’s"),
    ("unknown", "No money is committed"),
];

/// A whole number with its digits in groups of three.
fn number(html: &mut String, value: impl Into<Decimal>) {
    let digits = value.into().trunc().to_string();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            html.push(',');
        }
        html.push(digit);
    }
}

pub(super) fn money(html: &mut String, value: Decimal, currency: &str) {
    number(html, value);
    html.push(' ');
    html.push_str(currency);
}

fn shape(html: &mut String, tone: &str) {
    html.push_str("<svg aria-hidden=\"true\" class=\"shape\"><use href=\"#tone-");
    html.push_str(tone);
    html.push_str("\"></use></svg>");
}

/// `value` in a hundred of `most`.
fn share(value: Decimal, most: Decimal) -> f64 {
    let share = value.checked_div(most).and_then(|share| share.to_f64());
    share.unwrap_or_default() * 100.0
}

/// A share as the page writes it, to hundredths.
fn rounded(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}

/// What partnerships add up to, by what it is.
pub(super) struct Counts<'a>(HashMap<&'a str, i64>);

impl<'a> Counts<'a> {
    pub(super) fn of(rows: &'a [PgRow]) -> Outcome<Self> {
        let row = |row: &'a PgRow| Ok((row.try_get(0)?, row.try_get(1)?));
        let counts = rows.iter().map(row).collect::<Result<_, sqlx::Error>>()?;
        Ok(Self(counts))
    }

    fn get(&self, what: &str) -> i64 {
        self.0.get(what).copied().unwrap_or_default()
    }

    pub(super) fn tiles(&self, html: &mut String) -> Outcome<()> {
        for (what, listed, words, tone) in TILES {
            let count = self.get(what);
            let tone = if count == 0 { "neutral" } else { tone };
            write!(
                html,
                "<li class=\"tile tone-{tone}\"><a href=\"/portfolio{listed}#partnerships\" \
                 class=\"tile-figure\"><span class=\"tile-label\">{words}</span>\
                 <span class=\"tile-value\">"
            )?;
            if tone != "neutral" {
                shape(html, tone);
            }
            number(html, count);
            html.push_str("</span></a></li>");
        }
        Ok(())
    }

    pub(super) fn shares(&self, html: &mut String) -> Outcome<()> {
        let all = Decimal::from(self.get("partnerships"));
        let mut before = 0.0;
        let count = |status: &str| self.get(&format!("status:{status}"));
        for (status, _, tone) in STATUSES {
            let width = share(count(status).into(), all);
            write!(
                html,
                "<g class=\"tone-{tone}\"><rect x=\"{}%\" width=\"{}%\" y=\"0\" \
                 height=\"100%\"></rect><text x=\"{}%\" y=\"1.45rem\" text-anchor=\"middle\">",
                rounded(before),
                rounded(width),
                rounded(before + width / 2.0)
            )?;
            number(html, count(status));
            html.push_str("</text></g>");
            before += width;
        }
        html.push_str("</svg><ul class=\"share-legend\">");
        for (status, words, tone) in STATUSES {
            write!(html, "<li class=\"tone-{tone}\">")?;
            shape(html, tone);
            write!(html, "<span>{words}</span><strong>")?;
            number(html, count(status));
            html.push_str("</strong></li>");
        }
        html.push_str("</ul>");
        Ok(())
    }

    pub(super) fn share_rows(&self, html: &mut String) -> Outcome<()> {
        for (status, words, tone) in STATUSES {
            write!(
                html,
                "<tr><th scope=\"row\"><span class=\"tag tone-{tone}\">"
            )?;
            shape(html, tone);
            write!(
                html,
                "<span>{words}</span></span></th><td data-label=\"Partnerships\" class=\"numeric\">\
                 <a href=\"/portfolio?status={status}#partnerships\">"
            )?;
            number(html, self.get(&format!("status:{status}")));
            html.push_str("</a></td></tr>");
        }
        Ok(())
    }

    pub(super) fn government(&self, html: &mut String) -> Outcome<()> {
        for (involvement, words) in INVOLVEMENTS {
            write!(html, "<tr><th scope=\"row\">{words}</th>")?;
            for (finance, words) in FINANCES {
                let count = self.get(&format!("government:{involvement}:{finance}"));
                write!(html, "<td data-label=\"{words}\">")?;
                if count == 0 {
                    html.push('0');
                } else {
                    write!(
                        html,
                        "<a href=\"/portfolio?involvement={involvement}&amp;finance={finance}#partnerships\" \
                         class=\"heat heat-2\"><span class=\"heat-figure\">"
                    )?;
                    number(html, count);
                    html.push_str("</span></a>");
                }
                html.push_str("</td>");
            }
            html.push_str("</tr>");
        }
        Ok(())
    }
}

/// The money of one fiscal year.
struct Year {
    starts: NaiveDate,
    ends: NaiveDate,
    capital: Decimal,
    operational: Decimal,
    expected: Decimal,
    received: Decimal,
    spent: Decimal,
}

impl Year {
    fn label(&self) -> String {
        format!("{}/{:02}", self.starts.year(), self.ends.year() % 100)
    }

    fn committed(&self) -> Decimal {
        self.capital + self.operational
    }
}

/// The money of all fiscal years, by currency.
pub(super) struct Funding(BTreeMap<String, Vec<Year>>);

impl Funding {
    /// Of rows in the order of their years.
    pub(super) fn of(rows: &[PgRow]) -> Outcome<Self> {
        let [
            currency,
            kind,
            starts,
            ends,
            expected,
            committed,
            received,
            spent,
        ] = places(
            rows,
            [
                "currency",
                "kind",
                "starts_on",
                "ends_on",
                "expected",
                "committed",
                "received",
                "spent",
            ],
        )?;
        let mut funding: BTreeMap<String, Vec<Year>> = BTreeMap::new();
        for row in rows {
            let (starts, ends) = (row.try_get(starts)?, row.try_get(ends)?);
            let years = funding.entry(row.try_get(currency)?).or_default();
            if years.last().is_none_or(|year| year.starts != starts) {
                years.push(Year {
                    starts,
                    ends,
                    capital: Decimal::ZERO,
                    operational: Decimal::ZERO,
                    expected: Decimal::ZERO,
                    received: Decimal::ZERO,
                    spent: Decimal::ZERO,
                });
            }
            let year = years.last_mut().ok_or("no year")?;
            let amount = |place: usize| row.try_get::<Decimal, _>(place);
            match row.try_get(kind)? {
                "capital" => year.capital += amount(committed)?,
                _ => year.operational += amount(committed)?,
            }
            year.expected += amount(expected)?;
            year.received += amount(received)?;
            year.spent += amount(spent)?;
        }
        Ok(Self(funding))
    }

    pub(super) fn tiles(&self, html: &mut String, today: NaiveDate) -> Outcome<()> {
        for (currency, years) in &self.0 {
            let now = years
                .iter()
                .find(|year| year.starts <= today && today <= year.ends);
            html.push_str("<ul class=\"tiles\">");
            for (words, amount) in [
                ("Committed", now.map(Year::committed)),
                ("Received", now.map(|year| year.received)),
                ("Spent", now.map(|year| year.spent)),
                ("Remaining", now.map(|year| year.committed() - year.spent)),
            ] {
                write!(
                    html,
                    "<li class=\"tile tone-neutral\"><a href=\"/ledger\" class=\"tile-figure\">\
                     <span class=\"tile-label\">{words} this fiscal year</span><span class=\"tile-value\">"
                )?;
                money(html, amount.unwrap_or_default(), currency);
                html.push_str("</span></a></li>");
            }
            html.push_str("</ul>");
        }
        Ok(())
    }

    pub(super) fn picture(&self, html: &mut String) -> Outcome<()> {
        for (currency, years) in &self.0 {
            let height = |year: &Year| year.committed() + year.expected;
            let most = years.iter().map(height).max().unwrap_or_default();
            write!(
                html,
                "<div class=\"funding-panel\"><p class=\"bar-label\">{currency}</p><div class=\"fund-plot\">\
                 <svg width=\"14ch\" height=\"16.5rem\" aria-hidden=\"true\" class=\"fund-scale\">\
                 <svg x=\"0\" y=\"0.5rem\" width=\"100%\" height=\"14rem\" overflow=\"visible\">"
            )?;
            for part in 0..=4_u8 {
                write!(
                    html,
                    "<text x=\"100%\" y=\"{}%\" dy=\"0.3em\" text-anchor=\"end\">",
                    100.0 - 25.0 * f64::from(part)
                )?;
                number(html, most * Decimal::from(part) / Decimal::from(4));
                html.push_str("</text>");
            }
            write!(
                html,
                "</svg></svg><svg width=\"100%\" height=\"16.5rem\" role=\"img\"><title>{currency}</title>\
                 <svg x=\"0\" y=\"0.5rem\" width=\"100%\" height=\"14rem\" overflow=\"visible\">"
            )?;
            let width = 100.0 / years.len() as f64;
            for (column, year) in years.iter().enumerate() {
                let label = year.label();
                write!(
                    html,
                    "<svg x=\"{}%\" width=\"{}%\" height=\"100%\" overflow=\"visible\" \
                     role=\"img\"><title>{label}: committed ",
                    rounded(width * column as f64),
                    rounded(width)
                )?;
                money(html, year.committed(), currency);
                html.push_str(", expected ");
                money(html, year.expected, currency);
                html.push_str(", received ");
                money(html, year.received, currency);
                html.push_str(", spent ");
                money(html, year.spent, currency);
                html.push_str(
                    "</title><rect class=\"fund-room\" width=\"100%\" height=\"100%\"></rect>",
                );
                let mut below = Decimal::ZERO;
                for (class, amount) in [
                    ("operational", year.operational),
                    ("capital", year.capital),
                    ("expected", year.expected),
                ] {
                    below += amount;
                    bar(html, ("14%", "40%"), (amount, below, most), class)?;
                }
                for (class, x, amount) in [
                    ("received", "57%", year.received),
                    ("spent", "72%", year.spent),
                ] {
                    bar(html, (x, "13%"), (amount, amount, most), class)?;
                }
                write!(
                    html,
                    "<text x=\"50%\" y=\"100%\" dy=\"1.35rem\" text-anchor=\"middle\" \
                     class=\"fund-year\">{label}</text></svg>"
                )?;
            }
            html.push_str("</svg></svg></div></div>");
        }
        html.push_str("</div>");
        Ok(())
    }

    pub(super) fn rows(&self, html: &mut String) -> Outcome<()> {
        for (currency, years) in &self.0 {
            for year in years {
                write!(
                    html,
                    "<tr><th scope=\"row\">{}</th><td data-label=\"Currency\">{currency}</td>",
                    year.label()
                )?;
                for (label, amount) in [
                    ("Committed, capital", year.capital),
                    ("Committed, operational", year.operational),
                    ("Expected", year.expected),
                    ("Received", year.received),
                    ("Spent", year.spent),
                    ("Remaining", year.committed() - year.spent),
                ] {
                    write!(
                        html,
                        "<td data-label=\"{label}\" class=\"numeric\"><span class=\"money\">"
                    )?;
                    money(html, amount, currency);
                    html.push_str("</span></td>");
                }
                html.push_str("</tr>");
            }
        }
        Ok(())
    }
}

fn bar(
    html: &mut String,
    (x, width): (&str, &str),
    (amount, below, most): (Decimal, Decimal, Decimal),
    class: &str,
) -> Outcome<()> {
    if !amount.is_zero() {
        write!(
            html,
            "<rect x=\"{x}\" width=\"{width}\" y=\"{}%\" height=\"{}%\" class=\"fund-{class}\"></rect>",
            rounded(100.0 - share(below, most)),
            rounded(share(amount, most))
        )?;
    }
    Ok(())
}

/// The value of contracts that start in a calendar year, in one currency.
struct ContractYear<'a> {
    year: i32,
    currency: &'a str,
    contracts: i64,
    value: Decimal,
}

/// The value of contracts by currency and the calendar year they start in.
pub(super) struct ContractYears<'a>(Vec<ContractYear<'a>>);

impl<'a> ContractYears<'a> {
    pub(super) fn of(rows: &'a [PgRow]) -> Outcome<Self> {
        let row = |row: &'a PgRow| {
            Ok(ContractYear {
                year: row.try_get(0)?,
                currency: row.try_get(1)?,
                contracts: row.try_get(2)?,
                value: row.try_get(3)?,
            })
        };
        let years = rows.iter().map(row).collect::<Result<_, sqlx::Error>>()?;
        Ok(Self(years))
    }

    pub(super) fn picture(&self, html: &mut String) -> Outcome<()> {
        for years in self.0.chunk_by(|one, next| one.currency == next.currency) {
            let most = years.iter().map(|year| year.value).max();
            let currency = years.first().map_or("", |year| year.currency);
            write!(
                html,
                "<div class=\"bar-panel\"><p class=\"bar-label\">{currency}</p>\
                 <svg width=\"100%\" height=\"10rem\" role=\"img\"><title>{currency}</title>"
            )?;
            for (index, year) in years.iter().enumerate() {
                let top = 1.1 + 2.5 * index as f64;
                write!(
                    html,
                    "<text x=\"0\" y=\"{top}rem\" class=\"bar-year\">{}</text>\
                     <text x=\"100%\" y=\"{top}rem\" text-anchor=\"end\" class=\"bar-value\">",
                    year.year
                )?;
                money(html, year.value, currency);
                let bar = top + 0.4;
                write!(
                    html,
                    "</text><rect x=\"0\" y=\"{bar}rem\" width=\"100%\" height=\"0.5rem\" rx=\"2\" \
                     class=\"bar-ground\"></rect><rect x=\"0\" y=\"{bar}rem\" width=\"{}%\" \
                     height=\"0.5rem\" rx=\"2\" class=\"bar\"></rect>",
                    rounded(share(year.value, most.unwrap_or_default()))
                )?;
            }
            html.push_str("</svg></div>");
        }
        html.push_str("</div>");
        Ok(())
    }

    pub(super) fn rows(&self, html: &mut String) -> Outcome<()> {
        for year in &self.0 {
            write!(
                html,
                "<tr><th scope=\"row\">{}</th><td data-label=\"Currency\">{}</td>\
                 <td data-label=\"Contracts\" class=\"numeric\">",
                year.year, year.currency
            )?;
            number(html, year.contracts);
            html.push_str("</td><td data-label=\"Value\" class=\"numeric\"><span class=\"money\">");
            money(html, year.value, year.currency);
            html.push_str("</span></td></tr>");
        }
        Ok(())
    }
}

/// The widest gap between two groups' mean scores of one factor, in a round.
struct Gap<'a> {
    partnership: Uuid,
    round: Uuid,
    closes: NaiveDate,
    factor: &'a str,
    highest: (f64, &'a str),
    lowest: (f64, &'a str),
}

impl Gap<'_> {
    fn width(&self) -> f64 {
        self.highest.0 - self.lowest.0
    }
}

/// The widest gaps, the widest first.
pub(super) struct Gaps<'a>(Vec<Gap<'a>>);

impl<'a> Gaps<'a> {
    /// Of rows of one factor and group each, a round's together.
    pub(super) fn of(rows: &'a [PgRow]) -> Outcome<Self> {
        let mut factors: BTreeMap<(Uuid, &str), Gap<'_>> = BTreeMap::new();
        for row in rows {
            let (factor, group): (Option<&str>, Option<&str>) = (row.try_get(4)?, row.try_get(5)?);
            let (people, sum): (Option<i32>, Option<i32>) = (row.try_get(6)?, row.try_get(7)?);
            let (Some(factor), Some(group), Some(people), Some(sum)) = (factor, group, people, sum)
            else {
                continue;
            };
            let said = (f64::from(sum) / f64::from(people), group);
            let partnership = row.try_get(0)?;
            let gap = factors.entry((partnership, factor)).or_insert(Gap {
                partnership,
                round: row.try_get(1)?,
                closes: row.try_get(2)?,
                factor,
                highest: said,
                lowest: said,
            });
            if said.0 > gap.highest.0 {
                gap.highest = said;
            }
            if said.0 < gap.lowest.0 {
                gap.lowest = said;
            }
        }
        let mut widest: BTreeMap<Uuid, Gap<'_>> = BTreeMap::new();
        for gap in factors.into_values() {
            let wider = |known: &Gap<'_>| gap.width() > known.width();
            if widest.get(&gap.partnership).is_none_or(wider) {
                widest.insert(gap.partnership, gap);
            }
        }
        let mut gaps: Vec<_> = widest.into_values().collect();
        gaps.sort_by(|one, other| other.width().total_cmp(&one.width()));
        Ok(Self(gaps))
    }

    /// `named` gives a partnership's reference and title.
    pub(super) fn write<'n>(
        &self,
        html: &mut String,
        named: impl Fn(&Uuid) -> Outcome<(&'n str, &'n str)>,
    ) -> Outcome<()> {
        for gap in &self.0 {
            let (reference, title) = named(&gap.partnership)?;
            html.push_str("<li><div class=\"attention-tag\"><span class=\"tag tone-warn\">");
            shape(html, "warn");
            write!(
                html,
                "<span>Gap {:.2}</span></span></div><div class=\"attention-body\">\
                 <a href=\"/partnerships/{reference}/scorecards/{}/results#factor-{}\" \
                 class=\"attention-title\">",
                gap.width(),
                gap.round,
                gap.factor
            )?;
            escape(html, title);
            write!(
                html,
                "</a><p class=\"attention-reason\">The groups stand furthest apart on {}: {} {:.2}, \
                 {} {:.2}</p><p class=\"attention-meta\">As of the round to {}</p></div></li>",
                gap.factor, gap.highest.1, gap.highest.0, gap.lowest.1, gap.lowest.0, gap.closes
            )?;
        }
        Ok(())
    }
}
