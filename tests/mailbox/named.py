"""What is written where the law is named by those who only mention it, or who thank."""

NAMED_ONLY = (
    (
        "Invoice 4711\nAmount due: $48.20\nPlease pay by March 31.\n\nYour California Privacy Rights (Shine "
        "the Light): California residents may request information about disclosures to third parties. See "
        "example.org/privacy."
    ),
    (
        "Your order has shipped! Tracking number 1Z999.\nQuestions? Reply to this mail.\nShine the Light | "
        "Privacy | Terms"
    ),
    (
        "Hello Ana, your order #4711 is out for delivery.\nCalifornia Civil Code Section 1798.83 permits "
        "customers who are California residents to request certain information regarding our disclosure of "
        "personal information to third parties for their direct marketing purposes. To make such a request, "
        "please write to privacy@shop.example."
    ),
    (
        "Receipt for your purchase. Total $12. California Shine the Light law: users who are residents of "
        "California may request the categories of personal information shared and the names and addresses of "
        "the third parties."
    ),
    ("Attached is invoice 88 for paper. Please remit to the address below.\nShine the Light notice: example.org/ca"),
    (
        "Factura 210. Total a pagar: $300.\nLey Shine the Light: los residentes de California pueden solicitar "
        "la lista de terceros. Vea nuestro aviso de privacidad."
    ),
    ("Su pedido ha sido enviado. Numero de rastreo 55.\nCodigo Civil 1798.83: los clientes pueden pedir información."),
    ("I am writing a paper on Civil Code 1798.83 and collect how firms answer. This is not a request for data."),
    ("We are conducting a study of Shine the Light pages. Would you fill in our survey? This is not a request."),
    (
        "As a law student I research the Shine the Light law. How many requests do you get in a year? I'm not "
        "asking for any personal data."
    ),
    (
        "Dear Sir or Madam, please tell us how many 1798.83 requests you received in 2025. We are researchers "
        "at UC Davis working on a report on privacy law."
    ),
    "Soy estudiante y escribo una tesis sobre la ley Shine the Light. Esto no es una solicitud de datos.",
    ("Estamos haciendo un estudio sobre el Código Civil 1798.83. ¿Cuántas solicitudes recibieron? No solicito datos."),
    "Thank you for answering my Shine the Light request.",
    "Thanks so much for your quick answer to my 1798.83 request! Have a great week. Ana",
    (
        "I received the Shine the Light disclosure. Thank you for sending it so fast. Could you tell me when "
        "your Fresno store opens?"
    ),
    "Many thanks for handling my Shine the Light request so kindly.",
    "Gracias por contestar mi solicitud Shine the Light.",
    "Muchas gracias por responder a mi solicitud bajo el Código Civil 1798.83. Que tengan buen día.",
    ("I am applying for the privacy analyst position. At my last job I handled every Shine the Light request."),
    (
        "Dear hiring team, please find my resume attached. I processed CCPA and 1798.83 requests for five "
        "years and would like to join your team."
    ),
    "My experience includes Civil Code 1798.83 compliance. I would like to apply for the open position.",
    "Solicito el puesto de analista de privacidad. Tengo experiencia con solicitudes Shine the Light.",
    "Adjunto mi currículum para la vacante. Atendí solicitudes de la ley Shine the Light por tres años.",
    "I loved the song Shine the Light at your store today!",
    ("There was an article about Shine the Light in the Bee this morning, and your shop was in it. Nice picture."),
    "Congratulations on your new Shine the Light page, it reads well.",
    "Note that Civil Code 1798.83 was amended in 2005.",
    "FYI: SB 27 training for the new colleagues is on Friday.",
    (
        "Your package is on its way. Estimated delivery: Friday.\n\nYour California Privacy Rights\nUnder "
        'California\'s "Shine the Light" law, California residents who provide personal information in '
        "obtaining products or services are entitled to request and obtain from us once a calendar year "
        "information about the customer information we shared. To obtain this information, email us at "
        'privacy@x.example with "Request for California privacy information" in the subject line.'
    ),
    ("Payment received - thank you!\nReceipt #9921\n© 2026 Paper Co. Shine the Light disclosures: paper.example/ca"),
    (
        "Dear customer,\nPlease find attached our invoice no. 77 for February. Payment due within 30 days.\n"
        "Kind regards\nPaper Co.\n-- \nPaper Co. | Civil Code 1798.83 notice at paper.example"
    ),
    (
        "Dear customer,\nPlease find attached our invoice no. 77 for February. Payment due within 30 days.\n"
        "Kind regards\nPaper Co.\nCivil Code 1798.83 notice at paper.example"
    ),
    (
        "We're studying how companies comply with California's Shine the Light law (Civ. Code 1798.83). This "
        "is not a request for data. Could you tell us how many requests you handled last year?"
    ),
    (
        "I'm a PhD candidate. Could you please send me your policy on Shine the Light requests? This is not a "
        "request for data."
    ),
    (
        "Please note that this message is not a request under Civil Code 1798.83. I just wondered who designed "
        "your privacy page."
    ),
    "Thank you for answering my Shine the Light request. I have what I needed.",
    "Thank you for your response to my Shine the Light request",
    "Got your Shine the Light letter, thanks!",
    "I appreciate your reply to my 1798.83 request. It was very helpful.",
    "Le agradezco su respuesta a mi solicitud Shine the Light.",
    "Recibí la información de Shine the Light. Gracias.",
    (
        "Hi, I saw your opening for a privacy counsel. I have handled Shine the Light and CCPA requests. "
        "Please let me know whether the position is still open. My resume is attached."
    ),
    (
        "Applying for: Privacy Specialist\n\nI led a team that answered over 400 Civil Code 1798.83 requests. "
        "I look forward to hearing from you."
    ),
    "I want to work for you. I know 1798.83 well.",
    "Me interesa el empleo de asistente legal. Conozco bien la ley Shine the Light. Espero su respuesta.",
    "My daughter's choir sings Shine the Light on Sunday, please come!",
    "Did you know about the Shine the Light law?",
    "What is the Shine the Light law?",
    "Are you subject to Civil Code 1798.83?",
    "¿Qué es la ley Shine the Light?",
    "Do you have a Shine the Light page?",
    "Meeting notes: SB 27, budget, holiday party.",
    "Please update your Shine the Light page, the link is broken.",
    "I read your Shine the Light disclosure and have no further questions.",
    "My friend told me about Shine the Light. Do you sell gift cards?",
    "Refund please. Order 55. PS your footer says Shine the Light, cute.",
    "Re: Shine the Light request\nThank you, I got everything I needed. Best, Ana",
    "Re: my Shine the Light request\nGot it, thanks!",
    "Thanks\nThank you for answering my Shine the Light request. Regards, Ana Ruiz",
    (
        "Thank you!\nHi, just wanted to say thank you for answering my Shine the Light request so quickly. You "
        "can close the case."
    ),
    (
        "Your invoice from Valley Print\nHi,\n\nInvoice INV-2044 for $310.00 is attached. Please pay within 15 "
        "days.\n\nValley Print Co.\nPrivacy: California residents, see our Shine the Light disclosure at "
        "valleyprint.example/privacy.\n"
    ),
    (
        "Shipping confirmation\nYour order 8812 shipped today via UPS. Track it: https://ups.example/1Z\n\n"
        "---\nYour California Privacy Rights / Shine the Light: https://shop.example/ca\nDo not reply to this "
        "email."
    ),
    (
        "Order #5522 confirmed\nThank you for your purchase!\nItems: 2 x mugs\nTotal: $31.80\n\nCalifornia "
        '"Shine the Light" law: Civil Code Section 1798.83 lets our customers request information about '
        "disclosures. Contact privacy@mugs.example."
    ),
    (
        "Research question\nDear Privacy Officer,\nI am a graduate student at UCLA. For my dissertation I am "
        "looking at how retailers comply with Civil Code 1798.83. Could you tell me how many requests you "
        "receive each year? This is not a request for data about me.\nMany thanks, Jo"
    ),
    (
        "Survey on California privacy compliance\nWe would appreciate it if you completed our survey about "
        "Shine the Light compliance. This is not a request under the law."
    ),
    (
        "Question for an article\nI'm a reporter with the Sacramento Bee writing about Shine the Light. Do you "
        "have a comment?"
    ),
    (
        "Privacy analyst position\nDear hiring manager,\n\nI am writing to apply for the Privacy Analyst "
        "position. In my current role I respond to consumer requests under the CCPA and Shine the Light (Civ. "
        "Code 1798.83). I would welcome the chance to discuss my qualifications.\n\nSincerely,\nKim Lee"
    ),
    (
        "Solicitud de empleo\nBuenas tardes, me interesa trabajar con ustedes. Tengo experiencia en responder "
        "solicitudes del Código Civil 1798.83. Adjunto mi CV. Saludos"
    ),
    (
        "Job inquiry\nHello, are you hiring? I have worked with Shine the Light requests for years. I would "
        "like to send you my resume."
    ),
    "Gracias\nMil gracias por responder mi solicitud Shine the Light tan rápido.",
    "Muchísimas gracias por haber contestado mi solicitud Shine the Light",
    "Estimados: recibí su respuesta a mi solicitud bajo la sección 1798.83. Gracias por todo.",
    (
        "Pregunta de investigación\nSomos estudiantes de derecho y hacemos una encuesta sobre la ley Shine the "
        "Light. Esto no es una solicitud."
    ),
    (
        "Su factura 991\nAdjuntamos la factura 991. Favor de pagar antes del 30 de marzo.\n\nDerechos de "
        "privacidad en California (Shine the Light): tienda.example/ca"
    ),
    "Webinar recap\nHere is the recording from yesterday's session on SB 27 and CPRA.",
    (
        "FW: law update\nFYI - new case on Civil Code 1798.83 out of the Ninth Circuit. Thought you'd find it "
        "interesting."
    ),
    "Catering\nOur band Shine the Light is available for your holiday party. Please let us know!",
    "Hi\nPlease see the Shine the Light statement on our own site for reference when you write yours.",
    "Meeting\nCan you send me the agenda for the Shine the Light training?",
    "q\nThis is not a request for data. I'm just asking how you built your Shine the Light page.",
    "q\nOur company receives Shine the Light requests too. How do you handle them? Let's compare notes.",
    "Your receipt\nThanks for your donation of $25.\nShine the Light Foundation",
    "Delivery update\nYour package from Shine the Light Candles arrives tomorrow.",
    ("Your statement is ready\nLog in to view your statement.\nCalifornia residents: see our Shine the Light notice."),
    (
        "Privacy policy update\nWe have updated our privacy policy. California residents have rights under the "
        "CCPA and Civil Code 1798.83."
    ),
    "Vacante\nEstimado equipo: me postulo al puesto. He contestado solicitudes de la ley Shine the Light.",
    "hola\nMuchas gracias por su respuesta sobre la ley Shine the Light, me sirvió mucho.",
)
"""A person decides; nobody is told that a request of theirs has come in."""
