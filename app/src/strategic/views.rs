//! The page of whether a partnership is strategic and what its leadership
//! rests on, and its line on the partnership's page.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::{Action, Person};
use domain::scorecard::{Factor, Results, StakeholderGroup};
use domain::status::{MoneyFacts, MoneyStatus};
use domain::strategic::{
    Check, Checks, Evidence, Finding, Pillar, Said, Standing, established_from, is_long_term,
};
use rust_decimal::{Decimal, RoundingStrategy};
use strum::VariantArray;
use uuid::Uuid;

use super::db::{PlanRow, Recorded, StatementRow};
use super::form::{Forms, PlanForm, StatementForm};
use super::url;
use crate::access::Place;
use crate::decisions::DecisionRow;
use crate::form::Errors;
use crate::html::*;
use crate::meetings::Held;
use crate::scorecards::Latest;
use crate::text::{self, choices, word};
use crate::ui::{self, Field, StoryItem, Table, Tone};
use crate::{
    charter, funding, governance, ledgers, list, meetings, money, partnerships, scorecards, status,
    t,
};

/// Everything that the page shows.
pub(super) struct Seen {
    pub(super) recorded: Recorded,
    pub(super) checks: Checks,
    /// Nothing for those who see no money.
    pub(super) money: Option<(MoneyStatus, MoneyFacts)>,
    /// Names of those who fund.
    pub(super) funders: HashMap<Uuid, String>,
    /// The latest published scorecard.
    pub(super) latest: Option<Latest>,
    /// The latest question that binds it and was answered.
    pub(super) decided: Option<DecisionRow>,
    /// The latest meeting of its bodies that is recorded.
    pub(super) met: Option<Held>,
}

fn finding_tag(finding: Finding) -> AnyView {
    let tone = match finding {
        Finding::Met => Tone::Good,
        Finding::NotMet => Tone::Bad,
        Finding::Missing => Tone::Muted,
    };
    ui::tag(tone, word(finding))
}

fn standing_tag(standing: Option<Standing>) -> AnyView {
    match standing {
        Some(Standing::Strategic) => ui::tag(Tone::Good, word(Standing::Strategic)),
        Some(Standing::NotYet) => ui::tag(Tone::Warn, word(Standing::NotYet)),
        Some(Standing::NotEnoughEvidence) => {
            ui::tag(Tone::Muted, word(Standing::NotEnoughEvidence))
        }
        None => ui::tag(Tone::Info, t!("strategic-withheld")),
    }
}

fn names(checks: impl Iterator<Item = Check>) -> String {
    let names: Vec<_> = checks.map(word).collect();
    names.join(", ")
}

/// Why the checks come to what they do.
fn reason(checks: &Checks) -> String {
    let unmet = names(checks.that_are(Finding::NotMet));
    let missing = names(checks.that_are(Finding::Missing));
    match checks.standing() {
        Some(Standing::Strategic) => t!("strategic-all-met"),
        Some(Standing::NotYet) if missing.is_empty() => t!("strategic-unmet", checks = unmet),
        Some(Standing::NotYet) => t!("strategic-unmet-missing", checks = unmet, missing = missing),
        Some(Standing::NotEnoughEvidence) => t!("strategic-missing", missing = missing),
        None if missing.is_empty() => t!("strategic-withheld-met"),
        None => t!("strategic-withheld-missing", missing = missing),
    }
}

/// The checks in a line, with the way to them.
pub(crate) fn line(place: &Place, checks: Option<&Checks>) -> AnyView {
    let Some(checks) = checks else {
        return t!("unknown").into_any();
    };
    let href = url::show(&place.reference);
    view! { {standing_tag(checks.standing())}" "{ui::link(href, reason(checks))} }.into_any()
}

/// The page.
pub(super) fn show(
    place: &Place,
    seen: &Seen,
    person: &Person,
    (forms, errors): (&Forms, &Errors),
    today: NaiveDate,
) -> AnyView {
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("strategic-title"), Some(place.title.clone()), vec![])}
        {partnerships::sub_nav(place, partnerships::Tab::Strategic)}
        <div>
            <p class="lead">{t!("strategic-lead")}</p>
            <p class="hint">{t!("strategic-source")}</p>
            <p>{standing_tag(seen.checks.standing())}" "{reason(&seen.checks)}</p>
        </div>
        {established(place, seen)}
        {sound(place, seen, (&forms.soundness, errors))}
        {beneficial(place, seen, person, (&forms.benefit, errors))}
        {planned(place, seen, (&forms.plan, errors), today)}
        {axis(place, seen, today)}
    }
    .into_any()
}

/// The section of a check: what it came to, and its evidence.
fn section(check: Check, seen: &Seen, body: AnyView) -> AnyView {
    let tag = match seen.checks.finding(check) {
        Some(finding) => finding_tag(finding),
        None => ui::tag(Tone::Muted, t!("strategic-not-shown")),
    };
    let code = domain::Vocabulary::code(check);
    let asks = text::message(&format!("strategic-asks-{code}"), None);
    let body = view! { <p>{tag}" "{asks}</p>{body} };
    ui::section(super::part(check), word(check), vec![], body.into_any())
}

fn established(place: &Place, seen: &Seen) -> AnyView {
    let leads = &seen.recorded.leads;
    let record = partnerships::url::show(&place.reference);
    let edit = place.may(Action::EditPartnership).then(|| {
        let href = partnerships::url::edit(&place.reference);
        view! { <p>{ui::link(href, t!("strategic-established-edit"))}</p> }
    });
    let body = match leads.established_on {
        Some(on) => ui::summary_list(vec![
            (
                t!("partnership-established"),
                view! { {ui::date(on)}" "{ui::link(format!("{record}#facts"), t!("strategic-record"))} }
                    .into_any(),
            ),
            (
                t!("strategic-established-from"),
                ui::date(established_from(on)),
            ),
        ]),
        None => view! { <p>{t!("strategic-established-missing")}</p> }.into_any(),
    };
    section(Check::Established, seen, view! { {body}{edit} }.into_any())
}

fn said_tag(said: Said) -> AnyView {
    match said {
        Said::Yes => ui::tag(Tone::Good, word(said)),
        Said::No => ui::tag(Tone::Bad, word(said)),
    }
}

fn by(name: Option<&String>, organisation: &str) -> String {
    match name {
        Some(name) => format!("{name}, {organisation}"),
        None => t!("by-command-line"),
    }
}

/// Statements, the latest first; those before it no longer count.
fn story(rows: &[&StatementRow]) -> AnyView {
    let items = rows.iter().enumerate().map(|(index, row)| {
        let replaced =
            (index > 0).then(|| view! { " "{ui::tag(Tone::Muted, t!("strategic-replaced"))} });
        StoryItem {
            when: ui::date(row.stated_on),
            who: by(row.by.as_ref(), &row.organisation),
            what: view! { <p>{ui::typed(row.words.clone(), &row.language)}</p> }.into_any(),
            tag: Some(view! { {said_tag(row.said)}{replaced} }.into_any()),
        }
    });
    ui::story(items.collect())
}

fn statement_form(
    field: &str,
    action: String,
    (form, errors): (&StatementForm, &Errors),
    (label, words, hint, submit): (String, String, String, String),
) -> AnyView {
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new(field, label)
            .value(&form.said)
            .errors(errors)
            .radios(choices::<Said>()),
        Field::new(&format!("{field}_words"), words)
            .hint(hint)
            .value(&form.words)
            .errors(errors)
            .textarea(3),
    ];
    ui::form(action, fields, submit, None)
}

fn sound(place: &Place, seen: &Seen, form: (&StatementForm, &Errors)) -> AnyView {
    let Some((money, _)) = &seen.money else {
        let body = view! { <p class="hint">{t!("strategic-money-hidden")}</p> };
        return section(Check::Sound, seen, body.into_any());
    };
    let ledger = funding::url::show(&place.reference);
    let facts = ui::summary_list(vec![(
        t!("strategic-ledger"),
        view! {
            {status::status_tag(money.status)}" "{ui::link(ledger, money::words(&money.reason))}
        }
        .into_any(),
    )]);
    let rows: Vec<&StatementRow> = seen.recorded.soundness.iter().collect();
    let said = if rows.is_empty() {
        view! { <p>{t!("strategic-sound-missing")}</p> }.into_any()
    } else {
        story(&rows)
    };
    let form = place.may(Action::AssessStrategic).then(|| {
        let action = url::soundness(&place.reference);
        let words = (
            t!("strategic-sound"),
            t!("strategic-sound-words"),
            t!("strategic-sound-hint"),
            t!("strategic-sound-state"),
        );
        statement_form("sound", action, form, words)
    });
    section(Check::Sound, seen, view! { {facts}{said}{form} }.into_any())
}

fn beneficial(
    place: &Place,
    seen: &Seen,
    person: &Person,
    form: (&StatementForm, &Errors),
) -> AnyView {
    let recorded = &seen.recorded;
    let cells = |party: &super::db::PartyRow| {
        let said: Vec<&StatementRow> = recorded
            .benefits
            .iter()
            .filter(|row| row.organisation_id == party.id)
            .collect();
        let said = if said.is_empty() {
            ui::tag(Tone::Muted, t!("strategic-benefit-missing"))
        } else {
            story(&said)
        };
        vec![
            party.name.clone().into_any(),
            word(party.sector).into_any(),
            said,
        ]
    };
    let table = ui::table(Table {
        caption: t!("strategic-benefit-caption"),
        columns: vec![
            list::column(t!("strategic-party")),
            list::column(t!("strategic-sector")),
            list::column(t!("strategic-says")),
        ],
        rows: recorded.parties.iter().map(cells).collect(),
    });
    let own = recorded
        .parties
        .iter()
        .find(|party| party.id == person.organisation_id)
        .filter(|_| place.may(Action::StateBenefit));
    let form = own.map(|party| {
        let action = url::benefit(&place.reference);
        let words = (
            t!("strategic-benefit", name = party.name.clone()),
            t!("strategic-benefit-words"),
            t!("strategic-benefit-hint"),
            t!("strategic-benefit-state"),
        );
        statement_form("benefit", action, form, words)
    });
    section(Check::Beneficial, seen, view! { {table}{form} }.into_any())
}

fn planned(
    place: &Place,
    seen: &Seen,
    (form, errors): (&PlanForm, &Errors),
    today: NaiveDate,
) -> AnyView {
    let plans = &seen.recorded.plans;
    let cells = |plan: &PlanRow| {
        let title = ui::typed(plan.title.clone(), &plan.language);
        let title = match plan.url.clone() {
            Some(url) => view! { <a href=url rel="noreferrer">{title}</a> }.into_any(),
            None => title,
        };
        let counts = if plan.replaced {
            ui::tag(Tone::Muted, t!("strategic-replaced"))
        } else if plan.ends_on < today {
            ui::tag(Tone::Muted, t!("strategic-plan-over"))
        } else if is_long_term(plan.period()) {
            ui::tag(Tone::Good, t!("strategic-plan-long"))
        } else {
            ui::tag(Tone::Warn, t!("strategic-plan-short"))
        };
        let by = plan
            .entered_by
            .clone()
            .unwrap_or_else(|| t!("by-command-line"));
        vec![
            title,
            ui::date(plan.starts_on),
            ui::date(plan.ends_on),
            counts,
            view! { <span>{by}", "{ui::moment(plan.entered_at)}</span> }.into_any(),
        ]
    };
    let table = if plans.is_empty() {
        view! { <p>{t!("strategic-plan-missing")}</p> }.into_any()
    } else {
        ui::table(Table {
            caption: t!("strategic-plan-caption"),
            columns: vec![
                list::column(t!("strategic-plan-title")),
                list::column(t!("strategic-plan-from")),
                list::column(t!("strategic-plan-to")),
                list::column(t!("strategic-plan-counts")),
                list::column(t!("strategic-recorded-by")),
            ],
            rows: plans.iter().map(cells).collect(),
        })
    };
    let form = place.may(Action::AssessStrategic).then(|| {
        let (from, to) = (form.from(), form.to());
        let current = plans.iter().filter(|plan| !plan.replaced);
        let current: Vec<_> = current
            .map(|plan| (plan.id.to_string(), plan.title.clone()))
            .collect();
        let mut fields = vec![
            ui::hidden("id", &form.id),
            Field::new("plan_title", t!("strategic-plan-title"))
                .value(&form.plan_title)
                .errors(errors)
                .text(),
            Field::new("plan_url", t!("strategic-plan-url"))
                .optional()
                .hint(t!("strategic-plan-url-hint"))
                .value(&form.plan_url)
                .errors(errors)
                .text(),
            Field::new("plan_from", t!("strategic-plan-from"))
                .errors(errors)
                .date(from.day, from.month, from.year),
            Field::new("plan_to", t!("strategic-plan-to"))
                .hint(t!("strategic-plan-to-hint"))
                .errors(errors)
                .date(to.day, to.month, to.year),
        ];
        if !current.is_empty() {
            let replaces = Field::new("plan_replaces", t!("strategic-plan-replaces"))
                .optional()
                .hint(t!("strategic-plan-replaces-hint"))
                .value(&form.plan_replaces)
                .errors(errors);
            fields.push(replaces.select(current, Some(t!("none"))));
        }
        let action = url::plans(&place.reference);
        ui::form(action, fields, t!("strategic-plan-add"), None)
    });
    section(Check::Planned, seen, view! { {table}{form} }.into_any())
}

/// The three pillars of leadership, each with what shows that it stands and
/// what is missing.
fn axis(place: &Place, seen: &Seen, today: NaiveDate) -> AnyView {
    let pillars: Vec<_> = Pillar::VARIANTS
        .iter()
        .map(|&pillar| {
            let hidden = pillar == Pillar::Resources && seen.money.is_none();
            let body = if hidden {
                view! { <p class="hint">{t!("strategic-money-hidden")}</p> }.into_any()
            } else {
                pillar_table(place, seen, pillar, today)
            };
            let code = domain::Vocabulary::code(pillar);
            let about = text::message(&format!("strategic-about-{}", code.replace('_', "-")), None);
            let body = view! { <p>{about}</p>{body} };
            ui::section(code, word(pillar), vec![], body.into_any())
        })
        .collect();
    let intro = view! { <p class="hint">{t!("strategic-axis-source")}</p> }.into_any();
    view! {
        {ui::section("axis", t!("strategic-axis"), vec![], intro)}
        {pillars}
    }
    .into_any()
}

fn pillar_table(place: &Place, seen: &Seen, pillar: Pillar, today: NaiveDate) -> AnyView {
    let found: Vec<(Evidence, AnyView)> = pillar
        .evidence()
        .iter()
        .filter_map(|&one| Some((one, evidence(place, seen, one, today)?)))
        .collect();
    let present: Vec<Evidence> = found.iter().map(|(one, _)| *one).collect();
    let missing = pillar.missing(&present);
    let total = pillar.evidence().len();
    let (tone, words) = if missing.is_empty() {
        (Tone::Good, t!("strategic-pillar-whole", total = total))
    } else {
        let named: Vec<_> = missing.iter().map(|one| word(*one)).collect();
        let words = t!(
            "strategic-pillar-missing",
            present = present.len(),
            total = total,
            missing = named.join(", ")
        );
        (Tone::Warn, words)
    };
    let rows = found
        .into_iter()
        .map(|(one, shown)| {
            let tag = ui::tag(Tone::Good, t!("strategic-there"));
            vec![word(one).into_any(), tag, shown]
        })
        .chain(missing.iter().map(|one| {
            let tag = ui::tag(Tone::Muted, word(Finding::Missing));
            vec![word(*one).into_any(), tag, to_add(place, *one)]
        }))
        .collect();
    view! {
        <p>{ui::tag(tone, words)}</p>
        {ui::table(Table {
            caption: t!("strategic-pillar-caption", pillar = word(pillar)),
            columns: vec![
                list::column(t!("strategic-evidence")),
                list::column(t!("strategic-finding")),
                list::column(t!("strategic-shows")),
            ],
            rows,
        })}
    }
    .into_any()
}

/// Points with two decimals, as the reader's locale writes them.
fn points(value: Decimal) -> String {
    let mut rounded = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(2);
    text::number(rounded)
}

/// A share such as 0.256 in percent, without decimals.
fn percent(share: Decimal) -> String {
    let hundredths = share * Decimal::ONE_HUNDRED;
    text::percent(hundredths.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
}

/// What shows a piece of evidence, dated and linked; none where it is missing.
fn evidence(place: &Place, seen: &Seen, one: Evidence, today: NaiveDate) -> Option<AnyView> {
    let reference = &place.reference;
    let leads = &seen.recorded.leads;
    let named = |name: &Option<String>| {
        let href = format!("{}#leads", partnerships::url::show(reference));
        name.clone().map(|name| ui::link(href, name))
    };
    match one {
        Evidence::Executive => named(&leads.executive),
        Evidence::ClinicalLead => named(&leads.clinical_lead),
        Evidence::IctLead => named(&leads.ict_lead),
        Evidence::Sponsor => named(&leads.sponsor),
        Evidence::LeadershipScore => {
            let latest = seen.latest.as_ref()?;
            let all = Results::of(latest.cells.clone()).shown_together(Factor::Leadership);
            let words = t!(
                "strategic-leadership-score",
                mean = points(all.mean()?),
                people = all.people,
                date = text::date(latest.closes_on)
            );
            let href = scorecards::url::results(reference, latest.round_id);
            Some(ui::link(href, words))
        }
        Evidence::Shares => shares(place, seen),
        Evidence::YearsAhead => years_ahead(place, seen, today),
        Evidence::CliniciansAsked => {
            let round = seen.recorded.round.as_ref()?;
            (round.clinicians > 0).then(|| {
                let words = t!(
                    "strategic-clinicians-asked",
                    count = round.clinicians,
                    date = text::date(round.opens_on)
                );
                ui::link(scorecards::url::show(reference, round.id), words)
            })
        }
        Evidence::CliniciansAnswered => {
            let latest = seen.latest.as_ref()?;
            let of_group = latest.cells.iter();
            let people = of_group
                .filter(|((_, group), _)| *group == StakeholderGroup::Clinician)
                .map(|(_, cell)| cell.people)
                .max()?;
            let words = t!(
                "strategic-clinicians-answered",
                count = people,
                date = text::date(latest.closes_on)
            );
            let href = scorecards::url::results(reference, latest.round_id);
            Some(ui::link(href, words))
        }
        Evidence::ClinicalPartner => {
            let partners = &leads.clinical_partners;
            (!partners.is_empty()).then(|| {
                let href = format!("{}#parties", partnerships::url::show(reference));
                ui::link(href, partners.join(", "))
            })
        }
        Evidence::HealthSignature => seen.recorded.signature.as_ref().map(|signature| {
            let words = t!(
                "strategic-health-signature",
                who = by(signature.by.as_ref(), &signature.organisation),
                number = signature.number,
                date = text::date(signature.on)
            );
            ui::link(charter::url::show(reference), words)
        }),
        Evidence::Decided => seen.decided.as_ref().map(DecisionRow::signed_off),
        Evidence::InTheRoom => {
            let met = seen.met.as_ref()?;
            met.has_care_providers().then(|| {
                let words = t!(
                    "strategic-in-the-room",
                    share = met.care_words(),
                    date = text::date(met.planned_on)
                );
                ui::link(meetings::url::show(met.body_id, met.id), words)
            })
        }
    }
}

/// Who holds which share of what is committed, by currency.
fn shares(place: &Place, seen: &Seen) -> Option<AnyView> {
    let (_, facts) = seen.money.as_ref()?;
    let lines: Vec<_> = facts
        .ledgers
        .iter()
        .flat_map(|(currency, ledger)| {
            ledger.shares().into_iter().map(move |share| {
                let name = seen.funders.get(&share.funder_id);
                let line = t!(
                    "strategic-share",
                    funder = name.cloned().unwrap_or_else(|| t!("unknown")),
                    share = percent(share.share),
                    amount = text::money(share.committed, currency)
                );
                view! { <li>{line}</li> }.into_any()
            })
        })
        .collect();
    (!lines.is_empty()).then(|| {
        let href = funding::url::show(&place.reference);
        view! { <ul>{lines}</ul>{ui::link(href, t!("strategic-ledger-open"))} }.into_any()
    })
}

fn years_ahead(place: &Place, seen: &Seen, today: NaiveDate) -> Option<AnyView> {
    let (_, facts) = seen.money.as_ref()?;
    let lines: Vec<_> = facts
        .ledgers
        .iter()
        .filter(|(_, ledger)| ledger.years_covered(today) > 0)
        .map(|(currency, ledger)| {
            let words = ledgers::cover_words(ledger, today);
            view! { <li>{format!("{currency}: {words}")}</li> }.into_any()
        })
        .collect();
    (!lines.is_empty()).then(|| {
        let href = funding::url::show(&place.reference);
        view! { <ul>{lines}</ul>{ui::link(href, t!("strategic-ledger-open"))} }.into_any()
    })
}

/// Where what is missing is added.
fn to_add(place: &Place, one: Evidence) -> AnyView {
    let reference = &place.reference;
    let href = match one {
        Evidence::Executive | Evidence::ClinicalLead | Evidence::IctLead | Evidence::Sponsor => {
            format!("{}#leads", partnerships::url::show(reference))
        }
        Evidence::LeadershipScore | Evidence::CliniciansAsked | Evidence::CliniciansAnswered => {
            scorecards::url::index(reference)
        }
        Evidence::Shares | Evidence::YearsAhead => funding::url::show(reference),
        Evidence::ClinicalPartner => {
            format!("{}#parties", partnerships::url::show(reference))
        }
        Evidence::HealthSignature => charter::url::show(reference),
        Evidence::Decided | Evidence::InTheRoom => governance::url::show(reference),
    };
    ui::link(href, t!("strategic-where"))
}
