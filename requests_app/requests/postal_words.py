"""Words of street addresses that people write long or short, as the Postal Service abbreviates them."""

_SUFFIXES = {
    "aly": "alley",
    "ave": "avenue av aven avenu",
    "bch": "beach",
    "blf": "bluff",
    "blvd": "boulevard boul",
    "br": "branch",
    "brg": "bridge",
    "byp": "bypass",
    "cir": "circle circ",
    "cmn": "common",
    "cres": "crescent",
    "ct": "court",
    "ctr": "center centre",
    "cv": "cove",
    "cyn": "canyon",
    "dr": "drive drv",
    "est": "estate",
    "ests": "estates",
    "expy": "expressway",
    "ext": "extension",
    "fls": "falls",
    "fwy": "freeway",
    "gdns": "gardens",
    "gln": "glen",
    "grv": "grove",
    "holw": "hollow",
    "hts": "heights",
    "hwy": "highway",
    "is": "island",
    "jct": "junction",
    "knl": "knoll",
    "lk": "lake",
    "ln": "lane",
    "lndg": "landing",
    "loop": "loops",
    "mdw": "meadow",
    "mdws": "meadows",
    "mnr": "manor",
    "mt": "mount",
    "mtn": "mountain",
    "pkwy": "parkway pkway",
    "pl": "place",
    "plz": "plaza",
    "pt": "point",
    "rd": "road",
    "rdg": "ridge",
    "riv": "river",
    "rte": "route",
    "shrs": "shores",
    "spg": "spring",
    "spgs": "springs",
    "sq": "square",
    "st": "street str",
    "sta": "station",
    "ter": "terrace terr",
    "tpke": "turnpike",
    "trl": "trail",
    "vis": "vista",
    "vlg": "village",
    "vly": "valley",
    "vw": "view",
    "xing": "crossing",
}
_DIRECTIONS = {
    "n": "north",
    "e": "east",
    "s": "south",
    "w": "west",
    "ne": "northeast",
    "nw": "northwest",
    "se": "southeast",
    "sw": "southwest",
}
_UNITS = {
    # Any of these words before a number names the same door.
    "unit": "apartment apt suite ste room rm no",
    "bldg": "building",
    "fl": "floor",
    "dept": "department",
}
_ABBREVIATED = {
    word: short
    for table in (_SUFFIXES, _DIRECTIONS, _UNITS)
    for short, words in table.items()
    for word in words.split()
}


def abbreviated(word: str) -> str:
    """Return the word of an address, in small letters, as the Postal Service abbreviates it; others as they are."""
    return _ABBREVIATED.get(word, word)
