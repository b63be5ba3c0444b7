# Erasure, the record, breaches, the log, the statements and the health of the system.

retention-title = Retention and erasure
retention-lead = What is erased when. Every night a job erases what has reached its time; nobody can put that off.
pending-title = Closed accounts whose data is not erased yet
pending-account = Account
pending-cause = Cause
pending-since = Since
pending-by = Done by
pending-late = Late
pending-frozen = Frozen until the person decides
runs-title = Runs
runs-next = The next run begins { $moment }.
runs-none = No run yet
runs-none-text = The first one begins tonight.
runs-at = Began
runs-condition = Result
runs-erased = Erased
runs-failed = Failed
rules-title = Rules
rules-text = Numbers are of the last run.
rules-category = Data
rules-period = Kept
rules-law = Basis
rules-erased = Erased
rules-failed = { $count } failed
run-title = Run of { $moment }
failures-text = What could not be erased is tried again in the next run.
failures-id = Identifier
failures-code = Fault
failures-tried = Last tried
tries = { $count ->
    [one] tried once
   *[other] tried { $count } times
 }
run-nothing = Nothing had reached its time
run-nothing-text = The run did its work and found nothing to erase.
condition-good = In order
condition-troubled = Needs attention
condition-bad = Failed
condition-unknown = Not known yet

record-title = Record of processing
record-lead = Generated from the register in the program and the configuration as they stand now (Article 31 of Regulation (EU) 2018/1725).
record-json = Download as JSON
record-controller = Controller
record-officer = Data Protection Officer
record-reference = Record reference
record-categories = Categories of personal data
record-subjects = Data subjects
subjects-users = Users
subjects-applicants = Applicants
subjects-former-users = Former users
subjects-requesters = Those who ask under data protection law
subjects-staff = Staff
record-nobody = Nobody but the system itself
record-basis = Legal basis
record-purposes = Purposes
record-recipients = Recipients
record-transferred = Also in third countries and international organisations
record-period = Kept
record-encrypted = Encryption
record-own-key = Under a key of its own
record-volume = With the database
record-measures = Measures of security
record-versions = Versions
record-versions-none = None was kept yet.
record-version = Version
record-kept = Kept
record-what-changed = What changed
record-category-added = Added: { $name }
record-category-changed = Changed: { $name }
record-category-removed = Removed: { $name }
record-rest-changed = Controller, officer, reference or measures changed

breaches-title = Personal data breaches
breaches-lead = Every breach is entered here, also those that need not be notified (Articles 34 and 35 of Regulation (EU) 2018/1725).
breaches-none = No breach was entered
breaches-none-text = If you suspect one, enter it. Whether it is one can be found out afterwards.
breaches-list = Register
breach-what = What happened
breach-what-hint = In a few words, without names.
breach-what-missing = Please say in a few words what happened.
breach-aware = Aware since
breach-risk = Risk for persons
breach-clock = Notification to the Supervisor
breach-state = State
breach-is-open = Open
breach-is-closed = Closed
breach-new = Enter a breach
breach-new-text = The 72 hours for the notification to the European Data Protection Supervisor run from the moment at which the controller became aware, not from the entry.
breach-known = What is known
breach-known-hint = What happened to which data, how many persons and records, what follows from it, what was done. More can be added later.
breach-known-missing = Please write what is known so far.
breach-aware-day = Aware since: day
breach-aware-hint = The time in Brussels.
breach-aware-missing = Please give the day and the time of day.
breach-aware-time = Aware since: time
breach-enter = Enter the breach
clock-not-due = None due
clock-running = { $count ->
    [0] Less than an hour left
    [one] 1 hour left
   *[other] { $count } hours left
 }
clock-over = { $count ->
    [0] Overdue
    [one] 1 hour overdue
   *[other] { $count } hours overdue
 }
clock-reported = Notified { $moment }
risk-unknown = Risk not known yet
risk-unknown-text = The 72 hours run.
risk-unlikely = Risk unlikely
risk-unlikely-text = No notification. The entry stays as evidence.
risk-likely = Risk likely
risk-likely-text = The European Data Protection Supervisor is notified within 72 hours.
risk-high = High risk
risk-high-text = The Supervisor is notified, and the persons are told without undue delay.
breach-report-by = Notify by
breach-delayed = Late, because: { $reason }
breach-affected = Affected
breach-users = { $count ->
    [0] No user known
    [one] 1 user
   *[other] { $count } users
 }
breach-affected-list = List of those affected
breach-told = Persons told
breach-told-directly = Each of them, { $moment }
breach-told-publicly = By a public notice, { $moment }
breach-told-not = Not needed: { $reason }
assess-title = Assess the risk
assess-risk = What does the breach mean for the persons concerned?
assess-do = Save the assessment
report-title = Note the notification
report-text = Notify the Supervisor by the usual way first; then note it here. The time of the note counts.
report-delay = Why it is late
report-delay-hint = Needed when the 72 hours are over.
report-delay-missing = The 72 hours are over. Please say why the notification is late.
report-do = The Supervisor was notified
tell-title = Tell the persons concerned
tell-text = The communication says in clear and plain language what happened, what may follow and whom to ask.
tell-how = How
tell-how-missing = Please choose how the persons are told.
tell-directly = Each of them, by e-mail from the system
tell-directly-text = It is sent at once to the users affected.
tell-publicly = By a public notice
tell-publicly-text = Only where telling each would be out of proportion.
tell-not-needed = Not at all
tell-not-needed-text = Only where the data cannot be read by others, or the risk was averted.
tell-message = Message to the persons
tell-message-hint = What happened, what may follow from it for them, what was done about it, and what they can do. Needed unless nobody is told.
tell-message-missing = Please write what the persons are told.
tell-to = To
tell-confirm-title = Tell everybody whom “{ $name }” concerns?
tell-confirm-button = Send
tell-follows-sent = Each of them gets an e-mail with your message, at once.
tell-follows-contacts = It names the controller, the data protection officer and the supervisor.
tell-follows-final = It cannot be taken back.
tell-reason = Reason
tell-reason-hint = Needed when the persons are not told.
tell-reason-missing = Please say why the persons are not told.
tell-do = Do it and note it
close-text = Everything that the risk asks for was done. A closed entry is not changed any more.
close-do = Close the entry
close-missing = Before the entry can be closed:
close-risk = Assess the risk.
close-report = Notify the European Data Protection Supervisor.
close-tell = Tell the persons concerned, or say why that is not needed.

log-title = Log
log-lead = Who did what, when, what for and with which result. Addresses and devices are shown on this page only.
log-logged = This search is logged
log-logged-text = Every search is entered in the log, with your name and what you searched for. Search only for what your task needs.
log-search = Search the log
log-from = From
log-to = To
log-doer = Who (identifier)
log-deed = What (code)
log-purpose = Purpose
log-outcome = Result
log-object = Object (identifier)
log-ip = IP address
log-do = Search
log-dates-reversed = The first day lies after the last.
log-start = Nothing was searched for yet
log-start-text = Choose at least a time.
log-none = No entry matches
log-none-text = Choose a longer time or fewer conditions.
log-count = { $count ->
    [one] { $shown } entry
   *[other] { $shown } entries
 }
log-count-more = { $shown } entries or more
log-when = When
log-device = Device
log-place-unknown = Place unknown
log-technical-none = None, or deleted when its time was up
outcome-done = Done
outcome-refused = Refused

statements-title = Privacy statement and terms of use
statements-lead = What users have agreed to, version by version. A version that was published is never changed.
statements-to-ask = { $count ->
    [one] 1 user has yet to agree to what holds now
   *[other] { $count } users have yet to agree to what holds now
 }
statements-to-ask-text = They are asked at their next sign-in, before anything else.
statements-publish = Publish a new version:
statements-list = Versions
statements-none = Nothing was published
statements-none-text = Until both texts are published, nobody can register.
statements-text = Text
statements-version = { $text }, version { $version }
statements-since = Holds from
statements-change = Change
statements-standing = Standing
statements-agreed = Agreed
text-privacy-statement = Privacy statement
text-terms-of-use = Terms of use
standing-coming = Coming
standing-in-force = In force
standing-past = Past
publish-title = Publish: { $text }
publish-version = It becomes version { $version }.
publish-texts = The text
publish-language = Language
publish-digest = SHA-256
publish-missing = Missing
publish-read = Read
publish-incomplete = A language is missing
publish-incomplete-text = All languages are published together. Add the missing text and come back.
publish-kind = What kind of change is it?
publish-kind-missing = Please choose the kind of change.
publish-material = Material
publish-material-text = { $count ->
    [one] Purposes, recipients, data or rights change. 1 user is asked for consent again and reaches nothing else before answering. A refusal closes the account.
   *[other] Purposes, recipients, data or rights change. { $count } users are asked for consent again and reach nothing else before answering. A refusal closes the account.
 }
publish-minor = Not material
publish-minor-text = Wording, contacts or layout change. Users see the new text once and go on.
publish-since = Holds from
publish-since-hint = A day from today on, at midnight in Brussels.
publish-since-missing = Please give a day from today on.
publish-changes-en = What changes, in English
publish-changes-fr = What changes, in French
publish-changes-de = What changes, in German
publish-changes-hint = Two or three sentences. Users read them before the text.
publish-changes-missing = Please say in every language what changes.
publish-next = Publish…
publish-material-title = Publish “{ $name }” as a material change?
publish-minor-title = Publish “{ $name }” as a change that is not material?
publish-button = Publish
publish-unchanged = The version cannot be changed or withdrawn after this.
publish-asked = From its day on every user is asked for consent before anything else.
publish-refusal = Who does not agree can download their data; then the account is closed.
publish-not-asked = Consents given before stay valid. Users see the new text once.

health-title = System health
health-lead = How the system’s parts are and what its jobs do. No personal data stands here.
health-at = Looked at { $moment }
health-parts = Parts
health-part = Part
health-condition = Condition
health-text = What that means
part-database = Database
part-disk = Disk
part-mail = Mail
part-scanner = Scanner of files
part-log = Sealing of the log
part-sign-in = EU Login
part-backup = Backup
given-up-title = Given up
given-up-text = These jobs failed as often as they are tried. Mend the cause, then try again; nothing was lost.
jobs-title = Jobs
jobs-kind = Kind
jobs-due = Waiting
jobs-oldest = Oldest
jobs-done = Done in 24 hours
jobs-given-up = Given up
jobs-none = No job is known
jobs-none-text = Jobs stand here once the system has run for a minute.
minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
 }

done-breach-entered = The breach was entered
done-breach-entered-text = The 72 hours run from the moment you gave.
done-breach-noted = It was noted
done-breach-noted-text = It stands below, with your name.
done-breach-closed = The entry was closed
done-breach-closed-text = It stays as evidence.
done-published = The version was published
done-published-text = It holds from its day on.

integrity-title = Is the log whole?
integrity-lead = How far the log is sealed, and what recomputing it from its rows found.
integrity-sound = Nothing was changed
integrity-sound-text = Every sealed row fits what was signed.
integrity-late = Sealing is late
integrity-late-text = The newest rows are not sealed yet. If this lasts, tell whoever runs the system.
integrity-broken = The log was changed
integrity-broken-text = A row does not fit what was signed. Leave everything as it is and tell the data protection officer and whoever runs the system.
integrity-recomputed = Recomputed
integrity-recomputed-not = The log has not been recomputed since the system started.
integrity-recomputed-fits = On { $moment }, all { $rows } rows fitted.
integrity-recomputed-erased = Of these, { $rows } had been erased after their time: what they said is gone, their hashes fit.
integrity-recomputed-fault = On { $moment }, something did not fit. For whoever runs the system:
integrity-recompute = Recompute now
integrity-numbers = In numbers
integrity-sealed = Sealed rows
integrity-waiting = Rows that wait to be sealed
integrity-signed = Last signed
integrity-key = Signed with
integrity-root = Root of the tree
integrity-download = The signed checkpoint, as text
integrity-how = How this can be proved
integrity-how-text = Every row is a leaf of a tree of hashes whose root is signed every few seconds. Whoever keeps an earlier checkpoint can show, with public tools, that the log of today continues it.
log-integrity = Is the log whole?

affected-title = Those affected
affected-lead = The users whom the breach concerns. Who is noted here is told when you tell each of them.
affected-communities = Communities they are members of:
affected-none = Nobody is noted yet
affected-none-text = Search for users below and note those whom the breach concerns.
affected-who = User
affected-do = What you can do
affected-gone = An account that is erased
affected-remove = Take off the list
affected-told = Each of them was told
affected-told-text = Who is noted now is told at once by e-mail, and nobody is taken off the list any more.
affected-search = Note users
affected-query = Name, address or organisation
affected-query-hint = Whole words, or the beginning of them.
affected-query-none = Nobody was found. Please search for another word.
affected-find = Search
affected-found = { $count ->
    [one] 1 user found
   *[other] { $count } users found
 }
affected-noted = Noted
affected-add = Note as affected
affected-all-text = Everybody shown above is noted at once. If more were found, narrow the search or repeat it.
affected-all = Note all of these
done-breach-told = What the persons concerned are told was settled
affected-do-noted = Users affected were noted
affected-do-removed = A user was taken off the list of those affected
done-affected = The list was changed
done-affected-text = What you see below is what is kept.
tell-nobody = Nobody is noted as affected, so nobody would be told. Please note the users affected first, or choose another way.
