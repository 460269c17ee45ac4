//! Blind work: [`Workspace::set_blind`] hides the layers of others, [`Workspace::reveal_layers`] opens them on record.

use super::Workspace;
use crate::model::{Edit, EditError, LayerSight, Reveal, Settings, Transaction};

impl Workspace {
    /// Whose work this annotator may see.
    pub fn layer_sight(&self) -> LayerSight {
        self.project().sight_of(self.me())
    }

    /// Begins or ends blind work for everybody. Where it begins anew, layers that somebody opened before are hidden
    /// again, and the record of that stays.
    pub fn set_blind(&mut self, blind: bool) -> Result<(), EditError> {
        let settings = self.project().settings();
        if settings.blind == blind {
            return Ok(());
        }
        let (now, mut settings) = (self.now(), Settings { blind, ..settings.clone() });
        if blind {
            let reveals = std::mem::take(&mut settings.reveals);
            let closed = reveals.into_iter().map(|one| Reveal { until: one.until.or(Some(now)), ..one });
            settings.reveals = closed.collect();
        }
        let label = if blind { "Begin blind work" } else { "End blind work" };
        self.commit(Transaction::new(label, vec![Edit::SetSettings(settings)]))
    }

    /// Opens the layers of others to this annotator, and writes down who did so and when; does nothing where they are
    /// open.
    pub fn reveal_layers(&mut self) -> Result<(), EditError> {
        if self.layer_sight().only().is_none() {
            return Ok(());
        }
        let (annotator, at) = (self.me(), self.now());
        let mut settings = self.project().settings().clone();
        settings.reveals.insert(Reveal { annotator, at, until: None });
        self.commit(Transaction::new("Open other layers", vec![Edit::SetSettings(settings)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotator, AnnotatorId, Project, ProjectId, Timestamp};
    use crate::workspace::suggester::Suggester;
    use crate::workspace::{FixedClock, IdSource};
    use uuid::Uuid;

    fn annotator(number: u128) -> Annotator {
        Annotator {
            machine: None,
            id: AnnotatorId(Uuid::from_u128(number)),
            name: format!("A{number}"),
            reference: false,
        }
    }

    fn workspace() -> Workspace {
        let project = Project::new(ProjectId(Uuid::from_u128(9)), "T");
        let clock = Box::new(FixedClock(Timestamp::from_millis(1_000)));
        Workspace::new(project, &annotator(1), clock, IdSource::Counted(0)).unwrap()
    }

    #[test]
    fn layers_are_hidden_until_they_are_opened_on_record_and_hidden_again_by_a_new_round() {
        let mut workspace = workspace();
        let (me, other) = (annotator(1).id, annotator(2).id);
        workspace.commit(Transaction::new("Add", vec![Edit::PutAnnotator(annotator(2))])).unwrap();
        assert_eq!(workspace.layer_sight(), LayerSight::All);
        workspace.set_blind(true).unwrap();
        assert_eq!(workspace.layer_sight(), LayerSight::Only(me));
        assert!(workspace.layer_sight().is_visible(me) && !workspace.layer_sight().is_visible(other));
        workspace.reveal_layers().unwrap();
        workspace.reveal_layers().unwrap();
        let at = workspace.now();
        assert_eq!(workspace.layer_sight(), LayerSight::Opened(at));
        assert!(workspace.layer_sight().is_visible(other));
        assert_eq!(workspace.project().sight_of(other), LayerSight::Only(other), "each opens them alone");
        workspace.set_blind(false).unwrap();
        workspace.set_blind(true).unwrap();
        assert_eq!(workspace.layer_sight(), LayerSight::Only(me), "a new round is blind again");
        let reveals: Vec<Reveal> = workspace.project().settings().reveals.iter().copied().collect();
        assert_eq!(reveals, [Reveal { annotator: me, at, until: Some(at) }]);
        assert_eq!(workspace.project().check(), []);
        let gone = workspace.commit(Transaction::new("Out", vec![Edit::RemoveAnnotator(me)]));
        assert!(gone.is_err(), "the record of who saw what keeps its name");
    }

    #[test]
    fn suggestions_begin_anew_when_other_layers_are_hidden_or_opened() {
        let mut workspace = workspace();
        let begin = |workspace: &mut Workspace| {
            let seen = workspace.seen_annotator();
            workspace.suggester =
                Some(Suggester::begin(workspace.project().snapshot(), seen, &crate::workspace::no_waker()));
        };
        begin(&mut workspace);
        workspace.set_title("New title").unwrap();
        assert!(workspace.suggester.is_some());
        workspace.set_blind(true).unwrap();
        assert!(workspace.suggester.is_none(), "it knew the work of others");
        begin(&mut workspace);
        workspace.reveal_layers().unwrap();
        assert!(workspace.suggester.is_none(), "it did not know it");
    }

    #[test]
    fn nothing_is_a_step_where_nothing_changes() {
        let mut workspace = workspace();
        workspace.set_blind(false).unwrap();
        workspace.reveal_layers().unwrap();
        assert_eq!(workspace.history().undo_count(), 0);
        workspace.set_blind(true).unwrap();
        workspace.reveal_layers().unwrap();
        workspace.undo().unwrap();
        assert_eq!(workspace.layer_sight(), LayerSight::Only(workspace.me()));
    }
}
