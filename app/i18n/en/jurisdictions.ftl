# Jurisdictions.
jurisdiction = Jurisdiction
jurisdictions-title = Jurisdictions
jurisdictions-caption = Jurisdictions, each below the one that holds it. Counts take in those below; partnerships are those you see.
jurisdictions-none-title = No jurisdiction is recorded yet
jurisdictions-none-text = Countries come first, then their regions. Organisations and partnerships belong to one of them.
jurisdiction-add = Add jurisdiction
jurisdiction-edit = Edit jurisdiction
jurisdiction-name = Name
jurisdiction-code = ISO 3166 code
jurisdiction-code-hint = CA for a country, CA-ON for a region
jurisdiction-level = Level
jurisdiction-parent = Lies in
jurisdiction-parent-hint = Leave blank for a country
jurisdiction-currency = Currency
jurisdiction-first-month = Fiscal year begins in
jurisdiction-organisations = Organisations
jurisdiction-partnerships = Partnerships
jurisdiction-below = Below it
jurisdiction-below-none-title = Nothing lies below it
jurisdiction-below-none-text = Regions and places that are part of it would stand here.
jurisdiction-own-organisations = Its organisations
jurisdiction-own-caption = Organisations of this jurisdiction itself
jurisdiction-own-none-title = No organisation belongs to it directly
jurisdiction-own-none-text = Organisations belong to the jurisdiction that they work in.
jurisdiction-all-organisations = { $count ->
    [one] { $count } organisation here and below
   *[other] All { $count } organisations here and below
}
jurisdiction-error-code = Enter two letters for a country, such as CA, or a region’s code, such as CA-ON
jurisdiction-error-code-taken = Another jurisdiction has this code
jurisdiction-error-level-above = This level does not lie in the jurisdiction chosen: a country lies in none, a region not in a locality
jurisdiction-error-level-below = A jurisdiction that lies in this one has a higher level than that
jurisdiction-month-1 = January
jurisdiction-month-2 = February
jurisdiction-month-3 = March
jurisdiction-month-4 = April
jurisdiction-month-5 = May
jurisdiction-month-6 = June
jurisdiction-month-7 = July
jurisdiction-month-8 = August
jurisdiction-month-9 = September
jurisdiction-month-10 = October
jurisdiction-month-11 = November
jurisdiction-month-12 = December
flash-jurisdiction-added = The jurisdiction is added.
flash-jurisdiction-saved = The jurisdiction is saved.
