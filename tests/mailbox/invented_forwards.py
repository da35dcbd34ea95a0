"""One message, passed on by an employee as mail programs do that, in their languages: who wrote it first, and when."""

ASKS = "Who did you sell my address to? Lin Okafor, 5 Pine St, Chico, CA 95928\n"
"""Each text below passes this on: by Lin Okafor <lin@example.net>, of February 23, 2026, 4:05 PM."""
LIN = "Lin Okafor <lin@example.net>"
ENGLISH_DAY = "Monday, February 23, 2026"

PASTED: dict[str, str] = {
    "Gmail": (
        f"fyi\n\n---------- Forwarded message ---------\nFrom: {LIN}\nDate: Mon, Feb 23, 2026 at 4:05\u202fPM\n"
        f"Subject: my data\nTo: <info@example.com>\n\n\n{ASKS}"
    ),
    "Gmail with a bold name, 24 hours": (
        "---------- Forwarded message ---------\nFrom: *Lin Okafor* <lin@example.net>\n"
        "Date: Mon, 23 Feb 2026 at 16:05\n"
        f"Subject: my data\nTo: <info@example.com>\n\n{ASKS}"
    ),
    "Gmail in Spanish": (
        f"---------- Forwarded message ---------\nDe: {LIN}\nDate: lun, 23 feb 2026 a las 16:05\nSubject: my data\n"
        f"To: <info@example.com>\n\n{ASKS}"
    ),
    "Outlook": (
        f"FYI\n\n________________________________\nFrom: {LIN}\nSent: {ENGLISH_DAY} 4:05:11 PM\n"
        f"To: Store 22 <store22@example.com>\nCc: Jo <jo@example.net>\nSubject: my data\n\n{ASKS}"
    ),
    "Outlook of old": (
        f"-----Original Message-----\nFrom: Lin Okafor [mailto:lin@example.net]\nSent: {ENGLISH_DAY} 4:05 PM\n"
        f"To: Store 22\nSubject: my data\nImportance: High\n\n{ASKS}"
    ),
    "Outlook with mailto": (
        f"From: Lin Okafor <mailto:lin@example.net>\nSent: {ENGLISH_DAY} 4:05 PM\nTo: Store 22\n"
        f"Subject: my data\n\n{ASKS}"
    ),
    "Outlook on a Mac": (
        f"From: {LIN}\nDate: {ENGLISH_DAY} at 4:05 PM\nTo: Store 22 <store22@example.com>\nSubject: my data\n\n{ASKS}"
    ),
    "Outlook in Spanish": (
        f"Ver abajo\n\nDe: {LIN}\nEnviado el: lunes, 23 de febrero de 2026 16:05\n"
        "Para: Store 22 <store22@example.com>\n"
        f"Asunto: mis datos\n\n{ASKS}"
    ),
    "Outlook in German": (
        f"-----Ursprüngliche Nachricht-----\nVon: {LIN}\nGesendet: Montag, 23. Februar 2026 16:05\n"
        f"An: Store 22 <store22@example.com>\nBetreff: my data\n\n{ASKS}"
    ),
    "Outlook in French": (
        f"De : {LIN}\nEnvoyé : lundi 23 février 2026 16:05\nÀ : Store 22 <store22@example.com>\n"
        f"Objet : my data\n\n{ASKS}"
    ),
    "Outlook in Portuguese": (
        f"De: {LIN}\nEnviada em: segunda-feira, 23 de fevereiro de 2026 16:05\nPara: Store 22 <store22@example.com>\n"
        f"Assunto: my data\n\n{ASKS}"
    ),
    "Outlook in Chinese": (
        f"发件人: {LIN}\n发送时间: 2026年2月23日 16:05\n收件人: Store 22 <store22@example.com>\n主题: my data\n\n{ASKS}"
    ),
    "Outlook in Vietnamese": (
        f"Từ: {LIN}\nĐã gửi: 16:05 23 tháng 2, 2026\nTới: Store 22 <store22@example.com>\nChủ đề: my data\n\n{ASKS}"
    ),
    "Apple Mail": (
        f"\n\nBegin forwarded message:\n\n> From: {LIN}\n> Subject: my data\n"
        "> Date: February 23, 2026 at 4:05:11 PM PST\n"
        f"> To: info@example.com\n> \n> {ASKS}"
    ),
    "Apple Mail of late, in Britain": (
        f"Begin forwarded message:\n\nFrom: {LIN}\nSubject: my data\nDate: 23 February 2026 at 16:05:11 GMT-8\n"
        f"To: info@example.com\nReply-To: lin@example.net\n\n{ASKS}"
    ),
    "Yahoo": (
        f'\n\n----- Forwarded Message -----\nFrom: {LIN}\nTo: "info@example.com" <info@example.com>\n'
        f"Sent: {ENGLISH_DAY} at 04:05:11 PM PST\nSubject: my data\n\n{ASKS}"
    ),
    "Thunderbird": (
        "\n\n-------- Forwarded Message --------\nSubject: \tmy data\nDate: \tMon, 23 Feb 2026 16:05:11 -0800\n"
        f"From: \t{LIN}\nTo: \tinfo@example.com\n\n\n\n{ASKS}"
    ),
    "Thunderbird in Spanish": (
        "\n\n-------- Mensaje reenviado --------\nAsunto: \tmy data\nFecha: \tMon, 23 Feb 2026 16:05:11 -0800\n"
        f"De: \t{LIN}\nPara: \tinfo@example.com\n\n\n{ASKS}"
    ),
    "Proton": (
        f"------- Forwarded Message -------\nFrom: {LIN}\nDate: On Monday, February 23rd, 2026 at 4:05 PM\n"
        f"Subject: my data\nTo: info@example.com <info@example.com>\n\n\n> {ASKS}"
    ),
    "AOL": (
        f"-----Original Message-----\nFrom: {LIN}\nTo: info@example.com\nSent: Mon, Feb 23, 2026 4:05 pm\n"
        f"Subject: my data\n\n{ASKS}"
    ),
    "Zoho": (
        f"============ Forwarded message ============\nFrom: {LIN}\nTo: <info@example.com>\n"
        "Date: Mon, 23 Feb 2026 16:05:11 -0800\nSubject: my data\n============ Forwarded message ============\n\n"
        f"{ASKS}"
    ),
    "Notes": (
        "----- Forwarded by Sam/Example on 03/03/2026 09:10 AM -----\n\n"
        f"From:\t{LIN}\nTo:\tinfo@example.com\nDate:\t02/23/2026 04:05 PM\nSubject:\tmy data\n\n{ASKS}"
    ),
    "answered instead of passed on": (
        f"please handle\n\nOn Mon, Feb 23, 2026 at 4:05 PM Lin Okafor\n<lin@example.net> wrote:\n\n> {ASKS}"
    ),
    "answered on a telephone": (f"please handle\n\n> On Feb 23, 2026, at 4:05 PM, {LIN} wrote:\n> \n> {ASKS}"),
    "answered in a language that is not known here": (
        f"please handle\n\nma 23.2.2026 klo 16.05 {LIN} kirjoitti:\n> {ASKS}"
    ),
    "passed on by two colleagues": (
        "pls see\n\nFrom: Bo <bo@example.com>\nSent: Tuesday, February 24, 2026 8:00 AM\nTo: Sam <sam@example.com>\n"
        f"Subject: FW: my data\n\nhandle\n\nFrom: {LIN}\nSent: {ENGLISH_DAY} 4:05 PM\n"
        f"To: Store 22 <store22@example.com>\nSubject: my data\n\n{ASKS}"
    ),
}
PAGES: dict[str, str] = {
    "Outlook": (
        "<p>fyi</p><hr><div><b>From:</b> Lin Okafor &lt;lin@example.net&gt;<br><b>Sent:</b> Monday, February 23, 2026 "
        "4:05 PM<br><b>To:</b> Store 22 &lt;store22@example.com&gt;<br><b>Subject:</b> my data</div>"
    ),
    "Thunderbird": (
        "<div>-------- Forwarded Message --------<table><tr><th>Subject: </th><td>my data</td></tr><tr><th>Date: </th>"
        "<td>Mon, 23 Feb 2026 16:05:11 -0800</td></tr><tr><th>From: </th><td>Lin Okafor "
        "&lt;lin@example.net&gt;</td></tr>"
        "<tr><th>To: </th><td>info@example.com</td></tr></table></div>"
    ),
    "Gmail": (
        '<div>---------- Forwarded message ---------<br>From: <strong class="gmail_sendername">Lin Okafor</strong> '
        '<span>&lt;<a href="mailto:lin@example.net">lin@example.net</a>&gt;</span><br>Date: Mon, Feb 23, '
        "2026 at 4:05 PM"
        '<br>Subject: my data<br>To: &lt;<a href="mailto:info@example.com">info@example.com</a>&gt;<br></div>'
    ),
}
