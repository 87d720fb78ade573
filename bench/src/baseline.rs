//! To be written.
use crate::client::Outcome;
pub(crate) async fn serve() -> Outcome<()> {
    Ok(())
}
