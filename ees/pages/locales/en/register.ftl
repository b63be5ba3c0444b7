# The register of processing in words; the codes are those of the register.

category-identity = Identity
category-identity-about = Surname, given names, date of birth, nationality or nationalities, sex.
category-travel-document = Travel document
category-travel-document-about = Type, number, issuing State and last day of validity.
category-search-keys = Search keys
category-search-keys-about = Keyed fingerprints of names and numbers, by which a file is found; the names and numbers cannot be read from them.
category-biometric-mark = Marks of biometric data
category-biometric-mark-about = That a facial image or fingerprints are missing, impossible for a time, not applicable or not to be stored.
category-biometric-ground = Grounds of these marks
category-biometric-ground-about = Why fingerprints are not applicable or impossible, since when, and the officer’s reason.
category-biometric-sample = Facial image and fingerprints
category-biometric-sample-about = The images as they were taken, and what of them is compared by machine; of whoever needs a visa the facial image alone.
category-capture = What was just taken
category-capture-about = Facial image and fingerprints taken at a crossing point, until they are entered.
category-gallery-change = Changes of samples
category-gallery-change-about = Of which file the facial image or fingerprints have changed, so that every search knows it.
category-facilitation-notice = Notifications of facilitation programmes
category-facilitation-notice-about = Which Member State granted access to its programme, which authority entered it and when.
category-facilitation-programme = Facilitation programmes
category-facilitation-programme-about = Which programme, when access was granted, until when, and when it was withdrawn.
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
category-refusal-form = What the standard form says
category-refusal-form-about = Documents that are missing, the threat and the law named, comments, and which register held an alert.
category-overstay-mark = Mark of an expired stay
category-overstay-mark-about = That a stay expired without an exit, when the mark was made, and whether and why an authority lifted it.
category-stay-decision = Decisions on the stay
category-stay-decision-about = Revocation, annulment or extension: what was decided, when, where, by which authority, on what ground, until when.
category-new-sticker = Number of a new visa sticker
category-new-sticker-about = Number and issuing State of the sticker that an extended visa was given.
category-record-history = History of changes
category-record-history-about = Which record was changed, when, by which authority and State, and what was done.
category-record-before = What stood there before
category-record-before-about = The data as they were before each correction, completion or decision, and the reason for it.
category-notice = Notices to Member States
category-notice-about = Which files a notice is about, by their numbers, what happened and when, and which State was told.
category-sent-once = Requests that recorded a passage
category-sent-once-about = The number of the request, and a fingerprint of it made with a secret key, so that what is sent twice is recorded once.
category-log = Log of operations
category-log-about = Who did what, when, for what purpose and on what legal basis.
category-erasure-order = Orders to erase
category-erasure-order-about = What an authority ordered to be erased before its time, why and when, until it is erased.
category-amendment-case = Cases of amendment
category-amendment-case-about = What is to be corrected, completed or erased, which State raised it, which one acts, by when, and how it ended.
category-amendment-words = What was said in a case of amendment
category-amendment-words-about = What the person says or an authority found, and what the answer was.
category-erased-file = Numbers of erased files
category-erased-file-about = The number of a file that was erased, until the lines of the log about it are erased too.
category-monitoring-procedure = Monitoring procedures
category-monitoring-procedure-about = Which file or which office's use of the system an oversight body looks into, under which number, why, and since when.
category-log-query = Data used for searches
category-log-query-about = What a search was made with, sealed in the log.
category-session = Sessions of staff
category-session-about = Who is signed in, as long as the session lasts.
use-border-entry = checks at entry
use-border-exit = checks at exit
use-border-refusal = refusals of entry
use-territory-check = checks within the territory
use-amendment = updating and correcting files
use-revoke-annul-extend = decisions on authorised stays
use-facilitation = national facilitation programmes
use-information-mechanism = the list of overstayers
use-retention = erasure when time is up or on order
use-operation = operation of crossing points and quality of data
use-monitoring = data-protection monitoring
body-border = border authorities
body-immigration = immigration authorities
body-visa = visa authorities
body-supervisory = national supervisory authorities
body-data-protection-supervisor = the European Data Protection Supervisor
body-facilitation = authorities for national facilitation programmes
body-designated-law-enforcement = designated law-enforcement authorities
body-central-access-point = central access points
body-europol-designated = Europol’s designated authority
body-europol-central-access-point = Europol’s central access point
body-etias-central-unit = the ETIAS Central Unit
body-etias-national-unit = ETIAS National Units
body-screening = screening authorities
body-eu-lisa = eu-LISA and the system itself
body-other = another authority
event-last-exit-or-refusal = the last exit or refusal of entry
event-exit-of-the-record = the exit
event-refusal = the refusal
event-erasure-of-the-data-concerned = the erasure of the data concerned
event-end-of-the-stay = the end of the authorised stay
event-notice = the notice
event-end-of-the-procedure = the end of the monitoring procedure
event-capture = taking the facial image or fingerprints
event-change-of-samples = the change of facial image or fingerprints
event-sign-in = signing in
retention-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
 } from { $event } ({ $basis })
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
retention-without-exit = without an exit, { $kept }
retention-of-family = of a family member, { $kept }
retention-of-record = about one record, no longer than that record ({ $basis })
cited-and = and
cited-to = { " to " }
