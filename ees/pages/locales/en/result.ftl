# The result of a check, and what was recorded.

answer-days = { $count ->
    [one] May stay { $count } day
   *[other] May stay { $count } days
 }
answer-days-line = until { $date }, that day included
answer-none = No day left
answer-none-line = A short stay cannot be authorised today.
answer-overstay = { $count ->
    [one] { $count } day over the authorised stay
   *[other] { $count } days over the authorised stay
 }
answer-overstay-line = The last lawful day was { $date }.
answer-free = Not calculated
answer-free-line = Family members who move freely have no limit of days.
answer-not-operated-line = The Entry/Exit System is not operated here, so that nothing is calculated.
answer-transit = In transit
answer-transit-line = The journey through must be over by { $at }.
answer-transit-over = Time of transit is over
answer-transit-over-line = The journey through was to be over by { $at }.
answer-human = Needs your decision
doubt-exit = An earlier entry has no exit. The days since then may or may not have been spent here.
doubt-entry = An exit has no entry. Ask for proof of when the person entered.
doubt-decision = A decision about this stay is not final yet.

double-title = Compare first
double-text = How long the person may stay depends on who it is.
double-if = If this is
double-new = If this is a new person
double-other = If these are two persons
double-calendar = Days of stay, if this is { $name }

limit-ninety = The limit is 90 days in any 180-day period.
limit-visa-days = The limit is the number of days the visa grants.
limit-visa-end = The limit is the last day of the visa.
limit-visa-entries = All entries the visa grants are used.
limit-territory = The visa is valid for the territory of some States only; the limit is the number of days it grants.
limit-not-here = The visa is not valid for this State.
limit-agreement = The limit follows from a bilateral agreement.
limit-decision = The limit follows from a decision that changed the authorised stay.

calendar-title = Days of stay
calendar-used = { $count ->
    [0] No day of this period is used.
    [one] { $count } day of this period is used.
   *[other] { $count } days of this period are used.
 }
calendar-stay = Present from { $from } to { $to }.
calendar-window = 180-day period, { $from } to { $to }
calendar-present = Days present that count
calendar-earlier = Days present that no longer count
calendar-left = Days that are left
calendar-over = Days over the authorised stay
calendar-today = Today, { $date }
calendar-end = Last lawful day, { $date }

result-who = Person and document
result-file = Individual file
result-file-open = Open the individual file
result-file-none = None has this document.
scope-title = Scope
scope-outside = The register does not apply to this person
group-visa = Needs a visa for a short stay.
group-exempt = Needs no visa for a short stay.
group-family = Family member of a person who moves freely, without a residence card.
group-free = Citizen of the Union or of an associated State: no record is made.
group-permit = Holds a residence permit or card: no record is made.
group-long-stay = Holds a long-stay visa: no record is made.
group-other = Belongs to a group the Regulation leaves out: no record is made.

open-title = An earlier entry has no exit
open-text = Entered on { $at } at { $point }. Record the exit now if the person is leaving; otherwise ask for proof of an earlier exit.
document-expired-title = The travel document has expired
document-expired-text = It expired on { $date }.

refused-before-title = This document was refused as false
refused-before-text = The files that hold it stand below. Find out whether the document is genuine and whose it is before you record anything.
similar-title = Possibly the same person
similar-text = These files have another document, but similar data. Compare before you record anything.
similar-name = Name in the file
similar-likeness = Likeness
similar-more-alike = More files are similar than are shown here. Those shown are the most similar. All given names or the whole date of birth narrow the search.
similar-more-not-compared = Too many people share a part of this name or date of birth to compare all of them. Those who share most were compared, and somebody may be missing here. All given names or the whole date of birth narrow the search.
likeness-strong = Very likely
likeness-possible = Possible
likeness-weak = Unlikely

decide-title = Record
decide-entry = Record entry
decide-exit = Record exit
decide-exit-text = The exit closes the open entry.
decide-exit-later = No open entry is known here. The register finds out later which entry this exit closes, and asks when there is none.
decide-nothing = There is nothing to record for this person.
decide-refuse = Refuse entry
decide-refuse-text = Opens the form for a refusal of entry: reasons, and what to hand to the person.
decide-again = Check another person

visa-title = Visa
visa-number = Number of the visa sticker
visa-number-hint = Top right on the sticker.
visa-issuer = Issuing Member State
visa-kind = Type of visa
visa-expires = Last day of the visa
visa-entries = Number of entries
visa-one = One
visa-two = Two
visa-multiple = Multiple
visa-days = Days granted
visa-calculate = Calculate the stay
family-label = Family member of a person who moves freely
family-hint = Tick only if shown, and if the person holds no residence card. The stay is then not limited.

recorded-entry = Entry recorded
recorded-exit = Exit recorded
recorded-until = Last lawful day
recorded-until-moment = The journey through must be over by
recorded-unlimited = For this person no limit of days is calculated.
recorded-until-text = Tell the person this date, or hand over the receipt.
recorded-in-time = Left in time
recorded-in-time-text = The stay was within the authorised time.
recorded-late = { $count ->
    [one] Left { $count } day late
   *[other] Left { $count } days late
 }
recorded-late-line = The last lawful day was { $date }.
recorded-late-text = The record says so. What follows is decided by the competent authority. The person may show that the delay had good reasons.
recorded-who = Person
recorded-when = Date and time
recorded-where = Border crossing point
recorded-next = Next traveller
recorded-receipt = Print a receipt
