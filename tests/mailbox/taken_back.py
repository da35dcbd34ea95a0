"""What is written by those who take a request back, and by those who still ask, whatever else they say."""

TAKEN_BACK = (
    "I do not want to cancel my order but please cancel my 1798.83 request.",
    "I withdraw my Shine the Light request.",
    "Please disregard my request under Civil Code 1798.83.",
    "Please disregard my earlier Shine the Light request, I found the answer on your page.",
    "I would like to withdraw the request I sent you on Monday under 1798.83. Thank you, Ana Ruiz",
    "Kindly cancel my 1798.83 request.",
    "Never mind my Shine the Light request, I no longer need the list.",
    "My Shine the Light request from last week is hereby withdrawn.",
    "I am withdrawing my request for information under the Shine the Light law.",
    "I no longer want the disclosure under Civil Code 1798.83.",
    "Please do not process my Shine the Light request.",
    "Ignore my previous 1798.83 request, which companies got my data does not matter to me now.",
    "I take back my “Shine the Light” request.",
    "Subject: Withdrawal of my 1798.83 request",
    "Retiro mi solicitud.",
    "Retiro mi solicitud bajo la ley Shine the Light.",
    "Por favor, ignoren mi solicitud anterior del Código Civil 1798.83.",
    "Quiero cancelar mi solicitud Shine the Light.",
    "Desisto de mi solicitud de información según el Código Civil 1798.83.",
    "Ya no necesito la respuesta a mi solicitud 1798.83.",
    "Les pido que hagan caso omiso de mi petición Shine the Light.",
    "I hereby withdraw my request.",
    "I'd like to cancel the request I made under the Shine the Light law.",
    "Please cancel my Shine the Light request and close the file.",
    "Please stop processing my Shine the Light request.",
    "I changed my mind about my Shine the Light request. Please drop it.",
    "Please consider my 1798.83 request withdrawn.",
    "You can close my Shine the Light request, thanks.",
    "I no longer wish to pursue my request under Civil Code section 1798.83.",
    "Please ignore my previous email, I don't need the Shine the Light information anymore.",
    "Request withdrawn: Shine the Light",
    "Withdrawing request - 1798.83",
    "There is no need to answer my Shine the Light request.",
    "Deseo retirar mi solicitud Shine the Light.",
    "Quisiera retirar la solicitud que hice bajo la ley Shine the Light.",
    "Por favor cancelen mi solicitud bajo 1798.83.",
    "Ya no quiero la información que pedí según el Código Civil 1798.83.",
    "Anulen mi petición Shine the Light, por favor.",
    "Retiro la solicitud presentada el lunes (Código Civil 1798.83).",
    "No es necesario que contesten mi solicitud Shine the Light.",
    "Cambié de opinión: olviden mi solicitud Shine the Light.",
    "I sent the Shine the Light request by mistake, please disregard it.",
    "Sorry, wrong company! Please disregard my Shine the Light request.",
    "Mi solicitud Shine the Light fue un error; no la procesen.",
    "Le pido que no dé trámite a mi solicitud 1798.83.",
    "Withdrawal\nPlease withdraw my Shine the Light request of March 2. I no longer need the information.",
    "Re: Shine the Light\nI changed my mind. I don't want this any more, please cancel.",
    "please cancel my shine the light request, thanks",
    "I'd like to withdraw my previous request made pursuant to California Civil Code Section 1798.83.",
    "This is to inform you that I am withdrawing my request of 5 March under Section 1798.83.",
    "I hereby rescind my Shine the Light request",
    "Quiero retirar mi solicitud de Shine the Light que mandé el lunes.",
    "Por favor no sigan con mi solicitud Shine the Light.",
    "Solicito que se cancele mi solicitud del Código Civil 1798.83.",
    "Les escribo para retirar mi petición bajo la ley Shine the Light.",
    "Por medio de la presente retiro mi solicitud con fundamento en el Código Civil 1798.83.",
    "Deseo anular mi solicitud.  Shine the Light.",
    "Dejen sin efecto mi solicitud Shine the Light.",
    "q\nI already withdrew my Shine the Light request, so why did you answer it?",
    "hola\nDisculpen, ya no quiero seguir con mi solicitud Shine the Light.",
    "hola\nPueden cancelar mi solicitud 1798.83, gracias.",
    "hola\nRetiro mi solicitud STL. Ya encontré la respuesta sobre Shine the Light en su página.",
    "hello\nPlease stop my Shine the Light request.",
    "hello\nplease void my 1798.83 request",
    "hello\nI submitted a Shine the Light request yesterday. Please delete that request.",
    "hello\nKindly treat my Shine the Light request as withdrawn.",
    "hello\nPlease withdraw the attached Shine the Light request.",
    "hello\nI want to take back my request for the Shine the Light list.",
)
"""Whoever takes a request back makes no new one."""
STILL_ASKED = (
    "I do not want to withdraw my request of last month. I still want to know which companies got my address from you.",
    "I never asked you to cancel my request under 1798.83. Please answer it.",
    "I am not withdrawing my Shine the Light request. When do I get the list?",
    "No quiero retirar mi solicitud 1798.83, quiero que la contesten.",
    "Please do not ignore my request under 1798.83.",
    "You ignored my Shine the Light request of last year, so I make it again.",
    "Don't disregard this request. Civil Code 1798.83: who got my data?",
    "I never withdrew my request under 1798.83. Please answer it.",
    "I want to cancel my account, and I request the disclosure under 1798.83.",
    "I withdraw my consent to sharing. Under 1798.83, tell me who got my name.",
    "Please cancel my order, and under Shine the Light tell me who got my address.",
    "If you ignore this request under Civil Code 1798.83 I will write to the Attorney General.",
    "Retiro mi consentimiento y solicito la lista de terceros según el Código Civil 1798.83.",
    "No ignoren mi solicitud bajo la ley Shine the Light.",
    "Thank you in advance for answering my Shine the Light request.",
    "This is my Shine the Light request. Thank you for your time.",
    (
        "Thank you for your answer to my Shine the Light request of 2024. Now please tell me which companies "
        "got my data in 2025."
    ),
    "Gracias de antemano por atender mi solicitud Shine the Light.",
    "This is not a CCPA request. It is a request under Civil Code 1798.83.",
    "This is not a request to delete my data; I ask for the disclosure under 1798.83.",
    "Please note this is a Shine the Light request, not a request under the CCPA.",
    "Esto no es una solicitud bajo la CCPA: es una solicitud según el Código Civil 1798.83.",
    (
        "California Civil Code Section 1798.83 permits customers to request certain information about "
        "disclosures of personal information to third parties. Please send me this information."
    ),
    (
        "California residents may request a list of third parties under Shine the Light. I am a resident and "
        "hereby request it."
    ),
    "Your privacy policy says that California residents may make a Shine the Light request. This is mine.",
    "Civil Code 1798.83 requires businesses to answer within 30 days. I look forward to your answer.",
    "I am a student at Chico State and your customer. Who did you sell my name to? Civil Code 1798.83.",
    "My order number is 4711. Under 1798.83, please send the list of third parties.",
    "I ordered from you in May (invoice 77). This is a request under the Shine the Light law.",
    "Re: invoice 4711. Under Civil Code 1798.83, which companies received my information?",
    "Shine the Light",
    "Subject: Civil Code 1798.83\n\nAna Ruiz, 5 Elm St, Fresno, CA 93701",
    (
        "Re: Shine the Light\n\nI am your customer and live in Fresno. I look forward to your answer within 30 "
        "days.\n\nAna"
    ),
    "1798.83 disclosure please",
    "Shine the Light request for Ana Ruiz",
    "Solicitud Shine the Light. Ana Ruiz, Fresno",
    "Petición según el Código Civil de California, sección 1798.83",
    "Following up: you have not answered my 1798.83 request.",
    "No me han contestado mi solicitud 1798.83.",
    "Our client requests the disclosure of Civil Code 1798.83.",
    "I would like to exercise my rights under the California Shine the Light law.",
    "I'd like to make a Shine the Light request",
    "Can you send me my Shine the Light disclosure?",
    "How do I get my Shine the Light report? Please send it to me.",
    "Quisiera ejercer mis derechos bajo la ley Shine the Light.",
    "¿Me pueden mandar la lista que exige el Código Civil 1798.83?",
    (
        "Hi, I'm a customer in Sacramento. Under California's Shine the Light law I'd like a list of who you "
        "shared my info with. Cheers, Bo"
    ),
    "SHINE THE LIGHT REQUEST\nMary Poe\n12 Elm\nFresno CA 93701",
    "Attn: privacy. Civil Code 1798.83. Please respond. Mary Poe",
    "Please treat this email as a request under 1798.83.",
    "Per California Civil Code Section 1798.83 I am requesting my annual disclosure",
    "I'd like my Shine the Light info please, thanks, Joe",
    "shine the light - who has my info",
    "Shine the Light info for Joe Doe, 1 A St, Chico CA 95926 please",
    "Hello. I shop with you. Send the Shine the Light disclosure. Pat",
    "Civil Code 1798.83 gives me the right to know who got my data. I am exercising it.",
    "According to 1798.83 you must tell me what you shared. Do it.",
    "I am a lawyer and I write for Ms. Poe, who requests disclosure under Civ. Code 1798.83",
    "Second request: Shine the Light. No answer to my first one.",
    "I sent a Shine the Light request on January 5 and have had no reply. Please answer.",
    "Mando esta carta para pedir la información de la ley Shine the Light.",
    "Conforme al Código Civil 1798.83, díganme con qué empresas compartieron mis datos.",
    "Hago esta petición bajo la ley Shine the Light de California.",
    "Necesito el informe Shine the Light. Soy Ana Ruiz de Fresno.",
    "Presento una solicitud según la sección 1798.83 del Código Civil.",
    "Por medio de la presente solicito la divulgación 1798.83",
    "Under Shine the Light, what info of mine do you share?",
    "I would appreciate a response to my Shine the Light request, made today: list the third parties.",
    ("As a privacy researcher and a customer of yours I ask under 1798.83: who received my personal information?"),
    "Please find my Shine the Light request attached.",
    "Hi! I want to know about my info. 1798.83. Thanks!",
    "I just bought shoes (order number 88). This is my Shine the Light request.",
    "Please help me with a Shine the Light request",
    "Submit a Shine the Light request for me: Joe Doe",
    "My job application aside, I'm a customer too: under 1798.83 tell me who got my data.",
    (
        "I am hereby requesting, pursuant to Cal. Civ. Code § 1798.83, the following information:\n1. "
        "categories\n2. names and addresses"
    ),
    "Hi, not sure whom to ask. Is this where I send a Shine the Light request? If so, this is one. Ana",
    "Could I get the Shine the Light information for last year?",
    "May I have the 1798.83 list?",
    "Where can I get my 1798.83 disclosure? I'm in Napa.",
    "I cancelled my subscription. Now under Shine the Light I want the names of the companies.",
    "Requesting Shine the Light",
    "Request pursuant to SB 27",
    "Je suis résident de Californie. Selon 1798.83, à qui avez-vous donné mes données ?",
    ("Shine the Light request\nHello, please send me what the law says you must. Thank you for your help. Ana Ruiz"),
    "Shine the Light\nMy name is Ana Ruiz. I live in Fresno. Please respond to this email.",
    "Re: Shine the Light\nI'd like a list of the companies. Thanks, Ana",
    "Request under 1798.83\nAna Ruiz\n12 Oak St\nFresno, CA 93721",
    (
        "privacy question\nhi there i live in bakersfield and im a customer. shine the light says i can find "
        "out who you gave my info to. so who was it? thx"
    ),
    "Data\nI heard about the Shine the Light law. Can you tell me which companies you share with?",
    (
        "Solicitud\nBuenas, soy cliente. Con base en la ley Shine the Light quiero saber con quién "
        "compartieron mis datos. Gracias por su atención."
    ),
    "Información personal\nPor favor mándenme la información de Shine the Light. Gracias, Luz Mora",
    "Shine the Light\nHola, ¿me pueden ayudar con esto? Vivo en Fresno. Luz",
    (
        "CA privacy\nDear Sir or Madam:\n\nI am a California resident and I purchased from you in 2025. "
        "California Civil Code Section 1798.83 entitles me to know what personal information you disclosed to "
        "third parties for direct marketing. Please provide it.\n\nSincerely,\nJo Poe"
    ),
    (
        "Formal notice\nThis letter constitutes a request for information pursuant to California Civil Code "
        "Section 1798.83."
    ),
    (
        "Hello,\nI am writing to request, under California Civil Code section 1798.83, a disclosure of the "
        "categories of personal information\nyou have shared. I look forward to hearing from you within 30 "
        "days.\nThank you for your time and assistance.\nSam"
    ),
    "My info\nSent you a Shine the Light letter in January, nothing came back. Where's my answer?",
    "I am exercising my right under the Shine the Light Act to find out who you sold my information to.",
    "Please consider this my annual request. Shine the Light, Cal. Civ. Code 1798.83. Ana Ruiz",
    "Invoice 4711 question\nWhile we're at it: under Shine the Light, who did you pass my address to?",
    'I got your newsletter. At the bottom it says "Shine the Light". I want that information please. Ana',
    "I want to know what information you have shared about me, per Shine the Light. Do not delete anything.",
    "I do not withdraw my request. I still want the 1798.83 disclosure.",
    "Shine the Light info request for my household\nWe would like the details. The Ruiz family",
    "Kindly furnish me the details under sec. 1798.83 of the Civil Code.",
    "Attached please find my request under Civil Code 1798.83",
    "My lawyer told me to ask for the Shine the Light disclosure.",
    "I'm a student in Davis and shop with you all the time. Please send me my Shine the Light disclosure.",
    "I'm a job recruiter by trade but this is personal: Shine the Light request please.",
    "Quisiera la lista de empresas, ley 1798.83. Soy estudiante en Davis y clienta suya.",
    "SB 27 REQUEST - JOHN DOE - 1 A ST - CHICO CA 95926",
    (
        "To whom it may concern, re Civil Code 1798.83: I am requesting all third-party disclosures for 2025. "
        "My account number is 5512. My last order number was 4711."
    ),
    (
        "Request\nDear Privacy Officer:\n\nI have been a customer of your company for several years. Pursuant "
        'to the California "Shine the Light" law (California Civil Code Section 1798.83), I am writing to '
        "request that you provide me with information about your disclosure of my personal information to "
        "third parties for the third parties' direct marketing purposes during the preceding calendar year.\n\n"
        "Specifically, please provide:\n1. A list of the categories of personal information disclosed; and\n2. "
        "The names and addresses of all third parties.\n\nAs you know, the law requires businesses to respond "
        "within 30 days. If you fail to comply, I may be entitled to civil penalties under Section 1798.84.\n\n"
        "Thank you for your prompt attention to this matter.\n\nSincerely,\nAna Ruiz\n12 Oak St\nFresno, CA "
        "93721"
    ),
    ("Shine the Light\nHi team. California resident here. Name: Ana Ruiz. Zip 93721. What do you have to tell me?"),
    ("Cal. Civ. Code 1798.83\nTo the designated contact: I, Ana Ruiz, a California resident, demand disclosure."),
    "1798.83\nplease advise",
    "Civil Code section 1798.83 inquiry\nPlease see subject line. Ana Ruiz, Fresno.",
    (
        "Hi\nMy friend said companies have to tell you who they share data with under Shine the Light if you "
        "ask. So I'm asking!"
    ),
    "data\nI'm not asking for my data, I'm asking who got it. Civil Code 1798.83.",
    "q\nThis is not a complaint. It's a request for information under section 1798.83.",
    "q\nNot a deletion request! Just Shine the Light please.",
    "q\nI know you get many Shine the Light requests. Here is one more: who got my name?",
    "q\nHave you received my Shine the Light request? If not, here it is again: list the third parties.",
    "q\nPlease confirm receipt of this Shine the Light request.",
    "q\nPlease process my request under the Shine the Light law. Do not contact me by phone.",
    (
        "Solicitud de divulgación\nEstimados señores:\n\nDe conformidad con la sección 1798.83 del Código "
        "Civil de California, por este medio solicito que me informen sobre la divulgación de mi información "
        "personal a terceros durante el año anterior.\n\nAgradezco de antemano su pronta respuesta.\n\n"
        "Atentamente,\nLuz Mora"
    ),
    "Ley Shine the Light\nSoy Luz Mora, clienta. Les pido me digan a quién le dieron mi correo. Gracias.",
    "Código Civil 1798.83\nLuz Mora, 3 Mesa Dr, Indio, CA 92201",
    "hola\n¿Cómo puedo obtener la información de Shine the Light? Soy cliente en Fresno.",
    "hola\nQue me manden la lista de la ley 1798.83 porfa. Luz Mora",
    ("hola\nAmparado en la ley Shine the Light exijo saber quién tiene mis datos. Si no contestan los demandaré."),
    "hola\nMe gustaría ejercer mi derecho conforme al Código Civil 1798.83.",
    "Opt out and 1798.83\nStop sending catalogs. Also 1798.83 request. Bo Chen, 4 Pine, Napa, CA 94558",
    (
        "Shine the Light request - attorney\nDear Counsel: This firm represents Ana Ruiz. On her behalf we "
        "hereby request the disclosures mandated by Cal. Civ. Code 1798.83."
    ),
    ("Fwd\nIs this the right address for Civil Code 1798.83 requests? If yes please treat this as mine. Ana Ruiz"),
    "Account 5512\nUnder CA law (1798.83) you gotta tell me who bought my info. So tell me. Jay",
    "Request from your web form\nName: Ana Ruiz\nEmail: ana@example.org\nMessage: Shine the Light",
    "Request from your web form\nName: Ana Ruiz\nTopic: Shine the Light request\nMessage: none",
    "q\nhow do i request my shine the light info",
    (
        "q\nI'd like to learn, under Shine the Light, who bought my address from you after my last order "
        "shipped to the wrong house."
    ),
    "thanks\nThanks for the shoes. Under 1798.83 please tell me who has my info.",
    "privacy\nMy mother, 82, asks under Civil Code 1798.83 who got her address. Bo Ruiz for Eva Ruiz",
    "privacy\nWe at 12 Oak St want our Shine the Light disclosure. The Lees",
)
"""They ask, whatever else they say."""
