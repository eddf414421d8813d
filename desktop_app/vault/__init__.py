"""Who may open the notebook: passphrases, keys, tries, lock. Imports nothing itself, so that the first window can."""
