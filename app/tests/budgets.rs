//! Yearly budgets and the five-per-cent test, over the router.
