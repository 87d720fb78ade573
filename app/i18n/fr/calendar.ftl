# Le calendrier des contrats.
calendar-title = Calendrier
calendar-span = Dates des contrats du { $from } au { $to }
calendar-none-title = Aucune date dans les 24 prochains mois
calendar-none-text = Parmi les contrats qui correspondent, aucun n’a de préavis, de renouvellement ni de fin dans ce délai. Retirez un filtre pour en voir plus.
calendar-caption = Dates des contrats dans les 24 prochains mois
calendar-months = Mois par mois
calendar-month = Mois
calendar-count = Dates
calendar-date = Date
calendar-kind = Ce qui tombe ce jour
calendar-kind-notice = Jour du préavis
calendar-kind-renewal = Renouvellement de lui-même
calendar-kind-expiry = Fin
calendar-kind-latest-end = Fin possible au plus tard
calendar-end = Fin dont il s’agit
calendar-follows = Si personne n’agit
calendar-follows-latest = Aucune prolongation ne peut dépasser ce jour.
calendar-next = { $kind } : { $date }
calendar-message = { $contracts ->
    [one] { $dates ->
        [one] { $dates } date d’un contrat
       *[other] { $dates } dates d’un contrat
    }
   *[other] { $dates } dates de { $contracts } contrats{ $shown ->
        [one] {", dont un est montré"}
       *[other] {", dont"} { $shown } {"sont montrés"}
    }
}
calendar-description = Chaque ligne est un contrat ; les mois vont de gauche à droite. Les marques sont ses dates ; leurs formes sont expliquées plus bas.
calendar-event = { $kind ->
    [notice] dernier jour du préavis le { $date }
    [renewal] se renouvelle après le { $date } jusqu’au { $end }
    [latest_end] aucune prolongation après le { $date }
   *[expiry] prend fin le { $date }
}
