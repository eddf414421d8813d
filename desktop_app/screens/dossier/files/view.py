"""The files of a dossier on its page: what is attached, where it is, and what can be done with it. Widgets only."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens.dossier.files import words
from desktop_app.screens.dossier.files.presenter import FilesPresenter, Shown
from desktop_app.services.desk import Desk
from desktop_app.services.files import FileRow
from desktop_app.widgets.asking import Choice, ask
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.picture_box import PictureBox
from desktop_app.widgets.plain import button, error_line, heading, hint, say_error
from desktop_app.widgets.table import Column, RecordTable, Row
from desktop_app.widgets.two_lines import TwoLines

_STATE_PX: Final = 170
_IS_HERE: Final = frozenset(("local", "received", "whole"))


class DossierFiles(QWidget):
    """Tệp đính kèm. Emits `wrote` when something is to be carried."""

    wrote = Signal()

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("dossier_files")
        self.presenter = FilesPresenter(desk, jobs_write, jobs_read, self)
        self._build()
        self.presenter.rows_shown.connect(self._show)
        self.presenter.attached.connect(self._say_attached)
        self.presenter.picture_ready.connect(self._show_picture)
        self.presenter.cannot_be_shown.connect(self._ask_for_copy)
        self.presenter.sent_for.connect(self._say_sent_for)
        self.presenter.copy_written.connect(self._say_written)
        self.presenter.refused.connect(self._refuse)
        self.presenter.wrote.connect(self.wrote)

    def _build(self) -> None:
        self._name = heading(self.tr("Tệp đính kèm"))
        self._name.setObjectName("files_name")
        self.attach = button(self.tr("Đính kèm tệp…"), tone="plain", on_click=self._choose)
        self.attach.setObjectName("attach_file")
        self.table = RecordTable(
            (Column(title=self.tr("Tệp")), Column(title=self.tr("Trạng thái"), width_px=_STATE_PX)),
            accessible_name=self.tr("Tệp đính kèm của hồ sơ"),
            empty_text="",
        )
        self.table.setObjectName("files")
        self.table.setItemDelegate(TwoLines(self.table, strong_column=0))
        self.table.chosen.connect(lambda _key: self._view())
        self.table.moved_to.connect(lambda _key: self._offer())
        self._whole = hint()
        self._whole.setObjectName("file_name")
        self.look = button(self.tr("Xem"), tone="plain", on_click=self._view)
        self.look.setObjectName("view_file")
        self.copy = button(self.tr("Lưu bản sao…"), tone="plain", on_click=self._save_copy)
        self.copy.setObjectName("copy_file")
        self.again = button(self.tr("Gửi lại"), tone="plain", on_click=self._try_again)
        self.again.setObjectName("send_file_again")
        self.said = Banner()
        self.said.setObjectName("files_said")
        self._error = error_line()
        self._error.setObjectName("files_error")
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.attach)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for part in (self.look, self.copy, self.again):
            foot.addWidget(part)
            part.hide()
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.said)
        column.addWidget(self._error)
        column.addWidget(self.table)
        column.addWidget(self._whole)
        column.addLayout(foot)
        self.table.hide()

    def _show(self, shown: tuple[Shown, ...]) -> None:
        self._name.setText(self.tr("Tệp đính kèm ({n})").format(n=len(shown)))
        self.table.show_rows([_row(each) for each in shown])
        self.table.show_whole()
        self.table.setVisible(bool(shown))
        self._offer()

    def _offer(self) -> None:
        """Offer what can be done with the marked file."""
        row = self._current()
        self._whole.setText(row.attachment.name if row else "")  # the list has one line for it
        self._whole.setVisible(row is not None)
        is_here = row is not None and row.state in _IS_HERE
        self.look.setVisible(row is not None)
        self.look.setText(self.tr("Xem") if is_here else self.tr("Tải về"))
        self.look.setAccessibleName(self.look.text())
        self.look.setEnabled(row is None or row.state != "coming")
        self.copy.setVisible(is_here)
        self.again.setVisible(row is not None and row.state == "local" and bool(row.reason))

    def _current(self) -> FileRow | None:
        return self.presenter.row(self.table.current_key())

    def _view(self) -> None:
        row = self._current()
        if row is None or row.state == "coming":
            return
        self._say("")
        if row.state in _IS_HERE and not row.attachment.mime.startswith("image/"):
            self._ask_for_copy(row.attachment.hash)
        else:
            self.presenter.view(row.attachment.hash)

    def _try_again(self) -> None:
        self._say("")
        self.presenter.try_again(self.table.current_key())

    def _choose(self) -> None:
        self._say("")
        dialog = QFileDialog(self, self.tr("Đính kèm tệp"), _documents())
        dialog.setObjectName("choose_attachment")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([self.tr("Ảnh và PDF (*.jpg *.jpeg *.png *.pdf)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.presenter.attach(Path(name)))
        dialog.open()

    def _save_copy(self) -> None:
        self._say("")
        self._ask_for_copy(self.table.current_key(), is_asked=True)

    def _ask_for_copy(self, key: str, *, is_asked: bool = False) -> None:
        """Ask where a copy goes, after it was said what a copy is; `is_asked`: he wants one, not only to look."""
        row = self.presenter.row(key)
        if row is None:
            return
        warning = self.tr(
            "Bản sao không được mã hóa: ai mở được thư mục đó đều đọc được. Xin xóa bản sao khi dùng xong."
        )
        reason = "" if is_asked else self.tr("Loại tệp này không xem được trong chương trình, chỉ lưu bản sao được.")
        chosen = ask(
            self,
            title=self.tr("Lưu bản sao"),
            text="\n\n".join(part for part in (reason, warning) if part),
            choices=(
                Choice(key="save", text=self.tr("Chọn nơi lưu…"), tone="primary", is_default=True),
                Choice(key="leave", text=self.tr("Không lưu"), is_escape=True),
            ),
        )
        if chosen != "save":
            return
        dialog = QFileDialog(self, self.tr("Lưu bản sao"), _documents())
        dialog.setObjectName("choose_copy")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(_file_name(row.attachment.name))
        dialog.fileSelected.connect(lambda name: self.presenter.save_copy(key, Path(name)))
        dialog.open()

    def _show_picture(self, name: str, image: QImage) -> None:
        if self.isVisible():
            PictureBox(self, image, name=name).open()

    def _say_attached(self, name: str) -> None:
        self._say(self.tr("Đã đính kèm {name}. Tệp gửi đi sau khi hồ sơ đã gửi xong.").format(name=name))

    def _say_sent_for(self, name: str) -> None:
        self._say(self.tr("Sẽ tải {name} ở lần đồng bộ tới.").format(name=name))

    def _say_written(self, name: str) -> None:
        self._say(self.tr("Đã lưu bản sao {name}, không mã hóa.").format(name=name))

    def _say(self, text: str) -> None:
        self.said.show_text(text, "accent")
        say_error(self._error, "")

    def _refuse(self, sentence: str) -> None:
        self.said.show_text("", "plain")
        say_error(self._error, sentence)


def _row(shown: Shown) -> Row:
    said = words.state(shown.row)
    cells = (f"{shown.row.attachment.name}\n{words.kind_and_size(shown.row)}", said.text)
    return Row(key=shown.row.attachment.hash, cells=cells, tones=((1, said.tone),), picture=shown.picture)


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _file_name(name: str) -> str:
    """Return a name that leads nowhere: others wrote it."""
    return "".join("_" if each in '/\\:*?"<>|' or not each.isprintable() else each for each in name).lstrip(".") or "_"
