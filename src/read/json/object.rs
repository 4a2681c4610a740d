//! One JSON object: its keys to the fields of a record.
//!
//! Keys are recognized by name as columns are, whatever their case; where two keys have the same role,
//! the better name that says something counts. The user may name a key, also inside other objects, as a
//! path: `feed.title`. An object of our own JSONL report is a cluster and holds its entries as `members`.

use std::borrow::Cow;

use ahash::AHashMap;
use serde_json::{Map, Value};

use crate::read::columns::{self, ByRole, ROLES, Role};
use crate::read::records::{Fields, Place, Records};

/// What a key suggests: a role, and how strongly.
type Suggestion = Option<(Role, usize)>;

/// Takes objects to records.
pub(super) struct Objects<'a> {
    pub(super) records: Records<'a>,
    /// What the keys met so far suggest.
    keys: AHashMap<String, Suggestion>,
}

impl<'a> Objects<'a> {
    pub(super) fn new(records: Records<'a>) -> Self {
        Self { records, keys: AHashMap::new() }
    }

    /// Takes one object, with the text it stands in.
    pub(super) fn take(&mut self, place: Place, object: &Map<String, Value>, text: &str) {
        if let Some(members) = members(object) {
            self.take_cluster(place, object, members, text);
        } else {
            let fields = self.fields(object);
            self.take_fields(place, &fields, text);
        }
    }

    /// Takes the members of a cluster. They share its lines, which count once.
    fn take_cluster(
        &mut self,
        place: Place,
        cluster: &Map<String, Value>,
        members: &[Value],
        text: &str,
    ) {
        self.records.own = true;
        let inside = Place { lines: 0, ..place };
        let mut any = false;
        for member in members {
            let Value::Object(member) = member else {
                self.records.reject(inside, unexpected(member), text);
                continue;
            };
            let mut fields = self.fields(member);
            let seen = |key| cluster.get(key).and_then(text_of);
            fields[Role::Added as usize] = seen("first_seen");
            fields[Role::Updated as usize] = seen("last_seen");
            any |= self.take_fields(inside, &fields, text);
        }
        self.records.own = false;
        let lines = &mut self.records.intake.lines;
        let counted = if any {
            &mut lines.entry
        } else if members.is_empty() {
            &mut lines.passed_over
        } else {
            &mut lines.reject
        };
        *counted += place.lines;
    }

    fn take_fields(&mut self, place: Place, fields: &Fields<'_>, text: &str) -> bool {
        let named = self.records.settings.columns.title.join("` or `");
        let expected = || match named.as_str() {
            "" => "under `title`, `headline` or `name`".to_owned(),
            named => format!("under `{named}`"),
        };
        self.records.take(place, fields, expected, || text.to_owned())
    }

    fn fields<'o>(&mut self, object: &'o Map<String, Value>) -> Fields<'o> {
        let mut best: ByRole<Option<usize>> = [None; ROLES];
        let mut fields: Fields<'o> = [const { None }; ROLES];
        for (key, value) in object {
            let Some((role, weakness)) = self.suggestion(key) else { continue };
            if best[role as usize].is_some_and(|known| known <= weakness) {
                continue;
            }
            if let Some(text) = text_of(value) {
                best[role as usize] = Some(weakness);
                fields[role as usize] = Some(text);
                self.note(role, key);
            }
        }
        self.named_fields(object, &mut fields);
        fields
    }

    /// Fills in the fields that the user named.
    fn named_fields<'o>(&mut self, object: &'o Map<String, Value>, fields: &mut Fields<'o>) {
        let names = &self.records.settings.columns;
        for role in Role::ALL {
            let found = names.of(role).iter().find_map(|name| {
                let text = text_of(value_at(object, name)?)?;
                Some((name, text))
            });
            if let Some((name, text)) = found {
                fields[role as usize] = Some(text);
                self.note(role, name);
            }
        }
    }

    /// What a key suggests; nothing where the user said what holds that role, or what this key holds.
    fn suggestion(&mut self, key: &str) -> Suggestion {
        if let Some(known) = self.keys.get(key) {
            return *known;
        }
        let names = &self.records.settings.columns;
        let suggested = Role::suggested_by(key)
            .filter(|(role, _)| names.of(*role).is_empty() && !names.mentions(key));
        self.keys.insert(key.to_owned(), suggested);
        suggested
    }

    fn note(&mut self, role: Role, name: &str) {
        self.records.tally.columns[role as usize].get_or_insert_with(|| name.to_owned());
    }
}

/// The members of a cluster, where the object is one.
fn members(object: &Map<String, Value>) -> Option<&[Value]> {
    object.get("cluster_id")?;
    object.get("members")?.as_array().map(Vec::as_slice)
}

/// The value under a key, or else at the end of a path of keys.
fn value_at<'o>(object: &'o Map<String, Value>, path: &str) -> Option<&'o Value> {
    let child = |object: &'o Map<String, Value>, name: &str| {
        object.get(name).or_else(|| {
            object.iter().find_map(|(key, value)| columns::same(name, key).then_some(value))
        })
    };
    child(object, path).or_else(|| {
        let (first, rest) = path.split_once('.')?;
        value_at(child(object, first)?.as_object()?, rest)
    })
}

/// A text or a number as text; nothing else can be a field.
fn text_of(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

/// What is said of a value that is no object.
pub(super) fn unexpected(value: &Value) -> String {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    };
    format!("found {found}, expected an object with a title")
}
