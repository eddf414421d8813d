"""The house's own rules hold in every file, and each of them would notice if it were broken."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.unit import house_rules as rules

ROOT: Final = Path(__file__).parents[2]
PRODUCT: Final = ("desktop_app", "sync")

RULES_OF_THE_PRODUCT: Final[tuple[rules.Rule, ...]] = (
    rules.no_clock_or_chance,
    rules.qt_where_it_is_seen,
    rules.plain_text_only,
    rules.sql_is_constant,
    rules.migrations_stand_alone,
    rules.records_are_pure,
    rules.connections_are_checked,
    rules.names_say_what,
    rules.files_stay_small,
    rules.exceptions_have_a_reason,
)
RULES_OF_THE_TESTS: Final[tuple[rules.Rule, ...]] = (
    rules.tests_are_real,
    rules.connections_are_checked,
    rules.exceptions_have_a_reason,
)

# For each rule: a place, a text that breaks it there, and the line on which it must be seen.
BROKEN: Final[tuple[tuple[rules.Rule, str, str, int], ...]] = (
    (rules.no_clock_or_chance, "sync/client/engine.py", "import time\nnow = time.time()\n", 2),
    (rules.no_clock_or_chance, "sync/client/engine.py", "from time import monotonic\nstart = monotonic()\n", 2),
    (rules.no_clock_or_chance, "desktop_app/services/desk.py", "import datetime as dt\ndt.datetime.now(dt.UTC)\n", 2),
    (rules.no_clock_or_chance, "desktop_app/vault/slots.py", "from datetime import datetime\nf = datetime.now\n", 2),
    (rules.no_clock_or_chance, "sync/protocol/sealing.py", "import os\nnonce = os.urandom(12)\n", 2),
    (rules.no_clock_or_chance, "sync/protocol/sealing.py", "import secrets\nnonce = secrets.token_bytes(12)\n", 2),
    (rules.no_clock_or_chance, "sync/client/pace.py", "import random\nrng = random.Random()\n", 2),
    (
        rules.no_clock_or_chance,
        "desktop_app/screens/a/view.py",
        "from PySide6.QtCore import QDate\nQDate.currentDate()\n",
        2,
    ),
    (
        rules.qt_where_it_is_seen,
        "desktop_app/screens/intake/presenter.py",
        "from PySide6.QtWidgets import QWidget\n",
        1,
    ),
    (rules.qt_where_it_is_seen, "desktop_app/screens/intake/presenter.py", "from PySide6 import QtWidgets\n", 1),
    (rules.qt_where_it_is_seen, "desktop_app/printing/slip.py", "import PySide6.QtWidgets\n", 1),
    (rules.qt_where_it_is_seen, "desktop_app/services/intake.py", "from PySide6.QtCore import QObject\n", 1),
    (rules.qt_where_it_is_seen, "desktop_app/settings.py", "from PySide6.QtCore import QSettings\n", 1),
    (rules.plain_text_only, "desktop_app/screens/a/view.py", "from PySide6.QtWidgets import QLabel\nQLabel('x')\n", 2),
    (rules.plain_text_only, "desktop_app/screens/a/view.py", "from PySide6 import QtWidgets as w\nw.QLabel('x')\n", 2),
    (
        rules.plain_text_only,
        "desktop_app/app.py",
        "from PySide6.QtWidgets import QMessageBox\nQMessageBox.warning(None, 'a', 'b')\n",
        2,
    ),
    (
        rules.plain_text_only,
        "desktop_app/widgets/a.py",
        "from PySide6.QtWidgets import QLabel\nclass A(QLabel): ...\n",
        2,
    ),
    (rules.plain_text_only, "desktop_app/screens/a/view.py", "def f(w, name):\n    w.setToolTip(name)\n", 2),
    (rules.sql_is_constant, "sync/central/ledger.py", "from sqlalchemy import text\ntext(f'DELETE FROM {x}')\n", 2),
    (rules.sql_is_constant, "sync/central/ledger.py", "import sqlalchemy as sa\nsa.text('DELETE FROM ' + x)\n", 2),
    (rules.sql_is_constant, "sync/central/ledger.py", "def f(c, x):\n    c.execute('SELECT %s' % x)\n", 2),
    (rules.sql_is_constant, "sync/central/ledger.py", "def f(c, x):\n    c.exec_driver_sql('{}'.format(x))\n", 2),
    (rules.sql_is_constant, "sync/client/a.py", "def f(c, x):\n    c.execute(f'PRAGMA a = {x}')\n", 2),
    (
        rules.migrations_stand_alone,
        "desktop_app/storage/migrations/versions/0002_a.py",
        "import sqlalchemy as sa\nfrom desktop_app.storage import tables\n",
        2,
    ),
    (rules.records_are_pure, "sync/records/a.py", "import msgspec\nimport attrs\n", 2),
    (rules.records_are_pure, "sync/records/a.py", "from sync.protocol import sealing\n", 1),
    (rules.records_are_pure, "sync/records/a.py", "x = open('a')\n", 1),
    (rules.connections_are_checked, "sync/client/https.py", "def f(s):\n    s.get('x', verify=False)\n", 2),
    (rules.connections_are_checked, "sync/client/https.py", "def f(s):\n    s.verify = False\n", 2),
    (rules.connections_are_checked, "sync/client/https.py", "import ssl\nmode = ssl.CERT_NONE\n", 2),
    (rules.names_say_what, "desktop_app/services/sync_manager.py", "", 1),
    (rules.names_say_what, "desktop_app/services/a.py", "class DossierInfo: ...\n", 1),
    (rules.names_say_what, "desktop_app/services/a.py", "def process_queue(): ...\n", 1),
    (rules.files_stay_small, "desktop_app/services/a.py", "x = 1\n" * (rules.MAX_LINES + 1), rules.MAX_LINES + 1),
    (rules.exceptions_have_a_reason, "desktop_app/jobs.py", "x = 1  # noqa: BLE001\n", 1),
    (rules.exceptions_have_a_reason, "desktop_app/jobs.py", "x = 1  # type: ignore[arg-type]\n", 1),
    (rules.tests_are_real, "tests/unit/test_a.py", "from unittest.mock import Mock\n", 1),
    (rules.tests_are_real, "tests/unit/test_a.py", "import pytest\npytest.skip('later')\n", 2),
    (rules.tests_are_real, "tests/unit/test_a.py", "import pytest\n@pytest.mark.skipif(True)\ndef test_a(): ...\n", 2),
    (rules.tests_are_real, "tests/gui/test_a.py", "import time\ntime.sleep(1)\n", 2),
)

# What must stay possible, so that no rule is tightened into a nuisance unseen.
KEPT: Final[tuple[tuple[rules.Rule, str, str], ...]] = (
    (rules.no_clock_or_chance, "desktop_app/app.py", "import time\nnow = time.time()\n"),
    (rules.no_clock_or_chance, "sync/client/pace.py", "import random\nrng = random.Random(7)\n"),
    (rules.no_clock_or_chance, "sync/protocol/sealing.py", "import secrets\nsource = secrets.token_bytes\n"),
    (rules.qt_where_it_is_seen, "desktop_app/screens/intake/view.py", "from PySide6.QtWidgets import QWidget\n"),
    (rules.qt_where_it_is_seen, "desktop_app/screens/intake/presenter.py", "from PySide6.QtCore import QObject\n"),
    (rules.plain_text_only, "desktop_app/widgets/plain.py", "from PySide6.QtWidgets import QLabel\nQLabel()\n"),
    (rules.plain_text_only, "desktop_app/screens/a/view.py", "from PySide6.QtWidgets import QLabel\nx: QLabel\n"),
    (rules.sql_is_constant, "sync/central/a.py", "from sqlalchemy import text\ntext('SELECT 1' ' WHERE a = :a')\n"),
    (rules.sql_is_constant, "desktop_app/storage/a.py", "def f(c, x):\n    c.execute(f'PRAGMA a = {x}')\n"),
    (rules.exceptions_have_a_reason, "desktop_app/jobs.py", "x = 1  # noqa: BLE001  handed on, never dropped\n"),
    (rules.names_say_what, "desktop_app/services/a.py", "def information_sheet(): ...\n"),
)


def name_of(rule: rules.Rule) -> str:
    return rule.__name__


@pytest.fixture(scope="module")
def product() -> list[rules.Source]:
    return rules.sources(ROOT, *PRODUCT)


@pytest.fixture(scope="module")
def tests() -> list[rules.Source]:
    return [file for file in rules.sources(ROOT, "tests") if file.place.name != Path(__file__).name]


@pytest.mark.parametrize("rule", RULES_OF_THE_PRODUCT, ids=name_of)
def test_the_product_keeps_the_rule(rule: rules.Rule, product: list[rules.Source]) -> None:
    assert rules.findings(rule, product) == []


@pytest.mark.parametrize("rule", RULES_OF_THE_TESTS, ids=name_of)
def test_the_tests_keep_the_rule(rule: rules.Rule, tests: list[rules.Source]) -> None:
    assert rules.findings(rule, tests) == []


@pytest.mark.parametrize(("rule", "place", "text", "line"), BROKEN)
def test_a_broken_rule_is_seen_on_its_line(rule: rules.Rule, place: str, text: str, line: int) -> None:
    assert {finding.line for finding in rule(rules.parse(place, text))} == {line}


@pytest.mark.parametrize(("rule", "place", "text"), KEPT)
def test_what_the_rule_allows_stays_allowed(rule: rules.Rule, place: str, text: str) -> None:
    assert list(rule(rules.parse(place, text))) == []


def test_every_rule_is_broken_once_here() -> None:
    assert {rule for rule, *_ in BROKEN} == {*RULES_OF_THE_PRODUCT, *RULES_OF_THE_TESTS}


def test_the_guard_looks_at_real_files(product: list[rules.Source]) -> None:
    places = {str(file.place) for file in product}
    assert {"desktop_app/__init__.py", "sync/records/__init__.py"} <= places
    assert len(places) > 40
