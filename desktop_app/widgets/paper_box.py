"""A paper looked at before it is printed: print, save as PDF, print again, void a spoiled print.

One line opens it from any screen that was handed the `Press`:

    PaperBox.open_for(self, self._press, papers.receipt(desk, dossier))

`papers` has one function for each kind of paper. The box works on the press's runners, so the screen never waits; it
takes itself away when it is closed. `printed` tells a screen that a print was noted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.printing.press import Look, Press, file_name
from desktop_app.services import papers
from desktop_app.services.papers import Paper
from desktop_app.services.prints import Print, PrintCount
from desktop_app.widgets.count_field import CountField
from desktop_app.widgets.form import FieldRow
from desktop_app.widgets.plain import ButtonTone, button, error_line, heading, hint, label, say_error, set_style, strong
from desktop_app.widgets.reason_box import ReasonBox
from desktop_app.wording import QT_TRANSLATE_NOOP, problem

PAGE_PX: Final = 660
"""The width of a page on the screen: its small print can be read without glasses being looked for."""
SIDE_PX: Final = 360
COPIES_PX: Final = 90
HEIGHT_PX: Final = 640
MOST_COPIES: Final = 20

NAMES: Final[Mapping[str, str]] = {
    papers.RECEIPT: QT_TRANSLATE_NOOP("paper", "Giấy tiếp nhận và hẹn trả"),
    papers.SUPPLEMENT_REQUEST: QT_TRANSLATE_NOOP("paper", "Phiếu yêu cầu bổ sung"),
    papers.REFUSAL: QT_TRANSLATE_NOOP("paper", "Phiếu từ chối tiếp nhận"),
    papers.ABSENCE_NOTE: QT_TRANSLATE_NOOP("paper", "Phiếu báo vắng"),
    papers.MANIFEST: QT_TRANSLATE_NOOP("paper", "Bảng kê chuyến trả"),
    papers.ENVELOPE_LABEL: QT_TRANSLATE_NOOP("paper", "Nhãn phong bì"),
    papers.HAND_OVER_SLIP: QT_TRANSLATE_NOOP("paper", "Biên nhận trao kết quả"),
    papers.DOCKET: QT_TRANSLATE_NOOP("paper", "Phiếu giao gói dữ liệu"),
}


def paper_name(kind: str) -> str:
    """Return what a kind of paper is called on the screen."""
    return QCoreApplication.translate("paper", NAMES[kind])


class PaperBox(QDialog):
    """One paper, its picture and what can be done with it."""

    printed = Signal(int)

    def __init__(self, press: Press, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._press = press
        self._paper = paper
        self._count = PrintCount()
        self._is_over = False
        self._had_focus: QWidget | None = None
        self._has_printer = False
        self.setObjectName("paper_box")
        self.setWindowTitle(paper_name(paper.kind))
        self.resize(PAGE_PX + SIDE_PX + 90, HEIGHT_PX)
        self._build()
        self.finished.connect(self._end)
        press.warm_up()
        self._look()

    @classmethod
    def open_for(cls, parent: QWidget, press: Press, paper: Paper) -> PaperBox:
        """Open a box over the window that `parent` is in; return it at once."""
        box = cls(press, paper, parent.window())
        box.open()
        return box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter from the dialog: it is for the button that has the focus, and in a field it must not print."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._pages = QVBoxLayout()
        self._pages.setSpacing(12)
        sheet = QWidget()
        sheet.setProperty("role", "surface")
        sheet.setLayout(self._pages)
        self.preview = QScrollArea()
        self.preview.setObjectName("preview")
        self.preview.setAccessibleName(self.tr("Bản xem trước"))
        self.preview.setWidgetResizable(True)
        self.preview.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.preview.setWidget(sheet)
        self.preview.setMinimumWidth(PAGE_PX + 50)
        top = QHBoxLayout()
        top.setSpacing(20)
        top.addWidget(self.preview, 1)
        side = QWidget()
        side.setFixedWidth(SIDE_PX)
        side.setLayout(self._side())
        top.addWidget(side)
        self.reason = ReasonBox(
            self.tr("Lý do hủy bản in (ví dụ: máy in hết giấy giữa chừng)"),
            act=self.tr("Hủy bản in"),
            missing=self.tr("Xin ghi lý do."),
            back=self.tr("Quay lại"),
        )
        self.reason.given.connect(self._void)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addLayout(top, 1)
        column.addWidget(self.said)
        column.addWidget(self.trouble)
        column.addWidget(self.reason)
        for each in self.findChildren(QPushButton):
            each.setAutoDefault(True)  # it hears Enter itself, while it has the focus

    def _side(self) -> QVBoxLayout:
        self.print = self._act("print", self.tr("In"), self._print, shortcut="Ctrl+P", tone="primary")
        self.save = self._act("save_pdf", self.tr("Lưu PDF…"), self._choose_file, shortcut="Ctrl+S")
        self.void = self._act("void_print", self.tr("Hủy bản in…"), self._ask_reason, tone="danger")
        self.shut = button(self.tr("Đóng"), tone="quiet", on_click=self.reject)
        self.shut.setObjectName("close")
        self.printer = QComboBox()
        self.printer.setObjectName("printer")
        self.printer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.copies = CountField(most=MOST_COPIES)
        self.copies.setFixedWidth(COPIES_PX)
        self.copies.setObjectName("copies")
        self._printer_row = FieldRow(self.tr("Máy in"), self.printer)
        self._copies_row = FieldRow(self.tr("Số bản"), self.copies)
        self.said = strong()
        self.said.setObjectName("said")
        self._so_far = label()
        self.trouble = error_line()
        self.trouble.setObjectName("trouble")
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(10)
        code = strong(self._paper.code)
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (heading(paper_name(self._paper.kind)), code, self._so_far):
            side.addWidget(part)
        where = QHBoxLayout()
        where.setSpacing(10)
        where.addWidget(self._printer_row, 1)
        where.addWidget(self._copies_row)
        side.addLayout(where)
        side.addWidget(self.print)
        side.addWidget(self.save)
        side.addWidget(hint(self.tr("Tệp PDF không được mã hóa: xin cất giữ cẩn thận, dùng xong thì xóa.")))
        side.addStretch(1)
        side.addWidget(self.void)
        side.addWidget(self.shut)
        return side

    def _act(
        self, name: str, text: str, act: Callable[[], object], *, shortcut: str = "", tone: ButtonTone = "plain"
    ) -> QPushButton:
        made = button(text, tone=tone, shortcut=shortcut, on_click=act)
        made.setObjectName(name)
        made.setEnabled(False)
        return made

    def _ask_reason(self) -> None:
        self._say("")
        self.reason.ask()

    # The work: each step on the runner where it belongs, and its outcome here.

    def _look(self) -> None:
        self._busy(True)
        press, paper, width = self._press, self._paper, self._width_px()
        press.read.run(lambda: press.look(paper, width_px=width), done=self._show_look, failed=self._fail)

    def _print(self) -> None:
        if self.copies.is_wrong():
            self._copies_row.show_error(self.tr("Số lượng phải từ 1 trở lên."))
            return
        self._copies_row.show_error("")
        self._say("")
        self._busy(True)
        press, paper = self._press, self._paper
        name, copies = self.printer.currentText(), self.copies.count()
        sentence = self.tr("Đã gửi tới máy in {name}.").format(name=name)

        def send(printed: Print) -> None:  # also when the box is closed meanwhile: the number is used
            press.read.run(
                lambda: press.send(paper, printed, printer=name, copies=copies),
                done=lambda _none: self._done(printed, sentence),
                failed=self._fail_noted,
            )

        press.write.run(lambda: press.note(paper, "printer"), done=send, failed=self._fail)

    def _choose_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chooser = QFileDialog(self, self.tr("Lưu PDF"), folder, "PDF (*.pdf)")
        chooser.setObjectName("choose_file")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(file_name(self._paper))
        chooser.fileSelected.connect(self.save_to)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save_to(self, path: str) -> None:
        """Write the PDF to a file that was chosen."""
        self._say("")
        self._busy(True)
        press, paper, target = self._press, self._paper, Path(path)
        sentence = self.tr("Đã lưu tệp {name}.").format(name=target.name)

        def note(_none: None) -> None:
            press.write.run(lambda: press.note(paper, "pdf"), done=write, failed=self._fail)

        def write(printed: Print) -> None:
            press.read.run(
                lambda: press.save(paper, printed, target),
                done=lambda _none: self._done(printed, sentence),
                failed=self._fail_noted,
            )

        press.read.run(lambda: press.check_writable(target), done=note, failed=self._fail)

    def _void(self, reason: str) -> None:
        self.reason.close_box()
        self._busy(True)
        press, paper = self._press, self._paper
        press.write.run(lambda: press.void(paper, reason), done=self._show_void, failed=self._fail)

    # What came of it.

    def _show_look(self, look: Look) -> None:
        if self._is_over:
            return
        first_time = not self.printer.count()
        self._count = look.count
        self._has_printer = bool(look.printers)
        self._show_pages(look.pages)
        if first_time:
            self.printer.addItems(list(look.printers))
            self.copies.set_count(look.copies)
        self._busy(False)
        if not self._has_printer and not self.said.text():
            self._say(self.tr("Máy này chưa có máy in. Xin lưu thành tệp PDF rồi in ở máy khác."))
        if first_time:
            (self.print if self._has_printer else self.save).setFocus()

    def _done(self, printed: Print, sentence: str) -> None:
        if self._is_over:
            return
        self._say(sentence)
        self.printed.emit(printed.number)
        self._look()

    def _show_void(self, printed: Print) -> None:
        if self._is_over:
            return
        self._count = PrintCount(last=printed.number, is_last_voided=True)
        self._say(self.tr("Đã hủy bản in. Bản in tiếp theo sẽ ghi «thay cho bản đã hủy»."))
        press, paper, width = self._press, self._paper, self._width_px()
        press.read.run(
            lambda: press.picture(paper, printed, width_px=width), done=self._show_voided_pages, failed=self._fail
        )

    def _show_voided_pages(self, pages: Sequence[QImage]) -> None:
        if self._is_over:
            return
        self._show_pages(pages)
        self._busy(False)
        self.print.setFocus()

    def _fail(self, error: Exception) -> None:
        sentence = problem(error)
        if sentence is None:
            raise error
        if not self._is_over:
            say_error(self.trouble, sentence)
            self._look()

    def _fail_noted(self, error: Exception) -> None:
        """The number is used: say how the paper that did not come out is taken back."""
        self._fail(error)
        if not self._is_over:
            way_out = self.tr("Lần in này đã ghi vào nhật ký; nếu giấy hỏng, xin bấm «Hủy bản in…» rồi in lại.")
            say_error(self.trouble, f"{self.trouble.text()} {way_out}")

    def _show_pages(self, pages: Sequence[QImage]) -> None:
        while (item := self._pages.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for number, image in enumerate(pages, start=1):
            image.setDevicePixelRatio(self.devicePixelRatioF())
            shown: QLabel = label()
            shown.setPixmap(QPixmap.fromImage(image))
            shown.setObjectName(f"page_{number}")
            shown.setAccessibleName(self.tr("Trang {number}").format(number=number))
            self._pages.addWidget(shown, 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch(1)

    def _busy(self, is_busy: bool) -> None:
        """Take or give the buttons, and with them the focus, which a button loses when it is taken."""
        if is_busy and self._had_focus is None:
            self._had_focus = self.focusWidget()
        last, is_voided = self._count.last, self._count.is_last_voided
        self.print.setText(self.tr("In lại") if last else self.tr("In"))
        self.print.setAccessibleName(self.print.text())
        self.print.setEnabled(not is_busy and self._has_printer)
        self.save.setEnabled(not is_busy)
        set_style(self.save, "tone", "plain" if self._has_printer else "primary")
        self.void.setEnabled(not is_busy and last > 0 and not is_voided)
        self._printer_row.setVisible(self._has_printer)
        self._copies_row.setVisible(self._has_printer)
        self._so_far.setText(self._so_far_text(last, is_voided))
        self.said.setVisible(bool(self.said.text()))
        if not is_busy and self._had_focus is not None:
            self._had_focus.setFocus()
            self._had_focus = None

    def _so_far_text(self, last: int, is_voided: bool) -> str:
        if not last:
            return self.tr("Chưa in lần nào ở máy này")
        if is_voided:
            return self.tr("Đã in {count} lần, bản cuối đã hủy").format(count=last)
        return self.tr("Đã in {count} lần").format(count=last)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setAccessibleName(text)
        self.said.setVisible(bool(text))
        say_error(self.trouble, "")

    def _width_px(self) -> int:
        return round(PAGE_PX * self.devicePixelRatioF())

    def _end(self, _result: int) -> None:
        self._is_over = True
        self.deleteLater()
