//! [`host_name`]: what this computer is called, for people who share a project.

use super::vfs::Vfs;
use std::env;
use std::path::Path;

/// Where Linux tells it.
const LINUX: &str = "/proc/sys/kernel/hostname";

/// The name of this computer; empty where the system does not tell.
pub fn host_name(vfs: &dyn Vfs) -> String {
    let told = ["COMPUTERNAME", "HOSTNAME"].into_iter().find_map(|name| env::var(name).ok());
    let name = told.or_else(|| {
        let bytes = vfs.read(Path::new(LINUX), 1 << 10).ok()?;
        String::from_utf8(bytes).ok()
    });
    name.unwrap_or_default().trim().to_owned()
}
