"""The first screen: who sits down, and his passphrase."""
