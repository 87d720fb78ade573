//! The wish to end: SIGTERM or SIGINT, told to whoever waits for it.

use std::{future::Future, io};

use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

/// Tells when the process was asked to end. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Stop(watch::Receiver<bool>);

/// Work that was left because the process was asked to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("interrupted")]
pub(crate) struct Interrupted;

impl Stop {
    /// Begins to listen for SIGTERM and SIGINT, which from here on end nothing by themselves.
    ///
    /// # Errors
    /// When the signal handlers cannot be installed.
    pub(crate) fn listen() -> io::Result<Self> {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let (sender, receiver) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            sender.send_replace(true);
            // Kept until nobody listens: a dropped sender would look like a wish to end.
            sender.closed().await;
        });
        Ok(Self(receiver))
    }

    /// Returns once the process was asked to end.
    pub(crate) async fn requested(&self) {
        // An error means that the runtime is coming down, which is the same wish.
        let _ = self.0.clone().wait_for(|asked| *asked).await;
    }

    /// Does `work`, unless the process is asked to end first: then `work` is dropped.
    ///
    /// # Errors
    /// [`Interrupted`] when the work was not finished.
    pub(crate) async fn unless_requested<T>(
        &self,
        work: impl Future<Output = T>,
    ) -> Result<T, Interrupted> {
        tokio::select! {
            biased;
            () = self.requested() => Err(Interrupted),
            done = work => Ok(done),
        }
    }
}
