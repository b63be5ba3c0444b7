# The log, and the proof that it is whole.

log-title = Log of operations
log-lead = Every operation is listed here, reading included.
log-filter = What to list
log-from = From (UTC)
log-to = Before (UTC)
log-authority = Authority
log-purpose = Purpose
log-operation = Operation
log-outcome = Result
log-all = All
log-show = Show
log-count = { $count ->
    [one] { $shown } operation
   *[other] { $shown } operations
 }
log-count-more = { $shown } operations or more
log-empty = No operation matches
log-empty-text = Choose a longer time or fewer conditions.
log-kind = Kind of authority
log-office = Office
log-office-hint = The whole name, as a line shows it.
log-state = State
log-person = User
log-person-hint = The staff number or the name of the system, as a line shows it.
log-place = Border crossing point
log-sent = Data given
log-asked = What was asked with
log-further = Further conditions
log-clear = Clear all conditions
log-refused-any = Refused, for whatever reason
log-outcome-wrong = Choose “Done”, “Refused”, or give the code of a refusal as a line shows it.
log-from-wrong = Give a day and a time, as in 2026-07-15T09:00.
log-to-wrong = Give a day and a time, as in 2026-07-15T09:00.
log-file-number = File number
log-file-number-wrong = Give the whole number of the file, as a line shows it.
log-office-wrong = Give a name of at most 200 characters.
log-person-wrong = Give a name of at most 200 characters.
log-place-wrong = Choose a border crossing point of the list.
log-kind-wrong = Choose a kind of authority of the list.
log-state-wrong = Choose a State of the list.
log-purpose-wrong = Choose a purpose of the list.
log-operation-wrong = Choose an operation of the list.
log-sent-wrong = Choose a category of the list.
log-file = The lines found as a file (CSV)
log-file-cut = It holds { $shown } lines; its last line says how to go on.
log-file-more = There are more lines. Go on at:
log-index = Number in the log
log-request = Request
log-basis = Article
log-hits = Number of results
log-row-title = A line of the log
log-sent-nothing = Nothing
log-asked-nothing = The operation took nothing besides what is shown above.
log-asked-text = Sealed in the log and opened for you; that you looked at it is a line of the log, too.
log-asked-erased = Its time was over: it was erased, and what is left in the line is its fingerprint.
log-same-file = All lines about this file
log-same-person = All lines of this user
log-proof = Proof that the line is in the log
log-proof-holds = The line is in the signed log
log-proof-place = It is number { $place } of { $size } in the log signed on { $at }.
log-proof-waiting = The line is not sealed yet
log-proof-waiting-text = Lines are sealed within a second. Open this page again in a moment.
log-proof-broken = The proof does not hold
log-proof-how = What was checked just now
log-proof-leaf = Everything in the line together gives this fingerprint:
log-proof-path = { $count ->
    [0] It is the only line, so that nothing has to be added.
    [one] With one fingerprint of its neighbours it leads to the root of the tree.
   *[other] With { $count } fingerprints of its neighbours it leads to the root of the tree.
 }
log-proof-hashes = Show them
log-proof-root = This is the root, which stands for every line of the log at once:
log-proof-key = Root and number of lines are signed, and the signature fits this public key:
log-proof-check = Check it without this system
log-proof-check-text = The file holds the line, the fingerprints and the signature, and nothing that the line keeps sealed. Anybody who has the public key from another source can check it, on a machine of their own, with this command or with any program that knows proofs of the form C2SP tlog-proof.
log-proof-file = The proof as a file
outcome-done = Done
outcome-refused = Refused

integrity-title = Integrity of the log
integrity-lead = Shows how far the log is sealed, and what recomputing it from its lines found.
integrity-sound = Sealing is up to date
integrity-sound-line = Every line is in the signed tree, so that a later change can be proved.
integrity-late = Sealing is late
integrity-late-line = Recent lines are not sealed yet. Tell the operator if this lasts.
integrity-broken = The log was changed
integrity-broken-line = A proof does not hold. Keep everything as it is and tell the security officer at once.
integrity-recomputed = Recomputed
integrity-recomputed-not = The log has not been recomputed yet. This is done when the system starts, every six hours, and when you ask for it.
integrity-recomputed-all = { $count ->
    [one] On { $at }, { $shown } line was hashed again and fits what was signed.
   *[other] On { $at }, { $shown } lines were hashed again and fit what was signed.
 }
integrity-recomputed-fault = On { $at }, a line was found that does not fit what was signed. For the operator:
integrity-recompute = Recompute now
integrity-numbers = In numbers
integrity-size = Sealed lines
integrity-waiting = Lines waiting to be sealed
integrity-lag = Oldest waiting line
integrity-seconds = { $count ->
    [0] none
    [one] { $count } second ago
   *[other] { $count } seconds ago
 }
integrity-checkpoint = Last checkpoint
integrity-key = Signed with
integrity-root = Root of the tree
integrity-download = The signed checkpoint, as text
integrity-how = How this is proved
integrity-how-text = Each line becomes a leaf of a tree of hashes. The root of the tree is signed at short intervals. Whoever keeps an earlier checkpoint can prove, with public tools, that today's log continues it.

erasures-title = Erasures
erasures-lead = What was erased when its time was over, and what goes next. Numbers alone.
erasures-ahead = What goes next
erasures-ahead-text = What is kept until a day of each month and no longer, as things stand today. Whoever travels again keeps the file.
erasures-nothing-ahead = Nothing goes in the next twelve months
erasures-nothing-ahead-text = As soon as something is kept until a day of these months, it is counted here.
erasures-chart = Entry/exit records that go, by month
erasures-chart-text = One bar for each of the next twelve months, with the number of records. The table below has the same numbers.
erasures-month = Month
erasures-records = Records
erasures-refusals = Refusals
erasures-files = Files
erasures-log-rows = Log lines
erasures-warned = Member States told of
erasures-why = What for
erasures-runs = The last runs
erasures-empty = There has been no run yet
erasures-empty-text = The first one begins when the system starts, then there is one every day.
erasures-daily = What is kept no longer
erasures-orders = Ordered by authorities
erasures-warnings = Erasure in three months
erasures-done = Done
erasures-open = Not ended
erasures-doubtful = To be looked at

procedures-title = Monitoring procedures
procedures-lead = Log rows that a procedure of yours needs are not erased while it lasts. Once it has ended, those whose time is over go with the next run.
procedures-begin = Begin a procedure
procedures-list = Procedures of your body
procedures-empty = No procedure
procedures-empty-text = Log rows go a year after the data they are about, unless a procedure that has begun needs them.
procedures-text = Name the file whose rows you need, or an office and a period. From now on those rows are not erased.
procedures-reference = Your number of the procedure
procedures-reference-wrong = Write your number of the procedure, 1 to 200 characters
procedures-reason = What is looked into
procedures-reason-hint = Without names of travellers or staff.
procedures-reason-wrong = Write 1 to 500 characters
procedures-scope = Rows that are kept
procedures-of-file = about the file { $file }
procedures-of-office = of { $office }, { $from } to { $to }
procedures-file = Number of the file
procedures-file-hint = As the log shows it. Leave it empty to keep the rows of an office.
procedures-file-wrong = Write the number of a file, or fill in an office with its State and a period
procedures-office = Office
procedures-office-hint = As the log names it.
procedures-office-wrong = Write the office as the log names it, or a file, and not both
procedures-state = State of the office
procedures-state-wrong = Choose the State of the office
procedures-from = First day, Universal Time
procedures-from-wrong = Write a first day up to today
procedures-to = Last day, Universal Time
procedures-to-wrong = Write a last day that is not before the first
procedures-since = Begun
procedures-until = Ended
procedures-lasts = lasts
procedures-end = End it
procedures-submit = Begin

erasures-failing = Orders that failed
erasures-failing-text = Authorities ordered these erasures, and they could not be carried out yet. They are tried again, at the latest each hour.
erasures-state = Ordered by
erasures-orders-count = Orders
erasures-tries = Tried
erasures-since = The oldest of
erasures-next = Next try
erasures-obstacle = What stood in the way, and what to do
erasures-obstacle-busy = Officers changed the files at the same moment. Nothing is to be done unless it lasts for hours.
erasures-obstacle-refused = The database refused. The operator looks at the output of the daemon at this time, and at the database.
erasures-obstacle-inconsistent = What is stored breaks a rule or cannot be opened. The operator runs `eesd retention orphans` and tells the makers of the system.

cases-failing = { $count ->
    [one] { $count } erasure that your State ordered could not be carried out yet
   *[other] { $count } erasures that your State ordered could not be carried out yet
 }
cases-failing-text = They are tried again, at the latest each hour. The case says what stood in the way.
case-failing = The erasure could not be carried out yet
case-failing-busy = Somebody changed the file at the same moment. It is tried again at { $at }; nothing is to be done.
case-failing-refused = The database refused. It is tried again at { $at }. If that lasts, tell the operator the number of this case.
case-failing-inconsistent = What is stored cannot be erased as it is. It is tried again at { $at }; tell the operator the number of this case.
case-next-failing = Erasure ordered, not carried out yet
