# What tensions, mechanisms and effects share.
coordination-everywhere = Everywhere
coordination-entered-by = Entered by
balance-unknown = Nobody has said yet
balance-middle = { $number }: both held
balance-leans = { $number }: towards “{ $pole }”
balance-span = Between { $least } and { $most }, seen differently
net-none = Nothing is done yet
net-eased = Eased on the whole: { $eases } to { $burdens }
net-even = Eased as much as burdened: { $eases } to { $burdens }
net-burdened = Burdened on the whole: { $burdens } to { $eases }
pattern-after = After { $source }
pattern-begun-from = Begun from the catalogue, after
patterns-begin = Or begin from one of these
button-continue = Continue
