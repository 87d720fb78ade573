# L’ouverture de session et son propre compte.
sign-in-title = Ouvrir une session
sign-in-lead = Triad montre le même partenariat au gouvernement, à la santé et aux technologies.
sign-in-email = Adresse de courriel
sign-in-password = Mot de passe
sign-in-submit = Ouvrir une session
sign-in-wrong = L’adresse ou le mot de passe est inexact
sign-in-throttled = Trop d’essais infructueux. Attendez un quart d’heure et réessayez.
sign-in-demo-title = Ceci est la démonstration
sign-in-demo-caption = Comptes à essayer
sign-in-demo-role = Rôle
sign-in-demo-password = Toutes les personnes y sont fictives. Le mot de passe de chaque compte est { $password }.
flash-signed-out = Votre session est fermée.

account-title = Votre compte
account-role = Rôle
account-organisation = Organisation
account-language = Langue
account-language-browser = Celle du navigateur
account-language-submit = Enregistrer la langue
account-password = Changer le mot de passe
account-sessions = Vos sessions ouvertes
account-sessions-caption = Vos sessions
password-current = Mot de passe actuel
password-new = Nouveau mot de passe
password-hint = Au moins { $min } caractères. Quelques mots sans rapport entre eux se retiennent facilement.
password-again = Nouveau mot de passe, encore une fois
password-submit = Changer le mot de passe
password-differs = Ce n’est pas le même que ci-dessus
password-too-short = Utilisez au moins { $min } caractères
password-guessable = Il est facile à deviner. Ajoutez des mots sans rapport entre eux.
password-wrong = Ce n’est pas votre mot de passe actuel
session-browser = Navigateur
session-since = Ouverte
session-seen = Dernière utilisation
session-action = Fermeture
session-this = Celle-ci
session-end = Fermer la session
session-unknown-browser = Un navigateur qui ne se nomme pas
flash-language-saved = Votre langue est enregistrée.
flash-password-changed = Votre mot de passe est changé. Vos autres sessions sont fermées.
flash-session-ended = La session est fermée.

person-email-taken = Quelqu’un a déjà cette adresse
person-email-shape = Entrez une adresse comme nom@exemple.org

# Comment une erreur nomme un champ qui partage ses mots avec autre chose.
account-locale = { account-language }
