//! [`Message`]: errors and notices that stay until read, with what can be done about them. [`Toast`]: what goes by
//! itself.

use super::action::Action;

/// An error or notice.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Whether something did not happen (otherwise: something odd that did not stop us).
    pub is_error: bool,
    /// What did not happen, why, what to do.
    pub text: String,
    /// What it is about, where a newer message takes its place.
    pub topic: Option<Topic>,
    /// Words and what they do, the likeliest first.
    pub choices: Vec<(&'static str, Action)>,
}

/// What a message is about. Of each topic one message stands at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Edits are nowhere but in memory.
    Memory,
    /// The last save.
    Save,
    /// Somebody else wrote the file.
    Outside,
    /// Whether the project may be changed here.
    Access,
    /// Edits that were recovered from the journal.
    Recovery,
    /// A copy of the project beside it.
    Copy,
    /// What a merge left to be settled.
    Conflicts,
    /// The last export.
    Export,
    /// The folder of journals, backups and settings.
    State,
}

/// What was done, or why nothing was: shown small for some seconds, as nothing has to be decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// One sentence.
    pub text: String,
    /// When it goes, in seconds of the window's clock; none before it was drawn.
    pub until: Option<f64>,
}

impl Toast {
    /// A sentence that was not shown yet.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), until: None }
    }

    /// How long it takes to read, with time to notice it.
    pub fn secs(&self) -> f64 {
        (self.text.chars().count() as f64).mul_add(0.06, 3.0).min(15.0)
    }
}

impl Message {
    /// A message without choices.
    pub fn new(is_error: bool, text: impl Into<String>) -> Self {
        Self { is_error, text: text.into(), topic: None, choices: Vec::new() }
    }

    /// The same about a topic.
    #[must_use]
    pub fn about(self, topic: Topic) -> Self {
        Self { topic: Some(topic), ..self }
    }

    /// The same with something that can be done.
    #[must_use]
    pub fn with(mut self, words: &'static str, action: impl Into<Action>) -> Self {
        self.choices.push((words, action.into()));
        self
    }
}

/// Shows a message; one of the same topic goes, and the same one is not shown twice.
pub fn show(messages: &mut Vec<Message>, message: Message) {
    if message.topic.is_some() {
        forget(messages, message.topic);
    }
    if !messages.contains(&message) {
        messages.push(message);
    }
}

/// Takes away what stands about a topic.
pub fn forget(messages: &mut Vec<Message>, topic: Option<Topic>) {
    messages.retain(|message| message.topic.is_none() || message.topic != topic);
}
