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
