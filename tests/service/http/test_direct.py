"""Addresses that go past the framework."""

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hrgraph.service.http.direct import Direct


def client() -> TestClient:
    """A client of two addresses, one of them direct."""
    router = APIRouter()

    @router.get("/direct")
    async def direct(request: Request) -> Response:
        if request.query_params:
            raise ValueError("unknown")
        return PlainTextResponse("direct")

    async def on_error(request: Request, error: Exception) -> Response:
        if "known" not in request.query_params:
            raise error
        return PlainTextResponse("error", 418)

    framework = FastAPI()

    @framework.get("/other")
    def other() -> str:
        return "framework"

    return TestClient(Direct(framework, router, on_error))


def test_what_goes_where() -> None:
    """An address of the router is answered by its endpoint; other addresses and methods by the framework."""
    asked = client()

    assert asked.get("/direct").text == "direct"
    assert asked.get("/other").json() == "framework"
    assert asked.post("/direct").status_code == 404
    assert asked.get("/direct?known=1").status_code == 418
    with pytest.raises(ValueError, match="unknown"):
        asked.get("/direct?unknown=1")
