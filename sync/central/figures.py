"""Health and metrics: for the people and programs that run the centre, never for the world."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request

from sync.central.answering import Centre
from sync.central.limiting import is_loopback
from sync.central.measuring import METRICS_CONTENT_TYPE, Meters
from sync.central.tables import COMMUNE

_TEXT: Final = "text/plain; charset=utf-8"
_FORWARDED: Final = ("forwarded", "x-forwarded-for", "via")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer that is for no laptop, so that nobody signs it."""

    status: int
    content_type: str
    body: bytes


_NO_STORE_THERE: Final = Told(status=503, content_type=_TEXT, body=b"the store does not answer\n")


def health(centre: Centre, _meters: Meters) -> Told:
    """Tell whether the store answers."""
    try:
        with centre.engine.connect() as connection:
            connection.execute(select(func.count()).select_from(COMMUNE)).scalar_one()
    except SQLAlchemyError:
        return _NO_STORE_THERE
    return Told(status=200, content_type=_TEXT, body=b"ok\n")


def metrics(_centre: Centre, meters: Meters) -> Told:
    """Return the figures."""
    try:
        return Told(status=200, content_type=METRICS_CONTENT_TYPE, body=meters.text())
    except SQLAlchemyError:
        return _NO_STORE_THERE


FIGURES: Final[Mapping[str, Callable[[Centre, Meters], Told]]] = {"/healthz": health, "/metrics": metrics}


def may_see_figures(request: Request, figures_port: int | None) -> bool:
    """Tell whether this asker may: at the figures' own port; where there is none, on this machine and past no proxy."""
    if figures_port is not None:
        return bool(request.scope["server"][1] == figures_port)
    return is_loopback(request.client) and not any(name in request.headers for name in _FORWARDED)
