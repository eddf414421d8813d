"""`make papers` as a person runs it, in a process of its own."""

from pathlib import Path

from tests.e2e.test_proofs_small import run


def test_every_paper_is_written_and_reads_back(tmp_path: Path) -> None:
    figures = run("tests.e2e.papers", "--out", str(tmp_path))
    assert figures == {"papers": 8, "pages": 9, "wrong": {}}
    assert len(list(tmp_path.glob("*.pdf"))) == 8
