"""The two families of errors that the whole house shares; everything else that is raised is our own fault."""


class ExpectedError(Exception):
    """Something the official can act on.

    The class name (or `code`, where one class has several causes) keys its sentence in each language.
    """

    @property
    def code(self) -> str:
        """Return the key of the sentence that tells the official what to do."""
        return type(self).__name__


class RefusedError(ExpectedError):
    """An act that the rules do not allow as asked; nothing was written.

    `cause` keys the sentence, `about` names the field, paper or record that it speaks of (never personal data).
    """

    def __init__(self, cause: str, about: str = "") -> None:
        super().__init__(f"{cause} {about}".strip())
        self.cause = cause
        self.about = about

    @property
    def code(self) -> str:
        return f"refused.{self.cause}"


class TransportError(Exception):
    """The ferry could not cross; the sync engine decides what follows, nothing is lost."""
