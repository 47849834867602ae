//! What the programs took, side by side.

use super::programs::Program;
use super::race::Cost;

/// A table with a line for each program; ratios are to tesseract.
pub fn table(costs: &[(Program, Cost)], pages: usize) -> String {
    let base = costs.iter().find(|(program, _)| *program == Program::Tesseract).map(|(_, cost)| *cost);
    let mut out = String::new();
    let head = ["program", "wall s", "ratio", "pages/min", "peak MB", "ratio"];
    line(&mut out, head.map(str::to_owned));
    for (program, cost) in costs {
        let ratio = |of: fn(&Cost) -> f64| base.as_ref().map_or("-".to_owned(), |b| format!("{:.2}", of(cost) / of(b)));
        line(&mut out, [
            program.name().to_owned(),
            format!("{:.2}", cost.seconds),
            ratio(|c| c.seconds),
            format!("{:.1}", pages as f64 * 60.0 / cost.seconds),
            format!("{:.0}", cost.memory as f64 / 1e6),
            ratio(|c| c.memory as f64),
        ]);
    }
    out
}

fn line(out: &mut String, [name, rest @ ..]: [String; 6]) {
    let cells: String = rest.iter().map(|cell| format!("{cell:>11}")).collect();
    out.push_str(&format!("{name:<26}{cells}\n"));
}
