"""What can stand between an official and the notebook, each with what he can do about it."""

from sync.records.errors import ExpectedError


class VaultMissingError(ExpectedError):
    """This folder holds no key file yet: the machine was never set up, or the folder is the wrong one."""


class VaultExistsError(ExpectedError):
    """This folder holds a key file already; making another would lose the key of the database."""


class VaultDamagedError(ExpectedError):
    """The key file cannot be read; the copy kept beside it may still be whole."""


class KeyslotTamperedError(VaultDamagedError):
    """The key file is not what this program wrote: a bit flipped, or somebody changed it."""


class NewerVaultError(ExpectedError):
    """A newer version of the program wrote the key file; this one must not guess at it."""


class VaultNotWrittenError(ExpectedError):
    """The key file, or the count of tries, could not be written: no room, or no right to write."""


class UnknownOfficialError(ExpectedError):
    """The key file names no such official."""


class OfficialExistsError(ExpectedError):
    """The key file names this official already."""


class WeakPassphraseError(ExpectedError):
    """Too short or too uniform: at least 12 characters, or at least 4 different words."""


class WrongPassphraseError(ExpectedError):
    """The passphrase does not open this slot.

    `tries_left` are the tries before a wait begins, `wait_s` the wait that this try began (0 for none).
    """

    def __init__(self, tries_left: int, wait_s: int = 0) -> None:
        super().__init__(f"{tries_left} tries left, wait {wait_s} s")
        self.tries_left = tries_left
        self.wait_s = wait_s


class TooManyTriesError(ExpectedError):
    """Too many wrong passphrases; nothing was tried, `wait_s` seconds remain."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(f"wait {wait_s} s")
        self.wait_s = wait_s


class SecondCopyError(ExpectedError):
    """The program runs already on this folder."""


class SessionClosedError(Exception):
    """Our own fault: a key was asked of a session that is closed."""
