# Pourquoi un calendrier a son état.
schedule-milestone-late = { $days ->
    [one] Le jalon « { $title } » a { $days } jour de retard
   *[other] Le jalon « { $title } » a { $days } jours de retard
}
schedule-milestone-missed = { $count ->
    [one] { $count } jalon a été manqué
   *[other] { $count } jalons ont été manqués
}
schedule-slipping = { $days ->
    [one] Un jalon a glissé de { $days } jour par rapport à la date d’abord convenue
   *[other] Un jalon a glissé de { $days } jours par rapport à la date d’abord convenue
}
schedule-deliverable-late = { $days ->
    [one] Le livrable « { $title } » a { $days } jour de retard
   *[other] Le livrable « { $title } » a { $days } jours de retard
}
schedule-review-overdue = { $days ->
    [one] L’examen d’un livrable remis a { $days } jour ouvrable de retard
   *[other] L’examen d’un livrable remis a { $days } jours ouvrables de retard
}
schedule-on-time = Rien n’est en retard
schedule-on-time-next = Rien n’est en retard ; prochaine échéance : « { $title } », le { $date }
schedule-nothing-planned = Rien n’est prévu, donc rien ne peut être en retard
schedule-not-running = { $stage ->
    [closed] Il est terminé et n’a plus d’échéances
    [withdrawn] Il a été abandonné et n’a pas d’échéances
   *[other] Il n’est pas encore en cours et n’a pas d’échéances
}
