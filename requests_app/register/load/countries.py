"""Names of the countries abroad as addresses end with them, to tell where one that stands in a single cell lies."""

from requests_app.register.load.cells import compact

_ABROAD = """
    Afghanistan, Albania, Algeria, Andorra, Angola, Anguilla, Antigua & Barbuda, Argentina, Armenia, Aruba,
    Australia, Austria, Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin,
    Bermuda, Bhutan, Bolivia, Bosnia & Herzegovina, Botswana, Brasil, Brazil, British Virgin Islands, Brunei,
    Bulgaria, Burkina Faso, Burma, Burundi, Cambodia, Cameroon, Canada, Cape Verde, Caribbean Netherlands,
    Cayman Islands, Central African Republic, Chad, Chile, China, Christmas Island, Cocos, Colombia, Comoros,
    Congo - Brazzaville, Congo - Kinshasa, Cook Islands, Costa Rica, Croatia, Cuba, Curaçao, Cyprus, Czech
    Republic, Czechia, Côte d'Ivoire, Denmark, Deutschland, Djibouti, Dominica, Dominican Republic, Ecuador,
    Egypt, El Salvador, England, Equatorial Guinea, Eritrea, España, Estonia, Eswatini, Ethiopia, Falkland
    Islands, Faroe Islands, Fiji, Finland, France, French Guiana, French Polynesia, Gabon, Gambia, Germany,
    Ghana, Gibraltar, Great Britain, Greece, Greenland, Grenada, Guadeloupe, Guatemala, Guernsey, Guinea,
    Guinea-Bissau, Guyana, Haiti, Holland, Honduras, Hong Kong, Hong Kong SAR, Hungary, Iceland, India,
    Indonesia, Iran, Iraq, Ireland, Isle of Man, Israel, Italy, Ivory Coast, Jamaica, Japan, Jersey, Jordan,
    Kazakhstan, Kenya, Kiribati, Korea, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia, Libya,
    Liechtenstein, Lithuania, Luxembourg, Macao, Macau, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta,
    Marshall Islands, Martinique, Mauritania, Mauritius, Mayotte, Mexico, Micronesia, Moldova, Monaco, Mongolia,
    Montenegro, Montserrat, Morocco, Mozambique, Myanmar, México, Namibia, Nauru, Nederland, Nepal, Netherlands,
    New Caledonia, New Zealand, Nicaragua, Niger, Nigeria, Niue, Norfolk Island, North Korea, North Macedonia,
    Northern Ireland, Norway, Oman, P.R. China, PRC, Pakistan, Palau, Palestinian Territories, Panama, Papua New
    Guinea, Paraguay, Peru, Philippines, Pitcairn Islands, Poland, Portugal, Qatar, Republic of Ireland,
    Republic of Korea, Republic of Singapore, Romania, Russia, Russian Federation, Rwanda, Réunion, Samoa, San
    Marino, Saudi Arabia, Schweiz, Scotland, Senegal, Serbia, Seychelles, Sierra Leone, Singapore, Sint Maarten,
    Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, South Korea, South Sudan, Spain, Sri Lanka, St.
    Barthélemy, St. Helena, St. Kitts & Nevis, St. Lucia, St. Martin, St. Pierre & Miquelon, St. Vincent &
    Grenadines, Sudan, Suriname, Sweden, Switzerland, Syria, São Tomé & Príncipe, Taiwan, Tajikistan, Tanzania,
    Thailand, The Netherlands, Timor-Leste, Togo, Tokelau, Tonga, Trinidad & Tobago, Tunisia, Turkey,
    Turkmenistan, Turks & Caicos Islands, Tuvalu, Türkiye, U.A.E., U.K., UAE, UK, Uganda, Ukraine, United Arab
    Emirates, United Kingdom, Uruguay, Uzbekistan, Vanuatu, Vatican City, Venezuela, Vietnam, Wales, Wallis &
    Futuna, Yemen, Zambia, Zimbabwe, Åland Islands, Österreich
"""
"""Not those that are called as a state of ours is: “Atlanta, Georgia” is at home."""
_WORDS = frozenset(compact(name) for name in _ABROAD.split(","))


def is_abroad(country: str) -> bool:
    """Whether a text is surely the name of another country than the United States."""
    return compact(country) in _WORDS
