"""The law named beside any letters or with unseen marks in it, pages that hide it, and questions in other languages."""

import pytest

from requests_app.mailbox.htmltext import text_of
from requests_app.mailbox.recognise import recognise

NAMED = (
    "根据1798.83条,我要求知道",
    "民法第1798.83條",
    "加州SB27法 请求",
    "按1798.83告诉我",
    "§1798.83による請求",
    "Civil Code1798.83に基づく請求",
    "1798.83에 따라 요청합니다",
    "ตาม1798.83ขอ",
    "1798.\u00ad83 please",
    "17\u00ad98.83 request",
    "1798\u200d.\u20608\u200b3 please",
    "\uff11\uff17\uff19\uff18\uff0e\uff18\uff13 please",
    "1798。83 please",
    "Shine\u00ad the\u200b Light request",
    "ShineTheLight request",
)
NOT_NAMED = ("1798.830", "21798.83", "1798.835 please", "SB 270 please", "sb27a please")
PLAIN_QUESTIONS = (
    "À qui avez-vous vendu mes données personnelles ?",
    "Wem haben Sie meine Daten gegeben?",
    "你们把我的个人信息给了谁",
    "Quý vị đã chia sẻ thông tin của tôi cho ai?",
    "Kanino ninyo ibinigay ang aking impormasyon?",
    "A quem venderam os meus dados?",
    "Кому вы передали мои данные?",
    "누구에게 제 정보를 주었습니까?",
)
LAW = "Civil Code 1798.83 request"
HIDING = (
    f'<div style="display:none">{LAW}</div>',
    f"<div style='color:red; DISPLAY : NONE !important'>{LAW}</div>",
    f"<span style=display:none>{LAW}</span>",
    f"<p hidden>{LAW}<p>",
    f'<div hidden=""><div>a</div>{LAW}</div>',
    f'<div style="visibility:hidden"><p>{LAW}</p></div>',
    f'<style>.pre{{display:none}}</style><td class="x pre">{LAW}</td>',
    f'<style>p, div#a {{ color: red; display: none }}</style><div id="a">{LAW}</div>',
    f'<p style="opacity:0">{LAW}</p>',
    f'<div style="max-height:0px;overflow:hidden">{LAW}</div>',
    f"<table><tr style='display:none'><td>{LAW}<tr><td></table>",
)
SHOWING = (
    f'<p style="opacity:0.9;max-height:10px;overflow:hidden">{LAW}</p>',
    f'<div style="display:block">{LAW}</div>',
    f'<div style="display:none;display:block">{LAW}</div>',
    f'<div class="hidden-by-nobody" title="hidden">{LAW}</div>',
    f'<style>@media (max-width:600px){{ .wide {{display:none}} }}</style><div class="wide">{LAW}</div>',
    f'<div style="display:none">a</div>{LAW}',
    f'<img style="display:none" src="x">{LAW}',
    f'<p style="display:none">a<p>{LAW}',
    f'<input type="hidden"><b>{LAW}</b>',
)


@pytest.mark.parametrize("text", NAMED)
def test_the_law_is_seen_beside_any_letters(text: str) -> None:
    assert recognise(text).is_request


@pytest.mark.parametrize("text", NOT_NAMED)
def test_another_number_is_another_law(text: str) -> None:
    assert not recognise(text).is_strong


@pytest.mark.parametrize("text", PLAIN_QUESTIONS)
def test_a_question_in_a_language_that_is_not_read_here_is_for_a_person(text: str) -> None:
    assert not recognise(text).is_request


@pytest.mark.parametrize("page", HIDING)
def test_what_a_page_hides_is_not_read(page: str) -> None:
    assert text_of(f"{page}<p>Hello</p>") == "Hello"


@pytest.mark.parametrize("page", SHOWING)
def test_what_a_page_shows_is_read(page: str) -> None:
    assert LAW in text_of(page)
