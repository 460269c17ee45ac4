//! Chats as programs give them out: Telegram and `WhatsApp`. Each message has its author and time as pinpoint.

mod telegram;
mod whatsapp;

pub(super) use telegram::is_telegram;
pub use telegram::read_telegram;
pub(super) use whatsapp::whatsapp;
