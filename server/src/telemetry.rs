//! Log lines: to standard error, for a person or for a machine.

use std::io::{self, IsTerminal};

use tracing_subscriber::{EnvFilter, fmt};

use crate::config::{Config, LogFormat};

/// Starts logging as the settings ask. What a command answers goes to standard output and
/// is not logged.
pub(crate) fn start(config: &Config) {
    let terminal = io::stderr().is_terminal();
    let lines = fmt()
        .with_env_filter(EnvFilter::new(&config.log))
        .with_writer(io::stderr)
        .with_ansi(terminal);
    match config.log_format {
        LogFormat::Human => lines.init(),
        LogFormat::Auto if terminal => lines.init(),
        LogFormat::Auto | LogFormat::Json => lines.json().flatten_event(true).init(),
    }
}
