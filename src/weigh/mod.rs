//! Step 4: how much each token tells.
//!
//! A token's weight is its inverse document frequency in the corpus, smoothed with a background of
//! everyday words so that five lines work as well as five million. Weights depend on the token alone,
//! never on the title: that is what lets one race value per token serve every title (see `sketch`).
//!
//! - `background`: how common words are anywhere.
//! - `weights`: corpus and background to quantized weights.
//! - `company`: how many titles hold several words at once.
//! - `bag`: a title as a weighted set; the similarities defined on two of them.

mod background;
mod bag;
mod company;
mod shape;
mod weights;

pub use background::is_everyday;
pub use bag::{Bag, Overlap, Weighed, weigh};
pub use company::{Company, Gatherings};
pub use shape::Shape;
pub use weights::{HEAVIEST, TokenCounts, WEIGHT_UNIT, Weights};
