# The log, and the proof that it is whole.

log-title = Log of operations
log-lead = Every operation is listed here, reading included.
log-filter = What to list
log-from = From
log-to = To
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
purpose-border = Check at the border
purpose-territory = Check within the territory
purpose-identification = Identification
purpose-visa = Decision on a visa
purpose-enforcement = Serious crime
purpose-subject = Request of the person concerned
purpose-oversight = Oversight
purpose-retention = Erasure when time is up
outcome-done = Done
outcome-refused = Refused
outcome-failed = Failed

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
