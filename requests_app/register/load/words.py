"""Category words: the statute's own, the everyday ones that surely mean them, and those that have to be asked about."""

import re

from requests_app.register.load.cells import compact
from requests_app.statute import CATEGORIES, category

SURE = {
    "name_address": """name and postal address, name and mailing address, name & address, names and
        addresses, mailing address, postal address, home address, street address, residential address, physical
        address, full name and address, name/address, name + address, customer name and address, address and name,
        name and home address, mail address, contact name and address, billing address, shipping address, real name
        and postal address""",
    "email": """e-mail, email address, e-mail address, e-mail addresses, email addresses, emails, electronic
        mail, customer email, electronic mail addresses, personal email, email addr, email id""",
    "age_dob": """age, ages, date of birth, DOB, D.O.B., birth date, birthdate, birthday, year of birth,
        birth year, age/DOB, age and date of birth, age or DOB, customer age, dates of birth""",
    "children_names": """names of kids, children's names, kids' names, child's name, child names, child name,
        children names, name of child, kid names, names of child""",
    "children_addresses": """children's addresses, children's email, children's email addresses, kids'
        emails, child email, child's email address, addresses of children, kids' addresses, email addresses of
        children, child's address, children's e-mail or other addresses""",
    "children_number": """number of kids, no. of children, number of child, # of children, # of kids, how
        many children, child count, children count, num children, no of kids""",
    "children_age_gender": """kids' ages, children's ages, ages of children, ages of kids, age of children,
        child age, child's age, children age, children's gender, gender of children, kids' gender, kids' genders,
        age of kids, ages and genders of children, age and gender of children, age or gender of children, children's
        age or gender, children's ages and genders, child's gender, ages or genders of children""",
    "height": "body height, customer height, heights",
    "weight": "body weight, customer weight, weights",
    "race": "race/ethnicity, race or ethnicity, race and ethnicity, races, racial origin, race or ethnic origin",
    "religion": "religious affiliation, faith, religious preference, religions, religious denomination, creed",
    "occupation": """job, job title, profession, employment, employer, occupations, line of work, current
        job, occupation or profession, place of work, current employer, employment information, job titles,
        occupation/job title, professional or employment-related information, professional or employment related
        information""",
    "telephone": """home phone number, work phone number, phone no, phone, phone number, phone numbers, telephone, tel,
        tel., phone no., telephone no., telephone numbers, cell, cell phone, cell number, cell phone number,
        mobile, mobile phone, mobile number, mobile phone number, home phone, phone #, telephone #,
        landline, landline number, phones, home telephone, work phone, cellphone""",
    "education": """education level, level of education, educational level, highest education, degree,
        schooling, educational background, education history, educational attainment, education information""",
    "political_party": """political party, party affiliation, political affiliation, party registration,
        registered party, political party registration, party membership""",
    "medical_condition": """medical conditions, health condition, health conditions, illness, illnesses,
        diagnosis, diagnoses, ailments, disease, diseases""",
    "drugs_therapies_equipment": """drugs, medications, medication, prescriptions, prescription drugs,
        medicines, medicines used, therapies, medical equipment, medical products, drugs used, medical devices used,
        prescription medications, drugs or therapies, drugs and therapies""",
    "product_kind": """product type, product types, type of product, type of product purchased, products
        purchased, kind of product, kind of product purchased, kinds of products purchased, product kind, types of
        products purchased, product category purchased, product purchased, type of products purchased, product
        categories purchased, products bought, kind of products purchased""",
    "real_property": """real property, real estate purchased, property purchased, real property purchased,
        real estate owned, real estate, home purchased, real property owned""",
    "service_kind": """kind of service, type of service, type of service provided, types of services
        provided, type of services provided, services provided, kinds of services, service type, service provided,
        types of services, kind of services provided, service types""",
    "ssn": """social security number, social security no., SSN number, social security, soc. sec. no., SSNs,
        social security #, social security numbers, soc sec number, SS number""",
    "bank_account_number": """bank account, bank account no., checking account number, savings account
        number, account number (bank), bank acct number, bank accounts, bank account numbers, bank account #, bank
        acct, iban""",
    "credit_card_number": """credit card, credit card no., credit card #, CC number, credit cards, credit
        card numbers, creditcard""",
    "debit_card_number": "debit card, debit card no., debit card #, debit cards, debit card numbers",
    "account_balance": """account balance, bank balance, bank account balance, credit card balance, debit
        card balance, card balance, investment account balance, account balances, investment balance, balances, bank
        balances""",
    "payment_history": "payment record, history of payments, payments history, payment records, pay history",
    "creditworthiness": """credit worthiness, credit score, credit rating, income, household income, assets,
        liabilities, net worth, annual income, income level, credit standing, fico score, income range, debts,
        salary, income or assets, assets and liabilities, credit scores, estimated income""",
}
"""Code: words that mean this category and no other. Commas and line breaks part them."""

ASKED = {
    "name_address": """name, names, address, full name, contact information, contact info, contact details,
        identifiers, identifier, postal, mail, personal identifiers, pii, customer records, real name, contact data,
        contact, zip code, zip, city, state, first name, last name, alias, customer records information, location,
        demographics""",
    "email": """hashed email, address, contact information, contact info, contact details, identifiers, mail,
        identifier, personal identifiers, pii, customer records, contact data, contact, online identifiers,
        username, user name, customer records information""",
    "telephone": """contact information, contact info, contact details, identifiers, personal identifiers,
        pii, fax, fax number, customer records, contact data, contact, number, customer records information""",
    "age_dob": """age range, age group, age bracket, protected classifications, demographics, demographic
        data, demographic information, characteristics of protected classifications, birth place, generation""",
    "race": """ethnicity, ethnic origin, ethnic background, nationality, protected classifications,
        demographics, demographic data, demographic information, characteristics of protected classifications""",
    "religion": "protected classifications, beliefs, characteristics of protected classifications",
    "children_number": "children, kids, presence of children, has children, family, household, household composition",
    "children_age_gender": "children, kids, presence of children, has children, family, household composition",
    "children_names": "children, kids, family",
    "medical_condition": """health, health information, health data, medical information, medical, medical
        data, medical history, sensitive personal information, phi, disability""",
    "drugs_therapies_equipment": """health, health information, health data, medical information, medical,
        medical data, medical history, phi, treatment, treatments""",
    "product_kind": """purchase history, purchases, purchasing history, commercial information, transaction
        history, transactions, order history, purchase data, buying history, products, product, interests,
        transaction data, purchase information, products or services purchased, records of products or services
        purchased, shopping history, purchase behavior, orders, product interests, inferences, vehicle,
        subscriptions, purchasing tendencies""",
    "service_kind": """purchase history, purchases, commercial information, transaction history,
        transactions, services, service, products or services purchased, records of products or services purchased,
        subscriptions, order history""",
    "payment_history": """purchase history, purchases, transaction history, transactions, credit history,
        financial information, commercial information, payment information, payment, payments, transaction data,
        order history, financial data, billing information, billing history""",
    "credit_card_number": """financial information, payment information, payment card, card number, payment
        method, financial data, card, account number, billing information, credit or debit card, credit/debit card""",
    "debit_card_number": """financial information, payment information, payment card, card number, payment
        method, card, account number, credit or debit card, credit/debit card, financial data""",
    "bank_account_number": """financial information, account number, account numbers, account, financial
        account, routing number, bank, banking information, financial data, bank details, bank information""",
    "account_balance": "financial information, account information, financial data, balance, account details",
    "creditworthiness": """credit history, credit, credit report, financial information, financial data,
        finances, financial status, home ownership, homeowner, credit information, spending power, affluence""",
    "real_property": """home ownership, homeowner, property, home owner, property records, home value,
        housing, rent or own""",
    "occupation": "professional information, business title, work, military service, industry, company",
    "education": "school, alma mater, student status, non-public education information, education records",
    "political_party": """political opinions, politics, political views, political beliefs, voter
        registration, political""",
}
"""Code: words that may mean it, and may mean something else or nothing of the 27."""

NOT_LISTED = """
    ip address, ip, cookie id, cookie, cookies, cookie ids, device id, device ids, device identifier, mobile ad
    id, maid, advertising id, idfa, browsing history, browser history, web history, search history, internet
    activity, geolocation, internet or other electronic network activity, precise geolocation, location data, gps,
    photo, photos, gender, sex, marital status, inferences, social media handle, clickstream, mac address, user
    agent, biometric information, audio electronic visual thermal olfactory, login, password, drivers license,
    passport number, hobbies, gender identity, sexual orientation, click history, website activity, app usage,
    pixel data, geolocation data, language, loyalty id, internet activity information, internet or other similar
    network activity, online activity, interactions with ads
"""
"""Words for data that the statute's list does not hold; still asked, for only a person may say that nothing is owed."""


_RECORDS = ("name_address", "telephone", "education", "occupation", "height", "weight", "medical_condition", "ssn")
_ACCOUNTS = ("bank_account_number", "credit_card_number", "debit_card_number")
_PROTECTED = ("age_dob", "race", "religion", "medical_condition")
_SENSED = "audio, electronic, visual, thermal"
OTHER_ACT: dict[str, tuple[str, ...]] = {
    "California Customer Records": (*_RECORDS, *_ACCOUNTS),
    "customer records categories": (*_RECORDS, *_ACCOUNTS),
    "personal information categories listed in the California Customer Records statute": (*_RECORDS, *_ACCOUNTS),
    "characteristics of protected classifications under California or federal law": _PROTECTED,
    "protected classification characteristics": _PROTECTED,
    "protected classification characteristics under California or federal law": _PROTECTED,
    "sensitive personal information": ("race", "religion", "medical_condition", "ssn", *_ACCOUNTS),
    "sensitive personal data": ("race", "religion", "medical_condition", "ssn", *_ACCOUNTS),
    "inferences drawn from other personal information": ("product_kind",),
    "inferences drawn from personal information": ("product_kind",),
    "internet or other electronic network activity information": (),
    "internet or network activity": (),
    "sensory data": (),
    f"{_SENSED}, olfactory, or similar information": (),
    f"{_SENSED}, or olfactory information": (),
}
"""Titles of section 1798.140(v)(1), as privacy policies write them: what of the 27 they may hold."""

_LETTERED = re.compile(r"\A(?:category\s+)?\(?[a-l][.):]+\s+", re.IGNORECASE)
"""The letter before the title of a category as privacy policies list them after section 1798.140(v)(1)."""
_CITED = re.compile(r"(?<=\w)\s*\(.*\)\.?\Z")
"""What is cited or explained behind such a title."""
_JOINTS = re.compile(r",|/|&|\+|\band\b|\bor\b", re.IGNORECASE)


def _words(text: str) -> list[str]:
    return [compact(word) for word in text.split(",")]


_SURE = {compact(own): each.code for each in CATEGORIES for own in (each.code, each.label, each.clause)} | {
    word: code for code, text in SURE.items() for word in _words(text)
}
_NOT_LISTED = {*_words(NOT_LISTED)}
_MIGHT_BE: dict[str, tuple[str, ...]] = {}
for _code, _text in ASKED.items():
    for _word in _words(_text):
        _MIGHT_BE[_word] = (*_MIGHT_BE.get(_word, ()), _code)

for _title, _codes in OTHER_ACT.items():
    _MIGHT_BE[compact(_title)] = _codes
_NOT_LISTED.update(compact(title) for title, codes in OTHER_ACT.items() if not codes)


_MARKED = re.compile(r"\A(?:[-–—•·▪●*►✓]+|\(?(?:\d{1,2}|[ivx]{2,})[.):]|(?P<letter>\(?[a-z][.):]))\s+", re.IGNORECASE)
"""The mark of a line in a list, or the number of a clause, before a category.

After a letter, as other acts number theirs, only the words of this statute are sure.
"""
_CLAUSE = re.compile(
    r"\A(?:(?:cal\.?\s+)?civ(?:il|\.)?\s+code\s+)?(?:§|sec(?:tion|\.)?)?\s*(?:1798\.83\s*,?\s*)?"
    r"(?:(?:subd(?:ivision|\.)?\s*)?\(e\)\s*\(6\)\s*\(a\)\s*\((?P<number>[ivx]+)\)|\((?P<alone>[ivx]{2,})\))\Z",
    re.IGNORECASE,
)
"""One of the clauses (e)(6)(A)(i) to (xxvii). A number alone is one of two letters or more, for “(x)” may be a tick."""
_BY_CLAUSE = {each.clause.rpartition("(")[2].rstrip(")"): each.code for each in CATEGORIES}
_SAYS_NOTHING = frozenset(
    {"the", "a", "an", "and", "or", "of", "any", "customer", "customers", "individual", "his", "her"}
)
_SAYS_NOTHING |= {
    "their",
    "your",
    "consumer",
    "consumers",
    "s",
    "individuals",
    "used",
    "provided",
    "pertaining",
    "to",
    "information",
    "info",
    "data",
}
_SAME = {"telephone": "phone", "numbers": "number", "no": "number", "nos": "number", "tel": "phone", "kids": "children"}
_SAME |= {
    "addresses": "address",
    "names": "name",
    "kinds": "kind",
    "types": "kind",
    "type": "kind",
    "child": "children",
}
_SAME |= {"products": "product", "services": "service", "dates": "date", "ages": "age", "genders": "gender"}
_SAME |= {"balances": "balance", "accounts": "account", "cards": "card", "emails": "email"}
_NOT_A_LETTER = re.compile(r"[\W_]+")


def code_of(word: str) -> str | None:
    """Return the code of the category that the word surely means, or None."""
    return _SURE.get(compact(word)) or _code_of_wording(word)


def _code_of_wording(word: str) -> str | None:
    """Return the code of one that is written as the statute does, but for its number or words that say nothing."""
    clause = _CLAUSE.match(word.strip())
    if clause:
        return _BY_CLAUSE.get((clause["number"] or clause["alone"]).lower())
    mark = _MARKED.match(word.strip())
    bare = word.strip()[mark.end() :] if mark else word
    everyday = _SURE.get(compact(bare)) if mark and not mark["letter"] else None
    return everyday or _SURE_WORDS.get(_wording(bare))


def _wording(word: str) -> str:
    """Return the words that say something, in their order and one spelling each."""
    text = word.casefold().replace("’", "'").replace("'s", "").replace("s'", "s").replace("#", " number ")
    text = _NOT_A_LETTER.sub(" ", text).strip().replace("electronic mail", "email").replace("e mail", "email")
    return " ".join(_SAME.get(each, each) for each in text.split() if each not in _SAYS_NOTHING)


_SURE_WORDS = {_wording(each.label): each.code for each in CATEGORIES}


def question(word: str) -> str:
    """Return the question to ask about a word that no category surely matches."""
    word_alone = _LETTERED.sub("", word)
    if not is_category_word(word_alone):
        word_alone = _CITED.sub("", word_alone)
    might = _proposed(word_alone)
    parts = _JOINTS.split(word_alone)
    if len(parts) > 1 and (all if "," not in word else any)(code_of(part) for part in parts):
        return f"“{word}” may be several categories. Separate them with ; or |, not with a comma."
    if compact(word_alone) in _NOT_LISTED:
        also = f" It may also be {might}." if might else ""
        return f"“{word}” is none of the 27 categories of (e)(6). Map it to none of them, or say which it is.{also}"
    if might:
        return f"“{word}” may be {might}, or none of the 27 categories of (e)(6). Which is it?"
    return f"“{word}” is not known. Which of the 27 categories of (e)(6) is it, or is it none of them?"


def is_category_word(word: str) -> bool:
    """Whether the word is one for data that are disclosed: of the 27 categories, perhaps of them, or of no category."""
    return bool(code_of(word)) or compact(word) in _NOT_LISTED or compact(word) in _MIGHT_BE


def _proposed(word: str) -> str:
    """Return what the word may be: each category in the statute's words, with the code by which to map it."""
    sure = code_of(word)
    codes = (sure,) if sure else _MIGHT_BE.get(compact(word), ())
    return ", ".join(f"“{category(code).label}” ({code})" for code in codes)
