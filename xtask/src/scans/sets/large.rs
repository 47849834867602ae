//! Every notice in several forms, with damage drawn by chance.

use crate::scans::damage::{Damage, SEVERITIES, TABLE};
use crate::scans::notice::Notice;
use crate::scans::random::{Random, seed};
use crate::scans::recipe::{Dose, FORMS, File, Recipe, Tone};

/// Scans of each notice.
const FORMS_EACH: usize = 3;
/// Dots per inch that scanners are set to.
const RESOLUTIONS: [f32; 5] = [150.0, 200.0, 240.0, 300.0, 400.0];
/// How often each is: archives mostly scan at 200 and 300.
const USUAL: [usize; 9] = [1, 1, 1, 3, 3, 3, 2, 0, 4];

/// Recipes of all notices; another `of` draws others.
pub fn recipes(notices: &[Notice], of: u64) -> Vec<Recipe> {
    let each = |notice: &Notice| (1..=FORMS_EACH).map(|form| drawn(&notice.name, form, of)).collect::<Vec<_>>();
    notices.iter().flat_map(each).collect()
}

fn drawn(notice: &str, form: usize, of: u64) -> Recipe {
    let name = format!("{notice}-{of}-{form}");
    let mut random = Random::new(seed(seed(of, "large"), &name));
    let (_, file, tone) = FORMS[random.below(FORMS.len())];
    let dpi = RESOLUTIONS[USUAL[random.below(USUAL.len())]];
    // Fewer dots than 200 leave no letters in black and white.
    let dpi = if tone == Tone::Bilevel { dpi.max(200.0) } else { dpi };
    Recipe { name, notice: notice.to_owned(), file, tone, dpi, doses: doses((file, tone), &mut random), arrival: None }
}

/// Damages with their severities, lighter ones likelier.
fn doses(form: (File, Tone), random: &mut Random) -> Vec<Dose> {
    let mut doses = Vec::new();
    for row in &TABLE {
        let severity = SEVERITIES[[0, 0, 0, 1, 1, 2][random.below(6)]].0;
        if random.chance(share(row.damage, form)) {
            doses.push(Dose::usual(row.damage, severity));
        }
    }
    doses
}

/// How often a damage is on a document.
fn share(damage: Damage, (file, tone): (File, Tone)) -> f32 {
    use Damage::*;
    match damage {
        Resolution => 0.0,
        Bilevel => if tone == Tone::Bilevel { 1.0 } else { 0.0 },
        Jpeg => if tone == Tone::Bilevel || file == File::Png { 0.0 } else { 0.7 },
        SealOnSignature | Signature => 0.85,
        Skew => 0.6,
        HandwrittenBlanks | ArrivalStamp | Specks | BleedThrough | Noise => 0.35,
        Turned | BlankVerso | Perspective => 0.06,
        _ => 0.15,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::scans::notice;

    #[test]
    fn every_notice_comes_several_times_and_the_seed_decides() {
        let notices = notice::all().unwrap();
        let names = |of| recipes(&notices, of).into_iter().map(|r| r.name).collect::<Vec<_>>();
        assert_eq!(names(1).len(), FORMS_EACH * notices.len());
        assert_eq!(recipes(&notices, 1), recipes(&notices, 1));
        assert!(recipes(&notices, 1).iter().zip(recipes(&notices, 2)).any(|(a, b)| a.doses != b.doses));
    }

    #[test]
    fn every_damage_but_that_of_resolution_is_drawn() {
        let notices = notice::all().unwrap();
        let all: Vec<Recipe> = (1..=5).flat_map(|of| recipes(&notices, of)).collect();
        for row in TABLE.iter().filter(|row| row.damage != Damage::Resolution) {
            assert!(all.iter().any(|r| r.dose(row.damage).is_some()), "{}", row.name);
        }
    }
}
