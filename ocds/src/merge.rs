//! Merging releases of one process, after the standard's
//! [merging rules](https://standard.open-contracting.org/1.1/en/schema/merging/).

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

/// Lists that are replaced as a whole (`wholeListMerge` in the release schema).
const WHOLE_LISTS: [&str; 2] = ["additionalIdentifiers", "additionalClassifications"];

/// More roles than the standard's codelist has.
const MAX_ROLES: usize = 20;

/// An object to which later versions of it are added: later values win, `null` removes, objects
/// merge by key, lists of objects by `id`, other lists are replaced.
#[derive(Default)]
pub(crate) struct Merged {
    fields: BTreeMap<String, Node>,
}

enum Node {
    Object(Merged),
    List(List),
    Other(Value),
}

/// A list of objects with an index, so that adding to it takes no longer the longer it is.
#[derive(Default)]
struct List {
    entries: Vec<Merged>,
    places: HashMap<String, usize>,
    without_id: HashSet<String>,
}

impl Merged {
    /// Adds a later version.
    pub(crate) fn add(&mut self, later: Map<String, Value>) {
        for (key, value) in later {
            let whole = WHOLE_LISTS.contains(&key.as_str());
            match (self.fields.get_mut(&key), value) {
                (_, Value::Null) => {
                    self.fields.remove(&key);
                }
                (Some(Node::Object(old)), Value::Object(new)) => old.add(new),
                (Some(Node::List(old)), Value::Array(new)) if new.iter().all(Value::is_object) => {
                    old.add(new);
                }
                (Some(Node::Other(Value::Array(old))), Value::Array(new)) if key == "roles" => {
                    add_roles(old, new);
                }
                (_, value) => {
                    self.fields.insert(key, Node::new(value, whole));
                }
            }
        }
    }

    /// The merged object.
    pub(crate) fn into_map(self) -> Map<String, Value> {
        self.fields
            .into_iter()
            .map(|(key, node)| (key, node.into_value()))
            .collect()
    }
}

impl From<Map<String, Value>> for Merged {
    fn from(first: Map<String, Value>) -> Self {
        let mut merged = Self::default();
        merged.add(first);
        merged
    }
}

impl Node {
    fn new(value: Value, whole: bool) -> Self {
        match value {
            Value::Object(map) => Self::Object(map.into()),
            Value::Array(entries) if !whole && entries.iter().all(Value::is_object) => {
                let mut list = List::default();
                list.add(entries);
                Self::List(list)
            }
            other => Self::Other(other),
        }
    }

    fn into_value(self) -> Value {
        match self {
            Self::Object(merged) => Value::Object(merged.into_map()),
            Self::List(list) => list
                .entries
                .into_iter()
                .map(|entry| Value::Object(entry.into_map()))
                .collect(),
            Self::Other(value) => value,
        }
    }
}

impl List {
    /// Entries without an id cannot be told apart by the rules; one that repeats an earlier entry
    /// word for word is taken for the same, as publishers repeat their lists in every release.
    fn add(&mut self, later: Vec<Value>) {
        for entry in later {
            let id = entry_id(&entry);
            let text = if id.is_none() {
                entry.to_string()
            } else {
                String::new()
            };
            let Value::Object(map) = entry else { continue };
            let Some(id) = id else {
                if self.without_id.insert(text) {
                    self.entries.push(map.into());
                }
                continue;
            };
            match self.places.get(&id) {
                Some(place) => self.entries[*place].add(map),
                None => {
                    self.places.insert(id, self.entries.len());
                    self.entries.push(map.into());
                }
            }
        }
    }
}

/// An organisation keeps all its roles, which is more than the rules ask: publishers list it once
/// per role, in one release or in several.
fn add_roles(old: &mut Vec<Value>, new: Vec<Value>) {
    for role in new {
        if old.len() < MAX_ROLES && !old.contains(&role) {
            old.push(role);
        }
    }
}

/// The id of a list's entry; `7` and `"7"` are the same id.
pub(crate) fn entry_id(entry: &Value) -> Option<String> {
    match entry.get("id")? {
        Value::String(id) if !id.trim().is_empty() => Some(id.trim().to_owned()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, later: &str) -> String {
        let mut merged = Merged::default();
        for version in [base, later] {
            merged.add(serde_json::from_str(version).expect("an object"));
        }
        Value::Object(merged.into_map()).to_string()
    }

    #[test]
    fn later_wins_null_removes_and_what_is_not_mentioned_stays() {
        assert_eq!(
            merged(
                r#"{"a":1,"b":{"c":1,"d":2},"e":5}"#,
                r#"{"a":2,"b":{"d":null},"e":null}"#
            ),
            r#"{"a":2,"b":{"c":1}}"#
        );
    }

    #[test]
    fn lists_of_objects_merge_by_id() {
        assert_eq!(
            merged(
                r#"{"l":[{"id":1,"x":1},{"y":1}]}"#,
                r#"{"l":[{"id":"1","x":2},{"id":"2"},{"y":1}]}"#
            ),
            r#"{"l":[{"id":"1","x":2},{"y":1},{"id":"2"}]}"#
        );
    }

    #[test]
    fn other_lists_are_replaced() {
        assert_eq!(
            merged(r#"{"tags":["a"]}"#, r#"{"tags":["b"]}"#),
            r#"{"tags":["b"]}"#
        );
        assert_eq!(
            merged(
                r#"{"additionalIdentifiers":[{"id":"1"}]}"#,
                r#"{"additionalIdentifiers":[{"id":"2"}]}"#
            ),
            r#"{"additionalIdentifiers":[{"id":"2"}]}"#
        );
        assert_eq!(
            merged(
                r#"{"roles":["buyer","payer"]}"#,
                r#"{"roles":["payer","funder"]}"#
            ),
            r#"{"roles":["buyer","payer","funder"]}"#
        );
        assert_eq!(
            merged(r#"{"l":["a"]}"#, r#"{"l":[{"id":"1"}]}"#),
            r#"{"l":[{"id":"1"}]}"#
        );
    }
}
