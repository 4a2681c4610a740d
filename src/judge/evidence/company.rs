//! Evidence: in which company the shared words stand. Few other titles hold what one story's titles share.

use super::{Evidence, Speaks, silent};

pub(super) const COMPANY_OF_TWO: Evidence = Evidence {
    name: "company-of-two",
    speaks: Speaks::Against,
    about: "other titles that hold the two rarest shared words",
    measure: |pair| pair.others().two,
    says: silent,
};

pub(super) const COMPANY_OF_THREE: Evidence = Evidence {
    name: "company-of-three",
    speaks: Speaks::Against,
    about: "other titles that hold the three rarest shared words",
    measure: |pair| pair.others().three,
    says: silent,
};

pub(super) const COMPANY_OF_ALL: Evidence = Evidence {
    name: "company-of-all",
    speaks: Speaks::Against,
    about: "other titles that hold all the shared words",
    measure: |pair| pair.others().all,
    says: |pair, _| match pair.other_titles() {
        0 => String::new(),
        1 => "another title shares the same words".to_owned(),
        titles => format!("{titles} other titles share the same words"),
    },
};
