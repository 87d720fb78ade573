# La gouvernance d’un partenariat.
governance-title = Instances et décisions
governance-lead = Qui pilote ce partenariat, qui était dans la salle, ce qui a été décidé et le temps qu’il a fallu.
governance-shown = { $shown } sur { $total } sont montrées; toutes sont dans les listes des instances ci-dessus.
governance-none-title = Aucune instance ne pilote encore ce partenariat
governance-none-text = Une instance a des membres avec des sièges et un quorum, se réunit, décide, et veille à ce que ce qu’elle demande soit fait.
governance-bodies-caption = Instances de ce partenariat, et celles dont les décisions l’engagent
governance-meetings-caption = Réunions des instances de ce partenariat, la plus récente d’abord
governance-severe-risks = Risques graves
governance-unproven = Échues : { $lapsed }; manquantes ou non vérifiées : { $others }
governance-open-tensions = Tensions ouvertes
