"""The files of a dossier, on its page."""
