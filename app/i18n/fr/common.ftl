# Les mots que toutes les pages partagent.
service-name = Triad

nav-workbench = Tableau de travail
nav-portfolio = Portefeuille
nav-ledger = Financement
nav-partnerships = Partenariats
nav-contracts = Contrats
nav-calendar = Calendrier
nav-governance = Gouvernance
nav-registry = Registre
nav-reference = Données de référence
nav-organisations = Organisations
nav-jurisdictions = Territoires
nav-people = Personnes
nav-rates = Taux
nav-import = Importation

button-save = Enregistrer
button-cancel = Annuler
button-edit = Modifier
search = Rechercher
any = Tous
none = Aucun
unknown = Inconnu
by-command-line = Ligne de commande
days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}

error-required = Remplissez ce champ
error-choose = Choisissez une réponse
error-choice = Choisissez une réponse de la liste
error-too-long = Raccourcissez à { $max } caractères
error-control-characters = Enlevez les caractères de contrôle invisibles
error-date = Entrez une date qui existe, par exemple 27 3 2027
error-date-required = Entrez un jour, un mois et une année
error-whole = Entrez un nombre entier de { $from } à { $to }
error-amount = Entrez un montant nul ou positif avec au plus deux décimales, par exemple 1234567,50
error-taken = Ceci est déjà pris
error-reference = Utilisez de 2 à 40 majuscules, chiffres et traits d’union, par exemple DOSSIER-COMMUN-1
error-link = Entrez une adresse qui commence par https:// ou http://

error-page-not-found = Page introuvable
error-page-not-found-text = Il n’y a rien à cette adresse, ou elle ne vous est pas ouverte. Vérifiez l’adresse, ou demandez à la personne qui vous l’a donnée.
error-page-forbidden = Cela ne vous revient pas
error-page-forbidden-text = Vous pouvez voir cette page, mais votre rôle ne vous permet pas cette action. S’il le devait, parlez-en au cadre responsable du partenariat.
error-page-conflict = La situation a changé
error-page-conflict-text = Quelqu’un a fait une modification entre-temps, et votre demande ne convient plus. Revenez en arrière, rechargez la page et regardez.
error-page-method = Cette adresse ne prend pas cette demande
error-page-method-text = La page d’où vous venez est peut-être périmée. Rechargez-la et réessayez.
error-page-too-large = Trop volumineux
error-page-too-large-text = Votre envoi dépasse ce que cette page accepte. Rien n’a été modifié.
error-page-busy = Occupé un instant
error-page-busy-text = Le service ne peut pas répondre pour le moment. Rien n’a été modifié. Attendez un instant et rechargez la page.
error-page-too-many = Trop de tentatives
error-page-too-many-text = Attendez un quart d’heure et réessayez.
error-page-bad-request = Cette demande n’a pas de sens ici
error-page-bad-request-text = Une partie n’a pas pu être lue. Rien n’a été modifié. Revenez en arrière et réessayez.
error-page-internal = Une panne de notre côté
error-page-internal-text = Rien n’a été modifié. La panne est notée sous le numéro ci-dessous ; transmettez-le aux responsables du service.
error-page-id = Numéro de cette demande : { $id }
error-page-home = Aller à votre tableau de travail
