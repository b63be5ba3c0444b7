//! Work on many things by several threads.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// As many threads as the machine has processors for this program.
pub fn threads() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// What `work` makes of each of `items`, in their order. Every thread has a state of its own,
/// made by `state`, and takes the next item when it has done one, so that no thread waits for
/// slower items of another.
pub fn map<T, S, R>(
    items: &[T],
    threads: NonZeroUsize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let next = AtomicUsize::new(0);
    let one_thread = || {
        let mut state = state();
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(place) else { return done };
            done.push((place, work(&mut state, item)));
        }
    };
    let threads = threads.get().min(items.len()).max(1);
    let mut done: Vec<(usize, R)> = if threads == 1 {
        one_thread()
    } else {
        thread::scope(|scope| {
            let running: Vec<_> = (0..threads).map(|_| scope.spawn(one_thread)).collect();
            let joined = running.into_iter().map(thread::ScopedJoinHandle::join);
            // A panic of a thread is one of ours: it goes on to whoever called.
            joined
                .flat_map(|done| done.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        })
    };
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_whatever_the_threads() {
        let items: Vec<u32> = (0..1_000).collect();
        let expected: Vec<u32> = items.iter().map(|item| item * 3).collect();
        for threads in [1, 2, 7, 64] {
            let threads = NonZeroUsize::new(threads).unwrap();
            assert_eq!(map(&items, threads, || 3, |three, item| *three * item), expected);
        }
        assert!(map(&[], NonZeroUsize::MIN, || (), |(), item: &u8| *item).is_empty());
    }
}
