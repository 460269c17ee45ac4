//! [`Clock`] and [`IdSource`]: where times and ids come from, so that tests can fix both.

use crate::model::Timestamp;
use uuid::{ContextV7, Uuid};

/// Tells the time.
pub trait Clock: std::fmt::Debug + Send {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// The computer's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(jiff::Timestamp::now().as_millisecond())
    }
}

/// A clock that stands still, for tests and for rebuilding bundled data.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// Makes ids that sort by the time of their making (`UUIDv7`).
#[derive(Debug)]
pub enum IdSource {
    /// Never the same twice, on any computer.
    Random(Box<ContextV7>),
    /// Counts up from a number, for tests.
    Counted(u64),
}

impl IdSource {
    /// Ids for real work.
    pub fn random() -> Self {
        Self::Random(Box::new(ContextV7::new()))
    }

    /// The next id.
    pub fn next(&mut self, time: Timestamp) -> Uuid {
        let millis = u64::try_from(time.millis()).unwrap_or_default();
        match self {
            Self::Random(context) => {
                let nanos = u32::try_from(millis % 1000).unwrap_or_default() * 1_000_000;
                Uuid::new_v7(uuid::Timestamp::from_unix(context.as_ref(), millis / 1000, nanos))
            }
            Self::Counted(count) => {
                *count += 1;
                let tail = count.to_be_bytes();
                let mut random = [0; 10];
                for (place, byte) in random.iter_mut().rev().zip(tail.iter().rev()) {
                    *place = *byte;
                }
                uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
            }
        }
    }
}
