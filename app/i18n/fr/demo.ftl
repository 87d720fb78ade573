# Ce que fait le chargement de la démonstration, à la ligne de commande.
demo-reading = Lecture de la démonstration
demo-registry = Ajout de { $organisations } organisations et de { $people } personnes
demo-partnerships = Ajout de { $partnerships } partenariats et de { $contracts } contrats
demo-work = Ajout de { $milestones } jalons et de { $deliverables } livrables
demo-history = Inscription dans l’historique
demo-generated = { $done } partenariats sur { $all }
