"""An answer that may come in pieces in, the whole answer out."""

from hrgraph.errors import TooLarge
from hrgraph.store.base import Answer, Stream
from hrgraph.store.limits import MEBIBYTE
from hrgraph.store.reasons import Reason

MOST = 64 * MEBIBYTE
"""The largest answer that is collected, in bytes."""


async def whole(answer: Answer | Stream) -> Answer:
    """All of the answer. Raises TooLarge where it is too large to be kept in memory."""
    if isinstance(answer, Answer):
        return answer
    body = bytearray()
    try:
        async for piece in answer:
            body += piece
            if len(body) > MOST:
                raise TooLarge(Reason("result-too-large", limit=MOST))
    finally:
        await answer.aclose()
    return Answer(answer.media_type, bytes(body), answer.rows, answer.is_cut)
