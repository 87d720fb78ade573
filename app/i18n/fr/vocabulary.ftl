# Les vocabulaires fermés du produit : un message par code.
role-ministry-official = Responsable ministériel
role-health-executive = Cadre de la santé
role-vendor = Fournisseur
role-clinician = Clinicien
role-auditor = Vérificateur
role-administrator = Administrateur

grant-read = Peut lire
grant-edit = Peut planifier et consigner

sector-government = Gouvernement
sector-health = Santé
sector-ict = TIC

level-national = National
level-regional = Régional
level-local = Local

stage-proposed = Proposé
stage-negotiating = En négociation
stage-active = Actif
stage-suspended = Suspendu
stage-closing = En clôture
stage-closed = Clos
stage-withdrawn = Retiré

approach-top-down = Descendante
approach-bottom-up = Ascendante
approach-middle-out = Médiane

architecture-centralised = Centralisée
architecture-modular = Modulaire
architecture-mixed = Mixte

service-type-application-systems = Systèmes applicatifs
service-type-data-warehousing = Entrepôt de données
service-type-development-and-training = Développement et formation
service-type-outsourcing = Impartition
service-type-managed-security = Sécurité gérée

building-block-infrastructure = Infrastructure
building-block-collaboration-platforms = Plateformes de collaboration
building-block-cybersecurity-and-identity = Cybersécurité et identité
building-block-interoperability-and-data-exchange = Interopérabilité et échange de données
building-block-devices-and-mobility = Appareils et mobilité

outcome-domain-safety = Sécurité des patients
outcome-domain-resources = Ressources
outcome-domain-efficiency = Efficience
outcome-domain-outcomes = Résultats cliniques
outcome-domain-population-health = Santé de la population
outcome-domain-prevention = Prévention
outcome-domain-health-evaluation = Évaluation en santé
outcome-domain-promotion = Promotion de la santé

party-role-governance-authority = Autorité de gouvernance
party-role-funder = Bailleur de fonds
party-role-provider = Prestataire de soins
party-role-clinical-partner = Partenaire clinique
party-role-supplier = Fournisseur

contract-status-draft = Ébauche
contract-status-in-force = En vigueur
contract-status-suspended = Suspendu
contract-status-completed = Achevé
contract-status-ended-early = Terminé avant terme
contract-status-cancelled = Annulé

contract-warning-notice = Jour du préavis
contract-warning-expiry = Échéance
contract-warning-renewal = Renouvellement de lui-même

renewal-none = Aucun
renewal-optional = Facultatif
renewal-automatic = Automatique

ending-completed = Achevé
ending-ended-early = Terminé avant terme
ending-cancelled = Annulé

milestone-state-planned = Prévu
milestone-state-in-progress = En cours
milestone-state-at-risk = À risque
milestone-state-met = Atteint
milestone-state-partly-met = Partiellement atteint
milestone-state-missed = Manqué
milestone-state-cancelled = Annulé

deliverable-state-planned = Prévu
deliverable-state-in-progress = En cours
deliverable-state-submitted = Soumis
deliverable-state-accepted = Accepté
deliverable-state-returned = Retourné

verdict-accept = Accepter
verdict-return = Retourner

evidence-kind-pdf = PDF
evidence-kind-png = PNG
evidence-kind-jpeg = JPEG
evidence-kind-xlsx = Excel (XLSX)
evidence-kind-docx = Word (DOCX)
evidence-kind-csv = CSV

status-green = Vert
status-amber = Jaune
status-red = Rouge
status-no-data = Sans données

indicator-kind-count = Nombre
indicator-kind-ratio = Ratio
indicator-kind-money = Argent
indicator-kind-duration = Durée
indicator-kind-ordinal = Échelon d’une échelle

direction-higher = Plus, c’est mieux
direction-lower = Moins, c’est mieux

combination-latest = La dernière compte
combination-sum = Elles s’additionnent
combination-quotient = Numérateurs sur dénominateurs

measurement-state-draft = Brouillon
measurement-state-submitted = Soumise
measurement-state-verified = Vérifiée
measurement-state-returned = Retournée

target-status-achieved = Atteinte
target-status-on-track = En bonne voie
target-status-at-risk = À risque
target-status-off-track = En écart
target-status-no-data = Sans données

amendment-state-draft = Ébauche
amendment-state-half-signed = Signé d’un côté
amendment-state-agreed = Convenu, pas encore en vigueur
amendment-state-in-force = En vigueur
amendment-state-withdrawn = Retiré

amendment-type-value = Valeur
amendment-type-time = Durée
amendment-type-scope = Portée
amendment-type-terms = Conditions

amendment-side-buyer = Acheteur
amendment-side-supplier = Fournisseur

amendment-value = Valeur
amendment-ends-on = Fin
amendment-scope = Portée
amendment-renewal = Renouvellement
amendment-renewal-months = Durée d’un renouvellement, en mois
amendment-notice-days = Préavis, en jours
amendment-notice-months = Préavis, en mois
amendment-max-end = Fin au plus tard
amendment-review-days = Jours ouvrables pour une revue

obligation-state-open = Ouverte
obligation-state-kept = Tenue
obligation-state-broken = Manquée
obligation-state-waived = Levée

cost-category-acquisition = Acquisition
cost-category-implementation = Mise en œuvre
cost-category-operation = Exploitation
cost-category-infrastructure = Infrastructure
cost-category-training = Formation
cost-category-staff = Personnel propre
cost-category-exit = Sortie

predictability-predictable = Prévisible
predictability-fairly = Assez prévisible
predictability-unpredictable = Imprévisible
predictability-no-data = Aucune donnée
table-kind-commitments = Engagements
table-kind-receipts = Encaissements
table-kind-spending = Dépenses
table-kind-milestones = Jalons
table-kind-targets = Indicateurs et cibles
table-kind-measurements = Mesures
table-kind-organisations = Organisations
table-kind-budgets = Budgets des juridictions
table-kind-rates = Taux de référence

funding-kind-capital = Investissement
funding-kind-operational = Fonctionnement

line-status-expected = Attendu
line-status-committed = Engagé
line-status-withdrawn = Retiré

factor-leadership = Leadership et planification
factor-understanding = Compréhension mutuelle
factor-trust = Confiance et bonne foi
factor-goals = Objectifs communs
factor-financing = Financement stable
factor-contracts = Contrats bien formulés

stakeholder-ict-executive = Direction des TIC
stakeholder-health-executive = Direction des soins de santé
stakeholder-chief-information-officer = Direction de l’informatique
stakeholder-clinician = Personnel clinique
stakeholder-government-official = Représentation gouvernementale
stakeholder-front-line-staff = Personnel de première ligne

naming-attributed = Avec noms
naming-anonymous = Anonyme

round-state-planned = Prévue
round-state-open = Ouverte
round-state-over = Dernier jour passé
round-state-closed = Close
round-state-published = Publiée

dimension-schedule = Calendrier
dimension-money = Argent
dimension-targets = Cibles
dimension-relationship = Relation
characteristic-strategic-goals = Objectifs stratégiques
characteristic-time = Temps
characteristic-power = Pouvoir
characteristic-ethics = Éthique
characteristic-culture = Culture
charter-state-draft = Ébauche
charter-state-waiting = Attend des signatures
charter-state-in-force = En vigueur
charter-state-replaced = Remplacée
charter-state-void = Caduque
charter-parameters = Paramètres
charter-roles = Rôles et responsabilités
charter-involvement = Participation
charter-expectations = Attentes

check-established = Établi
check-sound = Financièrement solide
check-beneficial = Avantageux pour tous
check-planned = Plans à long terme
check-finding-met = Satisfait
check-finding-not-met = Non satisfait
check-finding-missing = Preuve manquante
standing-strategic = Stratégique
standing-not-yet = Pas encore stratégique
standing-not-enough-evidence = Preuves insuffisantes
said-yes = Oui
said-no = Non
pillar-leadership = Leadership et vision
pillar-resources = Ressources financières
pillar-care-providers = Appui des soignants
pillar-evidence-executive = Cadre de la santé responsable
pillar-evidence-clinical-lead = Responsable clinique
pillar-evidence-ict-lead = Responsable TIC
pillar-evidence-sponsor = Parrain gouvernemental
pillar-evidence-leadership-score = Comment les gens évaluent le leadership
pillar-evidence-decided = Question à laquelle une instance a répondu
pillar-evidence-shares = Qui détient quelle part
pillar-evidence-years-ahead = Années à venir
pillar-evidence-clinicians-asked = Cliniciens invités
pillar-evidence-clinicians-answered = Cliniciens ayant répondu
pillar-evidence-clinical-partner = Partenaire clinique
pillar-evidence-health-signature = Charte signée du côté de la santé
pillar-evidence-in-the-room = Soignants dans la salle à la dernière réunion

action-state-open = Ouverte
action-state-done = Dite faite
action-state-verified = Vérifiée
action-state-dropped = Abandonnée

action-step-done = Dite faite
action-step-returned = Renvoyée
action-step-verified = Vérifiée
action-step-dropped = Abandonnée

agenda-source-perception-gap = Écart de perception
agenda-source-challenged-status = Statut contesté
agenda-source-funding-cliff = Rupture de financement
agenda-source-overdue-review = Revue en retard
agenda-source-open-question = Question ouverte
agenda-source-overdue-action = Action en retard
agenda-source-own = Ajouté à la main

ballot-for = Pour
ballot-against = Contre
ballot-abstain = S’abstient

body-level-national = National
body-level-regional = Régional
body-level-local = Local
body-level-partnership = Partenariat

meeting-state-planned = Prévue
meeting-state-held = Tenue
meeting-state-unrecorded = Non consignée
meeting-state-cancelled = Annulée

outcome-approved = Approuvé
outcome-approved-with-conditions = Approuvé sous conditions
outcome-rejected = Rejeté
outcome-deferred = Reporté
outcome-inconclusive = Non concluant : pas de quorum

seat-chair = Présidence
seat-voting = Avec droit de vote
seat-non-voting = Sans droit de vote
seat-alternate = Suppléance

coordination-level-national = National
coordination-level-regional = Régional
coordination-level-local = Local
coordination-level-partnership = Partenariat

mechanism-kind-architecture = Architecture
mechanism-kind-governance-model = Modèle de gouvernance
mechanism-kind-institutional = Institutionnel
mechanism-kind-stakeholder-roles = Rôles des parties prenantes

effect-eases = atténue
effect-aggravates = aggrave
effect-creates = crée

strength-slight = légèrement
strength-clear = nettement
strength-strong = fortement

direction-area-financing = Financement
direction-area-technological-standards = Normes technologiques
direction-area-bidding-processes = Appels d’offres
direction-area-information-management = Gestion de l’information
direction-area-privacy-and-security = Vie privée et sécurité

direction-force-to-come = À venir
direction-force-in-force = En vigueur
direction-force-ended = Terminée

discretion-use-as-written = La suit telle quelle
discretion-use-adapted = L’adapte au milieu
discretion-use-further = Va plus loin
discretion-use-not-used = Pas encore

involvement-none = Aucun
involvement-informed = Informé
involvement-consulted = Consulté
involvement-co-decides = Codécide
involvement-leads = Dirige

finance-share-nothing = Rien ne vient du gouvernement
finance-share-part = Une part vient du gouvernement
finance-share-most = La plus grande part vient du gouvernement
proof-kind-integration = Preuve d’intégration (rapport de connectathon ou d’essai)
proof-kind-security-certificate = Certificat de sécurité
proof-kind-penetration-test = Test d’intrusion
proof-kind-privacy-assessment = Évaluation de la vie privée
proof-kind-clinical-pilot = Projet pilote clinique
proof-kind-shadowing-report = Rapport d’observation sur le terrain
proof-kind-continuity-test = Essai de continuité des activités
proof-kind-financial-statement = État financier ou modèle du coût total
proof-kind-other = Autre

proof-state-unverified = Non vérifiée
proof-state-valid = Valide
proof-state-expiring = Expire bientôt
proof-state-expired = Expirée
proof-state-refused = Refusée
proof-state-replaced = Remplacée

proof-verdict-verified = Vérifiée
proof-verdict-refused = Refusée

backing-proven = Prouvé
backing-waiting = Inscrit, non vérifié
backing-lapsed = Expiré
backing-missing = Manquant

criterion-clinical-fit = Accord avec le travail clinique
criterion-interoperability = Interopérabilité
criterion-security = Posture de sécurité
criterion-maturity = Maturité du partenaire
criterion-cost-predictability = Prévisibilité du coût total

evaluation-state-scoring = En cours de notation
evaluation-state-to-agree = Consensus à trouver
evaluation-state-agreed = Consensus déclaré
evaluation-state-withdrawn = Retirée

vendor-standing-supplier = Fournisseur du partenariat
vendor-standing-bidder = Soumissionnaire
band-low = Faible
band-moderate = Modéré
band-high = Élevé
band-severe = Grave
risk-kind-governance-and-trust = Gouvernance et confiance
risk-kind-cybersecurity = Cybersécurité
risk-kind-equity = Équité
risk-kind-reimbursement = Remboursement
risk-kind-legal = Juridique
risk-kind-cultural = Culturel
risk-kind-privacy = Vie privée
risk-kind-fiscal = Financier
risk-kind-workforce = Main-d’œuvre
likelihood-rare = Rare
likelihood-unlikely = Peu probable
likelihood-possible = Possible
likelihood-likely = Probable
likelihood-almost-certain = Presque certain
anchor-likelihood-rare = personne ici ne l’a vu se produire
anchor-likelihood-unlikely = cela s’est produit ailleurs
anchor-likelihood-possible = cela s’est produit ici, une fois
anchor-likelihood-likely = on s’y attend dans l’année
anchor-likelihood-almost-certain = on s’y attend d’ici quelques semaines, ou cela se produit déjà
impact-slight = Négligeable
impact-minor = Mineure
impact-moderate = Modérée
impact-major = Majeure
impact-critical = Critique
anchor-impact-slight = personne hors de l’équipe ne le remarque
anchor-impact-minor = du travail est à refaire; aucune date ne bouge
anchor-impact-moderate = un jalon glisse, ou il faut plus d’argent
anchor-impact-major = une cible est manquée, ou les soins sont perturbés
anchor-impact-critical = des patients subissent un préjudice, ou le partenariat prend fin
occurrence-barrier = Obstacle
occurrence-risk = Risque
occurrence-hint-barrier = cela se produit déjà
occurrence-hint-risk = cela pourrait se produire
risk-outcome-remedied = Le remède a fonctionné
risk-outcome-lapsed = Il ne peut plus se produire
risk-outcome-came-true = Il s’est réalisé
risk-outcome-lived = Les parties vivent avec

foundation-data-structures = Structures de données
foundation-security-controls = Mesures de sécurité
foundation-predictable-workflow = Flux de travail prévisible
foundation-verdict-attested = Attestée
foundation-verdict-gap-accepted = Absence acceptée
foundation-verdict-withdrawn = Retirée
work-state-planned = Planifié
work-state-begun = Commencé
work-state-ended = Terminé

measure-kind-money = Argent
measure-kind-count = Un nombre
measure-kind-share = Une proportion, en pour cent
benefit-standing-claimed = Déclaré, non vérifié
benefit-standing-verified = Vérifié
benefit-standing-verified-lower = Vérifié, plus bas que déclaré
uptake-stage-considering = L’envisage
uptake-stage-piloting = L’essaie
uptake-stage-in-use = L’utilise
uptake-stage-given-up = L’a abandonné
published-claim-cloud-costs = Le passage à l’infonuagique a réduit de 30 à 50 pour cent les coûts d’infrastructure de grands services de santé publics.
published-claim-home-mortality = Un programme d’hospitalisation à domicile a compté 38 pour cent moins de décès que les admissions habituelles.
published-claim-home-costs = Le même programme d’hospitalisation à domicile a coûté environ 30 pour cent de moins que les admissions habituelles.
published-claim-emergency-visits = Un dossier commun à 13 hôpitaux, avec des prix affichés et une garantie, est allé de pair avec 20 pour cent moins de visites inutiles à l’urgence.
published-claim-satisfaction = Dans le même réseau, la satisfaction des patients est montée au 99e centile.
published-claim-contact-tracing = Un dossier national a aidé à trouver et à isoler les cas d’une épidémie en heures plutôt qu’en jours.
published-claim-drafted-notes = Des outils qui écoutent et rédigent la note libèrent les médecins pour leurs patients; aucun chiffre n’est donné.
published-claim-earlier-warning = Des prédictions annoncent une septicémie ou une réadmission des heures avant les cotes habituelles.
published-claim-care-coordination = Les tâches que des logiciels transmettent d’une organisation à l’autre prennent des minutes au lieu de jours.
published-claim-patient-records = Là où les patients détiennent eux-mêmes leurs données, les dossiers deviennent plus complets et plus à jour; aucun chiffre n’est donné.
