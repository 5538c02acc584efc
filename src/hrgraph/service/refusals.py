"""What the service itself refuses, as errors with an HTTP status and a sentence known by its code."""

from http import HTTPStatus

from hrgraph.errors import HrgraphError


class ServiceReason(str):
    """The code of a sentence in `messages.toml` with the values said in it."""

    __slots__ = ("code", "values")
    code: str
    values: dict[str, str | int]

    def __new__(cls, code: str, **values: str | int) -> "ServiceReason":
        """A reason reads as its code until it is said in a language."""
        reason = super().__new__(cls, code)
        reason.code = code
        reason.values = values
        return reason


class RequestRefused(HrgraphError):
    """A request that is no proper SPARQL Protocol request, or asks for what is not there."""

    def __init__(self, status: HTTPStatus, code: str, **values: str | int) -> None:
        self.status = status
        self.reason = ServiceReason(code, **values)
        super().__init__(self.reason)
