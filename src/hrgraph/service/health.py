"""Whether the service lives and whether it can answer."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from hrgraph.service.site import Site


def routes(site: Site) -> APIRouter:
    """The two health addresses."""
    router = APIRouter(prefix="/health", tags=["operations"])

    @router.get("/live", summary="The process answers")
    def live() -> dict[str, str]:
        return {"status": "live"}

    @router.get("/ready", summary="The store holds data; 503 if it does not")
    def ready() -> JSONResponse:
        size = site.store.size()
        body = {"status": "ready" if size else "empty", "statements": size}
        return JSONResponse(body, 200 if size else 503)

    return router
