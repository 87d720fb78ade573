# Saved views: lists with the filters that somebody comes back to.

saved-views-title = Saved views
saved-views-lead = Lists with the filters that you come back to. Nobody else sees them.
saved-views-caption = Your saved views by name
saved-views-none-title = Nothing saved yet
saved-views-none-text = Narrow a list, such as the portfolio, to what you look at often, and choose “Save this view”.
saved-views-manage = Rename or delete
saved-view-add = Save this view
saved-view-name = Name
saved-view-name-hint = What you will look for, such as “Red in Ontario”
saved-view-list = List
saved-view-rename = Rename
saved-view-rename-of = Rename “{ $name }”
saved-view-delete = Delete
saved-view-error-list = This page cannot be saved: choose “Save this view” on a list
saved-view-error-taken = You have a view with this name already
saved-view-error-many = You have saved 30 views, which is as many as there can be. Delete one first
flash-saved-view-added = The view is saved. You find it here and on your workbench.
flash-saved-view-renamed = The view has its new name.
flash-saved-view-deleted = The view is deleted.
