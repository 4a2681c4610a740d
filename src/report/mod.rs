//! Step 9: findings to bytes. One file per report.
