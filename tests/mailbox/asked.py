"""Sentences that people write: those that clearly ask, those that stay vague, and those that sell or study."""

ASKED = (
    "1. Which categories of my personal information did you disclose?\n2. To which third parties, for their marketing?",
    "You sent me a coupon, 20% off and free shipping. Which companies did you sell my address to?",
    "Who gave the driver my address?",
    "who gave your delivery driver my phone number???",
    "Who sold my address to the delivery company?",
    "As a California resident I request (1) the categories and (2) names and addresses of third parties.",
    "Please send the names and addresses of all third parties to which you disclosed personal information.",
    "Which companies did you give my details to for advertising?",
    "Please tell me the names of the businesses you sold my contact information to last year.",
    "I'd like to know who has bought my name and address from you.",
    "Can you send me a list of everyone you have shared my personal information with?",
    "To whom have you disclosed my personal data in the past year?",
    "What third parties have you given my email to for their marketing?",
    (
        "Since I ordered from you I get catalogs from companies I never heard of. Where did they get my address? "
        "Did you sell it to them?"
    ),
    "Do you sell my information? If so, to which companies?",
    "Have you sold or rented my mailing address to anyone? Please let me know who.",
    (
        "Please disclose what categories of personal information you shared with third parties for their direct "
        "marketing, and their names."
    ),
    "I want a list of all third parties that received my data from you.",
    "How did Acme Wine Club get my address? I only gave it to you. I want to know every company you passed it to.",
    (
        "Kindly provide an accounting of the disclosures of my personal information to other companies for "
        "marketing purposes."
    ),
    "who all has my info because of you?? tell me what companies u sold my info to",
    "My information was shared with marketers. Please identify them.",
    (
        "I'm requesting the information you must give California customers about sharing their personal "
        "information with third parties for direct marketing."
    ),
    "I am making a request for my California privacy rights disclosure of third parties you share my information with.",
    "Request: information-sharing disclosure. Please send me your information-sharing disclosure for last year.",
    "Tell me which partners and advertisers got my phone number from your store.",
    "Was my data sold? To whom?",
    "Could you let me know whether my name and address were given to other companies, and which ones?",
    "what outside companies do you share our family's information with? we are customers since 2019",
    "Please stop giving my info to other companies and tell me which ones have it.",
    (
        "Hello, I bought a jacket in your store in May. Now I get junk mail from five firms with the same "
        "misspelling of my name that you used. Who did you pass it on to?"
    ),
    (
        "Under California law I have the right to know which third parties you gave my personal information "
        "to for direct marketing. Please comply."
    ),
    (
        "As a California resident, I hereby request information regarding the disclosure of my personal "
        "information to third parties for their direct marketing purposes."
    ),
    "Can I get a list of the companies you share my data with?",
    "I want a copy of the info you have to give Californians once a year about who gets our data",
    "Hi! Which advertisers have my email?",
    "I'd like the third party disclosure list please, for my account.",
    "SB 27 request: please send me the required disclosure.",
    "Who gave you my cell number, and who else did you give it to?",
    "Please delete my data and tell me first who you gave it to.",
    "I withdraw my consent to you sharing my data. Tell me which companies have already received it.",
    "Section 1798.83 notice please",
    "civil code 1798 83 request",
    "California Civil Code §§ 1798.83-1798.84 request. Ana Ruiz",
    "Cal Civ Code 1798.83(a) demand",
    (
        "Please provide me with the names of all companies to which you disclosed personal information about "
        "me during 2025."
    ),
    "To who did you give away my cell number? I'm getting texts from strangers.",
    "Have you ever shared my purchase history with anyone else? If yes, name them.",
    "My wife and I want to know who you sold our names to.",
    "Is my personal information being shared with advertisers? Which ones?",
    "List all third parties with whom you've shared my personal info.",
    (
        "Under your privacy policy I can ask once a year which third parties received my information for "
        "direct marketing. I am asking."
    ),
    "Where did you sell my info?",
    "Please confirm if you disclosed my data to other businesses last year, and name those businesses.",
    "Please opt me out of sharing and also tell me who you already shared my info with.",
    "You sold my data and I am furious. I want to know to whom.",
    "I think you sold my email. Who bought it?",
    "You have no right to share my data. Give me the names of everybody you shared it with.",
    "I've started getting spam to an address I only use with you (ana+shop@example.org). Who did you share it with?",
    "I demand to know the identity of each business my information went to.",
    "Where did my personal information go? Which companies has it been shared with?",
    "Please tell me everyone that's been given access to my name, address, and phone for marketing.",
)
ASKED_IN_SPANISH = (
    "¿Quién les dio mi celular? Desde que compré con ustedes me llaman vendedores.",
    "¿Quién le dio mi dirección al repartidor?",
    "¿Quién le dio al repartidor mi dirección?",
    "Solicito las categorías de información personal divulgadas y los nombres de los terceros que la recibieron.",
    "¿Con qué empresas compartieron mi información personal el año pasado?",
    "¿A qué compañías les vendieron mis datos?",
    "Quisiera saber quién recibió mi dirección y mi correo electrónico de parte de ustedes.",
    (
        "Por favor envíenme una lista de los terceros a quienes ustedes divulgaron mis datos personales para "
        "fines de mercadeo directo."
    ),
    "Solicito la lista de las empresas que recibieron mi información personal para publicidad.",
    "¿Han compartido mi número de teléfono con otras compañías? Díganme cuáles.",
    "¿Ustedes venden mi información? ¿A quién se la venden?",
    "Bajo la ley de California Shine the Light, pido los nombres de los terceros.",
    "Necesito que me digan a quiénes les han dado mi correo para mandarme anuncios. Soy cliente en California.",
    "Díganme con quién han compartido mis datos.",
    "Buenos días. Compré en su tienda y ahora recibo publicidad de otras compañías. ¿A quiénes les pasaron mis datos?",
    "Quiero saber si ustedes vendieron mi información y a quién.",
    "Según el Código Civil de California 1798.83 solicito la divulgación.",
    "Exijo la lista de compañías con las que comparten mi nombre y dirección.",
    "Me gustaria saber a que empresas les han dado mi telefono.",
    "¿Por qué recibo correos de otras empresas? ¿Ustedes les dieron mi correo?",
    "¿Me pueden decir qué empresas tienen mis datos por culpa de ustedes?",
    "Vendieron mi información sin permiso. Quiero los nombres de esas empresas.",
    "solicito saber con quien compartieron mi direccion",
    "Ustedes tienen mi dirección. Díganme a quién se la vendieron.",
    "Borren mis datos y díganme a qué empresas se los pasaron.",
)
VAGUE = (
    "Here is my new address; who do I give it to?",
    "Who did you send it to? My name is on the receipt.",
    "Please change my address and tell your delivery partners about it.",
    "Mi paquete no llegó a mi dirección, ¿a quién se lo dieron?",
    "Cambié mi dirección, ¿a quién se la mando?",
    "Does the driver have my address?",
    "Please give the driver my address.",
    "Which driver has my parcel? My address is 5 Elm St.",
    "Under the CCPA I request the categories of information you collected and the categories of third parties.",
    "I have a question about my privacy. Please call me.",
    "What is your privacy policy? I live in California.",
    "Do you share data with third parties?",
    "I am concerned about my personal information.",
    "Please send me information about your privacy practices.",
    "Please update my address. Who do I contact for that?",
    "Which companies make the jackets you sell? My information desk closes at 5.",
    "Who has my package? You gave it to a carrier with my address.",
    "Can you give me the name of the person who shared my review on your page?",
    "Someone used my data to open an account with you. Who did this?",
    "Please send me a copy of all data you have about me.",
    "Tengo una pregunta sobre mi privacidad.",
    "¿Dónde está mi pedido? Les di mi dirección.",
    "I gave you my address twice. Which company delivers your orders?",
    "Who do I contact to change my name and address?",
    "Could you tell me who has my order and whether they have my address?",
    "Do you have my email on file? I can't log in.",
    "Please provide me with your mailing address and the name of the person who handles complaints.",
    "Did you get my email about the refund? Which companies do you ship with?",
    "You shared my photo on Instagram without my permission. Please take it down.",
    "I never received my order. You have my information. Please respond.",
    "Someone got my card number after I shopped with you. Was there a data breach? Was my data stolen?",
    "Please tell me who sent me this email, my name is on it.",
    (
        "Has my application been received? I sent my details to your HR team. Which company handles your "
        "background checks?"
    ),
    "What information do you have about me?",
    "Hi, I'd like to share my details with you about a business opportunity with companies like ours.",
    "Do you sell my size in blue? My name is Ana.",
    "My phone number is 555-0100. Can you give it to the manager?",
    "¿Quién tiene mi paquete? Les compré un vestido y mi dirección es correcta.",
    "¿Recibieron mi correo? ¿Qué empresas hacen sus envíos?",
    "Hi, I ordered two shirts. Can you tell me which company will deliver? Please use my work address.",
    "Please provide my receipt to the third party who has my power of attorney.",
    "Would you share my review with your team? My name can be used.",
    "I have not received my refund. What business has my money? Please provide details.",
    "Please send the names of stores in my area that have my shoe size. My number is 559-555-0100.",
    "Do any companies near Fresno sell the same jacket? Please tell me their names and my data point is size M.",
    "Who gave you my email? I never signed up. Remove me.",
    "How did you get my address?",
    "Please forward my details to the person who handles returns.",
    "Can I have the name of the manager? I gave my information to two people and no one called.",
    "Please stop sharing my information with third parties.",
    "I do not want you to sell my data to anyone.",
    "You sold my data and I am furious.",
    "I think someone has been given my account number by mistake. Please secure my account.",
    "Please transfer my points to my wife's account; her information is attached.",
    "I'm a reporter with the Bee. Do you sell customer data to third parties?",
    "Did my package get passed to another carrier? Tracking shows my address wrong.",
    "We have received your application and shared your details with the hiring manager. Regards, HR",
    "Please update my contact information: my name is Ana Ruiz and my address is 12 Oak St.",
    "What is your data retention policy? Who has access to my data at your company?",
    "Is my information safe with you?",
    "What personal information do you share with third parties, according to your privacy policy?",
    "Please opt me out of sharing my information with third parties for marketing purposes.",
    "Can you please make sure my name and address are not sold to other companies?",
    "Please do not give my name to others. Which store is open on Sunday?",
    "¿Pueden cambiar mi dirección? Me mudé.",
    "Quiero saber quién me atendió, mi nombre es Ana Ruiz.",
    "No compartan mis datos con otras empresas.",
    "Por favor envíen el paquete a mi dirección; las empresas de envío tienen mi teléfono.",
)
TOLD_BY_SHOPS = (
    "Spring sale! 30% off all boots. California residents: Your Privacy Rights. Unsubscribe.",
    "New arrivals, free shipping! See how we use personal information in our privacy policy.",
)
PARTNERS = (
    (
        "Our audit team needs your SOC 2 report and a list of the third parties (sub-processors) with which you share "
        "our data."
    ),
    "Our security review asks: which third parties have you shared our client data with?",
    (
        "As part of our vendor due diligence, please complete the attached privacy questionnaire. It names Civil Code "
        "1798.83: please provide the names of all third parties that got our information."
    ),
    "Adjuntamos el cuestionario de seguridad para proveedores: ¿a qué empresas entregan nuestros datos?",
)
"""A business asks its supplier what becomes of the data that it entrusts to it."""
STILL_A_PERSON = (
    "You did a vendor assessment, I read. Which vendors got my name and address from you?",
    "Under Civil Code 1798.83: which third parties got our information? Your SOC 2 report does not say.",
)
SOLD = (
    (
        "Hi there, is your privacy team ready for Shine the Light (Civil Code 1798.83)? We help companies like "
        "yours answer such requests within 30 days. Do you have 15 minutes for a quick call this week?"
    ),
    (
        "Our CCPA and 1798.83 compliance service starts at $499/month. Reply to this email to learn more. Best, "
        "Chad, Account Executive, PrivacyPros"
    ),
    (
        "Join our free webinar: California privacy law update, including Civil Code 1798.83 and CPRA regulations."
        " Register now!"
    ),
    (
        "This month in privacy: courts on Civil Code 1798.83, AG enforcement, and more. Read more: "
        "https://law.example. You received this email because you subscribed. Unsubscribe."
    ),
    (
        "I noticed your website lacks a Your California Privacy Rights link as required by Civil Code 1798.83. We"
        " audit websites for compliance. Interested in a free audit?"
    ),
    "Buy targeted B2B lists! Names and addresses of companies that shared their details. 50,000 contacts for $99.",
    (
        "We would like to partner with you. We provide data privacy request automation software. Can I send you a"
        " brochure?"
    ),
    (
        "Hello, I wanted to follow up on my last email about our privacy request software, which tracks who you "
        "shared customer data with. Are you the right person to talk to?"
    ),
    (
        "I am a student at UC Davis writing a paper about the Shine the Light law, Civil Code 1798.83. How many "
        "requests does your company get?"
    ),
    (
        "We are pleased to announce our updated privacy policy. We list the third parties with whom we share your"
        " personal information. No action is needed."
    ),
    (
        "Dear Sir or Madam, are you receiving requests under Civil Code 1798.83? Our law firm defends "
        "retailers in such cases. Let us talk."
    ),
    "I can sell you a list of people who asked other stores about Civil Code 1798.83. Price on request.",
    (
        "We found that your site violates California Civil Code section 1798.83. Our experts can fix it. "
        "Contact us for a quote."
    ),
    (
        "Subject: Data removal partnership. We represent 2 million users and integrate via API with brands "
        "for deletion requests. Book a slot on my calendar."
    ),
    "Congratulations! You have won. Send your personal information to claim.",
    "Security alert: someone shared your password. Click here to verify your information.",
    (
        "Hi, quick question: who handles privacy requests like Shine the Light at your company? I'd love to "
        "show you how we automate them."
    ),
    (
        "Hi, I'm Kelly from DataGuard. California businesses must answer requests about who got their "
        "customers' information. Would you be open to a conversation next week? Best, Kelly"
    ),
    (
        "Meet the tool that tells customers which companies you shared my data with, in one click! See "
        "pricing at https://x.example"
    ),
    "Is Example Outfitters ready for Civil Code 1798.83 requests? Download our guide today.",
    "Invitation: roundtable on Shine the Light enforcement. RSVP by Friday.",
    "Invoice 4711 for privacy compliance services under Civil Code 1798.83 is attached. Please remit payment.",
    "Your subscription to Privacy Weekly: Shine the Light law explained.",
)
