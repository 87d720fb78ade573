# The few commands people repeat. Each is a line or a script, nothing hidden.
.PHONY: run test fast queries format bench help

help: ## Says what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: ## Serves http://127.0.0.1:3000 on a private Postgres, with the demonstration
	cargo run --release

test: ## Installs what the tests need and runs all of them
	scripts/test

fast: ## All tests but those in the browser
	scripts/test fast

queries: ## Brings .sqlx up to date after a change of a query or a migration
	scripts/queries

format: ## Formats the code
	cargo fmt --all

bench: ## Measures the server beside a plain one: ROUNDS=3 SECONDS=2 SIZES="100 1000" make bench
	cargo build --release -p server -p bench
	scripts/with-postgres target/release/bench
