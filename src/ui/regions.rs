//! [`Region`]: the parts of the window between which F6 moves the keyboard.

use super::theme;
use crate::ui::read;
use crate::ui::window::state::Region;
use eframe::egui::accesskit::Role;
use eframe::egui::{Context, Id, Rect, Sense, Stroke, Ui, WidgetInfo};

impl Region {
    const ALL: [Self; 4] = [Self::Documents, Self::Read, Self::Inspector, Self::Search];

    /// The one after it (`true`) or before it, round and round.
    fn neighbour(self, forward: bool) -> Self {
        let step = if forward { 1 } else { Self::ALL.len() - 1 };
        let place = Self::ALL.iter().position(|region| *region == self).unwrap_or_default();
        Self::ALL.get((place + step) % Self::ALL.len()).copied().unwrap_or_default()
    }

    fn id(self) -> Id {
        Id::unique(("region", self.label()))
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Documents => "Documents panel",
            Self::Read => "Documents side by side",
            Self::Inspector => "Inspector panel",
            Self::Search => "Search field",
        }
    }
}

/// Lets a panel have the keyboard as a whole; called before its first widget, so that Tab goes on to that one.
pub fn region_ui(ui: &Ui, rect: Rect, region: Region) {
    let response = ui.interact(rect, region.id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Pane, true, region.label()));
    if response.has_focus() {
        let accent = theme::palette(ui).accent;
        ui.painter().hline(rect.x_range(), rect.top() + 1.0, Stroke::new(2.0, accent));
    }
}

/// Gives the keyboard to the region after (`true`) or before the one that has it; gives the region.
pub fn move_keyboard(ctx: &Context, last: Region, open: impl Fn(Region) -> bool, forward: bool) -> Region {
    let focused = ctx.memory(|memory| memory.focused());
    let own = Region::ALL.into_iter().find(|region| Some(region.id()) == focused);
    let here = if read::has_keyboard(ctx) { Region::Read } else { own.unwrap_or(last) };
    let mut next = here.neighbour(forward);
    while !open(next) {
        next = next.neighbour(forward);
    }
    ctx.memory_mut(|memory| match next {
        Region::Read | Region::Search => {
            if let Some(focused) = focused {
                memory.surrender_focus(focused);
            }
        }
        Region::Documents | Region::Inspector => memory.request_focus(next.id()),
    });
    next
}
