//! Memory that a step is done with goes back to the system.
//!
//! The allocator of the GNU C library asks the system for a large block by itself and gives it back when it is let
//! go, but it raises what counts as large, up to 32 MiB, with every such block that is let go. A run lets go of
//! the tables of one step while those of the next grow, and from then on its blocks stay where nobody else can
//! use them: a million titles had a peak of 565 MiB, and have one of 483 with a bound that stays.

/// Sets the bound. To be called before there is a second thread.
pub fn settle() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    gnu::settle();
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod gnu {
    /// A block of so many bytes is a block of its own.
    const LARGE: libc::c_int = 1 << 20;

    #[expect(unsafe_code, reason = "there is no other way to reach the allocator")]
    pub(super) fn settle() {
        // SAFETY: `mallopt` takes two numbers, keeps no pointer, and may be called at any time while no other
        // thread allocates: it is called first of all. A bound that it refuses leaves the one it had.
        unsafe {
            libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE);
        }
    }
}
