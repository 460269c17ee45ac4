//! A project that uses every field, and random ones, for the tests of this room.
