# Words that every page shares.
service-name = Triad

nav-workbench = Workbench
nav-portfolio = Portfolio
nav-ledger = Ledger
nav-partnerships = Partnerships
nav-contracts = Contracts
nav-calendar = Calendar
nav-governance = Governance
nav-registry = Registry
nav-reference = Reference data
nav-organisations = Organisations
nav-jurisdictions = Jurisdictions
nav-people = People
nav-rates = Rates
nav-import = Import

button-save = Save
button-cancel = Cancel
button-edit = Edit
search = Search
any = Any
none = None
unknown = Not known
by-command-line = Command line
days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

error-required = Enter something here
error-choose = Choose one
error-choice = Choose one of the list
error-too-long = Shorten this to { $max } characters
error-control-characters = Take out the invisible control characters
error-date = Enter a date that exists, such as 27 3 2027
error-date-required = Enter a day, month and year
error-whole = Enter a whole number from { $from } to { $to }
error-amount = Enter an amount of zero or more with at most two decimals, such as 1234567.50
error-taken = This is taken already
error-reference = Use 2 to 40 capital letters, digits and hyphens, such as SHARED-RECORD-1
error-link = Enter an address that begins with https:// or http://

error-page-not-found = Page not found
error-page-not-found-text = There is nothing at this address, or it is not open to you. Check the address, or ask whoever gave it to you.
error-page-forbidden = This is not yours to do
error-page-forbidden-text = You may see this, but your role here does not let you do what you asked. If it should, ask the partnership's executive.
error-page-conflict = This has moved on
error-page-conflict-text = Somebody changed it in the meantime, so that what you asked no longer fits. Go back, load the page again and look.
error-page-method = This address takes no such request
error-page-method-text = The page you came from may be out of date. Load it again and try once more.
error-page-too-large = Too large
error-page-too-large-text = What you sent is larger than this page takes. Nothing was changed.
error-page-busy = Busy for a moment
error-page-busy-text = The service cannot answer just now. Nothing was changed. Wait a moment and load the page again.
error-page-too-many = Too many tries
error-page-too-many-text = Wait a quarter of an hour and try again.
error-page-bad-request = This request makes no sense here
error-page-bad-request-text = Something in it could not be read. Nothing was changed. Go back and try again.
error-page-internal = Something broke on our side
error-page-internal-text = Nothing was changed. The fault is noted under the number below; give it to whoever runs this service.
error-page-id = Number of this request: { $id }
error-page-home = Go to your workbench
