//! `triad serve`: from a database to answered requests, and to a clean end.

use std::{net::SocketAddr, time::Duration};

use app::{AppState, accounts};
use axum::serve::ListenerExt;
use tokio::{net::TcpListener, time::sleep};

use crate::{Failure, config::Config, database::Database, say, stop::Stop};

/// What open requests get to finish when the server was told to end. A client that sends
/// half a request and then nothing would otherwise hold it for ever.
const GRACE: Duration = Duration::from_secs(4);

/// Serves until told to end.
pub(crate) async fn serve(
    config: &Config,
    database: &Database,
    stop: &Stop,
) -> Result<(), Failure> {
    let prepared = stop.unless_requested(prepare(config, database)).await?;
    let (state, listener) = prepared?;
    let address = listener.local_addr().map_err(Failure::Serve)?;
    tracing::info!(%address, "serving");

    let listener = listener.tap_io(|stream| {
        // Held-back small packets cost 40 ms; a connection that refuses the option is none
        // the worse otherwise.
        let _ = stream.set_nodelay(true);
    });
    app::start_background_work(&state);
    let pages = app::router(state.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let asked = stop.clone();
    let server =
        axum::serve(listener, pages).with_graceful_shutdown(async move { asked.requested().await });
    let overdue = async {
        stop.requested().await;
        sleep(GRACE).await;
    };
    tokio::select! {
        done = server => done.map_err(Failure::Serve)?,
        () = overdue => tracing::warn!("ending with requests unfinished"),
    }
    state.background.end().await;
    state.db.close().await;
    tracing::info!("served");
    Ok(())
}

/// Everything up to an open port.
async fn prepare(config: &Config, database: &Database) -> Result<(AppState, TcpListener), Failure> {
    let state = database.state(config).await?;
    app::forget_what_is_kept(&state).await?;
    // A private database that nobody uses yet: show what Triad is, where that is safe.
    let allowed = demonstration_allowed(config.listen, config.allow_demo_beyond_loopback);
    if database.is_private() && allowed && app::demo::is_empty(&state).await? {
        say("Loading the demonstration");
        app::demo::load(&state, say).await?;
    }
    let demonstration = state.demo_loaded();
    if demonstration && !allowed {
        return Err(Failure::DemonstrationExposed(config.listen));
    }
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|source| Failure::Bind {
            address: config.listen,
            source,
        })?;
    greet(
        listener.local_addr().map_err(Failure::Serve)?,
        demonstration,
    );
    Ok((state, listener))
}

/// Whether accounts with a published password may be offered at this address.
pub(crate) fn demonstration_allowed(listen: SocketAddr, beyond_loopback: bool) -> bool {
    beyond_loopback || listen.ip().to_canonical().is_loopback()
}

fn greet(address: SocketAddr, demonstration: bool) {
    say(&format!("Triad is at http://{address}"));
    if demonstration {
        say("The demonstration is loaded. Sign in as one of");
        for (email, _) in accounts::DEMO_ACCOUNTS {
            say(&format!("  {email}"));
        }
        say(&format!("with the password {}", accounts::DEMO_PASSWORD));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_demonstration_stays_on_this_machine_unless_allowed() {
        for (listen, allowed) in [
            ("127.0.0.1:3000", true),
            ("127.8.0.1:3000", true),
            ("[::1]:3000", true),
            ("[::ffff:127.0.0.1]:3000", true),
            ("0.0.0.0:3000", false),
            ("[::]:3000", false),
            ("10.0.0.5:3000", false),
            ("[::ffff:10.0.0.5]:3000", false),
        ] {
            let listen = listen.parse().unwrap();
            assert_eq!(demonstration_allowed(listen, false), allowed, "{listen}");
            assert!(demonstration_allowed(listen, true));
        }
    }
}
