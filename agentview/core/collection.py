"""Puts off the search for garbage that refers to itself, where very many objects come (or go) at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_put_off() -> Iterator[None]:
    """Look for no such garbage meanwhile; what nobody refers to goes at once all the same.

    It would be looked for among all that the process holds, again and again, and there is none.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
