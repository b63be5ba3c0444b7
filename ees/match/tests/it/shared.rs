//! Files that lie beside the repository: real images and models.

/// A file of the folder that `LIMEN_SHARED_DATA` names; says so where there is none.
pub(crate) fn shared(path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("LIMEN_SHARED_DATA") else {
        eprintln!("`LIMEN_SHARED_DATA` is not set: `{path}` is left out");
        return None;
    };
    let path = std::path::Path::new(&folder).join(path);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}
