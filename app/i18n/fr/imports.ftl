# Importation de données ouvertes sur les contrats.
import = Importation
import-title = Importation : Contrats
import-lead = Les contrats publiés sous forme de données ouvertes (OCDS) peuvent être repris. Vous voyez d’abord ce que ferait un fichier; rien ne change avant votre accord.
import-upload = Examiner un fichier
import-upload-submit = Montrer ce qu’il ferait
import-file = Fichier
import-file-hint = Un ensemble de publications ou de dossiers OCDS 1.0 ou 1.1, en JSON, d’au plus { $limit }
import-partnership = Partenariat pour tous les nouveaux contrats
import-partnership-hint = Sa référence. Laissez vide pour un partenariat par acheteur avec ses fournisseurs.
import-all = Proposer aussi ce qui ne semble pas relever de la santé et des TIC
import-all-hint = Sinon, ces contrats sont listés eux aussi, mais pas cochés.
import-error-no-file = Choisissez un fichier
import-error-partnership = Il n’y a pas de partenariat { $reference } que vous puissiez modifier
import-error-jurisdiction = Il n’y a pas de juridiction { $code }
import-error-no-jurisdiction = Le fichier ne dit pas de quel pays il vient. Indiquez la juridiction des nouvelles organisations.
import-error-unsure = Indiquez si { $name } est l’une de celles-ci ou une nouvelle organisation
import-earlier = Vos importations précédentes
import-none-title = Vous n’avez encore rien importé
import-none-text = Les fichiers que vous examinez sont listés ici, que vous les importiez ou non.
import-caption = Vos importations, la plus récente d’abord
import-name = Fichier
import-state = État
import-state-previewed = Pas encore importé
import-state-committed = Importé
import-state-discarded = Écarté
import-uploaded = Examiné
import-committed = Importé
import-size = Taille
import-bytes = Taille en octets
import-sha256 = SHA-256
import-publisher = Éditeur
import-published = Publié
import-releases = Publications
import-processes = Processus de passation
import-notice-previewed = Rien n’est encore changé
import-notice-previewed-text = Voici ce que le fichier ferait au registre tel qu’il était à votre dernier examen. Parcourez-le, décidez ce qui vous revient, puis importez-le ou écartez-le.
import-notice-committed = Ce fichier est importé
import-notice-committed-text = Tout ce qui est listé ici a été fait d’un seul coup. L’historique de chaque fiche nomme ce fichier.
import-notice-discarded = Ce fichier a été écarté
import-notice-discarded-text = Rien n’en a été importé. Pour l’examiner de nouveau, téléversez-le de nouveau.

import-counts = Ce qui change
import-counts-part = { $kind } : { $created } de plus, { $changed } avec changement
import-counts-nothing = Rien de nouveau ni de changé
import-counts-rest = Non choisis : { $unchosen }. Choisis, mais impossibles à inscrire : { $out }.
import-counts-plan-caption = Fiches que l’importation toucherait
import-counts-plan-created = Seraient nouvelles
import-counts-plan-changed = Changeraient
import-counts-plan-left = Resteraient telles quelles
import-counts-done-caption = Fiches que l’importation a touchées
import-counts-done-created = Nouvelles
import-counts-done-changed = Changées
import-counts-done-left = Laissées telles quelles
import-kind = Genre
import-records-jurisdictions = Juridictions
import-records-organisations = Organisations
import-records-partnerships = Partenariats
import-records-contracts = Contrats
import-records-documents = Documents
import-records-milestones = Jalons

import-unsure = Est-ce les mêmes?
import-unsure-text = Ces organisations ressemblent à d’autres, mais pas assez pour les tenir pour les mêmes. Chacune demande votre réponse.
import-unsure-new = Aucune de celles-ci : une nouvelle organisation
import-unsure-same = La même que { $name } : { $doubt }
import-unsure-same-in-file = La même que { $name }, aussi dans ce fichier : { $doubt }
import-with-address = { $name } ({ $address })
import-no-address = { $name } (sans adresse)
import-doubt-no-address = même nom, mais il manque une adresse
import-doubt-other-address = même nom à une autre adresse
import-doubt-similar-name = nom semblable
import-doubt-former-name = elle s’appelait ainsi auparavant
import-doubt-other-identifier = même nom et même adresse, mais un autre numéro au même registre
import-doubt-several-alike = même nom et même adresse, comme d’autres aussi

import-contracts = Contrats
import-contracts-caption = Contrats du fichier, d’abord ceux qui semblent relever de la santé numérique. Cochez ceux à importer.
import-contracts-caption-done = Contrats du fichier, d’abord ceux qui semblent relever de la santé numérique
import-no-contracts = Il n’y a aucun contrat dans ce fichier
import-no-contracts-text = Ses processus sont planifiés ou en appel d’offres : rien n’est encore attribué. Les avertissements disent où en est chacun.
import-more = Et { $count } de plus, non affichés
import-pages-hint = Les coches de cette page sont conservées quand vous vérifiez de nouveau ou importez, pas quand vous changez de page.
import-contract = Contrat
import-contract-fate = Ce qui arrive
import-contract-buyer = Acheteur
import-contract-suppliers = Fournisseurs
import-contract-suppliers-more = { $names }; et { $count } autres
import-contract-value = Valeur
import-contract-period = Période
import-contract-why = Semble relever de la santé numérique : { $because }
import-period = { $start } au { $end }
import-fate-plan-created = Serait nouveau
import-fate-plan-changed = Changerait
import-fate-plan-left = Inscrit, reste tel quel
import-fate-plan-not-chosen = Non choisi
import-fate-plan-left-out = Ne peut pas être inscrit
import-fate-done-created = Nouveau
import-fate-done-changed = Changé
import-fate-done-left = Laissé tel quel
import-fate-done-not-chosen = Non choisi
import-fate-done-left-out = N’a pas pu être inscrit
import-change = { $field } : { $before } → { $after }
import-term-title = Titre
import-term-description = Description
import-term-signed-on = Signature
import-term-starts-on = Début
import-term-ends-on = Fin
import-term-value = Valeur
import-term-currency = Monnaie
import-term-renewal = Reconduction
import-term-max-end = Fin prolongée au plus tard
import-term-ending = Issue
import-term-ocds-id = Identifiant dans son processus

import-evidence-class = classé { $scheme } { $id }
import-evidence-title-word = « { $word } » dans le titre
import-evidence-weak-title-word = « { $word } » dans le titre, un signe faible
import-evidence-name-word = « { $word } » dans le nom
import-evidence-register = au registre { $scheme }
import-evidence-own-class = l’éditeur dit « { $class } »
import-evidence-swedish-region = une région suédoise
import-evidence-supplies-ict = fournit ce qui semble relever des TIC
import-evidence-health-buys = un organisme de santé achète

import-organisations = Nouvelles organisations
import-organisations-caption = Organisations qui seraient nouvelles, avec leur secteur présumé
import-organisation = Organisation
import-organisation-address = Adresse
import-organisation-sector = Secteur
import-organisation-sector-of = Secteur de { $name }
import-organisation-why = Pourquoi
import-sector-chosen = Vous l’avez choisi
import-sector-buys = Aucun signe, sinon qu’elle achète
import-sector-supplies = Aucun signe, sinon qu’elle fournit

import-place = Où cela va
import-jurisdiction = Juridiction des nouvelles organisations
import-jurisdiction-new = { $name } (serait nouvelle)
import-jurisdiction-hint = Les nouveaux partenariats sont inscrits dans : { $name }.
import-jurisdiction-hint-unknown = Le fichier ne dit pas de quel pays il vient.
import-partnerships = Partenariats
import-partnerships-caption = Partenariats où se trouvent des contrats du fichier
import-partnership-reference = Référence
import-partnership-title = Titre
import-partnership-new = Fiche
import-partnership-is-new = Nouvelle
import-partnership-is-recorded = Déjà inscrite
import-partnership-stage = Étape
import-partnership-contracts = Contrats
import-check = Vérifier de nouveau avec ces choix
import-commit = Importer
import-commit-hint = Tout ce qui est coché est importé d’un seul coup, ou rien si quoi que ce soit échoue.
import-discard = Écarter ce fichier
import-reason = Importation de { $file }, SHA-256 { $sha256 }
flash-import-previewed = Le fichier est lu. Rien n’est encore changé.
flash-import-checked = Vos choix sont conservés, et ce qui en découle est affiché.
flash-import-committed = Le fichier est importé.
flash-import-discarded = Le fichier est écarté.

import-warnings = Avertissements
import-warnings-all = Tout voir
import-warnings-of-kind = { $kind } ({ $count })
import-warnings-none = Aucun avertissement
import-warnings-none-text = Rien de remarquable dans le fichier, ou rien ne répond au filtre.
import-warnings-more = { $count ->
    [one] { $count } autre avertissement n’est pas listé.
   *[other] { $count } autres avertissements ne sont pas listés.
}
import-warnings-caption = Ce qui est remarquable dans le fichier, et où
import-warning-what = Quoi
import-warning-level = Effet
import-warning-release = Publication
import-warning-process = Processus
import-warning-path = Endroit
import-warning-with-detail = { $kind } : { $detail }
import-level-note = Bon à savoir
import-level-mended = Corrigé
import-level-left-out = Omis

# Pourquoi un fichier n’est pas lu.
import-refused-empty = Le fichier est vide
import-refused-too-large = Le fichier fait { $size }; au plus { $limit } sont lus
import-refused-too-deep = Les parenthèses sont imbriquées à plus de { $limit } niveaux, ce dont aucun ensemble n’a besoin
import-refused-too-many-values = Le fichier compte plus de { $limit } valeurs
import-refused-not-utf8 = La ligne { $line } n’est pas en UTF-8, comme le veut JSON
import-refused-place = ligne { $line }, colonne { $column }
import-refused-truncated = La fin du fichier manque : il s’arrête à { $place }. Téléchargez-le de nouveau.
import-refused-not-json = { $kind ->
    [json] C’est du JSON avec une erreur à { $place }
    [json_lines] Il y a une valeur JSON par ligne (JSON Lines). Importez plutôt un ensemble de publications ou de dossiers.
    [html] C’est une page Web, peut-être une page d’erreur ou de connexion enregistrée à la place du fichier
    [xml] C’est du XML; seul JSON est lu
    [csv] C’est un tableau; seul JSON est lu
    [zip] C’est une archive ZIP ou un document bureautique. Décompressez-la et importez le fichier JSON qu’elle contient.
    [gzip] C’est une archive gzip. Décompressez-la et importez le fichier JSON qu’elle contient.
    [pdf] C’est un document PDF; seul JSON est lu
    [binary] Ce n’est pas un fichier texte; seul JSON est lu
   *[other] Ce n’est pas du JSON, à partir de { $place }
}
import-refused-not-ocds = C’est du JSON, mais pas des données ouvertes sur les contrats : il commence par { $found_keys }
import-refused-not-ocds-at-all = C’est du JSON, mais pas des données ouvertes sur les contrats
import-refused-unsupported-version = C’est OCDS { $version }; seules les versions 1.0 et 1.1 sont lues

# Ce qui est remarquable dans un fichier, par genre, et les détails.
import-kind-no-package = Publications sans ensemble autour
import-kind-nothing-inside = Ne contient aucune publication
import-kind-linked-only = Dossier qui renvoie seulement à des publications d’ailleurs, non récupérées
import-detail-linked-only = { $count } en tout
import-kind-missing-ocid = Publication sans ocid, ignorée
import-kind-missing-id = Il manque un identifiant
import-kind-repeated-id = Un identifiant figure deux fois; les deux entrées ont été réunies
import-detail-repeated-id = { $id }
import-kind-repeated-release = Publication qui en répète une autre, ignorée
import-detail-repeated-release = { $id }
import-kind-reused-release-id = Identifiant d’une publication précédente au contenu différent; les deux ont été lues
import-detail-reused-release-id = { $id }
import-kind-too-many-entries = Plus d’entrées qu’on n’en lit
import-detail-too-many-entries = { $found }, dont { $limit } ont été lues
import-kind-not-repeated = Attribution à tant de contrats qu’elle n’a pas été répétée dans celui-ci
import-kind-empty-text = Texte vide
import-kind-wrong-type = Valeur du mauvais genre, omise
import-detail-wrong-type = { $expected ->
    [boolean] oui ou non
    [number] un nombre
    [text] un texte
    [text_or_number] un texte ou un nombre
    [list] une liste
    [object] un objet
   *[null] rien
} attendu, { $found ->
    [boolean] oui ou non
    [number] un nombre
    [text] un texte
    [text_or_number] un texte ou un nombre
    [list] une liste
    [object] un objet
   *[null] rien
} trouvé
import-kind-missing-date = Publication sans date, lue comme la plus ancienne
import-kind-bad-date = Ce n’est pas une date, omise
import-detail-bad-date = « { $raw } »
import-kind-unlikely-date = Date invraisemblable, omise
import-detail-unlikely-date = « { $raw } »
import-kind-end-before-start = Période qui finit avant de commencer
import-detail-end-before-start = { $start } au { $end }
import-kind-bad-amount = Montant impossible à garder exactement, omis
import-detail-bad-amount = « { $raw } »
import-kind-amount-as-text = Montant écrit comme un texte
import-detail-amount-as-text = « { $raw } »
import-kind-negative-amount = Montant inférieur à zéro
import-detail-negative-amount = { $amount }
import-kind-missing-currency = Valeur sans monnaie
import-kind-bad-currency = Ce n’est pas une monnaie, omise
import-detail-bad-currency = « { $raw } »
import-kind-missing-scheme = Numéro sans le registre d’où il vient
import-kind-unknown-scheme = Registre inconnu
import-detail-unknown-scheme = { $scheme }
import-kind-unknown-code = Code que la norme n’a pas, omis
import-detail-unknown-code = « { $value } » parmi les { $codelist ->
    [release_tag] étiquettes de publication
    [award_status] états d’attribution
    [contract_status] états de contrat
    [milestone_status] états de jalon
   *[procurement_category] catégories d’achat
}
import-kind-party-not-listed = Organisation mentionnée mais non listée
import-detail-party-not-listed = { $id }
import-kind-party-without-name = Organisation sans nom
import-kind-no-buyer = Aucun acheteur n’est trouvé
import-kind-no-supplier = Contrat ou attribution sans fournisseur
import-kind-no-contract-yet = Rien n’est encore attribué
import-detail-no-contract-yet = { $stage ->
    [planning] seulement planifié
    [tender] en appel d’offres
   *[ended] terminé sans attribution
}
import-kind-award-without-effect = Attribution qui n’est pas un contrat
import-detail-award-without-effect = { $status ->
    [cancelled] annulée
    [unsuccessful] infructueuse
   *[pending] en attente
}
import-kind-similar-award = Très semblable à une autre attribution du processus; les deux ont été lues
import-detail-similar-award = { $earlier }
import-kind-award-not-found = L’attribution du contrat n’est pas dans le fichier
import-detail-award-not-found = { $award_id }
import-kind-stray-line-breaks = « rn » là où étaient des sauts de ligne
import-detail-stray-line-breaks = { $mended } rétablis, { $left } laissés
import-kind-mojibake = Texte mal décodé en chemin, laissé tel quel
import-detail-mojibake = « { $sample } »
import-kind-control-characters = Caractères de commande, retirés
import-detail-control-characters = { $count }

# Ce que l’importation elle-même remarque.
import-kind-buyer-unknown = Omis : aucun acheteur nommé
import-kind-supplier-unknown = Omis : aucun fournisseur nommé
import-kind-no-period = Omis : il manque le premier ou le dernier jour
import-kind-period-backwards = Omis : la période finit avant de commencer
import-kind-no-value = Omis : ni valeur ni monnaie n’est donnée
import-kind-no-currency = Omis : il manque la monnaie
import-kind-long-id = Omis : son identifiant est trop long
import-kind-same-sides = Omis : l’acheteur et le fournisseur sont les mêmes
import-kind-recorded-elsewhere = Omis : inscrit dans un partenariat que vous ne voyez pas
import-kind-not-yours = Inchangé : il ne vous revient pas de modifier son partenariat
import-kind-value-not-kept = Valeur impossible à inscrire
import-detail-value-not-kept = { $amount }
import-kind-max-end-not-kept = Fin au plus tard avant la fin, non reprise
import-detail-max-end-not-kept = { $max_end }
import-kind-document-not-kept = Document sans adresse Web, non repris
import-detail-document-not-kept = { $title }
import-kind-milestone-not-kept = Jalon sans date ou sans titre, non repris
import-detail-milestone-not-kept = { $title }
import-kind-older-release = Inchangé : une publication plus récente a déjà été importée
import-kind-other-sides = Le fichier nomme d’autres parties que celles inscrites; inchangé
import-kind-changes-unsound = Inchangé : les changements du fichier contredisent ceux faits ici
import-kind-milestone-differs = Le fichier donne un autre état d’un jalon inscrit; inchangé
import-detail-milestone-differs = { $title }
import-kind-shortened = Texte plus long que les champs, raccourci
import-detail-shortened = { $field ->
    [title] titre
   *[description] description
}
import-kind-value-rounded = Valeur à plus de deux décimales, arrondie
import-detail-value-rounded = { $amount }
import-kind-unsigned = En vigueur, mais sans date de signature : affiché comme ébauche jusqu’à ce qu’on en saisisse une
import-kind-signed-after-end = Signé après sa fin
import-kind-ended-on-last-day = Terminé avant terme, mais le dernier jour
import-kind-other-name = Trouvée par son numéro, mais appelée autrement ici
import-detail-other-name = « { $file } » dans le fichier, « { $here } » ici
import-kind-unusual-role = Fournisseur qui n’est pas du secteur des TIC
import-detail-unusual-role = { $name }
import-kind-partnership-over = Va dans un partenariat terminé
import-detail-partnership-over = { $reference }
import-kind-beyond-planned-end = Dure plus longtemps que prévu pour son partenariat
import-detail-beyond-planned-end = { $reference }, { $planned_end }

# La ligne de commande.
import-progress-reading = Lecture de { $size }
import-progress-read = { $releases ->
    [one] { $releases } publication
   *[other] { $releases } publications
}, { $processes ->
    [one] { $processes } processus de passation
   *[other] { $processes } processus de passation
}; comparaison avec le registre
import-progress-writing = { $written } contrats écrits sur { $total }
import-report-read = { $releases ->
    [one] { $releases } publication
   *[other] { $releases } publications
}, { $processes ->
    [one] { $processes } processus de passation
   *[other] { $processes } processus de passation
}, { $contracts ->
    [one] { $contracts } contrat
   *[other] { $contracts } contrats
}
import-report-jurisdiction = Les nouvelles organisations relèvent de : { $name } ({ $code })
import-report-planned = { $kind } : { $created } à créer, { $changed } à changer, { $left } à laisser
import-report-done = { $kind } : { $created } de plus, { $changed } avec changement, { $left } sans changement
import-report-contracts = Contrats non choisis : { $unchosen }; choisis, mais impossibles à inscrire : { $out }
import-report-change = { $title } : { $field } { $before } → { $after }
import-report-partnership = Nouveau partenariat { $reference } ({ $stage }) : { $title }
import-report-unsure = Prise pour nouvelle, mais peut-être la même : { $name } – { $others }
import-report-warnings = { $count ->
    [0] Aucun avertissement
    [one] { $count } avertissement :
   *[other] { $count } avertissements :
}
import-report-warning-kind = { $count } × { $kind }
import-report-warning = Publication { $release }, { $path } : { $reason }
