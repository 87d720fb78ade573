# The organisations that take part in a partnership.
parties-title = Who takes part
parties-manage = Change who takes part
parties-caption = Organisations that take part, and their roles
parties-none-title = Nobody takes part yet
parties-none-text = A partnership needs government, health care and technology. Add the first organisation.
party-add = Add organisation
party-search = Find an organisation
party-search-hint = Part of its name, short name or a former name
party-found-none-title = No organisation has this name
party-found-none-text = Search for another name. Administrators add organisations that are missing.
party-found-more = Only the first { $count } organisations are offered. Search to find others.
party-organisation = Organisation
party-role = Role
party-role-hint = Its sector must fit: care is provided by health care, technology by ICT; government or health care governs; all may fund.
party-sector = Sector
party-since = Since
party-since-hint = Leave blank if it takes part from the beginning.
party-removal = Remove
party-remove = Remove { $name }
party-succeeded = now { $name }
party-error-role = { $role } does not fit an organisation of this sector: { $sector }
party-error-twice = The organisation has this role already
party-refused = { $name } cannot be removed
party-refused-text = Change what names the organisation first.
party-refused-sight = Through this organisation you see the partnership. Somebody of another one can remove it.
party-named-contracts = { $count ->
    [one] { $count } contract names it
   *[other] { $count } contracts name it
}
party-named-milestones = { $count ->
    [one] { $count } milestone is its to reach
   *[other] { $count } milestones are its to reach
}
party-named-leads = { $count ->
    [one] { $count } of its people answers for the partnership
   *[other] { $count } of its people answer for the partnership
}
flash-party-added = The organisation takes part now.
flash-party-removed = The organisation no longer has this role.
