//! What stamps write on a document, and what the record has to say of it.

use super::damage::Damage;
use super::ink::canvas::{BLUE, Ink, PEN_BLACK, RED, VIOLET};
use super::random::{Random, seed};
use super::recipe::Recipe;
use super::stamps::seal::Emblem;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// A filled-in stamp of the receiving office.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrival {
    /// The office as the stamp has it.
    pub office: String,
    /// What the hand wrote behind `Số`.
    pub number: String,
    /// What it wrote behind `Ngày`.
    pub date_text: String,
    /// The same as year, month, day with hyphens.
    pub date: String,
    /// Colour of the stamp.
    pub ink: Ink,
}

/// What stamps write on one document.
pub struct Facts {
    /// The stamp of the receiving office, if the document gets one.
    pub arrival: Option<Arrival>,
    /// The word of the urgency stamp.
    pub urgency: Option<String>,
    /// The word of the secrecy stamp.
    pub secrecy: Option<String>,
    /// Middle of the seal.
    pub emblem: Emblem,
}

const URGENCY: [&str; 3] = ["KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"];
const SECRECY: [&str; 3] = ["MẬT", "TỐI MẬT", "TUYỆT MẬT"];
const INKS: [(&str, Ink); 4] = [("red", RED), ("violet", VIOLET), ("blue", BLUE), ("black", PEN_BLACK)];

impl Facts {
    /// What the recipe's stamps write on the document of this record.
    pub fn new(recipe: &Recipe, truth: &Value) -> Result<Self> {
        let document = &truth["document"];
        let mut random = Random::new(seed(recipe.seed(), "facts"));
        let mut word = |words: &[&str]| random.pick(words).map(|w| (*w).to_owned());
        let (urgency, secrecy) = (word(&URGENCY), word(&SECRECY));
        let arrival = recipe.arrival.as_ref().map_or_else(|| Ok(Arrival::drawn(recipe, document)), |line| Arrival::parse(line))?;
        Ok(Self {
            arrival: recipe.dose(Damage::ArrivalStamp).map(|_| arrival),
            urgency: recipe.dose(Damage::UrgencyStamp).and(urgency),
            secrecy: recipe.dose(Damage::SecrecyStamp).and(secrecy),
            emblem: if document["profile"] == "party" { Emblem::Star } else { Emblem::State },
        })
    }

    /// Adds to the record what the stamps say.
    pub fn enter(&self, truth: &mut Value) {
        let entry = |a: &Arrival| json!({ "office": a.office, "number": a.number, "date": a.date, "date_text": a.date_text });
        truth["document"]["arrivals"] = self.arrival.iter().map(entry).collect();
        truth["document"]["urgency"] = json!(self.urgency);
        truth["document"]["secrecy"] = json!(self.secrecy);
    }
}

impl Arrival {
    /// Of a recipe's line `office | number | day/month/year | colour`.
    fn parse(line: &str) -> Result<Self> {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        ensure!(parts.len() == 4, "an arrival is `office | number | day/month/year | colour`, not {line:?}");
        let ink = INKS.iter().find(|(name, _)| *name == parts[3]).with_context(|| format!("{:?} is no colour of stamps", parts[3]))?.1;
        let date = iso(parts[2]).with_context(|| format!("{:?} is no date", parts[2]))?;
        Ok(Self { office: parts[0].to_owned(), number: parts[1].to_owned(), date_text: parts[2].to_owned(), date, ink })
    }

    /// Invented for a document: the registry of its place, some days after its date.
    fn drawn(recipe: &Recipe, document: &Value) -> Self {
        let mut random = Random::new(seed(recipe.seed(), "arrival"));
        let place = document["place"].as_str().unwrap_or_default();
        let office = match random.below(3) {
            0 => format!("VĂN PHÒNG UBND TỈNH {place}"),
            1 => format!("SỞ NỘI VỤ TỈNH {place}"),
            _ => format!("TRUNG TÂM LƯU TRỮ {place}"),
        };
        let date = document["date"].as_str().unwrap_or("2021-08-05");
        let part = |index: usize, usual: u32| date.split('-').nth(index).and_then(|p| p.parse().ok()).unwrap_or(usual);
        let (year, month, day) = (part(0, 2021), part(1, 8), (part(2, 5) + 1 + random.below(2) as u32).min(28));
        let date_text = if random.chance(0.5) { format!("{day}/{month}/{:02}", year % 100) } else { format!("{day}/{month}/{year}") };
        let ink = random.pick(&INKS).map_or(RED, |(_, ink)| *ink);
        let number = (100 + random.below(9000)).to_string();
        Self { office: office.to_uppercase().trim().to_owned(), number, date: format!("{year}-{month:02}-{day:02}"), date_text, ink }
    }
}

/// Day, month and year, of two or four digits, as year, month, day with hyphens.
fn iso(text: &str) -> Option<String> {
    let numbers: Vec<u32> = text.split('/').map(|p| p.parse().ok()).collect::<Option<_>>()?;
    let [day, month, year] = <[u32; 3]>::try_from(numbers).ok()?;
    let year = if year < 100 { 2000 + year } else { year };
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then(|| format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_recipe_is_an_arrival() {
        let arrival = Arrival::parse("VĂN PHÒNG UBND TỈNH LAI CHÂU | 7759 | 14/5/21 | red").unwrap();
        assert_eq!((arrival.number.as_str(), arrival.date.as_str(), arrival.ink), ("7759", "2021-05-14", RED));
        assert!(Arrival::parse("VĂN PHÒNG | 7759 | 14/5/21").is_err());
        assert!(Arrival::parse("VĂN PHÒNG | 7759 | 14/15/21 | red").is_err());
        assert!(Arrival::parse("VĂN PHÒNG | 7759 | 14/5/21 | pink").is_err());
    }
}
