//! A title on its way through the rules: the text so far and what the rules took from it.

use std::fmt;

/// What sort of thing a title announces, where it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A clip.
    Video,
    /// An article of Wikipedia.
    Wikipedia,
    /// An article of another encyclopedia.
    Encyclopedia,
    /// Something to listen to.
    Podcast,
    /// Pictures.
    Photos,
    /// A page that is updated as things happen.
    Live,
    /// An opinion piece.
    Opinion,
    /// A review.
    Review,
    /// A transcript.
    Transcript,
}

impl Kind {
    /// Every kind, in order.
    pub(super) const ALL: [Self; 9] = [
        Self::Video,
        Self::Wikipedia,
        Self::Encyclopedia,
        Self::Podcast,
        Self::Photos,
        Self::Live,
        Self::Opinion,
        Self::Review,
        Self::Transcript,
    ];

    /// The word for reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Wikipedia => "Wikipedia article",
            Self::Encyclopedia => "encyclopedia article",
            Self::Podcast => "podcast",
            Self::Photos => "photos",
            Self::Live => "live page",
            Self::Opinion => "opinion",
            Self::Review => "review",
            Self::Transcript => "transcript",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One thing a rule took from a title: the rule's name and the text it removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stripped {
    /// Name of the rule.
    pub rule: &'static str,
    /// The text removed, as it stood.
    pub text: String,
}

/// A title between two rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The text so far.
    pub text: String,
    /// The text before case was folded.
    pub cased: String,
    /// Kind announced by a mark that was taken.
    pub kind: Option<Kind>,
    /// The title was cut off.
    pub truncated: bool,
    /// The title says it is an update or a correction.
    pub revised: bool,
    /// What was taken, in order.
    pub stripped: Vec<Stripped>,
}

impl Draft {
    /// A draft of `text` that no rule has seen.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// Begins anew with another title.
    pub(super) fn restart(&mut self, text: &str) {
        let Self { text: own, cased, kind, truncated, revised, stripped } = self;
        own.clear();
        own.push_str(text);
        cased.clear();
        stripped.clear();
        (*kind, *truncated, *revised) = (None, false, false);
    }

    /// Keeps `text[keep]`, notes the rest as taken by `rule`, and trims what a removed part leaves
    /// dangling at the cut.
    pub(super) fn keep(&mut self, rule: &'static str, keep: std::ops::Range<usize>) {
        let taken = format!("{}{}", &self.text[..keep.start], &self.text[keep.end..]);
        self.stripped.push(Stripped { rule, text: taken.trim().to_owned() });
        self.text = trim_edges(&self.text[keep]).to_owned();
    }
}

/// Removes white space, and separators that a cut has left at an edge.
pub(super) fn trim_edges(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '|')
        .trim_end_matches([' ', '-', ':', '|'])
        .trim_start_matches([' ', ':', '|'])
}

/// The comparison form of a short piece of text: lower case, accents kept, white space folded.
pub(super) fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Plain text of so many bytes is folded without asking for memory.
const SHORT: usize = 40;

/// Hands the comparison form of a short piece of text to `then`.
pub(super) fn with_folded<T>(text: &str, then: impl FnOnce(&str) -> T) -> T {
    let bytes = text.trim().as_bytes();
    let mut lower = [0; SHORT];
    match lower.get_mut(..bytes.len()).filter(|_| bytes.is_ascii()) {
        Some(lower) => {
            lower.copy_from_slice(bytes);
            lower.make_ascii_lowercase();
            then(std::str::from_utf8(lower).unwrap_or_default())
        }
        None => then(&folded(text)),
    }
}
