//! Two people's work on one project becomes one: the laws, each case, codebooks, files and git.

mod laws;
