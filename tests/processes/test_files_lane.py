"""The files lane in small, through real processes: what one does by hand at 20 MB over 64 kbit/s."""

from pathlib import Path

from tests.bench.sync.link import Weather
from tests.e2e.files_lane import LIMIT, carry


def test_a_file_arrives_whole_over_a_link_that_breaks_and_hardly_a_byte_is_carried_twice(tmp_path: Path) -> None:
    weather = Weather(bytes_per_s=250_000, one_way_s=0.05, cut_bytes=300_000)
    figures = carry(tmp_path, size=1 << 20, weather=weather)
    assert figures["whole"] is True
    assert figures["cuts"] >= 3
    assert figures["ratio"] <= LIMIT
