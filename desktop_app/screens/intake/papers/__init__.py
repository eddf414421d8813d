"""The papers of a dossier, row by row."""
