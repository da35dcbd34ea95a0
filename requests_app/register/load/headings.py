"""Column headings: ours, and those of others that surely mean the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from requests_app.register.load.cells import compact, lines

CANONICAL = (
    *(
        "third_party_name",
        "third_party_number",
        "legal_name",
        "trade_name",
        "street",
        "street_2",
        "city",
        "state",
        "zip",
        "country",
    ),
    *("products_or_services", "relation", "same_brand_affiliate", "nature_clear", "products_known", "kind", "opt_out"),
    *("contract_ends_on", "category", "disclosed_on", "year", "brand", "direct_marketing", "use", "knowledge"),
    *("derived_from", "inferable", "exclusion", "exclusion_conditions", "unreported_data"),
    *("disclosed_from", "disclosed_to", "note", "list", "disclosure_number"),
)
"""Our headings: those of the contract, and those an export needs to load back to the same register."""
NAMES = ("third_party_name", "legal_name")

ALIASES = {
    "third_party_name": """name, company, vendor, recipient, third party, third parties, partner,
        organization, organisation, broker, data broker, affiliate, business, marketer, buyer, shared with,
        disclosed to, company name, vendor name, recipient name, partner name, organization name, organisation name,
        business name, broker name, entity, entity name, name of company, name of third party, name of recipient,
        sold to, list buyer, advertiser, firm, recipient company, corporation, supplier, supplier name, account
        name, third party company, client name""",
    "legal_name": "legal entity name, legal entity, registered name, full legal name, name legal, official name",
    "trade_name": """dba, doing business as, doing business as dba, doing business as dba if applicable,
        trading name, trading as, trade name if any, also known as, aka, dba name, d b a, brand name of third party,
        fictitious name""",
    "street": """street address, address, address 1, address1, address line 1, addr, addr1, street 1,
        street1, mailing address, postal address, street name and number, mailing street, billing street, po box,
        address line, street line 1, address street, headquarters address, hq address""",
    "street_2": """address 2, address2, address line 2, street 2, street2, suite, unit, addr2, street line 2,
        apt, apt suite""",
    "city": """town, city town, city or town, municipality, locality, mailing city, town city, address city, city state,
        city state zip, city and state""",
    "state": """province, state province, st, region, state or province, state code, mailing state, us state,
        state region, address state, state abbreviation, province state""",
    "zip": """zip code, zipcode, postal code, postcode, post code, postalcode, zip postal code, zip code
        postal code, zip 4, zip5, mailing zip, zip or postal code, zip postal, address zip, postal zip code, postal""",
    "country": "country name, country code, nation, mailing country, address country, country region",
    "products_or_services": """products, services, products or services, products services, products and
        services, product examples, examples of products, what they sell, products marketed, product, product or
        service, examples of products or services, goods or services, product service, offering, offerings, products
        offered, nature of business, line of business, products or services marketed""",
    "category": """categories, data category, data categories, category of personal information, categories
        of data, categories of personal information, personal information, data type, data types, data elements,
        data element, fields, information shared, data shared, pi category, pi categories, type of data, types of
        data, information personal information category, personal information disclosed, type of
        information, category of data, data disclosed, category of information, fields shared, what was shared,
        information category, data fields, pii, pii category, personal data, personal data category, categories
        disclosed, category disclosed, information type""",
    "disclosed_on": """date, date shared, date disclosed, disclosure date, disclosed, shared on, date of
        disclosure, sent on, date sent, transfer date, date transferred, date of transfer, shared date, hand over
        date, date of hand over, event date, date sold, sent date, date provided, date of sharing, disclosed date,
        delivery date, transferred on, sold on, date given, timestamp, day""",
    "year": "calendar year, report year, reporting year, year disclosed, disclosure year, year of disclosure",
    "brand": "our brand, brand name, from brand",
    "direct_marketing": """direct marketing use, for direct marketing, used for direct marketing, marketing,
        marketing use, direct marketing purposes, direct marketing purpose, used for marketing, marketing purpose,
        for marketing, dm, marketing y n, direct marketing y n, direct marketing yes no, is direct marketing""",
    "same_brand_affiliate": """same brand, same brand affiliate y n, shares our brand, affiliate same brand,
        same brand name, same brand affiliate yes no""",
    "exclusion": """exemption, exclusion clause, excluded under, d exclusion, exception, exemption clause,
        statutory exclusion""",
    "relation": "relation to us, relationship to us, affiliate status",
    "kind": "recipient kind, third party kind, kind of third party, broker or cooperative",
    "opt_out": "opt out address, opt out url, opt out link, opt out contact, unsubscribe",
    "contract_ends_on": "contract end, contract end date, contract ends, contract expires, contract expiration",
    "use": "third party use, recipient use",
    "note": "notes, comment, comments, remark, remarks, memo",
    "list": "list name, file name, segment, list id, audience, campaign",
    "knowledge": "our knowledge, level of knowledge",
    "unreported_data": "other data, data outside the categories",
}
"""Our heading: what others write for it, parted by commas."""

LOOSE = {
    "third_party_name": """third party recipient, data recipient, data recipient name, receiving party, receiving
        company, recipient organization, recipient entity, company organization, transferee, data buyer, purchaser,
        sharing partner, name of organization, name of business, list renter""",
    "street": """business address, full address, complete address, street po box, street or po box, street number and
        name, number and street, street address 1, street address line 1, physical location, address of record""",
    "state": "state prov, st prov, state territory, state abbr, prov",
    "zip": "zip plus 4, zip code 4, zip code 5, zip postcode, post zip code",
    "products_or_services": """type of product, types of products, type of business, business type, kind of business,
        nature of the business, industry, what they market, what it markets, what it sells, what is marketed, products
        advertised, goods, goods services, goods and services, example products, example of products, sample products,
        products services marketed, examples of products services, examples of products services marketed, product
        line, product lines, type of product or service, type of products, marketed products""",
    "category": """category of pi, categories of pi, pi, pi type, pi types, pi elements, pi element, type of pi,
        types of pi, personal information category, personal information categories, types of personal information,
        type of personal information, statutory category, statutory categories, shine the light category, stl category,
        data attributes, data points, information categories, kind of information, kinds of information, kind of data,
        information types""",
    "disclosed_on": """disclosure dt, when disclosed, when shared, date of sale, sale date, send date, disclosed at,
        shared at, sent at, date time, datetime, date and time, disclosed date time, handed over on, date handed over,
        date of release, provided on, most recent disclosure, date of last disclosure, last disclosed""",
    "year": "reporting period, yr, cy, year of sharing, year shared, sharing year, calendar yr",
    "direct_marketing": """for dm, dm use, used for dm, direct mktg, for direct mktg, direct marketing flag, marketing
        flag, is marketing, used for own direct marketing, for their direct marketing, for its direct marketing, for
        their own direct marketing, used for their own direct marketing, third party direct marketing, used in direct
        marketing, dm flag, third partys direct marketing, for third partys direct marketing, used for
        third partys direct marketing""",
    "same_brand_affiliate": """shares our brand name, affiliate under our brand, affiliate with same brand, affiliate
        sharing our brand, same brand name affiliate, shares brand""",
}
"""The same, less surely: a column headed with one of the words above goes before these."""

SPANISH = {
    "third_party_name": """tercero, nombre del tercero, empresa, nombre de la empresa, destinatario, nombre, nombre del
        destinatario, razón social""",
    "street": "calle, dirección, direccion, dirección postal, domicilio, calle y número",
    "city": "ciudad, localidad, municipio",
    "state": "estado, provincia",
    "zip": "código postal, codigo postal, cp",
    "country": "país, pais",
    "products_or_services": "productos, servicios, productos o servicios, productos y servicios",
    "category": """categoría, categoria, categorías, categorias, categoría de datos, categorías de datos, categoría de
        información personal, categorías de información personal, datos compartidos""",
    "disclosed_on": "fecha, fecha de divulgación, fecha de divulgacion, fecha de envío, divulgado el",
    "year": "año",
    "brand": "marca, nuestra marca",
    "direct_marketing": "marketing directo, mercadeo directo, mercadotecnia directa, para marketing directo",
    "same_brand_affiliate": "afiliada de la misma marca, misma marca, filial de la misma marca",
}
"""The same in Spanish. What their cells say is read as elsewhere: yes and no, and the categories, in English."""

_QUALIFIERS = (
    *(
        "data broker",
        "third party",
        "third partys",
        "thirdparty",
        "recipient",
        "vendor",
        "tp",
        "company",
        "partner",
        "broker",
    ),
    *("business", "organization", "primary", "mailing", "postal", "registered", "corporate", "main", "the", "physical"),
)
_ADDED = re.compile(
    r"\A\W*\d{1,2}[.):]\s|\((?:[^)]*(?:\bx\b|\by/n|\byes\b|yyyy|mm/|dd/|mmm|\be\.?g\b|\bif\b|optional|required|digit|letters?\b|"
    r"separate|\bu\.?s\b|format|iso\b)[^)]*|s)\)|\[[^\]]*\]|\*",
    re.IGNORECASE,
)
"""What stands around a heading and says nothing of what it means: its number, how to write a cell, “(s)”."""
_ENDINGS = re.compile(
    r" (?:(?:that (?:was|were|is|are) )?(?:disclosed|shared|sold|provided|transferred|released|given|sent)"
    r"(?: (?:to|with) (?:the |each |a )?(?:third part(?:y|ies)|recipients?|vendors?|partners?))?"
    r"|(?:of|by|for) (?:the |each )?(?:third part(?:y|ies)|recipients?|compan(?:y|ies)|vendors?|partners?|brokers?"
    r"|organi[sz]ations?|business(?:es)?))$"
)
"""The end of a heading such as “Address of third party” or “Categories of information shared”."""
_EXACT, _ALIAS, _QUALIFIED = range(3)
_OURS = {compact(name): name for name in CANONICAL}
_LOOSE = {compact(word): name for name, words in LOOSE.items() for word in words.split(",")}
_ALIASES = {
    compact(word): name for known in (SPANISH, ALIASES) for name, words in known.items() for word in words.split(",")
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a heading is taken for, and how surely: 0 is our own word, 2 the loosest."""

    ours: str
    rank: int


def shown(heading: str) -> str:
    """Return a heading on one line, as it is named to people."""
    return " ".join(lines(heading))


def bare(heading: str) -> str:
    """Return a heading without what stands around it and says nothing: “Email” of “3. Email shared (Y/N):”."""
    text = _ADDED.sub(" ", heading)
    return _ENDINGS.sub("", " ".join(text.split()).strip(" :.*#?")).strip()


def likeness(heading: str) -> Likeness | None:
    """Return which of our headings this one surely means, or None."""
    text = _ADDED.sub(" ", shown(heading)).strip(" :.*#")
    key = compact(text)
    # A column of days is “disclosed_to” in our exports; in words it is headed “Disclosed to” where it names to whom.
    if key in _OURS and not (" " in text and _ALIASES.get(key, _OURS[key]) != _OURS[key]):
        return Likeness(_OURS[key], _EXACT)
    if key in _ALIASES:
        return Likeness(_ALIASES[key], _ALIAS)
    if key in _LOOSE:
        return Likeness(_LOOSE[key], _QUALIFIED)
    rest = re.sub(r"[\W_]+", " ", text.casefold()).strip()
    while shorter := _shorter(rest):
        rest = shorter
        key = compact(rest)
        found = _OURS.get(key) or _ALIASES.get(key) or _LOOSE.get(key)
        if found:
            return Likeness(found, _QUALIFIED)
    return None


def _shorter(heading: str) -> str:
    """Return a heading without one word or ending that tells nothing, or a blank where it has none."""
    qualifier = next((each for each in _QUALIFIERS if heading.startswith(f"{each} ")), "")
    return (
        heading.removeprefix(qualifier).strip()
        if qualifier
        else _ENDINGS.sub("", heading, count=1) * bool(_ENDINGS.search(heading))
    )


def recognised(row: Iterable[str], columns: dict[str, str | None]) -> int:
    """Return how many different headings of ours a row holds, by the given mapping or by likeness."""
    mapped = {compact(heading): ours for heading, ours in columns.items()}
    found = set()
    for cell in row:
        key = compact(cell)
        alike = likeness(cell) if key else None
        ours = mapped.get(key, alike.ours if alike else None)
        found |= {ours} - {None}
    return len(found)
