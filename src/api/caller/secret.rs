//! Secrets that open something: 256 random bits, of which only the SHA-256 is kept.
//!
//! Such a secret is as hard to guess as its hash is to turn around, so the hash needs no salt and no slow function.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::ingest::inputs::sha256;

/// A new secret, with a beginning that tells who finds it what it opens.
pub fn new_secret(beginning: &str) -> String {
    let bits = rand::random::<[u8; 32]>();
    format!("{beginning}{}", URL_SAFE_NO_PAD.encode(bits))
}

/// What is kept of a secret, in hexadecimal: it finds what the secret opens, and opens nothing itself.
pub fn kept_of(secret: &str) -> String {
    sha256(secret.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_secrets_are_the_same_and_none_is_in_what_is_kept() {
        let (one, other) = (new_secret("nabij_"), new_secret("nabij_"));
        assert_ne!(one, other);
        // 256 bits in letters of six bits.
        assert_eq!(one.len(), "nabij_".len() + 43);
        assert_ne!(kept_of(&one), kept_of(&other));
        assert!(!kept_of(&one).contains(&one));
    }
}
