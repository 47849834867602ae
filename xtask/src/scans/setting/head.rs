//! What stands above the body on page 1: the two heads side by side.

use super::super::font::{Face, Style};
use super::super::notice::{Head, Profile};
use super::super::sheet::Area;
use super::gaps::{self, Part};
use super::line::{Column, Line, Set};
use super::press::Press;
use super::{Blanks, LEFT, RIGHT};
use anyhow::{Result, bail};

/// Where the left head ends and the right one begins, in millimetres.
const BETWEEN: f32 = 94.0;
/// First baseline, in millimetres.
const TOP: f32 = 24.0;
/// Room for a number, a day, a month written by hand, in millimetres.
const NUMBER: f32 = 13.0;
const DAY: f32 = 9.0;

/// Sizes of the heads of a form, in points, and what stands between their lines.
struct Form {
    /// Names of bodies.
    body: f32,
    /// Number, place and date.
    number: f32,
    /// From line to line, in millimetres.
    leading: f32,
    /// From the last line above to number and date, in millimetres.
    gap: f32,
    /// Lines of the right head and their sizes.
    right: &'static [(&'static str, f32)],
}

const STATE: Form = Form { body: 13.0, number: 13.0, leading: 5.7, gap: 7.6, right: &[("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12.5), ("Độc lập - Tự do - Hạnh phúc", 13.5)] };
const PARTY: Form = Form { body: 14.0, number: 14.0, leading: 6.0, gap: 6.6, right: &[("ĐẢNG CỘNG SẢN VIỆT NAM", 15.0)] };

/// Prints both heads; gives how far down they reach.
pub fn print(press: &mut Press, head: &Head, blanks: &Blanks) -> Result<f32> {
    let form = if head.profile == Profile::State { STATE } else { PARTY };
    let left = bodies(press, head, &form)?;
    let right = TOP + form.leading * (form.right.len() - 1) as f32;
    // Under the lower one of the two heads, so that number and date stand on one line.
    let after_rule = left.max(right) + form.gap;
    let down = number(press, head, &form, (after_rule, blanks.number))?;
    let down = down.max(letter_subject(press, head, after_rule)?);
    print_right(press, &form)?;
    date(press, head, (after_rule, form.number), blanks.day)?;
    Ok(down)
}

fn left() -> Column {
    Column { x0: LEFT - 4.0, x1: BETWEEN, indent: 0.0, set: Set::Centred }
}

fn middle(column: Column) -> f32 {
    (column.x0 + column.x1) / 2.0
}

/// Prints a line of the text in the middle of a column, which it must fit in.
fn centred(press: &mut Press, (text, style): (&str, Style), column: Column, y: f32) -> Result<Area> {
    let line = Line::plain(text, style, column);
    if line.width(press.fonts)? > column.x1 - column.x0 {
        bail!("too wide for its column: {text:?}");
    }
    press.sheet.lines.push(line.text());
    line.print(press, y)
}

/// The parent and the issuing bodies with what stands under them; gives the baseline of the last line.
fn bodies(press: &mut Press, head: &Head, form: &Form) -> Result<f32> {
    let bold = head.issuers.iter().flatten().map(|line| (line, Face::Bold));
    let all: Vec<(&String, Face)> = head.parent.iter().map(|line| (line, Face::Regular)).chain(bold).collect();
    let (mut y, mut area) = (TOP - form.leading, Vec::new());
    for (line, face) in all {
        y += form.leading;
        area.push(centred(press, (line, Style(face, form.body)), left(), y)?);
    }
    if head.profile == Profile::Party {
        y += form.leading;
        area.push(centred(press, ("*", Style(Face::Regular, form.body)), left(), y)?);
    } else {
        let half = area.last().map_or(10.0, |a| (a.x1 - a.x0) / 4.0);
        press.level((middle(left()) - half, middle(left()) + half), y + 2.4);
    }
    press.sheet.spots.head = Area::around(area);
    Ok(y)
}

fn number(press: &mut Press, head: &Head, form: &Form, (y, blank): (f32, bool)) -> Result<f32> {
    let printed = head.number.as_str();
    let start = printed.find(|c: char| c.is_ascii_digit()).unwrap_or(printed.len());
    let end = printed[start..].find(|c: char| !c.is_ascii_digit()).map_or(printed.len(), |at| start + at);
    if end == start {
        bail!("no ordinal in {printed:?}");
    }
    let ordinal = if blank { Part::Hand(&printed[start..end], NUMBER) } else { Part::Print(&printed[start..end]) };
    let parts = [Part::Print(&printed[..start]), ordinal, Part::Print(&printed[end..])];
    let style = Style(Face::Regular, form.number);
    press.sheet.spots.number = gaps::print(press, &parts, style, (middle(left()), y))?.pop();
    press.sheet.lines.push(printed.to_owned());
    let area = super::press::around((LEFT, BETWEEN - 6.0), y, form.number);
    press.sheet.spots.head = press.sheet.spots.head.map(|head| head.with(area));
    Ok(area.y1)
}

/// The `V/v` of a letter under its number; gives how far down it reaches.
fn letter_subject(press: &mut Press, head: &Head, number: f32) -> Result<f32> {
    if head.kind.is_some() {
        return Ok(number);
    }
    const SIZE: f32 = 12.0;
    let narrow = Column { x0: left().x0 + 3.0, x1: left().x1 - 3.0, ..left() };
    let (mut y, mut areas) = (number + 1.2, Vec::new());
    for line in Line::wrapped(press.fonts, &head.subject.join(" "), Style(Face::Regular, SIZE), narrow)? {
        y += 5.1;
        press.sheet.lines.push(line.text());
        areas.push(line.print(press, y)?);
    }
    press.sheet.spots.subject = Area::around(areas);
    Ok(y)
}

fn print_right(press: &mut Press, form: &Form) -> Result<()> {
    let column = Column { x0: BETWEEN + 1.0, x1: RIGHT + 2.0, indent: 0.0, set: Set::Centred };
    let mut last = (TOP, None);
    for (index, (text, size)) in form.right.iter().enumerate() {
        let y = TOP + index as f32 * form.leading;
        last = (y, Some(centred(press, (text, Style(Face::Bold, *size)), column, y)?));
    }
    if let (y, Some(area)) = last {
        press.level((area.x0, area.x1), y + 2.2);
    }
    Ok(())
}

fn date(press: &mut Press, head: &Head, (y, size): (f32, f32), blank: bool) -> Result<()> {
    let printed = format!("{}, {}", head.place, head.date);
    let numbers: Vec<&str> = head.date.split(' ').filter(|word| word.parse::<u32>().is_ok()).collect();
    let [day, month, year] = numbers[..] else { bail!("no day, month and year in {:?}", head.date) };
    let (before, behind) = (format!("{}, ngày ", head.place), format!(" năm {year}"));
    if format!("{before}{day} tháng {month}{behind}") != printed {
        bail!("a date is written `ngày 05 tháng 8 năm 2021`, not {:?}", head.date);
    }
    let part = |text| if blank { Part::Hand(text, DAY) } else { Part::Print(text) };
    let parts = [Part::Print(&before), part(day), Part::Print(" tháng "), part(month), Part::Print(&behind)];
    let mut gaps = gaps::print(press, &parts, Style(Face::Italic, size), ((BETWEEN + RIGHT + 3.0) / 2.0, y))?.into_iter();
    (press.sheet.spots.day, press.sheet.spots.month) = (gaps.next(), gaps.next());
    press.sheet.lines.push(printed);
    Ok(())
}
