//! triad
fn main() {}
