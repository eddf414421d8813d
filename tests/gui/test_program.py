"""What the signed-in desk does with errors of its background work."""

import pytest

from desktop_app.program import raise_unless_expected
from desktop_app.storage.errors import DatabaseBusyError, DiskFullError


@pytest.mark.parametrize("error", [DiskFullError("full"), DatabaseBusyError("busy")])
def test_a_full_disk_met_in_the_background_is_not_told_as_a_fault_of_the_program(error: Exception) -> None:
    raise_unless_expected(error)


def test_a_fault_of_ours_is_never_swallowed() -> None:
    with pytest.raises(LookupError):
        raise_unless_expected(LookupError())
