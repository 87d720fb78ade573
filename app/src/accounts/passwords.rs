//! Hashing of passwords, a few at a time, in memory that is used again.

use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, Version};
use tokio::sync::Semaphore;

use crate::error::AppError;

/// Fewest characters of a password (NIST SP 800-63B §3.1.1.2 asks for 15 where
/// the password is the only factor).
pub(super) const MIN_LENGTH: usize = 15;
/// Most characters of a password; longer ones only cost time.
pub(super) const MAX_LENGTH: usize = 256;

/// Hashes at the same time; each takes a core for some 30 ms.
const AT_ONCE: usize = 2;
/// Sign-ins that may wait for their turn; more are told to come back.
const WAITING: usize = 64;

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// A hash of no password, so that an unknown account takes as long as a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ibw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and checks passwords with Argon2id (RFC 9106).
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    // One stretch of 19 MiB per hash at the same time, used again and again:
    // allocating it each time lets memory grow with the number of sign-ins.
    memory: Arc<Mutex<Vec<Vec<Block>>>>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            queue: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
            memory: Arc::default(),
        }
    }
}

impl Passwords {
    /// The hash of a new password, as a PHC string.
    ///
    /// # Errors
    /// [`AppError::Busy`] where too many wait already.
    pub async fn hash(&self, password: String) -> Result<String, AppError> {
        self.in_turn(move |memory| {
            let salt = Salt::generate();
            let output = derive(&password, &salt, &params(), memory)?;
            let hash = PasswordHash {
                algorithm: ARGON2ID_IDENT,
                version: Some(Version::V0x13.into()),
                params: ParamsString::try_from(&params())?,
                salt: Some(salt),
                hash: Some(output),
            };
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether `password` is the one behind `hash`; without a hash it never
    /// is, and finding out takes as long.
    ///
    /// # Errors
    /// [`AppError::Busy`] where too many wait already.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, AppError> {
        self.in_turn(move |memory| {
            let known = hash.is_some();
            let hash = PasswordHash::new(hash.as_deref().unwrap_or(NOBODY))?;
            let (Some(salt), Some(expected)) = (hash.salt, hash.hash) else {
                return Ok(false);
            };
            let params = Params::try_from(&hash)?;
            // Output compares in constant time.
            Ok(derive(&password, &salt, &params, memory)? == expected && known)
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Vec<Block>) -> Result<T, Failed> + Send + 'static,
    ) -> Result<T, AppError> {
        let _queued = self.queue.try_acquire().map_err(|_| AppError::Busy)?;
        let turn = self
            .turns
            .clone()
            .acquire_owned()
            .await
            .map_err(|_| AppError::Busy)?;
        let memory = self.memory.clone();
        tokio::task::spawn_blocking(move || {
            // The turn ends with the work, even if the request is cancelled.
            let _turn = turn;
            let pool = || memory.lock().unwrap_or_else(PoisonError::into_inner);
            let mut blocks = pool().pop().unwrap_or_default();
            let result = work(&mut blocks);
            pool().push(blocks);
            result
        })
        .await
        .map_err(|error| AppError::Internal(error.into()))?
        .map_err(AppError::Internal)
    }
}

/// Crockford's base 32: digits and letters without those that look alike.
const SYMBOLS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A passphrase of 100 random bits, in four groups of five symbols that can be
/// read out over a telephone.
///
/// # Errors
/// The machine gives no randomness.
pub(crate) fn random_passphrase() -> Result<String, AppError> {
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes).map_err(|error| AppError::Internal(error.into()))?;
    let symbols = bytes.map(|byte| char::from(SYMBOLS[usize::from(byte % 32)]));
    let groups: Vec<String> = symbols
        .chunks(5)
        .map(|group| group.iter().collect())
        .collect();
    Ok(groups.join("-"))
}

/// 19 MiB and two passes, as OWASP's password storage guidance has it.
fn params() -> Params {
    Params::new(19 * 1024, 2, 1, None).expect("constant parameters are valid")
}

fn derive(
    password: &str,
    salt: &Salt,
    params: &Params,
    memory: &mut Vec<Block>,
) -> Result<Output, Failed> {
    memory.resize(params.block_count(), Block::default());
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, &mut output, &mut *memory)?;
    Ok(Output::new(&output)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_random_passphrase_is_strong_enough_and_never_the_same() {
        let phrase = random_passphrase().expect("randomness");
        assert_eq!(phrase.len(), 23, "{phrase}");
        assert_eq!(super::super::form::weakness(&phrase, &[]), None);
        assert_ne!(phrase, random_passphrase().expect("randomness"));
    }

    #[tokio::test]
    async fn a_password_verifies_against_its_own_hash_only() {
        let passwords = Passwords::default();
        let hash = passwords
            .hash("a long enough phrase".to_owned())
            .await
            .expect("a hash");
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        let check = |typed: &str, hash: Option<String>| passwords.verify(typed.to_owned(), hash);
        assert!(
            check("a long enough phrase", Some(hash.clone()))
                .await
                .expect("an answer")
        );
        assert!(
            !check("another phrase", Some(hash))
                .await
                .expect("an answer")
        );
        assert!(
            !check("a long enough phrase", None)
                .await
                .expect("an answer")
        );
    }
}
