//! Holds packages to the standard's own schemas; shared with the tests of the application.

use jsonschema::Registry;
use serde_json::{Map, Value};

const PACKAGE: &str = include_str!("release-package-schema.json");
const RELEASE: &str = include_str!("release-schema.json");
const BUDGET_BREAKDOWN: &str = include_str!("budget-breakdown.json");

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("a schema is JSON")
}

/// JSON Merge Patch (RFC 7396), which is how an extension changes the release schema.
fn merge(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    for (key, value) in patch {
        if value.is_null() {
            target.as_object_mut().map(|object| object.remove(&key));
        } else {
            merge(&mut target[&key], value);
        }
    }
}

/// Everything in which a package breaks the schema of release packages 1.1.5, with the place;
/// the budget breakdown extension is part of the schema.
pub(crate) fn faults(package: &Value) -> Vec<String> {
    let mut release = json(RELEASE);
    merge(&mut release, json(BUDGET_BREAKDOWN));
    let name = release["id"]
        .as_str()
        .expect("a schema has an id")
        .to_owned();
    let registry = Registry::new()
        .add(name, release)
        .expect("the release schema has an address")
        .prepare()
        .expect("the release schema is one");
    jsonschema::options()
        .with_registry(&registry)
        .should_validate_formats(true)
        .offline()
        .build(&json(PACKAGE))
        .expect("the package schema is one")
        .iter_errors(package)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}
