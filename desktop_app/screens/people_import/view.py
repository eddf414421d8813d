"""A list of residents looked over and taken in: choose, read what is doubtful, import, see what came of it. Widgets."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens.people_import.presenter import PeopleImportPresenter
from desktop_app.screens.people_import.words import reasons
from desktop_app.screens.places import Place
from desktop_app.services.desk import Desk
from desktop_app.services.importing import DryRun
from desktop_app.services.residents_list import Judged, Verdict
from desktop_app.widgets.plain import button, error_line, hint, say_error, strong, title
from desktop_app.widgets.state_view import StateView
from desktop_app.widgets.table import Column, RecordTable, Row
from desktop_app.widgets.two_lines import TwoLines

VERDICT_AT: Final = 2
BEGIN_KEY: Final = "Ctrl+Return"


class PeopleImportScreen(QWidget):
    """Nhập danh sách người dân."""

    go = Signal(str, str)  # Place, ""
    wrote = Signal()

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("people_import")
        self.setProperty("role", "surface")
        self.presenter = PeopleImportPresenter(desk, jobs_write, jobs_read, self)
        self._run: DryRun | None = None
        self._is_reading = False
        self._is_importing = False
        self._file = ""
        self._build()
        self._connect()
        self._ask_for_file()

    @property
    def title(self) -> str:
        """Return the screen's name."""
        return self.tr("Nhập danh sách người dân")

    @property
    def widget(self) -> QWidget:
        """Return the screen."""
        return self

    def shown(self) -> None:
        """Begin where the work stands: with the file, or with what its rows need."""
        target = self.stop if self._is_importing else self.begin if self.begin.isVisible() else self.choose
        target.setFocus()

    def look_over(self, path: Path) -> None:
        """Look a chosen file over."""
        say_error(self._error, "")
        self._file = path.name
        self._run = None
        self._is_reading = True
        self._show_parts()
        self.state.show_busy(self.tr("Đang đọc {file}. Chưa có gì được ghi vào sổ.").format(file=path.name))
        self.presenter.look_over(path)

    def _build(self) -> None:
        self._summary = strong()
        self._summary.setObjectName("import_summary")
        self._unused = hint()
        self._unused.setObjectName("import_unused")
        self._whole = hint()
        self._whole.setObjectName("import_whole")
        self.table = RecordTable(
            (
                Column(title=self.tr("Dòng"), width_px=84),
                Column(title=self.tr("Họ và tên · Lý do")),
                Column(title=self.tr("Sẽ làm"), width_px=164),
            ),
            accessible_name=self.tr("Các dòng cần xem lại"),
            empty_text=self.tr("Không có dòng nào phải xem lại."),
        )
        self.table.setObjectName("import_table")
        self.table.setItemDelegate(TwoLines(self.table, strong_column=1))
        self.with_doubtful = QCheckBox(self.tr("Nhập cả các dòng cần xem lại"))
        self.with_doubtful.setObjectName("import_doubtful")
        self.with_doubtful.setChecked(True)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self._summary)
        inner.addWidget(self._unused)
        inner.addWidget(self.table, 1)
        inner.addWidget(self._whole)
        inner.addWidget(self.with_doubtful)
        self.state = StateView(content)
        self._error = error_line()
        self._error.setObjectName("import_error")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(title(self.title))
        column.addWidget(self._error)
        column.addWidget(self.state, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self.begin = button(self.tr("Nhập"), tone="primary", shortcut=BEGIN_KEY, on_click=self._start)
        self.begin.setObjectName("import_begin")
        self.choose = button(self.tr("Chọn tệp CSV…"), shortcut="Ctrl+O", on_click=self._open_dialog)
        self.choose.setObjectName("import_choose")
        self.keep = button(self.tr("Lưu các dòng chưa nhập…"), on_click=self._keep_dialog)
        self.keep.setObjectName("import_keep")
        self.home = button(self.tr("Về bàn làm việc"), on_click=lambda: self.go.emit(Place.HOME, ""))
        self.home.setObjectName("import_home")
        self.stop = button(self.tr("Dừng"), shortcut="Esc", on_click=self._stop)
        self.stop.setObjectName("import_stop")
        self.bar = QProgressBar()
        self.bar.setObjectName("import_bar")
        self.bar.setAccessibleName(self.tr("Đã nhập"))
        self.bar.setTextVisible(False)
        self._progress = strong()
        self._progress.setObjectName("import_progress")
        self._progress.setWordWrap(False)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        for part in (self.begin, self.stop):
            foot.addWidget(part)
        foot.addWidget(self.bar, 1)
        foot.addWidget(self._progress)
        foot.addStretch(1)
        for part in (self.keep, self.choose, self.home):
            foot.addWidget(part)
        return foot

    def _connect(self) -> None:
        self.with_doubtful.toggled.connect(lambda _on: self._show_parts())
        self.table.moved_to.connect(self._tell_whole)
        self.presenter.looked_over.connect(self._show)
        self.presenter.went_on.connect(self._go_on)
        self.presenter.ended.connect(self._end)
        self.presenter.kept_left_out.connect(
            lambda name: self._summary.setText(self.tr("Đã ghi các dòng chưa nhập vào {file}.").format(file=name))
        )
        self.presenter.refused.connect(self._refuse)

    def _ask_for_file(self) -> None:
        self._run = None
        self._is_reading = False
        self._show_parts()
        self.state.show_empty(
            self.tr(
                "Chọn danh sách người dân của xã, dạng CSV.\n"
                "Trong Excel: chọn Lưu thành, kiểu CSV UTF-8.\n\n"
                "Dòng tiêu đề ghi Họ và tên, rồi các cột nếu có, thứ tự nào cũng được:\n"
                "Ngày sinh, Giới tính, Số định danh cá nhân, CMND, Điện thoại,\n"
                "Địa chỉ, Khu dân cư, Ghi chú.\n\n"
                "Chương trình xem thử trước; chưa ghi gì vào sổ cho đến khi bấm Nhập."
            )
        )

    def _open_dialog(self) -> None:
        dialog = self._dialog(self.tr("Chọn danh sách người dân"))
        dialog.setNameFilters([self.tr("Danh sách CSV (*.csv *.txt *.tsv)"), self.tr("Mọi tệp (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.look_over(Path(name)))
        dialog.open()

    def _keep_dialog(self) -> None:
        dialog = self._dialog(self.tr("Lưu các dòng chưa nhập"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        left_out = self.tr("chưa nhập")
        dialog.selectFile(f"{Path(self._file).stem} - {left_out}.csv")
        dialog.fileSelected.connect(lambda name: self.presenter.keep_left_out(Path(name)))
        dialog.open()

    def _dialog(self, text: str) -> QFileDialog:
        dialog = QFileDialog(self, text)
        dialog.setObjectName("import_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _show(self, run: DryRun) -> None:
        self._run = run
        self._is_reading = False
        self.state.show_content()
        self._summary.setText(self._summary_text(run))
        unused = ", ".join(run.listed.unused())
        self._unused.setText(self.tr("Các cột không dùng đến: {columns}").format(columns=unused))
        self._unused.setVisible(bool(unused))
        self.table.show_rows([self._row(each) for each in run.notable])
        self._show_parts()
        (self.begin if self.begin.isVisibleTo(self) else self.choose).setFocus()

    def _row(self, each: Judged) -> Row:
        is_refused = each.verdict is Verdict.REFUSED
        said = self.tr("Không nhập") if is_refused else self.tr("Cần xem lại")
        return Row(
            key=str(each.row.number),
            cells=(str(each.row.number), f"{each.person.name or '–'}\n{reasons(each)}", said),
            tones=((VERDICT_AT, "danger" if is_refused else "warn"),),
        )

    def _tell_whole(self, row: str) -> None:
        """Say all that there is to the current row, however long it is: the table has one line for it."""
        shown = next((each for each in self.table.rows() if each.key == row), None)
        said = "" if shown is None else " ".join(shown.cells[1].split("\n")[1:])
        self._whole.setText(self.tr("Dòng {row}: {reasons}").format(row=row, reasons=said) if said else "")
        self._whole.setVisible(bool(said))

    def _summary_text(self, run: DryRun) -> str:
        said = self.tr("{file}: {rows} dòng. Nhập được ngay {fine}, cần xem lại {doubtful}, không nhập được {refused}.")
        text = said.format(file=self._file, rows=run.rows, fine=run.fine, doubtful=run.doubtful, refused=run.refused)
        known = self.tr("Đã có trong sổ từ trước: {known}.").format(known=run.known) if run.known else ""
        notable, shown = run.doubtful + run.refused, len(run.notable)
        more = self.tr("Bảng dưới hiện {shown} dòng đầu.").format(shown=shown) if notable > shown else ""
        return " ".join(part for part in (text, known, more) if part)

    def _show_parts(self) -> None:
        """Show the buttons of the step at which the list stands."""
        run = self._run
        count = 0 if run is None else run.to_take(with_doubtful=self.with_doubtful.isChecked())
        is_waiting = run is not None and not self._is_importing
        left_out = 0 if run is None else run.refused + (0 if self.with_doubtful.isChecked() else run.doubtful)
        self.begin.setText(self.tr("Nhập {count} người").format(count=count))
        self.begin.setShortcut(BEGIN_KEY)  # a new text takes the key away
        self.begin.setAccessibleName(self.begin.text())
        self.begin.setVisible(is_waiting and count > 0)
        self.with_doubtful.setVisible(is_waiting and run is not None and run.doubtful > 0)
        self.keep.setVisible(is_waiting and left_out > 0)
        for part in (self.stop, self.bar, self._progress):
            part.setVisible(self._is_importing)
        self.choose.setVisible(not self._is_importing)
        self.choose.setEnabled(not self._is_reading)
        self.home.setVisible(not self._is_importing)

    def _start(self) -> None:
        if self._run is None or self._is_importing:
            return
        say_error(self._error, "")
        self._is_importing = True
        self._show_parts()
        self.stop.setEnabled(True)
        self._go_on(0, self._run.to_take(with_doubtful=self.with_doubtful.isChecked()))
        self.stop.setFocus()
        self.presenter.start(with_doubtful=self.with_doubtful.isChecked())

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.presenter.stop()

    def _go_on(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self._progress.setText(self.tr("Đã nhập {done} trên {total} người").format(done=done, total=total))

    def _end(self, added: int, was_stopped: bool) -> None:
        self._is_importing = False
        run = self._run
        self._run = None
        self._show_parts()
        if was_stopped:
            said = self.tr(
                "Đã dừng. {count} người đã lưu an toàn trên máy này. Muốn nhập tiếp, xin chọn lại đúng tệp ấy:"
                " người đã nhập không bị nhập hai lần."
            )
        else:
            said = self.tr("Đã lưu an toàn trên máy này {count} người.")
        self._summary.setText(said.format(count=added))
        self._unused.hide()
        refused = run is not None and run.refused + (0 if self.with_doubtful.isChecked() else run.doubtful) > 0
        self.keep.setVisible(refused)
        self.table.show_rows(
            [] if run is None else [self._row(each) for each in run.notable if self._is_left_out(each)]
        )
        self.table.set_empty_text(self.tr("Mọi dòng đã nhập xong."))
        self.home.setFocus()
        self.wrote.emit()

    def _is_left_out(self, each: Judged) -> bool:
        return each.verdict is Verdict.REFUSED or not self.with_doubtful.isChecked()

    def _refuse(self, sentence: str) -> None:
        if self._is_reading:
            self._ask_for_file()
        say_error(self._error, sentence)
        self._show_parts()
        self.choose.setFocus()
