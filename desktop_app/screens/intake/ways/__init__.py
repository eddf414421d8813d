"""The two ways out of the form without a dossier taken in."""
