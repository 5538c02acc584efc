"""A response on its way to a client in; the same response, compressed, and a copy of it out."""

from starlette.types import Message, Send

from hrgraph.service.http.encodings import SMALLEST, Compressor, compressor

Headers = list[tuple[bytes, bytes]]

_PACKED = (b"image/png", b"image/jpeg", b"application/zip", b"application/gzip")


class Recorder:
    """Takes the messages of a response (ASGI `send`).

    One whose body comes at once is held back, to be sent by whoever asked for it. One that comes in pieces
    goes on at once, in the coding given, and at most `limit` bytes of it are kept.
    """

    def __init__(self, send: Send, coding: str, limit: int) -> None:
        self.status = 0
        self.headers: Headers = []
        self.body = b""
        self.is_whole = False
        self.is_held_back = True
        self._send = send
        self._coding = coding
        self._limit = limit
        self._pieces: list[bytes] | None = []
        self._compressor: Compressor | None = None

    async def __call__(self, message: Message) -> None:
        """Take one message."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = message["headers"]
            return
        piece = message.get("body", b"")
        has_more = message.get("more_body", False)
        if self.is_held_back and has_more:
            await self._begin()
        if self.is_held_back:
            self.body, self.is_whole = piece, True
            return
        self._keep(piece)
        if not has_more and self._pieces is not None:
            self.body, self.is_whole = b"".join(self._pieces), True
        if self._compressor is not None:
            piece = self._compressor.compress(piece) + (b"" if has_more else self._compressor.flush())
        if piece or not has_more:
            await self._send({"type": "http.response.body", "body": piece, "more_body": has_more})

    async def _begin(self) -> None:
        self.is_held_back = False
        coding = self._coding if is_compressible(self.headers, None) else ""
        self._compressor = compressor(coding) if coding else None
        headers = with_coding(self.headers, coding)
        await self._send({"type": "http.response.start", "status": self.status, "headers": headers})

    def _keep(self, piece: bytes) -> None:
        if self._pieces is not None:
            self._pieces.append(piece)
            self._limit -= len(piece)
            if self._limit < 0:
                self._pieces = None


def is_compressible(headers: Headers, size: int | None) -> bool:
    """Whether a response of that size (None: not known, so large) is worth compressing."""
    for name, value in headers:
        if name == b"content-encoding" or (name == b"content-type" and value.startswith(_PACKED)):
            return False
    return size is None or size >= SMALLEST


def with_coding(headers: Headers, coding: str, size: int | None = None) -> Headers:
    """The headers of a response in that coding (empty for none) and of that size, if it is known.

    A size given for the response as it was holds for no coding of it.
    Its ETag becomes a weak one where there is a coding: the bytes are others, the answer is the same.
    """
    made: Headers = []
    vary = b"Accept-Encoding"
    for header in headers:
        name, value = header
        if name == b"vary":
            vary = value + b", " + vary
        elif name == b"etag" and coding and not value.startswith(b"W/"):
            made.append((name, b"W/" + value))
        elif name != b"content-length" or (size is None and not coding):
            made.append(header)
    made.append((b"vary", vary))
    if coding:
        made.append((b"content-encoding", coding.encode()))
    if size is not None:
        made.append((b"content-length", str(size).encode()))
    return made
