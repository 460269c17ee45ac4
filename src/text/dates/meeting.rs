//! [`Moment::fits`]: whether two dates can be the same time.

use super::{DayPart, Moment};

/// Minutes that "about" reaches to either side.
const ABOUT_MINUTES: u16 = 20;
const HALF_DAY: u16 = 12 * 60;

impl Moment {
    /// Whether no field that both say differs.
    pub fn fits(&self, other: &Self) -> bool {
        let is_dated = self.day.is_some() && other.day.is_some();
        meet(self.year, other.year)
            && (meet(self.month, other.month) && same(self.day, other.day) || self.fits_swapped(other))
            && (is_dated || same(self.weekday, other.weekday))
            && same(self.offset, other.offset)
            && self.fits_hour(other)
    }

    /// Whether both say at least one field of the same kind.
    pub fn is_comparable(&self, other: &Self) -> bool {
        (self.year.is_some() && other.year.is_some())
            || (self.month.is_some() && other.month.is_some())
            || (self.weekday.is_some() && other.weekday.is_some())
            || (self.minute.is_some() && other.minute.is_some())
            || (self.offset.is_some() && other.offset.is_some())
            || (self.part.is_some() && other.part.is_some())
    }

    fn fits_swapped(&self, other: &Self) -> bool {
        let is_swapped = |one: &Self, two: &Self| {
            one.swapped.is_some() && one.swapped == two.day.zip(two.month.map(|(month, _)| month))
        };
        is_swapped(self, other) || is_swapped(other, self)
    }

    fn fits_hour(&self, other: &Self) -> bool {
        if let (Some(one), Some(two)) = (self.minute, other.minute) {
            let is_open = self.is_half_open || other.is_half_open;
            let apart = if is_open { (one % HALF_DAY).abs_diff(two % HALF_DAY) } else { one.abs_diff(two) };
            let slack = if self.is_about || other.is_about { ABOUT_MINUTES } else { 0 };
            return apart <= slack;
        }
        match (self.day_part(), other.day_part()) {
            (Some(one), Some(two)) => {
                one == two
                    || (one.min(two) >= DayPart::Afternoon && one.min(two) == DayPart::Evening)
                    || is_next(one, two)
            }
            _ => true,
        }
    }

    fn day_part(&self) -> Option<DayPart> {
        self.part.or_else(|| {
            let hour = self.minute.filter(|_| !self.is_half_open)? / 60;
            Some(match hour {
                4..=11 => DayPart::Morning,
                12..=16 => DayPart::Afternoon,
                17..=20 => DayPart::Evening,
                _ => DayPart::Night,
            })
        })
    }
}

/// Where one part of the day becomes the other, people differ.
fn is_next(one: DayPart, two: DayPart) -> bool {
    matches!(
        (one.min(two), one.max(two)),
        (DayPart::Afternoon, DayPart::Evening) | (DayPart::Evening, DayPart::Night)
    )
}

/// Whether two stretches share a part; what is not said shares everything.
fn meet<T: PartialOrd>(one: Option<(T, T)>, two: Option<(T, T)>) -> bool {
    match (one, two) {
        (Some(one), Some(two)) => one.0 <= two.1 && two.0 <= one.1,
        _ => true,
    }
}

fn same<T: PartialEq>(one: Option<T>, two: Option<T>) -> bool {
    match (one, two) {
        (Some(one), Some(two)) => one == two,
        _ => true,
    }
}
