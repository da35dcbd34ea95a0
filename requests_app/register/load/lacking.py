"""Third parties whose postal address a file lacks: told at the end, unless another of their rows has it."""

from collections import defaultdict

from requests_app.register.load.matching import Address, address_of, key_of
from requests_app.register.load.remarking import Remarking
from requests_app.register.load.row import MOST_KEPT, Party
from requests_app.register.load.slip import Said, Slip

Named = tuple[str, int | None]
"""The key of a name, and which of that name where the file numbers them."""


def _parts(party: Party) -> tuple[tuple[str, str], ...]:
    return ("street", party.street), ("city", party.city)


def _lack(name: str, slip: Slip) -> str:
    """Return how the lack is called; a cell that holds no address is quoted, so that nobody wonders."""
    said = " ".join(slip.lines(name))
    return f"{name}: “{said}” is no address" if said else name


class Lacking:
    """The addresses met so far, by name: whole ones, and the first row of each that is not."""

    def __init__(self) -> None:
        self._whole: defaultdict[Named, set[Address]] = defaultdict(set)
        self._lacks: dict[tuple[Named, Address], tuple[Said, int, int | None]] = {}

    def look_at(self, party: Party, slip: Slip, row: int, line: int | None) -> None:
        """Keep what the row says of the third party's address; the slip is what to tell of it."""
        name, address = (key_of(party.legal_name), party.number), address_of(party)
        if party.street and party.city:
            self._whole[name].add(address)
        elif (name, address) not in self._lacks:
            # Beyond what is told of a kind it is told at once, which then is counted alone.
            is_kept = len(self._lacks) < MOST_KEPT
            lacks = " and ".join(_lack(word, slip) for word, part in _parts(party) if not part)
            says = (
                f"{party.legal_name}: postal address missing ({lacks}). A notice that names them cannot go out without "
                "it."
            )
            slip.warn("street" if not party.street else "city", says)
            if is_kept:
                self._lacks[name, address] = slip.said.pop(), row, line

    def tell(self, remarking: Remarking) -> None:
        """Warn, once a third party, where no row has the whole address, or where it is not sure which one is meant."""
        told: set[Named] = set()
        for (name, address), (said, row, line) in self._lacks.items():
            whole = self._whole.get(name, set())
            is_known = len(whole) == 1 and address.fits(next(iter(whole)))
            if not is_known and name not in told:
                told.add(name)
                remarking.tell([said], row=row, line=line)
        self._lacks.clear()
