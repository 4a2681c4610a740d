//! Which column, or which key of a JSON object, holds what.
//!
//! Guessed by name: case, spaces, `_` and `-` do not matter, so `Date Added`, `date_added` and
//! `dateAdded` are one name. The user may name a column instead; then nothing is guessed for that role,
//! and the column has no other role. A name given for one input need not fit all of them, so there may
//! be several: the first that an input has counts.

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Url,
    Published,
    Added,
    Updated,
    Source,
    Id,
}

/// How many roles there are.
pub(super) const ROLES: usize = 7;

/// Something for each role, in the order of [`Role::ALL`].
pub(super) type ByRole<T> = [T; ROLES];

impl Role {
    pub(super) const ALL: ByRole<Self> = [
        Self::Title,
        Self::Url,
        Self::Published,
        Self::Added,
        Self::Updated,
        Self::Source,
        Self::Id,
    ];

    /// The word that the summary shows.
    fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Url => "url",
            Self::Published => "date",
            Self::Added => "added",
            Self::Updated => "updated",
            Self::Source => "source",
            Self::Id => "id",
        }
    }

    /// The names that are recognized, best first, as [`plain`] gives them.
    fn known(self) -> &'static [&'static str] {
        match self {
            Self::Title => &["title", "headline", "name"],
            Self::Url => &["url", "link", "href", "permalink", "uri"],
            Self::Published => &[
                "published",
                "publishedat",
                "datepublished",
                "pubdate",
                "publicationdate",
                "date",
                "datetime",
                "created",
                "createdat",
                "createdutc",
                "timestamp",
            ],
            Self::Added => &["added", "dateadded", "addedat", "addedon", "originallyaddedon"],
            Self::Updated => &[
                "updated",
                "modified",
                "updatedat",
                "dateupdated",
                "datemodified",
                "lastupdated",
                "lastupdatedon",
                "lastmodified",
            ],
            Self::Source => {
                &["source", "sourcename", "publisher", "feed", "feedtitle", "site", "domain"]
            }
            Self::Id => &["id", "guid", "itemid", "uuid"],
        }
    }

    /// The role that a column called `name` suggests, and how strongly (0 is strongest).
    pub(super) fn suggested_by(name: &str) -> Option<(Self, usize)> {
        let name = plain(name);
        Self::ALL.into_iter().find_map(|role| {
            let place = role.known().iter().position(|&known| known == name)?;
            Some((role, place))
        })
    }
}

/// A name without case, spaces and marks.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The columns that the user names. Each is a name or a number from 1; in JSON it may be a path
/// (`feed.title`). Of several, the first that an input has counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnNames {
    /// Where titles stand.
    pub title: Vec<String>,
    /// Where links stand.
    pub url: Vec<String>,
    /// Where dates of publication stand.
    pub date: Vec<String>,
    /// Where outlets, feeds or sites stand.
    pub source: Vec<String>,
    /// Where the input's own identifiers stand.
    pub id: Vec<String>,
}

impl ColumnNames {
    /// What the user named for a role.
    pub(super) fn of(&self, role: Role) -> &[String] {
        match role {
            Role::Title => &self.title,
            Role::Url => &self.url,
            Role::Published => &self.date,
            Role::Source => &self.source,
            Role::Id => &self.id,
            Role::Added | Role::Updated => &[],
        }
    }

    /// True where the user named this column for some role.
    pub(super) fn mentions(&self, name: &str) -> bool {
        Role::ALL.iter().any(|&role| self.of(role).iter().any(|named| same(named, name)))
    }
}

/// True where a user means this column.
pub(super) fn same(named: &str, name: &str) -> bool {
    named.trim().to_lowercase() == name.trim().to_lowercase()
}

/// Where the columns of a table stand, by role, from 0.
///
/// # Errors
/// What is wrong with a column that the user named.
pub(super) fn places(
    header: &[String],
    names: &ColumnNames,
) -> Result<ByRole<Option<usize>>, String> {
    let mut places = guessed(header);
    for role in Role::ALL.into_iter().filter(|&role| !names.of(role).is_empty()) {
        let found = names.of(role).iter().find_map(|name| place(header, name));
        let Some(place) = found else {
            return Err(format!(
                "found the columns {}, expected one called {} for --{}-col; name one of these or give \
                 its number",
                listed(header),
                names.of(role).join(" or "),
                role.name()
            ));
        };
        // A column that the user gives one role loses the one it was guessed to have.
        for other in places.iter_mut().filter(|other| **other == Some(place)) {
            *other = None;
        }
        places[role as usize] = Some(place);
    }
    Ok(places)
}

/// Where the column stands that the user calls `name`.
fn place(header: &[String], name: &str) -> Option<usize> {
    header.iter().position(|column| same(name, column)).or_else(|| {
        let number: usize = name.trim().parse().ok()?;
        (1..=header.len()).contains(&number).then(|| number - 1)
    })
}

/// Where the columns stand by their names; of two with the same name the first.
pub(super) fn guessed(header: &[String]) -> ByRole<Option<usize>> {
    let mut best: ByRole<Option<(usize, usize)>> = [None; ROLES];
    for (place, name) in header.iter().enumerate() {
        if let Some((role, weakness)) = Role::suggested_by(name) {
            let slot = &mut best[role as usize];
            if slot.is_none_or(|(known, _)| weakness < known) {
                *slot = Some((weakness, place));
            }
        }
    }
    best.map(|slot| slot.map(|(_, place)| place))
}

/// The names of columns for a message, not more than fit on a line or two.
pub(super) fn listed(header: &[String]) -> String {
    super::intake::cut(&header.join(", "), 200)
}

/// The columns found, for the summary: role and name.
pub(super) fn shown(columns: &ByRole<Option<String>>) -> Vec<(&'static str, String)> {
    let named = Role::ALL.iter().zip(columns);
    named.filter_map(|(role, name)| Some((role.name(), name.clone()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn columns_are_guessed_by_name_best_first() {
        let found = |text| guessed(&header(text));
        let none = None;
        assert_eq!(
            found("feed,id,title,date,source,url,cluster"),
            [Some(2), Some(5), Some(3), none, none, Some(4), Some(1)]
        );
        assert_eq!(
            found("Name,HEADLINE,pubDate,Date Added,last_updated_on,href,item_id"),
            [Some(1), Some(5), Some(2), Some(3), Some(4), none, Some(6)]
        );
        assert_eq!(found("a,title_a,titles"), [none; ROLES]);
        assert_eq!(found("title,title")[0], Some(0));
    }

    #[test]
    fn a_user_names_columns_by_name_or_number() {
        let header = header("title, Text ,added,3");
        let of = |title: &str, date: &str| {
            let list = |name: &str| vec!["nowhere".to_owned(), name.to_owned()];
            let names =
                ColumnNames { title: list(title), date: list(date), ..ColumnNames::default() };
            places(&header, &names)
        };
        let found = of("text", "added").unwrap();
        assert_eq!((found[0], found[2], found[3]), (Some(1), Some(2), None));
        let found = of("2", "3").unwrap();
        assert_eq!((found[0], found[2], found[3]), (Some(1), Some(3), Some(2)));
        assert_eq!(
            of("0", "1").unwrap_err(),
            "found the columns title,  Text , added, 3, expected one called nowhere or 0 for \
             --title-col; name one of these or give its number"
        );
    }
}
