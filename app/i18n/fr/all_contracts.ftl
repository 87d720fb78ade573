# Contrats de tous les partenariats.
all-contracts-as-of = Au { $date }. Les valeurs portent sur toute la période, hors taxes, telles que consignées dans chaque contrat.
all-contracts-caption = Contrats de tous les partenariats que vous voyez
all-contracts-none-text = Les contrats des partenariats que vous voyez figurent ici.
all-contracts-search = Mots du titre ou du numéro, ou du titre ou de la référence du partenariat
all-contracts-jurisdiction = Territoire, avec ceux qu’il contient
all-contracts-partnership = Partenariat
all-contracts-reference = Référence
all-contracts-value-known = Valeur connue
all-contracts-value-unknown = Valeur inconnue
all-contracts-signed-from = Signés à partir du
all-contracts-signed-to = Signés jusqu’au
all-contracts-signed-since = Signés à partir du { $date }
all-contracts-signed-until = Signés jusqu’au { $date }

# Comment une erreur nomme un champ qui partage ses mots avec autre chose.
contracts-from = { all-contracts-signed-from }
contracts-to = { all-contracts-signed-to }
