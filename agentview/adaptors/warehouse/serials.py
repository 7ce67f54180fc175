"""Serial numbers for simulated devices: of each kind, with the check digit that real ones have."""

from hashlib import sha256

from stdnum import luhn

_STARTS = {"IMEI": ("35", 12), "ICCID": ("8961", 14)}
"""How the number of a kind begins, and how many digits follow before its check digit."""

_OTHER = "MS"
_OTHER_DIGITS = 12


def serial(kind: str, seed: str, piece: int) -> str:
    """Return a number of a kind that follows from `seed` and the number of the piece alone."""
    start, digits = _STARTS.get(kind, (_OTHER, _OTHER_DIGITS))
    number = int.from_bytes(sha256(f"{seed}/{piece}".encode()).digest()[:8], "big") % 10**digits
    bare = f"{start}{number:0{digits}}"
    return bare + luhn.calc_check_digit(bare) if kind in _STARTS else bare
