"""Says in words why something of a file was not taken in."""

from agentview.contract.texts import text_of
from agentview.core.errors import Refusal


def reasons(refusals: tuple[Refusal, ...]) -> tuple[str, str]:
    """Return why, each reason with its place in the order, and what to do about it, each advice once."""
    texts = [text_of(refusal) for refusal in refusals]
    why = [
        f"{text.what} [{refusal.code}{f' at {refusal.field}' if refusal.field else ''}]"
        for refusal, text in zip(refusals, texts, strict=True)
    ]
    advice = dict.fromkeys(text.next_step for text in texts if text.next_step)
    return " ".join(why), " ".join(advice)
