# Ce que partagent les tensions, les mécanismes et leurs effets.
coordination-everywhere = Partout
coordination-entered-by = Saisi par
balance-unknown = Personne ne s’est encore prononcé
balance-middle = { $number } : les deux sont tenus
balance-leans = { $number } : vers « { $pole } »
balance-span = Entre { $least } et { $most }, vu différemment
net-none = Rien n’est fait pour l’instant
net-eased = Atténuée dans l’ensemble : { $eases } contre { $burdens }
net-even = Autant atténuée qu’alourdie : { $eases } contre { $burdens }
net-burdened = Alourdie dans l’ensemble : { $burdens } contre { $eases }
pattern-after = D’après { $source }
pattern-begun-from = Tirée du catalogue, d’après
patterns-begin = Ou partir de l’une de ces entrées
button-continue = Continuer
