//! What the processor can do, and functions that are compiled once for each of its kinds.

/// A set of vector instructions that this processor has.
///
/// Values come from [`Cpu::detect`] alone, so that holding one proves that its instructions are
/// there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cpu(Level);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Nothing but what every processor of the target has.
    Portable,
    /// AVX2 and fused multiplication and addition.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// AVX-512 with the extensions of a server of 2019 and later, VNNI and VPOPCNTDQ among them.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Cpu {
    /// The best there is.
    pub fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512vnni")
                && is_x86_feature_detected!("avx512vpopcntdq")
                && is_x86_feature_detected!("fma")
            {
                return Self(Level::Avx512);
            }
            if is_x86_feature_detected!("avx2")
                && is_x86_feature_detected!("fma")
                && is_x86_feature_detected!("popcnt")
            {
                return Self(Level::Avx2);
            }
        }
        Self(Level::Portable)
    }

    /// Every set that is there, the best last: for tests that compare them.
    pub fn all() -> Vec<Self> {
        let best = Self::detect();
        let mut all = vec![Self(Level::Portable)];
        #[cfg(target_arch = "x86_64")]
        all.extend(
            [Level::Avx2, Level::Avx512].map(Self).into_iter().filter(|cpu| cpu.0 <= best.0),
        );
        all
    }

    pub(crate) fn level(self) -> Level {
        self.0
    }

    /// The name of the set, for reports.
    pub fn name(self) -> &'static str {
        match self.0 {
            Level::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => "AVX2",
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => "AVX-512",
        }
    }
}

/// Makes of one body a function for each kind of processor, and one that takes a [`Cpu`] first
/// and calls the right one. In the body `$F::FMA` says whether fused operations are fast.
macro_rules! for_each_cpu {
    ($(#[$meta:meta])* $vis:vis fn $name:ident<$F:ident>($($arg:ident: $type:ty),* $(,)?) $(-> $out:ty)? $body:block) => {
        $(#[$meta])*
        $vis fn $name(cpu: $crate::net::Cpu, $($arg: $type),*) $(-> $out)? {
            #[inline(always)]
            fn body<$F: $crate::net::cpu::Fused>($($arg: $type),*) $(-> $out)? $body

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx512vpopcntdq,avx2,fma,popcnt")]
            fn avx512($($arg: $type),*) $(-> $out)? {
                body::<$crate::net::cpu::WithFma>($($arg),*)
            }

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma,popcnt")]
            fn avx2($($arg: $type),*) $(-> $out)? {
                body::<$crate::net::cpu::WithFma>($($arg),*)
            }

            match cpu.level() {
                $crate::net::cpu::Level::Portable => body::<$crate::net::cpu::WithoutFma>($($arg),*),
                #[cfg(target_arch = "x86_64")]
                #[expect(unsafe_code, reason = "calls code for instructions that were detected")]
                // SAFETY: a `Cpu` of this level exists only after its instructions were found.
                $crate::net::cpu::Level::Avx2 => unsafe { avx2($($arg),*) },
                #[cfg(target_arch = "x86_64")]
                #[expect(unsafe_code, reason = "calls code for instructions that were detected")]
                // SAFETY: a `Cpu` of this level exists only after its instructions were found.
                $crate::net::cpu::Level::Avx512 => unsafe { avx512($($arg),*) },
            }
        }
    };
}
pub(crate) use for_each_cpu;

/// How a product is added to a sum.
pub(crate) trait Fused {
    /// `a × b + c`.
    fn multiply_add(a: f32, b: f32, c: f32) -> f32;
}

/// One instruction, one rounding.
pub(crate) struct WithFma;
/// Two instructions; without hardware the fused form would be a call for each number.
pub(crate) struct WithoutFma;

impl Fused for WithFma {
    #[inline(always)]
    fn multiply_add(a: f32, b: f32, c: f32) -> f32 {
        a.mul_add(b, c)
    }
}

impl Fused for WithoutFma {
    #[inline(always)]
    fn multiply_add(a: f32, b: f32, c: f32) -> f32 {
        a * b + c
    }
}
