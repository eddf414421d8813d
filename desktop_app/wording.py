"""Puts what can go wrong into the screens' language, and chooses that language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Final, Literal, get_args

from PySide6.QtCore import QCoreApplication, QTranslator

from desktop_app.sentences import QT_TRANSLATE_NOOP, SENTENCES

__all__ = [
    "FAULT",
    "LANGUAGES",
    "QT_TRANSLATE_NOOP",
    "SENTENCES",
    "Language",
    "chosen_language",
    "fault",
    "install_language",
    "problem",
]

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
LANGUAGE_VARIABLE: Final = "HPV_LANGUAGE"


FAULT: Final = QT_TRANSLATE_NOOP(
    "problem",
    "Chương trình gặp lỗi ngoài dự kiến. Những gì đã báo «Đã lưu» vẫn an toàn. Xin đóng chương trình và mở lại.",
)
"""For our own bugs, after the crash report is written."""


def problem(error: Exception) -> str | None:
    """Return the sentence for `error` in the screens' language; None when it is none of those we expect: our bug."""
    source = SENTENCES.get(_code(error))
    if source is None:
        return None
    known = vars(error)
    values = {name: known.get(name, "") for _, name, _, _ in Formatter().parse(source) if name}
    return QCoreApplication.translate("problem", source).format(**values)


def fault() -> str:
    """Return the sentence for a bug of ours."""
    return QCoreApplication.translate("problem", FAULT)


def chosen_language(option: str | None, environment: Mapping[str, str]) -> Language:
    """Return the language asked for, first on the command line, then by HPV_LANGUAGE; Vietnamese otherwise."""
    for wish in (option, environment.get(LANGUAGE_VARIABLE)):
        for language in LANGUAGES:
            if wish is not None and wish.lower().startswith(language):
                return language
    return "vi"


def install_language(app: QCoreApplication, language: Language, *, translations: Path) -> None:
    """Have `app` speak `language`; `translations` is the folder resources/translations.

    The sources are Vietnamese: for `vi` only Qt's own few words (the menu of a text field) are loaded.

    Raises:
        FileNotFoundError: the compiled file is missing: half of the screens would be in another language.
    """
    path = translations / {"vi": "qt/qt_vi.qm", "en": "haiphucvu_en.qm"}[language]
    translator = QTranslator(app)
    if not translator.load(str(path)):
        raise FileNotFoundError(path)
    app.installTranslator(translator)


def _code(error: Exception) -> str:
    code = getattr(error, "code", "")
    return code if isinstance(code, str) and code in SENTENCES else type(error).__name__
