//! One document from its notice to the pages of its scan.

use super::damage::Damage;
use super::facts::Facts;
use super::ink::canvas::Canvas;
use super::ink::lettering::Letters;
use super::lens::bilevel::bilevel;
use super::lens::blur::blur;
use super::lens::sensor;
use super::lens::shot::{Lie, Shot, take};
use super::lens::warp::Map;
use super::page::Page;
use super::random::{Random, seed};
use super::recipe::{Dose, Pages, Recipe, Tone};
use super::setting::{Blanks, typeset};
use super::sheet::{Area, Sheet, Spots};
use super::{Workshop, marks, paper};
use anyhow::{Context, Result};
use image::{GrayImage, RgbImage};
use rayon::prelude::*;
use serde_json::Value;

/// A scanned document and what it says.
pub struct Scanned {
    /// Its pages.
    pub pages: Vec<Page>,
    /// What a perfect run writes into `text.txt`.
    pub text: String,
    /// The record: `document` and `body` of `notice.json`.
    pub truth: Value,
}

/// Softness of any scanner's optics, in millimetres.
const OPTICS: f32 = 0.03;
/// A4's width in millimetres.
const WIDE: f32 = 210.0;

/// Makes the scan of a recipe.
pub fn scan(shop: &Workshop, recipe: &Recipe) -> Result<Scanned> {
    let notice = shop.notice(&recipe.notice)?;
    let filled = recipe.numbers(Damage::HandwrittenBlanks).map_or(0.0, |n| n[0]);
    let repeated = recipe.numbers(Damage::RepeatedLines).map_or(0.0, |n| n[0]) as usize;
    let blanks = Blanks { number: filled >= 1.0, day: filled >= 2.0, repeated };
    let typeset = typeset(&shop.fonts, notice, recipe.resolution(), blanks).with_context(|| recipe.notice.clone())?;
    let mut truth = typeset.truth;
    let facts = Facts::new(recipe, &truth)?;
    facts.enter(&mut truth);
    let mut sheets = typeset.pages;
    if recipe.dose(Damage::BlankVerso).is_some() {
        sheets.insert(1.min(sheets.len()), back(&sheets));
    }
    let text = sheets.iter().map(|s| s.lines.iter().map(|line| format!("{line}\n")).collect()).collect::<Vec<String>>().join("\u{c}");
    let work = Work { recipe, facts: &facts, letters: &shop.letters, sheets: &sheets };
    Ok(Scanned { pages: work.pages(), text, truth })
}

/// An empty back as large as the first page.
fn back(sheets: &[Sheet]) -> Sheet {
    let (size, dpi) = sheets.first().map_or(((1, 1), 300.0), |s| (s.ink.dimensions(), s.dpi));
    let body = Area { x0: 30.0, y0: 25.0, x1: 190.0, y1: 275.0 };
    let spots = Spots { head: None, subject: None, signature: None, recipients: None, number: None, day: None, month: None, body };
    Sheet { dpi, ink: GrayImage::new(size.0, size.1), lines: Vec::new(), spots }
}

/// All that the pages of a document are made from.
struct Work<'a> {
    recipe: &'a Recipe,
    facts: &'a Facts,
    letters: &'a Letters,
    sheets: &'a [Sheet],
}

impl Work<'_> {
    fn pages(&self) -> Vec<Page> {
        let inked: Vec<Canvas> = (0..self.sheets.len()).into_par_iter().map(|page| self.inked(page)).collect();
        let shows = [Damage::BleedThrough, Damage::GhostLines, Damage::BlankVerso];
        let shows = shows.into_iter().any(|damage| self.recipe.dose(damage).is_some());
        let lights: Vec<RgbImage> = if shows { inked.iter().map(|c| c.light.clone()).collect() } else { Vec::new() };
        inked.into_par_iter().enumerate().map(|(page, canvas)| self.finished(page, canvas, &lights)).collect()
    }

    /// The numbers of a damage where it falls on a page.
    fn numbers(&self, damage: Damage, page: usize) -> Option<[f32; 2]> {
        self.recipe.dose(damage).filter(|dose| self.falls(dose, page)).map(|dose| damage.numbers(dose.severity))
    }

    fn falls(&self, dose: &Dose, page: usize) -> bool {
        use Damage::*;
        match dose.pages {
            Pages::Only(number) => page + 1 == number,
            Pages::Last => page + 1 == self.sheets.len(),
            Pages::Usual => match dose.damage {
                SealOnText | ArrivalStamp | UrgencyStamp | SecrecyStamp | MarginNote | HandwrittenBlanks => page == 0,
                SealOnSignature | Signature | Paraph => self.sheets[page].spots.signature.is_some(),
                BlankVerso => page == 1,
                _ => true,
            },
        }
    }

    fn seed(&self, damage: Damage, page: usize) -> u64 {
        // The edge seal is one seal over all pages.
        let page = if damage == Damage::EdgeSeal { 0 } else { page };
        seed(seed(self.recipe.seed(), damage.name()), &page.to_string())
    }

    /// The sheet with everything that was printed, stamped and written on it.
    fn inked(&self, page: usize) -> Canvas {
        let sheet = &self.sheets[page];
        let mut canvas = Canvas::new(sheet.ink.dimensions(), sheet.dpi);
        match self.numbers(Damage::Fading, page) {
            Some(numbers) => canvas.print(&sheet.ink, paper::strength(numbers, self.seed(Damage::Fading, page))),
            None => canvas.print(&sheet.ink, |_, _| 1.0),
        }
        let written = |dose: &&Dose| !sheet.lines.is_empty() || dose.damage == Damage::EdgeSeal;
        for dose in self.recipe.doses.iter().filter(written) {
            if let Some(numbers) = self.numbers(dose.damage, page) {
                let seed = self.seed(dose.damage, page);
                let mark = marks::Mark { letters: self.letters, spots: &sheet.spots, facts: self.facts, numbers, seed };
                marks::put(&mut canvas, dose.damage, &mark);
            }
        }
        canvas
    }

    fn finished(&self, page: usize, mut canvas: Canvas, lights: &[RgbImage]) -> Page {
        self.show_through(page, &mut canvas, lights);
        for dose in &self.recipe.doses {
            if let Some(numbers) = self.numbers(dose.damage, page) {
                paper::age(&mut canvas, dose.damage, numbers, self.seed(dose.damage, page));
            }
        }
        let mut shot = take(canvas, &self.lie(page));
        let sigma = (self.numbers(Damage::Blur, page).map_or(OPTICS, |n| n[0]) / 25.4) * shot.dpi;
        shot.light = blur(&shot.light, sigma);
        self.sense(page, &mut shot);
        let degrees = self.numbers(Damage::Turned, page).map_or(0.0, |n| n[0]) as u32;
        self.toned(page, shot, sigma).turned(degrees)
    }

    fn show_through(&self, page: usize, canvas: &mut Canvas, lights: &[RgbImage]) {
        if let Some([dark, _]) = self.numbers(Damage::BleedThrough, page) {
            marks::through(canvas, &lights[other_side(page, lights.len())], dark, self.seed(Damage::BleedThrough, page));
        }
        if let Some([dark, _]) = self.numbers(Damage::BlankVerso, page).filter(|n| n[0] > 0.0) {
            marks::through(canvas, &lights[0], dark, self.seed(Damage::BlankVerso, page));
        }
        if let Some([dark, share]) = self.numbers(Damage::GhostLines, page) {
            let next = if page + 1 < lights.len() { page + 1 } else { page.saturating_sub(1) };
            marks::beneath(canvas, &lights[next], (dark, share), self.seed(Damage::GhostLines, page));
        }
    }

    /// How the sheet lies on the glass.
    fn lie(&self, page: usize) -> Lie {
        let sheet = &self.sheets[page];
        let sign = |damage: Damage| if Random::new(self.seed(damage, page)).chance(0.5) { 1.0 } else { -1.0 };
        let degrees = self.numbers(Damage::Skew, page).map_or(0.0, |n| n[0] * sign(Damage::Skew));
        let slant = self.numbers(Damage::Perspective, page).map_or(0.0, |n| n[0] / WIDE * sign(Damage::Perspective));
        let lid = self.numbers(Damage::BlackBorder, page).map(|[mm, sides]| {
            let first = Random::new(self.seed(Damage::BlackBorder, page)).below(2) * 2;
            let order = [1, first, 3, 2 - first];
            let mut reach = [0.0; 4];
            for (index, side) in order.into_iter().take(sides as usize).enumerate() {
                reach[side] = mm / 25.4 * sheet.dpi / (1.0 + 0.5 * index as f32);
            }
            reach
        });
        Lie { map: Map::new(degrees, slant, sheet.ink.dimensions()), lid, seed: self.seed(Damage::BlackBorder, page) }
    }

    fn sense(&self, page: usize, shot: &mut Shot) {
        if let Some(numbers) = self.numbers(Damage::Streaks, page) {
            sensor::streaks(shot, numbers, self.seed(Damage::Streaks, page));
        }
        if let Some([levels, _]) = self.numbers(Damage::Noise, page) {
            sensor::noise(shot, levels, self.seed(Damage::Noise, page));
        }
    }

    fn toned(&self, page: usize, shot: Shot, sigma: f32) -> Page {
        if self.recipe.tone != Tone::Bilevel {
            return Page::toned(shot, self.recipe.tone);
        }
        let usual = Damage::Bilevel.numbers(super::damage::Severity::Light);
        let numbers = self.numbers(Damage::Bilevel, page).unwrap_or(usual);
        let bits = bilevel(&shot, numbers, self.seed(Damage::Bilevel, page));
        Page::bilevel(bits, &shot, 1 + sigma.round() as u32)
    }
}

/// The page on the other side of the sheet; of a last sheet with nothing on its back, the page before,
/// and of a single page its own print, as it sets off in a stack.
fn other_side(page: usize, pages: usize) -> usize {
    let other = page ^ 1;
    if other < pages { other } else { page.saturating_sub(1) }
}
