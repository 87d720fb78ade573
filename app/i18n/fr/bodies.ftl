# Les instances de gouvernance : qui pilote, qui y siège, pour combien de temps.
nav-bodies = Instances
body = Instance
bodies-title = Instances de gouvernance
bodies-caption = Instances, avec ce qui est en suspens dans chacune
bodies-caption-as-of = Au { $date }
bodies-lead = Qui pilote ensemble les partenariats, pour un territoire ou au sein d’un partenariat ; ce qui reste en suspens, et le temps qu’il faut pour répondre.
bodies-search = Mots du nom ou du mandat
bodies-waiting-only = Seulement avec des questions ouvertes ou des actions en retard
bodies-none-title = Vous ne voyez encore aucune instance
bodies-none-text = Les fonctionnaires ajoutent ici les instances de leur territoire ; celles d’un partenariat s’ajoutent sur sa page de gouvernance.
bodies-no-match-title = Aucune instance ne répond à ces filtres
bodies-no-match-text = Enlevez un filtre pour en voir davantage.
body-pages = Pages de cette instance
body-summary = Sommaire
body-add = Ajouter une instance
body-edit = Modifier l’instance
body-level = Niveau
body-home = Pour
body-home-hint = Pour qui elle gouverne. Cela ne change plus ensuite.
body-home-hidden = Un partenariat qui ne vous est pas ouvert
body-name = Nom
body-name-hint = Comme on l’appelle, par exemple « Comité directeur »
body-purpose = Mandat
body-purpose-hint = Ce qu’elle est là pour décider, en une phrase ou deux
body-quorum = Quorum
body-quorum-hint = Combien de sièges votants doivent être occupés à une réunion pour qu’elle puisse décider
body-quorum-said = { $quorum } { $quorum ->
        [one] siège votant
       *[other] sièges votants
    }
body-quorum-out-of-reach = Hors d’atteinte avec { $voting } { $voting ->
        [one] siège votant
       *[other] sièges votants
    }
body-members = Membres
body-voting = Sièges votants
body-seats = { $members ->
        [one] { $members } membre
       *[other] { $members } membres
    }, dont { $voting } avec droit de vote
body-next-meeting = Prochaine réunion
body-no-meeting = Aucune prévue
body-open-questions = Questions ouvertes
body-overdue-actions = Actions en retard
sign-off = Délai d’approbation
sign-off-in-days = Délai d’approbation en jours
sign-off-median = Délai d’approbation médian
sign-off-days = { $days } { $days ->
        [one] jour
       *[other] jours
    }
sign-off-none = Rien de tranché
sign-off-of = { $count ->
        [0] Aucune question n’a encore sa réponse
        [one] De la première demande à la réponse, pour { $count } question
       *[other] De la première demande à la réponse, pour { $count } questions
    }
member-add = Ajouter un membre
member-edit = Modifier le membre
member-edit-of = Modifier { $name }
member-person = Personne
member-person-hint = Y agit pour l’organisation qui est la sienne aujourd’hui
member-organisation = Organisation
member-group = Parle pour
member-group-hint = Le personnel clinique et le gouvernement sont comptés à chaque réunion
member-seat = Siège
member-seat-hint = La présidence vote comme les autres, et n’a pas de voix prépondérante
member-stands-in-for = Supplée
member-stands-in-for-hint = Une suppléante ou un suppléant vote quand ce membre est absent
member-nobody = Personne
member-alternate-for = Suppléance de { $name }
member-term = Mandat
member-term-said = du { $from } au { $to }
member-term-open = depuis le { $from }
member-starts = Premier jour du mandat
member-ends = Dernier jour du mandat
member-ends-hint = À indiquer quand quelqu’un part ; ses votes restent
member-past = N’y siège plus
member-to-come = À venir
members-caption = Membres, avec leurs sièges et leurs mandats
members-none-title = Personne ne siège encore dans cette instance
members-none-text = Ajoutez la présidence et les membres votants, pour qu’une réunion puisse atteindre le quorum.
member-error-already = Cette personne commence déjà un mandat dans cette instance ce jour-là
member-error-for-whom = Choisissez le membre que cette personne supplée
member-error-no-alternate = Seule une suppléance remplace quelqu’un
member-error-term = Le mandat ne peut finir avant de commencer
flash-body-added = L’instance est ajoutée. Nommez maintenant ses membres.
flash-body-saved = L’instance est enregistrée.
flash-member-added = Le membre est ajouté.
flash-member-saved = Le membre est enregistré.
