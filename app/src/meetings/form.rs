//! The forms of meetings: when and where, what to talk about, who came, and
//! what was said.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::governance::AgendaSource;
use domain::scorecard::StakeholderGroup;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::{AgendaRow, AttendanceRow, MeetingRow};
use super::draft::Drafted;
use crate::bodies::MemberRow;
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// Minutes are longer than other texts, in characters.
const MAX_MINUTES: usize = 20_000;
/// Lines for guests beyond those that are filled.
const SPARE_GUESTS: usize = 3;
/// The most guests of a meeting.
const MOST_GUESTS: usize = 40;

/// What a list of meetings is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the minutes or the agenda.
    pub(super) q: String,
    /// States; none is all.
    pub(super) state: Vec<String>,
    /// `date`, descending with a hyphen before, which it is without.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

/// A meeting, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct MeetingForm {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) planned_day: String,
    pub(super) planned_month: String,
    pub(super) planned_year: String,
    pub(super) place: String,
    pub(super) cancelled: String,
}

/// A meeting.
#[derive(Debug)]
pub(super) struct MeetingValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) planned_on: NaiveDate,
    pub(super) place: String,
    pub(super) cancelled: bool,
}

impl MeetingForm {
    /// A blank form for a new meeting.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The form that a meeting fills.
    pub(super) fn of(row: &MeetingRow) -> Self {
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            planned_day: row.planned_on.day().to_string(),
            planned_month: row.planned_on.month().to_string(),
            planned_year: row.planned_on.year().to_string(),
            place: row.place.clone(),
            cancelled: row.cancelled.to_string(),
        }
    }

    /// The day as typed.
    pub(super) fn planned(&self) -> DateParts<'_> {
        DateParts {
            day: &self.planned_day,
            month: &self.planned_month,
            year: &self.planned_year,
        }
    }

    /// The meeting, or all that is wrong with it.
    pub(super) fn parse(self) -> Result<MeetingValues, Invalid<Self>> {
        let mut fields = Fields::of("meeting");
        let values = MeetingValues {
            id: fields
                .optional_id("planned", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            planned_on: fields.date("planned", self.planned()),
            place: fields.text("place", &self.place, MAX_LINE),
            cancelled: self.cancelled == "true",
        };
        fields.finish(self, values)
    }
}

/// An agenda, as typed: `title-{item}`, `position-{item}`, `closed-{item}` and
/// `drop-{item}` of each item there is, `draft-{key}` of each that is proposed,
/// and what somebody adds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AgendaForm {
    pub(super) version: String,
    /// One item a line.
    pub(super) added: String,
    pub(super) added_closed: String,
    #[serde(flatten)]
    pub(super) cells: BTreeMap<String, String>,
}

/// An item of an agenda as it is to be.
#[derive(Debug)]
pub(super) struct ItemValues {
    /// None for one that is new.
    pub(super) id: Option<Uuid>,
    pub(super) title: String,
    pub(super) source: AgendaSource,
    pub(super) about_id: Option<Uuid>,
    pub(super) closed: bool,
}

/// An agenda as it is to be, in its order.
#[derive(Debug)]
pub(super) struct AgendaValues {
    pub(super) version: i32,
    pub(super) items: Vec<ItemValues>,
    pub(super) dropped: Vec<Uuid>,
}

/// The name of a cell.
pub(super) fn cell_name(what: &str, of: impl std::fmt::Display) -> String {
    format!("{what}-{of}")
}

fn is_set(cells: &BTreeMap<String, String>, name: &str) -> bool {
    cells.get(name).is_some_and(|value| value == "true")
}

impl AgendaForm {
    /// The form that an agenda fills. An empty one takes up what is proposed.
    pub(super) fn of(row: &MeetingRow, items: &[AgendaRow], drafted: &[Drafted]) -> Self {
        let mut cells = BTreeMap::new();
        for item in items {
            cells.insert(cell_name("title", item.id), item.title.clone());
            cells.insert(cell_name("position", item.id), item.position.to_string());
            if item.closed {
                cells.insert(cell_name("closed", item.id), "true".to_owned());
            }
        }
        if items.is_empty() {
            for one in drafted {
                cells.insert(cell_name("draft", &one.key), "true".to_owned());
            }
        }
        Self {
            version: row.version.to_string(),
            cells,
            ..Self::default()
        }
    }

    /// What was typed into a cell.
    pub(super) fn cell(&self, name: &str) -> &str {
        self.cells.get(name).map_or("", String::as_str)
    }

    /// Whether a box is ticked.
    pub(super) fn ticked(&self, name: &str) -> bool {
        is_set(&self.cells, name)
    }

    /// The agenda, or all that is wrong with it.
    pub(super) fn parse(
        self,
        items: &[AgendaRow],
        drafted: &[Drafted],
    ) -> Result<AgendaValues, Invalid<Self>> {
        let mut fields = Fields::of("agenda");
        let mut kept = Vec::new();
        let mut dropped = Vec::new();
        for (index, item) in items.iter().enumerate() {
            if self.ticked(&cell_name("drop", item.id)) {
                dropped.push(item.id);
                continue;
            }
            let name = cell_name("title", item.id);
            let title = fields.text(&name, self.cell(&name), MAX_TEXT);
            let name = cell_name("position", item.id);
            let position = fields.optional_whole(&name, self.cell(&name), 1..=999);
            let values = ItemValues {
                id: Some(item.id),
                title,
                source: item.source,
                about_id: item.about_id,
                closed: self.ticked(&cell_name("closed", item.id)),
            };
            // What has no number comes after what has one, as it stood.
            kept.push((position.unwrap_or(1_000), index, values));
        }
        kept.sort_by_key(|(position, index, _)| (*position, *index));
        let mut wanted: Vec<ItemValues> = kept.into_iter().map(|(.., values)| values).collect();
        let proposed = drafted
            .iter()
            .filter(|one| self.ticked(&cell_name("draft", &one.key)));
        wanted.extend(proposed.map(|one| ItemValues {
            id: None,
            title: one.title.clone(),
            source: one.source,
            about_id: one.about_id,
            closed: one.closed,
        }));
        let added = fields.optional_text("added", &self.added, MAX_TEXT);
        let lines = added.iter().flat_map(|text| text.lines());
        wanted.extend(
            lines
                .filter(|line| !line.trim().is_empty())
                .map(|line| ItemValues {
                    id: None,
                    title: line.trim().to_owned(),
                    source: AgendaSource::Own,
                    about_id: None,
                    closed: self.added_closed == "true",
                }),
        );
        let values = AgendaValues {
            version: Fields::version(&self.version),
            items: wanted,
            dropped,
        };
        fields.finish(self, values)
    }
}

/// Attendance, as typed: `present-{member}` of each member, `guest-{n}` and
/// `guest-group-{n}` of each guest.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AttendanceForm {
    pub(super) version: String,
    #[serde(flatten)]
    pub(super) cells: BTreeMap<String, String>,
}

/// Who was there.
#[derive(Debug)]
pub(super) struct AttendanceValues {
    pub(super) version: i32,
    /// Each member, their group, and whether they were there.
    pub(super) members: Vec<(Uuid, StakeholderGroup, bool)>,
    pub(super) guests: Vec<(String, StakeholderGroup)>,
}

impl AttendanceForm {
    /// The form that attendance fills; nobody is there until somebody says so.
    pub(super) fn of(row: &MeetingRow, rows: &[AttendanceRow]) -> Self {
        let mut cells = BTreeMap::new();
        let mut guests = 0;
        for one in rows {
            match (one.member_id, &one.guest) {
                (Some(id), _) if one.present => {
                    cells.insert(cell_name("present", id), "true".to_owned());
                }
                (None, Some(name)) => {
                    cells.insert(cell_name("guest", guests), name.clone());
                    let group = one.group.code().to_owned();
                    cells.insert(cell_name("guest-group", guests), group);
                    guests += 1;
                }
                _ => {}
            }
        }
        Self {
            version: row.version.to_string(),
            cells,
        }
    }

    /// What was typed into a cell.
    pub(super) fn cell(&self, name: &str) -> &str {
        self.cells.get(name).map_or("", String::as_str)
    }

    /// Whether a box is ticked.
    pub(super) fn ticked(&self, name: &str) -> bool {
        is_set(&self.cells, name)
    }

    /// How many lines there are for guests.
    pub(super) fn guest_lines(&self) -> usize {
        let filled = (0..MOST_GUESTS)
            .rev()
            .find(|n| !self.cell(&cell_name("guest", n)).trim().is_empty())
            .map_or(0, |last| last + 1);
        (filled + SPARE_GUESTS).min(MOST_GUESTS)
    }

    /// Who was there, or all that is wrong with it.
    pub(super) fn parse(
        self,
        members: &[MemberRow],
        planned_on: NaiveDate,
        today: NaiveDate,
    ) -> Result<AttendanceValues, Invalid<Self>> {
        let mut fields = Fields::of("attendance");
        let mut guests = Vec::new();
        for n in 0..MOST_GUESTS {
            let (name, group) = (cell_name("guest", n), cell_name("guest-group", n));
            let guest = fields.optional_text(&name, self.cell(&name), MAX_LINE);
            let chosen = self.cell(&group);
            match guest {
                Some(guest) => {
                    if chosen.is_empty() {
                        fields.error(&group, t!("attendance-error-group", name = guest.clone()));
                    }
                    let chosen = fields.optional_choice(&group, chosen);
                    guests.extend(chosen.map(|group| (guest, group)));
                }
                None if !chosen.is_empty() => {
                    fields.error(&name, t!("attendance-error-guest"));
                }
                None => {}
            }
        }
        let members: Vec<_> = members
            .iter()
            .map(|member| {
                let present = self.ticked(&cell_name("present", member.id));
                (member.id, member.group, present)
            })
            .collect();
        // Its first member is where the list of them begins.
        let first = members.first().map_or_else(
            || cell_name("guest", 0),
            |(id, ..)| cell_name("present", id),
        );
        if planned_on > today {
            fields.error(&first, t!("attendance-error-future"));
        } else if guests.is_empty() && members.iter().all(|(.., present)| !present) {
            fields.error(&first, t!("attendance-error-nobody"));
        }
        let values = AttendanceValues {
            version: Fields::version(&self.version),
            members,
            guests,
        };
        fields.finish(self, values)
    }
}

/// Minutes, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct MinutesForm {
    pub(super) version: String,
    pub(super) minutes: String,
}

/// Minutes; none takes them away.
#[derive(Debug)]
pub(super) struct MinutesValues {
    pub(super) version: i32,
    pub(super) minutes: Option<String>,
}

impl MinutesForm {
    /// The form that minutes fill.
    pub(super) fn of(row: &MeetingRow) -> Self {
        Self {
            version: row.version.to_string(),
            minutes: row.minutes.clone().unwrap_or_default(),
        }
    }

    /// The minutes, or what is wrong with them.
    pub(super) fn parse(self) -> Result<MinutesValues, Invalid<Self>> {
        let mut fields = Fields::of("meeting");
        let values = MinutesValues {
            version: Fields::version(&self.version),
            minutes: fields.optional_text("minutes", &self.minutes, MAX_MINUTES),
        };
        fields.finish(self, values)
    }
}
