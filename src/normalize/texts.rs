//! Many short texts behind one another in memory, by number: one allocation where a string for each
//! would be one each.

/// Texts by number, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    /// How many texts there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a text, under the next number.
    pub(crate) fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len() as u32);
    }

    /// The text with this number.
    pub(crate) fn get(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.all[start..self.ends[number] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_number() {
        let mut texts = Texts::default();
        for text in ["nato", "", "troops"] {
            texts.push(text);
        }
        assert_eq!([texts.get(0), texts.get(1), texts.get(2)], ["nato", "", "troops"]);
    }
}
