"""The short forms of the acts on a dossier, shared by its own page and the intake."""
