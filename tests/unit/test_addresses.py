"""An address in a list of the commune: house and hamlet; the commune itself only where it is another one."""

from pathlib import Path

import pytest

from desktop_app.screens.addresses import house
from tests.unit.notebook_room import Hands
from tests.unit.service_room import new_desk


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Xóm 4, thôn Chu Châu, xã Minh Châu, thành phố Hà Nội", "Xóm 4, thôn Chu Châu"),
        ("Xóm 4, thôn Chu Châu, XÃ MINH CHÂU, huyện Ba Vì, Hà Nội", "Xóm 4, thôn Chu Châu"),
        ("Số 5, phường Ba Đình, Hà Nội", "Số 5, phường Ba Đình, Hà Nội"),
        ("Xã Minh Châu, Hà Nội", "Xã Minh Châu, Hà Nội"),
        ("Xóm 4, thôn Chu Châu", "Xóm 4, thôn Chu Châu"),
        ("", ""),
    ],
)
def test_only_the_desks_own_commune_is_left_out(tmp_path: Path, written: str, shown: str) -> None:
    desk = new_desk(tmp_path, Hands())
    try:
        assert house(desk, written) == shown
    finally:
        desk.notebook.close()
