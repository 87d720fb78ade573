# Les partenariats, et le chemin entre leurs pages.
partnerships-title = Partenariats
partnership-pages = Pages de ce partenariat
partnership-summary = Sommaire
partnership-contracts = Contrats
partnership-milestones = Jalons
partnership-deliverables = Livrables
partnership-history = Historique
