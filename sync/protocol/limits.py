"""The limits that are part of the wire format: whoever breaks one is refused before any work is done for him."""

from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB

SEALED_MAX_BYTES: Final = 4 * MIB
"""A whole segment as it travels, or a whole sealed page."""

PLAIN_MAX_BYTES: Final = 16 * MIB
"""The same content after decompression."""

HEADER_MAX_BYTES: Final = 64 * KIB
OPERATIONS_MAX: Final = 8192
OPERATION_MAX_BYTES: Final = 1 * MIB
RECIPIENTS_MAX: Final = 8
WRAPPED_MAX_BYTES: Final = 2 * KIB
DEPTH_MAX: Final = 32
"""Arrays and maps inside one another in one operation."""

MESSAGE_MAX_BYTES: Final = 1 * MIB
"""A message of the conversation that is not a segment or a sealed page."""

TEXT_MAX: Final = 500
"""Characters of a reason, a detail or a name in a message."""

SEQ_MAX: Final = 2**63 - 1
"""Sequence numbers, segment numbers, stamps and times fit a signed 64-bit integer on every side."""

STEP_MIN_BYTES: Final = 256
"""The smallest step of padding."""

FILE_MAX_BYTES: Final = 32 * MIB
"""A file before it is sealed."""
