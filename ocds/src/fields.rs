//! Taking an object apart field by field: what is understood is taken out, what is remarkable is
//! logged with its place, and what stays behind is kept as "unknown".

use std::collections::HashMap;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime};
use serde_json::{Map, Value};

use crate::merge::{Merged, entry_id};
use crate::text;
use crate::warning::{Codelist, Reason, Shape, Warning};
use crate::{MAX_ENTRIES, MAX_WARNINGS};

/// How many bytes may still be repeated, such as the tender's description in each contract. A
/// small file could otherwise grow without bounds.
#[derive(Debug)]
pub(crate) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(64 * 1024 * 1024)
    }
}

impl Budget {
    /// Takes so much from what is left, or nothing if that is not enough.
    pub(crate) fn spend(&mut self, bytes: usize) -> bool {
        let left = self.0.checked_sub(bytes);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// The start of a text, for warnings.
pub(crate) fn excerpt(text: &str) -> String {
    text.chars().take(200).collect()
}

/// Where warnings go, and what they are about.
#[derive(Debug, Default)]
pub(crate) struct Log {
    pub(crate) warnings: Vec<Warning>,
    pub(crate) left_out: usize,
    pub(crate) budget: Budget,
    /// The release being read.
    pub(crate) release: Option<String>,
    /// The process being read.
    pub(crate) ocid: Option<String>,
    /// A merged release is read in silence: its parts were already read aloud.
    pub(crate) muted: bool,
}

impl Log {
    pub(crate) fn add(&mut self, path: String, reason: Reason) {
        if self.muted {
            return;
        }
        if self.warnings.len() >= MAX_WARNINGS {
            self.left_out += 1;
            return;
        }
        let release = self.release.as_deref().map(excerpt);
        let ocid = self.ocid.as_deref().map(excerpt);
        self.warnings.push(Warning {
            release,
            ocid,
            path,
            reason,
        });
    }
}

/// One object of the file.
pub(crate) struct Fields<'a> {
    map: Map<String, Value>,
    /// What was looked at and could not be (wholly) understood.
    kept: Map<String, Value>,
    path: String,
    pub(crate) log: &'a mut Log,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(map: Map<String, Value>, path: String, log: &'a mut Log) -> Self {
        Self {
            map,
            kept: Map::new(),
            path,
            log,
        }
    }

    /// What was not understood.
    pub(crate) fn rest(mut self) -> Map<String, Value> {
        self.map.retain(|_, value| !value.is_null());
        self.map.extend(self.kept);
        self.map
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.map.get(key).is_some_and(|value| !value.is_null())
    }

    /// A text, left where it is.
    pub(crate) fn peek(&self, key: &str) -> Option<String> {
        self.map.get(key)?.as_str().map(str::to_owned)
    }

    /// Leaves a field out for good: understood, and of no use.
    pub(crate) fn drop(&mut self, key: &str) {
        self.map.remove(key);
    }

    pub(crate) fn path_of(&self, key: &str) -> String {
        format!(
            "{}/{}",
            self.path,
            key.replace('~', "~0").replace('/', "~1")
        )
    }

    pub(crate) fn warn(&mut self, key: &str, reason: Reason) {
        let path = if key.is_empty() {
            self.path.clone()
        } else {
            self.path_of(key)
        };
        self.log.add(path, reason);
    }

    fn take(&mut self, key: &str) -> Option<Value> {
        self.map.remove(key).filter(|value| !value.is_null())
    }

    fn wrong_type(&mut self, key: &str, expected: Shape, value: Value) {
        self.warn(
            key,
            Reason::WrongType {
                expected,
                found: shape(&value),
            },
        );
        self.kept.insert(key.to_owned(), value);
    }

    /// Keeps a value that looked right and was not.
    pub(crate) fn refuse(&mut self, key: &str, raw: &str, reason: Reason) {
        self.warn(key, reason);
        self.kept
            .insert(key.to_owned(), Value::String(raw.to_owned()));
    }

    /// The text as written, if it is one and not blank.
    fn raw_text(&mut self, key: &str) -> Option<String> {
        match self.take(key)? {
            Value::String(raw) if raw.trim().is_empty() => {
                self.warn(key, Reason::EmptyText);
                None
            }
            Value::String(raw) => Some(raw),
            other => {
                self.wrong_type(key, Shape::Text, other);
                None
            }
        }
    }

    /// A text, cleaned.
    pub(crate) fn text(&mut self, key: &str) -> Option<String> {
        let raw = self.raw_text(key)?;
        let cleaned = text::clean(&raw);
        if cleaned.controls > 0 {
            self.warn(
                key,
                Reason::ControlCharacters {
                    count: cleaned.controls,
                },
            );
        }
        if cleaned.mended + cleaned.left > 0 {
            let (mended, left) = (cleaned.mended, cleaned.left);
            self.warn(key, Reason::StrayLineBreaks { mended, left });
        }
        if let Some(sample) = cleaned.mojibake {
            self.warn(key, Reason::Mojibake { sample });
        }
        if cleaned.controls + cleaned.mended > 0 {
            self.kept.insert(key.to_owned(), Value::String(raw));
        }
        Some(cleaned.text).filter(|text| !text.is_empty())
    }

    /// An identifier: a text or a number.
    pub(crate) fn id(&mut self, key: &str) -> Option<String> {
        match self.take(key)? {
            Value::Number(number) => Some(number.to_string()),
            Value::String(raw) => {
                let cleaned = text::clean(&raw);
                if cleaned.controls > 0 {
                    self.warn(
                        key,
                        Reason::ControlCharacters {
                            count: cleaned.controls,
                        },
                    );
                }
                if cleaned.text.is_empty() {
                    self.warn(key, Reason::EmptyText);
                }
                Some(cleaned.text).filter(|text| !text.is_empty())
            }
            other => {
                self.wrong_type(key, Shape::TextOrNumber, other);
                None
            }
        }
    }

    pub(crate) fn boolean(&mut self, key: &str) -> Option<bool> {
        match self.take(key)? {
            Value::Bool(value) => Some(value),
            other => {
                self.wrong_type(key, Shape::Boolean, other);
                None
            }
        }
    }

    /// A number as the file writes it; one written as text is `Err`.
    pub(crate) fn number(&mut self, key: &str) -> Option<Result<String, String>> {
        match self.take(key)? {
            Value::Number(number) => Some(Ok(number.to_string())),
            Value::String(raw) if !raw.trim().is_empty() => Some(Err(raw.trim().to_owned())),
            Value::String(_) => {
                self.warn(key, Reason::EmptyText);
                None
            }
            other => {
                self.wrong_type(key, Shape::Number, other);
                None
            }
        }
    }

    /// The day as written, in the offset in which it is written.
    pub(crate) fn date(&mut self, key: &str) -> Option<NaiveDate> {
        let raw = self.raw_text(key)?;
        self.likely(key, &raw, parse_date(&raw), |day| *day)
    }

    /// A moment; a date without a time is its midnight in UTC.
    pub(crate) fn moment(&mut self, key: &str) -> Option<DateTime<FixedOffset>> {
        let raw = self.raw_text(key)?;
        self.likely(key, &raw, parse_moment(&raw), DateTime::date_naive)
    }

    fn likely<T>(
        &mut self,
        key: &str,
        raw: &str,
        parsed: Option<T>,
        day: impl Fn(&T) -> NaiveDate,
    ) -> Option<T> {
        let reason = match &parsed {
            Some(value) if (1900..=2200).contains(&day(value).year()) => return parsed,
            Some(_) => Reason::UnlikelyDate {
                raw: raw.to_owned(),
            },
            None => Reason::BadDate {
                raw: raw.to_owned(),
            },
        };
        self.refuse(key, raw, reason);
        None
    }

    /// A code from a closed codelist.
    pub(crate) fn code<T: Copy>(
        &mut self,
        key: &str,
        codelist: Codelist,
        codes: &[(&str, T)],
    ) -> Option<T> {
        let raw = self.raw_text(key)?;
        let found = codes
            .iter()
            .find(|(code, _)| *code == raw.trim())
            .map(|(_, value)| *value);
        if found.is_none() {
            self.refuse(
                key,
                &raw,
                Reason::UnknownCode {
                    codelist,
                    value: excerpt(&raw),
                },
            );
        }
        found
    }

    /// A list of texts; other entries are left out.
    pub(crate) fn texts(&mut self, key: &str) -> Vec<String> {
        let Some(entries) = self.take_list(key) else {
            return Vec::new();
        };
        let (mut texts, mut odd) = (Vec::new(), Vec::new());
        for (at, entry) in entries.into_iter().enumerate() {
            match entry {
                Value::String(text) if !text.trim().is_empty() => {
                    texts.push(text::clean(&text).text);
                }
                Value::String(_) => self.warn_at(key, at, Reason::EmptyText),
                other => {
                    let found = shape(&other);
                    self.warn_at(
                        key,
                        at,
                        Reason::WrongType {
                            expected: Shape::Text,
                            found,
                        },
                    );
                    odd.push(other);
                }
            }
        }
        self.keep_list(key, odd);
        texts
    }

    pub(crate) fn warn_at(&mut self, key: &str, at: usize, reason: Reason) {
        let path = format!("{}/{at}", self.path_of(key));
        self.log.add(path, reason);
    }

    /// An object; what `read` leaves behind is kept under the same key.
    pub(crate) fn object<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&mut Fields<'_>) -> T,
    ) -> Option<T> {
        match self.take(key)? {
            Value::Object(map) => {
                let mut child = Fields::new(map, self.path_of(key), self.log);
                let value = read(&mut child);
                let rest = child.rest();
                if !rest.is_empty() {
                    self.kept.insert(key.to_owned(), Value::Object(rest));
                }
                Some(value)
            }
            other => {
                self.wrong_type(key, Shape::Object, other);
                None
            }
        }
    }

    /// A list of objects in which `id` tells entries apart: those with one id are combined.
    pub(crate) fn list<T>(
        &mut self,
        key: &str,
        read: impl FnMut(&mut Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(entries) = self.take_list(key) else {
            return Vec::new();
        };
        let entries = self.combine(key, entries);
        self.read_and_keep(key, entries, read)
    }

    /// Like [`Fields::list`], but hands out what each entry leaves behind.
    pub(crate) fn list_with_rest<T>(
        &mut self,
        key: &str,
        read: impl FnMut(&mut Fields<'_>) -> T,
    ) -> Vec<(T, Map<String, Value>)> {
        let Some(entries) = self.take_list(key) else {
            return Vec::new();
        };
        let entries = self.combine(key, entries);
        let (values, odd) = self.read_entries(key, entries, read);
        self.keep_list(key, odd);
        values
            .into_iter()
            .map(|entry| (entry.value, entry.rest))
            .collect()
    }

    /// A list of objects in which every entry stands for itself.
    pub(crate) fn plain_list<T>(
        &mut self,
        key: &str,
        read: impl FnMut(&mut Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(entries) = self.take_list(key) else {
            return Vec::new();
        };
        self.read_and_keep(key, entries.into_iter().enumerate().collect(), read)
    }

    fn read_and_keep<T>(
        &mut self,
        key: &str,
        entries: Vec<(usize, Value)>,
        read: impl FnMut(&mut Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let (entries, mut odd) = self.read_entries(key, entries, read);
        let mut values = Vec::with_capacity(entries.len());
        for Entry {
            value,
            id,
            mut rest,
        } in entries
        {
            values.extend(value);
            if !rest.is_empty() {
                // The id tells which entry the remains belong to.
                rest.extend(id.map(|id| ("id".to_owned(), id)));
                odd.push(Value::Object(rest));
            }
        }
        self.keep_list(key, odd);
        values
    }

    fn take_list(&mut self, key: &str) -> Option<Vec<Value>> {
        match self.take(key)? {
            Value::Array(mut entries) => {
                let found = entries.len();
                if found > MAX_ENTRIES {
                    self.warn(
                        key,
                        Reason::TooManyEntries {
                            limit: MAX_ENTRIES,
                            found,
                        },
                    );
                    entries.truncate(MAX_ENTRIES);
                }
                Some(entries)
            }
            other => {
                self.wrong_type(key, Shape::List, other);
                None
            }
        }
    }

    /// Combines entries with one id, the later one winning.
    fn combine(&mut self, key: &str, entries: Vec<Value>) -> Vec<(usize, Value)> {
        let mut combined: Vec<(usize, Value)> = Vec::with_capacity(entries.len());
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut repeated: HashMap<usize, Merged> = HashMap::new();
        for (at, entry) in entries.into_iter().enumerate() {
            let id = entry_id(&entry);
            let place = id.as_ref().and_then(|id| places.get(id)).copied();
            match (id, place, entry) {
                (Some(id), Some(place), Value::Object(new)) => {
                    let merged = repeated.entry(place).or_insert_with(|| {
                        let first = combined[place].1.as_object_mut().map(std::mem::take);
                        first.unwrap_or_default().into()
                    });
                    merged.add(new);
                    self.warn_at(key, at, Reason::RepeatedId { id });
                }
                (id, _, entry) => {
                    places.extend(id.map(|id| (id, combined.len())));
                    combined.push((at, entry));
                }
            }
        }
        for (place, merged) in repeated {
            combined[place].1 = Value::Object(merged.into_map());
        }
        combined
    }

    /// Reads the objects of a list; entries that are none are warned of and handed back.
    fn read_entries<T>(
        &mut self,
        key: &str,
        entries: Vec<(usize, Value)>,
        mut read: impl FnMut(&mut Fields<'_>) -> T,
    ) -> (Vec<Entry<T>>, Vec<Value>) {
        let (mut values, mut odd) = (Vec::with_capacity(entries.len()), Vec::new());
        for (at, entry) in entries {
            let Value::Object(map) = entry else {
                let found = shape(&entry);
                self.warn_at(
                    key,
                    at,
                    Reason::WrongType {
                        expected: Shape::Object,
                        found,
                    },
                );
                odd.push(entry);
                continue;
            };
            let id = map.get("id").cloned();
            let mut child = Fields::new(map, format!("{}/{at}", self.path_of(key)), self.log);
            let value = read(&mut child);
            values.push(Entry {
                value,
                id,
                rest: child.rest(),
            });
        }
        (values, odd)
    }

    fn keep_list(&mut self, key: &str, odd: Vec<Value>) {
        if !odd.is_empty() {
            self.kept.insert(key.to_owned(), Value::Array(odd));
        }
    }
}

/// One object of a list, read.
struct Entry<T> {
    value: T,
    id: Option<Value>,
    rest: Map<String, Value>,
}

/// The kind of a value.
pub(crate) fn shape(value: &Value) -> Shape {
    match value {
        Value::Null => Shape::Null,
        Value::Bool(_) => Shape::Boolean,
        Value::Number(_) => Shape::Number,
        Value::String(_) => Shape::Text,
        Value::Array(_) => Shape::List,
        Value::Object(_) => Shape::Object,
    }
}

fn parse_date(raw: &str) -> Option<NaiveDate> {
    let raw = raw.trim();
    let (day, time) = (raw.get(..10)?, raw.get(10..)?);
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    let plausible = time.is_empty() || time.starts_with(['T', 't', ' ', 'Z', '+']);
    plausible.then_some(day)
}

/// RFC 3339; without an offset, or without a time, in UTC.
pub(crate) fn parse_moment(raw: &str) -> Option<DateTime<FixedOffset>> {
    let raw = raw.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(raw) {
        return Some(moment);
    }
    let time = NaiveDateTime::parse_from_str(raw, "%Y-%m-%dT%H:%M:%S%.f").ok();
    let midnight = || parse_date(raw).and_then(|day| day.and_hms_opt(0, 0, 0));
    Some(time.or_else(midnight)?.and_utc().fixed_offset())
}
