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


class BackupUnprovenError(ExpectedError):
    """The copy was made but could not be unpacked to be read back: the role may not create a database."""


class BackupForeignError(ExpectedError):
    """The file is no backup of such a centre, or was made under another key."""


class CentreRunningError(ExpectedError):
    """The store is in use: nothing is put in its place under a centre that runs."""


class SeveralWorkersError(ExpectedError):
    """Several workers at once need a database that several processes may write to."""


class DatabaseAddressError(ExpectedError):
    """The address is none of a PostgreSQL database."""


class DatabaseFileOpenToOthersError(ExpectedError):
    """Somebody besides its owner may read the file that says where the database is."""


class DatabaseMissingError(ExpectedError):
    """The server answers, but has no such database or role."""


class DatabaseUnreachableError(ExpectedError):
    """The database server does not answer or does not let us in."""


class DatabaseUnsafeError(ExpectedError):
    """The server does not wait for its disk, or does not keep texts as UTF-8."""


class DatabaseTakenError(ExpectedError):
    """The database holds a centre already; it is never written over."""


class DatabaseRightError(ExpectedError):
    """The role may not create databases, which a restore needs."""


class DatabaseToolsMissingError(ExpectedError):
    """PostgreSQL's programs pg_dump and pg_restore are not on this machine."""


class CertificateUnusableError(ExpectedError):
    """The files named for TLS are missing, unreadable, or do not belong together."""


class WorkersNotStartedError(ExpectedError):
    """A worker ended before it was ready; what it said stands in the log."""


class StickUnreadableError(ExpectedError):
    """The folder with bundles is not there, or cannot be read."""


class NoBundlesError(ExpectedError):
    """The folder holds no file that is called like a bundle."""


class BundlesNotWholeError(ExpectedError):
    """Of at least one bundle something was not taken, or its reply was not written; the table says what."""
