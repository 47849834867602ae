//! Chance that falls the same way on every run.

/// A stream of numbers that looks random and depends on its seed alone (SplitMix64).
pub struct Random(u64);

impl Random {
    /// A stream of its own for every seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Next number of 0 to 1.
    pub fn unit(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        (mix(self.0) >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Next number of `low` to `high`.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// Next number of -1 to 1, those in the middle likelier.
    pub fn about(&mut self) -> f32 {
        self.unit() + self.unit() - 1.0
    }

    /// Next whole number below `end`, which is at least 1.
    pub fn below(&mut self, end: usize) -> usize {
        ((self.unit() * end as f32) as usize).min(end.saturating_sub(1))
    }

    /// One of some things, None of none.
    pub fn pick<'t, T>(&mut self, things: &'t [T]) -> Option<&'t T> {
        things.get(self.below(things.len().max(1)))
    }

    /// True as often as `share` says.
    pub fn chance(&mut self, share: f32) -> bool {
        self.unit() < share
    }
}

/// The seed of something that has a name within something that has a seed, so that one more of them
/// changes none of the others.
pub fn seed(of: u64, name: &str) -> u64 {
    name.bytes().fold(mix(of ^ 0x5851_f42d_4c95_7f2d), |seed, byte| mix(seed.wrapping_mul(0x100_0000_01b3) ^ u64::from(byte)))
}

/// A cloudy field of 0 to 1 whose hills are about one unit wide: uneven paper, uneven ink.
pub fn cloud(x: f32, y: f32, seed: u64) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let (u, v) = (ease(x - left), ease(y - top));
    let at = |dx: i64, dy: i64| corner(left as i64 + dx, top as i64 + dy, seed);
    let upper = at(0, 0) * (1.0 - u) + at(1, 0) * u;
    let lower = at(0, 1) * (1.0 - u) + at(1, 1) * u;
    upper * (1.0 - v) + lower * v
}

fn corner(x: i64, y: i64, seed: u64) -> f32 {
    let place = (x as u64).wrapping_mul(0x8da6_b343) ^ (y as u64).wrapping_mul(0xd816_3841);
    Random::new(mix(place ^ seed.wrapping_mul(0xcb1a_b31f))).unit()
}

fn ease(t: f32) -> f32 {
    t * t * (3.0 - 2.0 * t)
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
