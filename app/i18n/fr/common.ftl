# Les mots que toutes les pages partagent.
service-name = Triad
