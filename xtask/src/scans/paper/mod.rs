//! The sheet itself: how the print took, and what happened to the paper.

mod fading;
mod holes;
mod shade;
mod specks;

pub use fading::strength;

use super::damage::Damage;
use super::ink::canvas::Canvas;

/// Does to a sheet what a damage of paper does; other damages change nothing here.
pub fn age(canvas: &mut Canvas, damage: Damage, numbers: [f32; 2], seed: u64) {
    match damage {
        Damage::UnevenPaper => shade::uneven(canvas, numbers[0], seed),
        Damage::Stains => shade::stains(canvas, numbers, seed),
        Damage::Folds => shade::folds(canvas, numbers, seed),
        Damage::PunchHoles => holes::punch(canvas, numbers, seed),
        Damage::Specks => specks::scatter(canvas, numbers, seed),
        _ => {}
    }
}
