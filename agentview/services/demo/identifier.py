"""Gives out what identifies services and people, none twice; the telephone numbers are nobody's."""

from random import Random

# The mobile numbers that Australia keeps for films and books.
_AUSTRALIAN_MOBILES = (
    *("570006", "570110", "570156", "570157", "570158", "570159", "570313", "570737", "571266", "571491"),
    *("571804", "572549", "572665", "572983", "573087", "573770", "574118", "574632", "575254", "575789"),
    *("576398", "576801", "577426", "577644", "578148", "578888", "578957", "579212", "579455", "579760"),
)

# Australia keeps 5550 and 7010 of each area for films and books; 0495 is not given to anybody. Austria keeps
# nothing: 0644 and 0642 are not given to anybody.
_RANGES = {
    ("mobile", "AU"): "+61495550###",
    ("landline", "AU"): "+6125550####",
    ("contact", "AU"): "+6137010####",
    ("handset", "AU"): "+6149556####",
    ("mobile", "AT"): "+43644555####",
    ("landline", "AT"): "+43642555####",
    ("contact", "AT"): "+43644556####",
    ("handset", "AT"): "+43644557####",
}


class Identifiers:
    """Gives out identifiers of a form."""

    def __init__(self, random: Random) -> None:
        """Draw from `random`."""
        self._random = random
        self._given: set[str] = set()
        self._reserved = [f"+61491{number}" for number in _AUSTRALIAN_MOBILES]

    def new(self, form: str, region: str) -> str:
        """Return an identifier that was not given out before."""
        if (form, region) == ("mobile", "AU") and self._reserved:
            return self._reserved.pop()
        if form == "ip":
            return f"203.0.113.{self._random.randint(1, 254)}"
        pattern = _RANGES.get((form, region), form)
        while True:
            drawn = "".join(str(self._random.randint(0, 9)) if char == "#" else char for char in pattern)
            if drawn not in self._given:
                self._given.add(drawn)
                return drawn
