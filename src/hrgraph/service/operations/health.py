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

    @router.get("/ready", summary="The store holds data and nothing is made ready any more; 503 if not")
    def ready() -> JSONResponse:
        size = site.store.size()
        status = "empty" if not size else "ready" if site.is_ready else "starting"
        return JSONResponse({"status": status, "statements": size}, 200 if status == "ready" else 503)

    return router
