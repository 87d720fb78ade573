//! The pages of mechanisms.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::{Action, Person, role_may};
use domain::tension::{CoordinationLevel, Effect, MechanismKind};

use super::form::{Filters, MechanismForm};
use super::url;
use crate::coordination::db::{EffectRow, MechanismRow, PatternRow};
use crate::coordination::views::{effect_tag, life_tag, place, pull, who};
use crate::coordination::{Home, latest, net};
use crate::form::Errors;
use crate::html::*;
use crate::tensions::{self, Begin};
use crate::text::{choices, word};
use crate::ui::{self, ConflictRow, Field, Table, Tone};
use crate::{effects, list, t};

/// The list.
pub(super) fn index(
    person: &Person,
    filters: &Filters,
    (rows, total): (&[MechanismRow], i64),
    effects: &[EffectRow],
    places: Vec<(String, String)>,
    today: NaiveDate,
) -> AnyView {
    let add = role_may(person.role, Action::WriteTension)
        .then(|| ui::button_link(url::new(&Begin::default()), t!("mechanism-add"), true));
    let map = ui::button_link(tensions::url::MAP.to_owned(), t!("tensions-map"), false);
    let body = if rows.is_empty() && !list::is_narrowed(filters) {
        ui::empty(
            t!("mechanisms-none-title"),
            t!("mechanisms-none-text"),
            None,
        )
    } else if rows.is_empty() {
        ui::empty(
            t!("mechanisms-no-match-title"),
            t!("mechanisms-no-match-text"),
            None,
        )
    } else {
        let paging = list::paging(list::page_number(&filters.page), total, |page| {
            let page = page.to_string();
            list::address(
                url::INDEX,
                &Filters {
                    page,
                    ..filters.clone()
                },
            )
        });
        view! {
            {list_table(t!("mechanisms-caption"), rows, effects, Some(filters), today)}
            {ui::pagination(paging)}
            {ui::list_tools(list::address(url::CSV, filters))}
        }
        .into_any()
    };
    view! {
        {ui::heading(t!("mechanisms-title"), None, std::iter::once(map).chain(add).collect())}
        <p class="lead">{t!("mechanisms-lead")}</p>
        {filter_form(filters, places)}
        {body}
    }
    .into_any()
}

fn states() -> Vec<(String, String)> {
    vec![
        ("side_effects".to_owned(), t!("mechanism-side-effects")),
        ("working".to_owned(), t!("mechanism-working")),
        ("ended".to_owned(), t!("mechanism-ended")),
    ]
}

fn filter_form(filters: &Filters, places: Vec<(String, String)>) -> AnyView {
    let chip = |key, value: &str, label| list::chip(url::INDEX, filters, key, value, label);
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    for kind in &filters.kind {
        let Ok(known) = kind.parse::<MechanismKind>() else {
            continue;
        };
        chips.push(chip("kind", kind, word(known)));
    }
    for level in &filters.level {
        let Ok(known) = level.parse::<CoordinationLevel>() else {
            continue;
        };
        chips.push(chip("level", level, word(known)));
    }
    if let Some((_, label)) = states()
        .into_iter()
        .find(|(code, _)| *code == filters.state)
    {
        chips.push(chip("state", &filters.state, label));
    }
    if let Some((_, label)) = places.iter().find(|(code, _)| *code == filters.place) {
        chips.push(chip("place", &filters.place, label.clone()));
    }
    let fields = vec![
        Field::filter("q", t!("mechanisms-search"))
            .value(&filters.q)
            .search(),
        Field::filter("place", t!("tension-place"))
            .value(&filters.place)
            .select(places, Some(t!("coordination-everywhere"))),
        Field::filter("state", t!("mechanism-state"))
            .value(&filters.state)
            .select(states(), Some(t!("mechanism-any-state"))),
        Field::filter("kind", t!("mechanism-kind"))
            .checkboxes(choices::<MechanismKind>(), &filters.kind),
        Field::filter("level", t!("tension-level"))
            .checkboxes(choices::<CoordinationLevel>(), &filters.level),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(url::INDEX.to_owned(), fields, chips, url::INDEX.to_owned())
}

/// Mechanisms with what they do.
pub(crate) fn table(
    caption: String,
    rows: &[MechanismRow],
    effects: &[EffectRow],
    today: NaiveDate,
) -> AnyView {
    list_table(caption, rows, effects, None, today)
}

fn list_table(
    caption: String,
    rows: &[MechanismRow],
    effects: &[EffectRow],
    filters: Option<&Filters>,
    today: NaiveDate,
) -> AnyView {
    let column = |label: String, key: &str| match filters {
        None => list::column(label),
        Some(filters) => list::sorted_column(label, key, &filters.sort, |sort| {
            let page = String::new();
            list::address(
                url::INDEX,
                &Filters {
                    sort,
                    page,
                    ..filters.clone()
                },
            )
        }),
    };
    let now = latest(effects);
    let cells = |row: &MechanismRow| {
        let own: Vec<&EffectRow> = now
            .iter()
            .filter(|effect| effect.mechanism_id == row.id)
            .copied()
            .collect();
        let title = ui::typed(row.title.clone(), &row.language);
        vec![
            view! { <a href=url::show(row.id)>{title}</a> }.into_any(),
            word(row.kind).into_any(),
            does(&own),
            life_tag(row.life(), today),
            row.owner.clone().into_any(),
            place(
                row.home(),
                row.reference.as_deref(),
                &row.place,
                &row.place_language,
            ),
            word(row.level).into_any(),
            ui::date(row.since_on),
        ]
    };
    ui::table(Table {
        caption,
        columns: vec![
            column(t!("mechanism"), "title"),
            list::column(t!("mechanism-kind")),
            list::column(t!("mechanism-does")),
            list::column(t!("mechanism-state")),
            column(t!("mechanism-owner"), "owner"),
            column(t!("tension-place"), "place"),
            list::column(t!("tension-level")),
            column(t!("mechanism-since"), "since"),
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

/// How many tensions it eases, aggravates and creates, and whether it does both.
fn does(own: &[&EffectRow]) -> AnyView {
    if own.is_empty() {
        return ui::tag(Tone::Muted, t!("mechanism-does-nothing"));
    }
    let counts: Vec<_> = [Effect::Eases, Effect::Aggravates, Effect::Creates]
        .into_iter()
        .filter_map(|effect| {
            let count = own.iter().filter(|row| row.effect == effect).count();
            (count > 0).then(|| {
                let words = t!("effect-count", effect = word(effect), count = count);
                ui::effect_tag(pull(effect), words)
            })
        })
        .collect();
    let side = net(own.iter().copied())
        .has_side_effects()
        .then(|| ui::tag(Tone::Warn, t!("mechanism-side-effects")));
    view! { <div class="tags">{counts}{side}</div> }.into_any()
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("mechanism"),
        t!("mechanism-kind"),
        t!("mechanism-description"),
        t!("tension-place"),
        t!("tension-level"),
        t!("mechanism-owner"),
        t!("mechanism-since"),
        t!("mechanism-until"),
        t!("tension-eases"),
        t!("tension-burdens"),
    ]
}

/// A mechanism as a row of the spreadsheet; dates as ISO 8601.
pub(super) fn csv_row(row: &MechanismRow, effects: &[EffectRow]) -> Vec<String> {
    let own = latest(effects)
        .into_iter()
        .filter(|effect| effect.mechanism_id == row.id);
    let net = net(own);
    vec![
        row.title.clone(),
        row.kind.code().to_owned(),
        row.description.clone(),
        row.place.clone(),
        row.level.code().to_owned(),
        row.owner.clone(),
        row.since_on.to_string(),
        row.until_on
            .map(|until| until.to_string())
            .unwrap_or_default(),
        net.eases.to_string(),
        net.burdens.to_string(),
    ]
}

/// One mechanism: what it eases beside what it burdens.
pub(super) fn show(
    row: &MechanismRow,
    home: &Home,
    effects: &[EffectRow],
    today: NaiveDate,
) -> AnyView {
    let mut actions = Vec::new();
    if home.may(Action::WriteTension) {
        actions.push(ui::button_link(
            effects::url::new(None, Some(row.id)),
            t!("effect-add"),
            true,
        ));
        actions.push(ui::button_link(url::edit(row.id), t!("button-edit"), false));
    }
    let now = latest(effects);
    let side = net(now.iter().copied()).has_side_effects().then(|| {
        ui::notice(
            Tone::Warn,
            t!("mechanism-side-effects-title"),
            view! { <p>{t!("mechanism-side-effects-text")}</p> }.into_any(),
        )
    });
    let body = if effects.is_empty() {
        ui::empty(
            t!("mechanism-effects-none-title"),
            t!("mechanism-effects-none-text"),
            None,
        )
    } else {
        let (eases, burdens): (Vec<&EffectRow>, Vec<&EffectRow>) = now
            .iter()
            .partition(|effect| effect.effect == Effect::Eases);
        view! {
            <div class="scales">
                {scale("eases", t!("mechanism-eases"), t!("mechanism-eases-nothing"), &eases)}
                {scale("burdens", t!("mechanism-burdens"), t!("mechanism-burdens-nothing"), &burdens)}
            </div>
            {earlier(effects, &now)}
        }
        .into_any()
    };
    view! {
        {ui::heading(row.title.clone(), Some(t!("tension-of-mechanism", place = row.place.clone())), actions)}
        <p class="lead">{ui::typed(row.description.clone(), &row.language)}</p>
        {side}
        {ui::columns(
            ui::section("effects", t!("mechanism-effects"), vec![], body),
            facts(row, &now, today),
        )}
    }
    .into_any()
}

fn scale(id: &str, title: String, nothing: String, rows: &[&EffectRow]) -> AnyView {
    let items: Vec<_> = rows
        .iter()
        .map(|row| {
            let poles = ui::poles(row.first_pole.clone(), row.second_pole.clone(), &row.tension_language);
            view! {
                <li>
                    <p class="scale-what">{effect_tag(row)}<a href=tensions::url::show(row.tension_id)>{poles}</a></p>
                    <p>{ui::typed(row.words.clone(), &row.language)}</p>
                    <p class="hint">
                        {t!("effect-said",
                            date = crate::text::date(row.felt_on),
                            who = who(row.person.as_ref(), row.organisation.as_ref()))}
                    </p>
                </li>
            }
            .into_any()
        })
        .collect();
    let body = if items.is_empty() {
        view! { <p class="hint">{nothing}</p> }.into_any()
    } else {
        view! { <ul>{items}</ul> }.into_any()
    };
    let title_id = format!("{id}-title");
    view! {
        <section class=format!("scale scale-{id}") aria-labelledby=title_id>
            <h3 id=title_id.clone()>{title}</h3>
            {body}
        </section>
    }
    .into_any()
}

/// What was said before of the same tensions.
fn earlier(effects: &[EffectRow], now: &[&EffectRow]) -> Option<AnyView> {
    let before: Vec<&EffectRow> = effects
        .iter()
        .rev()
        .filter(|row| !now.iter().any(|one| std::ptr::eq(*one, *row)))
        .collect();
    let cells = |row: &&EffectRow| {
        let poles = ui::poles(
            row.first_pole.clone(),
            row.second_pole.clone(),
            &row.tension_language,
        );
        vec![
            view! { <a href=tensions::url::show(row.tension_id)>{poles}</a> }.into_any(),
            effect_tag(row),
            ui::date(row.felt_on),
            who(row.person.as_ref(), row.organisation.as_ref()).into_any(),
            ui::typed(row.words.clone(), &row.language),
        ]
    };
    (!before.is_empty()).then(|| {
        ui::table(Table {
            caption: t!("effects-earlier-caption"),
            columns: vec![
                list::column(t!("tension")),
                list::column(t!("effect")),
                list::column(t!("effect-felt")),
                list::column(t!("effect-said-by")),
                list::column(t!("effect-words")),
            ],
            rows: before.iter().map(cells).collect(),
        })
    })
}

fn facts(row: &MechanismRow, now: &[&EffectRow], today: NaiveDate) -> AnyView {
    let until = row
        .until_on
        .map_or_else(|| t!("mechanism-open-end").into_any(), ui::date);
    let by = row
        .entered_by
        .clone()
        .unwrap_or_else(|| t!("by-command-line"));
    let mut facts = vec![
        (t!("mechanism-state"), life_tag(row.life(), today)),
        (t!("mechanism-does"), does(now)),
        (t!("mechanism-kind"), word(row.kind).into_any()),
        (
            t!("tension-place"),
            place(
                row.home(),
                row.reference.as_deref(),
                &row.place,
                &row.place_language,
            ),
        ),
        (t!("tension-level"), word(row.level).into_any()),
        (t!("mechanism-since"), ui::date(row.since_on)),
        (t!("mechanism-until"), until),
        (t!("mechanism-owner"), row.owner.clone().into_any()),
        (t!("coordination-entered-by"), by.into_any()),
    ];
    if let Some(source) = &row.source {
        facts.push((t!("pattern-begun-from"), ui::code(source.clone())));
    }
    ui::summary_list(facts)
}

/// Where a new mechanism is to work.
pub(super) fn where_to(homes: Vec<(String, String)>) -> AnyView {
    let field = Field::filter("place", t!("tension-place"))
        .hint(t!("tension-place-hint"))
        .select(homes, None);
    view! {
        {ui::heading(t!("mechanism-add"), None, vec![])}
        <form class="form" method="get" action=url::new(&Begin::default())>
            {field}
            <div class="form-end">
                <button class="button button-primary" type="submit">{t!("button-continue")}</button>
            </div>
        </form>
    }
    .into_any()
}

fn form_fields(
    form: &MechanismForm,
    owners: Vec<(String, String)>,
    errors: &Errors,
) -> Vec<AnyView> {
    let (since, until) = (form.since(), form.until());
    vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        ui::hidden("place", &form.place),
        ui::hidden("pattern", &form.pattern),
        Field::new("title", t!("mechanism-title"))
            .value(&form.title)
            .errors(errors)
            .text(),
        Field::new("kind", t!("mechanism-kind"))
            .value(&form.kind)
            .errors(errors)
            .radios(choices::<MechanismKind>()),
        Field::new("description", t!("mechanism-description"))
            .hint(t!("mechanism-description-hint"))
            .value(&form.description)
            .errors(errors)
            .textarea(4),
        Field::new("level", t!("tension-level"))
            .value(&form.level)
            .errors(errors)
            .radios(choices::<CoordinationLevel>()),
        Field::new("owner", t!("mechanism-owner"))
            .hint(t!("mechanism-owner-hint"))
            .value(&form.owner)
            .errors(errors)
            .select(owners, Some(t!("error-choose"))),
        Field::new("since", t!("mechanism-since"))
            .errors(errors)
            .date(since.day, since.month, since.year),
        Field::new("until", t!("mechanism-until"))
            .optional()
            .errors(errors)
            .date(until.day, until.month, until.year),
    ]
}

/// The form of a new mechanism, and what it can begin from.
pub(super) fn new(
    home: &Home,
    owners: Vec<(String, String)>,
    patterns: &[PatternRow],
    form: &MechanismForm,
    errors: &Errors,
) -> AnyView {
    let fields = form_fields(form, owners, errors);
    let cancel = Some((url::INDEX.to_owned(), t!("button-cancel")));
    let offered: Vec<_> = patterns
        .iter()
        .map(|pattern| {
            let begin = Begin {
                place: form.place.clone(),
                pattern: pattern.id.to_string(),
            };
            let kind = pattern.kind.map(word);
            view! {
                <li>
                    <a href=url::new(&begin)>{pattern.name.clone()}</a>
                    <p class="hint">{kind}</p>
                    <p>{pattern.explanation.clone()}</p>
                    <p class="hint">{t!("pattern-after", source = pattern.source.clone())}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    let catalogue = view! { <ul class="patterns">{offered}</ul> }.into_any();
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("mechanism-add"), Some(home.name.clone()), vec![])}
        <p class="lead">{t!("mechanisms-lead")}</p>
        {ui::columns(
            ui::form(url::INDEX.to_owned(), fields, t!("button-save"), cancel),
            ui::section("catalogue", t!("patterns-begin"), vec![], catalogue),
        )}
    }
    .into_any()
}

/// The form of a mechanism that is changed.
pub(super) fn edit(
    row: &MechanismRow,
    owners: Vec<(String, String)>,
    form: &MechanismForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let cancel = Some((url::show(row.id), t!("button-cancel")));
    let fields = form_fields(form, owners, errors);
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("mechanism-edit"), Some(row.place.clone()), vec![])}
        {ui::form(url::edit(row.id), fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &MechanismForm,
    yours: &MechanismForm,
    owners: &[(String, String)],
) -> AnyView {
    let kind = |form: &MechanismForm| {
        form.kind
            .parse()
            .map_or_else(|_| form.kind.clone(), word::<MechanismKind>)
    };
    let level = |form: &MechanismForm| {
        form.level
            .parse()
            .map_or_else(|_| form.level.clone(), word::<CoordinationLevel>)
    };
    let owner = |form: &MechanismForm| {
        let known = owners.iter().find(|(id, _)| *id == form.owner);
        known.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let day = |parts: crate::form::DateParts<'_>| {
        format!("{} {} {}", parts.day, parts.month, parts.year)
            .trim()
            .to_owned()
    };
    let row = |label, of: &dyn Fn(&MechanismForm) -> String| ConflictRow {
        label,
        theirs: of(theirs),
        yours: of(yours),
    };
    let rows = vec![
        row(t!("mechanism-title"), &|form| form.title.clone()),
        row(t!("mechanism-kind"), &kind),
        row(t!("mechanism-description"), &|form| {
            form.description.clone()
        }),
        row(t!("tension-level"), &level),
        row(t!("mechanism-owner"), &owner),
        row(t!("mechanism-since"), &|form| day(form.since())),
        row(t!("mechanism-until"), &|form| day(form.until())),
    ];
    ui::conflict(who, when, rows)
}
