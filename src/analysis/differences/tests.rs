//! Pairs of texts and what they differ in.
