"""The OpenAPI description is true: schemathesis, signing as a laptop, finds nothing; what HTTP wants is said."""

from pathlib import Path

import pytest
import requests

from sync.central.answering import HELLO_PATH
from sync.central.routes import ROUTES
from sync.protocol.answers import PROOF_HEADER, read_answer, read_problem
from tests.central.central_room import NewStore, new_centre
from tests.central.face_room import PATIENCE_S, Road, laptop_at, serving
from tests.central.schema_run import judged

EXAMPLES = 5


@pytest.fixture
def folder(tmp_path: Path, new_store: NewStore) -> Path:
    new_centre(tmp_path / "centre", database=new_store()).close()
    return tmp_path / "centre"


def test_schemathesis_finds_nothing(tmp_path: Path) -> None:
    done = judged(tmp_path, EXAMPLES, seed=1)
    assert done.returncode == 0, done.stdout
    assert f"{len(ROUTES)} selected / {len(ROUTES)} total" in done.stdout


def test_the_description_names_every_address_and_nothing_about_the_centre(folder: Path) -> None:
    with serving(folder) as server:
        found = requests.get(server.url + "/openapi.json", timeout=PATIENCE_S)
    assert found.headers["Content-Type"] == "application/json"
    paths = found.json()["paths"]
    assert {(path, method) for path, each in paths.items() for method in each} == {
        *((route.template, route.method.lower()) for route in ROUTES),
        ("/openapi.json", "get"),
    }
    assert "Trung tâm thử" not in found.text


def test_another_method_hears_which_one_there_is_and_a_stranger_how_to_prove_himself(folder: Path) -> None:
    with serving(folder) as server:
        road = Road(server.url)
        laptop = laptop_at(folder, road)
        for method in ("GET", "PUT", "DELETE", "BREW"):
            reply, digest = laptop.request(method, HELLO_PATH, b"abc")
            problem = read_problem(read_answer(reply.body, digest, laptop.centre_public).payload)
            assert (reply.status, problem.code, road.headers["allow"]) == (405, "not_found", "POST")
        assert road("POST", HELLO_PATH, {}, b"abc").status == 401
        assert road.headers["www-authenticate"] == PROOF_HEADER
        assert road("POST", "/v1/%0Aidle", {}, b"abc").content_type == "application/vnd.haiphucvu.answer"
