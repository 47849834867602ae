//! Turns the 8-bit network of a Tesseract model into one of floating point, which can be trained on.
//!
//! In the `lstm` component every weight matrix (tesseract 5.3, `WeightMatrix::Serialize`) is a mode
//! byte (bit 0: 8 bit, bit 7: scales and weights as doubles), rows and columns (32 bit), a filler,
//! the weights, and for 8 bit a scale a row. A weight is its byte times its row's scale.

use anyhow::{Context, Result, ensure};

/// 8 bit, with room for Adam's moments, doubles.
const INT8: u8 = 0x85;
/// The same without 8 bit.
const FLOAT: u8 = 0x84;
/// No row or column of a network for text lines is longer.
const LONGEST: usize = 4096;

/// The floating-point twin of an `lstm` component.
pub fn to_float(lstm: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let (mut at, mut matrices) = (0, 0);
    while at < lstm.len() {
        if let Some(matrix) = Matrix::at(lstm, at) {
            matrix.write(&mut out);
            at = matrix.end;
            matrices += 1;
        } else {
            out.push(lstm[at]);
            at += 1;
        }
    }
    ensure!(matrices > 0, "no 8-bit weights in it");
    clear_integer_flag(&mut out)?;
    Ok(out)
}

/// An 8-bit weight matrix in a file.
struct Matrix<'a> {
    rows: usize,
    columns: usize,
    weights: &'a [u8],
    scales: Vec<f64>,
    end: usize,
}

impl<'a> Matrix<'a> {
    fn at(file: &'a [u8], at: usize) -> Option<Self> {
        let (rows, columns) = (number(file, at + 1)?, number(file, at + 5)?);
        let plausible = file[at] == INT8 && (1..LONGEST).contains(&rows) && (1..LONGEST).contains(&columns);
        let start = at + 10;
        let weights = file.get(start..start + rows * columns).filter(|_| plausible)?;
        let count = start + rows * columns;
        if number(file, count)? != rows {
            return None;
        }
        let end = count + 4 + 8 * rows;
        let scales = file.get(count + 4..end)?.chunks_exact(8).map(|b| f64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]));
        Some(Self { rows, columns, weights, scales: scales.collect(), end })
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(FLOAT);
        out.extend((self.rows as u32).to_le_bytes());
        out.extend((self.columns as u32).to_le_bytes());
        out.extend(0f64.to_le_bytes());
        for (row, scale) in self.weights.chunks_exact(self.columns).zip(&self.scales) {
            row.iter().for_each(|w| out.extend((f64::from(*w as i8) * scale).to_le_bytes()));
        }
    }
}

fn number(file: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 4] = file.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_le_bytes(bytes) as usize)
}

/// Behind the network stands its description, `[1,36,0,1…]` with its length before it, then the flags.
fn clear_integer_flag(file: &mut [u8]) -> Result<()> {
    let start = file.windows(4).rposition(|w| w == b"[1,3").context("no network description in it")?;
    let length = number(file, start - 4).context("cut short")?;
    let flags = file.get_mut(start + length).context("cut short")?;
    *flags &= !1;
    Ok(())
}
