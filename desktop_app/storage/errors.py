"""What can be wrong with the notebook's file, told apart so that each gets its own sentence."""

from sync.records.errors import ExpectedError


class WrongDatabaseKeyError(ExpectedError):
    """The key does not open the database: it belongs to another key file, or its first page is damaged."""


class PlaintextDatabaseError(ExpectedError):
    """The database lies unencrypted on the disk: somebody put another file in its place."""


class DatabaseUnreachableError(ExpectedError):
    """The database file cannot be opened: the folder is gone, or this user may not write there."""


class DatabaseBusyError(ExpectedError):
    """Somebody else kept the database busy for longer than we wait; nothing was written, trying again is safe."""


class DatabaseDamagedError(ExpectedError):
    """A page of the database does not pass its check; the sealed spool still holds what was saved."""


class DiskFullError(ExpectedError):
    """The disk took no more: full, over quota, or failing. Nothing of this act was written, what was there stays."""


class OldSqliteError(ExpectedError):
    """The SQLite inside is older than 3.51.3, which can corrupt a database that several threads use."""


class BadKeyError(Exception):
    """Our own fault: what was handed over is not a raw key of 64 hex digits."""


class UnencryptedConnectionError(Exception):
    """Our own fault: the connection has no key; going on would write the notebook in the clear."""


class UnsafeSettingsError(Exception):
    """Our own fault: SQLite did not take a setting on which 'Đã lưu' rests."""


class TransactionLostError(Exception):
    """Our own fault: SQLite has rolled this transaction back already, and somebody goes on as if it had not."""


class NewerNotebookError(ExpectedError):
    """A newer version of the program wrote this notebook; this one must not guess at it: update first."""


class NotebookUnfinishedError(ExpectedError):
    """The database is there but no notebook was ever written into it: setting up was cut short; do it again."""


class MissingRecordError(ExpectedError):
    """The notebook has no such dossier, person or run."""
