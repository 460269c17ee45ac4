//! Sentences: scores on texts that people cut, and what each part of the sample articles is.

mod gold;
mod hostile;
mod roles;
