# Words that every page needs.

service-name = Information Exchange System

field-first-name = First name
field-last-name = Last name
field-email = E-mail address
field-telephone = Telephone number
field-work-address = Work address
field-organisation = Organisation
field-job-title = Job title

abroad-organisation = International organisation
abroad-country = Outside the Union: { $country }

menu-start = Start
menu-communities = Communities
menu-people = People
menu-account = My account
menu-requests = Requests
menu-users = Users
menu-organisations = Organisations
menu-roles = Roles
menu-cases = Cases
menu-breaches = Breaches
menu-retention = Retention
menu-record = Record of processing
menu-statements = Statements and terms
menu-log = Log
menu-system = System
footer-privacy = Privacy statement ({ $reference })
footer-cookies = Cookies
footer-accessibility = Accessibility
footer-legal = Legal notice and contact

# What is wrong with a field.
error-missing = { $field }: please fill this in.
error-choose = { $field }: please choose.
error-too-long = { $field }: this is too long. At most { $most } characters fit.
error-too-short = { $field }: please give at least { $most } characters.
error-line-break = { $field }: please write it on one line.
error-too-many-lines = { $field }: please use at most { $most } lines.
error-characters = { $field }: it contains a sign that cannot be used. Please type it again.
error-not-in-names = { $field }: it contains a sign that does not belong in a name.
error-no-letter-first = { $field }: please begin with a letter.
error-email = { $field }: please give an address such as name@example.org.
error-email-domain = { $field }: the part after the @ is not a valid domain.
error-email-same = { $field }: this is the present address already.
error-email-not-usable = { $field }: this address cannot be used. Write to the help desk so that it is looked at.
error-telephone-country = { $field }: please begin with the country code, as in +32.
error-telephone = { $field }: please use digits and blanks, as in +32 2 555 01 02.
error-telephone-extension = { $field }: please leave the extension out, or give the full number.
error-date = { $field }: please give a date that exists.
error-dates-reversed = The first day lies after the last.
error-organisation-twice = Please choose an organisation or describe a new one, but not both.
error-consent = Without consent to the processing of your data there can be no account.
error-transfer = Without consent to the transfer there can be no account.
error-understood = Please tick the box to show that you know what follows.
error-scan-missing = Please add the scan of your passport’s identification page.
error-scan-too-large = The file is too large. At most { $most } MB are taken.
error-scan-kind = The file is not a JPEG, PNG or PDF.
error-scan-unreadable = The file cannot be read. Please scan or photograph the page again.
error-scan-extent = The file has more pages or more pixels than an identification page needs. Please send that page alone.
error-scan-active = The file contains more than a picture, such as a form, a program or a password. Please send a plain scan or photo.
error-scan-harmful = The file was found to be harmful and was deleted. Please use another one.
error-other = { $field }: please check this.

# What went wrong as a whole.
problem-not-found = Nothing is here
problem-not-found-text = The page does not exist, or it is not for you.
problem-gone = This is no longer here
problem-gone-text = It was deleted when its time was up.
problem-no-right = You may not do this
problem-no-right-text = Your role does not allow it. Nothing was changed, and the attempt was logged.
problem-changed = It has changed meanwhile
problem-changed-text = Somebody else, or you in another window, changed this while you were working on it. Nothing was overwritten.
problem-too-many = Too many requests
problem-too-many-text = There were more requests in a short time than one person makes. Nothing was changed.
problem-too-large = This is too large
problem-too-large-text = What you sent is larger than the system takes. Nothing was stored.
problem-stale = This form is no longer valid
problem-stale-text = It was open for too long, or it did not come from this site. Nothing was changed.
problem-sign-in = You could not be signed in
problem-sign-in-text = EU Login did not confirm who you are, or the sign-in took too long.
problem-unavailable = The system cannot be reached
problem-unavailable-text = Nothing was changed. The operator is told automatically.
problem-failed = Something went wrong
problem-failed-text = Nothing was changed. The fault was reported automatically.
problem-step-address = Check the address.
problem-step-member = If it belongs to a Community, check whether you are its member.
problem-step-ask = If you need this for your work, ask the lead of the Community or the help desk.
problem-step-again = Open the page again and repeat your change.
problem-step-wait = Wait a moment and try again.
problem-step-smaller = Send a smaller file, for instance a photo with a lower resolution.
problem-step-sign-in = Sign in again.
problem-step-help = If this happens again, write to the help desk and give the code below.
to-consent = Read the texts and decide
to-account-state = Read what is the matter with your account
