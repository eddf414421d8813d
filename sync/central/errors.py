"""What can be wrong with the centre's folder, key, store or command: one class for each thing that helps against it."""

from sync.records.errors import ExpectedError


class NotInitialisedError(ExpectedError):
    """The folder holds no centre."""


class AlreadyInitialisedError(ExpectedError):
    """The folder already holds a centre; it is never written over."""


class KeyFileMissingError(ExpectedError):
    """The key file is not in the folder: without it the store opens for nobody."""


class KeyFileOpenToOthersError(ExpectedError):
    """Somebody besides its owner may read the key file."""


class KeyFileBrokenError(ExpectedError):
    """The key file does not hold exactly one raw key of 64 hexadecimal signs."""


class StoreUnreadableError(ExpectedError):
    """The file is not a store that this key opens."""


class StoreNotEncryptedError(ExpectedError):
    """The store lies on the disk in plain text: something opened it without its key."""


class StoreNewerError(ExpectedError):
    """The store was written by a newer version of the program."""


class PortTakenError(ExpectedError):
    """Another program listens on the address asked for, or the address is not this machine's."""


class BackupDamagedError(ExpectedError):
    """The copy is not whole; it counts for nothing and was removed."""


class CommuneCodeError(ExpectedError):
    """A commune's code has five digits."""


class UrlError(ExpectedError):
    """An address that no laptop could ever call."""


class MachineCodeError(ExpectedError):
    """A machine's code is M and two or three digits."""


class MachineUnknownError(ExpectedError):
    """No laptop of this commune with this machine code has knocked yet, or it may not come any more."""


class MachineTakenError(ExpectedError):
    """A laptop of this commune already carries this machine code."""


class LeaseShapeError(ExpectedError):
    """A block of codes whose prefix, numbers or days make no code."""


class LeaseOverlapError(ExpectedError):
    """One of these numbers is lent already on one of these days."""


class FileNotWrittenError(ExpectedError):
    """A file or folder could not be written: no room, or no right."""


class StoreBusyError(ExpectedError):
    """The store did not take a write: another program holds it, or the disk is full."""
