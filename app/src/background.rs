//! Work that goes on after its request was answered, and its clean end.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;
use tokio::task::JoinSet;

/// The work of this server that no request waits for.
#[derive(Clone)]
pub struct Background {
    tasks: Arc<Mutex<JoinSet<()>>>,
    ending: Arc<watch::Sender<bool>>,
}

impl Default for Background {
    fn default() -> Self {
        Self {
            tasks: Arc::default(),
            ending: Arc::new(watch::Sender::new(false)),
        }
    }
}

impl Background {
    /// Begins work that watches [`Background::ending`].
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        // What is done is not kept until the end.
        while tasks.try_join_next().is_some() {}
        tasks.spawn(work);
    }

    /// Returns once the server is told to end.
    pub(crate) async fn ending(&self) {
        // The sender is kept by this, so that waiting cannot fail.
        let _ = self.ending.subscribe().wait_for(|ending| *ending).await;
    }

    /// Tells all work to end, and waits until it has.
    pub async fn end(&self) {
        self.ending.send_replace(true);
        let mut tasks = {
            let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *tasks)
        };
        while tasks.join_next().await.is_some() {}
    }
}
