"""One trouble of the road as one card: what happened, what is safe, two ways out, and its code in small print."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.screens import axes, troubles
from desktop_app.widgets.plain import button, hint, label, set_style, strong


class TroubleCard(QFrame):
    """Hidden while there is no trouble."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.text = strong()
        self.text.setObjectName("trouble_text")
        self.cause = label()
        self.cause.setObjectName("trouble_cause")
        self.now = label()
        self.now.setObjectName("trouble_now")
        self.later = label()
        self.later.setObjectName("trouble_later")
        self.code = hint()
        self.code.setObjectName("trouble_code")
        self.code.setWordWrap(False)
        self.copy = button(self.tr("Sao chép mã"), tone="quiet", on_click=self._copy)
        self.copy.setObjectName("copy_trouble")
        self._lay_out()
        self.hide()

    def show_trouble(self, key: str, *, request_id: str = "", at_ms: int = 0) -> None:
        """Show a trouble; "" hides the card. `request_id`: the centre's name for what it refused."""
        self.setVisible(bool(key))
        if not key:
            return
        said = troubles.trouble(key)
        self.text.setText(said.text)
        lines = zip(self._names, (self.cause, self.now, self.later), (said.cause, said.now, said.later), strict=True)
        for name, words, text in lines:
            words.setText(text)
            words.setAccessibleName(f"{name.text()}: {text}")
        code = self.tr("Mã {code}").format(code=said.code)
        lines_of = [f"{code} · {axes.moment(at_ms)}" if at_ms else code]
        if request_id:
            lines_of.append(self.tr("yêu cầu {id}").format(id=request_id))
        self.code.setText("\n".join(lines_of))
        self.setAccessibleName(f"{said.text} {self._in_one_line()}")
        for part in (self, self.text, self.cause, self.now, self.later, self.code, *self._names):
            set_style(part, "tone", said.tone)

    def _lay_out(self) -> None:
        said = (self.tr("Vì sao"), self.tr("Cần dữ liệu ngay"), self.tr("Chưa cần ngay"))
        self._names = tuple(label(each, role="field") for each in said)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.text, 1)
        head.addWidget(self.code)
        head.addWidget(self.copy)
        lines = QGridLayout()
        lines.setHorizontalSpacing(16)
        lines.setVerticalSpacing(0)
        lines.setColumnStretch(1, 1)
        top_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        for at, (name, words) in enumerate(zip(self._names, (self.cause, self.now, self.later), strict=True)):
            name.setWordWrap(False)
            name.setAlignment(top_left)
            words.setAlignment(top_left)
            lines.addWidget(name, at, 0)
            lines.addWidget(words, at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 2, 10, 6)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(lines)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._in_one_line()} · {self.text.text()}")

    def _in_one_line(self) -> str:
        return self.code.text().replace("\n", " · ")
