# The register of processing in words; the codes are those of the register.

category-identity = Identity
category-identity-about = Surname, given names, date of birth, nationality or nationalities, sex.
category-travel-document = Travel document
category-travel-document-about = Type, number, issuing State and last day of validity.
category-search-keys = Search keys
category-search-keys-about = Keyed fingerprints of names and numbers, by which a file is found; the names and numbers cannot be read from them.
category-file-administration = Administration of the file
category-file-administration-about = Reference number, responsible State and office, time of creation and of the last change.
category-entry-exit = Entries and exits
category-entry-exit-about = Date, time and border crossing point of each entry and exit, the authority of the entry, the end of the authorised stay.
category-family-status = Family status
category-family-status-about = That a person is a family member with a right of free movement and without residence card.
category-visa = Visa
category-visa-about = Number of the sticker, issuing State, type, last day, entries and days of stay.
category-refusal = Refusals of entry
category-refusal-about = Date, time, border crossing point, authority and reasons.
category-log = Log of operations
category-log-about = Who did what, when, for what purpose and on what legal basis.
category-log-query = Data used for searches
category-log-query-about = What a search was made with, sealed in the log.
category-session = Sessions of staff
category-session-about = Who is signed in, as long as the session lasts.
use-border-entry = checks at entry
use-border-exit = checks at exit
use-territory-check = checks within the territory
use-amendment = updating and correcting files
use-monitoring = data-protection monitoring
body-border = border authorities
body-immigration = immigration authorities
body-supervisory = national supervisory authorities
body-data-protection-supervisor = the European Data Protection Supervisor
body-other = another authority
event-last-exit-or-refusal = the last exit or refusal of entry
event-exit-of-the-record = the exit
event-refusal = the refusal
event-erasure-of-the-data-concerned = the erasure of the data concerned
event-sign-in = signing in
retention-years = { $years ->
    [one] { $years } year
   *[other] { $years } years
 } from { $event } ({ $basis })
retention-years-days = { $years ->
    [one] { $years } year
   *[other] { $years } years
 } and { $days ->
    [one] { $days } day
   *[other] { $days } days
 } from { $event } ({ $basis })
retention-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
 } from { $event } ({ $basis })
retention-until = until { $event } ({ $basis })
