"""Opens the box over a dossier's paper, from whichever screen asked for it. Widgets only."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop_app.printing.press import Press
from desktop_app.services.paper_of import paper_of
from desktop_app.services.papers import Paper
from desktop_app.widgets.paper_box import PaperBox


def open_paper(
    parent: QWidget, press: Press, kind: str, dossier_id: str, *, failed: Callable[[Exception], None]
) -> None:
    """Read the dossier (id in hex) on a worker, then open the box; exactly one box or one call of `failed`."""

    def show(paper: Paper) -> None:
        PaperBox.open_for(parent, press, paper)

    press.read.run(lambda: paper_of(press.desk, kind, UUID(hex=dossier_id)), done=show, failed=failed)
