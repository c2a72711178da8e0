"""One module for each kind of credential that can be chosen: its title, fields and change-over.

Each has ORDER (place in the list), KIND (the record), `title()`, `fields()`, `explain(credential)`
(one or two sentences for the preview) and `make(carried)` (the record with what can be carried
over from the kind before).
"""
