# Import of open contracting data.
import = Import
import-title = Import: Contracts
import-lead = Contracts that were published as open contracting data (OCDS) can be taken over. You see first what a file would do; nothing changes before you say so.
import-upload = Look into a file
import-upload-submit = Show what it would do
import-file = File
import-file-hint = A release package or record package of OCDS 1.0 or 1.1, as JSON of at most { $limit }
import-partnership = Partnership for all new contracts
import-partnership-hint = Its reference. Leave blank for one partnership for each buyer with its suppliers.
import-all = Also propose what does not look like health and ICT
import-all-hint = Otherwise such contracts are listed too, but not ticked.
import-error-no-file = Choose a file
import-error-partnership = There is no partnership { $reference } that you may change
import-error-jurisdiction = There is no jurisdiction { $code }
import-error-no-jurisdiction = The file does not say which country it is from. Say which jurisdiction new organisations belong to.
import-error-unsure = Say whether { $name } is one of these or a new organisation
import-earlier = Your earlier imports
import-none-title = You have not imported anything yet
import-none-text = Files that you look into are listed here, whether you import them or not.
import-caption = Your imports, the latest first
import-name = File
import-state = State
import-state-previewed = Not imported yet
import-state-committed = Imported
import-state-discarded = Discarded
import-uploaded = Looked into
import-committed = Imported
import-size = Size
import-bytes = Size in bytes
import-sha256 = SHA-256
import-publisher = Publisher
import-published = Published
import-releases = Releases
import-processes = Contracting processes
import-notice-previewed = Nothing is changed yet
import-notice-previewed-text = This is what the file would do to the registry as it was when you last looked. Go through it, decide what is left to you, and import it or discard it.
import-notice-committed = This file is imported
import-notice-committed-text = All that is listed here was done at once. The history of each record names this file.
import-notice-discarded = This file was discarded
import-notice-discarded-text = Nothing of it was imported. To look into it again, upload it again.

import-counts = What changes
import-counts-part = { $kind }: { $created } new, { $changed } changed
import-counts-nothing = Nothing new or changed
import-counts-rest = Not chosen: { $unchosen }. Chosen, but impossible to record: { $out }.
import-counts-plan-caption = Records that the import would touch
import-counts-plan-created = Would be new
import-counts-plan-changed = Would change
import-counts-plan-left = Would stay as they are
import-counts-done-caption = Records that the import touched
import-counts-done-created = New
import-counts-done-changed = Changed
import-counts-done-left = Left as they were
import-kind = Kind
import-records-jurisdictions = Jurisdictions
import-records-organisations = Organisations
import-records-partnerships = Partnerships
import-records-contracts = Contracts
import-records-documents = Documents
import-records-milestones = Milestones

import-unsure = Are these the same?
import-unsure-text = These organisations look like others, but not enough to take them for the same. Each needs your answer.
import-unsure-new = None of these: a new organisation
import-unsure-same = The same as { $name }: { $doubt }
import-unsure-same-in-file = The same as { $name }, also in this file: { $doubt }
import-with-address = { $name } ({ $address })
import-no-address = { $name } (no address)
import-doubt-no-address = same name, but an address is missing
import-doubt-other-address = same name at another address
import-doubt-similar-name = similar name
import-doubt-former-name = it was called so before
import-doubt-other-identifier = same name and address, but another number in the same register
import-doubt-several-alike = same name and address, as others have too

import-contracts = Contracts
import-contracts-caption = Contracts of the file, those that look like digital health first. Tick those to import.
import-contracts-caption-done = Contracts of the file, those that look like digital health first
import-no-contracts = There is no contract in this file
import-no-contracts-text = Its processes are planned or out to tender: nothing is awarded yet. The warnings say how far each is.
import-more = And { $count } more, which are not shown
import-pages-hint = Ticks on this page are kept when you check again or import, not when you turn the page.
import-contract = Contract
import-contract-fate = What happens
import-contract-buyer = Buyer
import-contract-suppliers = Suppliers
import-contract-suppliers-more = { $names }; and { $count } others
import-contract-value = Value
import-contract-period = Period
import-contract-why = Looks like digital health: { $because }
import-period = { $start } to { $end }
import-fate-plan-created = Would be new
import-fate-plan-changed = Would change
import-fate-plan-left = Recorded, stays as it is
import-fate-plan-not-chosen = Not chosen
import-fate-plan-left-out = Cannot be recorded
import-fate-done-created = New
import-fate-done-changed = Changed
import-fate-done-left = Left as it was
import-fate-done-not-chosen = Not chosen
import-fate-done-left-out = Could not be recorded
import-change = { $field }: { $before } → { $after }
import-term-title = Title
import-term-description = Description
import-term-signed-on = Signed
import-term-starts-on = Start
import-term-ends-on = End
import-term-value = Value
import-term-currency = Currency
import-term-renewal = Renewal
import-term-max-end = Latest extended end
import-term-ending = Ending
import-term-ocds-id = Id in its process

import-evidence-class = classified { $scheme } { $id }
import-evidence-title-word = “{ $word }” in the title
import-evidence-weak-title-word = “{ $word }” in the title, a weak sign
import-evidence-name-word = “{ $word }” in the name
import-evidence-register = in the register { $scheme }
import-evidence-own-class = the publisher says “{ $class }”
import-evidence-swedish-region = a Swedish region
import-evidence-supplies-ict = supplies what looks like ICT
import-evidence-health-buys = a health body buys

import-organisations = New organisations
import-organisations-caption = Organisations that would be new, with a guess at their sector
import-organisation = Organisation
import-organisation-address = Address
import-organisation-sector = Sector
import-organisation-sector-of = Sector of { $name }
import-organisation-why = Why
import-sector-chosen = You chose it
import-sector-buys = No sign but that it buys
import-sector-supplies = No sign but that it supplies

import-place = Where it goes
import-jurisdiction = Jurisdiction of new organisations
import-jurisdiction-new = { $name } (would be new)
import-jurisdiction-hint = New partnerships are recorded in { $name }.
import-jurisdiction-hint-unknown = The file does not say which country it is from.
import-partnerships = Partnerships
import-partnerships-caption = Partnerships that contracts of the file are in
import-partnership-reference = Reference
import-partnership-title = Title
import-partnership-new = Record
import-partnership-is-new = New
import-partnership-is-recorded = Recorded already
import-partnership-stage = Stage
import-partnership-contracts = Contracts
import-check = Check again with these choices
import-commit = Import
import-commit-hint = Everything ticked is imported at once, or nothing if anything fails.
import-discard = Discard this file
import-reason = Import of { $file }, SHA-256 { $sha256 }
flash-import-previewed = The file is read. Nothing is changed yet.
flash-import-checked = Your choices are kept, and what follows from them is shown.
flash-import-committed = The file is imported.
flash-import-discarded = The file is discarded.

import-warnings = Warnings
import-warnings-all = See all
import-warnings-of-kind = { $kind } ({ $count })
import-warnings-none = No warnings
import-warnings-none-text = Nothing in the file is remarkable, or nothing fits the filter.
import-warnings-more = { $count ->
    [one] { $count } more warning is not listed.
   *[other] { $count } more warnings are not listed.
}
import-warnings-caption = What is remarkable in the file, and where
import-warning-what = What
import-warning-level = Effect
import-warning-release = Release
import-warning-process = Process
import-warning-path = Place
import-warning-with-detail = { $kind }: { $detail }
import-level-note = Good to know
import-level-mended = Mended
import-level-left-out = Left out

# Why a file is not read.
import-refused-empty = The file is empty
import-refused-too-large = The file has { $size }; at most { $limit } are read
import-refused-too-deep = Brackets are nested deeper than { $limit }, which no package needs
import-refused-too-many-values = The file has more than { $limit } values
import-refused-not-utf8 = Line { $line } is not in UTF-8, as JSON must be
import-refused-place = line { $line }, column { $column }
import-refused-truncated = The end of the file is missing: it stops at { $place }. Download it again.
import-refused-not-json = { $kind ->
    [json] This is JSON with a mistake at { $place }
    [json_lines] This has one JSON value per line (JSON Lines). Import a release or record package instead.
    [html] This is a web page, perhaps an error or sign-in page that was saved in place of the file
    [xml] This is XML; only JSON is read
    [csv] This is a table; only JSON is read
    [zip] This is a ZIP archive or an office document. Unpack it and import the JSON file in it.
    [gzip] This is a gzip archive. Unpack it and import the JSON file in it.
    [pdf] This is a PDF document; only JSON is read
    [binary] This is no text file; only JSON is read
   *[other] This is not JSON, from { $place } on
}
import-refused-not-ocds = This is JSON, but not open contracting data: it begins with { $found_keys }
import-refused-not-ocds-at-all = This is JSON, but not open contracting data
import-refused-unsupported-version = This is OCDS { $version }; only 1.0 and 1.1 are read

# What is remarkable in a file, by kind, and the particulars.
import-kind-no-package = Releases without a package around them
import-kind-nothing-inside = Holds no release
import-kind-linked-only = A record that only points to releases elsewhere, which are not fetched
import-detail-linked-only = { $count } of them
import-kind-missing-ocid = A release without an ocid, skipped
import-kind-missing-id = An id is missing
import-kind-repeated-id = An id stands twice; the two entries were combined
import-detail-repeated-id = { $id }
import-kind-repeated-release = A release that repeats an earlier one, skipped
import-detail-repeated-release = { $id }
import-kind-reused-release-id = The id of an earlier release with other content; both were read
import-detail-reused-release-id = { $id }
import-kind-too-many-entries = More entries than are read
import-detail-too-many-entries = { $found }, of which { $limit } were read
import-kind-not-repeated = An award with so many contracts that it was not repeated in this one
import-kind-empty-text = A text with nothing in it
import-kind-wrong-type = A value of the wrong kind, left out
import-detail-wrong-type = { $expected ->
    [boolean] yes or no
    [number] a number
    [text] a text
    [text_or_number] a text or number
    [list] a list
    [object] an object
   *[null] nothing
} expected, { $found ->
    [boolean] yes or no
    [number] a number
    [text] a text
    [text_or_number] a text or number
    [list] a list
    [object] an object
   *[null] nothing
} found
import-kind-missing-date = A release without a date, read as the oldest
import-kind-bad-date = Not a date, left out
import-detail-bad-date = “{ $raw }”
import-kind-unlikely-date = An unlikely date, left out
import-detail-unlikely-date = “{ $raw }”
import-kind-end-before-start = A period that ends before it starts
import-detail-end-before-start = { $start } to { $end }
import-kind-bad-amount = An amount that cannot be held exactly, left out
import-detail-bad-amount = “{ $raw }”
import-kind-amount-as-text = An amount written as text
import-detail-amount-as-text = “{ $raw }”
import-kind-negative-amount = An amount below zero
import-detail-negative-amount = { $amount }
import-kind-missing-currency = A value without a currency
import-kind-bad-currency = Not a currency, left out
import-detail-bad-currency = “{ $raw }”
import-kind-missing-scheme = A number without the register it comes from
import-kind-unknown-scheme = A register that is not known
import-detail-unknown-scheme = { $scheme }
import-kind-unknown-code = A code that the standard does not have, left out
import-detail-unknown-code = “{ $value }” in { $codelist ->
    [release_tag] release tags
    [award_status] award statuses
    [contract_status] contract statuses
    [milestone_status] milestone statuses
   *[procurement_category] procurement categories
}
import-kind-party-not-listed = An organisation that is mentioned but not listed
import-detail-party-not-listed = { $id }
import-kind-party-without-name = An organisation without a name
import-kind-no-buyer = No buyer can be found
import-kind-no-supplier = A contract or award without suppliers
import-kind-no-contract-yet = Nothing is awarded yet
import-detail-no-contract-yet = { $stage ->
    [planning] only planned
    [tender] out to tender
   *[ended] ended without an award
}
import-kind-award-without-effect = An award that is no contract
import-detail-award-without-effect = { $status ->
    [cancelled] cancelled
    [unsuccessful] unsuccessful
   *[pending] pending
}
import-kind-similar-award = Much like another award of the process; both were read
import-detail-similar-award = { $earlier }
import-kind-award-not-found = The award of the contract is not in the file
import-detail-award-not-found = { $award_id }
import-kind-stray-line-breaks = “rn” where line breaks were
import-detail-stray-line-breaks = { $mended } put back, { $left } left
import-kind-mojibake = Text that was decoded wrongly on its way, left as it is
import-detail-mojibake = “{ $sample }”
import-kind-control-characters = Control characters, removed
import-detail-control-characters = { $count }

# What the import itself remarks.
import-kind-buyer-unknown = Left out: no buyer with a name
import-kind-supplier-unknown = Left out: no supplier with a name
import-kind-no-period = Left out: the first or last day is missing
import-kind-period-backwards = Left out: the period ends before it starts
import-kind-no-value = Left out: neither value nor currency is given
import-kind-no-currency = Left out: the currency is missing
import-kind-long-id = Left out: its id is too long
import-kind-same-sides = Left out: buyer and supplier are the same
import-kind-recorded-elsewhere = Left out: recorded in a partnership that you do not see
import-kind-not-yours = Not changed: its partnership is not yours to change
import-kind-value-not-kept = A value that cannot be recorded
import-detail-value-not-kept = { $amount }
import-kind-max-end-not-kept = A latest end before the end, not taken over
import-detail-max-end-not-kept = { $max_end }
import-kind-document-not-kept = A document without a web address, not taken over
import-detail-document-not-kept = { $title }
import-kind-milestone-not-kept = A milestone without a date or title, not taken over
import-detail-milestone-not-kept = { $title }
import-kind-older-release = Not changed: a later release was imported before
import-kind-other-sides = The file names other sides than are recorded; not changed
import-kind-changes-unsound = Not changed: the file's changes contradict those made here
import-kind-milestone-differs = The file tells another state of a recorded milestone; not changed
import-detail-milestone-differs = { $title }
import-kind-shortened = A text longer than fields take, shortened
import-detail-shortened = { $field ->
    [title] title
   *[description] description
}
import-kind-value-rounded = A value with more than two decimals, rounded
import-detail-value-rounded = { $amount }
import-kind-unsigned = In force, but without a date of signature: shown as a draft until one is entered
import-kind-signed-after-end = Signed after its end
import-kind-ended-on-last-day = Ended early, but on its last day
import-kind-other-name = Found by its number, but called otherwise here
import-detail-other-name = “{ $file }” in the file, “{ $here }” here
import-kind-unusual-role = A supplier that is not of the ICT sector
import-detail-unusual-role = { $name }
import-kind-partnership-over = Goes into a partnership that is over
import-detail-partnership-over = { $reference }
import-kind-beyond-planned-end = Runs longer than its partnership is planned to
import-detail-beyond-planned-end = { $reference }, { $planned_end }

# The command line.
import-progress-reading = Reading { $size }
import-progress-read = { $releases ->
    [one] { $releases } release
   *[other] { $releases } releases
}, { $processes ->
    [one] { $processes } contracting process
   *[other] { $processes } contracting processes
}; comparing with the registry
import-progress-writing = { $written } of { $total } contracts written
import-report-read = { $releases ->
    [one] { $releases } release
   *[other] { $releases } releases
}, { $processes ->
    [one] { $processes } contracting process
   *[other] { $processes } contracting processes
}, { $contracts ->
    [one] { $contracts } contract
   *[other] { $contracts } contracts
}
import-report-jurisdiction = New organisations belong to { $name } ({ $code })
import-report-planned = { $kind }: { $created } would be created, { $changed } changed, { $left } left as they are
import-report-done = { $kind }: { $created } created, { $changed } changed, { $left } left as they were
import-report-contracts = Contracts not chosen: { $unchosen }; chosen, but impossible to record: { $out }
import-report-change = { $title }: { $field } { $before } → { $after }
import-report-partnership = New partnership { $reference } ({ $stage }): { $title }
import-report-unsure = Taken as new, but perhaps the same: { $name } – { $others }
import-report-warnings = { $count ->
    [0] No warnings
    [one] { $count } warning:
   *[other] { $count } warnings:
}
import-report-warning-kind = { $count } × { $kind }
import-report-warning = Release { $release }, { $path }: { $reason }
