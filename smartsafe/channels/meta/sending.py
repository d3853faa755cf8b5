"""A reply on its way to Meta, piece by piece and in order."""

from collections.abc import Callable

from ..contract import Outbound, Refused, Sent
from ..splitting import parts, words_of
from . import notes

MOST_PIECES = 20


def send_in_pieces(
    code: str, out: Outbound, *, limit: int, measure: Callable[[str], int], send: Callable[[str, str], str]
) -> Sent:
    """`send` takes (piece, mark) and gives Meta's id of it. What Meta has of an earlier attempt is not sent again.

    Raises TryLater, Refused.
    """
    pieces = parts(words_of(out), limit, measure)
    if not pieces:
        raise Refused("refused")
    if len(pieces) > MOST_PIECES:
        raise Refused("too_long")
    done, provider_id = notes.sent_already(out.idempotency), ""
    for number, piece in enumerate(pieces, start=1):
        if number in done:
            continue
        provider_id = send(piece, notes.written(out.idempotency, number, len(pieces)))
        notes.note(code, out.idempotency, number=number, last=number == len(pieces), provider_id=provider_id)
    return Sent(provider_id)
