# What loading the demonstration is at, on the command line.
demo-reading = Reading the demonstration
demo-registry = Adding { $organisations } organisations and { $people } people
demo-partnerships = Adding { $partnerships } partnerships with { $contracts } contracts
demo-work = Adding { $milestones } milestones and { $deliverables } deliverables
demo-history = Writing the history
demo-generated = { $done } of { $all } partnerships
