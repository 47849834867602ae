//! Ruled frames of stamps: boxes of one or more lines, and arrows that point to the right.

use super::rules::{Rule, Strokes};

/// Width and height of a stamp, inches: 15-110 mm by 7-50 mm.
const WIDE: (f64, f64) = (0.59, 4.4);
const HIGH: (f64, f64) = (0.27, 2.0);
/// Upper and lower rule of a frame are parallel within this slope.
const PARALLEL: f64 = 0.03;
/// They share at least this part of the longer one.
const SHARED: f64 = 0.5;
/// A side that stands is looked for this near (inches) to the ends of those that lie.
const NEAR: f64 = 0.15;
/// Three sides of a frame are inked at least this much, the fourth as much as `WORST`.
const SIDE: f64 = 0.6;
const WORST: f64 = 0.25;
/// Where three sides are inked this much the fourth may be worn off.
const FIRM: f64 = 0.75;
/// A frame found is part of a larger one if a side and what joins it to the frame, each inked at least
/// this much, half on the average, stand outside it up to these distances (inches) above and to the left:
/// the head of an arrival stamp and its cell with CV ĐẾN.
const WORN: f64 = 0.35;
const HALF: f64 = 0.5;
const LARGER: (f64, f64) = (0.45, 0.85);
/// A rule that goes on beyond a corner by this length (inches), inked this much, is no side of a frame.
const BEYOND: f64 = 0.15;
const GOES_ON: f64 = 0.85;
/// Corners at which this may happen: another stamp, a fold or a letter may lie there.
const CORNERS: usize = 1;
/// The tip of an arrow stands out by these shares of its height.
const TIP: (f64, f64) = (0.25, 1.1);
/// Inner rules as long as this share of a frame divide it.
const WHOLE: f64 = 0.9;

/// A frame by its corners, clockwise from the upper left; an arrow has five.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Pixels of the page.
    pub corners: Vec<(f64, f64)>,
    /// Rules inside it.
    pub inner: Vec<Rule>,
    /// Mean share of its sides that is inked.
    inked: f64,
}

impl Frame {
    /// Its sides, clockwise.
    pub fn sides(&self) -> impl Iterator<Item = Rule> + '_ {
        let ends = self.corners.iter().zip(self.corners.iter().cycle().skip(1));
        ends.map(|(&from, &to)| Rule { from, to })
    }

    /// Left and right edge at a height.
    pub fn chord(&self, y: f64) -> Option<(f64, f64)> {
        let cuts = self.sides().filter_map(|s| {
            let t = (y - s.from.1) / (s.to.1 - s.from.1);
            (0.0..=1.0).contains(&t).then_some(s.from.0 + t * (s.to.0 - s.from.0))
        });
        let (left, right) = cuts.fold((f64::MAX, f64::MIN), |(l, r), x| (l.min(x), r.max(x)));
        (left < right).then_some((left, right))
    }

    /// Whether a point lies inside or at most `slack` pixels outside.
    pub fn holds(&self, point: (f64, f64), slack: f64) -> bool {
        self.sides().all(|s| s.place(point).0 >= -slack)
    }

    /// Left, top, right, bottom in pixels.
    pub fn hull(&self) -> [f64; 4] {
        self.corners.iter().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[l, t, r, b], &(x, y)| [l.min(x), t.min(y), r.max(x), b.max(y)])
    }

    /// Height in pixels.
    pub fn height(&self) -> f64 {
        let (upper, lower) = (self.corners[0], self.corners[self.corners.len() - 1]);
        (upper.0 - lower.0).hypot(upper.1 - lower.1)
    }

    /// Slope of its lines.
    pub fn slope(&self) -> f64 {
        let (left, right) = (self.corners[0], self.corners[1]);
        (right.1 - left.1) / (right.0 - left.0)
    }

    fn area(&self) -> f64 {
        let [l, t, r, b] = self.hull();
        (r - l) * (b - t)
    }

    /// A table is divided all through, across and down; a stamp has a rule under its head at most,
    /// and one beside a word.
    fn is_table(&self) -> bool {
        let [l, t, r, b] = self.hull();
        let lying = self.inner.iter().filter(|i| i.to.0 - i.from.0 >= WHOLE * (r - l)).count();
        let standing = self.inner.iter().filter(|i| i.to.1 - i.from.1 >= WHOLE * (b - t)).count();
        lying * standing >= 1 || standing >= 2 || lying >= 3
    }
}

/// The frames of a page that may be stamps, largest first.
pub fn find(strokes: &Strokes, dpi: f64) -> Vec<Frame> {
    let lying: Vec<Rule> = strokes.lying();
    let standing = strokes.standing();
    let wide: Vec<&Rule> = lying.iter().filter(|r| (0.6 * WIDE.0 * dpi..WIDE.1 * dpi).contains(&r.length())).collect();
    let mut found: Vec<Frame> = Vec::new();
    for upper in &wide {
        for lower in wide.iter().filter(|lower| are_pair(upper, lower, dpi)) {
            found.extend(between(strokes, (upper, lower), &standing, dpi));
        }
    }
    found.sort_by(|a, b| (b.area() * b.inked).total_cmp(&(a.area() * a.inked)));
    let mut out: Vec<Frame> = Vec::new();
    for mut frame in found {
        if out.iter().all(|o| !most_of(&frame, o)) {
            frame.inner = lying.iter().chain(&standing).filter(|r| is_inner(&frame, r, dpi)).copied().collect();
            out.push(frame);
        }
    }
    out.retain(|f| !f.is_table());
    out
}

fn are_pair(upper: &Rule, lower: &Rule, dpi: f64) -> bool {
    let high = (lower.from.1 + lower.to.1 - upper.from.1 - upper.to.1) / 2.0;
    let slope = |r: &Rule| (r.to.1 - r.from.1) / (r.to.0 - r.from.0);
    let shared = upper.to.0.min(lower.to.0) - upper.from.0.max(lower.from.0);
    (HIGH.0 * dpi..HIGH.1 * dpi).contains(&high) && (slope(upper) - slope(lower)).abs() < PARALLEL
        && shared >= SHARED * upper.length().max(lower.length())
}

/// The frame between two rules, if there is one.
fn between(strokes: &Strokes, (upper, lower): (&Rule, &Rule), standing: &[Rule], dpi: f64) -> Option<Frame> {
    let at = |r: &Rule, x: f64| (x, r.from.1 + (r.to.1 - r.from.1) / (r.to.0 - r.from.0) * (x - r.from.0));
    let side = |a: f64, b: f64, outer: fn(f64, f64) -> f64| -> ((f64, f64), (f64, f64)) {
        let (top, bottom) = (at(upper, a).1, at(lower, b).1);
        let near = standing.iter().filter(|s| {
            let (high, low) = (s.from.1.max(top), s.to.1.min(bottom));
            low - high > 0.3 * (bottom - top) && s.to.1 < bottom + NEAR * dpi && s.from.1 > top - NEAR * dpi
                && [a, b].iter().any(|x| (s.from.0 - x).abs().min((s.to.0 - x).abs()) < NEAR * dpi)
        });
        let best = near.max_by(|s, o| s.length().total_cmp(&o.length()));
        let x = |y: f64, s: &Rule| s.from.0 + (y - s.from.1) / (s.to.1 - s.from.1) * (s.to.0 - s.from.0);
        best.map_or_else(|| (at(upper, outer(a, b)), at(lower, outer(a, b))), |s| (at(upper, x(top, s)), at(lower, x(bottom, s))))
    };
    let (left_top, left_bottom) = side(upper.from.0, lower.from.0, f64::min);
    let (right_top, right_bottom) = side(upper.to.0, lower.to.0, f64::max);
    let width = right_top.0 - left_top.0;
    if !(WIDE.0 * dpi..WIDE.1 * dpi).contains(&width) {
        return None;
    }
    let corners = vec![left_top, right_top, right_bottom, left_bottom];
    let frame = Frame { corners, inner: Vec::new(), inked: 0.0 };
    let shares: Vec<f64> = frame.sides().map(|s| strokes.inked(&s)).collect();
    if let Some(tip) = (shares[0] >= SIDE && shares[2] >= SIDE && shares[3] >= SIDE).then(|| tip(strokes, &frame)).flatten().filter(|_| shares[1] < SIDE) {
        let corners = vec![left_top, right_top, tip, right_bottom, left_bottom];
        return Some(Frame { corners, inked: (shares[0] + shares[2] + shares[3]) / 3.0, ..frame });
    }
    let mut sorted = shares.clone();
    sorted.sort_by(f64::total_cmp);
    if sorted[1] < SIDE || (sorted[0] < WORST && sorted[1] < FIRM) {
        return None;
    }
    let frame = grown(strokes, Frame { inked: shares.iter().sum::<f64>() / 4.0, ..frame }, dpi);
    (beyond(strokes, &frame, dpi) <= CORNERS).then_some(frame)
}

/// With the parts above and to the left that rules divide from it.
fn grown(strokes: &Strokes, frame: Frame, dpi: f64) -> Frame {
    let &[tl, tr, br, bl] = frame.corners.as_slice() else { return frame };
    let (tl, tr) = joined(strokes, [(bl, tl), (br, tr)], LARGER.0 * dpi, dpi).unwrap_or((tl, tr));
    let (tl, bl) = joined(strokes, [(tr, tl), (br, bl)], LARGER.1 * dpi, dpi).unwrap_or((tl, bl));
    let corners = vec![tl, tr, br, bl];
    if (tr.0 - tl.0) < WIDE.1 * dpi { Frame { corners, ..frame } } else { frame }
}

/// Where two sides, each from one point through another, go on and end at a side across.
fn joined(strokes: &Strokes, sides: [((f64, f64), (f64, f64)); 2], most: f64, dpi: f64) -> Option<((f64, f64), (f64, f64))> {
    let on = |(from, to): ((f64, f64), (f64, f64)), by: f64| {
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        (to.0 + (to.0 - from.0) / length * by, to.1 + (to.1 - from.1) / length * by)
    };
    let step = 0.01 * dpi;
    let scored = (10..).map(|i| f64::from(i) * step).take_while(|by| *by <= most).map(|by| {
        let ends = sides.map(|s| on(s, by));
        let lines = [(sides[0].1, ends[0]), (sides[1].1, ends[1]), (ends[0], ends[1])];
        let shares = lines.map(|(from, to)| strokes.inked(&Rule { from, to }));
        (shares.iter().copied().fold(1.0, f64::min), shares.iter().sum::<f64>() / 3.0, (ends[0], ends[1]))
    });
    let good = scored.filter(|s| s.0 >= WORN && s.1 >= HALF);
    good.max_by(|a, b| a.1.total_cmp(&b.1)).map(|s| s.2)
}

/// How often sides go on beyond the corners.
fn beyond(strokes: &Strokes, frame: &Frame, dpi: f64) -> usize {
    let probes = frame.sides().flat_map(|s| {
        let share = |by: f64| by * dpi / s.length().max(1.0);
        let at = move |t: f64| (s.from.0 + t * (s.to.0 - s.from.0), s.from.1 + t * (s.to.1 - s.from.1));
        // The stroke of the side across is no part of what goes on.
        let (near, far) = (share(0.04), share(0.04 + BEYOND));
        [Rule { from: at(-far), to: at(-near) }, Rule { from: at(1.0 + near), to: at(1.0 + far) }]
    });
    probes.filter(|p| strokes.inked(p) >= GOES_ON).count()
}

/// The tip of an arrow whose shaft is a box.
fn tip(strokes: &Strokes, shaft: &Frame) -> Option<(f64, f64)> {
    let (top, bottom) = (shaft.corners[1], shaft.corners[2]);
    let high = shaft.height();
    let middle = ((top.0 + bottom.0) / 2.0, (top.1 + bottom.1) / 2.0);
    let scored = (0..30).map(|i| {
        let out = high * (TIP.0 + (TIP.1 - TIP.0) * f64::from(i) / 29.0);
        let tip = (middle.0 + out, middle.1 + out * shaft.slope());
        (strokes.dark(&Rule { from: top, to: tip }).min(strokes.dark(&Rule { from: bottom, to: tip })), tip)
    });
    let best = scored.fold((0.0, middle), |best, next| if next.0 > best.0 { next } else { best });
    (best.0 >= SIDE).then_some(best.1)
}

/// Whether a frame lies for the most part in another.
fn most_of(frame: &Frame, other: &Frame) -> bool {
    let ([l, t, r, b], [ol, ot, or, ob]) = (frame.hull(), other.hull());
    let (w, h) = (r.min(or) - l.max(ol), b.min(ob) - t.max(ot));
    w > 0.0 && h > 0.0 && w * h > 0.8 * frame.area()
}

fn is_inner(frame: &Frame, rule: &Rule, dpi: f64) -> bool {
    let ends = [rule.from, rule.to].iter().all(|&p| frame.holds(p, 0.08 * dpi));
    let middle = ((rule.from.0 + rule.to.0) / 2.0, (rule.from.1 + rule.to.1) / 2.0);
    ends && frame.holds(middle, -0.06 * dpi)
}
