//! The faces of a gallery, one after the other in memory, and an exact scan over all of them.
//!
//! Two faces ([`Code`]) are the more alike the greater their product is. Every record is looked at: there is no index that could lose one,
//! and nothing to rebuild when one goes.

use crate::face::embed::Code;
use crate::net::Cpu;
use crate::net::cpu::for_each_cpu;

/// Products that are made before they are looked at.
const BLOCK: usize = 1_024;

/// Codes side by side.
#[derive(Debug, Default)]
pub(crate) struct Faces {
    codes: Vec<Code>,
    /// The record of each code.
    owners: Vec<u32>,
}

impl Faces {
    pub(crate) fn len(&self) -> usize {
        self.codes.len()
    }

    /// Puts a code in; its place until something is taken out.
    pub(crate) fn put(&mut self, code: Code, owner: u32) -> u32 {
        self.codes.push(code);
        self.owners.push(owner);
        (self.codes.len() - 1) as u32
    }

    /// Takes the code at a place out and overwrites it; the owner of the code that takes its
    /// place, if one does.
    pub(crate) fn take(&mut self, place: u32) -> Option<u32> {
        let place = place as usize;
        self.codes[place] = Code::NONE;
        // What moves leaves a copy behind, which is overwritten too.
        self.codes.swap_remove(place);
        if let Some(behind) = self.codes.spare_capacity_mut().first_mut() {
            behind.write(Code::NONE);
        }
        self.owners.swap_remove(place);
        self.owners.get(place).copied()
    }

    /// Says who owns the code at a place.
    pub(crate) fn own(&mut self, place: u32, owner: u32) {
        self.owners[place as usize] = owner;
    }

    pub(crate) fn code(&self, place: u32) -> &Code {
        &self.codes[place as usize]
    }

    /// The `most` records whose faces resemble `face` most, with the products, the greatest
    /// first.
    pub(crate) fn nearest(&self, cpu: Cpu, face: &Code, most: usize) -> Vec<(u32, i32)> {
        let mut best: Vec<(i32, u32)> = Vec::with_capacity(2 * most + BLOCK);
        let mut least = i32::MIN;
        let mut products = [0_i32; BLOCK];
        for (codes, owners) in self.codes.chunks(BLOCK).zip(self.owners.chunks(BLOCK)) {
            multiply(cpu, codes, face, &mut products);
            for (product, owner) in products.iter().zip(owners) {
                if least < *product {
                    best.push((*product, *owner));
                }
            }
            if 2 * most <= best.len() {
                least = cut(&mut best, most);
            }
        }
        cut(&mut best, most);
        best.sort_unstable_by(|a, b| b.cmp(a));
        best.into_iter().map(|(product, owner)| (owner, product)).collect()
    }

    /// The memory it takes, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.codes.capacity() * size_of::<Code>() + self.owners.capacity() * 4
    }
}

/// Keeps the `most` greatest, and says what is below all of them.
fn cut(best: &mut Vec<(i32, u32)>, most: usize) -> i32 {
    if best.len() <= most {
        return i32::MIN;
    }
    if most == 0 {
        best.clear();
        return i32::MAX;
    }
    best.select_nth_unstable_by(most - 1, |a, b| b.cmp(a));
    best.truncate(most);
    best.last().map_or(i32::MIN, |(product, _)| *product)
}

for_each_cpu! {
    /// The products of a query with each of `codes`.
    fn multiply<F>(codes: &[Code], query: &Code, products: &mut [i32; BLOCK]) {
        for (code, to) in codes.iter().zip(products) {
            *to = code.dot(query);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(count: usize) -> Vec<Code> {
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as i8
        };
        (0..count).map(|_| Code(std::array::from_fn(|_| next().max(-127)))).collect()
    }

    #[test]
    fn the_nearest_are_those_with_the_greatest_products() {
        let codes = codes(5_000);
        let mut faces = Faces::default();
        for (owner, code) in codes.iter().enumerate() {
            faces.put(*code, owner as u32);
        }
        let query = codes[77];
        let mut expected: Vec<(i32, u32)> =
            codes.iter().zip(0..).map(|(code, owner)| (query.dot(code), owner)).collect();
        expected.sort_unstable_by(|a, b| b.cmp(a));
        for cpu in Cpu::all() {
            for most in [0, 1, 10, 600, 5_000, 9_000] {
                let found = faces.nearest(cpu, &query, most);
                let expected: Vec<(u32, i32)> =
                    expected.iter().take(most).map(|(product, owner)| (*owner, *product)).collect();
                assert_eq!(found, expected, "{most} on {}", cpu.name());
            }
        }
    }

    #[test]
    fn what_is_taken_out_is_not_found_again() {
        let codes = codes(300);
        let mut faces = Faces::default();
        for (owner, code) in codes.iter().enumerate() {
            faces.put(*code, owner as u32);
        }
        assert_eq!(faces.take(10), Some(299));
        assert_eq!(faces.take(298), None);
        let found = faces.nearest(Cpu::detect(), &codes[10], 400);
        assert_eq!(found.len(), 298);
        assert!(found.iter().all(|(owner, _)| *owner != 10 && *owner != 298));
        assert_eq!(*faces.code(10), codes[299]);
    }
}
