//! Web pages as archives keep them: MHTML, WARC and WACZ, with address, time and digest of each capture.

mod digest;
mod http;
mod mhtml;
mod page;
mod records;
mod versions;
mod wacz;
mod warc;

pub use mhtml::read_mhtml;
pub use wacz::read_wacz;
pub use warc::read_warc;
