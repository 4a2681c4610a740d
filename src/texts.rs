//! Title, URL and own id of an entry in one allocation: a list may hold millions of them.
//!
//! Takes and gives the three as they were read. What else is known of an entry stands in `entry.rs`.

/// The length that stands for a text that is not there.
const NONE: u32 = u32::MAX;

/// The texts that are an entry's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// Title, URL and id, one behind the other.
    all: String,
    /// Their lengths, in bytes.
    title: u32,
    url: u32,
    id: u32,
}

impl Texts {
    /// A title and perhaps a URL and an id.
    ///
    /// # Panics
    /// Where one of them has 4 GiB or more.
    pub fn new(title: &str, url: Option<&str>, id: Option<&str>) -> Self {
        // `concat` measures before it copies, so the texts take no more room than they need.
        Self {
            all: [title, url.unwrap_or_default(), id.unwrap_or_default()].concat(),
            title: length(title),
            url: url.map_or(NONE, length),
            id: id.map_or(NONE, length),
        }
    }

    /// Takes the texts in `all`, of which title and URL are so long; an id may follow.
    pub(crate) fn cut(&mut self, all: &str, title: usize, url: Option<usize>, with_id: bool) {
        let id = all.len() - title - url.unwrap_or(0);
        self.all.clear();
        self.all.push_str(all);
        self.title = title as u32;
        self.url = url.map_or(NONE, |url| url as u32);
        self.id = if with_id { id as u32 } else { NONE };
    }

    /// The title.
    pub fn title(&self) -> &str {
        &self.all[..self.title as usize]
    }

    /// The URL.
    pub fn url(&self) -> Option<&str> {
        let rest = &self.all[self.title as usize..];
        (self.url != NONE).then(|| &rest[..self.url as usize])
    }

    /// The input's own identifier.
    pub fn id(&self) -> Option<&str> {
        (self.id != NONE).then(|| &self.all[self.all.len() - self.id as usize..])
    }
}

impl From<Box<str>> for Texts {
    /// A title alone.
    fn from(title: Box<str>) -> Self {
        Self { title: length(&title), url: NONE, id: NONE, all: title.into() }
    }
}

fn length(text: &str) -> u32 {
    assert!(text.len() < NONE as usize, "a text of {} bytes is too long", text.len());
    text.len() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_apart_again() {
        let cases = [
            ("Tïtle", None, None),
            ("Tïtle", Some("ü"), None),
            ("Tïtle", None, Some("ü")),
            ("Tïtle", Some("ü"), Some("7")),
            ("", Some(""), Some("")),
        ];
        let all = cases.map(|(title, url, id)| Texts::new(title, url, id));
        for (texts, expected) in all.iter().zip(cases) {
            assert_eq!((texts.title(), texts.url(), texts.id()), expected);
        }
        assert_ne!(all[1], all[2]);
        assert_eq!(all[0], Texts::from(Box::from("Tïtle")));
    }
}
