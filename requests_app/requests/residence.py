"""Words by which somebody says that they live outside California, in English and in Spanish, in a folded text."""

import re

from requests_app.register.load.places import STATES
from requests_app.requests.elsewhere import HOME

_IN_SPANISH = (
    "nueva york|nuevo m[ée]xico|nueva jersey|nueva hampshire|nuevo hampshire|carolina del (?:norte|sur)|"
    "dakota del (?:norte|sur)|virginia occidental|luisiana|misuri|misisipi|pensilvania|oreg[óo]n|m[íi]chigan|haw[áa]i|"
    "tejas|washington d\\.?c\\.?"
)
_STATE = (
    r"(?:el estado de |the state of )?(?:(?:[\w.'-]+ ){0,2}[\w.'-]+, )?(?:"
    + "|".join(name.casefold() for code, name in STATES.items() if code not in HOME)
    + rf"|{_IN_SPANISH})\b(?! (?:st|street|ave|avenue|blvd|road|rd|dr|drive|city)\b)"
)
_NOW = r"(?:(?:now|currently|actually|presently|also|both|recently|just|since|have|already|ahora|actualmente|ya|hoy) )*"
_PATTERNS = (
    r"\b(?:i am|i'm|we are|we're) (?:no longer|not) (?:a )?(?:california|resident|in california|living in california)",
    rf"\b(?<!when )(?<!while )(?:i|we) {_NOW}(?:live|reside|am living|are living|am residing) {_NOW}in {_STATE}",
    (
        rf"\b(?<!when )(?<!while )(?:i'm|we're|i am|we are) {_NOW}(?:living|residing|based|located|settled) {_NOW}in "
        rf"{_STATE}"
    ),
    rf"\b(?:i'm|we're|i am|we are) (?:now|currently) in {_STATE}",
    (
        rf"\b(?:i am|i'm|we are|we're) {_NOW}(?:a |an )?(?:legal |permanent )?(?:residents? of {_STATE}|{_STATE} "
        rf"residents?)"
    ),
    rf"\b(?:my|our) (?:current |new |present )?(?:home|house|residence|address) is {_NOW}in {_STATE}",
    (
        rf"\b(?:i|we)(?:'ve| have|'m| am| are)? {_NOW}(?:moved|relocated|mov(?:ing)|relocating) (?:away |back |over |"
        rf"permanently )?(?:from (?:[\w.,'-]+ ){{1,8}}?)?to {_STATE}"
    ),
    r"\bmoved (?:out of|away from) california|\bleft california\b|\bi no longer (?:live|reside) in california",
    rf"(?<!cuando )\b(?<!antes )(?:vivo|vivimos|resido|residimos|radico|radicamos) {_NOW}en {_STATE}",
    rf"\b(?:estoy|estamos) {_NOW}(?:viviendo|residiendo) {_NOW}en {_STATE}",
    rf"\b(?:soy|somos) {_NOW}residentes? (?:legal(?:es)? |permanentes? )?(?:de|en|del estado de) {_STATE}",
    (
        rf"\b(?:me|nos) {_NOW}(?:mud[ée]|mudamos|he mudado|hemos mudado|traslad[ée]|trasladamos|cambi[ée]|fui a vivir|"
        rf"fuimos a vivir) (?:de (?:[\w.,'-]+ ){{1,6}}?)?(?:a|para) {_STATE}"
    ),
    rf"\b(?:mi|nuestra) (?:nueva )?(?:casa|direcci[óo]n|residencia) (?:actual )?(?:est[áa]|es) {_NOW}en {_STATE}",
    r"\b(?:no|ya no) (?:vivo|resido|vivimos|residimos|radico) en california|\bno soy residente de california",
    r"\b(?:me fui|nos fuimos|me mud[ée]|nos mudamos) (?:fuera )?de california\b(?! a california)",
)
# Each begins where a word begins or ends: said first, and once, nothing is tried in the midst of a word.
LIVES_ELSEWHERE = re.compile(rf"\b(?:{'|'.join(_PATTERNS)})")
