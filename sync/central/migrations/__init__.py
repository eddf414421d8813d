"""The centre's schema, revision by revision; these files import nothing of ours."""
