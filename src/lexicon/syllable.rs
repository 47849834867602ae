//! Which strings of letters can be a Vietnamese syllable.
//!
//! Onset, rhyme and coda as in Đoàn Thiện Thuật, *Ngữ âm tiếng Việt* (1977); tones are left out.
//! Used to tell damaged text from strokes that were read as letters, never to change a word.

use regex::Regex;
use std::sync::LazyLock;

static SYLLABLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let onset = "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x)?";
    let nucleus = "(?:uyê|oai|oay|uây|uôi|ươi|ươu|iêu|yêu|oeo|uya|uyu|iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uy|uơ|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oi|ôi|ơi|oo|ua|ui|ưa|ưi|ưu|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)";
    Regex::new(&format!("^{onset}{nucleus}(?:ch|nh|ng|c|m|n|p|t)?$")).ok()
});

/// Whether a word, its punctuation aside, is a possible syllable of at least `letters` letters.
pub fn is_syllable(word: &str, letters: usize) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphabetic());
    let plain = without_tone(&bare.to_lowercase());
    plain.chars().count() >= letters && SYLLABLE.as_ref().is_some_and(|s| s.is_match(&plain))
}

/// Letters keep hat, breve and horn and lose their tone.
pub fn without_tone(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    text.nfd().filter(|c| !tone(c)).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn knows_syllables() {
        for word in ["nghiêng", "TRƯỜNG", "quyết", "(giải", "thuở,", "Ủy", "gìn", "khuỷu"] {
            assert!(is_syllable(word, 2), "{word}");
        }
    }

    #[test]
    fn knows_strokes() {
        for word in ["IyôlitE0AWĐẾN", "†4M", "xN", "kiöên", "zzz", "12", "bgd"] {
            assert!(!is_syllable(word, 2), "{word}");
        }
    }
}
