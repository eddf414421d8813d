"""One dossier: everything known of it, and what may be done with it now."""
