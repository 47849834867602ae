//! What stands under the body: recipients at the left, signers at the right.

use super::super::font::{Face, Fonts, Style};
use super::super::notice::{Notice, Profile, Recipient, Signer};
use super::super::sheet::Area;
use super::line::{Column, Line, Set};
use super::press::{POINT, Press};
use super::{LEFT, RIGHT};
use anyhow::Result;

/// Space above the foot, in millimetres.
const APART: f32 = 9.0;
/// Right edge of the recipients and left edge of the signer, in millimetres.
const BETWEEN: f32 = 106.0;
/// Middles of two signers, in millimetres.
const SIGNERS: [f32; 2] = [66.0, 150.0];
/// From line to line of the signer, in millimetres.
const OFFICE: f32 = 6.0;
/// Room to sign in: from the last line of the office to the name, in millimetres.
const SIGN: f32 = 29.0;

/// A line of the foot and its baseline under the foot's top.
struct Placed {
    line: Line,
    down: f32,
}

/// A brace, and what stands at its point.
struct Brace {
    from: f32,
    to: f32,
    x: f32,
    remark: Option<Placed>,
}

/// The foot, laid out. Lengths in millimetres.
pub struct Foot {
    heading: (String, Style, f32),
    recipients: Vec<Placed>,
    braces: Vec<Brace>,
    signers: Vec<Vec<Placed>>,
    /// From the body to its end.
    pub height: f32,
}

/// Lays out the foot of a notice.
pub fn set(fonts: &Fonts, notice: &Notice) -> Result<Foot> {
    let foot = &notice.foot;
    let state = notice.head.profile == Profile::State;
    let two = foot.signers.len() == 2;
    let middles = if two { &SIGNERS[..] } else { &SIGNERS[1..] };
    let signers: Vec<Vec<Placed>> = foot.signers.iter().zip(middles).map(|(s, &x)| signer(fonts, s, x, state)).collect::<Result<_>>()?;
    let signed = lowest(signers.iter().flatten());
    let top = if two { signed + APART } else { APART };
    let heading = if state { Style(Face::BoldItalic, 12.0) } else { Style(Face::Regular, 14.0) };
    let size = if state { 11.0 } else { 12.0 };
    let (recipients, braces) = items(fonts, &foot.recipients, size, top)?;
    let height = lowest(recipients.iter()).max(signed) + 1.5;
    Ok(Foot { heading: (foot.heading.clone(), heading, top), recipients, braces, signers, height })
}

fn lowest<'p>(all: impl Iterator<Item = &'p Placed>) -> f32 {
    all.map(|placed| placed.down).fold(0.0, f32::max)
}

fn signer(fonts: &Fonts, signer: &Signer, middle: f32, state: bool) -> Result<Vec<Placed>> {
    let column = Column { x0: middle - 42.0, x1: (middle + 42.0).min(RIGHT + 4.0), indent: 0.0, set: Set::Centred };
    let mut out: Vec<Placed> = Vec::new();
    for (index, text) in signer.office.iter().enumerate() {
        // In the Party's form the office under the authority is not bold.
        let face = if state || index == 0 { Face::Bold } else { Face::Regular };
        for line in Line::wrapped(fonts, text, Style(face, 14.0), column)? {
            out.push(Placed { line, down: APART + out.len() as f32 * OFFICE });
        }
    }
    let down = lowest(out.iter()) + SIGN;
    out.push(Placed { line: Line::plain(&signer.name, Style(Face::Bold, 14.0), column), down });
    Ok(out)
}

fn items(fonts: &Fonts, all: &[Recipient], size: f32, top: f32) -> Result<(Vec<Placed>, Vec<Brace>)> {
    let style = Style(Face::Regular, size);
    let leading = size * 1.19 * POINT;
    let (mut out, mut braces): (Vec<Placed>, Vec<Brace>) = (Vec::new(), Vec::new());
    let mut y = top + 0.9;
    let mut open: Option<(f32, f32)> = None;
    for item in all {
        // A brace and its remark need their room.
        let x1 = if item.braced { BETWEEN - 20.0 } else { BETWEEN - 4.0 };
        for line in Line::wrapped(fonts, &item.text, style, Column { x0: LEFT, x1, indent: 0.0, set: Set::Left })? {
            y += leading;
            if item.braced {
                let (from, x) = open.unwrap_or((y - 0.7 * leading, LEFT));
                open = Some((from, x.max(LEFT + line.width(fonts)?)));
            }
            out.push(Placed { line, down: y });
        }
        if let (Some(remark), Some((from, x))) = (&item.remark, open.filter(|_| item.braced)) {
            let column = Column { x0: x + 5.4, x1: BETWEEN, indent: 0.0, set: Set::Left };
            let to = y + 0.25 * leading;
            let remark = Placed { line: Line::plain(remark, style, column), down: (from + to) / 2.0 + 0.12 * leading + 0.5 };
            braces.push(Brace { from, to, x: x + 1.4, remark: Some(remark) });
            open = None;
        }
    }
    Ok((out, braces))
}

impl Foot {
    /// Prints the foot below `y`, the end of the body.
    pub fn print(&self, press: &mut Press, y: f32) -> Result<()> {
        self.print_recipients(press, y)?;
        for signer in &self.signers {
            let mut areas = Vec::new();
            for placed in signer {
                press.sheet.lines.push(placed.line.text());
                areas.push(placed.line.print(press, y + placed.down)?);
            }
            press.sheet.spots.signature = space(&areas);
        }
        Ok(())
    }

    fn print_recipients(&self, press: &mut Press, y: f32) -> Result<()> {
        let mut areas = vec![self.print_heading(press, y)?];
        let mut braces = self.braces.iter().peekable();
        for placed in &self.recipients {
            press.sheet.lines.push(placed.line.text());
            areas.push(placed.line.print(press, y + placed.down)?);
            if let Some(brace) = braces.next_if(|brace| placed.down <= brace.to && placed.down + 1.5 > brace.to) {
                areas.push(brace.print(press, y)?);
            }
        }
        press.sheet.spots.recipients = Area::around(areas);
        Ok(())
    }

    fn print_heading(&self, press: &mut Press, y: f32) -> Result<Area> {
        let (text, style, down) = &self.heading;
        press.sheet.lines.push(text.clone());
        let area = press.text((LEFT, y + down), text, *style)?;
        if style.0 == Face::Regular {
            // The colon is not underlined.
            let width = press.fonts.width(text.trim_end_matches(':'), *style)?;
            press.level((LEFT, LEFT + width), y + down + 0.9);
        }
        Ok(area)
    }
}

impl Brace {
    fn print(&self, press: &mut Press, y: f32) -> Result<Area> {
        let area = Area { x0: self.x, y0: y + self.from, x1: self.x + 2.6, y1: y + self.to };
        press.brace(area);
        let Some(remark) = &self.remark else { return Ok(area) };
        press.sheet.lines.push(remark.line.text());
        Ok(area.with(remark.line.print(press, y + remark.down)?))
    }
}

/// The empty space above the name, which is the last of some lines.
fn space(lines: &[Area]) -> Option<Area> {
    let (name, office) = lines.split_last()?;
    let wide = Area::around(lines.iter().copied())?;
    Some(Area { x0: wide.x0, y0: office.last()?.y1, x1: wide.x1, y1: name.y0 })
}
