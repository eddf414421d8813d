"""What can go wrong between a paper and the hand that waits for it; each has its sentence in `wording`."""

from sync.records.errors import ExpectedError


class PrinterRefusedError(ExpectedError):
    """The printer took nothing: gone, switched off, or without paper. The number of the print is used."""


class PaperNotWrittenError(ExpectedError):
    """The PDF could not be written where the official wanted it."""
