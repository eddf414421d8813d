"""The centre in figures for Prometheus: what was asked and how long it took, and what the store holds. No names.

Several workers write their counts into one folder (prometheus_client's own way), and whichever is asked adds them up.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from sync.central.answering import Centre
from sync.central.status import status_of
from sync.central.waits import waits_of

METRICS_CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


class Meters:
    """What one worker counts. `counts`: where all workers' counts are, None for a worker alone."""

    def __init__(self, centre: Centre, counts: Path | None = None) -> None:
        own = CollectorRegistry()
        self._requests = Counter(
            "hpv_requests", "Requests by route and by what became of them", ["route", "outcome"], registry=own
        )
        self._bytes = Counter("hpv_bytes", "Bytes of bodies by route and direction", ["route", "way"], registry=own)
        self._seconds = Histogram(
            "hpv_seconds", "From the request's head to its answer", ["route"], registry=own, buckets=_SECONDS
        )
        self._shown = own
        if counts is not None:
            self._shown = CollectorRegistry()
            MultiProcessCollector(self._shown, path=str(counts))  # type: ignore[no-untyped-call]  # carries no types
        self._shown.register(_StoreFigures(centre))

    def count(self, *, route: str, outcome: str, seconds: float, bytes_in: int, bytes_out: int) -> None:
        """Count one request."""
        self._requests.labels(route, outcome).inc()
        self._bytes.labels(route, "in").inc(bytes_in)
        self._bytes.labels(route, "out").inc(bytes_out)
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """Return everything as Prometheus reads it."""
        return generate_latest(self._shown)


class _StoreFigures(Collector):
    """What the store holds, looked up when somebody asks."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre

    def describe(self) -> Iterator[Metric]:
        """Name nothing in advance: registering must not ask the store."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Give the gauges."""
        now_ms = self._centre.clock.now_ms()
        with self._centre.engine.connect() as connection:
            found = status_of(connection, self._centre.identity)
            waits = waits_of(connection, now_ms, limit=0)
        segments = GaugeMetricFamily("hpv_segments", "Segments by state; pending ones wait", labels=["state"])
        operations = GaugeMetricFamily("hpv_operations", "Operations by state", labels=["state"])
        for state in dict.fromkeys(("pending", "applied", *found.segments)):
            segments.add_metric([state], found.segments.get(state, 0))
        for state in dict.fromkeys(("held", "parked", *found.operations)):
            operations.add_metric([state], found.operations.get(state, 0))
        yield segments
        yield operations
        yield GaugeMetricFamily("hpv_held", "Operations that wait for their record", value=waits.held)
        yield GaugeMetricFamily("hpv_parked", "Operations that wait for a person", value=waits.parked)
        age_s = waits.held_oldest_ms / 1000
        yield GaugeMetricFamily("hpv_held_oldest_seconds", "Since the longest held one came, 0: none", value=age_s)
        over = waits.over_a_day
        yield GaugeMetricFamily("hpv_operations_waiting_a_day", "Held or parked for a day or longer", value=over)
        notices = GaugeMetricFamily("hpv_notices", "What laptops reported by themselves, by code", labels=["code"])
        for code, count in waits.notices.items():
            notices.add_metric([code], count)
        yield notices
        if found.last_backup_at_ms:
            age_s = (now_ms - found.last_backup_at_ms) / 1000
            yield GaugeMetricFamily("hpv_last_backup_age_seconds", "Since the last verified backup", value=age_s)
