"""The OpenAPI document: what FastAPI reads from the routes, what the edge answers, and examples."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from fastapi import FastAPI

from backend.problems import MEDIA_TYPE
from backend.reference.exchanges import exchanges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backend.reference.exchanges import Exchange

JSON: Final = "application/json"
_ABOUT_A_BODY: Final = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)
_METHODS: Final = frozenset({"get", "post", "put", "patch", "delete"})


class Described(FastAPI):
    """An application whose description is whole."""

    def openapi(self) -> dict[str, Any]:
        """Give the document. It is made once."""
        is_new = self.openapi_schema is None
        document = super().openapi()
        if is_new:
            for _, _, operation in _operations(document):
                _refusals(operation)
            for each in exchanges():
                _example(document["paths"][each.path][each.method.lower()], each)
            for unused in ("HTTPValidationError", "ValidationError"):
                document["components"]["schemas"].pop(unused, None)
        return document


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method in _METHODS:
                yield path, method, operation


def _refusals(operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    about_a_body = _ABOUT_A_BODY if "requestBody" in operation else ()
    may_not_fit = operation.get("parameters") or "requestBody" in operation
    for status in (*about_a_body, *([HTTPStatus.UNPROCESSABLE_ENTITY] if may_not_fit else [])):
        responses[str(int(status))] = {"description": status.phrase}
    for status, response in responses.items():
        if status >= "400":
            response["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
    operation["responses"] = dict(sorted(responses.items()))


def _example(operation: dict[str, Any], exchange: Exchange) -> None:
    name = exchange.name
    if exchange.body is not None and exchange.is_request_example:
        content = operation["requestBody"]["content"][JSON]
        content.setdefault("examples", {})[name] = {"summary": exchange.summary, "value": exchange.body}
    given = {**exchange.parameters, **exchange.query, **exchange.headers}
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in given and exchange.is_request_example:
            parameter.setdefault("examples", {})[name] = {"value": given[parameter["name"]]}
    response = operation["responses"][str(exchange.status)]
    if exchange.answer is not None:
        (content,) = response["content"].values()
        content.setdefault("examples", {})[name] = {"summary": exchange.summary, "value": exchange.answer}
