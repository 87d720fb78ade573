# Partnerships, and the way between their pages.
partnerships-title = Partnerships
partnership-pages = Pages of this partnership
partnership-summary = Summary
partnership-contracts = Contracts
partnership-milestones = Milestones
partnership-deliverables = Deliverables
partnership-history = History
