//! Evidence: numbers, dates and weekdays.

use super::{Comparison, Difference, Evidence, Speaks, share, yes};
use crate::judge::veto::{day_conflict, weekday_conflict};

pub(super) const SHARED_NUMBERS: Evidence = Evidence {
    name: "shared-numbers",
    speaks: Speaks::For,
    about: "numbers that both titles give, up to two",
    measure: |pair| share(u64::from(pair.numbers.agreeing.min(2)), 2),
    says: numbers_named,
};

fn numbers_named(_: &Comparison, differs: &Difference) -> String {
    match &differs.shared_numbers[..] {
        [] => "the same number".to_owned(),
        numbers => format!("both say {}", numbers.join(", ")),
    }
}

pub(super) const COUNTED_ALIKE: Evidence = Evidence {
    name: "counted-alike",
    speaks: Speaks::For,
    about: "numbers that both titles give of the same thing, up to two",
    measure: |pair| share(u64::from(pair.numbers.counting.min(2)), 2),
    says: numbers_named,
};

pub(super) const NUMBER_CONFLICT: Evidence = Evidence {
    name: "number-conflict",
    speaks: Speaks::Against,
    about: "numbers of the same unit or place differ",
    measure: |pair| yes(pair.numbers.conflict.is_some()),
    says: |_, _| "the numbers differ".to_owned(),
};

pub(super) const LONE_NUMBER: Evidence = Evidence {
    name: "lone-number",
    speaks: Speaks::Either,
    about: "a number that the other title does not give",
    measure: |pair| yes(pair.numbers.lone),
    says: |_, _| "only one gives a number".to_owned(),
};

pub(super) const SHARED_DAY_NAMED: Evidence = Evidence {
    name: "shared-day-named",
    speaks: Speaks::Either,
    about: "both titles name the same day or weekday",
    measure: |pair| {
        let (a, b) = (&pair.a.title, &pair.b.title);
        let days = a.days().iter().any(|a| b.days().iter().any(|b| a.agrees(*b)));
        yes(days || a.weekdays().0 & b.weekdays().0 != 0)
    },
    says: |_, _| "the same day is named".to_owned(),
};

pub(super) const DAY_CONFLICT: Evidence = Evidence {
    name: "day-conflict",
    speaks: Speaks::Against,
    about: "the titles name different days",
    measure: |pair| yes(day_conflict(pair)),
    says: |_, _| "different days are named".to_owned(),
};

pub(super) const WEEKDAY_CONFLICT: Evidence = Evidence {
    name: "weekday-conflict",
    speaks: Speaks::Against,
    about: "the titles name different weekdays",
    measure: |pair| yes(weekday_conflict(pair)),
    says: |_, _| "different weekdays are named".to_owned(),
};
