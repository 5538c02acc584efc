"""The HTTP reference at /docs, made from the application's own OpenAPI description."""

from fastapi import APIRouter, Request, Response

from hrgraph.service.http.truncation import HEADER
from hrgraph.service.site import Site


def routes(site: Site) -> APIRouter:
    """The page; the description itself is at /openapi.json."""
    router = APIRouter()

    @router.get("/docs", include_in_schema=False)
    def docs(request: Request) -> Response:
        described = request.app.openapi()["paths"]
        listed = [
            (method.upper(), path, operation["summary"])
            for path, operations in described.items()
            for method, operation in operations.items()
        ]
        return site.page(request, "reference", operations=listed, rows=site.limits.rows, header=HEADER)

    return router
