"""The centre's OpenAPI description, made from the rows of `routes`: bodies are bytes, docs/protocol.md says which."""

import re
from collections import defaultdict
from typing import Any, Final

from sync.central.refusal import STATUS
from sync.central.routes import PLACEHOLDERS, ROUTES, Route
from sync.protocol import limits
from sync.protocol.answers import (
    ANSWER_CONTENT_TYPE,
    FROM_HEADER,
    PROOF_HEADER,
    REQUEST_CONTENT_TYPE,
    SEGMENT_CONTENT_TYPE,
)
from sync.protocol.messages import ProblemCode

FILE_CONTENT_TYPE: Final = "application/vnd.haiphucvu.file"

_TITLE: Final = "Hai Phục Vụ: the centre"
_ABOUT: Final = (
    "Every request is signed by a laptop, every answer by the centre; docs/protocol.md gives the bytes. An answer"
    " begins with its kind: 0 is a Problem, whose code decides; the status is for logs and proxies."
)
_PROOF_PATTERN: Final = "^[A-Za-z0-9_-]{128}$"
_TOO_SLOW: Final = "408"
_BYTES: Final = {"type": "string", "format": "binary"}


def description() -> dict[str, Any]:
    """Return the document, as OpenAPI 3.1."""
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for route in ROUTES:
        paths[route.template][route.method.lower()] = _operation(route)
    paths["/openapi.json"]["get"] = {
        "operationId": "describe",
        "summary": "This description",
        "security": [],
        "responses": {"200": {"description": "It", "content": {"application/json": {"schema": {"type": "object"}}}}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": _TITLE, "version": "1", "description": _ABOUT},
        "paths": dict(paths),
        "components": {"securitySchemes": {"laptop": _scheme()}},
        "security": [{"laptop": []}],
    }


def _scheme() -> dict[str, Any]:
    about = "base64url of device (16 bytes), nonce (16) and the device's signature over the request (64)"
    return {"type": "apiKey", "in": "header", "name": PROOF_HEADER, "description": about}


def _operation(route: Route) -> dict[str, Any]:
    names = re.findall(r"\{(\w+)\}", route.template)
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.summary,
        "parameters": [_in_path(name) for name in names],
        "responses": _responses(route),
    }
    if route.message:
        content = {_content_type(route): {"schema": _body(route)}}
        operation["requestBody"] = {"required": not route.is_streamed, "content": content}
    if route.is_streamed:
        about = "How many bytes came before, as /v1/have says; the body begins there"
        whole = {"type": "string", "pattern": "^[0-9]{1,10}$"}
        operation["parameters"].append(
            {"name": "from", "in": "query", "required": True, "schema": whole, "description": about}
        )
    if route.is_proven_by_body:
        operation["security"] = []
    else:
        about = "Asked again byte for byte: send the very answer again, from this byte on; anything else is ignored"
        operation["parameters"].append(
            {"name": FROM_HEADER, "in": "header", "schema": {"type": "string"}, "description": about}
        )
    return operation


def _in_path(name: str) -> dict[str, Any]:
    pattern, about = PLACEHOLDERS[name]
    schema = {"type": "string", "pattern": f"^{pattern}$"}
    return {"name": name, "in": "path", "required": True, "schema": schema, "description": about}


def _content_type(route: Route) -> str:
    return {"Segment": SEGMENT_CONTENT_TYPE, "File": FILE_CONTENT_TYPE}.get(route.message, REQUEST_CONTENT_TYPE)


def _body(route: Route) -> dict[str, Any]:
    most = limits.SEALED_MAX_BYTES if route.method == "PUT" else limits.MESSAGE_MAX_BYTES
    least = 0 if route.is_streamed else 1
    return _BYTES | {"minLength": least, "maxLength": most, "description": route.message}


def _responses(route: Route) -> dict[str, Any]:
    by_status: dict[str, list[str]] = defaultdict(list)
    for code in dict.fromkeys(route.problems):
        by_status[str(STATUS[code])].append(code.value)
    kinds = ", ".join(f"{kind.value} {kind.name}" for kind in route.kinds)
    responses = {"200": _signed(f"An answer of kind {kinds}", may_resume=True)}
    for status in sorted(by_status):
        responses[status] = _signed("0 PROBLEM: " + ", ".join(by_status[status]))
    for code in (ProblemCode.TOO_MANY, ProblemCode.NOT_READY):
        responses[str(STATUS[code])]["headers"] = {
            "Retry-After": {"schema": {"type": "string", "pattern": "^[0-9]+$"}, "description": "Seconds"}
        }
    responses[_TOO_SLOW] = {"description": "The body came too slowly or broke off; nobody is listening any more"}
    return responses


def _signed(about: str, *, may_resume: bool = False) -> dict[str, Any]:
    response: dict[str, Any] = {"description": about, "content": {ANSWER_CONTENT_TYPE: {"schema": _BYTES}}}
    if may_resume:
        schema = {"type": "string", "pattern": "^[0-9]+$"}
        about = "The byte of the answer that the body begins with, where that is not the first"
        response["headers"] = {FROM_HEADER: {"schema": schema, "description": about}}
    return response
