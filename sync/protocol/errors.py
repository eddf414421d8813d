"""What can be wrong with bytes from outside, one class for each thing that somebody can do about it.

No error carries bytes of the message: an error text may reach a log.
"""

from sync.records.errors import ExpectedError


class SegmentBrokenError(ExpectedError):
    """The segment is cut, altered or not of this device. Every such cause looks the same to the outside."""


class SegmentTooLargeError(ExpectedError):
    """The segment breaks a limit of the format: the sender cuts a smaller one."""


class OperationTooLargeError(ExpectedError):
    """One operation alone is over the limit: no cutting helps, its text must become shorter."""


class UnknownFormatError(ExpectedError):
    """The bytes are authentic but of a newer format, suite or dictionary: this program must be updated."""


class NotForUsError(ExpectedError):
    """The bytes are authentic but were not sealed to any key that we hold."""


class AnswerBrokenError(ExpectedError):
    """This answer is not what the centre said to this request: altered, cut, replayed, or somebody else's page."""


class MessageBrokenError(ExpectedError):
    """A request cannot be read, or is not signed by the device that it names."""


class BundleBrokenError(ExpectedError):
    """The file is cut, altered, or not signed by whom it names. Nothing of it is taken."""


class BundleTooLargeError(ExpectedError):
    """The file breaks a limit of the format."""


class KeyBytesError(ExpectedError):
    """These bytes are not a key of a suite that we know."""


class OperationShapeError(Exception):
    """An operation is not one well-formed MessagePack value: our own fault, found before it is sealed."""


class SealBrokenError(Exception):
    """A seal does not open. Turned into the error of whatever was sealed before it leaves this package."""
