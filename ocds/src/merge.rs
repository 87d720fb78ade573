//! Merging releases of one process, after the standard's
//! [merging rules](https://standard.open-contracting.org/1.1/en/schema/merging/).

use std::collections::HashMap;

use serde_json::{Map, Value};

/// Lists that are replaced as a whole (`wholeListMerge` in the release schema).
const WHOLE_LISTS: [&str; 2] = ["additionalIdentifiers", "additionalClassifications"];

/// Puts a later release on top of an earlier one: later values win, `null` removes, objects merge
/// by key, lists of objects by `id`, other lists are replaced.
pub(crate) fn merge(base: &mut Map<String, Value>, later: Map<String, Value>) {
    for (key, value) in later {
        match (base.get_mut(&key), value) {
            (_, Value::Null) => {
                base.remove(&key);
            }
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (Some(Value::Array(old)), Value::Array(new))
                if !WHOLE_LISTS.contains(&key.as_str()) && new.iter().all(Value::is_object) =>
            {
                merge_lists(old, new);
            }
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

/// Entries without an id cannot be told apart by the rules; one that repeats an earlier entry
/// word for word is taken for the same, as publishers repeat their lists in every release.
fn merge_lists(base: &mut Vec<Value>, later: Vec<Value>) {
    let mut places: HashMap<String, usize> = base
        .iter()
        .enumerate()
        .filter_map(|(place, entry)| Some((entry_id(entry)?, place)))
        .collect();
    let without_id: std::collections::HashSet<String> = base
        .iter()
        .filter(|entry| entry_id(entry).is_none())
        .map(Value::to_string)
        .collect();
    for entry in later {
        let id = entry_id(&entry);
        let place = id.as_ref().and_then(|id| places.get(id)).copied();
        match (place.and_then(|place| base.get_mut(place)), entry) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (_, entry) => {
                if let Some(id) = id {
                    places.insert(id, base.len());
                } else if without_id.contains(&entry.to_string()) {
                    continue;
                }
                base.push(entry);
            }
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
        let mut base: Map<String, Value> = serde_json::from_str(base).expect("base");
        merge(&mut base, serde_json::from_str(later).expect("later"));
        Value::Object(base).to_string()
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
    fn lists_of_objects_merge_by_id_and_others_are_replaced() {
        assert_eq!(
            merged(
                r#"{"l":[{"id":1,"x":1},{"y":1}],"tags":["a"],"additionalIdentifiers":[{"id":"1"}]}"#,
                r#"{"l":[{"id":"1","x":2},{"id":"2"},{"y":1}],"tags":["b"],"additionalIdentifiers":[{"id":"2"}]}"#
            ),
            r#"{"additionalIdentifiers":[{"id":"2"}],"l":[{"id":"1","x":2},{"y":1},{"id":"2"}],"tags":["b"]}"#
        );
    }
}
