//! Whether a folder lies on a network drive.

use std::path::Path;

/// Kinds of file system that live on another machine.
const NETWORK_KINDS: [&str; 10] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "ceph",
    "9p",
    "fuse.sshfs",
];

/// The kind of network file system that holds this folder; none if it is local or not known.
///
/// Reads the kernel's table of mounts, which only Linux has.
#[must_use]
pub fn network_drive(folder: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    network_kind(folder, &mounts)
}

fn network_kind(folder: &Path, mounts: &str) -> Option<String> {
    mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            // The kernel writes a blank in a path as \040.
            let place = words.next()?.replace("\\040", " ");
            let kind = words.next()?;
            folder
                .starts_with(&place)
                .then(|| (place.len(), kind.to_owned()))
        })
        // Of mounts on one place the last one is in force.
        .max_by_key(|(length, _)| *length)
        .map(|(_, kind)| kind)
        .filter(|kind| NETWORK_KINDS.contains(&kind.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_below_an_nfs_mount_is_on_a_network_drive_and_its_neighbour_is_not() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /home/my\\040files nfs4 rw 0 0\n";
        let on = |path: &str| network_kind(Path::new(path), mounts);
        assert_eq!(on("/home/my files/data"), Some("nfs4".to_owned()));
        assert_eq!(on("/home/other/data"), None);
    }
}
