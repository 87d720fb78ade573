//! One process at a time runs the private cluster; the others join it or wait.
//!
//! The lock is the kernel's (`flock`), so it ends with the process however that ends. The
//! file's text says who holds it, for messages and for those who may join.

use std::{
    fmt,
    fs::{File, TryLockError},
    io::{Read, Seek, Write},
    net::SocketAddr,
    path::Path,
};

use super::Error;

/// For what the cluster is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To serve, on this address, until told to end.
    Serve(SocketAddr),
    /// For one command, named so.
    Command(&'static str),
}

/// Who holds the lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Holder {
    pub(super) pid: String,
    pub(super) command: String,
    /// Where it listens, when it serves.
    pub(super) listens: Option<SocketAddr>,
}

impl Holder {
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.strip_suffix('\n')?.split(' ');
        Some(Self {
            pid: words.next()?.to_owned(),
            command: words.next()?.to_owned(),
            listens: words.next().map(str::parse).transpose().ok()?,
        })
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            pid,
            command,
            listens,
        } = self;
        match listens {
            Some(address) => write!(formatter, "{pid} {command} {address}"),
            None => write!(formatter, "{pid} {command}"),
        }
    }
}

/// The lock file, not yet or already locked.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

impl Lock {
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(Error::file(path))?;
        Ok(Self { file })
    }

    /// Takes the lock for this process if nobody has it. `Ok(false)`: somebody does.
    pub(super) fn take(&mut self, purpose: &Purpose) -> std::io::Result<bool> {
        match self.file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(false),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let (command, listens) = match purpose {
            Purpose::Serve(address) => ("serve", Some(*address)),
            Purpose::Command(name) => (*name, None),
        };
        let holder = Holder {
            pid: std::process::id().to_string(),
            command: command.to_owned(),
            listens,
        };
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(format!("{holder}\n").as_bytes())?;
        Ok(true)
    }

    /// Who has the lock, as far as the file's text is whole.
    pub(super) fn holder(&mut self) -> std::io::Result<Option<Holder>> {
        let mut text = String::new();
        self.file.rewind()?;
        self.file.read_to_string(&mut text)?;
        Ok(Holder::parse(&text))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_second_taker_is_told_who_holds_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let address = SocketAddr::from(([127, 0, 0, 1], 3000));

        let mut first = Lock::open(&path).unwrap();
        assert!(first.take(&Purpose::Serve(address)).unwrap());
        let mut second = Lock::open(&path).unwrap();
        assert!(!second.take(&Purpose::Command("import")).unwrap());
        let holder = second.holder().unwrap().unwrap();
        assert_eq!(holder.pid, std::process::id().to_string());
        assert_eq!(holder.listens, Some(address));

        drop(first);
        assert!(second.take(&Purpose::Command("import")).unwrap());
        let holder = Lock::open(&path).unwrap().holder().unwrap().unwrap();
        assert_eq!((holder.command.as_str(), holder.listens), ("import", None));
    }

    #[test]
    fn half_written_text_names_nobody() {
        for text in ["", "12", "12 serve", "12 serve 127.0.0", "12 serve x\n"] {
            assert_eq!(Holder::parse(text), None, "{text:?}");
        }
    }
}
