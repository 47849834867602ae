//! Writes PDF files object by object, for tests of what writers of PDF do not offer.
#![allow(missing_docs, dead_code)]

/// The objects, numbered from 1; the first is the catalog.
pub fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    with_trailer(objects, "")
}

/// The same with more in its trailer.
pub fn with_trailer(objects: &[Vec<u8>], more: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend([format!("{} 0 obj\n", i + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|p| out.extend(format!("{p:010} 00000 n \n").bytes()));
    out.extend(format!("trailer\n<< /Size {} /Root 1 0 R {more} >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

pub fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    [format!("<< {dict} /Length {} >>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

/// What the codes 41, 42 and on (hexadecimal) stand for, each as UTF-16 in hexadecimal: the table of a font (ISO 32000-1, 9.10.3).
pub fn to_unicode(of: &[&str]) -> String {
    let lines: Vec<String> = of.iter().enumerate().map(|(i, to)| format!("<{:02X}> <{to}>", 0x41 + i)).collect();
    format!("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def 1 begincodespacerange <00> <FF> \
        endcodespacerange {} beginbfchar {} endbfchar endcmap end end", of.len(), lines.join(" "))
}

/// A document of one page: what the page tree's root and the page say of themselves, what it draws, its picture `/Im`.
pub fn page(root: &str, page: &str, drawing: &str, picture: Vec<u8>) -> Vec<u8> {
    file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [3 0 R] /Count 1 {root} >>").into_bytes(),
        format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {page} >>").into_bytes(),
        stream("", drawing.as_bytes()),
        picture,
    ])
}
