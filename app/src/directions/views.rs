//! The pages of directions.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::{Action, Person, role_may};
use domain::government::{Area, DiscretionUse, Force, force, stands_alone};
use uuid::Uuid;

use super::db::{CarrierRow, DirectionRow, Region, UseRow};
use super::form::{DirectionForm, Filters, UseForm};
use super::{Holding, url};
use crate::coordination::views::who;
use crate::form::{DateParts, Errors};
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, ConflictRow, Field, Table, Tone};
use crate::{government, jurisdictions, list, t};

/// A direction's title, which leads to its page.
pub(crate) fn link(row: &DirectionRow) -> AnyView {
    let title = ui::typed(row.title.clone(), &row.language);
    view! { <a href=url::show(row.id)>{title}</a> }.into_any()
}

fn stands(row: &DirectionRow, today: NaiveDate) -> Force {
    force(row.from, row.to, today)
}

fn force_tag(row: &DirectionRow, today: NaiveDate) -> AnyView {
    let stands = stands(row, today);
    let tone = match stands {
        Force::ToCome => Tone::Neutral,
        Force::InForce => Tone::Info,
        Force::Ended => Tone::Muted,
    };
    ui::tag(tone, word(stands))
}

/// What says that nobody carries a direction out, where it is so.
pub(crate) fn alone_tag(row: &DirectionRow, today: NaiveDate) -> Option<AnyView> {
    stands_alone(stands(row, today), row.carriers)
        .then(|| ui::tag(Tone::Bad, t!("direction-alone")))
}

fn carried(row: &DirectionRow, today: NaiveDate) -> AnyView {
    match alone_tag(row, today) {
        Some(tag) => tag,
        None => t!("direction-carriers", count = row.carriers).into_any(),
    }
}

fn use_tag(how: DiscretionUse) -> AnyView {
    let tone = match how {
        DiscretionUse::AsWritten => Tone::Info,
        DiscretionUse::Adapted => Tone::Neutral,
        DiscretionUse::Further => Tone::Good,
        DiscretionUse::NotUsed => Tone::Warn,
    };
    ui::tag(tone, word(how))
}

/// The list.
pub(super) fn index(
    person: &Person,
    filters: &Filters,
    (rows, total): (&[DirectionRow], i64),
    places: Vec<(String, String)>,
    today: NaiveDate,
) -> AnyView {
    let add = role_may(person.role, Action::EditDirection)
        .then(|| ui::button_link(url::NEW.to_owned(), t!("direction-add"), true));
    let body = if rows.is_empty() && !list::is_narrowed(filters) {
        ui::empty(
            t!("directions-none-title"),
            t!("directions-none-text"),
            None,
        )
    } else if rows.is_empty() {
        ui::empty(
            t!("directions-no-match-title"),
            t!("directions-no-match-text"),
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
            {table(filters, rows, today)}
            {ui::pagination(paging)}
            {ui::list_tools(list::address(url::CSV, filters))}
        }
        .into_any()
    };
    view! {
        {ui::heading(t!("directions-title"), None, add.into_iter().collect())}
        <p class="lead">{t!("directions-lead")}</p>
        {filter_form(filters, places)}
        {body}
    }
    .into_any()
}

fn filter_form(filters: &Filters, places: Vec<(String, String)>) -> AnyView {
    let chip = |key, value: &str, label| list::chip(url::INDEX, filters, key, value, label);
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    for area in &filters.area {
        let Ok(known) = area.parse::<Area>() else {
            continue;
        };
        chips.push(chip("area", area, word(known)));
    }
    if let Ok(known) = filters.force.parse::<Force>() {
        chips.push(chip("force", &filters.force, word(known)));
    }
    if let Some((_, label)) = places.iter().find(|(id, _)| *id == filters.jurisdiction) {
        chips.push(chip("jurisdiction", &filters.jurisdiction, label.clone()));
    }
    if filters.alone() {
        chips.push(chip("alone", &filters.alone, t!("direction-alone")));
    }
    let fields = vec![
        Field::filter("q", t!("directions-search"))
            .value(&filters.q)
            .search(),
        Field::filter("jurisdiction", t!("jurisdiction"))
            .value(&filters.jurisdiction)
            .select(places, Some(t!("coordination-everywhere"))),
        Field::filter("force", t!("direction-force"))
            .value(&filters.force)
            .select(choices::<Force>(), Some(t!("direction-any-force"))),
        Field::filter("area", t!("direction-area")).checkboxes(choices::<Area>(), &filters.area),
        Field::filter("alone", t!("direction-alone")).checkbox(filters.alone()),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(url::INDEX.to_owned(), fields, chips, url::INDEX.to_owned())
}

fn table(filters: &Filters, rows: &[DirectionRow], today: NaiveDate) -> AnyView {
    let column = |label: String, key: &str| {
        list::sorted_column(label, key, &filters.sort, |sort| {
            let page = String::new();
            list::address(
                url::INDEX,
                &Filters {
                    sort,
                    page,
                    ..filters.clone()
                },
            )
        })
    };
    let cells = |row: &DirectionRow| {
        vec![
            link(row),
            word(row.area).into_any(),
            place(row),
            force_tag(row, today),
            ui::date(row.from),
            carried(row, today),
        ]
    };
    ui::table(Table {
        caption: t!("directions-caption"),
        columns: vec![
            column(t!("direction"), "title"),
            list::column(t!("direction-area")),
            column(t!("jurisdiction"), "place"),
            list::column(t!("direction-force")),
            column(t!("direction-from"), "from"),
            column(t!("direction-carried"), "carriers"),
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

/// The directions that hold for a jurisdiction, each with the discretion that
/// it leaves and how that is used there.
pub(crate) fn holding_table(place_id: Uuid, held: &Holding, today: NaiveDate) -> AnyView {
    let cells = |row: &DirectionRow| {
        let own = row.jurisdiction_id == place_id;
        let used = held.uses.iter().find(|used| used.direction_id == row.id);
        let here = match used {
            _ if own => ui::link(url::regions(row.id), t!("direction-regions")),
            Some(used) => view! { {use_tag(used.how)}{said(used)} }.into_any(),
            None => ui::tag(Tone::Muted, t!("discretion-unsaid")),
        };
        vec![
            link(row),
            place(row),
            force_tag(row, today),
            ui::typed(row.discretion.clone(), &row.language),
            here,
            carried(row, today),
        ]
    };
    ui::table(Table {
        caption: t!("directions-holding-caption"),
        columns: vec![
            list::column(t!("direction")),
            list::column(t!("direction-set-by")),
            list::column(t!("direction-force")),
            list::column(t!("direction-discretion")),
            list::column(t!("direction-use-here")),
            list::column(t!("direction-carried")),
        ],
        rows: held.rows.iter().map(cells).collect(),
    })
}

fn place(row: &DirectionRow) -> AnyView {
    ui::link(
        jurisdictions::url::show(row.jurisdiction_id),
        row.jurisdiction.clone(),
    )
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("direction"),
        t!("direction-area"),
        t!("jurisdiction"),
        t!("direction-force"),
        t!("direction-from"),
        t!("direction-to"),
        t!("direction-carried"),
        t!("direction-body"),
        t!("direction-asks"),
        t!("direction-discretion"),
        t!("direction-legal-basis"),
    ]
}

/// A direction as a row of the spreadsheet; dates as ISO 8601.
pub(super) fn csv_row(row: &DirectionRow, today: NaiveDate) -> Vec<String> {
    vec![
        row.title.clone(),
        row.area.code().to_owned(),
        row.jurisdiction.clone(),
        stands(row, today).code().to_owned(),
        row.from.to_string(),
        row.to.map(|to| to.to_string()).unwrap_or_default(),
        row.carriers.to_string(),
        row.body.clone(),
        row.asks.clone(),
        row.discretion.clone(),
        row.legal_basis.clone().unwrap_or_default(),
    ]
}

/// A direction with what regions and partnerships make of it.
pub(super) struct Seen {
    pub(super) row: DirectionRow,
    pub(super) regions: Vec<Region>,
    pub(super) uses: Vec<UseRow>,
    pub(super) carriers: Vec<CarrierRow>,
}

impl Seen {
    fn latest(&self, region: Uuid) -> Option<&UseRow> {
        self.uses.iter().find(|row| row.region_id == region)
    }
}

/// One direction.
pub(super) fn show(
    seen: &Seen,
    may_edit: bool,
    own: &[&Region],
    (form, errors): (&UseForm, &Errors),
    today: NaiveDate,
) -> AnyView {
    let row = &seen.row;
    let edit = may_edit.then(|| ui::button_link(url::edit(row.id), t!("button-edit"), false));
    let alone = stands_alone(stands(row, today), row.carriers).then(|| {
        let body = view! { <p>{t!("direction-alone-text")}</p> }.into_any();
        ui::notice(Tone::Bad, t!("direction-alone"), body)
    });
    let compare = (!seen.regions.is_empty())
        .then(|| ui::button_link(url::regions(row.id), t!("direction-regions"), false));
    let use_form = (!own.is_empty()).then(|| {
        let form = discretion_form(row, own, form, errors);
        ui::section("say", t!("discretion-add"), vec![], form)
    });
    let typed = |words: &String| ui::typed(words.clone(), &row.language);
    let texts = view! {
        <div class="texts">
            <h3>{t!("direction-body")}</h3><p>{typed(&row.body)}</p>
            <h3>{t!("direction-asks")}</h3><p>{typed(&row.asks)}</p>
            <h3>{t!("direction-discretion")}</h3><p>{typed(&row.discretion)}</p>
        </div>
    };
    let main = view! {
        {ui::section("text", t!("direction-text"), vec![], texts.into_any())}
        {ui::section("regions", t!("direction-use"), compare.into_iter().collect(), uses_table(seen))}
        {ui::section("carriers", t!("direction-carried"), vec![], carriers(seen))}
        {use_form}
    };
    view! {
        {ui::error_summary(errors)}
        {ui::heading(row.title.clone(), Some(t!("direction-of", place = row.jurisdiction.clone())), edit.into_iter().collect())}
        {alone}
        {ui::columns(main.into_any(), facts(row, today))}
    }
    .into_any()
}

fn facts(row: &DirectionRow, today: NaiveDate) -> AnyView {
    let none = || t!("none").into_any();
    let by = row
        .entered_by
        .clone()
        .unwrap_or_else(|| t!("by-command-line"));
    let legal = match &row.legal_basis {
        Some(words) => ui::typed(words.clone(), &row.language),
        None => none(),
    };
    ui::summary_list(vec![
        (t!("direction-force"), force_tag(row, today)),
        (t!("direction-area"), word(row.area).into_any()),
        (t!("jurisdiction"), place(row)),
        (t!("tension-level"), word(row.level).into_any()),
        (t!("direction-from"), ui::date(row.from)),
        (t!("direction-to"), row.to.map_or_else(none, ui::date)),
        (t!("direction-legal-basis"), legal),
        (t!("direction-carried"), carried(row, today)),
        (t!("coordination-entered-by"), by.into_any()),
    ])
}

fn uses_table(seen: &Seen) -> AnyView {
    if seen.regions.is_empty() {
        return ui::empty(t!("regions-none-title"), t!("regions-none-text"), None);
    }
    let cells = |region: &Region| match seen.latest(region.id) {
        None => vec![
            region.name.clone().into_any(),
            ui::tag(Tone::Muted, t!("discretion-unsaid")),
            ().into_any(),
        ],
        Some(row) => vec![region.name.clone().into_any(), use_tag(row.how), said(row)],
    };
    ui::table(Table {
        caption: t!("direction-use-caption"),
        columns: vec![
            list::column(t!("discretion-region")),
            list::column(t!("discretion-use")),
            list::column(t!("discretion-words")),
        ],
        rows: seen.regions.iter().map(cells).collect(),
    })
}

fn said(row: &UseRow) -> AnyView {
    let by = t!(
        "discretion-said-by",
        date = text::date(row.said_on),
        who = who(row.person.as_ref(), row.organisation.as_ref())
    );
    let words = ui::typed(row.words.clone(), &row.language);
    view! { <div><p>{words}</p><p class="hint">{by}</p></div> }.into_any()
}

fn carriers(seen: &Seen) -> AnyView {
    let hidden = seen.row.carriers - i64::try_from(seen.carriers.len()).unwrap_or_default();
    let others = (hidden > 0)
        .then(|| view! { <p class="hint">{t!("direction-carriers-unseen", count = hidden)}</p> });
    if seen.carriers.is_empty() {
        let empty = ui::empty(t!("carriers-none-title"), t!("carriers-none-text"), None);
        return view! { {empty}{others} }.into_any();
    }
    let cells = |row: &CarrierRow| {
        vec![
            carrier_link(row),
            ui::date(row.since_on),
            ui::typed(row.words.clone(), &row.words_language),
            row.person
                .clone()
                .unwrap_or_else(|| t!("by-command-line"))
                .into_any(),
        ]
    };
    let table = ui::table(Table {
        caption: t!("carriers-caption"),
        columns: vec![
            list::column(t!("carrier")),
            list::column(t!("carry-since")),
            list::column(t!("carry-words")),
            list::column(t!("effect-said-by")),
        ],
        rows: seen.carriers.iter().map(cells).collect(),
    });
    view! { {table}{others} }.into_any()
}

fn carrier_link(row: &CarrierRow) -> AnyView {
    let title = ui::typed(row.title.clone(), &row.language);
    view! { <a href=government::url::show(&row.reference)>{title}</a> }.into_any()
}

/// The regions side by side: how each uses what is left to it, and which of
/// its partnerships carry the direction out.
pub(super) fn regions(seen: &Seen) -> AnyView {
    let row = &seen.row;
    let cards: Vec<_> = seen
        .regions
        .iter()
        .map(|region| region_card(seen, region))
        .collect();
    let silent = seen
        .regions
        .iter()
        .filter(|region| seen.latest(region.id).is_none())
        .count();
    let discretion = ui::typed(row.discretion.clone(), &row.language);
    view! {
        {ui::heading(t!("direction-regions"), Some(row.title.clone()), vec![])}
        <div class="texts">
            <p class="lead">{t!("direction-leaves")} " " {discretion}</p>
            <p class="hint">{t!("direction-regions-count", count = seen.regions.len(), silent = silent)}</p>
        </div>
        <ul class="regions">{cards}</ul>
    }
    .into_any()
}

fn region_card(seen: &Seen, region: &Region) -> AnyView {
    let uses: Vec<_> = seen
        .uses
        .iter()
        .filter(|row| row.region_id == region.id)
        .map(|row| view! { <li>{use_tag(row.how)}{said(row)}</li> }.into_any())
        .collect();
    let said = if uses.is_empty() {
        ui::tag(Tone::Muted, t!("discretion-unsaid"))
    } else {
        view! { <ol class="region-uses">{uses}</ol> }.into_any()
    };
    let carriers: Vec<_> = seen
        .carriers
        .iter()
        .filter(|row| row.region_id == Some(region.id))
        .map(|row| view! { <li>{carrier_link(row)}</li> }.into_any())
        .collect();
    let carried = if carriers.is_empty() {
        view! { <p class="hint">{t!("region-carries-nothing")}</p> }.into_any()
    } else {
        view! { <ul class="region-carriers">{carriers}</ul> }.into_any()
    };
    view! {
        <li class="region">
            <h2>{region.name.clone()}</h2>
            {said}
            <h3>{t!("region-carries")}</h3>
            {carried}
        </li>
    }
    .into_any()
}

fn discretion_form(
    row: &DirectionRow,
    own: &[&Region],
    form: &UseForm,
    errors: &Errors,
) -> AnyView {
    let said = form.said();
    let regions = own
        .iter()
        .map(|region| (region.id.to_string(), region.name.clone()))
        .collect();
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("region", t!("discretion-region"))
            .value(&form.region)
            .errors(errors)
            .select(regions, Some(t!("error-choose"))),
        Field::new("use", t!("discretion-use"))
            .value(&form.how)
            .errors(errors)
            .select(choices::<DiscretionUse>(), Some(t!("error-choose"))),
        Field::new("words", t!("discretion-words"))
            .hint(t!("discretion-words-hint"))
            .value(&form.words)
            .errors(errors)
            .textarea(3),
        Field::new("said", t!("position-said"))
            .errors(errors)
            .date(said.day, said.month, said.year),
    ];
    ui::form(
        url::discretion(row.id),
        fields,
        t!("discretion-submit"),
        None,
    )
}

fn form_fields(form: &DirectionForm, errors: &Errors) -> Vec<AnyView> {
    let (from, to) = (form.from(), form.to());
    vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("title", t!("direction-title"))
            .value(&form.title)
            .errors(errors)
            .text(),
        Field::new("area", t!("direction-area"))
            .value(&form.area)
            .errors(errors)
            .radios(choices::<Area>()),
        Field::new("body", t!("direction-body"))
            .value(&form.body)
            .errors(errors)
            .textarea(5),
        Field::new("asks", t!("direction-asks"))
            .hint(t!("direction-asks-hint"))
            .value(&form.asks)
            .errors(errors)
            .textarea(3),
        Field::new("discretion", t!("direction-discretion"))
            .hint(t!("direction-discretion-hint"))
            .value(&form.discretion)
            .errors(errors)
            .textarea(3),
        Field::new("legal_basis", t!("direction-legal-basis"))
            .optional()
            .value(&form.legal_basis)
            .errors(errors)
            .text(),
        Field::new("from", t!("direction-from"))
            .errors(errors)
            .date(from.day, from.month, from.year),
        Field::new("to", t!("direction-to"))
            .optional()
            .errors(errors)
            .date(to.day, to.month, to.year),
    ]
}

/// The form of a new direction.
pub(super) fn new(places: Vec<(String, String)>, form: &DirectionForm, errors: &Errors) -> AnyView {
    let place = Field::new("jurisdiction", t!("jurisdiction"))
        .value(&form.jurisdiction)
        .errors(errors)
        .select(places, Some(t!("error-choose")));
    let fields = std::iter::once(place)
        .chain(form_fields(form, errors))
        .collect();
    let cancel = Some((url::INDEX.to_owned(), t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("direction-add"), None, vec![])}
        <p class="lead">{t!("directions-lead")}</p>
        {ui::form(url::INDEX.to_owned(), fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// The form of a direction that is changed.
pub(super) fn edit(
    row: &DirectionRow,
    form: &DirectionForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let cancel = Some((url::show(row.id), t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("direction-edit"), Some(row.jurisdiction.clone()), vec![])}
        {ui::form(url::edit(row.id), form_fields(form, errors), t!("button-save"), cancel)}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &DirectionForm,
    yours: &DirectionForm,
) -> AnyView {
    let area = |form: &DirectionForm| {
        form.area
            .parse()
            .map_or_else(|_| form.area.clone(), word::<Area>)
    };
    let day = |parts: DateParts<'_>| {
        format!("{} {} {}", parts.day, parts.month, parts.year)
            .trim()
            .to_owned()
    };
    let row = |label, of: &dyn Fn(&DirectionForm) -> String| ConflictRow {
        label,
        theirs: of(theirs),
        yours: of(yours),
    };
    let rows = vec![
        row(t!("direction-title"), &|form| form.title.clone()),
        row(t!("direction-area"), &area),
        row(t!("direction-body"), &|form| form.body.clone()),
        row(t!("direction-asks"), &|form| form.asks.clone()),
        row(t!("direction-discretion"), &|form| form.discretion.clone()),
        row(t!("direction-legal-basis"), &|form| {
            form.legal_basis.clone()
        }),
        row(t!("direction-from"), &|form| day(form.from())),
        row(t!("direction-to"), &|form| day(form.to())),
    ];
    ui::conflict(who, when, rows)
}
