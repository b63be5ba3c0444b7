# Words of several pages.

service-name = Entry/Exit System
check-short = Check
check-title = Check a traveller
check-territory-title = Check within the territory

sex-female = Female
sex-male = Male
sex-unspecified = Unspecified
birth-without-day = { $month } { $year }, day unknown
birth-without-month = { $year }, day and month unknown

field-surname = Surname
field-given-names = Given names
field-birth = Date of birth
field-birth-hint = Leave the day or the month empty if the document does not show it.
field-day = Day
field-month = Month
field-year = Year
field-nationality = Nationality
field-sex = Sex
field-document = Travel document
field-document-kind = Type of document
field-document-number = Document number
field-document-issuer = Issuing State or body
field-expiry = Date of expiry
field-expiry-hint = As printed in the document.
document-expired = Expired

start-title = Register of entries and exits
start-what = Border and immigration officers record here when third-country nationals on a short stay enter and leave, and see how many days of authorised stay are left.
start-sign-in = Sign in
start-who-title = Who may sign in
start-who-border = Border authorities: check a person and record an entry, an exit or a refusal of entry.
start-who-immigration = Immigration authorities: check within the territory whether a stay is lawful.
start-who-oversight = Oversight staff: see what was done, by whom and on what legal basis.
start-travellers = If you are travelling yourself, the privacy statement says what is recorded about you and which rights you have.
start-oversight-title = Oversight

problem-not-found = Nothing is here
problem-not-found-text = The page or the file does not exist, or it was erased when its time was up.
problem-no-right = You may not do this
problem-no-right-text = The law does not allow your authority this operation for this purpose. The attempt was logged.
problem-changed = The file has changed
problem-changed-text = Somebody else changed this file while you were working on it. Nothing was recorded.
problem-unavailable = The register cannot be reached
problem-unavailable-text = Nothing was recorded. Use the fall-back procedure of your crossing point until the register answers again.
problem-failed = Something went wrong
problem-failed-text = Nothing was recorded. The fault was reported by itself.
problem-needs-register = This page needs the register
problem-needs-register-text = The register does not answer. Files cannot be shown, and nothing but entries and exits can be recorded: those are checked and kept here as usual.
problem-perhaps-done = It is not known whether this was done
problem-perhaps-done-text = This needs the register, which does not answer. What you sent is not kept here. Once the register answers, look at the file first, then do it again if it is not there.
problem-step-paper = For a refusal of entry fill in the standard form on paper, and have it entered once the register answers.
problem-step-check = Start the check again.
problem-step-wait = Wait a moment and try again.
problem-step-help = If this happens again, call the help desk and give the code below.
problem-step-lead = If you need this for your work, speak to your shift leader.
