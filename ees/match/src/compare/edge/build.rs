//! From minutiae to edges.

use super::{Edge, LANES, LENGTH_MAX, NEIGHBOURS, Prepared, USED_MAX};
use crate::minutiae::{Direction, Minutia, Template};

pub(super) fn prepared(template: &Template) -> Prepared {
    let used = &template.minutiae[..template.minutiae.len().min(USED_MAX)];
    let mut edges: Vec<Edge> = Vec::with_capacity(used.len() * NEIGHBOURS);
    let mut joined = vec![[false; USED_MAX]; used.len()];
    let mut near: Vec<(f32, usize)> = Vec::with_capacity(used.len());
    for i in 0..used.len() {
        near.clear();
        near.extend((0..used.len()).filter(|j| *j != i).map(|j| (distance(used[i], used[j]), j)));
        near.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for &(length, j) in near.iter().take(NEIGHBOURS) {
            let (from, to) = (i.min(j), i.max(j));
            if !(1.0..=f32::from(LENGTH_MAX)).contains(&length)
                || std::mem::replace(&mut joined[from][to], true)
            {
                continue;
            }
            edges.push(edge(used, from, to, length));
        }
    }
    edges.sort_unstable_by_key(|edge| (edge.length, edge.begin, edge.end));
    let mut both: Vec<Edge> = edges.iter().flat_map(|edge| [*edge, reversed(*edge)]).collect();
    both.sort_unstable_by_key(|edge| (edge.length, edge.begin, edge.end));
    let lanes = |part: fn(&Edge) -> u8| -> Vec<[u8; LANES]> {
        let chunks = both.chunks(LANES);
        chunks
            .map(|chunk| {
                let mut lanes = [255; LANES];
                lanes.iter_mut().zip(chunk).for_each(|(lane, edge)| *lane = part(edge));
                lanes
            })
            .collect()
    };
    let starts =
        (0..=256).map(|length| both.partition_point(|edge| u16::from(edge.length) < length));
    Prepared {
        directions: used.iter().map(|minutia| minutia.direction.0).collect(),
        lengths: lanes(|edge| edge.length),
        begins: lanes(|edge| edge.begin),
        ends: lanes(|edge| edge.end),
        minutiae: both.iter().map(|edge| [edge.from, edge.to]).collect(),
        starts: starts.map(|start| start as u16).collect(),
        edges,
    }
}

fn distance(a: Minutia, b: Minutia) -> f32 {
    (f32::from(a.x) - f32::from(b.x)).hypot(f32::from(a.y) - f32::from(b.y))
}

fn edge(used: &[Minutia], from: usize, to: usize, length: f32) -> Edge {
    let (a, b) = (&used[from], &used[to]);
    let (dx, dy) = (f32::from(b.x) - f32::from(a.x), f32::from(b.y) - f32::from(a.y));
    let there = Direction::from_radians((-dy).atan2(dx)).0;
    Edge {
        length: length.round() as u8,
        begin: there.wrapping_sub(a.direction.0),
        end: there.wrapping_add(128).wrapping_sub(b.direction.0),
        from: from as u8,
        to: to as u8,
    }
}

fn reversed(edge: Edge) -> Edge {
    Edge { begin: edge.end, end: edge.begin, from: edge.to, to: edge.from, ..edge }
}
