# Contracts of all partnerships.
all-contracts-as-of = As of { $date }. Values are of the whole period, without tax, as recorded in each contract.
all-contracts-caption = Contracts of all partnerships that you see
all-contracts-none-text = Contracts of the partnerships that you see stand here.
all-contracts-search = Words in the title or number, or in the partnership’s title or reference
all-contracts-jurisdiction = Jurisdiction, with those below
all-contracts-partnership = Partnership
all-contracts-reference = Reference
all-contracts-value-known = Value known
all-contracts-value-unknown = Value not known
all-contracts-signed-from = Signed from
all-contracts-signed-to = Signed until
all-contracts-signed-since = Signed from { $date }
all-contracts-signed-until = Signed until { $date }

# What an error calls a field that shares its words with something else.
contracts-from = { all-contracts-signed-from }
contracts-to = { all-contracts-signed-to }
