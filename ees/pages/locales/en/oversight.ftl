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
