//! Resolution written into JPEG and PNG files, which the decoders do not tell.

/// Dots per inch of a JFIF or PNG header, None where it is absent or without unit.
pub fn dpi(data: &[u8]) -> Option<f64> {
    if data.starts_with(&[0x89, b'P']) { png(data) } else { jfif(data) }
}

/// JFIF 1.02: APP0 "JFIF\0", version, units (1 inch, 2 cm), Xdensity.
fn jfif(data: &[u8]) -> Option<f64> {
    let at = data.iter().take(64).collect::<Vec<_>>().windows(5).position(|w| w.iter().map(|b| **b).eq(*b"JFIF\0"))?;
    let [units, high, low] = *data.get(at + 7..at + 10)? else { return None };
    let density = f64::from(u16::from_be_bytes([high, low]));
    match units {
        1 => Some(density),
        2 => Some(density * 2.54),
        _ => None,
    }
}

/// PNG (ISO/IEC 15948) 11.3.5.3: pHYs, pixels per unit X, Y, unit (1 metre).
fn png(data: &[u8]) -> Option<f64> {
    let head = &data[..data.len().min(4096)];
    let at = head.windows(4).position(|w| w == b"pHYs")?;
    let x: [u8; 4] = head.get(at + 4..at + 8)?.try_into().ok()?;
    (*head.get(at + 12)? == 1).then(|| f64::from(u32::from_be_bytes(x)) * 0.0254)
}
