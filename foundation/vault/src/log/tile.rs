//! Tiles: the tree's hashes in pieces of 256, each an unchanging file.
//!
//! Format: C2SP tlog-tiles. A tile at level L holds up to 256 hashes of the tree's level 8·L.
//! Its path is `tile/<L>/<N>`, N in groups of three digits with all but the last group marked by
//! `x`, and `.p/<W>` behind a tile that is not full yet.

use super::merkle::Hash;

/// Hashes of a full tile.
pub const TILE_WIDTH: u64 = 256;
/// Levels of the tree that one tile spans.
pub const TILE_HEIGHT: u32 = 8;

/// Where a node's hash is stored: the tile's level and number and the place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The tile's level.
    pub level: u32,
    /// The tile's number in its level.
    pub number: u64,
    /// The place of the hash in the tile, from 0 to 255.
    pub place: u64,
}

/// Where the node at tree level `level` and `index` is stored. `None` for the levels between
/// tiles, whose nodes are computed.
pub const fn place_of(level: u32, index: u64) -> Option<Place> {
    if !level.is_multiple_of(TILE_HEIGHT) {
        return None;
    }
    Some(Place {
        level: level / TILE_HEIGHT,
        number: index / TILE_WIDTH,
        place: index % TILE_WIDTH,
    })
}

/// The path of tile `number` at `level` with `width` hashes, `tile/0/x001/234.p/17`.
pub fn path(level: u32, number: u64, width: u64) -> String {
    let mut groups = Vec::new();
    let mut rest = number;
    loop {
        groups.push(format!("{:03}", rest % 1000));
        rest /= 1000;
        if rest == 0 {
            break;
        }
    }
    groups.reverse();
    let last = groups.pop().unwrap_or_default();
    let upper = groups.into_iter().map(|group| format!("x{group}/")).collect::<Vec<_>>().concat();
    let partial = if width < TILE_WIDTH { format!(".p/{width}") } else { String::new() };
    format!("tile/{level}/{upper}{last}{partial}")
}

/// The hashes of a tile's bytes. `None` when the length is not that of 1 to 256 hashes.
pub fn hashes(bytes: &[u8]) -> Option<Vec<Hash>> {
    let (chunks, rest) = bytes.as_chunks::<32>();
    let fits = rest.is_empty() && !chunks.is_empty() && chunks.len() <= 256;
    fits.then(|| chunks.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_specification() {
        let cases = [
            ("the first tile", (0, 0, 256), "tile/0/000"),
            ("a partial tile", (0, 0, 1), "tile/0/000.p/1"),
            ("three digits", (1, 7, 256), "tile/1/007"),
            ("groups of three", (0, 1_234_067, 256), "tile/0/x001/x234/067"),
            ("grouped and partial", (2, 1_000, 255), "tile/2/x001/000.p/255"),
        ];
        for (rule, (level, number, width), expected) in cases {
            assert_eq!(path(level, number, width), expected, "{rule}");
        }
    }

    #[test]
    fn only_every_eighth_level_is_stored() {
        assert_eq!(place_of(0, 300), Some(Place { level: 0, number: 1, place: 44 }));
        assert_eq!(place_of(8, 3), Some(Place { level: 1, number: 0, place: 3 }));
        assert_eq!(place_of(3, 0), None);
    }

    #[test]
    fn a_tile_is_whole_hashes() {
        assert_eq!(hashes(&[0; 64]).map(|h| h.len()), Some(2));
        for length in [0, 31, 33, 257 * 32] {
            assert_eq!(hashes(&vec![0; length]), None, "{length}");
        }
    }
}
