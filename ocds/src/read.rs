//! From a file to its processes.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};

use crate::fields::{Fields, Log, shape};
use crate::json;
use crate::merge::{Merged, entry_id};
use crate::model::{Layout, Package, Process, ReleaseRef, Version};
use crate::process::{self, Finding, RELEASE_TAGS};
use crate::warning::{Codelist, Reason, Refused, Shape};

/// Reads one file: a release package, a record package, a list of releases, or a single release or
/// record, of version 1.0 or 1.1.
///
/// Releases of one ocid are merged in the order of their dates; of a record the compiled release
/// is taken where there is one, else its embedded releases. Nothing is fetched.
///
/// # Errors
/// [`Refused`] when the file as a whole cannot be read. Anything wrong with single releases is in
/// [`Package::warnings`].
pub fn read(bytes: &[u8]) -> Result<Package, Refused> {
    let (layout, mut envelope, entries) = unwrap(json::parse(bytes)?)?;
    let stated = stated_version(&envelope)?;
    let mut log = Log::default();
    if matches!(layout, Layout::BareReleases | Layout::SingleRelease) {
        log.add(String::new(), Reason::NoPackage);
    }
    let mut found = Found::default();
    for (path, entry) in entries {
        found.entry(path, entry, layout, &mut log);
    }
    if found.count == 0 {
        log.add(String::new(), Reason::NothingInside);
    }
    let version = stated.unwrap_or_else(|| found.version());
    let releases_found = found.count;
    let processes = found
        .groups
        .into_iter()
        .map(|group| group.process(&mut log))
        .collect();

    let mut package = Fields::new(std::mem::take(&mut envelope), String::new(), &mut log);
    let (uri, published) = (package.text("uri"), package.moment("publishedDate"));
    let publisher = package.object("publisher", |f| f.text("name")).flatten();
    let license = package.text("license");
    Ok(Package {
        layout,
        version,
        uri,
        publisher,
        published,
        license,
        releases_found,
        processes,
        warnings: log.warnings,
        warnings_left_out: log.left_out,
    })
}

type Object = Map<String, Value>;
type Entries = Vec<(String, Value)>;

/// The layout, what stands around the releases or records, and these with their places.
fn unwrap(file: Value) -> Result<(Layout, Object, Entries), Refused> {
    let numbered = |prefix: &'static str, entries: Vec<Value>| {
        entries
            .into_iter()
            .enumerate()
            .map(move |(at, e)| (format!("{prefix}/{at}"), e))
            .collect()
    };
    match file {
        Value::Array(entries) if entries.iter().any(|entry| entry.get("ocid").is_some()) => {
            Ok((Layout::BareReleases, Map::new(), numbered("", entries)))
        }
        Value::Object(map) if map.contains_key("ocid") => {
            let envelope = map
                .get("version")
                .cloned()
                .map(|v| ("version".to_owned(), v));
            let envelope = envelope.into_iter().collect();
            Ok((
                Layout::SingleRelease,
                envelope,
                vec![(String::new(), Value::Object(map))],
            ))
        }
        Value::Object(mut map) => {
            for (key, layout) in [
                ("records", Layout::RecordPackage),
                ("releases", Layout::ReleasePackage),
            ] {
                match map.remove(key) {
                    Some(Value::Array(entries)) => {
                        let prefix = if key == "records" {
                            "/records"
                        } else {
                            "/releases"
                        };
                        return Ok((layout, map, numbered(prefix, entries)));
                    }
                    Some(other) => drop(map.insert(key.to_owned(), other)),
                    None => {}
                }
            }
            Err(Refused::NotOcds {
                found_keys: map.keys().take(10).map(|key| shortened(key)).collect(),
            })
        }
        _ => Err(Refused::NotOcds {
            found_keys: Vec::new(),
        }),
    }
}

fn shortened(key: &str) -> String {
    key.chars().take(60).collect()
}

/// The version the file states, if any: a patch release such as 1.1.5 reads like its minor one.
fn stated_version(envelope: &Object) -> Result<Option<Version>, Refused> {
    let raw = match envelope.get("version") {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(raw)) => raw.trim().to_owned(),
        Some(other) => other.to_string(),
    };
    let parts: Vec<&str> = raw.split('.').collect();
    match parts.as_slice() {
        ["1"] | ["1", "0", ..] => Ok(Some(Version::V1_0)),
        ["1", "1", ..] => Ok(Some(Version::V1_1)),
        _ => Err(Refused::UnsupportedVersion {
            version: raw.chars().take(60).collect(),
        }),
    }
}

/// One release to be read.
struct Source {
    path: String,
    name: String,
    refs: Vec<ReleaseRef>,
    date: Option<DateTime<FixedOffset>>,
    map: Object,
}

/// All releases of one process.
struct Group {
    ocid: String,
    sources: Vec<Source>,
}

#[derive(Default)]
struct Found {
    count: usize,
    lists_parties: bool,
    groups: Vec<Group>,
    places: HashMap<String, usize>,
    /// The group of each release id, and the place in it.
    seen: HashMap<String, (usize, usize)>,
}

impl Found {
    /// Files of 1.0 state no version and have no list of parties.
    fn version(&self) -> Version {
        if self.lists_parties || self.groups.is_empty() {
            Version::V1_1
        } else {
            Version::V1_0
        }
    }

    fn entry(&mut self, path: String, entry: Value, layout: Layout, log: &mut Log) {
        log.release = Some(format!("#{}", self.count + 1));
        log.ocid = None;
        match entry {
            Value::Object(map) if is_record(&map) || layout == Layout::RecordPackage => {
                self.record(&path, map, log);
            }
            Value::Object(map) => self.release(path, map, None, None, log),
            other => {
                self.count += 1;
                log.add(
                    path,
                    Reason::WrongType {
                        expected: Shape::Object,
                        found: shape(&other),
                    },
                );
            }
        }
        (log.release, log.ocid) = (None, None);
    }

    fn record(&mut self, path: &str, mut record: Object, log: &mut Log) {
        let ocid = record
            .get("ocid")
            .and_then(Value::as_str)
            .map(str::to_owned);
        log.ocid.clone_from(&ocid);
        let (embedded, linked) = match record.remove("releases") {
            Some(Value::Array(releases)) => split_releases(releases),
            _ => (Vec::new(), Vec::new()),
        };
        if let Some(Value::Object(compiled)) = record.remove("compiledRelease") {
            let whole = embedded.iter().map(|(_, map)| map);
            let mut refs: Vec<_> = linked.iter().chain(whole).map(release_ref).collect();
            refs.sort_by_key(|release| release.date);
            let refs = Some(refs).filter(|refs| !refs.is_empty());
            self.release(format!("{path}/compiledRelease"), compiled, ocid, refs, log);
        } else if embedded.is_empty() {
            self.count += usize::from(!linked.is_empty());
            let reason = match linked.len() {
                0 => Reason::NothingInside,
                count => Reason::LinkedOnly { count },
            };
            log.add(path.to_owned(), reason);
        } else {
            for (at, map) in embedded {
                log.release = Some(format!("#{}", self.count + 1));
                self.release(
                    format!("{path}/releases/{at}"),
                    map,
                    ocid.clone(),
                    None,
                    log,
                );
            }
        }
    }

    /// Files a release under its ocid; `outer` is the ocid of the record around it.
    fn release(
        &mut self,
        path: String,
        map: Object,
        outer: Option<String>,
        refs: Option<Vec<ReleaseRef>>,
        log: &mut Log,
    ) {
        self.count += 1;
        let id = release_id(&map);
        if let Some(id) = &id {
            log.release = Some(id.clone());
        }
        log.ocid = None;
        let own = map.get("ocid").and_then(Value::as_str).map(str::trim);
        let Some(ocid) = own.filter(|o| !o.is_empty()).map(str::to_owned).or(outer) else {
            return log.add(path, Reason::MissingOcid);
        };
        log.ocid = Some(ocid.clone());
        let earlier = id.as_ref().and_then(|id| self.seen.get(id)).copied();
        match (&id, earlier) {
            (Some(id), Some((group, at))) if self.groups[group].sources[at].map == map => {
                return log.add(path, Reason::RepeatedRelease { id: id.clone() });
            }
            (Some(id), Some(_)) => {
                log.add(
                    format!("{path}/id"),
                    Reason::ReusedReleaseId { id: id.clone() },
                );
            }
            (None, _) => log.add(format!("{path}/id"), Reason::MissingId),
            (Some(_), None) => {}
        }
        let date = check_date_and_tags(&path, &map, log);
        self.lists_parties |= map.contains_key("parties");
        let refs = refs.unwrap_or_else(|| vec![release_ref(&map)]);
        let name = log.release.clone().unwrap_or_default();
        let place = *self.places.entry(ocid.clone()).or_insert_with(|| {
            self.groups.push(Group {
                ocid,
                sources: Vec::new(),
            });
            self.groups.len() - 1
        });
        let sources = &mut self.groups[place].sources;
        self.seen.extend(id.map(|id| (id, (place, sources.len()))));
        sources.push(Source {
            path,
            name,
            refs,
            date,
            map,
        });
    }
}

fn is_record(map: &Object) -> bool {
    map.contains_key("compiledRelease") || map.contains_key("releases")
}

/// The releases of a record that are there, with their positions, and those it only points to.
fn split_releases(releases: Vec<Value>) -> (Vec<(usize, Object)>, Vec<Object>) {
    const CONTENT: [&str; 6] = [
        "parties",
        "buyer",
        "planning",
        "tender",
        "awards",
        "contracts",
    ];
    let (mut embedded, mut linked) = (Vec::new(), Vec::new());
    for (at, release) in releases.into_iter().enumerate() {
        let Value::Object(map) = release else {
            continue;
        };
        if CONTENT.iter().any(|key| map.contains_key(*key)) {
            embedded.push((at, map));
        } else {
            linked.push(map);
        }
    }
    (embedded, linked)
}

fn release_id(map: &Object) -> Option<String> {
    match map.get("id")? {
        Value::String(id) => Some(id.trim().to_owned()).filter(|id| !id.is_empty()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

fn release_ref(map: &Object) -> ReleaseRef {
    let mut silence = Log {
        muted: true,
        ..Log::default()
    };
    let mut fields = Fields::new(header(map), String::new(), &mut silence);
    ReleaseRef {
        id: release_id(map),
        date: fields.moment("date"),
        tag: fields.texts("tag"),
    }
}

fn header(map: &Object) -> Object {
    ["date", "tag"]
        .into_iter()
        .filter_map(|key| Some((key.to_owned(), map.get(key)?.clone())))
        .collect()
}

fn check_date_and_tags(path: &str, map: &Object, log: &mut Log) -> Option<DateTime<FixedOffset>> {
    let mut fields = Fields::new(header(map), path.to_owned(), log);
    if !fields.has("date") {
        fields.warn("date", Reason::MissingDate);
    }
    let date = fields.moment("date");
    for (at, tag) in fields.texts("tag").into_iter().enumerate() {
        if !RELEASE_TAGS.contains(&tag.as_str()) {
            let reason = Reason::UnknownCode {
                codelist: Codelist::ReleaseTag,
                value: tag,
            };
            fields.warn_at("tag", at, reason);
        }
    }
    date
}

impl Group {
    /// Reads each release aloud, then all of them merged in silence.
    fn process(mut self, log: &mut Log) -> Process {
        log.ocid = Some(self.ocid.clone());
        let listed = self.listed_parties();
        self.sources.sort_by_key(|source| source.date);
        let process = match <[Source; 1]>::try_from(self.sources) {
            Ok([source]) => {
                log.release = Some(source.name);
                let path = source.path.clone();
                let (process, findings) = process::read(
                    &self.ocid,
                    source.refs,
                    source.map,
                    source.path,
                    &listed,
                    log,
                );
                for finding in findings {
                    let path = match finding.list {
                        "" => path.clone(),
                        list => format!("{path}/{list}/{}", finding.at),
                    };
                    log.add(path, finding.reason);
                }
                process
            }
            Err(sources) => merged(&self.ocid, &sources, &listed, log),
        };
        (log.release, log.ocid) = (None, None);
        process
    }

    fn listed_parties(&self) -> HashSet<String> {
        let lists = self
            .sources
            .iter()
            .filter_map(|source| source.map.get("parties")?.as_array());
        lists.flatten().filter_map(entry_id).collect()
    }
}

fn merged(ocid: &str, sources: &[Source], listed: &HashSet<String>, log: &mut Log) -> Process {
    let mut whole = Merged::default();
    for source in sources {
        log.release = Some(source.name.clone());
        process::read(
            ocid,
            Vec::new(),
            source.map.clone(),
            source.path.clone(),
            listed,
            log,
        );
        whole.add(source.map.clone());
    }
    let refs = sources
        .iter()
        .flat_map(|source| source.refs.iter().cloned())
        .collect();
    log.muted = true;
    let (process, findings) =
        process::read(ocid, refs, whole.into_map(), String::new(), listed, log);
    log.muted = false;
    let places = Places::of(sources);
    for finding in findings {
        if let Some((name, path)) = places.of_finding(&finding) {
            log.release = Some(name.to_owned());
            log.add(path, finding.reason);
        }
    }
    process
}

/// Where the entries of merged releases stand: for each the newest release that has it.
struct Places<'a> {
    newest: Option<&'a Source>,
    entries: HashMap<(&'static str, String), (&'a Source, usize)>,
}

impl<'a> Places<'a> {
    fn of(sources: &'a [Source]) -> Self {
        let mut entries = HashMap::new();
        for source in sources {
            for list in ["awards", "contracts"] {
                let found = source.map.get(list).and_then(Value::as_array);
                for (at, entry) in found.into_iter().flatten().enumerate() {
                    entries.extend(entry_id(entry).map(|id| ((list, id), (source, at))));
                }
            }
        }
        Self {
            newest: sources.last(),
            entries,
        }
    }

    /// The release's name and the place; the newest release for what has no id.
    fn of_finding(&self, finding: &Finding) -> Option<(&'a str, String)> {
        let id = finding.id.clone().unwrap_or_default();
        match self.entries.get(&(finding.list, id)) {
            Some((source, at)) => Some((
                &source.name,
                format!("{}/{}/{at}", source.path, finding.list),
            )),
            None => self
                .newest
                .map(|source| (source.name.as_str(), source.path.clone())),
        }
    }
}
