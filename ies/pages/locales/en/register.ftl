# What the register of processing says: grounds, recipients, categories, periods.

# Grounds and recipients of the register of processing.
ground-public-task = Task in the public interest, Article 5(1)(a) of Regulation (EU) 2018/1725
ground-legal-obligation = Legal obligation of the controller, Article 5(1)(b) of Regulation (EU) 2018/1725
ground-consent = Consent, Article 5(1)(d) of Regulation (EU) 2018/1725
ground-transfer = To members outside the Union: explicit consent and important reasons of public interest, Article 50(1)(a) and (d) of Regulation (EU) 2018/1725
recipients-nobody = Nobody; the system alone uses it
recipient-oneself = You
recipient-fellow-members = Members of the same Communities
recipient-fellow-members-abroad = Members of the same Communities who work for an international organisation or in a third country
recipient-leads = Leads of the Community
recipient-coordinators = Coordinators of the Commission and of the national contact points
recipient-validators = Those who decide on applications
recipient-user-admins = User administrators
recipient-officers = Those who act for the controller in data protection
recipient-auditors = Authorised staff who examine the log
recipient-system-operators = System operators, in an emergency that two others approved
recipient-supervisor = The European Data Protection Supervisor, on request

# Categories of the register of processing.
category-contact-details = Contact details
category-contact-details-about = First and last name, e-mail address, telephone number, work address, organisation of employment and job title.
category-contact-search-key = Search keys
category-contact-search-key-about = Encrypted keys by which contact details are found without being opened.
category-account = Account
category-account-about = The state of the account, and when it was created, changed and last used.
category-account-identity = Identity at EU Login
category-account-identity-about = The identifier by which EU Login knows you, encrypted.
category-email-change = New e-mail address
category-email-change-about = An address that you want to use and have not yet confirmed.
category-registration = Application
category-registration-about = What you fill in, why you need an account, questions and answers, and the decision.
category-registration-state = State of the application
category-registration-state-about = Where the application stands, since when, and who decided.
category-scan = Scan of the identification page
category-scan-about = A scanned copy of the identification page of your passport.
category-scan-state = State of the scan
category-scan-state-about = Type, size and fingerprint of the file, when it was uploaded and when it was destroyed; nothing of its content.
category-consent = Consents
category-consent-about = To which version of which text you consented, when, and what you withdrew.
category-consent-evidence = Evidence of consent
category-consent-evidence-about = That consent was given and withdrawn, without a name.
category-membership = Memberships
category-membership-about = To which Communities you belong, since when, and what you may do there.
category-membership-message = Messages to a Community
category-membership-message-about = What you write to those who lead a Community when you ask to join it.
category-role-grant = Roles
category-role-grant-about = Which role you have, who proposed and approved it, and until when it lasts.
category-emergency-access = Emergency access
category-emergency-access-about = Who asked for access in an emergency, who approved it, why, and for how long.
category-rights-request = Requests about your data
category-rights-request-about = Which right you exercise, when, and where the request stands.
category-rights-request-content = Contents of such requests
category-rights-request-content-about = What you write, and what you are answered.
category-breach = Personal data breaches
category-breach-about = What happened, what follows from it, and what was done.
category-breach-affected = Persons affected by a breach
category-breach-affected-about = Whose data a breach concerned, and when they were told.
category-exceptional-edit = Changes by an administrator
category-exceptional-edit-about = What an administrator changed in your details, before and after, and why.
category-exceptional-edit-state = Record of such changes
category-exceptional-edit-state-about = That a change was made, when and by whom.
category-mail = Letters to you
category-mail-about = E-mails that are waiting to be sent, encrypted.
category-mail-state = State of letters
category-mail-state-about = When a letter was queued and sent.
category-export = Copies of your data
category-export-about = The file you asked for, encrypted. If you asked by letter, a data protection officer fetches it to send it to you.
category-export-state = State of copies
category-export-state-about = When a copy was asked for, made and deleted.
category-notification-setting = Notification settings
category-notification-setting-about = What you want to be written about, how often, and in which language.
category-api-token = Keys for programs
category-api-token-about = Keys you made so that a program can act for you; only their fingerprints.
category-session = Sessions
category-session-about = That you are signed in, since when and how.
category-log-action = Log of actions
category-log-action-about = What was done in the system, when, by whom and for which purpose.
category-log-technical = Technical log data
category-log-technical-about = IP address and location, browser details and operating system.
category-log-query = Queries of the log
category-log-query-about = What authorised staff looked for in the log.
category-tombstone = Traces of deleted accounts
category-tombstone-about = An identifier that means nobody any more, so that a restored backup does not bring a deleted account back.

# How long a category is kept. The events stand as nouns with their article.
retention-until = From { $start } until { $end }
retention-days = { $count ->
    [one] From { $start } until one day after { $end }
   *[other] From { $start } until { $count } days after { $end }
 }
retention-years = { $count ->
    [one] From { $start } until one year after { $end }
   *[other] From { $start } until { $count } years after { $end }
 }
retention-hours = { $count ->
    [one] From { $start } until one hour after { $end }
   *[other] From { $start } until { $count } hours after { $end }
 }
retention-event-submission-of-the-request = the moment you send the application
retention-event-opening-of-the-account = the opening of the account
retention-event-asking-for-the-new-address = your asking for the new address
retention-event-first-entry-in-the-form = the first entry in the form
retention-event-upload = the upload
retention-event-giving-of-the-consent = the giving of consent
retention-event-erasure-of-the-account = the deletion of the account
retention-event-application-or-invitation = the application or invitation
retention-event-proposal = the proposal
retention-event-asking-for-emergency-access = the asking for emergency access
retention-event-receipt-of-the-request = the receipt of the request
retention-event-entry-in-the-register = the entry in the register
retention-event-the-edit = the change
retention-event-queueing = the queueing
retention-event-asking-for-the-export = your asking for the copy
retention-event-choice = your choice
retention-event-making-of-the-token = the making of the key
retention-event-sign-in = the sign-in
retention-event-the-action = the action
retention-event-the-access = the query
retention-event-end-of-the-request-without-account = the end of an application that led to no account
retention-event-first-attempt-unless-delivered = the first attempt to deliver it, unless it succeeds
retention-event-readiness-of-the-export = the completion of the copy
retention-event-end-of-the-consent = the end of consent
retention-event-end-of-the-membership = the end of the membership
retention-event-decision-on-the-application = the decision on the application
retention-event-end-of-the-emergency-access = the end of emergency access
retention-event-answer-to-the-request = the answer to the request
retention-event-closing-of-the-breach = the closing of the case
retention-event-end-of-the-token = the end of the key
retention-event-decision-or-other-end-of-the-request = the decision on the application, or its other end, when it is deleted automatically
retention-event-end-of-the-role = the end of the role
